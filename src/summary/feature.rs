//! What is known of a sentence before it is scored: each feature is a share in thousandths, or 0 or 1,000.

use std::collections::HashMap;

use crate::article::{Article, BlockKind};
use crate::language::Language;
use crate::quotes::Quote;
use crate::text::{Sentence, Span, Text, TokenKind};

/// A whole, where shares are counted.
const WHOLE: i32 = 1000;

/// Words fewer than this tell little alone, more than that are a burden.
const WORDS: std::ops::RangeInclusive<usize> = 8..=42;

/// The longest stem: "resignation" and "resigned" meet in "resign".
const STEM: usize = 6;

/// Features of a sentence, or what each of them weighs.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Features {
    /// Falls with the number of sentences before.
    pub(super) position: i32,
    /// Among the first three sentences.
    pub(super) in_lead: i32,
    /// Share of the headline's words that are in it.
    pub(super) headline: i32,
    /// Share of its words that are in the first sentences.
    pub(super) lead: i32,
    /// How common its words are in the whole story.
    pub(super) centrality: i32,
    /// Whether there is a number in it.
    pub(super) numbers: i32,
    /// Share of its words that are capitalised inside the sentence.
    pub(super) names: i32,
    pub(super) too_short: i32,
    pub(super) too_long: i32,
    /// Share of it that is between quotation marks.
    pub(super) quoted: i32,
    pub(super) first_person: i32,
    pub(super) question: i32,
    /// Asks the reader to do something.
    pub(super) appeal: i32,
    /// Begins with a word that leans on the sentence before.
    pub(super) orphan: i32,
}

impl Features {
    /// The features in the order in which they are declared.
    pub(super) fn values(&self) -> [i32; 14] {
        [
            self.position,
            self.in_lead,
            self.headline,
            self.lead,
            self.centrality,
            self.numbers,
            self.names,
            self.too_short,
            self.too_long,
            self.quoted,
            self.first_person,
            self.question,
            self.appeal,
            self.orphan,
        ]
    }
}

/// A sentence that may be chosen.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) span: Span,
    pub(super) features: Features,
    /// Stems of its words of content, sorted, each once.
    stems: Vec<u64>,
}

impl Candidate {
    /// How much of the shorter of two sentences is in the other, in thousandths.
    pub(super) fn shared_with(&self, other: &Self) -> i32 {
        share(common(&self.stems, &other.stems), self.stems.len().min(other.stems.len()))
    }
}

/// The sentences of a story that may be chosen, in its order.
pub(super) fn candidates(
    article: &Article,
    text: &Text,
    quotes: &[Quote],
    language: &Language,
) -> Vec<Candidate> {
    let told: Vec<(&Sentence, Vec<u64>)> = text
        .sentences
        .iter()
        .filter(|sentence| {
            article.blocks.get(sentence.block).is_some_and(|block| block.kind == BlockKind::Paragraph)
        })
        .map(|sentence| (sentence, stems(article, text, sentence, language)))
        .collect();
    let mut frequency: HashMap<u64, i32> = HashMap::new();
    for stem in told.iter().flat_map(|(_, stems)| stems) {
        *frequency.entry(*stem).or_default() += 1;
    }
    let most = frequency.values().copied().max().unwrap_or(1).max(1);
    let headline = headline_stems(article, language);
    let lead: Vec<u64> = sorted(told.iter().take(2).flat_map(|(_, stems)| stems.iter().copied()).collect());
    let mut quote = 0;
    let mut candidates = Vec::with_capacity(told.len());
    for (index, (sentence, stems)) in told.into_iter().enumerate() {
        while quotes.get(quote).is_some_and(|quote| quote.span.end <= sentence.span.start) {
            quote += 1;
        }
        let common_words: i32 = stems.iter().map(|stem| frequency.get(stem).copied().unwrap_or(0) - 1).sum();
        let weight = stems.len().max(8);
        let features = Features {
            position: WHOLE * 4 / (4 + i32::try_from(index).unwrap_or(i32::MAX / 2)),
            in_lead: if index < 3 { WHOLE } else { 0 },
            headline: share(common(&stems, &headline), headline.len()),
            lead: share(common(&stems, &lead), weight),
            centrality: (common_words.saturating_mul(WHOLE)
                / most
                / i32::try_from(weight).unwrap_or(i32::MAX))
            .min(WHOLE),
            quoted: quoted(sentence, &quotes[quote.min(quotes.len())..]),
            ..printed(article, text, sentence, language)
        };
        candidates.push(Candidate { span: sentence.span.clone(), features, stems });
    }
    candidates
}

/// The features that a sentence shows by itself.
fn printed(article: &Article, text: &Text, sentence: &Sentence, language: &Language) -> Features {
    let words = &language.summary;
    let tokens = text.tokens_of(sentence);
    let mut features = Features::default();
    let (mut count, mut capitals) = (0, 0);
    for token in tokens {
        let printed = &article.text[token.span.clone()];
        match token.kind {
            TokenKind::Number => features.numbers = WHOLE,
            TokenKind::Mark if printed == "?" => features.question = WHOLE,
            TokenKind::Mark => continue,
            TokenKind::Word => {
                let lower = printed.to_lowercase();
                if words.first_person.contains(&lower) {
                    features.first_person = WHOLE;
                }
                if count == 0 && words.orphan_openers.contains(&lower) {
                    features.orphan = WHOLE;
                }
                if count == 0 && words.appeals.contains(&lower) {
                    features.appeal = WHOLE;
                }
                if count > 0 && printed.starts_with(char::is_uppercase) {
                    capitals += 1;
                }
            }
        }
        count += 1;
    }
    features.names = share(capitals, count);
    features.too_short = if count < *WORDS.start() { WHOLE } else { 0 };
    features.too_long = if count > *WORDS.end() { WHOLE } else { 0 };
    // A line that never ends is a caption, a label or a list.
    let last = article.text[sentence.span.clone()].trim_end_matches(['"', '”', '’', '\'', ')', '»', '“']);
    if !last.ends_with(['.', '!', '?', '…', ':']) {
        features.too_short = WHOLE;
    }
    features
}

/// The share of a sentence that is quoted; `quotes` begin with the first that may reach into it.
fn quoted(sentence: &Sentence, quotes: &[Quote]) -> i32 {
    let reaching = quotes.iter().take_while(|quote| quote.span.start < sentence.span.end);
    let parts = reaching
        .filter(|quote| quote.kind != crate::quotes::QuoteKind::Indirect)
        .flat_map(|quote| &quote.parts);
    let bytes: usize = parts
        .map(|part| part.end.min(sentence.span.end).saturating_sub(part.start.max(sentence.span.start)))
        .sum();
    share(bytes.min(sentence.span.len()), sentence.span.len())
}

fn stems(article: &Article, text: &Text, sentence: &Sentence, language: &Language) -> Vec<u64> {
    let tokens = text.tokens_of(sentence).iter().filter(|token| token.kind != TokenKind::Mark);
    sorted(tokens.filter_map(|token| stem(&article.text[token.span.clone()], language)).collect())
}

fn headline_stems(article: &Article, language: &Language) -> Vec<u64> {
    let title = article.metadata.title.as_deref().unwrap_or_default();
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    sorted(words.filter_map(|word| stem(word, language)).collect())
}

/// A number for the beginning of a word of content; `None` for words that every story has.
fn stem(word: &str, language: &Language) -> Option<u64> {
    /// FNV-1a: the same on every machine.
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let lower = word.to_lowercase();
    if language.summary.stop_words.contains(&lower) || lower.chars().nth(1).is_none() {
        return None;
    }
    let end = lower.char_indices().nth(STEM).map_or(lower.len(), |(end, _)| end);
    Some(lower[..end].bytes().fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME)))
}

fn sorted(mut stems: Vec<u64>) -> Vec<u64> {
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// How many numbers two sorted lists share.
fn common(one: &[u64], other: &[u64]) -> usize {
    one.iter().filter(|stem| other.binary_search(stem).is_ok()).count()
}

fn share(part: usize, whole: usize) -> i32 {
    i32::try_from(part * WHOLE as usize / whole.max(1)).unwrap_or(WHOLE)
}
