//! What a page turned out to be: a story, a live report, the beginning of a story, or none.

use super::clutter::{Decision, Fate};
use super::marks::Marks;
use super::score::Extent;
use super::survey::{Passage, Survey};
use super::{Kind, Metadata, Reason};
use crate::page::{Attribute, NodeId, Page, Tag};

/// Words of the shortest text that is a story where the page does not date it.
const SHORTEST_STORY: u32 = 30;
/// Words of the longest paragraph of a front page.
const LONGEST_SUMMARY: u32 = 60;
/// Words of the longest story that a wall can have cut.
const LONGEST_STUB: u32 = 250;
/// Words of the longest beginning that is taken for one because the page is not free; metered pages show all of a longer story.
const LONGEST_TEASER: u32 = 150;
/// schema.org's name for a live report.
const LIVE_TYPE: &str = "LiveBlogPosting";

/// Tells what a page is by what was kept of it.
pub(super) fn tell(
    page: &Page,
    survey: &Survey,
    extent: &Extent,
    metadata: &Metadata,
    decisions: &[Decision],
    live: bool,
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
    // A date on the page may be that of the first teaser: more headlines that lead elsewhere than paragraphs make a list of stories.
    let paragraphs = kept().filter(|passage| !passage.marks.has(Marks::HEADING)).count();
    let lists_stories =
        || longest < LONGEST_SUMMARY && headlines_elsewhere(survey) >= FEWEST_HEADLINES.max(2 * paragraphs);
    if words == 0
        || metadata.published.is_none() && (words < SHORTEST_STORY || summaries)
        || words < SHORTEST_STORY && lists_stories()
    {
        return Kind::None;
    }
    if live {
        return Kind::Live;
    }
    let walled = || {
        let dropped = decisions.iter().any(|decision| decision.fate == Fate::Dropped(Reason::Paywall));
        dropped
            || words < LONGEST_TEASER && says_it_is_not_free(page)
            || survey.passages.iter().any(|passage| passage.marks.has(Marks::of(Reason::Paywall)))
    };
    let broken_off = || {
        let last = decisions.iter().rev().find(|decision| matches!(decision.fate, Fate::Kept(_)));
        last.is_some_and(|last| survey.text(&survey.passages[last.passage]).ends_with(['…', ',']))
    };
    if words < LONGEST_STUB && (walled() || broken_off()) { Kind::Stub } else { Kind::Article }
}

/// Headings that are links, and long enough for headlines.
fn headlines_elsewhere(survey: &Survey) -> usize {
    let is_headline = |passage: &&Passage| {
        passage.marks.has(Marks::HEADING) && passage.words >= SHORTEST_HEADLINE && passage.link_share() > 60
    };
    survey.passages.iter().filter(is_headline).count()
}

/// Headlines of the shortest front page.
const FEWEST_HEADLINES: usize = 5;
/// Words of the shortest headline.
const SHORTEST_HEADLINE: u32 = 4;
/// schema.org's name for what can be read without paying.
const FREE: &str = "isAccessibleForFree";

/// Whether the page's own account of itself says that not all of it can be read for nothing.
fn says_it_is_not_free(page: &Page) -> bool {
    page.nodes().filter(|(_, node)| node.tag == Tag::Text && page.node(node.parent).tag == Tag::Script).any(
        |(id, _)| {
            let mut values = page.text(id).split(FREE).skip(1);
            values.any(|after| {
                let value = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '"'));
                value.get(..5).is_some_and(|value| value.eq_ignore_ascii_case("false"))
            })
        },
    )
}

/// Whether the page says that it is a live report, or the story stands in an element that does.
pub(super) fn is_live(page: &Page, survey: &Survey, extent: &Extent) -> bool {
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
