//! What a person is, by the words before and after the name.

use std::ops::Range;

use super::words::Words;
use crate::text::{Span, TokenKind};

/// Tokens looked at on either side of a name.
const REACH: usize = 14;

/// The role printed before a name: "U.S. Secretary of State" of "U.S. Secretary of State Antony Blinken". `title` is where a title
/// is known to begin; `name` itself where none is.
pub(super) fn before(words: &mut Words, sentence: &Range<usize>, name: usize, title: usize) -> Option<Span> {
    // "American Tom King and Australian Ana Ruiz": what comes before "and" is somebody else, unless what comes after it is a role.
    let joint = (title..name).rev().find(|at| words.is_conjunction(*at));
    let title = match joint {
        Some(joint) if !(joint + 1..name).any(|at| words.is_role(at)) => joint + 1,
        _ => title,
    };
    let mut start = title;
    // Where somebody is from is not what they are.
    let mut tells = |at| words.is_role(at) || words.ends_like_role(at) && !words.is_demonym(at);
    let mut named = title < name && (title..name).any(&mut tells);
    while start > sentence.start && name - start < REACH && words_touch(words, start) {
        let at = start - 1;
        if words.token(at).kind != TokenKind::Word {
            break;
        }
        let role = words.is_role(at);
        let part = role
            || named
                && (words.is_modifier(at)
                    || words.is_demonym(at)
                    || is_possessive(words, at)
                    || is_name_part(words, at, sentence));
        if !part {
            break;
        }
        named |= role;
        start = at;
    }
    while start < name && (is_possessive(words, start) || words.is_determiner(start)) {
        start += 1;
    }
    let plain = (start..name).all(|at| words.is_honorific(at));
    (named && !plain && start < name).then(|| words.token(start).span.start..words.token(name - 1).span.end)
}

/// The role in apposition to a name that ends before `end`: ", a teacher," or ", 43, Mexico's foreign minister,".
pub(super) fn after(words: &mut Words, sentence: &Range<usize>, end: usize) -> Option<Span> {
    let mut at = end;
    if at + 1 >= sentence.end || !words.is_mark(at, ",") {
        return None;
    }
    at += 1;
    if words.token(at).kind == TokenKind::Number && words.is_mark(at + 1, ",") {
        at += 2;
    }
    let start = at;
    let mut headed = false;
    let mut in_head = true;
    while at < sentence.end && at < start + REACH {
        if words.token(at).kind == TokenKind::Mark {
            break;
        }
        let opens = at == start
            && !(words.is_determiner(at)
                || words.is_capital(at)
                || words.is_role(at)
                || words.is_modifier(at));
        if opens || words.is_speech_verb(at) && !words.is_capital(at) {
            return None;
        }
        if words.is_relative(at) {
            break;
        }
        in_head &= !words.is_preposition(at);
        headed |= in_head && words.is_role(at);
        at += 1;
    }
    let mut first = start;
    while first < at && words.is_determiner(first) {
        first += 1;
    }
    (headed && first < at).then(|| words.token(first).span.start..words.token(at - 1).span.end)
}

fn words_touch(words: &Words, at: usize) -> bool {
    words.is_joined(at) || is_possessive(words, at)
}

fn is_possessive(words: &Words, at: usize) -> bool {
    words.word(at).starts_with(['\'', '’'])
}

/// A capital inside a role: "Houston" of "Houston Mayor", not the first word of a sentence.
fn is_name_part(words: &mut Words, at: usize, sentence: &Range<usize>) -> bool {
    words.is_capital(at) && !(at == sentence.start && words.is_opener(at))
}
