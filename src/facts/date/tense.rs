//! Which way from the publication date a sentence points: a grammar of verbs as small as it can be.

use super::super::calendar::Tense;
use super::super::piece::TimeWord;
use super::Grammar;

/// How far before a date its verb is looked for, in pieces, and how far after it.
const REACH: (usize, usize) = (20, 32);

impl Grammar<'_> {
    /// Past or future, by the word that leads to the date, the nearest verb before it in its sentence, then the nearest after it.
    pub(super) fn tense(&self, from: usize, to: usize) -> Tense {
        let since = |lead| self.language.facts.since_words.contains(self.word(lead));
        if self.lead(from).is_some_and(since) {
            return Tense::Past;
        }
        let mut before = (0..from).rev().take(REACH.0).filter_map(|at| self.tense_of(at));
        let mut after = (to..self.pieces.len()).take(REACH.1).filter_map(|at| self.tense_of(at));
        let tense = before.next().or_else(|| after.next()).unwrap_or(Tense::Unknown);
        if tense != Tense::Future && (self.is_deadline(from) || self.follows_present(from)) {
            Tense::Future
        } else {
            tense
        }
    }

    /// The same for a month or its day without a year. What was agreed to be done then is still to come; what
    /// holds until or from then may be either, and the nearer is meant.
    pub(super) fn tense_of_month(&self, from: usize, to: usize) -> Tense {
        let tense = self.tense(from, to);
        if tense != Tense::Past {
            return tense;
        }
        let words = &self.language.facts;
        let verb = (0..from).rev().take(REACH.0).find(|at| self.tense_of(*at).is_some());
        let promised = verb.is_some_and(|verb| {
            words.promise_words.contains(self.word(verb))
                && (verb + 1..from).any(|at| words.infinitive_leads.contains(self.word(at)))
        });
        if promised {
            Tense::Future
        } else if self.lead(from).is_some_and(|lead| words.bound_words.contains(self.word(lead))) {
            Tense::Unknown
        } else {
            tense
        }
    }

    /// What a single word tells, where it is a verb.
    pub(super) fn tense_of(&self, at: usize) -> Option<Tense> {
        let words = &self.language.facts;
        let piece = &self.pieces[at];
        if !piece.is_word() {
            return None;
        }
        let word = &self.lower[piece.span.clone()];
        // "won't", "he'll": what stands after the apostrophe is a piece of its own.
        let pair = self.pieces.get(at + 1).map_or(word, |next| &self.lower[piece.span.start..next.span.end]);
        if words.future_pairs.contains(pair) {
            return Some(Tense::Future);
        }
        if words.past_pairs.contains(pair) {
            return Some(Tense::Past);
        }
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        // "the plan", "its reduced dividend": after a word that opens a noun phrase there is no verb.
        let is_noun = self.language.quotes.determiners.contains(before);
        if words.future_words.contains(word) {
            return (!is_noun).then_some(Tense::Future);
        }
        let ends_so = || words.past_endings.iter().any(|ending| word.ends_with(ending));
        let is_past = words.past_words.contains(word)
            || (!piece.is_capital() && ends_so() && !words.past_lookalikes.contains(word));
        // "will be paid", "is to be held": what came before the participle tells.
        let is_participle = words.participle_leads.contains(before);
        (is_past && !is_noun && !is_participle).then_some(Tense::Past)
    }

    /// "The vote is on Nov. 5": what now is on a day is still to come.
    fn follows_present(&self, from: usize) -> bool {
        let Some(before) = from.checked_sub(1) else { return false };
        let verb = match self.time(before) {
            Some(TimeWord::Preposition) if before > 0 => before - 1,
            _ => before,
        };
        self.language.facts.present_copulas.contains(self.word(verb))
    }

    /// "by Friday", "until May 3": what is still to come, unless it "had" come by then.
    fn is_deadline(&self, from: usize) -> bool {
        let words = &self.language.facts;
        let Some(lead) = self.lead(from) else { return false };
        let infinitive =
            |at: usize| words.infinitive_leads.contains(self.word(at)) && !self.pieces[at + 1].is_capital();
        words.deadline_words.contains(self.word(lead)) && (0..lead).rev().take(REACH.1).any(infinitive)
    }

    /// The word before a date, past "the", "early", "mid-" and "end of".
    fn lead(&self, from: usize) -> Option<usize> {
        (0..from).rev().filter(|at| !self.pieces[*at].is_hyphen()).find(|at| {
            !matches!(
                self.time(*at),
                Some(TimeWord::Article | TimeWord::Phase | TimeWord::Edge | TimeWord::Of)
            )
        })
    }
}
