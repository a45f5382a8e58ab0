//! Dates as people write them: "22 December 2023", "Dec. 22nd, 2023", "22.12.2023", in the languages and digits of the world.

use std::borrow::Cow;

use super::{Order, Stamp};
use crate::language::Language;

/// The first date written in a text: "22 December 2023", "Dec. 22nd, 2023", "22.12.2023", "2023年12月22日".
pub(in super::super) fn written(text: &str, order: Order) -> Option<Stamp> {
    let text = in_ascii_digits(text);
    let tokens = tokens(&text);
    (0..tokens.len()).find_map(|at| named_month(&tokens, at).or_else(|| numeric(&tokens, at, order)))
}

/// A text with the digits of all scripts as those of ASCII.
fn in_ascii_digits(text: &str) -> Cow<'_, str> {
    /// Where scripts have their zeros: Arabic, Persian, Devanagari, Bengali, Thai, and the wide ones of East Asia.
    const ZEROS: [u32; 6] = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];
    let digit =
        |c: char| ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(*zero).filter(|value| *value < 10));
    if text.is_ascii() || !text.chars().any(|c| digit(c).is_some()) {
        return text.into();
    }
    text.chars().map(|c| digit(c).and_then(|value| char::from_digit(value, 10)).unwrap_or(c)).collect()
}

/// A run of digits or of letters, and what stands between it and the one before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) gap: &'a str,
}

impl Token<'_> {
    fn is_number(self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    pub(super) fn number(self, lengths: std::ops::RangeInclusive<usize>) -> Option<u32> {
        (self.is_number() && lengths.contains(&self.text.len())).then(|| self.text.parse().ok())?
    }

    pub(super) fn day(self) -> Option<u32> {
        self.number(1..=2).filter(|day| (1..=31).contains(day))
    }

    pub(super) fn year(self) -> Option<u32> {
        /// How far the calendar of Thailand is ahead.
        const BUDDHIST: u32 = 543;
        let year = self.number(4..=4)?;
        let year = if (2400..2700).contains(&year) { year - BUDDHIST } else { year };
        (1900..2100).contains(&year).then_some(year)
    }
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut gap, mut start, mut kind) = (0, 0, None);
    let ends = text.char_indices().map(|(at, c)| (at, Some(c))).chain([(text.len(), None)]);
    for (at, c) in ends {
        let next = c.filter(|c| c.is_alphanumeric() || is_joint(*c)).map(|c| c.is_ascii_digit());
        if next == kind {
            continue;
        }
        if kind.is_some() {
            tokens.push(Token { text: &text[start..at], gap: &text[gap..start] });
            gap = at;
        }
        (start, kind) = (at, next);
    }
    tokens
}

/// The marks inside words of Indian scripts that join their letters.
fn is_joint(c: char) -> bool {
    matches!(c, '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}')
}

/// A date whose month is a word at `at`, its day before or after it.
fn named_month(tokens: &[Token], at: usize) -> Option<Stamp> {
    let word = Some(tokens[at].text).filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
    let month = Language::month(word?)?;
    let before = at
        .checked_sub(1)
        .map(|index| small_word(tokens, index, usize::checked_sub))
        .and_then(|index| tokens.get(index?));
    if let Some(day) = before.and_then(|token| token.day())
        && let Some(year) = following(tokens, at).and_then(|index| tokens[index].year())
    {
        return Stamp::new(year, month, day);
    }
    let day_at = following(tokens, at)?;
    let day = tokens[day_at].day()?;
    let mut year_at = following(tokens, day_at)?;
    // "Wed Feb 28 09:30:00 2024" has the time between.
    while tokens[year_at].number(2..=2).is_some() && year_at < day_at + 4 {
        year_at = following(tokens, year_at)?;
    }
    Stamp::new(tokens[year_at].year()?, month, day)
}

/// The token after `at`, passing over the "de" or "of" between the parts of a date and the "nd" of 22nd.
fn following(tokens: &[Token], at: usize) -> Option<usize> {
    small_word(tokens, at + 1, usize::checked_add).filter(|index| *index < tokens.len())
}

/// `at`, or the token beside it when `at` is a word of three letters at most.
fn small_word(tokens: &[Token], at: usize, step: fn(usize, usize) -> Option<usize>) -> Option<usize> {
    let token = tokens.get(at)?;
    if token.is_number() || token.text.chars().count() > 3 { Some(at) } else { step(at, 1) }
}

/// A date in three numbers that begins at `at`.
fn numeric(tokens: &[Token], at: usize, order: Order) -> Option<Stamp> {
    if let Some(parts) = ideographic(&tokens[at..]) {
        return Stamp::new(parts[0], parts[1], parts[2]);
    }
    let [first, second, third, ..] = &tokens[at..] else { return None };
    let separator = second.gap.trim();
    // 1.2.3.4 is a version and 1-2-3-4 a telephone number.
    let longer = tokens
        .get(at + 3)
        .is_some_and(|next| next.is_number() && next.gap == third.gap && !separator.is_empty());
    if third.gap.trim() != separator || !matches!(separator, "." | "/" | "-") || longer {
        return None;
    }
    if first.gap.ends_with(['.', '/', '-']) && at > 0 && tokens[at - 1].is_number() {
        return None;
    }
    let middle = second.day()?;
    if let Some(year) = first.year() {
        return Stamp::new(year, middle, third.day()?);
    }
    let first = first.day()?;
    // 3/4/24 is a date, 24/7 and 3/4 are not.
    let short = || third.number(2..=2).filter(|_| separator != "-").map(|year| 2000 + year);
    let year = third.year().or_else(short)?;
    let day_first = match separator {
        "/" | "-" => first > 12 || (middle <= 12 && order == Order::DayFirst),
        _ => true,
    };
    if day_first { Stamp::new(year, middle, first) } else { Stamp::new(year, first, middle) }
}

/// Year, month and day with a character of another script after each.
fn ideographic(tokens: &[Token]) -> Option<[u32; 3]> {
    let [year, a, month, b, day, c, ..] = tokens else { return None };
    let marked = |mark: &Token| mark.gap.is_empty() && !mark.text.is_ascii();
    (marked(a) && marked(b) && marked(c)).then_some([year.year()?, month.day()?, day.day()?])
}
