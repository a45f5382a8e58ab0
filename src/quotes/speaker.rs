//! Who said a stretch of quoted words.
//!
//! Each candidate around the stretch is described by a few features ([`relation`]) and judged by the sum of their weights
//! ([`weight`]); when the best is not convincing, nobody is.

use crate::quotes::candidate::{COMMA, Candidate, Kind};
use crate::quotes::clause::{CUE, Class, Piece};
use crate::quotes::weight::{Feature, weight};
use crate::text::Span;

/// A speaker chosen for a stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) candidate: Candidate,
    pub(super) cue: Option<Span>,
    pub(super) score: i32,
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
    /// The speaker of the stretch before, in this paragraph or the last one.
    pub(super) last: Option<&'a Choice>,
    /// The piece that is the stretch before.
    pub(super) last_at: Option<usize>,
}

/// How a candidate and a stretch stand to each other.
#[derive(Debug, Default)]
pub(super) struct Relation {
    pub(super) features: Vec<Feature>,
    pub(super) cue: Option<std::ops::Range<usize>>,
}

/// Describes a candidate for a stretch.
pub(super) fn relation(place: Place, all: &[Candidate], candidate: &Candidate) -> Relation {
    let mut relation = Relation::default();
    if candidate.pieces.end <= place.at {
        before(place, candidate, &mut relation);
    } else {
        after(place, candidate, &mut relation);
    }
    surroundings(place, all, candidate, &mut relation.features);
    relation
}

pub(super) const DASH: &[char] = &['—', '–', '-', '―'];

/// The candidate first: "Ruiz said, “…”", "Ruiz: “…”".
fn before(place: Place, candidate: &Candidate, relation: &mut Relation) {
    let Place { pieces, at, .. } = place;
    let features = &mut relation.features;
    let between = &pieces[candidate.pieces.end..at];
    let cue = last_cue(between).map(|index| index + candidate.pieces.end);
    let phrase =
        candidate.pieces.start.checked_sub(1).filter(|before| pieces[*before].class.is(Class::PHRASE));
    let colon = pieces[at - 1].is_mark(&[':']);
    let borders = (candidate.pieces.end..=at).filter(|index| pieces[*index].begins).count();
    if let Some(phrase) = phrase {
        features.push(Feature::PhraseBefore);
        relation.cue = Some(phrase..phrase + 1);
    } else if let Some(cue) = cue {
        features.push(strength(
            &pieces[cue],
            [Feature::SpeechBefore, Feature::NamingBefore, Feature::VerbBefore],
        ));
        features.push(distance(
            cue - candidate.pieces.end,
            [Feature::CueNextBefore, Feature::CueNearBefore, Feature::CueFarBefore],
        ));
        let to_quote = pieces[cue + 1..at].iter().filter(|piece| !piece.is_mark(&[',', ':'])).count();
        features.push(distance(
            to_quote,
            [Feature::QuoteNextBefore, Feature::QuoteNearBefore, Feature::QuoteFarBefore],
        ));
        // "She called it “mad” and said …": the cue shares the subject of the clause before.
        if pieces[cue - 1].class.is(Class::CONJUNCTION) && pieces[candidate.pieces.start].begins {
            features.push(Feature::SharedSubject);
        }
        relation.cue = Some(cue..cue + 1);
    } else if colon {
        features.push(Feature::ColonBefore);
        relation.cue = Some(at - 1..at);
    } else {
        features.push(Feature::NoCueBefore);
    }
    if colon {
        features.push(Feature::AfterColon);
    } else if pieces[at - 1].is_mark(COMMA) {
        features.push(Feature::AfterComma);
    }
    match borders {
        0 => {}
        1 => features.push(Feature::BorderBefore),
        _ => features.push(Feature::BordersBefore),
    }
    if between.iter().any(|piece| piece.quoted().is_some()) {
        features.push(Feature::QuoteBetweenBefore);
        // "“One,” Ruiz said. “Two.”": the first stretch has the same name after it.
        if borders == 1 && pieces[at].begins {
            features.push(Feature::NextSentence);
        }
    }
}

/// The candidate after: "“…,” said Ruiz", "“…,” Ruiz, the mayor, said".
fn after(place: Place, candidate: &Candidate, relation: &mut Relation) {
    let Place { text, pieces, at, .. } = place;
    let features = &mut relation.features;
    let start = candidate.pieces.start;
    let between = &pieces[at + 1..start];
    let inverted = last_cue(between).map(|index| index + at + 1);
    let rest = &pieces[candidate.pieces.end..];
    let clause = rest.iter().take_while(|piece| !piece.begins && piece.quoted().is_none()).count();
    let following = first_cue(&rest[..clause]).map(|index| index + candidate.pieces.end);
    if start > 0 && pieces[start - 1].class.is(Class::PHRASE) {
        features.push(Feature::PhraseAfter);
        relation.cue = Some(start - 1..start);
    } else if let Some(cue) = inverted {
        features.push(strength(
            &pieces[cue],
            [Feature::SpeechInverted, Feature::NamingInverted, Feature::VerbInverted],
        ));
        let to_name = pieces[cue + 1..start].iter().filter(|piece| !piece.class.is(Class::AUXILIARY)).count();
        features.push(distance(
            to_name,
            [Feature::CueNextInverted, Feature::CueNearInverted, Feature::CueFarInverted],
        ));
        features.push(distance(
            cue - at - 1,
            [Feature::QuoteNextInverted, Feature::QuoteNearInverted, Feature::QuoteFarInverted],
        ));
        relation.cue = Some(cue..cue + 1);
    } else if let Some(cue) = following {
        features
            .push(strength(&pieces[cue], [Feature::SpeechAfter, Feature::NamingAfter, Feature::VerbAfter]));
        let skipped = &pieces[candidate.pieces.end..cue];
        let to_cue = skipped.iter().filter(|piece| !piece.class.is(Class::AUXILIARY)).count();
        features.push(distance(to_cue, [Feature::CueNextAfter, Feature::CueNearAfter, Feature::CueFarAfter]));
        features.push(distance(
            between.len(),
            [Feature::QuoteNextAfter, Feature::QuoteNearAfter, Feature::QuoteFarAfter],
        ));
        // "Sato, the keeper of the lighthouse, told": what lies between is set off by commas.
        let set_off = skipped.first().is_some_and(|piece| piece.is_mark(COMMA))
            && skipped.last().is_some_and(|piece| piece.is_mark(COMMA));
        if set_off {
            features.push(Feature::SetOffAfter);
        }
        relation.cue = Some(cue..cue + 1);
    } else if between.last().is_some_and(|piece| piece.is_mark(DASH)) && between.len() == 1 {
        features.push(Feature::DashAfter);
        relation.cue = Some(at + 1..at + 2);
    } else {
        features.push(Feature::NoCueAfter);
    }
    if pieces[at + 1..=start].iter().any(|piece| piece.begins) {
        features.push(Feature::BorderAfter);
    }
    if between.iter().any(|piece| piece.quoted().is_some()) {
        features.push(Feature::QuoteBetweenAfter);
    }
    let inside = text[pieces[at].span.clone()]
        .trim_end_matches(|char: char| !char.is_alphanumeric() && !",.?!…".contains(char));
    features.push(match inside.chars().next_back() {
        Some(',') => Feature::EndsInComma,
        Some('?' | '!') => Feature::EndsInQuestion,
        Some('.' | '…') => Feature::EndsInStop,
        _ => Feature::EndsOpen,
    });
}

/// What the candidate is, and what stands around it and the stretch.
fn surroundings(place: Place, all: &[Candidate], candidate: &Candidate, features: &mut Vec<Feature>) {
    let Place { pieces, at, .. } = place;
    features.push(match candidate.kind {
        Kind::Person => Feature::IsPerson,
        Kind::Organisation => Feature::IsOrganisation,
        Kind::Place => Feature::IsPlace,
        Kind::Unknown => Feature::IsUnknown,
        Kind::She | Kind::He => Feature::IsSheOrHe,
        Kind::Pronoun => Feature::IsPronoun,
        Kind::Source => Feature::IsSource,
        Kind::Noun => Feature::IsNoun,
    });
    let (from, to) =
        if candidate.pieces.end <= at { (candidate.pieces.end, at) } else { (at, candidate.pieces.start) };
    let others = all.iter().filter(|other| other.pieces.start >= from && other.pieces.end <= to).count();
    match others {
        0 => features.push(Feature::Nearest),
        1 => features.push(Feature::SecondNearest),
        2 => features.push(Feature::ThirdNearest),
        _ => features.push(Feature::FarOff),
    }
    if pieces[at].block != pieces[candidate.pieces.start].block {
        features.push(Feature::OtherParagraph);
    }
    if pieces[candidate.pieces.start].begins {
        features.push(Feature::BeginsSentence);
    }
    if pieces[candidate.pieces.end - 1].class.is(Class::POSSESSIVE) {
        features.push(Feature::Possessive);
    }
    if let Some(before) = candidate.pieces.start.checked_sub(1).map(|before| &pieces[before]) {
        if before.class.is(Class::PREPOSITION) && !before.class.is(Class::PHRASE) {
            features.push(Feature::AfterPreposition);
        }
        if before.class.is(Class::TELLING) {
            features.push(Feature::AfterTelling);
        }
        if before.is_mark(COMMA) && candidate.kind == Kind::Source {
            features.push(Feature::InApposition);
        }
    }
    let is_last = place.last.is_some_and(|last| last.candidate.span == candidate.span);
    let same_as_last = place
        .last
        .is_some_and(|last| last.candidate.entity.is_some() && last.candidate.entity == candidate.entity);
    if is_last {
        let same_paragraph = place.last_at.is_some_and(|last| pieces[last].block == pieces[at].block);
        features.push(if same_paragraph { Feature::SpokeInParagraph } else { Feature::SpokeLast });
        // A paragraph that is nothing but a quote goes on with the speaker of the last one.
        let alone = (at == 0 || pieces[at - 1].block != pieces[at].block) && !has_words_after(pieces, at);
        if alone && !same_paragraph {
            features.push(Feature::Orphan);
        }
    } else if same_as_last {
        features.push(Feature::SameAsLast);
    }
}

fn has_words_after(pieces: &[Piece], at: usize) -> bool {
    let block = pieces[at].block;
    pieces[at + 1..].iter().take_while(|piece| piece.block == block).any(Piece::is_word)
}

fn strength(cue: &Piece, [speech, naming, verb]: [Feature; 3]) -> Feature {
    if cue.class.is(Class::NAMING) {
        naming
    } else if cue.class.is(Class::SPEECH.or(Class::PHRASE)) {
        speech
    } else {
        verb
    }
}

fn distance(pieces: usize, [next, near, far]: [Feature; 3]) -> Feature {
    match pieces {
        0 => next,
        1..=3 => near,
        _ => far,
    }
}

/// The cue nearest to the end of a run: a known one before a word that only looks like a verb.
fn last_cue(pieces: &[Piece]) -> Option<usize> {
    pieces
        .iter()
        .rposition(|piece| piece.class.is(CUE) && !piece.class.is(Class::CAPITAL))
        .or_else(|| pieces.iter().rposition(|piece| piece.class.is(Class::VERB_LIKE)))
}

fn first_cue(pieces: &[Piece]) -> Option<usize> {
    pieces
        .iter()
        .position(|piece| piece.class.is(CUE) && !piece.class.is(Class::CAPITAL))
        .or_else(|| pieces.iter().position(|piece| piece.class.is(Class::VERB_LIKE)))
}

/// Below this, a quote is shown without a speaker.
const CONVINCING: i32 = 0;

/// The most convincing candidate for a stretch.
pub(super) fn choose(place: Place, all: &[Candidate]) -> Option<Choice> {
    let mut best: Option<Choice> = None;
    for candidate in all {
        let Relation { features, cue } = relation(place, all, candidate);
        let score = features.iter().map(|feature| weight(*feature)).sum::<i32>();
        if score >= CONVINCING && best.as_ref().is_none_or(|best| score > best.score) {
            let own = place.last.is_none_or(|last| last.candidate.span != candidate.span);
            let cue = cue.map(|cue| place.pieces[cue.start].span.start..place.pieces[cue.end - 1].span.end);
            best = Some(Choice { candidate: candidate.clone(), cue, score, own });
        }
    }
    best
}
