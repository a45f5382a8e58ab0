//! Speech told in the writer's words, where that is beyond doubt.
//!
//! Three shapes: "Ruiz said (that) …", "…, Ruiz said." and "according to Ruiz". A sentence that holds quoted speech is left to that.

use std::ops::Range;

use crate::quotes::candidate::{Candidate, Kind};
use crate::quotes::clause::{Class, Piece, PieceKind};
use crate::quotes::speaker::DASH;
use crate::quotes::{Quote, QuoteKind, Scene};
use crate::text::Span;

/// A reported clause shorter than this is a phrase: "said no", "said so on Friday".
const SHORTEST: usize = 4;

/// Words and marks of the longest dateline.
const DATELINE: usize = 8;

/// Finds reported speech in the sentences that hold no quote.
pub(super) fn find(scene: &Scene, quoted: &[Quote]) -> Vec<Quote> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut next_quote = 0;
    while start < scene.pieces.len() {
        let rest = &scene.pieces[start + 1..];
        let end = start + 1 + rest.iter().position(|piece| piece.begins).unwrap_or(rest.len());
        let span = scene.pieces[start].span.start..scene.pieces[end - 1].span.end;
        while quoted.get(next_quote).is_some_and(|quote| quote.span.end <= span.start) {
            next_quote += 1;
        }
        if quoted.get(next_quote).is_none_or(|quote| quote.span.start >= span.end) {
            found.extend(reported(scene, start..end));
        }
        start = end;
    }
    found
}

fn reported(scene: &Scene, sentence: Range<usize>) -> Option<Quote> {
    let low = scene.candidates.partition_point(|candidate| candidate.pieces.start < sentence.start);
    let high = scene.candidates.partition_point(|candidate| candidate.pieces.start < sentence.end);
    scene.candidates[low..high].iter().filter(|candidate| candidate.kind != Kind::Noun).find_map(
        |candidate| {
            let pieces = &scene.pieces;
            let (cue, words) = according(pieces, &sentence, candidate)
                .or_else(|| said(pieces, &sentence, candidate))
                .filter(|(_, words)| words.len() >= SHORTEST)?;
            let start = words.start.max(after_dateline(pieces, &sentence)).min(words.end - 1);
            let parts = parts(pieces, &sentence, cue, start..words.end);
            Some(Quote {
                kind: QuoteKind::Indirect,
                span: parts[0].start..parts[parts.len() - 1].end,
                parts,
                cue: Some(scene.pieces[cue].span.clone()),
                speaker: Some(scene.speaker(candidate)),
            })
        },
    )
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
    if follows { dash + 1 } else { sentence.start }
}

/// The reported clause; it may go on after its cue: "Ferries will run all night, Nord has announced, and trains until two."
fn parts(pieces: &[Piece], sentence: &Range<usize>, cue: usize, words: Range<usize>) -> Vec<Span> {
    let span = |words: Range<usize>| pieces[words.start].span.start..pieces[words.end - 1].span.end;
    let end = last_word(pieces, sentence);
    let goes_on = words.end <= cue
        && end > cue + 2
        && pieces[cue + 1].is_mark(&[','])
        && pieces[cue + 2].class.is(Class::CONJUNCTION);
    let rest = goes_on.then(|| span(cue + 2..end));
    std::iter::once(span(words)).chain(rest).collect()
}

type Found = (usize, Range<usize>);

/// "…, according to Ruiz.", "According to Ruiz, …"
fn according(pieces: &[Piece], sentence: &Range<usize>, candidate: &Candidate) -> Option<Found> {
    let cue = candidate
        .pieces
        .start
        .checked_sub(1)
        .filter(|cue| *cue > sentence.start && pieces[*cue].class.is(Class::PHRASE))?;
    let comma = (sentence.start..cue).rfind(|index| pieces[*index].is_mark(&[',']) && cue - index <= 2);
    if let Some(comma) = comma {
        return Some((cue, sentence.start..comma));
    }
    if cue - sentence.start > 2 {
        return None;
    }
    let comma = (candidate.pieces.end..sentence.end).find(|index| pieces[*index].is_mark(&[',']))?;
    Some((cue, comma + 1..last_word(pieces, sentence)))
}

/// "Ruiz said that …", "…, Ruiz said on Monday."
fn said(pieces: &[Piece], sentence: &Range<usize>, candidate: &Candidate) -> Option<Found> {
    // A name may run past the end of its sentence: "U.S. Navy" where "U.S." ended it.
    let after = pieces.get(candidate.pieces.end..sentence.end)?;
    let cue = candidate.pieces.end + after.iter().position(|piece| !piece.class.is(Class::AUXILIARY))?;
    if !pieces[cue].class.is(Class::SPEECH) {
        return None;
    }
    let that =
        (cue + 1..sentence.end.min(cue + 6)).find(|index| pieces[*index].class.is(Class::COMPLEMENTISER));
    if let Some(that) = that.filter(|that| {
        !pieces[cue + 1..*that]
            .iter()
            .any(|piece| piece.is_mark(&[',', ';']) && !pieces[that - 1].is_mark(&[',']))
    }) {
        return Some((cue, that..last_word(pieces, sentence)));
    }
    // "prosecutor Eva Stroud": the title belongs to the name.
    let title = pieces[sentence.start..candidate.pieces.start]
        .iter()
        .rev()
        .take_while(|piece| piece.in_noun_phrase())
        .count();
    let before = (candidate.pieces.start - title).checked_sub(1).filter(|before| *before > sentence.start);
    if let Some(comma) = before.filter(|before| pieces[*before].is_mark(&[','])) {
        let parenthesis = pieces.get(cue + 1).is_some_and(|next| next.is_mark(&[',']));
        // "…, a minister told reporters on Monday.": whoever was told comes with it.
        let reach = if pieces[cue].class.is(Class::SAYING) { 6 } else { 8 };
        let clause = !pieces[sentence.start].class.is(Class::PREPOSITION.or(Class::CONJUNCTION));
        let told = pieces[cue].class.is(Class::TELLING) && clause;
        let ends = sentence.end - cue <= reach && (told || pieces[cue].class.is(Class::SAYING));
        return (ends || parenthesis).then_some((cue, sentence.start..comma));
    }
    if !pieces[cue].class.is(Class::SAYING) {
        return None;
    }
    let subject = pieces.get(cue + 1).is_some_and(|next| {
        next.class.is(Class::DETERMINER.or(Class::CAPITAL).or(crate::quotes::clause::PRONOUN))
            || next.mention.is_some()
    });
    subject.then(|| (cue, cue + 1..last_word(pieces, sentence)))
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
