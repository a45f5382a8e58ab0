//! What a number counts or measures.
//!
//! Without a parser: the words after the number up to one that cannot be part of what is counted; for the measure of a change, the words
//! before its verb.

use super::super::piece::{Piece, Shape, TimeWord};
use super::{Found, Grammar};
use crate::text::Span;

/// Words after which what is counted has been said.
const LONGEST: usize = 9;

impl Grammar<'_> {
    /// The words that a number counts or measures.
    pub(super) fn about(&self, found: &Found) -> Option<Span> {
        if matches!(found.unit, Some("years" | "score")) {
            return None;
        }
        let words = &self.language.facts;
        let mut start = found.end;
        // "41% of voters", "$5bn in aid", "a third of them".
        let link = words.number_links.contains(self.word(start));
        let measured = found.unit.is_some() && words.per_words.contains(self.word(start));
        if link || measured {
            start += 1;
        } else if let Some(unit) = found.unit {
            // "$60 million loan", "a 20% stake"; but "90 mph tore roofs off", "151 yen a dollar".
            let is_measure = unit.starts_with(char::is_lowercase) || unit.starts_with('°');
            let article = self.pieces.get(start).and_then(|piece| piece.time) == Some(TimeWord::Indefinite);
            if is_measure || article {
                return self.before(found);
            }
        }
        let changed = found.unit.is_some()
            && found.start > 0
            && words.change_verbs.contains(self.word(found.start - 1));
        if !changed && let Some(span) = self.noun_phrase(start) {
            return Some(span);
        }
        self.before(found)
    }

    fn noun_phrase(&self, from: usize) -> Option<Span> {
        let words = &self.language.facts;
        let mut start = from;
        // "of the voters" counts voters.
        while matches!(self.pieces.get(start)?.time, Some(TimeWord::Article | TimeWord::Indefinite)) {
            start += 1;
        }
        let start = start + usize::from(self.pieces.get(start)?.is_hyphen() && self.pieces[start].glued);
        let mut end = start;
        let mut at = start;
        while at < self.pieces.len() && at < start + 2 * LONGEST && !self.taken[at] {
            let piece = &self.pieces[at];
            let word = &self.lower[piece.span.clone()];
            match piece.shape {
                Shape::Word { .. } if words.number_links.contains(word) && end > start => {
                    if !self.links(at) {
                        break;
                    }
                    at += 1;
                    // The article of what follows belongs to it.
                    if matches!(
                        self.pieces.get(at).and_then(|piece| piece.time),
                        Some(TimeWord::Article | TimeWord::Indefinite)
                    ) {
                        at += 1;
                    }
                    continue;
                }
                Shape::Word { .. } if words.joiners.contains(word) && end > start => {
                    if !self.joins(at, end) {
                        break;
                    }
                }
                Shape::Word { .. } if words.number_stops.contains(word) => break,
                Shape::Word { .. } => {
                    // After a plural only another one goes on with the noun: "sports clubs", not "teachers agree".
                    let after_plural = at > start && end == at && words.is_plural(self.word(at - 1));
                    // "battery-powered ferries"
                    let compound = at > start && self.pieces[at - 1].is_hyphen();
                    if at > start
                        && (!compound && self.is_past(word) || after_plural && !words.is_plural(word))
                    {
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
                _ => break,
            }
            at += 1;
        }
        (end > start).then(|| self.pieces[start].span.start..self.pieces[end - 1].span.end)
    }

    fn is_past(&self, word: &str) -> bool {
        word.len() > 4 && self.language.facts.past_endings.iter().any(|ending| word.ends_with(ending))
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
        let is_plural = |word: &str| words.is_plural(word);
        let goes_on = next.is_word()
            && !self.taken[at + 1]
            && next.count.is_none()
            && !words.number_stops.contains(self.word(at + 1))
            && !self.is_past(self.word(at + 1));
        let closes = self
            .pieces
            .get(at + 2)
            .is_none_or(|piece| !piece.is_word() || words.number_stops.contains(self.word(at + 2)));
        goes_on && (!is_plural(self.word(end - 1)) || closes)
    }

    /// "Border crossings fell 41%": the words before the verb, with it.
    fn before(&self, found: &Found) -> Option<Span> {
        let words = &self.language.facts;
        let mut verb = found.start.checked_sub(1)?;
        if !words.change_verbs.contains(self.word(verb)) {
            // "fell by 41%", "rose to 5%", "fell about 10%"
            verb = verb.checked_sub(1).filter(|verb| words.change_verbs.contains(self.word(*verb)))?;
        }
        let is_part = |piece: &Piece, word: &str| piece.is_word() && !words.number_stops.contains(word);
        let start = (verb.saturating_sub(LONGEST)..verb)
            .rev()
            .take_while(|at| {
                let linked = words.number_links.contains(self.word(*at))
                    || self.pieces[*at].time == Some(TimeWord::Article);
                !self.taken[*at] && (is_part(&self.pieces[*at], self.word(*at)) || linked)
            })
            .last()?;
        let article = usize::from(self.pieces[start].time == Some(TimeWord::Article) && start + 1 < verb);
        // "That number fell": which number, the sentence before tells.
        let pointer = start == 1
            && self.pieces[0].time != Some(TimeWord::Article)
            && self.language.quotes.determiners.contains(self.word(0));
        let start = if pointer { 0 } else { start + article };
        Some(self.pieces[start].span.start..self.pieces[verb].span.end)
    }
}
