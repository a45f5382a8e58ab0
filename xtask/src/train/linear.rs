//! Linear models by stochastic gradient descent with a step of its own for each weight (`AdaGrad`), rounded to bytes.
//!
//! Two losses: of a choice, where the right ones of several alternatives ought to have all the probability (softmax), and of a
//! decision (logistic). The order of the examples is shuffled by a fixed seed, so that the same packs give the same bytes.

use nutgraf::model::Model;

/// One thing to learn from.
#[derive(Debug, Clone)]
pub(super) struct Example<'a> {
    /// The features of every alternative; one alone is a decision.
    pub(super) alternatives: Vec<&'a [u32]>,
    /// Which of them are right; for a decision, whether it is yes.
    pub(super) right: Vec<bool>,
    /// How much it counts.
    pub(super) weight: f32,
    /// Which text it comes from.
    pub(super) text: usize,
}

/// How a model is fitted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recipe {
    /// The table has two to this power of weights.
    pub(super) bits: u32,
    pub(super) epochs: usize,
    pub(super) rate: f32,
    /// How strongly weights are drawn to zero.
    pub(super) decay: f32,
    /// Weights that fewer texts touch stay zero: they would be learnt by heart.
    pub(super) texts: u32,
}

/// Steps of a weight to one unit of log-odds.
pub(super) const SCALE: f32 = 24.0;

/// Fits a model to examples.
pub(super) fn fit(examples: &[Example], recipe: Recipe) -> Model {
    let size = 1_usize << recipe.bits;
    let mask = size - 1;
    let seen = texts(examples, mask);
    let mut weights = vec![0_f32; size];
    let mut total = vec![0_f32; size];
    let mut squares = vec![1e-3_f32; size];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut odds = Vec::new();
    for epoch in 0..recipe.epochs {
        shuffle(&mut order, &mut random);
        for index in &order {
            let example = &examples[*index];
            let sum =
                |features: &&[u32]| features.iter().map(|hash| weights[*hash as usize & mask]).sum::<f32>();
            odds.clear();
            odds.extend(example.alternatives.iter().map(sum));
            gradient(&mut odds, &example.right);
            for (features, slope) in example.alternatives.iter().zip(&odds) {
                let slope = slope * example.weight;
                if slope.abs() < 1e-4 {
                    continue;
                }
                for hash in *features {
                    let place = *hash as usize & mask;
                    if seen[place] >= recipe.texts {
                        let step = slope + recipe.decay * weights[place];
                        squares[place] += step * step;
                        weights[place] -= recipe.rate * step / squares[place].sqrt();
                    }
                }
            }
        }
        // The mean over the later epochs is steadier than the last state.
        if epoch * 2 >= recipe.epochs {
            total.iter_mut().zip(&weights).for_each(|(total, weight)| *total += weight);
        }
    }
    let averaged = (recipe.epochs - recipe.epochs.div_ceil(2)).max(1) as f32;
    let bytes: Vec<i8> =
        total.iter().map(|weight| (weight / averaged * SCALE).round().clamp(-127.0, 127.0) as i8).collect();
    Model::from_weights(&bytes)
}

/// In how many texts each weight is touched; the examples of a text stand together.
fn texts(examples: &[Example], mask: usize) -> Vec<u32> {
    let mut texts = vec![0_u32; mask + 1];
    let mut last = vec![usize::MAX; mask + 1];
    for example in examples {
        for hash in example.alternatives.iter().copied().flatten() {
            let place = *hash as usize & mask;
            if last[place] != example.text {
                last[place] = example.text;
                texts[place] += 1;
            }
        }
    }
    texts
}

/// Turns log-odds into how far each alternative is from where it ought to be.
fn gradient(odds: &mut [f32], right: &[bool]) {
    if let ([odd], [yes]) = (&mut *odds, right) {
        *odd = 1.0 / (1.0 + (-*odd).exp()) - f32::from(u8::from(*yes));
        return;
    }
    let most = odds.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    for odd in &mut *odds {
        *odd = (*odd - most).exp();
    }
    let all: f32 = odds.iter().sum();
    let good: f32 = odds.iter().zip(right).filter(|(_, right)| **right).map(|(odd, _)| odd).sum();
    for (odd, right) in odds.iter_mut().zip(right) {
        *odd = *odd / all - if *right { *odd / good.max(1e-9) } else { 0.0 };
    }
}

/// Fisher and Yates, by a 64-bit xorshift.
pub(super) fn shuffle(order: &mut [usize], random: &mut u64) {
    for index in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        order.swap(index, (*random % (index as u64 + 1)) as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf::model::Features;

    const RECIPE: Recipe = Recipe { bits: 10, epochs: 20, rate: 0.3, decay: 0.0, texts: 1 };

    fn score(model: &Model, hashes: &[u32]) -> i32 {
        let mut features = Features::new("en");
        features.hashes.extend(hashes);
        model.score(&features)
    }

    #[test]
    fn a_choice_is_learnt_by_what_tells_the_right_one_from_the_others() {
        let example = Example {
            alternatives: vec![&[1, 2], &[1, 3], &[1, 4]],
            right: vec![false, true, false],
            weight: 1.0,
            text: 0,
        };
        let model = fit(&[example], RECIPE);
        assert!(score(&model, &[3]) > score(&model, &[2]).max(score(&model, &[4])));
    }

    #[test]
    fn a_decision_is_learnt_with_its_sign() {
        let example = |features: &'static [u32], yes| Example {
            alternatives: vec![features],
            right: vec![yes],
            weight: 1.0,
            text: 0,
        };
        let model = fit(&[example(&[1, 2], true), example(&[1, 3], false)], RECIPE);
        assert!(score(&model, &[2]) > 0 && score(&model, &[3]) < 0);
    }
}
