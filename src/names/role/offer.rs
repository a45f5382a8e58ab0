//! What may be somebody's role: the words beside a name, and what is to be seen of them.
//!
//! Three places: before the name ("Mayor Ana Ruiz"), after it between commas ("Ana Ruiz, the mayor,"), and before it with a comma
//! between ("the mayor, Ana Ruiz"). A plain pattern takes any of it; a small model says which are roles.

use std::ops::Range;

use super::super::words::Words;
use crate::model::{Features, bucket, hash};
use crate::text::{Span, TokenKind};

/// Tokens of the longest role beside a comma.
const REACH: usize = 14;

/// Where a role stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// "Mayor Ana Ruiz"
    Before,
    /// "Ana Ruiz, the mayor,"
    After,
    /// "the mayor, Ana Ruiz"
    Ahead,
}

/// Words beside a name that may be its bearer's role.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The words, without article or owner.
    pub span: Span,
    /// Where they stand.
    pub side: Side,
    /// What they are described by for the model.
    pub features: Features,
}

/// What the lists know of a token.
type Test<'w> = fn(&mut Words<'w>, usize) -> bool;

/// What is offered between commas after a name that ends before `end`.
pub(super) fn after(words: &mut Words, sentence: &Range<usize>, name: &Range<usize>) -> Option<Offer> {
    let mut start = name.end;
    if start + 1 >= sentence.end || !words.is_mark(start, ",") {
        return None;
    }
    start += 1;
    if words.token(start).kind == TokenKind::Number && words.is_mark(start + 1, ",") {
        start += 2;
    }
    let mut end = start;
    while end < sentence.end && words.token(end).kind == TokenKind::Word && !words.is_relative(end) {
        if end - start > REACH || words.is_speech_verb(end) && !words.is_capital(end) {
            return None;
        }
        end += 1;
    }
    offer(words, sentence, name, start..end, Side::After)
}

/// What is offered before a comma and a name.
pub(super) fn ahead(words: &mut Words, sentence: &Range<usize>, name: &Range<usize>) -> Option<Offer> {
    let end = name.start.checked_sub(1).filter(|end| *end > sentence.start && words.is_mark(*end, ","))?;
    let mut start = end;
    while start > sentence.start && end - start < REACH && words.token(start - 1).kind == TokenKind::Word {
        let at = start - 1;
        if words.is_relative(at)
            || words.is_auxiliary(at)
            || words.is_speech_verb(at) && !words.is_capital(at)
        {
            break;
        }
        start = at;
        if words.is_determiner(at) {
            break;
        }
    }
    offer(words, sentence, name, start..end, Side::Ahead)
}

/// What is offered right before a name, as a rule read it.
pub(super) fn before(
    words: &mut Words,
    sentence: &Range<usize>,
    name: &Range<usize>,
    span: &Span,
) -> Option<Offer> {
    let start = (sentence.start..name.start).rev().find(|at| words.token(*at).span.start <= span.start)?;
    offer(words, sentence, name, start..name.start, Side::Before)
}

/// Describes words beside a name; the numbers are those of the templates.
fn offer<'w>(
    words: &mut Words<'w>,
    sentence: &Range<usize>,
    name: &Range<usize>,
    tokens: Range<usize>,
    side: Side,
) -> Option<Offer> {
    let Range { start: opener, end } = tokens;
    let mut start = opener;
    while start < end && (words.is_determiner(start) || words.word(start).starts_with(['\'', '’'])) {
        start += 1;
    }
    if start >= end || words.is_preposition(start) || words.is_connector(start) {
        return None;
    }
    let head =
        (start + 1..end).find(|at| words.is_preposition(*at) || words.is_connector(*at)).unwrap_or(end) - 1;
    let side_number = side as u32;
    let known = u32::from(words.is_role(head)) + 2 * u32::from(words.ends_like_role(head));
    let opening = class(words, opener);
    let closing = words.text.tokens.get(if side == Side::Ahead { name.end } else { end });
    let closing = closing.map_or(0, |token| match token.kind {
        TokenKind::Mark => hash(token.of(words.story)),
        TokenKind::Number => 1,
        TokenKind::Word => 2,
    });
    let mut features = Features::new("en");
    let mut add = |template: u32, values: &[u32]| features.add(template, values);
    add(0, &[side_number]);
    add(1, &[side_number, known]);
    add(2, &[side_number, opening]);
    add(3, &[side_number, opening, known]);
    add(4, &[side_number, bucket(end - start)]);
    add(5, &[side_number, closing]);
    add(6, &[side_number, u32::from(words.is_capital(head)), known]);
    add(7, &[hash(words.lower(head))]);
    add(8, &[side_number, hash(words.lower(opener))]);
    let any = |words: &mut Words<'w>, test: Test<'w>| u32::from((start..end).any(|at| test(words, at)));
    let (role, verb) = (any(words, Words::is_role), any(words, Words::is_auxiliary));
    add(9, &[side_number, role, known]);
    add(10, &[verb, any(words, Words::is_conjunction)]);
    add(11, &[any(words, Words::is_given_name), side_number]);
    add(12, &[side_number, u32::from(head + 1 < end), known]);
    add(13, &[side_number, u32::from(opener == sentence.start), known]);
    add(14, &[side_number, u32::from(name.len() > 1), known]);
    let phrase = words.phrase(start, end);
    add(15, &[u32::from(words.is_place(phrase)), side_number]);
    let demonym = words.is_demonym(start) || words.is_modifier(start);
    add(16, &[u32::from(demonym), side_number, known]);
    let earlier = opener.checked_sub(1).filter(|at| sentence.contains(at));
    let earlier = earlier.map_or(0, |at| class(words, at));
    add(17, &[side_number, earlier]);
    Some(Offer { span: words.token(start).span.start..words.token(end - 1).span.end, side, features })
}

/// What a word is, for a role to begin with or to stand behind.
fn class<'w>(words: &mut Words<'w>, at: usize) -> u32 {
    if words.token(at).kind != TokenKind::Word {
        return 1;
    }
    let classes: [Test<'w>; 6] = [
        Words::is_determiner,
        Words::is_role,
        Words::is_preposition,
        Words::is_conjunction,
        Words::is_modifier,
        Words::is_auxiliary,
    ];
    let found = classes.into_iter().position(|is_it| is_it(words, at));
    found.map_or(8 + u32::from(words.is_capital(at)), |found| 2 + found as u32)
}
