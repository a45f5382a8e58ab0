//! What the words around a candidate tell of it: its kind, its role, its gender.

use std::ops::Range;

use super::{LONGEST_PERSON, Reader};
use crate::names::{EntityKind, role};
use crate::text::TokenKind;

impl Reader<'_, '_> {
    /// What the words around a candidate tell of it.
    pub(super) fn look_around(&mut self, index: usize) {
        let Range { start, end } = self.found[index].tokens.clone();
        let before = (start > self.sentence.start && self.words.is_joined(start)).then(|| start - 1);
        let kind = self.found[index].kind;
        if kind.is_none() && !self.words.language.capital_nouns {
            let (kind, certain) = self.kind_by_context(start, end, before);
            self.found[index].kind = kind;
            self.found[index].certain = certain;
        }
        if self.found[index].kind == Some(EntityKind::Person) {
            if self.found[index].role.is_none() {
                self.found[index].role = role::of(self.words, &self.sentence, &(start..end));
            }
            // A title knows better than the list of given names: "Mrs Clinton".
            let titled = before.is_some_and(|before| self.words.is_honorific(before));
            if titled || self.found[index].gender.is_none() {
                let told = before.and_then(|before| self.gender_of_title(before, start));
                self.found[index].gender = told.or(self.found[index].gender);
            }
        }
        // "her late husband, Ron"
        let noun = start.checked_sub(2).filter(|noun| *noun >= self.sentence.start);
        let open = self.found[index].gender.is_none()
            && matches!(self.found[index].kind, Some(EntityKind::Person) | None);
        if let Some(noun) = noun.filter(|_| open && self.words.is_mark(start - 1, ",")) {
            self.found[index].gender = self.gender_of_title(noun, start - 1);
        }
    }

    fn kind_by_context(
        &mut self,
        start: usize,
        end: usize,
        before: Option<usize>,
    ) -> (Option<EntityKind>, bool) {
        let length = end - start;
        let called =
            before.is_some_and(|before| self.words.is_role(before) && !self.words.is_capital(before));
        if called && length <= LONGEST_PERSON {
            return (Some(EntityKind::Person), true);
        }
        if (start..end).any(|at| self.words.is_mark(at, "&")) {
            return (Some(EntityKind::Organisation), true);
        }
        if length > 1 && self.words.is_thing_head(end - 1) {
            return (None, true);
        }
        let inside = end < self.sentence.end;
        if inside && self.words.is_mark(end, ",") && end + 2 < self.sentence.end {
            let aged = self.words.token(end + 1).kind == TokenKind::Number
                && self.words.word(end + 1).len() == 2
                && self.words.is_mark(end + 2, ",");
            if aged && length <= LONGEST_PERSON {
                return (Some(EntityKind::Person), true);
            }
            let place = self.words.word(end + 1);
            if self.words.is_capital(end + 1)
                && length <= 3
                && self.words.is_place(place)
                && before.is_some_and(|before| self.words.is_preposition(before))
            {
                return (Some(EntityKind::Place), true);
            }
        }
        if length <= 4
            && inside
            && (self.words.is_speech_verb(end) || self.words.is_relative(end))
            && !self.words.is_shouted(start)
        {
            return (Some(EntityKind::Person), false);
        }
        if length == 1
            && (self.words.ends_like_demonym(start)
                || self.words.word(start).contains(|c: char| c.is_ascii_digit()))
        {
            return (None, false);
        }
        if length <= 3 && !self.words.is_shouted(start) && self.words.is_surname(end - 1) {
            return (Some(EntityKind::Person), false);
        }
        if length == 1 && self.words.is_shouted(start) {
            return (Some(EntityKind::Organisation), false);
        }
        if before.is_some_and(|before| self.words.is_place_preposition(before)) && length <= 2 {
            return (Some(EntityKind::Place), false);
        }
        if before.is_some_and(|before| self.words.is_determiner(before)) {
            return ((length > 1).then_some(EntityKind::Organisation), false);
        }
        let acts = inside && (self.words.is_auxiliary(end) || self.words.word(end).starts_with(['\'', '’']));
        // "a Veld Hollow engine": before a noun it is the name of a thing.
        if length > 1 && inside && self.words.is_joined(end) && self.words.is_other_noun(end) {
            return (None, false);
        }
        match length {
            1 => (acts.then_some(EntityKind::Person), false),
            2 | 3 => (Some(EntityKind::Person), false),
            _ => (Some(EntityKind::Organisation), false),
        }
    }
}
