//! Putting things in order by whole numbers.
//!
//! What is sorted are the numbers, and the things follow: one sort serves all stages, where one for each type of thing would be some eight
//! kilobytes of wasm each.

/// Puts things in the order of their keys; those with the same key stay in the order they have.
pub(crate) fn by_key<T>(things: &mut [T], key: impl FnMut(&T) -> u64) {
    if things.len() > 1 {
        let keys = things.iter().map(key).zip(0..).collect();
        put(things, places(keys));
    }
}

/// [`by_key`] where the keys, one for each thing, stand apart from the things.
pub(crate) fn by_keys<T>(things: &mut [T], keys: impl Iterator<Item = u64>) {
    if things.len() > 1 {
        put(things, places(keys.zip(0..).collect()));
    }
}

/// A key by which smaller numbers come first, negative ones before all others.
pub(crate) fn rising(number: i32) -> u64 {
    u64::from(number.cast_unsigned() ^ (1 << 31))
}

/// A key by which larger numbers come first.
pub(crate) fn falling(number: i32) -> u64 {
    u64::from(u32::MAX) - rising(number)
}

/// A key that goes by one number and, where that is the same, by another; both below 2³².
pub(crate) fn then(first: u64, second: usize) -> u64 {
    (first << 32) | second as u64
}

/// Where each of the keys goes.
fn places(mut keys: Vec<(u64, usize)>) -> Vec<usize> {
    keys.sort_unstable();
    let mut places = vec![0; keys.len()];
    for (to, (_, from)) in keys.into_iter().enumerate() {
        places[from] = to;
    }
    places
}

/// Puts each thing in its place; each exchange puts one there for good.
fn put<T>(things: &mut [T], mut places: Vec<usize>) {
    for at in 0..things.len() {
        while places[at] != at {
            let to = places[at];
            things.swap(at, to);
            places.swap(at, to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_with_the_same_key_stay_in_the_order_they_have() {
        let mut things = ["c3", "a1", "b3", "a2", "b1", "c1", "a3"];
        by_key(&mut things, |thing| u64::from(thing.as_bytes()[1]));
        assert_eq!(things, ["a1", "b1", "c1", "a2", "c3", "b3", "a3"]);
    }

    #[test]
    fn keys_keep_the_order_of_their_numbers() {
        let numbers = [i32::MIN, -1, 0, 1, i32::MAX];
        assert!(numbers.is_sorted_by_key(|number| rising(*number)));
        assert!(numbers.iter().rev().is_sorted_by_key(|number| falling(*number)));
        assert!(then(falling(7), 1) < then(falling(7), 2) && then(falling(7), 9) < then(falling(6), 0));
    }

    #[test]
    fn keys_may_stand_apart() {
        let mut things = ["one", "two", "three"];
        by_keys(&mut things, [2, 0, 1].into_iter());
        assert_eq!(things, ["two", "three", "one"]);
    }
}
