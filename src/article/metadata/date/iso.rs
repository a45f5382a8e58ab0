//! Dates as machines write them: ISO 8601 and its relatives, seconds since 1970.

use super::{Clock, Stamp};

/// Seconds or milliseconds since 1970, in digits alone.
pub(super) fn unix(value: &str) -> Option<Stamp> {
    let seconds: i64 = value.parse().ok()?;
    match value.len() {
        9 | 10 => Stamp::from_unix(seconds),
        13 => Stamp::from_unix(seconds / 1000),
        _ => None,
    }
}

/// Reads `2024-02-28`, `2024/2/28`, `20240228`, each with or without a time after it.
pub(super) fn iso(value: &str) -> Option<Stamp> {
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
            second = self.number(1, 2).filter(|second| *second < 61)?.min(59);
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
