//! What the page's JSON-LD says of the story.
//!
//! Scripts are read as browsers' consumers read them, which forgive more than JSON allows: comments around it, line breaks inside strings,
//! commas before a closing bracket. Of all that a page describes, the story is what is typed as one and agrees with the page's address.

mod script;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Account;
use super::alike::agreement;
use super::plain;
use crate::language::METADATA_MARKUP;
use crate::page::{Page, Tag};

type Object = Map<String, Value>;

/// What lies under these keys is about other things than the page's story.
const ELSEWHERE: &[&str] = &[
    "citation",
    "comment",
    "hasPart",
    "image",
    "isPartOf",
    "itemListElement",
    "liveBlogUpdate",
    "mentions",
    "potentialAction",
    "publisher",
    "relatedLink",
    "subjectOf",
    "video",
];

/// Reads every JSON-LD script of a page.
pub(super) fn account(page: &Page, title: Option<&str>) -> Account {
    let mut documents = Vec::new();
    for (id, _) in page.nodes().filter(|(_, node)| node.tag == Tag::Script) {
        let script: String = page.children(id).map(|(text, _)| page.text(text)).collect();
        documents.extend(script::parse(&script));
    }
    let objects = objects(&documents);
    // A node may be named once and referred to by its id from then on.
    let mut named = BTreeMap::new();
    named.extend(
        objects.iter().filter(|o| o.contains_key("name")).filter_map(|o| Some((o.get("@id")?.as_str()?, *o))),
    );

    let mut account = Account::default();
    let Some(story) = story(&objects, page, title) else {
        account.site =
            objects.iter().find(|o| is(o, |kind| kind == "website")).and_then(|o| string(o.get("name")));
        return account;
    };
    let page_node = objects.iter().copied().find(|o| is(o, |kind| kind == "webpage"));
    let either = |key| string(story.get(key)).or_else(|| page_node.and_then(|o| string(o.get(key))));
    account.titles = ["headline", "name"].iter().filter_map(|key| string(story.get(*key))).collect();
    account.authors = ["author", "creator"]
        .iter()
        .map(|key| people(story.get(*key), &named))
        .find(|names| !names.is_empty())
        .unwrap_or_default();
    account.published =
        ["datePublished", "dateCreated", "uploadDate"].into_iter().filter_map(either).collect();
    account.modified = either("dateModified");
    account.site = people(story.get("publisher"), &named).into_iter().next();
    account.language = either("inLanguage");
    account.section = string(story.get("articleSection")).or_else(|| crumb(&objects, &account.titles));
    account.image = image(&documents, [Some(story), page_node].into_iter().flatten());
    account.url = string(story.get("url")).or_else(|| string(story.get("mainEntityOfPage")));
    account
}

/// Every object that may be about the page, outer ones first.
fn objects(documents: &[Value]) -> Vec<&Object> {
    let mut found = Vec::new();
    let mut queue: std::collections::VecDeque<&Value> = documents.iter().collect();
    while let Some(value) = queue.pop_front() {
        match value {
            Value::Array(values) => queue.extend(values),
            Value::Object(object) => {
                found.push(object);
                let inner = object.iter().filter(|(key, _)| !ELSEWHERE.contains(&key.as_str()));
                queue.extend(inner.map(|(_, value)| value));
            }
            _ => {}
        }
    }
    found
}

/// The object that is the page's story: of several, the one that names the page's address or has its title, and tells most.
fn story<'a>(objects: &[&'a Object], page: &Page, title: Option<&str>) -> Option<&'a Object> {
    let worth = |object: &Object| {
        let address = ["url", "@id", "mainEntityOfPage"].iter().filter_map(|key| string(object.get(*key)));
        let here = !page.url.is_empty() && address.into_iter().any(|url| same_address(&url, &page.url));
        let told =
            ["headline", "datePublished", "author"].iter().filter(|key| object.contains_key(**key)).count();
        let headline = string(object.get("headline"));
        let alike =
            headline.zip(title).is_some_and(|(headline, title)| agreement(&headline, title) >= SAME_TITLE);
        told + if here { 3 } else { 0 } + if alike { 3 } else { 0 }
    };
    let typed = |wanted: fn(&str) -> bool| {
        // The first of equals: `max_by_key` alone would take the last.
        objects.iter().copied().rev().filter(|object| is(object, wanted)).max_by_key(|object| worth(object))
    };
    typed(|kind| METADATA_MARKUP.stories.contains(kind))
        .or_else(|| typed(|kind| kind.ends_with("article")))
        .or_else(|| typed(|kind| kind == "webpage" || kind == "recipe" || kind == "videoobject"))
        .filter(|object| worth(object) > 0)
}

/// Whether one of an object's types is wanted; types are compared in lower case and without their address.
fn is(object: &Object, wanted: impl Fn(&str) -> bool) -> bool {
    let test = |value: &Value| {
        value.as_str().is_some_and(|kind| {
            wanted(&kind.rsplit('/').next().unwrap_or_default().trim().to_ascii_lowercase())
        })
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(test),
        Some(kind) => test(kind),
        None => false,
    }
}

/// Whether two addresses are of one page: scheme, `www.`, query and a slash at the end do not count.
pub(super) fn same_address(a: &str, b: &str) -> bool {
    // An address without a host is one on the same host.
    let path =
        |url: &str| url.split_once("://").and_then(|(_, rest)| Some(rest[rest.find('/')?..].to_owned()));
    if a.starts_with('/') && !a.starts_with("//") {
        return path(b).is_some_and(|b| b.split(['?', '#']).next() == a.split(['?', '#']).next());
    }
    let bare = |url: &str| -> String {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/').to_ascii_lowercase()
    };
    bare(a) == bare(b)
}

/// A value as text: a string, the first that is one in a list, or an object's name or address.
fn string(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => plain(text),
        Value::Array(values) => values.iter().find_map(|value| value.as_str().map(plain))?,
        Value::Object(object) => {
            ["@value", "name", "url", "@id"].iter().find_map(|key| object.get(*key)?.as_str().map(plain))?
        }
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The section by the way to the page: the last step but the page itself, and not the first, which is the site.
fn crumb(objects: &[&Object], titles: &[String]) -> Option<String> {
    let path = objects.iter().find(|o| is(o, |kind| kind == "breadcrumblist"))?;
    let steps = path.get("itemListElement")?.as_array()?.iter().skip(1);
    let mut names =
        steps.filter_map(|step| string(step.get("name")).or_else(|| string(step.get("item")?.get("name"))));
    names.rfind(|name| !titles.iter().any(|title| agreement(title, name) >= SAME_TITLE))
}

/// Percent of words that a headline has in common with another form of it, short or with the site's name.
const SAME_TITLE: u32 = 60;

/// The address of the picture that stands for one of the objects.
fn image<'a>(documents: &[Value], mut of: impl Iterator<Item = &'a Object>) -> Option<String> {
    let mut pictures: BTreeMap<&str, &Object> = BTreeMap::new();
    pictures.extend(
        documents
            .iter()
            .flat_map(all_objects)
            .filter(|object| object.contains_key("url") || object.contains_key("contentUrl"))
            .filter_map(|object| Some((object.get("@id")?.as_str()?, object))),
    );
    of.find_map(|object| {
        let keys = ["image", "primaryImageOfPage", "thumbnailUrl"];
        keys.iter().find_map(|key| picture(object.get(*key), &pictures))
    })
}

/// Every object, wherever it lies.
fn all_objects(value: &Value) -> Vec<&Object> {
    let mut found = Vec::new();
    let mut queue = vec![value];
    while let Some(value) = queue.pop() {
        match value {
            Value::Array(values) => queue.extend(values),
            Value::Object(object) => {
                found.push(object);
                queue.extend(object.values());
            }
            _ => {}
        }
    }
    found
}

/// The address of the first picture in a value, through references too.
fn picture(value: Option<&Value>, pictures: &BTreeMap<&str, &Object>) -> Option<String> {
    match value? {
        Value::String(address) => Some(plain(address)).filter(|address| !address.is_empty()),
        Value::Array(values) => values.iter().find_map(|value| picture(Some(value), pictures)),
        Value::Object(object) => {
            let whole = object.get("@id").and_then(Value::as_str).and_then(|id| pictures.get(id));
            let told = [Some(object), whole.copied()].into_iter().flatten();
            told.flat_map(|object| ["url", "contentUrl"].map(|key| string(object.get(key)))).flatten().next()
        }
        _ => None,
    }
}

/// The names of people and organisations in a value, through references too.
fn people(value: Option<&Value>, named: &BTreeMap<&str, &Object>) -> Vec<String> {
    let Some(value) = value else { return Vec::new() };
    let values = match value {
        Value::Array(values) => values.as_slice(),
        other => std::slice::from_ref(other),
    };
    values
        .iter()
        .flat_map(|value| match value {
            Value::String(name) => vec![plain(name)],
            Value::Object(object) => {
                let object = match object.get("@id").and_then(Value::as_str).and_then(|id| named.get(id)) {
                    Some(whole) if !object.contains_key("name") => whole,
                    _ => object,
                };
                match object.get("name") {
                    Some(Value::String(name)) => vec![plain(name)],
                    Some(Value::Array(values)) => {
                        values.iter().filter_map(Value::as_str).map(plain).collect()
                    }
                    _ => Vec::new(),
                }
            }
            _ => Vec::new(),
        })
        .filter(|name| !name.is_empty())
        .collect()
}
