//! Strings as JavaScript writes them into JSON: UTF-16, in which half of a pair may stand alone.
//!
//! A page can hold such a half (an emoji cut in two by a script); JSON carries it as `\ud83d`, and no Rust string can. It becomes
//! U+FFFD, one UTF-16 unit for one, so that positions in the page stay what they were.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A string read from JSON, with U+FFFD for every half of a surrogate pair that stands alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loose(pub String);

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Asked for bytes, serde_json gives the halves in the three bytes that UTF-8 would have for them.
        deserializer.deserialize_byte_buf(LooseVisitor)
    }
}

struct LooseVisitor;

impl Visitor<'_> for LooseVisitor {
    type Value = Loose;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Loose, E> {
        Ok(Loose(text.to_owned()))
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Loose, E> {
        self.visit_byte_buf(bytes.to_vec())
    }

    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Loose, E> {
        Ok(Loose(match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => mended(error.as_bytes()),
        }))
    }
}

/// Surrogates are ED A0..BF xx; everything else that is not UTF-8 is replaced as usual.
fn mended(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.windows(3).position(|three| three[0] == 0xED && three[1] >= 0xA0) {
        out.push_str(&String::from_utf8_lossy(&rest[..at]));
        out.push(char::REPLACEMENT_CHARACTER);
        rest = &rest[at + 3..];
    }
    out.push_str(&String::from_utf8_lossy(rest));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, expected: &str) {
        assert_eq!(serde_json::from_str::<Loose>(json).expect("a string").0, expected);
    }

    #[test]
    fn whole_characters_stay_and_halves_are_replaced_one_for_one() {
        check(r#""a\u00e9\n""#, "a\u{e9}\n");
        check(r#""\ud83d\ude00""#, "\u{1f600}");
        check(r#""x\ud83d y\ude00""#, "x\u{fffd} y\u{fffd}");
        check(r#""\ude00\ud83d""#, "\u{fffd}\u{fffd}");
        check("\"\u{d55c}\"", "\u{d55c}");
    }

    #[test]
    fn anything_but_a_string_is_refused() {
        assert!(serde_json::from_str::<Loose>("[1, 2]").is_err());
        assert!(serde_json::from_str::<Loose>("7").is_err());
    }
}
