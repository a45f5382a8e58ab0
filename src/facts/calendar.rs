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
    /// The year of the last date that named one, for what is told in the order of its years.
    pub(super) last_year: Option<i32>,
    /// Whether the story tells of other years than that of its publication.
    pub(super) history: bool,
}

impl Calendar {
    /// Counts from an ISO 8601 date or date and time.
    pub(super) fn of(published: Option<&str>, text: &str) -> Self {
        let published = published.and_then(iso);
        let history = published.is_some_and(|today| tells_history(text, today.year()));
        Self { published, last_year: None, history }
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

    /// Today and the days around it.
    pub(super) fn days(&self, days: i64) -> Option<String> {
        self.published?.checked_add(Duration::days(days)).map(day)
    }

    /// A month without a year, with its day where the story gives one.
    pub(super) fn year_of(&self, month: u8, day: Option<u8>, tense: Tense) -> Option<i32> {
        if self.history && self.last_year.is_some() {
            return self.last_year;
        }
        let today = self.published?;
        let then = (month, day.unwrap_or(0));
        let now = (u8::from(today.month()), if day.is_some() { today.day() } else { 0 });
        // Months apart where the date is taken in the year of publication.
        let ahead = i32::from(month) - i32::from(u8::from(today.month()));
        let shift = match tense {
            Tense::Past if then > now => -1,
            Tense::Future if then < now => 1,
            Tense::Unknown if ahead > 4 => -1,
            Tense::Unknown if ahead < -8 => 1,
            _ => 0,
        };
        Some(today.year() + shift)
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
