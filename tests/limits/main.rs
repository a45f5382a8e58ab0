//! Time against size: eight times as much of anything takes about eight times as long, in every stage, and nothing overflows the stack.
//!
//! `cargo test --release --test limits -- --ignored --nocapture` prints the table, up to sizes that no page has.

mod shapes;

use std::fmt::Write as _;
use std::time::Instant;

use nutgraf::digest::{Labels, plan};
use nutgraf::page::html;
use nutgraf::{Page, Reading, article, facts, names, quotes, summary, text};

use shapes::SHAPES;

/// Stages in their order, as the table names them.
const STAGES: [&str; 8] = ["page", "article", "text", "names", "quotes", "facts", "summary", "plan"];

/// How often the time may grow for eight times the size: a square grows 64 times, a busy machine makes 8 into 16.
const MOST: u128 = 32;

/// What grows faster than its size.
/// FIXME: the tree builder walks all open elements for each `<blockquote><p>`; 3,125 levels take 77 ms.
const KNOWN: [(&str, &str); 1] = [("nested quotes", "page")];

/// Microseconds below which the clock says nothing: others that use the machine take as much.
const FLOOR: u128 = 2_000;

/// Microseconds of each stage on a page.
fn times(content: &str) -> [u128; 8] {
    let mut out = [0; 8];
    let mut stage = 0;
    let mut clock = Instant::now();
    let mut lap = || {
        out[stage] = clock.elapsed().as_micros();
        stage += 1;
        clock = Instant::now();
    };
    let page = if content.starts_with('<') { html::parse(content) } else { Page::from_text(content) };
    lap();
    let article = article::extract(&page);
    lap();
    let language = article.language;
    let text = text::segment(&article, language);
    lap();
    let names = names::find(&article, &text, language);
    lap();
    let quotes = quotes::attribute(&article, &text, &names, language);
    lap();
    let facts = facts::find(&article, &text, &names, language);
    lap();
    let story = summary::feature::Story {
        article: &article,
        text: &text,
        names: &names,
        quotes: &quotes,
        facts: &facts,
    };
    let key_points = summary::choose(story, None, language);
    lap();
    let reading = Reading { article, text, names, quotes, facts, key_points };
    plan::plan(&page, &reading, &Labels::ENGLISH);
    lap();
    out
}

/// The shortest time of each stage in so many turns.
fn shortest(content: &str, turns: usize) -> [u128; 8] {
    let all: Vec<_> = (0..turns).map(|_| times(content)).collect();
    std::array::from_fn(|stage| all.iter().map(|one| one[stage]).min().unwrap_or_default())
}

#[test]
fn eight_times_the_size_takes_about_eight_times_as_long() {
    let mut wrong = String::new();
    for shape in SHAPES {
        let size = shape.most / 128;
        let grows = || {
            let (small, large) = (shortest(&(shape.make)(size), 3), shortest(&(shape.make)(8 * size), 2));
            (0..STAGES.len())
                .filter(|stage| !KNOWN.contains(&(shape.name, STAGES[*stage])))
                .find(|stage| large[*stage] > MOST * small[*stage].max(FLOOR))
                .map(|stage| (stage, small, large))
        };
        // A machine that was busy once is asked again.
        if let Some((stage, small, large)) = grows().and_then(|_| grows()).and_then(|_| grows()) {
            let _ = writeln!(
                wrong,
                "{}, {}: {} µs, then {} µs",
                shape.name, STAGES[stage], small[stage], large[stage]
            );
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
#[ignore = "takes minutes, and prints a table"]
fn time_against_size() {
    for shape in SHAPES {
        let mut before = [0; 8];
        for factor in [1, 2, 4, 8, 16] {
            let content = (shape.make)(shape.most * factor / 16);
            let stages = times(&content);
            let told = STAGES.iter().zip(stages).zip(before).filter(|((_, now), _)| *now > 20_000);
            let told = told.map(|((name, now), before)| {
                let growth = if before > FLOOR {
                    format!(" (×{}.{})", now / before, now * 10 / before % 10)
                } else {
                    String::new()
                };
                format!("{name} {}{growth}", now / 1000)
            });
            let all = stages.iter().sum::<u128>() / 1000;
            println!(
                "{:22} {factor:2}× {:6} kB {all:6} ms: {}",
                shape.name,
                content.len() / 1000,
                told.collect::<Vec<_>>().join(", ")
            );
            before = stages;
        }
    }
}
