//! Whether an element in which nothing is kept is plainly clutter, or may be a piece of the story that was not told.
//!
//! To be left out of what is told costs a line; to be hidden costs the reader the line. So a list of links that lead to other sites or
//! into the page itself, a line that repeats another, and prose apart from the rest stay where they are.

use std::cell::LazyCell;

use super::super::clutter::{DOUBT, Fate};
use super::super::marks::Marks;
use super::super::survey::Passage;
use super::super::{Reason, metadata, phrases};
use super::Scene;
use super::keep::Keep;
use crate::page::{Attribute, NodeId, Tag};

/// What the doubts about a page are decided on.
pub(super) struct Doubt<'a> {
    scene: &'a Scene<'a>,
    keep: &'a Keep,
    /// The telling parts of the hosts that are the page's: of its address and of the one it calls its own.
    sites: Vec<String>,
    /// For each node, whether paragraphs of the story are its children or texts.
    holders: Vec<bool>,
    /// The names of the places in the story, sorted.
    places: Vec<&'a str>,
}

/// Where a link leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// To another page of the same site.
    Site,
    /// To a place in the story.
    Story,
    /// To another site, to a shop, or nowhere.
    Away,
}

/// How much of the story an element may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    None,
    /// A part of it: its children are to be asked.
    Some,
    All,
}

impl<'a> Doubt<'a> {
    pub(super) fn of(scene: &'a Scene<'a>, keep: &'a Keep) -> Self {
        let Scene { page, survey, metadata, .. } = scene;
        let urls = [Some(&page.url), metadata.url.as_ref()];
        let sites = urls.into_iter().flatten().filter_map(|url| site(url)).collect();
        let mut holders = vec![false; page.len()];
        for (passage, fate) in survey.passages.iter().zip(&scene.fates) {
            if matches!(fate, Some(Fate::Kept(_))) {
                holders[passage.element.0 as usize] = true;
                holders[page.node(passage.element).parent.0 as usize] = true;
            }
        }
        let mut places: Vec<&str> = keep
            .stretch
            .clone()
            .flat_map(|index| page.attributes(NodeId(index)))
            .filter(|(name, value)| matches!(name, Attribute::Id | Attribute::Name) && !value.is_empty())
            .map(|(_, value)| value)
            .collect();
        places.sort_unstable();
        Self { scene, keep, sites, holders, places }
    }

    /// Marks of an element that its prose belies.
    fn misread(&self, id: NodeId) -> Marks {
        let Scene { page, survey, .. } = self.scene;
        let own = survey.own[id.0 as usize];
        let inside = survey.inside(page, id);
        let words: u32 = survey.passages[inside.clone()].iter().map(|passage| passage.words).sum();
        match own.reason() {
            Some(reason) if MISREAD.contains(&reason) && 2 * self.prose(inside) > words => own,
            _ => Marks::default(),
        }
    }

    /// Why an element is clutter by what it is called.
    pub(super) fn called(&self, id: NodeId) -> Option<Reason> {
        self.scene.survey.own[id.0 as usize].reason()
    }

    /// Why an element is plainly clutter: what it is called, else why most of what it says is. What was misread around it does not
    /// count.
    pub(super) fn plain(&self, id: NodeId) -> Option<Reason> {
        let Scene { page, survey, .. } = self.scene;
        if self.is_contents(id) {
            return None;
        }
        let doubted = page.ancestors(id).map(|(id, _)| id).take_while(|id| !self.keep.holds(*id));
        let misread = doubted.fold(self.misread(id), |marks, id| marks.with(self.misread(id)));
        if let Some(own) = survey.own[id.0 as usize].without(misread).reason() {
            return Some(own);
        }
        let around = self.scene.extent.trusted[page.node(id).parent.0 as usize].with(misread);
        let (mut plain, mut words, mut reason) = (0, 0, None);
        let led = LazyCell::new(|| self.leads_on(id.0..page.node(id).end.0));
        let leads_on = || *led;
        for index in survey.inside(page, id) {
            let passage = &survey.passages[index];
            words += passage.words;
            if let Some(why) = self.plain_passage(index, around, &leads_on) {
                plain += passage.words;
                reason = reason.or(Some(why));
            }
        }
        reason.filter(|_| 2 * plain >= words)
    }

    /// Why a passage is plainly clutter; `around` are marks that do not count, for they are the story's as well, and `leads_on` tells
    /// whether its box has a link to another page of the site.
    fn plain_passage(&self, index: usize, around: Marks, leads_on: &dyn Fn() -> bool) -> Option<Reason> {
        let Scene { survey, extent, fates, .. } = self.scene;
        let passage = &survey.passages[index];
        let marks = extent.trusted[passage.nodes.start as usize].without(around);
        let prose = is_prose(passage);
        let believed = |reason: &Reason| !(prose && MISREAD.contains(reason));
        let marked = marks.reason().filter(believed);
        let said = || self.said(passage).filter(|reason| passage.linked > 0 || believed(reason));
        let linked = 2 * passage.linked > passage.words;
        let Some(Fate::Dropped(reason)) = fates[index] else {
            // Far from the story nothing was decided on: a link to another page there, as unlike the story as can be, is no part of it.
            let elsewhere = || fates[index].is_none() && linked && extent.scores[index] <= DOUBT;
            let related = || (elsewhere() && self.leads_on(passage.nodes.clone())).then_some(Reason::Related);
            return marked.or_else(said).or_else(related);
        };
        // A heading goes with what stands below it.
        let over_clutter = || {
            fates.get(index + 1).is_some_and(|fate| matches!(fate, None | Some(Fate::Dropped(_))))
                && self.plain_passage(index + 1, around, &|| true).is_some()
        };
        match () {
            () if marks.has(Marks::PULL_QUOTE) && passage.linked == 0 => None,
            () if marked.is_some() || marks.has(Marks::FORM.with(Marks::ASIDE)) => Some(reason),
            () if linked => self.leads_on(passage.nodes.clone()).then_some(reason).or_else(said),
            () if marks.has(Marks::HEADING) => over_clutter().then_some(reason).or_else(said),
            () if reason == Reason::Related => leads_on().then_some(reason).or_else(said),
            () if reason == Reason::Other || !believed(&reason) => said(),
            () => Some(reason),
        }
    }

    /// Why a passage is clutter by what it says, or by what its first words say, which are set apart: "Advertisement", and a link over it.
    fn said(&self, passage: &Passage) -> Option<Reason> {
        let set_apart = passage.words <= LABEL && passage.nodes.len() > 1;
        let label = || phrases::clutter(self.scene.page.text(NodeId(passage.nodes.start)));
        passage.phrase.or_else(|| if set_apart { label() } else { None })
    }

    /// Words of prose in passages.
    fn prose(&self, passages: std::ops::Range<usize>) -> u32 {
        let teasers = &self.scene.extent.teasers;
        let passages = self.scene.survey.passages[passages].iter();
        let prose = passages.filter(|passage| is_prose(passage) && !teasers[passage.nodes.start as usize]);
        prose.map(|passage| passage.words - passage.linked).sum()
    }

    /// Whether a stretch of nodes has a link to another page of the same site.
    fn leads_on(&self, nodes: std::ops::Range<u32>) -> bool {
        let page = self.scene.page;
        let first = NodeId(nodes.start);
        let around = page.ancestors(first).find(|(_, node)| node.tag == Tag::A).map(|(id, _)| id);
        let inside = nodes.map(NodeId).filter(|id| page.node(*id).tag == Tag::A);
        around.into_iter().chain(inside).any(|id| self.lead(id) == Lead::Site)
    }

    fn lead(&self, link: NodeId) -> Lead {
        let page = self.scene.page;
        let href = page.attribute(link, Attribute::Href).unwrap_or_default().trim();
        let own = page.url.split('#').next().unwrap_or_default();
        let path = own.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
        if let Some((before, place)) = href.split_once('#')
            && (before.is_empty() || before == own || path == Some(before))
        {
            let story = self.places.binary_search(&place).is_ok();
            return if story { Lead::Story } else { Lead::Away };
        }
        let paid = page.attribute(link, Attribute::Rel).is_some_and(|rel| {
            rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("sponsored"))
        });
        let absolute = href.starts_with("//") || href.contains("://");
        // Other schemes, a mail's or a script's, lead to no page.
        let schemed = href.split(['/', '?']).next().is_some_and(|start| start.contains(':'));
        match () {
            () if href.is_empty() || paid || schemed && !absolute => Lead::Away,
            () if !absolute || site(href).is_some_and(|site| self.sites.contains(&site)) => Lead::Site,
            () => Lead::Away,
        }
    }

    /// Whether an element is a table of contents or an entry of one: links to places in the story, more than one in a row.
    fn is_contents(&self, id: NodeId) -> bool {
        let Scene { page, survey, .. } = self.scene;
        let links = self.links_into_story(id);
        let passages = &survey.passages[survey.inside(page, id)];
        let words: u32 = passages.iter().map(|passage| passage.words).sum();
        let linked: u32 = passages.iter().map(|passage| passage.linked).sum();
        if links == 0 || 2 * linked <= words {
            return false;
        }
        let entries =
            page.children(page.node(id).parent).filter(|(sibling, _)| self.links_into_story(*sibling) > 0);
        links > 1 || entries.take(2).count() > 1
    }

    /// How many links an element has when all of them lead to places in the story; else none.
    fn links_into_story(&self, id: NodeId) -> usize {
        let mut links = self.scene.page.subtree(id).filter(|(_, node)| node.tag == Tag::A);
        let count =
            links.try_fold(0, |count, (link, _)| (self.lead(link) == Lead::Story).then_some(count + 1));
        count.unwrap_or(0)
    }

    /// How much of the story an element may hold that is not plainly clutter.
    pub(super) fn may_be_story(&self, id: NodeId) -> Share {
        let Scene { page, survey, fates, .. } = self.scene;
        let node = page.node(id);
        let inside = survey.inside(page, id);
        if node.pinned || matches!(node.tag, Tag::Footer | Tag::Form | Tag::Dialog) {
            return Share::None;
        }
        let within = self.keep.stretch.contains(&id.0);
        let stays = |stays: bool| if stays { Share::All } else { Share::None };
        if inside.is_empty() {
            // Among paragraphs it takes room for nothing; elsewhere in the story it may be what holds a player or a picture open.
            return stays(within && !self.holders[node.parent.0 as usize]);
        }
        if fates[inside.clone()].iter().any(Option::is_some) {
            return stays(within || self.holders[node.parent.0 as usize]);
        }
        if self.is_like_the_story(id) || self.is_contents(id) {
            return Share::All;
        }
        let words: u32 = survey.passages[inside.clone()].iter().map(|passage| passage.words).sum();
        let prose = self.prose(inside);
        let near = within || page.contains(self.keep.home, id);
        match () {
            () if near && prose >= PROSE && 2 * prose >= words => Share::All,
            () if near && prose >= PROSE => Share::Some,
            () => Share::None,
        }
    }

    /// Whether an element has the tag and the class of one beside it that holds some of the story.
    fn is_like_the_story(&self, id: NodeId) -> bool {
        let page = self.scene.page;
        let node = page.node(id);
        let class = page.attribute(id, Attribute::Class);
        matches!(node.tag, Tag::Div | Tag::Section)
            && class.is_some_and(|class| !class.is_empty())
            && page.children(node.parent).any(|(other, sibling)| {
                let alike = sibling.tag == node.tag && page.attribute(other, Attribute::Class) == class;
                alike && self.keep.holds(other)
            })
    }

    /// What kind of place an element is, where nothing else tells: why the first of its lines was dropped, or what it looks like.
    pub(super) fn place(&self, id: NodeId) -> Reason {
        let Scene { page, survey, fates, .. } = self.scene;
        let node = page.node(id);
        let inside = survey.inside(page, id);
        let dropped = fates[inside.clone()].iter().find_map(|fate| match fate {
            Some(Fate::Dropped(reason)) => Some(*reason),
            _ => None,
        });
        if let Some(reason) = dropped {
            return reason;
        }
        let passages = &survey.passages[inside];
        let words: u32 = passages.iter().map(|passage| passage.words).sum();
        let linked: u32 = passages.iter().map(|passage| passage.linked).sum();
        let said = || passages.first().and_then(|passage| self.said(passage));
        match () {
            () if node.pinned => Reason::Overlay,
            () if let Some(reason) = said() => reason,
            () if self.scene.extent.teasers[id.0 as usize] => Reason::Related,
            () if matches!(node.tag, Tag::Header | Tag::Footer) || 2 * linked > words => Reason::Navigation,
            () => Reason::Other,
        }
    }
}

/// Words of prose that may be a part of the story which stands apart from the rest.
const PROSE: u32 = 40;
/// Reasons that a class name or a line's first words give falsely where there is prose: such places have links and labels.
const MISREAD: [Reason; 4] = [Reason::Navigation, Reason::Related, Reason::Share, Reason::Tags];
/// Words of the longest line that is a label and a link.
const LABEL: u32 = 8;
/// Words of the shortest paragraph of prose.
const SENTENCE: u32 = 10;

/// Whether a passage reads as a story does: sentences, with few links in them.
fn is_prose(passage: &Passage) -> bool {
    passage.closed && passage.stops > 0 && passage.words >= SENTENCE && 4 * passage.linked < passage.words
}

/// The telling part of an address's host: `harbourpost` of `https://news.harbourpost.test/a`.
fn site(url: &str) -> Option<String> {
    let rest = url.split_once("//")?.1;
    let host = rest.split(['/', ':', '?', '#']).next()?;
    Some(metadata::label(host).to_ascii_lowercase())
}
