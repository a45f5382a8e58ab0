//! Quotes and who said them, in each way of writing the marks, and in German: the table that the work on quotes is held against.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use flate2::Compression;
use flate2::write::GzEncoder;
use nutgraf::digest::{Points, Quote};
use nutgraf::{article, names, quotes, text};
use serde_json::{Value, json};

use super::{Bench, predict, text_page, timed_digest};

const PACKS: [&str; 6] = [
    "polnear.jsonl.gz",
    "polnear.british.jsonl.gz",
    "polnear.straight.jsonl.gz",
    "polnear.guillemets.jsonl.gz",
    "dewiki.jsonl.gz",
    "hardcases.jsonl",
];

pub(super) fn score(bench: &Bench) -> anyhow::Result<()> {
    let mut found = Vec::new();
    for pack in PACKS {
        let (gold, records) = bench.records(&format!("quotes/{pack}"))?;
        let predictions = predict(&records, |record| {
            let (digest, ms) = timed_digest(&page(record)?);
            let quotes: Vec<_> = digest.quotes.iter().map(prediction).collect();
            Ok(json!({ "id": record["id"], "ms": ms, "quotes": quotes }))
        });
        let name = format!("{}.pred.jsonl", pack.trim_end_matches(".gz").trim_end_matches(".jsonl"));
        bench.write(&name, &predictions)?;
        let gold = gold.to_string_lossy();
        if bench.worst > 0 {
            bench.scorer("score_quotes.py", &[&gold, &name, "--worst", &bench.worst.to_string()])?;
        }
        found.push(bench.scores("score_quotes.py", &[&gold, &name, "--worst", "1000", "--json"])?);
    }
    table(bench, &found)
}

/// Prints the figures that count, beside what they must and ought to be.
fn table(bench: &Bench, found: &[Value]) -> anyhow::Result<()> {
    let [plain, british, straight, guillemets, german, hard] = found else { return Ok(()) };
    let percent =
        |of: &Value, path: &str| 100.0 * of.pointer(path).and_then(Value::as_f64).unwrap_or(f64::NAN);
    let row = |what: &str, value: f64, must: &str, aim: &str| {
        println!("{what:<52} {value:>7.1}   {must:>5}  {aim:>5}");
    };
    let end_to_end = "/rows/stretch.direct/end_to_end/F1";
    println!("\n{:<52} {:>7}   {:>5}  {:>5}", "quotes", "found", "must", "aim");
    row("direct, found F1", percent(plain, "/rows/stretch.direct/overlap/F1"), "97", "98");
    row("direct, end to end F1", percent(plain, end_to_end), "92.5", "95.5");
    row("everything quoted, end to end F1", percent(plain, "/rows/stretch.quoted/end_to_end/F1"), "87", "92");
    row(
        "resolved to the right person",
        percent(plain, "/rows/stretch.direct/attribution/canonical"),
        "88",
        "94",
    );
    row("indirect speech, F1", percent(plain, "/rows/quote.indirect-speech/overlap/F1"), "63", "68");
    for (style, scores) in [("British", british), ("straight", straight), ("guillemets", guillemets)] {
        let behind = percent(plain, end_to_end) - percent(scores, end_to_end);
        row(&format!("{style} marks, direct end to end, behind by"), behind, "2", "0.5");
    }
    row("German, direct end to end F1", percent(german, end_to_end), "78", "88");
    let cases = hard["worst"].as_array().into_iter().flatten();
    let right = cases.filter(|case| case[0] == 0).count();
    row("hard cases right, of 41", right as f64, "38", "41");
    let (whole, own) = times(bench)?;
    row("ms an article, sentences, names and quotes, median", own, "1", "0.4");
    row("ms an article, the whole digest, median", whole, "", "");
    row("models and word lists, compressed, kB", compressed()? as f64 / 1e3, "250", "120");
    Ok(())
}

fn page(record: &Value) -> anyhow::Result<nutgraf::Page> {
    let mut page = text_page(record, record["text"].as_str().context("no text")?, "date");
    page.hints.language = record["lang"].as_str().map(str::to_owned);
    Ok(page)
}

fn prediction(quote: &Quote) -> Value {
    let ranges =
        |ranges: &[Points]| -> Vec<_> { ranges.iter().map(|range| [range.start, range.end]).collect() };
    let mut prediction = json!({
        "start": quote.range.start,
        "end": quote.range.end,
        "parts": ranges(&quote.parts),
        "stretches": ranges(&quote.stretches),
        "kind": quote.kind,
        "cue": quote.cue,
    });
    if let Some(speaker) = &quote.speaker {
        prediction["speaker"] = json!(speaker.mention);
        prediction["speaker_start"] = json!(speaker.range.start);
        prediction["speaker_end"] = json!(speaker.range.end);
        // The name that the mention stands for; a source without a name stands for nobody.
        if !speaker.anonymous {
            prediction["speaker_canonical"] = json!(speaker.name);
        }
    }
    prediction
}

/// Milliseconds for the median article, one after the other: the whole digest, and the stages that quotes need.
fn times(bench: &Bench) -> anyhow::Result<(f64, f64)> {
    let (_, records) = bench.records("quotes/polnear.jsonl.gz")?;
    let (mut whole, mut own) = (Vec::new(), Vec::new());
    for record in &records {
        let page = page(record)?;
        whole.push(timed_digest(&page).1);
        let story = article::extract(&page);
        let start = Instant::now();
        let text = text::segment(&story, story.language);
        let names = names::find(&story, &text, story.language);
        let _ = quotes::attribute(&story, &text, &names, story.language);
        own.push(start.elapsed().as_secs_f64() * 1e3);
    }
    let median = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
    };
    Ok((median(&mut whole), median(&mut own)))
}

/// Bytes of the models and of every word list that sentences, names and quotes read, packed together.
fn compressed() -> anyhow::Result<usize> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src");
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    for folder in ["quotes/models", "language", "language/en", "language/de", "language/shared"] {
        let files = fs::read_dir(source.join(folder)).with_context(|| format!("reading {folder}"))?;
        let mut files = files.map(|file| Ok(file?.path())).collect::<anyhow::Result<Vec<_>>>()?;
        files.sort();
        for file in files {
            if file.extension().is_some_and(|extension| extension == "txt" || extension == "model") {
                packed.write_all(&fs::read(&file).with_context(|| format!("reading {}", file.display()))?)?;
            }
        }
    }
    Ok(packed.finish()?.len())
}
