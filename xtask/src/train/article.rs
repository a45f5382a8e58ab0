//! Grows the forest that tells story from clutter.
//!
//! Every passage of the development pages is a row of features with a label: whether the page's gold text tells it. First the honest
//! figures: the pages are split by site into folds, each judged by a forest that has not seen its sites, by the same program that
//! readers run. Then the forest that is committed, from all pages.

mod gold;
mod grow;

use std::collections::BTreeMap;
use std::fs;

use anyhow::Context;
use nutgraf::Page;
use nutgraf::article::feature::{Feature, Row};
use nutgraf::article::forest::Forest;
use nutgraf::article::{self};
use nutgraf::page::html;
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::programs::at;
use crate::score::Bench;

/// Parts into which the sites are split: each is judged by what was learned from the others.
const FOLDS: u64 = 5;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Only print the figures of the folds; leave the committed model as it is
    #[arg(long)]
    dry: bool,
}

/// A page with what is known of its passages.
struct Sheet {
    id: String,
    fold: u64,
    page: Page,
    examples: Vec<Example>,
}

/// A passage to learn from.
struct Example {
    row: Row,
    /// Whether it is told.
    told: bool,
    /// How much it matters.
    weight: f64,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let Some(bench) = Bench::find(0)? else { return Ok(()) };
    let sheets = sheets(&bench)?;
    let examples = sheets.iter().map(|sheet| sheet.examples.len()).sum::<usize>();
    println!("{} pages, {examples} passages to learn from, {} features", sheets.len(), Feature::NAMES.len());
    let mut predictions = BTreeMap::new();
    for fold in 0..FOLDS {
        let forest =
            grow::forest(sheets.iter().filter(|sheet| sheet.fold != fold).flat_map(|sheet| &sheet.examples))?;
        predictions.extend(judged(&sheets, fold, &forest));
        let bytes = forest.write();
        println!("fold {}: {} bytes", fold + 1, bytes.len());
        fs::write(bench.out.join(format!("article.fold-{}.forest", fold + 1)), &bytes)
            .context("writing the forest of a fold")?;
    }
    fs::write(bench.out.join("article.folds.json"), json!(predictions).to_string())
        .context("writing the predictions of the folds")?;
    println!("\nEvery page by a forest that has not seen its site:");
    crate::score::article::score_texts(&bench, "article.folds.json")?;
    if !arguments.dry {
        let bytes = grow::forest(sheets.iter().flat_map(|sheet| &sheet.examples))?.write();
        let path = at("src/article/story.forest");
        fs::write(&path, &bytes).with_context(|| format!("writing {}", path.display()))?;
        println!("\n{}: {} bytes", path.display(), bytes.len());
    }
    Ok(())
}

/// What a forest makes of the pages of a fold, as the scorers read it.
fn judged(sheets: &[Sheet], fold: u64, forest: &Forest) -> Vec<(String, Value)> {
    let of_fold: Vec<_> = sheets.iter().filter(|sheet| sheet.fold == fold).collect();
    let judge = |sheet: &&Sheet| {
        let article = article::extract_by(&sheet.page, forest);
        (sheet.id.clone(), json!({ "text": article.text }))
    };
    of_fold.par_iter().map(judge).collect()
}

fn sheets(bench: &Bench) -> anyhow::Result<Vec<Sheet>> {
    let (_, records) = bench.records("extraction/pages.jsonl.gz")?;
    let path = bench.shared.join("data/extraction/gold.json");
    let gold: Value =
        serde_json::from_slice(&fs::read(&path).with_context(|| format!("reading {}", path.display()))?)?;
    records.par_iter().map(|record| sheet(record, &gold)).collect()
}

fn sheet(record: &Value, gold: &Value) -> anyhow::Result<Sheet> {
    let id = record["id"].as_str().context("no id")?.to_owned();
    let url = record["url"].as_str().unwrap_or_default();
    let mut page = html::parse(record["html"].as_str().context("no html")?);
    url.clone_into(&mut page.url);
    let (texts, rows): (Vec<_>, Vec<_>) = article::study(&page).into_iter().unzip();
    let labels = gold::labels(&texts, &gold[&id]);
    let weights = gold::weights(&texts, &labels, gold[&id]["text"].is_string());
    let examples = rows
        .into_iter()
        .zip(&labels)
        .zip(weights)
        .filter_map(|((row, label), weight)| label.map(|share| Example { row, told: share >= 0.5, weight }))
        .collect();
    Ok(Sheet { id, fold: fold(url), page, examples })
}

/// The fold of a site: the same for all its pages.
fn fold(url: &str) -> u64 {
    // FNV-1a, and its better half: the low bits of short names are alike.
    let hash = gold::site(url).bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 32) % FOLDS
}
