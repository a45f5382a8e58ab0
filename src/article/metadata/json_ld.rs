//! What the page's JSON-LD says of the story.
//!
//! Scripts are read as browsers' consumers read them, which forgive more than JSON allows: comments around it, line breaks inside strings,
//! commas before a closing bracket. Of all that a page describes, the story is what is typed as one and agrees with the page's address.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Account;
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
pub(super) fn account(page: &Page) -> Account {
    let mut documents = Vec::new();
    for (id, _) in page.nodes().filter(|(_, node)| node.tag == Tag::Script) {
        let script: String = page.children(id).map(|(text, _)| page.text(text)).collect();
        documents.extend(parse(&script));
    }
    let objects = objects(&documents);
    // A node may be named once and referred to by its id from then on.
    let named: BTreeMap<&str, &Object> = objects
        .iter()
        .filter(|o| o.contains_key("name"))
        .filter_map(|o| Some((o.get("@id")?.as_str()?, *o)))
        .collect();

    let mut account = Account::default();
    let Some(story) = story(&objects, page) else {
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
    account.url = string(story.get("url")).or_else(|| string(story.get("mainEntityOfPage")));
    account
}

/// Parses a script: as it is, mended, freed of a second escaping, or, when all that fails, by its telling fields alone.
fn parse(script: &str) -> Option<Value> {
    let first = |text: &str| serde_json::Deserializer::from_str(text).into_iter().next()?.ok();
    serde_json::from_str(script)
        .ok()
        .or_else(|| first(&mended(script)))
        .or_else(|| first(&mended(&script.replace("\\\"", "\"").replace("\\/", "/"))))
        .or_else(|| scanned(script))
}

/// The fields of a script that no mending makes JSON, each by the first string after its name.
fn scanned(script: &str) -> Option<Value> {
    let fields = ["@type", "headline", "datePublished", "dateModified"];
    let object: Object =
        fields.iter().filter_map(|name| Some(((*name).to_owned(), after(script, name)?.into()))).collect();
    (object.len() > 1).then_some(Value::Object(object))
}

/// The string after a field's name and its colon.
fn after(script: &str, name: &str) -> Option<String> {
    let at = script.find(&format!("\"{name}\""))? + name.len() + 2;
    let rest = script[at..].trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let end = rest.find(['"', '\n'])?;
    Some(rest[..end].to_owned())
}

/// The script from its first bracket to its last, without what JSON does not allow and everybody writes.
fn mended(script: &str) -> String {
    // The bracket of `<![CDATA[` is not the script's.
    let brace = script.find('{').unwrap_or(script.len());
    let list = script[..brace]
        .trim_end()
        .strip_suffix('[')
        .map(str::len)
        .filter(|at| !script[..*at].ends_with("CDATA"));
    let start = list.unwrap_or(brace);
    let end = script.rfind(['}', ']']).map_or(script.len(), |at| at + 1);
    let mut out = String::with_capacity(script.len());
    let mut in_string = false;
    let mut escaped = false;
    for c in script.get(start..end).unwrap_or_default().chars() {
        if in_string {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => in_string = false,
                _ => {}
            }
            if c.is_control() {
                // Raw line breaks and tabs; inside a backslash escape they would still be wrong.
                if out.ends_with('\\') && !out.ends_with("\\\\") {
                    out.pop();
                }
                out.push(' ');
                continue;
            }
        } else {
            match c {
                '"' => in_string = true,
                '}' | ']' => {
                    out.truncate(out.trim_end().len());
                    if out.ends_with(',') {
                        out.pop();
                    }
                }
                _ => {}
            }
        }
        out.push(c);
    }
    out
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

/// The object that is the page's story: of several, the one that names the page's address and tells most.
fn story<'a>(objects: &[&'a Object], page: &Page) -> Option<&'a Object> {
    let worth = |object: &Object| {
        let address = ["url", "@id", "mainEntityOfPage"].iter().filter_map(|key| string(object.get(*key)));
        let here = !page.url.is_empty() && address.into_iter().any(|url| same_address(&url, &page.url));
        let told =
            ["headline", "datePublished", "author"].iter().filter(|key| object.contains_key(**key)).count();
        told + if here { 3 } else { 0 }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: &str, expected: &str) {
        let headline = parse(script).and_then(|value| string(value.get("headline")));
        assert_eq!(headline.as_deref(), Some(expected), "{script}");
    }

    #[test]
    fn scripts_are_read_as_forgivingly_as_they_are_written() {
        check(r#"{"headline": "Ferry to close"}"#, "Ferry to close");
        check("<!-- {\"headline\": \"Ferry\n to close\",} -->", "Ferry to close");
        check(
            r#"//<![CDATA[ {"headline": "Ferry to close", "keywords": ["a", "b", ],} //]]>"#,
            "Ferry to close",
        );
        check(r#"{"headline": "Ferry to close"} }"#, "Ferry to close");
        check(r#"{\"headline\": \"Ferry to close\"}"#, "Ferry to close");
        check(
            r#"{"@type": "NewsArticle", "@author": Ana Ruiz, "headline": "Ferry to close"}"#,
            "Ferry to close",
        );
    }
}
