//! `cargo xtask budgets`: what a build costs, without a clock: bytes, allocations, instructions.
//!
//! `benches/budgets.txt` has what was last accepted. A figure above that by more than its margin fails, and so does one above a limit that
//! is never to be passed. `--update` accepts the figures of now; the difference shows in the commit.

use std::fs;
use std::io::Write;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::DeflateEncoder;

use crate::build;
use crate::manifest::Browser;
use crate::programs::{at, cargo, find, output, program};

/// Where the accepted figures are.
const FILE: &str = "benches/budgets.txt";

/// Fixtures whose instructions are counted: a long story, one with much around it, one in another language.
const COUNTED: [&str; 3] = ["german", "magazine", "newspaper"];

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Accept the figures of now
    #[arg(long)]
    update: bool,
}

/// A figure and what it may be.
#[derive(Debug)]
struct Figure {
    name: String,
    value: u64,
    /// How far it may be above what was accepted, in percent: bytes and allocations are the same each time, instructions nearly.
    margin: u64,
    /// Never to be passed.
    limit: Option<u64>,
}

/// Measures what `target/` holds, and compares.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let mut figures = bytes()?;
    figures.extend(allocations()?);
    figures.extend(instructions()?);
    if arguments.update {
        return accept(&figures);
    }
    let path = at(FILE);
    let accepted = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let mut grown = 0;
    for figure in &figures {
        let verdict = figure.verdict(budget(&accepted, &figure.name));
        grown += usize::from(verdict.is_err());
        let (Ok(words) | Err(words)) = verdict;
        println!("{:<34} {:>12}  {words}", figure.name, figure.value);
    }
    if grown > 0 {
        bail!("{grown} above budget; `cargo xtask budgets --update` accepts what is meant to be");
    }
    Ok(())
}

impl Figure {
    fn new(name: impl Into<String>, value: u64, margin: u64, limit: Option<u64>) -> Self {
        Self { name: name.into(), value, margin, limit }
    }

    /// How it stands to what was accepted, in words; an error when it is above.
    fn verdict(&self, accepted: Option<u64>) -> Result<String, String> {
        if let Some(limit) = self.limit.filter(|limit| self.value > *limit) {
            return Err(format!("ABOVE the limit of {limit}"));
        }
        let Some(accepted) = accepted else { return Err(format!("NOT in {FILE}")) };
        let change = (self.value as f64 / accepted.max(1) as f64 - 1.0) * 100.0;
        if self.value * 100 > accepted * (100 + self.margin) {
            return Err(format!("GREW by {change:.1} % from {accepted}; {} % are allowed", self.margin));
        }
        Ok(format!("{change:+.1} %"))
    }
}

fn bytes() -> Result<Vec<Figure>> {
    let package = build::package(Browser::Chrome);
    let wasm = package.join("pkg/nutgraf_bg.wasm");
    let raw = fs::metadata(&wasm).with_context(|| format!("looking at {}", wasm.display()))?.len();
    let brotli = "const zlib = require('zlib'); \
         const packed = zlib.brotliCompressSync(require('fs').readFileSync(process.argv[1]), { params: { [zlib.constants.BROTLI_PARAM_LGWIN]: 24 } }); \
         console.log(packed.length)";
    let brotli = output(program("node").args(["-e", brotli]).arg(&wasm))?;
    let mut zip = 0;
    for file in build::files(&package)? {
        let path = package.join(&file);
        let content = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&content).context("packing")?;
        zip += packed.finish().context("packing")?.len() as u64;
    }
    Ok(vec![
        Figure::new("wasm bytes", raw, 2, Some(1_300_000)),
        Figure::new("wasm bytes, brotli", brotli.trim().parse()?, 2, Some(450_000)),
        // As zlib packs: the packer of `cargo xtask pack` takes 20 seconds and saves 4 %, so that 600,000 bytes of it are these.
        Figure::new("package bytes, deflated", zip, 2, Some(625_000)),
    ])
}

fn allocations() -> Result<Vec<Figure>> {
    let mut counting = cargo();
    counting.args(["run", "--quiet", "--package", "xtask", "--bin", "allocations"]);
    let counted = output(&mut counting).context("counting allocations")?;
    let mut figures = Vec::new();
    for line in counted.lines() {
        let [name, parsing, digesting] = line.split(' ').collect::<Vec<_>>()[..] else {
            bail!("no count of allocations: {line}");
        };
        figures.push(Figure::new(format!("allocations, {name}, parse"), parsing.parse()?, 5, None));
        figures.push(Figure::new(format!("allocations, {name}, digest"), digesting.parse()?, 5, None));
    }
    Ok(figures)
}

/// Instructions of the native program from start to end, as the development profile builds it.
fn instructions() -> Result<Vec<Figure>> {
    if find("valgrind").is_none() {
        println!("instructions: skipped, there is no valgrind");
        return Ok(Vec::new());
    }
    output(cargo().args(["build", "--quiet"])).context("building the native program")?;
    let mut figures = Vec::new();
    for name in COUNTED {
        let mut valgrind = program("valgrind");
        valgrind
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--log-fd=1"])
            .arg(at("target/debug/nutgraf"))
            .arg(at(&format!("tests/pages/{name}/page.html")))
            .args(["--format", "json"]);
        let said = output(&mut valgrind).with_context(|| format!("counting the instructions of {name}"))?;
        let count =
            said.lines().find_map(|line| line.split_once("Collected : ")).map(|(_, count)| count.trim());
        let count = count.with_context(|| format!("valgrind counted nothing of {name}"))?.parse()?;
        figures.push(Figure::new(format!("instructions, {name}"), count, 5, None));
    }
    Ok(figures)
}

/// What was accepted of a name.
fn budget(accepted: &str, name: &str) -> Option<u64> {
    let lines = accepted.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.rsplit_once(": ")).find(|(known, _)| *known == name)?.1.trim().parse().ok()
}

fn accept(figures: &[Figure]) -> Result<()> {
    let path = at(FILE);
    let mut lines = vec!["# What was last accepted; written by `cargo xtask budgets --update`.".to_owned()];
    lines.extend(figures.iter().map(|Figure { name, value, .. }| format!("{name}: {value}")));
    fs::write(&path, lines.join("\n") + "\n").with_context(|| format!("writing {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grew_fails_and_says_by_how_much() {
        let verdict = |value, limit| Figure::new("bytes", value, 5, limit).verdict(Some(1000));
        assert_eq!(verdict(1050, None), Ok("+5.0 %".to_owned()));
        assert_eq!(verdict(1051, None), Err("GREW by 5.1 % from 1000; 5 % are allowed".to_owned()));
        assert_eq!(verdict(1001, Some(1000)), Err("ABOVE the limit of 1000".to_owned()));
        assert_eq!(verdict(900, Some(1000)), Ok("-10.0 %".to_owned()));
        assert!(Figure::new("new", 1, 5, None).verdict(None).is_err());
    }

    #[test]
    fn a_budget_is_found_by_its_whole_name() {
        let accepted = "# head\nwasm bytes: 7\nwasm bytes, brotli: 5\n";
        assert_eq!(budget(accepted, "wasm bytes"), Some(7));
        assert_eq!(budget(accepted, "bytes"), None);
    }
}
