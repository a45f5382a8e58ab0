//! Sentences and tokens of the story, as byte ranges.
//!
//! Nothing crosses a block: a sentence ends where its paragraph does. Quotation marks, abbreviations,
//! initials, decimals and ellipses are what makes sentence ends hard.

use std::ops::Range;

use crate::article::Article;
use crate::language::Language;

/// A byte range of the story's text.
pub type Span = Range<usize>;

/// The story's sentences and tokens, in reading order.
#[derive(Debug, Default)]
pub struct Text {
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// The tokens of all sentences, one after the other.
    pub tokens: Vec<Token>,
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, closing marks included, white space around it not.
    pub span: Span,
    /// Index of its block in [`Article::blocks`].
    pub block: usize,
    /// Its tokens, as a range of [`Text::tokens`].
    pub tokens: Range<usize>,
}

/// A word, a number or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and the dots of abbreviations: "don't", "U.S.", "Jean-Luc".
    Word,
    /// Begins with a digit: "442,000", "41", "3.5", "19th".
    Number,
    /// Anything else, one character a token, but for "..." and "--".
    Mark,
}

impl Text {
    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.clone()]
    }
}

/// Splits a story into sentences and tokens.
pub fn segment(article: &Article, language: &Language) -> Text {
    let _ = (article, language);
    Text::default()
}
