//! A release: everything that has to be so before a version is published, asked in one go, and then its files.
//!
//! Dry by default: it makes the files and shows the tag. What fails is told at the end, all of it; a tag is made only where nothing failed
//! and `--tag` asked for it, of a changelog that has the version with its day (`--date`). What is packed here is built a second time from
//! the packed sources, in another folder and another home, and has to be the same bytes.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::changelog::{self, Notes};
use crate::pack::{self, Packed};
use crate::programs::{at, output, program, run as run_program};
use crate::{audit, manifest, test};

/// Bytes of the wasm, and of a package: what a reader downloads, and the stores have to review.
const MOST_WASM: u64 = 1_300_000;
const MOST_PACKAGE: usize = 600_000;

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct Arguments {
    /// The version, as the manifest and the changelog have it
    version: String,
    /// Check nothing, but give what the changelog has under "Unreleased" the version and today's day, to be read and committed
    #[arg(long, conflicts_with_all = ["tag", "without_tests", "without_rebuild"])]
    date: bool,
    /// Tag the version if nothing is in its way
    #[arg(long, conflicts_with_all = ["without_tests", "without_rebuild"])]
    tag: bool,
    /// Leave the tests out, which take half an hour
    #[arg(long)]
    without_tests: bool,
    /// Leave out building a second time elsewhere, which takes minutes
    #[arg(long)]
    without_rebuild: bool,
}

/// What was asked, and what is in the way.
#[derive(Debug, Default)]
struct Findings {
    obstacles: Vec<String>,
}

impl Findings {
    /// Notes what comes of a question, and goes on.
    fn note<T>(&mut self, question: &str, answer: Result<T>) -> Option<T> {
        match answer {
            Ok(found) => {
                println!("ok      {question}");
                Some(found)
            }
            Err(error) => {
                println!("FAILED  {question}: {error:#}");
                self.obstacles.push(format!("{question}: {error:#}"));
                None
            }
        }
    }
}

/// Checks, packs, and says whether the version can be published.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let version = &arguments.version;
    if arguments.date {
        return date(version);
    }
    let tag = format!("v{version}");
    let mut found = Findings::default();
    let notes = about(arguments, &tag, &mut found);
    files(arguments, &mut found);
    if !found.obstacles.is_empty() {
        bail!("{version} cannot be released:\n- {}", found.obstacles.join("\n- "));
    }
    let notes = notes.context("the changelog was not read")?;
    let message = format!("Nutgraf {version}\n\n{}", notes.text);
    if arguments.tag {
        return run_program(program("git").args([
            "tag",
            "--annotate",
            &tag,
            "--cleanup=whitespace",
            "--message",
            &message,
        ]));
    }
    println!("\nThe tag {tag} would say:\n\n{message}\n\n{}", verdict(arguments, &notes));
    Ok(())
}

/// Gives the changelog's notes their version and day.
fn date(version: &str) -> Result<()> {
    three_numbers(version)?;
    same_version(version)?;
    changelog::date(version)?;
    println!(
        "CHANGELOG.md has {version} with today's day. Commit it, then `cargo xtask release {version} --tag`."
    );
    Ok(())
}

/// Asks what can be told without building anything; what the changelog says of the version.
fn about(arguments: &Arguments, tag: &str, found: &mut Findings) -> Option<Notes> {
    let version = &arguments.version;
    found.note("the version is three numbers", three_numbers(version));
    found.note("manifest and crate are of this version", same_version(version));
    let notes = found.note("the changelog tells of this version", changelog::notes(version));
    if let Some(notes) = notes.as_ref().filter(|_| arguments.tag) {
        found.note("with its day", of_a_day(version, notes));
    }
    found.note("nothing here is uncommitted", clean());
    found.note("the tag is free", free(tag));
    for (question, answer) in [("crates", audit::crates()), ("npm packages", audit::packages())] {
        if let Some(said) = found.note(question, answer) {
            println!("        {said}");
        }
    }
    notes
}

/// Runs the tests, packs, and builds a second time elsewhere.
fn files(arguments: &Arguments, found: &mut Findings) {
    if !arguments.without_tests {
        found.note("every test", test::all());
    }
    let Some(packed) = found.note("packages and sources", packed()) else { return };
    found.note("sizes", sizes(&packed));
    if !arguments.without_rebuild {
        found.note(
            "the same bytes from the packed sources, in another folder and home",
            rebuilt(&arguments.version, &packed),
        );
    }
}

/// How a dry run ends that found nothing in the way.
fn verdict(arguments: &Arguments, notes: &Notes) -> String {
    let Arguments { version, without_tests, without_rebuild, .. } = arguments;
    let asked = match (without_tests, without_rebuild) {
        (false, false) => "",
        (true, false) => ", though no test was run",
        (false, true) => ", though it was built only once",
        (true, true) => ", though no test was run, and it was built only once",
    };
    let date = if notes.dated {
        String::new()
    } else {
        format!("`cargo xtask release {version} --date`, then commit CHANGELOG.md, then ")
    };
    format!(
        "Nothing is in the way of {version}{asked}. This was a dry run: its files are in target/dist, and nothing was tagged.\n\
         To tag it: {date}`cargo xtask release {version} --tag`."
    )
}

fn three_numbers(version: &str) -> Result<()> {
    let parts: Vec<_> = version.split('.').collect();
    // As Chrome has it: at most 65535, without a leading zero.
    let is_number = |part: &&str| part.parse::<u16>().is_ok_and(|number| number.to_string() == **part);
    ensure!(parts.len() == 3 && parts.iter().all(is_number), "{version} is not");
    Ok(())
}

fn same_version(version: &str) -> Result<()> {
    let manifest = manifest::version()?;
    let cargo = fs::read_to_string(at("Cargo.toml")).context("reading Cargo.toml")?;
    let package = cargo.lines().find_map(|line| line.strip_prefix("version = ")).unwrap_or_default();
    ensure!(manifest == version, "extension/manifest.json says {manifest}");
    ensure!(package.trim_matches('"') == version, "Cargo.toml says {package}");
    Ok(())
}

fn of_a_day(version: &str, notes: &Notes) -> Result<()> {
    ensure!(
        notes.dated,
        "its notes are under \"Unreleased\": `cargo xtask release {version} --date`, then commit CHANGELOG.md"
    );
    Ok(())
}

fn clean() -> Result<()> {
    let changed = output(program("git").args(["status", "--porcelain"]))?;
    ensure!(changed.is_empty(), "changed:\n{changed}");
    Ok(())
}

fn free(tag: &str) -> Result<()> {
    let there = output(program("git").args(["tag", "--list", tag]))?;
    ensure!(there.is_empty(), "{tag} is there already");
    Ok(())
}

fn packed() -> Result<Vec<Packed>> {
    let mut all = pack::packages()?;
    all.push(pack::sources()?);
    pack::publish(&all)?;
    Ok(all)
}

fn sizes(packed: &[Packed]) -> Result<()> {
    let wasm = fs::metadata(at("target/pkg/nutgraf_bg.wasm")).context("looking at the wasm")?.len();
    ensure!(wasm <= MOST_WASM, "the wasm has {wasm} bytes, more than {MOST_WASM}");
    for Packed { name, bytes, .. } in packed.iter().filter(|packed| !packed.name.contains("source")) {
        ensure!(*bytes <= MOST_PACKAGE, "{name} has {bytes} bytes, more than {MOST_PACKAGE}");
    }
    Ok(())
}

/// Unpacks the sources, builds them as a reviewer does, and compares.
fn rebuilt(version: &str, packed: &[Packed]) -> Result<()> {
    let elsewhere = env::temp_dir().join(format!("nutgraf-release-{}", std::process::id()));
    let result = rebuilt_in(&elsewhere, version, packed);
    fs::remove_dir_all(&elsewhere).with_context(|| format!("removing {}", elsewhere.display()))?;
    result
}

fn rebuilt_in(elsewhere: &Path, version: &str, packed: &[Packed]) -> Result<()> {
    let sources = at("target/dist").join(format!("nutgraf-source-{version}.zip"));
    let file = fs::File::open(&sources).with_context(|| format!("opening {}", sources.display()))?;
    zip::ZipArchive::new(file)?.extract(elsewhere).context("unpacking the sources")?;
    let home = elsewhere.join("home");
    fs::create_dir_all(&home).with_context(|| format!("making {}", home.display()))?;
    // The toolchain is the one thing that stays where it is.
    let toolchains =
        env::var_os("RUSTUP_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".rustup")));
    let folder = elsewhere.join(format!("nutgraf-{version}"));
    let mut command = program("cargo");
    command
        .current_dir(&folder)
        .args(["xtask", "pack"])
        .env("HOME", &home)
        .env("CARGO_HOME", home.join(".cargo"));
    for (name, _) in env::vars_os().filter(|(name, _)| is_of_this_build(&name.to_string_lossy())) {
        command.env_remove(name);
    }
    if let Some(toolchains) = toolchains.filter(|folder| folder.is_dir()) {
        command.env("RUSTUP_HOME", toolchains);
    }
    run_program(&mut command)?;
    for Packed { name, .. } in packed.iter().filter(|packed| !packed.name.contains("source")) {
        let [ours, theirs] =
            [at("target/dist"), folder.join("target/dist")].map(|folder| fs::read(folder.join(name)));
        ensure!(ours? == theirs?, "{name} differs");
    }
    Ok(())
}

/// Variables that cargo gives to what it runs: another cargo is not to find them.
fn is_of_this_build(name: &str) -> bool {
    name.starts_with("CARGO")
        || name == "RUSTUP_TOOLCHAIN"
        || name.starts_with("RUSTC")
        || name == "RUSTFLAGS"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_three_numbers() {
        for version in ["0.1.0", "1.20.300", "65535.0.0"] {
            assert!(three_numbers(version).is_ok(), "{version}");
        }
        for version in ["1.0", "1.0.0.0", "v1.0.0", "1.0.0-beta", "01.0.0", "1.0.65536", "1.+1.0", ""] {
            assert!(three_numbers(version).is_err(), "{version}");
        }
    }

    #[test]
    fn a_dry_run_ends_with_what_was_left_out_and_what_comes_next() {
        let end = |without_tests, without_rebuild, dated| {
            let version = "1.2.3".to_owned();
            let arguments = Arguments { version, date: false, tag: false, without_tests, without_rebuild };
            verdict(&arguments, &Notes { dated, text: "- All.".to_owned() })
        };
        let whole = end(false, false, true);
        assert!(whole.starts_with("Nothing is in the way of 1.2.3. "), "{whole}");
        assert!(whole.ends_with("To tag it: `cargo xtask release 1.2.3 --tag`."), "{whole}");
        assert!(
            end(true, false, true).starts_with("Nothing is in the way of 1.2.3, though no test was run.")
        );
        assert!(end(false, true, true).contains("built only once"));
        assert!(end(false, false, false).contains("`cargo xtask release 1.2.3 --date`, then commit"));
    }

    #[test]
    fn what_is_tagged_has_its_day() {
        let notes = |dated| Notes { dated, text: "- All.".to_owned() };
        assert!(of_a_day("1.0.0", &notes(true)).is_ok());
        assert!(of_a_day("1.0.0", &notes(false)).is_err());
    }

    #[test]
    fn what_is_in_the_way_is_all_told() {
        let mut found = Findings::default();
        assert_eq!(found.note("one", Ok(1)), Some(1));
        assert_eq!(found.note::<()>("two", Err(anyhow::anyhow!("no"))), None);
        assert_eq!(found.note("three", Ok(3)), Some(3));
        assert_eq!(found.obstacles, ["two: no"]);
    }
}
