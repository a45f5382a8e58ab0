//! What the word lists say about the tokens of a story.

use crate::language::{Language, NameWords};
use crate::model::Model;
use crate::text::{Text, Token, TokenKind, lower_case};

/// The tokens of a story beside the word lists.
pub(super) struct Words<'a> {
    pub story: &'a str,
    pub text: &'a Text,
    pub language: &'static NameWords,
    pub all: &'a Language,
    /// Tells what is a role.
    pub roles: &'a Model,
    /// The words that the story also has in lower case, sorted.
    small: Vec<&'a str>,
    buffer: String,
}

impl<'a> Words<'a> {
    pub(super) fn new(story: &'a str, text: &'a Text, language: &'static Language, roles: &'a Model) -> Self {
        let words = text.tokens.iter().map(|token| &story[token.span.clone()]);
        let mut small: Vec<_> = words.filter(|word| word.starts_with(char::is_lowercase)).collect();
        small.sort_unstable();
        small.dedup();
        Self { story, text, language: &language.names, all: language, roles, small, buffer: String::new() }
    }

    pub(super) fn token(&self, at: usize) -> &'a Token {
        &self.text.tokens[at]
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.text.tokens.get(at).map_or("", |token| &self.story[token.span.clone()])
    }

    pub(super) fn phrase(&self, from: usize, to: usize) -> &'a str {
        &self.story[self.token(from).span.start..self.token(to - 1).span.end]
    }

    /// Whether only one space stands between a token and the one before.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        let gap = &self.story[self.token(at - 1).span.end..self.token(at).span.start];
        gap == " " || gap == "\u{A0}"
    }

    pub(super) fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.word(at) == mark
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.text.tokens.get(at).is_some_and(|token| token.is_capitalised(self.story))
    }

    /// Two letters or more, all of them capitals.
    pub(super) fn is_shouted(&self, at: usize) -> bool {
        let word = self.word(at);
        self.token(at).kind == TokenKind::Word
            && word.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !word.chars().any(char::is_lowercase)
    }

    /// "J." or "J".
    pub(super) fn is_initial(&self, at: usize) -> bool {
        let letters = self.word(at).trim_end_matches('.');
        let mut letters = letters.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    }

    pub(super) fn lower(&mut self, at: usize) -> &str {
        let word = self.text.tokens.get(at).map_or("", |token| &self.story[token.span.clone()]);
        lower_case(word, &mut self.buffer)
    }

    fn stem(&mut self, at: usize) -> &str {
        self.lower(at).trim_end_matches('.')
    }

    pub(super) fn is_role(&mut self, at: usize) -> bool {
        let list = &self.language.roles;
        list.contains(self.stem(at))
    }

    /// A word that is no name and ends as nouns for people do: "Lampkeeper".
    pub(super) fn ends_like_role(&mut self, at: usize) -> bool {
        let list = &self.language.role_endings;
        if self.is_given_name(at) || self.is_surname(at) {
            return false;
        }
        let word = self.lower(at);
        list.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
    }

    /// Whether the story has a word in lower case too, be it in the other number.
    pub(super) fn is_also_small(&mut self, at: usize) -> bool {
        let word = self.word(at).to_lowercase();
        let singular = word.strip_suffix('s').unwrap_or(&word);
        let is_small = |word: &str| self.small.binary_search(&word).is_ok();
        is_small(&word) || singular.len() > 3 && (is_small(singular) || is_small(&format!("{word}s")))
    }

    /// A word in lower case that is on no list and does not end like a verb; a noun for anything but a person, most likely.
    pub(super) fn is_other_noun(&mut self, at: usize) -> bool {
        let word = self.word(at);
        let endings = &self.all.quotes.verb_endings;
        word.len() > 4
            && word.starts_with(char::is_lowercase)
            && !endings.iter().any(|ending| word.ends_with(ending))
            // "Ines Moor wins"
            && !self.all.facts.is_plural(word)
            && !self.is_role(at)
            && !self.is_auxiliary(at)
            && !self.is_preposition(at)
            && !self.is_conjunction(at)
            && !self.is_determiner(at)
            && !self.is_opener(at)
    }

    pub(super) fn is_thing_head(&mut self, at: usize) -> bool {
        let list = &self.language.thing_heads;
        list.contains(self.lower(at))
    }

    pub(super) fn is_modifier(&mut self, at: usize) -> bool {
        let list = &self.language.role_modifiers;
        list.contains(self.lower(at))
    }

    pub(super) fn is_honorific(&mut self, at: usize) -> bool {
        let list = &self.language.honorifics;
        list.contains(self.stem(at))
    }

    pub(super) fn is_organisation_head(&mut self, at: usize) -> bool {
        let list = &self.language.organisation_heads;
        list.contains(self.stem(at))
    }

    pub(super) fn is_organisation_opener(&mut self, at: usize) -> bool {
        let list = &self.language.organisation_openers;
        list.contains(self.lower(at))
    }

    pub(super) fn is_place_head(&mut self, at: usize) -> bool {
        let list = &self.language.place_heads;
        list.contains(self.lower(at))
    }

    pub(super) fn is_place_opener(&mut self, at: usize) -> bool {
        let list = &self.language.place_openers;
        list.contains(self.stem(at))
    }

    pub(super) fn is_place_preposition(&mut self, at: usize) -> bool {
        let list = &self.language.place_prepositions;
        list.contains(self.lower(at))
    }

    pub(super) fn is_locating(&mut self, at: usize) -> bool {
        let list = &self.language.locating_words;
        list.contains(self.lower(at))
    }

    pub(super) fn is_particle(&mut self, at: usize) -> bool {
        let list = &self.language.particles;
        list.contains(self.lower(at))
    }

    pub(super) fn is_name_suffix(&mut self, at: usize) -> bool {
        let list = &self.language.name_suffixes;
        list.contains(self.lower(at))
    }

    pub(super) fn is_connector(&mut self, at: usize) -> bool {
        let list = &self.language.connectors;
        list.contains(self.lower(at))
    }

    pub(super) fn is_female_name(&mut self, at: usize) -> bool {
        let list = &self.language.female_names;
        list.contains(self.lower(at))
    }

    pub(super) fn is_male_name(&mut self, at: usize) -> bool {
        let list = &self.language.male_names;
        list.contains(self.lower(at))
    }

    pub(super) fn is_given_name(&mut self, at: usize) -> bool {
        self.is_female_name(at) || self.is_male_name(at)
    }

    pub(super) fn is_female(&mut self, at: usize) -> bool {
        let list = &self.language.female;
        list.contains(self.stem(at))
    }

    pub(super) fn is_male(&mut self, at: usize) -> bool {
        let list = &self.language.male;
        list.contains(self.stem(at))
    }

    pub(super) fn is_demonym(&mut self, at: usize) -> bool {
        let list = &self.language.demonyms;
        list.contains(self.lower(at))
    }

    /// Capitals that name nobody: days, months, nations, "TV".
    pub(super) fn is_no_name(&mut self, at: usize) -> bool {
        let all = self.all;
        let names = self.language;
        let word = self.stem(at);
        names.not_names.contains(word)
            || names.demonyms.contains(word)
            || all.text.months.contains(word)
            || all.text.weekdays.contains(word)
    }

    pub(super) fn is_surname(&mut self, at: usize) -> bool {
        let list = &self.language.surnames;
        list.contains(self.lower(at))
    }

    pub(super) fn is_auxiliary(&mut self, at: usize) -> bool {
        let list = &self.all.quotes.auxiliaries;
        list.contains(self.lower(at))
    }

    /// "Harlowian": a word for a nation or a school that no list has.
    pub(super) fn ends_like_demonym(&mut self, at: usize) -> bool {
        let list = &self.language.demonym_endings;
        let word = self.lower(at);
        word.len() > 6 && list.iter().any(|ending| word.ends_with(ending))
    }

    /// Whether a token begins a sentence, or what a mark sets apart in it.
    pub(super) fn opens(&self, at: usize, start: usize) -> bool {
        at == start
            || self.token(at - 1).kind == TokenKind::Mark && !matches!(self.word(at - 1), "," | "-" | "&")
    }

    /// Words that begin sentences and never a name.
    pub(super) fn is_starter(&mut self, at: usize) -> bool {
        let list = &self.all.text.sentence_starters;
        list.contains(self.lower(at))
    }

    /// A word that has its capital only from standing at the beginning.
    pub(super) fn is_opener(&mut self, at: usize) -> bool {
        let all = self.all;
        let names = self.language;
        let word = self.lower(at);
        all.text.sentence_starters.contains(word) || names.common_openers.contains(word)
    }

    pub(super) fn is_speech_verb(&mut self, at: usize) -> bool {
        let list = &self.all.quotes.speech_verbs;
        list.contains(self.lower(at))
    }

    pub(super) fn is_relative(&mut self, at: usize) -> bool {
        let list = &self.all.quotes.relative_pronouns;
        list.contains(self.lower(at))
    }

    pub(super) fn is_determiner(&mut self, at: usize) -> bool {
        let list = &self.all.quotes.determiners;
        list.contains(self.lower(at))
    }

    pub(super) fn is_preposition(&mut self, at: usize) -> bool {
        let list = &self.all.quotes.prepositions;
        list.contains(self.lower(at))
    }

    pub(super) fn is_conjunction(&mut self, at: usize) -> bool {
        let list = &self.all.quotes.conjunctions;
        list.contains(self.lower(at))
    }

    pub(super) fn is_plural(&mut self, at: usize) -> bool {
        let facts = &self.all.facts;
        facts.is_plural(self.lower(at))
    }

    pub(super) fn is_place(&mut self, phrase: &str) -> bool {
        let list = &self.language.places;
        list.contains(lower_case(phrase, &mut self.buffer))
    }

    /// Whether a name is that of a news agency, which tells the story and is not in it.
    pub(super) fn is_agency(&mut self, phrase: &str) -> bool {
        let list = &self.language.news_agencies;
        list.contains(lower_case(phrase, &mut self.buffer))
    }

    pub(super) fn is_organisation(&mut self, phrase: &str) -> bool {
        let list = &self.language.organisations;
        list.contains(lower_case(phrase, &mut self.buffer))
    }
}

/// Whether what follows a hyphen is no part of a name: "based" of "London-based", but not "le-Marsh" of "Orle-le-Marsh".
pub(super) fn is_ending(rest: &str) -> bool {
    rest.starts_with(char::is_lowercase) && !rest.contains(char::is_uppercase)
}

/// Whether small words link capitals inside a word, as only names of places have it: "Orle-le-Marsh".
pub(super) fn is_linked(word: &str) -> bool {
    let parts = || word.split('-');
    let is_capital = |part: Option<&str>| part.is_some_and(|part| part.starts_with(char::is_uppercase));
    parts().count() > 2
        && is_capital(parts().next())
        && is_capital(parts().next_back())
        && parts().any(|part| part.starts_with(char::is_lowercase))
}
