//! The models of `quotes`: who said a stretch of quoted words, whether anybody did, what is reported speech, whom a pronoun means.
//!
//! Each decision is seen by the next, so a model must not be taught with the certainty of one that knows the article by heart: what is
//! seen of an article comes from models fitted on the others. The same holds for the figures that are printed: every article is scored
//! by models that were fitted without it.

mod gold;
mod lessons;
mod staged;

use std::fs;
use std::path::Path;

use anyhow::Context;
use clap::Args;
use nutgraf::model::Model;
use nutgraf::quotes::evidence::{Evidence, gather};
use nutgraf::quotes::{Models, attribute_by};
use rayon::prelude::*;
use serde_json::json;

use super::linear::{Example, Recipe, fit};
use crate::score::Bench;
use gold::{Lesson, Story};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Only print how well the models do on articles kept out of their training
    #[arg(long)]
    validate: bool,
    /// Only make the models
    #[arg(long, conflicts_with = "validate")]
    only: bool,
    /// Also name the N articles that come out worst
    #[arg(long, value_name = "N", default_value_t = 0)]
    worst: usize,
}

/// Into how many parts the articles are split for validation, and again for what the models see of one another.
const FOLDS: usize = 5;
const INNER_FOLDS: usize = 3;

/// How often the models look again at what they made of the articles before.
const ROUNDS: usize = 2;

const SPEAKER: Recipe = Recipe { bits: 15, epochs: 8, rate: 0.05, decay: 0.3, texts: 30 };
const SPEECH: Recipe = Recipe { bits: 14, epochs: 8, rate: 0.05, decay: 0.3, texts: 30 };
const REPORTED: Recipe = Recipe { bits: 15, epochs: 8, rate: 0.05, decay: 0.2, texts: 40 };
const PERSON: Recipe = Recipe { bits: 11, epochs: 8, rate: 0.05, decay: 0.1, texts: 10 };

const PACKS: [&str; 3] = ["polnear.jsonl.gz", "dewiki.jsonl.gz", "hardcases.jsonl"];
/// Whose reported speech is learnt from as if it were quoted.
const STAGED: [&str; 1] = ["dewiki.jsonl.gz"];
/// What the sentences of our own are called; they are learnt from whatever is kept out.
const LESSONS: &str = "lessons";
/// The same articles with other marks; of the first it is learnt what marks say where single ones are outermost.
const RELETTERED: [&str; 3] =
    ["polnear.british.jsonl.gz", "polnear.straight.jsonl.gz", "polnear.guillemets.jsonl.gz"];

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let Some(bench) = Bench::find(arguments.worst)? else { return Ok(()) };
    let mut stories = Vec::new();
    let mut golds = Vec::new();
    for pack in PACKS {
        let (gold, records) = bench.records(&format!("quotes/{pack}"))?;
        golds.push((pack, gold));
        let read = records.par_iter().map(|record| Story::read(record, pack));
        stories.extend(read.collect::<anyhow::Result<Vec<_>>>()?);
        if STAGED.contains(&pack) {
            let staged = records.par_iter().filter_map(staged::staged);
            let read = staged.map(|record| Ok(Story::read(&record, pack)?.teaching(Lesson::Speakers)));
            stories.extend(read.collect::<anyhow::Result<Vec<_>>>()?);
        }
    }
    let (_, records) = bench.records(&format!("quotes/{}", RELETTERED[0]))?;
    let read =
        records.par_iter().map(|record| Ok(Story::read(record, RELETTERED[0])?.teaching(Lesson::Marks)));
    stories.extend(read.collect::<anyhow::Result<Vec<_>>>()?);
    let read = lessons::records()?;
    let read = read.par_iter().map(|record| Story::read(record, LESSONS));
    stories.extend(read.collect::<anyhow::Result<Vec<_>>>()?);
    for pack in PACKS {
        let stories = stories.iter().filter(|story| story.is_of(pack) && story.lesson == Lesson::All);
        let (told, within) = stories.map(reach).fold((0, 0), |one, other| (one.0 + other.0, one.1 + other.1));
        println!("{pack}: of {told} stretches with a speaker, {within} have him among the candidates");
    }
    if !arguments.only {
        validate(&bench, &stories)?;
    }
    if !arguments.validate {
        let models = train(&stories.iter().collect::<Vec<_>>());
        write(&models)?;
    }
    Ok(())
}

/// How many stretches have a speaker, and how many have him among their candidates.
fn reach(story: &Story) -> (usize, usize) {
    let blank = || Model::from_weights(&[0; 2]);
    let none = Models { speaker: blank(), speech: blank(), reported: blank(), person: blank() };
    let evidence = gather(&none, &story.article, &story.text, &story.names, story.article.language);
    let told =
        evidence.stretches.iter().filter_map(|stretch| Some((story.stretch(&stretch.words)?, stretch)));
    let told: Vec<_> = told.filter(|(gold, _)| gold.speaker.is_some()).collect();
    let within = told.iter().filter(|(gold, stretch)| story.speakers(gold, stretch).contains(&true));
    (told.len(), within.count())
}

/// Scores every article by models that were fitted on the other folds.
fn validate(bench: &Bench, stories: &[Story]) -> anyhow::Result<()> {
    let folds: Vec<Models> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| {
            train(
                &stories
                    .iter()
                    .filter(|story| story.is_of(LESSONS) || story.fold(FOLDS) != fold)
                    .collect::<Vec<_>>(),
            )
        })
        .collect();
    for pack in PACKS.iter().chain(&RELETTERED) {
        let (gold, records) = bench.records(&format!("quotes/{pack}"))?;
        let predictions: Vec<_> = records
            .par_iter()
            .map(|record| {
                let story = Story::read(record, pack)?;
                let models = &folds[story.fold(FOLDS)];
                let quotes =
                    attribute_by(models, &story.article, &story.text, &story.names, story.article.language);
                let quotes: Vec<_> = quotes.iter().map(|quote| story.prediction(quote)).collect();
                Ok(json!({ "id": record["id"], "quotes": quotes }))
            })
            .collect::<anyhow::Result<_>>()?;
        let name = format!("{}.cross.pred.jsonl", pack.trim_end_matches(".gz").trim_end_matches(".jsonl"));
        bench.write(&name, &predictions)?;
        bench.scorer(
            "score_quotes.py",
            &[&gold.to_string_lossy(), &name, "--worst", &bench.worst.to_string()],
        )?;
    }
    Ok(())
}

fn write(models: &Models) -> anyhow::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/quotes/models");
    let files = [
        ("speaker", &models.speaker),
        ("speech", &models.speech),
        ("reported", &models.reported),
        ("person", &models.person),
    ];
    for (name, model) in files {
        let path = folder.join(name).with_extension("model");
        fs::write(&path, model.to_file()).with_context(|| format!("writing {}", path.display()))?;
        println!("{}", path.display());
    }
    Ok(())
}

/// Fits all models on stories.
fn train(stories: &[&Story]) -> Models {
    let blank = || Model::from_weights(&[0; 2]);
    let none = Models { speaker: blank(), speech: blank(), reported: blank(), person: blank() };
    let look = |models: &Models, story: &Story| {
        gather(models, &story.article, &story.text, &story.names, story.article.language)
    };
    let mut seen: Vec<Evidence> = stories.iter().map(|story| look(&none, story)).collect();
    for _ in 0..ROUNDS {
        let folds: Vec<Models> = (0..INNER_FOLDS)
            .map(|fold| {
                let others =
                    stories.iter().zip(&seen).filter(|(story, _)| story.inner_fold(INNER_FOLDS) != fold);
                fit_all(&others.map(|(story, seen)| (*story, seen)).collect::<Vec<_>>())
            })
            .collect();
        seen = stories.iter().map(|story| look(&folds[story.inner_fold(INNER_FOLDS)], story)).collect();
    }
    fit_all(&stories.iter().zip(&seen).map(|(story, seen)| (*story, seen)).collect::<Vec<_>>())
}

fn fit_all(seen: &[(&Story, &Evidence)]) -> Models {
    let (mut speaker, mut speech, mut reported, mut person) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (text, (story, evidence)) in seen.iter().enumerate() {
        // Lessons may say a thing as often as they like: what no article says often enough is not learnt from them.
        let text = if story.is_of(LESSONS) { seen.len() } else { text };
        for stretch in &evidence.stretches {
            let gold = story.stretch(&stretch.words);
            if story.lesson != Lesson::Speakers {
                let right = vec![gold.is_some()];
                let weight = story.weight_of_speech(gold.is_some());
                speech.push(Example { alternatives: vec![&stretch.speech], right, weight, text });
            }
            let Some(gold) = gold.filter(|_| story.lesson != Lesson::Marks) else { continue };
            let mut right = story.speakers(gold, stretch);
            // A speaker who is no candidate teaches nothing of those who are.
            if gold.speaker.is_some() && !right.contains(&true) {
                continue;
            }
            for (candidate, _) in stretch.candidates.iter().zip(&right).filter(|(_, right)| **right) {
                let people = story.people(gold, candidate);
                if people.contains(&true) && people.contains(&false) {
                    let alternatives = candidate.people.iter().map(|(_, features)| &**features).collect();
                    person.push(Example { alternatives, right: people, weight: 1.0, text });
                }
            }
            right.push(!right.contains(&true));
            let candidates = stretch.candidates.iter().map(|candidate| &*candidate.features);
            let alternatives = candidates.chain([&*stretch.nobody]).collect();
            speaker.push(Example { alternatives, right, weight: story.weight(), text });
        }
        for clause in evidence.clauses.iter().filter(|_| story.lesson == Lesson::All) {
            if let Some(yes) = story.is_reported(&clause.parts) {
                reported.push(Example {
                    alternatives: vec![&clause.features],
                    right: vec![yes],
                    weight: story.weight_of_report(),
                    text,
                });
            }
        }
    }
    Models {
        speaker: fit(&speaker, SPEAKER),
        speech: fit(&speech, SPEECH),
        reported: fit(&reported, REPORTED),
        person: fit(&person, PERSON),
    }
}
