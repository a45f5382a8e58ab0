//! The subject of the verb that tells a stretch, as word order and case give it.
//!
//! Two places are told apart, and which of them a language fills is for a model to learn: right after the verb („…“, sagte Ruiz), and
//! before it ("Ruiz said, “…”"). A noun in a case or after a preposition that no subject has is never one.

use crate::quotes::candidate::{COMMA, Candidate, Kind};
use crate::quotes::clause::{CUE, Class, Piece};

/// Who may be the subject of the verb of a stretch, each by its first piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Subjects {
    /// The verb.
    pub(super) cue: usize,
    /// The candidate that follows the verb with nothing but its own words between.
    pub(super) after: Option<usize>,
    /// The candidate before the verb that is nearest, a person or a source before any other noun.
    pub(super) before: Option<usize>,
    /// The verb stands in an earlier sentence of the paragraph.
    pub(super) far: bool,
}

/// Finds the verb that tells the stretch at a piece and what may be the subject of it: in its own sentence, or in the one that leads up to
/// it, where none tells it there ("Ruiz was angry, she said. The road was a “disgrace”.").
pub(super) fn subjects(pieces: &[Piece], at: usize, all: &[Candidate]) -> Option<Subjects> {
    let from = pieces[..=at].iter().rposition(|piece| piece.begins).unwrap_or(0);
    let to = at + 1 + pieces[at + 1..].iter().take_while(|piece| !piece.begins).count();
    if let Some(cue) = cue(pieces, from..to, at) {
        return Some(within(pieces, from..to, at, cue, all));
    }
    let block = pieces[at].block;
    let mut to = from;
    while to > 0 && pieces[to - 1].block == block {
        let from = pieces[..to].iter().rposition(|piece| piece.begins).unwrap_or(0);
        if let Some(cue) = (from..to).rev().find(|index| is_verb(&pieces[*index])) {
            let found = within(pieces, from..to, at, cue, all);
            if found.before.is_some() || found.after.is_some() {
                return Some(Subjects { far: true, ..found });
            }
        }
        to = from;
    }
    None
}

/// What may be the subject of a verb, in a sentence.
fn within(
    pieces: &[Piece],
    sentence: std::ops::Range<usize>,
    at: usize,
    cue: usize,
    all: &[Candidate],
) -> Subjects {
    let able = || {
        let inside = |candidate: &&Candidate| {
            candidate.pieces.start >= sentence.start && candidate.pieces.end <= sentence.end
        };
        all.iter().filter(inside).filter(|candidate| !candidate.oblique)
    };
    let after = able().find(|candidate| candidate.pieces.start > cue);
    let after = after.filter(|candidate| pieces[cue + 1..candidate.pieces.start].iter().all(leads));
    // The stretch itself lies between a verb after it and what stands before it.
    let before = || {
        able().filter(|candidate| candidate.pieces.end <= cue && (cue < at || candidate.pieces.start > at))
    };
    let speaks = |candidate: &&Candidate| {
        !matches!(candidate.kind, Kind::Common | Kind::Thing | Kind::Noun | Kind::Unknown)
    };
    let before = before().filter(speaks).last().or_else(|| before().last());
    let start = |candidate: &Candidate| candidate.pieces.start;
    Subjects { cue, after: after.map(start), before: before.map(start), far: false }
}

fn is_verb(piece: &Piece) -> bool {
    piece.class.is(CUE) && piece.is_word() && !piece.class.is(Class::CAPITAL.or(Class::PHRASE))
}

/// The verb right after a stretch; else the last before it; else the first after.
fn cue(pieces: &[Piece], sentence: std::ops::Range<usize>, at: usize) -> Option<usize> {
    let is_cue = |index: &usize| is_verb(&pieces[*index]);
    let comma = pieces.get(at + 1).is_some_and(|piece| piece.is_mark(COMMA));
    let next = at + 1 + usize::from(comma);
    Some(next)
        .filter(|next| sentence.contains(next) && is_cue(next))
        .or_else(|| (sentence.start..at).rev().find(is_cue))
        .or_else(|| (at + 1..sentence.end).find(is_cue))
}

/// Whether a word may stand between a verb and its subject: what belongs to the subject's own noun phrase.
fn leads(piece: &Piece) -> bool {
    piece.is_word()
        && (piece.class.is(Class::DETERMINER.or(Class::POSSESSIVE)) || piece.in_noun_phrase())
        && !piece.class.is(Class::OBLIQUE)
}
