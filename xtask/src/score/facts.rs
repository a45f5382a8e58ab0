//! Key points, dates, numbers, names, roles, and the main who, where and when.

#[path = "../../../tests/numbers/score.rs"]
mod numbers;

use anyhow::Context;
use nutgraf::Page;
use serde_json::{Value, json};

use super::{Bench, predict, text_page, timed_digest};

pub(super) fn score(bench: &Bench) -> anyhow::Result<()> {
    pack(bench, "summary", &[], key_points)?;
    pack(bench, "time", &[], dates)?;
    pack(bench, "ner", &["--lenient"], names)?;
    pack(bench, "roles", &[], roles)?;
    pack(bench, "5w1h", &[], main_facts)?;
    sentences_of_numbers(bench.worst > 0)
}

/// The sentences of our own in `tests/numbers`: no gold exists elsewhere.
fn sentences_of_numbers(tell: bool) -> anyhow::Result<()> {
    println!();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/numbers");
    let mut files: Vec<_> =
        std::fs::read_dir(&folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    for file in files {
        let (score, mistakes) = numbers::score(&std::fs::read_to_string(&file)?);
        println!(
            "numbers {:<14} expected {} | P {:.1} R {:.1} | sentences with a mistake {}",
            file.file_stem().unwrap_or_default().to_string_lossy(),
            score.expected,
            score.precision(),
            score.recall(),
            mistakes.len()
        );
        // What comes out wrong of the sentences for validation is nobody's to read.
        let is_validation = file.ends_with("validate.txt");
        for mistake in mistakes.iter().filter(|_| tell && !is_validation) {
            println!("  {}\n    {}", mistake.sentence, mistake.wrong.join("\n    "));
        }
    }
    Ok(())
}

fn pack(
    bench: &Bench,
    name: &str,
    options: &[&str],
    prediction: fn(&Value) -> anyhow::Result<Value>,
) -> anyhow::Result<()> {
    let (gold, records) = bench.records(&format!("facts/{name}.jsonl.gz"))?;
    let predictions = predict(&records, |record| {
        let mut prediction = prediction(record)?;
        prediction["id"] = record["id"].clone();
        Ok(prediction)
    });
    let file = format!("{name}.pred.jsonl");
    bench.write(&file, &predictions)?;
    let gold = gold.to_string_lossy();
    let arguments: Vec<_> = options.iter().copied().chain([&*gold, &*file]).collect();
    bench.scorer(&format!("score_{name}.py"), &arguments)
}

fn text(record: &Value) -> anyhow::Result<&str> {
    record["text"].as_str().context("no text")
}

/// Every sentence of the pack is a line; a key point counts for the line it stands in.
fn key_points(record: &Value) -> anyhow::Result<Value> {
    let sentences = record["sents"].as_array().context("no sentences")?;
    let lines: Vec<_> =
        sentences.iter().map(|line| line.as_str().unwrap_or_default().replace('\n', " ")).collect();
    let mut page: Page = text_page(record, &lines.join("\n"), "date");
    page.hints.key_points = record["k"].as_u64().map(|wanted| wanted as usize);
    let (digest, ms) = timed_digest(&page);
    let mut chosen: Vec<usize> = Vec::new();
    for point in &digest.key_points {
        let line = digest.article.text.chars().take(point.range.start).filter(|c| *c == '\n').count();
        if !chosen.contains(&line) {
            chosen.push(line);
        }
    }
    Ok(json!({ "sents": chosen, "ms": ms }))
}

fn dates(record: &Value) -> anyhow::Result<Value> {
    let (digest, ms) = timed_digest(&text_page(record, text(record)?, "dct"));
    let dates = digest.dates.iter().map(|date| {
        json!({
            "start": date.range.start,
            "end": date.range.end,
            "type": date.kind.to_ascii_uppercase(),
            "value": date.value,
        })
    });
    Ok(json!({ "timexes": dates.collect::<Vec<_>>(), "ms": ms }))
}

fn names(record: &Value) -> anyhow::Result<Value> {
    let (digest, ms) = timed_digest(&text_page(record, text(record)?, "date"));
    let mut entities = Vec::new();
    for (kind, named) in [("PER", &digest.people), ("ORG", &digest.organisations), ("LOC", &digest.places)] {
        for mention in named.iter().flat_map(|entity| &entity.mentions) {
            entities.push(json!({ "start": mention.start, "end": mention.end, "type": kind }));
        }
    }
    Ok(json!({ "entities": entities, "ms": ms }))
}

fn roles(record: &Value) -> anyhow::Result<Value> {
    let (digest, ms) = timed_digest(&text_page(record, text(record)?, "date"));
    let roles = digest
        .people
        .iter()
        .filter_map(|person| person.role.as_ref().map(|role| json!({ "person": person.name, "role": role })));
    Ok(json!({ "roles": roles.collect::<Vec<_>>(), "ms": ms }))
}

fn main_facts(record: &Value) -> anyhow::Result<Value> {
    let (digest, ms) = timed_digest(&text_page(record, text(record)?, "date"));
    let places: Vec<_> = digest.places.iter().map(|place| &place.name).collect();
    let actors: Vec<_> = digest.actors().into_iter().map(|actor| &actor.name).collect();
    let dates: Vec<_> =
        digest.dates.iter().map(|date| json!({ "text": date.text, "value": date.value })).collect();
    Ok(json!({ "who": actors, "where": places, "when": dates, "ms": ms }))
}
