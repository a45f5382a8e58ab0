//! Whether what was found is what it was taken for, by the whole story.
//!
//! A name is one thing throughout a story, so that the kind it mostly has is the kind of all its mentions. A person shows somewhere as
//! one: by a given name, a title, a role, an age, by speaking, by being called by the surname later. What shows none of it, or
//! stands where things do, is left out: a name that is missing costs the reader less than a product among the people.

use std::collections::{BTreeMap, BTreeSet};

use super::EntityKind;
use super::mention::Candidate;
use super::words::Words;
use crate::text::{TokenKind, lower_case};

/// Sentences below which a story has no room to show who a surname belongs to.
const SHORT: usize = 8;

/// Settles the kinds of candidates, and drops those that nothing speaks for.
pub(super) fn settle(words: &mut Words, candidates: &mut Vec<Candidate>) {
    drop_things(words, candidates);
    agree(words, candidates);
    let mut shown: BTreeMap<String, Evidence> = BTreeMap::new();
    for candidate in candidates.iter().filter(|candidate| candidate.kind == Some(EntityKind::Person)) {
        let evidence = evidence(words, candidate);
        shown.entry(surname(words, candidate)).or_default().takes(evidence);
    }
    reuse(words, candidates, &mut shown);
    let short = words.text.sentences.len() < SHORT;
    candidates.retain_mut(|candidate| {
        if candidate.kind != Some(EntityKind::Person) {
            return true;
        }
        let evidence = shown.get(&surname(words, candidate)).copied().unwrap_or_default();
        if is_kept(evidence, candidate.tokens.len() > 1, short) {
            return true;
        }
        let last = candidate.tokens.end - 1;
        candidate.role = None;
        candidate.gender = None;
        if candidate.tokens.len() > 1 && (words.is_organisation_head(last) || speaks(words, last + 1)) {
            candidate.kind = Some(EntityKind::Organisation);
        } else if candidate.tokens.len() > 1 && words.is_place_head(last) {
            candidate.kind = Some(EntityKind::Place);
        } else {
            return false;
        }
        true
    });
}

/// Whether what is shown is enough: a full name needs something against it to be dropped, a single word something for it to be kept.
fn is_kept(shows: Evidence, full: bool, short: bool) -> bool {
    if full {
        shows.con < 2 || shows.pro >= shows.con
    } else {
        (short || shows.pro > 0) && shows.pro >= shows.con
    }
}

/// Drops abbreviations of words that the story spells out in small letters, "vein thrombosis (VT)", and those that name nobody anywhere.
fn drop_things(words: &mut Words, candidates: &mut Vec<Candidate>) {
    let is_short = |words: &mut Words, candidate: &Candidate| {
        candidate.tokens.len() == 1 && words.is_shouted(candidate.tokens.start)
    };
    let mut things: BTreeSet<String> = BTreeSet::new();
    for candidate in candidates.iter() {
        let at = candidate.tokens.start;
        if is_short(words, candidate)
            && (words.is_no_name(at)
                || at >= 2 && words.is_mark(at - 1, "(") && words.is_mark(at + 1, ")") && {
                    words.word(at - 2).starts_with(char::is_lowercase)
                })
        {
            things.insert(words.word(at).to_owned());
        }
    }
    candidates.retain(|candidate| {
        !(is_short(words, candidate) && things.contains(words.word(candidate.tokens.start)))
    });
}

/// Gives every mention of a name the kind that the name has most often.
fn agree(words: &mut Words, candidates: &mut [Candidate]) {
    let mut kinds: BTreeMap<String, [u32; 3]> = BTreeMap::new();
    for candidate in candidates.iter() {
        let Some(kind) = candidate.kind else { continue };
        let start = candidate.tokens.start;
        let told = match kind {
            EntityKind::Person => evidence(words, candidate).sum().max(0).cast_unsigned(),
            EntityKind::Organisation => 0,
            EntityKind::Place => 2 * u32::from(start > 0 && words.is_locating(start - 1)),
        };
        kinds.entry(key(words, candidate)).or_default()[kind as usize] += 1 + told;
    }
    let full =
        |candidate: &&Candidate| candidate.kind == Some(EntityKind::Person) && candidate.tokens.len() > 1;
    let mut parts: BTreeSet<String> = BTreeSet::new();
    for candidate in candidates.iter().filter(full) {
        if words.is_given_name(candidate.tokens.start) || candidate.role.is_some() {
            parts.insert(words.lower(candidate.tokens.start).to_owned());
            parts.insert(surname(words, candidate));
        }
    }
    for candidate in candidates.iter_mut() {
        let Some(kind) = candidate.kind else { continue };
        let name = key(words, candidate);
        let listed = listed(words, candidate);
        // "Moor" where "Ines Moor" has been named; what is a place, too, may be either.
        if candidate.tokens.len() == 1 && parts.contains(&name) {
            if listed.is_none() {
                candidate.kind = Some(EntityKind::Person);
            }
            continue;
        }
        let Some(counts) = kinds.get(&name) else { continue };
        if counts.iter().filter(|count| **count > 0).count() < 2 {
            continue;
        }
        let most = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place]
            .into_iter()
            .max_by_key(|kind| (counts[*kind as usize], std::cmp::Reverse(*kind as usize)));
        let agreed = listed.filter(|listed| counts[*listed as usize] > 0).or(most);
        if agreed != Some(kind) && candidate.role.is_none() {
            candidate.kind = agreed;
            candidate.gender = None;
        }
    }
}

/// What the lists take a name for.
fn listed(words: &mut Words, candidate: &Candidate) -> Option<EntityKind> {
    let phrase = words.phrase(candidate.tokens.start, candidate.tokens.end);
    if words.is_place(phrase) {
        return Some(EntityKind::Place);
    }
    words.is_organisation(phrase).then_some(EntityKind::Organisation)
}

fn key(words: &Words, candidate: &Candidate) -> String {
    let mut buffer = String::new();
    lower_case(&words.story[candidate.span.clone()], &mut buffer).to_owned()
}

/// The last word of a person's name, by which they are called later.
fn surname(words: &mut Words, candidate: &Candidate) -> String {
    let mut last = candidate.tokens.end - 1;
    while last > candidate.tokens.start && words.is_name_suffix(last) {
        last -= 1;
    }
    words.lower(last).to_owned()
}

/// What mentions show for being a person's, and what against it; of several mentions the most telling counts.
#[derive(Debug, Clone, Copy, Default)]
struct Evidence {
    pro: i32,
    con: i32,
}

impl Evidence {
    fn takes(&mut self, other: Self) {
        self.pro = self.pro.max(other.pro);
        self.con = self.con.max(other.con);
    }

    fn sum(self) -> i32 {
        self.pro - self.con
    }
}

/// What a mention shows.
fn evidence(words: &mut Words, candidate: &Candidate) -> Evidence {
    let (start, end) = (candidate.tokens.start, candidate.tokens.end);
    let several = end - start > 1;
    let last = end - 1;
    let before = start.checked_sub(1).filter(|at| words.is_joined(at + 1));
    let (mut pro, mut con) = (0, 0);
    if candidate.role.is_some() || words.is_honorific(start) {
        pro += 3;
    }
    if words.is_given_name(start) || several && words.is_initial(start) {
        pro += if several { 2 } else { 1 };
    }
    if words.is_surname(last) {
        pro += 1;
    }
    let inside = (start + 1..last.max(start + 1)).any(|at| words.is_particle(at) || words.is_initial(at));
    if inside || several && words.is_name_suffix(last) {
        pro += 2;
    }
    // "Schedule I"
    if several && words.is_initial(last) {
        con += 2;
    }
    if let Some(before) = before {
        if words.is_honorific(before) || words.is_role(before) {
            pro += 3;
        }
        if words.is_speech_verb(before) {
            pro += 2;
        }
    }
    // "The Moor administration": the article is the noun's.
    let modifies = end < words.text.tokens.len() && words.is_joined(end) && words.is_other_noun(end);
    if modifies {
        con += 1;
    } else if before.is_some_and(|before| words.is_determiner(before)) {
        con += 2;
    }
    if end < words.text.tokens.len() {
        if words.is_speech_verb(end) || words.is_relative(end) {
            pro += 2;
        }
        if words.is_mark(end, ",")
            && words.text.tokens.get(end + 1).is_some_and(|age| age.kind == TokenKind::Number)
        {
            pro += 2;
        }
    }
    if several && (words.is_thing_head(last) || words.is_organisation_head(last)) {
        con += 3;
    }
    // "Gertrude Street" is on a map, and Ines Arena may be somebody.
    if several && words.is_place_head(last) {
        con += if before.is_some_and(|before| words.is_preposition(before)) { 4 } else { 2 };
    }
    if (start..end).any(|at| words.word(at).contains(|c: char| c.is_ascii_digit())) {
        con += 3;
    }
    if !several && words.is_shouted(start) {
        con += 2;
    }
    Evidence { pro, con }
}

/// "Karsk Marine, says": whether speech follows a name that ends before a token.
fn speaks(words: &mut Words, mut end: usize) -> bool {
    end += usize::from(words.is_mark(end, ","));
    words.is_speech_verb(end)
}

/// Whom a full name names and a surname later, is somebody.
fn reuse(words: &mut Words, candidates: &[Candidate], shown: &mut BTreeMap<String, Evidence>) {
    let mut full: BTreeMap<String, bool> = BTreeMap::new();
    for candidate in candidates.iter().filter(|candidate| candidate.kind == Some(EntityKind::Person)) {
        let alone = full.entry(surname(words, candidate)).or_default();
        if candidate.tokens.len() == 1 && !*alone {
            *alone = true;
        }
    }
    for candidate in candidates.iter().filter(|candidate| candidate.kind == Some(EntityKind::Person)) {
        let name = surname(words, candidate);
        if candidate.tokens.len() > 1 && full.remove(&name) == Some(true) {
            shown.entry(name).or_default().pro += 2;
        }
    }
}
