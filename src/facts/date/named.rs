//! What the calendar names: days, months, years, decades.

use super::super::calendar::{self, Tense};
use super::super::piece::{self, CountWord, Piece, Shape, TimeWord, Unit};
use super::{DateKind, Found, Grammar, found};

/// The years that four digits may mean without more words about it.
pub(super) const YEARS: std::ops::RangeInclusive<u32> = 1400..=2100;

impl Grammar<'_> {
    /// "2024-02-28", "28.02.2024", "02/28/2024".
    pub(super) fn numeric(&self, at: usize) -> Option<Found> {
        let number = |at: usize| self.pieces.get(at).and_then(Piece::whole);
        let first = number(at);
        for mark in ['-', '/'] {
            if self.is_mark(at + 1, mark) && self.is_mark(at + 3, mark) && self.pieces[at + 1].glued {
                let (first, second, third) = (first?, number(at + 2)?, number(at + 4)?);
                let (year, month, day) = if first > 1000 {
                    (first, second, third)
                } else if first > 12 {
                    (third, second, first)
                } else {
                    (third, first, second)
                };
                let year = match year {
                    0..50 if mark == '/' => year + 2000,
                    50..100 if mark == '/' => year + 1900,
                    _ => year,
                };
                return found(at + 5, DateKind::Date, Some(day_of(year, month, day)?));
            }
        }
        None
    }

    /// "Monday", "Monday, February 3", "Friday night"; not the "Sunday" of a newspaper.
    pub(super) fn weekday(&self, at: usize) -> Option<Found> {
        let TimeWord::Weekday(weekday) = self.time(at)? else { return None };
        let piece = &self.pieces[at];
        if !piece.is_capital() || self.is_name(at) {
            return None;
        }
        let dot = usize::from(self.is_mark(at + 1, '.') && self.word(at).len() <= 5);
        // The abbreviations are words too: only "Sun." is a day, and only with its month.
        if self.word(at).len() <= 3 && dot == 0 && !self.is_mark(at + 1, ',') {
            return None;
        }
        let comma = usize::from(self.is_mark(at + 1 + dot, ','));
        if let Some(date) =
            self.day_and_month(at + 1 + dot + comma).or_else(|| self.month_and_day(at + 1 + dot + comma))
        {
            return Some(self.on_weekday(date, weekday));
        }
        let end = at + 1 + dot;
        if self.word(at).len() <= 3 {
            return None;
        }
        let tense = self.tense(at, end);
        // "Wednesday's ruling": what has a day of its own has been, whatever is still to come of it.
        let owns = self.pieces.get(end).is_some_and(|piece| piece.glued && piece.is_apostrophe());
        let tense = if owns && tense == Tense::Future { Tense::Past } else { tense };
        let value = self.calendar.weekday(weekday, None, tense);
        // "Mondays" is every Monday; the list has the singular only.
        Some(self.with_part_of_day(end, value))
    }

    /// The day of a year that nobody printed is the one that falls on the weekday.
    fn on_weekday(&self, date: Found, weekday: u8) -> Found {
        let is_printed =
            self.pieces[date.end - 1].span.len() == 4 && self.pieces[date.end - 1].whole().is_some();
        let day = date.value.as_deref().and_then(calendar::iso).filter(|_| !is_printed);
        let value = day.and_then(|day| {
            let (month, day) = (u8::from(day.month()), day.day());
            calendar::date(self.calendar.year_with(month, day, weekday)?, month, day).map(calendar::day)
        });
        Found { value: value.or(date.value), ..date }
    }

    fn is_name(&self, at: usize) -> bool {
        let names = &self.language.facts.weekday_names;
        // "Saturday Night" is a title where the night is written large.
        let title =
            matches!(self.time(at + 1), Some(TimeWord::Part(_))) && !self.language.names.capital_nouns;
        if title && self.pieces[at + 1].is_capital() {
            return true;
        }
        self.pieces.get(at + 1).is_some_and(Piece::is_capital) && names.contains(self.word(at + 1))
    }

    /// "28 February 2024", "the 28th of February" from the number on.
    pub(super) fn day_and_month(&self, at: usize) -> Option<Found> {
        let day = self.pieces.get(at)?.whole().filter(|day| (1..=31).contains(day))?;
        let mut next = self.past_ordinal(at + 1);
        if self.is_mark(next, '.') && self.language.facts.dot_after_day.contains(".") {
            next += 1;
        }
        next += usize::from(self.time(next) == Some(TimeWord::Of));
        let TimeWord::Month(month) = self.time(next)? else { return None };
        if !self.pieces[next].is_capital() {
            return None;
        }
        Some(self.day_in(at, self.past_dot(next), month, day))
    }

    /// "February 28, 2024", "Feb. 28".
    pub(super) fn month_and_day(&self, at: usize) -> Option<Found> {
        let TimeWord::Month(month) = self.time(at)? else { return None };
        let next = self.past_dot(at);
        let next = next + usize::from(self.time(next) == Some(TimeWord::Article));
        let day = self.pieces.get(next)?.whole().filter(|day| (1..=31).contains(day))?;
        let follows = self.pieces.get(next + 1);
        let is_day = self.pieces[at].is_capital()
            && !follows.is_some_and(|piece| piece.is('%') || self.is_clock_colon(next + 1));
        is_day.then(|| self.day_in(at, self.past_range(self.past_ordinal(next + 1), day), month, day))
    }

    /// Past the last day of "March 3-5".
    fn past_range(&self, at: usize, first: u32) -> usize {
        let last = self.pieces.get(at + 1).filter(|piece| piece.glued).and_then(Piece::whole);
        let dash = self.pieces.get(at).is_some_and(|piece| piece.is_dash() && piece.glued);
        let is_range = dash && last.is_some_and(|last| (first + 1..=31).contains(&last));
        at + 2 * usize::from(is_range)
    }

    /// The colon in "6:30".
    fn is_clock_colon(&self, at: usize) -> bool {
        let glued = |at: usize| self.pieces.get(at).is_some_and(|piece| piece.glued);
        self.is_mark(at, ':') && glued(at) && glued(at + 1)
    }

    /// Past "this year" or "last year", and the year that is.
    pub(super) fn step_year(&self, at: usize) -> Option<(usize, i32)> {
        self.unit(at + 1).filter(|unit| *unit == Unit::Year)?;
        let (from, step) = match self.time(at)? {
            TimeWord::Step(step) => (self.calendar.published?.year(), step),
            TimeWord::Anchored(step) => (self.calendar.last.year?, step),
            _ => return None,
        };
        Some((at + 2, from + i32::from(step)))
    }

    pub(super) fn day_in(&self, at: usize, end: usize, month: u8, day: u32) -> Found {
        let comma = usize::from(self.is_mark(end, ','));
        let of = usize::from(self.time(end) == Some(TimeWord::Of) && comma == 0);
        let is_year =
            |at: usize| self.pieces.get(at).and_then(Piece::whole).filter(|year| YEARS.contains(year));
        let printed = is_year(end + comma + of);
        // "March 3, 4 and 5, 2024": the year of the last day is that of all.
        let last = self.past_list(end);
        let shared = is_year(last + usize::from(self.is_mark(last, ',')));
        let day = day as u8;
        let (end, year) = match (printed, self.step_year(end)) {
            (Some(year), _) => (end + comma + of + 1, i32::try_from(year).ok()),
            (None, Some((end, year))) => (end, Some(year)),
            _ if last > end && shared.is_some() => (end, shared.and_then(|year| i32::try_from(year).ok())),
            _ => (end, self.calendar.year_of(month, Some(day), self.tense_of_month(at, end))),
        };
        let value = year.and_then(|year| calendar::date(year, month, day)).map(calendar::day);
        Found { end, kind: DateKind::Date, value }
    }

    /// "February 2024", "last February" from the month on, "Feb. 28"; not the verb "may".
    pub(super) fn month(&self, at: usize) -> Option<Found> {
        let TimeWord::Month(month) = self.time(at)? else { return None };
        if let Some(date) = self.month_and_day(at) {
            return Some(date);
        }
        if !self.pieces[at].is_capital() {
            return None;
        }
        let end = self.past_dot(at);
        let comma = usize::from(self.is_mark(end, ','));
        let of = usize::from(self.time(end) == Some(TimeWord::Of));
        if let Some(year) =
            self.pieces.get(end + comma + of).and_then(Piece::whole).filter(|year| YEARS.contains(year))
        {
            return found(end + comma + of + 1, DateKind::Date, Some(format!("{year:04}-{month:02}")));
        }
        if self.language.facts.ambiguous_months.contains(self.word(at)) && !self.is_led_to(at) {
            return None;
        }
        if let Some((end, year)) = self.step_year(end + of) {
            return found(end, DateKind::Date, Some(format!("{year:04}-{month:02}")));
        }
        if let Some((end, year)) = self.spoken_year(end) {
            return found(end, DateKind::Date, Some(format!("{year:04}-{month:02}")));
        }
        let tense = self.tense_of_month(at, end);
        // Whoever means the month that was eleven months ago says "last November", or "the November storm".
        let is_next = self.calendar.is_next_month(month);
        let owned = at > 0 && self.time(at - 1) == Some(TimeWord::Article);
        let tense = if is_next && !owned && tense == Tense::Past { Tense::Unknown } else { tense };
        let year = self.calendar.year_of(month, None, tense);
        found(end, DateKind::Date, year.map(|year| format!("{year:04}-{month:02}")))
    }

    /// Whether the word before makes a month of a word that may be something else: "in May", "early May", "April and May".
    fn is_led_to(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let before = before - usize::from(self.pieces[before].is_dash() && before > 0);
        // "The May election", but "the March on the capital", "the March was".
        let describes = || {
            self.pieces.get(at + 1).is_some_and(|next| next.is_word() && !next.is_capital())
                && self.time(at + 1).is_none()
                && self.tense_of(at + 1).is_none()
                && !self.language.summary.stop_words.contains(self.word(at + 1))
        };
        self.time(before) == Some(TimeWord::Article) && describes()
            || matches!(
                self.time(before),
                Some(
                    TimeWord::Preposition
                        | TimeWord::Step(_)
                        | TimeWord::Phase
                        | TimeWord::Earlier
                        | TimeWord::Later
                        | TimeWord::Of
                        | TimeWord::Every
                        | TimeWord::Month(_)
                )
            )
    }

    /// "1990s", "the '90s", "the nineties" from the number on.
    pub(super) fn decade(&self, at: usize) -> Option<Found> {
        let apostrophe = usize::from(self.pieces.get(at)?.is_apostrophe());
        let start = at + apostrophe;
        let number = self.pieces.get(start)?.whole()?;
        let inner =
            usize::from(self.pieces.get(start + 1).is_some_and(|piece| piece.is_apostrophe() && piece.glued));
        let plural = self.pieces.get(start + 1 + inner).filter(|piece| piece.glued)?;
        let ending = &self.lower[plural.span.clone()];
        if !self.language.facts.decade_endings.contains(ending) || number % 10 != 0 {
            return None;
        }
        let decade = match number {
            1400..=2100 => number / 10,
            20..=90 if apostrophe == 1 => 190 + number / 10,
            _ => return None,
        };
        found(start + 2 + inner, DateKind::Date, Some(decade.to_string()))
    }

    /// "2024", "1989-90", "fiscal 1989", "44 BC"; not "2000 people".
    pub(super) fn year(&self, at: usize) -> Option<Found> {
        let fiscal = match self.time(at) {
            Some(TimeWord::Fiscal) => 1 + usize::from(self.unit(at + 1) == Some(Unit::Year)),
            _ => usize::from(self.unit(at) == Some(Unit::Year)),
        };
        let start = at + fiscal;
        if let Some((end, year)) = self.spoken_year(start) {
            return found(end, DateKind::Date, Some(format!("{year:04}")));
        }
        let piece = self.pieces.get(start)?;
        // "The year two thousand": only the word before makes a year of it.
        if fiscal > 0 && piece.is_word() {
            let (end, number) = piece::count(self.pieces, start)?;
            let year = whole(number).filter(|year| YEARS.contains(year))?;
            return found(end, DateKind::Date, Some(format!("{year:04}")));
        }
        let number = piece.whole()?;
        if let Some(TimeWord::Era(era)) = self.time(start + 1).filter(|_| self.pieces[start + 1].is_capital())
        {
            let before = if era == "B" { "BC" } else { "" };
            return found(start + 2, DateKind::Date, Some(format!("{before}{number:04}")));
        }
        let digits = piece.span.len();
        if digits != 4 || !YEARS.contains(&number) || (fiscal == 0 && !self.is_year(start)) {
            return None;
        }
        found(start + 1, DateKind::Date, Some(format!("{number:04}")))
    }

    /// "nineteen ninety-six", as it is written down from a broadcast.
    fn spoken_year(&self, at: usize) -> Option<(usize, u32)> {
        let spoken = |at: usize, range: std::ops::RangeInclusive<u32>| {
            let is_word = self.pieces.get(at)?.is_word();
            let (end, count) = piece::count(self.pieces, at).filter(|_| is_word)?;
            whole(count).filter(|count| range.contains(count)).map(|count| (end, count))
        };
        let (next, century) = spoken(at, 17..=20)?;
        let (end, year) = spoken(next, 10..=99)?;
        Some((end, century * 100 + year))
    }

    fn is_year(&self, at: usize) -> bool {
        // "2000 people", but "the 2024 games": only round numbers are written like a year and count.
        let round = self.pieces[at].whole().is_some_and(|number| number % 100 == 0);
        let before = at.checked_sub(1).map(|before| &self.pieces[before]);
        let after = self.pieces.get(at + 1);
        let led = before.and_then(|piece| piece.time).is_some_and(|word| {
            matches!(
                word,
                TimeWord::Preposition
                    | TimeWord::Step(_)
                    | TimeWord::Phase
                    | TimeWord::Season(_)
                    | TimeWord::Month(_)
                    | TimeWord::Of
            )
        });
        // A sum, a code or a plate: "$2000", "A1990", "#2024", "2024km", "1990%".
        if before.is_some_and(|piece| {
            matches!(piece.shape, Shape::Mark('$' | '£' | '€' | '#' | '.' | '+')) && self.pieces[at].glued
        }) || after.is_some_and(|piece| piece.glued && (piece.is_word() || piece.is('%') || piece.is(':')))
        {
            return false;
        }
        if matches!(after.and_then(|piece| piece.count), Some(CountWord::Magnitude(_))) {
            return false;
        }
        // "2000 soldiers", and after "in": "in 2000 homes"; but "in 2000 prices rose" is rarer than either.
        let counts = after.is_some_and(|piece| {
            let word = &self.lower[piece.span.clone()];
            matches!(piece.shape, Shape::Word { capital: false })
                && (self.language.facts.measures.value(word).is_some()
                    || (!led && round && self.language.facts.is_plural(word))
                    || matches!(piece.time, Some(TimeWord::Unit(_))))
        });
        let name = before.is_some_and(|piece| {
            matches!(piece.shape, Shape::Word { capital: true }) && piece.time.is_none()
        }) && !led
            && at > 1
            && after.is_some_and(Piece::is_capital);
        !counts && !name
    }

    /// Past the letters of "28th".
    pub(super) fn past_ordinal(&self, at: usize) -> usize {
        let is_ending = self.pieces.get(at).is_some_and(|piece| piece.glued)
            && self.language.facts.ordinal_endings.contains(self.word(at));
        at + usize::from(is_ending)
    }

    /// Past a month and the dot of its abbreviation.
    pub(super) fn past_dot(&self, month: usize) -> usize {
        let is_short = self.word(month).len() <= 4;
        month
            + 1
            + usize::from(
                is_short
                    && self.is_mark(month + 1, '.')
                    && self.pieces[month + 1].glued
                    && month + 2 < self.pieces.len(),
            )
    }
}

fn day_of(year: u32, month: u32, day: u32) -> Option<String> {
    let date = calendar::date(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    Some(calendar::day(date))
}

/// A count without a fraction.
fn whole(count: f64) -> Option<u32> {
    u32::try_from(count as i64).ok().filter(|_| count.fract() == 0.0)
}
