//! The subject of the verb that tells a stretch, as word order and case give it.
//!
//! Two places are told apart, and which of them a language fills is for a model to learn: right after the verb („…“, sagte Ruiz), and
//! before it ("Ruiz said, “…”"). A noun in a case or after a preposition that no subject has is never one.

use crate::quotes::REACH;
use crate::quotes::candidate::{COMMA, Candidate, Kind};
use crate::quotes::clause::{CUE, Class, Piece};
use crate::quotes::link::phrase_before;

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
    while to > 0 && pieces[to - 1].block == block && at - to < REACH {
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

/// Whether grammar keeps a candidate from having said the stretch at a piece, in a language that tells nouns by a capital and reported
/// speech by mood: a thing after a preposition or in another case where somebody else is named, and whoever is named in a sentence that is
/// told as somebody's without a verb of its own ("Ruiz objected. The plan for Karsk had to “go back to the start”.").
pub(super) fn is_barred(place: Stand, all: &[Candidate], candidate: &Candidate) -> bool {
    let Stand { pieces, at, sentence, told } = place;
    let start = candidate.pieces.start;
    let thing = matches!(candidate.kind, Kind::Common | Kind::Thing);
    if matches!(candidate.kind, Kind::She | Kind::He) || phrase_before(pieces, start).is_some() {
        return false;
    }
    let others = || all.iter().filter(|other| !other.oblique && other.kind != Kind::Pronoun);
    if thing && candidate.oblique && others().any(|other| sentence.contains(&other.pieces.start)) {
        return true;
    }
    let tells = |piece: &Piece| is_verb(piece) || piece.class.is(Class::PHRASE);
    told && sentence.contains(&start)
        && sentence.start > 0
        && pieces[sentence.start - 1].block == pieces[at].block
        && !pieces[sentence.clone()].iter().any(tells)
}

/// Where a stretch stands: its piece, its sentence, and whether that is told as somebody's by the mood of a verb.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stand<'a> {
    pub(super) pieces: &'a [Piece],
    pub(super) at: usize,
    pub(super) sentence: &'a std::ops::Range<usize>,
    pub(super) told: bool,
}

/// Whether a candidate only owns the one who speaks: "the union" of "the union’s president, Ana Ruiz, said".
pub(super) fn is_owner(pieces: &[Piece], all: &[Candidate], candidate: &Candidate) -> bool {
    let end = candidate.pieces.end;
    let owns = pieces[end - 1].class.is(Class::POSSESSIVE) && candidate.kind != Kind::Pronoun
        || pieces.get(end).is_some_and(|next| next.class.is(Class::POSSESSIVE));
    owns && all.iter().any(|other| {
        let near = other.pieces.start >= end && other.pieces.start <= end + APPOSITION;
        near && matches!(other.kind, Kind::Person | Kind::Source)
            && pieces[end..other.pieces.start].iter().all(|piece| !piece.begins && piece.is_word())
    })
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
    let next = able().find(|candidate| candidate.pieces.start > cue);
    let after = next.filter(|candidate| pieces[cue + 1..candidate.pieces.start].iter().all(leads));
    // The stretch itself lies between a verb after it and what stands before it.
    let before = || {
        able().filter(|candidate| candidate.pieces.end <= cue && (cue < at || candidate.pieces.start > at))
    };
    let before = before().rfind(|candidate| speaks(candidate)).or_else(|| before().next_back());
    let before = before.map(|candidate| named_before(pieces, all, candidate).unwrap_or(candidate));
    // "On Monday told in Karsk the head of the police: “…”", where word order is free.
    let later = || {
        let between = |candidate: &&Candidate| {
            let between = &pieces[cue + 1..candidate.pieces.start];
            between
                .iter()
                .all(|piece| leads(piece) || piece.class.is(ADJUNCT) || !piece.is_word() && !is_border(piece))
        };
        next.filter(between)
    };
    let after = after.or_else(|| if before.is_none() { later() } else { None });
    let start = |candidate: &Candidate| candidate.pieces.start;
    Subjects { cue, after: after.map(start), before: before.map(start), far: false }
}

/// What may stand between a verb and its subject where word order is free.
const ADJUNCT: Class = Class::PREPOSITION.or(Class::AUXILIARY).or(Class::OBLIQUE);

/// Whether a mark ends what a verb may reach over.
fn is_border(piece: &Piece) -> bool {
    piece.quoted().is_some() || piece.is_mark(&[',', ':', ';', '—', '–'])
}

/// Whether a candidate is known to be somebody: a person, a source, or a name of several words.
fn speaks(candidate: &Candidate) -> bool {
    match candidate.kind {
        Kind::Common | Kind::Thing | Kind::Noun | Kind::Place => false,
        Kind::Unknown => candidate.pieces.len() > 1,
        _ => true,
    }
}

/// Whose apposition a candidate is: "Ana Ruiz, the head of the police, said".
fn named_before<'a>(pieces: &[Piece], all: &'a [Candidate], candidate: &Candidate) -> Option<&'a Candidate> {
    let start = candidate.lead.unwrap_or(candidate.pieces.start).min(candidate.pieces.start);
    let comma = (start.saturating_sub(APPOSITION)..start).rfind(|index| pieces[*index].is_mark(COMMA))?;
    let noun = matches!(candidate.kind, Kind::Source | Kind::Noun | Kind::Common | Kind::Unknown);
    let whole = pieces[comma + 1..start].iter().all(leads);
    let named = all.iter().find(|other| other.pieces.end == comma)?;
    let name = named.kind == Kind::Person || named.kind == Kind::Unknown && named.pieces.len() > 1;
    (noun && whole && name && !named.oblique).then_some(named)
}

/// Pieces of the longest phrase before the noun of an apposition: ", the long-time former head".
const APPOSITION: usize = 6;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::quotes::{Scene, tests::article};
    use crate::{names, text};

    /// What may be the subject, before the verb and after it, for the last stretch of a German text.
    fn check(text: &str, before: Option<&str>, after: Option<&str>) {
        let german = Language::of_tag("de").expect("a language of the crate");
        let article = article(text, german);
        let segmented = text::segment(&article, german);
        let names = names::find(&article, &segmented, german);
        let scene = Scene::of(super::super::Models::trained(), &article, &segmented, &names, german);
        let at = scene.places.last().copied().flatten().expect("a stretch");
        let found = subjects(&scene.pieces, at, &scene.candidates).expect("a verb that tells");
        let words = |start: Option<usize>| {
            let candidate = scene.candidates.iter().find(|other| Some(other.pieces.start) == start)?;
            Some(&text[candidate.span.clone()])
        };
        assert_eq!((words(found.before), words(found.after)), (before, after), "{text}");
    }

    #[test]
    fn a_noun_in_another_case_is_no_subject() {
        check("Die Richterin widersprach dem Kläger: „Das reicht nicht.“", Some("Richterin"), None);
        check("Gegenüber dem Kläger sagte die Richterin: „Das reicht nicht.“", None, Some("Richterin"));
        check("Der Sprecher des Ministers sagte: „Das reicht nicht.“", Some("Sprecher"), None);
    }

    #[test]
    fn the_noun_behind_the_verb_after_a_quote_may_be_its_subject() {
        check("„Das reicht nicht“, sagte die Richterin nach dem Urteil.", None, Some("Richterin"));
    }

    #[test]
    fn a_sentence_without_a_verb_of_speech_is_told_by_the_one_before() {
        check("Die Richterin kritisierte das. Es sei ein „trauriger Tag“.", Some("Richterin"), None);
    }
}
