//! Stretches and their speakers, put together into quotes.

use std::ops::Range;

use crate::quotes::clause::{CUE, Class, Piece};
use crate::quotes::mark::Enclosed;
use crate::quotes::speaker::Choice;
use crate::quotes::{Quote, QuoteKind, Scene, Verdict};

/// The quotes of a story: stretches that nobody said left out, split ones joined, nothing twice.
pub(super) fn quotes(scene: &Scene, verdicts: &[Verdict]) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    let mut last: Option<usize> = None;
    for (index, stretch) in scene.stretches.iter().enumerate() {
        let Some(at) = scene.places[index] else { continue };
        let choice = verdicts[index].choice.as_ref();
        let goes_on = index > 0 && scene.stretches[index - 1].goes_on;
        if !goes_on && !is_speech(scene, index, &verdicts[index]) {
            continue;
        }
        let clause = choice.filter(|_| !goes_on).and_then(|choice| clause(scene, at, choice));
        let kind = if clause.is_some() { QuoteKind::Mixed } else { QuoteKind::Direct };
        let span = clause.unwrap_or_else(|| stretch.words.clone());
        match (last, quotes.last_mut()) {
            (Some(_), Some(quote)) if kind == QuoteKind::Mixed && quote.span.end > span.start => {
                // Two fragments of one clause.
                quote.span.end = quote.span.end.max(span.end);
                quote.parts = vec![quote.span.clone()];
                quote.stretches.push(stretch.words.clone());
            }
            (Some(before), Some(quote))
                if goes_on || kind == quote.kind && joins(scene, verdicts, before, index) =>
            {
                quote.span.end = span.end;
                quote.parts.push(span);
                quote.stretches.push(stretch.words.clone());
            }
            _ => {
                let speaker = choice.map(|choice| scene.speaker(&choice.candidate, choice.entity));
                let cue = choice.and_then(|choice| choice.cue.clone());
                let stretches = vec![stretch.words.clone()];
                quotes.push(Quote { kind, span: span.clone(), parts: vec![span], stretches, cue, speaker });
            }
        }
        last = Some(index);
    }
    without_echoes(&scene.article.text, quotes)
}

fn is_speech(scene: &Scene, index: usize, verdict: &Verdict) -> bool {
    let stretch = &scene.stretches[index];
    let named = verdict.choice.is_some() || stretch.enclosed != Enclosed::InnerMarks;
    stretch.goes_on || named && verdict.speech
}

/// Whether a stretch goes on with the one before: same words of attribution between them, same paragraph, no cue of its own.
fn joins(scene: &Scene, verdicts: &[Verdict], before: usize, here: usize) -> bool {
    let (Some(first), Some(second)) = (&verdicts[before].choice, &verdicts[here].choice) else {
        return false;
    };
    let (Some(from), Some(to)) = (scene.places[before], scene.places[here]) else { return false };
    let one_speaker =
        first.candidate.span == second.candidate.span && (from..to).contains(&first.candidate.pieces.start);
    // "“…,” Ruiz said, adding, “…”" names the speaker once and speaks twice.
    let other_cue = second.cue.as_ref().filter(|cue| first.cue.as_ref() != Some(cue));
    let one_cue = other_cue.is_none_or(|cue| {
        let piece = scene.pieces.partition_point(|piece| piece.span.end < cue.end);
        !scene.pieces[piece].class.is(CUE)
    });
    scene.stretches[before].block == scene.stretches[here].block && one_speaker && one_cue
}

/// For a fragment inside the writer's words, the clause that holds it; `None` for words that stand by themselves.
fn clause(scene: &Scene, at: usize, choice: &Choice) -> Option<Range<usize>> {
    let pieces = &scene.pieces;
    let cue = choice.cue.as_ref()?;
    let cue = pieces.partition_point(|piece| piece.span.end < cue.end);
    let start = if cue < at {
        let alone = pieces[cue + 1..at].iter().all(|piece| !piece.is_word());
        let same_sentence = pieces[cue + 1..=at].iter().all(|piece| !piece.begins);
        let introduced = pieces[at - 1].is_mark(&[':', ',']);
        if !same_sentence || introduced || alone && ends_clause(pieces, at) {
            return None;
        }
        cue + 1 + pieces[cue + 1..at].iter().take_while(|piece| piece.is_mark(&[',', ':'])).count()
    } else {
        let start = (0..=at).rfind(|index| pieces[*index].begins)?;
        if start == at || pieces[at - 1].is_mark(&[':', ',']) {
            return None;
        }
        start
    };
    let end = at + 1 + pieces[at + 1..].iter().take_while(|piece| !ends(piece)).count();
    Some(pieces[start].span.start..pieces[end - 1].span.end)
}

/// Whether nothing of the clause comes after the stretch.
fn ends_clause(pieces: &[Piece], at: usize) -> bool {
    pieces.get(at + 1).is_none_or(|next| ends(next) || next.class.is(Class::PREPOSITION))
}

fn ends(piece: &Piece) -> bool {
    piece.begins
        || piece.is_mark(&[',', '.', ';', ':', '?', '!', '—', '–', ')'])
        || piece.class.is(Class::CONJUNCTION)
        || piece.quoted().is_some()
}

/// Words between marks shorter than this may well be said twice.
const ECHO: usize = 40;

/// A pull quote or a headline repeats the body: the fuller telling stays, and of two alike the one with a speaker.
fn without_echoes(text: &str, quotes: Vec<Quote>) -> Vec<Quote> {
    let words: Vec<String> = quotes.iter().map(|quote| bare(&text[quote.parts[0].clone()])).collect();
    let mut echo = vec![false; quotes.len()];
    for (index, said) in words.iter().enumerate() {
        // A pull quote stands near what it repeats; looking no further keeps this linear.
        for other in index + 1..words.len().min(index + NEARBY) {
            let (short, long) =
                if said.len() <= words[other].len() { (index, other) } else { (other, index) };
            if words[short].len() < ECHO || !words[long].contains(words[short].as_str()) {
                continue;
            }
            let drop_long = quotes[long].speaker.is_none() && quotes[short].speaker.is_some();
            echo[if drop_long { long } else { short }] = true;
        }
    }
    quotes.into_iter().zip(echo).filter(|(_, echo)| !echo).map(|(quote, _)| quote).collect()
}

/// How many quotes on an echo is looked for.
const NEARBY: usize = 12;

/// Letters and digits alone, in lower case.
fn bare(words: &str) -> String {
    words.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
