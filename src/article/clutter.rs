//! What becomes of each passage: a block of the story, or not, and then why.
//!
//! The trained scores decide whether a passage is told; a few laws come before them (a headline is no paragraph, a caption stays with
//! its picture, a second headline begins another story), and those about neighbours after ([`super::settle`]). What is not told and
//! shows no sign of being clutter is left where it is.

use rustc_hash::FxHashSet;

use super::enough::Enough;
use super::feature::{Feature, Row};
use super::marks::Marks;
use super::score::Extent;
use super::survey::{Passage, Survey};
use super::{BlockKind, Metadata, Reason};
use crate::page::{NodeId, Page, Tag};

/// What becomes of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// A block of the story.
    Kept(BlockKind),
    /// Stays on the page, is not told: captions and credits.
    Caption,
    /// The headline and what stands around it: byline, date, deck.
    Heading,
    /// Stays on the page, is not told: in doubt.
    Left,
    /// Not the story.
    Dropped(Reason),
}

/// A decision and its evidence.
#[derive(Debug, Clone)]
pub(super) struct Decision {
    /// Index of the passage.
    pub passage: usize,
    /// What becomes of it.
    pub fate: Fate,
    /// Why, for a developer's eyes.
    pub because: &'static str,
}

/// What the passages are decided by.
struct Grounds<'a> {
    page: &'a Page,
    survey: &'a Survey,
    extent: &'a Extent,
    metadata: &'a Metadata,
    rows: &'a [Row],
    /// A live report is told entry by entry, each under a headline of its own.
    live: bool,
    /// The headline, letters and digits alone.
    title: String,
    /// Where the story's element begins, headline and lead apart.
    start: usize,
    /// What the elements around the story are called says nothing against it.
    base: Marks,
    /// How good a score has to be for a passage to be told.
    enough: Enough,
}

/// Decides on every passage of the story's element, on those between it and the headline, and on those elsewhere that look like the story.
pub(super) fn decide(
    page: &Page,
    survey: &Survey,
    extent: &Extent,
    metadata: &Metadata,
    rows: &[Row],
    live: bool,
) -> Vec<Decision> {
    let inside = survey.inside(page, extent.element);
    // The lead may stand with the headline, outside the element that holds the rest.
    let lead = metadata
        .headline
        .map(|headline| survey.inside(page, headline).start)
        .filter(|start| *start < inside.start && inside.start - start < LONGEST_HEAD);
    let grounds = Grounds {
        page,
        survey,
        extent,
        metadata,
        rows,
        live,
        title: metadata.title.as_deref().map(plain).unwrap_or_default(),
        start: inside.start,
        base: extent.trusted[extent.element.0 as usize].without(Marks::LINK),
        enough: Enough::of(survey, &extent.scores),
    };
    let range = lead.unwrap_or(inside.start)..inside.end;
    let mut seen = FxHashSet::default();
    let mut decisions = Vec::new();
    for (index, passage) in survey.passages.iter().enumerate() {
        let told = grounds.enough.is(passage, extent.scores[index]);
        if told || range.contains(&index) {
            let (mut fate, mut because) = grounds.fate(index, told);
            let repeats = passage.words >= 8
                && !passage.marks.has(Marks::LIST.with(Marks::TABLE))
                && !seen.insert(survey.text(passage));
            if repeats && matches!(fate, Fate::Kept(_)) {
                (fate, because) = (Fate::Dropped(Reason::Other), "repeats an earlier passage");
            }
            decisions.push(Decision { passage: index, fate, because });
        }
    }
    decisions
}

/// What is said of the headline itself.
pub(super) const HEADLINE: &str = "headline";
/// Passages between headline and story beyond which they do not belong together.
const LONGEST_HEAD: usize = 40;

impl Grounds<'_> {
    fn fate(&self, index: usize, told: bool) -> (Fate, &'static str) {
        let passage = &self.survey.passages[index];
        let at = passage.nodes.start;
        let marks = self.extent.trusted[at as usize].without(self.base);
        let text = self.survey.text(passage);
        let is_headline =
            self.metadata.headline.is_some_and(|headline| self.page.contains(headline, NodeId(at)));
        let row = &self.rows[index];
        if is_headline || letters(text).eq(self.title.chars()) {
            return (Fate::Heading, HEADLINE);
        }
        if !self.live && row.get(Feature::HeadlineLikes) > 0 {
            return (Fate::Dropped(Reason::Related), "below another headline");
        }
        if !self.live && row.get(Feature::OtherArticle) > 0 {
            return (Fate::Dropped(Reason::Related), "another article");
        }
        if marks.reason().is_none() && is_time(self.page, passage) {
            return (Fate::Heading, "date or time");
        }
        let short = passage.words < 16 && !passage.closed;
        if marks.has(Marks::BYLINE) && marks.reason().is_none() && short || self.is_byline(text) {
            return (Fate::Heading, "byline");
        }
        if let Some(reason) = passage.phrase {
            return (if reason == Reason::Credit { Fate::Caption } else { Fate::Dropped(reason) }, "line");
        }
        if marks.has(Marks::BYLINE) && short {
            return (Fate::Heading, "byline");
        }
        if marks.has(Marks::CAPTION)
            || marks.has(Marks::FIGURE) && !marks.has(Marks::QUOTE.with(Marks::TABLE))
        {
            return (Fate::Caption, "figure or caption");
        }
        if self.is_slogan(passage) {
            return (Fate::Dropped(Reason::Advert), "below the word for adverts");
        }
        if told && !marks.has(LISTED) && is_count(text) {
            return (Fate::Left, "figures alone");
        }
        if told {
            return (Fate::Kept(kind(marks)), "score");
        }
        if index < self.start && is_lead(passage, self.extent.scores[index]) {
            return (Fate::Kept(BlockKind::Paragraph), "lead beside the headline");
        }
        if index < self.start {
            let dropped = marks.reason().map(Fate::Dropped);
            return (dropped.unwrap_or(Fate::Heading), "beside the headline");
        }
        clutter(passage, marks, row, self.extent.scores[index])
    }

    /// Whether a line stands in a small box that begins with the word for adverts.
    fn is_slogan(&self, passage: &Passage) -> bool {
        const LARGEST: u32 = 40;
        let inside = &self.survey.passages[self.survey.inside(self.page, passage.element)];
        let words = || inside.iter().map(|passage| passage.words).sum::<u32>();
        inside.first().is_some_and(|first| first.phrase == Some(Reason::Advert)) && words() <= LARGEST
    }

    /// Whether a line names the authors and says little else: "By Ana Ruiz and Ben Holt".
    fn is_byline(&self, line: &str) -> bool {
        const OTHER_WORDS: usize = 3;
        let authors = self.metadata.byline.iter().filter(|name| line.contains(name.as_str()));
        let named: usize = authors.map(|name| name.split_whitespace().count()).sum();
        named > 0 && line.split_whitespace().count() <= named + OTHER_WORDS
    }
}

/// Why a passage that is not told is clutter, if it shows any sign of it.
fn clutter(passage: &Passage, marks: Marks, row: &Row, score: i16) -> (Fate, &'static str) {
    if marks.has(Marks::QUOTE) && marks.has(Marks::POST) {
        return (Fate::Caption, "post of another service");
    }
    if let Some(reason) = marks.reason() {
        return (Fate::Dropped(reason), "class");
    }
    if row.get(Feature::Teaser) > 0 {
        return (Fate::Dropped(Reason::Related), "teaser");
    }
    if marks.has(Marks::FORM) {
        return (Fate::Dropped(Reason::Newsletter), "form");
    }
    if marks.has(Marks::ASIDE) {
        return (Fate::Dropped(Reason::Related), "aside");
    }
    if passage.link_share() > 60 {
        return (Fate::Dropped(Reason::Related), "all link");
    }
    let lead = row.get(Feature::LeadPhrase);
    if row.get(Feature::LeadSince) == 1 && lead > 0 {
        return (Fate::Dropped(Reason::Other), "below a line of clutter");
    }
    if score > DOUBT { (Fate::Left, "in doubt") } else { (Fate::Dropped(Reason::Other), "score") }
}

/// Whether a passage between the headline and the element that holds the rest is the story's first paragraph.
fn is_lead(passage: &Passage, score: i16) -> bool {
    const SHORTEST: u32 = 15;
    const LEAST: i16 = -12;
    passage.words >= SHORTEST && passage.closed && passage.link_share() < 50 && score > LEAST
}

/// The score below which a passage without any other sign of clutter is taken for clutter all the same.
pub(super) const DOUBT: i16 = -40;

/// Whether a passage is a date or a time and no more.
fn is_time(page: &Page, passage: &Passage) -> bool {
    let first = NodeId(passage.nodes.start);
    let time = std::iter::once((first, page.node(first)))
        .chain(page.ancestors(first))
        .take_while(|(_, node)| !node.tag.is_block())
        .find(|(_, node)| node.tag == Tag::Time);
    time.is_some_and(|(_, node)| passage.nodes.end <= node.end.0)
}

/// Whether a line is figures without a word, as the length of a film is.
fn is_count(line: &str) -> bool {
    line.contains(|c: char| c.is_ascii_digit()) && !line.contains(char::is_alphabetic)
}

/// Marks of what may be figures alone.
const LISTED: Marks = Marks::LIST.with(Marks::TABLE).with(Marks::CODE).with(Marks::HEADING);

/// The letters and digits of a text alone, in lower case.
pub(super) fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// [`letters`] as a text.
pub(super) fn plain(text: &str) -> String {
    letters(text).collect()
}

/// What a passage of the story is.
pub(super) fn kind(marks: Marks) -> BlockKind {
    if marks.has(Marks::HEADING) {
        BlockKind::Heading
    } else if marks.has(Marks::TABLE) {
        BlockKind::Table
    } else if marks.has(Marks::CODE) {
        BlockKind::Code
    } else if marks.has(Marks::QUOTE) {
        BlockKind::Quote
    } else if marks.has(Marks::LIST) {
        BlockKind::ListItem
    } else {
        BlockKind::Paragraph
    }
}
