//! How a passage's unit ([`super::super::unit`]), or the passage itself where it lies in none, stands to the prose around it.
//!
//! A list in the middle of a story has paragraphs before and after it in the same element. A list of links below it, or one in a box of
//! its own, has not.

use super::super::survey::Survey;
use super::super::trust::Trust;
use super::place::Totals;
use super::{Feature, Row, between, count, share};
use crate::page::{NodeId, Page};

/// Elements that are looked at on the way out to the paragraphs around a unit.
const FARTHEST: i16 = 6;
/// Words of prose that make an element one that holds paragraphs.
const HOLDS: u32 = 15;

/// Fills in what is known of every passage's unit.
pub(super) fn fill(
    rows: &mut [Row],
    page: &Page,
    survey: &Survey,
    trust: &Trust,
    units: &[Option<NodeId>],
    totals: &Totals,
) {
    let holders = |index: usize| {
        let element = survey.passages[index].element;
        let parent = page.node(element).parent;
        std::iter::once(element).chain((parent != element).then_some(parent))
    };
    // For each node, the words of prose in passages that are its own or its children's.
    let mut direct = vec![0_u32; page.len()];
    for index in 0..rows.len() {
        for holder in holders(index) {
            direct[holder.0 as usize] += trust.prose[index];
        }
    }
    let mut before = vec![0_u32; page.len()];
    for (index, row) in rows.iter_mut().enumerate() {
        let passage = &survey.passages[index];
        let unit = units[passage.nodes.start as usize];
        let outer = unit.unwrap_or(passage.element);
        let inside = survey.inside(page, outer);
        let inside = if unit.is_some() { inside } else { index..index + 1 };
        let words = between(&totals.words, &inside);
        row.set(Feature::UnitPassages, count(inside.len() as u32));
        row.set(Feature::UnitWords, count(words));
        row.set(Feature::UnitLinkShare, share(between(&totals.linked, &inside), words));
        let own = |id: NodeId| if holders(index).any(|holder| holder == id) { trust.prose[index] } else { 0 };
        let start = (passage.element == outer && unit.is_none()).then_some(outer);
        let mut around = start.into_iter().chain(page.ancestors(outer).map(|(id, _)| id)).zip(0..FARTHEST);
        let holder = around.find(|(id, _)| direct[id.0 as usize] - own(*id) >= HOLDS);
        let (sides, levels) = holder.map_or(([0, 0], -1), |(id, levels)| {
            let (all, above) = (direct[id.0 as usize] - own(id), before[id.0 as usize]);
            ([above, all.saturating_sub(above)], levels)
        });
        row.set(Feature::UnitBefore, count(sides[0]));
        row.set(Feature::UnitAfter, count(sides[1]));
        row.set(Feature::UnitLevels, levels);
        for holder in holders(index) {
            before[holder.0 as usize] += trust.prose[index];
        }
    }
}
