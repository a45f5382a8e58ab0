//! What is known of a passage and its surroundings before anything is decided: one row of small numbers a passage.
//!
//! The rows are all that the trained decision ([`super::judge`]) sees, and the trainer sees the very same ones. One pass over the page
//! fills them; nothing is decided here, and nothing on the page is changed.

mod likes;
mod own;
mod place;
mod unit;

use std::ops::Range;

use super::Metadata;
use super::declared::Declared;
use super::survey::{Survey, running};
use super::trust::Trust;
use crate::language::Language;
use crate::page::{NodeId, Page};

macro_rules! features {
    ($($name:ident),+ $(,)?) => {
        /// A thing that is known of a passage.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(usize)]
        #[allow(missing_docs, reason = "the names say it; the files of this folder say how each is counted")]
        pub enum Feature { $($name),+ }

        impl Feature {
            /// Every feature's name, in order.
            pub const NAMES: &[&str] = &[$(stringify!($name)),+];
        }
    };
}

features! {
    // The passage itself: `own`.
    Words, LinkShare, Stops, Commas, Closed, WordLength, Capitals, Shouted, Digits, FunctionWords, Calls, Phrase, HeadlineShare,
    Declared, DeclaredWords, Repeats, RepeatsOpening, Begins, Ends, Signs, Bold,
    // What its elements are and are called: `own`.
    Tag, Heading, Paragraph, List, Quote, Table, Aside, Form, Figure, Caption, Byline, Deck, Story, Post, PullQuote, HiddenName,
    Advert, Related, Newsletter, Share, AuthorBio, Comments, Navigation, Cookie, Promo, Paywall, Follow, Tags, Copyright, Overlay,
    // The elements around it that tell something: `place`.
    InArticle, InMain, InHeader, InFooter, InSection, InTable, Clutter, ClutterProse, ClutterLevels, StoryProse, StoryLevels,
    ClutterInStory, Teaser, Depth,
    // The boxes around it, each the smallest that holds more passages than the one before: `place`.
    Box1Passages, Box1Words, Box1LinkShare, Box1ProseShare, Box1Headings, Box1Media, Box1Controls, Box1Tag,
    Box2Passages, Box2Words, Box2LinkShare, Box2ProseShare, Box2Headings, Box2Media, Box2Controls, Box2Tag,
    Box3Passages, Box3Words, Box3LinkShare, Box3ProseShare, Box3Headings, Box3Media, Box3Controls, Box3Tag,
    // Where it stands: `place`.
    Place, ProseBefore, ProseAfter, InProse, ProseDepth, ProseStart, ProseEnd, PageProse, PagePassages,
    // Where it stands to the headline, to headings, and to the page's articles: `likes`.
    SinceHeadline, HeadlineAbove, HeadingPhrase, HeadingSince, HeadingLinked, OtherArticle, HeadlineLikes, LeadPhrase, LeadSince, Articles,
    // Passages in elements of the same make, and its neighbours: `likes`.
    LikesPassages, LikesWords, LikesLinkShare, LikesProseShare,
    Before1Words, Before1LinkShare, Before1Closed, Before1Heading, Before1Phrase, Before1Like,
    Before2Words, Before2LinkShare, Before2Closed, Before2Heading, Before2Phrase, Before2Like,
    After1Words, After1LinkShare, After1Closed, After1Heading, After1Phrase, After1Like,
    After2Words, After2LinkShare, After2Closed, After2Heading, After2Phrase, After2Like,
    // The list or table that it lies in, and the paragraphs on either side of that: `unit`.
    UnitPassages, UnitWords, UnitLinkShare, UnitBefore, UnitAfter, UnitLevels,
}

/// What is known of one passage, in the order of [`Feature`]. Counts are cut at 2,000, shares are percent, -1 stands for "there is none".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row(pub [i16; Feature::NAMES.len()]);

impl AsRef<[i16]> for Row {
    fn as_ref(&self) -> &[i16] {
        &self.0
    }
}

impl Row {
    /// The value of a feature.
    pub fn get(&self, feature: Feature) -> i16 {
        self.0[feature as usize]
    }

    fn set(&mut self, feature: Feature, value: impl Into<i16>) {
        self.0[feature as usize] = value.into();
    }
}

/// Fills in a row for every passage of a page.
pub(super) fn rows(
    page: &Page,
    survey: &Survey,
    trust: &Trust,
    units: &[Option<NodeId>],
    metadata: &Metadata,
    language: &Language,
) -> Vec<Row> {
    let mut rows = vec![Row([0; Feature::NAMES.len()]); survey.passages.len()];
    let declared = Declared::read(page);
    let title = own::Title::new(metadata.title.as_deref().unwrap_or_default());
    for (row, passage) in rows.iter_mut().zip(&survey.passages) {
        let text = survey.text(passage);
        own::words(row, passage, text, &title, language);
        own::marks(row, page, passage, trust);
        row.set(Feature::Declared, declared.share(text).map_or(-1, count));
        row.set(Feature::DeclaredWords, count(declared.words as u32));
    }
    let totals = place::Totals::new(page, survey, trust);
    let around = place::around(page, survey, trust);
    place::fill(&mut rows, page, survey, trust, &totals, &around);
    let kinds = likes::kinds(page, survey);
    likes::repeats(&mut rows, survey);
    likes::headlines(&mut rows, page, survey, metadata, &kinds);
    likes::articles(&mut rows, page, survey, metadata, &totals, &around);
    likes::likes(&mut rows, survey, trust, &kinds);
    likes::neighbours(&mut rows, &kinds);
    unit::fill(&mut rows, page, survey, trust, units, &totals);
    rows
}

/// A count as a feature: what is beyond this makes no difference to a decision.
const MOST: u32 = 2_000;

fn count(value: u32) -> i16 {
    value.min(MOST) as i16
}

/// A share in percent.
fn share(part: u32, whole: u32) -> i16 {
    (u64::from(part) * 100 / u64::from(whole.max(1))).min(MOST.into()) as i16
}

/// How far one place is after another; negative before it.
fn distance(from: usize, to: usize) -> i16 {
    const FARTHEST: i16 = 999;
    let steps = i16::try_from(from.abs_diff(to)).map_or(FARTHEST, |steps| steps.min(FARTHEST));
    if to < from { -steps } else { steps }
}

/// The sum over a range of what [`running`] added up.
fn between(totals: &[u32], range: &Range<usize>) -> u32 {
    totals[range.end] - totals[range.start]
}
