//! `cargo xtask fuzz`: reads what nobody would write, for as long as is asked for; what is wrong with the outcome is a finding.
//!
//! The targets and what they check are in `fuzz/`. They are built by the pinned stable Rust: nothing here is unsafe, so no sanitizer is
//! wanted, and the marks that guide libFuzzer need none. Pages of `tests/pages` and what earlier runs found worth keeping (`fuzz/corpus`)
//! are where it begins.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use nutgraf::page::{html, snapshot};

use crate::programs::{at, cargo, program, run as run_program};

/// The version of cargo-fuzz that is installed where it is missing.
const CARGO_FUZZ: &str = "0.13.1";

/// Bytes of the longest input: what goes wrong goes wrong in little, and a small page is read often.
const LONGEST: usize = 2048;

/// Files and bytes that are kept of what a target was found to need.
const MOST_KEPT: usize = 120;
const MOST_BYTES: usize = 50_000;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Run one target alone
    #[arg(value_enum)]
    target: Option<Target>,
    /// Minutes for each target
    #[arg(long, default_value_t = 10)]
    minutes: u64,
    /// Keep the inputs that between them reach all that was reached, in fuzz/corpus
    #[arg(long)]
    keep: bool,
}

/// What is made of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Target {
    /// Bytes as a saved page, to its digest
    Markup,
    /// Bytes as what the extension takes of a page, to its digest
    Snapshot,
    /// Bytes as a story without markup, to its digest
    Text,
    /// A digest with anything in it, to all that is written of it
    Renders,
    /// A news page put together from pieces, to its digest
    News,
}

impl Target {
    pub(crate) const ALL: [Self; 5] = [Self::Markup, Self::Snapshot, Self::Text, Self::Renders, Self::News];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Markup => "markup",
            Self::Snapshot => "snapshot",
            Self::Text => "text",
            Self::Renders => "renders",
            Self::News => "news",
        }
    }

    /// What the target makes of a page of `tests/pages`, if it takes pages at all.
    fn seed(self, page: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Markup => Some(page.to_owned()),
            Self::Snapshot => Some(snapshot::write(&html::parse_bytes(page)).into_bytes()),
            Self::Text => Some(nutgraf::read(&html::parse_bytes(page)).article.text.into_bytes()),
            Self::Renders | Self::News => None,
        }
    }

    /// Whether an input gets further than to be refused.
    fn reads(self, input: &[u8]) -> bool {
        self != Self::Snapshot || snapshot::parse(&String::from_utf8_lossy(input)).is_ok()
    }

    /// Snapshots begin with a list of names that alone has a kilobyte.
    fn longest(self) -> usize {
        if self == Self::Snapshot { 2 * LONGEST } else { LONGEST }
    }
}

/// Runs one target or all, one after the other.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    for target in Target::ALL.into_iter().filter(|target| arguments.target.is_none_or(|only| only == *target))
    {
        run_program(&mut search(target, 60 * arguments.minutes)?)?;
        if arguments.keep {
            keep(target)?;
        }
    }
    Ok(())
}

/// The command that searches for so many seconds; fails when something is found, and says where it is.
pub(crate) fn search(target: Target, seconds: u64) -> Result<Command> {
    let name = target.name();
    let (reached, findings) = (scratch("corpus", name)?, scratch("findings", name)?);
    fs::create_dir_all(kept(name)).context("making a folder for what is kept")?;
    let mut search = fuzzer(target, &[&reached, &kept(name), &seeds(target)?])?;
    search.arg(format!("-max_total_time={seconds}"));
    search.arg(format!("-max_len={}", target.longest()));
    search.arg(format!("-artifact_prefix={}/", findings.display()));
    if target == Target::Snapshot {
        search.arg(format!("-dict={}", at("fuzz/snapshot.dict").display()));
    }
    search.args(["-timeout=20", "-rss_limit_mb=1024", "-print_final_stats=1"]);
    Ok(search)
}

/// A target's program on folders of inputs; the first receives new ones.
fn fuzzer(target: Target, folders: &[&Path]) -> Result<Command> {
    let mut fuzzer = program(installed()?);
    // One part to a core when compiling; the targets are as fast.
    fuzzer.env("RUSTFLAGS", "-Ccodegen-units=16");
    fuzzer.args(["fuzz", "run", "--sanitizer", "none", "--target-dir"]).arg(at("target/fuzz"));
    fuzzer.arg(target.name()).args(folders).arg("--");
    Ok(fuzzer)
}

/// Replaces what is kept by the inputs that between them reach as much as all that were tried, the smallest first.
fn keep(target: Target) -> Result<()> {
    let name = target.name();
    let fewest = scratch("fewest", name)?;
    fs::remove_dir_all(&fewest).and_then(|()| fs::create_dir(&fewest)).context("clearing a folder")?;
    let mut merge = fuzzer(target, &[&fewest, &scratch("corpus", name)?, &kept(name)])?;
    run_program(merge.args(["-merge=1", "-use_counters=0"]).arg(format!("-max_len={}", target.longest())))?;
    let mut files = Vec::new();
    for entry in fs::read_dir(&fewest).context("reading the inputs to keep")? {
        let path = entry?.path();
        let input = fs::read(&path)?;
        if target.reads(&input) {
            files.push((input.len(), path));
        }
    }
    files.sort();
    let folder = kept(name);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder)?;
    let mut bytes = 0;
    for (size, path) in files.into_iter().take(MOST_KEPT) {
        bytes += size;
        if bytes > MOST_BYTES {
            break;
        }
        fs::copy(&path, folder.join(path.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

/// What earlier runs found worth keeping.
fn kept(name: &str) -> PathBuf {
    at("fuzz/corpus").join(name)
}

/// A folder that is there, for what no one needs to keep.
fn scratch(kind: &str, name: &str) -> Result<PathBuf> {
    let folder = at("target/fuzz").join(kind).join(name);
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    Ok(folder)
}

/// The pages of `tests/pages` as a target takes them.
fn seeds(target: Target) -> Result<PathBuf> {
    let folder = scratch("seeds", target.name())?;
    for entry in fs::read_dir(at("tests/pages")).context("reading tests/pages")? {
        let entry = entry?;
        let Ok(page) = fs::read(entry.path().join("page.html")) else { continue };
        if let Some(seed) = target.seed(&page) {
            fs::write(folder.join(entry.file_name()), seed).context("writing a page to begin with")?;
        }
    }
    Ok(folder)
}

/// cargo-fuzz, installed in target/ where it is missing.
fn installed() -> Result<PathBuf> {
    let folder = at("target/programs");
    let cargo_fuzz = folder.join("bin/cargo-fuzz").with_extension(std::env::consts::EXE_EXTENSION);
    if !cargo_fuzz.is_file() {
        let mut install = cargo();
        install.args(["install", "cargo-fuzz", "--version", CARGO_FUZZ, "--locked", "--root"]).arg(&folder);
        run_program(&mut install).context("installing cargo-fuzz")?;
    }
    Ok(cargo_fuzz)
}
