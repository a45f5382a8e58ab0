//! The encoding of a page: its byte order mark, else what its `<meta>` says, else UTF-8 if it can be that.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes in which a page names its encoding. The standard asks for 1,024; old templates put it after their scripts.
const HEAD: usize = 4096;

/// The text of a page; what is no character in its encoding is U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let encoding = declared(&bytes[..bytes.len().min(HEAD)]).unwrap_or_else(|| likely(bytes));
    // A byte order mark wins over all of it.
    encoding.decode(bytes).0
}

/// The encoding that a `<meta>` element names, as in `<meta charset=iso-8859-1>` or `<meta … content="text/html; charset=…">`.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let mut rest = head;
    loop {
        rest = &rest[find(rest, b"<meta")?..];
        let end = rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len());
        let (tag, after) = rest.split_at(end);
        if let Some(encoding) = named(tag) {
            return Some(encoding);
        }
        rest = after;
    }
}

fn named(tag: &[u8]) -> Option<&'static Encoding> {
    const KEY: &[u8] = b"charset";
    let value = tag[find(tag, KEY)? + KEY.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let ends = |byte: &u8| matches!(byte, b'"' | b'\'' | b';' | b'/') || byte.is_ascii_whitespace();
    let label = &value[..value.iter().position(ends).unwrap_or(value.len())];
    let encoding = Encoding::for_label(label)?;
    // A page whose `<meta>` could be read as ASCII is not in UTF-16, whatever it says.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

/// Where `name`, given in lower case, begins in `bytes`, upper and lower case being the same.
fn find(bytes: &[u8], name: &[u8]) -> Option<usize> {
    bytes.windows(name.len()).position(|window| window.eq_ignore_ascii_case(name))
}

/// UTF-8 if more of its characters are in the page than errors against it; else what browsers assume in the West.
fn likely(bytes: &[u8]) -> &'static Encoding {
    let (mut characters, mut errors) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        characters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        errors += usize::from(!chunk.invalid().is_empty());
    }
    if characters >= errors { UTF_8 } else { WINDOWS_1252 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(decode(bytes), expected);
    }

    #[test]
    fn a_page_is_in_the_encoding_that_it_names() {
        check(b"<meta charset=iso-8859-1>caf\xE9", "<meta charset=iso-8859-1>caf\u{e9}");
        check(
            b"<META name=x><Meta CHARSET = 'Shift_JIS' />\x83\x65",
            "<META name=x><Meta CHARSET = 'Shift_JIS' />\u{30c6}",
        );
        check(
            b"<meta content=\"text/html; charset=windows-1251\">\xC4",
            "<meta content=\"text/html; charset=windows-1251\">\u{414}",
        );
        check(b"<meta charset=utf-16>caf\xC3\xA9", "<meta charset=utf-16>caf\u{e9}");
    }

    #[test]
    fn a_byte_order_mark_wins() {
        check(b"\xEF\xBB\xBF<meta charset=iso-8859-1>\xC3\xA9", "<meta charset=iso-8859-1>\u{e9}");
        check(b"\xFF\xFEh\0i\0", "hi");
    }

    #[test]
    fn a_page_that_names_none_is_utf_8_where_it_can_be() {
        check(b"caf\xC3\xA9 cut \xE2\x80", "caf\u{e9} cut \u{fffd}");
        check(b"caf\xE9", "caf\u{e9}");
        check(b"<meta charset=no-such-thing>caf\xC3\xA9", "<meta charset=no-such-thing>caf\u{e9}");
        check(b"", "");
    }
}
