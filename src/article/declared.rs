//! The story's words as the page itself declares them to machines: the `articleBody` of its JSON-LD.
//!
//! About one news page in five has it, often cut short or full of markup, so it is evidence and never the text: a passage is compared
//! with it three words at a time.

use rustc_hash::FxHashSet;

use super::lookup;
use crate::page::{Page, Tag, loose::Loose};

/// schema.org's name for the text of an article.
const BODY: &str = "articleBody";
/// Words in a row that two texts have in common only when one quotes the other.
const ROW: usize = 3;
/// Words of the shortest body that says more than a summary does.
const SHORTEST: usize = 60;

/// The rows of words of the declared bodies.
#[derive(Debug, Default)]
pub(super) struct Declared {
    rows: FxHashSet<u64>,
    /// Words of all bodies together; 0 when the page declares none.
    pub words: usize,
}

impl Declared {
    /// Reads what the page declares.
    pub(super) fn read(page: &Page) -> Self {
        let mut declared = Self::default();
        for (id, node) in page.nodes() {
            if node.tag == Tag::Text && page.node(node.parent).tag == Tag::Script {
                for after in page.text(id).split(BODY).skip(1) {
                    declared.add(&without_tags(&string(after)));
                }
            }
        }
        declared
    }

    fn add(&mut self, body: &str) {
        let words: Vec<u64> = words(body).collect();
        if words.len() >= SHORTEST {
            self.words += words.len();
            self.rows.extend(words.windows(ROW).map(row));
        }
    }

    /// How much of a text the page declares to be its story, in percent; `None` when it declares no story or the text is too short
    /// to tell.
    pub(super) fn share(&self, text: &str) -> Option<u32> {
        if self.words == 0 {
            return None;
        }
        let words: Vec<u64> = words(text).collect();
        let rows = words.windows(ROW).len();
        (rows > 0).then(|| {
            let known = words.windows(ROW).filter(|words| self.rows.contains(&row(words))).count();
            (100 * known / rows) as u32
        })
    }
}

/// The JSON string that comes after a key; as much of it as can be read.
fn string(after_key: &str) -> String {
    let value = after_key.trim_start_matches('"').trim_start().trim_start_matches(':').trim_start();
    if !value.starts_with('"') {
        return String::new();
    }
    let mut strings = serde_json::Deserializer::from_str(value).into_iter::<Loose>();
    if let Some(Ok(Loose(body))) = strings.next() {
        return body;
    }
    // Line breaks inside a string are no JSON, and common: it ends at the first quotation mark that is not escaped.
    let bytes = value.as_bytes();
    let end = (1..bytes.len()).find(|at| bytes[*at] == b'"' && bytes[at - 1] != b'\\');
    value[1..end.unwrap_or(bytes.len())].replace("\\n", " ").replace("\\\"", "\"")
}

/// A text without tags and entities, which some bodies are full of.
fn without_tags(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    for piece in body.split_inclusive(['<', '>']) {
        if piece.ends_with('>') {
            out.push(' ');
        } else {
            out.push_str(piece.trim_end_matches('<'));
        }
    }
    out.replace("&nbsp;", " ").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// The words of a text as numbers: letters and digits alone, in lower case.
fn words(text: &str) -> impl Iterator<Item = u64> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(|word| {
        let letters = word.chars().flat_map(char::to_lowercase);
        letters.fold(lookup::EMPTY, |hash, c| lookup::longer_by(hash, c.into()))
    })
}

fn row(words: &[u64]) -> u64 {
    words.iter().fold(0, |row, word| row.rotate_left(19) ^ word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::html;

    #[track_caller]
    fn check(script: &str, text: &str, expected: Option<u32>) {
        let body = "The ferry left the old harbour at noon with forty people and a cow on board. ".repeat(5);
        let script = script.replace("BODY", &body);
        let page = html::parse(&format!("<script type=application/ld+json>{script}</script><p>{text}</p>"));
        assert_eq!(Declared::read(&page).share(text), expected, "{script}");
    }

    #[test]
    fn a_passage_is_found_in_the_declared_body() {
        let text = "The ferry left the old harbour";
        check(r#"{"articleBody": "BODY"}"#, text, Some(100));
        check(r#"{"articleBody": "<p class=\"x\">BODY</p>"}"#, text, Some(100));
        check("{\"articleBody\": \"BODY\n and \\\"so\\\" on\"}", text, Some(100));
        check(r#"{"articleBody": "BODY"}"#, "Subscribe to the newsletter of the harbour", Some(0));
        check(r#"{"articleBody": "BODY"}"#, "Ferry", None);
        check(r#"{"articleBody": "Too short to be a story."}"#, text, None);
        check(r#"{"headline": "BODY"}"#, text, None);
    }
}
