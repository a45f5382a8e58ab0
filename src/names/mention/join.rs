//! The tagger's names and those of the rules, joined: the tagger knows more names and the rules their parts.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::tagger::Label;
use super::{Candidate, EntityKind, Reader, Words};

/// What the tagger found, with titles, roles and genders.
pub(in super::super) fn tagged(words: &mut Words, tags: Vec<(Range<usize>, Label)>) -> Vec<Candidate> {
    let mut found = Vec::with_capacity(tags.len());
    for (tokens, label) in tags {
        let kind = match label {
            Label::Outside => continue,
            Label::Person => EntityKind::Person,
            Label::Organisation => EntityKind::Organisation,
            Label::Place => EntityKind::Place,
        };
        let index = words.text.sentences.partition_point(|sentence| sentence.tokens.end <= tokens.start);
        let sentence = words.text.sentences[index].tokens.clone();
        let mut reader = Reader { words, sentence, headline: false, found: &mut found };
        reader.push(tokens.start, tokens.end, Some(kind), true);
        reader.cut_hyphen();
        reader.look_around(reader.found.len() - 1);
    }
    found
}

/// What the tagger found, and where it found nothing what a rule is certain of.
pub(in super::super) fn both(
    words: &mut Words,
    mut tagged: Vec<Candidate>,
    rules: Vec<Candidate>,
) -> Vec<Candidate> {
    let mut things = BTreeSet::new();
    for thing in rules.iter().filter(|rule| rule.certain && rule.kind.is_none()) {
        things.insert(words.lower(thing.tokens.start).to_owned());
    }
    tagged.retain(|found| {
        let at = found.tokens.start;
        // "& Sons" is the rest of a name that was cut, and no name goes on in the next paragraph.
        if !words.is_capital(at) || words.story[found.span.clone()].contains('\n') {
            return false;
        }
        // "Veld" where "Veld Protocol" has been named.
        found.tokens.len() > 1
            || words.is_surname(at)
            || words.is_given_name(at)
            || !things.contains(words.lower(at)) && !is_heading(words, at)
    });
    let mut more = Vec::new();
    let mut next = 0;
    for rule in rules {
        while tagged.get(next).is_some_and(|found| found.tokens.end <= rule.tokens.start) {
            next += 1;
        }
        match tagged.get_mut(next).filter(|found| found.tokens.start < rule.tokens.end) {
            // A role that no list has is told by what is around it.
            Some(found) if found.span == rule.span && found.role.is_none() => found.role = rule.role,
            // A title stands before the name.
            Some(found) if is_titled(found, &rule) => *found = rule,
            None if rule.certain && rule.kind.is_some() => more.push(rule),
            _ => {}
        }
    }
    tagged.append(&mut more);
    tagged.sort_by_key(|candidate| candidate.tokens.start);
    tagged
}

/// Whether a rule has parted a person's name from what stands before it.
fn is_titled(found: &Candidate, rule: &Candidate) -> bool {
    rule.certain
        && rule.kind == Some(EntityKind::Person)
        && found.kind == rule.kind
        && found.tokens.end == rule.tokens.end
        && found.tokens.start < rule.tokens.start
        && rule.role.is_some()
}

/// Whether a word stands alone between two ends of sentences: "Ingredients" above a list.
fn is_heading(words: &Words, at: usize) -> bool {
    let sentences = &words.text.sentences;
    let index = sentences.partition_point(|sentence| sentence.tokens.end <= at);
    sentences.get(index).is_some_and(|sentence| sentence.tokens.len() == 1)
}
