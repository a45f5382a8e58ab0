//! Words as they stand in a line: without the marks around them, and in lower case.
//!
//! Nearly all words of a page are plain ASCII, so that is asked first.

/// A word without the marks around it.
pub(super) fn bare(word: &str) -> &str {
    let is_sign = |byte: &&u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    let bytes = word.as_bytes();
    let start = bytes.iter().take_while(is_sign).count();
    let end = bytes.len() - bytes[start..].iter().rev().take_while(is_sign).count();
    let word = &word[start..end];
    match (word.as_bytes().first(), word.as_bytes().last()) {
        (Some(first), Some(last)) if !first.is_ascii() || !last.is_ascii() => {
            word.trim_matches(|c: char| !c.is_alphanumeric())
        }
        _ => word,
    }
}

/// Puts a text in lower case at the end of another.
pub(super) fn push_lower(lower: &mut String, text: &str) {
    if text.is_ascii() {
        let start = lower.len();
        lower.push_str(text);
        lower[start..].make_ascii_lowercase();
    } else {
        lower.extend(text.chars().flat_map(char::to_lowercase));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_letters_stay() {
        assert_eq!(["“Ähre”,", "it’s", "(2)", "…", "a", ""].map(bare), ["Ähre", "it’s", "2", "", "a", ""]);
    }

    #[test]
    fn capitals_become_small() {
        let mut lower = "x".to_owned();
        push_lower(&mut lower, "ÄhRE ");
        push_lower(&mut lower, "OAK");
        assert_eq!(lower, "xähre oak");
    }
}
