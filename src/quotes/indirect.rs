//! Speech told in the writer's words.
//!
//! Every clause that a cue may report (`clauses`) is judged by a model; of those that overlap the surest stays. A clause that holds
//! quoted speech is left to that.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::model::{Features, bucket};
use crate::order;
use crate::quotes::candidate::{COMMA, Candidate, Kind};
use crate::quotes::clause::{CUE, Class, PRONOUN, Piece, PieceKind};
use crate::quotes::clauses::{self, Clause, Form};
use crate::quotes::describe::strength;
use crate::quotes::link::{tag, way};
use crate::quotes::{Quote, QuoteKind, Scene, pronoun};
use crate::text::Span;

/// Templates of features; a number each, which must not change without training anew.
#[derive(Debug, Clone, Copy)]
enum Template {
    Form = 1,
    Cue,
    CueForm,
    Before,
    BeforeWord,
    Next,
    NextWord,
    Pair,
    Subject,
    Length,
    First,
    Opens,
    Others,
    Holds,
    Tail,
    Ending,
    Way,
    Told,
    Closes,
}

/// Above this a clause is shown: on the side of precision, for a word in the wrong mouth is worse than one left out.
const SURE: i32 = -4;

/// Finds reported speech beside the quotes that were found.
pub(super) fn find(scene: &Scene, quoted: &[Quote]) -> Vec<Quote> {
    let mut features = Features::new(scene.code);
    let mut sure: Vec<(i32, Clause)> = Vec::new();
    let mut found: Vec<Quote> = Vec::new();
    each(scene, |sentence, candidates, clause| {
        describe(&scene.pieces, sentence, candidates, &clause, &mut features);
        let score = scene.models.reported.score(&features);
        if score > SURE || is_plain(&scene.pieces, candidates, &clause) {
            sure.push((score, clause));
        }
    });
    order::by_key(&mut sure, |(score, clause)| order::then(order::falling(*score), clause.words.start));
    let cues: BTreeSet<_> = quoted.iter().filter_map(|quote| quote.cue.as_ref()).map(edges).collect();
    let speakers = quoted.iter().filter_map(|quote| quote.speaker.as_ref());
    let speakers: BTreeSet<_> = speakers.map(|speaker| edges(&speaker.mention)).collect();
    let mut said = Said::default();
    for quote in quoted {
        said.add(&quote.span);
    }
    for (_, clause) in &sure {
        let quote = quote(scene, clause);
        // "Asked about the lease, Bell said, “…”", "“…,” said the guild’s chair": the cue tells of what is quoted.
        let taken = quote.cue.as_ref().is_some_and(|cue| cues.contains(&edges(cue)));
        // What is reported is shown only with somebody to report it.
        let nobody = quote.speaker.as_ref().is_none_or(|speaker| scene.is_relative(&speaker.mention));
        if taken || nobody || is_aside(scene, &speakers, clause, &quote) {
            continue;
        }
        if !said.overlaps(&quote.span) {
            said.add(&quote.span);
            found.push(quote);
        }
    }
    found
}

/// What somebody says already: where each run of it begins and ends, none of which overlap.
#[derive(Debug, Default)]
struct Said(BTreeMap<usize, usize>);

impl Said {
    fn overlaps(&self, span: &Span) -> bool {
        self.0.range(..span.end).next_back().is_some_and(|(_, end)| span.start < *end)
    }

    fn add(&mut self, span: &Span) {
        let (mut start, mut end) = (span.start, span.end);
        while let Some((&other, &until)) =
            self.0.range(..end).next_back().filter(|(_, until)| start < **until)
        {
            self.0.remove(&other);
            (start, end) = (start.min(other), end.max(until));
        }
        self.0.insert(start, end);
    }
}

/// Whether a clause only says of somebody who is quoted what he is like: "“…,” said an aide who asked not to be named".
fn is_aside(scene: &Scene, quoted: &BTreeSet<(usize, usize)>, clause: &Clause, quote: &Quote) -> bool {
    let before = clause.cue.checked_sub(1).map(|before| &scene.pieces[before]);
    before.is_some_and(|piece| piece.class.is(Class::RELATIVE))
        && quote.speaker.as_ref().is_some_and(|speaker| quoted.contains(&edges(&speaker.mention)))
}

fn edges(span: &Span) -> (usize, usize) {
    (span.start, span.end)
}

/// Shows every clause that may be reported, with its sentence and the candidates in it.
pub(super) fn each(scene: &Scene, mut show: impl FnMut(&Range<usize>, &[Candidate], Clause)) {
    let pieces = &scene.pieces;
    let mut start = 0;
    while start < pieces.len() {
        let rest = &pieces[start + 1..];
        let end = start + 1 + rest.iter().position(|piece| piece.begins).unwrap_or(rest.len());
        let low = scene.candidates.partition_point(|candidate| candidate.pieces.start < start);
        let high = scene.candidates.partition_point(|candidate| candidate.pieces.end <= end);
        let candidates = &scene.candidates[low..high.max(low)];
        clauses::each(pieces, &(start..end), candidates, |clause| show(&(start..end), candidates, clause));
        start = end;
    }
}

/// The clause as a quote.
fn quote(scene: &Scene, clause: &Clause) -> Quote {
    let parts = parts(&scene.pieces, clause);
    let sentence = sentence(&scene.pieces, clause.cue);
    let low = scene.candidates.partition_point(|candidate| candidate.pieces.start < sentence.start);
    let high = scene.candidates.partition_point(|candidate| candidate.pieces.end <= sentence.end);
    let candidates = &scene.candidates[low..high.max(low)];
    let subject = subject(&scene.pieces, candidates, clause);
    let subject = subject.map(|subject| antecedent(&scene.pieces, candidates, subject));
    Quote {
        kind: QuoteKind::Indirect,
        span: parts[0].start..parts[parts.len() - 1].end,
        parts,
        stretches: Vec::new(),
        cue: Some(scene.pieces[clause.cue].span.clone()),
        speaker: subject.map(|candidate| {
            scene.speaker(candidate, candidate.entity.or_else(|| pronoun::resolve(scene, candidate, None)))
        }),
    }
}

/// Pieces before a noun among which the preposition of its phrase stands: "of the old Karsk mill".
const PHRASE: usize = 4;

/// For "who", the source that it is said of: "a diplomat who said …".
fn antecedent<'a>(pieces: &[Piece], candidates: &'a [Candidate], subject: &'a Candidate) -> &'a Candidate {
    let start = subject.pieces.start;
    if !pieces[start].class.is(Class::RELATIVE) {
        return subject;
    }
    let comma = usize::from(start > 0 && pieces[start - 1].is_mark(COMMA));
    let ends = |at: usize| candidates.iter().find(move |candidate| candidate.pieces.end == at);
    let Some(near) = ends(start - comma) else { return subject };
    // "Ruiz of the Karsk mill, who has run it since May": a person, and not what she belongs to.
    let first = near.pieces.start;
    let of = (first.saturating_sub(PHRASE)..first).rev().find(|at| pieces[*at].class.is(Class::PREPOSITION));
    let owner = of.and_then(ends).filter(|other| other.kind == Kind::Person && near.kind != Kind::Person);
    owner.unwrap_or(near)
}

pub(super) fn parts(pieces: &[Piece], clause: &Clause) -> Vec<Span> {
    let span = |words: &Range<usize>| pieces[words.start].span.start..pieces[words.end - 1].span.end;
    std::iter::once(&clause.words).chain(&clause.rest).map(span).collect()
}

fn sentence(pieces: &[Piece], at: usize) -> Range<usize> {
    let start = pieces[..=at].iter().rposition(|piece| piece.begins).unwrap_or(0);
    let end =
        pieces[at + 1..].iter().position(|piece| piece.begins).map_or(pieces.len(), |next| at + 1 + next);
    start..end
}

/// Who reports: the nearest subject before the cue, or right after it where the clause stands before.
fn subject<'a>(pieces: &[Piece], candidates: &'a [Candidate], clause: &Clause) -> Option<&'a Candidate> {
    let cue = clause.cue;
    let follows = |reach: usize| {
        let next = candidates.iter().find(|candidate| candidate.pieces.start > cue);
        next.filter(|candidate| candidate.pieces.start <= cue + reach)
    };
    if matches!(clause.form, Form::SourceAfter | Form::SourceBefore) {
        return follows(4);
    }
    let clear = |candidate: &&Candidate| {
        let before = candidate.pieces.start.checked_sub(1).map(|before| &pieces[before]);
        let prepositional = before
            .is_some_and(|piece| piece.class.is(Class::PREPOSITION) && !piece.class.is(Class::CONJUNCTION));
        // "Haldane called it a risk and warned that": what he called so warns of nothing.
        let object = candidate.kind == Kind::Pronoun && before.is_some_and(|piece| piece.class.is(CUE));
        !prepositional && !object || pieces[candidate.pieces.start].begins
    };
    let outside = |candidate: &&Candidate| {
        candidate.pieces.end <= cue && !clause.words.contains(&candidate.pieces.start)
    };
    let before = || candidates.iter().rev().filter(outside).find(clear);
    let backwards = matches!(clause.form, Form::Before | Form::BeforeInner);
    let beside = backwards.then(|| follows(2)).flatten();
    // "Ira Lund of the mill in Karsk told": not the place, though it stands beside the verb.
    let adjacent = candidates.iter().rev().find(|candidate| candidate.pieces.end == cue).filter(clear);
    adjacent.or(beside).or_else(before).or_else(|| candidates.iter().rev().find(outside))
}

/// Adds the features of a clause.
pub(super) fn describe(
    pieces: &[Piece],
    sentence: &Range<usize>,
    candidates: &[Candidate],
    clause: &Clause,
    features: &mut Features,
) {
    let cue = &pieces[clause.cue];
    features.clear();
    let mut add = |template: Template, values: &[u32]| features.add(template as u32, values);
    let form = clause.form as u32;
    let class = u32::from(cue.class.is(Class::SAYING)) + 2 * u32::from(cue.class.is(Class::TELLING));
    let word =
        |index: Option<usize>| index.filter(|index| sentence.contains(index)).map(|index| &pieces[index]);
    let (one, two) = (word(clause.cue.checked_sub(1)), word(clause.cue.checked_sub(2)));
    let (next, second) = (word(Some(clause.cue + 1)), word(Some(clause.cue + 2)));
    let known = strength(cue);
    add(Template::Form, &[form]);
    add(Template::Form, &[form, known, class]);
    add(Template::Cue, &[cue.hash]);
    add(Template::CueForm, &[cue.hash, form]);
    let hash = |piece: Option<&Piece>| piece.map_or(0, |piece| piece.hash);
    let kind = |piece: Option<&Piece>| piece.map_or(0, tag);
    add(Template::Before, &[kind(one), known, form]);
    add(Template::Before, &[kind(one), kind(two), form]);
    add(Template::BeforeWord, &[hash(one), known]);
    add(Template::BeforeWord, &[hash(two), hash(one)]);
    add(Template::Next, &[kind(next), known, form]);
    add(Template::Next, &[kind(next), kind(second), known]);
    add(Template::NextWord, &[hash(next), form]);
    add(Template::NextWord, &[hash(next), hash(second)]);
    add(Template::Pair, &[cue.hash, kind(next)]);
    add(Template::Pair, &[cue.hash, hash(next)]);
    add(Template::Pair, &[cue.hash, kind(one), form]);
    add(Template::Length, &[form, bucket(clause.words.len()), known]);
    let first = &pieces[clause.words.start];
    add(Template::First, &[first.hash, form]);
    add(Template::First, &[tag(first), form, known]);
    add(Template::First, &[cue.hash, tag(first)]);
    add(Template::Opens, &[tag(&pieces[sentence.start]), form]);
    add(Template::Opens, &[pieces[sentence.start].hash, form]);
    speaker(pieces, candidates, clause, known, &mut add);
    let is_cue = |piece: &&Piece| piece.class.is(CUE) && !piece.class.is(Class::CAPITAL);
    let before = pieces[sentence.start..clause.cue].iter().filter(is_cue).count();
    let inside = pieces[clause.words.clone()].iter().filter(is_cue).count();
    let after = pieces[clause.cue + 1..sentence.end].iter().filter(is_cue).count();
    add(Template::Others, &[bucket(before), bucket(after), form]);
    add(Template::Others, &[bucket(inside), form, known]);
    let quotes = pieces[sentence.clone()].iter().any(|piece| piece.quoted().is_some());
    let holds = pieces[clause.words.clone()].iter().any(|piece| piece.quoted().is_some());
    add(Template::Holds, &[u32::from(quotes), u32::from(holds), form]);
    let tail = sentence.end - clause.cue.min(sentence.end);
    if clause.words.end <= clause.cue {
        add(Template::Tail, &[bucket(tail), form, known]);
        add(Template::Tail, &[cue.hash, bucket(tail.min(8))]);
        let gap = &pieces[clause.words.end..clause.cue];
        add(Template::Way, &[way(gap), form]);
        add(
            Template::Way,
            &[bucket(gap.len()), form, u32::from(gap.iter().skip(1).any(|piece| piece.is_mark(&[','])))],
        );
    } else {
        let gap = &pieces[clause.cue + 1..clause.words.start];
        add(Template::Told, &[bucket(gap.len()), form, known]);
        add(Template::Told, &[way(gap), form]);
    }
    let question = pieces[sentence.end - 1].is_mark(&['?']);
    add(Template::Ending, &[u32::from(question), form]);
}

/// "…, a Harlow official told reporters on Monday.", "…, Ruiz has promised, …": rare words in a shape that leaves no doubt.
fn is_plain(pieces: &[Piece], candidates: &[Candidate], clause: &Clause) -> bool {
    let opening = pieces[clause.words.start].class.is(Class::PREPOSITION.or(Class::CONJUNCTION));
    if clause.form != Form::Before || clause.words.len() < CLAUSE || opening {
        return false;
    }
    let next = pieces.get(clause.cue + 1).filter(|next| !next.begins);
    let after = pieces[clause.cue + 1..].iter().take_while(|piece| !piece.begins);
    if after.clone().any(|piece| piece.quoted().is_some()) {
        return false;
    }
    let rest = after.take(TAIL + 1).count();
    let known = pieces[clause.cue].class.is(Class::TELLING.or(Class::SAYING));
    let ends = next.is_none_or(|next| next.is_mark(COMMA)) || known && rest <= TAIL;
    ends && subject(pieces, candidates, clause).is_some_and(|subject| closes(pieces, subject, clause))
}

/// Pieces of the shortest clause that is taken for one by its shape.
const CLAUSE: usize = 5;
/// Pieces that may follow its cue: "told reporters on Monday.".
const TAIL: usize = 6;

/// Whether nothing but the subject, its title and helping verbs stands between a clause and the cue after it: "…, a Harlow official has
/// said".
fn closes(pieces: &[Piece], subject: &Candidate, clause: &Clause) -> bool {
    let (start, end) = (subject.pieces.start, subject.pieces.end);
    let title = pieces.get(clause.words.end + 1..start);
    let verbs = pieces.get(end..clause.cue);
    let goes_on =
        |piece: &Piece| piece.in_noun_phrase() || piece.class.is(Class::DETERMINER.or(Class::POSSESSIVE));
    title.is_some_and(|title| title.iter().all(goes_on))
        && verbs.is_some_and(|verbs| verbs.iter().all(|piece| piece.class.is(Class::AUXILIARY)))
}

/// Who stands where the one who reports would.
fn speaker(
    pieces: &[Piece],
    candidates: &[Candidate],
    clause: &Clause,
    known: u32,
    add: &mut impl FnMut(Template, &[u32]),
) {
    let form = clause.form as u32;
    let Some(subject) = subject(pieces, candidates, clause) else {
        add(Template::Subject, &[99, form, known]);
        return;
    };
    let kind = subject.kind as u32;
    let closes = closes(pieces, subject, clause);
    let last = pieces.get(clause.cue + 1).is_none_or(|next| next.begins || next.kind != PieceKind::Word);
    add(Template::Closes, &[u32::from(closes), form, u32::from(last)]);
    add(Template::Closes, &[u32::from(closes), form, known, kind]);
    // "On Monday, Ruiz told": no clause, and more to come.
    let opening = pieces[clause.words.start].class.is(Class::PREPOSITION.or(Class::CONJUNCTION));
    let tail = pieces[clause.cue + 1..].iter().take(9).take_while(|piece| !piece.begins).count();
    let telling = u32::from(pieces[clause.cue].class.is(Class::TELLING));
    add(Template::Closes, &[u32::from(closes), form, u32::from(opening), u32::from(tail < 9), telling]);
    add(Template::Closes, &[u32::from(closes), form, u32::from(opening), bucket(tail), u32::from(last)]);
    let between = if subject.pieces.end <= clause.cue {
        subject.pieces.end..clause.cue
    } else {
        clause.cue + 1..subject.pieces.start.max(clause.cue + 1)
    };
    add(Template::Subject, &[kind, form, known]);
    add(Template::Subject, &[kind, bucket(between.len()), form]);
    add(Template::Subject, &[way(&pieces[between]), form]);
    if subject.kind != Kind::Person {
        add(Template::Subject, &[pieces[subject.pieces.end - 1].hash, known]);
    }
    let pronoun = pieces[subject.pieces.start].class.is(PRONOUN);
    add(Template::Subject, &[u32::from(pronoun), pieces[clause.cue].hash]);
}
