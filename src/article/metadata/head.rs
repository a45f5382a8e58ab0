//! What the page's `<meta>`, `<link>` and `<html>` elements say of the story.

use super::own::each_word;
use super::{Account, plain};
use crate::language::METADATA_MARKUP;
use crate::page::{Attribute, NodeId, Page, Tag};

const TITLES: &[&str] = &[
    "og:title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "twitter:title",
    "twitter:text:title",
    "headline",
    "hdl",
    "title",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "dc.author",
    "article:author_name",
    "article.author",
    "og:article:author",
    "authors",
    "byl",
    "byline",
    "article_author",
    "sailthru.byline_name",
    "creator",
    "twitter:creator:name",
    "mediator_author",
    "cxenseparse:author",
    "rbauthors",
];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "dcterms.issued",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_date",
    "publication_date",
    "publicationdate",
    "article.published",
    "cxenseparse:recs:publishtime",
    "date",
    "displaydate",
    "originalpublicationdate",
    "ptime",
    "pdate",
    "article_date_original",
    "rnews:datepublished",
    "article:post_date",
    "iso-8601-publish-date",
    "shareaholic:article_published_time",
    "article.created",
    "datecreated",
    "created",
    "date_published",
    "release_date",
    "og:pubdate",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "article.updated",
    "article:modified",
    "utime",
    "revised",
    "modified",
    "article_date_updated",
];
const SITES: &[&str] = &[
    "og:site_name",
    "application-name",
    "citation_journal_title",
    "dc.publisher",
    "apple-mobile-web-app-title",
];
const SECTIONS: &[&str] = &[
    "article:section",
    "og:article:section",
    "parsely-section",
    "article.section",
    "articlesection",
    "section",
    "sectionname",
];
const IMAGES: &[&str] = &[
    "og:image",
    "og:image:secure_url",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
    "parsely-image-url",
];
const LANGUAGES: &[&str] = &["og:locale", "language", "dc.language", "dcterms.language", "content-language"];

/// Reads a page's head; elements that were put outside it count as well.
pub(super) fn account(page: &Page) -> Account {
    let mut metas = Vec::new();
    let mut account = Account::default();
    for (id, node) in page.nodes() {
        match node.tag {
            Tag::Html => account.language = page.attribute(id, Attribute::Lang).map(str::to_owned),
            Tag::Meta => metas.extend(meta(page, id)),
            Tag::Link
                if page
                    .attribute(id, Attribute::Rel)
                    .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
            {
                account.url = account
                    .url
                    .or_else(|| page.attribute(id, Attribute::Href).map(|url| url.trim().to_owned()));
            }
            _ => {}
        }
    }
    let values = |names: &'static [&str]| {
        names
            .iter()
            .flat_map(|name| metas.iter().filter(move |meta| meta.name == *name))
            .map(|meta| meta.content.clone())
    };
    account.titles = values(TITLES).collect();
    account.authors = authors(&metas);
    let others = metas.iter().filter(|meta| meta.dated && !PUBLISHED.contains(&meta.name.as_str()));
    account.published = values(PUBLISHED).collect();
    account.perhaps_published = others.map(|meta| meta.content.clone()).collect();
    account.modified = values(MODIFIED).next();
    account.site = values(SITES).next();
    account.section = values(SECTIONS).next();
    account.image = values(IMAGES).next();
    account.language = account.language.or_else(|| values(LANGUAGES).next());
    account.url = account.url.or_else(|| values(&["og:url", "twitter:url", "parsely-link"]).next());
    account
}

/// The authors under the first name that has any; a page may repeat an element, once for each author.
fn authors(metas: &[Meta]) -> Vec<String> {
    AUTHORS
        .iter()
        .map(|name| {
            metas
                .iter()
                .filter(|meta| meta.name == *name && !meta.content.contains("://"))
                .map(|meta| meta.content.clone())
                .collect()
        })
        .find(|found: &Vec<String>| !found.is_empty())
        .unwrap_or_default()
}

/// What a `<meta>` element says.
struct Meta {
    /// Its name in lower case.
    name: String,
    content: String,
    /// Whether its name says that it is the date of publication: `w-published-date`, `articleDate`.
    dated: bool,
}

fn meta(page: &Page, id: NodeId) -> Option<Meta> {
    let name = [Attribute::Property, Attribute::Name, Attribute::Itemprop]
        .into_iter()
        .find_map(|attribute| page.attribute(id, attribute))?;
    let content = plain(page.attribute(id, Attribute::Content)?);
    let (mut published, mut date, mut other) = (false, false, false);
    each_word(name, &mut |word| {
        published |= METADATA_MARKUP.published.contains(word);
        date |= METADATA_MARKUP.dates.contains(word);
        other |= METADATA_MARKUP.not_published.contains(word);
    });
    let dated = published && date && !other;
    (!content.is_empty()).then(|| Meta { name: name.trim().to_ascii_lowercase(), content, dated })
}
