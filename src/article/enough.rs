//! How good a passage's score has to be for the passage to be told.
//!
//! A passage belongs in the text when it is more likely told than half of the best F-measure that the page allows (Lipton, Elkan and
//! Naryanaswamy 2014, "Optimal thresholding of classifiers to maximize F1 measure"). On a page whose scores are sure that is even odds;
//! on a page of a kind that the forest hardly knows, where all scores are middling, what is in doubt is told sooner.

use std::sync::LazyLock;

use super::judge::{STEPS, SUREST};
use super::marks::Marks;
use super::survey::{Passage, Survey};

/// Scores above which a passage is told, in the unit of [`super::judge`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Enough {
    /// For prose.
    prose: i16,
    /// For items of lists and cells of tables.
    listed: i16,
    /// For other short lines and for links, which are clutter more often.
    other: i16,
}

impl Enough {
    /// On a page whose scores are sure.
    const USUAL: Self = Self { prose: 2, listed: 4, other: 12 };
    /// Words of the shortest story.
    const FEWEST: u32 = 30;
    /// How far a page's best passage may be from telling, when nothing else tells.
    const FARTHEST: i16 = -48;
    /// How much worse than the best one others may be then.
    const STEP: i16 = 16;
    /// Scores on pages of unseen sites are surer than they are right, so the threshold moves this much farther than they say.
    const CAUTION: i16 = 2;

    /// By the F-measure that the page allows; on a page where next to nothing is told so, by what its best passage has.
    pub(super) fn of(survey: &Survey, scores: &[i16]) -> Self {
        let shift = Self::CAUTION * best_threshold(survey, scores).min(0);
        let enough = Self::USUAL.lowered(shift);
        let passages = || survey.passages.iter().zip(scores);
        let told: u32 = passages().filter(|(it, score)| enough.is(it, **score)).map(|(it, _)| it.words).sum();
        let best = passages().filter(|(it, _)| it.words >= 8).map(|(_, score)| *score).max();
        match best {
            Some(best) if told < Self::FEWEST && best > Self::FARTHEST => {
                let lower = (best - Self::STEP).min(enough.prose);
                Self { prose: lower, listed: lower, other: lower }
            }
            _ => enough,
        }
    }

    fn lowered(self, shift: i16) -> Self {
        Self { prose: self.prose + shift, listed: self.listed + shift, other: self.other + shift }
    }

    /// Whether a passage with this score is told.
    pub(super) fn is(self, passage: &Passage, score: i16) -> bool {
        let linked = passage.link_share() >= 50;
        score
            > match passage.marks.has(Marks::LIST.with(Marks::TABLE).with(Marks::CODE)) {
                _ if !linked && passage.words >= 10 => self.prose,
                true if !linked => self.listed,
                _ => self.other,
            }
    }
}

/// The score at half of the best F-measure that is to be expected when the passages with the best scores are told.
fn best_threshold(survey: &Survey, scores: &[i16]) -> i16 {
    let words = |score: &i16, passage: &Passage| u64::from(probability(*score)) * u64::from(passage.words);
    // Words, and words likely told, by score: passages with one score are told together.
    let mut by_score = [(0_u64, 0_u64); 2 * SUREST as usize + 1];
    for (passage, score) in survey.passages.iter().zip(scores) {
        let (all, likely) = &mut by_score[place(*score)];
        *all += u64::from(passage.words);
        *likely += words(score, passage);
    }
    let likely: u64 = by_score.iter().map(|(_, likely)| likely).sum();
    let (mut told, mut hits, mut best) = (0, 0, 0);
    for (all, likely_here) in by_score.into_iter().rev() {
        told += all;
        hits += likely_here;
        // Half the F-measure, 2 hits / (told + likely), as a probability; `hits` and `likely` are in its unit already.
        if let Some(half) = (hits * SURE).checked_div(told * SURE + likely) {
            best = best.max(half);
        }
    }
    let threshold = (-SUREST..=SUREST).find(|score| u64::from(probability(*score)) >= best);
    threshold.unwrap_or(0)
}

/// What a probability of 1 is.
const SURE: u64 = 1 << 16;

/// Where a score stands among all scores.
fn place(score: i16) -> usize {
    usize::try_from(score.clamp(-SUREST, SUREST) + SUREST).unwrap_or(0)
}

/// How likely a passage with this score is told, in parts of [`SURE`].
fn probability(score: i16) -> u32 {
    PROBABILITIES[place(score)]
}

/// The logistic function at every score, in whole numbers, so that every machine has the same.
static PROBABILITIES: LazyLock<Vec<u32>> = LazyLock::new(|| {
    // The odds at 1: e to the power of one step, by its series.
    let step = SURE + SURE / STEPS as u64 + SURE / (2 * STEPS * STEPS) as u64;
    let mut odds = SURE;
    let mut above = vec![(SURE / 2) as u32];
    for _ in 0..SUREST {
        odds = odds * step / SURE;
        above.push((odds * SURE / (odds + SURE)) as u32);
    }
    let below = above.iter().skip(1).rev().map(|it| SURE as u32 - it);
    below.chain(above.iter().copied()).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_are_those_of_the_logistic_function() {
        for (score, percent) in [(-127, 0), (-16, 27), (0, 50), (16, 73), (48, 95), (127, 99)] {
            let probability = u64::from(probability(score)) * 100;
            assert!(probability.abs_diff(percent * SURE) < SURE, "{score}: {probability}");
        }
    }

    #[track_caller]
    fn check(scores: &[i16], expected: std::ops::RangeInclusive<i16>) {
        let html: String = scores.iter().map(|_| "<p>One line of five words</p>").collect();
        let survey = super::super::survey::survey(&crate::page::html::parse(&html));
        let threshold = best_threshold(&survey, scores);
        assert!(expected.contains(&threshold), "{threshold} for {scores:?}");
    }

    #[test]
    fn the_threshold_is_even_odds_where_scores_are_sure_and_lower_where_they_are_not() {
        check(&[127, 127, -127], -1..=0);
        // Three passages at 38 %: all three told together have an F-measure of 55 %.
        check(&[-8, -8, -8], -16..=-14);
        check(&[], -127..=-127);
    }
}
