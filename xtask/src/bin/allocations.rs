//! Heap allocations of every fixture, a line each: its name, those of parsing, those of the digest. A program of its own, because counting
//! replaces the allocator.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use anyhow::{Context, Result};

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the repository")?;
    let mut fixtures: Vec<_> = fs::read_dir(root.join("tests/pages"))
        .context("listing tests/pages")?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("page.html").is_file())
        .collect();
    fixtures.sort();
    for (index, fixture) in fixtures.iter().enumerate() {
        let path = fixture.join("page.html");
        let html = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        if index == 0 {
            // What is made once and kept is not a page's.
            black_box(nutgraf::digest(&nutgraf::page::html::parse(&html)));
        }
        let mut page = None;
        let parsing = allocation_counter::measure(|| page = Some(nutgraf::page::html::parse(&html)));
        let page = page.context("parsing gives a page")?;
        let digesting = allocation_counter::measure(|| drop(black_box(nutgraf::digest(&page))));
        let name = fixture.file_name().unwrap_or_default().to_string_lossy();
        println!("{name} {} {}", parsing.count_total, digesting.count_total);
    }
    Ok(())
}
