//! Times of day: "9:30 a.m. EST", "noon Thursday", "Monday night", "this morning".

use super::super::piece::{Piece, TimeWord};
use super::{DateKind, Found, Grammar, found};

impl Grammar<'_> {
    /// "9:30 a.m.", "9 p.m. on Friday", "14:30", "noon".
    pub(super) fn clock(&self, at: usize) -> Option<Found> {
        let (end, hour, minute) = match self.time(at) {
            Some(TimeWord::Hour(hour)) => (at + 1, u32::from(hour), 0),
            _ => self.hour_and_minute(at)?,
        };
        let end = self.past_zone(end);
        // The day may follow: "at 9 p.m. on Friday" is one time.
        let on = usize::from(self.time(end) == Some(TimeWord::Preposition));
        let comma = usize::from(self.is_mark(end, ','));
        let day = end + on + comma;
        let following =
            self.weekday(day).or_else(|| self.day_and_month(day)).or_else(|| self.month_and_day(day));
        let following = following.or_else(|| self.today(end + on));
        let day = following.and_then(|date| Some((date.end, date.value?))).filter(|(_, day)| day.len() == 10);
        let (end, day) = match day {
            Some((end, day)) => (end, Some(day)),
            None => (end, self.calendar.days(0)),
        };
        let clock = if hour == 24 { "T24:00".to_owned() } else { format!("T{hour:02}:{minute:02}") };
        found(end, DateKind::Time, day.map(|day| day + &clock))
    }

    fn hour_and_minute(&self, at: usize) -> Option<(usize, u32, u32)> {
        // "6.10am"
        if let Some((hour, minute)) = self.word(at).split_once('.') {
            let (end, afternoon) = self.half_of_day(at + 1)?;
            let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
            let is_clock = (1..=12).contains(&hour) && minute < 60;
            return is_clock.then_some((end, hour % 12 + if afternoon { 12 } else { 0 }, minute));
        }
        let hour = self.pieces.get(at)?.whole().filter(|hour| *hour < 25)?;
        let colon = self.is_mark(at + 1, ':') && self.pieces[at + 1].glued;
        let minute = if colon {
            let minute = self.pieces.get(at + 2)?;
            (minute.span.len() == 2).then(|| minute.whole()).flatten().filter(|minute| *minute < 60)?
        } else {
            0
        };
        let end = at + 1 + 2 * usize::from(colon);
        if let Some((end, afternoon)) = self.half_of_day(end) {
            return (1..=12).contains(&hour).then_some((
                end,
                hour % 12 + if afternoon { 12 } else { 0 },
                minute,
            ));
        }
        // "2:1" is a score and "at 14:30" a time; "4:30:12" is how long a race took, "4:52 left" what the clock of a match showed.
        let led = at > 0 && matches!(self.time(at - 1), Some(TimeWord::Preposition | TimeWord::Roughly));
        (colon && led && !self.is_mark(end, ':')).then_some((end, hour, minute))
    }

    /// "a.m.", "pm".
    fn half_of_day(&self, at: usize) -> Option<(usize, bool)> {
        let half = |word: Option<TimeWord>| match word? {
            TimeWord::Morning => Some(false),
            TimeWord::Afternoon => Some(true),
            _ => None,
        };
        if let Some(afternoon) = half(self.time(at)) {
            return Some((at + 1, afternoon));
        }
        if self.is_mark(at + 1, '.') && self.pieces.get(at + 2).is_some_and(|piece| piece.glued) {
            let letters = format!("{}{}", self.word(at), self.word(at + 2));
            let word = self.language.facts.time_words.value(&letters)?;
            let afternoon = match word {
                "morning" => false,
                "afternoon" => true,
                _ => return None,
            };
            let dot = usize::from(self.is_mark(at + 3, '.'));
            return Some((at + 3 + dot, afternoon));
        }
        None
    }

    fn past_zone(&self, at: usize) -> usize {
        let is_zone = self.pieces.get(at).is_some_and(Piece::is_capital)
            && self.language.facts.zones.contains(self.word(at));
        // "11am local time"
        let pair = self.pieces.get(at + 1).map(|next| &self.lower[self.pieces[at].span.start..next.span.end]);
        let is_phrase = pair.is_some_and(|pair| self.language.facts.zone_phrases.contains(pair));
        at + if is_phrase { 2 } else { usize::from(is_zone) }
    }

    /// A day, and the part of it that may follow: "Monday", "Monday night".
    pub(super) fn with_part_of_day(&self, end: usize, day: Option<String>) -> Found {
        match self.time(end) {
            Some(TimeWord::Part(part)) => {
                Found { end: end + 1, kind: DateKind::Time, value: day.map(|day| format!("{day}T{part}")) }
            }
            _ => Found { end, kind: DateKind::Date, value: day },
        }
    }
}
