//! A linear-chain model by stochastic gradient descent on the likelihood of the labels (a conditional random field), with a step of
//! its own for each weight (`AdaGrad`), rounded to bytes. The order of the examples is shuffled by a fixed seed.

use nutgraf::names::tagger::weights::PLACE_BITS;
use nutgraf::names::tagger::{LABELS, Label, Tagger, feature::Segment};

use crate::train::linear::shuffle;

/// A row of tokens with their labels.
#[derive(Debug)]
pub(super) struct Example<'a> {
    pub(super) segment: &'a Segment,
    pub(super) labels: &'a [Label],
    pub(super) weight: f32,
    /// Which text it comes from.
    pub(super) text: usize,
}

/// How a tagger is fitted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recipe {
    /// Rows that are kept in the end.
    pub(super) rows: usize,
    pub(super) epochs: usize,
    pub(super) rate: f32,
    /// How strongly weights are drawn to zero.
    pub(super) decay: f32,
    /// Rows that fewer texts touch stay zero.
    pub(super) texts: u32,
}

/// Rows while it is fitted.
const PLACES: usize = 1 << PLACE_BITS;

/// Steps of a weight to one unit of log-odds.
const SCALE: f32 = 24.0;

type Row = [f32; LABELS];

/// Fits a tagger to examples: once with all rows to see which of them tell the most, and once with those alone.
pub(super) fn fit(examples: &[Example], recipe: Recipe) -> Tagger {
    let texts = texts(examples);
    let mut open: Vec<bool> = texts.iter().map(|texts| *texts >= recipe.texts).collect();
    let first = weigh(examples, recipe, open.clone());
    // What many texts have is worth more than what two have.
    let worth = |(row, texts): (&Row, &u32)| spread(row) * (*texts as f32).sqrt();
    let mut worths: Vec<(f32, usize)> = first.iter().zip(&texts).map(worth).zip(0..).collect();
    worths.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    for (_, place) in worths.iter().skip(recipe.rows) {
        open[*place] = false;
    }
    let round = |weight: f32| (weight * SCALE).round().clamp(-127.0, 127.0) as i16;
    let rows = weigh(examples, recipe, open).into_iter().map(|row| row.map(round));
    let told: Vec<_> = (0..).zip(rows).filter(|(_, row)| row.iter().any(|weight| *weight != 0)).collect();
    Tagger::from_rows(&told)
}

/// How far the weights of a row are apart: what it tells.
fn spread(row: &Row) -> f32 {
    let most = row.iter().copied().fold(f32::MIN, f32::max);
    most - row.iter().copied().fold(f32::MAX, f32::min)
}

/// The weights of the rows that are open.
fn weigh(examples: &[Example], recipe: Recipe, open: Vec<bool>) -> Vec<Row> {
    let mut chain =
        Chain { weights: vec![[0.0; LABELS]; PLACES], squares: vec![[1e-2; LABELS]; PLACES], open, recipe };
    let mut total = vec![[0_f32; LABELS]; PLACES];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut summed = 0.0;
    for epoch in 0..recipe.epochs {
        shuffle(&mut order, &mut random);
        for index in &order {
            chain.learn(&examples[*index]);
        }
        // The mean over the later epochs is steadier than the last state.
        if epoch * 2 >= recipe.epochs {
            summed += 1.0;
            total.iter_mut().flatten().zip(chain.weights.iter().flatten()).for_each(|(sum, own)| *sum += own);
        }
    }
    total.iter_mut().flatten().for_each(|weight| *weight /= summed);
    total
}

/// In how many texts each row is touched; the examples of a text stand together.
fn texts(examples: &[Example]) -> Vec<u32> {
    let mut texts = vec![0_u32; PLACES];
    let mut last = vec![usize::MAX; PLACES];
    for example in examples {
        let own = example.segment.features.iter().flatten();
        let steps = example.segment.steps.iter().flatten().flatten();
        for hash in own.chain(steps) {
            let place = place(*hash);
            if last[place] != example.text {
                last[place] = example.text;
                texts[place] += 1;
            }
        }
    }
    texts
}

/// The place of a feature's row.
fn place(feature: u32) -> usize {
    feature as usize % PLACES
}

struct Chain {
    weights: Vec<Row>,
    squares: Vec<Row>,
    /// The rows that are learnt.
    open: Vec<bool>,
    recipe: Recipe,
}

impl Chain {
    fn sum(&self, features: &[u32]) -> Row {
        let mut sum = [0.0; LABELS];
        for feature in features {
            let row = &self.weights[place(*feature)];
            sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
        }
        sum
    }

    /// One step: forward and backward over the row of tokens, then every weight against its slope.
    fn learn(&mut self, example: &Example) {
        let segment = example.segment;
        let length = segment.features.len();
        let own: Vec<Row> = segment.features.iter().map(|features| self.sum(features)).collect();
        // scores[at][before][label]
        let scores: Vec<[Row; LABELS]> = (0..length)
            .map(|at| {
                std::array::from_fn(|before| {
                    let mut sum = self.sum(&segment.steps[at][before]);
                    sum.iter_mut().zip(own[at]).for_each(|(sum, own)| *sum += own);
                    sum
                })
            })
            .collect();
        let mut forward = vec![[f32::NEG_INFINITY; LABELS]; length + 1];
        forward[0][0] = 0.0;
        for at in 0..length {
            for label in 0..LABELS {
                forward[at + 1][label] =
                    log_sum(std::array::from_fn(|before| forward[at][before] + scores[at][before][label]));
            }
        }
        let mut backward = vec![[0.0; LABELS]; length + 1];
        for at in (0..length).rev() {
            for before in 0..LABELS {
                backward[at][before] =
                    log_sum(std::array::from_fn(|label| scores[at][before][label] + backward[at + 1][label]));
            }
        }
        let all = log_sum(forward[length]);
        let mut gold_before = 0;
        for at in 0..length {
            let gold = example.labels[at] as usize;
            let mut own_slope = [0.0; LABELS];
            for before in 0..LABELS {
                let mut slope: Row = std::array::from_fn(|label| {
                    (forward[at][before] + scores[at][before][label] + backward[at + 1][label] - all).exp()
                });
                if before == gold_before {
                    slope[gold] -= 1.0;
                }
                own_slope.iter_mut().zip(slope).for_each(|(own, slope)| *own += slope);
                self.step(&segment.steps[at][before], slope, example.weight);
            }
            self.step(&segment.features[at], own_slope, example.weight);
            gold_before = gold;
        }
    }

    fn step(&mut self, features: &[u32], slope: Row, weight: f32) {
        if slope.iter().all(|slope| slope.abs() < 1e-4) {
            return;
        }
        for feature in features {
            let place = place(*feature);
            if !self.open[place] {
                continue;
            }
            let row = self.weights[place].iter_mut().zip(&mut self.squares[place]);
            for ((own, squares), slope) in row.zip(slope) {
                let step = slope * weight + self.recipe.decay * *own;
                *squares += step * step;
                *own -= self.recipe.rate * step / squares.sqrt();
            }
        }
    }
}

fn log_sum(values: Row) -> f32 {
    let most = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if most == f32::NEG_INFINITY {
        return most;
    }
    most + values.iter().map(|value| (value - most).exp()).sum::<f32>().ln()
}
