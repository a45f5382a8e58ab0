//! Allocations and peak bytes of every subject on every page, as JSON for the table of `native`.

use std::io::Write;

use anyhow::Result;
use nutgraf_bench::pages;
use nutgraf_bench::subjects::{self, Meter};
use nutgraf_bench::table::{Rows, median, quantile};
use serde_json::json;

/// Keeps allocations and peak bytes. A buffer that grows counts as an allocation each time.
#[derive(Default)]
struct Heap {
    rows: Rows<(u64, u64)>,
}

impl Meter for Heap {
    fn measure<T>(&mut self, name: &'static str, work: impl FnOnce(&mut Self) -> T) -> T {
        let mut answer = None;
        let info = allocation_counter::measure(|| answer = Some(work(self)));
        allocation_counter::opt_out(|| self.rows.push(name, (info.count_total, info.bytes_max)));
        answer.expect("the work has been done")
    }

    fn failed(&mut self, name: &'static str) {
        allocation_counter::opt_out(|| self.rows.failed(name));
    }
}

fn main() -> Result<()> {
    let step = std::env::args().nth(1).and_then(|step| step.parse().ok()).unwrap_or(1);
    std::panic::set_hook(Box::new(|_| {}));
    let mut heap = Heap::default();
    for (index, page) in pages::load(step)?.pages.iter().enumerate() {
        // What is made once and kept is not a page's.
        if index == 0 {
            subjects::all(&page.html, &mut Heap::default());
        }
        heap.rows.on_page(index);
        subjects::all(&page.html, &mut heap);
    }
    let rows = heap.rows.rows.iter().map(|row| {
        let all = || row.pages.iter().flatten();
        let counts = || all().map(|(count, _)| *count as f64);
        let bytes = || all().map(|(_, bytes)| *bytes as f64);
        let figures = json!({
            "allocations": median(counts()),
            "allocations_p95": quantile(counts(), 0.95),
            "peak": median(bytes()),
            "peak_p95": quantile(bytes(), 0.95),
        });
        (row.name.to_owned(), figures)
    });
    let all: serde_json::Map<_, _> = rows.collect();
    serde_json::to_writer(std::io::stdout().lock(), &all)?;
    writeln!(std::io::stdout())?;
    Ok(())
}
