//! A digest to take along, as Markdown, plain text or HTML: what "Copy summary" copies and the command line prints.
//!
//! [`Sheet`] chooses what is on it, once for all three; each format is a file that only writes it down. The page's words stay as they
//! are, but for white space; ours are [`Labels`], so that they can be put in the reader's language.

mod day;
mod html;
mod markdown;
mod plain;

use std::collections::BTreeSet;

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
        no_story: "No story was found on this page.",
        beginning_only: "Only the beginning of this story is on the page.",
        weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    };
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
        markdown::write(&Sheet::of(self, labels), labels)
    }

    /// As plain text.
    pub fn plain_text(&self, labels: &Labels) -> String {
        plain::write(&Sheet::of(self, labels), labels)
    }

    /// As an HTML fragment that pastes well into a letter or a document. Page text is never markup in it.
    pub fn html(&self, labels: &Labels) -> String {
        html::write(&Sheet::of(self, labels), labels)
    }
}

/// What stands on a summary, white space collapsed.
#[derive(Debug)]
struct Sheet {
    language: String,
    headline: Option<String>,
    /// Site, byline and date, as far as they are known.
    origin: Vec<String>,
    /// Only ever http or https.
    link: Option<String>,
    /// The one sentence that a page gets that has no whole story.
    remark: Option<String>,
    key_points: Vec<String>,
    facts: Vec<Row>,
    quotes: Vec<Said>,
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
        let byline = Some(page.byline.join(", ")).filter(|names| !names.is_empty());
        Self {
            language: page.language.clone(),
            headline: page.title.as_deref().map(collapse),
            origin: [page.site.clone(), byline, published]
                .into_iter()
                .flatten()
                .map(|part| collapse(&part))
                .collect(),
            link: Some(&page.url).filter(|url| is_web_address(url)).cloned(),
            remark: match page.kind {
                "none" => Some(labels.no_story.to_owned()),
                "stub" => Some(labels.beginning_only.to_owned()),
                _ => None,
            },
            key_points: digest.key_points.iter().map(|point| collapse(&point.text)).collect(),
            facts: facts(digest, labels),
            quotes: quotes(digest),
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

/// The people and, where they leave room, the organisations.
fn who(digest: &Digest) -> Vec<Entry> {
    digest.people.iter().chain(&digest.organisations).take(MOST).map(named).collect()
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

/// What was said between quotation marks. Reported speech is the writer's words; it stays in the sidebar.
fn quotes(digest: &Digest) -> Vec<Said> {
    // Where each code point of the story begins, and the end.
    let text = &*digest.article.text;
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let words = |quote: &Quote| {
        // A fragment's marks are inside it: they say which words are the speaker's.
        if quote.kind == "mixed" {
            collapse(&quote.text)
        } else {
            let parts = quote
                .parts
                .iter()
                .filter_map(|part| text.get(*starts.get(part.start)?..*starts.get(part.end)?).map(collapse));
            let parts: Vec<_> = parts.collect();
            format!("“{}”", if parts.is_empty() { collapse(&quote.text) } else { parts.join(" … ") })
        }
    };
    let spoken = digest.quotes.iter().filter(|quote| quote.kind != "indirect");
    spoken
        .map(|quote| {
            let speaker = quote.speaker.as_ref();
            let name = speaker.map(|speaker| collapse(&speaker.name));
            let role = speaker.and_then(|speaker| speaker.role.as_deref()).map(collapse);
            Said { words: words(quote), role: role.filter(|role| Some(role) != name.as_ref()), speaker: name }
        })
        .collect()
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
