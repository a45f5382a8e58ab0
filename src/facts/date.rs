//! The grammar of dates, in this order: what the calendar names, then what is counted from the publication date, then lengths of
//! time and what happens again.
//!
//! Every rule reads pieces from the left and says where it ended; the first that reads anything wins, and the words that
//! may stand before ("the end of", "early", "nearly") belong to what follows them.

mod anchored;
mod clock;
mod list;
mod named;
mod parts;
mod relative;
mod tense;

use super::calendar::Calendar;
use super::piece::{Piece, Shape, TimeWord, Unit};
use super::{Date, DateKind};
use crate::language::Language;

/// What a rule read: up to where, and what it means.
#[derive(Debug)]
struct Found {
    end: usize,
    kind: DateKind,
    value: Option<String>,
}

#[allow(clippy::unnecessary_wraps, reason = "every rule ends with it, and a rule gives an option")]
fn found(end: usize, kind: DateKind, value: Option<String>) -> Option<Found> {
    Some(Found { end, kind, value })
}

/// A sentence's pieces and what they are counted from.
struct Grammar<'a> {
    pieces: &'a [Piece],
    lower: &'a str,
    language: &'static Language,
    calendar: Calendar,
}

/// Finds the dates of a sentence; gives each with the pieces it covers.
pub(super) fn find(
    pieces: &[Piece],
    lower: &str,
    calendar: &mut Calendar,
    language: &'static Language,
    mut each: impl FnMut(std::ops::Range<usize>, Date),
) {
    let mut at = 0;
    calendar.next_sentence();
    while at < pieces.len() {
        let grammar = Grammar { pieces, lower, language, calendar: *calendar };
        let Some((end, found)) = grammar.date(at).filter(|(end, _)| *end > at) else {
            at += 1;
            continue;
        };
        let span = pieces[at].span.start..pieces[end - 1].span.end;
        // What was "a year ago" is looked back at, and the story goes on from where it was.
        let looks_back =
            pieces[at..end].iter().any(|piece| matches!(piece.time, Some(TimeWord::Ago | TimeWord::Earlier)));
        if let (DateKind::Date | DateKind::Time, Some(value), false) =
            (found.kind, found.value.as_deref(), looks_back)
        {
            let printed = value.get(..4).is_some_and(|year| lower[span.clone()].contains(year));
            calendar.mention(value, printed);
        }
        each(at..end, Date { span, kind: found.kind, value: found.value });
        at = end;
    }
}

impl Grammar<'_> {
    fn date(&self, at: usize) -> Option<(usize, Found)> {
        // Inside a name or an address ("user2024") nothing is a date.
        let piece = self.pieces.get(at)?;
        if piece.glued && at > 0 && self.pieces[at - 1].is_word() {
            return None;
        }
        let found = self.with_openers(at)?;
        Some((found.end, found))
    }

    /// "the end of 2003", "early March", "nearly four years ago", "in the past two weeks" from its "the" on.
    fn with_openers(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.bare(at) {
            return Some(found);
        }
        match self.time(at)? {
            TimeWord::Article => {
                if let (Some(TimeWord::Edge), Some(TimeWord::Of)) = (self.time(at + 1), self.time(at + 2)) {
                    return Self::calendar_only(self.with_openers(at + 3)?);
                }
                self.after_article(at + 1).or_else(|| {
                    self.with_openers(at + 1)
                        .filter(|found| self.opens(at + 1) && !self.describes(at + 1, found))
                })
            }
            TimeWord::Edge if self.time(at + 1) == Some(TimeWord::Of) => {
                Self::calendar_only(self.with_openers(at + 2)?)
            }
            TimeWord::Phase => {
                let hyphen = usize::from(self.pieces.get(at + 1).is_some_and(Piece::is_hyphen));
                let article = usize::from(hyphen == 0 && self.time(at + 1) == Some(TimeWord::Article));
                let of = usize::from(self.time(at + 1) == Some(TimeWord::Of));
                Self::calendar_only(self.bare(at + 1 + hyphen + of + article)?)
            }
            // "earlier in the year"
            TimeWord::Earlier | TimeWord::Later if self.time(at + 1) == Some(TimeWord::Preposition) => {
                let article = self.time(at + 2) == Some(TimeWord::Article);
                if article && self.unit(at + 3) == Some(Unit::Day) {
                    let day = self.calendar.since_last(Unit::Day, 0).or_else(|| self.calendar.days(0));
                    return found(at + 4, DateKind::Date, day);
                }
                Self::calendar_only(self.with_openers(at + 2)?).filter(|_| article)
            }
            TimeWord::Earlier | TimeWord::Later => {
                let found = self.bare(at + 1)?;
                let relative = matches!(
                    self.time(at + 1)?,
                    TimeWord::Step(_) | TimeWord::Anchored(_) | TimeWord::Month(_)
                );
                Self::calendar_only(found).filter(|_| relative)
            }
            TimeWord::Roughly => {
                let mut next = at + 1;
                while self
                    .time(next)
                    .is_some_and(|word| matches!(word, TimeWord::Roughly | TimeWord::Article))
                {
                    next += 1;
                }
                self.length(next)
            }
            _ => None,
        }
    }

    /// Whether a word may stand between "the" and a date.
    fn opens(&self, at: usize) -> bool {
        self.time(at).is_some_and(|word| {
            matches!(
                word,
                TimeWord::Phase
                    | TimeWord::Step(_)
                    | TimeWord::Anchored(_)
                    | TimeWord::Season(_)
                    | TimeWord::Fiscal
                    | TimeWord::Present
                    | TimeWord::Vague(_)
            )
        }) || self.pieces.get(at).is_some_and(|piece| piece.is_apostrophe() || piece.count.is_some())
            || matches!(self.pieces.get(at).map(|piece| piece.shape), Some(Shape::Digits { .. }))
    }

    /// Whether a date only describes the noun that its article belongs to: "the 1996 games", "the two-week march", "the
    /// third-quarter loss".
    fn describes(&self, at: usize, found: &Found) -> bool {
        let is_year = self.pieces[at].whole().is_some() && self.pieces[at].span.len() == 4;
        let is_decade =
            found.kind == DateKind::Date && found.value.as_ref().is_some_and(|value| value.len() == 3);
        let hyphen = (at..found.end).any(|at| self.pieces[at].is_hyphen() && self.pieces[at].glued);
        let noun = self.pieces.get(found.end).is_some_and(Piece::is_word) && self.time(found.end).is_none();
        !is_decade && (is_year || hyphen && noun)
    }

    fn calendar_only(found: Found) -> Option<Found> {
        Some(found).filter(|found| matches!(found.kind, DateKind::Date | DateKind::Time))
    }

    fn bare(&self, at: usize) -> Option<Found> {
        self.numeric(at)
            .or_else(|| self.weekday_of_month(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.listed_day(at))
            .or_else(|| self.end_of_year(at))
            .or_else(|| self.month(at))
            .or_else(|| self.clock(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.year(at))
            .or_else(|| self.season(at))
            .or_else(|| self.quarter(at))
            .or_else(|| self.holiday(at))
            .or_else(|| self.today(at))
            .or_else(|| self.year_before(at))
            .or_else(|| self.anchored(at))
            .or_else(|| self.step(at))
            .or_else(|| self.every(at))
            .or_else(|| self.length(at))
            .or_else(|| self.uncounted(at))
            .or_else(|| self.vague(at))
    }

    fn time(&self, at: usize) -> Option<TimeWord> {
        self.pieces.get(at)?.time
    }

    fn word(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |piece| &self.lower[piece.span.clone()])
    }

    fn is_mark(&self, at: usize, mark: char) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.is(mark))
    }

    fn unit(&self, at: usize) -> Option<Unit> {
        match self.time(at)? {
            TimeWord::Unit(unit) => Some(unit),
            _ => None,
        }
    }
}
