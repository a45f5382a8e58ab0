//! Quotes and who said them, in each way of writing the marks, and in German.

use anyhow::Context;
use nutgraf::digest::Quote;
use serde_json::{Value, json};

use super::{Bench, predict, text_page, timed_digest};

pub(super) fn score(bench: &Bench) -> anyhow::Result<()> {
    let packs = [
        "polnear.jsonl.gz",
        "polnear.british.jsonl.gz",
        "polnear.straight.jsonl.gz",
        "polnear.guillemets.jsonl.gz",
        "dewiki.jsonl.gz",
        "hardcases.jsonl",
    ];
    for pack in packs {
        let (gold, records) = bench.records(&format!("quotes/{pack}"))?;
        let predictions = predict(&records, |record| {
            let mut page = text_page(record, record["text"].as_str().context("no text")?, "date");
            page.hints.language = record["lang"].as_str().map(str::to_owned);
            let (digest, ms) = timed_digest(&page);
            let quotes: Vec<_> = digest.quotes.iter().map(prediction).collect();
            Ok(json!({ "id": record["id"], "ms": ms, "quotes": quotes }))
        });
        let name = format!("{}.pred.jsonl", pack.trim_end_matches(".gz").trim_end_matches(".jsonl"));
        bench.write(&name, &predictions)?;
        bench.scorer(
            "score_quotes.py",
            &[&gold.to_string_lossy(), &name, "--worst", &bench.worst.to_string()],
        )?;
    }
    Ok(())
}

fn prediction(quote: &Quote) -> Value {
    let parts: Vec<_> = quote.parts.iter().map(|part| [part.start, part.end]).collect();
    let mut prediction = json!({
        "start": quote.range.start,
        "end": quote.range.end,
        "parts": parts,
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
