//! Digits that tell no reader how many: telephone numbers, addresses, list marks, numbers that are names.

use super::super::piece::Shape;
use super::{Found, Grammar};

impl Grammar<'_> {
    /// Digits that count nothing: of a telephone number, a version, an ordinal, a clock.
    pub(super) fn is_counting(&self, at: usize, end: usize, unit: Option<&str>) -> bool {
        let touches = |at: Option<usize>, after: bool| {
            at.and_then(|at| Some((self.pieces.get(at)?, if after { at } else { at + 1 }))).is_some_and(
                |(piece, second)| {
                    self.pieces[second].glued
                        && (piece.is_word()
                            || piece.is_dash()
                            || matches!(
                                piece.shape,
                                Shape::Mark('/' | ':' | '#' | '_' | '@' | '.' | '+' | '=' | '‘' | '’')
                                    | Shape::Digits { .. }
                            ))
                },
            )
        };
        let before = at.checked_sub(1);
        let glued_before = touches(before, false)
            && !(before.is_some_and(|before| self.is_minus(before)))
            && !before.is_some_and(|before| self.pieces[before].is('—') || self.pieces[before].is('–'));
        let next = self.pieces.get(end);
        let glued_after = next.is_some_and(|piece| {
            piece.glued
                && (piece.is_word()
                    || matches!(piece.shape, Shape::Mark('/' | ':' | '_' | '@') | Shape::Digits { .. })
                    || piece.is_hyphen()
                        && self
                            .pieces
                            .get(end + 1)
                            .is_some_and(|piece| matches!(piece.shape, Shape::Digits { .. })))
        });
        // "a three-legged stool" counts no stools.
        let describes = next.is_some_and(|piece| piece.glued && piece.is_hyphen())
            && self.pieces.get(end + 1).is_some_and(|piece| piece.glued)
            && self.is_past(self.word(end + 1));
        // "a 7-Eleven"
        let named = next.is_some_and(|piece| piece.glued && piece.is_hyphen())
            && self.pieces.get(end + 1).is_some_and(|piece| piece.glued && piece.is_capital())
            && !self.language.names.capital_nouns;
        !glued_before && !describes && !named && (unit.is_some() || !glued_after)
    }

    /// Where a number that is part of a name ends.
    pub(super) fn is_name(&self, found: &Found) -> Option<usize> {
        let words = &self.language.facts;
        let Found { start, end, unit, .. } = *found;
        if !matches!(unit, None | Some("score")) || !matches!(self.pieces[start].shape, Shape::Digits { .. })
        {
            return None;
        }
        let is_digits =
            |at: usize| matches!(self.pieces.get(at).map(|piece| piece.shape), Some(Shape::Digits { .. }));
        // A telephone number: groups of digits side by side, or one that begins with a naught.
        let naught = |at: usize| {
            is_digits(at)
                && self.pieces[at].whole().is_some()
                && self.word(at).len() > 1
                && self.word(at).starts_with('0')
        };
        if is_digits(end) || start > 0 && is_digits(start - 1) || (start..end).any(naught) {
            return Some(end);
        }
        // "1. Wash your hands", "(2) ..."
        let closes = self
            .pieces
            .get(end)
            .is_some_and(|piece| piece.glued && matches!(piece.shape, Shape::Mark('.' | ')')));
        if start == 0 && closes && end + 1 < self.pieces.len() {
            return Some(end);
        }
        // A house: "10 Downing Street".
        let street = (end..end + 4).find(|at| words.street_words.contains(self.word(*at)));
        if street.is_some_and(|street| street > end && (end..=street).all(|at| self.pieces[at].is_capital()))
        {
            return Some(end);
        }
        let mut before = start.checked_sub(1)?;
        before -= usize::from(self.pieces[before].is('.') && before > 0);
        if words.number_labels.contains(self.word(before)) {
            return Some(end);
        }
        // "Boeing 737", "Windows 11": a name before, and nothing to count after.
        let named = self.pieces[before].is_capital()
            && before + 1 == start
            && self.pieces[before].time.is_none()
            && !words.number_stops.contains(self.word(before));
        let plain = end == start + 1;
        let makes = self.language.names.organisations.contains(self.word(before));
        (named && plain && (makes || !self.counts_plural(end))).then_some(end)
    }
}
