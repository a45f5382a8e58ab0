//! Which passages of a page its gold text tells.
//!
//! Passages and gold are compared as rows of words. Both go through the story in the same order, so of all places where the words of a
//! passage stand in the gold, those are taken that form the heaviest chain: a teaser that quotes the story is not taken for it.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

/// For each passage, the share of its words that the gold tells; `None` where the gold says nothing of it.
pub(super) fn labels(texts: &[String], gold: &Value) -> Vec<Option<f64>> {
    if gold["suspect"].as_bool() == Some(true) {
        return vec![None; texts.len()];
    }
    match gold["text"].as_str() {
        Some(text) => told(texts, text).into_iter().map(Some).collect(),
        None => texts.iter().map(|text| snippet(text, gold)).collect(),
    }
}

/// How much each passage matters: every page the same in all, half of it shared out by the square root of the words, the other half by
/// how much of the page's score hangs on a passage. What is told in part matters less.
pub(super) fn weights(texts: &[String], labels: &[Option<f64>], whole: bool) -> Vec<f64> {
    if !whole {
        return vec![1.5; texts.len()];
    }
    let sizes: Vec<f64> = texts.iter().map(|text| words(text).count() as f64).collect();
    let told: f64 =
        sizes.iter().zip(labels).filter(|(_, label)| **label >= Some(0.5)).map(|(size, _)| size).sum();
    let short: Vec<f64> = sizes.iter().map(|size| size.sqrt().min(20.0) + 1.0).collect();
    let all: f64 = short.iter().sum();
    let in_part = |label: &Option<f64>| label.is_some_and(|share| share > 0.2 && share < 0.8);
    let weight = |((short, size), label): ((&f64, &f64), &Option<f64>)| {
        let weight = 50.0 * short / all + 20.0 * (size / told.max(60.0)).min(1.0);
        if in_part(label) { 0.3 * weight } else { weight }
    };
    short.iter().zip(&sizes).zip(labels).map(weight).collect()
}

/// The part of an address that belongs to one publisher: `news.example.co.uk` is `example.co.uk`.
pub(super) fn site(url: &str) -> String {
    let host = url.split("://").last().unwrap_or(url).split(['/', ':', '?']).next().unwrap_or_default();
    let parts: Vec<_> = host.to_lowercase().split('.').map(str::to_owned).collect();
    // `co.uk` and the like are one part.
    let shared = parts.len() > 2 && parts[parts.len() - 2].len() <= 3 && parts[parts.len() - 1].len() == 2;
    let kept = if shared { 3 } else { 2 };
    parts[parts.len().saturating_sub(kept)..].join(".")
}

/// A page whose gold is a few snippets that the story has, and a few that it has not.
fn snippet(text: &str, gold: &Value) -> Option<f64> {
    let normal = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let text = normal(text);
    let has = |key: &str| {
        let snippets = gold[key].as_array().into_iter().flatten().filter_map(Value::as_str).map(normal);
        snippets.into_iter().any(|snippet| {
            !snippet.is_empty() && text.contains(&snippet) && 3 * snippet.len() >= text.len().min(36)
        })
    };
    if has("without") { Some(0.0) } else { has("with").then_some(1.0) }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// Words in a row by which a place in the gold is found.
const ROW: usize = 3;
/// Places of one row that are tried.
const MOST_PLACES: usize = 20;

/// A place in the gold where words of a passage stand.
struct Place {
    passage: usize,
    start: usize,
    end: usize,
    /// Words that agree; half of them for a line of one or two words, which agrees easily.
    worth: f64,
}

fn told(texts: &[String], gold: &str) -> Vec<f64> {
    let gold: Vec<String> = words(gold).collect();
    let passages: Vec<Vec<String>> = texts.iter().map(|text| words(text).collect()).collect();
    let mut shares = vec![0.0; passages.len()];
    for place in chain(&places(&passages, &gold)) {
        let length = passages[place.passage].len();
        let agree = if length < ROW { 2.0 * place.worth } else { place.worth };
        shares[place.passage] = agree / length as f64;
    }
    // A long passage with something put in between agrees in rows, though not word by word.
    let rows: HashSet<_> = gold.windows(ROW + 1).collect();
    for (share, words) in
        shares.iter_mut().zip(&passages).filter(|(share, words)| words.len() >= 30 && **share < 0.9)
    {
        let count = words.len() - ROW;
        let known = words.windows(ROW + 1).filter(|row| rows.contains(row)).count() as f64 / count as f64;
        if known >= 0.75 {
            *share = share.max(known);
        }
    }
    shares
}

fn places(passages: &[Vec<String>], gold: &[String]) -> Vec<Place> {
    let mut index: HashMap<&[String], Vec<usize>> = HashMap::new();
    for length in 1..=ROW {
        for (start, row) in gold.windows(length).enumerate() {
            index.entry(row).or_default().push(start);
        }
    }
    let mut places = Vec::new();
    for (passage, words) in passages.iter().enumerate().filter(|(_, words)| !words.is_empty()) {
        let mut tried = HashSet::new();
        let length = words.len().min(ROW);
        for (offset, row) in words.windows(length).enumerate() {
            for found in index.get(row).into_iter().flatten().take(MOST_PLACES) {
                let start = found.cast_signed() - offset.cast_signed();
                if !tried.insert(start) {
                    continue;
                }
                let at = |word: usize| {
                    usize::try_from(start + word.cast_signed()).ok().and_then(|at| gold.get(at))
                };
                let agree = (0..words.len()).filter(|word| at(*word) == Some(&words[*word])).count();
                let short = words.len() < ROW;
                if if short { agree == words.len() } else { agree >= ROW && 10 * agree >= 3 * words.len() } {
                    let end = usize::try_from(start + words.len().cast_signed()).unwrap_or(0);
                    let worth = if short { agree as f64 / 2.0 } else { agree as f64 };
                    places.push(Place { passage, start: usize::try_from(start).unwrap_or(0), end, worth });
                }
            }
        }
    }
    places
}

/// The heaviest chain of places in which passages and gold both go forward, one place a passage.
fn chain(places: &[Place]) -> Vec<&Place> {
    // Of all chains that end at or before a word of the gold, the heaviest: (worth, last place).
    let length = places.iter().map(|place| place.end).max().unwrap_or(0) + 1;
    let mut best: Vec<(f64, Option<usize>)> = vec![(0.0, None); length + 1];
    let mut before = vec![None; places.len()];
    let mut first = 0;
    for of_passage in places.chunk_by(|one, other| one.passage == other.passage) {
        let reached: Vec<_> =
            of_passage.iter().map(|place| best[(place.start + SLACK).min(length)]).collect();
        for (number, (place, (worth, last))) in of_passage.iter().zip(reached).enumerate() {
            before[first + number] = last;
            let total = worth + place.worth;
            for heaviest in best[place.end..].iter_mut().take_while(|heaviest| heaviest.0 < total) {
                *heaviest = (total, Some(first + number));
            }
        }
        first += of_passage.len();
    }
    let mut chain = Vec::new();
    let mut at = best[length].1;
    while let Some(index) = at {
        chain.push(&places[index]);
        at = before[index];
    }
    chain
}

/// Words by which a passage may begin before the last one ends: gold and page are not cut alike.
const SLACK: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(passages: &[&str], gold: &str, expected: &[f64]) {
        let texts: Vec<_> = passages.iter().map(|text| (*text).to_owned()).collect();
        let percent: Vec<_> = told(&texts, gold).iter().map(|share| (100.0 * share).round()).collect();
        assert_eq!(percent, expected);
    }

    #[test]
    fn passages_are_told_in_the_order_of_the_gold() {
        let gold = "The ferry sank at noon near the pier. Nobody was hurt. Divers look for the cow.";
        check(
            &[
                "The ferry sank at noon near the pier.",
                "Share",
                "Nobody was hurt.",
                "Divers look for the cow.",
            ],
            gold,
            &[100.0, 0.0, 100.0, 100.0],
        );
        // The teaser below the story repeats its beginning.
        check(
            &["The ferry sank at noon near the pier.", "Nobody was hurt.", "The ferry sank at noon"],
            gold,
            &[100.0, 100.0, 0.0],
        );
    }

    #[test]
    fn a_site_is_the_publishers_part_of_the_address() {
        let sites = ["https://www.example.co.uk/a", "http://news.example.com", "https://example.org:80/x?y"];
        assert_eq!(sites.map(site), ["example.co.uk", "example.com", "example.org"]);
    }
}
