//! Who said what.
//!
//! Finds quoted words, then the nearest name joined to them by a verb of speech. A quote that nobody is named for keeps
//! `speaker: None`; we never guess.

mod mark;
mod clause;
mod candidate;
mod link;
mod subject;
mod describe;
mod speaker;
mod pronoun;
mod silence;
mod join;
mod clauses;
mod indirect;
mod models;
pub mod evidence;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::article::{Article, BlockKind};
use crate::language::Language;
use crate::model::Features;
use crate::names::Names;
use crate::order;
use crate::text::{Span, Text};

use candidate::{COMMA, Candidate, Kind};
use clause::{Class, Piece};
use link::DASH;
use mark::Stretch;
pub use models::Models;
use speaker::{Choice, Place};
use subject::Stand;

/// Words that somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// How the words are given.
    pub kind: QuoteKind,
    /// From the first to the last of its words, marks excluded.
    pub span: Span,
    /// The words themselves: more than one where the sentence that names the speaker splits them.
    pub parts: Vec<Span>,
    /// The words between marks: the parts of a direct quote, fragments of a mixed one, none of what is told.
    pub stretches: Vec<Span>,
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
    attribute_by(Models::trained(), article, text, names, language)
}

/// [`attribute`] by other models than those the crate was built with.
pub fn attribute_by(
    models: &Models,
    article: &Article,
    text: &Text,
    names: &Names,
    language: &Language,
) -> Vec<Quote> {
    let scene = Scene::of(models, article, text, names, language);
    let mut quotes = join::quotes(&scene, &scene.verdicts());
    quotes.extend(indirect::find(&scene, &quotes));
    order::by_key(&mut quotes, |quote| quote.span.start as u64);
    quotes
}

/// How often the words of each stretch stand between marks elsewhere in the story.
fn echoes(article: &Article, stretches: &[Stretch]) -> Vec<usize> {
    let words = |stretch: &Stretch| article.text[stretch.words.clone()].trim_end_matches([',', '.']);
    let mut counts = BTreeMap::new();
    for stretch in stretches {
        *counts.entry(words(stretch)).or_insert(0) += 1;
    }
    stretches.iter().map(|stretch| counts[words(stretch)] - 1).collect()
}

/// Pieces on either side of a stretch among which its speaker is looked for: about 250 words. No paragraph of a story is that long; on a page
/// that has all its quotes in one, the time would grow as their square.
const REACH: usize = 256;

/// Candidates on either side of a stretch that are considered, at most and at least: more than the paragraphs around it ever name, and the
/// nearest on a page that has more stretches than any story. Each is compared with all.
const CROWD: std::ops::RangeInclusive<usize> = 4..=24;

/// Candidates that are considered for all stretches together, on either side: those of 5,000 stretches.
const CROWDS: usize = 120_000;

/// Pieces back to the speaker of the stretch before, at most: some twelve paragraphs of one speech.
const LONGEST_SPEECH: usize = 1024;

/// What is made of a stretch.
#[derive(Debug, Clone, Default)]
struct Verdict {
    choice: Option<Choice>,
    /// Whether anybody said it.
    speech: bool,
}

/// A story as this stage sees it.
struct Scene<'a> {
    models: &'a Models,
    article: &'a Article,
    names: &'a Names,
    /// The language's code.
    code: &'static str,
    /// Whether it writes every noun with a capital.
    capital_nouns: bool,
    stretches: Vec<Stretch>,
    pieces: Vec<Piece>,
    /// The piece that is each stretch; `None` for one no sentence holds.
    places: Vec<Option<usize>>,
    candidates: Vec<Candidate>,
    /// How often each entity is named.
    mentions: Vec<usize>,
    echoes: Vec<usize>,
}

impl<'a> Scene<'a> {
    fn of(
        models: &'a Models,
        article: &'a Article,
        text: &Text,
        names: &'a Names,
        language: &Language,
    ) -> Self {
        let stretches = mark::find(article);
        let pieces = clause::pieces(article, text, names, &stretches, language);
        let mut places = vec![None; stretches.len()];
        for (index, piece) in pieces.iter().enumerate() {
            if let Some(stretch) = piece.quoted() {
                places[stretch] = Some(index);
            }
        }
        let candidates = candidate::candidates(article, names, &stretches, &pieces, language);
        let mut mentions = vec![0; names.entities.len()];
        for mention in &names.mentions {
            mentions[mention.entity] += 1;
        }
        let echoes = echoes(article, &stretches);
        let (code, capital_nouns) = (language.code, language.names.capital_nouns);
        Self {
            models,
            article,
            names,
            code,
            capital_nouns,
            stretches,
            pieces,
            places,
            candidates,
            mentions,
            echoes,
        }
    }

    /// What is made of every stretch.
    fn verdicts(&self) -> Vec<Verdict> {
        self.walk(|_, _, _, _| {})
    }

    /// Judges one stretch after the other, and shows each with its candidates and the one chosen before the next.
    fn walk(&self, mut show: impl FnMut(&Place, &[Candidate], usize, Option<&Choice>)) -> Vec<Verdict> {
        let mut verdicts = vec![Verdict::default(); self.stretches.len()];
        let mut spoke = vec![0; self.names.entities.len()];
        let mut features = Features::new(self.code);
        for (index, stretch) in self.stretches.iter().enumerate() {
            let Some((place, candidates)) = self.place(index, &verdicts, &spoke) else { continue };
            let mut choice = speaker::choose(&self.models.speaker, &place, &candidates, &mut features)
                .or_else(|| place.continued());
            if let Some(choice) = &mut choice {
                if let Some(named) = self.named_after(&choice.candidate) {
                    choice.candidate = named.clone();
                }
                let last = place.last.and_then(|last| last.entity);
                choice.entity =
                    choice.candidate.entity.or_else(|| pronoun::resolve(self, &choice.candidate, last));
            }
            show(&place, &candidates, index, choice.as_ref());
            features.clear();
            silence::describe(&place, stretch, choice.as_ref(), &mut features);
            let speech = self.models.speech.score(&features) > silence::SURE
                || choice.as_ref().is_some_and(|choice| place.is_told_by(choice) || place.is_tagged(choice));
            let speech = speech && (choice.is_some() || !self.is_heading(index));
            let entity = choice.as_ref().and_then(|choice| choice.entity);
            if let Some(entity) = entity.filter(|_| speech) {
                spoke[entity] += 1;
            }
            verdicts[index] = Verdict { choice, speech };
            self.hand_back(index, &mut verdicts);
        }
        verdicts
    }

    /// Whether a mention is a pronoun that stands for the noun before it: "who".
    fn is_relative(&self, mention: &Span) -> bool {
        let piece = self.pieces.partition_point(|piece| piece.span.start < mention.start);
        self.pieces.get(piece).is_some_and(|piece| piece.class.is(Class::RELATIVE) && piece.mention.is_none())
    }

    /// The person whose name follows what he is: "said its president, Amadou Keita."
    fn named_after(&self, candidate: &Candidate) -> Option<&Candidate> {
        let end = candidate.pieces.end;
        let noun = matches!(candidate.kind, Kind::Source | Kind::Noun);
        let next = self.candidates.partition_point(|other| other.pieces.start <= end);
        let named = self.candidates.get(next).filter(|named| noun && named.kind == Kind::Person)?;
        let beside = named.pieces.start == end + 1 && self.pieces[end].is_mark(COMMA);
        let after = self.pieces.get(named.pieces.end);
        let closed = after.is_none_or(|after| after.begins || after.is_mark(&[',', '.', ';', ':', '—', '–']));
        (beside && closed).then_some(named)
    }

    /// A quote over several paragraphs has one speaker: the surest of those found in them.
    fn hand_back(&self, stretch: usize, verdicts: &mut [Verdict]) {
        if self.stretches[stretch].goes_on {
            return;
        }
        let mut first = stretch;
        while first > 0 && self.stretches[first - 1].goes_on {
            first -= 1;
        }
        if first == stretch {
            return;
        }
        let told = verdicts[first..=stretch].iter().filter_map(|verdict| verdict.choice.as_ref());
        let surest = told.max_by_key(|choice| choice.margin).cloned();
        verdicts[first..=stretch].fill(Verdict { choice: surest, speech: true });
    }

    /// Whether a stretch stands in a heading between the paragraphs: whoever said it is named there, or the words are a title.
    fn is_heading(&self, stretch: usize) -> bool {
        let block = &self.article.blocks[self.stretches[stretch].block];
        block.kind == BlockKind::Heading
    }

    /// Where a stretch stands, and who may have said it.
    fn place<'b>(
        &'b self,
        stretch: usize,
        verdicts: &'b [Verdict],
        spoke: &'b [usize],
    ) -> Option<(Place<'b>, Vec<Candidate>)> {
        let at = self.places[stretch]?;
        let Range { start: from, end: to } = self.window(at);
        let first =
            |piece: usize| self.candidates.partition_point(|candidate| candidate.pieces.start < piece);
        let here = first(at);
        let crowd = (CROWDS / self.stretches.len()).clamp(*CROWD.start(), *CROWD.end());
        let (low, high) = (first(from).max(here.saturating_sub(crowd)), first(to).min(here + crowd));
        let mut candidates = self.candidates[low..high].to_vec();
        candidates.retain(|candidate| candidate.pieces.start != at);
        if self.is_heading(stretch) {
            let block = self.pieces[at].block;
            candidates.retain(|candidate| self.pieces[candidate.pieces.start].block == block);
        }
        let barred = self.barred(at, &candidates);
        let mut bars = barred.iter();
        candidates.retain(|_| !bars.next().copied().unwrap_or(false));
        let said = |before: usize| verdicts[before].choice.as_ref().filter(|_| verdicts[before].speech);
        let near = |before: &usize| self.stretches[*before].block + 2 > self.stretches[stretch].block;
        let last = (0..stretch).rev().take(REACH).take_while(near).find(|before| said(*before).is_some());
        let (last_at, last) = (last.and_then(|last| self.places[last]), last.and_then(said));
        let last = last.filter(|last| at < last.candidate.pieces.end + LONGEST_SPEECH);
        let (last_at, last) = if self.is_heading(stretch) { (None, None) } else { (last_at, last) };
        let listed =
            |last: &&Choice| candidates.iter().any(|candidate| candidate.span == last.candidate.span);
        if let Some(last) = last.filter(|last| !listed(last) && last.candidate.pieces.start != at) {
            candidates.insert(0, last.candidate.clone());
        }
        let (text, pieces, mentions) = (&*self.article.text, &*self.pieces, &*self.mentions);
        let quoted = &self.stretches[stretch].words;
        let before = self.before(stretch).map_or(0, |before| 1 + u32::from(verdicts[before].speech));
        let echoes = self.echoes[stretch];
        let subjects = subject::subjects(pieces, at, &candidates);
        let words = text[quoted.clone()].split_whitespace().count();
        let place = Place {
            text,
            pieces,
            at,
            quoted,
            words,
            last,
            last_at,
            spoke,
            mentions,
            before,
            echoes,
            subjects,
        };
        Some((place, candidates))
    }

    /// Which candidates grammar keeps from having said the stretch at a piece.
    fn barred(&self, at: usize, candidates: &[Candidate]) -> Vec<bool> {
        let pieces = &*self.pieces;
        let start = pieces[..=at].iter().rposition(|piece| piece.begins).unwrap_or(0);
        let end = at + 1 + pieces[at + 1..].iter().take_while(|piece| !piece.begins).count();
        let stand = Stand { pieces, at, sentence: &(start..end), told: speaker::is_told(pieces, at) };
        let is_barred = |candidate: &Candidate| {
            subject::is_owner(pieces, candidates, candidate)
                || self.capital_nouns && subject::is_barred(stand, candidates, candidate)
        };
        candidates.iter().map(is_barred).collect()
    }

    /// The stretch before, where it stands in the same sentence.
    fn before(&self, stretch: usize) -> Option<usize> {
        let before = stretch.checked_sub(1)?;
        let (from, to) = (self.places[before]?, self.places[stretch]?);
        (!self.pieces[from + 1..=to].iter().any(|piece| piece.begins)).then_some(before)
    }

    /// The pieces among which the speaker of a stretch is looked for: its paragraph, and the neighbours that lead up to it.
    fn window(&self, at: usize) -> Range<usize> {
        let block = self.pieces[at].block;
        let block_start = |from: usize| {
            let block = self.pieces[from].block;
            let before = self.pieces[..from].iter().rev().take(REACH);
            from - before.take_while(|piece| piece.block == block).count()
        };
        let block_end = |to: usize, block: usize| {
            let after = self.pieces[to.min(self.pieces.len())..].iter().take(REACH);
            to + after.take_while(|piece| piece.block == block).count()
        };
        let mut from = block_start(at);
        let mut to = block_end(at + 1, block);
        // "Conti wrote on Thursday:" and the quote in a paragraph of its own; or a quote that nothing leads up to.
        if from > 0 && from + 1 >= at {
            from = block_start(from - 1);
        }
        // The quote in a paragraph of its own, and "— Pia Rossum, jury chair".
        if let Some(next) = self.pieces.get(to).filter(|piece| piece.is_mark(DASH)) {
            to = block_end(to, next.block);
        }
        from..to
    }

    /// Names a candidate, with the role printed here or where the person was introduced.
    fn speaker(&self, candidate: &Candidate, entity: Option<usize>) -> Speaker {
        let role = candidate.role.clone().or_else(|| self.names.entities[entity?].role.clone());
        Speaker { mention: candidate.span.clone(), entity, role }
    }
}

#[cfg(test)]
mod tests;
