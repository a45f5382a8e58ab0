//! Words between quotation marks that nobody said: scare quotes, titles of works, nicknames, words mentioned.

use crate::quotes::clause::{CUE, Class, Piece, PieceKind};
use crate::quotes::mark::{Enclosed, Stretch};
use crate::quotes::speaker::Choice;
use crate::quotes::weight::{Silence, silence};

/// Whether a stretch is nobody's speech.
pub(super) fn is_silent(
    text: &str,
    pieces: &[Piece],
    at: usize,
    stretch: &Stretch,
    choice: Option<&Choice>,
) -> bool {
    features(text, pieces, at, stretch, choice).iter().map(|feature| silence(*feature)).sum::<i32>() > 0
}

/// A speaker scored so is certain; below the lower one, doubtful.
const SURE: i32 = 60;
const FAIR: i32 = 30;

/// Describes a stretch in its sentence.
pub(super) fn features(
    text: &str,
    pieces: &[Piece],
    at: usize,
    stretch: &Stretch,
    choice: Option<&Choice>,
) -> Vec<Silence> {
    let mut features = vec![Silence::Always];
    let inside = &text[stretch.words.clone()];
    let words = inside.split_whitespace().count();
    features.push(match words {
        0 | 1 => Silence::OneWord,
        2 => Silence::TwoWords,
        3 => Silence::ThreeWords,
        4..=6 => Silence::FewWords,
        _ => Silence::ManyWords,
    });
    if inside.starts_with(char::is_lowercase) {
        features.push(Silence::SmallFirst);
    }
    if inside.ends_with(['.', ',', '!', '?', '…']) || text[stretch.outer.end..].starts_with([',', '.']) {
        features.push(Silence::StopInside);
    }
    if words > 1
        && inside
            .split_whitespace()
            .all(|word| word.len() < 4 || word.starts_with(|char: char| !char.is_lowercase()))
    {
        features.push(Silence::Titled);
    }
    if stretch.enclosed == Enclosed::InnerMarks {
        features.push(Silence::InnerMarks);
    }
    around(pieces, at, &mut features);
    let fragment = words <= 3
        && (features.contains(&Silence::AfterDeterminer) || features.contains(&Silence::BeforeNoun));
    if fragment {
        features.push(Silence::InPhrase);
    }
    if let Some(choice) = choice {
        features.push(cue_of(pieces, at, choice));
    }
    features.push(match choice {
        None => Silence::NoSpeaker,
        Some(choice) if choice.score >= SURE => Silence::SureSpeaker,
        Some(choice) if choice.score >= FAIR => Silence::FairSpeaker,
        Some(_) => Silence::Always,
    });
    features
}

/// How the speaker's cue stands to the stretch.
fn cue_of(pieces: &[Piece], at: usize, choice: &Choice) -> Silence {
    let Some(cue) = choice.cue.as_ref() else { return Silence::NoCue };
    let index = pieces.partition_point(|piece| piece.span.start < cue.start);
    let between = if index < at { index + 1..at + 1 } else { at + 1..index + 1 };
    let same_sentence = pieces.get(between).is_some_and(|between| between.iter().all(|piece| !piece.begins));
    let class = pieces.get(index).map_or(Class::default(), |piece| piece.class);
    match (same_sentence, class.is(Class::NAMING), class.is(Class::SPEECH.or(Class::PHRASE))) {
        (true, true, _) => Silence::NamedInSentence,
        (true, false, true) => Silence::SaidInSentence,
        (true, false, false) => Silence::DoneInSentence,
        (false, ..) => Silence::CueElsewhere,
    }
}

fn around(pieces: &[Piece], at: usize, features: &mut Vec<Silence>) {
    let block = pieces[at].block;
    let before: Vec<_> = pieces[..at].iter().rev().take_while(|piece| piece.block == block).take(4).collect();
    let after = pieces.get(at + 1).filter(|piece| piece.block == block && !piece.begins);
    if pieces[at].begins {
        features.push(Silence::BeginsSentence);
        if after.is_none() && features.contains(&Silence::StopInside) {
            features.push(Silence::OwnSentence);
        }
        return;
    }
    if let Some(last) = before.first() {
        if last.class.is(Class::DETERMINER) {
            features.push(Silence::AfterDeterminer);
        }
        if last.class.is(Class::POSSESSIVE) {
            features.push(Silence::AfterPossessive);
        }
        if last.class.is(Class::PREPOSITION) {
            features.push(Silence::AfterPreposition);
        }
        let in_name = |piece: &Piece| piece.mention.is_some() || piece.class.is(Class::CAPITAL);
        if in_name(last) && after.is_some_and(in_name) {
            features.push(Silence::InName);
        }
    }
    let near = |class: Class| before.iter().take(3).any(|piece| piece.class.is(class));
    if near(Class::WORD_NOUN) {
        features.push(Silence::AfterWordNoun);
    }
    if near(Class::WORK) {
        features.push(Silence::AfterWorkNoun);
    }
    let beside = before
        .iter()
        .find(|piece| !matches!(piece.kind, PieceKind::Mark(',' | ':')))
        .is_some_and(|piece| piece.class.is(CUE));
    if before.first().is_some_and(|piece| piece.is_mark(&[':'])) && features.contains(&Silence::StopInside) {
        features.push(Silence::OwnSentence);
    }
    let introduced = before.first().is_some_and(|piece| piece.is_mark(&[':', ','])) && !near(Class::WORK);
    if beside || introduced {
        features.push(Silence::CueBeside);
    } else if before.iter().any(|piece| piece.class.is(CUE)) {
        features.push(Silence::CueNear);
    }
    let noun_follows = after
        .is_some_and(|piece| piece.is_word() && piece.in_noun_phrase() && !piece.class.is(Class::VERB_LIKE));
    if noun_follows {
        features.push(Silence::BeforeNoun);
    }
}
