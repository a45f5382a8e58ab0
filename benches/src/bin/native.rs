//! The native table: every subject on every page, in rounds, in processor time, so that whatever else the machine does falls on all alike.
//!
//! A page's figure is the median over the rounds; the table has the median and the 95th percentile over the pages. `--sizes` prints
//! instead what a page costs as it grows.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use cpu_time::ThreadTime;
use nutgraf_bench::grown::{self, By};
use nutgraf_bench::pages;
use nutgraf_bench::subjects::{self, BARE, Meter};
use nutgraf_bench::table::{Rows, median, quantile};
use serde_json::Value;

#[derive(Parser)]
struct Arguments {
    /// How often every page is measured, beside once to warm up
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Take every n-th page
    #[arg(long, default_value_t = 1)]
    step: usize,
    /// What `heap` printed, for its columns
    #[arg(long)]
    heap: Option<PathBuf>,
    /// Cost against the size of a page, instead
    #[arg(long)]
    sizes: bool,
    /// The largest page of `--sizes`, in bytes
    #[arg(long, default_value_t = 50_000_000)]
    largest: usize,
}

/// Keeps seconds of this thread, which is all that works: what else the machine does is not in them.
#[derive(Default)]
struct Clock {
    rows: Rows<f64>,
}

impl Meter for Clock {
    fn measure<T>(&mut self, name: &'static str, work: impl FnOnce(&mut Self) -> T) -> T {
        let begin = ThreadTime::now();
        let answer = work(self);
        self.rows.push(name, begin.elapsed().as_secs_f64());
        answer
    }

    fn failed(&mut self, name: &'static str) {
        self.rows.failed(name);
    }
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    // A peer that panics has failed on the page, and need not say more.
    std::panic::set_hook(Box::new(|_| {}));
    if arguments.sizes {
        for by in [By::Story, By::Teasers] {
            sizes(by, &arguments);
        }
        return Ok(());
    }
    let heap = match &arguments.heap {
        Some(path) => {
            serde_json::from_slice(&fs::read(path).with_context(|| format!("reading {}", path.display()))?)?
        }
        None => HashMap::new(),
    };
    pages_table(&arguments, &heap)
}

fn pages_table(arguments: &Arguments, heap: &HashMap<String, Value>) -> Result<()> {
    let pages::Pages { source, pages } = pages::load(arguments.step)?;
    let bytes = median(pages.iter().map(|page| page.html.len() as f64));
    for page in &pages {
        subjects::all(&page.html, &mut Clock::default());
    }
    let mut clock = Clock::default();
    for _ in 0..arguments.rounds {
        for (index, page) in pages.iter().enumerate() {
            clock.rows.on_page(index);
            subjects::all(&page.html, &mut clock);
        }
    }
    println!(
        "{} {source}, {:.0} kB the median, {} rounds, one thread",
        pages.len(),
        bytes / 1e3,
        arguments.rounds
    );
    println!(
        "{:<24} {:>10} {:>10} {:>8} {:>8} {:>12} {:>10}  no article",
        "", "median ms", "p95 ms", "× bare", "p95 ×", "allocations", "peak kB"
    );
    let figures: Vec<(&str, Vec<f64>, usize)> = clock
        .rows
        .rows
        .iter()
        .map(|row| {
            let of_page = row.pages.iter().map(|rounds| median(rounds.iter().copied()) * 1e3);
            (row.name, of_page.collect(), row.failed / arguments.rounds)
        })
        .collect();
    let bare: &[f64] = figures.iter().find(|(name, ..)| *name == BARE).map_or(&[], |(_, pages, _)| pages);
    for (name, pages, failed) in &figures {
        let ratios = pages.iter().zip(bare).map(|(own, bare)| own / bare);
        let of_heap = |key: &str| {
            heap.get(*name)
                .and_then(|row| row[key].as_f64())
                .map_or_else(String::new, |it| format!("{it:.0}"))
        };
        let peak = heap.get(*name).and_then(|row| row["peak"].as_f64()).map(|bytes| bytes / 1e3);
        println!(
            "{name:<24} {:>10.3} {:>10.3} {:>8.2} {:>8.2} {:>12} {:>10}  {}",
            median(pages.iter().copied()),
            quantile(pages.iter().copied(), 0.95),
            median(pages.iter().copied()) / median(bare.iter().copied()),
            quantile(ratios, 0.95),
            of_heap("allocations"),
            peak.map_or_else(String::new, |peak| format!("{peak:.0}")),
            if *failed > 0 { failed.to_string() } else { String::new() },
        );
    }
    Ok(())
}

/// Prints what a page costs at each size, and the exponent of the growth: 1 is linear.
fn sizes(by: By, arguments: &Arguments) {
    let what = match by {
        By::Story => "a story that grows",
        By::Teasers => "a page whose teasers grow",
    };
    let columns = [BARE, "  parse", "nutgraf: html → article", "nutgraf: html → digest"];
    println!("\n{what}: ms, least of the rounds, one thread");
    println!("{:>10} {:>14} {:>14} {:>14} {:>14}", "kB", "bare", "parse", "article", "digest");
    let mut points: Vec<(f64, Vec<f64>)> = Vec::new();
    for size in [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000, 25_000_000, 50_000_000] {
        if size > arguments.largest {
            break;
        }
        let html = grown::page(by, size);
        let mut clock = Clock::default();
        for _ in 0..if size > 2_000_000 { 2 } else { arguments.rounds.max(3) } {
            subjects::without_peers(&html, &mut clock);
        }
        let least = |name: &str| {
            let row = clock.rows.rows.iter().find(|row| row.name == name);
            row.map_or(0.0, |row| row.pages.iter().flatten().copied().fold(f64::INFINITY, f64::min) * 1e3)
        };
        let figures: Vec<_> = columns.iter().map(|name| least(name)).collect();
        let shown: Vec<_> = figures.iter().map(|figure| format!("{figure:>14.2}")).collect();
        println!("{:>10.0} {}", html.len() as f64 / 1e3, shown.join(" "));
        points.push((html.len() as f64, figures));
    }
    // Below 100 kB what a page costs at all hides how it grows.
    let grown: Vec<_> = points.iter().filter(|(size, _)| *size > 90_000.0).collect();
    let shown: Vec<_> = (0..columns.len())
        .map(|column| {
            let logs = grown.iter().map(|(size, figures)| (size.ln(), figures[column].ln()));
            format!("{:>14.2}", slope(&logs.collect::<Vec<_>>()))
        })
        .collect();
    println!("{:>10} {}", "exponent", shown.join(" "));
}

/// Of the straight line that lies nearest to the points.
fn slope(points: &[(f64, f64)]) -> f64 {
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let above: f64 = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    let below: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
    above / below
}
