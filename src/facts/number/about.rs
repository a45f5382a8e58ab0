//! What a number counts or measures.
//!
//! Without a parser: a count counts the plural noun after it; a share or a measure is of what a preposition joins to it, before or after;
//! otherwise it is what the subject of its verb measures (`subject`). Where none of these is printed, nothing is said.

use super::super::piece::{Piece, Shape, TimeWord};
use super::{Found, Grammar};
use crate::text::Span;

/// Words after which what is counted has been said.
const LONGEST: usize = 9;

/// From here on a number without a unit is read as a sum: "900 million for roads".
const MILLION: f64 = 1e6;

impl Grammar<'_> {
    /// The words that a number counts or measures.
    pub(super) fn about(&self, found: &Found) -> Option<Span> {
        match found.unit {
            Some("score") => None,
            Some("years" | "months" | "weeks" | "days") => self.of_age(found),
            None if found.value >= 1.0 => self
                .counted(found)
                .or_else(|| self.joined(found, found.value >= MILLION))
                .or_else(|| self.of_verb(found)),
            None => {
                self.joined(found, false).or_else(|| self.shared(found.end)).or_else(|| self.of_verb(found))
            }
            unit => {
                let is_money =
                    unit.is_some_and(|unit| unit.starts_with(char::is_uppercase) && unit.len() == 3);
                self.modified(found, is_money)
                    .or_else(|| self.joined(found, is_money))
                    .or_else(|| self.of_verb(found))
            }
        }
    }

    /// The noun after a plain count: "363,000 permits", "the 300-seat hall", "12 dead".
    fn counted(&self, found: &Found) -> Option<Span> {
        let words = &self.language.facts;
        let from = found.end;
        let hyphen = self.pieces.get(from).is_some_and(|piece| piece.is_hyphen() && piece.glued);
        if super::is_one(found.value) && !hyphen {
            return self.pieces.get(from).filter(|piece| piece.is_word()).map(|piece| piece.span.clone());
        }
        if words.number_links.contains(self.word(from)) {
            return None;
        }
        // "Of 56 samples, nine contained traces": at the head of a clause a past form is its verb.
        let heads = found.start == 0 || self.pieces[found.start - 1].is(',');
        if heads && self.is_past(self.word(from)) && !words.is_plural(self.word(from)) {
            return None;
        }
        let (start, end) = self.noun_phrase(from)?;
        let plural = (start..end).any(|at| words.is_plural(self.word(at)));
        (plural || hyphen).then(|| self.span(start, end)).flatten()
    }

    /// The noun after a share without "of": "one in five children", "half the beaches".
    fn shared(&self, from: usize) -> Option<Span> {
        let words = &self.language.facts;
        let (start, end) = self.noun_phrase(from)?;
        let plural = (start..end).any(|at| words.is_plural(self.word(at)));
        (plural || start > from).then(|| self.span(start, end)).flatten()
    }

    /// The noun that a measure stands before: "a 12-mile stretch", "the $60 million loan", "a 20% stake".
    fn modified(&self, found: &Found, is_money: bool) -> Option<Span> {
        let words = &self.language.facts;
        let next = self.pieces.get(found.end)?;
        if next.is_hyphen() && next.glued {
            // "a 12-foot-tall skeleton"
            let dimension = words.dimension_words.contains(self.word(found.end + 1));
            let noun = if dimension { found.end + 2 } else { found.end };
            return self.noun_phrase(noun).and_then(|(start, end)| self.span(start, end));
        }
        let lead = found.start.checked_sub(1)?;
        let has_article = matches!(self.pieces[lead].time, Some(TimeWord::Article | TimeWord::Indefinite))
            || self.language.quotes.determiners.contains(self.word(lead));
        let is_noun = matches!(next.shape, Shape::Word { capital: false })
            && !words.number_links.contains(self.word(found.end))
            && !words.per_words.contains(self.word(found.end));
        // "90 mph tore roofs off": only a sum or a share stands before its noun without a hyphen.
        let hyphen = self.pieces[found.start..found.end].iter().any(|piece| piece.is_hyphen() && piece.glued);
        let may = hyphen || has_article && (is_money || found.unit == Some("%"));
        let (start, end) = self.noun_phrase(found.end).filter(|_| is_noun && may)?;
        self.span(start, end)
    }

    /// What a preposition joins to a measure or a share: "41% of voters", "$5bn in aid", "gusts of 130 mph".
    fn joined(&self, found: &Found, is_money: bool) -> Option<Span> {
        let words = &self.language.facts;
        let link = self.past_rate(found.end);
        let word = self.word(link);
        let after = self.pieces.get(link + 1);
        let article = after.is_some_and(|piece| piece.time == Some(TimeWord::Article));
        // "a rise of 5% in the price" is of the price, "fell 5% to $3" of nothing after it.
        let joins = match words.number_links.contains(word) {
            true if words.range_words.contains(word) => is_money && article,
            true => true,
            false => {
                is_money && (words.per_words.contains(word) && !article || words.money_links.contains(word))
            }
        };
        // "$5bn of debt", but "for the first time".
        let ordinal = (link + 1..link + 3).any(|at| {
            matches!(self.pieces.get(at).and_then(|piece| piece.count), Some(super::CountWord::Ordinal(_)))
        });
        let of = self.time(link) == Some(TimeWord::Of);
        // "12 of the 30 houses" counts houses.
        let noun = if of { self.past_number(link + 1) } else { link + 1 };
        if (joins && (found.unit.is_some() || found.value < 1.0 || is_money) || of)
            && !ordinal
            && let Some((start, end)) = self.noun_phrase(noun)
        {
            // "60 of the village's 410 inhabitants"
            let after = self.past_number(end);
            let further = self.noun_phrase(after).filter(|_| of && after > end);
            let (start, end) = further.unwrap_or((start, end));
            return self.span(start, end);
        }
        self.opened(found).or_else(|| self.before_link(found))
    }

    /// "At 3,200 tonnes, the statue": the noun after a measure that opens the sentence.
    fn opened(&self, found: &Found) -> Option<Span> {
        let opens = found.start == 1 && self.language.quotes.prepositions.contains(self.word(0));
        let comma = self.pieces.get(found.end).is_some_and(|piece| piece.is(','));
        let noun = self.noun_phrase(found.end + 1);
        let (start, end) = noun.filter(|_| opens && comma && found.unit.is_some())?;
        self.span(start, end)
    }

    /// Past the articles and the number that begin a noun phrase.
    fn past_number(&self, from: usize) -> usize {
        let mut at = from;
        while self.is_determiner(at) {
            at += 1;
        }
        super::piece::count(self.pieces, at).map_or(from, |(end, _)| end)
    }

    /// Past "a month", "per person", "each": how often a sum is paid tells not for what.
    pub(super) fn past_rate(&self, at: usize) -> usize {
        let words = &self.language.facts;
        let per = words.rate_words.contains(self.word(at))
            || self.pieces.get(at).and_then(|piece| piece.time) == Some(TimeWord::Indefinite);
        if words.each_words.contains(self.word(at)) {
            at + 1
        } else if per && self.pieces.get(at + 1).is_some_and(Piece::is_word) {
            at + 2
        } else {
            at
        }
    }

    /// The words from a piece to before another; `None` where there is no word.
    pub(super) fn span(&self, start: usize, end: usize) -> Option<Span> {
        (start < end).then(|| self.pieces[start].span.start..self.pieces[end - 1].span.end)
    }

    /// The noun phrase that begins at a piece, its articles left out.
    pub(super) fn noun_phrase(&self, from: usize) -> Option<(usize, usize)> {
        let words = &self.language.facts;
        let mut start = from;
        // "of the voters" counts voters, "of its coral" coral.
        while self.is_determiner(start) {
            start += 1;
        }
        let start = start + usize::from(self.pieces.get(start)?.is_hyphen() && self.pieces[start].glued);
        if words.number_links.contains(self.word(start)) {
            return None;
        }
        let (mut end, mut at) = (start, start);
        while at < self.pieces.len() && at < start + 2 * LONGEST && !self.taken[at] {
            let piece = &self.pieces[at];
            let word = &self.lower[piece.span.clone()];
            match piece.shape {
                Shape::Word { .. } if words.number_links.contains(word) && end > start => {
                    if !self.links(at) {
                        break;
                    }
                    // The article of what follows belongs to it.
                    at += 1 + usize::from(self.is_determiner(at + 1));
                    continue;
                }
                Shape::Word { .. } if words.joiners.contains(word) && end > start => {
                    if !self.joins(at, end) {
                        break;
                    }
                }
                // "live tortoises": a verb elsewhere, before a plural at the beginning it is none.
                Shape::Word { .. } if words.number_stops.contains(word) => {
                    if at > start || !self.may_describe(at) {
                        break;
                    }
                    end = at + 1;
                }
                Shape::Word { .. } => {
                    if at > start && !self.goes_on(at, start, end) {
                        break;
                    }
                    end = at + 1;
                }
                Shape::Mark(_)
                    if (piece.is_hyphen() || piece.is_apostrophe()) && piece.glued && at > start =>
                {
                    // An apostrophe that closes a quotation is no part of it.
                    if !self.pieces.get(at + 1).is_some_and(|next| next.glued && next.is_word()) {
                        break;
                    }
                }
                // "half of the U.S."
                Shape::Mark('.')
                    if piece.glued && at > start && self.is_initial(at - 1) && self.has_more_initials(at) =>
                {
                    end = at + 1;
                }
                _ => break,
            }
            at += 1;
        }
        (end > start).then_some((start, end))
    }

    fn is_initial(&self, at: usize) -> bool {
        self.pieces[at].is_capital() && self.pieces[at].span.len() == 1
    }

    /// Whether the full stop after an initial is one of several: "U.S.", not the end of "Plan B."
    fn has_more_initials(&self, stop: usize) -> bool {
        let before = stop >= 3 && self.pieces[stop - 2].is('.') && self.is_initial(stop - 3);
        let after = self.pieces.get(stop + 1).is_some_and(|piece| piece.glued) && self.is_initial(stop + 1);
        before || after
    }

    fn is_determiner(&self, at: usize) -> bool {
        let Some(piece) = self.pieces.get(at) else { return false };
        matches!(piece.time, Some(TimeWord::Article | TimeWord::Indefinite))
            || (self.language.quotes.determiners.contains(self.word(at))
                && self.language.facts.number_stops.contains(self.word(at))
                && self.pieces.get(at + 1).is_some_and(Piece::is_word))
    }

    /// Whether a word that is mostly a verb describes the plural after it.
    fn may_describe(&self, at: usize) -> bool {
        self.language.facts.describing_words.contains(self.word(at))
            && self.pieces.get(at + 1).is_some_and(|next| !next.is_capital())
            && self.language.facts.is_plural(self.word(at + 1))
    }

    /// Whether a word goes on with a noun phrase that has begun.
    fn goes_on(&self, at: usize, start: usize, end: usize) -> bool {
        let words = &self.language.facts;
        let word = self.word(at);
        // After a plural only another one goes on with the noun: "sports clubs", not "teachers agree".
        if end == at && words.is_plural(self.word(at - 1)) && !words.is_plural(word) {
            return false;
        }
        // "battery-powered ferries", "newly trained nurses"
        let compound = self.pieces[at - 1].is_hyphen();
        let describes =
            !(start..at).any(|at| words.is_plural(self.word(at))) && words.is_plural(self.word(at + 1));
        compound || describes || !self.is_past(word)
    }

    /// Whether a word is a past form: by its ending, or by itself.
    pub(super) fn is_past(&self, word: &str) -> bool {
        let words = &self.language.facts;
        words.past_words.contains(word)
            || word.len() > 4 && words.past_endings.iter().any(|ending| word.ends_with(ending))
    }

    /// Whether a preposition goes on with the noun: "visas to seasonal workers", not "people to flee the city".
    fn links(&self, at: usize) -> bool {
        let Some(next) = self.pieces.get(at + 1) else { return false };
        let words = &self.language.facts;
        if self.taken[at + 1] || !next.is_word() {
            return false;
        }
        if !words.range_words.contains(self.word(at)) {
            return !words.number_stops.contains(self.word(at + 1)) || next.time == Some(TimeWord::Article);
        }
        // "visas to", but "a bag to".
        if !words.is_plural(self.word(at - 1)) {
            return false;
        }
        // What ends in a plural before anything else stops it is a noun.
        let stop = (at + 1..self.pieces.len().min(at + 7)).find(|at| {
            let word = self.word(*at);
            !self.pieces[*at].is_word()
                || (words.number_stops.contains(word) && !words.joiners.contains(word))
                || words.number_links.contains(word)
        });
        let last = stop.unwrap_or(self.pieces.len().min(at + 7)).saturating_sub(1);
        last > at && words.is_plural(self.word(last))
    }

    /// Whether "and" stands between two words of the same kind: "new and returning growers", "men and women".
    fn joins(&self, at: usize, end: usize) -> bool {
        let words = &self.language.facts;
        let Some(next) = self.pieces.get(at + 1) else { return false };
        let is_verb =
            words.measure_verbs.contains(self.word(at + 1)) || words.change_verbs.contains(self.word(at + 1));
        let goes_on = next.is_word()
            && !is_verb
            && !self.taken[at + 1]
            && next.count.is_none()
            && !words.number_stops.contains(self.word(at + 1))
            && !self.is_past(self.word(at + 1));
        let alike = !words.is_plural(self.word(end - 1)) || words.is_plural(self.word(at + 1));
        goes_on && alike && (!next.is_capital() || self.pieces[end - 1].is_capital())
    }
}
