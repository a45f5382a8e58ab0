//! Snapshot → [`Page`]: what `collect.js` took of a live page, as one JSON string of columns.
//!
//! The tree is a stream of small integers in document order: `n + 1` opens an element named `names[n]`, `0` closes the innermost
//! one, `-1` is the next of `texts`. Attributes, hidden elements and boxes are columns of their own, keyed by the element's ordinal
//! in rising order.

use std::fmt;

use serde::Deserialize;

use super::loose::Loose;
use super::{Attribute, Builder, Page, Place, Tag};

/// The version of the format that this core reads.
pub const VERSION: u32 = 1;

/// A page as `collect.js` saw it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Snapshot {
    version: u32,
    url: String,
    /// Tag and attribute names, each once.
    names: Vec<String>,
    tree: Vec<i32>,
    texts: Vec<Loose>,
    /// Element ordinal and name index, in turn, for each of `attribute_values`.
    attributes: Vec<u32>,
    attribute_values: Vec<Loose>,
    /// Ordinals of the elements that are not shown and whose parents are.
    hidden: Vec<u32>,
    /// Ordinals of elements that stay in place while the page scrolls.
    pinned: Vec<u32>,
    /// Ordinal, x, y, width, height, in turn.
    boxes: Vec<i32>,
}

/// Why a snapshot cannot be read; shown to the reader.
#[derive(Debug)]
pub enum Broken {
    /// Not JSON, or not of the expected shape.
    Malformed(serde_json::Error),
    /// Taken by another version of the extension.
    Version(u32),
    /// Of a page too large to be read, and why.
    Refused(String),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(error) => write!(f, "the page could not be read ({error})"),
            Self::Version(version) => {
                write!(f, "the page was read by another version of the extension (format {version})")
            }
            Self::Refused(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Broken {}

/// Reads a snapshot. Indices that point nowhere are passed over; they cost nothing.
///
/// # Errors
/// When the string is not a snapshot of this version, or the page is too large.
pub fn parse(json: &str) -> Result<Page, Broken> {
    let snapshot: Snapshot = serde_json::from_str(json).map_err(Broken::Malformed)?;
    if snapshot.version != VERSION {
        return Err(Broken::Version(snapshot.version));
    }
    let page = build(&snapshot);
    page.refusal().map_or(Ok(page), |why| Err(Broken::Refused(why)))
}

fn build(snapshot: &Snapshot) -> Page {
    // No element is a text, whatever its name.
    let tag = |name: &String| Tag::named(name).filter(|tag| *tag != Tag::Text).unwrap_or(Tag::Other);
    let tags: Vec<Tag> = snapshot.names.iter().map(tag).collect();
    let names: Vec<Option<Attribute>> = snapshot.names.iter().map(|name| Attribute::named(name)).collect();
    let mut attributes =
        snapshot.attributes.as_chunks::<2>().0.iter().zip(&snapshot.attribute_values).peekable();
    let mut hidden = snapshot.hidden.iter().peekable();
    let mut pinned = snapshot.pinned.iter().peekable();
    let mut boxes = snapshot.boxes.as_chunks::<5>().0.iter().peekable();
    let mut texts = snapshot.texts.iter();
    let mut builder = Builder::new();
    let mut ordinal: u32 = 0;
    for &step in &snapshot.tree {
        match step {
            0 => builder.close(),
            -1 => builder.text(texts.next().map_or("", |text| &text.0)),
            _ => {
                let index = step.checked_sub(1).and_then(|index| usize::try_from(index).ok());
                builder.open(index.and_then(|index| tags.get(index)).copied().unwrap_or(Tag::Other));
                while let Some(([_, name], value)) = attributes.next_if(|([owner, _], _)| *owner <= ordinal) {
                    if let Some(Some(name)) = names.get(*name as usize) {
                        builder.attribute(*name, &value.0);
                    }
                }
                if hidden.next_if(|owner| **owner <= ordinal).is_some() {
                    builder.hide();
                }
                let place = boxes
                    .next_if(|[owner, ..]| u32::try_from(*owner).is_ok_and(|owner| owner <= ordinal))
                    .map(|&[_, x, y, width, height]| Place { x, y, width, height });
                builder.place(place, pinned.next_if(|owner| **owner <= ordinal).is_some());
                ordinal += 1;
            }
        }
    }
    let mut page = builder.finish();
    page.url.clone_from(&snapshot.url);
    page
}

/// Writes a page as a snapshot, as `collect.js` would: what [`parse`] makes of it is the same page.
#[cfg(not(target_arch = "wasm32"))]
pub fn write(page: &Page) -> String {
    // Tags first, then attributes: a name's index is its variant's.
    let names: Vec<&str> = Tag::NAMES.iter().chain(Attribute::NAMES).copied().collect();
    let (mut tree, mut texts): (Vec<i32>, Vec<&str>) = Default::default();
    let (mut attributes, mut attribute_values): (Vec<u32>, Vec<&str>) = Default::default();
    let (mut hidden, mut pinned, mut boxes): (Vec<u32>, Vec<u32>, Vec<i64>) = Default::default();
    let mut ends = Vec::new();
    for (id, node) in page.nodes() {
        while ends.pop_if(|end| *end <= id).is_some() {
            tree.push(0);
        }
        if node.tag == Tag::Text {
            tree.push(-1);
            texts.push(page.text(id));
            continue;
        }
        tree.push(node.tag as i32 + 1);
        ends.push(node.end);
        for (name, value) in page.attributes(id) {
            attributes.extend([node.ordinal, Tag::NAMES.len() as u32 + name as u32]);
            attribute_values.push(value);
        }
        if node.hidden && (node.parent == id || !page.node(node.parent).hidden) {
            hidden.push(node.ordinal);
        }
        if node.pinned {
            pinned.push(node.ordinal);
        }
        if let Some(Place { x, y, width, height }) = node.place {
            boxes.extend([i64::from(node.ordinal), x.into(), y.into(), width.into(), height.into()]);
        }
    }
    tree.extend(ends.iter().map(|_| 0));
    serde_json::json!({
        "version": VERSION, "url": page.url, "names": names, "tree": tree, "texts": texts, "attributes": attributes,
        "attribute_values": attribute_values, "hidden": hidden, "pinned": pinned, "boxes": boxes,
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{MOST_NODES, MOST_TEXT};

    #[test]
    fn columns_become_a_tree() {
        let json = r#"{"version":1,"url":"https://a.test/","names":["html","body","p","class"],
            "tree":[1,2,3,-1,0,3,-1,0,0,0],"texts":["one","two"],"attributes":[2,3],"attribute_values":["lead"],"hidden":[3],"pinned":[],
            "boxes":[2,0,10,600,20]}"#;
        let page = parse(json).expect("a good snapshot");
        let paragraphs: Vec<_> = page.nodes().filter(|(_, node)| node.tag == Tag::P).collect();
        assert_eq!(page.collapsed_text(paragraphs[0].0), "one");
        assert_eq!(page.attribute(paragraphs[0].0, Attribute::Class), Some("lead"));
        assert_eq!(paragraphs[0].1.place, Some(Place { x: 0, y: 10, width: 600, height: 20 }));
        assert!(!paragraphs[0].1.hidden && paragraphs[1].1.hidden);
        assert_eq!(page.url, "https://a.test/");
    }

    #[test]
    fn what_is_written_is_read_again() {
        let json = r#"{"version":1,"url":"https://a.test/","names":["html","body","p","class","x-y"],
            "tree":[1,2,3,-1,5,0,0,3,-1,0,0,0],"texts":["one","two"],"attributes":[2,3],"attribute_values":["lead"],"hidden":[3],"pinned":[2],
            "boxes":[2,0,10,600,20]}"#;
        let page = parse(json).expect("a good snapshot");
        let again = parse(&write(&page)).expect("what we write, we read");
        assert_eq!(format!("{page:?}"), format!("{again:?}"));
    }

    #[test]
    fn an_element_that_is_named_like_a_text_is_none() {
        let json = r##"{"version":1,"url":"","names":["html","body","#text","p"],"tree":[1,2,3,4,-1,0,0,0,0],"texts":["one"],
            "attributes":[],"attribute_values":[],"hidden":[],"pinned":[],"boxes":[]}"##;
        let page = parse(json).expect("a good snapshot");
        let tags: Vec<Tag> = page.nodes().map(|(_, node)| node.tag).collect();
        assert_eq!(tags, [Tag::Html, Tag::Body, Tag::Other, Tag::P, Tag::Text]);
    }

    #[test]
    fn a_broken_snapshot_gets_a_sentence() {
        assert!(parse("{").is_err_and(|broken| broken.to_string().starts_with("the page could not be read")));
        assert!(parse("{}").is_err_and(|broken| matches!(broken, Broken::Version(0))));
    }

    #[test]
    fn indices_that_point_nowhere_are_passed_over() {
        let json = r#"{"version":1,"names":[],"tree":[9,-1,-7,-2147483648,0,0,0,0],"attributes":[0,4],"attribute_values":["x"]}"#;
        assert_eq!(parse(json).map(|page| page.len()).ok(), Some(4));
    }

    #[test]
    fn a_snapshot_of_nothing_is_a_page_without_a_story() {
        let page = parse(r#"{"version":1}"#).expect("a snapshot");
        assert_eq!(crate::digest(&page).page.kind, "none");
    }

    #[test]
    fn a_page_with_more_in_it_than_is_read_is_refused() {
        let json = |text: usize| {
            format!(r#"{{"version":1,"names":["p"],"tree":[1,-1,0],"texts":["{}"]}}"#, "a".repeat(text))
        };
        assert!(parse(&json(MOST_TEXT)).is_ok());
        let refused = parse(&json(MOST_TEXT + 1));
        assert!(refused.is_err_and(|broken| broken.to_string() == "it has more than 2 MB of text"));
        let steps = "1,".repeat(MOST_NODES);
        let refused = parse(&format!(r#"{{"version":1,"names":["p"],"tree":[{steps}1]}}"#));
        assert!(refused.is_err_and(|broken| broken.to_string().starts_with("it has more in it")));
    }
}
