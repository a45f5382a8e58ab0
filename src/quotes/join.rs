//! Stretches and their speakers, put together into quotes.

use crate::quotes::mark::Enclosed;
use crate::quotes::speaker::Choice;
use crate::quotes::{Quote, QuoteKind, Scene, silence};

/// The quotes of a story: stretches that nobody said left out, split ones joined.
pub(super) fn quotes(scene: &Scene, choices: &[Option<Choice>]) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    let mut last: Option<usize> = None;
    for (index, stretch) in scene.stretches.iter().enumerate() {
        let Some(at) = scene.places[index] else { continue };
        let choice = choices[index].as_ref();
        let goes_on = index > 0 && scene.stretches[index - 1].goes_on;
        let speech = goes_on
            || stretch.goes_on
            || !silence::is_silent(&scene.article.text, &scene.pieces, at, stretch, choice);
        if !speech {
            continue;
        }
        if stretch.enclosed == Enclosed::InnerMarks && choice.is_none() {
            continue;
        }
        if let (Some(last), Some(quote)) = (last, quotes.last_mut())
            && (goes_on || joins(scene, choices, last, index))
        {
            quote.span.end = stretch.words.end;
            quote.parts.push(stretch.words.clone());
        } else {
            quotes.push(Quote {
                kind: QuoteKind::Direct,
                span: stretch.words.clone(),
                parts: vec![stretch.words.clone()],
                cue: choice.and_then(|choice| choice.cue.clone()),
                speaker: choice.map(|choice| scene.speaker(&choice.candidate, at)),
            });
        }
        last = Some(index);
    }
    quotes
}

/// Whether a stretch goes on with the one before: same words of attribution, same paragraph, no cue of its own.
fn joins(scene: &Scene, choices: &[Option<Choice>], last: usize, index: usize) -> bool {
    let (Some(before), Some(here)) = (&choices[last], &choices[index]) else { return false };
    let (Some(from), Some(to)) = (scene.places[last], scene.places[index]) else { return false };
    scene.stretches[last].block == scene.stretches[index].block
        && before.candidate.span == here.candidate.span
        && (from..to).contains(&before.candidate.pieces.start)
}
