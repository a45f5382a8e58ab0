//! Time and memory against size: whatever there is much of, a page is answered or refused, in time that grows as the page does.
//!
//! `cargo test --release --test limits -- --ignored --nocapture` prints the table, from a sixty-fourth of what has to be survived to all
//! of it. What is measured is processor time, so that others that use the machine do not count.

mod clock;
mod shapes;

use std::fmt::Write as _;
use std::process::Command;
use std::time::Duration;

use nutgraf::digest::{Labels, plan};
use nutgraf::page::{html, snapshot};
use nutgraf::{Page, Reading, article, facts, names, quotes, summary, text};

use shapes::{SHAPES, Shape};

/// Stages in their order, as the table names them.
const STAGES: [&str; 8] = ["page", "article", "text", "names", "quotes", "facts", "summary", "plan"];

/// How often the time may grow for eight times the size: a square grows 64 times.
const MOST: u32 = 32;

/// Time below which caches and the allocator say more than the code.
const FLOOR: Duration = Duration::from_millis(2);

/// A page, or `None` where it is refused.
fn page(content: &[u8]) -> Option<Page> {
    let page = match content.first() {
        Some(b'<') => html::parse_bytes(content),
        Some(b'{') => return snapshot::parse(&String::from_utf8_lossy(content)).ok(),
        _ => Page::from_text(&String::from_utf8_lossy(content)),
    };
    page.refusal().is_none().then_some(page)
}

/// The time of each stage on a page, and whether it was read.
fn times(content: &[u8]) -> ([Duration; 8], bool) {
    let mut out = [Duration::ZERO; 8];
    let mut stage = 0;
    let mut began = clock::used();
    let mut lap = || {
        out[stage] = clock::used().saturating_sub(began);
        stage += 1;
        began = clock::used();
    };
    let page = page(content);
    lap();
    let Some(page) = page else { return (out, false) };
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
    (out, true)
}

/// The shortest time of each stage in so many turns.
fn shortest(content: &[u8], turns: usize) -> [Duration; 8] {
    let all: Vec<_> = (0..turns).map(|_| times(content).0).collect();
    std::array::from_fn(|stage| all.iter().map(|one| one[stage]).min().unwrap_or_default())
}

#[test]
fn eight_times_the_size_takes_about_eight_times_as_long() {
    let mut wrong = String::new();
    for shape in SHAPES {
        let size = shape.most.min(1_000_000) / 128;
        let grows = || {
            let (small, large) = (shortest(&(shape.make)(size), 3), shortest(&(shape.make)(8 * size), 2));
            (0..STAGES.len())
                .find(|stage| large[*stage] > MOST * small[*stage].max(FLOOR))
                .map(|stage| (stage, small, large))
        };
        // A machine that was busy once is asked again.
        if let Some((stage, small, large)) = grows().and_then(|_| grows()).and_then(|_| grows()) {
            let (small, large) = (small[stage], large[stage]);
            let _ = writeln!(wrong, "{}, {}: {small:?}, then {large:?}", shape.name, STAGES[stage]);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
#[cfg(target_os = "linux")]
#[cfg_attr(debug_assertions, ignore = "the limits are those of a release build")]
fn whatever_there_is_much_of_is_answered_or_refused_in_two_seconds_and_500_megabytes() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("much");
    let mut wrong = String::new();
    for shape in SHAPES {
        let content = (shape.make)(shape.most);
        std::fs::write(&file, &content).expect("the page is written");
        let kind = match content.first() {
            Some(b'<') => "html",
            Some(b'{') => "snapshot",
            _ => "text",
        };
        // The system ends a program that takes more: seconds of processor time, and kilobytes.
        let limited = "ulimit -t 2 && ulimit -v 500000 && exec \"$0\" \"$@\"";
        let output = Command::new("sh")
            .args(["-c", limited, env!("CARGO_BIN_EXE_nutgraf"), "--format", "json", "--input", kind])
            .arg(&file)
            .output()
            .expect("sh starts");
        let said = String::from_utf8_lossy(&output.stderr);
        let refused = output.status.code() == Some(1) && said.contains("could not be read: it has more");
        if !output.status.success() && !refused {
            let _ = writeln!(wrong, "{}: {} {said}", shape.name, output.status);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
#[ignore = "takes minutes, and prints a table"]
fn time_against_size() {
    for shape in SHAPES {
        let mut before = [Duration::ZERO; 8];
        for factor in [1, 2, 4, 8, 16, 32, 64] {
            let content = (shape.make)(shape.most * factor / 64);
            let (stages, read) = times(&content);
            let told = STAGES.iter().zip(stages).zip(before).filter(|((_, now), _)| now.as_millis() > 10);
            let told = told.map(|((name, now), before)| {
                let growth = if before > FLOOR {
                    format!(" (×{:.1})", now.as_secs_f64() / before.as_secs_f64())
                } else {
                    String::new()
                };
                format!("{name} {}{growth}", now.as_millis())
            });
            println!(
                "{:22} {factor:2}× {:6} kB {:6} ms{}: {}",
                shape.name,
                content.len() / 1000,
                stages.iter().sum::<Duration>().as_millis(),
                if read { "" } else { ", refused" },
                told.collect::<Vec<_>>().join(", ")
            );
            before = stages;
        }
        println!("{:22} at the most, with the page itself: {} MB", shape.name, memory(shape));
    }
}

/// The most memory that a shape takes at its largest, read in a process of its own.
fn memory(shape: &Shape) -> String {
    let child = std::env::current_exe().and_then(|tests| {
        let arguments = ["--ignored", "--exact", "--nocapture", "one_shape_is_weighed"];
        Command::new(tests).args(arguments).env(ONE, shape.name).output()
    });
    let printed =
        child.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let found = printed.lines().find_map(|line| line.split_once("megabytes: "));
    found.map_or_else(|| "unknown".to_owned(), |(_, number)| number.to_owned())
}

/// Names the shape that [`one_shape_is_weighed`] is to read.
const ONE: &str = "NUTGRAF_LIMITS_SHAPE";

#[test]
#[ignore = "a part of `time_against_size`, in a process of its own"]
fn one_shape_is_weighed() {
    let Ok(name) = std::env::var(ONE) else { return };
    let shape = SHAPES.iter().find(|shape| shape.name == name).expect("a shape");
    times(&(shape.make)(shape.most));
    println!("megabytes: {}", clock::most_memory().map_or("unknown".to_owned(), |most| most.to_string()));
}
