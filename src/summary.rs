//! The few sentences that tell the story, nothing twice.
//!
//! Every sentence of a paragraph gets its features (`feature`), the features a score by whole-number weights (`ranker.txt`, learnt by
//! `cargo xtask train summary`), and the best sentences that do not repeat one another are chosen. A sentence is taken as it stands or
//! not at all: nothing is cut, joined or rewritten.

pub mod feature;
mod stem;

use std::sync::LazyLock;

use crate::article::Kind;
use crate::language::Language;
use crate::order;
use crate::text::Span;
use feature::{Candidate, Features, Story};

/// A line for each feature, in order: its name, and what it adds to the score of a sentence.
const RANKER: &str = include_str!("summary/ranker.txt");

/// What each feature of a sentence adds to its score.
static WEIGHTS: LazyLock<Features> = LazyLock::new(weights);

/// A sentence that shares this much of its words with one already chosen says it again, in thousandths.
const REPEATS: i32 = 450;

/// Words of a story for each key sentence, beyond the least.
const WORDS_A_POINT: usize = 250;

/// Chooses the sentences that tell the story, in its order: `wanted` of them, or three to five by the story's length.
pub fn choose(story: Story, wanted: Option<usize>, language: &Language) -> Vec<Span> {
    if story.article.kind == Kind::None {
        return Vec::new();
    }
    let candidates = feature::candidates(story, language);
    let words = story.article.text.split_whitespace().count();
    let wanted = wanted.unwrap_or_else(|| (words / WORDS_A_POINT + 2).clamp(3, 5));
    best(&candidates, &WEIGHTS, wanted).into_iter().map(|candidate| candidate.span.clone()).collect()
}

/// The best candidates by weights of their features, in the story's order: none repeats another, and each is understood by what is
/// shown before it.
pub fn best<'a>(candidates: &'a [Candidate], weights: &Features, wanted: usize) -> Vec<&'a Candidate> {
    let telling = candidates.iter().enumerate().filter(|(_, candidate)| !candidate.tells_nothing());
    let mut ranked: Vec<(usize, &Candidate)> = telling.collect();
    // Ties go to the earlier sentence: leads are written first. The sort is stable.
    order::by_key(&mut ranked, |(_, candidate)| order::falling(score(&candidate.features, weights)));
    let mut chosen: Vec<(usize, &Candidate)> = Vec::new();
    while chosen.len() < wanted {
        let fits = |(at, candidate): &(usize, &Candidate)| {
            let follows = !candidate.leans || chosen.iter().any(|(other, _)| other + 1 == *at);
            follows && !chosen.iter().any(|(_, other)| candidate.shared_with(other) > REPEATS)
        };
        // A sentence passed over fits later when the one it leans on has been chosen.
        let Some(place) = ranked.iter().position(fits) else { break };
        chosen.push(ranked.remove(place));
    }
    order::by_key(&mut chosen, |(at, _)| *at as u64);
    chosen.into_iter().map(|(_, candidate)| candidate).collect()
}

/// The score of a sentence: one linear function of its features.
fn score(features: &Features, weights: &Features) -> i32 {
    let products = features.iter().zip(weights).map(|(feature, weight)| feature.saturating_mul(*weight));
    products.fold(0, i32::saturating_add)
}

/// The names of the features, in their order.
pub fn feature_names() -> impl Iterator<Item = &'static str> {
    lines().map(|(name, _)| name)
}

fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    RANKER.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '))
}

fn weights() -> Features {
    let mut weights = [0; feature::COUNT];
    for (weight, (_, printed)) in weights.iter_mut().zip(lines()) {
        *weight = printed.parse().unwrap_or(0);
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{self, Facts};
    use crate::names::{self, Names};
    use crate::{quotes, text};

    #[test]
    fn every_feature_has_a_weight() {
        assert_eq!(lines().filter(|(_, weight)| weight.parse::<i32>().is_ok()).count(), feature::COUNT);
    }

    const STORY: &str = "The city council voted on Tuesday to close the old harbour bridge to cars from next spring.\n\
        Engineers found cracks in four of the nine pillars of the bridge, the council said in a report.\n\
        The city council voted on Tuesday to close the harbour bridge to cars from the spring.\n\
        But that was not all of it for the people of the old town by the sea.\n\
        Will the shops on the far side of the harbour survive without cars?\n\
        Repairs to the bridge will cost 12 million euros and take three years, the report says.\n\
        Read more about the council and the harbour bridge in our newsletter on Tuesday.\n\
        Ferries will carry people across the harbour every ten minutes while the bridge is closed.";

    fn chosen(wanted: Option<usize>) -> Vec<String> {
        chosen_of(STORY, wanted)
    }

    fn chosen_of(story: &str, wanted: Option<usize>) -> Vec<String> {
        let mut article = text::tests::story(story, Language::fallback());
        article.metadata.title = Some("Harbour bridge to close to cars".to_owned());
        let text = text::segment(&article, Language::fallback());
        let names = names::find(&article, &text, Language::fallback());
        let facts = facts::find(&article, &text, &names, Language::fallback());
        let quotes = quotes::attribute(&article, &text, &names, Language::fallback());
        let story = Story { article: &article, text: &text, names: &names, quotes: &quotes, facts: &facts };
        let spans = choose(story, wanted, Language::fallback());
        spans
            .into_iter()
            .map(|span| article.text[span].split(' ').take(3).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn they_come_in_the_order_of_the_story_and_nothing_is_said_twice() {
        assert_eq!(chosen(None), ["The city council", "Engineers found cracks", "Ferries will carry"]);
    }

    #[test]
    fn as_many_as_wanted_but_not_the_same_again() {
        assert_eq!(chosen(Some(1)), ["The city council"]);
        assert_eq!(chosen(Some(20)).iter().filter(|start| *start == "The city council").count(), 1);
    }

    #[test]
    fn what_tells_nothing_by_itself_is_no_key_point_however_few_are_left() {
        let all = chosen(Some(20));
        assert!(!all.iter().any(|start| start == "Will the shops" || start == "Read more about"), "{all:?}");
        let quote = "\u{201c}The harbour bridge of the city will be closed to all cars from next spring.\u{201d}\n\
            Can the harbour bridge of the city be closed to all cars from next spring?";
        assert_eq!(chosen_of(quote, None), [""; 0]);
    }

    #[test]
    fn a_sentence_that_leans_on_the_one_before_comes_after_it_or_not_at_all() {
        let story = |second: &str| {
            format!(
                "{}\n{second}\n{}",
                "The city council voted on Tuesday to close the old harbour bridge to cars from next spring.",
                "It found cracks in four of the nine pillars of the harbour bridge, the council said."
            )
        };
        // What it found leans on a sentence that says what is said already.
        let again =
            story("The city council voted on Tuesday to close the harbour bridge to cars from the spring.");
        assert_eq!(chosen_of(&again, None), ["The city council"]);
        let new = story("An engineer went down to the river in a boat with a lamp and a hammer in March.");
        assert_eq!(chosen_of(&new, None), ["The city council", "An engineer went", "It found cracks"]);
        assert_eq!(chosen_of(&new, Some(2)).len(), 2);
        assert!(!chosen_of(&new, Some(1)).contains(&"It found cracks".to_owned()));
    }

    #[test]
    fn a_page_without_a_story_has_no_key_points() {
        let mut article = text::tests::story(STORY, Language::fallback());
        article.kind = Kind::None;
        let text = text::segment(&article, Language::fallback());
        let (names, facts) = (Names::default(), Facts::default());
        let story = Story { article: &article, text: &text, names: &names, quotes: &[], facts: &facts };
        assert!(choose(story, None, Language::fallback()).is_empty());
    }
}
