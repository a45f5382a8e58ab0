//! What the models of this stage decide by, for those who train them and for the curious.

use super::{Features, Models, Scene, indirect, pronoun, silence, speaker};
use crate::article::Article;
use crate::language::Language;
use crate::names::Names;
use crate::quotes::describe;
use crate::text::{Span, Text};

/// What was seen of a story.
#[derive(Debug, Default)]
pub struct Evidence {
    /// Every stretch of words between marks.
    pub stretches: Vec<Stretch>,
    /// Every clause that may be reported speech.
    pub clauses: Vec<Clause>,
}

/// A stretch of quoted words and who may have said it.
#[derive(Debug)]
pub struct Stretch {
    /// The words.
    pub words: Span,
    /// Everybody who may have said them.
    pub candidates: Vec<Candidate>,
    /// The features of there being no speaker.
    pub nobody: Vec<u32>,
    /// The features of the words being anybody's speech at all.
    pub speech: Vec<u32>,
}

/// Somebody who may have said a stretch.
#[derive(Debug)]
pub struct Candidate {
    /// The words that name the candidate.
    pub mention: Span,
    /// The entity, for a name.
    pub entity: Option<usize>,
    /// The features of the candidate having said the stretch.
    pub features: Vec<u32>,
    /// For a pronoun, the people it may stand for, with the features of each.
    pub people: Vec<(usize, Vec<u32>)>,
}

/// A clause that may be reported speech.
#[derive(Debug)]
pub struct Clause {
    /// The words.
    pub parts: Vec<Span>,
    /// The features of it being reported speech.
    pub features: Vec<u32>,
}

/// Looks at a story as [`super::attribute_by`] does; what it decides early on is part of what it sees later.
pub fn gather(
    models: &Models,
    article: &Article,
    text: &Text,
    names: &Names,
    language: &Language,
) -> Evidence {
    let scene = Scene::of(models, article, text, names, language);
    let mut evidence = Evidence::default();
    let mut features = Features::new(language.code);
    scene.walk(|place, candidates, stretch, choice| {
        let last = place.last.and_then(|last| last.entity);
        let described = candidates.iter().map(|candidate| {
            speaker::describe(place, candidates, candidate, &mut features);
            let own = features.hashes.clone();
            let mut people = Vec::new();
            pronoun::antecedents(&scene, candidate, last, &mut features, |entity, features| {
                people.push((entity, features.hashes.clone()));
            });
            Candidate { mention: candidate.span.clone(), entity: candidate.entity, features: own, people }
        });
        let candidates_described = described.collect();
        features.clear();
        describe::nobody(place, candidates, &mut features);
        let nobody = features.hashes.clone();
        features.clear();
        silence::describe(place, &scene.stretches[stretch], choice, &mut features);
        evidence.stretches.push(Stretch {
            words: scene.stretches[stretch].words.clone(),
            candidates: candidates_described,
            nobody,
            speech: features.hashes.clone(),
        });
    });
    indirect::each(&scene, |sentence, candidates, found| {
        indirect::describe(&scene.pieces, sentence, candidates, &found, &mut features);
        evidence.clauses.push(Clause {
            parts: indirect::parts(&scene.pieces, &found),
            features: features.hashes.clone(),
        });
    });
    evidence
}
