//! What the page shows of its story: microdata, and the byline and date near the headline.

use super::byline;
use super::date::{self, Order};
use super::{Account, plain};
use crate::language::{Language, METADATA_MARKUP};
use crate::page::{Attribute, NodeId, Page, Tag};

/// How far after the headline, in nodes, a byline or date is still the story's own: past a deck, a picture and a share bar.
const AFTER: u32 = 500;
/// How far before it; there is little between a date above the headline and the headline.
const BEFORE: u32 = 120;
/// Letters in the longest line that is a byline or a date.
const LONGEST_LINE: usize = 160;

/// What microdata says: elements with `itemprop`.
pub(super) fn microdata(page: &Page, headline: Option<NodeId>) -> Account {
    let mut account = Account::default();
    for_own_elements(page, headline, |id| {
        let Some(properties) = page.attribute(id, Attribute::Itemprop) else { return };
        for property in properties.split_whitespace() {
            match property {
                "headline" => account.titles.extend(value(page, id)),
                "datePublished" | "dateCreated" => account.published.extend(value(page, id)),
                "dateModified" => account.modified = account.modified.take().or_else(|| value(page, id)),
                "author" | "creator" => account.authors.extend(people(page, id)),
                _ => {}
            }
        }
    });
    account
}

/// What the page shows near its headline.
pub(super) fn shown(page: &Page, headline: Option<NodeId>, order: Order) -> Account {
    let mut account = Account::default();
    let mut authors: Vec<Candidate<Vec<String>>> = Vec::new();
    let mut dates: Vec<Candidate<String>> = Vec::new();
    let mut changes: Vec<Candidate<String>> = Vec::new();
    let mut label = String::new();
    for_own_elements(page, headline, |id| {
        let Some(distance) = distance(page, headline, id) else { return };
        let node = page.node(id);
        if node.tag == Tag::Text {
            let text = page.text(id).trim();
            if text.is_empty() {
                return;
            }
            if text.chars().count() <= LONGEST_LINE {
                if let Some(stamp) = date::written(text, order) {
                    let list = if is_change(&label, text) { &mut changes } else { &mut dates };
                    let value = stamp.to_string();
                    // A date by itself in a line is surer than one in a sentence.
                    let rank = if text.len() < 48 { 1 } else { 2 };
                    list.push(Candidate { rank, distance, id, value });
                }
                if byline::is_opened(text) {
                    let value = byline::names(&line_from(page, id));
                    push_names(&mut authors, Candidate { rank: 2, distance, id, value });
                }
            }
            label = text.to_lowercase();
            return;
        }
        if node.tag == Tag::Time
            && let Some(stamp) = time_element(page, id, order)
        {
            let text = page.collapsed_text(id);
            let list = if is_change(&label, &text) { &mut changes } else { &mut dates };
            list.push(Candidate { rank: 0, distance, id, value: stamp });
        }
        if let Some(rank) = author_rank(page, id) {
            push_names(&mut authors, Candidate { rank, distance, id, value: people(page, id) });
        }
    });
    account.authors = together(page, &authors);
    account.published.extend(nearest(&dates).map(|candidate| candidate.value.clone()));
    account.modified = nearest(&changes).map(|candidate| candidate.value.clone());
    account
}

/// Something found on the page: the lower its rank and the nearer the headline, the better.
struct Candidate<T> {
    rank: u32,
    distance: u32,
    id: NodeId,
    value: T,
}

fn push_names(list: &mut Vec<Candidate<Vec<String>>>, candidate: Candidate<Vec<String>>) {
    if !candidate.value.is_empty() {
        list.push(candidate);
    }
}

fn nearest<T>(candidates: &[Candidate<T>]) -> Option<&Candidate<T>> {
    candidates.iter().min_by_key(|candidate| candidate.rank * AFTER / 2 + candidate.distance)
}

/// The names of the best candidate, with those that stand beside it in elements of the same kind.
fn together(page: &Page, candidates: &[Candidate<Vec<String>>]) -> Vec<String> {
    /// Nodes between two authors of one story: a comma, a link, a portrait.
    const BESIDE: u32 = 12;
    let Some(first) = nearest(candidates) else { return Vec::new() };
    let mut names = first.value.clone();
    let mut end = page.node(first.id).end;
    for other in candidates.iter().filter(|other| other.rank == first.rank && other.id > first.id) {
        if other.id.0 > end.0 + BESIDE {
            break;
        }
        end = end.max(page.node(other.id).end);
        for name in &other.value {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    names
}

/// Calls `look` for every node that may be about the page's own story: boxes about other stories, comments and footers are passed over.
fn for_own_elements(page: &Page, headline: Option<NodeId>, mut look: impl FnMut(NodeId)) {
    let mut next = 0;
    while let Some(id) = (next < page.len() as u32).then_some(NodeId(next)) {
        let node = page.node(id);
        if node.tag != Tag::Text
            && is_elsewhere(page, id)
            && headline.is_none_or(|headline| !page.contains(id, headline))
        {
            next = node.end.0;
            continue;
        }
        look(id);
        next += 1;
    }
}

fn is_elsewhere(page: &Page, id: NodeId) -> bool {
    match page.node(id).tag {
        Tag::Nav | Tag::Footer | Tag::Head | Tag::Script => true,
        Tag::Html | Tag::Body | Tag::Main => false,
        _ => words(page, id).any(|word| METADATA_MARKUP.elsewhere.contains(&word)),
    }
}

/// How far from the headline a node is, where that is near enough.
fn distance(page: &Page, headline: Option<NodeId>, id: NodeId) -> Option<u32> {
    let Some(headline) = headline else { return Some(id.0) };
    let end = page.node(headline).end;
    if id >= headline && id < end {
        return None;
    }
    if id >= end {
        return Some(id.0 - end.0).filter(|distance| *distance < AFTER);
    }
    // What stands before the headline is rather the line of the day than the date of the story.
    Some(headline.0 - id.0).filter(|distance| *distance < BEFORE).map(|distance| 2 * distance + 20)
}

/// The words of an element's class, id and test names, in lower case: `PostMeta-authorName` gives post, meta, author, name.
fn words(page: &Page, id: NodeId) -> impl Iterator<Item = String> {
    let naming = |name| {
        matches!(
            name,
            Attribute::Class
                | Attribute::Id
                | Attribute::DataTestid
                | Attribute::DataComponent
                | Attribute::DataQa
                | Attribute::DataName
                | Attribute::DataModule
                | Attribute::DataTest
        )
    };
    page.attributes(id).filter(move |(name, _)| naming(*name)).flat_map(|(_, value)| split_words(value))
}

fn split_words(value: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower_before = false;
    for c in value.chars() {
        let starts = c.is_ascii_uppercase() && lower_before;
        if (!c.is_alphabetic() || starts) && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if c.is_alphabetic()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        lower_before = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// How surely an element names the authors: 0 for `rel=author`, 1 for its class words; `None` when it does not.
fn author_rank(page: &Page, id: NodeId) -> Option<u32> {
    let text: usize = page.subtree(id).map(|(inner, _)| page.text(inner).trim().len()).take(60).sum();
    if text == 0 || text > LONGEST_LINE {
        return None;
    }
    if page
        .attribute(id, Attribute::Rel)
        .is_some_and(|rel| rel.split_whitespace().any(|word| word == "author"))
    {
        return Some(0);
    }
    if page.node(id).tag == Tag::A && page.attribute(id, Attribute::Href).is_some_and(is_profile) {
        return Some(1);
    }
    let words: Vec<String> = words(page, id).collect();
    let any = |list: &crate::language::WordList| words.iter().any(|word| list.contains(word));
    (any(&METADATA_MARKUP.author) && !any(&METADATA_MARKUP.author_not)).then_some(1)
}

/// The names in an element: those of its links and named parts if it has any, else those of its text.
fn people(page: &Page, id: NodeId) -> Vec<String> {
    let is_part = |inner: NodeId| {
        let name = page.attribute(inner, Attribute::Itemprop) == Some("name");
        name || (page.node(inner).tag == Tag::A
            && page.attribute(inner, Attribute::Href).is_some_and(is_profile))
    };
    let mut found: Vec<String> = Vec::new();
    for (part, _) in page.subtree(id).filter(|(inner, _)| is_part(*inner)) {
        for name in value(page, part).iter().flat_map(|text| byline::names(text)) {
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    if found.is_empty() {
        found = value(page, id).iter().flat_map(|text| byline::names(text)).collect();
    }
    found
}

/// Whether an address is that of an author's own page.
fn is_profile(href: &str) -> bool {
    split_words(href).iter().any(|word| METADATA_MARKUP.author.contains(word))
}

/// What an element says: its `content`, its `datetime`, or its text.
fn value(page: &Page, id: NodeId) -> Option<String> {
    let told =
        [Attribute::Content, Attribute::Datetime].into_iter().find_map(|name| page.attribute(id, name));
    let text = told.map_or_else(|| lines(page, id), plain);
    (!text.is_empty()).then_some(text)
}

fn time_element(page: &Page, id: NodeId, order: Order) -> Option<String> {
    let told = page.attribute(id, Attribute::Datetime).and_then(|value| date::machine(value, order));
    told.or_else(|| date::written(&page.collapsed_text(id), order)).map(|stamp| stamp.to_string())
}

/// Whether a date is that of the last change, by the words before it.
fn is_change(label: &str, text: &str) -> bool {
    let text = text.to_lowercase();
    // The label is the text before; only its end belongs to the date.
    let label: Vec<&str> = label.split_whitespace().rev().take(3).collect();
    let words = text.split_whitespace().take(3).chain(label);
    let mut words = words.map(|word| word.trim_matches(|c: char| !c.is_alphabetic()));
    words.any(|word| Language::all().any(|language| language.metadata.updated.contains(word)))
}

/// The text from a text node to the end of its line, which a byline may share with links and spans.
fn line_from(page: &Page, id: NodeId) -> String {
    let block = page.ancestors(id).find(|(_, node)| node.tag.is_block()).map_or(id, |(block, _)| block);
    let end = page.node(block).end;
    let mut line = String::new();
    for at in id.0..end.0 {
        let node = page.node(NodeId(at));
        if node.tag.is_block() || node.tag == Tag::Br || line.len() > LONGEST_LINE {
            break;
        }
        line.push_str(page.text(NodeId(at)));
        line.push(' ');
    }
    plain(&line)
}

/// The text in an element, with a bar wherever a line ends.
fn lines(page: &Page, id: NodeId) -> String {
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
