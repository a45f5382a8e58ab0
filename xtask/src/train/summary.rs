//! The weights of `summary`, by ridge regression: what each feature of a sentence adds to how much of a human summary it tells for
//! its length.
//!
//! They learn from texts with an open licence alone: of the articles with summaries only those of the GUM corpus (Wikinews, CC BY 2.5;
//! summaries CC BY 4.0). All other articles of the pack serve to measure.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Context;
use clap::Args;
use nutgraf::summary::feature::{COUNT, Candidate, Features, Story, candidates};
use nutgraf::summary::{best, feature_names};
use serde_json::Value;

use crate::score::{Bench, text_page};

/// The sources whose licence lets a model learn from them.
const OPEN: &[&str] = &["gum"];

/// How strongly weights are drawn to what is known of them before.
const RIDGE: f64 = 24.0;

/// What has told the sentences of a summary since Edmundson (1969), place, headline and key words, weighs this much before any article
/// is read: sixteen are too few to learn it from.
const BEFORE: f64 = 0.025;
const KNOWN: [&str; 9] =
    ["position", "in-lead", "lead", "headline", "subject", "core", "repeated", "introduces", "pairs"];

/// Steps of a weight to one unit.
const SCALE: f64 = 1000.0;

/// What a reader wants whatever a summary shows: a key point is understood alone, is the writer's, and asks for nothing.
const FIXED: [(&str, f64); 8] = [
    ("words-7", -0.08),
    ("unfinished", -0.10),
    ("quoted", -0.08),
    ("person", -0.04),
    ("question", -0.10),
    ("appeal", -0.15),
    ("pronoun", -0.05),
    ("connective", -0.04),
];

/// An article with its sentences and how good each is.
struct Article {
    candidates: Vec<Candidate>,
    /// The part of the references that a sentence tells, for its length.
    gains: Vec<f64>,
    texts: Vec<Vec<String>>,
    references: Vec<Vec<String>>,
    wanted: usize,
}

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Only print how well the weights do on articles kept out of their training
    #[arg(long)]
    validate: bool,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let Some(bench) = Bench::find(0)? else { return Ok(()) };
    let (_, records) = bench.records("facts/summary.jsonl.gz")?;
    let open = records
        .iter()
        .filter(|record| record["source"].as_str().is_some_and(|source| OPEN.contains(&source)));
    let articles = open.map(read).collect::<anyhow::Result<Vec<_>>>()?;
    let mut found = (0.0, 0.0);
    for left_out in 0..articles.len() {
        let rest = articles.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, article)| article);
        let (one, two) = score(&articles[left_out], &fit(rest.collect()));
        found = (found.0 + one, found.1 + two);
    }
    let count = articles.len().max(1) as f64;
    println!(
        "\nkey points, every article by weights learnt without it: {} articles, words {:.1}, pairs {:.1} (F1 against the best reference, words cut to six letters)",
        articles.len(),
        100.0 * found.0 / count,
        100.0 * found.1 / count
    );
    if !arguments.validate {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the repository")?;
        let path = root.join("src/summary/ranker.txt");
        fs::write(&path, file(&fit(articles.iter().collect())))
            .with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

fn read(record: &Value) -> anyhow::Result<Article> {
    let lines = record["sents"].as_array().context("no sentences")?;
    let lines: Vec<_> =
        lines.iter().map(|line| line.as_str().unwrap_or_default().replace('\n', " ")).collect();
    let reading = nutgraf::read(&text_page(record, &lines.join("\n"), "date"));
    let story = Story {
        article: &reading.article,
        text: &reading.text,
        names: &reading.names,
        quotes: &reading.quotes,
        facts: &reading.facts,
    };
    let candidates = candidates(story, reading.article.language);
    let texts: Vec<_> =
        candidates.iter().map(|candidate| words(&reading.article.text[candidate.span.clone()])).collect();
    let references = record["refs"].as_array().context("no summaries")?.iter();
    let references: Vec<Vec<String>> = references
        .map(|reference| {
            let sentences = reference.as_array().into_iter().flatten().filter_map(Value::as_str);
            sentences.flat_map(words).collect()
        })
        .collect();
    let gains = texts.iter().map(|text| gain(text, &references)).collect();
    let wanted = record["k"].as_u64().unwrap_or(3) as usize;
    Ok(Article { candidates, gains, texts, references, wanted })
}

/// Words in lower case, cut where endings begin.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word.to_lowercase().chars().take(6).collect()).collect()
}

/// How many words and pairs of words of a summary a sentence tells, for its length: long sentences take the place of others.
fn gain(text: &[String], references: &[Vec<String>]) -> f64 {
    /// A pair tells more than a word.
    const PAIR: f64 = 3.0;
    /// Words that a sentence takes beside its own.
    const COST: f64 = 12.0;
    let told =
        |length| references.iter().map(|reference| common(text, reference, length)).max().unwrap_or(0) as f64;
    (told(1) + PAIR * told(2)) / (text.len() as f64 + COST)
}

/// How many runs of words two texts share.
fn common(text: &[String], reference: &[String], length: usize) -> usize {
    let mut runs: HashMap<&[String], usize> = HashMap::new();
    for run in reference.windows(length) {
        *runs.entry(run).or_default() += 1;
    }
    let mut common = 0;
    for run in text.windows(length) {
        if let Some(left) = runs.get_mut(run).filter(|left| **left > 0) {
            *left -= 1;
            common += 1;
        }
    }
    common
}

/// F1 of words and of pairs of words of the sentences chosen.
fn score(article: &Article, weights: &Features) -> (f64, f64) {
    let chosen = best(&article.candidates, weights, article.wanted);
    let told: Vec<String> = article
        .candidates
        .iter()
        .zip(&article.texts)
        .filter(|(candidate, _)| chosen.iter().any(|other| other.span == candidate.span))
        .flat_map(|(_, text)| text.iter().cloned())
        .collect();
    let f1 = |length| {
        let score = |reference: &Vec<String>| {
            let runs = |words: &[String]| words.len().saturating_sub(length - 1);
            2.0 * common(&told, reference, length) as f64 / (runs(&told) + runs(reference)).max(1) as f64
        };
        article.references.iter().map(score).fold(0.0, f64::max)
    };
    (f1(1), f1(2))
}

/// Fits the weights; each article counts alike, and only differences within an article count.
fn fit(articles: Vec<&Article>) -> Features {
    let place = |name: &str| feature_names().position(|known| known == name);
    let fixed: Vec<(usize, f64)> =
        FIXED.iter().filter_map(|(name, weight)| Some((place(name)?, *weight))).collect();
    let free: Vec<usize> = (0..COUNT).filter(|at| fixed.iter().all(|(other, _)| other != at)).collect();
    let mut matrix = vec![vec![0.0; free.len() + 1]; free.len()];
    for (at, row) in matrix.iter_mut().enumerate() {
        row[at] = RIDGE;
    }
    for known in KNOWN.into_iter().filter_map(place) {
        if let Some(row) = free.iter().position(|at| *at == known) {
            matrix[row][free.len()] = RIDGE * BEFORE;
        }
    }
    for article in articles {
        add(article, &free, &fixed, &mut matrix);
    }
    let solution = solve(matrix);
    let mut weights = [0; COUNT];
    let all = fixed.iter().copied().chain(free.into_iter().zip(solution));
    for (at, weight) in all {
        weights[at] = (weight * SCALE).round() as i32;
    }
    weights
}

/// Adds an article to the normal equations.
fn add(article: &Article, free: &[usize], fixed: &[(usize, f64)], matrix: &mut [Vec<f64>]) {
    let count = article.candidates.len().max(1) as f64;
    let value = |candidate: &Candidate, at: usize| f64::from(candidate.features[at]) / 1000.0;
    let rest: Vec<f64> = article
        .candidates
        .iter()
        .zip(&article.gains)
        .map(|(candidate, gain)| {
            gain - fixed.iter().map(|(at, weight)| weight * value(candidate, *at)).sum::<f64>()
        })
        .collect();
    let mean_of =
        |at: &usize| article.candidates.iter().map(|candidate| value(candidate, *at)).sum::<f64>() / count;
    let means: Vec<f64> = free.iter().map(mean_of).collect();
    let mean = rest.iter().sum::<f64>() / count;
    for (candidate, gain) in article.candidates.iter().zip(&rest) {
        let row: Vec<f64> = free.iter().zip(&means).map(|(at, mean)| value(candidate, *at) - mean).collect();
        for (one, line) in row.iter().zip(matrix.iter_mut()) {
            for (other, cell) in row.iter().chain([&(gain - mean)]).zip(line) {
                *cell += one * other / count;
            }
        }
    }
}

/// Solves a positive definite system by elimination; the last column is the right side.
fn solve(mut matrix: Vec<Vec<f64>>) -> Vec<f64> {
    let size = matrix.len();
    for at in 0..size {
        let pivot = matrix[at].clone();
        for line in matrix.iter_mut().enumerate().filter(|(other, _)| *other != at).map(|(_, line)| line) {
            let factor = line[at] / pivot[at];
            for (cell, above) in line.iter_mut().zip(&pivot) {
                *cell -= factor * above;
            }
        }
    }
    matrix.iter().enumerate().map(|(at, line)| line[size] / line[at]).collect()
}

fn file(weights: &Features) -> String {
    let mut file =
        "# What each feature of a sentence adds to its score; by `cargo xtask train summary`.\n".to_owned();
    for (name, weight) in feature_names().zip(weights) {
        let _ = writeln!(file, "{name} {weight}");
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_gains_by_what_it_tells_and_pays_for_its_length() {
        let reference = [words("the bridge is closed to cars")];
        let gain = |text| gain(&words(text), &reference);
        assert!(gain("The bridge is closed.") > gain("A bridge closed is."));
        assert!(
            gain("The bridge is closed.")
                > gain("The bridge is closed, or so it was told by those who went there.")
        );
    }

    #[test]
    fn a_system_is_solved() {
        let solution = solve(vec![vec![2.0, 1.0, 5.0], vec![1.0, 3.0, 10.0]]);
        assert!((solution[0] - 1.0).abs() < 1e-9 && (solution[1] - 3.0).abs() < 1e-9, "{solution:?}");
    }
}
