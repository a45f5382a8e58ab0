//! The words of content of a sentence, by their beginnings: "resignation" and "resigned" meet in "resign".

use crate::article::Article;
use crate::language::Language;
use crate::order;
use crate::text::{Sentence, Text, TokenKind, lower_case};

/// The longest stem, in characters.
const STEM: usize = 6;

/// Hashes of stems, sorted, each once.
#[derive(Debug, Clone, Default)]
pub(super) struct Stems(Vec<u64>);

impl Stems {
    fn new(mut stems: Vec<u64>) -> Self {
        stems.sort_unstable();
        stems.dedup();
        Self(stems)
    }

    /// All stems of several sentences.
    pub(super) fn union<'a>(all: impl Iterator<Item = &'a Stems>) -> Self {
        Self::new(all.flat_map(|stems| stems.0.iter().copied()).collect())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = u64> + '_ {
        self.0.iter().copied()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// How many stems two sentences share.
    pub(super) fn common(&self, other: &Self) -> usize {
        let (mut own, mut others) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut common = 0;
        while let (Some(one), Some(two)) = (own.peek(), others.peek()) {
            match one.cmp(two) {
                std::cmp::Ordering::Less => own.next(),
                std::cmp::Ordering::Greater => others.next(),
                std::cmp::Ordering::Equal => {
                    common += 1;
                    own.next();
                    others.next()
                }
            };
        }
        common
    }
}

/// Which stems of a story have been said, in the order of its `Frequency`.
#[derive(Debug, Default)]
pub(super) struct Said(Vec<bool>);

/// How many sentences of a story each stem is in.
pub(super) struct Frequency {
    /// Sorted by stem.
    counts: Vec<(u64, i32)>,
    most: i32,
}

impl Frequency {
    /// Counts the stems of all sentences, one after the other.
    pub(super) fn of(mut all: Vec<u64>) -> Self {
        all.sort_unstable();
        let counts: Vec<_> = all
            .chunk_by(|one, other| one == other)
            .map(|same| (same[0], i32::try_from(same.len()).unwrap_or(i32::MAX)))
            .collect();
        let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
        Self { counts, most }
    }

    /// The stems that the most sentences share.
    pub(super) fn most(&self, wanted: usize) -> Stems {
        let mut counts: Vec<_> = self.counts.iter().filter(|(_, count)| *count > 1).collect();
        // Those of the same count are in the order of their stems already.
        order::by_key(&mut counts, |(_, count)| order::falling(*count));
        Stems::new(counts.into_iter().take(wanted).map(|(stem, _)| *stem).collect())
    }

    /// How many stems of a sentence are in another, too.
    pub(super) fn repeated(&self, stems: &Stems) -> usize {
        let again = |stem: &&u64| {
            self.counts.binary_search_by_key(*stem, |(stem, _)| *stem).is_ok_and(|at| self.counts[at].1 > 1)
        };
        stems.0.iter().filter(again).count()
    }

    /// How many stems of a sentence nothing before it says and something after it does; it counts as said from now on.
    pub(super) fn introduced(&self, stems: &Stems, said: &mut Said) -> usize {
        said.0.resize(self.counts.len(), false);
        let first = |stem: &&u64| {
            let place = self.counts.binary_search_by_key(*stem, |(stem, _)| *stem);
            place.is_ok_and(|at| !std::mem::replace(&mut said.0[at], true) && self.counts[at].1 > 1)
        };
        stems.0.iter().filter(first).count()
    }

    /// How often the stems of a sentence are told elsewhere, in thousandths of how often the most frequent is.
    pub(super) fn mean(&self, stems: &Stems, weight: usize) -> i32 {
        let count = |stem: &u64| {
            self.counts.binary_search_by_key(stem, |(stem, _)| *stem).map_or(0, |at| self.counts[at].1 - 1)
        };
        let told: i32 = stems.0.iter().map(count).sum();
        let weight = i32::try_from(weight).unwrap_or(i32::MAX);
        (told.saturating_mul(super::feature::WHOLE) / self.most / weight).min(super::feature::WHOLE)
    }
}

/// The stems of a sentence, and the pairs that follow one another.
pub(super) fn of(
    article: &Article,
    text: &Text,
    sentence: &Sentence,
    language: &Language,
    buffer: &mut String,
) -> (Stems, Stems) {
    let tokens = text.tokens_of(sentence).iter().filter(|token| token.kind != TokenKind::Mark);
    let stems: Vec<u64> =
        tokens.filter_map(|token| stem(token.of(&article.text), language, buffer)).collect();
    let pairs = stems.windows(2).map(|pair| pair[0].rotate_left(17) ^ pair[1]).collect();
    (Stems::new(stems), Stems::new(pairs))
}

/// The stems of the headline.
pub(super) fn of_headline(article: &Article, language: &Language) -> Stems {
    let title = article.metadata.title.as_deref().unwrap_or_default();
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut buffer = String::new();
    Stems::new(words.filter_map(|word| stem(word, language, &mut buffer)).collect())
}

/// A number for the beginning of a word of content; `None` for words that every story has.
fn stem(word: &str, language: &Language, buffer: &mut String) -> Option<u64> {
    /// FNV-1a: the same on every machine.
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let lower = lower_case(word, buffer);
    if lower.chars().nth(1).is_none() || language.summary.stop_words.contains(lower) {
        return None;
    }
    let end = lower.char_indices().nth(STEM).map_or(lower.len(), |(end, _)| end);
    Some(lower[..end].bytes().fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME)))
}
