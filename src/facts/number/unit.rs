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
        // "square miles", "miles per hour", "km/h"
        for last in [at + 2, at + 1] {
            let phrase = self.pieces.get(last).map(|next| &self.lower[piece.span.start..next.span.end]);
            if let Some(unit) = phrase.and_then(|phrase| words.measures.value(phrase)) {
                return Some((last + 1, unit));
            }
        }
        // "41C" is a temperature where the letter is a capital.
        if piece.glued && piece.is_capital() && piece.span.len() == 1 {
            return match self.word(at) {
                "c" => Some((at + 1, "°C")),
                "f" => Some((at + 1, "°F")),
                _ => None,
            };
        }
        self.unit_word(at)
    }

    fn unit_word(&self, at: usize) -> Option<(usize, &'static str)> {
        let words = &self.language.facts;
        let word = self.word(at);
        // A pound of something is a weight, and so is what somebody weighs.
        if let Some(weight) = words.weights.value(word) {
            let of = self.time(at + 1) == Some(TimeWord::Of);
            let weighs = (at.saturating_sub(6)..at).any(|at| words.weigh_words.contains(self.word(at)));
            if of || weighs {
                return Some((at + 1, weight));
            }
        }
        // "in" and "m" are units only where they touch the digits.
        let is_glued = self.pieces.get(at)?.glued;
        let unit = words.measures.value(word).or_else(|| words.currencies.value(word));
        let unit = unit.filter(|_| is_glued || word.len() > 1 && !words.number_stops.contains(word))?;
        // "18 degrees Celsius"
        let scale = match words.temperature_scales.value(self.word(at + 1)).filter(|_| unit == "°") {
            Some("C") => Some("°C"),
            Some(_) => Some("°F"),
            None => None,
        };
        Some(scale.map_or((at + 1, unit), |scale| (at + 2, scale)))
    }

    /// "aged 43", ", 43,", "(43)", "43-year-old", "43 years old", "a man of 43".
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
        let age = Found { start: at, end, value, unit: Some("years") };
        if self.age_lead(at).is_some() {
            return Some(age);
        }
        self.pieces[at].whole().filter(|age| *age <= 110)?;
        let before = at.checked_sub(2)?;
        let mark = |at: usize, mark: char| self.pieces.get(at).is_some_and(|piece| piece.is(mark));
        let comma_before = mark(at - 1, ',') && self.pieces[before].is_word();
        let between_commas = comma_before && mark(end, ',');
        let after_name = self.pieces[before].is_capital() && before > 0;
        let closes = self
            .pieces
            .get(end)
            .is_some_and(|piece| matches!(piece.shape, Shape::Mark(',' | '.' | ';' | ')')));
        let in_brackets = mark(at - 1, '(') && mark(end, ')') && value > 12.0;
        let of =
            words.number_links.contains(self.word(at - 1)) && words.aged_nouns.contains(self.word(before));
        let person = after_name || words.person_nouns.contains(self.word(before));
        let stands_alone = closes || end == self.pieces.len();
        let is_age = stands_alone && self.tells_age(at - 1)
            || between_commas && self.pieces[before].span.len() > 1
            || person && comma_before && closes
            || after_name && in_brackets
            || of && !self.counts_noun(end);
        is_age.then_some(age)
    }

    /// The word that makes an age of the number at a piece: "aged 43", "aged between 17 and 22", "aged 31 and 44".
    pub(super) fn age_lead(&self, at: usize) -> Option<usize> {
        let words = &self.language.facts;
        let mut lead = at.checked_sub(1)?;
        while lead > 0
            && (words.between_words.contains(self.word(lead)) || words.joiners.contains(self.word(lead)) || {
                let number = self.pieces[lead].whole().is_some();
                number || self.pieces[lead].is(',')
            })
        {
            lead -= 1;
        }
        words.age_leads.contains(self.word(lead)).then_some(lead)
    }
}
