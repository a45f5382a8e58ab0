//! What is written of a digest is text, in every format: no element but ours, no link but to a page, and the same words in each.

use html5gum::{Token, Tokenizer};
use nutgraf::digest::Digest;
use nutgraf::digest::plan::Plan;
use nutgraf::page::{Attribute, Tag as PageTag, html};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use serde_json::Value;

/// Elements and attributes of the HTML that we write.
const OURS: [&str; 13] =
    ["header", "section", "h1", "h2", "p", "br", "a", "ul", "li", "strong", "cite", "blockquote", "time"];
const OUR_ATTRIBUTES: [&str; 2] = ["href", "lang"];

/// Stands for a link whose words are its address, which each format writes in its own way.
const LINK: char = '\u{f8ff}';

/// What is wrong with what is written of a digest.
pub(crate) fn complaints_of(digest: &Digest) -> Vec<String> {
    let (html, markdown, text) = (digest.to_html(), digest.to_markdown(), digest.to_text());
    let mut out = foreign(&html);
    out.extend(formatted(&markdown));
    out.extend(differ(&html, &markdown));
    let (plain, rich) = (squeezed(&text), words_of_html(&html));
    let points = digest.key_points.iter().map(|point| squeezed(&point.text));
    let lost = points.filter(|point| !plain.contains(point) || !rich.contains(point));
    out.extend(lost.map(|point| format!("{point:?} is not in the text of what is copied")));
    if (digest.to_html(), digest.to_markdown(), digest.to_text()) != (html, markdown, text) {
        out.push("written otherwise the second time".to_owned());
    }
    out
}

/// The same of every piece that can be copied by itself.
pub(crate) fn complaints_of_pieces(plan: &Plan) -> Vec<String> {
    let json = serde_json::to_value(plan).expect("a plan is JSON");
    let mut all = Vec::new();
    pieces(&json["copy"], &mut all);
    pieces(&json["clips"], &mut all);
    let complaints = |(html, markdown): &(String, String)| {
        [foreign(html), formatted(markdown), differ(html, markdown).into_iter().collect()].concat()
    };
    all.iter().flat_map(complaints).collect()
}

/// The HTML and the Markdown of every piece.
fn pieces(json: &Value, out: &mut Vec<(String, String)>) {
    match json {
        Value::Array(values) => values.iter().for_each(|value| pieces(value, out)),
        Value::Object(fields) => {
            let of = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
            out.extend(of("html").zip(of("markdown")));
            fields.values().for_each(|value| pieces(value, out));
        }
        _ => {}
    }
}

/// What there is in HTML that is neither text nor ours; first tag by tag, then as the tree that a browser makes of it.
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
                    if !OUR_ATTRIBUTES.contains(&&*attribute) || (attribute == "href" && !leads(&value)) {
                        out.push(format!("{attribute}={value:?} is not ours in {html}"));
                    }
                }
            }
            Token::Comment(_) | Token::Doctype(_) => out.push(format!("no text and no element in {html}")),
            Token::EndTag(_) | Token::String(_) | Token::Error(_) => {}
        }
    }
    let page = html::parse(html);
    for (id, node) in page.nodes() {
        let around = matches!(node.tag, PageTag::Text | PageTag::Html | PageTag::Head | PageTag::Body);
        if !around && !OURS.contains(&node.tag.name()) {
            out.push(format!("{} in the tree of {html}", node.tag.name()));
        }
        if page.attributes(id).any(|(name, _)| !matches!(name, Attribute::Href | Attribute::Lang)) {
            out.push(format!("an attribute in the tree of {html}"));
        }
    }
    out
}

fn leads(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    url.starts_with("http://") || url.starts_with("https://")
}

/// What Markdown would make of page text that is not text.
fn formatted(markdown: &str) -> Vec<String> {
    let is_ours = |event: &Event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => leads(dest_url),
        Event::Start(
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::List(None)
            | Tag::Item
            | Tag::Strong
            | Tag::Emphasis
            | Tag::BlockQuote(None),
        )
        | Event::End(_)
        | Event::Text(_)
        | Event::SoftBreak
        | Event::HardBreak => true,
        _ => false,
    };
    let strange = read(markdown).filter(|event| !is_ours(event));
    strange.map(|event| format!("{event:?} in the Markdown {markdown:?}")).collect()
}

fn read(markdown: &str) -> Parser<'_> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    Parser::new_ext(markdown, options)
}

/// HTML and Markdown say the same when they are read.
fn differ(html: &str, markdown: &str) -> Option<String> {
    let (one, other) = (words_of_html(html), words_of_markdown(markdown));
    (one != other).then(|| format!("HTML says {one:?}, Markdown {other:?}: {markdown:?}"))
}

/// The text of some HTML as a reader sees it, without white space.
fn words_of_html(html: &str) -> String {
    let mut out = String::new();
    let mut link = None;
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::String(text) => out.push_str(&String::from_utf8_lossy(&text)),
            Token::StartTag(tag) if *tag.name == *b"a" => {
                let mut attributes = tag.attributes.iter();
                let href = attributes.find(|(name, _)| &***name == b"href").map(|(_, value)| value);
                link = href.map(|href| (out.len(), String::from_utf8_lossy(href).into_owned()));
            }
            Token::EndTag(tag) if *tag.name == *b"a" => {
                if let Some((start, _)) =
                    link.take().filter(|(start, href)| squeezed(&out[*start..]) == squeezed(href))
                {
                    out.truncate(start);
                    out.push(LINK);
                }
            }
            _ => {}
        }
    }
    squeezed(&out)
}

/// The text of some Markdown as a reader sees it, without white space.
fn words_of_markdown(markdown: &str) -> String {
    let mut out = String::new();
    let mut link = None;
    for event in read(markdown) {
        match event {
            Event::Text(text) => out.push_str(&text),
            Event::Start(Tag::Link { link_type: LinkType::Autolink, .. }) => link = Some(out.len()),
            Event::End(TagEnd::Link) => {
                if let Some(start) = link.take() {
                    out.truncate(start);
                    out.push(LINK);
                }
            }
            _ => {}
        }
    }
    squeezed(&out)
}

/// Without white space and without the characters that neither HTML nor Markdown can hold.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\0' | '\u{fffd}')).collect()
}
