//! Dates as pages write them: ISO 8601 and its relatives in attributes, words and numbers in text, folders in addresses.
//!
//! A date keeps the day that the page itself gives, in the page's own time zone; days that no calendar has are refused.

mod iso;
mod written;

use std::fmt;

use iso::{iso, unix};
use time::{Date, Month};
use written::tokens;
pub(super) use written::written;

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
    /// The order where a language is written: American English puts the month first, hardly anybody else does. A page that does not
    /// say where its English is from may tell by the country in its host's name.
    pub(super) fn of(tag: Option<&str>, host: Option<&str>) -> Self {
        /// Domains of countries where the month is first, and of countries whose domains are sold to everybody.
        const NO_COUNTRY: &[&str] = &["ai", "cc", "co", "fm", "gg", "io", "ly", "me", "ph", "tv", "us"];
        let country = host.and_then(|host| host.rsplit_once('.')).map(|(_, last)| last);
        let elsewhere = country.is_some_and(|last| last.len() == 2 && !NO_COUNTRY.contains(&last));
        match tag.map(str::to_ascii_lowercase).as_deref() {
            None | Some("en" | "en-us" | "en-ph") if !elsewhere => Self::MonthFirst,
            _ => Self::DayFirst,
        }
    }

    /// The other one.
    pub(super) fn other(self) -> Self {
        match self {
            Self::DayFirst => Self::MonthFirst,
            Self::MonthFirst => Self::DayFirst,
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

    /// Whether two days are that of writing and that of publishing.
    pub(super) fn is_near(&self, other: &Self) -> bool {
        self.day.to_julian_day().abs_diff(other.day.to_julian_day()) <= 2
    }

    /// Whether a time that is told in UTC falls on a day somewhere on earth, where its own day is another.
    pub(super) fn may_fall_on(&self, day: Date) -> bool {
        /// Hours that clocks are ahead of UTC, or behind it, where people live.
        const ZONES: std::ops::RangeInclusive<i64> = -11..=14;
        let Some(instant) = self.instant() else { return false };
        let day = i64::from(day.to_julian_day() - UNIX_EPOCH);
        let on = |hours: i64| (instant + hours * 3600).div_euclid(86_400) == day;
        on(*ZONES.start()) || on(*ZONES.end())
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
        check("2024-02-28T23:15:0Z", "2024-02-28T23:15:00Z");
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
        check("2/28/24 9:30am", "2024-02-28");
        check("Wed Feb 28 09:30:00 UTC 2024", "2024-02-28");
        check("28 февраля 2024", "2024-02-28");
        check("٢٨ فبراير ٢٠٢٤", "2024-02-28");
        check("28 अप्रैल 2024", "2024-04-28");
        check("28 กุมภาพันธ์ 2567", "2024-02-28");
        check("28/2/2024", "2024-02-28");
        check("2/3/2024", "2024-02-03");
        check("2024年2月28日", "2024-02-28");
        check("version 1.2.2024.7", "none");
        check("1-800-555-2024", "none");
        check("February was cold, 28 people said in 2024", "none");
        assert_eq!(
            written("2/3/2024", Order::of(Some("en"), Some("paper.co.uk"))).map(|stamp| stamp.to_string()),
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
