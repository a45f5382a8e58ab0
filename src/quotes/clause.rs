//! The words around quotes, as one line of pieces.
//!
//! Every quoted stretch is a single piece, so the sentence that names its speaker stays short whatever was said in it, and no name or
//! verb inside the marks is ever taken for part of that sentence.

use crate::article::Article;
use crate::language::{Language, QuoteWords};
use crate::names::Names;
use crate::quotes::mark::Stretch;
use crate::text::{Span, Text, TokenKind};

/// A word, a mark or a whole quoted stretch.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) kind: PieceKind,
    /// What the language's lists say of it.
    pub(super) class: Class,
    /// Hash of the word in lower case; zero for anything else.
    pub(super) hash: u32,
    /// Hash of how the word ends.
    pub(super) suffix: u32,
    /// Index of its block.
    pub(super) block: usize,
    /// Whether a sentence begins with it.
    pub(super) begins: bool,
    /// Index into [`Names::mentions`], where it belongs to a name.
    pub(super) mention: Option<usize>,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceKind {
    Word,
    Number,
    Mark(char),
    /// Index of the stretch.
    Quoted(usize),
}

/// What the language's lists say of a word, as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class(u32);

impl Class {
    pub(super) const SPEECH: Self = Self(1);
    pub(super) const TELLING: Self = Self(1 << 1);
    pub(super) const NAMING: Self = Self(1 << 2);
    /// Ends like a verb; no list knows it.
    pub(super) const VERB_LIKE: Self = Self(1 << 3);
    pub(super) const FEMALE: Self = Self(1 << 4);
    pub(super) const MALE: Self = Self(1 << 5);
    pub(super) const PLURAL: Self = Self(1 << 6);
    pub(super) const RELATIVE: Self = Self(1 << 7);
    pub(super) const DETERMINER: Self = Self(1 << 8);
    pub(super) const PREPOSITION: Self = Self(1 << 9);
    pub(super) const AUXILIARY: Self = Self(1 << 10);
    pub(super) const CONJUNCTION: Self = Self(1 << 11);
    pub(super) const SOURCE: Self = Self(1 << 12);
    pub(super) const SPEECH_NOUN: Self = Self(1 << 13);
    pub(super) const WORK: Self = Self(1 << 14);
    pub(super) const WORD_NOUN: Self = Self(1 << 15);
    pub(super) const CAPITAL: Self = Self(1 << 16);
    /// "Ruiz's".
    pub(super) const POSSESSIVE: Self = Self(1 << 17);
    /// Last word of a phrase that names a source: the "to" of "according to".
    pub(super) const PHRASE: Self = Self(1 << 18);

    /// "said": what follows is reported even without a "that".
    pub(super) const SAYING: Self = Self(1 << 19);
    /// "that".
    pub(super) const COMPLEMENTISER: Self = Self(1 << 20);
    /// "sei": the sentence is told as somebody's words.
    pub(super) const MOOD: Self = Self(1 << 21);
    /// "Entscheidung": a noun that ends as nobody's name or office does.
    pub(super) const ABSTRACT: Self = Self(1 << 22);
    /// "dem": a determiner in a case that no subject has.
    pub(super) const OBLIQUE: Self = Self(1 << 23);

    /// "der": a determiner of an owner, though it may be a subject's as well.
    pub(super) const GENITIVE: Self = Self(1 << 24);

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it has any of the bits of `other`.
    pub(super) const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Class {
    /// Whether no list knows the word.
    pub(super) const fn is_plain(self) -> bool {
        self.0 & !(Self::SPEECH_NOUN.0 | Self::WORK.0 | Self::WORD_NOUN.0) == 0
    }
}

/// A cue of any strength.
pub(super) const CUE: Class = Class::SPEECH.or(Class::NAMING).or(Class::PHRASE);
/// Pronouns that can speak.
pub(super) const PRONOUN: Class = Class::FEMALE.or(Class::MALE).or(Class::PLURAL);
/// Words that no noun phrase goes past.
const EDGE: Class = PRONOUN
    .or(Class::SPEECH)
    .or(Class::NAMING)
    .or(Class::PREPOSITION)
    .or(Class::AUXILIARY)
    .or(Class::CONJUNCTION)
    .or(Class::RELATIVE);

impl Piece {
    pub(super) fn is_word(&self) -> bool {
        self.kind == PieceKind::Word
    }

    pub(super) fn is_mark(&self, marks: &[char]) -> bool {
        matches!(self.kind, PieceKind::Mark(mark) if marks.contains(&mark))
    }

    pub(super) fn quoted(&self) -> Option<usize> {
        match self.kind {
            PieceKind::Quoted(stretch) => Some(stretch),
            _ => None,
        }
    }

    /// Whether a noun phrase may go on over it.
    pub(super) fn in_noun_phrase(&self) -> bool {
        matches!(self.kind, PieceKind::Word | PieceKind::Number)
            && (!self.class.is(EDGE)
                || self.class.is(Class::SOURCE)
                || self.class.is(Class::CAPITAL) && !self.class.is(PRONOUN))
    }
}

/// Pieces of the longest sentence; a longer one is cut, for it is walked through for each quote in it.
const LONGEST_SENTENCE: usize = 256;

/// The pieces of the blocks that hold quotes and of their neighbours, in order.
pub(super) fn pieces(
    article: &Article,
    text: &Text,
    names: &Names,
    stretches: &[Stretch],
    language: &Language,
) -> Vec<Piece> {
    let (words, compounds) = (&language.quotes, language.names.capital_nouns);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut stretch = 0;
    let mut mention = 0;
    let mut began = 0;
    for sentence in &text.sentences {
        let mut begins = true;
        for token in text.tokens_of(sentence) {
            if pieces.last().is_some_and(|piece| piece.begins) {
                began = pieces.len();
            }
            let is_cut = pieces.len() - began >= LONGEST_SENTENCE;
            while stretches.get(stretch).is_some_and(|stretch| stretch.outer.end <= token.span.start) {
                stretch += 1;
            }
            while names.mentions.get(mention).is_some_and(|mention| mention.span.end <= token.span.start) {
                mention += 1;
            }
            if let Some(quoted) = stretches.get(stretch).filter(|quoted| quoted.outer.start < token.span.end)
            {
                if pieces.last().and_then(Piece::quoted) != Some(stretch) {
                    let (span, kind) = (quoted.outer.clone(), PieceKind::Quoted(stretch));
                    pieces.push(Piece {
                        span,
                        kind,
                        class: Class::default(),
                        hash: 0,
                        suffix: 0,
                        block: sentence.block,
                        begins: begins || is_cut,
                        mention: None,
                    });
                }
                begins = false;
                continue;
            }
            let word = &article.text[token.span.clone()];
            let (kind, (class, hash, suffix)) = match token.kind {
                TokenKind::Word => (PieceKind::Word, classify(word, words, compounds)),
                TokenKind::Number => (PieceKind::Number, Default::default()),
                TokenKind::Mark => (PieceKind::Mark(word.chars().next().unwrap_or(' ')), Default::default()),
            };
            let in_name =
                names.mentions.get(mention).is_some_and(|mention| mention.span.start < token.span.end);
            // "“Is it over?” she asked.": a small letter goes on with the sentence, whatever the quote ends with.
            let after_quote =
                pieces.last().is_some_and(|piece| piece.quoted().is_some() && piece.block == sentence.block);
            let goes_on = after_quote && (!class.is(Class::CAPITAL) || kind != PieceKind::Word);
            let begins_here = is_cut || begins && !goes_on;
            pieces.push(Piece {
                span: token.span.clone(),
                kind,
                class,
                hash,
                suffix,
                block: sentence.block,
                begins: begins_here,
                mention: in_name.then_some(mention),
            });
            begins = false;
        }
    }
    mark_phrases(article, &mut pieces, words);
    pieces
}

fn classify(word: &str, words: &QuoteWords, compounds: bool) -> (Class, u32, u32) {
    let mut class = Class::default();
    if word.starts_with(char::is_uppercase) {
        class = class.or(Class::CAPITAL);
    }
    let bare = words.possessive_endings.iter().find_map(|ending| word.strip_suffix(ending));
    if bare.is_some() || word.ends_with(['’', '\'']) {
        class = class.or(Class::POSSESSIVE);
    }
    let lower = word.to_lowercase();
    let hash = crate::model::hash(&lower);
    let bare = bare.map_or(lower.as_str(), |bare| &lower[..bare.len().min(lower.len())]);
    for (list, bit) in [
        (&words.speech_verbs, Class::SPEECH),
        (&words.telling_verbs, Class::TELLING),
        (&words.saying_verbs, Class::SAYING),
        (&words.complementisers, Class::COMPLEMENTISER),
        (&words.naming_verbs, Class::NAMING),
        (&words.female_pronouns, Class::FEMALE),
        (&words.male_pronouns, Class::MALE),
        (&words.plural_pronouns, Class::PLURAL),
        (&words.relative_pronouns, Class::RELATIVE),
        (&words.determiners, Class::DETERMINER),
        (&words.prepositions, Class::PREPOSITION),
        (&words.auxiliaries, Class::AUXILIARY),
        (&words.conjunctions, Class::CONJUNCTION),
        (&words.reporting_moods, Class::MOOD),
        (&words.oblique_determiners, Class::OBLIQUE),
        (&words.genitive_determiners, Class::GENITIVE),
    ] {
        if list.contains_hashed(&lower, hash) {
            class = class.or(bit);
        }
    }
    for (list, bit) in [
        (&words.source_nouns, Class::SOURCE),
        (&words.speech_nouns, Class::SPEECH_NOUN),
        (&words.work_nouns, Class::WORK),
        (&words.word_nouns, Class::WORD_NOUN),
    ] {
        if list.contains(bare) {
            class = class.or(bit);
        }
    }
    let verb_like = !class.is(Class::CAPITAL)
        && words.verb_endings.iter().any(|ending| lower.len() > ending.len() + 2 && lower.ends_with(ending));
    if verb_like {
        class = class.or(Class::VERB_LIKE);
    }
    if compounds && class.is(Class::CAPITAL) && !class.is(Class::SOURCE) && is_compound(&lower, words) {
        class = class.or(Class::SOURCE);
    }
    if class.is(Class::CAPITAL) && !class.is(Class::SOURCE) && ends_like_a_thing(&lower, words) {
        class = class.or(Class::ABSTRACT);
    }
    let tail = lower.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    (class, hash, crate::model::hash(&lower[tail..]))
}

/// Letters of the shortest noun that a compound is taken to end with.
const SHORTEST_HEAD: usize = 4;

/// Whether a word ends with a noun that speaks: "Regierungssprecher".
fn is_compound(lower: &str, words: &QuoteWords) -> bool {
    let ends = lower.char_indices().map(|(at, _)| at).skip(2);
    ends.take_while(|at| lower.len() - at >= SHORTEST_HEAD)
        .any(|at| words.source_nouns.contains(&lower[at..]))
}

/// Whether a word ends as only nouns for acts, states and things do: "Entscheidung".
fn ends_like_a_thing(lower: &str, words: &QuoteWords) -> bool {
    words.abstract_endings.iter().any(|ending| lower.len() > ending.len() + 2 && lower.ends_with(ending))
}

/// Marks the last word of every phrase that names a source.
fn mark_phrases(article: &Article, pieces: &mut [Piece], words: &QuoteWords) {
    let phrases: Vec<(Vec<u32>, &str)> = words
        .cue_phrases
        .iter()
        .map(|phrase| (phrase.split(' ').map(crate::model::hash).collect(), phrase))
        .collect();
    for end in 0..pieces.len() {
        let is_phrase = phrases.iter().any(|(hashes, phrase)| {
            hashes.last() == Some(&pieces[end].hash)
                && (end + 1).checked_sub(hashes.len()).is_some_and(|start| {
                    let run = &pieces[start..=end];
                    let same = hashes.iter().zip(run).all(|(hash, piece)| piece.hash == *hash);
                    same && phrase
                        .split(' ')
                        .zip(run)
                        .all(|(word, piece)| article.text[piece.span.clone()].to_lowercase() == word)
                })
        });
        if is_phrase {
            pieces[end].class = pieces[end].class.or(Class::PHRASE);
        }
    }
}
