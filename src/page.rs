//! A page as plain data: elements and text in document order, with the few attributes that tell
//! a story from its clutter.
//!
//! A [`Page`] comes from HTML ([`html`], native only), from the extension's snapshot ([`snapshot`]) or from plain text
//! ([`Page::from_text`]). The same page gives the same `Page` all three ways, so that nothing after this stage knows where it came
//! from. Elements that never show text (scripts, styles, templates) are left out, JSON-LD excepted.

#[cfg(not(target_arch = "wasm32"))]
pub mod html;
pub mod loose;
pub mod snapshot;
mod vocabulary;

use std::ops::Range;

pub use vocabulary::{Attribute, Tag};

/// Levels of nesting that are kept; what lies deeper hangs on the last one, as in browsers.
pub const MAX_DEPTH: usize = 512;

/// Nodes of the largest page that is read; the largest that people have made have half as many.
pub const MOST_NODES: usize = 1 << 20;

/// Bytes of text of the largest page that is read: twice a long novel, and what is read in a second.
pub const MOST_TEXT: usize = 2 << 20;

/// A page: its nodes in document order (preorder), so that an element's subtree is one run of nodes.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The address, empty when unknown.
    pub url: String,
    /// How the page was given.
    pub source: Source,
    /// What the caller knows and the page may not say.
    pub hints: Hints,
    nodes: Vec<Node>,
    attributes: Vec<(Attribute, Range<u32>)>,
    /// Every text and attribute value, one after the other; nodes hold byte ranges of it.
    text: String,
    /// There was more of it than is kept.
    cut: bool,
}

/// How a page was given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Source {
    /// As a document with elements: clutter is looked for everywhere.
    #[default]
    Document,
    /// As plain text, a paragraph a line: all of it is the story, but for plain page furniture.
    Text,
}

/// What the caller knows of a page; used where the page itself tells nothing.
#[derive(Debug, Clone, Default)]
pub struct Hints {
    /// The headline.
    pub title: Option<String>,
    /// The publication date, ISO 8601.
    pub published: Option<String>,
    /// The language, BCP 47.
    pub language: Option<String>,
    /// How many key points to choose.
    pub key_points: Option<usize>,
}

/// Index of a node in its page, elements and texts counted together, in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// An element or a text.
#[derive(Debug, Clone)]
pub struct Node {
    /// The element's tag; [`Tag::Text`] for a text.
    pub tag: Tag,
    /// Not shown: `hidden`, `display: none` and the like, on it or around it.
    pub hidden: bool,
    /// Stays in place while the page scrolls (`position: fixed` or `sticky`); known for snapshots only.
    pub pinned: bool,
    /// The element around it; the root is its own parent.
    pub parent: NodeId,
    /// One past its last descendant.
    pub end: NodeId,
    /// Its number among the elements, or among the texts, of the page: what the border counts in.
    pub ordinal: u32,
    /// How many elements are around it.
    pub depth: u16,
    /// Where it was drawn, in CSS pixels; known for snapshots only.
    pub place: Option<Place>,
    text: Range<u32>,
    attributes: Range<u32>,
}

/// A box on the page, in CSS pixels from the top left corner of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Distance from the left.
    pub x: i32,
    /// Distance from the top.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

impl Page {
    /// A page of plain text: every line that is not blank is a paragraph.
    pub fn from_text(text: &str) -> Self {
        let mut builder = Builder::new();
        builder.open(Tag::Html);
        builder.open(Tag::Body);
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if !line.trim().is_empty() {
                builder.open(Tag::P);
                // The whole text is the page's text, so a node's range is a range of the input.
                builder.text_range(start as u32..(start + line.trim_end().len()) as u32);
                builder.close();
            }
            start += line.len();
        }
        let mut page = builder.finish();
        text.clone_into(&mut page.text);
        page.source = Source::Text;
        page
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is nothing at all.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Why the page should be refused, in words that go on from "could not be read: "; reading it takes time in proportion to its size,
    /// and nobody waits for this one.
    pub fn refusal(&self) -> Option<String> {
        let text = || self.nodes.iter().map(|node| node.text.len()).sum::<usize>();
        if self.cut || self.nodes.len() > MOST_NODES {
            Some("it has more in it than a page of news ever has".to_owned())
        } else if self.text.len() > MOST_TEXT && text() > MOST_TEXT {
            Some(format!("it has more than {} MB of text", MOST_TEXT >> 20))
        } else {
            None
        }
    }

    /// Every node with its id, in document order.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = (NodeId, &Node)> + ExactSizeIterator {
        self.nodes.iter().enumerate().map(|(index, node)| (NodeId(index as u32), node))
    }

    /// The node of an id.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// A node and all its descendants, in document order.
    pub fn subtree(&self, id: NodeId) -> impl DoubleEndedIterator<Item = (NodeId, &Node)> {
        let range = id.0 as usize..self.node(id).end.0 as usize;
        self.nodes[range.clone()].iter().zip(range).map(|(node, index)| (NodeId(index as u32), node))
    }

    /// The children of a node, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = (NodeId, &Node)> {
        let end = self.node(id).end;
        let mut next = NodeId(id.0 + 1);
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = next;
                next = self.node(child).end;
                (child, self.node(child))
            })
        })
    }

    /// The elements around a node, from the inside out.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = (NodeId, &Node)> {
        let mut at = id;
        std::iter::from_fn(move || {
            let parent = self.node(at).parent;
            (parent != at).then(|| {
                at = parent;
                (parent, self.node(parent))
            })
        })
    }

    /// Whether `inner` is `outer` or lies inside it.
    pub fn contains(&self, outer: NodeId, inner: NodeId) -> bool {
        outer <= inner && inner < self.node(outer).end
    }

    /// The raw text of a text node; empty for an element.
    pub fn text(&self, id: NodeId) -> &str {
        let range = &self.node(id).text;
        &self.text[range.start as usize..range.end as usize]
    }

    /// Where the raw text of a text node stands in [`Page::all_text`].
    pub fn text_range(&self, id: NodeId) -> Range<usize> {
        let range = &self.node(id).text;
        range.start as usize..range.end as usize
    }

    /// For a page of plain text: the text, as it was given.
    pub fn all_text(&self) -> &str {
        &self.text
    }

    /// The value of an attribute of an element.
    pub fn attribute(&self, id: NodeId, name: Attribute) -> Option<&str> {
        self.attributes(id).find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    /// The attributes of an element that the page keeps, in order.
    pub fn attributes(&self, id: NodeId) -> impl Iterator<Item = (Attribute, &str)> {
        let range = &self.node(id).attributes;
        self.attributes[range.start as usize..range.end as usize]
            .iter()
            .map(|(name, value)| (*name, &self.text[value.start as usize..value.end as usize]))
    }

    /// All text inside a node with runs of white space as one space, hidden parts included.
    pub fn collapsed_text(&self, id: NodeId) -> String {
        self.collapsed_text_without(id, &[])
    }

    /// As [`Page::collapsed_text`], the text inside some nodes left out.
    pub fn collapsed_text_without(&self, id: NodeId, without: &[NodeId]) -> String {
        let mut out = String::new();
        for (inner, node) in self.subtree(id) {
            if node.tag != Tag::Text || without.iter().any(|outer| self.contains(*outer, inner)) {
                continue;
            }
            let raw = self.text(inner);
            if raw.starts_with(char::is_whitespace) && !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            for word in raw.split_whitespace() {
                out.push_str(word);
                out.push(' ');
            }
            if !raw.ends_with(char::is_whitespace) {
                out.truncate(out.trim_end().len());
            }
        }
        out.truncate(out.trim_end().len());
        out
    }
}

/// Builds a page in document order: open, attributes, texts and children, close.
#[derive(Debug, Default)]
pub struct Builder {
    page: Page,
    open: Vec<NodeId>,
    /// Elements opened beyond [`MAX_DEPTH`], which are closed without being on the stack.
    overflow: usize,
    elements: u32,
    texts: u32,
}

impl Builder {
    /// An empty page.
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens an element inside the one open now.
    pub fn open(&mut self, tag: Tag) -> NodeId {
        let ordinal = self.elements;
        self.elements += 1;
        let id = self.push(tag, ordinal, 0..0);
        if self.open.len() < MAX_DEPTH {
            self.open.push(id);
        } else {
            self.overflow += 1;
        }
        id
    }

    /// Gives the element opened last an attribute; comes before its texts and children.
    pub fn attribute(&mut self, name: Attribute, value: &str) {
        let start = self.page.text.len() as u32;
        self.page.text.push_str(value);
        self.page.attributes.push((name, start..self.page.text.len() as u32));
        if let Some(node) = self.page.nodes.last_mut() {
            node.attributes.end = self.page.attributes.len() as u32;
        }
        if hides(name, value) {
            self.hide();
        }
    }

    /// Marks the element opened last, and so all that comes inside it, as not shown.
    pub fn hide(&mut self) {
        if let Some(node) = self.page.nodes.last_mut() {
            node.hidden = true;
        }
    }

    /// Says where the element opened last was drawn, and whether it stays there while the page scrolls.
    pub fn place(&mut self, place: Option<Place>, pinned: bool) {
        if let Some(node) = self.page.nodes.last_mut() {
            node.place = place;
            node.pinned = pinned;
        }
    }

    /// Adds a text to the element open now.
    pub fn text(&mut self, text: &str) {
        let start = self.page.text.len() as u32;
        self.page.text.push_str(text);
        self.text_range(start..self.page.text.len() as u32);
    }

    fn text_range(&mut self, range: Range<u32>) {
        let ordinal = self.texts;
        self.texts += 1;
        self.push(Tag::Text, ordinal, range);
    }

    /// Closes the element opened last and not yet closed.
    pub fn close(&mut self) {
        if self.overflow > 0 {
            self.overflow -= 1;
        } else if let Some(id) = self.open.pop() {
            self.page.nodes[id.0 as usize].end = NodeId(self.page.nodes.len() as u32);
        }
    }

    /// Says that there was more of the page than is kept.
    #[cfg(not(target_arch = "wasm32"))]
    fn cut(&mut self) {
        self.page.cut = true;
    }

    /// Closes what is open and gives the page, which has a root even if nothing was ever opened.
    pub fn finish(mut self) -> Page {
        if self.page.is_empty() {
            self.open(Tag::Html);
        }
        self.overflow = 0;
        while !self.open.is_empty() {
            self.close();
        }
        self.page
    }

    fn push(&mut self, tag: Tag, ordinal: u32, text: Range<u32>) -> NodeId {
        let id = NodeId(self.page.nodes.len() as u32);
        let parent = self.open.last().copied().unwrap_or(id);
        let hidden = parent != id && self.page.nodes[parent.0 as usize].hidden;
        let attributes = self.page.attributes.len() as u32;
        self.page.nodes.push(Node {
            tag,
            hidden,
            pinned: false,
            parent,
            end: NodeId(id.0 + 1),
            ordinal,
            depth: self.open.len() as u16,
            place: None,
            text,
            attributes: attributes..attributes,
        });
        id
    }
}

/// Whether an attribute by itself takes its element out of sight.
fn hides(name: Attribute, value: &str) -> bool {
    match name {
        Attribute::Hidden => true,
        Attribute::Style => {
            let style: String =
                value.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        _ => false,
    }
}
