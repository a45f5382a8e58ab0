//! What a writer puts between two paragraphs as one thing: a list or a table.

use super::survey::{Survey, running};
use super::trust::Trust;
use crate::page::{NodeId, Page, Tag};

/// For each node, the unit that it lies in: the outermost list or table around it that does not hold much of the page's prose, as
/// tables do that lay out a page.
pub(super) fn find(page: &Page, survey: &Survey, trust: &Trust) -> Vec<Option<NodeId>> {
    let prose = running(trust.prose.iter().copied());
    let all = prose[prose.len() - 1];
    let mut units: Vec<Option<NodeId>> = Vec::with_capacity(page.len());
    for (id, node) in page.nodes() {
        let around = if node.parent == id { None } else { units[node.parent.0 as usize] };
        let is_unit = || {
            let inside = survey.inside(page, id);
            matches!(node.tag, Tag::Ul | Tag::Ol | Tag::Dl | Tag::Table)
                && 3 * (prose[inside.end] - prose[inside.start]) <= all
        };
        units.push(around.or_else(|| is_unit().then_some(id)));
    }
    units
}
