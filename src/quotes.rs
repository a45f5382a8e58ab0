//! Who said what.
//!
//! Finds quoted words, then the nearest name joined to them by a verb of speech. A quote that nobody is named for keeps
//! `speaker: None`; we never guess.

mod mark;
mod clause;
mod candidate;
mod weight;
mod speaker;
mod pronoun;
mod silence;
mod join;
mod indirect;

use crate::article::Article;
use crate::language::Language;
use crate::names::Names;
use crate::text::{Span, Text};

use candidate::Candidate;
use clause::Piece;
use mark::Stretch;
use speaker::{Choice, Place};
pub use weight::{Feature, Silence};

/// Words that somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// How the words are given.
    pub kind: QuoteKind,
    /// From the first to the last of its words, marks excluded.
    pub span: Span,
    /// The words themselves: more than one where the sentence that names the speaker splits them.
    pub parts: Vec<Span>,
    /// The word or words that join speaker and speech: "said", "according to".
    pub cue: Option<Span>,
    /// Who said them.
    pub speaker: Option<Speaker>,
}

/// How the words of a quote are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteKind {
    /// All between quotation marks.
    Direct,
    /// Told in the writer's words.
    Indirect,
    /// A fragment between marks inside the writer's words.
    Mixed,
}

/// Who said a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The words that name the speaker at the quote: "Blinken", "he", "a U.S. official".
    pub mention: Span,
    /// Whom they refer to, as an index into [`Names::entities`]; `None` for a source without a name.
    pub entity: Option<usize>,
    /// Role as printed, at the quote or where the person was introduced.
    pub role: Option<Span>,
}

/// Finds the quotes of a story and their speakers, in reading order.
pub fn attribute(article: &Article, text: &Text, names: &Names, language: &Language) -> Vec<Quote> {
    let scene = Scene::of(article, text, names, language);
    let choices = scene.choices();
    let mut quotes = join::quotes(&scene, &choices);
    quotes.extend(indirect::find(&scene, &quotes));
    quotes.sort_by_key(|quote| quote.span.start);
    quotes
}

/// What was seen of a stretch of quoted words: the candidates with their features, for training and for the curious.
#[derive(Debug)]
pub struct Evidence {
    /// The words.
    pub words: Span,
    /// Every candidate that was looked at.
    pub candidates: Vec<(Speaker, Vec<Feature>)>,
    /// What speaks for or against its being speech at all.
    pub silence: Vec<Silence>,
}

/// What [`attribute`] decides by, before it decides.
pub fn evidence(article: &Article, text: &Text, names: &Names, language: &Language) -> Vec<Evidence> {
    let scene = Scene::of(article, text, names, language);
    let choices = scene.choices();
    let mut all = Vec::new();
    scene.each(&choices, |place, candidates, stretch| {
        let described = candidates.iter().map(|candidate| {
            let speaker = scene.speaker(candidate);
            (speaker, speaker::relation(place, candidates, candidate).features)
        });
        let choice = choices[stretch].as_ref();
        all.push(Evidence {
            words: scene.stretches[stretch].words.clone(),
            candidates: described.collect(),
            silence: silence::features(
                &article.text,
                &scene.pieces,
                place.at,
                &scene.stretches[stretch],
                choice,
            ),
        });
    });
    all
}

/// A story as this stage sees it.
struct Scene<'a> {
    article: &'a Article,
    names: &'a Names,
    stretches: Vec<Stretch>,
    pieces: Vec<Piece>,
    /// The piece that is each stretch; `None` for one no sentence holds.
    places: Vec<Option<usize>>,
    candidates: Vec<Candidate>,
}

impl<'a> Scene<'a> {
    fn of(article: &'a Article, text: &Text, names: &'a Names, language: &Language) -> Self {
        let stretches = mark::find(article);
        let pieces = clause::pieces(article, text, names, &stretches, &language.quotes);
        let mut places = vec![None; stretches.len()];
        for (index, piece) in pieces.iter().enumerate() {
            if let Some(stretch) = piece.quoted() {
                places[stretch] = Some(index);
            }
        }
        let candidates = candidate::candidates(article, names, &pieces);
        Self { article, names, stretches, pieces, places, candidates }
    }

    /// The speaker of every stretch.
    fn choices(&self) -> Vec<Option<Choice>> {
        let mut choices: Vec<Option<Choice>> = vec![None; self.stretches.len()];
        for stretch in 0..self.stretches.len() {
            let Some((place, candidates)) = self.place(stretch, &choices) else { continue };
            choices[stretch] = speaker::choose(place, &candidates);
            self.hand_back(stretch, &mut choices);
        }
        choices
    }

    /// Shows every stretch with its candidates.
    fn each(&self, choices: &[Option<Choice>], mut show: impl FnMut(Place, &[Candidate], usize)) {
        for stretch in 0..self.stretches.len() {
            if let Some((place, candidates)) = self.place(stretch, choices) {
                show(place, &candidates, stretch);
            }
        }
    }

    /// A quote over several paragraphs has one speaker: the surest of those found in them.
    fn hand_back(&self, stretch: usize, choices: &mut [Option<Choice>]) {
        let mut first = stretch;
        while first > 0 && self.stretches[first - 1].goes_on {
            first -= 1;
        }
        if first == stretch || self.stretches[stretch].goes_on {
            return;
        }
        let surest = choices[first..=stretch].iter().flatten().max_by_key(|choice| choice.score).cloned();
        choices[first..=stretch].fill(surest);
    }

    /// Where a stretch stands, and who may have said it.
    fn place<'b>(
        &'b self,
        stretch: usize,
        choices: &'b [Option<Choice>],
    ) -> Option<(Place<'b>, Vec<Candidate>)> {
        let at = self.places[stretch]?;
        let (mut from, mut to) = (at, at + 1);
        let block = self.pieces[at].block;
        let start_of = |mut from: usize| {
            let block = self.pieces[from].block;
            while from > 0 && self.pieces[from - 1].block == block {
                from -= 1;
            }
            from
        };
        let end_of = |mut to: usize, block: usize| {
            while self.pieces.get(to).is_some_and(|piece| piece.block == block) {
                to += 1;
            }
            to
        };
        from = start_of(from);
        to = end_of(to, block);
        // "Conti wrote on Thursday:" and the quote in a paragraph of its own.
        if from > 0 && self.pieces[from - 1].is_mark(&[':', ',']) {
            from = start_of(from - 1);
        }
        // The quote in a paragraph of its own, and "— Pia Rossum, jury chair".
        if let Some(next) = self.pieces.get(to).filter(|piece| piece.is_mark(&['—', '–', '-', '―'])) {
            to = end_of(to, next.block);
        }
        let low = self.candidates.partition_point(|candidate| candidate.pieces.start < from);
        let high = self.candidates.partition_point(|candidate| candidate.pieces.start < to);
        let mut candidates = self.candidates[low..high].to_vec();
        let last = (0..stretch).rev().find(|before| choices[*before].is_some());
        let last = last.filter(|last| self.stretches[*last].block + 2 > self.stretches[stretch].block);
        let (last_at, last) =
            (last.and_then(|last| self.places[last]), last.and_then(|last| choices[last].as_ref()));
        if let Some(last) =
            last.filter(|last| candidates.iter().all(|candidate| candidate.span != last.candidate.span))
        {
            candidates.insert(0, last.candidate.clone());
        }
        Some((Place { text: &self.article.text, pieces: &self.pieces, at, last, last_at }, candidates))
    }

    /// Names a candidate: whom a pronoun refers to, and the role printed here or where the person was introduced.
    fn speaker(&self, candidate: &Candidate) -> Speaker {
        let entity = candidate.entity.or_else(|| pronoun::resolve(self, candidate));
        let role = candidate.role.clone().or_else(|| self.names.entities[entity?].role.clone());
        Speaker { mention: candidate.span.clone(), entity, role }
    }
}

#[cfg(test)]
mod tests;
