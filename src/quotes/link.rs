//! How a candidate, a cue and a stretch stand to each other.

use std::ops::Range;

use crate::quotes::candidate::Candidate;
use crate::quotes::clause::{CUE, Class, Piece};

pub(super) const DASH: &[char] = &['—', '–', '-', '―'];

/// The order of candidate, cue and stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// "According to Ruiz, “…”"
    PhraseBefore,
    /// "Ruiz said, “…”"
    CueBefore,
    /// "Ruiz: “…”"
    ColonBefore,
    /// Before the stretch, and nothing that joins them.
    Before,
    /// "“…,” according to Ruiz"
    PhraseAfter,
    /// "“…,” said Ruiz"
    Inverted,
    /// "“…,” Ruiz said"
    CueAfter,
    /// "“…” — Ruiz"
    DashAfter,
    /// After the stretch, and nothing that joins them.
    After,
}

/// A shape, and the pieces of its cue.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) shape: Shape,
    pub(super) cue: Option<Range<usize>>,
}

/// Finds what joins a candidate to the stretch at a piece.
pub(super) fn link(pieces: &[Piece], at: usize, candidate: &Candidate) -> Link {
    let (shape, cue) =
        if candidate.pieces.end <= at { before(pieces, at, candidate) } else { after(pieces, at, candidate) };
    Link { shape, cue: cue.map(|cue| cue..cue + 1) }
}

fn before(pieces: &[Piece], at: usize, candidate: &Candidate) -> (Shape, Option<usize>) {
    let Range { start, end } = candidate.pieces;
    let phrase = phrase_before(pieces, start);
    if phrase.is_some() {
        return (Shape::PhraseBefore, phrase);
    }
    if let Some(cue) = last_cue(&pieces[end..at]) {
        return (Shape::CueBefore, Some(end + cue));
    }
    if pieces[at - 1].is_mark(&[':']) { (Shape::ColonBefore, Some(at - 1)) } else { (Shape::Before, None) }
}

fn after(pieces: &[Piece], at: usize, candidate: &Candidate) -> (Shape, Option<usize>) {
    let Range { start, end } = candidate.pieces;
    let phrase = phrase_before(pieces, start).filter(|phrase| *phrase > at);
    if phrase.is_some() {
        return (Shape::PhraseAfter, phrase);
    }
    let between = &pieces[at + 1..start];
    if let Some(cue) = last_cue(between) {
        return (Shape::Inverted, Some(at + 1 + cue));
    }
    let rest = &pieces[end..];
    let clause = rest.iter().take_while(|piece| !piece.begins && piece.quoted().is_none()).count();
    if let Some(cue) = first_cue(&rest[..clause]) {
        return (Shape::CueAfter, Some(end + cue));
    }
    if between.len() == 1 && between[0].is_mark(DASH) {
        return (Shape::DashAfter, Some(at + 1));
    }
    (Shape::After, None)
}

/// Words of a title that may stand between a phrase and a name: "according to the plant’s deputy director Yusuf Demir".
const TITLE: usize = 7;

/// The phrase that names a source and is followed by the noun phrase that goes on at `start`.
pub(super) fn phrase_before(pieces: &[Piece], start: usize) -> Option<usize> {
    let mut at = start;
    while let Some(before) = at.checked_sub(1).filter(|before| start - before <= TITLE) {
        let piece = &pieces[before];
        if piece.class.is(Class::PHRASE) {
            return Some(before);
        }
        let goes_on = (piece.in_noun_phrase() || piece.class.is(Class::DETERMINER.or(Class::POSSESSIVE)))
            && piece.mention.is_none()
            && !piece.class.is(CUE);
        if !goes_on || pieces[at].begins {
            return None;
        }
        at = before;
    }
    None
}

fn is_cue(piece: &Piece) -> bool {
    piece.class.is(CUE) && !piece.class.is(Class::CAPITAL)
}

/// The cue nearest to the end of a run: a known one before a word that only looks like a verb.
fn last_cue(pieces: &[Piece]) -> Option<usize> {
    let verb = || pieces.iter().rposition(|piece| piece.class.is(Class::VERB_LIKE));
    pieces.iter().rposition(is_cue).or_else(verb)
}

fn first_cue(pieces: &[Piece]) -> Option<usize> {
    let verb = || pieces.iter().position(|piece| piece.class.is(Class::VERB_LIKE));
    pieces.iter().position(is_cue).or_else(verb)
}

/// A few bits that say what a piece is to a sentence: the letters in which the way between two pieces is spelled.
pub(super) fn tag(piece: &Piece) -> u32 {
    use crate::quotes::clause::PieceKind;
    let class = piece.class;
    match piece.kind {
        PieceKind::Quoted(_) => 1,
        PieceKind::Number => 2,
        PieceKind::Mark(mark) => 64 + u32::from(mark),
        PieceKind::Word => {
            let order = [
                (Class::PHRASE, 3),
                (Class::FEMALE.or(Class::MALE), 4),
                (Class::RELATIVE, 5),
                (Class::DETERMINER, 6),
                (Class::CONJUNCTION, 7),
                (Class::PREPOSITION, 8),
                (Class::AUXILIARY, 9),
                (Class::PLURAL, 10),
                (Class::NAMING, 11),
                (Class::TELLING, 12),
                (Class::SPEECH, 13),
                (Class::POSSESSIVE, 14),
                (Class::SOURCE, 15),
                (Class::VERB_LIKE, 16),
            ];
            let small = order.iter().find(|(bit, _)| class.is(*bit)).map(|(_, tag)| *tag);
            match (piece.mention.is_some(), class.is(Class::CAPITAL), small) {
                (true, ..) => 17,
                (false, true, Some(tag)) if tag == 15 || piece.begins => tag,
                (false, true, _) => 18,
                (false, false, Some(tag)) => tag,
                (false, false, None) => 19,
            }
        }
    }
}

/// The tags of a run of pieces, the same ones in a row told once, as one number.
pub(super) fn way(pieces: &[Piece]) -> u32 {
    let mut last = 0;
    pieces.iter().fold(1, |way, piece| {
        let tag = tag(piece);
        if tag == last {
            return way;
        }
        last = tag;
        way.rotate_left(7).wrapping_mul(0x9E37_79B1) ^ tag
    })
}
