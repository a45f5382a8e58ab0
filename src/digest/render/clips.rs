//! Each entry of the sidebar by itself, to be taken along: its words, who said them, where they are from, and a link that leads to them.

use serde::Serialize;

use super::{Body, Clip, Entry, FORMATS, Labels, Note, Sheet, collapse, day, named, quotes};
use crate::digest::{Date, Digest, Entity, Number, Points};

/// An entry by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented seam; see plan.d.ts")]
pub struct EntryClip {
    #[serde(flatten)]
    pub clip: Clip,
    pub link: String,
}

/// One for each entry of a digest's lists, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented seam; see plan.d.ts")]
pub struct Clips {
    pub key_points: Vec<EntryClip>,
    pub people: Vec<EntryClip>,
    pub organisations: Vec<EntryClip>,
    pub places: Vec<EntryClip>,
    pub dates: Vec<EntryClip>,
    pub numbers: Vec<EntryClip>,
    pub quotes: Vec<EntryClip>,
}

impl Digest {
    /// Every entry by itself; `link` gives the address of a range of the story.
    pub(in crate::digest) fn clips(&self, labels: &Labels, link: impl Fn(Points) -> String) -> Clips {
        let sheet = Sheet::of(self, labels);
        let clip = |body: Body, range: Option<Points>| {
            let link = range.map_or_else(|| self.page.url.clone(), &link);
            let [html, markdown, text] = FORMATS.map(|format| (format.entry)(&body, &sheet, &link));
            EntryClip { clip: Clip { html, markdown, text }, link }
        };
        let fact = |entry: Entry, range: Option<Points>| clip(Body::Fact(entry), range);
        let entities = |entities: &[Entity]| {
            entities.iter().map(|it| fact(named(it), it.mentions.first().copied())).collect()
        };
        let points = self.key_points.iter();
        Clips {
            key_points: points.map(|it| clip(Body::Point(collapse(&it.text)), Some(it.range))).collect(),
            people: entities(&self.people),
            organisations: entities(&self.organisations),
            places: entities(&self.places),
            dates: self.dates.iter().map(|it| fact(moment(it, labels), Some(it.range))).collect(),
            numbers: self.numbers.iter().map(|it| fact(amount(it), Some(it.range))).collect(),
            quotes: quotes(self).map(|(quote, said)| clip(Body::Quote(said), Some(quote.range))).collect(),
        }
    }
}

/// A date with the words that it is printed in.
fn moment(date: &Date, labels: &Labels) -> Entry {
    let words = collapse(&date.text);
    let shown = date.value.as_deref().and_then(|value| day::shown(value, labels));
    match shown.filter(|shown| *shown != words) {
        Some(lead) => Entry { lead, note: Note::Aside(format!("“{words}”")) },
        None => Entry { lead: words, note: Note::None },
    }
}

fn amount(number: &Number) -> Entry {
    let about = number.about.as_deref().map(collapse);
    Entry { lead: collapse(&number.text), note: about.map_or(Note::None, Note::Counted) }
}
