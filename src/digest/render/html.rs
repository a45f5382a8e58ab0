//! The summary as HTML: a fragment of plain elements, without styles, that a letter or a document makes its own.

use super::{Entry, Labels, Note, Row, Said, Sheet};

pub(super) fn write(sheet: &Sheet, labels: &Labels) -> String {
    let mut out = format!("<article lang=\"{}\">\n", escape(&sheet.language));
    if let Some(headline) = &sheet.headline {
        line(&mut out, &format!("<h1>{}</h1>", escape(headline)));
    }
    let origin = (!sheet.origin.is_empty()).then(|| escape(&sheet.origin.join(" · ")));
    let link = sheet.link.as_deref().map(escape).map(|url| format!("<a href=\"{url}\">{url}</a>"));
    let head: Vec<_> = [origin, link].into_iter().flatten().collect();
    if !head.is_empty() {
        line(&mut out, &format!("<p>{}</p>", head.join("<br>")));
    }
    if let Some(remark) = &sheet.remark {
        line(&mut out, &format!("<p>{}</p>", escape(remark)));
    }
    list(&mut out, labels.key_points, sheet.key_points.iter().map(|point| escape(point)));
    list(&mut out, labels.facts, sheet.facts.iter().map(row));
    if !sheet.quotes.is_empty() {
        line(&mut out, &format!("<h2>{}</h2>", escape(labels.quotes)));
        for quote in &sheet.quotes {
            line(&mut out, &said(quote));
        }
    }
    out + "</article>\n"
}

fn line(out: &mut String, content: &str) {
    out.push_str(content);
    out.push('\n');
}

fn list(out: &mut String, label: &str, items: impl ExactSizeIterator<Item = String>) {
    if items.len() == 0 {
        return;
    }
    line(out, &format!("<h2>{}</h2>", escape(label)));
    line(out, "<ul>");
    for item in items {
        line(out, &format!("<li>{item}</li>"));
    }
    line(out, "</ul>");
}

fn row(row: &Row) -> String {
    let entries: Vec<_> = row.entries.iter().map(entry).collect();
    format!("<strong>{}:</strong> {}", escape(&row.label), entries.join("; "))
}

fn entry(entry: &Entry) -> String {
    let lead = escape(&entry.lead);
    match &entry.note {
        Note::None => lead,
        Note::Aside(note) => format!("{lead} ({})", escape(note)),
        Note::Counted(note) => format!("<strong>{lead}</strong> {}", escape(note)),
    }
}

fn said(said: &Said) -> String {
    let words = escape(&said.words);
    let Some(speaker) = &said.speaker else { return format!("<blockquote><p>{words}</p></blockquote>") };
    let role = said.role.as_ref().map(|role| format!(", {}", escape(role))).unwrap_or_default();
    format!(
        "<blockquote><p>{words}<br>— <cite><strong>{}</strong></cite>{role}</p></blockquote>",
        escape(speaker)
    )
}

/// Text as HTML shows it, between tags and between double quotation marks.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
