//! What a person is, by the words before and after the name.
//!
//! A rule reads what may be a role; a small model accepts or rejects it. A word in small letters right before a name ("singer Ana Ruiz")
//! is for the rule alone: what the model learnt from has no answer for it.

mod offer;

use std::ops::Range;
use std::sync::LazyLock;

pub use offer::{Offer, Side};

use super::Names;
use super::words::Words;
use crate::article::Article;
use crate::language::Language;
use crate::model::Model;
use crate::text::{Span, Text, TokenKind};

/// Tokens looked at on either side of a name.
const REACH: usize = 14;

/// What the model has to say for a role, in steps of 1/24 of log-odds.
const LEAST: i32 = 0;

static TRAINED: LazyLock<Model> = LazyLock::new(|| {
    Model::read(include_bytes!("role.model")).expect("embedded model; see tests::the_embedded_model_loads")
});

/// The model that the crate was built with.
pub fn trained() -> &'static Model {
    &TRAINED
}

/// Everything beside the names of people that may be a role, with the person's entity.
pub fn offers(
    article: &Article,
    text: &Text,
    language: &'static Language,
    names: &Names,
) -> Vec<(usize, Offer)> {
    let mut words = Words::new(&article.text, text, language, trained());
    let mut all = Vec::new();
    for mention in &names.mentions {
        if names.entities[mention.entity].kind != super::EntityKind::Person {
            continue;
        }
        let start = text.tokens.partition_point(|token| token.span.end <= mention.span.start);
        let end = text.tokens.partition_point(|token| token.span.start < mention.span.end);
        let index = text.sentences.partition_point(|sentence| sentence.tokens.end <= start);
        let Some(sentence) = text.sentences.get(index) else { continue };
        let found = beside(&mut words, &sentence.tokens, &(start..end));
        all.extend(found.into_iter().map(|offer| (mention.entity, offer)));
    }
    all
}

/// What may be the role of somebody, the likeliest place first.
fn beside(words: &mut Words, sentence: &Range<usize>, name: &Range<usize>) -> Vec<Offer> {
    let title = before(words, sentence, name.start, name.start);
    let title = title.and_then(|span| offer::before(words, sentence, name, &span));
    title
        .into_iter()
        .chain(offer::after(words, sentence, name))
        .chain(offer::ahead(words, sentence, name))
        .collect()
}

/// The role of somebody, if the words beside the name tell it.
pub(super) fn of(words: &mut Words, sentence: &Range<usize>, name: &Range<usize>) -> Option<Span> {
    // The model has learnt English alone.
    if words.language.capital_nouns {
        return before(words, sentence, name.start, name.start).or_else(|| after(words, sentence, name.end));
    }
    beside(words, sentence, name).into_iter().find(|offer| is_role(words, offer)).map(|offer| offer.span)
}

fn is_role(words: &Words, offer: &Offer) -> bool {
    offer.side == Side::Before && is_small(&words.story[offer.span.clone()])
        || words.roles.score(&offer.features) >= LEAST
}

/// Whether the last word begins with a small letter: "Harlow University president".
pub fn is_small(words: &str) -> bool {
    words.rsplit(' ').next().is_some_and(|last| !last.starts_with(char::is_uppercase))
}

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
fn after(words: &mut Words, sentence: &Range<usize>, end: usize) -> Option<Span> {
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

#[cfg(test)]
mod tests {
    #[test]
    fn the_embedded_model_loads() {
        assert!(super::trained().to_file().len() > 1 << 8);
    }
}
