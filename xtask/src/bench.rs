//! `cargo xtask bench`: ours beside the peers and beside the limits of the machine, in one run.
//!
//! The native table, the one of each browser, and the one of Node. Figures of one run compare; those of two runs on a busy machine do not.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::browser::Browser;
use crate::programs::{at, cargo, find, output, program, run as run_program};
use crate::{build, setup};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Run one part alone
    #[arg(value_enum)]
    part: Option<Part>,
    /// Cost against the size of a page, instead
    #[arg(long)]
    sizes: bool,
    /// The largest page of --sizes, in bytes
    #[arg(long, default_value_t = 50_000_000)]
    largest: usize,
    /// Take every n-th page in the native part
    #[arg(long, default_value_t = 1)]
    step: usize,
    /// Rounds over all pages
    #[arg(long, default_value_t = 4)]
    rounds: usize,
    /// Pages that are taken through each browser
    #[arg(long, default_value_t = 40)]
    pages: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    Native,
    Browsers,
    Node,
}

/// Builds what is measured, and measures it.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if arguments.sizes {
        return sizes(arguments);
    }
    let wanted = |part| arguments.part.is_none_or(|only| only == part);
    if wanted(Part::Native) {
        native(arguments)?;
    }
    if wanted(Part::Browsers) || wanted(Part::Node) {
        peers()?;
        build::run()?;
    }
    if wanted(Part::Browsers) {
        setup::packages()?;
        for browser in [Browser::Chromium, Browser::Firefox] {
            browsers(arguments, browser)?;
        }
    }
    if wanted(Part::Node) {
        run_program(program("node").arg("benches/node.mjs"))?;
    }
    Ok(())
}

fn native(arguments: &Arguments) -> Result<()> {
    let step = arguments.step.to_string();
    let heap = output(measured("heap").arg(&step)).context("counting allocations")?;
    let path = at("target/bench/heap.json");
    fs::create_dir_all(at("target/bench")).context("making target/bench")?;
    fs::write(&path, heap).with_context(|| format!("writing {}", path.display()))?;
    let rounds = arguments.rounds.to_string();
    run_program(measured("native").args(["--step", &step, "--rounds", &rounds, "--heap"]).arg(path))
}

fn sizes(arguments: &Arguments) -> Result<()> {
    let [largest, rounds] = [arguments.largest, arguments.rounds].map(|number| number.to_string());
    run_program(measured("native").args(["--sizes", "--largest", &largest, "--rounds", &rounds]))
}

/// A program of `benches`, built as what ships is.
fn measured(name: &str) -> std::process::Command {
    let mut command = cargo();
    command.args(["run", "--quiet", "--release", "--package", "nutgraf-bench", "--bin", name, "--"]);
    command
}

fn browsers(arguments: &Arguments, browser: Browser) -> Result<()> {
    let [pages, rounds] = [arguments.pages, arguments.rounds].map(|number| number.to_string());
    let mut node = program("node");
    node.args([
        "benches/browser/run.mjs",
        "--browser",
        browser.name(),
        "--pages",
        &pages,
        "--rounds",
        &rounds,
    ]);
    run_program(node.arg("--program").arg(browser.program()?))
}

/// Installs the peers of `benches/package.json`, without running any script of theirs.
fn peers() -> Result<()> {
    let Some(npm) = find("npm") else { bail!("Node.js 20 or newer with npm is needed: https://nodejs.org") };
    let changed = |path: &str| fs::metadata(at(path)).and_then(|file| file.modified()).ok();
    if changed("benches/node_modules/.package-lock.json") > changed("benches/package-lock.json") {
        return Ok(());
    }
    let flags = ["ci", "--omit=optional", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error"];
    run_program(program(npm).args(flags).current_dir(at("benches"))).context("installing the peers")
}
