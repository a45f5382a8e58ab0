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

/// The hash of what had `hash`, and eight bytes more.
pub(super) const fn longer_by(hash: u64, bytes: u64) -> u64 {
    (hash.rotate_left(5) ^ bytes).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// The hash of a whole text, eight bytes at a time: the multiplicative hash of Firefox and rustc.
pub(super) fn hash_of_text(text: &str) -> u64 {
    let (words, rest) = text.as_bytes().as_chunks();
    let hash = words.iter().fold(text.len() as u64, |hash, word| longer_by(hash, u64::from_le_bytes(*word)));
    let last = rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
    if rest.is_empty() { hash } else { longer_by(hash, last) }
}

/// Slots of a table for each 64 bits: one bit in thirty-two is set.
const SLOTS_A_WORD: usize = 8;

/// A value for each of some words.
#[derive(Debug)]
pub(super) struct Lookup<V> {
    /// Four times as many as there are words, at least; a word in the first free slot from its place on.
    slots: Vec<Option<(u64, V)>>,
    /// A bit for each word, in so little memory that it stays at hand: most of what is looked up is not there (Bloom 1970).
    bits: Vec<u64>,
}

impl<V: Copy> Lookup<V> {
    /// A table; `join` makes one value of two for the same word.
    pub(super) fn new(words: &[(&str, V)], join: impl Fn(V, V) -> V) -> Self {
        let slots = (4 * words.len() + 1).next_power_of_two();
        let mut lookup = Self { slots: vec![None; slots], bits: vec![0; slots.div_ceil(SLOTS_A_WORD)] };
        for (word, value) in words {
            let hash = hash(word);
            let slot = lookup.slot(hash);
            let joined = lookup.slots[slot].map_or(*value, |(_, before)| join(before, *value));
            lookup.slots[slot] = Some((hash, joined));
            let (place, bit) = lookup.bit(hash);
            lookup.bits[place] |= bit;
        }
        lookup
    }

    /// The value of the word with a hash.
    pub(super) fn get(&self, hash: u64) -> Option<V> {
        let (place, bit) = self.bit(hash);
        if self.bits[place] & bit == 0 {
            return None;
        }
        self.slots[self.slot(hash)].map(|(_, value)| value)
    }

    /// Where the bit of a hash is.
    fn bit(&self, hash: u64) -> (usize, u64) {
        ((hash >> 40) as usize & (self.bits.len() - 1), 1 << (hash >> 58))
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

/// What was found for each of the texts seen last: what elements are called is said again and again on a page.
#[derive(Debug)]
pub(super) struct Seen<'a, V> {
    slots: Vec<(&'a str, V)>,
}

impl<'a, V: Copy + Default> Seen<'a, V> {
    /// Distinct class values of most pages.
    const SLOTS: usize = 512;

    /// Nothing seen yet; `V::default()` has to be what is found for no text.
    pub(super) fn new() -> Self {
        Self { slots: vec![("", V::default()); Self::SLOTS] }
    }

    /// What is found for a text.
    pub(super) fn get(&mut self, text: &'a str, find: impl FnOnce(&str) -> V) -> V {
        let hash = hash_of_text(text);
        let slot = &mut self.slots[(hash ^ (hash >> 32)) as usize % Self::SLOTS];
        if slot.0 != text {
            *slot = (text, find(text));
        }
        slot.1
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
    fn what_was_found_for_a_text_is_remembered() {
        let texts: Vec<String> = (0..2_000).map(|at| format!("story-{at}")).collect();
        let mut seen = Seen::new();
        let mut looked = 0;
        for text in texts.iter().flat_map(|text| [text, text]) {
            let length = seen.get(text, |text| {
                looked += 1;
                text.len()
            });
            assert_eq!(length, text.len());
        }
        assert_eq!((looked, seen.get("", str::len)), (texts.len(), 0));
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
