//! The few sentences that tell the story, nothing twice.
//!
//! Every sentence of a paragraph gets its features (`feature`), the features a score by whole-number weights, and the best sentences that
//! do not repeat one another are chosen. A sentence is taken as it stands or not at all: nothing is cut, joined or rewritten.

mod feature;

use crate::article::{Article, Kind};
use crate::language::Language;
use crate::quotes::Quote;
use crate::text::{Span, Text};
use feature::{Candidate, Features};

/// What each feature of a sentence adds to its score. Shares are in thousandths, so a weight of 10 on one adds up to 10,000.
const WEIGHTS: Features = Features {
    position: 9,
    in_lead: 2,
    headline: 5,
    lead: 2,
    centrality: 6,
    numbers: 1,
    names: 1,
    too_short: -5,
    too_long: -3,
    quoted: -3,
    first_person: -3,
    question: -6,
    appeal: -8,
    orphan: -2,
};

/// A sentence that shares this much of its words with one already chosen says it again, in thousandths.
const REPEATS: i32 = 550;

/// Words of a story for each key sentence, beyond the least.
const WORDS_A_POINT: usize = 250;

/// Chooses the sentences that tell the story, most important first: `wanted` of them, or three to five by the story's length.
pub fn choose(
    article: &Article,
    text: &Text,
    quotes: &[Quote],
    wanted: Option<usize>,
    language: &Language,
) -> Vec<Span> {
    if article.kind == Kind::None {
        return Vec::new();
    }
    let candidates = feature::candidates(article, text, quotes, language);
    let wanted =
        wanted.unwrap_or_else(|| (article.text.split_whitespace().count() / WORDS_A_POINT + 2).clamp(3, 5));
    let mut ranked: Vec<_> =
        candidates.iter().map(|candidate| (score(&candidate.features), candidate)).collect();
    // Ties go to the earlier sentence: leads are written first. The sort is stable.
    ranked.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let mut chosen: Vec<&Candidate> = Vec::new();
    for (_, candidate) in ranked {
        if chosen.len() >= wanted {
            break;
        }
        if !chosen.iter().any(|other| candidate.shared_with(other) > REPEATS) {
            chosen.push(candidate);
        }
    }
    chosen.into_iter().map(|candidate| candidate.span.clone()).collect()
}

/// The score of a sentence: one linear function of its features.
fn score(features: &Features) -> i32 {
    let pairs = features.values().into_iter().zip(WEIGHTS.values());
    pairs.map(|(feature, weight)| feature.saturating_mul(weight)).fold(0, i32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    const STORY: &str = "The city council voted on Tuesday to close the old harbour bridge to cars from next spring.\n\
        Engineers found cracks in four of the nine pillars of the bridge, the council said in a report.\n\
        The city council voted on Tuesday to close the harbour bridge to cars from the spring.\n\
        But that was not all of it for the people of the old town by the sea.\n\
        Will the shops on the far side of the harbour survive without cars?\n\
        Repairs to the bridge will cost 12 million euros and take three years, the report says.\n\
        Read more about the council and the harbour bridge in our newsletter on Tuesday.\n\
        Ferries will carry people across the harbour every ten minutes while the bridge is closed.";

    fn chosen(wanted: Option<usize>) -> Vec<String> {
        let mut article = text::tests::story(STORY, Language::fallback());
        article.metadata.title = Some("Harbour bridge to close to cars".to_owned());
        let text = text::segment(&article, Language::fallback());
        let spans = choose(&article, &text, &[], wanted, Language::fallback());
        spans
            .into_iter()
            .map(|span| article.text[span].split(' ').take(3).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn the_lead_comes_first_and_nothing_is_said_twice() {
        assert_eq!(chosen(None), ["The city council", "Engineers found cracks", "Repairs to the"]);
    }

    #[test]
    fn as_many_as_wanted_but_not_the_same_again() {
        assert_eq!(chosen(Some(1)), ["The city council"]);
        assert_eq!(chosen(Some(20)).iter().filter(|start| *start == "The city council").count(), 1);
    }

    #[test]
    fn a_page_without_a_story_has_no_key_points() {
        let mut article = text::tests::story(STORY, Language::fallback());
        article.kind = Kind::None;
        let text = text::segment(&article, Language::fallback());
        assert!(choose(&article, &text, &[], None, Language::fallback()).is_empty());
    }
}
