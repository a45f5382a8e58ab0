//! The story's text, what is left in it of the clutter, and the page's metadata.

use std::fs;

use anyhow::Context;
use nutgraf::Page;
use nutgraf::page::html;
use serde_json::{Map, Value, json};

use super::{Bench, predict, read, timed_digest};

/// The sets whose gold is a whole text, best for news first.
const WHOLE_TEXTS: [&str; 3] = ["aed", "aeb", "wcxb"];

pub(super) fn score(bench: &Bench) -> anyhow::Result<()> {
    let (_, records) = bench.records("extraction/pages.jsonl.gz")?;
    let mut predictions = predict(&records, prediction);
    times(&predictions);
    let by_id: Map<_, _> = predictions
        .iter_mut()
        .map(|prediction| (prediction["id"].as_str().unwrap_or_default().to_owned(), prediction.take()))
        .collect();
    fs::write(bench.out.join("article.json"), Value::from(by_id).to_string())
        .context("writing article.json")?;
    score_texts(bench, "article.json")?;
    metadata(bench)
}

/// Lets the scorers print what they think of predicted texts.
pub(crate) fn score_texts(bench: &Bench, predictions: &str) -> anyhow::Result<()> {
    let gold = bench.shared.join("data/extraction/gold.json");
    let gold = gold.to_string_lossy();
    let worst = bench.worst.to_string();
    for set in WHOLE_TEXTS {
        let arguments = [&gold, predictions, "--set", set, "--no-suspect", "--worst", &worst];
        bench.scorer("score_text.py", &arguments)?;
    }
    for set in ["aed", "aeb", "wcxb", "traf"] {
        bench.scorer("score_more.py", &[&gold, predictions, "--set", set])?;
    }
    super::hiding::score(bench)
}

fn prediction(record: &Value) -> anyhow::Result<Value> {
    let mut page = html::parse(record["html"].as_str().context("no html")?);
    record["url"].as_str().unwrap_or_default().clone_into(&mut page.url);
    let (digest, ms) = timed_digest(&page);
    Ok(json!({
        "id": record["id"],
        "ms": ms,
        "text": digest.article.text,
        "title": digest.page.title,
        "author": digest.page.byline.join(", "),
        "date": digest.page.published,
    }))
}

/// The time of `digest`, parsing apart.
fn times(predictions: &[Value]) {
    let mut ms: Vec<f64> = predictions.iter().filter_map(|prediction| prediction["ms"].as_f64()).collect();
    ms.sort_by(f64::total_cmp);
    let at = |share: usize| ms.get(ms.len() * share / 100).copied().unwrap_or_default();
    println!(
        "{} pages, ms a page: median {:.2}, p95 {:.2}, most {:.2}",
        ms.len(),
        at(50),
        at(95),
        at(100).max(at(99))
    );
}

fn metadata(bench: &Bench) -> anyhow::Result<()> {
    let (gold, records) = bench.records("facts/meta.jsonl.gz")?;
    let folder = bench.shared.join("data/facts");
    let predictions = predict(&records, |record| {
        let html = read(&folder.join(record["html"].as_str().context("no html")?))?;
        let mut page: Page = html::parse_bytes(&html);
        record["url"].as_str().unwrap_or_default().clone_into(&mut page.url);
        let (digest, ms) = timed_digest(&page);
        let page = digest.page;
        Ok(
            json!({ "id": record["id"], "ms": ms, "title": page.title, "authors": page.byline, "date": page.published }),
        )
    });
    bench.write("meta.pred.jsonl", &predictions)?;
    bench.scorer("score_meta.py", &[&gold.to_string_lossy(), "meta.pred.jsonl"])
}
