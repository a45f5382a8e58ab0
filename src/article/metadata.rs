//! What a page says of itself: headline, authors, dates, site, language, address.
//!
//! Each source gives an [`Account`]; for every question the sources are asked in order of trust: JSON-LD, meta elements, microdata,
//! what the page shows near its headline, its address. The shown page is the judge where it can be: the headline is the heading that
//! agrees with the title, the day of publication is the page's own day and not that of a server in another time zone.

mod body;
mod byline;
mod date;
mod head;
mod json_ld;
mod title;

use super::Metadata;
use crate::page::{NodeId, Page, Source, Tag};
use date::{Order, Stamp};

/// What one source says; empty where it says nothing.
#[derive(Debug, Default)]
struct Account {
    titles: Vec<String>,
    /// Bylines, not yet cut into names.
    authors: Vec<String>,
    published: Vec<String>,
    modified: Option<String>,
    site: Option<String>,
    language: Option<String>,
    url: Option<String>,
}

/// Reads a page's own account of itself; hints serve where it gives none.
pub fn read(page: &Page) -> Metadata {
    let mut metadata = match page.source {
        Source::Document => document(page),
        Source::Text => text(page),
    };
    let hints = &page.hints;
    metadata.title = metadata.title.or_else(|| hints.title.clone());
    metadata.published = metadata.published.or_else(|| hints.published.clone());
    metadata.language = metadata.language.or_else(|| hints.language.clone());
    metadata
}

fn document(page: &Page) -> Metadata {
    let structured = json_ld::account(page);
    let head = head::account(page);
    let site = head.site.clone().or_else(|| structured.site.clone());
    let label = host(page, &head).map(|host| label(&host).to_owned());
    let sites: Vec<String> = [&head.site, &structured.site, &label].into_iter().flatten().cloned().collect();

    let document_title = document_title(page);
    let titles: Vec<String> = structured
        .titles
        .iter()
        .chain(&head.titles)
        .chain(&document_title)
        .map(|title| plain(title))
        .collect();
    let (title, headline) = title::choose(page, &titles, &sites);

    let language =
        [&head.language, &structured.language].into_iter().flatten().find_map(|tag| language_tag(tag));
    let order = Order::of_tag(language.as_deref());
    let microdata = body::microdata(page, headline);
    let shown = body::shown(page, headline, order);
    let accounts = [&structured, &head, &microdata, &shown];

    let address =
        [Some(page.url.as_str()), head.url.as_deref()].into_iter().flatten().find_map(date::in_address);
    let stamps = accounts
        .iter()
        .flat_map(|account| &account.published)
        .filter_map(|value| date::machine(value, order));
    let published = local_day(&stamps.chain(address).collect::<Vec<_>>());
    let modified = accounts
        .iter()
        .filter_map(|account| account.modified.as_deref())
        .find_map(|value| date::machine(value, order));

    let url = [&head.url, &structured.url].into_iter().flatten().find(|url| url.contains("://")).cloned();
    Metadata {
        title,
        headline,
        byline: authors(&accounts, &sites),
        published: published.map(|stamp| stamp.to_string()),
        modified: modified.map(|stamp| stamp.to_string()),
        language,
        url: url.or_else(|| (!page.url.is_empty()).then(|| page.url.clone())),
        site: site.or_else(|| host(page, &head)),
    }
}

/// The first stamp; where it is told in UTC, on the day that another source gives for the same hours.
fn local_day(stamps: &[Stamp]) -> Option<Stamp> {
    let first = *stamps.first()?;
    if !first.is_universal() {
        return Some(first);
    }
    // The same instant with an offset is the page's own way to tell it.
    let same = stamps
        .iter()
        .find(|stamp| !stamp.is_universal() && stamp.instant().is_some_and(|at| Some(at) == first.instant()));
    Some(same.copied().unwrap_or(first))
}

/// The authors of the first source that names anybody but the site itself; else the site, where it calls itself the author.
fn authors(accounts: &[&Account], sites: &[String]) -> Vec<String> {
    let is_site = |name: &str| sites.iter().any(|site| title::same_name(site, name));
    let mut fallback = Vec::new();
    for account in accounts {
        let mut names: Vec<String> = Vec::new();
        for name in account.authors.iter().flat_map(|line| byline::names(line)) {
            if !names.iter().any(|other| title::agreement(other, &name) >= SAME_PERSON) {
                names.push(name);
            }
        }
        let (own, people): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| is_site(name));
        if !people.is_empty() {
            return people;
        }
        if fallback.is_empty() {
            fallback = own;
        }
    }
    fallback
}

/// Share of words by which two names are one person's: a name and the same with its middle initial or surname alone.
const SAME_PERSON: f32 = 0.66;

/// A page of plain text says only its first line, which is a headline when it is short and does not end as a sentence does.
fn text(page: &Page) -> Metadata {
    let mut lines =
        page.nodes().filter(|(_, node)| node.tag == Tag::P).map(|(id, _)| (id, page.collapsed_text(id)));
    let headline = lines.next().filter(|(_, line)| is_headline(line)).filter(|_| lines.next().is_some());
    let (id, title): (Option<NodeId>, Option<String>) = headline.unzip();
    Metadata {
        title,
        headline: id,
        url: (!page.url.is_empty()).then(|| page.url.clone()),
        ..Metadata::default()
    }
}

fn is_headline(line: &str) -> bool {
    let words = line.split_whitespace().count();
    (3..=30).contains(&words) && !line.ends_with(['.', '!', ':', ';', ',', '"', '”', '“', '»'])
}

fn document_title(page: &Page) -> Option<String> {
    let titles = page.nodes().filter(|(_, node)| node.tag == Tag::Title);
    // Drawings have titles as well.
    let own = titles.filter(|(_, node)| page.node(node.parent).tag != Tag::Svg);
    own.map(|(id, _)| page.collapsed_text(id)).find(|title| !title.is_empty())
}

/// The host that a page came from, without `www.`.
fn host(page: &Page, head: &Account) -> Option<String> {
    let url = if page.url.is_empty() { head.url.as_deref()? } else { &page.url };
    let host = url.split_once("://")?.1.split(['/', ':', '?', '#']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

/// The telling part of a host: `harbourpost` of `news.harbourpost.co.uk`.
fn label(host: &str) -> &str {
    let parts: Vec<&str> = host.split('.').collect();
    let ends = match parts.as_slice() {
        // Country codes come with a second level of two or three letters: co.uk, com.br.
        [.., second, country] if parts.len() > 2 && country.len() == 2 && second.len() <= 3 => 2,
        _ => 1,
    };
    parts.len().checked_sub(ends + 1).and_then(|at| parts.get(at)).copied().unwrap_or(host)
}

/// A language tag in its usual form: `en_GB` is `en-GB`.
fn language_tag(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-");
    let first = tag.split('-').next().unwrap_or_default();
    let fine = (2..=3).contains(&first.len())
        && tag.len() <= 12
        && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    fine.then_some(tag)
}

/// A value as people read it: white space collapsed, character references resolved where a page escaped them twice.
fn plain(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value.trim();
    while let Some(at) = rest.find('&') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let reference =
            after.find(';').filter(|end| *end <= 8).and_then(|end| Some((end, character(&after[1..end])?)));
        if let Some((end, c)) = reference {
            out.push(c);
            rest = &after[end + 1..];
        } else {
            out.push('&');
            rest = &after[1..];
        }
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The character of a reference, of those that news writes.
fn character(reference: &str) -> Option<char> {
    if let Some(number) = reference.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control());
    }
    Some(match reference {
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "lt" => '<',
        "gt" => '>',
        "nbsp" => ' ',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "eacute" => 'é',
        _ => return None,
    })
}
