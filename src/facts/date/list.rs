//! Days that share their month, and the end of a year: "April 24 and 25", "24 and 25 April", "year-end".

use super::super::calendar::{self, Tense};
use super::super::piece::{Piece, TimeWord, Unit};
use super::{DateKind, Found, Grammar, found};

/// Days of the longest list.
const LONGEST: usize = 6;

impl Grammar<'_> {
    /// A day of a list whose month stands before the first or after the last.
    pub(super) fn listed_day(&self, at: usize) -> Option<Found> {
        let day = self.day(at)?;
        let end = self.past_ordinal(at + 1);
        let next = self.past_joint(end).filter(|next| !self.is_mark(end, ',') && self.day(*next).is_some());
        if let Some(last) = next.and_then(|next| self.day_and_month(next)) {
            let value = last.value.as_deref().and_then(calendar::iso);
            let value = value.and_then(|last| calendar::date(last.year(), u8::from(last.month()), day));
            return found(end, DateKind::Date, value.map(calendar::day));
        }
        let month = self.month_of_list(at)?;
        let TimeWord::Month(number) = self.time(month)? else { return None };
        // "April 24 and 25 people" counts something.
        let counts = self.pieces.get(end).is_some_and(|next| {
            next.is_word()
                && !matches!(self.time(end), Some(TimeWord::Preposition | TimeWord::Of))
                && !self.language.quotes.prepositions.contains(self.word(end))
                && !self.language.quotes.auxiliaries.contains(self.word(end))
                && !self.language.quotes.conjunctions.contains(self.word(end))
        });
        if counts {
            return None;
        }
        Some(self.day_in(month, end, number, u32::from(day)))
    }

    /// Past the days that follow the first of a list, "and 25" or ", 25 and 26"; what follows by commas alone is none.
    pub(super) fn past_list(&self, end: usize) -> usize {
        let (mut at, mut joined) = (end, end);
        for _ in 0..LONGEST {
            let Some(next) = self.past_joint(at).filter(|next| self.day(*next).is_some()) else { break };
            let comma = self.is_mark(at, ',') && next == at + 1;
            at = self.past_ordinal(next + 1);
            if !comma {
                joined = at;
            }
        }
        joined
    }

    /// The month before the first day of the list that a day belongs to.
    fn month_of_list(&self, at: usize) -> Option<usize> {
        let mut first = at;
        for _ in 0..LONGEST {
            let joint = (first.saturating_sub(3)..first).find(|joint| {
                self.past_joint(*joint) == Some(first)
                    && joint.checked_sub(1).is_some_and(|day| self.day(day).is_some())
            })?;
            first = joint - 1;
            let month = (first.saturating_sub(2)..first).find(|month| {
                matches!(self.time(*month), Some(TimeWord::Month(_)))
                    && self.pieces[*month].is_capital()
                    && self.past_dot(*month) == first
            });
            if month.is_some() {
                return month.filter(|_| self.past_list(first + 1) >= self.past_ordinal(at + 1));
            }
        }
        None
    }

    /// Past "and", "to", or a comma, or a comma and "and".
    fn past_joint(&self, at: usize) -> Option<usize> {
        let comma = usize::from(self.is_mark(at, ','));
        let word = usize::from(self.language.facts.range_words.contains(self.word(at + comma)));
        (comma + word > 0).then_some(at + comma + word)
    }

    fn day(&self, at: usize) -> Option<u8> {
        let day = self.pieces.get(at)?.whole().filter(|day| (1..=31).contains(day))?;
        (self.pieces[at].span.len() <= 2).then_some(day as u8)
    }

    /// "year-end", "year's end", "by year end".
    pub(super) fn end_of_year(&self, at: usize) -> Option<Found> {
        let apostrophe = self.pieces.get(at + 1).is_some_and(Piece::is_apostrophe);
        let edge = match self.pieces.get(at + 1)? {
            piece if piece.is_hyphen() => at + 2,
            _ if apostrophe => at + 3,
            _ if at > 0
                && self
                    .time(at - 1)
                    .is_some_and(|lead| matches!(lead, TimeWord::Preposition | TimeWord::Roughly)) =>
            {
                at + 1
            }
            _ => return None,
        };
        if self.unit(at) != Some(Unit::Year) || self.time(edge) != Some(TimeWord::Edge) {
            return None;
        }
        let before = i64::from(self.tense(at, edge + 1) == Tense::Past);
        let year = self.calendar.units(Unit::Year, -before);
        // With its hyphen it is the day on which books are closed.
        let is_day = self.pieces[at + 1].is_hyphen();
        found(edge + 1, DateKind::Date, year.map(|year| if is_day { year + "-12-31" } else { year }))
    }
}
