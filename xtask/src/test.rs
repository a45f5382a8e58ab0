//! Every test, in order: the core, the wasm, the extension in both browsers.
//!
//! A part that fails does not keep the others from running. The last line counts what the runners counted, and a
//! check that is no test (formatting, lints, types) as one failure where it fails.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::browser::Browser;
use crate::programs::{cargo, program};
use crate::{build, fuzz, setup};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Run one part alone
    #[arg(value_enum)]
    part: Option<Part>,
    /// Also see to the limits of a release build, and fuzz each target for two minutes
    #[arg(long)]
    long: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// Formatting, lints and the native tests
    Core,
    /// The built wasm in Node
    Wasm,
    /// Types, lints and tests of the extension, and both browsers
    Browser,
}

/// What a runner counted.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Count {
    passed: usize,
    failed: usize,
    skipped: usize,
}

#[derive(Debug)]
struct Step {
    name: &'static str,
    count: Count,
    time: Duration,
    succeeded: bool,
}

/// Every part, and what takes longer.
pub(crate) fn all() -> Result<()> {
    run(&Arguments { part: None, long: true })
}

/// Sets up, builds, and runs the tests of a part or of all.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let wanted = |part| arguments.part.is_none_or(|only| only == part);
    let mut steps = Vec::new();
    if wanted(Part::Core) {
        steps.push(step("formatting", cargo().args(["fmt", "--all", "--check"]))?);
        steps.push(step(
            "lints",
            // The peers that `benches` measures take longer to build than all the rest.
            cargo()
                .args(["clippy", "--quiet", "--workspace", "--exclude", "nutgraf-bench", "--all-targets"])
                .args(["--", "--deny", "warnings"]),
        )?);
        steps.push(step(
            "native tests",
            cargo().args(["test", "--workspace", "--exclude", "nutgraf-bench", "--no-fail-fast"]),
        )?);
    }
    if wanted(Part::Wasm) || wanted(Part::Browser) {
        setup::packages()?;
        heading("build");
        build::run()?;
    }
    if wanted(Part::Wasm) {
        steps.push(step("wasm tests", &mut node_tests("tests/wasm/"))?);
        steps.push(step("native program", cargo().args(["build", "--quiet"]))?);
        let own = std::env::current_exe().context("finding this program")?;
        steps.push(step("budgets", program(own).arg("budgets"))?);
    }
    if wanted(Part::Browser) {
        steps.push(step("extension tests", &mut node_tests("tests/extension/"))?);
        steps.push(step("types", program("npm").args(["run", "--silent", "check"]))?);
        // The tests compare with what the native program makes of a page.
        steps.push(step("native program", cargo().args(["build", "--quiet"]))?);
        for (name, browser) in [("Chromium", Browser::Chromium), ("Firefox", Browser::Firefox)] {
            let mut tests = node_tests(&format!("tests/browser/{}.test.mjs", browser.name()));
            steps.push(step(name, tests.env(browser.variable(), browser.program()?))?);
        }
    }
    if arguments.long {
        let limits = ["test", "--release", "--test", "limits"];
        steps.push(step("limits", cargo().args(limits))?);
        for target in fuzz::Target::ALL {
            steps.push(step(target.name(), &mut fuzz::search(target, FUZZED)?)?);
        }
    }
    report(&steps)
}

/// Seconds for which a long test fuzzes each target.
const FUZZED: u64 = 120;

fn node_tests(path: &str) -> Command {
    let mut node = program("node");
    node.args(["--test", "--test-reporter=spec", path]);
    node
}

fn heading(name: &str) {
    println!("\n── {name} ──");
}

/// Runs a program, shows what it prints, and counts the tests in it.
fn step(name: &'static str, command: &mut Command) -> Result<Step> {
    heading(name);
    let begin = Instant::now();
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("starting the step {name}"))?;
    let mut count = Count::default();
    if let Some(printed) = child.stdout.take() {
        let mut shown = std::io::stdout().lock();
        for line in BufReader::new(printed).split(b'\n') {
            let line = line.with_context(|| format!("reading what {name} prints"))?;
            let line = String::from_utf8_lossy(&line);
            writeln!(shown, "{line}")?;
            count.add(&line);
        }
    }
    let status = child.wait().with_context(|| format!("waiting for {name}"))?;
    let time = begin.elapsed();
    println!("{name}: {} ({:.1} s)", if status.success() { "passed" } else { "FAILED" }, time.as_secs_f64());
    Ok(Step { name, count, time, succeeded: status.success() })
}

impl Count {
    /// Adds the closing line of a runner: cargo's "test result: ok. 5 passed; 0 failed; 1 ignored; …", or one of
    /// Node's "ℹ pass 5", "ℹ fail 0", "ℹ skipped 1".
    fn add(&mut self, line: &str) {
        let words: Vec<_> = line.split_whitespace().collect();
        match words[..] {
            ["test", "result:", ..] => {
                let before = |word: &str| {
                    let at = words.iter().position(|found| found.trim_end_matches(';') == word)?;
                    words.get(at.checked_sub(1)?)?.parse::<usize>().ok()
                };
                self.passed += before("passed").unwrap_or(0);
                self.failed += before("failed").unwrap_or(0);
                self.skipped += before("ignored").unwrap_or(0);
            }
            ["ℹ", what, number] => {
                let number = number.parse().unwrap_or(0);
                match what {
                    "pass" => self.passed += number,
                    "fail" | "cancelled" => self.failed += number,
                    "skipped" => self.skipped += number,
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

fn report(steps: &[Step]) -> Result<()> {
    heading("summary");
    let mut all = Count::default();
    for Step { name, count, time, succeeded } in steps {
        let Count { passed, failed, skipped } = *count;
        let tests = if *count == Count::default() {
            String::new()
        } else {
            format!("{passed} passed, {failed} failed")
        };
        let verdict = if *succeeded { "ok" } else { "FAILED" };
        println!("{name:<16} {verdict:<7} {:>6.1} s  {tests}", time.as_secs_f64());
        all.passed += passed;
        all.failed += if *succeeded { failed } else { failed.max(1) };
        all.skipped += skipped;
    }
    println!("\n{} passed, {} failed, {} skipped", all.passed, all.failed, all.skipped);
    let failed: Vec<_> = steps.iter().filter(|step| !step.succeeded).map(|step| step.name).collect();
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_lines_of_the_runners_are_counted() {
        let mut count = Count::default();
        for line in [
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "ℹ tests 9",
            "ℹ pass 7",
            "ℹ fail 1",
            "ℹ skipped 1",
            "✔ a page on which 4 passed (3 ms)",
        ] {
            count.add(line);
        }
        assert_eq!(count, Count { passed: 14, failed: 4, skipped: 2 });
    }
}
