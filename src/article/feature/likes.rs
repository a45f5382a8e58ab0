//! What a passage has in common with others: passages in elements of the same make, headlines like the story's, repeated words, and
//! what its neighbours are.

use rustc_hash::FxHashMap;

use super::super::Metadata;
use super::super::lookup;
use super::super::marks::Marks;
use super::super::survey::Survey;
use super::super::trust::Trust;
use super::place::{Around, Totals};
use super::{Feature, Row, between, count, distance, share};
use crate::page::{Attribute, NodeId, Page, Tag};

/// For each passage the number of its kind: passages in elements of the same make.
pub(super) fn kinds(page: &Page, survey: &Survey) -> Vec<u32> {
    let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
    let mut known = vec![None; page.len()];
    let mut make_of = |id: NodeId| *known[id.0 as usize].get_or_insert_with(|| make(page, id));
    let mut kinds = Vec::with_capacity(survey.passages.len());
    for passage in &survey.passages {
        let parent = page.node(passage.element).parent;
        let elements = [passage.element, parent, page.node(parent).parent];
        let linked = u64::from(passage.marks.has(Marks::LINK));
        let make = elements.iter().fold(linked, |make, id| make.rotate_left(21) ^ make_of(*id));
        let next = numbers.len() as u32;
        kinds.push(*numbers.entry(make).or_insert(next));
    }
    kinds
}

/// A number for what an element is made of: tag and class names, without digits, which tell one of a row from the next.
fn make(page: &Page, id: NodeId) -> u64 {
    let start = lookup::EMPTY ^ page.node(id).tag as u64;
    let class = page.attribute(id, Attribute::Class).unwrap_or_default();
    let bytes = class.bytes().filter(|byte| !byte.is_ascii_digit());
    bytes.fold(start, lookup::longer)
}

/// Fills in how often a passage's words, or its first few, stand on the page.
pub(super) fn repeats(rows: &mut [Row], survey: &Survey) {
    let texts = || survey.passages.iter().map(|passage| survey.text(passage));
    for (index, others) in others(texts().map(lookup::hash_of_text)) {
        rows[index].set(Feature::Repeats, count(others));
    }
    for (index, others) in others(texts().map(|text| lookup::hash_of_text(opening(text)))) {
        rows[index].set(Feature::RepeatsOpening, count(others));
    }
}

/// For each place, in no order, how many others have the same hash.
fn others(hashes: impl Iterator<Item = u64>) -> Vec<(usize, u32)> {
    let mut places: Vec<(u64, usize)> = hashes.zip(0..).collect();
    places.sort_unstable();
    let groups = places.chunk_by(|(one, _), (other, _)| one == other);
    groups.flat_map(|group| group.iter().map(|(_, place)| (*place, group.len() as u32 - 1))).collect()
}

/// Words of an opening: texts made by one template begin alike.
const OPENING: usize = 4;

fn opening(text: &str) -> &str {
    text.match_indices(' ').nth(OPENING - 1).map_or(text, |(at, _)| &text[..at])
}

/// Fills in where passages stand to the headline, to headings made like it, to the heading above them, and to the last line above them
/// that says what clutter says.
pub(super) fn headlines(rows: &mut [Row], page: &Page, survey: &Survey, metadata: &Metadata, kinds: &[u32]) {
    let headline = metadata.headline.map(|id| survey.inside(page, id).start);
    // Only a heading can be told from paragraphs by what it is made of.
    let is_heading =
        |index: &usize| survey.passages.get(*index).is_some_and(|it| it.marks.has(Marks::HEADING));
    let kind = headline.filter(is_heading).map(|headline| kinds[headline]);
    let mut alike = 0;
    let (mut heading, mut lead): (Option<usize>, Option<usize>) = (None, None);
    for (index, passage) in survey.passages.iter().enumerate() {
        let above = heading.map(|above| rows[above]);
        let phrase = lead.map_or(0, |lead| rows[lead].get(Feature::Phrase));
        let below = headline.is_some_and(|headline| index > headline);
        alike += u32::from(below && kind == Some(kinds[index]));
        let row = &mut rows[index];
        if row.get(Feature::Phrase) != 0 {
            lead = Some(index);
        }
        row.set(Feature::SinceHeadline, headline.map_or(-1_000, |headline| distance(headline, index)));
        row.set(Feature::HeadlineAbove, below);
        row.set(Feature::HeadlineLikes, count(alike));
        row.set(Feature::LeadPhrase, phrase);
        row.set(Feature::LeadSince, lead.map_or(-1, |lead| distance(lead, index)));
        row.set(Feature::HeadingPhrase, above.map_or(0, |above| above.get(Feature::Phrase)));
        row.set(Feature::HeadingLinked, above.map_or(0, |above| above.get(Feature::LinkShare)));
        row.set(Feature::HeadingSince, heading.map_or(-1, |above| distance(above, index)));
        if passage.marks.has(Marks::HEADING) {
            heading = Some(index);
        }
    }
}

/// Fills in whether a passage stands in an `<article>` that is not the story's.
pub(super) fn articles(
    rows: &mut [Row],
    page: &Page,
    survey: &Survey,
    metadata: &Metadata,
    totals: &Totals,
    around: &[Around],
) {
    let articles: Vec<NodeId> =
        page.nodes().filter(|(_, node)| node.tag == Tag::Article).map(|(id, _)| id).collect();
    let prose = |id: NodeId| between(&totals.prose, &survey.inside(page, id));
    let most = articles.iter().map(|id| prose(*id)).max().unwrap_or(0);
    let is_large = |id: &NodeId| 5 * prose(*id) >= most;
    let of_headline = metadata.headline.and_then(|id| around[id.0 as usize].article);
    let story = of_headline.filter(is_large).or_else(|| articles.iter().copied().find(is_large));
    // Below a headline that stands above them all, articles of one make without headlines of their own are one thread.
    let is_headed = |id: NodeId| {
        let mut inside = survey.inside(page, id).map(|index| &survey.passages[index]);
        inside.any(|it| it.marks.has(Marks::HEADING) && it.words >= SHORTEST_HEADLINE)
    };
    let thread = story.filter(|_| of_headline.is_none() && metadata.headline.is_some());
    let thread = thread.map(|story| make(page, story));
    let mut in_thread = vec![false; page.len()];
    if let Some(thread) = thread {
        for (id, node) in page.nodes() {
            let post = || node.tag == Tag::Article && make(page, id) == thread && !is_headed(id);
            in_thread[id.0 as usize] = in_thread[node.parent.0 as usize] || post();
        }
    }
    for (row, passage) in rows.iter_mut().zip(&survey.passages) {
        let here = around[passage.nodes.start as usize].article;
        let other = here.zip(story).is_some_and(|(here, story)| {
            !page.contains(here, story) && !page.contains(story, here) && !in_thread[here.0 as usize]
        });
        row.set(Feature::OtherArticle, other);
        row.set(Feature::Articles, count(articles.len() as u32));
    }
}

/// Words of the shortest headline; a shorter heading over a post is its author's name.
const SHORTEST_HEADLINE: u32 = 4;

/// Fills in what passages in elements of the same make are like.
pub(super) fn likes(rows: &mut [Row], survey: &Survey, trust: &Trust, kinds: &[u32]) {
    let number = kinds.iter().max().map_or(0, |most| *most as usize + 1);
    // Of each kind: passages, words, linked words, words of prose.
    let mut sums = vec![[0_u32; 4]; number];
    for (index, passage) in survey.passages.iter().enumerate() {
        let sum = &mut sums[kinds[index] as usize];
        for (sum, value) in sum.iter_mut().zip([1, passage.words, passage.linked, trust.prose[index]]) {
            *sum += value;
        }
    }
    for (row, kind) in rows.iter_mut().zip(kinds) {
        let [passages, words, linked, prose] = sums[*kind as usize];
        row.set(Feature::LikesPassages, count(passages));
        row.set(Feature::LikesWords, count(words));
        row.set(Feature::LikesLinkShare, share(linked, words));
        row.set(Feature::LikesProseShare, share(prose, words));
    }
}

/// What a passage is told of its neighbours.
const TOLD: [Feature; 5] =
    [Feature::Words, Feature::LinkShare, Feature::Closed, Feature::Heading, Feature::Phrase];

/// Copies to each passage what its neighbours are.
pub(super) fn neighbours(rows: &mut [Row], kinds: &[u32]) {
    let places = [
        (Feature::Before1Words, -1),
        (Feature::Before2Words, -2),
        (Feature::After1Words, 1),
        (Feature::After2Words, 2),
    ];
    for index in 0..rows.len() {
        for (start, distance) in places {
            let start = start as usize;
            let other = index.checked_add_signed(distance).filter(|other| *other < kinds.len());
            let Some(other) = other else {
                rows[index].0[start] = -1;
                continue;
            };
            for (place, feature) in TOLD.into_iter().enumerate() {
                rows[index].0[start + place] = rows[other].get(feature);
            }
            rows[index].0[start + TOLD.len()] = (kinds[other] == kinds[index]).into();
        }
    }
}
