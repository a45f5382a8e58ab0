//! What the browser does with a page: what to hide, where each thing shown stands, and the summary ready to copy.
//!
//! Takes a page and what the stages made of it. Places are counted as a browser counts: text nodes in document order, and UTF-16 units
//! inside one. A page without a story is left as it is: nothing on it is hidden.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::fragment::{self, Spot, Words};
use super::render::{Clip, Clips, Labels, Pieces};
use super::{CodePoints, Digest, Points, assemble, reason, rest};
use crate::Reading;
use crate::article::{Kind, Run};
use crate::order;
use crate::page::Page;

/// A digest, and how to show it beside the page it came from.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented seam; see plan.d.ts")]
pub struct Plan {
    pub digest: Digest,
    pub hide: Vec<Hide>,
    /// How many of the things to hide were in sight.
    pub count: usize,
    /// Where the rest of the story is, when it is not all on the page: "paywall" or "pages".
    pub rest: Option<&'static str>,
    pub places: Vec<Place>,
    pub copy: Pieces<Clip>,
    pub clips: Clips,
}

/// An element to hide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented seam; see plan.d.ts")]
pub struct Hide {
    pub element: u32,
    pub reason: &'static str,
}

/// Where a range of the story stands on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented seam; see plan.d.ts")]
pub struct Place {
    #[serde(flatten)]
    pub range: Points,
    /// Ordinal of the text node, and UTF-16 units into it.
    pub from: (u32, usize),
    pub to: (u32, usize),
}

/// Lays out what the stages made of a page, for the browser that shows it.
pub fn plan(page: &Page, reading: &Reading, labels: &Labels) -> Plan {
    let digest = assemble(page, reading);
    let hide = match reading.article.kind {
        Kind::None => &[][..],
        _ => &reading.article.hide[..],
    };
    // What is out of sight already needs no hiding, and would make the count a boast.
    let hide: Vec<Hide> = hide
        .iter()
        .map(|item| (page.node(item.element), item.reason))
        .filter(|(node, _)| !node.hidden)
        .map(|(node, why)| Hide { element: node.ordinal, reason: reason(why) })
        .collect();
    let located = located(reading);
    Plan {
        count: hide.len(),
        hide,
        rest: rest::of(page, &digest),
        places: places(page, &located),
        copy: digest.pieces(labels),
        clips: clips(page, &digest, &located, labels),
        digest,
    }
}

/// The entries to be taken along, each with a link to its words.
fn clips(page: &Page, digest: &Digest, located: &[Located], labels: &Labels) -> Clips {
    let words = Words::of(page);
    let url = &digest.page.url;
    digest.clips(labels, |range| {
        let place = located.binary_search_by_key(&range, |(range, ..)| *range).ok().map(|at| located[at]);
        let directive = place.and_then(|(_, from, to)| words.directive(page, from, to));
        fragment::link(url, directive.as_deref())
    })
}

/// A range with its first and its last byte on the page.
type Located = (Points, Spot, Spot);

/// Every range that the panel shows and where it is on the page, in order of the story, each once.
fn located(reading: &Reading) -> Vec<Located> {
    let runs = &reading.article.runs;
    let points = CodePoints::of(&reading.article.text);
    shown(reading)
        .iter()
        .filter_map(|range| {
            Some((points.range(range), first_spot(runs, range.start)?, last_spot(runs, range.end)?))
        })
        .filter(|(_, from, to)| from < to)
        .collect()
}

/// The same as a browser counts it.
fn places(page: &Page, located: &[Located]) -> Vec<Place> {
    let units = utf16_units(page, located.iter().flat_map(|(_, from, to)| [*from, *to]));
    let at = |spot: &Spot| (page.node(spot.0).ordinal, units.get(spot).copied().unwrap_or_default());
    located.iter().map(|(range, from, to)| Place { range: *range, from: at(from), to: at(to) }).collect()
}

/// Every range that leads to its place in the story, in order, each once.
fn shown(reading: &Reading) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = reading.key_points.clone();
    ranges.extend(reading.names.mentions.iter().map(|mention| mention.span.clone()));
    ranges.extend(reading.facts.dates.iter().map(|date| date.span.clone()));
    ranges.extend(reading.facts.numbers.iter().map(|number| number.span.clone()));
    for quote in &reading.quotes {
        ranges.push(quote.span.clone());
        ranges.extend(quote.parts.iter().cloned());
        ranges.extend(quote.speaker.iter().map(|speaker| speaker.mention.clone()));
    }
    order::by_key(&mut ranges, |range| order::then(range.start as u64, range.end));
    ranges.dedup();
    ranges
}

/// Where the story's text from `offset` on begins on the page: in the run it is in, else in the next.
fn first_spot(runs: &[Run], offset: usize) -> Option<Spot> {
    let run = runs.get(runs.partition_point(|run| run.range.end <= offset))?;
    Some((run.node, run.offset + offset.saturating_sub(run.range.start)))
}

/// Where the story's text up to `offset` ends on the page: in the run it is in, else in the one before.
fn last_spot(runs: &[Run], offset: usize) -> Option<Spot> {
    let run = &runs[runs.partition_point(|run| run.range.start < offset).checked_sub(1)?];
    Some((run.node, run.offset + offset.min(run.range.end) - run.range.start))
}

/// The UTF-16 units before each spot in its text node; every text node is read once at most.
fn utf16_units(page: &Page, spots: impl Iterator<Item = Spot>) -> BTreeMap<Spot, usize> {
    let mut units = BTreeMap::new();
    units.extend(spots.map(|spot| (spot, 0)));
    let (mut node, mut read, mut count) = (None, 0, 0);
    for (spot, unit) in &mut units {
        if node != Some(spot.0) {
            (node, read, count) = (Some(spot.0), 0, 0);
        }
        let bytes = page.text(spot.0).as_bytes();
        let end = spot.1.min(bytes.len());
        // A character is counted at its first byte (10xxxxxx are the others), and twice when it has four bytes.
        count += bytes[read..end]
            .iter()
            .map(|&byte| usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0))
            .sum::<usize>();
        read = end;
        *unit = count;
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Clutter, Metadata, Reason};
    use crate::language::Language;
    use crate::page::html;

    /// A reading whose story is all text of the page, joined by blanks, with one key point.
    fn reading(page: &Page, key_point: &str) -> Reading {
        let mut text = String::new();
        let mut runs = Vec::new();
        for (node, _) in page.nodes().filter(|(node, _)| !page.text(*node).trim().is_empty()) {
            if !text.is_empty() {
                text.push(' ');
            }
            let raw = page.text(node);
            let offset = raw.len() - raw.trim_start().len();
            let start = text.len();
            text.push_str(raw.trim());
            runs.push(Run { range: start..text.len(), node, offset });
        }
        let start = text.find(key_point).expect("the key point is in the page");
        let article = Article {
            kind: Kind::Article,
            metadata: Metadata::default(),
            language: Language::fallback(),
            text,
            blocks: Vec::new(),
            runs,
            clutter: Vec::new(),
            hide: Vec::new(),
            verdicts: Vec::new(),
        };
        Reading {
            text: crate::text::segment(&article, article.language),
            names: crate::names::Names::default(),
            quotes: Vec::new(),
            facts: crate::facts::Facts::default(),
            key_points: std::iter::once(start..start + key_point.len()).collect(),
            article,
        }
    }

    fn place(html: &str, key_point: &str) -> (Points, (u32, usize), (u32, usize)) {
        let page = html::parse(html);
        let plan = plan(&page, &reading(&page, key_point), &Labels::ENGLISH);
        let Place { range, from, to } = plan.places[0].clone();
        (range, from, to)
    }

    #[test]
    fn a_range_is_found_in_its_text_node() {
        let (range, from, to) = place("<p>  One two. Three.</p>", "two.");
        assert_eq!((range.start, range.end, from, to), (4, 8, (0, 6), (0, 10)));
    }

    #[test]
    fn a_range_may_begin_and_end_in_different_text_nodes() {
        let (_, from, to) = place("<p>It cost <b>nine</b> crowns.</p>", "cost nine crowns");
        assert_eq!((from, to), ((0, 3), (2, 7)));
    }

    #[test]
    fn places_count_utf16_and_ranges_count_code_points() {
        let (range, from, to) = place("<p>🏖 “é” sea</p>", "sea");
        assert_eq!((range.start, from, to), (6, (0, 7), (0, 10)));
    }

    #[test]
    fn what_is_out_of_sight_is_not_counted() {
        let page = html::parse("<p>Story.</p><div id=a>Advert</div><div hidden>Advert</div>");
        let mut reading = reading(&page, "Story.");
        reading.article.hide = page
            .nodes()
            .filter(|(_, node)| node.tag == crate::page::Tag::Div)
            .map(|(element, _)| Clutter { element, reason: Reason::Advert, text: String::new() })
            .collect();
        let story = plan(&page, &reading, &Labels::ENGLISH);
        assert_eq!((story.count, story.hide.len()), (1, 1));
        reading.article.kind = Kind::None;
        assert_eq!(plan(&page, &reading, &Labels::ENGLISH).hide, []);
    }
}
