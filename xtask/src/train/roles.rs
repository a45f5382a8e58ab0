//! The model of `names::role`: which words beside a name are its bearer's role.
//!
//! What the rules offer is learnt from pairs of people and roles in GUM (CC BY 4.0 and its like; see `src/names/README.md`). Every
//! figure printed is of documents by a model that was fitted without them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Context;
use clap::Args;
use nutgraf::article::{self, Article};
use nutgraf::model::Model;
use nutgraf::names::role::{Offer, Side, is_small, offers, trained};
use nutgraf::names::tagger::Tagger;
use nutgraf::names::{EntityKind, find_by};
use nutgraf::text::{self, Text};
use rayon::prelude::*;
use serde_json::{Value, json};

use super::linear::{Example, Recipe, fit};
use crate::score::{Bench, text_page};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Only print how well the model does on documents kept out of its training
    #[arg(long)]
    validate: bool,
    /// Only make the model
    #[arg(long, conflicts_with = "validate")]
    only: bool,
}

/// Into how many parts the documents are split for validation.
const FOLDS: usize = 5;

const RECIPE: Recipe = Recipe { bits: 10, epochs: 12, rate: 0.05, decay: 0.1, texts: 2 };

/// Words that tell nothing of a role.
const IDLE: [&str; 8] = ["a", "an", "the", "of", "and", "his", "her", "their"];

/// A document with what is offered in it, and whether it is a role.
struct Story {
    record: Value,
    article: Article,
    text: Text,
    offers: Vec<(Offer, bool)>,
    fold: usize,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let Some(bench) = Bench::find(0)? else { return Ok(()) };
    let (gold, records) = bench.records("facts/roles.jsonl.gz")?;
    let stories = records.into_par_iter().enumerate().map(|(index, record)| Story::read(record, index));
    let stories = stories.collect::<anyhow::Result<Vec<_>>>()?;
    let all = stories.iter().flat_map(|story| &story.offers);
    let (offered, right) = all.fold((0, 0), |(all, right), (_, is)| (all + 1, right + usize::from(*is)));
    println!("{offered} offered, {right} of them roles");
    if !arguments.only {
        validate(&bench, &gold, &stories)?;
    }
    if !arguments.validate {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/names/role.model");
        fs::write(&path, train(&stories, None).to_file())
            .with_context(|| format!("writing {}", path.display()))?;
        println!("{}", path.display());
    }
    Ok(())
}

impl Story {
    fn read(record: Value, index: usize) -> anyhow::Result<Self> {
        let words = record["text"].as_str().context("no text")?;
        let article = article::extract(&text_page(&record, words, "date"));
        let text = text::segment(&article, article.language);
        let names = find_by(Tagger::trained(), trained(), &article, &text, article.language);
        let offers = offers(&article, &text, article.language, &names);
        // The gold has no answer for a word in small letters before a name.
        let asked = offers
            .into_iter()
            .filter(|(_, offer)| offer.side != Side::Before || !is_small(&article.text[offer.span.clone()]));
        let offers = asked
            .map(|(entity, offer)| {
                let person = &article.text[names.entities[entity].name.clone()];
                let is_right = is_gold(&record, person, &article.text[offer.span.clone()]);
                (offer, is_right)
            })
            .collect();
        Ok(Self { record, article, text, offers, fold: index % FOLDS })
    }
}

/// Whether the gold has a role of somebody, by the rule of the pack's scorer.
fn is_gold(record: &Value, person: &str, role: &str) -> bool {
    let pairs = record["roles"].as_array().into_iter().flatten();
    let mut pairs = pairs.filter_map(|pair| Some((pair["person"].as_str()?, pair["role"].as_str()?)));
    pairs.any(|(bearer, gold)| are_one(bearer, person) && are_alike(gold, role))
}

fn words(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let words = text.split(|c: char| !is_part(c)).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// The same last word, or one within the other.
fn are_one(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let within = |one: &[String], other: &[String]| one.iter().all(|word| other.contains(word));
    !one.is_empty()
        && !other.is_empty()
        && (one.last() == other.last() || within(&one, &other) || within(&other, &one))
}

/// Half of the words in common.
fn are_alike(one: &str, other: &str) -> bool {
    let set = |text: &str| -> BTreeSet<String> {
        words(text).into_iter().filter(|word| !IDLE.contains(&word.as_str())).collect()
    };
    let (one, other) = (set(one), set(other));
    let common = one.intersection(&other).count();
    common > 0 && 4 * common >= one.len() + other.len()
}

/// Fits the model, without a fold of the documents if one is to be left out.
fn train(stories: &[Story], left_out: Option<usize>) -> Model {
    let mut examples = Vec::new();
    for (text, story) in stories.iter().enumerate().filter(|(_, story)| Some(story.fold) != left_out) {
        examples.extend(story.offers.iter().map(|(offer, is_right)| Example {
            alternatives: vec![&offer.features.hashes],
            right: vec![*is_right],
            weight: 1.0,
            text,
        }));
    }
    fit(&examples, RECIPE)
}

/// Scores every document by a model that was fitted without it.
fn validate(bench: &Bench, gold: &Path, stories: &[Story]) -> anyhow::Result<()> {
    let models: Vec<Model> = (0..FOLDS).into_par_iter().map(|fold| train(stories, Some(fold))).collect();
    let predictions: Vec<_> = stories
        .iter()
        .map(|story| {
            let Story { article, text, .. } = story;
            let names = find_by(Tagger::trained(), &models[story.fold], article, text, article.language);
            let roles = names.of_kind(EntityKind::Person).filter_map(|(_, person)| {
                let role = person.role.clone()?;
                Some(json!({ "person": article.text[person.name.clone()], "role": article.text[role] }))
            });
            json!({ "id": story.record["id"], "roles": roles.collect::<Vec<_>>() })
        })
        .collect();
    bench.write("roles.cross.pred.jsonl", &predictions)?;
    bench.scorer("score_roles.py", &[&gold.to_string_lossy(), "roles.cross.pred.jsonl"])
}
