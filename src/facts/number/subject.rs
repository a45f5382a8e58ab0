//! What stands before a number and is measured by it: the noun before "of", the subject of the verb, the noun that a comma sets off.

use super::super::piece::{CountWord, Piece, Shape, TimeWord};
use super::{Found, Grammar};
use crate::text::Span;

/// Pieces of the longest noun phrase that is read backwards.
const LONGEST: usize = 9;

/// Pieces of the longest clause set off by commas between a subject and its verb.
const ASIDE: usize = 16;

impl Grammar<'_> {
    /// "gusts of up to 130 mph", "a crew of 24", "incomes above 120,000 euros", "jewels worth 4 million".
    pub(super) fn before_link(&self, found: &Found) -> Option<Span> {
        let words = &self.language.facts;
        let link = self.past_hedges(found.start)?;
        let word = self.word(link);
        if words.worth_words.contains(word) {
            if link > 0 && words.measure_verbs.contains(self.word(link - 1)) {
                return self.subject(link - 1).and_then(|(start, end)| self.span(start, end));
            }
            let comma = usize::from(link > 0 && self.pieces[link - 1].is(','));
            return self.noun_phrase_before(link - comma).and_then(|(start, end)| self.span(start, end));
        }
        let of = self.time(link) == Some(TimeWord::Of);
        let above = words.limit_words.contains(word);
        if !of && !above {
            return None;
        }
        // "for $5": what is sold, its verb's subject says.
        let is_noun = link > 1 && self.is_article(link - 2);
        let is_verb = link > 0
            && !is_noun
            && (words.measure_verbs.contains(self.word(link - 1)) || self.is_past(self.word(link - 1)));
        if is_verb {
            return None;
        }
        let (start, end) = self.noun_phrase_before(link)?;
        Some(self.innermost(start, end))
            .filter(|(start, end)| start < end)
            .and_then(|(start, end)| self.span(start, end))
    }

    /// The last noun of a noun phrase: of "the fee for a passport" the passport.
    fn innermost(&self, start: usize, end: usize) -> (usize, usize) {
        let prepositions = &self.language.quotes.prepositions;
        let preposition = (start..end).rev().find(|at| prepositions.contains(self.word(*at)));
        let start = preposition.map_or(start, |preposition| preposition + 1);
        (start + usize::from(start < end && self.is_article(start)), end)
    }

    /// What the verb before a number says of its subject: "turnout was 61%", "Crossings fell by 41%", "the ship, 180 metres long".
    pub(super) fn of_verb(&self, found: &Found) -> Option<Span> {
        let words = &self.language.facts;
        if found.unit.is_none()
            && let Some(noun) = self.before_link(found)
        {
            return Some(noun);
        }
        let mut verb = self.past_hedges(found.start)?;
        let preposition = words.measure_prepositions.contains(self.word(verb));
        let by = preposition && words.change_prepositions.contains(self.word(verb));
        if preposition {
            verb = self.past_hedges(verb)?;
        }
        let word = self.word(verb);
        if words.change_verbs.contains(word) || preposition && self.is_past(word) {
            let (start, end) = self.subject(verb)?;
            let aside = (end..verb).any(|at| self.pieces[at].is(',') || self.is_relative(at));
            return self.span(start, if aside { end } else { verb + 1 });
        }
        if words.measure_verbs.contains(word) {
            return self.subject(verb).and_then(|(start, end)| self.span(start, end));
        }
        if words.measure_nouns.contains(word) && !preposition {
            return self.span(verb, verb + 1);
        }
        // "Turnout, at 38.6 percent, was"
        let closes = self.pieces.get(found.end).is_some_and(|piece| piece.is(','));
        if preposition && !by && closes && self.pieces[verb].is(',') {
            return self.noun_phrase_before(verb).and_then(|(start, end)| self.span(start, end));
        }
        // "bringing the total to 1,000"
        if preposition && !by {
            let (start, end) = self.noun_phrase_before(verb + 1)?;
            let lead = start.checked_sub(1 + usize::from(start > 0 && self.is_article(start - 1)))?;
            return words.bring_verbs.contains(self.word(lead)).then(|| self.span(start, end)).flatten();
        }
        // "cut the risk by 28%", "raised the limit from 3 grams"
        if by && (found.unit.is_some() || found.value < 1.0) {
            let (start, end) = self.noun_phrase_before(verb + 1)?;
            // "to 4% from 5%": a unit is no thing.
            let unit = words
                .measures
                .value(self.word(end - 1))
                .or_else(|| words.currencies.value(self.word(end - 1)));
            return unit.is_none().then(|| self.span(start, end)).flatten();
        }
        self.set_off(found)
    }

    /// "The ship, 180 metres long,", "snow 40 centimetres deep", "the population, now 5.4 million,".
    fn set_off(&self, found: &Found) -> Option<Span> {
        let words = &self.language.facts;
        let before = self.past_hedges(found.start)?;
        let dimension = words.dimension_words.contains(self.word(found.end));
        let comma = self.pieces[before].is(',');
        let closes = self.pieces.get(found.end).is_some_and(|piece| piece.is(','));
        let apposition = comma && (dimension || closes && found.unit.is_none() && before + 1 < found.start);
        if !(apposition || dimension && self.pieces[before].is_word()) {
            return None;
        }
        let (start, end) = self.noun_phrase_before(before + usize::from(!comma))?;
        self.span(start, end)
    }

    /// The last piece before a number that is no "about", "nearly", "up to", "now".
    fn past_hedges(&self, from: usize) -> Option<usize> {
        let words = &self.language.facts;
        let mut at = from.checked_sub(1)?;
        loop {
            let hedge = words.between_words.contains(self.word(at))
                || matches!(self.time(at), Some(TimeWord::Roughly | TimeWord::Vague(_)))
                || words.hedges.contains(self.word(at));
            let pair = at > 0
                && words
                    .hedges
                    .contains(&self.lower[self.pieces[at - 1].span.start..self.pieces[at].span.end]);
            at = at.checked_sub(if pair {
                2
            } else if hedge {
                1
            } else {
                return Some(at);
            })?;
        }
    }

    /// Whether somebody is said to be so old by a bare number: "who was 91", "the youngest was 15".
    pub(super) fn tells_age(&self, verb: usize) -> bool {
        let words = &self.language.facts;
        let copula = self.language.quotes.auxiliaries.contains(self.word(verb))
            && words.measure_verbs.contains(self.word(verb));
        let who = verb > 0 && words.person_relatives.contains(self.word(verb - 1));
        let is_person =
            |(start, end): (usize, usize)| (start..end).any(|at| words.person_nouns.contains(self.word(at)));
        copula && (who || self.subject(verb).is_some_and(is_person))
    }

    /// The subject of the verb at a piece.
    fn subject(&self, verb: usize) -> Option<(usize, usize)> {
        let words = &self.language.facts;
        let quotes = &self.language.quotes;
        let mut end = verb;
        while end > 0
            && (words.verb_fillers.contains(self.word(end - 1))
                || quotes.auxiliaries.contains(self.word(end - 1)))
        {
            end -= 1;
        }
        let relative = end > 0 && self.is_relative(end - 1);
        end -= usize::from(relative);
        if end > 0 && self.pieces[end - 1].is(',') {
            end -= 1;
            // "Sales at the chain, which has many shops, slid": the clause between the commas is passed over.
            let aside = (end.saturating_sub(ASIDE)..end).rev().find(|at| self.pieces[*at].is(','));
            // "the collection, valued at" has none.
            let finite = verb > end + 1
                || quotes.auxiliaries.contains(self.word(verb))
                || !self.is_past(self.word(verb));
            let aside = aside.filter(|comma| !relative && (finite || self.is_relative(comma + 1)));
            if aside.is_none() && !relative && finite {
                return None;
            }
            end = aside.unwrap_or(end);
        }
        let (start, end) = self.noun_phrase_before(end)?;
        Some(if relative { self.innermost(start, end) } else { (start, end) })
            .filter(|(start, end)| start < end)
    }

    fn is_relative(&self, at: usize) -> bool {
        self.language.quotes.relative_pronouns.contains(self.word(at))
    }

    /// The noun phrase that ends before a piece, its articles left out.
    fn noun_phrase_before(&self, end: usize) -> Option<(usize, usize)> {
        let words = &self.language.facts;
        let quotes = &self.language.quotes;
        let (mut start, mut at) = (end, end);
        let mut end = end;
        while at > 0 && end - at < 2 * LONGEST {
            at -= 1;
            let piece = &self.pieces[at];
            let word = &self.lower[piece.span.clone()];
            if self.taken[at] {
                // "Prices in May fell": the date is passed over with its preposition.
                if start < end {
                    break;
                }
                (start, end) = (at, at);
                continue;
            }
            let is_link = quotes.prepositions.contains(word);
            match piece.shape {
                // "a two-bedroom flat"
                _ if start < end && self.pieces[start].is_hyphen() && self.pieces[start].glued => start = at,
                Shape::Word { .. }
                    if is_link && start == end && end < self.pieces.len() && self.taken[end] =>
                {
                    (start, end) = (at, at);
                }
                // What is before a preposition goes on with the noun, if it is one.
                Shape::Word { .. } if is_link => {
                    let noun = at > 0 && self.is_noun(at - 1);
                    if start == end || !noun {
                        break;
                    }
                    start = at;
                }
                Shape::Word { .. } if self.is_article(at) => {
                    let linked = at > 0 && quotes.prepositions.contains(self.word(at - 1));
                    let noun = at > 1 && self.is_noun(at - 2);
                    if start == end || !linked || !noun {
                        break;
                    }
                    start = at;
                }
                Shape::Word { .. }
                    if !self.is_counting_word(at)
                        && !words.number_stops.contains(word)
                        && self.is_noun(at) =>
                {
                    start = at;
                }
                Shape::Mark(_)
                    if (piece.is_hyphen() || piece.is_apostrophe()) && piece.glued && start < end =>
                {
                    start = at;
                }
                _ => break,
            }
        }
        self.trimmed(start, end)
    }

    /// A noun phrase that was read backwards, without what must not begin it.
    fn trimmed(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        // "That number": which one, the sentence before tells.
        let pointer = start == 1 && matches!(self.time(0), Some(TimeWord::Anchored(0) | TimeWord::Step(0)));
        let mut start = if pointer && start < end { 0 } else { start };
        start += usize::from(start < end && matches!(self.pieces[start].shape, Shape::Mark(_)));
        // Of "two-bedroom flat" the number is cut off, and with it the rest of its compound.
        let counts = self.is_counting_word(start.min(self.pieces.len() - 1))
            || matches!(self.pieces.get(start).map(|piece| piece.shape), Some(Shape::Digits { .. }));
        if start < end && counts && self.pieces.get(start + 1).is_some_and(Piece::is_hyphen) {
            start = (start + 1..end).find(|at| !self.pieces[*at].glued)?;
        }
        (start < end).then_some((start, end))
    }

    fn is_noun(&self, at: usize) -> bool {
        let words = &self.language.facts;
        let word = self.word(at);
        let compound = self.pieces.get(at.wrapping_sub(1)).is_some_and(Piece::is_hyphen);
        self.pieces[at].is_word()
            && !words.number_stops.contains(word)
            && !self.language.quotes.conjunctions.contains(word)
            && !words.bring_verbs.contains(word)
            && !self.language.quotes.auxiliaries.contains(word)
            && (!words.measure_verbs.contains(word) || self.follows_article(at))
            && (compound || !self.is_past(word))
    }

    /// Whether an article opens the noun phrase of a word: "a cost", "an average cost".
    fn follows_article(&self, at: usize) -> bool {
        (at.saturating_sub(2)..at).any(|at| self.is_plain_article(at))
    }

    fn is_counting_word(&self, at: usize) -> bool {
        self.pieces[at].count.is_some_and(|word| !matches!(word, CountWord::Ordinal(_) | CountWord::Joiner))
    }

    fn is_plain_article(&self, at: usize) -> bool {
        matches!(self.time(at), Some(TimeWord::Article | TimeWord::Indefinite))
    }

    fn is_article(&self, at: usize) -> bool {
        self.is_plain_article(at) || self.language.quotes.determiners.contains(self.word(at))
    }

    pub(super) fn time(&self, at: usize) -> Option<TimeWord> {
        self.pieces.get(at)?.time
    }

    /// Who is as old as that: "the 43-year-old driver", "Ana Ruiz, 43,", "a man aged 71", "the girl is nine years old", "a man of 27".
    pub(super) fn of_age(&self, found: &Found) -> Option<Span> {
        let words = &self.language.facts;
        let hyphenated = self.pieces[found.start..found.end].iter().any(Piece::is_hyphen);
        if hyphenated && let Some((start, end)) = self.noun_phrase(found.end) {
            // Who it is, not where: "43-year-old driver of the van".
            let end = (start..end).find(|at| words.number_links.contains(self.word(*at))).unwrap_or(end);
            return self.span(start, end);
        }
        // "The 18-year-old, Arion Kurtaj,": who it is follows.
        let name = self.pieces.get(found.end).is_some_and(|piece| piece.is(','));
        if hyphenated && name && self.pieces.get(found.end + 1).is_some_and(Piece::is_capital) {
            return self.noun_phrase(found.end + 1).and_then(|(start, end)| self.span(start, end));
        }
        let mut before = found.start.checked_sub(1)?;
        if let Some(lead) = self.age_lead(found.start) {
            before = lead.checked_sub(1)?;
        }
        if words.measure_verbs.contains(self.word(before)) {
            return self.subject(before).and_then(|(start, end)| self.span(start, end));
        }
        let of = words.number_links.contains(self.word(before));
        let mark = matches!(self.pieces[before].shape, Shape::Mark(',' | '('));
        let end = if mark || of { before } else { before + 1 };
        self.noun_phrase_before(end).and_then(|(start, end)| self.span(start, end))
    }
}
