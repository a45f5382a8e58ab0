//! What hiding the clutter does to the pages whose story is known word by word: what of the story is out of sight, what of the
//! clutter still in sight.
//!
//! The gold's paragraphs are found in the page by their letters and digits alone, so that neither markup nor spacing matters. What
//! cannot be found was not in sight before and is not counted. `tests/browser/gold.mjs` measures the same on the live page.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Context;
use nutgraf::Page;
use nutgraf::page::{Attribute, NodeId, Tag, html};
use serde_json::{Value, json};

use super::{Bench, predict};

/// Sets whose gold is a whole text.
const SETS: [&str; 3] = ["aed", "aeb", "wcxb"];
/// Letters of a paragraph that stands in no two places of a page by chance; a shorter one is looked for near the one before it.
const LONG: usize = 40;
/// Letters among which the next short paragraph is looked for.
const NEAR: usize = 3000;
/// Bytes of a lost text that are shown.
const GLIMPSE: usize = 100;

pub(super) fn score(bench: &Bench) -> anyhow::Result<()> {
    let (_, records) = bench.records("extraction/pages.jsonl.gz")?;
    let gold = super::read(&bench.shared.join("data/extraction/gold.json"))?;
    let gold: Value = serde_json::from_slice(&gold).context("reading gold.json")?;
    let scored: Vec<Value> = records
        .into_iter()
        .filter(|record| {
            let gold = &gold[record["id"].as_str().unwrap_or_default()];
            gold["text"].is_string() && gold["suspect"].is_null()
        })
        .collect();
    let mut counts = predict(&scored, |record| measure(record, &gold));
    bench.write("hiding.jsonl", &counts)?;
    println!(
        "\nwhat is hidden: share of what was in sight before that is in sight after, and of clutter boxes that are gone"
    );
    println!(
        "         pages  paragraphs       boxes gone      captions        headlines       bylines         other text gone"
    );
    for set in SETS.iter().copied().chain(["all"]) {
        let of_set: Vec<&Value> = counts.iter().filter(|count| set == "all" || count["set"] == set).collect();
        let mut row = format!("{set:<8} {:>5}", of_set.len());
        for kind in KINDS {
            let sum =
                |index: usize| of_set.iter().filter_map(|count| count[kind][index].as_u64()).sum::<u64>();
            let (right, all) = (sum(0), sum(1));
            let _ = write!(row, "  {:>5.2} % of {all:<5}", 100.0 * right as f64 / all.max(1) as f64);
        }
        println!("{row}");
    }
    worst(&mut counts, "lost", bench.worst);
    worst(&mut counts, "left", bench.worst);
    Ok(())
}

/// Names the pages with the most paragraphs lost, or boxes left.
fn worst(counts: &mut [Value], kind: &str, pages: usize) {
    let size = |count: &Value| count[kind].as_array().map_or(0, Vec::len);
    counts.sort_by_key(|count| std::cmp::Reverse(size(count)));
    for count in counts.iter().filter(|count| size(count) > 0).take(pages) {
        println!("{}: {} {kind}", count["id"].as_str().unwrap_or_default(), size(count));
        for text in count[kind].as_array().into_iter().flatten().take(8) {
            println!("    {}", text.as_str().unwrap_or_default());
        }
    }
}

/// What is counted of a page, in the order of the columns.
const KINDS: [&str; 6] = ["paragraphs", "boxes", "captions", "headlines", "bylines", "rest"];

fn measure(record: &Value, gold: &Value) -> anyhow::Result<Value> {
    let id = record["id"].as_str().context("no id")?;
    let gold = &gold[id];
    let mut page = html::parse(record["html"].as_str().context("no html")?);
    record["url"].as_str().unwrap_or_default().clone_into(&mut page.url);
    let reading = nutgraf::read(&page);
    let mut hidden = vec![false; page.len()];
    for clutter in &reading.article.hide {
        let element = clutter.element;
        hidden[element.0 as usize..page.node(element).end.0 as usize].fill(true);
    }
    let sight = Sight::of(&page, &hidden);
    let mut counts = Counts::default();
    let mut story = vec![false; sight.shown.len()];
    let mut span: Option<(usize, usize)> = None;
    let mut cursor = 0;
    for paragraph in gold["text"].as_str().unwrap_or_default().lines() {
        let letters = letters(paragraph);
        let Some(place) = sight.place_of(&letters, cursor) else { continue };
        story[place..place + letters.len()].fill(true);
        if letters.len() >= LONG {
            cursor = place + letters.len();
            span = Some(span.map_or((place, cursor), |(start, end)| (start.min(place), end.max(cursor))));
        }
        let seen = sight.shows(place, letters.len())
            || letters.len() >= LONG
                && sight.places_of(&letters).any(|place| sight.shows(place, letters.len()));
        counts.add("paragraphs", seen);
        if !seen {
            counts.lost.push(glimpse(paragraph));
        }
    }
    if let Some((start, end)) = span {
        counts.boxes(&page, &sight, gold, (start, end));
        counts.head(&sight, gold, start);
    }
    let rest = || sight.shown.iter().zip(&story).filter(|(_, story)| !**story);
    let gone = rest().filter(|(shown, _)| !**shown).count();
    let Counts { mut kinds, lost, left } = counts;
    kinds.insert("rest", (gone as u64, rest().count() as u64));
    let mut out = json!({ "id": id, "set": gold["set"], "lost": lost, "left": left });
    for (kind, (good, all)) in kinds {
        out[kind] = json!([good, all]);
    }
    Ok(out)
}

/// For each kind, how many are as they should be and how many there are; and the paragraphs that are not.
#[derive(Default)]
struct Counts {
    kinds: BTreeMap<&'static str, (u64, u64)>,
    lost: Vec<String>,
    left: Vec<String>,
}

/// Words of class names that say that an element is a caption, or a post of another service.
const CAPTIONS: [&str; 8] = ["caption", "credit", "photo", "image", "gallery", "slide", "tweet", "instagram"];

/// Whether a text is a caption or a part of a post, by the names of the elements close around it.
fn is_caption(page: &Page, text: NodeId) -> bool {
    page.ancestors(text).take(3).any(|(id, node)| {
        let class = page.attribute(id, Attribute::Class).unwrap_or_default().to_lowercase();
        matches!(node.tag, Tag::Figure | Tag::Video) || CAPTIONS.iter().any(|word| class.contains(word))
    })
}

impl Counts {
    fn add(&mut self, kind: &'static str, good: bool) {
        let (goods, all) = self.kinds.entry(kind).or_default();
        *goods += u64::from(good);
        *all += 1;
    }

    /// The boxes inside the story's span that the gold leaves out; the same text twice is two boxes. Captions and posts, and what
    /// the headline's block says before the story, are to stay.
    fn boxes(&mut self, page: &Page, sight: &Sight, gold: &Value, (start, end): (usize, usize)) {
        let mut cursors: BTreeMap<String, usize> = BTreeMap::new();
        let author = letters(gold["author"].as_str().unwrap_or_default());
        let title = letters(gold["title"].as_str().unwrap_or_default());
        let year = gold["date"].as_str().and_then(|date| date.get(..4)).unwrap_or_default();
        for noise in gold["noise"].as_array().into_iter().flatten() {
            let letters = letters(noise["t"].as_str().unwrap_or_default());
            let cursor = cursors.get(&letters).copied().unwrap_or(start.saturating_sub(NEAR));
            let Some(place) = sight.whole_place_of(&letters, cursor).filter(|place| *place < end + NEAR)
            else {
                continue;
            };
            cursors.insert(letters.clone(), place + letters.len());
            let says = |words: &str| !words.is_empty() && letters.contains(words);
            if noise["fig"].as_bool() == Some(true) || is_caption(page, sight.node_at(place)) {
                self.add("captions", sight.shows(place, letters.len()));
            } else if place >= start || !(says(&author) || says(year) || title.contains(&letters)) {
                let gone = sight.hides(place, letters.len());
                self.add("boxes", gone);
                if !gone {
                    self.left.push(glimpse(noise["t"].as_str().unwrap_or_default()));
                }
            }
        }
    }

    /// The headline, and the author's name between it and the story.
    fn head(&mut self, sight: &Sight, gold: &Value, start: usize) {
        let title = letters(gold["title"].as_str().unwrap_or_default());
        let mut places: Vec<usize> = sight.places_of(&title).filter(|place| *place < start).collect();
        let Some(nearest) = places.pop() else { return };
        places.push(nearest);
        self.add("headlines", places.iter().any(|place| sight.shows(*place, title.len())));
        let author = letters(gold["author"].as_str().unwrap_or_default());
        let after = nearest + title.len();
        if let Some(place) = sight.places_of(&author).find(|place| (after..start).contains(place)) {
            self.add("bylines", sight.shows(place, author.len()));
        }
    }
}

/// The letters and digits of a page's text that is in sight before, and which of them are after.
#[derive(Default)]
struct Sight {
    letters: String,
    /// For each byte of the letters.
    shown: Vec<bool>,
    /// Where texts begin and end, as offsets into the letters, rising.
    borders: Vec<usize>,
    /// The text that each of the borders belongs to.
    nodes: Vec<NodeId>,
}

impl Sight {
    fn of(page: &Page, hidden: &[bool]) -> Self {
        let mut sight = Self::default();
        let mut drawn_from = NodeId(0);
        for (id, node) in page.nodes() {
            if matches!(node.tag, Tag::Head | Tag::Script | Tag::Select | Tag::Textarea | Tag::Iframe) {
                drawn_from = node.end.max(drawn_from);
            }
            if node.tag != Tag::Text || node.hidden || id < drawn_from {
                continue;
            }
            let letters = letters(page.text(id));
            if letters.is_empty() {
                continue;
            }
            sight.borders.push(sight.letters.len());
            sight.letters += &letters;
            sight.shown.resize(sight.letters.len(), !hidden[id.0 as usize]);
            sight.borders.push(sight.letters.len());
            sight.nodes.extend([id, id]);
        }
        sight
    }

    /// The text that begins at an offset.
    fn node_at(&self, place: usize) -> NodeId {
        self.nodes[self.borders.partition_point(|border| *border <= place) - 1]
    }

    /// Everywhere that a text stands.
    fn places_of<'a>(&'a self, letters: &'a str) -> impl Iterator<Item = usize> {
        let found = if letters.is_empty() { "\n" } else { letters };
        self.letters.match_indices(found).map(|(place, _)| place)
    }

    /// Where a paragraph of the story stands: after the one before it; a long one anywhere.
    fn place_of(&self, letters: &str, cursor: usize) -> Option<usize> {
        if letters.len() < LONG {
            return self.whole_place_of(letters, cursor).filter(|place| *place < cursor + NEAR);
        }
        let after = self.places_of(letters).find(|place| *place >= cursor);
        after.or_else(|| self.places_of(letters).next())
    }

    /// Where a text stands that begins and ends with a text of the page, from an offset on.
    fn whole_place_of(&self, letters: &str, from: usize) -> Option<usize> {
        let is_border = |at: usize| self.borders.binary_search(&at).is_ok();
        self.places_of(letters)
            .find(|place| *place >= from && is_border(*place) && is_border(place + letters.len()))
    }

    fn shown_of(&self, place: usize, length: usize) -> usize {
        self.shown[place..place + length].iter().filter(|shown| **shown).count()
    }

    /// Whether nine tenths of a stretch are in sight: a link inside a paragraph is not the paragraph.
    fn shows(&self, place: usize, length: usize) -> bool {
        10 * self.shown_of(place, length) >= 9 * length
    }

    fn hides(&self, place: usize, length: usize) -> bool {
        10 * self.shown_of(place, length) <= length
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn glimpse(text: &str) -> String {
    text[..text.floor_char_boundary(GLIMPSE)].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_boxes_and_the_headline_are_told_apart() {
        let story = "The old bridge over the Lenn will close on Monday, the town council said.";
        let record = json!({ "id": "a", "html": format!(
            "<title>x</title><meta property=article:published_time content=2024-03-06><h1>Bridge closes</h1><p>By Ana Ruiz</p><article><p>{story}</p><div class=newsletter>Sign up</div>
            <p>{story} Again.</p><div class=newsletter><p>Lost words of the story that are in a box, for once.</p></div></article>") });
        let gold = json!({ "a": { "set": "aed", "title": "Bridge closes", "author": "Ana Ruiz",
            "text": format!("{story}\n{story} Again.\nLost words of the story that are in a box, for once.\nNot on the page at all."),
            "noise": [{ "t": "Sign up", "fig": false }] } });
        let count = measure(&record, &gold).expect("a page");
        assert_eq!(count["paragraphs"], json!([2, 3]));
        assert_eq!(count["boxes"], json!([1, 1]));
        assert_eq!(count["headlines"], json!([1, 1]));
        assert_eq!(count["bylines"], json!([1, 1]));
        assert_eq!(count["lost"].as_array().map(Vec::len), Some(1));
    }
}
