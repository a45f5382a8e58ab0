//! When the story was published and changed, as the page shows it near its headline, or else in its dateline.

use super::date::{self, Order, Stamp};
use super::own::{self, AFTER, Mark, Own};
use crate::language::{Language, Room, lower};
use crate::page::{Attribute, NodeId, Page, Tag};

/// Letters in the longest line that is a date.
const LONGEST_LINE: usize = 160;
/// Letters in the longest line that a date has to itself, the day of the week and a time with it.
const ALONE: usize = 48;
/// Bytes at the beginning of a paragraph in which a dateline names the day.
const DATELINE: usize = 60;

/// The distance of a `<time>` that is beyond the byline's: any other date comes first.
const FAR: u32 = 5 * AFTER;

/// What a page shows of its dates.
#[derive(Debug, Default)]
pub(super) struct Dates {
    pub(super) published: Option<Stamp>,
    /// Whether an element for dates shows it, and not some line of text.
    pub(super) marked: bool,
    pub(super) modified: Option<Stamp>,
}

/// A date: the lower its rank and the nearer the headline, the better.
struct Candidate {
    rank: u32,
    distance: u32,
    stamp: Stamp,
}

/// The dates that the page shows.
pub(super) fn dates(page: &Page, own: &Own, headline: Option<NodeId>, order: Order) -> Dates {
    let mut published: Vec<Candidate> = Vec::new();
    let mut modified: Vec<Candidate> = Vec::new();
    let mut label = "";
    for &id in &own.nodes {
        let within = headline.is_some_and(|headline| page.contains(headline, id) && headline != id);
        let distance = if within { Some(0) } else { own::distance(page, headline, id) };
        let text = page.text(id).trim();
        let far = distance.is_none() && page.node(id).tag == Tag::Time && headline.is_some_and(|at| id > at);
        let distance = distance.or_else(|| far.then_some(FAR));
        let found = distance.and_then(|distance| {
            let (rank, stamp) = if page.node(id).tag == Tag::Text {
                in_text(page, own, id, text, order)?
            } else {
                in_element(page, own, id, order)?
            };
            Some(Candidate { rank, distance, stamp })
        });
        if let Some(candidate) = found {
            let own_text = if text.is_empty() { page.collapsed_text(id) } else { text.to_owned() };
            let list = if is_change(label, &own_text) { &mut modified } else { &mut published };
            list.push(candidate);
        }
        if !text.is_empty() {
            label = text;
        }
    }
    let best = nearest(&published);
    Dates {
        published: best.map(|best| best.stamp),
        marked: best.is_some_and(|best| best.rank == 0 && best.distance < FAR),
        modified: nearest(&modified).map(|best| best.stamp),
    }
}

fn nearest(candidates: &[Candidate]) -> Option<&Candidate> {
    candidates.iter().min_by_key(|candidate| candidate.rank * AFTER / 2 + candidate.distance)
}

/// The date of a `<time>` element, or of one whose title is a date, as in the hAtom microformat.
fn in_element(page: &Page, own: &Own, id: NodeId, order: Order) -> Option<(u32, Stamp)> {
    if page.node(id).tag == Tag::Time {
        let told = page.attribute(id, Attribute::Datetime).and_then(|value| date::machine(value, order));
        let written = date::written(&page.collapsed_text(id), order);
        // "Published 3 May, updated 9 May" may tell machines the second day; in UTC it may be a day off.
        let other = written.filter(|written| told.is_some_and(|told| told.day != written.day));
        return Some((0, other.or(told).or(written)?));
    }
    let title = page.attribute(id, Attribute::Title)?;
    own.is(id, Mark::Date).then(|| date::machine(title, order)).flatten().map(|stamp| (0, stamp))
}

/// The date in a text: in an element for dates, in a line of its own, in a sentence, or in the dateline of a paragraph.
fn in_text(page: &Page, own: &Own, id: NodeId, text: &str, order: Order) -> Option<(u32, Stamp)> {
    // A date has a day or a year in digits, if not in those of ASCII.
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_digit()) {
        return None;
    }
    if text.len() > LONGEST_LINE {
        let line = &text[..text.floor_char_boundary(DATELINE)];
        return date::written(line, order).map(|stamp| (4, stamp));
    }
    let stamp = date::written(text, order)?;
    let marked = || page.ancestors(id).take(2).any(|(around, _)| own.is(around, Mark::Date));
    let rank = if text.len() >= ALONE { 2 } else { u32::from(!marked()) };
    Some((rank, stamp))
}

/// Whether a date is that of the last change, by the words before it.
fn is_change(label: &str, text: &str) -> bool {
    let updated = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic());
        let mut room = Room::default();
        let word = lower(word, &mut room);
        Language::all().any(|language| language.metadata.updated.contains(&word))
    };
    // The label is the text before; only its end belongs to the date.
    text.split_whitespace().take(3).any(updated) || label.split_whitespace().rev().take(3).any(updated)
}
