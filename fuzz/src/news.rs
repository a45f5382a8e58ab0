//! News pages made up from random bytes: what stands on real ones, put together as nobody would.
//!
//! A [`News`] is what the fuzzer derives, [`News::markup`] the page. Pieces are chosen by number, so that a small change of the input is
//! a small change of the page; a few are any text at all.

mod piece;

use std::fmt::{self, Write as _};

use arbitrary::Arbitrary;

use piece::{Piece, of};

/// A page.
#[derive(Debug, Arbitrary)]
pub struct News {
    language: Option<bool>,
    head: Vec<Head>,
    /// Around the story: no element, or one of [`FRAMES`].
    frame: u8,
    headline: Vec<Piece>,
    parts: Vec<Part>,
    after: Vec<Part>,
}

#[derive(Debug, Arbitrary)]
enum Head {
    Title(Vec<Piece>),
    Meta(u8, Vec<Piece>),
    Data(Data),
    Base,
}

/// JSON-LD.
#[derive(Debug, Arbitrary)]
struct Data {
    kind: u8,
    headline: String,
    author: String,
    published: Vec<Piece>,
    body: Vec<Piece>,
}

#[derive(Debug, Arbitrary)]
enum Part {
    Paragraph(Attributes, Vec<Piece>),
    /// A paragraph as long as a lead.
    Lead(Vec<Piece>),
    Heading(u8, Vec<Piece>),
    List(u8, Vec<Vec<Piece>>),
    Quotation(Vec<Piece>),
    Table(u8, Vec<Vec<Piece>>),
    Figure(Vec<Piece>),
    Clutter(u8, Vec<Piece>),
    Wrapped(u8, Attributes, Vec<Part>),
    /// A tag that nothing closes, or that closes nothing.
    Tag(u8, Attributes),
    Comment(String),
    Bare(Vec<Piece>),
}

#[derive(Debug, Arbitrary)]
struct Attributes(Vec<(u8, u8)>);

const FRAMES: [&str; 6] = [
    "article",
    "main",
    "div class=\"article-body\"",
    "div itemprop=articleBody",
    "section id=story",
    "table><tr><td",
];

const METAS: [&str; 12] = [
    "property=og:title",
    "property=og:site_name",
    "property=og:url",
    "property=article:published_time",
    "property=article:author",
    "name=author",
    "name=date",
    "name=description",
    "property=og:type",
    "http-equiv=content-language",
    "itemprop=datePublished",
    "name=viewport",
];

const CLUTTER: [&str; 14] = [
    "aside class=\"related\"",
    "div class=\"ad advert\"",
    "div class=\"newsletter-signup\"",
    "nav",
    "footer",
    "ul class=\"share social\"",
    "section class=comments",
    "div class=\"author-bio\"",
    "div role=dialog class=cookie-banner",
    "div class=\"paywall subscribe\"",
    "form",
    "div class=tags",
    "p class=copyright",
    "div style=\"display: none\"",
];

const TAGS: [&str; 30] = [
    "p",
    "/p",
    "div",
    "/div",
    "b",
    "/b",
    "i",
    "a",
    "/a",
    "br",
    "ul",
    "li",
    "/ul",
    "table",
    "td",
    "/table",
    "h2",
    "/h1",
    "article",
    "/article",
    "svg",
    "/svg",
    "math",
    "template",
    "/template",
    "select",
    "button",
    "script",
    "/script",
    "plaintext",
];

const WRAPPERS: [&str; 10] =
    ["div", "section", "article", "blockquote", "span", "details", "figure", "center", "font", "li"];

const ATTRIBUTES: [&str; 20] = [
    "class",
    "id",
    "style",
    "hidden",
    "lang",
    "dir",
    "role",
    "href",
    "src",
    "alt",
    "title",
    "datetime",
    "itemprop",
    "onclick",
    "aria-hidden",
    "data-component",
    "name",
    "property",
    "content",
    "rel",
];

const VALUES: [&str; 20] = [
    "article-body",
    "ad",
    "related more",
    "display:none",
    "javascript:steal()",
    "author byline",
    "tag",
    "2024-03-12T14:05:00+01:00",
    "de",
    "rtl",
    "true",
    "articleBody",
    "https://a.example/?a=1&amp;b=2",
    "comments",
    "\u{202e}",
    "9999-99-99",
    "canonical",
    "&quot;&gt;<b>",
    "share",
    "live-blog",
];

impl News {
    /// The page as HTML.
    pub fn markup(&self) -> String {
        let mut out = String::from("<!doctype html><html><head>");
        self.head.iter().for_each(|head| head.write(&mut out));
        out.push_str("</head><body>");
        let frame = FRAMES.get(usize::from(self.frame) % (FRAMES.len() + 1));
        if let Some(frame) = frame {
            let _ = write!(out, "<{frame}>");
        }
        let _ = write!(out, "<h1>{}</h1>", of(&self.headline));
        self.parts.iter().for_each(|part| part.write(&mut out));
        if let Some(name) = frame.and_then(|frame| frame.split([' ', '>']).next()) {
            let _ = write!(out, "</{name}>");
        }
        self.after.iter().for_each(|part| part.write(&mut out));
        out
    }

    /// The language that the caller says the page is in, if any.
    pub fn language(&self) -> Option<&'static str> {
        self.language.map(|german| if german { "de" } else { "en" })
    }
}

impl Head {
    fn write(&self, out: &mut String) {
        let _ = match self {
            Self::Title(pieces) => write!(out, "<title>{}</title>", of(pieces)),
            Self::Meta(which, pieces) => {
                write!(
                    out,
                    "<meta {} content=\"{}\">",
                    pick(&METAS, *which),
                    of(pieces).replace('"', "&quot;")
                )
            }
            Self::Data(data) => {
                write!(out, "<script type=\"application/ld+json\">{}</script>", data.json())
            }
            Self::Base => write!(out, "<base href=\"https://other.example/\">"),
        };
    }
}

impl Data {
    fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "@context": "https://schema.org",
            "@type": pick(&["NewsArticle", "Article", "LiveBlogPosting", "Person", "WebPage"], self.kind),
            "headline": self.headline,
            "author": [{ "@type": "Person", "name": self.author }],
            "datePublished": of(&self.published),
            "articleBody": of(&self.body),
        })
    }
}

impl Part {
    fn write(&self, out: &mut String) {
        let _ = match self {
            Self::Paragraph(attributes, pieces) => write!(out, "<p{}>{}</p>\n", attributes.of(), of(pieces)),
            Self::Lead(pieces) => write!(out, "<p>{}{}</p>", piece::LEAD, of(pieces)),
            Self::Heading(level, pieces) => {
                let level = 1 + level % 6;
                write!(out, "<h{level}>{}</h{level}>", of(pieces))
            }
            Self::List(depth, items) => list(out, depth % 5, items),
            Self::Quotation(pieces) => write!(out, "<blockquote><p>{}</p></blockquote>", of(pieces)),
            Self::Table(columns, cells) => table(out, usize::from(columns % 4) + 1, cells),
            Self::Figure(pieces) => {
                write!(
                    out,
                    "<figure><img src=a.jpg alt=\"Dam\"><figcaption>{}</figcaption></figure>",
                    of(pieces)
                )
            }
            Self::Clutter(which, pieces) => {
                let tag = pick(&CLUTTER, *which);
                write!(out, "<{tag}>{}</{}>", of(pieces), tag.split(' ').next().unwrap_or(tag))
            }
            Self::Wrapped(which, attributes, parts) => {
                let name = pick(&WRAPPERS, *which);
                let _ = write!(out, "<{name}{}>", attributes.of());
                parts.iter().for_each(|part| part.write(out));
                write!(out, "</{name}>")
            }
            Self::Tag(which, attributes) => write!(out, "<{}{}>", pick(&TAGS, *which), attributes.of()),
            Self::Comment(text) => write!(out, "<!--{text}-->"),
            Self::Bare(pieces) => write!(out, "{}", of(pieces)),
        };
    }
}

fn list(out: &mut String, depth: u8, items: &[Vec<Piece>]) -> fmt::Result {
    out.push_str(&"<ul><li>".repeat(depth.into()));
    out.push_str("<ol>");
    for item in items {
        let _ = write!(out, "<li>{}", of(item));
    }
    out.push_str("</ol>");
    write!(out, "{}", "</ul>".repeat(depth.into()))
}

fn table(out: &mut String, columns: usize, cells: &[Vec<Piece>]) -> fmt::Result {
    out.push_str("<table>");
    for row in cells.chunks(columns) {
        out.push_str("<tr>");
        for cell in row {
            write!(out, "<td>{}</td>", of(cell))?;
        }
    }
    write!(out, "</table>")
}

impl Attributes {
    fn of(&self) -> String {
        let written = |(name, value): &(u8, u8)| {
            format!(" {}=\"{}\"", pick(&ATTRIBUTES, *name), pick(&VALUES, *value).replace('"', ""))
        };
        self.0.iter().take(4).map(written).collect()
    }
}

/// One of a list, by number.
fn pick(list: &[&'static str], which: u8) -> &'static str {
    list[usize::from(which) % list.len()]
}
