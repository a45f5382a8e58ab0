//! The grammar of numbers: value, unit, and what they count.
//!
//! Reads what the grammar of dates left. A number that is a name ("section 230", "Boeing 737"), an address, a telephone number or the
//! mark of a list tells no reader how many, and is left out.

mod about;
mod idle;
mod subject;
mod unit;

use super::Number;
use super::piece::{self, CountWord, Piece, Shape, TimeWord};
use crate::language::{CURRENCY_SIGNS, Language};

/// A sentence's pieces, and which of them dates have taken.
struct Grammar<'a> {
    pieces: &'a [Piece],
    taken: &'a [bool],
    lower: &'a str,
    language: &'static Language,
}

/// No side scores so much, and no house has so many votes.
const SCORE: f64 = 1000.0;

/// A number and the pieces it covers, before it is known what it counts.
struct Found {
    start: usize,
    end: usize,
    value: f64,
    unit: Option<&'static str>,
}

/// Gives each number of a sentence.
pub(super) fn find(
    pieces: &[Piece],
    taken: &[bool],
    lower: &str,
    language: &'static Language,
    mut each: impl FnMut(Number),
) {
    let grammar = Grammar { pieces, taken, lower, language };
    let mut at = 0;
    while at < pieces.len() {
        let Some(found) = grammar.number(at) else {
            at += 1;
            continue;
        };
        // "half a billion years" is a length of time.
        let lasts = matches!(pieces.get(found.end).and_then(|piece| piece.time), Some(TimeWord::Unit(_)));
        if lasts && found.unit.is_none() {
            at = found.end;
            continue;
        }
        if let Some(end) = grammar.is_name(&found) {
            at = end;
            continue;
        }
        each(Number {
            span: pieces[found.start].span.start..pieces[found.end - 1].span.end,
            value: found.value,
            unit: found.unit.map(str::to_owned),
            about: grammar.about(&found),
        });
        at = found.end;
    }
}

impl Grammar<'_> {
    fn word(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |piece| &self.lower[piece.span.clone()])
    }

    fn is_free(&self, range: std::ops::Range<usize>) -> bool {
        self.taken.get(range).is_some_and(|taken| !taken.contains(&true))
    }

    fn number(&self, at: usize) -> Option<Found> {
        let found =
            self.money(at).or_else(|| self.half(at)).or_else(|| self.share(at)).or_else(|| self.plain(at))?;
        (found.value.is_finite() && self.is_free(found.start..found.end)).then_some(found)
    }

    /// "$1.2bn", "US$60 million", "£5m", "€20-30 million".
    fn money(&self, at: usize) -> Option<Found> {
        // "US$", "A$": letters of the country, then the sign.
        let prefix = usize::from(
            self.pieces[at].is_capital() && self.pieces[at].span.len() <= 2 && self.pieces.get(at + 1)?.glued,
        );
        let sign = &self.pieces[at + prefix];
        let Shape::Mark(_) = sign.shape else { return None };
        let printed = &self.lower[self.pieces[at].span.start..sign.span.end];
        let unit =
            CURRENCY_SIGNS.value(printed).or_else(|| CURRENCY_SIGNS.value(&self.lower[sign.span.clone()]))?;
        let (mut end, mut value) = self.amount(at + prefix + 1)?;
        if let Some((next, scale)) = self.short_magnitude(end, true) {
            (end, value) = (next, piece::scaled(value, scale));
        }
        // "£45,000 to 18 choirs" is no range: a range never goes down.
        if let Some((next, scale)) = self.second_of_range(end)
            && piece::count(self.pieces, next - 1).is_none_or(|(_, second)| second >= value || next > end + 2)
        {
            (end, value) = (next, piece::scaled(value, scale));
        }
        Some(Found { start: at, end, value, unit: Some(unit) })
    }

    /// Digits or number words with their magnitude.
    fn amount(&self, at: usize) -> Option<(usize, f64)> {
        let piece = self.pieces.get(at)?;
        if let Some(CountWord::Ordinal(_) | CountWord::Share(_)) = piece.count {
            return None;
        }
        let (end, value) = piece::count(self.pieces, at)?;
        // "million-dollar": a hyphen may join magnitude and number.
        if self.pieces.get(end).is_some_and(Piece::is_hyphen)
            && let Some(CountWord::Magnitude(scale)) = self.pieces.get(end + 1).and_then(|piece| piece.count)
        {
            return Some((end + 2, piece::scaled(value, scale)));
        }
        Some((end, value))
    }

    /// "5m", "12k", "1.2b": letters glued to the digits.
    fn short_magnitude(&self, at: usize, is_money: bool) -> Option<(usize, f64)> {
        let piece = self.pieces.get(at).filter(|piece| piece.glued && piece.is_word())?;
        let scale = match (&self.lower[piece.span.clone()], is_money) {
            ("k", _) => 1e3,
            ("m", _) if is_money || self.counts_plural(at + 1) => 1e6,
            ("b", true) => 1e9,
            ("t", true) => 1e12,
            _ => return None,
        };
        Some((at + 1, scale))
    }

    /// Past "–30 million" or "to $30 million": where it ends and what the first number of the range is to be multiplied with.
    fn second_of_range(&self, at: usize) -> Option<(usize, f64)> {
        let is_dash = self.pieces.get(at).is_some_and(|piece| piece.is_dash() && piece.glued);
        if !is_dash && !self.language.facts.range_words.contains(self.word(at)) {
            return None;
        }
        let sign = usize::from(
            matches!(self.pieces.get(at + 1)?.shape, Shape::Mark(_))
                && CURRENCY_SIGNS.value(self.word(at + 1)).is_some(),
        );
        let start = at + 1 + sign;
        let printed = match self.pieces.get(start)?.shape {
            Shape::Digits { value, .. } => value,
            _ => match self.pieces[start].count? {
                CountWord::Cardinal(value) => value,
                _ => return None,
            },
        };
        // "a 7-Eleven" is a shop.
        if is_dash && (!self.pieces[start].glued || self.pieces[start].is_capital()) {
            return None;
        }
        let (end, value) = self.amount(start)?;
        let (end, value) =
            self.short_magnitude(end, sign == 1).map_or((end, value), |(end, scale)| (end, value * scale));
        // In "20-30 million" the magnitude belongs to both.
        Some((end, if is_dash && printed > 0.0 { value / printed } else { 1.0 }))
    }

    /// "two-thirds of", "half of", "one in five", "a quarter of".
    fn share(&self, at: usize) -> Option<Found> {
        if self.pieces[at].time == Some(TimeWord::Half) {
            return self.half_of(at);
        }
        let (end, count) = match self.pieces[at].time {
            Some(TimeWord::Indefinite) => (at + 1, 1.0),
            _ => piece::count(self.pieces, at)?,
        };
        let hyphen = usize::from(self.pieces.get(end).is_some_and(Piece::is_hyphen));
        match self.part(end + hyphen, is_one(count)) {
            Some(part) => self.parts(at, end + hyphen + 1, count / part),
            None => self.ratio(at, end, count),
        }
    }

    /// "half of", "half the", "by half".
    fn half_of(&self, at: usize) -> Option<Found> {
        // The second half is of a match, half-time is none.
        if at > 0 && matches!(self.pieces[at - 1].count, Some(CountWord::Ordinal(_))) {
            return None;
        }
        let next = self.word(at + 1);
        let is_share = self.language.facts.number_links.contains(next)
            || self.pieces.get(at + 1).and_then(|piece| piece.time) == Some(TimeWord::Article)
            || self.language.quotes.determiners.contains(next)
            || self.is_change(at, at + 1);
        is_share.then_some(Found { start: at, end: at + 1, value: 0.5, unit: None })
    }

    /// How many parts a word makes of a whole: "thirds" three, and after "a" or "one" also "tenth" and "quarter".
    fn part(&self, at: usize, is_single: bool) -> Option<f64> {
        let piece = self.pieces.get(at)?;
        match piece.count {
            Some(CountWord::Share(part)) => Some(part).filter(|part| *part > 0.0),
            Some(CountWord::Ordinal(part)) if is_single && part > 2 => Some(f64::from(part)),
            _ => (is_single && piece.time == Some(TimeWord::Unit(piece::Unit::Quarter))).then_some(4.0),
        }
    }

    /// "two-thirds of the", "a quarter of a million", "by a quarter".
    fn parts(&self, at: usize, end: usize, value: f64) -> Option<Found> {
        if let Some(CountWord::Magnitude(magnitude)) = self.pieces.get(end + 2).and_then(|piece| piece.count)
            && self.pieces[end].time == Some(TimeWord::Of)
            && self.pieces[end + 1].time == Some(TimeWord::Indefinite)
        {
            return Some(Found { start: at, end: end + 3, value: value * magnitude, unit: None });
        }
        let of = self.language.facts.number_links.contains(self.word(end));
        (of || self.is_change(at, end)).then_some(Found { start: at, end, value, unit: None })
    }

    /// "one in five", "nine out of 10", "four out of every five"; not "died in 12".
    fn ratio(&self, at: usize, end: usize, count: f64) -> Option<Found> {
        let words = &self.language.facts;
        let mut next = end;
        while next < end + 2 && words.per_words.contains(self.word(next)) {
            next += 1;
        }
        let every = self.pieces.get(next).is_some_and(|piece| piece.time == Some(TimeWord::Every));
        next += usize::from(next > end && every);
        // "4 of 31 applicants" are two numbers.
        if next == end + 1 && words.number_links.contains(self.word(end)) {
            return None;
        }
        let (end, whole) = (next > end).then(|| piece::count(self.pieces, next)).flatten()?;
        let is_share = count >= 1.0 && count < whole && whole <= 1000.0 && self.pieces[at].time.is_none();
        (is_share && !self.taken[next]).then_some(Found { start: at, end, value: count / whole, unit: None })
    }

    /// Whether a share without its whole is the measure of a change: "by a quarter", "by nearly a third since".
    fn is_change(&self, at: usize, end: usize) -> bool {
        let words = &self.language.facts;
        let lead = (0..at).rev().find(|at| self.pieces[*at].time != Some(TimeWord::Roughly));
        let by = lead.is_some_and(|lead| words.change_prepositions.contains(self.word(lead)));
        by && !self.counts_noun(end)
    }

    /// "half a million trees", "half a percentage point".
    fn half(&self, at: usize) -> Option<Found> {
        let half = self.pieces[at].time == Some(TimeWord::Half);
        let article = self.pieces.get(at + 1)?.time == Some(TimeWord::Indefinite);
        if !half || !article {
            return None;
        }
        if let Some(CountWord::Magnitude(magnitude)) = self.pieces.get(at + 2)?.count {
            let (end, unit) = self.unit(at + 3).map_or((at + 3, None), |(end, unit)| (end, Some(unit)));
            return Some(Found { start: at, end, value: magnitude / 2.0, unit });
        }
        let (end, unit) = self.unit(at + 2)?;
        Some(Found { start: at, end, value: 0.5, unit: Some(unit) })
    }

    /// Everything else: counts, percentages, measures, ages, scores.
    fn plain(&self, at: usize) -> Option<Found> {
        let words = &self.language.facts;
        let piece = &self.pieces[at];
        let (mut end, mut value) = match self.pieces[at].count {
            // "a million", "a dozen": the article is the number.
            _ if piece.time == Some(TimeWord::Indefinite) => match self.pieces.get(at + 1)?.count? {
                CountWord::Magnitude(value) => (at + 2, value),
                _ => return None,
            },
            _ => self.amount(at)?,
        };
        if let Some((next, scale)) = self.short_magnitude(end, false) {
            (end, value) = (next, piece::scaled(value, scale));
        }
        if words.joiners.contains(self.word(end))
            && self.pieces.get(end + 2).and_then(|piece| piece.time) == Some(TimeWord::Half)
        {
            (end, value) = (end + 3, value + 0.5);
        }
        let is_range =
            |next: usize| self.unit(next).is_some() || self.pieces.get(next).is_some_and(Piece::is_word);
        let is_score = |at: usize, end: usize| end == at + 1 && self.pieces[at].whole().is_some();
        if let Some((next, scale)) =
            self.second_of_range(end).filter(|(next, _)| is_range(*next) || *next == end + 2)
        {
            let dash = self.pieces[end].is_dash();
            let between = at > 0 && words.between_words.contains(self.word(at - 1));
            let joined_by_and = !dash && words.joiners.contains(self.word(end)) && !between;
            let second = self.pieces.get(next - 1).and_then(Piece::whole).map_or(f64::INFINITY, f64::from);
            // A range never goes down: "defeated, 61 to 38".
            let falls = !joined_by_and && second < value && self.pieces[at].whole().is_some();
            let counts = self.unit(next).is_some() || self.counts_plural(next);
            // "7-Eleven" and "2020-22" are none either.
            let small = second < SCORE && value < SCORE;
            if (dash || falls) && small && is_score(at, end) && !counts {
                return Some(Found { start: at, end: next, value, unit: Some("score") });
            }
            if !joined_by_and {
                (end, value) = (next, piece::scaled(value, scale));
            }
        }
        if let Some(found) = self.age(at, end, value) {
            return Some(found);
        }
        let (end, unit) = self.unit(end).map_or((end, None), |(end, unit)| (end, Some(unit)));
        let is_pronoun = end == at + 1 && is_one(value) && piece.is_word() && !self.is_toll(at);
        let minus = at > 0 && (self.is_minus(at - 1) || words.minus_words.contains(self.word(at - 1)));
        let start = at - usize::from(minus);
        let value = if start < at { -value } else { value };
        (!is_pronoun && self.is_counting(at, end, unit)).then_some(Found { start, end, value, unit })
    }

    /// "One person died", "killing one guard": who came to harm is counted even where there is only one.
    fn is_toll(&self, at: usize) -> bool {
        let words = &self.language.facts;
        let harmed = |at: usize| words.toll_words.contains(self.word(at));
        words.person_nouns.contains(self.word(at + 1))
            && (at > 0 && harmed(at - 1) || harmed(at + 2) || harmed(at + 3))
    }

    fn counts_plural(&self, at: usize) -> bool {
        self.counts_noun(at) && (at..at + 2).any(|at| self.language.facts.is_plural(self.word(at)))
    }

    fn is_minus(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        (piece.is_hyphen() || piece.is('−')) && !piece.glued && self.pieces[at + 1].glued
    }

    /// Whether a noun that can be counted follows.
    fn counts_noun(&self, at: usize) -> bool {
        let words = &self.language.facts;
        self.pieces.get(at).is_some_and(|piece| {
            let word = &self.lower[piece.span.clone()];
            matches!(piece.shape, Shape::Word { capital: false })
                && !words.number_stops.contains(word)
                && !words.range_words.contains(word)
                && !words.number_links.contains(word)
                && !words.past_endings.iter().any(|ending| word.ends_with(ending))
        })
    }
}

/// Whether a count is one; counts are read from digits and words, so it is exactly that.
fn is_one(count: f64) -> bool {
    (count - 1.0).abs() < f64::EPSILON
}
