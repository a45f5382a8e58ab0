//! From examples to a forest in whole numbers; the growing itself is forust's.

use anyhow::{Context, ensure};
use forust_ml::data::Matrix;
use forust_ml::gradientbooster::GradientBooster;
use forust_ml::tree::Tree as Grown;
use nutgraf::article::feature::Feature;
use nutgraf::article::forest::{Forest, Question, Tree, UNIT};

use super::Example;

/// Trees of a forest; more of them fit the development pages better and others no better.
const TREES: usize = 110;
/// Leaves of a tree.
const LEAVES: usize = 16;
/// From here on, where to go in a tree is a leaf: see [`Forest`].
const LEAF: u8 = 128;

/// Grows a forest.
pub(super) fn forest<'a>(examples: impl Iterator<Item = &'a Example>) -> anyhow::Result<Forest> {
    let examples: Vec<_> = examples.collect();
    let features = Feature::NAMES.len();
    // Column by column.
    let columns: Vec<f64> = (0..features)
        .flat_map(|feature| examples.iter().map(move |example| f64::from(example.row.0[feature])))
        .collect();
    let told: Vec<f64> = examples.iter().map(|example| f64::from(u8::from(example.told))).collect();
    let weights: Vec<f64> = examples.iter().map(|example| example.weight).collect();
    let mut booster = GradientBooster::default()
        .set_iterations(TREES)
        .set_max_leaves(LEAVES)
        .set_max_depth(12)
        .set_learning_rate(0.1)
        .set_l2(10.0)
        .set_min_leaf_weight(4.0)
        .set_colsample_bytree(0.3)
        .set_subsample(0.8)
        .set_nbins(64)
        .set_seed(7);
    booster
        .fit(&Matrix::new(&columns, examples.len(), features), &told, &weights, None)
        .context("growing the trees")?;
    let trees = booster.trees.iter().map(tree).collect::<anyhow::Result<_>>()?;
    Ok(Forest { features, base: units(booster.base_score), trees })
}

fn units(log_odds: f64) -> i32 {
    (log_odds * f64::from(UNIT)).round() as i32
}

/// A tree in whole numbers: questions and leaves apart, each numbered in the order in which a walk from the root finds them.
fn tree(grown: &Grown) -> anyhow::Result<Tree> {
    let inner: Vec<_> = grown.nodes.iter().filter(|node| !node.is_leaf).map(|node| node.num).collect();
    let leaves: Vec<_> = grown.nodes.iter().filter(|node| node.is_leaf).map(|node| node.num).collect();
    ensure!(inner.len() <= usize::from(LEAF) && leaves.len() <= usize::from(LEAF), "a tree is too large");
    let number = |node: usize| match inner.binary_search(&node) {
        Ok(question) => Ok(question as u8),
        Err(_) => leaves.binary_search(&node).map(|leaf| LEAF + leaf as u8),
    };
    let questions = inner.iter().map(|node| {
        let node = &grown.nodes[*node];
        let next = [node.left_child, node.right_child].map(number);
        let [Ok(below), Ok(from)] = next else { anyhow::bail!("a tree has a branch that leads nowhere") };
        // Values are whole: below 2.5 is below 3.
        let threshold = node.split_value.ceil().clamp(f64::from(i16::MIN), f64::from(i16::MAX)) as i16;
        Ok(Question { feature: u8::try_from(node.split_feature)?, threshold, next: [below, from] })
    });
    let leaf = |node: &usize| units(f64::from(grown.nodes[*node].weight_value)).clamp(-32_767, 32_767) as i16;
    Ok(Tree {
        questions: questions.collect::<anyhow::Result<_>>()?,
        leaves: leaves.iter().map(leaf).collect(),
    })
}
