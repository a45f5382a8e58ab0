//! Teasers: small boxes in a row, each of them a linked headline or a linked picture with a few words.
//!
//! A story has paragraphs; only lists of other stories are made of boxes of the same kind that each lead elsewhere.

use super::marks::Marks;
use super::survey::Survey;
use crate::page::{NodeId, Page, Tag};

/// Words of the longest teaser: headline, summary, byline and date.
const LONGEST: u32 = 70;
/// Words of the shortest linked headline; below this it is a name or a keyword.
const SHORTEST_LINK: u32 = 4;

/// For each node, whether it lies in a teaser.
pub(super) fn find(page: &Page, survey: &Survey) -> Vec<bool> {
    let mut words = vec![0_u32; survey.passages.len() + 1];
    for (index, passage) in survey.passages.iter().enumerate() {
        words[index + 1] = words[index] + passage.words;
    }
    let words_in = |id: NodeId| {
        let inside = survey.inside(page, id);
        words[inside.end] - words[inside.start]
    };
    let leads = leading(page, survey);
    let may_be = |id: NodeId, tag: Tag| {
        leads[id.0 as usize]
            && matches!(tag, Tag::Li | Tag::Div | Tag::Article | Tag::Section | Tag::A | Tag::Other)
            && (SHORTEST_LINK..=LONGEST).contains(&words_in(id))
    };
    let mut rows = vec![0_u32; page.len()];
    for (id, node) in page.nodes() {
        if may_be(id, node.tag) {
            rows[node.parent.0 as usize] += 1;
        }
    }
    let mut teasers = vec![false; page.len()];
    for (id, node) in page.nodes() {
        let around = node.parent != id && teasers[node.parent.0 as usize];
        teasers[id.0 as usize] = around || rows[node.parent.0 as usize] >= 2 && may_be(id, node.tag);
    }
    teasers
}

/// For each node, whether a linked headline, or a link with a picture and words, lies in it.
fn leading(page: &Page, survey: &Survey) -> Vec<bool> {
    let mut leads = vec![false; page.len()];
    for passage in &survey.passages {
        let linked = 10 * passage.linked >= 9 * passage.words;
        if linked && passage.words >= SHORTEST_LINK && passage.marks.has(Marks::HEADING) {
            leads[passage.nodes.start as usize] = true;
        }
    }
    for (id, node) in page.nodes() {
        if node.tag == Tag::Img && survey.marks[id.0 as usize].has(Marks::LINK) {
            leads[id.0 as usize] = true;
        }
    }
    for index in (1..page.len()).rev() {
        if leads[index] {
            leads[page.node(NodeId(index as u32)).parent.0 as usize] = true;
        }
    }
    leads
}
