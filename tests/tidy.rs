//! What the sources promise about themselves (ARCHITECTURE.md says why), checked file by file.
//!
//! Every check is a function from content to complaints, so that the tests at the end can show that it is able to complain.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

#[path = "tidy/checks.rs"]
mod checks;
#[path = "tidy/tokens.rs"]
mod tokens;

use nutgraf::page::{Attribute, MOST_TEXT};
use tokens::Source;

/// Lines after which a file asks to become two; the tests inside it are not counted, they may be as many as they like.
const LONG: usize = 400;

/// Stages whose code must not know a word of any language.
const WORDLESS: [&str; 6] = ["article", "text", "names", "quotes", "facts", "summary"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files under a folder with one of the extensions, as paths from the root; generated and foreign code is not ours to judge.
fn files(folder: &str, extensions: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path: PathBuf = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() && !matches!(&*name, "pkg" | "node_modules" | "target") {
                folders.push(path);
            } else if path.extension().is_some_and(|found| extensions.iter().any(|wanted| found == *wanted)) {
                let path = path.strip_prefix(root()).expect("under the root");
                found.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

#[track_caller]
fn content(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// A list kept for these tests: an entry a line, `#` for comments.
fn list(file: &str) -> BTreeSet<String> {
    let lines = content(file);
    lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

/// Every source file of the crate, read.
fn sources() -> Vec<(String, Source)> {
    let read = |file: String| {
        let depth = file.trim_end_matches(".rs").split('/').count() - 1;
        let source = Source::read(&content(&file), depth).unwrap_or_else(|error| panic!("{file}: {error}"));
        (file, source)
    };
    files("src", &["rs"]).into_iter().filter(|file| !file.ends_with("/tests.rs")).map(read).collect()
}

#[track_caller]
fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// The stage that a file belongs to: `src/article/score.rs` is of `article`.
fn stage(file: &str) -> &str {
    let name = file.strip_prefix("src/").unwrap_or(file);
    name.split('/').next().unwrap_or(name).trim_end_matches(".rs")
}

// --- 1: a stage uses only stages above it

/// The modules of `lib.rs`, in order.
fn order(lib: &str) -> Vec<String> {
    let module = |line: &str| {
        let name = line.strip_prefix("pub ").unwrap_or(line).strip_prefix("mod ")?.strip_suffix(';')?;
        Some(name.to_owned())
    };
    lib.lines().filter_map(module).collect()
}

fn uses_below(order: &[String], file: &str, source: &Source) -> Vec<String> {
    let place = |name: &str| order.iter().position(|module| module == name);
    let Some(own) = place(stage(file)) else { return Vec::new() };
    let below = source.crate_paths.iter().filter(|(name, _)| place(name).is_some_and(|place| place > own));
    below.map(|(name, line)| format!("{file}:{line} uses `{name}`, a later stage")).collect()
}

#[test]
fn a_stage_uses_only_stages_above_it() {
    let order = order(&content("src/lib.rs"));
    assert!(order.len() > 8, "{order:?}");
    none(&sources().iter().flat_map(|(file, source)| uses_below(&order, file, source)).collect::<Vec<_>>());
}

// --- 2, 4, 6: names that belong into certain files only

/// Names and the places (beginnings of paths) where they may be used.
const RESERVED: [(&[&str], &[&str]); 5] = [
    (&["web_sys", "js_sys", "wasm_bindgen", "serde_wasm_bindgen"], &["src/browser"]),
    (&["Serialize"], &["src/digest", "src/browser", "src/command"]),
    (&["Deserialize"], &["src/page", "src/browser", "src/command"]),
    (&["encode_utf16", "len_utf16"], &["src/browser", "src/digest"]),
    (&["SystemTime", "Instant", "TcpStream", "UdpSocket", "rand"], &["src/command", "src/browser"]),
];

fn out_of_place(file: &str, source: &Source) -> Vec<String> {
    let mut complaints = Vec::new();
    for (name, line) in &source.identifiers {
        for (names, places) in RESERVED {
            if names.contains(&&**name) && !places.iter().any(|place| file.starts_with(place)) {
                complaints
                    .push(format!("{file}:{line} uses `{name}`, which belongs into {}", places.join(", ")));
            }
        }
    }
    complaints
}

#[test]
fn browsers_serialisation_utf_16_and_clocks_stay_where_they_belong() {
    none(&sources().iter().flat_map(|(file, source)| out_of_place(file, source)).collect::<Vec<_>>());
}

// --- 3: page text is never markup

const MARKUP: [&str; 6] =
    ["innerHTML", "outerHTML =", "insertAdjacentHTML", "eval(", "new Function(", "document.write"];

fn markup(file: &str, code: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for (number, line) in code.lines().enumerate() {
        for call in MARKUP {
            let stands_alone = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            if line.match_indices(call).any(|(at, _)| stands_alone(at)) {
                complaints.push(format!("{file}:{} has `{call}`", number + 1));
            }
        }
    }
    complaints
}

#[test]
fn page_text_is_never_markup() {
    let ours = ["extension", "www"].iter().flat_map(|folder| files(folder, &["js", "mjs", "html"]));
    none(&ours.flat_map(|file| markup(&file, &content(&file))).collect::<Vec<_>>());
}

// --- 5: no word of any human language in stage code

/// Whether three letters follow one another, which is a word more often than not.
fn has_word(literal: &str) -> bool {
    literal.split(|c: char| !c.is_alphabetic()).any(|letters| letters.chars().count() >= 3)
}

/// Literals that are no words of a language for all that: technical terms, and what developers are told.
fn allowed() -> BTreeSet<String> {
    list("tests/tidy/terms.txt").union(&list("tests/tidy/evidence.txt")).cloned().collect()
}

fn vocabulary(file: &str, source: &Source, allowed: &BTreeSet<String>) -> Vec<String> {
    if !WORDLESS.contains(&stage(file)) {
        return Vec::new();
    }
    let mut complaints = Vec::new();
    for (literal, line) in &source.literals {
        if has_word(literal) && !allowed.contains(literal) {
            complaints.push(format!("{file}:{line} has words in it: {literal:?}"));
        }
    }
    complaints
}

#[test]
fn stage_code_knows_no_word_of_any_language() {
    let allowed = allowed();
    none(&sources().iter().flat_map(|(file, source)| vocabulary(file, source, &allowed)).collect::<Vec<_>>());
}

#[test]
fn what_is_allowed_in_stage_code_is_in_it() {
    let sources = sources();
    let used: BTreeSet<_> =
        sources.iter().flat_map(|(_, source)| &source.literals).map(|(literal, _)| literal).collect();
    let stale = allowed().into_iter().filter(|literal| !used.contains(literal));
    none(&stale.map(|literal| format!("{literal:?} is allowed and nowhere used")).collect::<Vec<_>>());
}

// --- word lists

/// A line without the code that a table gives an entry, which is a name in a standard's own case: "dollar USD", "month unit:M".
fn entry(line: &str) -> &str {
    let is_code = |word: &str| {
        !word.as_bytes().windows(3).any(|three| {
            three[0].is_ascii_uppercase() && three[1].is_ascii_lowercase() && three[2].is_ascii_lowercase()
        })
    };
    line.rsplit_once(' ')
        .filter(|(_, last)| last.is_ascii() && is_code(last))
        .map_or(line, |(entry, _)| entry)
}

fn untidy_list(file: &str, list: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut before = "";
    for (number, line) in
        list.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
    {
        let mut complain = |what: &str| complaints.push(format!("{file}:{} {line:?} {what}", number + 1));
        if line.trim() != line {
            complain("has white space around it");
        }
        if entry(line).to_lowercase() != entry(line) {
            complain("is not in lower case");
        }
        if line == before {
            complain("is there twice");
        } else if line < before {
            complain("is out of order");
        }
        before = line;
    }
    complaints
}

#[test]
fn word_lists_are_sorted_lower_case_and_unique() {
    // Lists are in folders; beside the folders are tables, in an order of their own.
    let lists: Vec<_> =
        files("src/language", &["txt"]).into_iter().filter(|file| file.split('/').count() > 3).collect();
    assert!(!lists.is_empty());
    none(&lists.iter().flat_map(|file| untidy_list(file, &content(file))).collect::<Vec<_>>());
}

// --- the extension

/// The strings of `const NAME = [ … ];` in a script.
fn array(script: &str, name: &str) -> Option<BTreeSet<String>> {
    let (_, rest) = script.split_once(&format!("const {name} = ["))?;
    let (items, _) = rest.split_once(']')?;
    let items = items.split(',').map(|item| item.trim().trim_matches(['"', '\'']).to_owned());
    Some(items.filter(|item| !item.is_empty()).collect())
}

fn attributes_differ(file: &str, script: &str) -> Vec<String> {
    let Some(theirs) = array(script, "ATTRIBUTES") else {
        return vec![format!("{file} has no `const ATTRIBUTES = [`")];
    };
    let ours: BTreeSet<String> = Attribute::NAMES.iter().map(|name| (*name).to_owned()).collect();
    let differ = ours.symmetric_difference(&theirs);
    differ.map(|name| format!("{name:?} is in only one of {file} and src/page/vocabulary.rs")).collect()
}

#[test]
fn the_snapshot_takes_the_attributes_that_the_stages_look_at() {
    let file = "extension/page/collect.js";
    none(&attributes_differ(file, &content(file)));
}

fn bounds_differ(file: &str, script: &str) -> Option<String> {
    let ours = format!("const MOST_TEXT = {} << 20;", MOST_TEXT >> 20);
    (!script.contains(&ours)).then(|| format!("{file} has no `{ours}`, which is the bound in src/page.rs"))
}

#[test]
fn the_collector_refuses_no_text_that_the_core_would_read() {
    let file = "extension/page/collect.js";
    none(&bounds_differ(file, &content(file)).into_iter().collect::<Vec<_>>());
}

fn permissions(file: &str, manifest: &str) -> Vec<String> {
    let manifest: serde_json::Value = match serde_json::from_str(manifest) {
        Ok(manifest) => manifest,
        Err(error) => return vec![format!("{file}: {error}")],
    };
    let mut complaints = Vec::new();
    let asked = manifest["permissions"].as_array().into_iter().flatten().filter_map(|name| name.as_str());
    let asked: BTreeSet<_> = asked.collect();
    if asked != BTreeSet::from(["activeTab", "scripting", "storage"]) {
        complaints.push(format!("{file} asks for {asked:?}"));
    }
    // One site at a time, when the reader has it always opened there.
    if manifest["optional_host_permissions"] != serde_json::json!(["*://*/*"]) {
        complaints.push(format!("{file} may ask for {}", manifest["optional_host_permissions"]));
    }
    let unasked = ["host_permissions", "optional_permissions", "content_scripts"];
    for key in unasked.iter().chain(&["web_accessible_resources", "externally_connectable"]) {
        if !manifest[*key].is_null() {
            complaints.push(format!("{file} has {key}"));
        }
    }
    complaints
}

#[test]
fn the_extension_asks_for_what_it_needs_and_no_more() {
    let file = "extension/manifest.json";
    none(&permissions(file, &content(file)));
}

// --- file length

/// `path: reason` of every file that may be long.
fn reasons(list: &BTreeSet<String>) -> BTreeMap<&str, &str> {
    list.iter().filter_map(|line| line.split_once(": ")).collect()
}

fn lines(content: &str) -> usize {
    content.lines().take_while(|line| *line != "#[cfg(test)]").count()
}

fn length(file: &str, lines: usize, reasons: &BTreeMap<&str, &str>) -> Option<String> {
    match (lines > LONG, reasons.contains_key(file)) {
        (true, false) => {
            Some(format!("{file} has {lines} lines: split it, or say why not in tests/tidy/long-files.txt"))
        }
        (false, true) => Some(format!("{file} is long no more: take it out of tests/tidy/long-files.txt")),
        _ => None,
    }
}

#[test]
fn a_long_file_has_a_reason() {
    let list = list("tests/tidy/long-files.txt");
    let reasons = reasons(&list);
    let rust =
        ["src", "xtask/src", "tests", "benches", "fuzz"].iter().flat_map(|folder| files(folder, &["rs"]));
    let all: Vec<_> = rust
        .chain(["extension", "www", "tests"].iter().flat_map(|folder| files(folder, &["js", "mjs"])))
        .collect();
    let gone = reasons.keys().filter(|file| !all.iter().any(|found| found == *file));
    let gone: Vec<_> =
        gone.map(|file| format!("tests/tidy/long-files.txt names {file}, which is not there")).collect();
    none(
        &all.iter()
            .filter_map(|file| length(file, lines(&content(file)), &reasons))
            .chain(gone)
            .collect::<Vec<_>>(),
    );
}
