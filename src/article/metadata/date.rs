//! Dates as pages write them: ISO 8601 and its relatives in attributes, words and numbers in text, folders in addresses.
//!
//! A date keeps the day that the page itself gives, in the page's own time zone; days that no calendar has are refused.

use std::fmt;

use time::{Date, Month};

use crate::language::Language;

/// A day, and the time of day where the page tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) day: Date,
    pub(super) clock: Option<Clock>,
}

/// A time of day, and how many minutes it is ahead of UTC where that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) offset: Option<i32>,
}

/// Which number comes first in 3/4/2024.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

impl Order {
    /// The order where a language is written: American English puts the month first, hardly anybody else does.
    pub(super) fn of_tag(tag: Option<&str>) -> Self {
        match tag.map(str::to_ascii_lowercase).as_deref() {
            None | Some("en" | "en-us" | "en-ph") => Self::MonthFirst,
            Some(_) => Self::DayFirst,
        }
    }
}

impl Stamp {
    fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        // Older than newspapers or far ahead is not a date of publication; the first day of 1970 is a clock that was never set.
        if !(1800..2100).contains(&year) || (year, month, day) == (1970, 1, 1) {
            return None;
        }
        let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
        let day = Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?).ok()?;
        Some(Self { day, clock: None })
    }

    /// Whether the time is told in UTC, so that the day may be another one where the page was written.
    pub(super) fn is_universal(&self) -> bool {
        self.clock.is_some_and(|clock| clock.offset == Some(0))
    }

    /// Seconds since 1970 when the time and its offset are told.
    pub(super) fn instant(&self) -> Option<i64> {
        let clock = self.clock?;
        let days = i64::from(self.day.to_julian_day() - UNIX_EPOCH);
        let seconds = i64::from(clock.hour) * 3600 + i64::from(clock.minute) * 60 + i64::from(clock.second);
        Some(days * 86_400 + seconds - i64::from(clock.offset?) * 60)
    }

    fn from_unix(seconds: i64) -> Option<Self> {
        let day = Date::from_julian_day(i32::try_from(seconds.div_euclid(86_400)).ok()? + UNIX_EPOCH).ok()?;
        let rest = seconds.rem_euclid(86_400);
        let clock = Clock {
            hour: u8::try_from(rest / 3600).ok()?,
            minute: u8::try_from(rest / 60 % 60).ok()?,
            second: u8::try_from(rest % 60).ok()?,
            offset: Some(0),
        };
        Some(Self { day, clock: Some(clock) })
    }
}

/// The Julian day of 1 January 1970.
const UNIX_EPOCH: i32 = 2_440_588;

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.day.year(), u8::from(self.day.month()), self.day.day());
        write!(f, "{year:04}-{month:02}-{day:02}")?;
        let Some(Clock { hour, minute, second, offset }) = self.clock else { return Ok(()) };
        write!(f, "T{hour:02}:{minute:02}:{second:02}")?;
        match offset {
            None => Ok(()),
            Some(0) => write!(f, "Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

/// Reads a date meant for machines; one written for people will do.
pub(super) fn machine(value: &str, order: Order) -> Option<Stamp> {
    let value = value.trim().trim_matches(['"', '\'']);
    iso(value).or_else(|| unix(value)).or_else(|| written(value, order))
}

/// Seconds or milliseconds since 1970, in digits alone.
fn unix(value: &str) -> Option<Stamp> {
    let seconds: i64 = value.parse().ok()?;
    match value.len() {
        9 | 10 => Stamp::from_unix(seconds),
        13 => Stamp::from_unix(seconds / 1000),
        _ => None,
    }
}

/// Reads `2024-02-28`, `2024/2/28`, `20240228`, each with or without a time after it.
fn iso(value: &str) -> Option<Stamp> {
    let mut digits = Digits { rest: value };
    let year = digits.number(4, 4)?;
    let separated = digits.skip(&['-', '/', '.']);
    let width = if separated { 1 } else { 2 };
    let month = digits.number(width, 2)?;
    if separated != digits.skip(&['-', '/', '.']) {
        return None;
    }
    let day = digits.number(width, 2)?;
    if digits.rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut stamp = Stamp::new(year, month, day)?;
    stamp.clock = digits.clock();
    Some(stamp)
}

/// What is left of a value that is read from the left.
struct Digits<'a> {
    rest: &'a str,
}

impl Digits<'_> {
    fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let length = self.rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        if length < least {
            return None;
        }
        let (number, rest) = self.rest.split_at(length);
        self.rest = rest;
        number.parse().ok()
    }

    fn skip(&mut self, any: &[char]) -> bool {
        let rest = self.rest.strip_prefix(any);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// The time after a date; `None` when there is none or it makes no sense.
    fn clock(&mut self) -> Option<Clock> {
        self.rest = self.rest.trim_start_matches(['T', 't', ' ', ',']);
        let hour = self.number(2, 2).filter(|hour| *hour < 24)?;
        self.skip(&[':']);
        let minute = self.number(2, 2).filter(|minute| *minute < 60)?;
        let mut second = 0;
        if self.skip(&[':']) || self.rest.starts_with(|c: char| c.is_ascii_digit()) {
            second = self.number(2, 2).filter(|second| *second < 61)?.min(59);
        }
        if self.skip(&['.', ',']) {
            self.rest = self.rest.trim_start_matches(|c: char| c.is_ascii_digit());
        }
        self.rest = self.rest.trim_start();
        Some(Clock { hour: hour as u8, minute: minute as u8, second: second as u8, offset: self.offset() })
    }

    fn offset(&mut self) -> Option<i32> {
        let sign = match self.rest.bytes().next()? {
            b'Z' | b'z' => return Some(0),
            b'+' => 1,
            b'-' => -1,
            // The names of UTC that RFC 822 and JavaScript write; other zones are not the same everywhere.
            _ if self.rest.starts_with("UTC") || self.rest.starts_with("GMT") => return Some(0),
            _ => return None,
        };
        self.rest = &self.rest[1..];
        let hours = self.number(1, 2).filter(|hours| *hours < 15)?;
        self.skip(&[':']);
        let minutes = self.number(2, 2).filter(|minutes| *minutes < 60).unwrap_or(0);
        i32::try_from(hours * 60 + minutes).ok().map(|minutes| sign * minutes)
    }
}

/// The first date written in a text: "22 December 2023", "Dec. 22nd, 2023", "22.12.2023", "2023年12月22日".
pub(super) fn written(text: &str, order: Order) -> Option<Stamp> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| named_month(&tokens, at).or_else(|| numeric(&tokens, at, order)))
}

/// A run of digits or of letters, and what stands between it and the one before.
#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    gap: &'a str,
}

impl Token<'_> {
    fn is_number(self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    fn number(self, lengths: std::ops::RangeInclusive<usize>) -> Option<u32> {
        (self.is_number() && lengths.contains(&self.text.len())).then(|| self.text.parse().ok())?
    }

    fn day(self) -> Option<u32> {
        self.number(1..=2).filter(|day| (1..=31).contains(day))
    }

    fn year(self) -> Option<u32> {
        self.number(4..=4).filter(|year| (1900..2100).contains(year))
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut gap, mut start, mut kind) = (0, 0, None);
    let ends = text.char_indices().map(|(at, c)| (at, Some(c))).chain([(text.len(), None)]);
    for (at, c) in ends {
        let next = c.filter(|c| c.is_alphanumeric()).map(|c| c.is_ascii_digit());
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

/// A date whose month is a word at `at`, its day before or after it.
fn named_month(tokens: &[Token], at: usize) -> Option<Stamp> {
    let month = Language::month(tokens[at].text)?;
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
    let year = tokens[following(tokens, day_at)?].year()?;
    Stamp::new(year, month, day)
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
    let year =
        third.year().or_else(|| third.number(2..=2).filter(|_| separator == ".").map(|year| 2000 + year))?;
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

/// The date in an address: `/2023/12/22/`, `/2023/dec/22/`, `-20231222`, `/2023-12-22-title`.
pub(super) fn in_address(url: &str) -> Option<Stamp> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    let path = &path[path.find('/')?..];
    let tokens = tokens(path);
    (0..tokens.len()).find_map(|at| {
        let token = tokens[at];
        if let Some(number) = token.number(8..=8) {
            return recent(number / 10_000)
                .and_then(|year| Stamp::new(year, number / 100 % 100, number % 100));
        }
        let year = token.year().and_then(recent)?;
        let [month, day, ..] = &tokens[at + 1..] else { return None };
        if month.gap != day.gap || !matches!(month.gap, "/" | "-" | "_" | ".") {
            return None;
        }
        let month = month.number(1..=2).or_else(|| Language::month(month.text))?;
        Stamp::new(year, month, day.day()?)
    })
}

/// Years in addresses are the web's own.
fn recent(year: u32) -> Option<u32> {
    (1994..2100).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: &str) {
        let stamp = machine(value, Order::MonthFirst).map(|stamp| stamp.to_string());
        assert_eq!(stamp.as_deref().unwrap_or("none"), expected, "{value}");
    }

    #[test]
    fn machines_write_dates_in_many_ways() {
        check("2024-02-28", "2024-02-28");
        check("2024-02-28T09:30:00-05:00", "2024-02-28T09:30:00-05:00");
        check("2024-02-28T09:30:00.123Z", "2024-02-28T09:30:00Z");
        check("2024-02-28T09:30+0530", "2024-02-28T09:30:00+05:30");
        check("2024-02-28 09:30:00", "2024-02-28T09:30:00");
        check("20240228T093000Z", "2024-02-28T09:30:00Z");
        check("2024/2/8", "2024-02-08");
        check("1709112600", "2024-02-28T09:30:00Z");
        check("1709112600000", "2024-02-28T09:30:00Z");
        check("Wed, 28 Feb 2024 09:30:00 GMT", "2024-02-28");
        check("2024-02-31", "none");
        check("0001-01-01T00:00:00", "none");
        check("1970-01-01T00:00:00Z", "none");
    }

    #[test]
    fn people_write_dates_in_more_ways() {
        check("Published February 28, 2024 at 9:30 am", "2024-02-28");
        check("Feb. 28th, 2024", "2024-02-28");
        check("Mittwoch, 28. Februar 2024, 9.30 Uhr", "2024-02-28");
        check("28 de febrero de 2024", "2024-02-28");
        check("28.02.2024", "2024-02-28");
        check("28.2.24", "2024-02-28");
        check("2/28/2024", "2024-02-28");
        check("28/2/2024", "2024-02-28");
        check("2/3/2024", "2024-02-03");
        check("2024年2月28日", "2024-02-28");
        check("version 1.2.2024.7", "none");
        check("1-800-555-2024", "none");
        check("February was cold, 28 people said in 2024", "none");
        assert_eq!(
            written("2/3/2024", Order::DayFirst).map(|stamp| stamp.to_string()),
            Some("2024-03-02".to_owned())
        );
    }

    #[test]
    fn an_address_may_carry_its_date() {
        let check = |url: &str, expected: Option<&str>| {
            assert_eq!(in_address(url).map(|stamp| stamp.to_string()).as_deref(), expected, "{url}");
        };
        check("https://a.test/2024/02/28/bridge-closed", Some("2024-02-28"));
        check("https://a.test/world/2024/feb/28/bridge", Some("2024-02-28"));
        check("https://a.test/bridge-20240228.html", Some("2024-02-28"));
        check("https://a.test/2024-02-28-bridge", Some("2024-02-28"));
        check("https://a.test/2024/02/bridge-28-people", None);
        check("https://2024-02-28.test/bridge", None);
    }
}
