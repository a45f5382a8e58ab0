//! How far a page's own words are believed: the marks around each node, without those that would call the story itself clutter.
//!
//! Also what each passage looks like by itself: prose is worth its words, rows of links and marked clutter cost something.

use super::marks::Marks;
use super::survey::{Passage, Survey, running};
use crate::page::{NodeId, Page, Tag};

/// Words beyond which a passage is worth no more: a wall of text is one paragraph, not ten.
const LONGEST: i32 = 400;

/// What is believed of each node and each passage.
#[derive(Debug)]
pub(super) struct Trust {
    /// For each node, its own marks that are believed.
    pub own: Vec<Marks>,
    /// For each node, the believed marks of it and of the elements around it.
    pub marks: Vec<Marks>,
    /// For each node, whether it lies in a teaser.
    pub teasers: Vec<bool>,
    /// What each passage is worth, in words of prose.
    pub worths: Vec<i32>,
    /// Words of each passage that are prose, whatever stands around it.
    pub prose: Vec<u32>,
}

/// Weighs a page's marks against its prose.
pub(super) fn weigh(page: &Page, survey: &Survey) -> Trust {
    let prose: Vec<u32> =
        survey.passages.iter().map(|passage| prose(passage).max(0).cast_unsigned()).collect();
    let (own, marks) = believed(page, survey, &prose);
    let teasers = super::teasers::find(page, survey);
    let worths = survey
        .passages
        .iter()
        .map(|passage| {
            let at = passage.nodes.start as usize;
            let worth = if teasers[at] { -2 } else { worth(passage, marks[at]) };
            // Inside an element that says it is the story, lists of links are the story's.
            if marks[at].has(Marks::STORY) { worth.max(0) } else { worth }
        })
        .collect();
    Trust { own, marks, teasers, worths, prose }
}

/// Marks that an element loses when it plainly holds the story.
const DOUBTED: Marks = Marks::CLUTTER
    .with(Marks::ASIDE)
    .with(Marks::FORM)
    .with(Marks::CAPTION)
    .with(Marks::FIGURE)
    .with(Marks::BYLINE)
    .with(Marks::DECK)
    .with(Marks::PULL_QUOTE);

/// Of each node, its own marks and those around it, without the marks of an element that holds a large part of the page's prose, that
/// says it is the story, or that holds one that says so.
fn believed(page: &Page, survey: &Survey, prose: &[u32]) -> (Vec<Marks>, Vec<Marks>) {
    let totals = running(prose.iter().copied());
    let all = totals[totals.len() - 1];
    let mut holds_story: Vec<bool> =
        (0..page.len()).map(|index| survey.own[index].has(Marks::STORY)).collect();
    for index in (1..page.len()).rev() {
        if holds_story[index] {
            holds_story[page.node(NodeId(index as u32)).parent.0 as usize] = true;
        }
    }
    let mut believed = Vec::with_capacity(page.len());
    let mut marks: Vec<Marks> = Vec::with_capacity(page.len());
    for (id, node) in page.nodes() {
        let around = if node.parent == id { Marks::default() } else { marks[node.parent.0 as usize] };
        let mut own = survey.own[id.0 as usize];
        if own.has(DOUBTED) {
            let inside = survey.inside(page, id);
            let large = 5 * (totals[inside.end] - totals[inside.start]) > 2 * all;
            if large || holds_story[id.0 as usize] || matches!(node.tag, Tag::Main | Tag::Article) {
                own = own.without(DOUBTED);
            }
        }
        believed.push(own);
        marks.push(around.with(own));
    }
    (believed, marks)
}

fn worth(passage: &Passage, marks: Marks) -> i32 {
    if marks.has(Marks::CLUTTER.with(Marks::CAPTION)) {
        return -1;
    }
    let worth = prose(passage);
    if marks.has(Marks::ASIDE.with(Marks::FORM)) { worth.min(0) - 1 } else { worth }
}

/// How much a passage looks like a piece of a story, by itself.
fn prose(passage: &Passage) -> i32 {
    let words = passage.words.cast_signed();
    let unlinked = words - passage.linked.cast_signed();
    if 2 * passage.linked > passage.words {
        return -words.min(6) - 1;
    }
    if passage.marks.has(Marks::HEADING) {
        return 0;
    }
    let sentences = passage.stops > 0 && words >= 6;
    match (sentences, words) {
        (true, _) if passage.closed || words >= 20 => unlinked.min(LONGEST),
        (_, 20..) => unlinked.min(LONGEST) / 2,
        (true, _) => unlinked / 2,
        _ => -2,
    }
}
