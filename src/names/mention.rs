//! Where names stand, and what each is taken for where it stands.
//!
//! Capitals in a row are a chunk; titles, known names and the words that organisations and places are called by cut it into
//! candidates. What the chunk itself does not tell, the words around it may; what they do not, the rest of the story may (`entity`).

mod context;
mod join;
mod part;

use std::ops::Range;

pub(super) use join::{both, tagged};

use super::words::{Words, is_ending, is_linked};
use super::{EntityKind, Gender};
use crate::text::{Span, TokenKind};

/// Tokens of the longest name in the lists.
const LONGEST_LISTED: usize = 5;
/// Tokens of the longest chunk: in more capitals in a row than this nothing is a name, and each is looked ahead from.
const LONGEST_CHUNK: usize = 64;
/// Tokens of the longest name of a person.
const LONGEST_PERSON: usize = 5;

/// Something that may be a name.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub span: Span,
    pub tokens: Range<usize>,
    pub kind: Option<EntityKind>,
    /// The chunk itself told the kind; otherwise the story may know better.
    pub certain: bool,
    /// First word of its sentence, so that its capital says nothing.
    pub opens: bool,
    pub role: Option<Span>,
    pub gender: Option<Gender>,
}

/// Every candidate of the story, in reading order.
pub(super) fn candidates(words: &mut Words) -> Vec<Candidate> {
    let mut found = Vec::new();
    for sentence in &words.text.sentences {
        let mut reader =
            Reader { words, sentence: sentence.tokens.clone(), headline: false, found: &mut found };
        reader.headline = reader.is_headline();
        reader.read();
    }
    found
}

struct Reader<'w, 'a> {
    words: &'w mut Words<'a>,
    sentence: Range<usize>,
    /// Capitals are all over this sentence and say nothing.
    headline: bool,
    found: &'w mut Vec<Candidate>,
}

impl Reader<'_, '_> {
    fn is_headline(&self) -> bool {
        let (mut capital, mut lower) = (0, 0);
        for at in self.sentence.clone() {
            let token = self.words.token(at);
            if token.kind == TokenKind::Word && token.span.len() > 3 {
                if self.words.is_capital(at) { capital += 1 } else { lower += 1 }
            }
        }
        capital >= 4 && lower * 4 <= capital
    }

    fn read(&mut self) {
        let mut at = self.sentence.start;
        while at < self.sentence.end {
            if !self.words.is_capital(at) {
                at += 1;
                continue;
            }
            let end = self.chunk_end(at);
            let first = self.found.len();
            self.segment(at, end);
            for index in first..self.found.len() {
                self.look_around(index);
            }
            at = end;
        }
    }

    /// One past the last token of the chunk that begins at a capital.
    fn chunk_end(&mut self, start: usize) -> usize {
        let mut end = start + 1;
        let mut organisation =
            self.words.is_organisation_opener(start) || self.words.is_organisation_head(start);
        while end < self.sentence.end && end - start < LONGEST_CHUNK {
            let mut next = end;
            if self.words.is_mark(end, "&") {
                next += 1;
            } else if !self.words.is_joined(end) {
                break;
            }
            let mut small = 0;
            while next < self.sentence.end
                && small < 3
                && !self.words.is_capital(next)
                && self.is_inner(next, organisation, small)
            {
                next += 1;
                small += 1;
            }
            if next >= self.sentence.end || !self.words.is_capital(next) || !self.words.is_joined(next) {
                break;
            }
            organisation |= self.words.is_organisation_opener(next) || self.words.is_organisation_head(next);
            end = next + 1;
        }
        end
    }

    /// Whether a word in lower case may stand inside a name.
    fn is_inner(&mut self, at: usize, organisation: bool, small: usize) -> bool {
        if !self.words.is_joined(at) {
            return false;
        }
        let titled = small > 0 || self.words.is_role(at - 1) && self.words.is_capital(at - 1);
        let first_connector = self.words.language.connectors.iter().next().is_some();
        self.words.is_particle(at)
            || first_connector && (organisation || titled) && self.words.is_connector(at)
    }

    /// Cuts a chunk into candidates.
    fn segment(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            at = self.next_candidate(at, end).max(at + 1);
        }
    }

    /// Reads one candidate, or passes over a word; gives where to go on.
    fn next_candidate(&mut self, at: usize, end: usize) -> usize {
        if let Some(span) = self.hyphenated_place(at) {
            self.push(at, at + 1, Some(EntityKind::Place), true);
            if let Some(last) = self.found.last_mut() {
                last.span = span;
            }
            return at + 1;
        }
        if let Some((to, kind)) = self.listed(at, end) {
            if let Some(head) = self.organisation_end(at, end).filter(|head| *head > to) {
                self.push(at, head, Some(EntityKind::Organisation), true);
                return head;
            }
            let person = to == at + 1 && self.words.is_given_name(at) && self.person_end(at, end) > to;
            // "Atlantic City"
            if kind == EntityKind::Place && to < end && self.words.is_place_head(to) {
                self.push(at, to + 1, Some(EntityKind::Place), true);
                return to + 1;
            }
            if !person {
                self.push(at, to, Some(kind), true);
                return to;
            }
        }
        if self.begins_without_name(at) && !(at + 1 < end && self.words.is_role(at)) {
            return at + 1;
        }
        if let Some(to) = self.titled(at, end) {
            return to;
        }
        if let Some(head) = self.organisation_end(at, end) {
            self.push(at, head, Some(EntityKind::Organisation), !self.headline);
            return head;
        }
        if self.words.is_no_name(at)
            || self.words.is_role(at)
            || self.words.is_honorific(at)
            || !self.words.is_capital(at)
        {
            return at + 1;
        }
        self.unlisted(at, end)
    }

    /// Whether a token is a capital only because a sentence begins there, or because all of the headline is capitals.
    fn begins_without_name(&mut self, at: usize) -> bool {
        self.words.is_starter(at) && !self.words.is_given_name(at)
            || (self.headline || self.words.opens(at, self.sentence.start)) && self.words.is_opener(at)
    }

    fn unlisted(&mut self, at: usize, end: usize) -> usize {
        let place = at + 1 < end
            && (self.words.is_place_head(end - 1)
                || self.words.is_place_opener(at) && !self.words.is_given_name(at));
        let to = self.person_end(at, end);
        let given = self.words.is_given_name(at) && to > at + 1;
        if given {
            self.push(at, to, Some(EntityKind::Person), true);
            return to;
        }
        if place {
            self.push(at, end, Some(EntityKind::Place), true);
            return end;
        }
        if self.headline {
            return at + 1;
        }
        if self.words.language.capital_nouns {
            // Any noun: only the rest of the story can tell that it is somebody's surname.
            self.push(at, at + 1, None, false);
            return at + 1;
        }
        let to = to.max(at + 1);
        let inner = (at + 1..to).any(|inner| self.words.is_particle(inner) || self.words.is_initial(inner));
        let kind = inner.then_some(EntityKind::Person);
        self.push(at, to, kind, inner);
        to
    }

    /// "London" of "London-based", at the end of what was found last.
    fn cut_hyphen(&mut self) {
        let Some(last) = self.found.last_mut() else { return };
        let word = self.words.word(last.tokens.end - 1);
        let cut = word.match_indices('-').find(|(at, _)| is_ending(&word[at + 1..]));
        if let Some((at, _)) = cut.filter(|(at, _)| *at > 0) {
            last.span.end = self.words.token(last.tokens.end - 1).span.start + at;
        }
    }

    /// "London" of "London-based".
    fn hyphenated_place(&mut self, at: usize) -> Option<Span> {
        let word = self.words.word(at);
        let (place, rest) = word.split_once('-')?;
        let start = self.words.token(at).span.start;
        (is_ending(rest) && !self.words.is_organisation(word) && self.words.is_place(place))
            .then(|| start..start + place.len())
    }

    /// The longest listed name that begins at a token.
    fn listed(&mut self, at: usize, end: usize) -> Option<(usize, EntityKind)> {
        let last = end.min(at + LONGEST_LISTED);
        for to in (at + 1..=last).rev() {
            let phrase = self.words.phrase(at, to);
            // "us" and "who" are words, "US" and "WHO" are names.
            let short = phrase.len() <= 4 && to == at + 1 && !self.words.is_shouted(at);
            if short && (self.words.is_opener(at) || self.words.is_no_name(at) || phrase.len() < 3) {
                continue;
            }
            if self.words.is_organisation(phrase) {
                let plain = to == at + 1
                    && self.begins_without_name(at)
                    && (self.headline || !self.words.is_shouted(at));
                return (!plain).then_some((to, EntityKind::Organisation));
            }
            if self.words.is_place(phrase) {
                return Some((to, EntityKind::Place));
            }
        }
        is_linked(self.words.word(at)).then_some((at + 1, EntityKind::Place))
    }

    /// One past the end of the organisation that begins at a token, if one does: "Ministry of Trade", "Harlow University".
    fn organisation_end(&mut self, at: usize, end: usize) -> Option<usize> {
        let opens = self.words.is_organisation_opener(at) && at + 2 < end && self.words.is_connector(at + 1);
        if opens {
            return Some(end);
        }
        let mut head = None;
        for to in at..end {
            if to > at
                && (self.words.is_honorific(to)
                    || self.words.is_role(to) && !self.words.is_organisation_head(to))
            {
                break;
            }
            if head.is_some() && self.words.is_conjunction(to) {
                break;
            }
            if to > at && self.words.is_organisation_head(to) {
                head = Some(to + 1);
            }
        }
        let head = head?;
        let starts = !self.begins_without_name(at);
        let goes_on = head + 1 < end && self.words.is_connector(head) && !self.words.is_conjunction(head);
        starts.then_some(if goes_on { end } else { head })
    }

    /// A title and the person after it; gives where to go on.
    fn titled(&mut self, at: usize, end: usize) -> Option<usize> {
        let mut name = at;
        while name < end && (self.words.is_modifier(name) || self.words.is_demonym(name)) {
            name += 1;
        }
        // "Lampkeeper Ines Moor": a role no list has shows by the given name after it.
        let unlisted =
            name + 2 < end && self.words.is_given_name(name + 1) && self.words.ends_like_role(name);
        if name >= end || !(unlisted || self.words.is_role(name) || self.words.is_honorific(name)) {
            return None;
        }
        name += usize::from(unlisted);
        while name < end
            && (self.words.is_role(name) || self.words.is_modifier(name) || self.words.is_honorific(name))
        {
            // "Selectman Earl Moor": the given name of one is the title of another.
            let role_before = name > at && self.words.is_role(name - 1);
            if role_before && self.words.is_given_name(name) && name + 2 == end {
                break;
            }
            name += 1;
        }
        if name < end && self.words.is_connector(name) {
            name = self.name_after_office(name + 1, end)?;
        }
        if name >= end || !self.words.is_capital(name) || self.words.is_no_name(name) {
            return None;
        }
        let to = self.person_end(name, end).max(name + 1);
        if to > name + 1 && self.words.is_place_head(to - 1) && !self.words.is_given_name(name) {
            return None;
        }
        if self.organisation_end(name, end).is_some_and(|head| head > to) {
            return None;
        }
        self.push(name, to, Some(EntityKind::Person), true);
        let gender = self.gender_of_title(at, name);
        let role = super::role::before(self.words, &self.sentence, name, at);
        if let Some(last) = self.found.last_mut() {
            last.role = role;
            last.gender = gender.or(last.gender);
        }
        Some(to)
    }

    /// Where the name begins after "Secretary of": "Secretary of State Antony Blinken".
    fn name_after_office(&mut self, office: usize, end: usize) -> Option<usize> {
        let given = (office + 1..end.saturating_sub(1)).find(|at| self.words.is_given_name(*at));
        given.or_else(|| (end >= office + 3).then(|| end - 2))
    }

    fn gender_of_title(&mut self, from: usize, to: usize) -> Option<Gender> {
        for at in from..to {
            if self.words.is_female(at) {
                return Some(Gender::Female);
            }
            if self.words.is_male(at) {
                return Some(Gender::Male);
            }
        }
        None
    }

    /// One past the last token of a person's name that begins at a token.
    fn person_end(&mut self, at: usize, end: usize) -> usize {
        let mut to = at;
        while to < end && to < at + LONGEST_PERSON {
            // "Tom King": what may be a title is a surname at the end.
            let surname = to == at + 1
                && (to + 1 == end || !self.words.is_capital(to + 1))
                && self.words.is_given_name(at);
            let stops = to > at
                && (self.words.is_role(to) && !self.words.is_name_suffix(to) && !surname
                    || self.words.is_no_name(to)
                        && !self.words.is_name_suffix(to)
                        && !self.words.is_initial(to)
                    || self.words.is_connector(to) && !self.words.is_particle(to));
            if stops {
                break;
            }
            to += 1;
        }
        while to > at + 1 && !self.words.is_capital(to - 1) {
            to -= 1;
        }
        to
    }

    fn push(&mut self, from: usize, to: usize, kind: Option<EntityKind>, certain: bool) {
        let person = kind == Some(EntityKind::Person);
        let gender = if !person {
            None
        } else if self.words.is_female_name(from) {
            (!self.words.is_male_name(from)).then_some(Gender::Female)
        } else {
            self.words.is_male_name(from).then_some(Gender::Male)
        };
        self.found.push(Candidate {
            span: self.words.token(from).span.start..self.words.token(to - 1).span.end,
            tokens: from..to,
            kind,
            certain,
            opens: self.words.opens(from, self.sentence.start),
            role: None,
            gender,
        });
    }
}
