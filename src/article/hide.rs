//! What to hide on the live page: everything that is neither the story, its headline and media, nor around these.
//!
//! Only outermost elements are named, and never one that holds something kept. In doubt an element stays: what the story's own
//! element holds goes only where something speaks for clutter beyond a line's being left untold.

mod doubt;
mod keep;

use super::clutter::{Decision, Fate};
use super::marks::Marks;
use super::score::Extent;
use super::survey::Survey;
use super::{Clutter, Metadata, Reason};
use crate::page::{NodeId, Page, Tag};
use doubt::{Doubt, Share};

/// What the stage knows of a page when it comes to hiding.
struct Scene<'a> {
    page: &'a Page,
    survey: &'a Survey,
    extent: &'a Extent,
    metadata: &'a Metadata,
    /// For each passage, what was decided about it, if anything.
    fates: Vec<Option<Fate>>,
}

/// The outermost elements to hide, with reasons.
pub(super) fn plan(
    page: &Page,
    survey: &Survey,
    extent: &Extent,
    metadata: &Metadata,
    decisions: &[Decision],
) -> Vec<Clutter> {
    let mut fates = vec![None; survey.passages.len()];
    for decision in decisions {
        fates[decision.passage] = Some(decision.fate);
    }
    let mut scene = Scene { page, survey, extent, metadata, fates };
    scene.forget_pinned();
    let Some(keep) = keep::kept(&scene) else { return Vec::new() };
    let doubt = Doubt::of(&scene, &keep);
    let mut hidden = Vec::new();
    let mut next = NodeId(0);
    // Where the place that may be a part of the story ends: inside, only what is plainly clutter goes.
    let mut doubted = NodeId(0);
    for (id, node) in page.nodes() {
        if id < next || keep.holds(id) || matches!(node.tag, Tag::Text | Tag::Svg) || node.hidden {
            continue;
        }
        let share = if id < doubted { Share::All } else { doubt.may_be_story(id) };
        let plain = if share == Share::None { doubt.called(id) } else { doubt.plain(id) };
        match share {
            Share::Some if plain.is_none() => continue,
            Share::All if plain.is_none() => {
                doubted = doubted.max(node.end);
                continue;
            }
            _ => {}
        }
        // What is around it is kept, so it stands alone: an outermost one.
        next = node.end;
        if scene.is_seen(id) {
            let reason = plain.unwrap_or_else(|| doubt.place(id));
            hidden.push(Clutter { element: id, reason, text: scene.texts_in(id) });
        }
    }
    hidden
}

impl Scene<'_> {
    /// Forgets what was decided about boxes that stay in place while the page scrolls, beside the bulk of the story: a wall of
    /// sentences reads like a story.
    fn forget_pinned(&mut self) {
        let (page, survey) = (self.page, self.survey);
        let mut words = vec![0_u32; survey.passages.len() + 1];
        for (index, passage) in survey.passages.iter().enumerate() {
            let told = matches!(self.fates[index], Some(Fate::Kept(_)));
            words[index + 1] = words[index] + if told { passage.words } else { 0 };
        }
        let told_in = |id: NodeId| {
            let inside = survey.inside(page, id);
            words[inside.end] - words[inside.start]
        };
        let all = words[survey.passages.len()];
        let mut bulk = NodeId(0);
        for (id, _) in page.nodes() {
            if page.contains(bulk, id) && survey.inside(page, id).len() > 1 && 2 * told_in(id) > all {
                bulk = id;
            }
        }
        let apart = |id: NodeId| !page.contains(bulk, id) && !page.contains(id, bulk);
        for (id, _) in page.nodes().filter(|(id, node)| node.pinned && apart(*id)) {
            self.fates[survey.inside(page, id)].fill(None);
        }
    }

    /// The text of the passages in an element.
    fn texts_in(&self, id: NodeId) -> String {
        let passages = &self.survey.passages[self.survey.inside(self.page, id)];
        let texts: Vec<&str> = passages.iter().map(|passage| self.survey.text(passage)).collect();
        texts.join(" ")
    }

    /// Whether hiding the element can make a difference: it shows text or media, takes room, or is a place that an advert fills.
    fn is_seen(&self, id: NodeId) -> bool {
        let node = self.page.node(id);
        if matches!(node.tag, Tag::Head | Tag::Script | Tag::Link | Tag::Meta | Tag::Br | Tag::Hr | Tag::Wbr)
        {
            return false;
        }
        node.pinned
            || self.survey.own[id.0 as usize].has(Marks::of(Reason::Advert))
            || self.page.subtree(id).any(|(inner, node)| match node.tag {
                Tag::Text => !node.hidden && !self.page.text(inner).trim().is_empty(),
                tag => {
                    let room = node.place.is_some_and(|place| place.height >= ROOM && place.width >= ROOM);
                    !node.hidden
                        && (room || is_media(tag) || matches!(tag, Tag::Input | Tag::Button | Tag::Svg))
                }
            })
    }
}

/// CSS pixels of an empty box that is a hole in the page.
const ROOM: i32 = 24;

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

#[cfg(test)]
mod tests;
