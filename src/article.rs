//! The story on a page, and what is around it.
//!
//! Takes a page and gives its headline, byline, dates and the story's blocks in reading order, with
//! a reason for everything inside the story that is not the story. Precision first: when in doubt, a block is left where it is.

mod clutter;
mod compose;
mod declared;
mod enclosed;
mod enough;
pub mod feature;
pub mod forest;
mod hide;
mod judge;
mod kind;
mod lookup;
mod marks;
pub mod metadata;
mod phrases;
mod plain;
mod score;
mod settle;
mod survey;
mod teasers;
mod tongue;
mod trust;
mod unit;
mod words;

use std::ops::Range;

use clutter::Decision;
pub use clutter::Fate;
use compose::Composition;

use crate::language::Language;
use crate::page::{NodeId, Page, Source};

/// What a page turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// One story.
    #[default]
    Article,
    /// A live report: dated entries, newest or oldest first.
    Live,
    /// The beginning of a story whose rest is not on the page: a paywall or a teaser.
    Stub,
    /// No story: a front page, a list of links, a form.
    None,
}

/// A story and its surroundings. All ranges are byte ranges of [`Article::text`].
#[derive(Debug)]
pub struct Article {
    /// What the page is.
    pub kind: Kind,
    /// What the page says of itself.
    pub metadata: Metadata,
    /// The language of the story.
    pub language: &'static Language,
    /// The text of the blocks with a blank line between them; for a page of plain text, that text unchanged.
    pub text: String,
    /// The story's blocks, in reading order.
    pub blocks: Vec<Block>,
    /// Where the story's text stands in the page, in order of the text.
    pub runs: Vec<Run>,
    /// What stands in or beside the story and is not the story.
    pub clutter: Vec<Clutter>,
    /// The elements to hide on the live page: outermost ones only, never one that holds something to keep.
    pub hide: Vec<Clutter>,
    /// What was decided about each block that was looked at, for `xtask page`.
    pub verdicts: Vec<Verdict>,
}

/// What the page says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline, without the site's name.
    pub title: Option<String>,
    /// The element that shows the headline.
    pub headline: Option<NodeId>,
    /// The publication's name.
    pub site: Option<String>,
    /// The authors' names.
    pub byline: Vec<String>,
    /// Publication date or date and time, ISO 8601, in the page's own time zone.
    pub published: Option<String>,
    /// The date of the last change, likewise.
    pub modified: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// The part of the publication that the story stands in.
    pub section: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// The address of the picture that stands for the story.
    pub image: Option<String>,
}

/// A piece of the story that stands on its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The element that holds it.
    pub element: NodeId,
    /// Its text; `None` for a caption, which stays on the page but is not told as part of the story.
    pub range: Option<Range<usize>>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum BlockKind {
    Heading,
    Paragraph,
    ListItem,
    Quote,
    Caption,
    Table,
    Code,
}

/// A stretch of the story's text that stands in the page letter by letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Where in [`Article::text`].
    pub range: Range<usize>,
    /// The text node it was copied from.
    pub node: NodeId,
    /// The byte in the node's raw text where the stretch begins.
    pub offset: usize,
}

/// Something that is not the story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clutter {
    /// The element that holds it.
    pub element: NodeId,
    /// Why it is clutter.
    pub reason: Reason,
    /// Its text, white space collapsed; may be empty.
    pub text: String,
}

/// Why something is clutter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Reason {
    Advert,
    Related,
    Newsletter,
    Share,
    AuthorBio,
    Comments,
    Navigation,
    Cookie,
    Promo,
    Paywall,
    Follow,
    Tags,
    Copyright,
    Credit,
    Update,
    Overlay,
    Other,
}

/// What was decided about a block, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The element.
    pub element: NodeId,
    /// The nodes from its first text to its last.
    pub nodes: Range<u32>,
    /// What became of it.
    pub fate: Fate,
    /// The evidence, for a developer's eyes.
    pub because: &'static str,
    /// How much it looks like the story, in sixteenths of log-odds.
    pub score: i16,
}

/// Finds the story on a page.
pub fn extract(page: &Page) -> Article {
    extract_by(page, &judge::STORY)
}

/// The passages of a page as the trainer sees them: the text of each, white space collapsed, and what is known of it.
pub fn study(page: &Page) -> Vec<(String, feature::Row)> {
    let metadata = metadata::read(page);
    let survey = survey::survey(page);
    let language = tongue::choose(page, &survey, &metadata);
    let trust = trust::weigh(page, &survey);
    let units = unit::find(page, &survey, &trust);
    let rows = feature::rows(page, &survey, &trust, &units, &metadata, language);
    survey.passages.iter().map(|passage| survey.text(passage).to_owned()).zip(rows).collect()
}

/// Finds the story on a page by a forest of one's own: the trainer's way to see how well one does.
pub fn extract_by(page: &Page, forest: &forest::Forest) -> Article {
    let mut metadata = metadata::read(page);
    if page.source == Source::Text {
        return from_text(page, metadata);
    }
    let survey = survey::survey(page);
    let language = tongue::choose(page, &survey, &metadata);
    metadata.language.get_or_insert_with(|| language.code.to_owned());
    let trust = trust::weigh(page, &survey);
    let units = unit::find(page, &survey, &trust);
    let rows = feature::rows(page, &survey, &trust, &units, &metadata, language);
    let scores = judge::scores(page, &survey, &trust, forest, &rows);
    let extent = score::extent(page, &survey, trust, scores);
    let live = kind::is_live(page, &survey, &extent);
    let mut decisions = clutter::decide(page, &survey, &extent, &metadata, &rows, live);
    enclosed::tell(page, &survey, &extent, &units, &mut decisions);
    settle::settle(&survey, &extent, &metadata, live, &mut decisions);
    let kind = kind::tell(page, &survey, &extent, &metadata, &decisions, live);
    let told = kind != Kind::None;
    let hide = if told { hide::plan(page, &survey, &extent, &metadata, &decisions) } else { Vec::new() };
    let mut composition = Composition::default();
    let mut blocks = Vec::new();
    let mut verdicts = Vec::new();
    for decision in &decisions {
        let passage = &survey.passages[decision.passage];
        let element = passage.element;
        match decision.fate {
            Fate::Kept(kind) if told => {
                let range = Some(composition.add(page, &survey, passage));
                blocks.push(Block { kind, element, range });
            }
            Fate::Caption if told => blocks.push(Block { kind: BlockKind::Caption, element, range: None }),
            _ => {}
        }
        let Decision { fate, because, passage: index } = *decision;
        verdicts.push(Verdict {
            element,
            nodes: passage.nodes.clone(),
            fate,
            because,
            score: extent.scores[index],
        });
    }
    let Composition { text, runs } = composition;
    let clutter = hide.iter().filter(|item| !item.text.is_empty()).cloned().collect();
    Article { kind, metadata, language, text, blocks, runs, clutter, hide, verdicts }
}

fn from_text(page: &Page, mut metadata: Metadata) -> Article {
    let plain::Lines { blocks, runs, clutter } = plain::read(page, &mut metadata);
    let language = tongue::of_text(
        page.hints.language.as_deref(),
        blocks.iter().filter_map(|block| block.range.clone()).map(|range| &page.all_text()[range]),
    );
    metadata.language.get_or_insert_with(|| language.code.to_owned());
    let kind = if blocks.is_empty() { Kind::None } else { Kind::Article };
    Article {
        kind,
        metadata,
        language,
        text: page.all_text().to_owned(),
        blocks,
        runs,
        clutter,
        hide: Vec::new(),
        verdicts: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
