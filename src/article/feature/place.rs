//! Where a passage stands: the elements around it that tell something, the boxes around it, and its place in the page's prose.

use std::ops::Range;

use super::super::marks::Marks;
use super::super::score;
use super::super::survey::Survey;
use super::super::trust::Trust;
use super::{Feature, Row, between, count, distance, own, running, share};
use crate::page::{NodeId, Page, Tag};

/// Running totals over a page's passages and over its nodes.
#[derive(Debug)]
pub(super) struct Totals {
    pub(super) words: Vec<u32>,
    pub(super) linked: Vec<u32>,
    pub(super) prose: Vec<u32>,
    headings: Vec<u32>,
    /// Over nodes: pictures and films.
    media: Vec<u32>,
    /// Over nodes: buttons, fields and the like.
    controls: Vec<u32>,
}

impl Totals {
    pub(super) fn new(page: &Page, survey: &Survey, trust: &Trust) -> Self {
        let passages = || survey.passages.iter();
        Self {
            words: running(passages().map(|passage| passage.words)),
            linked: running(passages().map(|passage| passage.linked)),
            prose: running(trust.prose.iter().copied()),
            headings: running(passages().map(|passage| passage.marks.has(Marks::HEADING).into())),
            media: running(page.nodes().map(|(_, node)| is_media(node.tag).into())),
            controls: running(page.nodes().map(|(_, node)| is_control(node.tag).into())),
        }
    }

    fn all_prose(&self) -> u32 {
        self.prose[self.prose.len() - 1]
    }
}

fn is_media(tag: Tag) -> bool {
    matches!(tag, Tag::Img | Tag::Picture | Tag::Video | Tag::AmpImg)
}

fn is_control(tag: Tag) -> bool {
    matches!(tag, Tag::Input | Tag::Button | Tag::Iframe | Tag::Select | Tag::Textarea | Tag::Svg)
}

/// Of a node, the nearest elements around it that tell something.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    clutter: Option<NodeId>,
    story: Option<NodeId>,
    pub(super) article: Option<NodeId>,
    /// Which of [`TOLD`] it stands in, a bit each.
    inside: u8,
}

/// Elements that say by their tag what is in them, each with its feature.
const TOLD: [(Tag, Feature); 6] = [
    (Tag::Article, Feature::InArticle),
    (Tag::Main, Feature::InMain),
    (Tag::Header, Feature::InHeader),
    (Tag::Footer, Feature::InFooter),
    (Tag::Section, Feature::InSection),
    (Tag::Table, Feature::InTable),
];

pub(super) fn around(page: &Page, survey: &Survey, trust: &Trust) -> Vec<Around> {
    let mut around: Vec<Around> = Vec::with_capacity(page.len());
    for (id, node) in page.nodes() {
        let mut here = if node.parent == id { Around::default() } else { around[node.parent.0 as usize] };
        if trust.own[id.0 as usize].has(Marks::CLUTTER.with(Marks::ASIDE).with(Marks::FORM)) {
            here.clutter = Some(id);
        }
        if survey.own[id.0 as usize].has(Marks::STORY) {
            here.story = Some(id);
        }
        if node.tag == Tag::Article {
            here.article = Some(id);
        }
        if let Some(bit) = TOLD.iter().position(|(tag, _)| *tag == node.tag) {
            here.inside |= 1 << bit;
        }
        around.push(here);
    }
    around
}

/// Fills in the place of every passage.
pub(super) fn fill(
    rows: &mut [Row],
    page: &Page,
    survey: &Survey,
    trust: &Trust,
    totals: &Totals,
    around: &[Around],
) {
    // The element whose passages look most like prose, whatever it is called.
    let extent = score::choose(page, survey, trust.worths.iter().copied());
    for (index, row) in rows.iter_mut().enumerate() {
        let at = NodeId(survey.passages[index].nodes.start);
        named(row, page, survey, totals, around[at.0 as usize], at);
        order(row, survey, totals, index);
        within(row, page, survey, extent, index);
        for (number, (element, inside)) in boxes(page, survey, index).iter().enumerate() {
            enclosing(row, page, totals, number, *element, inside);
        }
    }
}

/// What the elements around a passage say of themselves.
fn named(row: &mut Row, page: &Page, survey: &Survey, totals: &Totals, around: Around, at: NodeId) {
    let prose = |id: NodeId| share(between(&totals.prose, &survey.inside(page, id)), totals.all_prose());
    let levels = |id: NodeId| (page.node(at).depth - page.node(id).depth).cast_signed();
    let reason = |id: NodeId| survey.own[id.0 as usize].reason().map_or(1, |reason| 2 + reason as i16);
    for (bit, (_, feature)) in TOLD.into_iter().enumerate() {
        row.set(feature, around.inside >> bit & 1 == 1);
    }
    row.set(Feature::Clutter, around.clutter.map_or(0, reason));
    row.set(Feature::ClutterProse, around.clutter.map_or(-1, prose));
    row.set(Feature::ClutterLevels, around.clutter.map_or(-1, levels));
    row.set(Feature::StoryProse, around.story.map_or(-1, prose));
    row.set(Feature::StoryLevels, around.story.map_or(-1, levels));
    row.set(Feature::ClutterInStory, around.clutter.is_some() && around.clutter > around.story);
}

/// Where a passage comes on the page.
fn order(row: &mut Row, survey: &Survey, totals: &Totals, index: usize) {
    let passages = survey.passages.len() as u32;
    let prose = totals.all_prose();
    row.set(Feature::Place, share(index as u32, passages));
    row.set(Feature::ProseBefore, share(totals.prose[index], prose));
    row.set(Feature::ProseAfter, share(prose - totals.prose[index + 1], prose));
    row.set(Feature::PageProse, count(prose));
    row.set(Feature::PagePassages, count(passages));
}

/// Where a passage stands to that element.
fn within(row: &mut Row, page: &Page, survey: &Survey, extent: NodeId, index: usize) {
    let inside = survey.inside(page, extent);
    let depth = |id: NodeId| i32::from(page.node(id).depth);
    row.set(Feature::InProse, inside.contains(&index));
    row.set(Feature::ProseDepth, (depth(survey.passages[index].element) - depth(extent)) as i16);
    row.set(Feature::ProseStart, distance(inside.start, index));
    row.set(Feature::ProseEnd, distance(index, inside.end));
}

/// The three boxes around a passage, each the smallest that holds more passages than the one before, with these.
fn boxes(page: &Page, survey: &Survey, index: usize) -> [(NodeId, Range<usize>); 3] {
    let mut at = survey.passages[index].element;
    let mut passages = 1;
    std::array::from_fn(|_| {
        loop {
            let element = at;
            at = page.node(element).parent;
            let inside = survey.inside(page, element);
            if inside.len() > passages || at == element {
                passages = inside.len();
                return (element, inside);
            }
        }
    })
}

/// What is in one of the boxes around a passage.
fn enclosing(
    row: &mut Row,
    page: &Page,
    totals: &Totals,
    number: usize,
    element: NodeId,
    inside: &Range<usize>,
) {
    let node = page.node(element);
    let nodes = element.0 as usize..node.end.0 as usize;
    let words = between(&totals.words, inside);
    let values = [
        count(inside.len() as u32),
        count(words),
        share(between(&totals.linked, inside), words),
        share(between(&totals.prose, inside), words),
        count(between(&totals.headings, inside)),
        count(between(&totals.media, &nodes)),
        count(between(&totals.controls, &nodes)),
        own::tag(node.tag),
    ];
    let start = Feature::Box1Passages as usize + number * values.len();
    row.0[start..start + values.len()].copy_from_slice(&values);
}
