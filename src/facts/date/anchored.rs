//! What is counted from the date that the story named last, and days that have a name: "that day", "the following year", "until then", "a
//! year-earlier quarter", "Christmas Eve".

use super::super::calendar::{self, Tense};
use super::super::piece::{Piece, TimeWord, Unit};
use super::{DateKind, Found, Grammar, found};

/// Words in the longest name of a holiday, an apostrophe and its letter counted.
const LONGEST_HOLIDAY: usize = 5;

impl Grammar<'_> {
    /// "that day", "the same month", "the following year", "the previous night", "the previous Friday", "until then".
    pub(super) fn anchored(&self, at: usize) -> Option<Found> {
        if self.time(at) == Some(TimeWord::Then) {
            let until = at > 0 && self.language.facts.deadline_words.contains(self.word(at - 1));
            let day = self.calendar.since_last(Unit::Day, 0).filter(|_| until)?;
            return found(at + 1, DateKind::Date, Some(day));
        }
        let TimeWord::Anchored(mut step) = self.time(at)? else { return None };
        let mut next = at + 1;
        if let Some(TimeWord::Anchored(more)) = self.time(next) {
            (step, next) = (step + more, next + 1);
        }
        let step = i64::from(step);
        // "the previous 18 months"
        let length = || self.length(next).filter(|length| step != 0 && length.kind == DateKind::Duration);
        let Some(word) = self.time(next) else { return length() };
        if let TimeWord::Weekday(weekday) = word
            && self.pieces[next].is_capital()
        {
            let day = self.calendar.weekday_from_last(weekday, step)?;
            return Some(self.with_part_of_day(next + 1, Some(day)));
        }
        // "Adding that Weeks had asked for it": a name.
        if self.pieces[next].is_capital()
            && !self.pieces[at].is_capital()
            && !self.language.names.capital_nouns
        {
            return None;
        }
        match word {
            // "The latest period" is a quarter where quarters are told.
            TimeWord::Period if self.calendar.quarter_before(0).is_some() => {
                found(next + 1, DateKind::Date, self.calendar.quarter_before(0))
            }
            TimeWord::Unit(unit) => {
                let value = self.calendar.since_last(unit, step);
                let value = value.or_else(|| match unit {
                    Unit::Day => None,
                    _ => self.calendar.units(unit, step),
                });
                found(next + 1, DateKind::Date, value)
            }
            TimeWord::Part(part) => {
                let day = self.calendar.day_from_last(step);
                found(next + 1, DateKind::Time, day.map(|day| format!("{day}T{part}")))
            }
            TimeWord::Season(season) => {
                let year = self.calendar.since_last(Unit::Year, step);
                found(next + 1, DateKind::Date, year.map(|year| format!("{year}-{season}")))
            }
            _ => length(),
        }
    }

    /// "year-ago", "year-earlier", with the quarter or period that may follow.
    pub(super) fn year_before(&self, at: usize) -> Option<Found> {
        let is_year = self.unit(at) == Some(Unit::Year) && self.pieces.get(at + 1)?.is_hyphen();
        if !is_year || !matches!(self.time(at + 2)?, TimeWord::Ago | TimeWord::Earlier) {
            return None;
        }
        let mut end = at + 3;
        if let Some(quarter) = self.quarter(end) {
            end = quarter.end;
        } else if matches!(self.time(end), Some(TimeWord::Unit(Unit::Quarter) | TimeWord::Period)) {
            end += 1;
        }
        let quarter = self.calendar.quarter_before(1);
        found(end, DateKind::Date, quarter.or_else(|| self.calendar.units(Unit::Year, -1)))
    }

    /// "Christmas", "New Year's Eve", "Thanksgiving Day 2023".
    pub(super) fn holiday(&self, at: usize) -> Option<Found> {
        if self.time(at) != Some(TimeWord::Holiday) || !self.pieces[at].is_capital() {
            return None;
        }
        let (end, code) = self.holiday_name(at)?;
        let printed = self.pieces.get(end).and_then(Piece::whole).filter(|year| (1900..2100).contains(year));
        if let Some(year) = printed {
            let day = calendar::holiday(code, i32::try_from(year).ok()?).map(calendar::day);
            return found(end + 1, DateKind::Date, day);
        }
        found(end, DateKind::Date, self.nearest_holiday(code, self.tense(at, end)).map(calendar::day))
    }

    fn holiday_name(&self, at: usize) -> Option<(usize, &'static str)> {
        let holidays = &self.language.facts.holidays;
        (at..self.pieces.len().min(at + LONGEST_HOLIDAY)).rev().find_map(|last| {
            let name = self.lower[self.pieces[at].span.start..self.pieces[last].span.end]
                .replace('’', "'")
                .replace(' ', "-");
            Some((last + 1, holidays.value(&name)?))
        })
    }

    fn nearest_holiday(&self, code: &str, tense: Tense) -> Option<time::Date> {
        let today = self.calendar.published?;
        let day = calendar::holiday(code, today.year())?;
        let days = (day - today).whole_days();
        let shift = match tense {
            Tense::Past if days > 0 => -1,
            Tense::Future if days < 0 => 1,
            Tense::Unknown if days > 120 => -1,
            Tense::Unknown if days < -240 => 1,
            _ => 0,
        };
        calendar::holiday(code, today.year() + shift)
    }

    /// "last Christmas" from the holiday on.
    pub(super) fn holiday_step(&self, at: usize, step: i8) -> Option<Found> {
        let (end, code) = self.holiday_name(at).filter(|_| self.time(at) == Some(TimeWord::Holiday))?;
        let tense = match step {
            ..0 => Tense::Past,
            0 => Tense::Unknown,
            1.. => Tense::Future,
        };
        found(end, DateKind::Date, self.nearest_holiday(code, tense).map(calendar::day))
    }
}
