//! A story of a pack as the crate reads it, beside what its annotators say.

use std::ops::Range;

use anyhow::{Context, ensure};
use nutgraf::article::{self, Article};
use nutgraf::names::{self, Names};
use nutgraf::quotes::evidence::{Candidate, Stretch};
use nutgraf::quotes::{Quote, QuoteKind};
use nutgraf::text::{self, Text};
use serde_json::{Value, json};

use crate::score::text_page;

/// What is to be learnt from a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lesson {
    All,
    /// Who says something: marks were put around its reported speech.
    Speakers,
    /// What is speech: the rest is learnt from the same story with other marks.
    Marks,
}

/// A story with its gold.
#[derive(Debug)]
pub(super) struct Story {
    pub(super) lesson: Lesson,
    pack: String,
    id: String,
    pub(super) article: Article,
    pub(super) text: Text,
    pub(super) names: Names,
    /// The byte at which each code point of the text begins, and the end.
    bytes: Vec<usize>,
    quotes: Vec<Gold>,
    /// Words between marks, each with the quote it belongs to.
    stretches: Vec<(Range<usize>, usize)>,
}

/// A quote as annotated.
#[derive(Debug)]
pub(super) struct Gold {
    parts: Vec<Range<usize>>,
    indirect: bool,
    /// Told as speech; the others are beliefs, perceptions and the like.
    speech: bool,
    pub(super) speaker: Option<Range<usize>>,
    canonical: Option<String>,
}

impl Story {
    pub(super) fn read(record: &Value, pack: &str) -> anyhow::Result<Self> {
        let id = record["id"].as_str().context("no id")?.to_owned();
        let words = record["text"].as_str().with_context(|| format!("{id}: no text"))?;
        let mut page = text_page(record, words, "date");
        page.hints.language = record["lang"].as_str().map(str::to_owned);
        let article = article::extract(&page);
        ensure!(article.text == words, "{id}: the text is not what the crate reads");
        let text = text::segment(&article, article.language);
        let names = names::find(&article, &text, article.language);
        let bytes: Vec<usize> = words.char_indices().map(|(at, _)| at).chain([words.len()]).collect();
        let range = |start: &Value, end: &Value| {
            let place = |value: &Value| bytes.get(usize::try_from(value.as_u64()?).ok()?).copied();
            Some(place(start)?..place(end)?)
        };
        let list = |key: &str| record[key].as_array().into_iter().flatten();
        // The German pack gives no other kind of attribution than speech.
        let speech = |quote: &Value| pack.starts_with("dewiki") || quote["cue_class"] != "other";
        let quotes = list("quotes").map(|quote| Gold {
            parts: quote["parts"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|part| range(&part[0], &part[1]))
                .collect(),
            indirect: quote["kind"] == "indirect",
            speech: speech(quote),
            speaker: range(&quote["speaker_start"], &quote["speaker_end"]),
            canonical: quote["speaker_canonical"].as_str().map(str::to_owned),
        });
        let quotes: Vec<_> = quotes.collect();
        let ids: Vec<_> = list("quotes").map(|quote| &quote["id"]).collect();
        let stretches = list("stretches").filter_map(|stretch| {
            let quote = ids.iter().position(|id| **id == stretch["quote"])?;
            Some((range(&stretch["start"], &stretch["end"])?, quote))
        });
        let stretches = stretches.collect();
        Ok(Self {
            lesson: Lesson::All,
            pack: pack.to_owned(),
            id,
            article,
            text,
            names,
            bytes,
            quotes,
            stretches,
        })
    }

    /// The same for a stretch that is speech or is not: the German annotators call most fragments direct speech, so that none ought to
    /// be missed, while in English they are mixed and a false one costs more.
    pub(super) fn weight_of_speech(&self, speech: bool) -> f32 {
        let fragments = if self.pack.starts_with("dewiki") && speech { 2.0 } else { 1.0 };
        self.weight() * fragments
    }

    /// The same for a clause that is reported or is not: lessons have few that are not.
    pub(super) fn weight_of_report(&self) -> f32 {
        if self.pack == "lessons" { 0.3 } else { 1.0 }
    }

    pub(super) fn teaching(self, lesson: Lesson) -> Self {
        Self { lesson, ..self }
    }

    pub(super) fn is_of(&self, pack: &str) -> bool {
        self.pack == pack
    }

    /// How much the story counts: the small packs would drown in the large one.
    pub(super) fn weight(&self) -> f32 {
        match &*self.pack {
            "hardcases.jsonl" => 8.0,
            "dewiki.jsonl.gz" => 3.0,
            "lessons" if self.article.language.code == "en" => 0.5,
            _ => 1.0,
        }
    }

    /// Which of some parts the story falls into, by its id; the same article with other marks falls into the same.
    pub(super) fn fold(&self, folds: usize) -> usize {
        (self.hash() >> 8) as usize % folds
    }

    /// The same for another split.
    pub(super) fn inner_fold(&self, folds: usize) -> usize {
        (self.hash() >> 20) as usize % folds
    }

    fn hash(&self) -> u32 {
        let name = self.id.rsplit('/').next().unwrap_or(&self.id);
        nutgraf::model::hash(name).wrapping_mul(0x9E37_79B1)
    }

    /// The quote that a stretch of words between marks belongs to.
    pub(super) fn stretch(&self, words: &Range<usize>) -> Option<&Gold> {
        let found = self.stretches.iter().filter(|(stretch, _)| alike(stretch, words) >= 0.5);
        found
            .max_by(|one, other| alike(&one.0, words).total_cmp(&alike(&other.0, words)))
            .map(|(_, quote)| &self.quotes[*quote])
    }

    /// Which candidates name the speaker of a quote.
    pub(super) fn speakers(&self, gold: &Gold, stretch: &Stretch) -> Vec<bool> {
        let text = &self.article.text;
        let nobody = vec![false; stretch.candidates.len()];
        let Some(speaker) = &gold.speaker else { return nobody };
        let overlaps =
            |one: &Range<usize>, other: &Range<usize>| one.start < other.end && other.start < one.end;
        let among = |test: &dyn Fn(&Candidate) -> bool| -> Option<Vec<bool>> {
            let found: Vec<_> = stretch.candidates.iter().map(test).collect();
            found.contains(&true).then_some(found)
        };
        let named = |candidate: &Candidate| {
            let (Some(canonical), Some(entity)) = (&gold.canonical, candidate.entity) else { return false };
            same_person(canonical, &text[self.names.entities[entity].name.clone()])
        };
        let base = speaker.start..speaker.start + base(&text[speaker.clone()]).len();
        // "der Leiter der Klinik, Karl Brunner": who it is and what he is are both right.
        let apposed = |candidate: &Candidate| {
            overlaps(&candidate.mention, speaker)
                && candidate.entity.is_some()
                && text[speaker.start..candidate.mention.start.max(speaker.start)].ends_with(", ")
        };
        let with_apposed = |right: Vec<bool>| -> Vec<bool> {
            let both = right.iter().zip(&stretch.candidates);
            both.map(|(right, candidate)| *right || apposed(candidate)).collect()
        };
        among(&|candidate| overlaps(&candidate.mention, speaker) && named(candidate))
            .or_else(|| {
                among(&|candidate| overlaps(&candidate.mention, &base) && candidate.mention.end >= base.end)
            })
            .or_else(|| among(&|candidate| overlaps(&candidate.mention, &base)))
            .map(with_apposed)
            .or_else(|| among(&|candidate| overlaps(&candidate.mention, speaker)))
            .or_else(|| among(&named))
            .unwrap_or(nobody)
    }

    /// Which people a pronoun may stand for are the speaker of a quote.
    pub(super) fn people(&self, gold: &Gold, pronoun: &Candidate) -> Vec<bool> {
        let same = |entity: usize| {
            let name = &self.article.text[self.names.entities[entity].name.clone()];
            gold.canonical.as_ref().is_some_and(|canonical| same_person(canonical, name))
        };
        pronoun.people.iter().map(|(entity, _)| same(*entity)).collect()
    }

    /// Whether a clause is annotated as reported speech; `None` where annotators say something that is neither yes nor no.
    pub(super) fn is_reported(&self, parts: &[Range<usize>]) -> Option<bool> {
        let overlap = |gold: &Gold| covered(&gold.parts, parts);
        let size = |parts: &[Range<usize>]| parts.iter().map(ExactSizeIterator::len).sum::<usize>();
        let is_it = |gold: &Gold| {
            let both = overlap(gold);
            2 * both >= size(&gold.parts) + size(parts) - both
        };
        let cared = |gold: &&Gold| gold.indirect && gold.speech;
        if self.quotes.iter().filter(cared).any(is_it) {
            return Some(true);
        }
        let other: usize = self.quotes.iter().filter(|gold| !cared(gold)).map(overlap).sum();
        (2 * other < size(parts)).then_some(false)
    }

    /// A quote that the crate finds, as the scorer reads it.
    pub(super) fn prediction(&self, quote: &Quote) -> Value {
        let text = &self.article.text;
        let point = |byte: usize| self.bytes.partition_point(|start| *start < byte);
        let parts: Vec<_> = quote.parts.iter().map(|part| [point(part.start), point(part.end)]).collect();
        let kind = match quote.kind {
            QuoteKind::Direct => "direct",
            QuoteKind::Indirect => "indirect",
            QuoteKind::Mixed => "mixed",
        };
        let stretches: Vec<_> =
            quote.stretches.iter().map(|part| [point(part.start), point(part.end)]).collect();
        let mut prediction = json!({ "stretches": stretches, "start": point(quote.span.start), "end": point(quote.span.end), "parts": parts, "kind": kind });
        if let Some(speaker) = &quote.speaker {
            prediction["speaker"] = json!(text[speaker.mention.clone()]);
            prediction["speaker_start"] = json!(point(speaker.mention.start));
            prediction["speaker_end"] = json!(point(speaker.mention.end));
            if let Some(entity) = speaker.entity {
                prediction["speaker_canonical"] = json!(text[self.names.entities[entity].name.clone()]);
            }
        }
        prediction
    }
}

/// How much two ranges have in common, of all they have.
fn alike(one: &Range<usize>, other: &Range<usize>) -> f32 {
    let both = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    both as f32 / (one.len() + other.len() - both).max(1) as f32
}

fn covered(one: &[Range<usize>], other: &[Range<usize>]) -> usize {
    let both = |(one, other): (&Range<usize>, &Range<usize>)| {
        one.end.min(other.end).saturating_sub(one.start.max(other.start))
    };
    one.iter().flat_map(|one| other.iter().map(move |other| (one, other))).map(both).sum()
}

/// Words after which a description follows, not the name or noun itself.
const CUTS: [&str; 34] = [
    "who",
    "whose",
    "of",
    "in",
    "for",
    "from",
    "at",
    "on",
    "to",
    "with",
    "that",
    "which",
    "and",
    "während",
    "von",
    "vom",
    "aus",
    "der",
    "die",
    "des",
    "dessen",
    "deren",
    "für",
    "beim",
    "bei",
    "im",
    "am",
    "zu",
    "zum",
    "zur",
    "auf",
    "über",
    "gegen",
    "gegenüber",
];

/// The head of what names a speaker, without what follows it: "Petra Moor" of "Petra Moor, the head of the school".
fn base(speaker: &str) -> &str {
    let mut end =
        speaker.find([',', '(', ';', '—', '–', ':']).filter(|end| *end > 0).unwrap_or(speaker.len());
    let mut at = 0;
    for word in speaker[..end].split(' ') {
        if at > 0 && CUTS.contains(&word) {
            end = at - 1;
            break;
        }
        at += word.len() + 1;
    }
    &speaker[..end]
}

/// Whether two full names may be one person's: the same surname, and given names that begin alike.
fn same_person(one: &str, other: &str) -> bool {
    let parts = |name: &str| -> Vec<String> {
        let words = name.split([' ', '\u{A0}']).map(|word| word.trim_matches(['.', ',']).to_lowercase());
        words
            .filter(|word| !word.is_empty() && !matches!(&**word, "jr" | "sr" | "ii" | "iii" | "iv"))
            .collect()
    };
    let (one, other) = (parts(one), parts(other));
    let given = one.len() < 2 || other.len() < 2 || one[0].chars().next() == other[0].chars().next();
    one.last().is_some() && one.last() == other.last() && given
}
