//! The pages to measure on: those of `../shared` where they are at hand, else the fixtures.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use serde_json::Value;

/// A page and what to call it.
#[derive(Debug)]
pub struct Page {
    /// The name, unique.
    pub name: String,
    /// The document.
    pub html: String,
}

/// Where pages came from, in words, and the pages.
#[derive(Debug)]
pub struct Pages {
    /// For the head of the table.
    pub source: &'static str,
    /// The pages, in the order in which they are measured.
    pub pages: Vec<Page>,
}

/// Reads every `step`-th of the pages.
///
/// # Errors
/// When a file that is there cannot be read.
pub fn load(step: usize) -> Result<Pages> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("benches lies in the repository")?;
    let pack = root.join("../shared/data/extraction/pages.jsonl.gz");
    let (source, pages) = if pack.is_file() {
        ("pages of ../shared", packed(&pack)?)
    } else {
        ("fixtures of tests/pages", fixtures(&root.join("tests/pages"))?)
    };
    Ok(Pages { source, pages: pages.into_iter().step_by(step.max(1)).collect() })
}

fn packed(path: &Path) -> Result<Vec<Page>> {
    let reading = || format!("reading {}", path.display());
    let lines = BufReader::new(MultiGzDecoder::new(File::open(path).with_context(reading)?)).lines();
    lines
        .map(|line| {
            let record: Value = serde_json::from_str(&line.with_context(reading)?).with_context(reading)?;
            let field = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
            Ok(Page { name: field("id"), html: field("html") })
        })
        .collect()
}

/// The fixtures, by name.
///
/// # Errors
/// When one cannot be read.
pub fn fixtures(folder: &Path) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))? {
        let entry = entry.with_context(|| format!("listing {}", folder.display()))?;
        let path = entry.path().join("page.html");
        if path.is_file() {
            let html = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            pages.push(Page { name: entry.file_name().to_string_lossy().into_owned(), html });
        }
    }
    pages.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(pages)
}
