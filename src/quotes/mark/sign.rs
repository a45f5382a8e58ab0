//! Quotation marks one by one: what the table says of each, how it leans on its neighbours, and what only looks like one.

use std::sync::LazyLock;

use super::Style;

/// What a mark may open and close, by the table.
#[derive(Debug)]
struct Pair {
    open: char,
    close: char,
    double: bool,
}

static PAIRS: LazyLock<Vec<Pair>> = LazyLock::new(|| {
    include_str!("../../language/quotation-marks.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.split_whitespace();
            let (open, close) = (fields.next()?.chars().next()?, fields.next()?.chars().next()?);
            Some(Pair { open, close, double: fields.next()? == "double" })
        })
        .collect()
});

/// Whether a mark belongs to the double ones; `None` for anything that is not a mark.
pub(super) fn rank(mark: char) -> Option<bool> {
    // Letters are what a text is made of; the table is for the rest.
    if mark.is_alphanumeric() || mark == ' ' {
        return None;
    }
    PAIRS.iter().find(|pair| pair.open == mark || pair.close == mark).map(|pair| pair.double)
}

pub(super) fn closes(open: char, close: char) -> bool {
    PAIRS.iter().any(|pair| pair.open == open && pair.close == close)
}

/// Whether two marks ever meet in a pair: “ and " do, « and “ do not, so that one may hold the other.
pub(super) fn same_family(one: char, other: char) -> bool {
    one == other || closes(one, other) || closes(other, one)
}

pub(super) fn opens(mark: char) -> bool {
    PAIRS.iter().any(|pair| pair.open == mark)
}

/// Marks that look the same on both sides.
pub(super) fn is_straight(mark: char) -> bool {
    PAIRS.iter().any(|pair| pair.open == mark && pair.close == mark)
}

/// A mark with its surroundings in the paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) at: usize,
    pub(super) char: char,
    pub(super) double: bool,
    pub(super) before: Option<char>,
    pub(super) after: Option<char>,
    /// The first character after the space that follows, where one does.
    pub(super) beyond: Option<char>,
}

impl Mark {
    pub(super) fn end(&self) -> usize {
        self.at + self.char.len_utf8()
    }

    pub(super) fn space_before(&self) -> bool {
        self.before.is_none_or(|char| {
            char.is_whitespace() || matches!(char, '(' | '[' | '—' | '–' | '/' | '\u{200b}')
        })
    }

    pub(super) fn space_after(&self) -> bool {
        self.after.is_none_or(char::is_whitespace)
    }

    /// Stands as an opening mark does: after a space, before a word.
    pub(super) fn leans_right(&self) -> bool {
        (self.space_before()
            || self.before.is_some_and(|char| rank(char).is_some() || char == '-' || char == ':'))
            && !self.space_after()
            // "''Ana Ruiz'': Never again.": a colon or comma goes on with what stood before.
            && !self.after.is_some_and(|char| matches!(char, ':' | ',' | ';'))
    }

    /// Stands as a closing mark does: after a word or a stop, before no word.
    pub(super) fn leans_left(&self) -> bool {
        self.before.is_some_and(|char| !char.is_whitespace())
            && !self.after.is_some_and(char::is_alphanumeric)
    }

    /// Whether a mark opens, where none is open.
    pub(super) fn opens(&self, style: Style) -> bool {
        match self.char {
            '«' => !style.inward,
            '»' => style.inward,
            // These two are closing marks before anything else; a careless editor opens with them.
            '”' => {
                self.leans_right() && self.space_before() && self.after.is_some_and(char::is_alphanumeric)
            }
            '’' => false,
            // In German, the curly mark of sixes closes; it opens everywhere else.
            '“' | '‘' => self.leans_right() || !self.leans_left(),
            char if is_straight(char) => {
                self.leans_right()
                    || (self.double && self.space_before())
                    || (self.double && !self.leans_left())
            }
            char => opens(char),
        }
    }
}

/// The marks of a paragraph that begins at `start`; apostrophes, inches and feet left out where they cannot be anything else.
pub(super) fn marks(text: &str, start: usize) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        if let Some(double) = rank(char) {
            let after = chars.peek().map(|(_, char)| *char);
            let beyond = text[at + char.len_utf8()..].trim_start().chars().next();
            let mark = Mark { at: start + at, char, double, before, after, beyond };
            if !is_apostrophe(mark, &text[..at], &text[at + char.len_utf8()..]) && !is_unit(mark, &text[..at])
            {
                marks.push(mark);
            }
        }
        before = Some(char);
    }
    marks
}

/// "isn't", "’90s": a single mark that neither opens nor closes anything.
fn is_apostrophe(mark: Mark, before: &str, after: &str) -> bool {
    let letters_around =
        mark.before.is_some_and(char::is_alphanumeric) && mark.after.is_some_and(char::is_alphanumeric);
    !mark.double && (letters_around || is_decade(mark, before, after) || is_adrift(mark, before))
}

/// "the class of ’97": two digits, in the middle of a clause.
fn is_decade(mark: Mark, before: &str, after: &str) -> bool {
    let digits = after.len() - after.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    let begins = before.trim_end().is_empty() || before.trim_end().ends_with([':', ',', '.', '?', '!']);
    mark.space_before() && digits == 2 && (!begins || after[2..].starts_with('s'))
}

/// Spaces on both sides, and no other mark before: “So,” ’ he said.
fn is_adrift(mark: Mark, before: &str) -> bool {
    let follows_mark =
        before.trim_end().chars().next_back().is_some_and(|char| rank(char).is_some() || char == ',');
    mark.space_before() && mark.space_after() && !(follows_mark && mark.before.is_some())
}

/// 6'2": feet and inches. A straight double mark after a digit is one only with feet before it, as `in "2016"` must still close.
fn is_unit(mark: Mark, before: &str) -> bool {
    let digits = before.trim_end_matches(|char: char| char.is_ascii_digit() || char == '.' || char == '½');
    match mark.char {
        '\'' => {
            digits.len() < before.len() && mark.after.is_some_and(|char| char.is_ascii_digit() || char == ' ')
        }
        '"' | '”' => {
            digits.len() < before.len() && digits.trim_end().ends_with(['\'', '’', '′', '-']) && {
                let feet = digits.trim_end().trim_end_matches(['\'', '’', '′', '-']);
                feet.ends_with(|char: char| char.is_ascii_digit())
            }
        }
        _ => false,
    }
}
