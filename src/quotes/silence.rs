//! Words between quotation marks that nobody said: scare quotes, titles of works, nicknames, words mentioned.

use crate::model::{Features, bucket, hash};
use crate::quotes::clause::{CUE, Class, Piece};
use crate::quotes::describe::{is_after, strength};
use crate::quotes::link::{tag, way};
use crate::quotes::mark::Stretch;
use crate::quotes::speaker::{Choice, Place};

/// Above this, words between marks are speech; set where precision and recall balance on articles kept out of training.
pub(super) const SURE: i32 = 24;

/// Templates of features; a number each, which must not change without training anew.
#[derive(Debug, Clone, Copy)]
enum Template {
    Always = 1,
    Length,
    Ending,
    Enclosed,
    Before,
    BeforeWord,
    AfterWord,
    Way,
    Titled,
    FirstWord,
    LastWord,
    Speaker,
    Cue,
    CueWord,
    Near,
    Whole,
    After,
    OtherSpeech,
    Neighbours,
    Repeated,
}

/// Adds what speaks for or against a stretch being nobody's speech.
pub(super) fn describe(place: &Place, stretch: &Stretch, choice: Option<&Choice>, to: &mut Features) {
    let Place { pieces, at, text, .. } = *place;
    let mut add = |template: Template, values: &[u32]| to.add(template as u32, values);
    let inside = &text[stretch.words.clone()];
    let count = inside.split_whitespace().count();
    let length = bucket(count);
    let small = u32::from(place.is_small());
    let ending = place.ending();
    let sentence = pieces[..=at].iter().rposition(|piece| piece.begins).unwrap_or(0);
    let before = &pieces[sentence.max(at.saturating_sub(4))..at];
    let next = pieces.get(at + 1).filter(|piece| piece.block == pieces[at].block && !piece.begins);
    let (last, after) = (before.last().map_or(0, tag), next.map_or(0, tag));

    add(Template::Always, &[]);
    add(Template::Length, &[length, small]);
    add(Template::Length, &[length, ending]);
    add(Template::Ending, &[ending, small]);
    add(Template::Ending, &[ending, after]);
    add(Template::Enclosed, &[stretch.enclosed as u32]);
    add(Template::Enclosed, &[stretch.enclosed as u32, length]);
    add(Template::Before, &[last, length]);
    add(Template::Before, &[last, small, ending]);
    add(Template::Before, &[last, after]);
    add(Template::After, &[after, length, small]);
    let short = bucket(count.min(4));
    for piece in before.iter().rev().take(2) {
        add(Template::Near, &[piece.hash]);
        add(Template::Near, &[piece.hash, short]);
    }
    add(Template::BeforeWord, &[before.last().map_or(0, |piece| piece.hash)]);
    add(Template::BeforeWord, &[before.last().map_or(0, |piece| piece.hash), short]);
    add(Template::AfterWord, &[next.map_or(0, |piece| piece.hash)]);
    add(Template::AfterWord, &[next.map_or(0, |piece| piece.hash), short]);
    add(Template::Way, &[way(&before[before.len().saturating_sub(3)..]), after]);
    add(Template::Way, &[way(&before[before.len().saturating_sub(2)..]), length]);
    let capital = |word: &&str| {
        word.chars().find(|char| char.is_alphanumeric()).is_some_and(|char| !char.is_lowercase())
    };
    let capitals = inside.split_whitespace().filter(capital).count();
    let titled = if capitals == count { 2 } else { u32::from(capitals * 2 > count) };
    add(Template::Titled, &[titled, length]);
    add(Template::Titled, &[titled, ending, last]);
    let edge = |word: Option<&str>| {
        word.map_or(0, |word| hash(&word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase()))
    };
    add(Template::FirstWord, &[edge(inside.split_whitespace().next())]);
    add(Template::LastWord, &[edge(inside.split_whitespace().next_back()), short]);
    add(Template::Whole, &[u32::from(place.is_alone()), length]);
    add(Template::Whole, &[u32::from(pieces[at].begins), ending, length]);
    let nouns = before.iter().fold(0, |bits, piece| {
        let classes = [Class::WORK, Class::WORD_NOUN, Class::SPEECH_NOUN, Class::POSSESSIVE];
        classes
            .iter()
            .enumerate()
            .fold(bits, |bits, (index, class)| bits | u32::from(piece.class.is(*class)) << index)
    });
    add(Template::Near, &[1, nouns, short]);
    add(Template::Near, &[2, nouns, last]);
    add(Template::Neighbours, &[place.before, last, after]);
    add(Template::Neighbours, &[place.before, length]);
    add(Template::Repeated, &[bucket(place.echoes), length]);
    add(Template::Repeated, &[bucket(place.echoes), titled]);
    speaker(place, choice, [length, small, ending], &mut add);
}

/// How sure the speaker is, and how his cue stands to the words.
fn speaker(
    place: &Place,
    choice: Option<&Choice>,
    [length, small, ending]: [u32; 3],
    add: &mut impl FnMut(Template, &[u32]),
) {
    let Place { pieces, at, .. } = *place;
    let cue = choice.and_then(|choice| choice.cue.as_ref());
    let Some(choice) = choice else {
        add(Template::Speaker, &[0, length]);
        add(Template::Speaker, &[0, small, ending]);
        return;
    };
    let sure = 1 + bucket(usize::try_from(choice.margin / STEP).unwrap_or(0));
    let shape = choice.shape as u32;
    add(Template::Speaker, &[sure]);
    add(Template::Speaker, &[sure, length]);
    add(Template::Speaker, &[sure, shape, small]);
    add(Template::Speaker, &[shape, length]);
    add(Template::Speaker, &[choice.candidate.kind as u32, shape]);
    let Some(cue) = cue else { return };
    let index = pieces.partition_point(|piece| piece.span.start < cue.start).min(pieces.len() - 1);
    let between = if index < at { &pieces[index + 1..at] } else { &pieces[at + 1..index] };
    let borders =
        between.iter().filter(|piece| piece.begins).count() + usize::from(index < at && pieces[at].begins);
    let steps = bucket(between.len());
    let known = strength(&pieces[index]);
    add(Template::Cue, &[known, bucket(borders), shape]);
    add(Template::Cue, &[known, steps, length]);
    add(Template::Cue, &[known, steps, ending, small]);
    add(Template::Cue, &[u32::from(is_after(choice.shape)), way(&between[..between.len().min(4)]), length]);
    add(Template::CueWord, &[pieces[index].hash, bucket(borders)]);
    add(Template::CueWord, &[pieces[index].hash, steps]);
    let rest = before_border(pieces, at);
    add(
        Template::OtherSpeech,
        &[u32::from(rest.iter().any(|piece| piece.class.is(CUE) && !piece.class.is(Class::CAPITAL))), length],
    );
}

/// The pieces of the sentence before a stretch.
fn before_border(pieces: &[Piece], at: usize) -> &[Piece] {
    let start = pieces[..=at].iter().rposition(|piece| piece.begins).unwrap_or(0);
    &pieces[start..at]
}

/// Steps in which the certainty of a speaker is told.
const STEP: i32 = 16;
