//! Whom "she" and "he" refer to.

use crate::names::{EntityKind, Gender};
use crate::quotes::Scene;
use crate::quotes::candidate::{Candidate, Kind, beside_cue};

/// The person a pronoun most likely refers to, among those named before it; `None` when nobody fits.
pub(super) fn resolve(scene: &Scene, candidate: &Candidate) -> Option<usize> {
    let gender = match candidate.kind {
        Kind::She => Gender::Female,
        Kind::He => Gender::Male,
        _ => return None,
    };
    let mut scores: Vec<(i32, usize)> = Vec::new();
    let end = scene.candidates.partition_point(|other| other.pieces.start < candidate.pieces.start);
    for (steps, other) in scene.candidates[..end].iter().rev().take(REACH).enumerate() {
        let Some(entity) =
            other.entity.filter(|entity| scene.names.entities[*entity].kind == EntityKind::Person)
        else {
            continue;
        };
        let mut score = 0 - 4 * i32::try_from(steps).unwrap_or(i32::MAX / 8);
        match scene.names.entities[entity].gender {
            Some(known) if known == gender => score += 30,
            Some(_) => continue,
            None => {}
        }
        let first = &scene.pieces[other.pieces.start];
        if first.begins {
            score += 12;
        }
        // Who speaks is spoken of: "Ruiz said. … “…,” she said."
        if beside_cue(&scene.pieces, other.pieces.clone()) {
            score += 12;
        }
        // The further back, the less likely, paragraph by paragraph.
        let paragraphs = scene.pieces[candidate.pieces.start].block - first.block;
        score -= 6 * i32::try_from(paragraphs).unwrap_or(i32::MAX / 8);
        scores.push((score, entity));
    }
    let (score, entity) = *scores.iter().max_by_key(|(score, entity)| (*score, *entity))?;
    // Two who fit about as well, and the story does not say who is meant: then neither do we.
    let rival = scores.iter().filter(|(_, other)| *other != entity).map(|(score, _)| *score).max();
    rival.is_none_or(|rival| score >= rival + MARGIN).then_some(entity)
}

/// How much better the best must fit.
const MARGIN: i32 = 6;

/// How many candidates back a pronoun is followed.
const REACH: usize = 30;
