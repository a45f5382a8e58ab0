//! What to hide on the live page: everything that is neither the story, its headline and media, nor around these.
//!
//! Only outermost elements are named, and never one that holds something kept. In doubt an element stays.

use std::ops::Range;

use super::clutter::{Decision, Fate};
use super::marks::Marks;
use super::score::Extent;
use super::survey::Survey;
use super::{Clutter, Metadata, Reason, phrases};
use crate::page::{NodeId, Page, Tag};

/// The outermost elements to hide, with reasons.
pub(super) fn plan(
    page: &Page,
    survey: &Survey,
    extent: &Extent,
    metadata: &Metadata,
    decisions: &[Decision],
) -> Vec<Clutter> {
    let keep = kept(page, survey, extent, metadata, decisions);
    let dropped = dropped(survey, decisions);
    let mut plan = Vec::new();
    let mut next = NodeId(0);
    // Where the place that may be a part of the story ends: inside, only what is plainly clutter goes.
    let mut doubt = NodeId(0);
    for (id, node) in page.nodes() {
        if id < next || keep[id.0 as usize] || node.tag == Tag::Text || node.hidden {
            continue;
        }
        let inside = survey.inside(page, id);
        let evidence = evidence(page, survey, &dropped, id);
        if evidence.is_none() && id < doubt {
            continue;
        }
        let reason = evidence.unwrap_or_else(|| place(page, survey, id));
        if evidence.is_none() && reason == Reason::Other && holds_prose(extent, inside.clone()) {
            doubt = node.end;
            continue;
        }
        // What is around it is kept, so it stands alone: an outermost one.
        next = node.end;
        if node.tag == Tag::Head || !is_seen(page, survey, id) {
            continue;
        }
        let texts: Vec<&str> = survey.passages[inside].iter().map(|passage| survey.text(passage)).collect();
        plan.push(Clutter { element: id, reason, text: texts.join(" ") });
    }
    plan
}

/// Why an element is clutter: what it is called, else why the first passage in it went, else what that says.
fn evidence(page: &Page, survey: &Survey, dropped: &[Option<Reason>], id: NodeId) -> Option<Reason> {
    let inside = survey.inside(page, id);
    let passages = &survey.passages[inside.clone()];
    let marked = || passages.first().and_then(|passage| survey.marks[passage.nodes.start as usize].reason());
    let said = || passages.first().and_then(|passage| phrases::clutter(survey.text(passage)));
    let first = dropped[inside.start].filter(|_| !passages.is_empty());
    survey.own[id.0 as usize].reason().or(first).or_else(marked).or_else(said)
}

/// What kind of place an element is, where nothing else tells.
fn place(page: &Page, survey: &Survey, id: NodeId) -> Reason {
    let node = page.node(id);
    let (words, linked) = survey.passages[survey.inside(page, id)]
        .iter()
        .fold((0, 0), |(words, linked), passage| (words + passage.words, linked + passage.linked));
    match () {
        () if node.pinned => Reason::Overlay,
        () if matches!(node.tag, Tag::Header | Tag::Footer) || 2 * linked > words => Reason::Navigation,
        () => Reason::Other,
    }
}

/// Worth of the passages that may be a part of the story which stands apart from the rest.
const PROSE: i32 = 40;

/// Whether passages are so much prose that they may be a part of the story.
fn holds_prose(extent: &Extent, passages: Range<usize>) -> bool {
    extent.worths[passages].iter().filter(|worth| **worth > 0).sum::<i32>() >= PROSE
}

/// Whether hiding the element can make a difference: it shows text or media, or is a place that an advert fills.
fn is_seen(page: &Page, survey: &Survey, id: NodeId) -> bool {
    let node = page.node(id);
    if matches!(node.tag, Tag::Head | Tag::Script | Tag::Link | Tag::Meta | Tag::Br | Tag::Hr | Tag::Wbr) {
        return false;
    }
    node.pinned
        || survey.own[id.0 as usize].has(Marks::of(Reason::Advert))
        || page.subtree(id).any(|(inner, node)| match node.tag {
            Tag::Text => !node.hidden && !page.text(inner).trim().is_empty(),
            tag => !node.hidden && (is_media(tag) || matches!(tag, Tag::Input | Tag::Button | Tag::Svg)),
        })
}

fn is_media(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Img
            | Tag::AmpImg
            | Tag::Picture
            | Tag::Video
            | Tag::Audio
            | Tag::Iframe
            | Tag::Object
            | Tag::Embed
            | Tag::Canvas
            | Tag::Figure
    )
}

/// For each passage, why it was dropped.
fn dropped(survey: &Survey, decisions: &[Decision]) -> Vec<Option<Reason>> {
    let mut dropped = vec![None; survey.passages.len() + 1];
    for decision in decisions {
        if let Fate::Dropped(reason) = decision.fate {
            dropped[decision.passage] = Some(reason);
        }
    }
    dropped
}

/// For each node, whether it stays: the story, what is around it, and what is inside its paragraphs.
fn kept(
    page: &Page,
    survey: &Survey,
    extent: &Extent,
    metadata: &Metadata,
    decisions: &[Decision],
) -> Vec<bool> {
    let mut keep = vec![false; page.len()];
    let mut told = decisions.iter().filter(|decision| matches!(decision.fate, Fate::Kept(_)));
    let (Some(first), Some(last)) = (
        told.next(),
        told.next_back().or_else(|| decisions.iter().find(|decision| matches!(decision.fate, Fate::Kept(_)))),
    ) else {
        return vec![true; page.len()];
    };
    let (first, last) = (survey.passages[first.passage].nodes.start, survey.passages[last.passage].nodes.end);
    let keep_all =
        |keep: &mut [bool], id: NodeId| keep[id.0 as usize..page.node(id).end.0 as usize].fill(true);
    if let Some(headline) = metadata.headline {
        keep_all(&mut keep, headline);
    }
    for decision in decisions.iter().filter(|decision| !matches!(decision.fate, Fate::Dropped(_))) {
        let nodes = &survey.passages[decision.passage].nodes;
        keep[nodes.start as usize..nodes.end as usize].fill(true);
    }
    // Media stays from the headline to the end of the story, unless its box is marked as clutter.
    let begin =
        metadata.headline.map_or(first, |headline| headline.0.min(first)).max(extent.element.0.min(first));
    for index in begin..last {
        let id = NodeId(index);
        let marks = extent.trusted[index as usize].without(extent.trusted[extent.element.0 as usize]);
        if !keep[index as usize]
            && is_media(page.node(id).tag)
            && !marks.has(Marks::CLUTTER.with(Marks::ASIDE).with(Marks::FORM))
        {
            keep_all(&mut keep, id);
        }
    }
    // What holds something kept is kept; children come after their parents, so one pass from the end does it.
    for index in (1..page.len()).rev() {
        if keep[index] {
            keep[page.node(NodeId(index as u32)).parent.0 as usize] = true;
        }
    }
    keep
}
