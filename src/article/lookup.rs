//! Tables of words that are looked up while they are spelled: by a hash that grows a byte at a time, so that nothing is copied.

/// The hash of no bytes: FNV-1a, 64 bits. Two of a few thousand words share one about once in 10¹² tables.
pub(super) const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of what had `hash`, and a byte more.
pub(super) const fn longer(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}

/// The hash of a word.
pub(super) fn hash(word: &str) -> u64 {
    word.bytes().fold(EMPTY, longer)
}

/// The hash of a whole text, eight bytes at a time: the multiplicative hash of Firefox and rustc.
pub(super) fn hash_of_text(text: &str) -> u64 {
    text.as_bytes().chunks(8).fold(text.len() as u64, |hash, chunk| {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        (hash.rotate_left(5) ^ u64::from_le_bytes(bytes)).wrapping_mul(0x517c_c1b7_2722_0a95)
    })
}

/// A value for each of some words.
#[derive(Debug)]
pub(super) struct Lookup<V> {
    /// Four times as many as there are words, at least; a word in the first free slot from its place on.
    slots: Vec<Option<(u64, V)>>,
}

impl<V: Copy> Lookup<V> {
    /// A table; `join` makes one value of two for the same word.
    pub(super) fn new(words: &[(&str, V)], join: impl Fn(V, V) -> V) -> Self {
        let mut lookup = Self { slots: vec![None; (4 * words.len() + 1).next_power_of_two()] };
        for (word, value) in words {
            let hash = hash(word);
            let slot = lookup.slot(hash);
            let joined = lookup.slots[slot].map_or(*value, |(_, before)| join(before, *value));
            lookup.slots[slot] = Some((hash, joined));
        }
        lookup
    }

    /// The value of the word with a hash.
    pub(super) fn get(&self, hash: u64) -> Option<V> {
        self.slots[self.slot(hash)].map(|(_, value)| value)
    }

    /// Where the word with a hash is, or the free slot where it would be.
    fn slot(&self, hash: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = (hash ^ (hash >> 32)) as usize & last;
        while self.slots[slot].is_some_and(|(other, _)| other != hash) {
            slot = (slot + 1) & last;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_differ_anywhere_have_another_hash() {
        let text = "The ferry left the harbour at noon.";
        assert_eq!(hash_of_text(text), hash_of_text(&["The ferry left", " the harbour at noon."].concat()));
        for other in [
            "The ferry left the harbour at noon",
            "The ferry left the harbour at noon!",
            "the ferry left the harbour at noon.",
        ] {
            assert_ne!(hash_of_text(text), hash_of_text(other), "{other}");
        }
    }

    #[test]
    fn a_word_has_its_value_and_no_other_has_one() {
        let lookup = Lookup::new(&[("ferry", 1), ("harbour", 2), ("ferry", 4)], |one, other| one | other);
        assert_eq!(
            ["ferry", "harbour", "bridge", ""].map(|word| lookup.get(hash(word))),
            [Some(5), Some(2), None, None]
        );
        assert_eq!(Lookup::<u8>::new(&[], |one, _| one).get(hash("ferry")), None);
    }
}
