//! The pieces that the grammars of dates and numbers read: letters, digits and marks apart, with what the word lists know of them.
//!
//! Finer than tokens, because the grammars look inside words: "mid-August" is three pieces, "1.2bn" two, "1990s" two, "a.m." four.

use crate::language::Language;
use crate::text::Span;

/// Letters, a number, or one mark.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) shape: Shape,
    /// Whether nothing stands between it and the piece before.
    pub(super) glued: bool,
    pub(super) time: Option<TimeWord>,
    pub(super) count: Option<CountWord>,
}

/// What a piece looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    /// Letters; whether the first is a capital.
    Word {
        capital: bool,
    },
    /// Digits, with the commas and the point between them.
    Digits {
        value: f64,
        plain: bool,
    },
    Mark(char),
}

/// What a word does in an expression of time, as `time-words.txt` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeWord {
    Month(u8),
    /// Monday is 1.
    Weekday(u8),
    Unit(Unit),
    /// TIMEX3's code of a season: `SU`.
    Season(&'static str),
    /// TIMEX3's code of a part of the day: `MO`.
    Part(&'static str),
    /// A day counted from today: yesterday is -1.
    Day(i8),
    /// A part of today: "tonight".
    PartOfToday(&'static str),
    /// A clock time that has a word: "noon" is 12.
    Hour(u8),
    /// This (0), last (-1), next (1).
    Step(i8),
    /// That (0), the previous (-1), the following (1): counted from the date that was named last.
    Anchored(i8),
    /// "then": the day that was named last, where something lasts until or from it.
    Then,
    /// "recent".
    Recent,
    /// "current".
    Present,
    /// "period".
    Period,
    /// The first word of a name of a holiday.
    Holiday,
    Ago,
    Earlier,
    Later,
    Every,
    /// What happens again: "daily" is `P1D`.
    Rate(&'static str),
    /// `PRESENT_REF` and its like.
    Vague(&'static str),
    /// "early", "late", "mid".
    Phase,
    /// "end", "beginning".
    Edge,
    /// "about", "nearly".
    Roughly,
    Article,
    Indefinite,
    Of,
    /// "several", "few"; a couple is two.
    Some(Option<u8>),
    Half,
    Fiscal,
    /// "full", "entire".
    Whole,
    /// Before (`B`) or of (`A`) our era.
    Era(&'static str),
    Morning,
    Afternoon,
    /// A preposition after which a name of a month or a year is one.
    Preposition,
}

/// A stretch of the calendar or the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Century,
    Decade,
    Year,
    Quarter,
    Month,
    Week,
    Weekend,
    Day,
    Hour,
    Minute,
    Second,
}

/// What a word does in a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum CountWord {
    Cardinal(f64),
    Ordinal(u32),
    Magnitude(f64),
    /// The name of a share: "thirds" is 3.
    Share(f64),
    /// "and", which joins "two hundred" and "fifty".
    Joiner,
}

impl Piece {
    pub(super) fn is(&self, mark: char) -> bool {
        self.shape == Shape::Mark(mark)
    }

    pub(super) fn is_hyphen(&self) -> bool {
        matches!(self.shape, Shape::Mark('-' | '\u{2010}' | '\u{2011}'))
    }

    pub(super) fn is_dash(&self) -> bool {
        self.is_hyphen() || matches!(self.shape, Shape::Mark('–' | '—' | '−'))
    }

    pub(super) fn is_apostrophe(&self) -> bool {
        matches!(self.shape, Shape::Mark('\'' | '’' | '‘'))
    }

    pub(super) fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Word { .. })
    }

    pub(super) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Word { capital: true })
    }

    /// Digits without comma or point, as a whole number.
    pub(super) fn whole(&self) -> Option<u32> {
        match self.shape {
            #[allow(
                clippy::cast_sign_loss,
                reason = "digits have no sign, and a float is cut to the largest number"
            )]
            Shape::Digits { value, plain: true } if value < 1e9 => Some(value as u32),
            _ => None,
        }
    }
}

/// Cuts a sentence into pieces. `lower` is the story in lower case, byte for byte as long as the story.
pub(super) fn cut(text: &str, lower: &str, sentence: &Span, language: &Language, pieces: &mut Vec<Piece>) {
    pieces.clear();
    let mut at = sentence.start;
    let mut end_before = usize::MAX;
    while let Some(first) = text[at..sentence.end].chars().next() {
        let end = end_of_piece(&text[..sentence.end], at, first, language.facts.decimal_comma);
        if !first.is_whitespace() {
            let glued = end_before == at;
            pieces.push(piece(text, lower, at..end, first, glued, language));
            end_before = end;
        }
        at = end;
    }
}

fn end_of_piece(text: &str, start: usize, first: char, decimal_comma: bool) -> usize {
    let rest = &text[start..];
    if first.is_alphabetic() {
        start + rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())
    } else if first.is_ascii_digit() {
        start + end_of_number(rest.as_bytes(), decimal_comma)
    } else {
        start + first.len_utf8()
    }
}

/// "442,000" and "3.5" are one number; "2,3" and "5." are not. With a decimal comma it is the other way round.
fn end_of_number(bytes: &[u8], decimal_comma: bool) -> usize {
    let (group, decimal) = if decimal_comma { (b'.', b',') } else { (b',', b'.') };
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let thousands = *byte == group && digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4);
        if byte.is_ascii_digit() || thousands || (*byte == decimal && digit(at + 1)) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// What digits are worth, and whether they are only digits.
fn value_of(printed: &str, decimal_comma: bool) -> (f64, bool) {
    let plain = printed.bytes().all(|byte| byte.is_ascii_digit());
    if plain {
        return (printed.parse().unwrap_or(0.0), true);
    }
    let group = if decimal_comma { '.' } else { ',' };
    let digits: String = printed.chars().filter(|c| *c != group).collect();
    (digits.replace(',', ".").parse().unwrap_or(0.0), false)
}

fn piece(text: &str, lower: &str, span: Span, first: char, glued: bool, language: &Language) -> Piece {
    let words = &language.facts;
    let mut time = None;
    let mut count = None;
    let shape = if first.is_alphabetic() {
        let word = &lower[span.clone()];
        let month = language.metadata.months.value(word).and_then(|month| month.parse().ok());
        time = month.map(TimeWord::Month).or_else(|| words.time_words.value(word).and_then(time_word));
        count = words.number_words.value(word).and_then(count_word);
        Shape::Word { capital: first.is_uppercase() }
    } else if first.is_ascii_digit() {
        let (value, plain) = value_of(&text[span.clone()], words.decimal_comma);
        Shape::Digits { value, plain }
    } else {
        Shape::Mark(first)
    };
    Piece { span, shape, glued, time, count }
}

fn time_word(entry: &'static str) -> Option<TimeWord> {
    let (class, value) = entry.split_once(':').unwrap_or((entry, ""));
    Some(match class {
        "weekday" => TimeWord::Weekday(value.parse().ok()?),
        "unit" => TimeWord::Unit(unit(value)?),
        "season" => TimeWord::Season(value),
        "part" => TimeWord::Part(value),
        "day" => TimeWord::Day(value.parse().ok()?),
        "today" => TimeWord::PartOfToday(value),
        "hour" => TimeWord::Hour(value.parse().ok()?),
        "step" => TimeWord::Step(value.parse().ok()?),
        "anchored" => TimeWord::Anchored(value.parse().ok()?),
        "anaphor" => TimeWord::Then,
        "near-past" => TimeWord::Recent,
        "at-hand" => TimeWord::Present,
        "period" => TimeWord::Period,
        "holiday" => TimeWord::Holiday,
        "ago" => TimeWord::Ago,
        "earlier" => TimeWord::Earlier,
        "later" => TimeWord::Later,
        "every" => TimeWord::Every,
        "rate" => TimeWord::Rate(value),
        "vague" => TimeWord::Vague(value),
        "phase" => TimeWord::Phase,
        "edge" => TimeWord::Edge,
        "roughly" => TimeWord::Roughly,
        "article" => TimeWord::Article,
        "indefinite" => TimeWord::Indefinite,
        "of" => TimeWord::Of,
        "some" => TimeWord::Some(value.parse().ok()),
        "half" => TimeWord::Half,
        "fiscal" => TimeWord::Fiscal,
        "whole" => TimeWord::Whole,
        "era" => TimeWord::Era(value),
        "morning" => TimeWord::Morning,
        "afternoon" => TimeWord::Afternoon,
        "preposition" => TimeWord::Preposition,
        _ => return None,
    })
}

fn unit(code: &str) -> Option<Unit> {
    Some(match code {
        "CE" => Unit::Century,
        "DE" => Unit::Decade,
        "Y" => Unit::Year,
        "Q" => Unit::Quarter,
        "M" => Unit::Month,
        "W" => Unit::Week,
        "WE" => Unit::Weekend,
        "D" => Unit::Day,
        "TH" => Unit::Hour,
        "TM" => Unit::Minute,
        "TS" => Unit::Second,
        _ => return None,
    })
}

fn count_word(entry: &'static str) -> Option<CountWord> {
    let (class, value) = entry.split_once(':')?;
    Some(match class {
        "cardinal" => CountWord::Cardinal(value.parse().ok()?),
        "ordinal" => CountWord::Ordinal(value.parse().ok()?),
        "magnitude" => CountWord::Magnitude(value.parse().ok()?),
        "share" => CountWord::Share(value.parse().ok()?),
        "joiner" => CountWord::Joiner,
        _ => return None,
    })
}

/// A number at `at`, in digits or words, with its magnitude: where it ends and what it is worth.
/// "442,000", "1.2 million", "twenty-five", "two hundred and fifty", "a dozen" from its "dozen" on.
pub(super) fn count(pieces: &[Piece], at: usize) -> Option<(usize, f64)> {
    let (mut end, mut value) = match pieces.get(at)?.shape {
        Shape::Digits { value, .. } => {
            fraction(pieces, at + 1).map_or((at + 1, value), |(end, part)| (end, value + part))
        }
        _ => words_below_a_thousand(pieces, at)?,
    };
    while let Some(CountWord::Magnitude(magnitude)) = pieces.get(end).and_then(|piece| piece.count) {
        value = scaled(value, magnitude);
        end += 1;
        // "two hundred and fifty", "three thousand five hundred"
        let joiner = usize::from(pieces.get(end).is_some_and(|piece| piece.count == Some(CountWord::Joiner)));
        if let Some((next, more)) =
            words_below_a_thousand(pieces, end + joiner).filter(|(_, more)| *more < magnitude)
        {
            value += more;
            end = next;
        }
    }
    Some((end, value))
}

/// A number times its magnitude, without what binary fractions add: 2.03 billion is 2,030,000,000.
pub(super) fn scaled(value: f64, magnitude: f64) -> f64 {
    (value * magnitude * 100.0).round() / 100.0
}

/// A fraction after a whole number: "2 1/2", "2½".
fn fraction(pieces: &[Piece], at: usize) -> Option<(usize, f64)> {
    match pieces.get(at)?.shape {
        Shape::Mark('½') => return Some((at + 1, 0.5)),
        Shape::Mark('¼') => return Some((at + 1, 0.25)),
        Shape::Mark('¾') => return Some((at + 1, 0.75)),
        _ => {}
    }
    let digits = |at: usize| pieces.get(at)?.whole();
    let slash = pieces.get(at + 1).is_some_and(|piece| piece.glued && piece.is('/'));
    let (part, whole) = (digits(at)?, digits(at + 2).filter(|_| slash && pieces[at + 2].glued)?);
    (part < whole && whole < 100).then(|| (at + 3, f64::from(part) / f64::from(whole)))
}

fn words_below_a_thousand(pieces: &[Piece], at: usize) -> Option<(usize, f64)> {
    let cardinal = |at: usize| match pieces.get(at)?.count? {
        CountWord::Cardinal(value) => Some(value),
        _ => None,
    };
    let tens = cardinal(at)?;
    let hyphen = usize::from(pieces.get(at + 1).is_some_and(Piece::is_hyphen));
    match cardinal(at + 1 + hyphen) {
        Some(ones) if (20.0..100.0).contains(&tens) && ones < 10.0 => Some((at + 2 + hyphen, tens + ones)),
        _ => Some((at + 1, tens)),
    }
}
