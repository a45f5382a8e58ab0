//! How much each passage looks like a part of the page's story: the trained decision.
//!
//! The forest in `story.forest` scores a passage's row of features; `cargo xtask train article` grows it from pages whose story is
//! known (see `README.md` beside it). Scores are log-odds in sixteenths: 0 is even, 16 is 73 %, 48 is 95 %.

use std::sync::LazyLock;

use super::feature::{Feature, Row};
use super::forest::{Forest, UNIT};
use super::survey::Survey;
use super::trust::Trust;
use crate::page::{NodeId, Page, Tag};

/// Sixteenths of log-odds.
pub(super) const STEPS: i32 = 16;
/// Scores beyond this, in either direction, are as sure as can be.
pub(super) const SUREST: i16 = 127;

/// The forest that comes with the program.
pub(super) static STORY: LazyLock<Forest> = LazyLock::new(|| {
    Forest::read(include_bytes!("story.forest"), Feature::NAMES.len())
        .expect("embedded model; see tests::the_model_loads")
});

/// Passages of the smallest page that is judged by the forest: it has grown on whole pages of news sites, all of which are larger.
const SMALLEST: usize = 20;

/// The score of every passage.
pub(super) fn scores(page: &Page, survey: &Survey, trust: &Trust, forest: &Forest, rows: &[Row]) -> Vec<i16> {
    if rows.len() < SMALLEST {
        return plain_scores(trust, rows);
    }
    let surest = i32::from(SUREST);
    // A cascade (Viola and Jones 2001): what one look tells to be a menu is not shown to the forest.
    let (asked, doubtful): (Vec<usize>, Vec<&Row>) =
        rows.iter().enumerate().filter(|(_, row)| !is_menu(row)).unzip();
    let mut scores = vec![MENU; rows.len()];
    for (index, score) in asked.into_iter().zip(forest.scores(&doubtful)) {
        scores[index] = (score * STEPS / UNIT).clamp(-surest, surest) as i16;
    }
    level(page, survey, &mut scores);
    scores
}

/// The score of an entry of a menu.
const MENU: i16 = -80;

/// Whether a passage is plainly an entry of a menu: a few words, all of them a link, in a place for finding one's way or apart from the
/// prose.
fn is_menu(row: &Row) -> bool {
    const LONGEST: i16 = 8;
    let apart = row.get(Feature::InProse) == 0 && row.get(Feature::Table) == 0;
    row.get(Feature::LinkShare) == 100
        && row.get(Feature::Words) <= LONGEST
        && row.get(Feature::Story) == 0
        && (row.get(Feature::Navigation) > 0 || row.get(Feature::InFooter) > 0 || apart)
}

/// On a page of a few passages nothing is repeated and little surrounds the story: in the element that holds the prose, prose is the
/// story, and so is what nothing speaks against from the first paragraph on; what comes before that belongs to the headline.
fn plain_scores(trust: &Trust, rows: &[Row]) -> Vec<i16> {
    const AGAINST: [Feature; 4] = [Feature::Clutter, Feature::Teaser, Feature::Phrase, Feature::InFooter];
    let inside = |row: &Row| row.get(Feature::InProse) == 1;
    let prose = rows.iter().zip(&trust.worths).position(|(row, worth)| inside(row) && *worth > 0);
    let score = |(index, row): (usize, &Row)| {
        let against = AGAINST.iter().any(|feature| row.get(*feature) > 0) || row.get(Feature::LinkShare) > 60;
        let heads = prose.is_some_and(|first| index < first) && row.get(Feature::Heading) == 0;
        match trust.worths[index] {
            _ if against || !inside(row) => -48,
            1.. => 48,
            _ if heads => -24,
            _ => 24,
        }
    };
    rows.iter().enumerate().map(score).collect()
}

/// Words that an item has on average in lists whose items stand or fall together; longer ones are paragraphs.
const LONGEST_ITEM: u32 = 14;

/// Gives all items of a list, and all cells of a table, the same score: their mean.
fn level(page: &Page, survey: &Survey, scores: &mut [i16]) {
    let mut list: Vec<Option<NodeId>> = Vec::with_capacity(page.len());
    for (id, node) in page.nodes() {
        let around = if node.parent == id { None } else { list[node.parent.0 as usize] };
        let is_list = matches!(node.tag, Tag::Ul | Tag::Ol | Tag::Dl | Tag::Table);
        list.push(if is_list { Some(id) } else { around });
    }
    let of = |index: usize| list[survey.passages[index].nodes.start as usize];
    let mut start = 0;
    while start < scores.len() {
        // What stands between the items of one list, another list in it, say, parts it in two.
        let end = (start + 1..scores.len()).find(|end| of(*end) != of(start)).unwrap_or(scores.len());
        let words: u32 = survey.passages[start..end].iter().map(|passage| passage.words).sum();
        if of(start).is_some() && words <= LONGEST_ITEM * (end - start) as u32 {
            let (sum, count) = scores[start..end]
                .iter()
                .fold((0, 0), |(sum, count), score| (sum + i32::from(*score), count + 1));
            scores[start..end].fill((sum / count) as i16);
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_loads() {
        assert!(STORY.trees.len() > 10);
    }
}
