//! What a page says of itself: headline, authors, dates, site, language, address.
//!
//! Each source gives an [`Account`]; for every question the sources are asked in order of trust: JSON-LD, meta elements, microdata,
//! what the page shows near its headline, its address. The shown page is the judge where it can be: the headline is the heading that
//! agrees with the title, the day of publication is the page's own day and not that of a server in another time zone.

mod alike;
mod body;
mod byline;
mod date;
mod dated;
mod head;
mod json_ld;
mod own;
mod signed;
mod title;
mod trust;
mod value;

use super::Metadata;
use crate::page::{Page, Source, Tag};
use date::{Order, Stamp};
use dated::Dates;
use own::Own;
use title::Title;
use value::{absolute, plain};

/// What one source says; empty where it says nothing.
#[derive(Debug, Default)]
struct Account {
    titles: Vec<String>,
    /// Bylines, not yet cut into names.
    authors: Vec<String>,
    published: Vec<String>,
    /// Dates under names that nobody agreed on.
    perhaps_published: Vec<String>,
    modified: Option<String>,
    site: Option<String>,
    section: Option<String>,
    language: Option<String>,
    url: Option<String>,
    image: Option<String>,
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
    let document_title = document_title(page);
    let structured = json_ld::account(page, document_title.as_deref());
    let head = head::account(page);
    let host = host(page, &head);
    let label = host.as_deref().map(|host| label(host).to_owned());
    let sites: Vec<String> = [&head.site, &structured.site, &label].into_iter().flatten().cloned().collect();
    let (title, headline) =
        title::choose(page, &titles(&structured, &head, document_title.as_deref()), &sites);
    let language =
        [&head.language, &structured.language].into_iter().flatten().find_map(|tag| language_tag(tag));

    let own = Own::of(page, headline);
    let accounts = [structured, head, body::microdata(page, &own, headline)];
    let order = Order::of(language.as_deref(), host.as_deref());
    let (published, modified) = dates(page, &accounts, &dated::dates(page, &own, headline, order), order);
    let byline = trust::authors(&accounts, &signed::authors(page, &own, headline), &sites);
    let [structured, head, microdata] = accounts;
    let told = head.url.into_iter().chain(structured.url).find(|url| url.contains("://"));
    Metadata {
        title,
        headline,
        byline,
        published: published.map(|stamp| stamp.to_string()),
        modified: modified.map(|stamp| stamp.to_string()),
        language,
        section: structured.section.or(head.section).or(microdata.section),
        image: head.image.into_iter().chain(structured.image).find_map(|image| absolute(page, &image)),
        url: told.or_else(|| (!page.url.is_empty()).then(|| page.url.clone())),
        site: head.site.or(structured.site).or(host),
    }
}

/// When the story was published and changed; `accounts` come in order of trust.
fn dates(
    page: &Page,
    accounts: &[Account; 3],
    shown: &Dates,
    order: Order,
) -> (Option<Stamp>, Option<Stamp>) {
    let canonical = accounts.iter().filter_map(|account| account.url.as_deref());
    let address = std::iter::once(page.url.as_str()).chain(canonical).find_map(date::in_address);
    let surely = accounts.iter().flat_map(|account| &account.published);
    let perhaps = accounts.iter().flat_map(|account| &account.perhaps_published);
    let told: Vec<(&str, Stamp)> = surely
        .chain(perhaps)
        .filter_map(|value| Some((value.as_str(), date::machine(value, order)?)))
        .collect();
    let mut modified = accounts.iter().filter_map(|account| account.modified.as_deref());
    let modified = modified.find_map(|value| date::machine(value, order)).or(shown.modified);
    (trust::published(&told, shown, address, order), modified)
}

/// What the page calls itself, in order of trust; its `<title>` may be cut to the length of a tab.
fn titles(structured: &Account, head: &Account, document: Option<&str>) -> Vec<Title> {
    let told = structured.titles.iter().chain(&head.titles).map(|title| (title.as_str(), 100));
    told.chain(document.map(|title| (title, 95)))
        .map(|(title, trust)| Title { text: plain(title), trust })
        .collect()
}

/// A page of plain text says nothing of itself but where it is from; whether its first line is the headline, [`super::plain`] tells.
fn text(page: &Page) -> Metadata {
    Metadata { url: (!page.url.is_empty()).then(|| page.url.clone()), ..Metadata::default() }
}

fn document_title(page: &Page) -> Option<String> {
    let titles = page.nodes().filter(|(_, node)| node.tag == Tag::Title);
    // Drawings have titles as well.
    let own = titles.filter(|(_, node)| page.node(node.parent).tag != Tag::Svg);
    own.map(|(id, _)| page.collapsed_text(id)).find(|title| !title.is_empty())
}

/// The host that a page came from, without `www.`; of a page in an archive, the host that it was taken from.
fn host(page: &Page, head: &Account) -> Option<String> {
    let url = if page.url.is_empty() { head.url.as_deref()? } else { &page.url };
    let url = url.split(['?', '#']).next()?;
    let host = url.rsplit_once("://")?.1.split(['/', ':', '?', '#']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

/// The telling part of a host: `harbourpost` of `news.harbourpost.co.uk`.
pub(super) fn label(host: &str) -> &str {
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

#[cfg(test)]
mod tests;
