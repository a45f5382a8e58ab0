//! What stays on the live page: the story, the headline with what stands around it, their media, and what is around all these.

use std::ops::Range;

use super::super::Reason;
use super::super::clutter::Fate;
use super::super::marks::Marks;
use super::super::survey::Passage;
use super::{Scene, is_media};
use crate::page::{NodeId, Page, Tag};

/// What stays of a page.
pub(super) struct Keep {
    /// For each node, whether it stays: because of itself, or of something inside it.
    nodes: Vec<bool>,
    /// The first node of the story's head and one past the last node of its end.
    pub(super) stretch: Range<u32>,
    /// The smallest element that holds the headline and the story; without a headline, what is around the story.
    pub(super) home: NodeId,
}

impl Keep {
    pub(super) fn holds(&self, id: NodeId) -> bool {
        self.nodes[id.0 as usize]
    }

    fn add(&mut self, page: &Page, id: NodeId) {
        self.nodes[id.0 as usize..page.node(id).end.0 as usize].fill(true);
    }

    fn add_passage(&mut self, passage: &Passage) {
        self.nodes[passage.nodes.start as usize..passage.nodes.end as usize].fill(true);
    }

    /// What holds something kept is kept; children come after their parents, so one pass from the end does it.
    fn spread(&mut self, page: &Page) {
        for index in (1..page.len()).rev() {
            if self.nodes[index] {
                self.nodes[page.node(NodeId(index as u32)).parent.0 as usize] = true;
            }
        }
    }
}

/// Finds what stays; `None` where nothing of a story was kept.
pub(super) fn kept(scene: &Scene) -> Option<Keep> {
    let Scene { page, survey, metadata, .. } = scene;
    let told = |fate: &Option<Fate>| matches!(fate, Some(Fate::Kept(_)));
    let first = scene.fates.iter().position(told)?;
    let last = scene.fates.iter().rposition(told)?;
    let (first_node, last_node) = (survey.passages[first].nodes.start, survey.passages[last].nodes.end);
    let headline = metadata.headline.or_else(|| heading_above(scene, first));
    let begin = headline.map_or(first_node, |headline| headline.0.min(first_node));
    let home = home(scene, headline, first_node, last_node);
    let mut keep = Keep { nodes: vec![false; page.len()], stretch: begin..last_node, home };
    if let Some(headline) = headline {
        keep.add(page, headline);
    }
    for (passage, fate) in survey.passages.iter().zip(&scene.fates) {
        if matches!(fate, Some(Fate::Kept(_) | Fate::Caption | Fate::Heading)) {
            keep.add_passage(passage);
        }
    }
    let head = head(scene, home, first_node, begin);
    keep.stretch.start = head.start;
    let block = headline.and_then(|headline| headline_block(scene, headline));
    for passage in survey.passages[..first].iter().filter(|passage| head.contains(&passage.nodes.start)) {
        if belongs_to_headline(scene, passage) || block.is_some_and(|block| is_deck(scene, block, passage)) {
            keep.add_passage(passage);
        }
    }
    keep.spread(page);
    keep_media(scene, &mut keep, begin);
    Some(keep)
}

/// The nearest heading of the first order above the story, where the page's headline was not found.
fn heading_above(scene: &Scene, first: usize) -> Option<NodeId> {
    let Scene { page, survey, extent, .. } = scene;
    let passages = survey.passages[..first].iter().rev().take(HIGH);
    passages.map(|passage| passage.element).find(|id| {
        let around = extent.trusted[id.0 as usize].has(Marks::LINK.with(Marks::of(Reason::Navigation)));
        page.node(*id).tag == Tag::H1 && !around && !survey.own[id.0 as usize].has(Marks::CLUTTER)
    })
}

/// The smallest element that holds the headline and the story; without a headline, what is around the story.
fn home(scene: &Scene, headline: Option<NodeId>, first: u32, last: u32) -> NodeId {
    let Scene { page, extent, .. } = scene;
    let inner = headline.unwrap_or(extent.element);
    let holds = |id: NodeId| id.0 <= first && last <= page.node(id).end.0;
    page.ancestors(inner).map(|(id, _)| id).find(|id| holds(*id)).unwrap_or(NodeId(0))
}

/// Passages above the headline among which a byline or a date may belong to it.
const ABOVE: usize = 8;
/// Passages above the story among which its headline may be.
const HIGH: usize = 24;

/// Where the headline's block may stand: from a little above the headline, inside what holds it and the story together, to the
/// story's first paragraph.
fn head(scene: &Scene, home: NodeId, first: u32, begin: u32) -> Range<u32> {
    let Scene { page, survey, .. } = scene;
    // Without a box of their own the two have nothing above them that is theirs.
    if begin == first || matches!(page.node(home).tag, Tag::Html | Tag::Body) {
        return begin..first;
    }
    let above = survey.before[begin as usize] as usize;
    let start = above.saturating_sub(ABOVE);
    let start = survey.passages.get(start).map_or(begin, |passage| passage.nodes.start);
    start.max(home.0).min(begin)..first
}

/// Words of the longest byline: names, roles, a date and a reading time.
const LONGEST_BYLINE: u32 = 30;

/// Whether a passage at the headline is its byline, its date or the headline again, whatever box it is in.
fn belongs_to_headline(scene: &Scene, passage: &Passage) -> bool {
    let Scene { page, survey, metadata, extent, .. } = scene;
    if passage.words > LONGEST_BYLINE {
        return false;
    }
    let text = survey.text(passage);
    let named = metadata.byline.iter().any(|name| text.contains(name.as_str()));
    let year = metadata.published.as_deref().and_then(|published| published.get(..4));
    let dated = year.is_some_and(|year| text.split(|c: char| !c.is_ascii_digit()).any(|part| part == year));
    let first = NodeId(passage.nodes.start);
    let timed = page
        .ancestors(first)
        .take_while(|(_, node)| !node.tag.is_block())
        .any(|(_, node)| node.tag == Tag::Time);
    let titled = metadata.title.as_deref().is_some_and(|title| title == text);
    let marks = extent.trusted[passage.nodes.start as usize];
    let linked = marks.has(Marks::HEADING) && passage.link_share() > 60;
    titled || !linked && (named || dated || timed)
}

/// The smallest element around the headline that says more than the headline.
fn headline_block(scene: &Scene, headline: NodeId) -> Option<NodeId> {
    let Scene { page, survey, .. } = scene;
    let own = survey.inside(page, headline).len();
    page.ancestors(headline).map(|(id, _)| id).find(|id| survey.inside(page, *id).len() > own)
}

/// Words of the shortest and the longest deck.
const DECK: std::ops::RangeInclusive<u32> = 3..=80;

/// Whether a passage is a line that stands right with the headline, without links, and unmarked.
fn is_deck(scene: &Scene, block: NodeId, passage: &Passage) -> bool {
    let Scene { page, survey, extent, .. } = scene;
    let marks = extent.trusted[passage.nodes.start as usize].without(extent.trusted[block.0 as usize]);
    let called_deck = survey.own[passage.element.0 as usize].has(Marks::DECK);
    (called_deck || page.contains(block, NodeId(passage.nodes.start)))
        && DECK.contains(&passage.words)
        && passage.linked == 0
        && (called_deck || !marks.has(Marks::CLUTTER.with(Marks::FORM).with(Marks::ASIDE)))
        && passage.phrase.is_none()
}

/// CSS pixels of the smallest picture that opens a story.
const OPENING_PICTURE: i32 = 200;

/// Media stays from the headline to the end of the story, unless its box is marked as clutter or has dropped text in it; and a large
/// picture above the headline, in the box that holds both.
fn keep_media(scene: &Scene, keep: &mut Keep, begin: u32) {
    let Scene { page, survey, extent, .. } = scene;
    let base = extent.trusted[extent.element.0 as usize];
    let mut media = Vec::new();
    for index in keep.stretch.clone() {
        let id = NodeId(index);
        let node = page.node(id);
        if keep.holds(id) || !is_media(node.tag) {
            continue;
        }
        let marks = extent.trusted[index as usize].without(base);
        let marked = marks.has(Marks::CLUTTER.with(Marks::ASIDE).with(Marks::FORM));
        let large = node.tag == Tag::Figure
            || node
                .place
                .is_some_and(|place| place.width >= OPENING_PICTURE && place.height >= OPENING_PICTURE / 2);
        if marked || index < begin && !large {
            continue;
        }
        if let Some((around, credits)) = credits(scene, keep, id) {
            // With it stay the controls of a player, unless something in the box is called clutter.
            let whole = !page
                .subtree(around)
                .any(|(inner, _)| survey.own[inner.0 as usize].has(Marks::CLUTTER.with(Marks::FORM)));
            media.push((if whole { around } else { id }, credits));
        }
    }
    for (id, credits) in media {
        keep.add(page, id);
        for passage in credits {
            keep.add_passage(&survey.passages[passage]);
        }
    }
    keep.spread(page);
}

/// The largest box around a picture that holds nothing kept, and the lines that stand with the picture in it; `None` when they say that
/// the picture is theirs, and not the story's.
fn credits(scene: &Scene, keep: &Keep, id: NodeId) -> Option<(NodeId, Vec<usize>)> {
    let Scene { page, survey, .. } = scene;
    let itself = || std::iter::once((id, page.node(id)));
    let figure = itself().chain(page.ancestors(id)).find(|(_, node)| node.tag == Tag::Figure);
    let outer = itself().chain(page.ancestors(id)).take_while(|(id, _)| !keep.holds(*id)).last()?.0;
    let own = figure.map_or(id, |(figure, _)| figure);
    let mut credits = Vec::new();
    for index in survey.inside(page, outer) {
        let passage = &survey.passages[index];
        if page.contains(own, NodeId(passage.nodes.start)) {
            continue;
        }
        let silent = matches!(
            scene.fates[index],
            None | Some(Fate::Dropped(Reason::Other | Reason::Credit | Reason::Copyright | Reason::Update))
        );
        if !silent || passage.linked > 0 || passage.words > LONGEST_CREDIT {
            return None;
        }
        credits.push(index);
    }
    Some((outer, credits))
}

/// Words of the longest line that stands with a picture.
const LONGEST_CREDIT: u32 = 40;
