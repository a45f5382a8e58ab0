//! Whom "she" and "he" refer to.
//!
//! The people named before a pronoun are ranked by a model: how far back, subject or not, who spoke last, how prominent.
//! A person known to be of the other gender is no candidate.

use crate::model::{Features, bucket};
use crate::names::{EntityKind, Gender};
use crate::quotes::Scene;
use crate::quotes::candidate::{Candidate, Kind, beside_cue};
use crate::quotes::clause::{CUE, Class, Piece};
use crate::quotes::link::tag;

/// Templates of features; a number each, which must not change without training anew.
#[derive(Debug, Clone, Copy)]
enum Template {
    Always = 1,
    Order,
    Paragraphs,
    Gender,
    Subject,
    Speaks,
    Mentions,
    Sentences,
    Last,
    First,
    Before,
    Repeated,
    Rank,
    Says,
    Introduced,
}

/// How many candidates back a pronoun is followed.
const REACH: usize = 40;

/// How much better than the next the best must fit.
const MARGIN: i32 = 4;

/// The person a pronoun most likely refers to, among those named before it; `None` when nobody fits or two fit alike.
pub(super) fn resolve(scene: &Scene, candidate: &Candidate, last: Option<usize>) -> Option<usize> {
    let mut features = Features::new(scene.code);
    let mut scores: Vec<(i32, usize)> = Vec::new();
    antecedents(scene, candidate, last, &mut features, |entity, features| {
        scores.push((scene.models.person.score(features), entity));
    });
    let (score, entity) = *scores.iter().max()?;
    let rival = scores.iter().filter(|(_, other)| *other != entity).map(|(score, _)| *score).max();
    rival.is_none_or(|rival| score >= rival + MARGIN).then_some(entity)
}

/// Shows every person a pronoun may refer to, once, with what speaks for it.
pub(super) fn antecedents(
    scene: &Scene,
    candidate: &Candidate,
    last: Option<usize>,
    features: &mut Features,
    mut show: impl FnMut(usize, &Features),
) {
    let gender = match candidate.kind {
        Kind::She => Gender::Female,
        Kind::He => Gender::Male,
        _ => return,
    };
    let end = scene.candidates.partition_point(|other| other.pieces.start < candidate.pieces.start);
    let mut seen: Vec<usize> = Vec::new();
    for other in scene.candidates[..end].iter().rev().take(REACH) {
        let Some(entity) = other.entity else { continue };
        let person = &scene.names.entities[entity];
        let other_gender = person.gender.is_some_and(|known| known != gender);
        if person.kind != EntityKind::Person || other_gender || seen.contains(&entity) {
            continue;
        }
        describe(scene, candidate, other, seen.len(), last, features);
        seen.push(entity);
        show(entity, features);
    }
}

/// Describes the nearest mention of a person before a pronoun; `order` people stand between.
fn describe(
    scene: &Scene,
    candidate: &Candidate,
    other: &Candidate,
    order: usize,
    last: Option<usize>,
    features: &mut Features,
) {
    let pieces = &scene.pieces;
    let entity = other.entity.unwrap_or_default();
    let (here, there) = (candidate.pieces.start, other.pieces.start);
    features.clear();
    let mut add = |template: Template, values: &[u32]| features.add(template as u32, values);
    let order = bucket(order);
    let paragraphs = pieces[here].block - pieces[there].block;
    let sentences = pieces[there + 1..=here].iter().filter(|piece| piece.begins).count();
    let known = u32::from(scene.names.entities[entity].gender.is_some());
    let speaks = u32::from(beside_cue(pieces, other.pieces.clone()));
    let begins = u32::from(pieces[there].begins);
    let opens = u32::from(pieces[here].begins);
    let owner = pieces.get(other.pieces.end).is_some_and(|next| next.class.is(Class::POSSESSIVE));
    add(Template::Always, &[]);
    add(Template::Order, &[order]);
    add(Template::Order, &[order, known]);
    add(Template::Order, &[order, speaks, opens]);
    add(Template::Paragraphs, &[bucket(paragraphs)]);
    add(Template::Paragraphs, &[bucket(paragraphs), begins, speaks]);
    add(Template::Sentences, &[bucket(sentences), begins]);
    add(Template::Sentences, &[bucket(sentences), speaks]);
    add(Template::Gender, &[known]);
    add(Template::Subject, &[begins, opens]);
    add(Template::Speaks, &[speaks, opens]);
    let before = there.checked_sub(1).filter(|_| begins == 0).map_or(0, |before| tag(&pieces[before]));
    add(Template::Before, &[before]);
    add(Template::Before, &[u32::from(owner), bucket(sentences.min(2))]);
    add(Template::Mentions, &[bucket(scene.mentions[entity])]);
    add(Template::Mentions, &[bucket(scene.mentions[entity]), order]);
    let most = scene
        .mentions
        .iter()
        .enumerate()
        .filter(|(index, _)| scene.names.entities[*index].kind == EntityKind::Person);
    let most = most.max_by_key(|(_, count)| **count).map(|(index, _)| index);
    add(Template::First, &[u32::from(most == Some(entity)), order]);
    add(Template::Last, &[u32::from(last == Some(entity)), u32::from(last.is_some())]);
    add(Template::Last, &[u32::from(last == Some(entity)), u32::from(last.is_some()), order]);
    subject(scene, candidate, other, order, &mut add);
    // How often within the last sentences: who is spoken of goes on being spoken of.
    let recent = scene.candidates.iter().filter(|mention| mention.entity == Some(entity));
    let recent = recent.filter(|mention| {
        mention.pieces.start < here && pieces[mention.pieces.start].block + 3 > pieces[here].block
    });
    add(Template::Repeated, &[bucket(recent.count()), order]);
}

/// Whether a mention looks like the subject of its sentence, and of a verb of speech: "Lund, the head of the union, said".
fn subject(
    scene: &Scene,
    candidate: &Candidate,
    other: &Candidate,
    order: u32,
    add: &mut impl FnMut(Template, &[u32]),
) {
    let pieces = &scene.pieces;
    let (here, there) = (candidate.pieces.start, other.pieces.start);
    let start = pieces[..=there].iter().rposition(|piece| piece.begins).unwrap_or(0);
    let end = there + 1 + pieces[there + 1..].iter().take_while(|piece| !piece.begins).count();
    let low = scene.candidates.partition_point(|mention| mention.pieces.start < start);
    let high = scene.candidates.partition_point(|mention| mention.pieces.start < end.min(here));
    let owns = |end: usize| pieces.get(end).is_some_and(|next| next.class.is(Class::POSSESSIVE));
    let able = |mention: &&Candidate| {
        let person = matches!(mention.kind, Kind::Person | Kind::She | Kind::He);
        person && !mention.oblique && !owns(mention.pieces.end)
    };
    let of_sentence = scene.candidates[low..high.max(low)].iter().filter(able);
    let rank = bucket(of_sentence.clone().filter(|mention| mention.pieces.start < there).count().min(2));
    let verb = |piece: &Piece| piece.class.is(CUE) && piece.is_word() && !piece.class.is(Class::CAPITAL);
    let cue = (other.pieces.end..end.min(here)).find(|index| verb(&pieces[*index]));
    let says = cue.is_some_and(|cue| {
        of_sentence.clone().all(|mention| mention.pieces.start <= there || mention.pieces.start > cue)
    });
    let told = there > start && verb(&pieces[there - 1]);
    let oblique = u32::from(other.oblique);
    let near = bucket(pieces[there + 1..=here].iter().filter(|piece| piece.begins).count().min(3));
    let said = u32::from(says) + 2 * u32::from(told);
    add(Template::Rank, &[rank, oblique]);
    add(Template::Rank, &[rank, oblique, near]);
    add(Template::Rank, &[rank, order, near]);
    add(Template::Says, &[said, near]);
    add(Template::Says, &[said, rank, oblique]);
    add(Template::Says, &[said, order, near]);
    let full = u32::from(other.pieces.len() > 1) + 2 * u32::from(other.role.is_some());
    add(Template::Introduced, &[full, near]);
    add(Template::Introduced, &[full, rank, said]);
}
