//! What a number is measured in, and whether it is an age.

use super::super::piece::{Piece, Shape, TimeWord, Unit as Stretch};
use super::{Found, Grammar};
use crate::language::CURRENCY_SIGNS;

impl Grammar<'_> {
    /// The unit after a number: "%", "per cent", "km", "million euros" from "euros" on.
    pub(super) fn unit(&self, at: usize) -> Option<(usize, &'static str)> {
        let words = &self.language.facts;
        let piece = self.pieces.get(at)?;
        if piece.is('%') {
            return Some((at + 1, "%"));
        }
        if piece.is('°') {
            let scale = self
                .pieces
                .get(at + 1)
                .filter(|piece| piece.glued)
                .map(|piece| &self.lower[piece.span.clone()]);
            return Some(match scale {
                Some("c") => (at + 2, "°C"),
                Some("f") => (at + 2, "°F"),
                _ => (at + 1, "°"),
            });
        }
        if let Shape::Mark(_) = piece.shape {
            if let Some(unit) = CURRENCY_SIGNS.value(&self.lower[piece.span.clone()]) {
                return Some((at + 1, unit));
            }
            let hyphen = piece.is_hyphen() && piece.glued;
            return if hyphen { self.unit_word(at + 1) } else { None };
        }
        let two = self.pieces.get(at + 1).map(|next| &self.lower[piece.span.start..next.span.end]);
        if let Some(unit) = two.and_then(|two| words.measures.value(two)) {
            return Some((at + 2, unit));
        }
        self.unit_word(at)
    }

    fn unit_word(&self, at: usize) -> Option<(usize, &'static str)> {
        let words = &self.language.facts;
        let word = self.word(at);
        // "in" and "m" are units only where they touch the digits.
        let is_glued = self.pieces.get(at)?.glued;
        let unit = words.measures.value(word).or_else(|| words.currencies.value(word));
        unit.filter(|_| is_glued || word.len() > 1 && !words.number_stops.contains(word))
            .map(|unit| (at + 1, unit))
    }

    /// "aged 43", ", 43,", "43-year-old", "43 years old".
    pub(super) fn age(&self, at: usize, end: usize, value: f64) -> Option<Found> {
        let words = &self.language.facts;
        let hyphen = |at: usize| usize::from(self.pieces.get(at).is_some_and(Piece::is_hyphen));
        let years = end + hyphen(end);
        if let Some(TimeWord::Unit(stretch)) = self.pieces.get(years).and_then(|piece| piece.time) {
            let old = years + 1 + hyphen(years + 1);
            let unit = match stretch {
                Stretch::Year => "years",
                Stretch::Month => "months",
                Stretch::Week => "weeks",
                Stretch::Day => "days",
                _ => return None,
            };
            let is_age = words.age_words.contains(self.word(old));
            return is_age.then_some(Found { start: at, end: old + 1, value, unit: Some(unit) });
        }
        self.pieces[at].whole().filter(|age| *age <= 120)?;
        let led = at > 0 && words.age_leads.contains(self.word(at - 1));
        let comma_before = at > 1 && self.pieces[at - 1].is(',') && self.pieces[at - 2].is_word();
        let between_commas = comma_before && self.pieces.get(end).is_some_and(|piece| piece.is(','));
        let after_name = comma_before && self.pieces[at - 2].is_capital();
        let closes = self
            .pieces
            .get(end)
            .is_some_and(|piece| matches!(piece.shape, Shape::Mark(',' | '.' | ';' | ')')));
        (led || between_commas || after_name && closes).then_some(Found {
            start: at,
            end,
            value,
            unit: Some("years"),
        })
    }
}
