//! How many of the hard cases in sentences of our own come out right; `README.md` beside this says how they are written.

use nutgraf::Page;
use nutgraf::digest::{Points, Quote};

/// A case of the file.
pub(crate) struct Case {
    pub(crate) name: String,
    /// The paragraphs, a line each.
    pub(crate) text: String,
    language: String,
    answers: Vec<Answer>,
}

/// What somebody says in a case.
struct Answer {
    kind: Kind,
    /// The words, one after the other where they are split.
    parts: Vec<String>,
    /// Who says it, in any of these wordings; none where nobody is named.
    speakers: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `=`: between marks.
    Marked,
    /// `>`: told in the writer's words.
    Told,
    /// `?`: either, and it may be missing.
    Perhaps,
}

/// The cases of a file.
pub(crate) fn read(file: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (sign, rest) = line.split_once(' ').unwrap_or((line, ""));
        if sign == "*" {
            let (name, text) = (rest.to_owned(), String::new());
            cases.push(Case { name, text, language: "en".to_owned(), answers: Vec::new() });
            continue;
        }
        let case = cases.last_mut().unwrap_or_else(|| panic!("{line:?} stands before any case"));
        match sign {
            "@" => rest.clone_into(&mut case.language),
            "=" => case.answers.push(answer(Kind::Marked, rest)),
            ">" => case.answers.push(answer(Kind::Told, rest)),
            "?" => case.answers.push(answer(Kind::Perhaps, rest)),
            _ => {
                let gap = if case.text.is_empty() { "" } else { "\n" };
                case.text = format!("{}{gap}{line}", case.text);
            }
        }
    }
    cases
}

fn answer(kind: Kind, line: &str) -> Answer {
    let (words, speakers) = line.split_once(" | ").unwrap_or((line, ""));
    let speakers = speakers.split(" / ").filter(|speaker| !speaker.is_empty()).map(str::to_owned);
    let parts = words.split(" … ").map(str::to_owned).collect();
    Answer { kind, parts, speakers: speakers.collect() }
}

/// What is wrong with what comes out of a case: of the words between marks, and of those told in the writer's words.
pub(crate) fn mistakes(case: &Case) -> (Vec<String>, Vec<String>) {
    let mut page = Page::from_text(&case.text);
    page.hints.language = Some(case.language.clone());
    let digest = nutgraf::digest(&page);
    let text: Vec<char> = digest.article.text.chars().collect();
    let words = |ranges: &[Points]| -> Vec<String> {
        ranges.iter().map(|range| text[range.start..range.end].iter().collect()).collect()
    };
    let mut marked = Vec::new();
    let mut told = Vec::new();
    let mut found = vec![false; case.answers.len()];
    for quote in &digest.quotes {
        let parts = if quote.stretches.is_empty() { words(&quote.parts) } else { words(&quote.stretches) };
        let kind = if quote.stretches.is_empty() { Kind::Told } else { Kind::Marked };
        let into = if kind == Kind::Told { &mut told } else { &mut marked };
        for (index, answer) in case.answers.iter().enumerate() {
            if answer.parts == parts && (answer.kind == kind || answer.kind == Kind::Perhaps) {
                found[index] = true;
            }
        }
        let answer = case
            .answers
            .iter()
            .find(|answer| answer.parts == parts && (answer.kind == kind || answer.kind == Kind::Perhaps));
        if !answer.is_some_and(|answer| is_by(answer, quote)) {
            into.push(format!("found: {} | {}", parts.join(" … "), speaker(quote)));
        }
    }
    for (answer, _) in case.answers.iter().zip(&found).filter(|(_, found)| !**found) {
        let missing = format!("missing: {} | {}", answer.parts.join(" … "), answer.speakers.join(" / "));
        match answer.kind {
            Kind::Marked => marked.push(missing),
            Kind::Told => told.push(missing),
            Kind::Perhaps => {}
        }
    }
    (marked, told)
}

fn speaker(quote: &Quote) -> &str {
    quote
        .speaker
        .as_ref()
        .map_or("nobody", |speaker| if speaker.anonymous { &speaker.mention } else { &speaker.name })
}

fn is_by(answer: &Answer, quote: &Quote) -> bool {
    let bare = |name: &str| {
        let words = name.split(' ').filter(|word| !ARTICLES.contains(&word.to_lowercase().as_str()));
        words.collect::<Vec<_>>().join(" ")
    };
    if answer.speakers.is_empty() {
        // "A sign reads": whether the sign is named is all the same.
        return quote.speaker.as_ref().is_none_or(|speaker| speaker.anonymous);
    }
    answer.speakers.iter().any(|expected| bare(expected) == bare(speaker(quote)))
}

const ARTICLES: [&str; 4] = ["a", "an", "the", "ein"];
