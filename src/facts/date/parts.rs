//! Parts of a year, and centuries: "spring 2007", "the third quarter", "the first half of 2024", "the 19th century".

use super::super::calendar::{self, Tense};
use super::super::piece::{CountWord, Piece, TimeWord, Unit};
use super::named::YEARS;
use super::{DateKind, Found, Grammar, found};

impl Grammar<'_> {
    /// "spring 2007", "the summer of 1990", "last summer" from the season on.
    pub(super) fn season(&self, at: usize) -> Option<Found> {
        let TimeWord::Season(season) = self.time(at)? else { return None };
        let of = usize::from(self.time(at + 1) == Some(TimeWord::Of));
        let year = self.pieces.get(at + 1 + of).and_then(Piece::whole).filter(|year| YEARS.contains(year))?;
        found(at + 2 + of, DateKind::Date, Some(format!("{year:04}-{season}")))
    }

    /// "last Friday of May", "third Monday of January 2025".
    pub(super) fn weekday_of_month(&self, at: usize) -> Option<Found> {
        let nth = match (self.time(at), self.pieces.get(at)?.count) {
            (Some(TimeWord::Step(-1)), _) => None,
            (_, Some(CountWord::Ordinal(nth))) => Some(nth),
            _ => return None,
        };
        let Some(TimeWord::Weekday(weekday)) = self.time(at + 1) else { return None };
        let Some(TimeWord::Month(month)) =
            self.time(at + 3).filter(|_| self.time(at + 2) == Some(TimeWord::Of))
        else {
            return None;
        };
        let printed = self.pieces.get(at + 4).and_then(Piece::whole).filter(|year| YEARS.contains(year));
        let (end, year) = match printed {
            Some(year) => (at + 5, i32::try_from(year).ok()),
            None => (at + 4, self.calendar.year_of(month, None, self.tense(at, at + 4))),
        };
        let day = year.and_then(|year| calendar::weekday_of_month(year, month, weekday, nth));
        found(end, DateKind::Date, day.map(calendar::day))
    }

    /// "third quarter", "third-quarter", "the fiscal first quarter of 1989" from "fiscal" on, "Q3 2023".
    pub(super) fn quarter(&self, at: usize) -> Option<Found> {
        let mut start = at + usize::from(self.time(at) == Some(TimeWord::Fiscal));
        let number = if self.word(start) == "q" && self.pieces.get(start + 1)?.glued {
            start += 1;
            self.pieces[start].whole()?
        } else {
            let Some(CountWord::Ordinal(number)) = self.pieces.get(start)?.count else {
                return self.ordinal_century(at);
            };
            if let Some(half) = self.half_year(start, number) {
                return Some(half);
            }
            start += usize::from(self.pieces.get(start + 1).is_some_and(Piece::is_hyphen));
            start += usize::from(self.time(start + 1) == Some(TimeWord::Fiscal));
            start += 1;
            match self.unit(start)? {
                Unit::Quarter => number,
                Unit::Century => {
                    return found(start + 1, DateKind::Date, Some(format!("{:02}", number.checked_sub(1)?)));
                }
                _ => return None,
            }
        };
        if !(1..=4).contains(&number) {
            return None;
        }
        let end = start + 1;
        let of = usize::from(self.time(end) == Some(TimeWord::Of));
        let printed = self.pieces.get(end + of).and_then(Piece::whole).filter(|year| YEARS.contains(year));
        let (end, year) = match printed {
            Some(year) => (end + of + 1, i32::try_from(year).ok()),
            None => (end, self.calendar.year_of_season(number as u8 * 3 - 2, None, Tense::Past)),
        };
        found(end, DateKind::Date, year.map(|year| format!("{year:04}-Q{number}")))
    }

    /// "first half of 2024", "second half of the year"; the halves of a match are no dates.
    fn half_year(&self, at: usize, number: u32) -> Option<Found> {
        let of = self.time(at + 1) == Some(TimeWord::Half) && self.time(at + 2) == Some(TimeWord::Of);
        if !of || !(1..=2).contains(&number) {
            return None;
        }
        let article = usize::from(self.time(at + 3) == Some(TimeWord::Article));
        let (end, year) = match self.pieces.get(at + 3)?.whole().filter(|year| YEARS.contains(year)) {
            Some(year) => (at + 4, i32::try_from(year).ok()),
            None if self.unit(at + 3 + article) == Some(Unit::Year) => {
                (at + 4 + article, self.calendar.published.map(time::Date::year))
            }
            None => {
                let (end, year) = self.step_year(at + 3)?;
                (end, Some(year))
            }
        };
        found(end, DateKind::Date, year.map(|year| format!("{year:04}-H{number}")))
    }

    /// "19th century".
    fn ordinal_century(&self, at: usize) -> Option<Found> {
        let number = self.pieces.get(at)?.whole()?;
        let end = self.past_ordinal(at + 1);
        let hyphen = usize::from(self.pieces.get(end).is_some_and(Piece::is_hyphen));
        if end == at + 1 || self.unit(end + hyphen) != Some(Unit::Century) {
            return None;
        }
        found(end + hyphen + 1, DateKind::Date, Some(format!("{:02}", number.checked_sub(1)?)))
    }
}
