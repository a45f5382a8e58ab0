//! What the tagger took for one name and is two, or the rest of one, or none.

use std::ops::Range;

use super::{EntityKind, Reader, is_ending};

impl Reader<'_, '_> {
    /// The names in what the tagger took for one: a person and where they work, two organisations that "and" joins, an owner and
    /// what is owned; no place where it is a team's, and nothing of a line that is all capitals.
    pub(super) fn parts(
        &mut self,
        tokens: Range<usize>,
        kind: EntityKind,
    ) -> Vec<(Range<usize>, EntityKind)> {
        let Range { start, end } = tokens;
        if self.is_shouting(start, end) || self.is_short_form(start) {
            return Vec::new();
        }
        // "US-based Harlow Marine"
        if end - start > 1 && self.words.word(start).split_once('-').is_some_and(|(_, rest)| is_ending(rest))
        {
            let place = self.hyphenated_place(start).is_some();
            let mut parts = self.parts(start + 1..end, kind);
            if place {
                parts.insert(0, (start..start + 1, EntityKind::Place));
            }
            return parts;
        }
        if let Some(of) = self.of_person(start, end) {
            return vec![(start..of, EntityKind::Person), (of + 1..end, EntityKind::Organisation)];
        }
        if let Some(ending) = self.owner(start, end) {
            let owner = if kind == EntityKind::Organisation
                && self.words.is_place(self.words.phrase(start, ending))
            {
                EntityKind::Place
            } else {
                kind
            };
            return vec![(start..ending, owner), (ending + 1..end, kind)];
        }
        match kind {
            EntityKind::Person if (start..end).any(|at| self.words.is_mark(at, "&")) => {
                vec![(tokens, EntityKind::Organisation)]
            }
            EntityKind::Person => vec![(self.without_title(start, end), kind)],
            EntityKind::Organisation if self.is_inside(start, end) => vec![(tokens, EntityKind::Place)],
            EntityKind::Organisation => match self.joint(start, end) {
                Some(and) => vec![(start..and, kind), (and + 1..end, kind)],
                None => vec![(tokens, kind)],
            },
            EntityKind::Place if self.is_team(start, end) => vec![(tokens, EntityKind::Organisation)],
            EntityKind::Place => vec![(tokens, kind)],
        }
    }

    /// "BOYS SOCCER": words in a line that has no small letters name nothing by their capitals.
    fn is_shouting(&mut self, start: usize, end: usize) -> bool {
        end - start > 1
            && (start..end).all(|at| self.words.is_shouted(at))
            && !(self.sentence.clone().any(|at| self.words.word(at).contains(char::is_lowercase)))
            && !self.is_listed(start, end)
    }

    /// "We'll": a word that begins sentences, and a short form.
    fn is_short_form(&mut self, at: usize) -> bool {
        let word = self.words.word(at);
        let Some((whole, _)) = word.split_once(['\'', '’']) else { return false };
        let all = self.words.all;
        let whole = whole.to_lowercase();
        all.text.sentence_starters.contains(&whole) || all.names.common_openers.contains(&whole)
    }

    fn is_listed(&mut self, start: usize, end: usize) -> bool {
        let phrase = self.words.phrase(start, end);
        self.words.is_place(phrase) || self.words.is_organisation(phrase)
    }

    /// Where "of" parts a person from where they work: "Ines Moor of Harlow Pharmacy".
    fn of_person(&mut self, start: usize, end: usize) -> Option<usize> {
        let of = (start + 2..end.min(start + 4)).find(|at| self.words.is_connector(*at))?;
        let full = of + 1 < end
            && self.words.is_given_name(start)
            && (start..of).all(|at| self.words.is_capital(at))
            && !self.words.is_organisation_opener(start)
            && !(start..of).any(|at| {
                self.words.is_organisation_head(at)
                    || self.words.is_place_head(at)
                    || self.words.is_thing_head(at)
            });
        (full
            && !self.words.is_conjunction(of)
            && !self.words.is_determiner(of)
            && !self.is_listed(start, end))
        .then_some(of)
    }

    /// Where the ending of an owner stands: "Harlow's Ministry of Trade", not "Harlow Women's Club".
    fn owner(&mut self, start: usize, end: usize) -> Option<usize> {
        let ending =
            (start + 1..end.saturating_sub(1)).find(|at| self.words.word(*at).starts_with(['\'', '’']))?;
        let owns = self.is_listed(start, ending) || self.is_whole_organisation(start, ending);
        (owns && !self.is_listed(start, end)).then_some(ending)
    }

    /// A person's name without what they are: "Provost Ines Q. Moor", "American Ines Moor".
    fn without_title(&mut self, start: usize, end: usize) -> Range<usize> {
        let mut from = start;
        while from + 2 < end
            && (self.words.is_role(from) || self.words.is_demonym(from))
            && self.words.is_given_name(from + 1)
        {
            from += 1;
        }
        from..end
    }

    /// Where "and" joins two organisations: both are whole, or one is listed, and no word for what they are ends both.
    fn joint(&mut self, start: usize, end: usize) -> Option<usize> {
        (start + 1..end.saturating_sub(1)).find(|at| {
            let (left, right) = (start..*at, *at + 1..end);
            self.words.is_conjunction(*at)
                && !self.is_listed(start, end)
                && (self.is_whole_organisation(left.start, left.end)
                    && self.is_whole_organisation(right.start, right.end)
                    || !self.words.is_organisation_head(end - 1)
                        && !self.words.is_organisation_head(start)
                        && !self.words.is_organisation_opener(start)
                        && (self.words.is_organisation(self.words.phrase(left.start, left.end))
                            || self.words.is_organisation(self.words.phrase(right.start, right.end))))
        })
    }

    /// Whether tokens are an organisation's name by themselves: listed, or a name and the word for what it is.
    fn is_whole_organisation(&mut self, start: usize, end: usize) -> bool {
        start < end
            && (self.words.is_organisation(self.words.phrase(start, end))
                || end - start > 1
                    && self.words.is_organisation_head(end - 1)
                    && !self.words.is_organisation_head(start))
    }

    /// "outside Harlow Towers": what one can be in or near, by the word for it.
    fn is_inside(&mut self, start: usize, end: usize) -> bool {
        start > self.sentence.start
            && end - start > 1
            && self.words.is_place_preposition(start - 1)
            && self.words.is_place_head(end - 1)
            && !self.words.is_organisation_head(end - 1)
            && !self.words.is_organisation(self.words.phrase(start, end))
    }

    /// "Harlow City Herons", "Harlow Access", "Karsk Police": a place, and what is there.
    fn is_team(&mut self, start: usize, end: usize) -> bool {
        let last = end - 1;
        if last == start
            || self.words.is_place_head(last)
            || !(start..end).all(|at| self.words.is_capital(at))
            || self.words.is_place(self.words.phrase(start, end))
        {
            return false;
        }
        let placed = self.words.is_place(self.words.phrase(start, last));
        self.words.is_plural(last) && (self.words.is_place_head(last - 1) || placed)
            || self.words.is_organisation_head(last)
            || placed && !self.words.is_place(self.words.phrase(last, end))
    }
}
