//! The one pass over a page that everything later is decided on: its passages, and the marks around them.
//!
//! A passage is a stretch of text that the page draws as one paragraph: it ends where a block begins or ends and at an empty
//! line made of two `<br>`. What is hidden and what is not text (controls, drawings) makes no passage.

use std::ops::Range;

use super::lookup::Seen;
use super::marks::{self, Marks};
use super::{Reason, phrases};
use crate::page::{NodeId, Page, Tag};

/// What one pass found out about a page.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Passages in document order.
    pub passages: Vec<Passage>,
    /// For each node, its own marks.
    pub own: Vec<Marks>,
    /// For each node, its marks and those of the elements around it.
    pub marks: Vec<Marks>,
    /// For each node, how many passages begin before it; one entry more than there are nodes.
    pub before: Vec<u32>,
    /// The passages' texts, white space collapsed, one after the other.
    text: String,
}

/// A stretch of text drawn as one paragraph.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    /// The innermost block around it.
    pub element: NodeId,
    /// The nodes from its first text to its last.
    pub nodes: Range<u32>,
    /// The marks around its first text.
    pub marks: Marks,
    /// Its words.
    pub words: u32,
    /// Words that are links.
    pub linked: u32,
    /// Words that end as sentences do.
    pub stops: u32,
    /// Commas and the like inside.
    pub commas: u32,
    /// Whether it ends as a sentence does.
    pub closed: bool,
    /// Why it is clutter by what it says.
    pub phrase: Option<Reason>,
    text: Range<usize>,
}

impl Passage {
    /// Share of its words that are links, in percent.
    pub(super) fn link_share(&self) -> u32 {
        100 * self.linked / self.words.max(1)
    }
}

impl Survey {
    /// The text of a passage, white space collapsed.
    pub(super) fn text(&self, passage: &Passage) -> &str {
        &self.text[passage.text.clone()]
    }

    /// The passages inside an element.
    pub(super) fn inside(&self, page: &Page, element: NodeId) -> Range<usize> {
        let end = page.node(element).end.0 as usize;
        self.before[element.0 as usize] as usize..self.before[end] as usize
    }
}

/// Looks at every node once.
pub(super) fn survey(page: &Page) -> Survey {
    let breaks = breaking(page);
    let mut survey = Survey { marks: Vec::with_capacity(page.len()), ..Survey::default() };
    let mut open = Open::default();
    let mut seen = Seen::new();
    // Where the blocks around the current node end: leaving one ends a passage.
    let mut ends: Vec<NodeId> = Vec::new();
    let mut blocks: Vec<NodeId> = Vec::new();
    let mut line_breaks = 0;
    for (id, node) in page.nodes() {
        while ends.last().is_some_and(|end| *end <= id) {
            ends.pop();
            blocks.pop();
            survey.close(&mut open);
        }
        let own = marks::own(page, id, node.tag, &mut seen);
        let around = if node.parent == id { Marks::default() } else { survey.marks[node.parent.0 as usize] };
        let marks = around.with(own);
        survey.own.push(own);
        survey.marks.push(marks);
        survey.before.push(survey.passages.len() as u32 + u32::from(open.passage.is_some()));
        if breaks[id.0 as usize] {
            survey.close(&mut open);
            ends.push(node.end);
            blocks.push(id);
            line_breaks = 0;
        } else if node.tag == Tag::Br {
            line_breaks += 1;
            if line_breaks == 2 {
                survey.close(&mut open);
            }
        } else if node.tag == Tag::Text && !node.hidden && !marks.has(Marks::UNREAD) {
            let raw = page.text(id);
            if raw.trim().is_empty() {
                open.spaced = true;
            } else {
                line_breaks = 0;
                let element = blocks.last().copied().unwrap_or(NodeId(0));
                survey.extend(&mut open, id, element, marks, raw);
            }
        }
    }
    survey.close(&mut open);
    survey.before.push(survey.passages.len() as u32);
    survey
}

/// Totals from the beginning on, so that the sum over a range is one difference.
pub(super) fn running(values: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut total = 0;
    std::iter::once(0)
        .chain(values.map(|value| {
            total += value;
            total
        }))
        .collect()
}

/// For each node, whether a passage ends where it begins and where it ends.
fn breaking(page: &Page) -> Vec<bool> {
    let mut breaks: Vec<bool> = page.nodes().map(|(_, node)| node.tag.is_block()).collect();
    // A custom element is a block unless it stands in the middle of running text, or inside an element that does.
    let mut running = vec![false; page.len()];
    for (id, node) in page.nodes() {
        if node.tag == Tag::Text && !page.text(id).trim().is_empty() {
            running[node.parent.0 as usize] = true;
        }
    }
    for (id, node) in page.nodes() {
        if node.tag == Tag::Other && !running[node.parent.0 as usize] {
            breaks[id.0 as usize] = true;
        }
        if matches!(node.tag, Tag::Button | Tag::Iframe | Tag::Video | Tag::Select | Tag::Textarea) {
            breaks[id.0 as usize] = true;
        }
    }
    breaks
}

/// What a stretch without white space counts for, its end apart.
struct Weight {
    words: u32,
    stops: u32,
    commas: u32,
}

/// One word, but for scripts without spaces: there two characters are about a word, and sentences end inside.
fn weigh(word: &str) -> Weight {
    let mut weight = Weight { words: 1, stops: 0, commas: 0 };
    if word.len() > 6 && word.bytes().any(|byte| byte >= 0xE0) {
        let mut wide = 0;
        for c in word.chars() {
            wide += u32::from(('\u{2e80}'..='\u{ffef}').contains(&c));
            weight.stops += u32::from(matches!(c, '。' | '！' | '？'));
            weight.commas += u32::from(matches!(c, '、' | '，'));
        }
        weight.words = (wide / 2).max(1);
    }
    weight
}

/// The last character of a word without the quotation marks and brackets that close after it; `None` for a letter of ASCII, as nearly
/// every word has.
fn last_sign(word: &str) -> Option<char> {
    if word.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    word.trim_end_matches(['"', '\'', '”', '’', '»', ')', '“', '«']).chars().next_back()
}

/// The passage that is being read.
#[derive(Debug, Default)]
struct Open {
    passage: Option<Passage>,
    /// Whether white space came after the last word.
    spaced: bool,
    /// Room for a copy of its text.
    line: String,
}

impl Survey {
    fn extend(&mut self, open: &mut Open, id: NodeId, element: NodeId, marks: Marks, raw: &str) {
        let start = self.text.len();
        let passage = open.passage.get_or_insert_with(|| Passage {
            element,
            nodes: id.0..id.0 + 1,
            marks,
            words: 0,
            linked: 0,
            stops: 0,
            commas: 0,
            closed: false,
            phrase: None,
            text: start..start,
        });
        passage.nodes.end = id.0 + 1;
        let begins = passage.text.start == start;
        let spaced = raw.starts_with(char::is_whitespace) || open.spaced;
        let mut first = true;
        for word in raw.split_whitespace() {
            if !begins && first && !spaced {
                passage.words = passage.words.saturating_sub(1);
            } else if !(begins && first) {
                self.text.push(' ');
            }
            first = false;
            let Weight { words, stops, commas } = weigh(word);
            passage.words += words;
            passage.linked += if marks.has(Marks::LINK) { words } else { 0 };
            passage.stops += stops;
            passage.commas += commas;
            let last = last_sign(word);
            passage.stops += u32::from(matches!(last, Some('.' | '!' | '?' | '…' | '。' | '؟' | '।')));
            passage.commas += u32::from(matches!(last, Some(',' | ';' | ':' | '،')));
            passage.closed =
                matches!(last, Some('.' | '!' | '?' | '…' | ':' | '。' | '！' | '？' | '؟' | '।'));
            self.text.push_str(word);
        }
        open.spaced = raw.ends_with(char::is_whitespace);
        passage.text.end = self.text.len();
    }

    fn close(&mut self, open: &mut Open) {
        open.spaced = false;
        if let Some(mut passage) = open.passage.take() {
            passage.phrase = phrases::clutter_in(self.text(&passage), &mut open.line);
            self.passages.push(passage);
        }
    }
}
