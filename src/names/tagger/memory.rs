//! What a story shows of a word wherever it stands: "Marsh" after "Gil" is a surname, "in Harlow" makes Harlow a place, and what is
//! also written small is a word.

use std::ops::Range;

use super::look::{Look, Shape, list};
use crate::text::Text;

/// Writes into every capital what its story shows of the word.
pub(super) fn remember(text: &Text, looks: &mut [Look]) {
    let mut seen: Vec<(u32, u32)> = Vec::new();
    for sentence in &text.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if !looks[at].is_capital() {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            while end < sentence.tokens.end && looks[end].is_capital() {
                end += 1;
            }
            each(looks, &sentence.tokens, at..end, &mut seen);
            at = end;
        }
    }
    let small = looks.iter().filter(|look| look.shape == Shape::Small && look.word != 0);
    let mut small: Vec<u32> = small.map(|look| look.word).collect();
    small.sort_unstable();
    small.dedup();
    seen.sort_unstable();
    seen.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 |= next.1;
        }
        same
    });
    for look in looks.iter_mut().filter(|look| look.is_capital()) {
        if let Ok(index) = seen.binary_search_by_key(&look.word, |(word, _)| *word) {
            look.memory = seen[index].1;
        }
        look.memory |= if small.binary_search(&look.word).is_ok() { SMALL } else { 0 };
    }
}

/// Also written small.
const SMALL: u32 = 1;

/// What a run of capitals shows of each of its words.
fn each(looks: &[Look], sentence: &Range<usize>, run: Range<usize>, seen: &mut Vec<(u32, u32)>) {
    let get =
        |at: Option<usize>| at.filter(|at| sentence.contains(at)).map(|at| looks[at]).unwrap_or_default();
    let before = get(run.start.checked_sub(1));
    let after = get(Some(run.end));
    let (first, last) = (looks[run.start], looks[run.end - 1]);
    let headed =
        looks[run.clone()].iter().any(|look| look.is(list::ORGANISATION_HEAD | list::ORGANISATION_OPENER));
    let full = run.len() > 1 && first.is(list::GIVEN) && !headed;
    let next = get(Some(run.end + 1));
    let mut common = 0;
    for (bit, holds) in [
        (1 << 1, !first.opens),
        (1 << 2, before.is(list::PLACE_PREPOSITION)),
        (1 << 3, before.is(list::DETERMINER)),
        (1 << 4, before.is(list::ROLE) || before.is(list::HONORIFIC)),
        (1 << 5, after.is(list::SPEECH_VERB) && after.shape == Shape::Small),
        (1 << 6, after.shape == Shape::Ending),
        (1 << 7, after.shape == Shape::Comma && next.is(list::PLACE)),
        (1 << 8, after.is(list::RELATIVE)),
        (1 << 9, headed),
        (1 << 10, run.len() == 1),
        (1 << 11, before.is(list::SPEECH_VERB)),
        (1 << 12, after.shape == Shape::Number),
        (1 << 13, after.is(list::AUXILIARY)),
    ] {
        common |= if holds { bit } else { 0 };
    }
    for at in run.clone() {
        let look = looks[at];
        let earlier = if at > run.start { looks[at - 1] } else { Look::default() };
        let mut memory = common;
        for (bit, holds) in [
            (1 << 14, full && at + 1 == run.end),
            (1 << 15, full && at == run.start),
            (1 << 16, earlier.is(list::HONORIFIC | list::ROLE)),
            (1 << 17, earlier.shape == Shape::Initial),
            (1 << 18, earlier.is(list::GIVEN)),
            (1 << 19, run.len() > 1 && at == run.start),
            (1 << 20, run.len() > 1 && at + 1 == run.end),
            (1 << 21, at + 1 < run.end && last.is(list::ORGANISATION_HEAD)),
            (1 << 22, at + 1 < run.end && last.is(list::PLACE_HEAD)),
            (1 << 23, look.is(list::PLACE)),
        ] {
            memory |= if holds { bit } else { 0 };
        }
        seen.push((look.word, memory));
    }
}
