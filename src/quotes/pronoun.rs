//! Whom "she" and "he" refer to.

use crate::names::{EntityKind, Gender};
use crate::quotes::Scene;
use crate::quotes::speaker::{Candidate, Kind};

/// The person a pronoun most likely refers to, among those named before it; `None` when nobody fits.
pub(super) fn resolve(scene: &Scene, candidate: &Candidate) -> Option<usize> {
    let gender = match candidate.kind {
        Kind::She => Gender::Female,
        Kind::He => Gender::Male,
        _ => return None,
    };
    let mut best: Option<(i32, usize)> = None;
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
        // The further back, the less likely, paragraph by paragraph.
        let paragraphs = scene.pieces[candidate.pieces.start].block - first.block;
        score -= 6 * i32::try_from(paragraphs).unwrap_or(i32::MAX / 8);
        if best.is_none_or(|(best, _)| score > best) {
            best = Some((score, entity));
        }
    }
    best.map(|(_, entity)| entity)
}

/// How many candidates back a pronoun is followed.
const REACH: usize = 30;
