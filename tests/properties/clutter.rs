//! Adding clutter to a page does not change its story: every snippet of `clutter.html`, at places between the blocks of every page.
//!
//! `known.txt` names what does not hold yet, as `FIXME page snippet`; a line goes when it holds, and `UPDATE_EXPECT=1` writes the file.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use nutgraf::article;
use nutgraf::page::html;

/// Places that are tried for each snippet on each page; another one for every snippet, so that all are tried by some.
const PLACES: usize = 4;

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)
}

/// Snippets with their names, which stand in a comment before each.
fn snippets() -> Vec<(String, String)> {
    let all = fs::read_to_string(at("properties/clutter.html")).expect("clutter.html");
    let parts = all.split("<!-- snippet: ").skip(1);
    parts
        .map(|part| part.split_once(" -->\n").expect("a name and a snippet"))
        .map(|(name, html)| (name.to_owned(), html.to_owned()))
        .collect()
}

/// Between which bytes of a page something may be put: after a paragraph that another follows, before the story, after it, and at the end.
fn places(html: &str) -> Vec<usize> {
    let body = html.find("<body").map_or(0, |body| body + html[body..].find('>').map_or(0, |end| end + 1));
    let mut places: BTreeSet<usize> = BTreeSet::from([body]);
    for (offset, found) in html.match_indices("</p>") {
        let after = offset + found.len();
        let next = html[after..].trim_start();
        if offset > body && (next.starts_with("<p>") || next.starts_with("<p ")) {
            places.insert(after);
        }
    }
    for mark in ["</article>", "</main>", "</body>"] {
        if let Some(offset) = html.rfind(mark) {
            places.insert(if mark == "</body>" { offset } else { offset + mark.len() });
        }
    }
    places.into_iter().collect()
}

fn story(html: &str) -> String {
    article::extract(&html::parse(html)).text
}

/// The first line of one story that is not in the other.
fn difference(before: &str, after: &str) -> String {
    let (old, new): (BTreeSet<_>, BTreeSet<_>) = (before.lines().collect(), after.lines().collect());
    let gained = after.lines().find(|line| !old.contains(line)).map(|line| format!("+ {line:?}"));
    let lost = before.lines().find(|line| !new.contains(line)).map(|line| format!("- {line:?}"));
    [gained, lost].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[test]
fn clutter_put_into_a_page_does_not_change_its_story() {
    let snippets = snippets();
    assert!(snippets.len() >= 40, "only {} snippets", snippets.len());
    let mut wrong = BTreeSet::new();
    let mut told = String::new();
    let mut tried = 0;
    for entry in fs::read_dir(at("pages")).expect("tests/pages") {
        let folder = entry.expect("an entry").path();
        let Ok(page) = fs::read_to_string(folder.join("page.html")) else { continue };
        let slug = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let before = story(&page);
        let places = places(&page);
        for (number, (name, snippet)) in snippets.iter().enumerate() {
            for turn in 0..PLACES {
                let place = places[(number * PLACES + turn) * 7 % places.len()];
                let (start, end) = page.split_at(place);
                let after = story(&format!("{start}\n{snippet}{end}"));
                tried += 1;
                if after != before {
                    wrong.insert(format!("FIXME {slug} {name}"));
                    let _ = writeln!(told, "{slug} {name} at byte {place}: {}", difference(&before, &after));
                }
            }
        }
    }
    assert!(tried > 1000, "only {tried} pages were tried");
    let path = at("properties/known.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let lines: String = wrong.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
        fs::write(&path, lines).expect("known.txt is written");
        eprintln!("{tried} pages tried\n{told}");
        return;
    }
    let known: BTreeSet<String> =
        fs::read_to_string(&path).unwrap_or_default().lines().map(str::to_owned).collect();
    let new: Vec<_> = wrong.difference(&known).collect();
    let mended: Vec<_> = known.difference(&wrong).collect();
    assert!(
        new.is_empty() && mended.is_empty(),
        "new: {new:#?}\nholds now, take it out: {mended:#?}\n{told}"
    );
}
