//! Where a sentence ends.
//!
//! A full stop ends a sentence unless something speaks against it: an abbreviation, an initial, a number that counts a list or a day,
//! a word in lower case after it. Marks that close (quotation marks, brackets) stay with the sentence that they close.

use std::ops::Range;

use super::{Span, Token, TokenKind, lower_case};
use crate::language::Language;

/// Tokens within which a bracket has to close for its inside to stay in one sentence.
const LONGEST_BRACKET: usize = 60;

/// Splits the tokens of one block into runs of tokens, a run a sentence.
pub(super) fn split(text: &str, tokens: &[Token], language: &Language, mut found: impl FnMut(Range<usize>)) {
    let mut reader = Reader { text, tokens, language, buffer: String::new() };
    let mut start = 0;
    let mut bracket_end = 0;
    let mut at = 0;
    while at < tokens.len() {
        if at > start && reader.is_any(at, &['(', '[']) {
            bracket_end = bracket_end.max(reader.closing_bracket(at));
        }
        let Some(end) = reader.terminal(at) else {
            at += 1;
            if at < tokens.len() && reader.blank_line_before(at) {
                found(start..at);
                start = at;
            }
            continue;
        };
        let ends = end == tokens.len()
            || reader.blank_line_before(end)
            || end > bracket_end && reader.ends_sentence(start, at, end);
        if ends {
            found(start..end);
            start = end;
        }
        at = end;
    }
    if start < tokens.len() {
        found(start..tokens.len());
    }
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    language: &'a Language,
    buffer: String,
}

impl<'a> Reader<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| &self.text[token.span.clone()])
    }

    fn first(&self, at: usize) -> char {
        self.word(at).chars().next().unwrap_or('\0')
    }

    fn is_mark(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark)
    }

    fn is_any(&self, at: usize, marks: &[char]) -> bool {
        self.is_mark(at) && marks.contains(&self.first(at))
    }

    /// The text between a token and the one before it.
    fn gap(&self, at: usize) -> &'a str {
        let gap: Span = self.tokens[at - 1].span.end..self.tokens[at].span.start;
        &self.text[gap]
    }

    fn blank_line_before(&self, at: usize) -> bool {
        let gap = self.gap(at);
        gap.len() > 1 && gap.bytes().filter(|byte| *byte == b'\n').count() > 1
    }

    /// Where the bracket opened at `at` is closed; `at` itself where that is too far away.
    fn closing_bracket(&self, at: usize) -> usize {
        let close = if self.first(at) == '(' { ')' } else { ']' };
        let last = (at + LONGEST_BRACKET).min(self.tokens.len());
        (at..last).find(|other| self.is_any(*other, &[close])).unwrap_or(at)
    }

    /// If a token may end a sentence: one past the last mark that belongs to that end, `.)”` and the like.
    fn terminal(&self, at: usize) -> Option<usize> {
        let ends = match self.tokens[at].kind {
            TokenKind::Mark => self.is_stop(at),
            TokenKind::Word => self.word(at).ends_with('.'),
            TokenKind::Number => false,
        };
        if !ends {
            return None;
        }
        let mut end = at + 1;
        while end < self.tokens.len() && self.is_mark(end) {
            let close = self.gap(end).is_empty() && self.closes(end);
            // Dots with spaces between them are an ellipsis.
            let dots = self.first(end - 1) == '.' && self.first(end) == '.';
            if !close && !dots {
                break;
            }
            end += 1;
        }
        Some(end)
    }

    fn is_stop(&self, at: usize) -> bool {
        self.is_mark(at) && matches!(self.first(at), '.' | '!' | '?' | '…' | '‽') || self.is_wide_stop(at)
    }

    /// The full stops of scripts that put no space after them.
    fn is_wide_stop(&self, at: usize) -> bool {
        self.is_any(at, &['。', '！', '？', '．', '｡', '।', '؟', '۔'])
    }

    /// Whether a mark that touches the end of a sentence belongs to it.
    fn closes(&self, at: usize) -> bool {
        match self.first(at) {
            ')' | ']' | '”' | '’' | '›' | '»' | '」' | '』' | '）' | '*' | '.' | '!' | '?' | '…' | '。'
            | '！' | '？' => true,
            // These open elsewhere: in English, in Swiss French, in German; what they touch tells.
            '"' | '\'' | '“' | '‘' | '«' | '‹' => {
                !(at + 1 < self.tokens.len() && self.gap(at + 1).is_empty() && !self.is_mark(at + 1))
            }
            _ => false,
        }
    }

    /// Whether the stop at `at`, with its marks up to `end`, ends the sentence begun at `start`.
    fn ends_sentence(&mut self, start: usize, at: usize, end: usize) -> bool {
        if self.is_wide_stop(at) {
            return true;
        }
        if self.gap(end).is_empty() {
            return self.is_missing_space(at, end);
        }
        let bare = end == at + 1;
        let next = self.first_word(end);
        if self.tokens[at].kind == TokenKind::Word && bare {
            return self.abbreviation_ends(at, end, next);
        }
        if bare && self.word(at) == "." && self.is_counting(start, at, next) {
            return false;
        }
        // "Yahoo! Inc."
        if bare && at > 0 && self.is_any(at, &['!']) && self.gap(at).is_empty() {
            let name = self.text[self.tokens[at - 1].span.start..self.tokens[at].span.end].to_owned();
            if self.language.text.abbreviations.contains(lower_case(&name, &mut self.buffer)) {
                return false;
            }
        }
        if self.is_mark(end) {
            return self.mark_begins(at, end, next);
        }
        !self.is_lower(next)
    }

    /// "It ended.The next day" is two sentences, "Node.Js" is not.
    fn is_missing_space(&self, at: usize, end: usize) -> bool {
        let lower_before = at > 0 && self.tokens[at - 1].kind == TokenKind::Word && self.is_lower(at - 1);
        lower_before
            && !self.word(at).contains("..")
            && self.tokens[end].kind == TokenKind::Word
            && self.first(end).is_uppercase()
            && self.word(at - 1).len() > 1
    }

    /// The first token at or after `at` that is no opening mark.
    fn first_word(&self, at: usize) -> usize {
        let mut word = at;
        while word < self.tokens.len() && word < at + 3 && self.is_mark(word) {
            word += 1;
        }
        word
    }

    /// Whether a word is in lower case from its first letters on: "said", not "iPhone".
    fn is_lower(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
            && self.first(at).is_lowercase()
            && !self.word(at).chars().skip(1).take(2).any(char::is_uppercase)
    }

    fn is_starter(&mut self, at: usize) -> bool {
        self.first(at).is_uppercase()
            && self.language.text.sentence_starters.contains(lower_case(self.word(at), &mut self.buffer))
    }

    /// Whether an abbreviation is the last word of its sentence.
    fn abbreviation_ends(&mut self, at: usize, end: usize, next: usize) -> bool {
        if self.is_lower(next) || self.tokens.get(next).is_none_or(|token| token.kind != TokenKind::Word) {
            return false;
        }
        let stem = self.word(at).trim_end_matches('.');
        if self.language.text.abbreviations.contains(lower_case(stem, &mut self.buffer)) {
            return false;
        }
        // "at 10 a.m. Police said", but "10 a.m. Wednesday" and "10 a.m. EST".
        if stem.contains('.') && stem.chars().all(|c| c == '.' || c.is_lowercase()) {
            let name = lower_case(self.word(next), &mut self.buffer);
            return !self.language.text.weekdays.contains(name)
                && !self.language.text.months.contains(name)
                && !self.language.text.time_zones.contains(name);
        }
        // "in the U.S. “We know that,”"
        if next > end && self.is_any(end, &['“', '"', '„', '«', '‘']) && !stem.contains(char::is_lowercase)
        {
            return stem.contains('.');
        }
        self.is_starter(next)
    }

    /// Whether a number with a full stop numbers a list ("1. Open the door") or a day ("am 3. März").
    fn is_counting(&mut self, start: usize, at: usize, next: usize) -> bool {
        if at == 0 || !self.gap(at).is_empty() {
            return false;
        }
        let number = self.word(at - 1);
        let short = self.tokens[at - 1].kind == TokenKind::Number && number.len() <= 2;
        if short && at == start + 1 {
            return true;
        }
        if !short || at < 2 {
            return false;
        }
        self.language.text.ordinal_followers.contains(lower_case(self.word(next), &mut self.buffer))
            || self.language.text.ordinal_leaders.contains(lower_case(self.word(at - 2), &mut self.buffer))
    }

    /// Whether a sentence begins with the mark at `end`.
    fn mark_begins(&self, at: usize, end: usize, next: usize) -> bool {
        match self.first(end) {
            ',' | ';' | ':' | '/' | '%' | '=' | '+' | '&' | ')' | ']' | '”' | '’' | '»' => false,
            // "“Go.” – Ana Ruiz", but "It was late. – We left."
            '-' | '–' | '—' => end == at + 1 && !self.is_lower(next),
            // "It is (so) ... ‘strange’": an ellipsis does not end before a word in lower case.
            _ => self.is_any(at, &['.', '!', '?']) && !self.word(at).contains("..") || !self.is_lower(next),
        }
    }
}
