//! Words, numbers and marks of a stretch of text.
//!
//! A word keeps its inner apostrophes, hyphens and dots ("O'Brien", "Jean-Luc", "U.S.", "news.example"); a closing "'s" is a word of
//! its own ("Blinken" + "'s"), so that a name is found whether it owns something or not. An abbreviation keeps its full stop.

use super::{Span, Token, TokenKind, lower_case};
use crate::language::Language;

/// Adds the tokens of `text[span]` to `tokens`.
pub(super) fn tokenize(text: &str, span: Span, language: &Language, tokens: &mut Vec<Token>) {
    let mut reader = Reader { text, end: span.end, at: span.start, language, buffer: String::new() };
    while let Some(first) = reader.peek(reader.at) {
        if is_blank(first) {
            reader.at += first.len_utf8();
            continue;
        }
        let start = reader.at;
        let kind = if first.is_alphabetic() {
            reader.word();
            TokenKind::Word
        } else if first.is_numeric() {
            reader.number();
            TokenKind::Number
        } else if is_apostrophe(first) && reader.is_possessive(start) {
            reader.at += first.len_utf8() + 1;
            TokenKind::Word
        } else {
            reader.mark(first);
            TokenKind::Mark
        };
        tokens.push(Token { span: start..reader.at, kind });
    }
}

/// White space, and the characters that are as wide as nothing.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
}

/// Apostrophes as they are printed; a single closing quotation mark is one of them.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// What may stand inside a word without being a letter or digit: accents set apart, soft hyphens, joiners.
fn is_invisible_joint(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{00AD}' | '\u{200C}' | '\u{200D}')
}

struct Reader<'a> {
    text: &'a str,
    end: usize,
    at: usize,
    language: &'a Language,
    buffer: String,
}

impl Reader<'_> {
    fn peek(&self, at: usize) -> Option<char> {
        if at >= self.end {
            return None;
        }
        let byte = self.text.as_bytes()[at];
        if byte < 0x80 { Some(char::from(byte)) } else { self.text[at..self.end].chars().next() }
    }

    fn word(&mut self) {
        let start = self.at;
        let mut last = '\0';
        while let Some(c) = self.peek(self.at) {
            let after = self.at + c.len_utf8();
            let next = self.peek(after);
            let goes_on = if c.is_alphanumeric() || is_invisible_joint(c) {
                true
            } else if is_apostrophe(c) {
                next.is_some_and(char::is_alphabetic) && !self.is_possessive(self.at)
            } else if is_hyphen(c) || c == '&' {
                next.is_some_and(char::is_alphanumeric)
            } else if c == '.' {
                next.is_some_and(|next| joins_with_dot(last, next, self.at - start, self.is_dotted(start)))
            } else {
                false
            };
            if !goes_on {
                break;
            }
            last = c;
            self.at = after;
        }
        if self.peek(self.at) == Some('.') && self.keeps_full_stop(start) {
            self.at += 1;
            // "U.S.-backed" goes on after the dot.
            if self.peek(self.at).is_some_and(is_hyphen)
                && self.peek(self.at + 1).is_some_and(char::is_alphabetic)
            {
                self.at += 1;
                self.word();
            }
        }
    }

    fn number(&mut self) {
        let mut last = '0';
        while let Some(c) = self.peek(self.at) {
            let after = self.at + c.len_utf8();
            let goes_on = c.is_alphanumeric()
                || is_invisible_joint(c)
                || (matches!(c, '.' | ',')
                    && last.is_numeric()
                    && self.peek(after).is_some_and(char::is_numeric));
            if !goes_on {
                break;
            }
            last = c;
            self.at = after;
        }
    }

    /// One character, but for runs of dots and of hyphens.
    fn mark(&mut self, first: char) {
        self.at += first.len_utf8();
        let run = first == '.' && self.peek(self.at) == Some('.') || is_hyphen(first);
        while run && self.peek(self.at) == Some(first) {
            self.at += first.len_utf8();
        }
    }

    /// Whether an apostrophe begins a closing "'s".
    fn is_possessive(&self, apostrophe: usize) -> bool {
        let Some(mark) = self.peek(apostrophe) else { return false };
        let letter = apostrophe + mark.len_utf8();
        matches!(self.peek(letter), Some('s' | 'S'))
            && !self.peek(letter + 1).is_some_and(char::is_alphanumeric)
            && self.text[..apostrophe].chars().next_back().is_some_and(char::is_alphanumeric)
    }

    /// Whether the word read so far is made of single letters and dots: "U.S", "a.m".
    fn is_dotted(&self, start: usize) -> bool {
        let word = &self.text.as_bytes()[start..self.at];
        let mut letters = self.text[start..self.at].split('.');
        word.contains(&b'.') && letters.all(|part| part.chars().count() == 1)
    }

    /// Whether the full stop after the word belongs to it: the word is an abbreviation or an initial.
    fn keeps_full_stop(&mut self, start: usize) -> bool {
        if self.is_dotted(start) {
            return true;
        }
        let word = &self.text[start..self.at];
        let next = self.text[self.at + 1..self.end].trim_start_matches(is_blank);
        let first_after = next.chars().next();
        // "J. Ortiz", but "Plan B. The mayor".
        let mut letters = word.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && letter.is_uppercase()
        {
            let end = next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len());
            return first_after.is_some_and(char::is_uppercase)
                && !self
                    .language
                    .text
                    .sentence_starters
                    .contains(lower_case(&next[..end], &mut self.buffer));
        }
        let word = lower_case(word, &mut self.buffer);
        self.language.text.abbreviations.contains(word)
            || self.language.text.closing_abbreviations.contains(word)
            || (self.language.text.abbreviations_before_numbers.contains(word)
                && first_after.is_some_and(|c| c.is_numeric() || c == '#'))
    }
}

/// Whether a dot between two characters is inside a word: "U.S", "a.m", "news.example" – but not "ended.The".
fn joins_with_dot(last: char, next: char, length: usize, dotted: bool) -> bool {
    if !next.is_alphabetic() {
        return false;
    }
    let single = dotted || length == last.len_utf8();
    single && last.is_uppercase() == next.is_uppercase() || last.is_lowercase() && next.is_lowercase()
}
