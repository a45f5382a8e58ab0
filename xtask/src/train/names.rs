//! The tagger of `names`: which tokens name a person, an organisation or a place.
//!
//! It learns from texts with an open licence alone (`LESSONS`); the others of the pack serve to measure. Every figure printed for a
//! text that it learns from is by a tagger that was fitted without it.

mod chain;

use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, ensure};
use clap::Args;
use nutgraf::article::{self, Article};
use nutgraf::names::tagger::feature::{Segment, segments};
use nutgraf::names::tagger::{Label, Tagger};
use nutgraf::names::{EntityKind, find_by, role};
use nutgraf::text::{self, Text};
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::score::{Bench, text_page};
use chain::{Example, Recipe};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Only print how well the tagger does on texts kept out of its training
    #[arg(long)]
    validate: bool,
    /// Only make the tagger
    #[arg(long, conflicts_with = "validate")]
    only: bool,
}

/// Into how many parts the texts are split for validation.
const FOLDS: usize = 5;

/// The sources whose licence lets a model learn from them, and how much a text of each counts.
const LESSONS: [(&str, f32); 4] =
    [("uner-pud-news", 1.0), ("uner-pud", 1.0), ("uner-ewt", 1.0), ("wikigold", 1.0)];

const RECIPE: Recipe = Recipe { rows: 8_000, epochs: 8, rate: 0.03, decay: 0.02, texts: 2 };

/// A text with its gold.
struct Story {
    record: Value,
    article: Article,
    text: Text,
    segments: Vec<Segment>,
    labels: Vec<Vec<Label>>,
    /// How much it counts in training; nothing where it serves to measure.
    weight: f32,
    fold: usize,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let Some(bench) = Bench::find(0)? else { return Ok(()) };
    let (gold, records) = bench.records("facts/ner.jsonl.gz")?;
    let stories = records.into_par_iter().map(Story::read).collect::<anyhow::Result<Vec<_>>>()?;
    if !arguments.only {
        validate(&bench, &gold, &stories)?;
    }
    if !arguments.validate {
        let tagger = fit(&stories, None);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/names/tagger.model");
        fs::write(&path, tagger.to_file()).with_context(|| format!("writing {}", path.display()))?;
        println!("{}", path.display());
    }
    Ok(())
}

impl Story {
    fn read(record: Value) -> anyhow::Result<Self> {
        let id = record["id"].as_str().context("no id")?;
        let words = record["text"].as_str().with_context(|| format!("{id}: no text"))?;
        let article = article::extract(&text_page(&record, words, "date"));
        ensure!(article.text == words, "{id}: the text is not what the crate reads");
        let text = text::segment(&article, article.language);
        let segments = segments(&article.text, &text, article.language);
        let entities = entities(&record, words);
        let label = |at: usize| {
            let start = text.tokens[at].span.start;
            let found = entities.iter().find(|(span, _)| span.contains(&start));
            found.map_or(Label::Outside, |(_, label)| *label)
        };
        let labels = segments.iter().map(|segment| segment.tokens.clone().map(label).collect()).collect();
        let source = record["source"].as_str().context("no source")?;
        let weight = LESSONS.iter().find(|(name, _)| *name == source).map_or(0.0, |(_, weight)| *weight);
        let fold = (nutgraf::model::hash(id).wrapping_mul(0x9E37_79B1) >> 8) as usize % FOLDS;
        Ok(Self { record, article, text, segments, labels, weight, fold })
    }
}

/// The names of a record as byte ranges.
fn entities(record: &Value, words: &str) -> Vec<(Range<usize>, Label)> {
    let bytes: Vec<usize> = words.char_indices().map(|(at, _)| at).chain([words.len()]).collect();
    let list = record["entities"].as_array().into_iter().flatten();
    let entity = |entity: &Value| {
        let label = match entity["type"].as_str()? {
            "PER" => Label::Person,
            "ORG" => Label::Organisation,
            "LOC" => Label::Place,
            _ => return None,
        };
        let place = |key: &str| bytes.get(usize::try_from(entity[key].as_u64()?).ok()?).copied();
        Some((place("start")?..place("end")?, label))
    };
    list.filter_map(entity).collect()
}

/// Fits a tagger on the lessons, without a fold of them if one is to be left out.
fn fit(stories: &[Story], left_out: Option<usize>) -> Tagger {
    let lessons = stories.iter().enumerate();
    let lessons = lessons.filter(|(_, story)| story.weight > 0.0 && Some(story.fold) != left_out);
    let examples: Vec<_> = lessons
        .flat_map(|(text, story)| {
            let pairs = story.segments.iter().zip(&story.labels);
            pairs.map(move |(segment, labels)| Example { segment, labels, weight: story.weight, text })
        })
        .collect();
    chain::fit(&examples, RECIPE)
}

/// Scores every text by a tagger that was fitted without it.
fn validate(bench: &Bench, gold: &Path, stories: &[Story]) -> anyhow::Result<()> {
    let taggers: Vec<Tagger> =
        (0..=FOLDS).into_par_iter().map(|fold| fit(stories, (fold < FOLDS).then_some(fold))).collect();
    let predictions: Vec<_> = stories
        .par_iter()
        .map(|story| {
            let tagger = &taggers[if story.weight > 0.0 { story.fold } else { FOLDS }];
            let names = find_by(tagger, role::trained(), &story.article, &story.text, story.article.language);
            let count = |byte: usize| story.article.text[..byte].chars().count();
            let entities = names.mentions.iter().map(|mention| {
                let kind = match names.entities[mention.entity].kind {
                    EntityKind::Person => "PER",
                    EntityKind::Organisation => "ORG",
                    EntityKind::Place => "LOC",
                };
                json!({ "start": count(mention.span.start), "end": count(mention.span.end), "type": kind })
            });
            json!({ "id": story.record["id"], "entities": entities.collect::<Vec<_>>() })
        })
        .collect();
    bench.write("ner.cross.pred.jsonl", &predictions)?;
    bench.scorer("score_ner.py", &["--lenient", &gold.to_string_lossy(), "ner.cross.pred.jsonl"])
}
