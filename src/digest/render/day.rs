//! A day as a reader likes it: "Wed 28 Feb 2024" for `2024-02-28`.

use time::{Date, Month};

use super::Labels;

/// A day, month or year of ISO 8601 or TIMEX3, to read, without its time of day. `None` for everything else: weeks, seasons,
/// "the present".
pub(super) fn shown(value: &str, labels: &Labels) -> Option<String> {
    let mut fields = value.split(['T', ' ']).next()?.splitn(3, '-');
    let year = number(fields.next()?, 4)?;
    let Some(month) = fields.next() else { return Some(year.to_string()) };
    let month = u8::try_from(number(month, 2)?).ok()?;
    let month_name = labels.months.get(usize::from(month).checked_sub(1)?)?;
    let Some(day) = fields.next() else { return Some(format!("{month_name} {year}")) };
    let day = number(day, 2)?;
    let date =
        Date::from_calendar_date(i32::from(year), Month::try_from(month).ok()?, u8::try_from(day).ok()?)
            .ok()?;
    let weekday = labels.weekdays[usize::from(date.weekday().number_days_from_monday())];
    Some(format!("{weekday} {day} {month_name} {year}"))
}

/// As [`shown`], without the weekday.
pub(super) fn without_weekday(value: &str, labels: &Labels) -> Option<String> {
    let shown = shown(value, labels)?;
    let day = labels.weekdays.iter().find_map(|weekday| shown.strip_prefix(weekday)?.strip_prefix(' '));
    Some(day.map_or_else(|| shown.clone(), str::to_owned))
}

fn number(digits: &str, width: usize) -> Option<u16> {
    (digits.len() == width && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: Option<&str>) {
        assert_eq!(shown(value, &Labels::ENGLISH).as_deref(), expected);
    }

    #[test]
    fn days_months_and_years_are_shown() {
        check("2024-02-28", Some("Wed 28 Feb 2024"));
        check("2024-02-29T23:59:00+01:00", Some("Thu 29 Feb 2024"));
        check("2024-02-28TEV", Some("Wed 28 Feb 2024"));
        check("2024-02-05 08:15", Some("Mon 5 Feb 2024"));
        check("2024-02", Some("Feb 2024"));
        check("1989", Some("1989"));
    }

    #[test]
    fn what_is_no_day_is_not_shown() {
        for value in
            ["", "2024-W09", "2024-Q1", "PRESENT_REF", "199", "199X", "2023-02-29", "2024-13-01", "2024-00"]
        {
            check(value, None);
        }
        check("2024-02-XX", None);
        check("+024-02-01", None);
    }
}
