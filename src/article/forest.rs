//! Boosted trees with whole numbers: small questions about a row of features, added up to a score.
//!
//! `cargo xtask train article` grows them and [`Forest::write`] puts them down; both ends share the format below. All arithmetic is in
//! whole numbers, so that every machine gives the same score.
//!
//! A file is a line `nutgraf-forest 1 FEATURES BASE TREES`, then for each tree the number of its questions and these, five bytes each
//! (feature, threshold as two bytes, where to go below it, where to go from it on), and its leaves, two bytes each. Where to go is the
//! number of a question, or from 128 on that of a leaf.

use std::fmt::Write as _;
use std::ops::Range;

/// The word and the version that a file begins with.
const MAGIC: &str = "nutgraf-forest 1";
/// From here on, where to go is a leaf.
const LEAF: u8 = 128;

/// A question: is the feature below the threshold?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Number of the feature in the row.
    pub feature: u8,
    /// What it is compared with.
    pub threshold: i16,
    /// Where to go when it is below, and when it is not: a question, or from 128 on a leaf.
    pub next: [u8; 2],
}

/// One tree: its questions, the first of them asked first, and its leaves, in [`UNIT`]s of log-odds. A tree without questions is its first leaf.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    /// At most 128.
    pub questions: Vec<Question>,
    /// At most 128.
    pub leaves: Vec<i16>,
}

/// What a leaf's value of 1 stands for: this part of one log-odds.
pub const UNIT: i32 = 4_096;

/// Trees that every row is shown to, and the score, in [`UNIT`]s, at which the others are not asked: with these no figure of
/// `cargo xtask score article` changes, and a page of comments is scored in half the time.
const FIRST: usize = 48;
const HOPELESS: i32 = -7 * UNIT / 2;

/// Rows that are scored together: they and a tree fit in the processor's fastest memory.
const TOGETHER: usize = 32;

/// Rows that walk down a tree in step.
const ABREAST: usize = 8;

/// The trees laid out to be walked down without asking whether a leaf is reached: a leaf leads to itself.
#[derive(Debug, Default)]
struct Trail {
    steps: Vec<Step>,
    roots: Vec<Root>,
}

/// A question, or a leaf, whose threshold is its value.
#[derive(Debug, Clone, Copy)]
struct Step {
    feature: u8,
    threshold: i16,
    /// Counted from the first step of the tree: at most 128 questions and 128 leaves.
    next: [u8; 2],
}

/// A tree's steps, and how many questions its longest walk asks.
#[derive(Debug, Clone)]
struct Root {
    steps: Range<usize>,
    depth: u8,
}

/// Trees whose leaves are added up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forest {
    /// Length of the rows that it was grown on.
    pub features: usize,
    /// What every row starts with, in [`UNIT`]s.
    pub base: i32,
    /// The trees.
    pub trees: Vec<Tree>,
}

impl Forest {
    /// The scores of rows, in [`UNIT`]s of log-odds: tree by tree over a few rows, so that one walk need not wait for another. A row that the
    /// first trees are sure is not the story is not shown to the others (a soft cascade: Bourdev and Brandt 2005); they would make it a quarter
    /// surer, as they do on average.
    pub fn scores<R: AsRef<[i16]>>(&self, rows: &[R]) -> Vec<i32> {
        let trail = Trail::of(&self.trees);
        let (first, others) = trail.roots.split_at(trail.roots.len().min(FIRST));
        let mut scores = vec![self.base; rows.len()];
        let mut doubtful = Vec::with_capacity(TOGETHER);
        for (scores, rows) in scores.chunks_mut(TOGETHER).zip(rows.chunks(TOGETHER)) {
            let mut rows: Vec<&[i16]> = rows.iter().map(AsRef::as_ref).collect();
            trail.add(first, &rows, scores);
            doubtful.clear();
            doubtful.extend((0..rows.len()).filter(|at| scores[*at] > HOPELESS));
            let mut their = [0; TOGETHER];
            for (to, from) in doubtful.iter().enumerate() {
                (rows[to], their[to]) = (rows[*from], scores[*from]);
            }
            trail.add(others, &rows[..doubtful.len()], &mut their[..doubtful.len()]);
            for score in scores.iter_mut().filter(|score| **score <= HOPELESS) {
                *score += *score / 4;
            }
            for (from, to) in doubtful.iter().enumerate() {
                scores[*to] = their[from];
            }
        }
        scores
    }

    /// The bytes of a file.
    pub fn write(&self) -> Vec<u8> {
        let mut head = String::new();
        let _ = writeln!(head, "{MAGIC} {} {} {}", self.features, self.base, self.trees.len());
        let mut bytes = head.into_bytes();
        for tree in &self.trees {
            bytes.extend([tree.questions.len() as u8, tree.leaves.len() as u8]);
            for question in &tree.questions {
                bytes.push(question.feature);
                bytes.extend(question.threshold.to_le_bytes());
                bytes.extend(question.next);
            }
            bytes.extend(tree.leaves.iter().flat_map(|leaf| leaf.to_le_bytes()));
        }
        bytes
    }

    /// Reads a file; `None` when it is not one, or asks what no row of `features` numbers answers, or does not come to an end.
    pub fn read(bytes: &[u8], features: usize) -> Option<Self> {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?.strip_prefix(MAGIC)?;
        let numbers: Vec<i32> = head.split_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
        let [told, base, count] = numbers[..] else { return None };
        if usize::try_from(told).ok()? != features {
            return None;
        }
        let mut bytes = bytes[end + 1..].iter().copied();
        let trees = (0..count).map(|_| Tree::read(&mut bytes, features)).collect::<Option<Vec<_>>>()?;
        bytes.next().is_none().then_some(Self { features, base, trees })
    }
}

impl Trail {
    fn of(trees: &[Tree]) -> Self {
        let mut trail = Self::default();
        for Tree { questions, leaves } in trees {
            let start = trail.steps.len();
            let first_leaf = questions.len() as u8;
            let place = |at: u8| if at < LEAF { at } else { first_leaf + (at - LEAF) };
            let steps = questions.iter().map(|question| Step {
                feature: question.feature,
                threshold: question.threshold,
                next: question.next.map(place),
            });
            trail.steps.extend(steps);
            let leaves = leaves.iter().zip(first_leaf..=u8::MAX);
            trail.steps.extend(leaves.map(|(value, at)| Step {
                feature: 0,
                threshold: *value,
                next: [at; 2],
            }));
            // A question leads to later ones alone.
            let mut depths = [0_u8; LEAF as usize];
            for (at, question) in questions.iter().enumerate().rev() {
                let below = question.next.map(|at| depths.get(usize::from(at)).copied().unwrap_or_default());
                depths[at] = 1 + below[0].max(below[1]);
            }
            trail.roots.push(Root { steps: start..trail.steps.len(), depth: depths[0] });
        }
        trail
    }

    /// Adds the leaves of some trees that rows come to.
    fn add(&self, roots: &[Root], rows: &[&[i16]], scores: &mut [i32]) {
        for root in roots {
            for (scores, rows) in scores.chunks_mut(ABREAST).zip(rows.chunks(ABREAST)) {
                self.walk(root, rows, scores);
            }
        }
    }

    /// Adds the leaves that rows come to, at most [`ABREAST`] of them.
    fn walk(&self, root: &Root, rows: &[&[i16]], scores: &mut [i32]) {
        let steps = &self.steps[root.steps.clone()];
        let mut at = [0_u8; ABREAST];
        for _ in 0..root.depth {
            for (at, row) in at.iter_mut().zip(rows) {
                let Step { feature, threshold, next } = steps[usize::from(*at)];
                *at = next[usize::from(row[usize::from(feature)] >= threshold)];
            }
        }
        for (score, at) in scores.iter_mut().zip(at) {
            *score += i32::from(steps[usize::from(at)].threshold);
        }
    }
}

impl Tree {
    fn read(bytes: &mut impl Iterator<Item = u8>, features: usize) -> Option<Self> {
        let (questions, leaves) = (bytes.next()?, bytes.next()?);
        let mut tree = Self::default();
        for number in 0..questions {
            let feature = bytes.next()?;
            let threshold = i16::from_le_bytes([bytes.next()?, bytes.next()?]);
            let next = [bytes.next()?, bytes.next()?];
            // A question leads to later ones alone, so every walk ends.
            let ends = |at: u8| if at < LEAF { at > number && at < questions } else { at - LEAF < leaves };
            if usize::from(feature) >= features || !next.into_iter().all(ends) {
                return None;
            }
            tree.questions.push(Question { feature, threshold, next });
        }
        for _ in 0..leaves {
            tree.leaves.push(i16::from_le_bytes([bytes.next()?, bytes.next()?]));
        }
        (leaves > 0).then_some(tree)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forest() -> Forest {
        let questions = vec![
            Question { feature: 1, threshold: 10, next: [LEAF, 1] },
            Question { feature: 0, threshold: -3, next: [LEAF + 1, LEAF + 2] },
        ];
        let tree = Tree { questions, leaves: vec![100, -200, 300] };
        let stump = Tree { questions: Vec::new(), leaves: vec![7] };
        Forest { features: 2, base: -50, trees: vec![tree, stump] }
    }

    #[test]
    fn a_score_is_the_sum_of_the_leaves() {
        let rows = [[0, 9], [-4, 10], [-3, 10]];
        assert_eq!(forest().scores(&rows), [57, -243, 257]);
    }

    #[test]
    fn what_is_hopeless_is_not_shown_to_the_other_trees() {
        let mut forest = forest();
        let hopeless = Tree {
            questions: vec![Question { feature: 0, threshold: 0, next: [LEAF, LEAF + 1] }],
            leaves: vec![i16::MIN, 0],
        };
        let stump = |leaf| Tree { questions: Vec::new(), leaves: vec![leaf] };
        forest.trees = vec![hopeless];
        forest.trees.resize(FIRST, stump(0));
        forest.trees.push(stump(40));
        assert_eq!(
            forest.scores(&[[1, 0], [-1, 0], [2, 0]]),
            [-10, (-50 + i32::from(i16::MIN)) * 5 / 4, -10]
        );
    }

    #[test]
    fn what_is_written_is_read_again_and_nothing_else_is() {
        let bytes = forest().write();
        assert_eq!(Forest::read(&bytes, 2), Some(forest()));
        assert_eq!(Forest::read(&bytes, 3), None, "rows of another length");
        assert_eq!(Forest::read(&bytes[..bytes.len() - 1], 2), None, "cut short");
        let mut circle = forest();
        circle.trees[0].questions[1].next = [0, LEAF];
        assert_eq!(Forest::read(&circle.write(), 2), None, "a walk without end");
    }
}
