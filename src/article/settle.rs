//! Laws about neighbours, after every passage has been decided on by itself: a quote that repeats the story, the author's presentation
//! at the end, lines below the headline, a heading over nothing.

use rustc_hash::FxHashSet;

use super::clutter::{DOUBT, Decision, Fate, HEADLINE, letters};
use super::lookup;
use super::marks::Marks;
use super::score::Extent;
use super::survey::Survey;
use super::{BlockKind, Metadata, Reason};

/// Changes decisions that their neighbours belie.
pub(super) fn settle(
    survey: &Survey,
    extent: &Extent,
    metadata: &Metadata,
    live: bool,
    decisions: &mut [Decision],
) {
    settle_repeats(survey, decisions);
    settle_author(survey, metadata, decisions);
    settle_doubted(survey, extent, live, decisions);
    settle_headline(survey, live, decisions);
    settle_headings(survey, decisions);
}

/// A pull quote says in large letters what the story says as well: it stays on the page and is not told again.
fn settle_repeats(survey: &Survey, decisions: &mut [Decision]) {
    let is_quote = |decision: &Decision| {
        let marks = survey.passages[decision.passage].marks;
        decision.fate == Fate::Kept(BlockKind::Quote) || marks.has(Marks::PULL_QUOTE)
    };
    let told = |decision: &&Decision| matches!(decision.fate, Fate::Kept(_));
    if !decisions.iter().filter(told).any(is_quote) {
        return;
    }
    let mut said = FxHashSet::default();
    for decision in decisions.iter().filter(told).filter(|decision| !is_quote(decision)) {
        said.extend(shingles(survey.text(&survey.passages[decision.passage])));
    }
    for decision in decisions.iter_mut() {
        if !matches!(decision.fate, Fate::Kept(_)) || !is_quote(decision) {
            continue;
        }
        let mut shingles = shingles(survey.text(&survey.passages[decision.passage])).peekable();
        if shingles.peek().is_some() && shingles.all(|shingle| said.contains(&shingle)) {
            (decision.fate, decision.because) = (Fate::Caption, "quote that repeats the story");
        }
    }
}

/// Words in a row that two passages have in common only when one repeats the other.
const SHINGLE: usize = 5;

/// The hash of every stretch of a few words, marks left out.
fn shingles(text: &str) -> impl Iterator<Item = u64> {
    let words = text.split_whitespace().map(|word| {
        letters(word)
            .fold(lookup::EMPTY, |hash, c| c.encode_utf8(&mut [0; 4]).bytes().fold(hash, lookup::longer))
    });
    let words: Vec<u64> = words.filter(|hash| *hash != lookup::EMPTY).collect();
    let hash = |words: &[u64]| words.iter().fold(0, |hash, word| lookup::longer_by(hash, *word));
    (SHINGLE..=words.len()).map(move |end| hash(&words[end - SHINGLE..end]))
}

/// At the end of a story its author is presented: paragraphs that begin with the author's name, or with the name that stands alone on
/// the line before.
fn settle_author(survey: &Survey, metadata: &Metadata, decisions: &mut [Decision]) {
    let kept: Vec<usize> = (0..decisions.len())
        .rev()
        .filter(|index| matches!(decisions[*index].fate, Fate::Kept(_)))
        .take(LAST_LINES)
        .collect();
    let text = |index: usize| survey.text(&survey.passages[decisions[index].passage]);
    let mut presented = Vec::new();
    for (place, index) in kept.iter().enumerate() {
        let words = survey.passages[decisions[*index].passage].words;
        let named = |name: &str| name.contains(' ') && text(*index).starts_with(name);
        if words <= LONGEST_BIO && metadata.byline.iter().any(|name| named(name)) {
            presented.push(*index);
        } else if let Some(name) = kept.get(place + 1)
            && is_presentation(text(*name), text(*index))
            && words <= LONGEST_BIO
        {
            presented.extend([*index, *name]);
        }
    }
    for index in presented {
        let decision = &mut decisions[index];
        (decision.fate, decision.because) = (Fate::Dropped(Reason::AuthorBio), "presents the author");
    }
}

/// Paragraphs at the end among which the author may be presented.
const LAST_LINES: usize = 4;
/// Words of the longest presentation of an author.
const LONGEST_BIO: u32 = 120;

/// Whether a line is a name and no more, and the next paragraph begins with that name.
pub(super) fn is_presentation(line: &str, next: &str) -> bool {
    let words = line.split_whitespace().count();
    let closed = line.ends_with(['.', '!', '?', ':', '"', '”', '’', '»', '“']);
    let rest = next.strip_prefix(line);
    (1..=4).contains(&words)
        && !closed
        && line.starts_with(char::is_uppercase)
        && rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(char::is_alphanumeric))
}

/// A heading in doubt is the story's when a paragraph of the story stands right below it.
fn settle_doubted(survey: &Survey, extent: &Extent, live: bool, decisions: &mut [Decision]) {
    // Every entry of a live report has a heading.
    let least = if live { DOUBT } else { DOUBTED_HEADING };
    for index in 1..decisions.len() {
        let (decision, below) = (&decisions[index - 1], &decisions[index]);
        let next = is_told(below) && below.passage == decision.passage + 1;
        let passage = &survey.passages[decision.passage];
        let heading = passage.marks.has(Marks::HEADING) && passage.link_share() < 50;
        if next && heading && decision.fate == Fate::Left && extent.scores[decision.passage] > least {
            let decision = &mut decisions[index - 1];
            (decision.fate, decision.because) = (Fate::Kept(BlockKind::Heading), "heading over the story");
        }
    }
}

/// The score beyond which a heading is told for the paragraph below it: headings say little by themselves.
const DOUBTED_HEADING: i16 = -24;

/// Words of the longest line that belongs to the headline; a longer one is the first paragraph in large letters.
const LONGEST_LINE: u32 = 14;
/// Lines below the headline among which there may be its date and the like.
const MOST_LINES: usize = 4;

/// A short heading before the first paragraph belongs to the headline, and so do the lines right below that; but the first entry of a
/// live report has a heading of its own.
fn settle_headline(survey: &Survey, live: bool, decisions: &mut [Decision]) {
    let passage = |decision: &Decision| &survey.passages[decision.passage];
    let is_heading = |decision: &Decision| {
        decision.fate == Fate::Kept(BlockKind::Heading) && passage(decision).words <= LONGEST_LINE
    };
    let first = decisions.iter().position(|it| is_told(it) && !is_heading(it)).unwrap_or(decisions.len());
    let own = usize::from(live && first > 0 && is_heading(&decisions[first - 1]));
    let mut belong: Vec<usize> = (0..first - own).filter(|index| is_heading(&decisions[*index])).collect();
    if let Some(headline) = decisions[..first].iter().rposition(|decision| decision.because == HEADLINE) {
        let is_line = |index: &usize| {
            let passage = passage(&decisions[*index]);
            !passage.closed && passage.words <= LONGEST_LINE
        };
        // What was put between is not there for the reader.
        let lines = (headline + 1..decisions.len())
            .filter(|index| !matches!(decisions[*index].fate, Fate::Dropped(_)))
            .take(MOST_LINES)
            .take_while(is_line);
        belong.extend(lines.filter(|index| is_told(&decisions[*index]) && !is_heading(&decisions[*index])));
    }
    for index in belong {
        (decisions[index].fate, decisions[index].because) = (Fate::Heading, "before the first paragraph");
    }
}

fn is_told(decision: &Decision) -> bool {
    matches!(decision.fate, Fate::Kept(_))
}

/// A heading whose passages all went goes with them.
fn settle_headings(survey: &Survey, decisions: &mut [Decision]) {
    let mut below = None;
    for decision in decisions.iter_mut().rev() {
        match decision.fate {
            Fate::Kept(BlockKind::Heading)
                if survey.passages[decision.passage].link_share() > 60
                    && !matches!(below, Some(Fate::Kept(_))) =>
            {
                (decision.fate, decision.because) =
                    (Fate::Dropped(Reason::Related), "linked heading over nothing");
                below = Some(decision.fate);
            }
            Fate::Kept(BlockKind::Heading) => match below {
                // A heading over a heading over a paragraph is kept; clutter between the two ends that.
                Some(Fate::Kept(_) | Fate::Heading) => below = Some(Fate::Heading),
                Some(Fate::Dropped(reason)) => {
                    (decision.fate, decision.because) = (Fate::Dropped(reason), "heading over clutter");
                }
                _ => {
                    (decision.fate, decision.because) =
                        (Fate::Dropped(Reason::Other), "heading over nothing");
                }
            },
            Fate::Kept(_) => below = Some(decision.fate),
            Fate::Dropped(_) if !matches!(below, Some(Fate::Kept(_))) => below = Some(decision.fate),
            _ => {}
        }
    }
}
