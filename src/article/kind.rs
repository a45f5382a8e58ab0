//! What a page turned out to be: a story, a live report, the beginning of a story, or none.

use super::clutter::{Decision, Fate};
use super::marks::Marks;
use super::score::Extent;
use super::survey::Survey;
use super::{Kind, Metadata, Reason};
use crate::page::{Attribute, NodeId, Page, Tag};

/// Words of the shortest text that is a story where the page does not date it.
const SHORTEST_STORY: u32 = 30;
/// Words of the longest paragraph of a front page.
const LONGEST_SUMMARY: u32 = 60;
/// Words of the longest story that a wall can have cut.
const LONGEST_STUB: u32 = 250;
/// schema.org's name for a live report.
const LIVE_TYPE: &str = "LiveBlogPosting";

/// Tells what a page is by what was kept of it.
pub(super) fn tell(
    page: &Page,
    survey: &Survey,
    extent: &Extent,
    metadata: &Metadata,
    decisions: &[Decision],
) -> Kind {
    let kept = || {
        let kept = decisions.iter().filter(|decision| matches!(decision.fate, Fate::Kept(_)));
        kept.map(|decision| &survey.passages[decision.passage])
    };
    let words: u32 = kept().map(|passage| passage.words).sum();
    let longest = kept().map(|passage| passage.words).max().unwrap_or(0);
    let inside = &survey.passages[survey.inside(page, extent.element)];
    let all: u32 = inside.iter().map(|passage| passage.words).sum();
    let linked: u32 = inside.iter().map(|passage| passage.linked).sum();
    let summaries = 2 * linked > all && longest < LONGEST_SUMMARY;
    if words == 0 || metadata.published.is_none() && (words < SHORTEST_STORY || summaries) {
        return Kind::None;
    }
    if is_live(page, survey, extent) {
        return Kind::Live;
    }
    let walled = || {
        let dropped = decisions.iter().any(|decision| decision.fate == Fate::Dropped(Reason::Paywall));
        dropped || survey.passages.iter().any(|passage| passage.marks.has(Marks::of(Reason::Paywall)))
    };
    let broken_off = || {
        let last = decisions.iter().rev().find(|decision| matches!(decision.fate, Fate::Kept(_)));
        last.is_some_and(|last| survey.text(&survey.passages[last.passage]).ends_with(['…', ',']))
    };
    if words < LONGEST_STUB && (walled() || broken_off()) { Kind::Stub } else { Kind::Article }
}

/// Whether the page says that it is a live report, or the story stands in an element that does.
fn is_live(page: &Page, survey: &Survey, extent: &Extent) -> bool {
    let said = page.nodes().any(|(id, node)| match node.tag {
        Tag::Text => page.node(node.parent).tag == Tag::Script && page.text(id).contains(LIVE_TYPE),
        _ => page.attribute(id, Attribute::Itemtype).is_some_and(|kind| kind.ends_with(LIVE_TYPE)),
    });
    let marked = || {
        let entries = (extent.element.0..page.node(extent.element).end.0)
            .filter(|index| survey.own[*index as usize].has(Marks::LIVE))
            .filter(|index| survey.inside(page, NodeId(*index)).any(|passage| extent.worths[passage] > 0));
        // One such box may lead to the live report; a report has many entries.
        entries.take(FEWEST_ENTRIES).count() == FEWEST_ENTRIES
    };
    said || marked()
}

/// Entries of the shortest live report.
const FEWEST_ENTRIES: usize = 3;
