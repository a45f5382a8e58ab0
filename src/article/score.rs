//! Where the story is: the element whose passages are prose.
//!
//! Every passage has a worth: prose is worth its words, rows of links and marked clutter cost something. The story's element is
//! the one whose passages are worth most together; what is around it only adds cost. Scored once; sums over a subtree are
//! differences of running totals, so that every element is scored in the same pass.

use super::marks::Marks;
use super::survey::{Passage, Survey};
use crate::page::{NodeId, Page, Tag};

/// Words beyond which a passage is worth no more: a wall of text is one paragraph, not ten.
const LONGEST: i32 = 400;

/// The story's element and what it is worth, and the worth of each passage.
#[derive(Debug)]
pub(super) struct Extent {
    /// The element that holds the story; the root when there is none.
    pub element: NodeId,
    /// What its passages are worth together, in words of prose.
    pub worth: i32,
    /// What each passage is worth.
    pub worths: Vec<i32>,
    /// The marks around each node, without those that would call the story itself clutter.
    pub trusted: Vec<Marks>,
    /// For each node, whether it lies in a teaser.
    pub teasers: Vec<bool>,
}

/// Chooses the element that holds the story.
pub(super) fn choose(page: &Page, survey: &Survey) -> Extent {
    let trusted = trusted_marks(page, survey);
    let teasers = super::teasers::find(page, survey);
    let worths: Vec<i32> = survey
        .passages
        .iter()
        .map(|passage| {
            let at = passage.nodes.start as usize;
            let worth = if teasers[at] { -2 } else { worth(passage, trusted[at]) };
            // Inside an element that says it is the story, lists of links are the story's.
            if trusted[at].has(Marks::STORY) { worth.max(0) } else { worth }
        })
        .collect();
    let totals = running_totals(worths.iter().copied());
    let mut best = (NodeId(0), i32::MIN);
    for (id, node) in page.nodes() {
        if node.hidden || !matches!(node.tag, Tag::Other) && !node.tag.is_block() && node.tag != Tag::Span {
            continue;
        }
        let inside = survey.inside(page, id);
        let mut worth = totals[inside.end] - totals[inside.start];
        // A page that says "article-body" means it.
        if survey.own[id.0 as usize].has(Marks::STORY) {
            worth += worth / 8;
        }
        // The innermost of equals: what is around it holds nothing more.
        if worth >= best.1 {
            best = (id, worth);
        }
    }
    Extent { element: best.0, worth: best.1, worths, trusted, teasers }
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

/// The marks around each node without those that would call the story itself clutter: the marks of an element that holds a large part of
/// the page's prose, that says it is the story, or that holds one that says so.
fn trusted_marks(page: &Page, survey: &Survey) -> Vec<Marks> {
    let totals = running_totals(survey.passages.iter().map(|passage| prose(passage).max(0)));
    let all = totals[totals.len() - 1];
    let mut holds_story: Vec<bool> =
        (0..page.len()).map(|index| survey.own[index].has(Marks::STORY)).collect();
    for index in (1..page.len()).rev() {
        if holds_story[index] {
            holds_story[page.node(NodeId(index as u32)).parent.0 as usize] = true;
        }
    }
    let mut trusted: Vec<Marks> = Vec::with_capacity(page.len());
    for (id, node) in page.nodes() {
        let around = if node.parent == id { Marks::default() } else { trusted[node.parent.0 as usize] };
        let mut own = survey.own[id.0 as usize];
        if own.has(DOUBTED) {
            let inside = survey.inside(page, id);
            let large = 5 * (totals[inside.end] - totals[inside.start]) > 2 * all;
            if large || holds_story[id.0 as usize] || matches!(node.tag, Tag::Main | Tag::Article) {
                own = own.without(DOUBTED);
            }
        }
        trusted.push(around.with(own));
    }
    trusted
}

fn running_totals(worths: impl Iterator<Item = i32>) -> Vec<i32> {
    let mut totals = vec![0];
    let mut total = 0;
    for worth in worths {
        total += worth;
        totals.push(total);
    }
    totals
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
