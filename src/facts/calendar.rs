//! The arithmetic of dates: from what an expression says and the day the story was published, the value in TIMEX3's ISO 8601.

use time::{Date, Duration, Month};

use super::piece::Unit;

/// Which way from the publication date an expression points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// The day from which the story counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar {
    pub(super) published: Option<Date>,
    /// What the story named last: "the next day" is counted from there.
    pub(super) last: Mentioned,
    /// Whether the story tells of other years than that of its publication.
    pub(super) history: bool,
}

/// The last day, month, quarter and year that the story named.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mentioned {
    pub(super) year: Option<i32>,
    month: Option<u8>,
    day: Option<Date>,
    quarter: Option<(i32, u8)>,
    /// Sentences since then.
    quarter_age: u8,
}

/// Without its year a day is told that is near, whatever the tense: weeks ahead, or just past.
const NEAR: (i32, i32) = (75, -30);

/// Sentences after which the figures need not be of the quarter that was named.
const QUARTER_LASTS: u8 = 1;

impl Calendar {
    /// Counts from an ISO 8601 date or date and time.
    pub(super) fn of(published: Option<&str>, text: &str) -> Self {
        let published = published.and_then(iso);
        let history = published.is_some_and(|today| tells_history(text, today.year()));
        Self { published, last: Mentioned::default(), history }
    }

    /// Goes on to another sentence.
    pub(super) fn next_sentence(&mut self) {
        self.last.quarter_age = self.last.quarter_age.saturating_add(1);
    }

    /// Remembers a date that the story has named; `printed` tells whether its year was.
    pub(super) fn mention(&mut self, value: &str, printed: bool) {
        // Where years long gone are told, one that the story only implies was counted from another.
        let Some(year) = value.get(..4).and_then(|year| year.parse().ok()) else { return };
        if self.history && !printed {
            return;
        }
        if self.last.year.is_some_and(|last| last != year) {
            self.last = Mentioned::default();
        }
        self.last.year = Some(year);
        if let Some(quarter) = value.get(4..).and_then(|rest| rest.strip_prefix("-Q")?.parse().ok()) {
            self.last.quarter = Some((year, quarter));
            self.last.quarter_age = 0;
        } else if let Some(month) = value.get(5..7).and_then(|month| month.parse().ok()) {
            self.last.month = Some(month);
            self.last.day = iso(value);
        }
    }

    /// A stretch counted from the last date that the story named: "the following year", "that day", "two weeks later".
    /// `None` where it named none, for from which day is counted is then not known.
    pub(super) fn since_last(&self, unit: Unit, count: i64) -> Option<String> {
        if count.abs() > 100_000 {
            return None;
        }
        let last = &self.last;
        let steps = i32::try_from(count).ok()?;
        match unit {
            Unit::Day => last.day?.checked_add(Duration::days(count)).map(day),
            Unit::Week => last.day?.checked_add(Duration::weeks(count)).map(week),
            Unit::Month => {
                let months = i64::from(last.year?) * 12 + i64::from(last.month?) - 1 + count;
                Some(format!("{:04}-{:02}", months.div_euclid(12), months.rem_euclid(12) + 1))
            }
            Unit::Quarter => {
                let (year, quarter) = last.quarter.or_else(|| self.quarter_reported())?;
                let quarters = i64::from(year) * 4 + i64::from(quarter) - 1 + count;
                Some(format!("{:04}-Q{}", quarters.div_euclid(4), quarters.rem_euclid(4) + 1))
            }
            Unit::Year => Some(format!("{:04}", last.year?.checked_add(steps)?.max(0))),
            Unit::Decade => Some(format!("{:03}", (last.year? / 10).checked_add(steps)?.max(0))),
            Unit::Century => Some(format!("{:02}", (last.year? / 100).checked_add(steps)?.max(0))),
            Unit::Weekend | Unit::Hour | Unit::Minute | Unit::Second => None,
        }
    }

    /// The part of a day counted from the last that the story named: "the next morning".
    pub(super) fn day_from_last(&self, days: i64) -> Option<String> {
        self.since_last(Unit::Day, days)
    }

    /// The last quarter that was over when the story was published: the one that its figures are of.
    fn quarter_reported(&self) -> Option<(i32, u8)> {
        let today = self.published?;
        let quarter = (u8::from(today.month()) - 1) / 3;
        Some(if quarter == 0 { (today.year() - 1, 4) } else { (today.year(), quarter) })
    }

    /// The quarter of the year before the one that the story speaks of: "a year earlier" among figures of a quarter; a few sentences on, it may
    /// be the year.
    pub(super) fn quarter_before(&self, years: i32) -> Option<String> {
        let (year, quarter) = self.last.quarter.filter(|_| self.last.quarter_age <= QUARTER_LASTS)?;
        Some(format!("{:04}-Q{quarter}", year.checked_sub(years)?))
    }

    /// "The weekend": the last one, or the next.
    pub(super) fn weekend(&self, tense: Tense) -> Option<String> {
        let is_weekend = self.published?.weekday().number_from_monday() > 5;
        self.units(Unit::Weekend, if is_weekend || tense == Tense::Future { 0 } else { -1 })
    }

    /// "Wednesday"; `step` is -1 for "last", 1 for "next".
    pub(super) fn weekday(&self, weekday: u8, step: Option<i8>, tense: Tense) -> Option<String> {
        let today = self.published?;
        let ahead = (7 + i64::from(weekday) - i64::from(today.weekday().number_from_monday())) % 7;
        let back = (7 - ahead) % 7;
        let days = match (step, tense) {
            (Some(-1), _) => -(if back == 0 { 7 } else { back }),
            (Some(1), _) => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            (None, Tense::Future) | (Some(_), _) => ahead,
            (None, _) => -back,
        };
        self.days(days)
    }

    /// A weekday counted from the day that the story named last: the first before it, the first after it, or, for 0, that of the days around it.
    pub(super) fn weekday_from_last(&self, weekday: u8, step: i64) -> Option<String> {
        let last = self.last.day?;
        let ahead = (7 + i64::from(weekday) - i64::from(last.weekday().number_from_monday())) % 7;
        let days = match step {
            ..0 => {
                if ahead == 0 {
                    -7
                } else {
                    ahead - 7
                }
            }
            0 => {
                if ahead > 3 {
                    ahead - 7
                } else {
                    ahead
                }
            }
            1.. => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
        };
        last.checked_add(Duration::days(days)).map(day)
    }

    /// Today and the days around it.
    pub(super) fn days(&self, days: i64) -> Option<String> {
        self.published?.checked_add(Duration::days(days)).map(day)
    }

    /// A month without a year, with its day where the story gives one.
    pub(super) fn year_of(&self, month: u8, day: Option<u8>, tense: Tense) -> Option<i32> {
        if self.history && self.last.year.is_some() {
            return self.last.year;
        }
        let today = self.published?;
        let months = i32::from(month) - i32::from(u8::from(today.month()));
        let ahead = 30 * months + day.map_or(0, |day| i32::from(day) - i32::from(today.day()));
        let (soon, just) = if day.is_some() { NEAR } else { (0, 0) };
        let shift = match tense {
            Tense::Past if ahead > soon => -1,
            Tense::Future if ahead < just => 1,
            Tense::Unknown if ahead > 120 => -1,
            Tense::Unknown if ahead <= -240 => 1,
            _ => 0,
        };
        Some(today.year() + shift)
    }

    /// Whether a month begins within one from publication.
    pub(super) fn is_next_month(&self, month: u8) -> bool {
        self.published.is_some_and(|today| u8::from(today.month().next()) == month)
    }

    /// The year near publication in which a day of the month falls on a weekday.
    pub(super) fn year_with(&self, month: u8, day: u8, weekday: u8) -> Option<i32> {
        let this = self.published?.year();
        let fits = |year: &i32| {
            date(*year, month, day).is_some_and(|date| date.weekday().number_from_monday() == weekday)
        };
        [this, this - 1, this + 1].into_iter().find(fits)
    }

    /// A unit counted from now: "last month", "two weeks ago", "next year".
    pub(super) fn units(&self, unit: Unit, count: i64) -> Option<String> {
        let today = self.published?;
        let months = |each: i64| {
            let at = i64::from(today.year()) * 12 + i64::from(u8::from(today.month())) - 1 + each * count;
            (at.div_euclid(12), at.rem_euclid(12) + 1)
        };
        if count.abs() > 100_000 {
            return None;
        }
        Some(match unit {
            Unit::Century => format!("{:02}", (i64::from(today.year()) / 100 + count).max(0)),
            Unit::Decade => format!("{:03}", (i64::from(today.year()) / 10 + count).max(0)),
            Unit::Year => format!("{:04}", (i64::from(today.year()) + count).max(0)),
            Unit::Quarter => {
                let (year, month) = months(3);
                format!("{year:04}-Q{}", (month + 2) / 3)
            }
            Unit::Month => {
                let (year, month) = months(1);
                format!("{year:04}-{month:02}")
            }
            Unit::Week => week(today.checked_add(Duration::weeks(count))?),
            Unit::Weekend => format!("{}-WE", week(today.checked_add(Duration::weeks(count))?)),
            Unit::Day => return self.days(count),
            Unit::Hour | Unit::Minute | Unit::Second => return None,
        })
    }

    /// A season or quarter of a year that the story does not name: of the `months` it ends with, the nearest that fits.
    pub(super) fn year_of_season(&self, first_month: u8, step: Option<i8>, tense: Tense) -> Option<i32> {
        if self.history && self.last.year.is_some() {
            return self.last.year;
        }
        let today = self.published?;
        let month = u8::from(today.month());
        Some(match (step, tense) {
            (Some(-1), _) if first_month + 2 >= month => today.year() - 1,
            (Some(1), _) if first_month <= month => today.year() + 1,
            (None, Tense::Past | Tense::Unknown) if first_month > month => today.year() - 1,
            (None, Tense::Future) if first_month + 2 < month => today.year() + 1,
            _ => today.year(),
        })
    }
}

/// A holiday of a year by its code: `12-25`, `11/4/4` (the fourth Thursday of November; -1 counts from the
/// end), `11-02/1/2` (the first Tuesday from the 2nd of November on), `-2` and `+49` (days from Easter Sunday).
pub(super) fn holiday(code: &str, year: i32) -> Option<Date> {
    if code.starts_with(['+', '-']) {
        return easter(year)?.checked_add(Duration::days(code.parse().ok()?));
    }
    if code.contains('/') {
        let mut parts = code.split('/');
        let (from, nth, weekday) = (parts.next()?, parts.next()?, parts.next()?);
        let (month, day) = from.split_once('-').unwrap_or((from, "1"));
        let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
        let (nth, weekday): (i64, i64) = (nth.parse().ok()?, weekday.parse().ok()?);
        let first = if nth > 0 { date(year, month, day)? } else { date(year, month % 12 + 1, 1)? };
        let ahead = (7 + weekday - i64::from(first.weekday().number_from_monday())) % 7;
        return first.checked_add(Duration::days(ahead + 7 * if nth > 0 { nth - 1 } else { nth }));
    }
    let (month, day) = code.split_once('-')?;
    date(year, month.parse().ok()?, day.parse().ok()?)
}

/// Easter Sunday of the Gregorian calendar, after the "anonymous algorithm" (Nature, 20 April 1876).
fn easter(year: i32) -> Option<Date> {
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let corrected = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - century / 4 - corrected + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let days = moon + weekday - 7 * late + 114;
    date(year, u8::try_from(days / 31).ok()?, u8::try_from(days % 31 + 1).ok()?)
}

/// Whether most of the years that a text names are long gone: then "in May" is May of the year that it speaks of.
fn tells_history(text: &str, this_year: i32) -> bool {
    /// Fewer than this, and the story only looks back once.
    const MANY: usize = 12;
    let years = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() == 4);
    let years: Vec<i32> =
        years.filter_map(|word| word.parse().ok()).filter(|year| (1400..2100).contains(year)).collect();
    let gone = years.iter().filter(|year| **year < this_year - 2).count();
    gone >= MANY && gone * 5 > years.len() * 4
}

/// The day of an ISO 8601 date or date and time.
pub(super) fn iso(printed: &str) -> Option<Date> {
    let mut parts = printed.get(..10)?.split('-');
    let mut part = || parts.next()?.parse::<u16>().ok();
    let (year, month, day) = (part()?, part()?, part()?);
    date(i32::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// A day that the calendar has.
pub(super) fn date(year: i32, month: u8, day: u8) -> Option<Date> {
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}

/// The first, second … of a month's Mondays, Tuesdays …; the last one without a number.
pub(super) fn weekday_of_month(year: i32, month: u8, weekday: u8, nth: Option<u32>) -> Option<Date> {
    let first = date(year, month, 1)?;
    let ahead = (7 + weekday - first.weekday().number_from_monday()) % 7;
    let in_week = |week: u32| date(year, month, 1 + ahead + 7 * u8::try_from(week.checked_sub(1)?).ok()?);
    match nth {
        Some(nth) => in_week(nth.min(6)),
        None => in_week(5).or_else(|| in_week(4)),
    }
}

/// A day in ISO 8601.
pub(super) fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

fn week(date: Date) -> String {
    let (year, week, _) = date.to_iso_week_date();
    format!("{year:04}-W{week:02}")
}

/// A length of time: `P3Y`, `PT30M`; an unknown number is `X`.
pub(super) fn duration(unit: Unit, count: Option<f64>) -> String {
    let (before, times, after) = match unit {
        Unit::Century => ("P", 100.0, "Y"),
        Unit::Decade => ("P", 10.0, "Y"),
        Unit::Year => ("P", 1.0, "Y"),
        Unit::Quarter => ("P", 1.0, "Q"),
        Unit::Month => ("P", 1.0, "M"),
        Unit::Week => ("P", 1.0, "W"),
        Unit::Weekend => ("P", 1.0, "WE"),
        Unit::Day => ("P", 1.0, "D"),
        Unit::Hour => ("PT", 1.0, "H"),
        Unit::Minute => ("PT", 1.0, "M"),
        Unit::Second => ("PT", 1.0, "S"),
    };
    match (count, unit) {
        (Some(count), _) => format!("{before}{}{after}", count * times),
        (None, Unit::Decade) => "PXDE".to_owned(),
        (None, Unit::Century) => "PXCE".to_owned(),
        (None, _) => format!("{before}X{after}"),
    }
}
