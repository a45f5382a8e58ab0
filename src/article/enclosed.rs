//! What stands in the middle of the story, told by its surroundings.
//!
//! The cells of a table and the items of a list say little by themselves: "37", "ja". Where paragraphs of the story stand right before
//! and right after, and nothing in it says that it is clutter, all of it is told. So is a paragraph or a heading
//! in doubt between two paragraphs of the story.

use super::BlockKind;
use super::clutter::{DOUBT, Decision, Fate, kind};
use super::marks::Marks;
use super::score::Extent;
use super::survey::{Passage, Survey};
use crate::page::{NodeId, Page, Tag};

/// What is decided on.
struct Scene<'a> {
    page: &'a Page,
    survey: &'a Survey,
    extent: &'a Extent,
    units: &'a [Option<NodeId>],
    /// What the elements around the story are called says nothing against it.
    base: Marks,
}

/// Tells what the story encloses.
pub(super) fn tell(
    page: &Page,
    survey: &Survey,
    extent: &Extent,
    units: &[Option<NodeId>],
    decisions: &mut [Decision],
) {
    let base = extent.trusted[extent.element.0 as usize].without(Marks::LINK);
    let scene = Scene { page, survey, extent, units, base };
    scene.tell_units(decisions);
    scene.tell_doubted(decisions);
}

impl Scene<'_> {
    fn passage(&self, decision: &Decision) -> &Passage {
        &self.survey.passages[decision.passage]
    }

    fn marks(&self, decision: &Decision) -> Marks {
        self.extent.trusted[self.passage(decision).nodes.start as usize].without(self.base)
    }

    fn unit(&self, decision: &Decision) -> Option<NodeId> {
        self.units[self.passage(decision).nodes.start as usize]
    }

    fn tell_units(&self, decisions: &mut [Decision]) {
        let before = self.told_beside(decisions.iter());
        let mut after = self.told_beside(decisions.iter().rev());
        after.reverse();
        let mut start = 0;
        while start < decisions.len() {
            let unit = self.unit(&decisions[start]);
            let other = |at: &usize| self.unit(&decisions[*at]) != unit;
            let end = (start + 1..decisions.len()).find(other).unwrap_or(decisions.len());
            if let Some(unit) = unit
                && before[start]
                && (after[end - 1] || self.is_data(unit, &decisions[start..end]))
                && self.speaks_well(&decisions[start..end])
            {
                for decision in &mut decisions[start..end] {
                    if matches!(decision.fate, Fate::Left | Fate::Dropped(_)) {
                        (decision.fate, decision.because) =
                            (Fate::Kept(kind(self.marks(decision))), "enclosed by the story");
                    }
                }
            }
            start = end;
        }
    }

    /// Whether nothing speaks against a unit.
    fn speaks_well(&self, decisions: &[Decision]) -> bool {
        let (mut words, mut linked, mut score) = (0, 0, 0);
        for decision in decisions {
            let passage = self.passage(decision);
            let marks = self.marks(decision);
            let teaser = self.extent.teasers[passage.nodes.start as usize];
            // A credit, or a line of the headline's.
            let beside = matches!(decision.fate, Fate::Caption | Fate::Heading);
            if marks.reason().is_some() || teaser || beside || marks.has(AGAINST) {
                return false;
            }
            words += passage.words;
            linked += passage.linked;
            score += i32::from(self.extent.scores[decision.passage]) * passage.words.cast_signed();
        }
        let pictures = || {
            let nodes = self.passage(&decisions[0]).nodes.start
                ..self.passage(&decisions[decisions.len() - 1]).nodes.end;
            nodes.filter(|id| self.page.node(NodeId(*id)).tag == Tag::Img).count()
        };
        10 * linked <= 6 * words
            && score > i32::from(DOUBT) * words.cast_signed()
            && 2 * pictures() < decisions.len()
    }

    /// For each decision, whether the nearest passage that tells, from one end, is a paragraph that is told. Headings, pictures and units do
    /// not tell.
    fn told_beside<'a>(&self, decisions: impl Iterator<Item = &'a Decision>) -> Vec<bool> {
        let mut told = false;
        let beside = decisions.map(|decision| {
            let before = told;
            let heading = self.passage(decision).marks.has(Marks::HEADING)
                && matches!(decision.fate, Fate::Kept(_) | Fate::Left);
            if decision.fate != Fate::Caption && !heading && self.unit(decision).is_none() {
                told = matches!(decision.fate, Fate::Kept(BlockKind::Paragraph | BlockKind::Quote));
            }
            before
        });
        beside.collect()
    }

    /// Whether a unit is a table with next to no links in it: figures to the story, below it.
    fn is_data(&self, unit: NodeId, decisions: &[Decision]) -> bool {
        let sum = |of: fn(&Passage) -> u32| decisions.iter().map(|it| of(self.passage(it))).sum::<u32>();
        self.page.node(unit).tag == Tag::Table && 10 * sum(|it| it.linked) < sum(|it| it.words)
    }

    /// Tells a paragraph or a heading that is in doubt between two paragraphs that are told.
    fn tell_doubted(&self, decisions: &mut [Decision]) {
        for at in 1..decisions.len().saturating_sub(1) {
            let [before, decision, after] = [at - 1, at, at + 1].map(|at| &decisions[at]);
            let passage = self.passage(decision);
            let prose = passage.closed && passage.words >= 6 || passage.marks.has(Marks::HEADING);
            let told = |decision: &Decision| matches!(decision.fate, Fate::Kept(_));
            let beside = |other: &Decision| {
                let element = |decision: &Decision| self.page.node(self.passage(decision).element).parent;
                element(other) == element(decision)
            };
            let enclosed = told(before) && told(after) && beside(before) && beside(after);
            if decision.fate == Fate::Left
                && prose
                && enclosed
                && passage.link_share() < 50
                && self.extent.scores[decision.passage] > LEAST
            {
                let kind = kind(self.marks(decision));
                let decision = &mut decisions[at];
                (decision.fate, decision.because) = (Fate::Kept(kind), "enclosed by the story");
            }
        }
    }
}

/// Marks of what stands beside the story.
const AGAINST: Marks = Marks::FORM.with(Marks::ASIDE).with(Marks::FIGURE);
/// The score beyond which a passage in doubt is told between two that are.
const LEAST: i16 = -24;
