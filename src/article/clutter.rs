//! What becomes of each passage around the story: kept as a block, or dropped with the reason.
//!
//! Decided passage by passage from what the survey saw; a few laws about neighbours (a heading over nothing, short lines before the
//! first paragraph) come after, once.

use std::collections::HashSet;

use super::marks::Marks;
use super::phrases;
use super::score::Extent;
use super::survey::{Passage, Survey};
use super::{BlockKind, Metadata, Reason};
use crate::page::{NodeId, Page, Tag};

/// What becomes of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// A block of the story.
    Kept(BlockKind),
    /// Stays on the page, is not told: captions and credits.
    Caption,
    /// The headline and what stands around it: byline, date, deck.
    Heading,
    /// Not the story.
    Dropped(Reason),
}

/// A decision and its evidence.
#[derive(Debug, Clone)]
pub(super) struct Decision {
    /// Index of the passage.
    pub passage: usize,
    /// What becomes of it.
    pub fate: Fate,
    /// Why, for a developer's eyes.
    pub because: &'static str,
}

/// Decides on every passage of the story's element; in a live report every `<article>` is an entry of it.
pub(super) fn decide(
    page: &Page,
    survey: &Survey,
    extent: &Extent,
    metadata: &Metadata,
    live: bool,
) -> Vec<Decision> {
    let base = extent.trusted[extent.element.0 as usize];
    let title = metadata.title.as_deref().map(plain).unwrap_or_default();
    let mut seen = HashSet::new();
    let story = if live { None } else { story_article(page, survey, extent, metadata) };
    let elsewhere = elsewhere(page, story);
    let inside = survey.inside(page, extent.element);
    let posts = page
        .subtree(extent.element)
        .filter(|(id, node)| node.tag == Tag::Blockquote && survey.marks[id.0 as usize].has(Marks::POST))
        .count();
    // The lead may stand with the headline, outside the element that holds the rest.
    let lead = metadata
        .headline
        .map(|headline| survey.inside(page, headline).start)
        .filter(|start| *start < inside.start && inside.start - start < LONGEST_HEAD);
    let mut decisions: Vec<Decision> = (lead.unwrap_or(inside.start)..inside.end)
        .map(|index| {
            let passage = &survey.passages[index];
            let marks = extent.trusted[passage.nodes.start as usize].without(base.without(Marks::LINK));
            let text = survey.text(passage);
            let headline = metadata
                .headline
                .is_some_and(|headline| page.contains(headline, NodeId(passage.nodes.start)));
            let (fate, because) = if headline || plain(text) == title {
                (Fate::Heading, "headline")
            } else if extent.teasers[passage.nodes.start as usize] {
                (Fate::Dropped(Reason::Related), "teaser")
            } else if elsewhere[passage.nodes.start as usize] {
                (Fate::Dropped(Reason::Related), "another article")
            } else if passage.words >= 8 && !marks.has(Marks::LIST.with(Marks::TABLE)) && !seen.insert(text) {
                (Fate::Dropped(Reason::Other), "repeats an earlier passage")
            } else if index < inside.start && !is_lead(passage, extent.worths[index]) {
                match one(passage, marks, text) {
                    (Fate::Kept(_), _) => (Fate::Heading, "beside the headline"),
                    other => other,
                }
            } else if marks.reason().is_none() && is_time(page, passage) {
                (Fate::Heading, "date or time")
            } else if marks.has(Marks::QUOTE) && marks.has(Marks::POST) {
                (
                    if posts >= MANY_POSTS { Fate::Kept(BlockKind::Quote) } else { Fate::Caption },
                    "post of another service",
                )
            } else {
                one(passage, marks, text)
            };
            Decision { passage: index, fate, because }
        })
        .collect();
    settle_repeats(survey, &mut decisions);
    settle_author(survey, metadata, &mut decisions);
    settle_edges(survey, extent, live, &mut decisions);
    settle_headings(survey, &mut decisions);
    decisions
}

/// A post of another service is shown with a story as a picture is, and is not told; a story with this many of them is about them.
const MANY_POSTS: usize = 3;
/// Passages between headline and story beyond which they do not belong together.
const LONGEST_HEAD: usize = 40;

/// Whether a passage is a date or a time and no more.
fn is_time(page: &Page, passage: &Passage) -> bool {
    let first = NodeId(passage.nodes.start);
    let time = std::iter::once((first, page.node(first)))
        .chain(page.ancestors(first))
        .take_while(|(_, node)| !node.tag.is_block())
        .find(|(_, node)| node.tag == Tag::Time);
    time.is_some_and(|(_, node)| passage.nodes.end <= node.end.0)
}

/// Whether a passage between headline and story is the story's first paragraph.
fn is_lead(passage: &Passage, worth: i32) -> bool {
    worth >= 12 && passage.closed
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The `<article>` around the story when there is more than one on the page: that of the headline, or of the first paragraph.
fn story_article(page: &Page, survey: &Survey, extent: &Extent, metadata: &Metadata) -> Option<NodeId> {
    let around = |id: NodeId| page.ancestors(id).find(|(_, node)| node.tag == Tag::Article).map(|(id, _)| id);
    let worth = |id: NodeId| extent.worths[survey.inside(page, id)].iter().sum::<i32>();
    let first = || {
        let mut inside = survey.inside(page, extent.element);
        inside
            .find(|index| extent.worths[*index] >= 20)
            .map(|index| NodeId(survey.passages[index].nodes.start))
    };
    let of_headline = metadata.headline.and_then(around).filter(|id| 5 * worth(*id) >= extent.worth);
    of_headline.or_else(|| first().and_then(around).filter(|id| 5 * worth(*id) >= extent.worth))
}

/// For each node, whether its innermost `<article>` is neither the story's nor around or in that.
fn elsewhere(page: &Page, story: Option<NodeId>) -> Vec<bool> {
    let mut elsewhere = vec![false; page.len()];
    let Some(story) = story else { return elsewhere };
    for (id, node) in page.nodes() {
        elsewhere[id.0 as usize] = if node.tag == Tag::Article {
            !page.contains(id, story) && !page.contains(story, id)
        } else {
            elsewhere[node.parent.0 as usize]
        };
    }
    elsewhere
}

/// One passage by itself.
fn one(passage: &Passage, marks: Marks, text: &str) -> (Fate, &'static str) {
    if let Some(reason) = marks.reason() {
        return (Fate::Dropped(reason), "class");
    }
    if marks.has(Marks::BYLINE) && passage.words < 16 && !passage.closed {
        return (Fate::Heading, "byline");
    }
    if let Some(reason) = phrases::clutter(text) {
        return (if reason == Reason::Credit { Fate::Caption } else { Fate::Dropped(reason) }, "line");
    }
    if marks.has(Marks::CAPTION) || marks.has(Marks::FIGURE) && !marks.has(Marks::QUOTE.with(Marks::TABLE)) {
        return (Fate::Caption, "figure or caption");
    }
    if marks.has(Marks::FORM) {
        return (Fate::Dropped(Reason::Newsletter), "form");
    }
    if marks.has(Marks::ASIDE) {
        return (Fate::Dropped(Reason::Related), "aside");
    }
    if marks.has(Marks::HEADING) && passage.link_share() > 60 {
        return (Fate::Kept(BlockKind::Heading), "heading that is a link");
    }
    // A headline has no full stop: a sentence of which all is a link is the story's.
    let sentence = passage.words >= 10 && text.ends_with('.') && marks.has(Marks::PARAGRAPH);
    if passage.link_share() > 60 && passage.words < 30 && !sentence {
        return (Fate::Dropped(Reason::Related), "all link");
    }
    (Fate::Kept(kind(marks)), "in the story")
}

fn kind(marks: Marks) -> BlockKind {
    if marks.has(Marks::HEADING) {
        BlockKind::Heading
    } else if marks.has(Marks::TABLE) {
        BlockKind::Table
    } else if marks.has(Marks::CODE) {
        BlockKind::Code
    } else if marks.has(Marks::QUOTE) {
        BlockKind::Quote
    } else if marks.has(Marks::LIST) {
        BlockKind::ListItem
    } else {
        BlockKind::Paragraph
    }
}

/// A pull quote says in large letters what the story says as well: it stays on the page and is not told again.
fn settle_repeats(survey: &Survey, decisions: &mut [Decision]) {
    let is_quote = |decision: &Decision| {
        let marks = survey.passages[decision.passage].marks;
        decision.fate == Fate::Kept(BlockKind::Quote) || marks.has(Marks::PULL_QUOTE)
    };
    let told = |decision: &&Decision| matches!(decision.fate, Fate::Kept(_));
    if !decisions.iter().filter(told).any(is_quote) {
        return;
    }
    let mut said = HashSet::new();
    for decision in decisions.iter().filter(told).filter(|decision| !is_quote(decision)) {
        said.extend(shingles(survey.text(&survey.passages[decision.passage])));
    }
    for decision in decisions.iter_mut() {
        if !matches!(decision.fate, Fate::Kept(_)) || !is_quote(decision) {
            continue;
        }
        let mut shingles = shingles(survey.text(&survey.passages[decision.passage])).peekable();
        if shingles.peek().is_some() && shingles.all(|shingle| said.contains(&shingle)) {
            (decision.fate, decision.because) = (Fate::Caption, "quote that repeats the story");
        }
    }
}

/// Words in a row that two passages have in common only when one repeats the other.
const SHINGLE: usize = 5;

/// Every stretch of a few words, marks left out.
fn shingles(text: &str) -> impl Iterator<Item = String> {
    let words: Vec<String> = text.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect();
    (SHINGLE..=words.len()).map(move |end| words[end - SHINGLE..end].join(" "))
}

/// At the end of a story its author is presented: paragraphs that begin with the author's name, or with the name that stands alone on
/// the line before.
fn settle_author(survey: &Survey, metadata: &Metadata, decisions: &mut [Decision]) {
    let kept: Vec<usize> = (0..decisions.len())
        .rev()
        .filter(|index| matches!(decisions[*index].fate, Fate::Kept(_)))
        .take(LAST_LINES)
        .collect();
    let text = |index: usize| survey.text(&survey.passages[decisions[index].passage]);
    let mut presented = Vec::new();
    for (place, index) in kept.iter().enumerate() {
        let words = survey.passages[decisions[*index].passage].words;
        let named = |name: &str| name.contains(' ') && text(*index).starts_with(name);
        if words <= LONGEST_BIO && metadata.byline.iter().any(|name| named(name)) {
            presented.push(*index);
        } else if let Some(name) = kept.get(place + 1)
            && is_presentation(text(*name), text(*index))
            && words <= LONGEST_BIO
        {
            presented.extend([*index, *name]);
        }
    }
    for index in presented {
        let decision = &mut decisions[index];
        (decision.fate, decision.because) = (Fate::Dropped(Reason::AuthorBio), "presents the author");
    }
}

/// Paragraphs at the end among which the author may be presented.
const LAST_LINES: usize = 4;
/// Words of the longest presentation of an author.
const LONGEST_BIO: u32 = 120;

/// Whether a line is a name and no more, and the next paragraph begins with that name.
pub(super) fn is_presentation(line: &str, next: &str) -> bool {
    let words = line.split_whitespace().count();
    let closed = line.ends_with(['.', '!', '?', ':', '"', '”', '’', '»', '“']);
    let rest = next.strip_prefix(line);
    (1..=4).contains(&words)
        && !closed
        && line.starts_with(char::is_uppercase)
        && rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(char::is_alphanumeric))
}

/// Short lines before the first paragraph belong to the headline, those after the last one to the footer.
fn settle_edges(survey: &Survey, extent: &Extent, live: bool, decisions: &mut [Decision]) {
    let is_prose = |decision: &Decision| {
        matches!(decision.fate, Fate::Kept(kind) if kind != BlockKind::Heading)
            && extent.worths[decision.passage] >= 6
    };
    let mut first = decisions.iter().position(is_prose).unwrap_or(decisions.len());
    // Every entry of a live report has a heading, the first one too.
    let before = first.checked_sub(1).map(|before| decisions[before].fate);
    if live && before == Some(Fate::Kept(BlockKind::Heading)) {
        first -= 1;
    }
    let last = decisions.iter().rposition(is_prose).map_or(0, |last| last + 1);
    for decision in &mut decisions[..first] {
        if matches!(decision.fate, Fate::Kept(_)) {
            (decision.fate, decision.because) = (Fate::Heading, "before the first paragraph");
        }
    }
    for decision in decisions.iter_mut().skip(last.max(first)) {
        let passage = &survey.passages[decision.passage];
        let short = matches!(decision.fate, Fate::Kept(BlockKind::Paragraph | BlockKind::Quote));
        let sentences = passage.stops > 0 && passage.words >= 12;
        if short && !passage.closed && !sentences {
            (decision.fate, decision.because) = (Fate::Dropped(Reason::Other), "after the last paragraph");
        }
    }
}

/// A heading whose passages all went goes with them.
fn settle_headings(survey: &Survey, decisions: &mut [Decision]) {
    let mut below = None;
    for decision in decisions.iter_mut().rev() {
        match decision.fate {
            Fate::Kept(BlockKind::Heading)
                if survey.passages[decision.passage].link_share() > 60
                    && !matches!(below, Some(Fate::Kept(_))) =>
            {
                (decision.fate, decision.because) =
                    (Fate::Dropped(Reason::Related), "linked heading over nothing");
                below = Some(decision.fate);
            }
            Fate::Kept(BlockKind::Heading) => match below {
                // A heading over a heading over a paragraph is kept; clutter between the two ends that.
                Some(Fate::Kept(_) | Fate::Heading) => below = Some(Fate::Heading),
                Some(Fate::Dropped(reason)) => {
                    (decision.fate, decision.because) = (Fate::Dropped(reason), "heading over clutter");
                }
                _ => {
                    (decision.fate, decision.because) =
                        (Fate::Dropped(Reason::Other), "heading over nothing");
                }
            },
            Fate::Kept(_) => below = Some(decision.fate),
            Fate::Dropped(_) if !matches!(below, Some(Fate::Kept(_))) => below = Some(decision.fate),
            _ => {}
        }
    }
}
