//! Which dates and numbers tell the most, so that the first few of each are the story's own.

use std::collections::BTreeSet;

use super::calendar;
use super::{Date, DateKind, Number};
use crate::language::Language;
use crate::order;

/// Days around the publication in which what is new has happened.
const NEWS: i64 = 14;

/// From here on a count is large.
const LARGE: f64 = 1000.0;

/// Orders dates: the days of the news first, then what else is a date, then what was said before, then how long and how often.
/// Within these the order of the story stays.
pub(super) fn order_dates(dates: &mut [Date], published: Option<&str>) {
    let today = published.and_then(calendar::iso);
    let mut told = BTreeSet::new();
    let mut ranks = Vec::with_capacity(dates.len());
    for date in &*dates {
        let value = date.value.as_deref();
        let is_moment = matches!(date.kind, DateKind::Date | DateKind::Time);
        let is_vague = value.is_some_and(|value| value.ends_with("_REF"));
        let days =
            value.and_then(calendar::iso).zip(today).map(|(day, today)| (day - today).whole_days().abs());
        ranks.push(if !is_moment || is_vague {
            3
        } else if value.is_some_and(|value| !told.insert(value.to_owned())) {
            2
        } else {
            i32::from(days.is_none_or(|days| days > NEWS))
        });
    }
    order::by_keys(dates, ranks.into_iter().map(order::rising));
}

/// Orders numbers by what they tell; those that tell as much stay in the order of the story.
pub(super) fn order_numbers(numbers: &mut [(usize, Number)], lower: &str, language: &Language) {
    order::by_key(numbers, |(sentence, number)| order::falling(weight(*sentence, number, lower, language)));
}

fn weight(sentence: usize, number: &Number, lower: &str, language: &Language) -> i32 {
    /// Sentences after which it no longer matters how far down a number stands.
    const LEAD: usize = 12;
    let words = &language.facts;
    let unit = number.unit.as_deref();
    let about = number.about.as_ref().map_or("", |about| &lower[about.clone()]);
    // How many came to harm is what a reader asks first.
    let around = number.span.start.saturating_sub(20)..(number.span.end + 40).min(lower.len());
    let near = lower.get(around).unwrap_or("");
    let is_toll = unit.is_none()
        && !about.is_empty()
        && near.split(|c: char| !c.is_alphabetic()).any(|word| words.toll_words.contains(word));
    let kind = match unit {
        Some("years" | "months" | "weeks" | "days") => -4,
        Some("%" | "pp" | "score") => 4,
        Some(unit) if unit.len() == 3 && unit.starts_with(char::is_uppercase) => 4,
        None if number.value >= LARGE => 4,
        None if number.value > 0.0 && number.value < 1.0 => 3,
        None if number.value < 10.0 => -2,
        _ => 1,
    };
    let told = if about.is_empty() { -4 } else { 0 };
    let place = i32::try_from(LEAD - sentence.min(LEAD)).unwrap_or(0) / 2;
    kind + told + place + if is_toll { 6 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(start: usize, kind: DateKind, value: Option<&str>) -> Date {
        Date { span: start..start + 1, kind, value: value.map(str::to_owned) }
    }

    #[test]
    fn the_days_of_the_news_come_first_and_each_once() {
        let mut dates = [
            date(0, DateKind::Duration, Some("P2W")),
            date(1, DateKind::Date, Some("1994")),
            date(2, DateKind::Date, Some("2024-02-27")),
            date(3, DateKind::Date, Some("2024-02-27")),
            date(4, DateKind::Date, Some("PAST_REF")),
            date(5, DateKind::Time, Some("2024-02-28T09:00")),
        ];
        order_dates(&mut dates, Some("2024-02-28"));
        assert_eq!(dates.map(|date| date.span.start), [2, 5, 1, 3, 0, 4]);
    }

    #[test]
    fn the_dead_come_before_the_money_and_ages_last() {
        let lower = "ana ruiz, 43, said 17 people died and $5m was lost; two boats sank";
        let number = |printed: &str, value, unit: Option<&str>, about: &str| {
            let span = |words: &str| lower.find(words).map(|at| at..at + words.len());
            let span_of = |words| span(words).expect("words of the sentence");
            let about = Some(about).filter(|about| !about.is_empty()).map(span_of);
            (0, Number { span: span_of(printed), value, unit: unit.map(str::to_owned), about })
        };
        let mut numbers = [
            number("43", 43.0, Some("years"), "ana ruiz"),
            number("two", 2.0, None, "boats"),
            number("$5m", 5e6, Some("USD"), "lost"),
            number("17", 17.0, None, "people"),
        ];
        order_numbers(&mut numbers, lower, Language::fallback());
        assert_eq!(numbers.map(|(_, number)| &lower[number.span]), ["17", "$5m", "two", "43"]);
    }
}
