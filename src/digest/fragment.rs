//! Links that lead to words on a page: text fragments, `#:~:text=[prefix-,]start[,end][,-suffix]`.
//!
//! After the WICG's "URL fragment text directives" and the constants of text-fragments-polyfill (Google, 2020-): a text of up to 300
//! characters is named whole, a longer one by its first and last words; what is short or stands on the page more than once gets the words
//! around it, three first. A browser goes to the first match, so a link is made only of words that stand on the page in one place; it looks
//! for whole words, whatever their case, and finds no name across the edge of a block.

use std::ops::Range;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rustc_hash::FxHashMap;

use crate::page::{NodeId, Page, Tag};

/// Characters of the longest text that is named whole.
const LONGEST_WHOLE: usize = 300;
/// Characters of the shortest text that needs no words around it.
const SHORTEST_ALONE: usize = 20;
/// Words around a text, or at its ends, to begin with, and at most.
const FIRST_CONTEXT: usize = 3;
const MOST_CONTEXT: usize = 8;
/// A word that stands on the page more often than this tells nothing of a place.
const COMMONEST: usize = 400;
/// Bytes of the longest text node in which places are looked for.
const LONGEST_NODE: usize = 1 << 14;

/// What a directive's parts may hold as they are: "-", "," and "&" would be read as syntax.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~');

/// A byte of a text node.
pub(super) type Spot = (NodeId, usize);

/// The words that a page shows, and where each stands.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The page's text, white space collapsed.
    text: String,
    all: Vec<Word>,
    /// Of each word's hash, the places.
    places: FxHashMap<u64, Vec<u32>>,
    /// Where each text node begins in the text, in document order.
    nodes: Vec<(NodeId, usize)>,
}

#[derive(Debug)]
struct Word {
    range: Range<usize>,
    hash: u64,
    /// Number of the block, or line, that it stands in.
    block: u32,
}

impl Words {
    /// Reads a page once.
    pub(super) fn of(page: &Page) -> Self {
        let mut words = Self::default();
        let mut block = 0;
        // Where the blocks around the current node end.
        let mut ends: Vec<NodeId> = Vec::new();
        let mut broken = false;
        for (id, node) in page.nodes() {
            while ends.last().is_some_and(|end| *end <= id) {
                ends.pop();
                broken = true;
            }
            if node.tag.is_block() {
                ends.push(node.end);
            }
            broken |= node.tag.is_block() || node.tag == Tag::Br;
            if node.tag != Tag::Text || node.hidden || is_unseen(page, id) {
                continue;
            }
            if std::mem::take(&mut broken) {
                block += 1;
                words.space();
            }
            words.nodes.push((id, words.text.len()));
            words.add(page.text(id), block);
        }
        for (index, word) in words.all.iter().enumerate() {
            words.places.entry(word.hash).or_default().push(index as u32);
        }
        words
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    fn add(&mut self, raw: &str, block: u32) {
        let mut rest = raw;
        while let Some(c) = rest.chars().next() {
            // Letters and digits go on with the word that the first of them is in; looked at one by one, they took a twentieth of a reading.
            let run = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let (taken, after) = rest.split_at(run.max(c.len_utf8()));
            rest = after;
            if c.is_whitespace() {
                self.space();
                continue;
            }
            let start = self.text.len();
            self.text.push_str(taken);
            let goes_on = self.all.last().is_some_and(|word| {
                let text = &self.text[word.range.clone()];
                word.block == block && joins(text, &self.text[word.range.end..start], c)
            });
            let hashed = |hash| {
                if taken.len() == c.len_utf8() {
                    c.to_lowercase().fold(hash, longer)
                } else {
                    taken.chars().fold(hash, |hash, c| longer(hash, c.to_ascii_lowercase()))
                }
            };
            if let Some(word) = self.all.last_mut().filter(|_| goes_on) {
                word.range.end = self.text.len();
                word.hash = hashed(word.hash);
            } else if c.is_alphanumeric() {
                let hash = hashed(EMPTY);
                self.all.push(Word { range: start..self.text.len(), hash, block });
            }
        }
    }

    /// The directive that names the text between two places, `text=…`; `None` where nothing short names it alone.
    pub(super) fn directive(&self, page: &Page, from: Spot, to: Spot) -> Option<String> {
        let (from, to) = (self.place(page, from)?, self.place(page, to)?);
        let first = self.all.partition_point(|word| word.range.end <= from);
        let last = self.all.partition_point(|word| word.range.start < to).checked_sub(1)?;
        let (start, end) = (self.all.get(first)?, self.all.get(last)?);
        if last < first {
            return None;
        }
        let length = self.text[start.range.start..end.range.end].chars().count();
        if start.block == end.block && length <= LONGEST_WHOLE {
            self.whole(first..last + 1, length)
        } else {
            self.ends(first..last + 1)
        }
    }

    /// By all of its words, with those around them where they are not enough.
    fn whole(&self, words: Range<usize>, length: usize) -> Option<String> {
        let enough = length >= SHORTEST_ALONE;
        for context in enough.then_some(0).into_iter().chain(FIRST_CONTEXT..=MOST_CONTEXT) {
            let around = self.in_block(words.start.saturating_sub(context)..words.end + context, words.start);
            if !self.is_single(&around) {
                continue;
            }
            let mut parts = Vec::new();
            if around.start < words.start {
                parts.push(format!("{}-", self.encoded(around.start..words.start)));
            }
            parts.push(self.encoded(words.clone()));
            if around.end > words.end {
                parts.push(format!("-{}", self.encoded(words.end..around.end)));
            }
            return Some(format!("text={}", parts.join(",")));
        }
        None
    }

    /// By its first and its last words.
    fn ends(&self, words: Range<usize>) -> Option<String> {
        let counts = || FIRST_CONTEXT..=MOST_CONTEXT;
        let starts = counts().map(|count| self.in_block(words.start..words.start + count, words.start));
        let ends =
            counts().map(|count| self.in_block(words.end.saturating_sub(count)..words.end, words.end - 1));
        let start = starts.into_iter().find(|range| self.is_single(range))?;
        let end = ends.into_iter().find(|range| self.is_single(range))?;
        (start.end <= end.start).then(|| format!("text={},{}", self.encoded(start), self.encoded(end)))
    }

    /// A run of words, cut to the block that one of them stands in.
    fn in_block(&self, words: Range<usize>, within: usize) -> Range<usize> {
        let block = self.all[within].block;
        let end = words.end.min(self.all.len());
        let is_in = |index: &usize| self.all[*index].block == block;
        let start = (words.start..=within).find(is_in).unwrap_or(within);
        let end = (within..end).rev().find(is_in).unwrap_or(within) + 1;
        start..end
    }

    /// Whether some words stand on the page in one place only. Asked by the rarest of them.
    fn is_single(&self, words: &Range<usize>) -> bool {
        let places = |index: usize| self.places.get(&self.all[index].hash).map_or(&[][..], Vec::as_slice);
        let Some(rarest) = words.clone().min_by_key(|index| places(*index).len()) else { return false };
        let places = places(rarest);
        let before = rarest - words.start;
        let is_here = |place: &u32| {
            let Some(start) = (*place as usize).checked_sub(before) else { return false };
            let others = self.all.get(start..start + words.len());
            others.is_some_and(|others| {
                others.iter().zip(&self.all[words.clone()]).all(|(one, other)| one.hash == other.hash)
            })
        };
        places.len() <= COMMONEST && places.iter().filter(|place| is_here(place)).count() == 1
    }

    fn encoded(&self, words: Range<usize>) -> String {
        let text = &self.text[self.all[words.start].range.start..self.all[words.end - 1].range.end];
        utf8_percent_encode(text, PLAIN).to_string()
    }

    /// Where a byte of a text node stands in the text.
    fn place(&self, page: &Page, (node, offset): Spot) -> Option<usize> {
        let index = self.nodes.binary_search_by_key(&node, |(node, _)| *node).ok()?;
        let raw = page.text(node);
        if raw.len() > LONGEST_NODE {
            return None;
        }
        let start = self.nodes[index].1;
        // A run of white space is one space, and none where there is one before.
        let mut at = start;
        let mut spaced = start == 0 || self.text[..start].ends_with(' ');
        for c in raw[..offset.min(raw.len())].chars() {
            at += match (c.is_whitespace(), spaced) {
                (true, true) => 0,
                (true, false) => 1,
                (false, _) => c.len_utf8(),
            };
            spaced = c.is_whitespace();
        }
        Some(at)
    }
}

/// Whether a text is not drawn as text of the page: that of controls, and of what stands in the head.
fn is_unseen(page: &Page, id: NodeId) -> bool {
    let tag = page.node(page.node(id).parent).tag;
    matches!(tag, Tag::Title | Tag::Script | Tag::Option | Tag::Textarea | Tag::Select | Tag::Svg | Tag::Head)
}

/// Whether a character goes on with a word, from which `between` parts it: "don't", "U.S", "1,000" (UAX #29, rules WB5 to WB12).
fn joins(word: &str, between: &str, c: char) -> bool {
    if ('\u{300}'..='\u{36f}').contains(&c) {
        return between.is_empty();
    }
    let last = word.chars().next_back().unwrap_or(' ');
    let joint = match between {
        "" | "'" | "’" | "." => true,
        "," | ";" => last.is_ascii_digit() && c.is_ascii_digit(),
        ":" | "·" => last.is_alphabetic() && c.is_alphabetic(),
        _ => false,
    };
    joint && c.is_alphanumeric() && !stands_alone(last) && !stands_alone(c)
}

/// Characters of scripts without spaces, each a word of its own.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// FNV-1a, 64 bits, a character at a time.
const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

fn longer(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
}

/// An address with a directive, which comes after a fragment that it may have; the address alone without one.
pub(super) fn link(url: &str, directive: Option<&str>) -> String {
    let url = url.split(":~:").next().unwrap_or(url);
    let Some(directive) = directive else { return url.trim_end_matches('#').to_owned() };
    let hash = if url.contains('#') { "" } else { "#" };
    format!("{url}{hash}:~:{directive}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::html;

    /// The directive for the text from the first place of some words to the end of the first place of others.
    #[track_caller]
    fn check(html: &str, words: (&str, &str), expected: Option<&str>) {
        let page = html::parse(html);
        let find = |words: &str| {
            let mut texts = page.nodes().filter(|(_, node)| node.tag == Tag::Text);
            texts.find_map(|(id, _)| page.text(id).find(words).map(|at| (id, at)))
        };
        let from = find(words.0).expect("the first words are on the page");
        let (node, at) = find(words.1).expect("the last words are on the page");
        let directive = Words::of(&page).directive(&page, from, (node, at + words.1.len()));
        assert_eq!(directive.as_deref(), expected, "{html}");
    }

    #[test]
    fn what_stands_once_is_named_whole() {
        check(
            "<p>The ferry left the harbour at noon.<p>It rained.",
            ("The ferry", "at noon"),
            Some("text=The%20ferry%20left%20the%20harbour%20at%20noon"),
        );
        check(
            "<p>The ferry <b>left the</b>\n  harbour, at noon.",
            ("The", "noon"),
            Some("text=The%20ferry%20left%20the%20harbour%2C%20at%20noon"),
        );
    }

    #[test]
    fn what_is_short_or_stands_twice_is_named_with_the_words_around_it() {
        check(
            "<p>On Monday the mayor of Karsk said that the wall would hold.",
            ("mayor", "mayor"),
            Some("text=On%20Monday%20the-,mayor,-of%20Karsk%20said"),
        );
        check(
            "<p>Ana said the wall would hold the sea for years.<p>Tom said the wall would hold the sea for months.",
            ("the wall", "the sea"),
            Some("text=Ana%20said-,the%20wall%20would%20hold%20the%20sea,-for%20years"),
        );
        check("<p>Read more<p>Read more", ("Read", "Read"), None);
        // Told again in capitals it is the same to a browser.
        check("<h1>The wall that would hold</h1><p>THE WALL THAT WOULD HOLD", ("The wall", "hold"), None);
    }

    #[test]
    fn what_is_long_or_ends_in_another_block_is_named_by_its_ends() {
        check(
            "<p>“We waited too long for help.</p><p>The water did not wait with us,” she said.",
            ("We waited", "with us"),
            Some("text=We%20waited%20too,wait%20with%20us"),
        );
        let long = format!("It began at dawn {}and ended at dusk", "and went on ".repeat(30));
        check(
            &format!("<p>{long}."),
            ("It began", "at dusk"),
            Some("text=It%20began%20at,ended%20at%20dusk"),
        );
    }

    #[test]
    fn words_are_cut_where_browsers_cut_them() {
        check(
            "<p>They don’t say that U.S. aid fell by 1,000 crowns.",
            ("say", "say"),
            Some("text=They%20don%E2%80%99t-,say,-that%20U.S.%20aid"),
        );
    }

    #[test]
    fn syntax_and_other_scripts_are_encoded() {
        check(
            "<p>R&amp;D, the co-op said again and again.",
            ("R&D", "said again"),
            Some("text=R%26D%2C%20the%20co%2Dop%20said%20again"),
        );
        check(
            "<p>港の橋は一年間閉鎖されると述べた。",
            ("橋は", "閉鎖"),
            Some(concat!(
                "text=%E6%B8%AF%E3%81%AE-,%E6%A9%8B%E3%81%AF%E4%B8%80%E5%B9%B4%E9%96%93%E9%96%89%E9%8E%96,",
                "-%E3%81%95%E3%82%8C%E3%82%8B"
            )),
        );
        check(
            "<p>Cafe\u{301} owners met the mayor on Monday.",
            ("Cafe", "Monday"),
            Some("text=Cafe%CC%81%20owners%20met%20the%20mayor%20on%20Monday"),
        );
    }

    #[test]
    fn what_is_not_seen_is_not_counted() {
        let words = "The ferry left the harbour";
        let html = format!("<p>{words}.</p><p hidden>{words}</p><select><option>{words}</select>");
        check(&html, (words, words), Some("text=The%20ferry%20left%20the%20harbour"));
    }

    #[test]
    fn a_directive_comes_after_the_fragment() {
        assert_eq!(link("https://a.test/x", Some("text=b")), "https://a.test/x#:~:text=b");
        assert_eq!(link("https://a.test/x#top", Some("text=b")), "https://a.test/x#top:~:text=b");
        assert_eq!(link("https://a.test/x#:~:text=old", Some("text=b")), "https://a.test/x#:~:text=b");
        assert_eq!(link("https://a.test/x#:~:text=old", None), "https://a.test/x");
    }
}
