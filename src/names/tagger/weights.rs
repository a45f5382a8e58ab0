//! The weights of the tagger: a row of one weight for each label, for the few thousand features that matter.
//!
//! A file is a line of magic, then a row after the other by the place of its feature: how far it is from the one before, in seven bits a
//! byte, and four weights of half a byte each, in steps that widen (companded): small weights are many and matter in sum, of large ones
//! the size is enough.

use super::LABELS;

/// What a model file begins with; the number is the version of the format.
const MAGIC: &[u8] = b"nutgraf-tagger 1";

/// A feature is told by this many bits of its hash.
pub const PLACE_BITS: u32 = 18;

/// What three bits of a weight stand for; the fourth is its sign.
pub const LEVELS: [i16; 8] = [0, 2, 5, 9, 15, 24, 38, 60];

/// A weight for each label.
pub type Row = [i16; LABELS];

/// The rows, each found by the place of its feature.
#[derive(Debug, Clone)]
pub(super) struct Weights {
    /// Place and row; twice as many slots as rows at least, so that most places without a row find an empty one at once.
    slots: Vec<Option<(u32, Row)>>,
}

impl Weights {
    /// Rows by their places, in order.
    pub(super) fn new(rows: &[(u32, Row)]) -> Self {
        let mut slots = vec![None; (2 * rows.len() + 1).next_power_of_two()];
        let mask = slots.len() - 1;
        for (place, row) in rows {
            let mut slot = *place as usize & mask;
            while slots[slot].is_some() {
                slot = (slot + 1) & mask;
            }
            slots[slot] = Some((*place, *row));
        }
        Self { slots }
    }

    /// Reads a model file; `None` for anything else.
    pub(super) fn read(file: &[u8]) -> Option<Self> {
        let mut bytes = file.strip_prefix(MAGIC)?.iter().copied();
        let mut rows = Vec::new();
        let mut place = 0;
        while let Some(first) = bytes.next() {
            let (mut gap, mut byte, mut shift) = (u32::from(first & 0x7F), first, 7);
            while byte & 0x80 != 0 {
                byte = bytes.next()?;
                gap |= u32::from(byte & 0x7F).checked_shl(shift)?;
                shift += 7;
            }
            place += gap;
            let (low, high) = (bytes.next()?, bytes.next()?);
            rows.push((place, [low & 15, low >> 4, high & 15, high >> 4].map(weight)));
        }
        Some(Self::new(&rows))
    }

    /// What [`Weights::read`] reads.
    pub(super) fn to_file(&self) -> Vec<u8> {
        let mut rows: Vec<_> = self.slots.iter().flatten().collect();
        rows.sort_unstable();
        let mut file = MAGIC.to_vec();
        let mut last = 0;
        for (place, row) in rows {
            let mut gap = place - last;
            while gap >= 0x80 {
                file.push((gap & 0x7F) as u8 | 0x80);
                gap >>= 7;
            }
            file.push(gap as u8);
            let [one, two, three, four] = row.map(code);
            file.extend([one | two << 4, three | four << 4]);
            last = *place;
        }
        file
    }

    /// Adds the weights of features to scores.
    pub(super) fn add(&self, features: &[u32], scores: &mut [i32; LABELS]) {
        let mask = self.slots.len() - 1;
        for feature in features {
            let place = feature & ((1 << PLACE_BITS) - 1);
            let mut slot = place as usize & mask;
            while let Some((found, row)) = &self.slots[slot] {
                if *found == place {
                    scores.iter_mut().zip(row).for_each(|(score, weight)| *score += i32::from(*weight));
                    break;
                }
                slot = (slot + 1) & mask;
            }
        }
    }
}

fn weight(code: u8) -> i16 {
    let level = LEVELS[usize::from(code & 7)];
    if code & 8 == 0 { level } else { -level }
}

fn code(weight: i16) -> u8 {
    let level = (0..8_u8).min_by_key(|level| (LEVELS[usize::from(*level)] - weight.abs()).abs()).unwrap_or(0);
    if weight < 0 { level | 8 } else { level }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_what_was_written() {
        let rows = [(3, [0, 2, -5, 60]), (4, [9, 0, 0, 0]), (70_000, [0, -60, 0, 15])];
        let read = Weights::read(&Weights::new(&rows).to_file()).expect("a model file");
        for (place, row) in rows {
            let mut scores = [0; LABELS];
            read.add(&[place], &mut scores);
            assert_eq!(scores, row.map(i32::from));
        }
        let mut scores = [0; LABELS];
        read.add(&[5, 69_999], &mut scores);
        assert_eq!(scores, [0; LABELS]);
    }

    #[test]
    fn what_is_no_model_is_refused() {
        assert!(Weights::read(b"nutgraf-tagger 0").is_none());
        assert!(Weights::read(b"nutgraf-tagger 1\x80").is_none());
        assert!(Weights::read(b"nutgraf-tagger 1\x01\x02").is_none());
    }
}
