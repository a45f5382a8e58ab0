//! Clauses that may be reported speech: where a cue stands, and what it may report.
//!
//! The shapes: "Ruiz said (that) …", the same up to the next cue, "…, Ruiz said." and "according to Ruiz". What of it is speech is
//! `indirect`'s to say.

use std::ops::Range;

use crate::quotes::candidate::Candidate;
use crate::quotes::clause::{CUE, Class, Piece, PieceKind};
use crate::quotes::link::DASH;

/// A clause that may be reported speech.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    pub(super) form: Form,
    /// The piece that is the cue.
    pub(super) cue: usize,
    /// The pieces of the clause.
    pub(super) words: Range<usize>,
    /// What comes after the cue, too: ", but fees might".
    pub(super) rest: Option<Range<usize>>,
}

/// How a clause and its cue stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "Ruiz said that …"
    That,
    /// "Ruiz said …"
    Bare,
    /// "Ruiz said … and added …": up to the next cue.
    UpToNext,
    /// "…, Ruiz said."
    Before,
    /// "…, according to Ruiz."
    SourceAfter,
    /// "According to Ruiz, …"
    SourceBefore,
    /// "The road is closed, Ruiz said": the sentence begins after a colon or a semicolon.
    BeforeInner,
}

/// A reported clause shorter than this is a phrase: "said no", "said so on Friday".
const SHORTEST: usize = 3;

/// Pieces between a cue and its "that".
const TO_THAT: usize = 8;

/// Pieces of the longest name with its title that stands between a clause and its cue.
const SUBJECT: usize = 24;

/// Words and marks of the longest dateline.
const DATELINE: usize = 8;

/// Shows every clause of a sentence that may be reported.
pub(super) fn each(
    pieces: &[Piece],
    sentence: &Range<usize>,
    candidates: &[Candidate],
    mut show: impl FnMut(Clause),
) {
    let end = last_word(pieces, sentence);
    let start = after_dateline(pieces, sentence);
    for cue in sentence.clone() {
        let piece = &pieces[cue];
        if !piece.is_word() {
            continue;
        }
        if piece.class.is(Class::PHRASE) {
            source(pieces, sentence, start..end, cue, candidates, &mut show);
            continue;
        }
        let that = pieces.get(cue + 1).is_some_and(|next| next.class.is(Class::COMPLEMENTISER));
        let verb =
            piece.class.is(CUE.or(Class::VERB_LIKE)) && (!piece.class.is(Class::CAPITAL) || piece.begins);
        if !verb && !that {
            continue;
        }
        after(pieces, start..end, cue, &mut show);
        if piece.class.is(Class::SPEECH) {
            before(pieces, start..end, cue, &mut show);
        }
    }
}

/// "Ruiz said (that) …"
fn after(pieces: &[Piece], sentence: Range<usize>, cue: usize, show: &mut impl FnMut(Clause)) {
    let end = sentence.end;
    let that = (cue + 1..end.min(cue + TO_THAT)).find(|index| pieces[*index].class.is(Class::COMPLEMENTISER));
    let (form, start) = that.map_or((Form::Bare, cue + 1), |that| (Form::That, that));
    if end < start + SHORTEST {
        return;
    }
    show(Clause { form, cue, words: start..end, rest: None });
    // "said … and added …", "said …, adding …"
    let next = (start + SHORTEST..end).find(|index| {
        let joins = pieces[index - 1].class.is(Class::CONJUNCTION) || pieces[index - 1].is_mark(&[',']);
        pieces[*index].class.is(CUE) && !pieces[*index].class.is(Class::CAPITAL) && joins
    });
    if let Some(next) = next.filter(|next| *next > start + SHORTEST) {
        let comma = usize::from(pieces[next - 2].is_mark(&[',']));
        show(Clause { form: Form::UpToNext, cue, words: start..next - 1 - comma, rest: None });
    }
}

/// "…, Ruiz said on Monday."
fn before(pieces: &[Piece], sentence: Range<usize>, cue: usize, show: &mut impl FnMut(Clause)) {
    let low = cue.saturating_sub(SUBJECT).max(sentence.start);
    let commas = (low..cue).rev().filter(|index| pieces[*index].is_mark(&[','])).take(3);
    for comma in commas.filter(|comma| *comma >= sentence.start + SHORTEST) {
        let follows = pieces.get(cue + 1).is_some_and(|next| next.is_mark(&[',']));
        let rest = follows
            .then(|| cue + 2..sentence.end)
            .filter(|rest| rest.len() > 2 && pieces[rest.start].class.is(Class::CONJUNCTION));
        show(Clause { form: Form::Before, cue, words: sentence.start..comma, rest: rest.clone() });
        let inner = (sentence.start..comma).rfind(|index| pieces[*index].is_mark(&[':', ';', '—', '–']));
        if let Some(inner) = inner.filter(|inner| inner + 1 + SHORTEST <= comma) {
            show(Clause { form: Form::BeforeInner, cue, words: inner + 1..comma, rest });
        }
    }
}

/// "…, according to Ruiz.", "According to Ruiz, …"
fn source(
    pieces: &[Piece],
    whole: &Range<usize>,
    sentence: Range<usize>,
    cue: usize,
    candidates: &[Candidate],
    show: &mut impl FnMut(Clause),
) {
    // The phrase begins a word or a few before its last one.
    let opens = cue - whole.start < 5
        && pieces[whole.start..cue].iter().all(|piece| piece.is_word() && piece.mention.is_none());
    if opens {
        let named = candidates.iter().find(|candidate| candidate.pieces.start > cue);
        let from = named.map_or(cue + 1, |candidate| candidate.pieces.end);
        let comma = (from..sentence.end).find(|index| pieces[*index].is_mark(&[',']));
        if let Some(comma) = comma.filter(|comma| comma + 1 + SHORTEST <= sentence.end) {
            show(Clause { form: Form::SourceBefore, cue, words: comma + 1..sentence.end, rest: None });
        }
        return;
    }
    let comma = (sentence.start..cue).rfind(|index| pieces[*index].is_mark(&[',']) && cue - index <= 5);
    let end = comma.unwrap_or(cue.saturating_sub(1));
    if end >= sentence.start + SHORTEST {
        show(Clause { form: Form::SourceAfter, cue, words: sentence.start..end, rest: None });
    }
}

/// Where a sentence begins after "OSTRAVA (Wire) —": nobody says where the news is from.
fn after_dateline(pieces: &[Piece], sentence: &Range<usize>) -> usize {
    let place = pieces[sentence.clone()]
        .iter()
        .take(DATELINE)
        .take_while(|piece| piece.class.is(Class::CAPITAL) || piece.is_mark(&['(', ')', ',', '.']))
        .count();
    let dash = sentence.start + place;
    let follows = place > 0 && pieces[dash..sentence.end].first().is_some_and(|piece| piece.is_mark(DASH));
    if follows && dash + 1 < sentence.end { dash + 1 } else { sentence.start }
}

/// The end of a sentence without its stop.
fn last_word(pieces: &[Piece], sentence: &Range<usize>) -> usize {
    let marks = pieces[sentence.clone()]
        .iter()
        .rev()
        .take_while(|piece| matches!(piece.kind, PieceKind::Mark('.' | '!' | '?')))
        .count();
    sentence.end - marks
}
