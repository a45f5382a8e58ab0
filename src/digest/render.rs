//! A digest to take along, as Markdown, plain text or HTML: what "Copy summary" copies and the command line prints.
//!
//! [`Sheet`] chooses what is on it, once for all three; each format is a file that only writes it down. The page's words stay as they
//! are, but for white space; ours are [`Labels`], so that they can be put in the reader's language.

mod clips;
mod day;
mod html;
mod markdown;
mod plain;

use std::collections::BTreeSet;

use serde::Serialize;

pub(super) use clips::Clips;

use super::{Date, Digest, Entity, Number, Quote};

/// Entries of each kind of fact: a summary is read in one go.
const MOST: usize = 6;

/// The words on a summary that are ours and not the page's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it; English has the words")]
pub struct Labels<'a> {
    pub key_points: &'a str,
    pub facts: &'a str,
    pub who: &'a str,
    pub when: &'a str,
    pub r#where: &'a str,
    pub how_many: &'a str,
    pub quotes: &'a str,
    /// Above what people said as the writer tells it.
    pub reported: &'a str,
    /// Said of a page without a story.
    pub no_story: &'a str,
    /// Said of a page that has only the beginning of its story.
    pub beginning_only: &'a str,
    /// Short names, Monday first.
    pub weekdays: [&'a str; 7],
    /// Short names, January first.
    pub months: [&'a str; 12],
}

impl Labels<'static> {
    /// In English.
    pub const ENGLISH: Self = Self {
        key_points: "Key points",
        facts: "Facts",
        who: "Who",
        when: "When",
        r#where: "Where",
        how_many: "How many",
        quotes: "Quotes",
        reported: "Reported speech",
        no_story: "No story was found on this page.",
        beginning_only: "Only the beginning of this story is on the page.",
        weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    };
}

impl<'a> Labels<'a> {
    /// From lines, one a label in the order of the fields; in English where there are fewer.
    pub fn of_lines(lines: &'a str) -> Self {
        let mut labels = Labels::ENGLISH;
        let words = [
            &mut labels.key_points,
            &mut labels.facts,
            &mut labels.who,
            &mut labels.when,
            &mut labels.r#where,
            &mut labels.how_many,
            &mut labels.quotes,
            &mut labels.reported,
            &mut labels.no_story,
            &mut labels.beginning_only,
        ];
        let words = words.into_iter().chain(&mut labels.weekdays).chain(&mut labels.months);
        for (word, line) in words.zip(lines.lines()).filter(|(_, line)| !line.is_empty()) {
            *word = line;
        }
        labels
    }
}

impl Default for Labels<'static> {
    fn default() -> Self {
        Self::ENGLISH
    }
}

impl Digest {
    /// As Markdown, in English.
    pub fn to_markdown(&self) -> String {
        self.markdown(&Labels::ENGLISH)
    }

    /// As plain text, in English.
    pub fn to_text(&self) -> String {
        self.plain_text(&Labels::ENGLISH)
    }

    /// As HTML, in English.
    pub fn to_html(&self) -> String {
        self.html(&Labels::ENGLISH)
    }

    /// As Markdown. What Markdown would take for markup is escaped.
    pub fn markdown(&self, labels: &Labels) -> String {
        self.joined(labels, markdown::FORMAT)
    }

    /// As plain text.
    pub fn plain_text(&self, labels: &Labels) -> String {
        self.joined(labels, plain::FORMAT)
    }

    /// As an HTML fragment that pastes well into a letter or a document. Page text is never markup in it.
    pub fn html(&self, labels: &Labels) -> String {
        self.joined(labels, html::FORMAT)
    }

    /// All pieces of the summary but reported speech, which is the writer's words; it stays in the sidebar.
    fn joined(&self, labels: &Labels, format: Format) -> String {
        let Pieces { head, key_points, facts, quotes, .. } = pieces(&Sheet::of(self, labels), labels, format);
        [head, key_points, facts, quotes].concat().trim_start().to_owned()
    }

    /// The pieces of the summary, each in every format; one after the other they are the summary, and any may be left out.
    pub(super) fn pieces(&self, labels: &Labels) -> Pieces<Clip> {
        let sheet = Sheet::of(self, labels);
        let [html, markdown, text] = FORMATS.map(|format| pieces(&sheet, labels, format));
        let clip = |html, markdown, text| Clip { html, markdown, text };
        Pieces {
            head: clip(html.head, markdown.head, text.head),
            key_points: clip(html.key_points, markdown.key_points, text.key_points),
            facts: clip(html.facts, markdown.facts, text.facts),
            quotes: clip(html.quotes, markdown.quotes, text.quotes),
            reported: clip(html.reported, markdown.reported, text.reported),
            citation: clip(html.citation, markdown.citation, text.citation),
        }
    }
}

/// A piece of text in the formats that can be copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented seam; see plan.d.ts")]
pub struct Clip {
    pub html: String,
    pub markdown: String,
    pub text: String,
}

/// A summary by its sections. A section that has nothing is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented seam; see plan.d.ts")]
pub struct Pieces<T> {
    pub head: T,
    pub key_points: T,
    pub facts: T,
    pub quotes: T,
    pub reported: T,
    /// The story as a list of references names it; stands by itself.
    pub citation: T,
}

/// How one format writes things down.
#[derive(Clone, Copy)]
struct Format {
    head: fn(&Sheet) -> String,
    /// A section: its language, its label and what is under it.
    section: fn(&str, &str, &Section) -> String,
    citation: fn(&Sheet) -> String,
    /// An entry by itself: what it says, where that is from, and a link to it.
    entry: fn(&Body, &Sheet, &str) -> String,
}

/// In the order of [`Clip`].
const FORMATS: [Format; 3] = [html::FORMAT, markdown::FORMAT, plain::FORMAT];

/// What is in a section.
enum Section<'a> {
    Points(&'a [String]),
    Rows(&'a [Row]),
    Quotes(&'a [Said]),
}

impl Section<'_> {
    fn is_empty(&self) -> bool {
        match self {
            Self::Points(points) => points.is_empty(),
            Self::Rows(rows) => rows.is_empty(),
            Self::Quotes(quotes) => quotes.is_empty(),
        }
    }
}

/// What an entry says.
#[derive(Debug)]
enum Body {
    Point(String),
    Fact(Entry),
    Quote(Said),
}

fn pieces(sheet: &Sheet, labels: &Labels, format: Format) -> Pieces<String> {
    let section = |label: &str, content: Section| {
        if content.is_empty() { String::new() } else { (format.section)(&sheet.language, label, &content) }
    };
    Pieces {
        head: (format.head)(sheet),
        key_points: section(labels.key_points, Section::Points(&sheet.key_points)),
        facts: section(labels.facts, Section::Rows(&sheet.facts)),
        quotes: section(labels.quotes, Section::Quotes(&sheet.quotes)),
        reported: section(labels.reported, Section::Quotes(&sheet.reported)),
        citation: (format.citation)(sheet),
    }
}

/// What stands on a summary, white space collapsed.
#[derive(Debug)]
struct Sheet {
    language: String,
    headline: Option<String>,
    /// Site, byline and date, as far as they are known.
    origin: Vec<String>,
    byline: Vec<String>,
    site: Option<String>,
    /// The day of publication, without its weekday.
    day: Option<String>,
    /// Only ever http or https.
    link: Option<String>,
    /// The one sentence that a page gets that has no whole story.
    remark: Option<String>,
    key_points: Vec<String>,
    facts: Vec<Row>,
    quotes: Vec<Said>,
    reported: Vec<Said>,
}

/// A kind of fact, under its label.
#[derive(Debug)]
struct Row {
    label: String,
    entries: Vec<Entry>,
}

/// A fact: what catches the eye and what is said of it.
#[derive(Debug)]
struct Entry {
    lead: String,
    note: Note,
}

#[derive(Debug)]
enum Note {
    None,
    /// Stands beside the lead, as if in brackets: a role, the words a date was printed in.
    Aside(String),
    /// Continues the lead, which is a number: what it counts.
    Counted(String),
}

/// A quote, in marks if all of it was.
#[derive(Debug)]
struct Said {
    words: String,
    speaker: Option<String>,
    role: Option<String>,
}

impl Sheet {
    fn of(digest: &Digest, labels: &Labels) -> Self {
        let page = &digest.page;
        let published = page.published.as_deref().and_then(|date| day::shown(date, labels));
        let said = |reported| {
            let these = quotes(digest).filter(|(quote, _)| (quote.kind == "indirect") == reported);
            these.map(|(_, said)| said).collect()
        };
        let byline = Some(page.byline.join(", ")).filter(|names| !names.is_empty());
        Self {
            language: page.language.clone(),
            headline: page.title.as_deref().map(collapse),
            origin: [page.site.clone(), byline, published]
                .into_iter()
                .flatten()
                .map(|part| collapse(&part))
                .collect(),
            byline: page.byline.iter().map(|name| collapse(name)).collect(),
            site: page.site.as_deref().map(collapse),
            day: page.published.as_deref().and_then(|date| day::without_weekday(date, labels)),
            link: Some(&page.url).filter(|url| is_web_address(url)).cloned(),
            remark: match page.kind {
                "none" => Some(labels.no_story.to_owned()),
                "stub" => Some(labels.beginning_only.to_owned()),
                _ => None,
            },
            key_points: digest.key_points.iter().map(|point| collapse(&point.text)).collect(),
            facts: facts(digest, labels),
            quotes: said(false),
            reported: said(true),
        }
    }
}

fn facts(digest: &Digest, labels: &Labels) -> Vec<Row> {
    let rows = [
        (labels.who, who(digest)),
        (labels.when, when(&digest.dates, labels)),
        (labels.r#where, digest.places.iter().take(MOST).map(named).collect()),
        (labels.how_many, how_many(&digest.numbers)),
    ];
    rows.into_iter()
        .filter(|(_, entries)| !entries.is_empty())
        .map(|(label, entries)| Row { label: label.to_owned(), entries })
        .collect()
}

fn who(digest: &Digest) -> Vec<Entry> {
    digest.actors().into_iter().take(MOST).map(named).collect()
}

fn named(entity: &Entity) -> Entry {
    let role = entity.role.as_deref().map(collapse);
    Entry { lead: collapse(&entity.name), note: role.map_or(Note::None, Note::Aside) }
}

/// The days, months and years that are told, each once, with the words that told it first.
fn when(dates: &[Date], labels: &Labels) -> Vec<Entry> {
    let mut told = BTreeSet::new();
    let resolved = dates.iter().filter(|date| matches!(date.kind, "date" | "time"));
    resolved
        .filter_map(|date| Some((day::shown(date.value.as_deref()?, labels)?, collapse(&date.text))))
        .filter(|(day, _)| told.insert(day.clone()))
        .take(MOST)
        .map(|(day, words)| {
            let note = if day == words { Note::None } else { Note::Aside(format!("“{words}”")) };
            Entry { lead: day, note }
        })
        .collect()
}

/// Numbers whose meaning the story tells, each once.
fn how_many(numbers: &[Number]) -> Vec<Entry> {
    let mut told = BTreeSet::new();
    numbers
        .iter()
        .filter_map(|number| Some((collapse(&number.text), collapse(number.about.as_deref()?))))
        .filter(|entry| told.insert(entry.clone()))
        .take(MOST)
        .map(|(lead, about)| Entry { lead, note: Note::Counted(about) })
        .collect()
}

/// What was said, each with its quote: words between quotation marks, and in none those that the writer reports.
fn quotes(digest: &Digest) -> impl Iterator<Item = (&Quote, Said)> {
    // Where each code point of the story begins, and the end.
    let text = &*digest.article.text;
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let words = move |quote: &Quote| {
        // A fragment's marks are inside it: they say which words are the speaker's.
        if quote.kind != "direct" {
            return collapse(&quote.text);
        }
        let parts = quote
            .parts
            .iter()
            .filter_map(|part| text.get(*starts.get(part.start)?..*starts.get(part.end)?).map(collapse));
        let parts: Vec<_> = parts.collect();
        format!("“{}”", if parts.is_empty() { collapse(&quote.text) } else { parts.join(" … ") })
    };
    digest.quotes.iter().map(move |quote| {
        let speaker = quote.speaker.as_ref();
        let name = speaker.map(|speaker| collapse(&speaker.name));
        let role = speaker.and_then(|speaker| speaker.role.as_deref()).map(collapse);
        let role = role.filter(|role| Some(role) != name.as_ref());
        (quote, Said { words: words(quote), role, speaker: name })
    })
}

fn is_web_address(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}

/// Runs of white space as one space each, none at the ends.
fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
