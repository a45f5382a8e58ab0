//! The notices of what others wrote and the wasm contains: `extension/THIRD_PARTY.txt`, made from the licence files of the crates themselves.
//!
//! A licence text is printed once, under the names of all who chose it; where a crate leaves the choice, MIT is chosen, as the shortest.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::programs::{at, cargo, output};

const FILE: &str = "extension/THIRD_PARTY.txt";

const HEAD: &str = "\
Nutgraf's core, pkg/nutgraf_bg.wasm with its JavaScript, contains these libraries. Each is listed with its copyright above the licence
that it is used under. Made by `cargo xtask notices`.
";

/// What the compiler adds; its text is MIT's, without a crate of its own to be read from.
const STANDARD_LIBRARY: &str = "The Rust standard library: Copyright (c) The Rust Project Contributors";

/// A licence, and the names of its file, of which a crate has the first or the next.
const LICENCES: [(&str, &[&str]); 2] =
    [("MIT", &["LICENSE-MIT", "LICENSE"]), ("Unicode-3.0", &["LICENSE-UNICODE"])];

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Fail if the file is not as it should be, and leave it as it is
    #[arg(long)]
    check: bool,
}

/// Writes the notices, or checks them.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let path = at(FILE);
    let notices = notices()?;
    if arguments.check {
        let there = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        if there != notices {
            bail!("{FILE} is not that of the dependencies: run `cargo xtask notices`");
        }
        return Ok(());
    }
    fs::write(&path, notices).with_context(|| format!("writing {}", path.display()))
}

/// A crate that the wasm contains.
#[derive(Debug)]
struct Library {
    name: String,
    version: String,
    licence: String,
    folder: String,
}

fn notices() -> Result<String> {
    let metadata = output(
        cargo()
            .args(["metadata", "--locked", "--format-version", "1"])
            .args(["--filter-platform", "wasm32-unknown-unknown"]),
    )?;
    let metadata: Value = serde_json::from_str(&metadata).context("reading what cargo metadata printed")?;
    let mut holders = BTreeMap::new();
    for library in linked(&metadata)? {
        for part in library.licence.split(" AND ") {
            let (licence, text) = text(&library, part)?;
            let (copyright, body) = parted(&text);
            let line = format!("{} {}: {copyright}", library.name, library.version);
            let group: &mut (String, BTreeSet<String>) =
                holders.entry((licence, words(&body))).or_insert_with(|| (body, BTreeSet::new()));
            group.1.insert(line);
        }
    }
    // The text of most, which is MIT's own.
    if let Some((_, lines)) = holders.values_mut().max_by_key(|(_, lines)| lines.len()) {
        lines.insert(STANDARD_LIBRARY.to_owned());
    }
    let mut notices = HEAD.to_owned();
    for ((licence, _), (body, lines)) in holders {
        let lines = lines.into_iter().collect::<Vec<_>>().join("\n");
        notices.extend(["\n\n=== ", licence, " ===\n\n", &lines, "\n\n", body.trim(), "\n"]);
    }
    Ok(notices)
}

/// The crates that are linked into the wasm: what the core needs at run time, without what only writes code.
fn linked(metadata: &Value) -> Result<Vec<Library>> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let by_id = |value: &Value| -> BTreeMap<String, Value> {
        list(value).into_iter().map(|one| (one["id"].as_str().unwrap_or_default().to_owned(), one)).collect()
    };
    let packages = by_id(&metadata["packages"]);
    let nodes = by_id(&metadata["resolve"]["nodes"]);
    let core =
        packages.iter().find(|(_, package)| package["name"] == "nutgraf").context("no crate nutgraf")?;
    let mut found = BTreeMap::new();
    let mut open = vec![core.0.clone()];
    while let Some(id) = open.pop() {
        let package = packages.get(&id).with_context(|| format!("no package {id}"))?;
        let writes_code = list(&package["targets"])
            .iter()
            .any(|target| list(&target["kind"]).contains(&Value::from("proc-macro")));
        if writes_code || found.contains_key(&id) {
            continue;
        }
        found.insert(id.clone(), package);
        for dependency in nodes.get(&id).map(|node| list(&node["deps"])).unwrap_or_default() {
            let at_run_time = list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
            if at_run_time {
                open.extend(dependency["pkg"].as_str().map(str::to_owned));
            }
        }
    }
    found.remove(core.0);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let library = |package: &&Value| Library {
        name: text(&package["name"]),
        version: text(&package["version"]),
        licence: text(&package["license"]),
        folder: text(&package["manifest_path"]).replace("Cargo.toml", ""),
    };
    Ok(found.values().map(library).collect())
}

/// The licence chosen of some, "MIT OR Apache-2.0", and its text as the crate has it.
fn text(library: &Library, choice: &str) -> Result<(&'static str, String)> {
    let Library { name, version, folder, .. } = library;
    let offered: Vec<_> = choice.trim_matches(['(', ')']).split(" OR ").collect();
    let (licence, files) = LICENCES
        .iter()
        .find(|(licence, _)| offered.contains(licence))
        .with_context(|| format!("{name} {version} is under {choice:?}, which nobody has looked at yet"))?;
    let path = files.iter().map(|file| Path::new(folder).join(file)).find(|path| path.is_file());
    let path = path.with_context(|| format!("{name} {version} has none of {files:?}"))?;
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    Ok((licence, text))
}

/// A licence text as who holds the copyright, in one line, and the rest.
fn parted(text: &str) -> (String, String) {
    let is_holder = |line: &&str| line.starts_with("Copyright") && !line.ends_with("notice");
    let holders: Vec<_> = text.lines().map(str::trim).filter(is_holder).collect();
    let title = ["The MIT License (MIT)", "MIT License"];
    let rest = text.lines().filter(|line| !is_holder(&line.trim()) && !title.contains(&line.trim()));
    let body = rest.collect::<Vec<_>>().join("\n");
    let holders = if holders.is_empty() { "its authors".to_owned() } else { holders.join("; ") };
    (holders, body.trim().to_owned())
}

/// A text without its line breaks, which differ where the words do not.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notices_are_those_of_the_dependencies() -> Result<()> {
        run(&Arguments { check: true })
    }

    #[test]
    fn every_crate_in_the_wasm_is_named_and_no_other() -> Result<()> {
        let notices = notices()?;
        for name in
            ["regex-automata 0", "serde_json 1", "wasm-bindgen 0", "time 0", "The Rust standard library"]
        {
            assert!(notices.contains(&format!("\n{name}")), "{name}");
        }
        for name in ["clap", "html5ever", "serde_derive", "syn", "xtask", "proptest"] {
            assert!(!notices.contains(&format!("\n{name} ")), "{name}");
        }
        Ok(())
    }

    #[test]
    fn a_licence_nobody_has_looked_at_stops_it() {
        let library = Library {
            name: "x".to_owned(),
            version: "1.0.0".to_owned(),
            licence: "GPL-3.0-only".to_owned(),
            folder: String::new(),
        };
        assert!(text(&library, &library.licence).is_err());
    }

    #[test]
    fn holders_and_words_of_a_licence_are_told_apart() {
        let (holders, body) =
            parted("MIT License\n\nCopyright (c) 2015 A. Author\n\nPermission is hereby\ngranted");
        assert_eq!((&*holders, &*body), ("Copyright (c) 2015 A. Author", "Permission is hereby\ngranted"));
        assert_eq!(words("Permission is\n  hereby"), "permission is hereby");
    }
}
