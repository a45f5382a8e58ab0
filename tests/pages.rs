//! Whole pages: `tests/pages/<slug>/` holds `page.html`, the `digest.json` that it gives, `origin.md`, and `expect.txt`, what somebody who
//! read the page wrote down.
//!
//! A line of `expect.txt` that begins with `FIXME` is right and does not hold yet; it loses the word when it does.
//! `UPDATE_EXPECT=1 cargo test --test pages` rewrites every `digest.json` and moves the marks; the diff is to be read.
//! Each page is left as a snapshot in `target/tmp/snapshots/`, for the same test through the wasm.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use nutgraf::digest::{Digest, Points};
use nutgraf::page::{html, snapshot};
use nutgraf::{Page, article};

/// Every page's folder, by name.
fn folders() -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let entries = fs::read_dir(all).expect("tests/pages").map(|entry| entry.expect("an entry").path());
    let mut folders: Vec<_> = entries.filter(|path| path.join("page.html").exists()).collect();
    folders.sort();
    assert!(folders.len() >= 12, "only {} pages", folders.len());
    folders
}

fn page(folder: &Path) -> Page {
    let html = fs::read(folder.join("page.html")).expect("page.html");
    html::parse_bytes(&html)
}

fn slug(folder: &Path) -> String {
    folder.file_name().expect("a name").to_string_lossy().into_owned()
}

/// Runs a check on every page and fails once, with all that is wrong.
fn on_every_page(check: impl Fn(&Path, &Page, &Digest) -> Vec<String>) {
    let mut wrong = String::new();
    for folder in folders() {
        let page = page(&folder);
        for complaint in check(&folder, &page, &nutgraf::digest(&page)) {
            let _ = writeln!(wrong, "{}: {complaint}", slug(&folder));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn words(text: &str, range: Points) -> String {
    text.chars().skip(range.start).take(range.end - range.start).collect()
}

#[test]
fn every_page_gives_its_digest() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    on_every_page(|folder, _, digest| {
        let path = folder.join("digest.json");
        let actual = serde_json::to_string_pretty(digest).expect("a digest is JSON") + "\n";
        if update {
            fs::write(&path, &actual).expect("digest.json is written");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        let line = expected.lines().zip(actual.lines()).position(|(expected, actual)| expected != actual);
        match line {
            _ if expected == actual => Vec::new(),
            Some(line) => {
                vec![format!("digest.json, line {}, is now {:?}", line + 1, actual.lines().nth(line))]
            }
            None => vec!["digest.json has another length".to_owned()],
        }
    });
}

#[test]
fn a_page_gives_the_same_digest_twice_and_through_a_snapshot() {
    let snapshots = Path::new(env!("CARGO_TARGET_TMPDIR")).join("snapshots");
    fs::create_dir_all(&snapshots).expect("target/tmp/snapshots");
    on_every_page(|folder, page, digest| {
        let written = snapshot::write(page);
        fs::write(snapshots.join(slug(folder)).with_extension("json"), &written)
            .expect("a snapshot is written");
        let through = snapshot::parse(&written).expect("what we write, we read");
        let mut complaints = Vec::new();
        if nutgraf::digest(page) != *digest {
            complaints.push("another digest the second time".to_owned());
        }
        if nutgraf::digest(&through) != *digest {
            complaints.push("another digest through a snapshot".to_owned());
        }
        complaints
    });
}

#[test]
fn everything_shown_is_a_range_of_the_story() {
    on_every_page(|_, _, digest| {
        let text = &digest.article.text;
        let points = text.chars().count();
        let mut shown: Vec<(&str, Points)> = Vec::new();
        shown.extend(digest.key_points.iter().map(|point| (point.text.as_str(), point.range)));
        shown.extend(digest.dates.iter().map(|date| (date.text.as_str(), date.range)));
        shown.extend(digest.numbers.iter().map(|number| (number.text.as_str(), number.range)));
        shown.extend(digest.quotes.iter().map(|quote| (quote.text.as_str(), quote.range)));
        let speakers = digest.quotes.iter().filter_map(|quote| quote.speaker.as_ref());
        shown.extend(speakers.map(|speaker| (speaker.mention.as_str(), speaker.range)));

        let mut complaints = Vec::new();
        for (text_shown, range) in shown {
            if range.start >= range.end || range.end > points || words(text, range) != text_shown {
                complaints.push(format!("{text_shown:?} is not at {range:?}"));
            }
        }
        let names = digest.people.iter().chain(&digest.organisations).chain(&digest.places);
        for name in names.filter(|name| !text.contains(&name.name)) {
            complaints.push(format!("the name {:?} is not in the story", name.name));
        }
        for quote in &digest.quotes {
            let inside =
                quote.parts.iter().all(|part| quote.range.start <= part.start && part.end <= quote.range.end);
            if quote.parts.is_empty() || !inside {
                complaints.push(format!("the parts of {:?} are not in it", quote.text));
            }
        }
        let blocks: Vec<_> = digest.article.blocks.iter().filter_map(|block| block.range).collect();
        if blocks.windows(2).any(|pair| pair[0].end > pair[1].start) {
            complaints.push("blocks overlap".to_owned());
        }
        complaints
    });
}

#[test]
fn every_run_stands_in_the_page_letter_by_letter() {
    on_every_page(|_, page, _| {
        let article = article::extract(page);
        let verbatim = |run: &article::Run| {
            let copied = &article.text[run.range.clone()];
            page.text(run.node).get(run.offset..).is_some_and(|original| original.starts_with(copied))
        };
        article
            .runs
            .iter()
            .filter(|run| !verbatim(run))
            .map(|run| format!("{run:?} is not verbatim"))
            .collect()
    });
}

#[test]
fn nothing_hidden_holds_a_part_of_the_story() {
    on_every_page(|_, page, _| {
        let article = article::extract(page);
        let kept: BTreeSet<_> = article.runs.iter().map(|run| run.node).collect();
        let holds = |hidden: &&article::Clutter| kept.iter().any(|node| page.contains(hidden.element, *node));
        article
            .hide
            .iter()
            .filter(holds)
            .map(|hidden| format!("{:?} holds a part of the story", hidden.text))
            .collect()
    });
}

#[test]
fn clutter_that_is_reported_is_not_in_the_story() {
    on_every_page(|_, _, digest| {
        let blocks: BTreeSet<String> = digest
            .article
            .blocks
            .iter()
            .filter_map(|block| block.range)
            .map(|range| words(&digest.article.text, range))
            .collect();
        let both = digest
            .clutter
            .iter()
            .filter(|clutter| !clutter.text.is_empty() && blocks.contains(&clutter.text));
        both.map(|clutter| format!("{:?} is clutter and story", clutter.text)).collect()
    });
}

#[test]
fn a_reader_finds_what_they_expect() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    on_every_page(|folder, _, digest| {
        let path = folder.join("expect.txt");
        let expectations = fs::read_to_string(&path).expect("expect.txt");
        let mut complaints = Vec::new();
        let mut marked = String::new();
        for line in expectations.lines() {
            let wanted = line.strip_prefix("FIXME ").unwrap_or(line);
            let actual =
                if wanted.is_empty() || wanted.starts_with('#') { Ok(()) } else { holds(wanted, digest) };
            match &actual {
                Ok(()) if line != wanted => complaints.push(format!("holds now, take FIXME away: {wanted}")),
                Err(actual) if line == wanted => complaints.push(format!("{wanted}\n    but: {actual}")),
                _ => {}
            }
            let _ = writeln!(marked, "{}{wanted}", if actual.is_ok() { "" } else { "FIXME " });
        }
        if update {
            fs::write(&path, marked).expect("expect.txt is written");
            complaints.clear();
        }
        complaints
    });
}

/// Whether a line of `expect.txt` holds; otherwise what is there instead.
fn holds(line: &str, digest: &Digest) -> Result<(), String> {
    let (form, wanted) = line.split_once(' ').expect("a form and what is wanted");
    let equal =
        |actual: Option<&str>| if actual == Some(wanted) { Ok(()) } else { Err(format!("{actual:?}")) };
    let text = &digest.article.text;
    let count =
        |kind: &str| digest.article.blocks.iter().filter(|block| block.kind == kind).count().to_string();
    match form {
        "kind" => equal(Some(digest.page.kind)),
        "title" => equal(digest.page.title.as_deref()),
        "site" => equal(digest.page.site.as_deref()),
        "byline" => equal(Some(&digest.page.byline.join("; "))),
        // The day alone.
        "published" => equal(digest.page.published.as_deref().and_then(|published| published.get(..10))),
        "language" => equal(digest.page.language.split('-').next()),
        // How many blocks of a kind the story has.
        "paragraphs" => equal(Some(&count("paragraph"))),
        "headings" => equal(Some(&count("heading"))),
        "captions" => equal(Some(&count("caption"))),
        // How the story begins and ends.
        "first" => text.starts_with(wanted).then_some(()).ok_or_else(|| text.chars().take(80).collect()),
        "last" => text.ends_with(wanted).then_some(()).ok_or_else(|| {
            let skip = text.chars().count().saturating_sub(80);
            text.chars().skip(skip).collect()
        }),
        // Words that stand in the story, or nowhere in it.
        "present" => text.contains(wanted).then_some(()).ok_or_else(|| "not in the story".to_owned()),
        "absent" => (!text.contains(wanted)).then_some(()).ok_or_else(|| "in the story".to_owned()),
        "says" => says(wanted, digest),
        "unsaid" => {
            let quote = digest.quotes.iter().find(|quote| quote.text.contains(wanted));
            quote.map_or(Ok(()), |quote| Err(format!("a quote: {:?}", quote.text)))
        }
        // `date TEXT = VALUE`
        "date" => {
            let (shown, value) = wanted.split_once(" = ").expect("a date and its value");
            let dates: Vec<_> = digest.dates.iter().filter(|date| date.text.contains(shown)).collect();
            let found = dates.iter().any(|date| date.value.as_deref() == Some(value));
            found.then_some(()).ok_or_else(|| format!("{dates:?}"))
        }
        // `number TEXT`, or `number TEXT ABOUT`
        "number" => {
            let found = digest.numbers.iter().any(|number| {
                let about = number.about.as_deref().unwrap_or_default();
                number.text.contains(wanted) || format!("{} {about}", number.text).starts_with(wanted)
            });
            found.then_some(()).ok_or_else(|| "no such number".to_owned())
        }
        _ => panic!("unknown form {form:?}"),
    }
}

/// `says SPEAKER: WORDS`, where the speaker may be `anonymous`, or `nobody` when none is named.
fn says(wanted: &str, digest: &Digest) -> Result<(), String> {
    let (speaker, words) = wanted.split_once(": ").expect("a speaker and words");
    let quotes: Vec<_> = digest.quotes.iter().filter(|quote| quote.text.contains(words)).collect();
    let speakers: Vec<_> = quotes.iter().map(|quote| quote.speaker.as_ref()).collect();
    let right = speakers.iter().any(|actual| match (speaker, actual) {
        ("nobody", None) => true,
        ("anonymous", Some(actual)) => actual.anonymous,
        (_, Some(actual)) => actual.name == speaker,
        (_, None) => false,
    });
    right.then_some(()).ok_or_else(|| match speakers.as_slice() {
        [] => "no such quote".to_owned(),
        _ => format!(
            "{:?}",
            speakers.iter().map(|speaker| speaker.map(|speaker| &speaker.name)).collect::<Vec<_>>()
        ),
    })
}
