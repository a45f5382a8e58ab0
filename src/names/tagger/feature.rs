//! What a token is described by for the tagger: itself, its neighbours, the capitals it stands among, what the story shows of it.

use std::ops::Range;

use super::LABELS;
use super::look::{self, Look, Shape, list};
use super::memory;
use crate::language::Language;
use crate::model::{bucket, feature};
use crate::text::{Sentence, Text};

/// Tokens in small letters between two capitals of one name: "Bank of the West".
const INNER: usize = 3;

/// Capitals before and after a token that are looked at: in a text that is all capitals, the rest is no name's.
const LONGEST_RUN: usize = 24;

/// Tokens in a row that may be names. What stands between two segments is none, whatever it is.
#[derive(Debug, Clone)]
pub struct Segment {
    /// The tokens of the story.
    pub tokens: Range<usize>,
    /// The features of each token.
    pub features: Vec<Vec<u32>>,
    /// The features of each token after each label that the token before may have.
    pub steps: Vec<[Vec<u32>; LABELS]>,
}

/// The segments of a story, in reading order.
pub fn segments(story: &str, text: &Text, language: &Language) -> Vec<Segment> {
    let mut looks = look::look(story, text, language);
    memory::remember(text, &mut looks);
    let mut segments = Vec::new();
    for sentence in &text.sentences {
        let headline = is_headline(&looks, text, sentence);
        let scene = Scene { looks: &looks, sentence: sentence.tokens.clone(), headline };
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if !looks[at].is_capital() {
                at += 1;
                continue;
            }
            let end = segment_end(&looks, text, at, sentence.tokens.end);
            segments.push(Segment {
                tokens: at..end,
                features: (at..end).map(|at| scene.features(at)).collect(),
                steps: (at..end).map(|at| scene.steps(at)).collect(),
            });
            at = end;
        }
    }
    segments
}

/// Whether a sentence is written like a headline: its longer words are nearly all capitals.
fn is_headline(looks: &[Look], text: &Text, sentence: &Sentence) -> bool {
    let (mut capital, mut small) = (0, 0);
    for at in sentence.tokens.clone() {
        if text.tokens[at].span.len() > 3 {
            capital += usize::from(looks[at].is_capital());
            small += usize::from(looks[at].shape == Shape::Small);
        }
    }
    capital >= 4 && small * 4 <= capital
}

/// One past the last token of the segment that begins at a capital.
fn segment_end(looks: &[Look], text: &Text, start: usize, limit: usize) -> usize {
    let mut end = start + 1;
    loop {
        let mut next = end;
        while next < limit && next < end + INNER && is_inner(&looks[next]) {
            next += 1;
        }
        if next >= limit || !looks[next].is_capital() || !is_near(text, end..next + 1) {
            break;
        }
        end = next + 1;
    }
    // "Apollo 11"
    let numbered = end < limit && looks[end].shape == Shape::Number && is_near(text, end..end + 1);
    end + usize::from(numbered)
}

fn is_inner(look: &Look) -> bool {
    look.is(list::PARTICLE | list::CONNECTOR) || matches!(look.shape, Shape::And | Shape::Ending)
}

/// Whether no more than a space stands before each of some tokens; a space of its own kind has two bytes.
fn is_near(text: &Text, mut tokens: Range<usize>) -> bool {
    tokens.all(|at| text.tokens[at].span.start - text.tokens[at - 1].span.end <= 2)
}

/// The tokens of a sentence.
struct Scene<'a> {
    looks: &'a [Look],
    sentence: Range<usize>,
    /// Capitals are all over the sentence and say nothing.
    headline: bool,
}

/// The capitals in a row around a token, and what stands around them.
struct Run {
    first: Look,
    last: Look,
    before: Look,
    after: Look,
    second_after: Look,
    /// The lists of all of them.
    lists: u32,
    length: u32,
    /// Whether the token is the only one (0), the first (1), the last (2), or inside (3).
    place: u32,
}

impl Scene<'_> {
    fn at(&self, at: usize, step: isize) -> Look {
        let place = at.checked_add_signed(step).filter(|place| self.sentence.contains(place));
        place.map(|place| self.looks[place]).unwrap_or_default()
    }

    fn run(&self, at: usize) -> Run {
        let (mut start, mut end) = (at, at + 1);
        if self.looks[at].is_capital() {
            let first = self.sentence.start.max(at.saturating_sub(LONGEST_RUN));
            let limit = self.sentence.end.min(at + LONGEST_RUN);
            while start > first && self.looks[start - 1].is_capital() {
                start -= 1;
            }
            while end < limit && self.looks[end].is_capital() {
                end += 1;
            }
        }
        Run {
            first: self.looks[start],
            last: self.looks[end - 1],
            before: self.at(start, -1),
            after: self.at(end - 1, 1),
            second_after: self.at(end - 1, 2),
            lists: self.looks[start..end].iter().fold(0, |lists, look| lists | look.lists),
            length: bucket(end - start),
            place: match (at == start, at + 1 == end) {
                (true, true) => 0,
                (true, false) => 1,
                (false, true) => 2,
                (false, false) => 3,
            },
        }
    }

    /// The features of a token; the first number of each is its template.
    fn features(&self, at: usize) -> Vec<u32> {
        let mut features = Vec::with_capacity(128);
        let mut add = |template: u32, values: &[u32]| features.push(feature(template, values));
        self.around(at, &mut add);
        self.among(at, &mut add);
        features
    }

    /// By the token and two on either side.
    fn around(&self, at: usize, add: &mut impl FnMut(u32, &[u32])) {
        let [earlier, before, here, after, later] = [-2, -1, 0, 1, 2].map(|step| self.at(at, step));
        let shape = |look: Look| look.shape as u32;
        let opens = u32::from(here.opens) + 2 * u32::from(self.headline);
        add(0, &[]);
        for (template, look) in [(1, here), (2, before), (3, after), (4, earlier), (5, later)] {
            add(template, &[look.word]);
        }
        add(6, &[before.word, here.word]);
        add(7, &[here.word, after.word]);
        add(8, &[here.suffix]);
        add(9, &[here.prefix]);
        add(10, &[shape(here), opens]);
        add(11, &[shape(before), shape(here), shape(after)]);
        add(12, &[shape(earlier), shape(before), shape(here)]);
        add(13, &[shape(here), shape(after), shape(later)]);
        bits(here.lists, |bit| {
            add(14, &[bit]);
            add(15, &[bit, shape(here), opens]);
        });
        for (template, look) in [(16, before), (17, after), (18, earlier), (19, later)] {
            bits(look.lists, |bit| add(template, &[bit]));
        }
        add(20, &[here.lists]);
        add(21, &[before.lists, here.lists]);
        add(22, &[here.lists, after.lists]);
        bits(here.memory, |bit| add(23, &[bit]));
        add(45, &[here, before, after].map(|look| look.class()));
    }

    /// By the capitals around the token.
    fn among(&self, at: usize, add: &mut impl FnMut(u32, &[u32])) {
        let run = self.run(at);
        let (length, place) = (run.length, run.place);
        let several = length.min(2);
        add(24, &[place, length, u32::from(self.looks[at].opens) + 2 * u32::from(self.headline)]);
        add(25, &[run.last.word]);
        add(26, &[run.first.word]);
        bits(run.last.lists, |bit| add(27, &[bit, place]));
        bits(run.first.lists, |bit| add(28, &[bit, place]));
        add(29, &[run.before.word]);
        add(30, &[run.after.word]);
        bits(run.before.lists, |bit| add(31, &[bit, several]));
        bits(run.after.lists, |bit| add(32, &[bit, several]));
        add(33, &[run.before.shape as u32, length, run.after.shape as u32]);
        bits(run.lists, |bit| add(34, &[bit, place]));
        bits(run.last.memory, |bit| add(35, &[bit]));
        add(36, &[run.second_after.word, run.after.shape as u32]);
        let [first, last, before, after] =
            [run.first, run.last, run.before, run.after].map(|look| look.class());
        add(37, &[first, last, length, u32::from(run.first.opens)]);
        add(38, &[first, last, length, before, place]);
        add(39, &[first, last, length, after, place]);
        add(40, &[first, last, length, before, after]);
        add(41, &[run.after.suffix, several]);
        add(42, &[run.before.suffix, several]);
        add(43, &[run.after.word, several]);
        add(44, &[run.before.word, several]);
    }

    /// The features of a token after each label.
    fn steps(&self, at: usize) -> [Vec<u32>; LABELS] {
        let (here, before) = (self.at(at, 0), self.at(at, -1));
        let word = if here.is_capital() { 0 } else { here.word };
        std::array::from_fn(|label| {
            let label = label as u32;
            vec![
                feature(50, &[label]),
                feature(51, &[label, here.shape as u32, before.shape as u32]),
                feature(52, &[label, word]),
                feature(53, &[label, here.lists]),
                feature(54, &[label, before.lists]),
            ]
        })
    }
}

/// Calls for every bit of a set, with its number.
fn bits(mut set: u32, mut each: impl FnMut(u32)) {
    while set != 0 {
        each(set.trailing_zeros());
        set &= set - 1;
    }
}
