//! Which tokens name a person, an organisation or a place: a linear-chain model over tokens.
//!
//! Only capitals, and the small words that may stand between two of them, are judged; each is described by itself, its neighbours,
//! the capitals around it, the word lists, and what the rest of the story shows of the same word. The labels of a row of such tokens
//! are chosen together (Viterbi's algorithm), so that a label depends on the one before it.

pub mod feature;
mod look;
mod memory;
pub mod weights;

use std::ops::Range;
use std::sync::LazyLock;

use crate::language::Language;
use crate::model::hash;
use crate::order;
use crate::text::{Text, TokenKind};
use feature::{Segment, segments};
use weights::{Row, Weights};

/// What a token is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Label {
    Outside,
    Person,
    Organisation,
    Place,
}

/// How many labels there are.
pub const LABELS: usize = 4;

const ALL: [Label; LABELS] = [Label::Outside, Label::Person, Label::Organisation, Label::Place];

/// What being no name loses, in steps of 1/24 of log-odds: a name that is missed costs as much as one that is none, and the
/// most likely labels would miss more.
const OUTSIDE: i32 = 6;

/// How much of what a word scores elsewhere in the story it scores here, in eighths.
const ELSEWHERE: i64 = 5;

/// The model.
#[derive(Debug, Clone)]
pub struct Tagger {
    weights: Weights,
}

static TRAINED: LazyLock<Tagger> = LazyLock::new(|| {
    let weights = Weights::read(include_bytes!("tagger.model"));
    Tagger { weights: weights.expect("embedded model; see tests::the_embedded_model_loads") }
});

/// A score for each label.
type Scores = [i32; LABELS];

impl Tagger {
    /// The tagger that the crate was built with.
    pub fn trained() -> &'static Self {
        &TRAINED
    }

    /// A tagger by the rows of its features, each by the lowest [`weights::PLACE_BITS`] bits of the feature, in order.
    pub fn from_rows(rows: &[(u32, Row)]) -> Self {
        Self { weights: Weights::new(rows) }
    }

    /// The model file.
    pub fn to_file(&self) -> Vec<u8> {
        self.weights.to_file()
    }

    /// Every name of a story: its tokens and what it names.
    pub fn tag(&self, story: &str, text: &Text, language: &Language) -> Vec<(Range<usize>, Label)> {
        let segments = segments(story, text, language);
        let scores = self.scores(story, text, &segments);
        let mut found = Vec::new();
        for (segment, scores) in segments.iter().zip(&scores) {
            let labels = self.labels(segment, scores);
            let mut at = 0;
            while at < labels.len() {
                let end = at + labels[at..].iter().take_while(|label| **label == labels[at]).count();
                if labels[at] != Label::Outside {
                    found.push((segment.tokens.start + at..segment.tokens.start + end, labels[at]));
                }
                at = end;
            }
        }
        found
    }

    /// What every token of every segment scores by itself, and by the same word elsewhere in the story: where one place tells what
    /// "Marden" is, the others follow.
    fn scores(&self, story: &str, text: &Text, segments: &[Segment]) -> Vec<Vec<Scores>> {
        let mut words: Vec<Sum> = Vec::new();
        let mut all = Vec::with_capacity(segments.len());
        let word = |at: usize| hash(text.tokens[at].of(story));
        for segment in segments {
            let mut scores = vec![[0; LABELS]; segment.tokens.len()];
            for ((features, scores), at) in
                segment.features.iter().zip(&mut scores).zip(segment.tokens.clone())
            {
                self.weights.add(features, scores);
                if text.tokens[at].kind == TokenKind::Word {
                    words.push(Sum { word: word(at), count: 1, scores: scores.map(i64::from) });
                }
            }
            all.push(scores);
        }
        order::by_key(&mut words, |sum| u64::from(sum.word));
        words.dedup_by(|next, kept| kept.takes(next));
        for (segment, scores) in segments.iter().zip(&mut all) {
            for (scores, at) in scores.iter_mut().zip(segment.tokens.clone()) {
                if text.tokens[at].is_capitalised(story) {
                    elsewhere(&words, word(at), scores);
                }
                scores[0] -= OUTSIDE;
            }
        }
        all
    }

    /// The best labels of a segment.
    fn labels(&self, segment: &Segment, scores: &[Scores]) -> Vec<Label> {
        let mut best = [i32::MIN / 2; LABELS];
        best[0] = 0;
        let mut back = Vec::with_capacity(scores.len());
        for (own, steps) in scores.iter().zip(&segment.steps) {
            let mut next = [i32::MIN; LABELS];
            let mut from = [0; LABELS];
            for (before, step) in steps.iter().enumerate() {
                let mut scores = *own;
                self.weights.add(step, &mut scores);
                for (label, score) in scores.iter().enumerate() {
                    if best[before] + score > next[label] {
                        next[label] = best[before] + score;
                        from[label] = before;
                    }
                }
            }
            best = next;
            back.push(from);
        }
        let mut last = (0..LABELS).max_by_key(|label| best[*label]).unwrap_or(0);
        let mut labels = vec![Label::Outside; back.len()];
        for (label, from) in labels.iter_mut().zip(&back).rev() {
            *label = ALL[last];
            last = from[last];
        }
        labels
    }
}

/// What a word scores in all its places together: added up once, for a story may be one word a hundred thousand times.
struct Sum {
    word: u32,
    count: i64,
    scores: [i64; LABELS],
}

impl Sum {
    /// Adds another of the same word.
    fn takes(&mut self, other: &Self) -> bool {
        if self.word != other.word {
            return false;
        }
        self.count += other.count;
        self.scores.iter_mut().zip(other.scores).for_each(|(sum, score)| *sum += score);
        true
    }
}

/// Adds to the scores of a word the mean of what it scores where else it stands.
fn elsewhere(words: &[Sum], word: u32, scores: &mut Scores) {
    let Ok(found) = words.binary_search_by_key(&word, |sum| sum.word) else { return };
    let others = words[found].count - 1;
    if others > 0 {
        for (score, sum) in scores.iter_mut().zip(words[found].scores) {
            *score += ((sum - i64::from(*score)) * ELSEWHERE / (8 * others)) as i32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_model_loads() {
        assert!(Tagger::trained().to_file().len() > 1 << 10);
    }

    #[test]
    fn a_word_takes_part_in_what_it_scores_elsewhere() {
        let words = [
            Sum { word: 1, count: 1, scores: [0, 0, 0, 8] },
            Sum { word: 2, count: 3, scores: [8, 16, 16, 0] },
        ];
        let mut scores = [8, 0, 0, 0];
        elsewhere(&words, 2, &mut scores);
        assert_eq!(scores, [8, 5, 5, 0]);
        let mut alone = [0, 0, 0, 8];
        elsewhere(&words, 1, &mut alone);
        assert_eq!(alone, [0, 0, 0, 8]);
    }
}
