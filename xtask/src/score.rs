//! `cargo xtask score`: how well the stages do on the development packs in `../shared`.
//!
//! Runs each pack through the crate, writes what came out under `target/score/`, and lets the packs' own scorers print their
//! tables. The packs are for measuring and stay where they are; nothing of a score is written into the tree.

pub(crate) mod article;
mod facts;
mod hiding;
mod quotes;

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use flate2::read::MultiGzDecoder;
use nutgraf::{Digest, Page};
use rayon::prelude::*;
use serde_json::Value;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Which packs
    #[arg(value_enum, default_value_t = Packs::All)]
    packs: Packs,
    /// Also name the N documents that come out worst, where the scorer can
    #[arg(long, value_name = "N", default_value_t = 0)]
    worst: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Packs {
    /// The story's text, its clutter and its metadata
    Article,
    /// Quotes and speakers, English and German
    Quotes,
    /// Key points, dates, names, roles, who and where and when
    Facts,
    /// What hiding takes out of sight, story and clutter; a part of the article's
    Hiding,
    All,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let Some(bench) = Bench::find(arguments.worst)? else { return Ok(()) };
    let wants = |packs| arguments.packs == packs || arguments.packs == Packs::All;
    if wants(Packs::Article) {
        article::score(&bench)?;
    }
    if arguments.packs == Packs::Hiding {
        hiding::score(&bench)?;
    }
    if wants(Packs::Quotes) {
        quotes::score(&bench)?;
    }
    if wants(Packs::Facts) {
        facts::score(&bench)?;
    }
    println!("\npredictions are in {}", bench.out.display());
    Ok(())
}

/// Where the packs are, and where predictions go.
#[derive(Debug)]
pub(crate) struct Bench {
    pub(crate) shared: PathBuf,
    pub(crate) out: PathBuf,
    pub(crate) worst: usize,
}

impl Bench {
    /// `None`, with a word about it, where the packs are not at hand: then there is nothing to measure, and nothing is wrong.
    pub(crate) fn find(worst: usize) -> anyhow::Result<Option<Self>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the repository")?;
        let shared = root.parent().unwrap_or(root).join("shared");
        if !shared.join("data").is_dir() || !shared.join("score").is_dir() {
            println!("no development packs: there is no {} with data/ and score/ in it", shared.display());
            return Ok(None);
        }
        let out = root.join("target/score");
        fs::create_dir_all(&out).with_context(|| format!("making {}", out.display()))?;
        Ok(Some(Self { shared, out, worst }))
    }

    /// The records of a pack; the file is unpacked into `target/score/` for the scorer to read.
    pub(crate) fn records(&self, pack: &str) -> anyhow::Result<(PathBuf, Vec<Value>)> {
        let packed = self.shared.join("data").join(pack);
        let name = Path::new(pack).file_name().context("a pack is a file")?.to_string_lossy();
        let unpacked = self.out.join(name.trim_end_matches(".gz"));
        let bytes = read(&packed)?;
        fs::write(&unpacked, &bytes).with_context(|| format!("writing {}", unpacked.display()))?;
        let records = BufReader::new(&*bytes).lines().map(|line| Ok(serde_json::from_str(&line?)?));
        let records = records.collect::<anyhow::Result<_>>().with_context(|| format!("reading {pack}"))?;
        Ok((unpacked, records))
    }

    /// Writes predictions, one a line.
    pub(crate) fn write(&self, name: &str, predictions: &[Value]) -> anyhow::Result<PathBuf> {
        let path = self.out.join(name);
        let mut file = File::create(&path).with_context(|| format!("making {}", path.display()))?;
        for prediction in predictions {
            writeln!(file, "{prediction}")?;
        }
        Ok(path)
    }

    /// Lets a scorer of `../shared/score` print its tables.
    pub(crate) fn scorer(&self, script: &str, arguments: &[&str]) -> anyhow::Result<()> {
        println!("\n$ {script} {}", arguments.join(" "));
        let script = self.shared.join("score").join(script);
        let run = Command::new("python3").arg(&script).args(arguments).current_dir(&self.out).status();
        let status = run.with_context(|| format!("running python3 {}", script.display()))?;
        if !status.success() {
            bail!("{} ended with {status}", script.display());
        }
        Ok(())
    }
}

impl Bench {
    /// What a scorer of `../shared/score` finds, as JSON.
    fn scores(&self, script: &str, arguments: &[&str]) -> anyhow::Result<Value> {
        let script = self.shared.join("score").join(script);
        let run = Command::new("python3").arg(&script).args(arguments).current_dir(&self.out).output();
        let run = run.with_context(|| format!("running python3 {}", script.display()))?;
        if !run.status.success() {
            bail!("{} ended with {}: {}", script.display(), run.status, String::from_utf8_lossy(&run.stderr));
        }
        serde_json::from_slice(&run.stdout).with_context(|| format!("reading what {} says", script.display()))
    }
}

/// A file's content, unpacked if its name says that it is packed.
fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let reading = || format!("reading {}", path.display());
    let file = File::open(path).with_context(reading)?;
    let mut bytes = Vec::new();
    if path.extension().is_some_and(|extension| extension == "gz") {
        MultiGzDecoder::new(file).read_to_end(&mut bytes).with_context(reading)?;
    } else {
        BufReader::new(file).read_to_end(&mut bytes).with_context(reading)?;
    }
    Ok(bytes)
}

/// A prediction for every record, on every core. A record that the crate trips over is named and left out, so that one defect
/// does not hide the score of all the rest.
fn predict(records: &[Value], prediction: impl Fn(&Value) -> anyhow::Result<Value> + Sync) -> Vec<Value> {
    let predictions: Vec<_> = records
        .par_iter()
        .map(|record| match catch_unwind(AssertUnwindSafe(|| prediction(record))) {
            Ok(Ok(prediction)) => Some(prediction),
            Ok(Err(error)) => {
                eprintln!("{}: {error:#}", record["id"]);
                None
            }
            Err(_) => {
                eprintln!("{}: PANIC, see above", record["id"]);
                None
            }
        })
        .collect();
    predictions.into_iter().flatten().collect()
}

/// A record's text as a page, with the title and the date that the record tells.
pub(crate) fn text_page(record: &Value, text: &str, published: &str) -> Page {
    let mut page = Page::from_text(text);
    page.hints.title = record["title"].as_str().map(str::to_owned);
    page.hints.published = record[published].as_str().map(str::to_owned);
    page
}

/// The digest of a page and the milliseconds it took.
fn timed_digest(page: &Page) -> (Digest, f64) {
    let start = Instant::now();
    let digest = nutgraf::digest(page);
    (digest, start.elapsed().as_secs_f64() * 1e3)
}
