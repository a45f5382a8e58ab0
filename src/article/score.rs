//! Where the story is: the element whose passages speak for it most, together.
//!
//! Every passage has a score, for or against, and a weight, its words. The story's element is the one with the best sum; what is
//! around it only adds cost. Sums over a subtree are differences of running totals, so that every element is scored in one pass.

use super::marks::Marks;
use super::survey::Survey;
use super::trust::Trust;
use crate::page::{NodeId, Page, Tag};

/// The story's element and what it is worth, and the worth of each passage.
#[derive(Debug)]
pub(super) struct Extent {
    /// The element that holds the story; the root when there is none.
    pub element: NodeId,
    /// What each passage is worth.
    pub worths: Vec<i32>,
    /// The marks around each node, without those that would call the story itself clutter.
    pub trusted: Vec<Marks>,
    /// For each node, whether it lies in a teaser.
    pub teasers: Vec<bool>,
    /// The score of each passage, in the unit of [`super::judge`].
    pub scores: Vec<i16>,
}

/// Words beyond which a passage weighs no more: a wall of text is one paragraph, not ten.
const HEAVIEST: u32 = 400;
/// The same for a passage that speaks against.
const LIGHTEST: u32 = 8;
/// Scores beyond which a passage speaks no louder.
const LOUDEST: i16 = 64;

/// The story's extent by the passages' scores.
pub(super) fn extent(page: &Page, survey: &Survey, trust: Trust, scores: Vec<i16>) -> Extent {
    let worths = survey.passages.iter().zip(&scores).map(|(passage, score)| {
        // What speaks for an element counts in full. What speaks against it costs little, and nothing where the page says that this is
        // the story: it may hold long lists of links.
        let said = trust.marks[passage.nodes.start as usize].has(Marks::STORY);
        match *score {
            1.. => passage.words.min(HEAVIEST).cast_signed(),
            _ if said => 0,
            score => {
                passage.words.min(LIGHTEST).cast_signed() * i32::from(score.max(-LOUDEST))
                    / i32::from(LOUDEST)
            }
        }
    });
    let element = choose(page, survey, worths);
    Extent { element, worths: trust.worths, trusted: trust.marks, teasers: trust.teasers, scores }
}

/// Chooses the element whose passages are worth most together.
pub(super) fn choose(page: &Page, survey: &Survey, worths: impl Iterator<Item = i32>) -> NodeId {
    let mut total = 0;
    let totals: Vec<i32> = std::iter::once(0)
        .chain(worths.map(|worth| {
            total += worth;
            total
        }))
        .collect();
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
    best.0
}
