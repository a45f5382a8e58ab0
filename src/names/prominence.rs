//! How much of the story each entity is: what a reader is shown first.
//!
//! Every mention counts, and the more where it shows that the entity acts or that the story is set there: in the headline, in the lead,
//! early on, and for a place behind a word that locates ("in Karsk"). A name inside somebody's role says who that person is and no more.

use super::EntityKind;
use super::mention::Candidate;
use super::words::Words;
use crate::order;
use crate::text::{Span, TokenKind};

/// What a mention is worth.
const MENTION: usize = 10;

/// What a name is worth that stands in the first words of the story; less the further down it stands first.
const EARLY: usize = 30;

/// What it is worth to stand in the headline.
const HEADLINE: usize = 15;

/// What it is worth to stand in the lead.
const LEAD: usize = 10;

/// What it is worth for a mention of a place that something happens "in" it.
const LOCATES: usize = 10;

/// Words of the shortest lead: less is a headline, a dateline or a credit.
const SHORTEST_LEAD: usize = 8;

/// The prominence of each of `count` entities, by its mentions.
pub(super) fn weigh(
    words: &mut Words,
    title: Option<&str>,
    candidates: &[Candidate],
    entity_of: &[Option<usize>],
    count: usize,
) -> Vec<usize> {
    let mut weights = vec![0; count];
    let mut named = vec![Told::default(); count];
    let title = title.unwrap_or_default().to_lowercase();
    let lead = lead(words);
    let length = words.story.len().max(1);
    let mut roles: Vec<&Span> = candidates.iter().filter_map(|candidate| candidate.role.as_ref()).collect();
    order::by_key(&mut roles, |role| role.start as u64);
    for (index, (candidate, entity)) in candidates.iter().zip(entity_of).enumerate() {
        let Some(entity) = *entity else { continue };
        let told = &mut named[entity];
        if !is_told(words, candidate) {
            weights[entity] += MENTION / 2;
            continue;
        }
        if !told.once {
            told.once = true;
            weights[entity] += EARLY * (length - candidate.span.start) / length;
        }
        let after = roles.partition_point(|role| role.start <= candidate.span.start);
        let in_role = after > 0 && candidate.span.end <= roles[after - 1].end;
        if in_role || words.is_agency(words.phrase(candidate.tokens.start, candidate.tokens.end)) {
            continue;
        }
        if is_modifier(words, candidate) || is_wider(words, candidates, index) {
            weights[entity] += MENTION / 2;
            continue;
        }
        weights[entity] += MENTION;
        if !told.in_lead && lead.contains(&candidate.span.start) {
            told.in_lead = true;
            weights[entity] += LEAD;
        }
        if !told.in_headline && is_in(words, candidate, &title) {
            told.in_headline = true;
            weights[entity] += HEADLINE;
        }
        if candidate.kind == Some(EntityKind::Place) && is_located(words, candidate) {
            weights[entity] += LOCATES;
        }
    }
    weights
}

/// What an entity has been credited with, each of it once.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    once: bool,
    in_lead: bool,
    in_headline: bool,
}

/// Whether a name stands in a sentence, with a mark at its end: a byline, a heading and a credit have none.
fn is_told(words: &Words, candidate: &Candidate) -> bool {
    let sentences = &words.text.sentences;
    let index = sentences.partition_point(|sentence| sentence.tokens.end <= candidate.tokens.start);
    let last = sentences.get(index).and_then(|sentence| words.text.tokens.get(sentence.tokens.end - 1));
    last.is_some_and(|last| last.kind == TokenKind::Mark)
}

/// The first whole sentence.
fn lead(words: &Words) -> Span {
    let is_whole = |tokens: std::ops::Range<usize>| {
        tokens.filter(|at| words.token(*at).kind == TokenKind::Word).count() >= SHORTEST_LEAD
    };
    let lead = words.text.sentences.iter().find(|sentence| is_whole(sentence.tokens.clone()));
    lead.map_or(0..0, |sentence| sentence.span.clone())
}

/// Whether a name stands in the headline, where a person's surname is enough and of an organisation the word for what it is ("Police").
fn is_in(words: &mut Words, candidate: &Candidate, title: &str) -> bool {
    let mut from = candidate.tokens.start;
    if candidate.kind != Some(EntityKind::Place) {
        from = candidate.tokens.end - 1;
        while from > candidate.tokens.start && words.is_name_suffix(from) {
            from -= 1;
        }
    }
    let name = words.phrase(from, candidate.tokens.end).to_lowercase();
    title.match_indices(&name).any(|(at, _)| {
        !title[..at].ends_with(char::is_alphanumeric)
            && !title[at + name.len()..].starts_with(char::is_alphanumeric)
    })
}

/// "in Karsk", "in the Karsk Gorge".
fn is_located(words: &mut Words, candidate: &Candidate) -> bool {
    let start = candidate.tokens.start;
    let before = start.checked_sub(1).filter(|at| words.is_determiner(*at)).unwrap_or(start);
    before.checked_sub(1).is_some_and(|at| words.is_locating(at))
}

/// "Harlow" of "Harlow fans": what follows is what it is about.
fn is_modifier(words: &mut Words, candidate: &Candidate) -> bool {
    let next = candidate.tokens.end;
    next < words.text.tokens.len()
        && candidate.kind != Some(EntityKind::Person)
        && words.is_joined(next)
        && words.is_other_noun(next)
}

/// "Texas" of "Eagle Pass, Texas": where the place is that is meant.
fn is_wider(words: &Words, candidates: &[Candidate], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).map(|before| &candidates[before]) else { return false };
    let place = Some(EntityKind::Place);
    candidates[index].kind == place
        && before.kind == place
        && before.tokens.end + 1 == candidates[index].tokens.start
        && words.is_mark(before.tokens.end, ",")
}

#[cfg(test)]
mod tests {
    use crate::names::{EntityKind, find};
    use crate::text::tests::{language, story};

    /// The entities of a kind in their order; the story goes on for some pages without naming anybody.
    fn check(kind: EntityKind, title: &str, input: &str, expected: &str) {
        let input = &format!("{input}{}", " It rained all day.".repeat(200));
        let mut article = story(input, language("en"));
        article.metadata.title = Some(title.to_owned());
        let text = crate::text::segment(&article, article.language);
        let names = find(&article, &text, article.language);
        let order: Vec<_> = names.of_kind(kind).map(|(_, entity)| &input[entity.name.clone()]).collect();
        assert_eq!(order.join("; "), expected, "{title}\n{input}");
    }

    #[test]
    fn people_of_the_headline_come_before_those_named_as_often() {
        let story = "Tom Harker met Ana Ruiz on the pier in the rain on Friday night.";
        check(EntityKind::Person, "On the pier", story, "Tom Harker; Ana Ruiz");
        check(EntityKind::Person, "Ruiz goes to the pier", story, "Ana Ruiz; Tom Harker");
    }

    #[test]
    fn organisations_of_the_headline_go_by_the_word_for_what_they_are() {
        let story = "Harlow University sued the Karsk Police over a road on Friday night, it said.";
        check(EntityKind::Organisation, "A road", story, "Harlow University; Karsk Police");
        check(EntityKind::Organisation, "Police are sued", story, "Karsk Police; Harlow University");
    }

    #[test]
    fn who_wrote_it_comes_after_those_in_it() {
        let story =
            "By Tom Harker, staff\nThe library closed on Friday after a fire in the roof, Ana Ruiz said.";
        check(EntityKind::Person, "A fire", story, "Ana Ruiz; Tom Harker");
    }

    #[test]
    fn a_name_inside_a_role_tells_of_its_bearer_alone() {
        check(
            EntityKind::Organisation,
            "A road",
            "Boston University president Ana Ruiz and a crew of nine closed the road. The Ministry of Trade agreed.",
            "Ministry of Trade; Boston University",
        );
    }

    #[test]
    fn the_place_where_it_happens_comes_before_those_it_is_about() {
        check(
            EntityKind::Place,
            "Two ships",
            "Two ships from London and from Paris sank late on Friday near Boston, Texas.",
            "Boston; London; Paris; Texas",
        );
    }

    #[test]
    fn an_agency_that_reports_is_the_last_of_the_organisations() {
        check(
            EntityKind::Organisation,
            "A road",
            "A road fell into the sea on Friday, Reuters said. Reuters was there. Harlow University knew of it.",
            "Harlow University; Reuters",
        );
    }
}
