//! The headline: the heading that agrees with what the page calls itself, without the name of the site.

use crate::page::{NodeId, Page, Tag};

/// What stands between a headline and the site's name in a title.
const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " :: ", "::", " · ", " • ", " » ", " « ", " ‹ ", " / ", " : ", ": ", "|"];

/// Share of words that a heading and a title have in common when they are the same headline, perhaps reworded.
const AGREEMENT: f32 = 0.5;

/// Words in the longest headline.
const LONGEST: usize = 45;

/// The headline and the element that shows it. `titles` come in order of trust; `sites` are the names that the site goes by.
pub(super) fn choose(page: &Page, titles: &[String], sites: &[String]) -> (Option<String>, Option<NodeId>) {
    let titles: Vec<String> =
        titles.iter().map(|title| without_site(title, sites)).filter(|t| !t.is_empty()).collect();
    let headings = headings(page, sites);
    let mut best: Option<(f32, &Heading)> = None;
    for heading in &headings {
        // A second-level heading has to agree better than a first-level one to be the headline.
        let level = if page.node(heading.element).tag == Tag::H1 { 0.1 } else { 0.0 };
        let agreement = titles.iter().map(|title| agreement(&heading.text, title)).fold(0.0, f32::max);
        if agreement >= AGREEMENT && best.is_none_or(|(most, _)| agreement + level > most) {
            best = Some((agreement + level, heading));
        }
    }
    if let Some((_, heading)) = best {
        return (Some(heading.text.clone()), Some(heading.element));
    }
    let Some(title) = titles.into_iter().next() else {
        let only = headings.into_iter().find(|heading| page.node(heading.element).tag == Tag::H1);
        return only.map_or((None, None), |heading| (Some(heading.text), Some(heading.element)));
    };
    let shown = shown(page, &title);
    (Some(title), shown)
}

struct Heading {
    text: String,
    element: NodeId,
}

/// The headings that may be the headline.
fn headings(page: &Page, sites: &[String]) -> Vec<Heading> {
    let mut headings = Vec::new();
    for (element, node) in page.nodes().filter(|(_, node)| matches!(node.tag, Tag::H1 | Tag::H2 | Tag::H3)) {
        let beside = |tag| matches!(tag, Tag::Nav | Tag::Aside | Tag::Footer);
        if node.tag != Tag::H1 && page.ancestors(element).any(|(_, around)| beside(around.tag)) {
            continue;
        }
        let text = page.collapsed_text(element);
        let words = text.split_whitespace().count();
        if words > 0 && words <= LONGEST && !sites.iter().any(|site| compact(site) == compact(&text)) {
            headings.push(Heading { text, element });
        }
    }
    headings
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

/// How far two titles have the same words, from 0 to 1.
pub(super) fn agreement(a: &str, b: &str) -> f32 {
    let (a, b) = (fold(a), fold(b));
    if a == b {
        return 1.0;
    }
    let words = |folded: &str| {
        folded
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect::<std::collections::BTreeSet<_>>()
    };
    let (a, b) = (words(&a), words(&b));
    2.0 * a.intersection(&b).count() as f32 / (a.len() + b.len()).max(1) as f32
}

/// Letters and digits in lower case, a space between words: what two spellings of a title have in common.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’' | '\u{ad}') && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether two names are one: case, spaces and an article in front do not count.
pub(super) fn same_name(a: &str, b: &str) -> bool {
    compact(a) == compact(b)
}

/// As [`fold`], without the spaces and without an article in front: "The Harbour Post" as `theharbourpost` in an address.
fn compact(text: &str) -> String {
    fold(text).replace(' ', "")
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
