//! Who said a stretch of quoted words.
//!
//! Every candidate around the stretch is described by features (`describe`) and judged by a model that was trained to put the speaker
//! first ([`crate::model`]); that nobody is named competes with them, so a quote without a convincing speaker keeps none.

use crate::model::{Features, Model};
use crate::quotes::candidate::{COMMA, Candidate, Kind, beside_cue};
use crate::quotes::clause::{Class, Piece};
use crate::quotes::describe;
use crate::quotes::link::{Link, Shape, link};
use crate::quotes::subject::Subjects;
use crate::text::Span;

/// A speaker chosen for a stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) candidate: Candidate,
    /// Who that is, where it is a name or a pronoun that could be resolved.
    pub(super) entity: Option<usize>,
    pub(super) cue: Option<Span>,
    pub(super) shape: Shape,
    /// By how much the candidate beats the runner-up, nobody included.
    pub(super) margin: i32,
    /// Whether the words that name the speaker serve this stretch, not one before it.
    pub(super) own: bool,
}

/// Where a stretch stands among the pieces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) text: &'a str,
    pub(super) pieces: &'a [Piece],
    /// The piece that is the stretch.
    pub(super) at: usize,
    /// The quoted words.
    pub(super) quoted: &'a Span,
    /// How many words are quoted.
    pub(super) words: usize,
    /// The speaker of the stretch before, in this paragraph or the last one.
    pub(super) last: Option<&'a Choice>,
    /// The piece that is the stretch before.
    pub(super) last_at: Option<usize>,
    /// How often each entity has spoken so far.
    pub(super) spoke: &'a [usize],
    /// How often each entity is named.
    pub(super) mentions: &'a [usize],
    /// What was made of the stretch before in the same sentence: 0 where there is none, 1 for nobody's words, 2 for speech.
    pub(super) before: u32,
    /// How often the same words stand between marks elsewhere.
    pub(super) echoes: usize,
    /// What may be the subject of the verb that tells the words.
    pub(super) subjects: Option<Subjects>,
}

impl Place<'_> {
    fn inside(&self) -> &str {
        &self.text[self.quoted.clone()]
    }

    /// The kind of mark that the words end with, or that follows the closing one.
    pub(super) fn ending(&self) -> u32 {
        let last = self.inside().chars().next_back();
        let next = self.text[self.pieces[self.at].span.end..].chars().next();
        match (last, next) {
            (Some(','), _) => 1,
            (Some('?' | '!'), _) => 2,
            (Some('.' | '…'), _) => 3,
            (_, Some(',')) => 4,
            (_, Some('.')) => 5,
            _ => 0,
        }
    }

    /// Whether the words begin with a small letter.
    pub(super) fn is_small(&self) -> bool {
        self.inside().starts_with(char::is_lowercase)
    }

    /// Whether the words are a sentence that a colon leads up to, or one after words of the same speaker in the same paragraph:
    /// "Ward was curt: “Paid.”", "“It ran dry,” said Vale. “Twice.”"
    pub(super) fn is_told_by(&self, choice: &Choice) -> bool {
        let inside = self.inside();
        let whole = inside.starts_with(char::is_uppercase) && inside.ends_with(['.', '!', '?', '…']);
        let block = self.pieces[self.at].block;
        let colon = self.at > 0
            && self.pieces[self.at - 1].is_mark(&[':'])
            && self.pieces[self.at - 1].block == block;
        let near = self.last_at.is_some_and(|last| self.pieces[last].block == block);
        let same = self.last.is_some_and(|last| last.candidate.span == choice.candidate.span);
        let closed = self.pieces.get(self.at + 1).is_none_or(|next| next.begins);
        whole && (colon || near && same && closed && self.pieces[self.at].begins)
    }

    /// Whether the paragraph before ends in a colon and these words begin the next: "Conti wrote on Thursday:".
    fn is_introduced(&self) -> bool {
        let before = self.at.checked_sub(1).map(|before| &self.pieces[before]);
        before.is_some_and(|piece| piece.is_mark(&[':']) && piece.block != self.pieces[self.at].block)
    }

    /// Whether a person is named right after the verb that follows the words: "„Zweimal“, sagte Ruiz". Nobody else can be its subject.
    fn is_told_right_after(&self, candidate: &Candidate) -> bool {
        let Some(Subjects { cue, after, far: false, .. }) = self.subjects else { return false };
        let comma = self.pieces.get(self.at + 1).is_some_and(|piece| piece.is_mark(COMMA));
        let person = matches!(candidate.kind, Kind::Person | Kind::She | Kind::He);
        let owner =
            self.pieces.get(candidate.pieces.end).is_some_and(|next| next.class.is(Class::POSSESSIVE));
        after == Some(candidate.pieces.start) && cue == self.at + 1 + usize::from(comma) && person && !owner
    }

    /// Whether the words begin a sentence, end in a comma and are followed by nothing but their speaker and the verb: "“Twice,” Vale said."
    pub(super) fn is_tagged(&self, choice: &Choice) -> bool {
        let after = self.at + 1..choice.candidate.pieces.end.max(self.at + 1);
        let subject =
            self.pieces.get(after).is_some_and(|pieces| !pieces.iter().any(|piece| piece.is_mark(COMMA)));
        let beside = beside_cue(self.pieces, choice.candidate.pieces.clone());
        let side = matches!(choice.shape, Shape::Inverted | Shape::CueAfter);
        self.pieces[self.at].begins && self.ending() == 1 && side && beside && subject
    }

    /// The speaker of the sentence before, where these words are a sentence of their own right after it and nobody else is convincing:
    /// "“It ran dry,” said Vale. “Twice.”"
    pub(super) fn continued(&self) -> Option<Choice> {
        let last = self.last.filter(|last| self.is_told_by(last))?;
        let between = self.pieces[self.last_at? + 1..self.at].iter().filter(|piece| piece.begins).count();
        (between == 0).then(|| Choice { own: false, ..last.clone() })
    }

    /// Whether the sentence around the words is told as somebody's, by the mood of a verb.
    pub(super) fn is_told(&self) -> bool {
        is_told(self.pieces, self.at)
    }

    /// Whether the paragraph has no other words.
    pub(super) fn is_alone(&self) -> bool {
        let block = self.pieces[self.at].block;
        let first = self.at == 0 || self.pieces[self.at - 1].block != block;
        let rest = self.pieces[self.at + 1..].iter().take_while(|piece| piece.block == block);
        first && !rest.into_iter().any(Piece::is_word)
    }
}

/// Whether the sentence around a piece is told as somebody's, by the mood of a verb.
pub(super) fn is_told(pieces: &[Piece], at: usize) -> bool {
    let start = pieces[..=at].iter().rposition(|piece| piece.begins).unwrap_or(0);
    let rest = pieces[at + 1..].iter().take_while(|piece| !piece.begins);
    pieces[start..at].iter().chain(rest).any(|piece| piece.class.is(Class::MOOD))
}

/// The features of a candidate for a stretch.
pub(super) fn describe(
    place: &Place,
    all: &[Candidate],
    candidate: &Candidate,
    features: &mut Features,
) -> Link {
    let link = link(place.pieces, place.at, candidate);
    features.clear();
    describe::candidate(place, all, candidate, &link, features);
    link
}

/// By how much a candidate has to beat the next for a quote to be shown with him; below it, more speakers were wrong than right on
/// articles kept out of training.
const CONVINCING: i32 = 2;

/// The most convincing candidate for a stretch.
pub(super) fn choose(
    model: &Model,
    place: &Place,
    all: &[Candidate],
    features: &mut Features,
) -> Option<Choice> {
    features.clear();
    describe::nobody(place, all, features);
    let nobody = model.score(features);
    let mut judged: Vec<(i32, &Candidate, Link)> = Vec::with_capacity(all.len());
    for candidate in all {
        let link = describe(place, all, candidate, features);
        judged.push((model.score(features), candidate, link));
    }
    let best =
        judged.iter().enumerate().max_by_key(|(index, (score, ..))| (*score, std::cmp::Reverse(*index)));
    let told = judged.iter().position(|(_, candidate, _)| place.is_told_right_after(candidate));
    let told = told.map(|index| (index, &judged[index]));
    let (index, (score, candidate, _)) = told.or(best)?;
    // Another mention of the same person is no rival.
    let rivals = judged.iter().enumerate().filter(|(other, (_, rival, _))| {
        *other != index && (rival.entity.is_none() || rival.entity != candidate.entity)
    });
    let second = rivals.map(|(_, (score, ..))| *score).max().unwrap_or(nobody);
    // Somebody is named where a paragraph leads up to the words.
    let introduced = place.is_introduced() && candidate.pieces.end <= place.at;
    let second =
        if introduced || told.is_some() { second.min(*score - CONVINCING) } else { second.max(nobody) };
    let score = *score;
    if score - second < CONVINCING {
        return None;
    }
    let (_, candidate, link) = judged.swap_remove(index);
    Some(Choice {
        candidate: candidate.clone(),
        entity: candidate.entity,
        cue: link.cue.map(|cue| place.pieces[cue.start].span.start..place.pieces[cue.end - 1].span.end),
        shape: link.shape,
        margin: score - second,
        own: place.last.is_none_or(|last| last.candidate.span != candidate.span),
    })
}
