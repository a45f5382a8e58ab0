//! The headline: the heading that agrees with what the page calls itself, without the name of the site.

use super::alike::{self, count_words, fold};
use super::own;
use crate::language::METADATA_MARKUP;
use crate::page::{Attribute, NodeId, Page, Tag};

/// What stands between a headline and the site's name in a title.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", "::", " · ", " • ", " » ", " « ", " ‹ ", " / ", " : ", ": ", "|",
    "｜", "：", "_",
];

/// Percent of words that a heading and a title have in common when they are the same headline, perhaps reworded.
const AGREEMENT: u32 = 50;

/// What a heading of the first level, or one that microdata calls the headline, has before another: as much as a shortened title costs.
const FIRST_LEVEL: u32 = 25;

/// What a heading loses that calls itself the line above a headline.
const KICKER: u32 = 30;

/// What a heading gains without the line above the headline that it holds: as much as a title costs that has both.
const REDUCED: u32 = 25;

/// Words in the longest headline.
const LONGEST: usize = 45;

/// What a page calls itself, and how far that is the headline, in percent.
#[derive(Debug)]
pub(super) struct Title {
    pub(super) text: String,
    pub(super) trust: u32,
}

/// The headline and the element that shows it. `titles` come in order of trust; `sites` are the names that the site goes by.
pub(super) fn choose(page: &Page, titles: &[Title], sites: &[String]) -> (Option<String>, Option<NodeId>) {
    let mut told: Vec<(String, alike::Title, u32)> = Vec::new();
    for title in titles {
        let text = without_site(&title.text, sites);
        let folded = alike::Title::of(&text);
        if !text.is_empty() && !told.iter().any(|(_, other, _)| other.is(&folded)) {
            told.push((text, folded, title.trust));
        }
    }
    let headings = headings(page, sites);
    let mut best: Option<(u32, &Heading, &String)> = None;
    for heading in &headings {
        for text in &heading.texts {
            let folded = alike::Heading::of(text);
            let alike = told.iter().map(|(_, title, trust)| title.likeness(&folded) * trust / 100).max();
            let alike = alike.filter(|alike| *alike >= AGREEMENT);
            let worth = alike.map(|alike| (alike + heading.standing).saturating_sub(KICKER));
            // What is left without the line above is the headline, though titles have both.
            let worth = worth
                .map(|worth| worth + if heading.reduced && text == &heading.texts[0] { REDUCED } else { 0 });
            if let Some(worth) = worth.filter(|worth| best.is_none_or(|(most, ..)| *worth > most)) {
                best = Some((worth, heading, text));
            }
        }
    }
    if let Some((_, heading, text)) = best {
        return (Some(text.clone()), Some(heading.element));
    }
    let title = told.into_iter().next().map(|(text, ..)| text);
    if let Some(element) = title.as_deref().and_then(|title| shown(page, title)) {
        return (title, Some(element));
    }
    // A page may tell the world another headline than its readers; the one that it shows is the only one of its level.
    match only_first(page, headings, title.is_some()) {
        Some(heading) => (heading.texts.into_iter().next(), Some(heading.element)),
        None => (title, None),
    }
}

/// The one heading of the first level; where the page has a title, it must be as long as headlines are.
fn only_first(page: &Page, headings: Vec<Heading>, titled: bool) -> Option<Heading> {
    /// Words of the shortest headline that its page contradicts.
    const SHORTEST: usize = 4;
    let mut first = headings.into_iter().filter(|heading| page.node(heading.element).tag == Tag::H1);
    let only = first.next()?;
    if titled {
        let long = only.texts.first().is_some_and(|text| count_words(text) >= SHORTEST);
        (long && first.next().is_none() && only.standing > KICKER).then_some(only)
    } else {
        Some(only)
    }
}

struct Heading {
    /// Ways to read it: without the lines above the headline that it holds, whole, without its first part.
    texts: Vec<String>,
    /// Whether the first way leaves something out.
    reduced: bool,
    element: NodeId,
    /// What it is worth by its level, [`KICKER`] added.
    standing: u32,
}

/// The headings that may be the headline.
fn headings(page: &Page, sites: &[String]) -> Vec<Heading> {
    let mut headings = Vec::new();
    let sites: Vec<String> = sites.iter().map(|site| compact(site)).collect();
    for (element, node) in page.nodes() {
        let named = page.attribute(element, Attribute::Itemprop) == Some("headline") && node.tag != Tag::Meta;
        if !named && !matches!(node.tag, Tag::H1 | Tag::H2 | Tag::H3) {
            continue;
        }
        let beside = |tag| matches!(tag, Tag::Nav | Tag::Aside | Tag::Footer);
        if node.tag != Tag::H1 && page.ancestors(element).any(|(_, around)| beside(around.tag)) {
            continue;
        }
        if leads_home(page, element) {
            continue;
        }
        let is_site = |text: &String| sites.contains(&compact(text));
        let (reduced, texts) = readings(page, element);
        let texts: Vec<String> = texts
            .into_iter()
            .filter(|text| (1..=LONGEST).contains(&text.split_whitespace().count()) && !is_site(text))
            .collect();
        let level = if named || node.tag == Tag::H1 { FIRST_LEVEL } else { 0 };
        let kicker = if is_kicker(page, element) { 0 } else { KICKER };
        if !texts.is_empty() {
            headings.push(Heading { texts, reduced, element, standing: level + kicker });
        }
    }
    headings
}

/// What a heading says: without kickers and dates inside it, whole, and without its first element.
fn readings(page: &Page, element: NodeId) -> (bool, Vec<String>) {
    let whole = page.collapsed_text(element);
    let parts: Vec<NodeId> = page
        .children(element)
        .filter(|(_, node)| node.tag != Tag::Text)
        .map(|(id, _)| id)
        .filter(|id| !text_of(page, *id).is_empty())
        .collect();
    // Below a headline stands its second half as often as a line about it.
    let first = page.children(element).map(|(id, _)| id).find(|id| !text_of(page, *id).is_empty());
    let above: Vec<NodeId> =
        first.into_iter().filter(|part| parts.contains(part) && is_kicker(page, *part)).collect();
    let mut texts = Vec::new();
    if !above.is_empty() {
        texts.push(page.collapsed_text_without(element, &above));
    }
    texts.push(whole);
    if let Some(first) = parts.first() {
        texts.push(page.collapsed_text_without(element, &[*first]));
    }
    texts.retain(|text| !text.is_empty());
    texts.dedup();
    let reduced = !above.is_empty() && texts.len() > 1;
    (reduced, texts)
}

fn text_of(page: &Page, id: NodeId) -> String {
    if page.node(id).tag == Tag::Text { page.text(id).trim().to_owned() } else { page.collapsed_text(id) }
}

/// Whether a heading is a link to the site's first page, and so the site's name.
fn leads_home(page: &Page, element: NodeId) -> bool {
    page.subtree(element).filter(|(_, node)| node.tag == Tag::A).any(|(link, _)| {
        let home = page.attribute(link, Attribute::Rel) == Some("home");
        let href = page.attribute(link, Attribute::Href).unwrap_or_default();
        let path = href
            .rsplit_once("://")
            .map_or(href, |(_, rest)| rest.split_once('/').map_or("/", |(_, path)| path));
        home || !href.is_empty() && path.trim_matches('/').is_empty()
    })
}

/// Whether an element is the line above a headline, or a date.
fn is_kicker(page: &Page, element: NodeId) -> bool {
    page.node(element).tag == Tag::Time || own::has_word(page, element, &METADATA_MARKUP.kickers)
}

/// The element whose whole text is the title, on pages that do not mark headings.
fn shown(page: &Page, title: &str) -> Option<NodeId> {
    let wanted = fold(title);
    let in_body = page.nodes().find(|(_, node)| node.tag == Tag::Body)?.0;
    page.subtree(in_body)
        .filter(|(_, node)| node.tag == Tag::Text)
        .find(|(id, _)| fold(page.text(*id)) == wanted)
        .map(|(_, node)| node.parent)
}

/// A title without the site's name before or after it.
pub(super) fn without_site(title: &str, sites: &[String]) -> String {
    let mut title = title.trim();
    loop {
        let cut = SEPARATORS.iter().find_map(|separator| {
            let last =
                title.rsplit_once(separator).filter(|(_, part)| is_site(part, sites)).map(|(rest, _)| rest);
            let first =
                || title.split_once(separator).filter(|(part, _)| is_site(part, sites)).map(|(_, rest)| rest);
            last.or_else(first)
        });
        match cut.map(str::trim) {
            Some(rest) if !rest.is_empty() => title = rest,
            _ => return title.to_owned(),
        }
    }
}

/// Whether a part of a title is one of the site's names, written out, shortened or as its initials.
fn is_site(part: &str, sites: &[String]) -> bool {
    let name = compact(part);
    // A longer part is a headline that happens to name the site.
    if name.is_empty() || part.split_whitespace().count() > 6 {
        return false;
    }
    let initials: String =
        part.split_whitespace().filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect();
    sites.iter().map(|site| compact(site)).any(|site| {
        let alike = site.len() >= 4 && name.len() >= 4 && (site.contains(&name) || name.contains(&site));
        site == name || alike || (site.len() >= 3 && site == initials)
    })
}

/// Whether two names are one: case, spaces and an article in front do not count.
pub(super) fn same_name(a: &str, b: &str) -> bool {
    compact(a) == compact(b)
}

/// As [`fold`], without the spaces and without an article in front: "The Harbour Post" as `theharbourpost` in an address.
#[inline(never)]
fn compact(text: &str) -> String {
    let mut name = fold(text);
    name.retain(|c| c != ' ');
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, expected: &str) {
        let sites = ["The Harbour Post".to_owned(), "harbourpost".to_owned(), "htv".to_owned()];
        assert_eq!(without_site(title, &sites), expected);
    }

    #[test]
    fn the_site_goes_from_either_end() {
        check("Ferry line to close | The Harbour Post", "Ferry line to close");
        check("Ferry line to close - Harbour Post", "Ferry line to close");
        check("Harbour Post: Ferry line to close", "Ferry line to close");
        check(
            "Ferry line to close – Harbourside Television – HTV",
            "Ferry line to close – Harbourside Television",
        );
        check("The Harbour Post", "The Harbour Post");
    }

    #[test]
    fn a_dash_in_a_headline_is_not_a_site() {
        check("Ferry line to close - and nobody knows why", "Ferry line to close - and nobody knows why");
        check("Mayor: ferry line to close", "Mayor: ferry line to close");
    }
}
