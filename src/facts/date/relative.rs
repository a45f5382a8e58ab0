//! What is counted from the publication date, lengths of time, and what happens again.

use super::super::calendar;
use super::super::piece::{self, CountWord, Piece, Shape, TimeWord, Unit};
use super::{DateKind, Found, Grammar, found};

impl Grammar<'_> {
    /// "today", "yesterday morning", "tonight".
    pub(super) fn today(&self, at: usize) -> Option<Found> {
        match self.time(at)? {
            TimeWord::Day(days) => Some(self.with_part_of_day(at + 1, self.calendar.days(i64::from(days)))),
            TimeWord::PartOfToday(part) => {
                found(at + 1, DateKind::Time, self.calendar.days(0).map(|day| format!("{day}T{part}")))
            }
            _ => None,
        }
    }

    /// "this week", "last year", "next Monday", "this morning", "last May", "next summer", "past two weeks".
    pub(super) fn step(&self, at: usize) -> Option<Found> {
        let TimeWord::Step(step) = self.time(at)? else { return None };
        let next = at + 1;
        // "This Week With" somebody is a programme.
        if at > 0
            && self.pieces[at].is_capital()
            && self.unit(next).is_some()
            && self.pieces[next].is_capital()
        {
            return None;
        }
        let days = |days| self.calendar.days(days);
        match self.time(next) {
            Some(TimeWord::Unit(unit)) if !matches!(unit, Unit::Hour | Unit::Minute | Unit::Second) => {
                found(next + 1, DateKind::Date, self.calendar.units(unit, i64::from(step)))
            }
            Some(TimeWord::Weekday(weekday)) if self.pieces[next].is_capital() => {
                let value = self.calendar.weekday(weekday, Some(step), self.tense(at, next + 1));
                Some(self.with_part_of_day(next + 1, value))
            }
            Some(TimeWord::Month(month)) if self.pieces[next].is_capital() => {
                if let Some(date) = self.month_and_day(next) {
                    return Some(date);
                }
                let year = self.calendar.year_of_season(month, Some(step), self.tense(at, next + 1));
                let year = self.calendar.published.and(year).map(|year| format!("{year:04}-{month:02}"));
                found(next + 1, DateKind::Date, year)
            }
            Some(TimeWord::Part(part)) => {
                // "The next morning" is one of the story's.
                let day = match step {
                    ..0 => days(-1),
                    0 => days(0),
                    1.. => self.calendar.day_from_last(1),
                };
                found(next + 1, DateKind::Time, day.map(|day| format!("{day}T{part}")))
            }
            Some(TimeWord::Season(season)) => {
                let first = first_month(season);
                let year = self.calendar.year_of_season(first, Some(step), self.tense(at, next + 1));
                found(next + 1, DateKind::Date, year.map(|year| format!("{year:04}-{season}")))
            }
            Some(TimeWord::Holiday) => self.holiday_step(next, step),
            _ => self.length(next).filter(|length| length.kind == DateKind::Duration),
        }
    }

    /// After "the": "the week", "the past year", "the summer", "the day", "the year"; units of time that stand alone.
    pub(super) fn after_article(&self, at: usize) -> Option<Found> {
        if let Some(first) = self.first_of(at) {
            return Some(first);
        }
        if let Some(before) = self.year_before(at) {
            // In "the year-earlier loss" the article is the noun's.
            return Some(before).filter(|before| before.end > at + 3);
        }
        match self.time(at)? {
            // "The weekend", "in the quarter", "the end of the year".
            TimeWord::Unit(Unit::Weekend) => {
                let end = at + 1;
                found(end, DateKind::Date, self.calendar.weekend(self.tense(at, end)))
            }
            TimeWord::Fiscal if self.unit(at + 1) == Some(Unit::Year) => {
                found(at + 2, DateKind::Date, self.calendar.units(Unit::Year, 0))
            }
            // "Sales for the full year": that of the story.
            TimeWord::Whole if self.unit(at + 1) == Some(Unit::Year) && !self.calendar.history => {
                found(at + 2, DateKind::Date, self.calendar.units(Unit::Year, 0))
            }
            TimeWord::Unit(unit @ (Unit::Quarter | Unit::Year))
                if self.stands_for_now(at) && self.year(at).is_none() =>
            {
                let value = match unit {
                    Unit::Year if !self.calendar.history => self.calendar.units(unit, 0),
                    _ => self.calendar.since_last(unit, 0),
                };
                found(at + 1, DateKind::Date, value)
            }
            TimeWord::Step(step) if step != 0 => {
                let unit = self.unit(at + 1)?;
                // "The next day" is one of the story's, and so is "the next year" where nothing makes a stretch of it.
                if (unit == Unit::Day || step > 0) && !self.is_stretch(at - 1) {
                    let step = i64::from(step);
                    let value = self.calendar.since_last(unit, step);
                    let value =
                        value.or_else(|| self.calendar.units(unit, step).filter(|_| unit != Unit::Day));
                    return found(at + 2, DateKind::Date, value);
                }
                // "the past year" lasts until now; "the last week" and "the next month" may be either and mostly do too.
                let many =
                    self.language.facts.is_plural(self.word(at + 1)) && !self.language.names.capital_nouns;
                found(at + 2, DateKind::Duration, Some(calendar::duration(unit, (!many).then_some(1.0))))
            }
            TimeWord::Season(season) if self.pieces[at].is_word() && self.season(at).is_none() => {
                let year = self.calendar.year_of_season(first_month(season), None, self.tense(at, at + 1));
                let alone = self.language.facts.ambiguous_seasons.contains(self.word(at));
                (!alone)
                    .then(|| found(at + 1, DateKind::Date, year.map(|year| format!("{year:04}-{season}"))))
                    .flatten()
            }
            _ => None,
        }
    }

    /// Whether "the year" or "the quarter" is that of the story: "in the quarter", "the end of the year", not "goal of the year".
    fn stands_for_now(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(2).filter(|_| !self.is_mark(at + 1, '-')) else { return false };
        match self.time(before) {
            Some(TimeWord::Preposition | TimeWord::Earlier | TimeWord::Later) => true,
            Some(TimeWord::Of) => {
                before > 0 && {
                    let of = self.time(before - 1);
                    matches!(of, Some(TimeWord::Unit(_) | TimeWord::Edge | TimeWord::Phase | TimeWord::Half))
                }
            }
            _ => false,
        }
    }

    /// Whether a preposition makes a stretch of what follows: "over the next day".
    fn is_stretch(&self, at: usize) -> bool {
        at > 0 && self.time(at - 1) == Some(TimeWord::Preposition)
    }

    /// "the first nine months" from "first" on.
    pub(super) fn first_of(&self, at: usize) -> Option<Found> {
        let ordinal = matches!(self.pieces.get(at)?.count, Some(CountWord::Ordinal(1)))
            || self.time(at) == Some(TimeWord::Step(-1));
        self.pieces.get(at + 1)?.count.is_some().then_some(())?;
        self.length(at + 1).filter(|length| ordinal && length.kind == DateKind::Duration)
    }

    /// "every day", "each Monday", "daily".
    pub(super) fn every(&self, at: usize) -> Option<Found> {
        match self.time(at)? {
            TimeWord::Rate(rate) => found(at + 1, DateKind::Set, Some(rate.to_owned())),
            TimeWord::Every => match self.time(at + 1) {
                Some(TimeWord::Unit(unit)) => {
                    found(at + 2, DateKind::Set, Some(calendar::duration(unit, Some(1.0))))
                }
                Some(TimeWord::Weekday(weekday)) => {
                    found(at + 2, DateKind::Set, Some(format!("XXXX-WXX-{weekday}")))
                }
                Some(TimeWord::Month(month)) => {
                    found(at + 2, DateKind::Set, Some(format!("XXXX-{month:02}")))
                }
                Some(TimeWord::Part(part)) => {
                    found(at + 2, DateKind::Set, Some(format!("XXXX-XX-XXT{part}")))
                }
                Some(TimeWord::Season(season)) => {
                    found(at + 2, DateKind::Set, Some(format!("XXXX-{season}")))
                }
                _ => {
                    let length = self.length(at + 1).filter(|length| length.kind == DateKind::Duration)?;
                    found(length.end, DateKind::Set, length.value)
                }
            },
            _ => None,
        }
    }

    /// "two weeks", "several days", "a year", "10-year", and where "ago" or its like follows, the day it leads to.
    pub(super) fn length(&self, at: usize) -> Option<Found> {
        let (count, unit_at) = self.how_many(at)?;
        let unit = self.unit(unit_at)?;
        let mut end = unit_at + 1;
        if self.pieces.get(end).is_some_and(Piece::is_hyphen) && !self.pieces[end].glued {
            return None;
        }
        // "CBS's 60 Minutes" is a programme; "a year-earlier loss" is told from another year.
        let is_name = self.pieces[unit_at].is_capital() && at > 0 && !self.language.names.capital_nouns;
        if is_name || self.year_before(unit_at).is_some() {
            return None;
        }
        // "54 years old", "a three-year-old": how old somebody is is a number.
        let hyphen = usize::from(self.pieces.get(end).is_some_and(Piece::is_hyphen));
        if self.language.facts.age_words.contains(self.word(end + hyphen)) {
            return None;
        }
        // "A quarter of the harvest" is a share, and so is what something fell by.
        let turns = matches!(self.time(end), Some(TimeWord::Ago | TimeWord::Earlier | TimeWord::Later));
        let share =
            self.time(end) == Some(TimeWord::Of) || self.time(at) == Some(TimeWord::Indefinite) && !turns;
        if unit == Unit::Quarter && share {
            return None;
        }
        // A second is a measure in a race and a place in a list; "one day" is none of the calendar.
        let alone = unit_at == at + 1 && !self.is_stretch(at);
        let is_one = self.pieces[at].count == Some(CountWord::Cardinal(1.0));
        let is_place =
            unit == Unit::Second && (count.is_none() || self.time(at) == Some(TimeWord::Indefinite));
        if is_place || alone && is_one && unit == Unit::Day && self.time(end).is_none() {
            return None;
        }
        let direction = match self.time(end) {
            Some(TimeWord::Ago | TimeWord::Earlier) => -1,
            Some(TimeWord::Later) => 1,
            _ => 0,
        };
        if direction == 0 {
            let half = self.and_a_half(end);
            end = half.unwrap_or(end);
            let count = count.map(|count| if half.is_some() { count + 0.5 } else { count });
            return found(end, DateKind::Duration, Some(calendar::duration(unit, count)));
        }
        let value = match count {
            Some(count) if count.fract() == 0.0 && count < 1e5 => {
                #[allow(clippy::cast_possible_truncation, reason = "a whole number below 100,000")]
                let count = direction * count as i64;
                self.counted(unit, count, self.time(end) == Some(TimeWord::Ago))
            }
            Some(_) => None,
            None => Some(if direction < 0 { "PAST_REF" } else { "FUTURE_REF" }.to_owned()),
        };
        found(end + 1, DateKind::Date, value)
    }

    /// A date so many units from now (`ago`) or from the date that the story named last.
    fn counted(&self, unit: Unit, count: i64, ago: bool) -> Option<String> {
        if unit == Unit::Year
            && count == -1
            && let Some(quarter) = self.calendar.quarter_before(1)
        {
            return Some(quarter);
        }
        if ago { self.calendar.units(unit, count) } else { self.calendar.since_last(unit, count) }
    }

    /// "for weeks", "within days", "in recent years": nobody says how many.
    pub(super) fn uncounted(&self, at: usize) -> Option<Found> {
        if self.time(at) == Some(TimeWord::Recent) {
            let units = usize::from(self.unit(at + 1).is_some());
            return found(at + 1 + units, DateKind::Date, Some("PAST_REF".to_owned()));
        }
        if self.time(at) == Some(TimeWord::Present) {
            let fiscal = usize::from(self.time(at + 1) == Some(TimeWord::Fiscal));
            return match self.unit(at + 1 + fiscal) {
                Some(unit) => found(at + 2 + fiscal, DateKind::Date, self.calendar.units(unit, 0)),
                None => found(at + 1, DateKind::Date, Some("PRESENT_REF".to_owned())),
            };
        }
        let unit = self.unit(at)?;
        let many = self.language.facts.is_plural(self.word(at)) && self.is_stretch(at);
        let coarse = !matches!(unit, Unit::Minute | Unit::Second | Unit::Quarter);
        (many && coarse)
            .then(|| found(at + 1, DateKind::Duration, Some(calendar::duration(unit, None))))
            .flatten()
    }

    /// The number before a unit of time: `None` in it is "several".
    fn how_many(&self, at: usize) -> Option<(Option<f64>, usize)> {
        let piece = self.pieces.get(at)?;
        match self.time(at) {
            Some(TimeWord::Indefinite) => {
                if let Some(TimeWord::Some(count)) = self.time(at + 1) {
                    let of = usize::from(self.time(at + 2) == Some(TimeWord::Of));
                    return Some((count.map(f64::from), at + 2 + of));
                }
                if self.time(at + 1) == Some(TimeWord::Half) {
                    return Some((Some(0.5), at + 2 + usize::from(self.pieces.get(at + 2)?.is_hyphen())));
                }
                // "$60 a share", "10 a day": a rate, not a length; but "from 10 million a year ago".
                let turns =
                    matches!(self.time(at + 2), Some(TimeWord::Ago | TimeWord::Earlier | TimeWord::Later));
                let rate = !turns && at > 0 && self.is_amount(at - 1);
                return (!rate && self.unit(at + 1).is_some()).then_some((Some(1.0), at + 1));
            }
            Some(TimeWord::Some(count)) => {
                return Some((
                    count.map(f64::from),
                    at + 1 + usize::from(self.time(at + 1) == Some(TimeWord::Of)),
                ));
            }
            Some(TimeWord::Half) => {
                let article = usize::from(self.time(at + 1) == Some(TimeWord::Indefinite));
                let hyphen = usize::from(self.pieces.get(at + 1)?.is_hyphen());
                return Some((Some(0.5), at + 1 + article.max(hyphen)));
            }
            _ => {}
        }
        let (mut end, mut count) = piece::count(self.pieces, at)?;
        // A year before a unit is a year: "the 1990 quarter".
        if matches!(piece.shape, Shape::Digits { plain: true, value } if (1900.0..2100.0).contains(&value)) {
            return None;
        }
        if let Some(half) = self.and_a_half(end) {
            end = half;
            count += 0.5;
        }
        let hyphen = usize::from(self.pieces.get(end).is_some_and(|piece| piece.is_hyphen() && piece.glued));
        Some((Some(count), end + hyphen))
    }

    /// Whether a piece ends a number or is its unit: "15 an hour", "80 kilometres an hour".
    fn is_amount(&self, at: usize) -> bool {
        let words = &self.language.facts;
        let piece = &self.pieces[at];
        piece.count.is_some_and(|word| word != CountWord::Joiner)
            || matches!(piece.shape, Shape::Digits { .. })
            || words.measures.value(self.word(at)).is_some()
            || words.currencies.value(self.word(at)).is_some()
    }

    /// Past "and a half".
    fn and_a_half(&self, at: usize) -> Option<usize> {
        let and = self.language.facts.joiners.contains(self.word(at));
        let half =
            self.time(at + 1) == Some(TimeWord::Indefinite) && self.time(at + 2) == Some(TimeWord::Half);
        (and && half).then_some(at + 3)
    }

    /// "now", "recently", "the future" from "future" on.
    pub(super) fn vague(&self, at: usize) -> Option<Found> {
        let TimeWord::Vague(value) = self.time(at)? else { return None };
        // "First" is an ordinal, and so are its like; no vague time is.
        (!matches!(self.pieces[at].count, Some(CountWord::Ordinal(_))))
            .then(|| found(at + 1, DateKind::Date, Some(value.to_owned())))
            .flatten()
    }
}

/// The month in which a season begins.
fn first_month(season: &str) -> u8 {
    match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    }
}
