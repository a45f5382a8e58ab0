//! What the sidebar shows of a page: the only types that cross into JavaScript.
//!
//! Offsets are Unicode code points of `article.text` from here on; elements are counted in document order. Optional fields that have
//! nothing to say are left out of the JSON, except where the format promises a null.

mod actors;
mod fragment;
pub mod plan;
mod points;
mod render;
mod rest;

use std::ops::Range;

use points::CodePoints;
pub use render::Labels;
use serde::Serialize;

use crate::Reading;
use crate::article::{BlockKind, Kind, Reason};
use crate::facts::DateKind;
use crate::names::EntityKind;
use crate::page::Page;
use crate::quotes::QuoteKind;

/// Version of the JSON.
pub const VERSION: u32 = 1;

/// Words a minute of an adult reading silently for pleasure (Brysbaert 2019, a meta-analysis: 238).
const WORDS_A_MINUTE: usize = 238;

/// A page, laid out.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented JSON format")]
pub struct Digest {
    pub version: u32,
    pub page: PageFacts,
    pub article: Story,
    pub key_points: Vec<Excerpt>,
    pub people: Vec<Entity>,
    pub organisations: Vec<Entity>,
    pub places: Vec<Entity>,
    pub dates: Vec<Date>,
    pub numbers: Vec<Number>,
    pub quotes: Vec<Quote>,
    pub clutter: Vec<Clutter>,
}

/// What the page says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented JSON format")]
pub struct PageFacts {
    pub url: String,
    pub title: Option<String>,
    pub site: Option<String>,
    pub byline: Vec<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub language: String,
    /// "article", "live", "stub" or "none".
    pub kind: &'static str,
    pub words: usize,
    pub minutes: usize,
}

/// The story's text and blocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented JSON format")]
pub struct Story {
    pub text: String,
    pub blocks: Vec<Block>,
}

/// A block of the story; a caption has no range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented JSON format")]
pub struct Block {
    pub kind: &'static str,
    #[serde(flatten)]
    pub range: Option<Points>,
    pub element: u32,
}

/// A range in code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented JSON format")]
pub struct Points {
    pub start: usize,
    pub end: usize,
}

/// A sentence of the story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented JSON format")]
pub struct Excerpt {
    pub text: String,
    #[serde(flatten)]
    pub range: Points,
}

/// Somebody or something named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented JSON format")]
pub struct Entity {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    pub mentions: Vec<Points>,
    #[serde(skip)]
    pub prominence: usize,
}

/// An expression of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented JSON format")]
pub struct Date {
    pub text: String,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub value: Option<String>,
    #[serde(flatten)]
    pub range: Points,
}

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented JSON format")]
pub struct Number {
    pub text: String,
    pub value: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    #[serde(flatten)]
    pub range: Points,
}

/// Words that somebody said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented JSON format")]
pub struct Quote {
    pub text: String,
    pub kind: &'static str,
    #[serde(flatten)]
    pub range: Points,
    pub parts: Vec<Points>,
    /// The words between marks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stretches: Vec<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<String>,
    pub speaker: Option<Speaker>,
}

/// Who said a quote; the range is that of the mention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented JSON format")]
pub struct Speaker {
    pub name: String,
    pub mention: String,
    #[serde(flatten)]
    pub range: Points,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    pub anonymous: bool,
}

/// Something that is not the story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented JSON format")]
pub struct Clutter {
    pub element: u32,
    pub reason: &'static str,
    pub text: String,
}

/// Lays out what the stages made of a page.
pub fn assemble(page: &Page, reading: &Reading) -> Digest {
    let border = Border { page, points: CodePoints::of(&reading.article.text), reading };
    border.digest()
}

/// Inner types on one side, the digest's on the other.
struct Border<'a> {
    page: &'a Page,
    points: CodePoints<'a>,
    reading: &'a Reading,
}

impl Border<'_> {
    fn digest(&self) -> Digest {
        let Reading { article, quotes, facts, key_points, .. } = self.reading;

        Digest {
            version: VERSION,
            page: self.page_facts(),
            article: Story {
                text: article.text.clone(),
                blocks: article
                    .blocks
                    .iter()
                    .map(|block| Block {
                        kind: block_kind(block.kind),
                        range: block.range.as_ref().map(|range| self.points.range(range)),
                        element: self.page.node(block.element).ordinal,
                    })
                    .collect(),
            },
            key_points: key_points
                .iter()
                .map(|span| Excerpt { text: self.words(span), range: self.points.range(span) })
                .collect(),
            people: self.entities(EntityKind::Person),
            organisations: self.entities(EntityKind::Organisation),
            places: self.entities(EntityKind::Place),
            dates: facts
                .dates
                .iter()
                .map(|date| Date {
                    text: self.words(&date.span),
                    kind: date_kind(date.kind),
                    value: date.value.clone(),
                    range: self.points.range(&date.span),
                })
                .collect(),
            numbers: facts
                .numbers
                .iter()
                .map(|number| Number {
                    text: self.words(&number.span),
                    value: number.value,
                    unit: number.unit.clone(),
                    about: number.about.as_ref().map(|span| self.words(span)),
                    range: self.points.range(&number.span),
                })
                .collect(),
            quotes: quotes.iter().map(|quote| self.quote(quote)).collect(),
            clutter: self.clutter(&article.clutter),
        }
    }

    fn page_facts(&self) -> PageFacts {
        let article = &self.reading.article;
        let metadata = &article.metadata;
        let words = article.blocks.iter().filter_map(|block| block.range.clone());
        let words = words.map(|range| article.text[range].split_whitespace().count()).sum::<usize>();
        PageFacts {
            url: metadata.url.clone().unwrap_or_else(|| self.page.url.clone()),
            title: metadata.title.clone(),
            site: metadata.site.clone(),
            byline: metadata.byline.clone(),
            published: metadata.published.clone(),
            modified: metadata.modified.clone(),
            language: metadata.language.clone().unwrap_or_else(|| article.language.code.to_owned()),
            kind: match article.kind {
                Kind::Article => "article",
                Kind::Live => "live",
                Kind::Stub => "stub",
                Kind::None => "none",
            },
            words,
            minutes: words.div_ceil(WORDS_A_MINUTE),
        }
    }

    fn words(&self, span: &Range<usize>) -> String {
        self.reading.article.text[span.clone()].to_owned()
    }

    fn entities(&self, kind: EntityKind) -> Vec<Entity> {
        let names = &self.reading.names;
        // Sorted into entities once: a page may name thousands.
        let mut mentions = vec![Vec::new(); names.entities.len()];
        for mention in &names.mentions {
            mentions[mention.entity].push(self.points.range(&mention.span));
        }
        names
            .of_kind(kind)
            .map(|(index, entity)| Entity {
                name: self.words(&entity.name),
                role: entity.role.as_ref().map(|role| self.words(role)),
                mentions: std::mem::take(&mut mentions[index]),
                prominence: entity.prominence,
            })
            .collect()
    }

    fn quote(&self, quote: &crate::quotes::Quote) -> Quote {
        Quote {
            text: self.words(&quote.span),
            kind: match quote.kind {
                QuoteKind::Direct => "direct",
                QuoteKind::Indirect => "indirect",
                QuoteKind::Mixed => "mixed",
            },
            range: self.points.range(&quote.span),
            parts: quote.parts.iter().map(|part| self.points.range(part)).collect(),
            stretches: quote.stretches.iter().map(|stretch| self.points.range(stretch)).collect(),
            cue: quote.cue.as_ref().map(|cue| self.words(cue)),
            speaker: quote.speaker.as_ref().map(|speaker| self.speaker(speaker)),
        }
    }

    fn speaker(&self, speaker: &crate::quotes::Speaker) -> Speaker {
        let mention = self.words(&speaker.mention);
        let name = speaker.entity.map(|entity| self.words(&self.reading.names.entities[entity].name));
        Speaker {
            anonymous: name.is_none(),
            name: name.unwrap_or_else(|| mention.clone()),
            mention,
            range: self.points.range(&speaker.mention),
            role: speaker.role.as_ref().map(|role| self.words(role)),
        }
    }

    fn clutter(&self, clutter: &[crate::article::Clutter]) -> Vec<Clutter> {
        clutter
            .iter()
            .map(|item| Clutter {
                element: self.page.node(item.element).ordinal,
                reason: reason(item.reason),
                text: item.text.clone(),
            })
            .collect()
    }
}

fn block_kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list-item",
        BlockKind::Quote => "quote",
        BlockKind::Caption => "caption",
        BlockKind::Table => "table",
        BlockKind::Code => "code",
    }
}

fn date_kind(kind: DateKind) -> &'static str {
    match kind {
        DateKind::Date => "date",
        DateKind::Time => "time",
        DateKind::Duration => "duration",
        DateKind::Set => "set",
    }
}

/// The name of a reason in the JSON.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Advert => "advert",
        Reason::Related => "related",
        Reason::Newsletter => "newsletter",
        Reason::Share => "share",
        Reason::AuthorBio => "author-bio",
        Reason::Comments => "comments",
        Reason::Navigation => "navigation",
        Reason::Cookie => "cookie",
        Reason::Promo => "promo",
        Reason::Paywall => "paywall",
        Reason::Follow => "follow",
        Reason::Tags => "tags",
        Reason::Copyright => "copyright",
        Reason::Credit => "credit",
        Reason::Update => "update",
        Reason::Overlay => "overlay",
        Reason::Other => "other",
    }
}
