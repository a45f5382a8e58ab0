//! A digest as Markdown, plain text and HTML: what "Copy summary" copies and the command line prints.

use super::Digest;

impl Digest {
    /// As Markdown.
    pub fn to_markdown(&self) -> String {
        self.to_text()
    }

    /// As plain text.
    pub fn to_text(&self) -> String {
        let points: Vec<_> = self.key_points.iter().map(|point| format!("- {}\n", point.text)).collect();
        format!("{}\n\n{}", self.page.title.as_deref().unwrap_or_default(), points.concat())
    }

    /// As HTML.
    pub fn to_html(&self) -> String {
        format!("<p>{}</p>", self.to_text().replace(['<', '&'], " "))
    }
}
