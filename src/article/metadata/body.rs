//! What the page says of its story in its elements' `itemprop`s.

use super::own::{self, Own};
use super::signed;
use super::{Account, plain};
use crate::page::{Attribute, NodeId, Page, Tag};

/// What microdata says of the story; `own` are the nodes that are about it. What stands near the headline is surely so; what is
/// farther away counts where nothing is near.
pub(super) fn microdata(page: &Page, own: &Own, headline: Option<NodeId>) -> Account {
    let mut near = Account::default();
    let mut far = Account::default();
    for &id in &own.nodes {
        let Some(properties) = page.attribute(id, Attribute::Itemprop) else { continue };
        let beside = headline.is_some() && own::distance(page, headline, id).is_some();
        let account = if beside { &mut near } else { &mut far };
        for property in properties.split_whitespace() {
            match property {
                "datePublished" | "dateCreated" => account.published.extend(values(page, id)),
                "dateModified" => account.modified = account.modified.take().or_else(|| value(page, id)),
                "author" | "creator" => account.authors.extend(signed::people(page, id)),
                "articleSection" => account.section = account.section.take().or_else(|| value(page, id)),
                _ => {}
            }
        }
    }
    if near.authors.is_empty() {
        near.authors = far.authors;
    }
    near.published.extend(far.published);
    near.modified = near.modified.or(far.modified);
    near.section = near.section.or(far.section);
    near
}

/// All that an element says of a date: an abbreviation has it in its title.
fn values(page: &Page, id: NodeId) -> impl Iterator<Item = String> {
    let title = page.attribute(id, Attribute::Title).map(plain);
    [title, value(page, id)].into_iter().flatten()
}

/// What an element says: its `content`, its `datetime`, or its text.
pub(super) fn value(page: &Page, id: NodeId) -> Option<String> {
    let told =
        [Attribute::Content, Attribute::Datetime].into_iter().find_map(|name| page.attribute(id, name));
    let text = told.map_or_else(|| lines(page, id), plain);
    (!text.is_empty()).then_some(text)
}

/// The text in an element, with a bar wherever a line ends.
pub(super) fn lines(page: &Page, id: NodeId) -> String {
    let mut out = String::new();
    for (inner, node) in page.subtree(id) {
        if node.tag == Tag::Text {
            out.push_str(page.text(inner));
            out.push(' ');
        } else if (node.tag.is_block() || node.tag == Tag::Br) && !out.trim_end().is_empty() {
            out.push_str("| ");
        }
    }
    plain(&out)
}
