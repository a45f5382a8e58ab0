//! Small linear models: a sum of integer weights, looked up by hashed features.
//!
//! A model is a table of signed bytes. A feature is a template and a few values, hashed to a place in the table; what was never seen
//! in training weighs nothing. The same functions describe a thing for the trainer (`cargo xtask train`) and for the reader, so the
//! two cannot drift apart. Sums of integers come out alike on every machine.

use std::borrow::Cow;

/// The first line of a model file; the number is the version of the format.
const MAGIC: &[u8] = b"nutgraf linear model 1\n";

/// A table of weights.
#[derive(Debug, Clone)]
pub struct Model {
    weights: Cow<'static, [u8]>,
}

impl Model {
    /// Reads a model file: the magic line, then 2ⁿ weights of a byte each. `None` for anything else.
    pub fn read(file: &'static [u8]) -> Option<Self> {
        let weights = file.strip_prefix(MAGIC)?;
        weights.len().is_power_of_two().then_some(Self { weights: Cow::Borrowed(weights) })
    }

    /// A model of 2ⁿ weights.
    pub fn from_weights(weights: &[i8]) -> Self {
        debug_assert!(weights.len().is_power_of_two());
        Self { weights: weights.iter().map(|weight| weight.cast_unsigned()).collect() }
    }

    /// What [`Model::read`] reads.
    pub fn to_file(&self) -> Vec<u8> {
        [MAGIC, &self.weights].concat()
    }

    /// The sum of the weights of features.
    pub fn score(&self, features: &Features) -> i32 {
        features.hashes.iter().map(|hash| self.weight(*hash)).sum()
    }

    fn weight(&self, hash: u32) -> i32 {
        let place = hash as usize & (self.weights.len() - 1);
        self.weights.get(place).map_or(0, |weight| i32::from(weight.cast_signed()))
    }
}

/// Features of one thing, as hashes. Each counts twice: for every language, and for the one it was read in, so that languages share
/// what they have in common.
#[derive(Debug, Clone, Default)]
pub struct Features {
    /// The hashes, in the order they were added.
    pub hashes: Vec<u32>,
    language: u32,
}

impl Features {
    /// No features, in a language of this code.
    pub fn new(language: &str) -> Self {
        Self { hashes: Vec::with_capacity(128), language: hash(language) }
    }

    /// Forgets all, to describe the next thing.
    pub fn clear(&mut self) {
        self.hashes.clear();
    }

    /// Adds a feature.
    pub fn add(&mut self, template: u32, values: &[u32]) {
        let hash = mix_all(template, values);
        self.hashes.push(finish(hash));
        self.hashes.push(finish(mix(hash, self.language)));
    }
}

/// A feature that counts alike for every language: a template and its values, hashed.
pub fn feature(template: u32, values: &[u32]) -> u32 {
    finish(mix_all(template, values))
}

fn mix_all(template: u32, values: &[u32]) -> u32 {
    values.iter().fold(mix(BASIS, template), |hash, value| mix(hash, *value))
}

const BASIS: u32 = 0x811C_9DC5;

/// A step of a multiplicative hash, on a word at a time.
const fn mix(hash: u32, value: u32) -> u32 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x9E37_79B1)
}

/// Spreads a hash over its low bits, by which a table is addressed.
const fn finish(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 16)).wrapping_mul(0x85EB_CA6B);
    hash ^ (hash >> 13)
}

/// The hash of a word: FNV-1a.
pub fn hash(word: &str) -> u32 {
    word.bytes().fold(BASIS, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A small number for a large one: 0 to 4 are themselves, then by doubling.
pub const fn bucket(count: usize) -> u32 {
    match count {
        0..=4 => count as u32,
        5..=6 => 5,
        7..=10 => 6,
        11..=16 => 7,
        17..=30 => 8,
        _ => 9,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_what_was_written() {
        let file = Model::from_weights(&[1, -2, 3, -128]).to_file();
        let read = Model::read(file.leak()).expect("a model file");
        assert_eq!((0..4).map(|place| read.weight(place)).collect::<Vec<_>>(), [1, -2, 3, -128]);
    }

    #[test]
    fn what_is_no_model_is_refused() {
        assert!(Model::read(b"").is_none());
        assert!(Model::read(b"nutgraf linear model 2\n\0").is_none());
        assert!(Model::read(b"nutgraf linear model 1\n\0\0\0").is_none());
    }

    #[test]
    fn a_feature_counts_for_its_language_and_for_all() {
        let features = |language| {
            let mut features = Features::new(language);
            features.add(7, &[1, 2]);
            features.hashes
        };
        let (one, other) = (features("en"), features("de"));
        assert_eq!(one[0], other[0]);
        assert_ne!(one[1], other[1]);
    }
}
