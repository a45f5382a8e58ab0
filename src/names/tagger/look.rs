//! What can be said of each token before anything is decided: its shape, the word lists that have it, and what the rest of the story
//! shows of the same word.

use std::ops::Range;

use crate::language::Language;
use crate::model::hash;
use crate::text::{Text, TokenKind, lower_case};

/// Tokens of the longest name in the lists.
const LONGEST_LISTED: usize = 5;

/// Bytes at the beginning and at the end of a word that tell something of it.
const AFFIX: usize = 3;

/// A token.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// The hash of the word in lower case.
    pub(super) word: u32,
    pub(super) prefix: u32,
    pub(super) suffix: u32,
    pub(super) shape: Shape,
    /// Which lists have it, a bit each.
    pub(super) lists: u32,
    /// What the story shows of the word elsewhere, a bit each.
    pub(super) memory: u32,
    /// Begins a sentence, or what a mark sets apart in it.
    pub(super) opens: bool,
}

/// What a token looks like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// Nothing stands there: before the beginning or after the end of a sentence.
    #[default]
    None,
    Small,
    Capital,
    /// "NATO"
    Shouted,
    /// "J."
    Initial,
    /// A capital after a small letter.
    Mixed,
    /// "U.S."
    Dotted,
    /// "Jean-Luc"
    Hyphened,
    /// "G20"
    Coded,
    Number,
    /// "'s"
    Ending,
    And,
    Comma,
    Stop,
    Quote,
    Bracket,
    Dash,
    Mark,
}

impl Look {
    pub(super) fn is_capital(&self) -> bool {
        use Shape::{Capital, Coded, Dotted, Hyphened, Initial, Mixed, Shouted};
        matches!(self.shape, Capital | Shouted | Initial | Mixed | Dotted | Hyphened | Coded)
    }

    pub(super) fn is(&self, lists: u32) -> bool {
        self.lists & lists != 0
    }

    /// A number for what the token is first of all: by the most telling list that has it, else by its shape.
    pub(super) fn class(&self) -> u32 {
        let list = TELLING.iter().position(|lists| self.is(*lists));
        list.map_or(self.shape as u32, |list| 100 + list as u32)
    }
}

/// The lists that tell what a token is, the most telling first.
const TELLING: [u32; 17] = [
    list::HONORIFIC,
    list::ORGANISATION_HEAD,
    list::ORGANISATION | list::IN_ORGANISATION,
    list::PLACE | list::IN_PLACE,
    list::ROLE,
    list::GIVEN,
    list::PLACE_HEAD,
    list::THING_HEAD,
    list::DEMONYM,
    list::CALENDAR,
    list::PLACE_PREPOSITION,
    list::SPEECH_VERB,
    list::DETERMINER,
    list::PREPOSITION,
    list::SURNAME,
    list::PARTICLE | list::CONNECTOR,
    list::OPENER | list::STARTER | list::NOT_NAME,
];

/// Bits of [`Look::lists`].
pub(super) mod list {
    pub(crate) const PLACE: u32 = 1;
    pub(crate) const IN_PLACE: u32 = 1 << 1;
    pub(crate) const ORGANISATION: u32 = 1 << 2;
    pub(crate) const IN_ORGANISATION: u32 = 1 << 3;
    pub(crate) const FEMALE: u32 = 1 << 4;
    pub(crate) const MALE: u32 = 1 << 5;
    pub(crate) const SURNAME: u32 = 1 << 6;
    pub(crate) const ROLE: u32 = 1 << 7;
    pub(crate) const HONORIFIC: u32 = 1 << 8;
    pub(crate) const ORGANISATION_HEAD: u32 = 1 << 9;
    pub(crate) const ORGANISATION_OPENER: u32 = 1 << 10;
    pub(crate) const PLACE_HEAD: u32 = 1 << 11;
    pub(crate) const PLACE_OPENER: u32 = 1 << 12;
    pub(crate) const PLACE_PREPOSITION: u32 = 1 << 13;
    pub(crate) const DEMONYM: u32 = 1 << 14;
    pub(crate) const DEMONYM_ENDING: u32 = 1 << 15;
    pub(crate) const NOT_NAME: u32 = 1 << 16;
    pub(crate) const OPENER: u32 = 1 << 17;
    pub(crate) const PARTICLE: u32 = 1 << 18;
    pub(crate) const CONNECTOR: u32 = 1 << 19;
    pub(crate) const SUFFIX: u32 = 1 << 20;
    pub(crate) const MODIFIER: u32 = 1 << 21;
    pub(crate) const SPEECH_VERB: u32 = 1 << 22;
    pub(crate) const AUXILIARY: u32 = 1 << 23;
    pub(crate) const DETERMINER: u32 = 1 << 24;
    pub(crate) const PREPOSITION: u32 = 1 << 25;
    pub(crate) const CONJUNCTION: u32 = 1 << 26;
    pub(crate) const CALENDAR: u32 = 1 << 27;
    pub(crate) const STARTER: u32 = 1 << 28;
    pub(crate) const THING_HEAD: u32 = 1 << 29;
    pub(crate) const ROLE_ENDING: u32 = 1 << 30;
    pub(crate) const RELATIVE: u32 = 1 << 31;
    pub(crate) const GIVEN: u32 = FEMALE | MALE;
}

/// Looks at every token of a story.
pub(super) fn look(story: &str, text: &Text, language: &Language) -> Vec<Look> {
    let mut looks = Vec::with_capacity(text.tokens.len());
    let mut buffer = String::new();
    for token in &text.tokens {
        let printed = token.of(story);
        let shape = match token.kind {
            TokenKind::Word => word_shape(printed),
            TokenKind::Number => Shape::Number,
            TokenKind::Mark => mark_shape(printed),
        };
        let mut look = Look { shape, ..Look::default() };
        if token.kind == TokenKind::Word {
            let lower = lower_case(printed, &mut buffer);
            look.word = hash(lower);
            look.prefix = hash(&lower[..floor(lower, AFFIX)]);
            look.suffix = hash(&lower[ceil(lower, lower.len().saturating_sub(AFFIX))..]);
            look.lists = lists_of(lower, look.word, look.is_capital(), language);
        } else {
            look.word = hash(printed);
        }
        looks.push(look);
    }
    for sentence in &text.sentences {
        for at in sentence.tokens.clone() {
            let before = at.checked_sub(1).filter(|_| at > sentence.tokens.start).map(|at| looks[at].shape);
            let parts = |shape| matches!(shape, Shape::Quote | Shape::Bracket | Shape::Stop | Shape::Mark);
            looks[at].opens = before.is_none_or(parts);
        }
        mark_listed(story, text, sentence.tokens.clone(), &mut looks, language);
    }
    looks
}

fn floor(word: &str, mut at: usize) -> usize {
    at = at.min(word.len());
    while !word.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(word: &str, mut at: usize) -> usize {
    while !word.is_char_boundary(at) {
        at += 1;
    }
    at
}

fn word_shape(word: &str) -> Shape {
    if word.starts_with(['\'', '’']) {
        return Shape::Ending;
    }
    let (mut upper, mut lower, mut digit, mut dot, mut hyphen, mut late) = (0, 0, false, false, false, false);
    for (index, c) in word.char_indices() {
        match c {
            '.' => dot = true,
            '-' | '\u{2010}' | '\u{2011}' => hyphen = true,
            c if c.is_uppercase() => {
                upper += 1;
                late |= index > 0;
            }
            c if c.is_alphabetic() => lower += 1,
            c if c.is_numeric() => digit = true,
            _ => {}
        }
    }
    let first = word.starts_with(char::is_uppercase);
    match (upper, lower) {
        (0, _) => Shape::Small,
        (1, 0) if !digit => Shape::Initial,
        _ if digit => Shape::Coded,
        (_, 0) if dot => Shape::Dotted,
        (_, 0) => Shape::Shouted,
        _ if hyphen && first => Shape::Hyphened,
        _ if late => Shape::Mixed,
        _ => Shape::Capital,
    }
}

fn mark_shape(mark: &str) -> Shape {
    match mark.chars().next().unwrap_or(' ') {
        '&' => Shape::And,
        ',' => Shape::Comma,
        '.' | '!' | '?' | ':' | ';' | '…' => Shape::Stop,
        '"' | '“' | '”' | '‘' | '’' | '\'' | '«' | '»' | '„' => Shape::Quote,
        '(' | ')' | '[' | ']' => Shape::Bracket,
        '-' | '–' | '—' => Shape::Dash,
        _ => Shape::Mark,
    }
}

/// The lists of single words that have a word.
fn lists_of(word: &str, hashed: u32, capital: bool, language: &Language) -> u32 {
    let stem = word.trim_end_matches('.');
    let stem_hash = if stem.len() == word.len() { hashed } else { hash(stem) };
    let (names, quotes, text) = (&language.names, &language.quotes, &language.text);
    let mut lists = 0;
    for (bit, found) in [
        (list::ROLE, &names.roles),
        (list::PLACE_PREPOSITION, &names.place_prepositions),
        (list::PARTICLE, &names.particles),
        (list::CONNECTOR, &names.connectors),
        (list::MODIFIER, &names.role_modifiers),
        (list::SPEECH_VERB, &quotes.speech_verbs),
        (list::AUXILIARY, &quotes.auxiliaries),
        (list::DETERMINER, &quotes.determiners),
        (list::PREPOSITION, &quotes.prepositions),
        (list::CONJUNCTION, &quotes.conjunctions),
        (list::RELATIVE, &quotes.relative_pronouns),
    ] {
        lists |= if found.contains_hashed(stem, stem_hash) { bit } else { 0 };
    }
    if !capital {
        return lists;
    }
    for (bit, found) in [
        (list::FEMALE, &names.female_names),
        (list::MALE, &names.male_names),
        (list::SURNAME, &names.surnames),
        (list::HONORIFIC, &names.honorifics),
        (list::ORGANISATION_HEAD, &names.organisation_heads),
        (list::ORGANISATION_OPENER, &names.organisation_openers),
        (list::PLACE_HEAD, &names.place_heads),
        (list::PLACE_OPENER, &names.place_openers),
        (list::DEMONYM, &names.demonyms),
        (list::NOT_NAME, &names.not_names),
        (list::OPENER, &names.common_openers),
        (list::SUFFIX, &names.name_suffixes),
        (list::CALENDAR, &text.months),
        (list::CALENDAR, &text.weekdays),
        (list::STARTER, &text.sentence_starters),
        (list::THING_HEAD, &names.thing_heads),
    ] {
        lists |= if found.contains_hashed(stem, stem_hash) { bit } else { 0 };
    }
    let ends = |endings: &crate::language::WordList, least: usize| {
        endings.iter().any(|ending| word.len() > ending.len() + least && word.ends_with(ending))
    };
    lists |= if ends(&names.demonym_endings, 3) { list::DEMONYM_ENDING } else { 0 };
    lists | if ends(&names.role_endings, 2) { list::ROLE_ENDING } else { 0 }
}

/// Marks the tokens of places and organisations that are known by name, the longest first.
fn mark_listed(story: &str, text: &Text, sentence: Range<usize>, looks: &mut [Look], language: &Language) {
    let mut buffer = String::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let mut to = at + 1;
        if looks[at].is_capital() {
            let last = sentence.end.min(at + LONGEST_LISTED);
            for end in (at + 1..=last).rev() {
                if !(looks[end - 1].is_capital()) {
                    continue;
                }
                let phrase = &story[text.tokens[at].span.start..text.tokens[end - 1].span.end];
                // "us" and "who" are words, "US" and "WHO" are names.
                if end == at + 1
                    && phrase.len() <= 4
                    && looks[at].shape == Shape::Capital
                    && looks[at].is(list::OPENER | list::STARTER)
                {
                    continue;
                }
                let phrase = lower_case(phrase, &mut buffer);
                let hashed = hash(phrase);
                let place = language.names.places.contains_hashed(phrase, hashed);
                let organisation = language.names.organisations.contains_hashed(phrase, hashed);
                if place || organisation {
                    let (first, inner) = if place {
                        (list::PLACE, list::IN_PLACE)
                    } else {
                        (list::ORGANISATION, list::IN_ORGANISATION)
                    };
                    looks[at].lists |= first;
                    looks[at + 1..end].iter_mut().for_each(|look| look.lists |= inner);
                    to = end;
                    break;
                }
            }
        }
        at = to;
    }
}
