//! Which mentions are the same person, organisation or place.
//!
//! A full name is an entity; a surname alone joins the one person who bears it. Where two do, a title that tells
//! their gender decides, and without one the mention stays by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::mention::Candidate;
use super::words::Words;
use super::{Entity, EntityKind, Gender, Mention, Names, prominence};
use crate::order::{by_key, then};
use crate::text::lower_case;

/// Joins candidates to entities, most prominent first.
pub(super) fn join(words: &mut Words, title: Option<&str>, mut candidates: Vec<Candidate>) -> Names {
    remember(words, &mut candidates);
    let mut joiner = Joiner::default();
    // Longer names first, so that a surname finds its bearer even where it comes earlier, as in a headline.
    let mut order: Vec<_> = (0..candidates.len()).collect();
    by_key(&mut order, |index| 3 - bare(words, &candidates[*index]).len().min(3) as u64);
    let mut entity_of = vec![None; candidates.len()];
    for index in order {
        if candidates[index].kind.is_some() {
            entity_of[index] = Some(joiner.entity(words, &candidates[index]));
        }
    }
    joiner.aliases(words, &candidates, &mut entity_of);
    let weights = prominence::weigh(words, title, &candidates, &entity_of, joiner.entities.len());
    for (entity, weight) in joiner.entities.iter_mut().zip(weights) {
        entity.prominence = weight;
    }
    joiner.finish(&candidates, &entity_of)
}

fn key(words: &Words, candidate: &Candidate) -> String {
    let mut buffer = String::new();
    lower_case(&words.story[candidate.span.clone()], &mut buffer).to_owned()
}

/// The tokens of a name without the title that stands inside it: "Marden" of "Mrs Marden".
fn bare(words: &mut Words, candidate: &Candidate) -> Range<usize> {
    let Range { mut start, end } = candidate.tokens;
    while candidate.kind == Some(EntityKind::Person) && start + 1 < end && words.is_honorific(start) {
        start += 1;
    }
    start..end
}

/// Gives candidates the kind that the rest of the story tells, and drops those that are no names.
fn remember(words: &mut Words, candidates: &mut [Candidate]) {
    let mut known: BTreeMap<String, [u32; 3]> = BTreeMap::new();
    let mut parts: BTreeSet<String> = BTreeSet::new();
    for candidate in candidates.iter() {
        let Some(kind) = candidate.kind else { continue };
        let weight = if candidate.certain { 5 } else { 1 };
        known.entry(key(words, candidate)).or_default()[kind as usize] += weight;
        if kind == EntityKind::Person && candidate.tokens.len() > 1 {
            for at in candidate.tokens.clone() {
                if !words.is_initial(at) && !words.is_name_suffix(at) && words.is_capital(at) {
                    parts.insert(words.lower(at).to_owned());
                }
            }
        }
    }
    let mut mid = BTreeSet::new();
    let mut things = BTreeSet::new();
    for candidate in candidates.iter() {
        if !candidate.opens {
            mid.insert(key(words, candidate));
        }
        if candidate.certain && candidate.kind.is_none() {
            things.insert(words.lower(candidate.tokens.start).to_owned());
        }
    }
    for candidate in candidates.iter_mut() {
        if candidate.certain {
            continue;
        }
        let name = key(words, candidate);
        if candidate.tokens.len() == 1 && parts.contains(&name) {
            candidate.kind = Some(EntityKind::Person);
            continue;
        }
        // "Veld" where "Veld Protocol" has been named.
        let at = candidate.tokens.start;
        let short = candidate.tokens.len() == 1 && things.contains(&name);
        if short && !words.is_surname(at) && !words.is_given_name(at) || is_common(words, candidate) {
            candidate.kind = None;
            continue;
        }
        let votes = known.get(&name).copied().unwrap_or_default();
        let best = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place]
            .into_iter()
            .max_by_key(|kind| (votes[*kind as usize], std::cmp::Reverse(*kind as usize)));
        if votes.iter().sum::<u32>() > 0 {
            candidate.kind = best;
        }
        if candidate.tokens.len() == 1 {
            let alone = candidate.opens && !mid.contains(&name);
            if alone && !words.is_shouted(at) || words.is_opener(at) {
                candidate.kind =
                    (words.is_given_name(at) || words.is_surname(at)).then_some(EntityKind::Person);
            } else if candidate.kind.is_none() {
                candidate.kind = words.is_given_name(at).then_some(EntityKind::Person);
            }
        }
    }
}

/// Words that the story also has in lower case, and no names: "Legal Pathway" where "legal pathways" are spoken of.
fn is_common(words: &mut Words, candidate: &Candidate) -> bool {
    !words.language.capital_nouns
        && candidate.kind != Some(EntityKind::Place)
        && candidate.tokens.clone().all(|at| {
            words.is_also_small(at)
                && !words.is_given_name(at)
                && !words.is_surname(at)
                && !words.is_shouted(at)
        })
}

#[derive(Default)]
struct Joiner {
    entities: Vec<Entity>,
    /// Organisations and places by their names.
    by_name: BTreeMap<(u8, String), usize>,
    /// People by surname and by given name.
    by_surname: BTreeMap<String, Vec<usize>>,
    by_given: BTreeMap<String, Vec<usize>>,
    given: BTreeMap<usize, String>,
    /// Whom a surname that several bear has meant where it stood alone.
    by_alone: BTreeMap<String, usize>,
}

impl Joiner {
    fn entity(&mut self, words: &mut Words, candidate: &Candidate) -> usize {
        let kind = candidate.kind.unwrap_or(EntityKind::Organisation);
        if kind == EntityKind::Person {
            return self.person(words, candidate);
        }
        let name = (kind as u8, key(words, candidate));
        if let Some(index) = self.by_name.get(&name) {
            return *index;
        }
        let index = self.add(kind, candidate);
        self.by_name.insert(name, index);
        index
    }

    fn person(&mut self, words: &mut Words, candidate: &Candidate) -> usize {
        let Range { start: first, end } = bare(words, candidate);
        let mut last = end - 1;
        while last > first && words.is_name_suffix(last) {
            last -= 1;
        }
        let surname = words.lower(last).to_owned();
        let same = self.by_surname.get(&surname).cloned().unwrap_or_default();
        if last > first {
            let given = words.lower(first).to_owned();
            let particle = words.is_particle(first);
            let found = same
                .into_iter()
                .find(|index| self.given.get(index).is_none_or(|other| particle || matches(other, &given)));
            if let Some(index) = found {
                self.add_to(index, candidate, candidate.gender);
                return index;
            }
            let index = self.add(EntityKind::Person, candidate);
            self.by_surname.entry(surname).or_default().push(index);
            self.by_given.entry(given.clone()).or_default().push(index);
            self.given.insert(index, given);
            return index;
        }
        // "Ruth Marden": "Marden" alone is she, though it may be the given name of a man. A title tells, the word itself does not.
        let told = first.checked_sub(1).is_some_and(|title| words.is_honorific(title));
        let gender = candidate.gender.filter(|_| told || same.is_empty() || !words.is_given_name(first));
        let bearers =
            if same.is_empty() { self.by_given.get(&surname).cloned().unwrap_or_default() } else { same };
        let known =
            || bearers.iter().copied().filter(|index| self.entities[*index].name.end <= candidate.span.start);
        let meant = self.one_of(&bearers, gender).or_else(|| {
            // Whom the surname alone has meant before, it means again; nobody is meant who has not been named yet.
            let meant = self.by_alone.get(&surname).copied().or_else(|| only(known()))?;
            (bearers.contains(&meant) && self.is_fitting(meant, gender)).then_some(meant)
        });
        if let Some(index) = meant {
            self.add_to(index, candidate, gender);
            self.by_alone.entry(surname).or_insert(index);
            return index;
        }
        let index = self.add(EntityKind::Person, candidate);
        if bearers.is_empty() {
            self.by_surname.entry(surname).or_default().push(index);
        }
        index
    }

    /// The one person who is meant, if only one can be.
    fn one_of(&self, bearers: &[usize], gender: Option<Gender>) -> Option<usize> {
        if let [only] = bearers {
            return self.is_fitting(*only, gender).then_some(*only);
        }
        let gender = gender?;
        only(bearers.iter().copied().filter(|index| self.entities[*index].gender == Some(gender)))
    }

    fn is_fitting(&self, person: usize, gender: Option<Gender>) -> bool {
        gender.is_none() || self.entities[person].gender.is_none_or(|other| Some(other) == gender)
    }

    fn add(&mut self, kind: EntityKind, candidate: &Candidate) -> usize {
        self.entities.push(Entity {
            kind,
            name: candidate.span.clone(),
            role: candidate.role.clone(),
            gender: candidate.gender,
            prominence: 0,
        });
        self.entities.len() - 1
    }

    fn add_to(&mut self, index: usize, candidate: &Candidate, gender: Option<Gender>) {
        let entity = &mut self.entities[index];
        entity.gender = entity.gender.or(gender);
        if entity.role.is_none() {
            entity.role.clone_from(&candidate.role);
        }
    }

    /// "World Health Organization (WHO)": the letters in brackets are the same organisation from then on.
    fn aliases(&mut self, words: &Words, candidates: &[Candidate], entity_of: &mut [Option<usize>]) {
        let mut same: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, pair) in candidates.windows(2).enumerate() {
            let (Some(long), Some(short)) = (entity_of[index], entity_of[index + 1]) else { continue };
            let adjacent =
                pair[0].tokens.end + 1 == pair[1].tokens.start && words.is_mark(pair[0].tokens.end, "(");
            let acronym = pair[1].tokens.len() == 1 && words.is_shouted(pair[1].tokens.start);
            if adjacent
                && acronym
                && pair[0].tokens.len() > 1
                && self.entities[long].kind == EntityKind::Organisation
            {
                same.insert(short, long);
            }
        }
        for entity in entity_of.iter_mut().flatten() {
            if let Some(long) = same.get(entity) {
                *entity = *long;
            }
        }
    }

    /// Puts the entities in order of prominence.
    fn finish(self, candidates: &[Candidate], entity_of: &[Option<usize>]) -> Names {
        let mut is_named = vec![false; self.entities.len()];
        for entity in entity_of.iter().flatten() {
            is_named[*entity] = true;
        }
        let mut order: Vec<_> = (0..self.entities.len()).filter(|index| is_named[*index]).collect();
        by_key(&mut order, |index| self.entities[*index].name.start as u64);
        by_key(&mut order, |index| {
            let entity = &self.entities[*index];
            then(u64::from(entity.kind as u8), (u32::MAX as usize).saturating_sub(entity.prominence))
        });
        let mut place = vec![0; self.entities.len()];
        for (new, old) in order.iter().enumerate() {
            place[*old] = new;
        }
        Names {
            entities: order.iter().map(|index| self.entities[*index].clone()).collect(),
            mentions: candidates
                .iter()
                .zip(entity_of)
                .filter_map(|(candidate, entity)| {
                    Some(Mention {
                        span: candidate.span.clone(),
                        entity: place[(*entity)?],
                        role: candidate.role.clone(),
                    })
                })
                .collect(),
        }
    }
}

/// Whether two given names may be one person's: the same, or one the initial of the other.
fn matches(one: &str, other: &str) -> bool {
    let initial = |name: &str, full: &str| {
        let letter = name.trim_end_matches('.');
        letter.chars().count() == 1 && full.starts_with(letter)
    };
    one == other || initial(one, other) || initial(other, one)
}

/// The one there is, if there are no more.
fn only(mut found: impl Iterator<Item = usize>) -> Option<usize> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}
