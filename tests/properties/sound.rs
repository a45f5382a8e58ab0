//! What is true of every digest: all of it is the page's own words, every place is on the page, and what is copied is text.

use html5gum::{Token, Tokenizer};
use nutgraf::digest::plan::{self, Plan};
use nutgraf::digest::{Digest, Labels, Points};
use nutgraf::page::{Tag, snapshot};
use nutgraf::{Page, read};
use serde_json::Value;

/// Elements and attributes of the HTML that we write.
const OURS: [&str; 13] =
    ["header", "section", "h1", "h2", "p", "br", "a", "ul", "li", "strong", "cite", "blockquote", "time"];
const OUR_ATTRIBUTES: [&str; 2] = ["href", "lang"];

/// What is wrong with the digest of a page; reads it three times.
pub(crate) fn complaints(page: &Page) -> Vec<String> {
    let plan = plan::plan(page, &read(page), &Labels::ENGLISH);
    let mut out = shown(&plan.digest);
    out.extend(misplaced(page, &plan));
    out.extend(copied(&plan));
    if plan::plan(page, &read(page), &Labels::ENGLISH) != plan {
        out.push("another plan the second time".to_owned());
    }
    let through = snapshot::parse(&snapshot::write(page)).expect("what we write, we read");
    if page.source == through.source && nutgraf::digest(&through) != plan.digest {
        out.push("another digest through a snapshot".to_owned());
    }
    out
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything that is shown has to stand in the story, and where it says that it stands.
fn shown(digest: &Digest) -> Vec<String> {
    let text: Vec<char> = digest.article.text.chars().collect();
    let story = collapse(&digest.article.text);
    let mut out = Vec::new();
    let mut at = |words: Option<&str>, range: Points| {
        let stands = text.get(range.start..range.end).map(String::from_iter);
        if range.start >= range.end
            || stands.is_none()
            || words.is_some_and(|words| stands.as_deref() != Some(words))
        {
            out.push(format!("{words:?} is not at {range:?}: {stands:?}"));
        }
    };
    for point in &digest.key_points {
        at(Some(&point.text), point.range);
    }
    for date in &digest.dates {
        at(Some(&date.text), date.range);
    }
    for number in &digest.numbers {
        at(Some(&number.text), number.range);
    }
    for quote in &digest.quotes {
        at(Some(&quote.text), quote.range);
        quote.parts.iter().chain(&quote.stretches).for_each(|part| at(None, *part));
        quote.speaker.iter().for_each(|speaker| at(Some(&speaker.mention), speaker.range));
    }
    let entities = || [&digest.people, &digest.organisations, &digest.places].into_iter().flatten();
    entities().flat_map(|entity| &entity.mentions).for_each(|mention| at(None, *mention));
    for range in digest.article.blocks.iter().filter_map(|block| block.range) {
        if range.start > range.end || range.end > text.len() {
            out.push(format!("a block is at {range:?} of {}", text.len()));
        }
    }

    let speakers = || digest.quotes.iter().filter_map(|quote| quote.speaker.as_ref());
    let words =
        entities().map(|entity| &entity.name).chain(entities().filter_map(|entity| entity.role.as_ref()));
    let words = words.chain(digest.numbers.iter().filter_map(|number| number.about.as_ref()));
    let words = words.chain(speakers().map(|speaker| &speaker.name));
    let words = words.chain(speakers().filter_map(|speaker| speaker.role.as_ref()));
    let strangers = words.filter(|words| !story.contains(&collapse(words)));
    out.extend(strangers.map(|words| format!("{words:?} is not in the story")));
    out
}

/// Every place is inside a text of the page, between two characters as UTF-16 counts them.
fn misplaced(page: &Page, plan: &Plan) -> Vec<String> {
    let texts: Vec<&str> =
        page.nodes().filter(|(_, node)| node.tag == Tag::Text).map(|(id, _)| page.text(id)).collect();
    let elements = page.nodes().len() - texts.len();
    let is_place = |(text, units): (u32, usize)| {
        let Some(text) = texts.get(text as usize) else { return false };
        let mut at = 0;
        units == 0
            || text.chars().any(|c| {
                at += c.len_utf16();
                at == units
            })
    };
    let places = plan.places.iter().filter(|place| !(is_place(place.from) && is_place(place.to)));
    let mut out: Vec<_> = places.map(|place| format!("not on the page: {place:?}")).collect();
    let strays = plan.hide.iter().filter(|hide| hide.element as usize >= elements);
    out.extend(strays.map(|hide| format!("no such element: {hide:?}")));
    out
}

/// What is copied as HTML has our elements and no others, and its links lead to pages.
fn copied(plan: &Plan) -> Vec<String> {
    let mut all = vec![plan.digest.to_html()];
    let json = serde_json::to_value(plan).expect("a plan is JSON");
    htmls(&json["copy"], &mut all);
    htmls(&json["clips"], &mut all);
    let mut out: Vec<_> = all.iter().flat_map(|html| foreign(html)).collect();
    let whole = text_of(&all[0]);
    let points = plan
        .digest
        .key_points
        .iter()
        .map(|point| &point.text)
        .filter(|text| !whole.contains(&collapse(text)));
    out.extend(points.map(|text| format!("{text:?} is not in the text of what is copied")));
    out
}

/// The HTML of every piece that can be copied.
fn htmls(json: &Value, out: &mut Vec<String>) {
    match json {
        Value::Array(values) => values.iter().for_each(|value| htmls(value, out)),
        Value::Object(fields) => {
            out.extend(fields.get("html").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|value| htmls(value, out));
        }
        _ => {}
    }
}

fn foreign(html: &str) -> Vec<String> {
    let mut out = Vec::new();
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if !OURS.contains(&name.as_str()) {
                    out.push(format!("<{name}> is not ours in {html}"));
                }
                for (attribute, value) in &tag.attributes {
                    let attribute = String::from_utf8_lossy(attribute);
                    let value = String::from_utf8_lossy(value);
                    let leads = value.starts_with("http://") || value.starts_with("https://");
                    if !OUR_ATTRIBUTES.contains(&&*attribute) || (attribute == "href" && !leads) {
                        out.push(format!("{attribute}={value:?} is not ours in {html}"));
                    }
                }
            }
            Token::Comment(_) | Token::Doctype(_) => out.push(format!("no text and no element in {html}")),
            Token::EndTag(_) | Token::String(_) | Token::Error(_) => {}
        }
    }
    out
}

/// The text of some HTML as a reader sees it, white space collapsed.
fn text_of(html: &str) -> String {
    let mut out = String::new();
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::String(text) => out.push_str(&String::from_utf8_lossy(&text)),
            Token::StartTag(tag) if *tag.name == *b"br" => out.push('\n'),
            _ => {}
        }
    }
    collapse(&out)
}
