//! Who signed the story, as the page shows it: the byline near the headline, or else the author's name below the story.
//!
//! An element is a byline by its link, its class words or the word before it; a line is one by the word that it begins with. What
//! does not look like a name is none: a wrong author is worse than no author. Who took a picture did not write the story.

use super::body::value;
use super::byline;
use super::own::{self, AFTER, Mark, Own};
use super::plain;
use crate::language::{METADATA_MARKUP, Room, lower};
use crate::page::{Attribute, NodeId, Page, Tag};

/// Letters in the longest line that is a byline.
const LONGEST_LINE: usize = 160;

/// How far from the headline, in nodes, one word after "By" is trusted to be a name.
const BESIDE: u32 = 60;

/// A byline: the lower its rank and the nearer the headline, the better.
struct Byline {
    rank: u32,
    distance: u32,
    id: NodeId,
    names: Vec<String>,
}

impl Byline {
    fn cost(&self) -> u32 {
        self.rank * AFTER / 2 + self.distance
    }
}

/// The authors that the page shows.
pub(super) fn authors(page: &Page, own: &Own, headline: Option<NodeId>) -> Vec<String> {
    let mut near: Vec<Byline> = Vec::new();
    let mut far: Vec<Byline> = Vec::new();
    let mut label = Label::default();
    for &id in &own.nodes {
        let distance = own::distance(page, headline, id);
        let is_text = page.node(id).tag == Tag::Text;
        let after = headline.is_none_or(|headline| id > headline);
        let found = if is_text {
            let text = page.text(id).trim();
            if text.is_empty() {
                continue;
            }
            let (labelled, begins) = label.read(page, id, text);
            distance.and_then(|distance| {
                let (rank, names) = signed_line(page, id, text, labelled, begins)?;
                let full = names.iter().all(|name| byline::is_full_name(name));
                (full || distance < BESIDE).then_some((rank, names))
            })
        } else if page.node(id).tag == Tag::Br {
            label.begin_line();
            None
        } else if distance.is_some() || after {
            signed_element(page, own, id, label.stands)
        } else {
            None
        };
        let Some((rank, names)) = found.filter(|_| !is_picture(page, own, headline, id)) else { continue };
        let byline = Byline { rank, distance: distance.unwrap_or(AFTER), id, names };
        if distance.is_some() { near.push(byline) } else { far.push(byline) }
    }
    let near = together(page, &near);
    if near.is_empty() { together(page, &far) } else { near }
}

/// Whether the text before is the word that a byline begins with. In the midst of a paragraph it is no such word.
#[derive(Default)]
struct Label {
    stands: bool,
    block: Option<NodeId>,
    /// Words before it in its block, and whether a number is among them.
    words: usize,
    numbered: bool,
}

impl Label {
    /// Forgets what stood in the line before.
    fn begin_line(&mut self) {
        (self.words, self.numbered) = (0, false);
    }

    /// Takes the next text; gives whether it is labelled, and whether it may begin a byline itself.
    fn read(&mut self, page: &Page, id: NodeId, text: &str) -> (bool, bool) {
        /// Words of a section or a place before a byline, and of a date.
        const PLACE: usize = 2;
        const DATE: usize = 10;
        let block = page.ancestors(id).find(|(_, node)| node.tag.is_block()).map(|(block, _)| block);
        if block != self.block {
            self.block = block;
            self.begin_line();
        }
        let begins = self.words <= if self.numbered { DATE } else { PLACE };
        if self.words <= DATE {
            self.words += text.split_whitespace().take(DATE + 1).count();
            self.numbered |= text.bytes().any(|byte| byte.is_ascii_digit());
        }
        let labelled = std::mem::replace(&mut self.stands, begins && byline::is_label(text));
        (labelled, begins)
    }
}

/// The names in a line that begins as a byline does, or comes after such a beginning.
fn signed_line(
    page: &Page,
    id: NodeId,
    text: &str,
    labelled: bool,
    begins: bool,
) -> Option<(u32, Vec<String>)> {
    /// Letters of the longest line in which one word is trusted to be a name.
    const SURE: usize = 40;
    if text.len() > LONGEST_LINE || !(labelled || begins && byline::is_opened(text)) {
        return None;
    }
    let line = line_from(page, id);
    if byline::is_credit(&line) {
        return None;
    }
    let names = byline::names(&line);
    let parted = labelled || line.contains([',', '|', '·', '•']);
    let single = names.len() == 1 && line.len() <= SURE && parted && byline::is_single_name(&names[0]);
    let full = !names.is_empty() && names.iter().all(|name| byline::is_full_name(name));
    let short = line.len() <= LONGEST_LINE / 2;
    (full || single).then_some((if labelled && short { 1 } else { 2 }, names))
}

/// The names in an element that is for authors, and how surely it is: 0 for `rel=author` or with "By" before it, 1 for its words.
fn signed_element(page: &Page, own: &Own, id: NodeId, labelled: bool) -> Option<(u32, Vec<String>)> {
    let mut rank = author_rank(page, own, id)?;
    // The element inside tells more exactly; it comes later in the page.
    let mut inside = page.subtree(id).skip(1).filter(|(_, node)| node.tag != Tag::Text);
    if inside.any(|(inner, _)| author_rank(page, own, inner).is_some()) {
        return None;
    }
    let mut names = people(page, id);
    if byline::is_credit(&page.collapsed_text(id)) {
        return None;
    }
    if labelled {
        rank = 0;
    }
    // One word may be a name where its link says so, and is the label of a box where only a class does.
    let loose = rank == 0;
    names.retain(|name| byline::is_full_name(name) || loose && byline::is_single_name(name));
    (!names.is_empty()).then_some((rank, names))
}

/// The names of the best byline, with those that stand beside it in elements of the same kind.
fn together(page: &Page, bylines: &[Byline]) -> Vec<String> {
    /// Nodes between two authors of one story: a comma, a link, a portrait.
    const APART: u32 = 12;
    let Some(first) = bylines.iter().min_by_key(|byline| byline.cost()) else { return Vec::new() };
    let is_line = |byline: &Byline| page.node(byline.id).tag == Tag::Text;
    let mut names = first.names.clone();
    let mut end = page.node(first.id).end;
    for other in bylines.iter().filter(|other| other.id > first.id) {
        if other.id.0 > end.0 + APART {
            break;
        }
        // A line may name, after those in elements of their own, another one: "By <a>Ana Ruiz</a> and Tom Okafor".
        let goes_on = is_line(other) && page.contains(first.id, other.id) && other.names.len() > names.len();
        if goes_on && names.iter().all(|name| other.names.contains(name)) {
            return other.names.clone();
        }
        if is_line(other) || is_line(first) || other.rank > first.rank + 1 {
            continue;
        }
        end = end.max(page.node(other.id).end);
        for name in &other.names {
            if !names.iter().any(|known| byline::is_same_person(known, name)) {
                names.push(name.clone());
            }
        }
    }
    names
}

/// How surely an element names the authors: 0 for `rel=author`, 1 for its class words; `None` when it does not.
fn author_rank(page: &Page, own: &Own, id: NodeId) -> Option<u32> {
    if page.node(id).tag == Tag::Text {
        return None;
    }
    let by_rel = page
        .attribute(id, Attribute::Rel)
        .is_some_and(|rel| rel.split_whitespace().any(|word| METADATA_MARKUP.author.contains(word)));
    let by_link =
        || page.node(id).tag == Tag::A && page.attribute(id, Attribute::Href).is_some_and(is_profile);
    let by_words = || own.is(id, Mark::Author) && !own.is(id, Mark::NoByline);
    if !by_rel && !by_link() && !by_words() {
        return None;
    }
    let text: usize = page.subtree(id).map(|(inner, _)| page.text(inner).trim().len()).take(60).sum();
    (1..=LONGEST_LINE).contains(&text).then_some(u32::from(!by_rel))
}

/// Whether a byline is that of a picture: it stands in a figure or caption, or ends a box that holds a picture and a sentence about it.
fn is_picture(page: &Page, own: &Own, headline: Option<NodeId>, id: NodeId) -> bool {
    /// Letters of the shortest caption, and of the longest box that is one with its picture.
    const CAPTION: std::ops::RangeInclusive<usize> = 40..=600;
    for (around, node) in page.ancestors(id).take(6) {
        if headline.is_some_and(|headline| page.contains(around, headline)) {
            return false;
        }
        if matches!(node.tag, Tag::Figure | Tag::Figcaption) || own.is(around, Mark::Picture) {
            return true;
        }
        let mut picture = None;
        let mut letters = 0;
        for (inner, inside) in page.subtree(around).take_while(|(inner, _)| *inner < id) {
            if matches!(inside.tag, Tag::Img | Tag::Picture | Tag::AmpImg) {
                picture = Some(inner);
                letters = 0;
            }
            letters += page.text(inner).trim().len();
        }
        let after = (id.0..node.end.0).map(|inner| page.text(NodeId(inner)).trim().len());
        let ends = after.scan(0, |sum, more| {
            *sum += more;
            Some(*sum)
        });
        let ends = ends.take_while(|after| *after <= *CAPTION.end()).last().unwrap_or(0);
        if picture.is_some() && CAPTION.contains(&letters) && ends < 2 * CAPTION.start() {
            return true;
        }
        if letters + ends > *CAPTION.end() {
            return false;
        }
    }
    false
}

/// The names in an element: those of its named parts and links if it has any, else those of its text.
pub(super) fn people(page: &Page, id: NodeId) -> Vec<String> {
    let named = |part: NodeId| page.attribute(part, Attribute::Itemprop) == Some("name");
    let linked = |part: NodeId| page.node(part).tag == Tag::A;
    let mut found = names_of(page, id, &named);
    if found.is_empty() {
        found = names_of(page, id, &linked);
        // The second link is often that of the paper the author writes for.
        if !found.iter().all(|name| byline::is_full_name(name)) {
            found.clear();
        }
    }
    if found.is_empty() {
        found = value(page, id).iter().flat_map(|text| byline::names(text)).collect();
    }
    found
}

/// The names in some parts of an element.
fn names_of(page: &Page, id: NodeId, is_part: &dyn Fn(NodeId) -> bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (part, _) in page.subtree(id).filter(|(inner, _)| is_part(*inner)) {
        for name in value(page, part).iter().flat_map(|text| byline::names(text)) {
            let belongs = !found.is_empty() && byline::is_affiliation(&name);
            if !belongs && !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

/// Whether an address is that of an author's own page: "/staff/ana-ruiz", "/author-ana-ruiz.html", "/?author=7".
fn is_profile(href: &str) -> bool {
    let parts = href.as_bytes().split(|byte| matches!(byte, b'/' | b'?' | b'&' | b'=' | b'#' | b'.'));
    parts.filter_map(|part| str::from_utf8(part).ok()).any(|part| {
        let word = part.bytes().position(|byte| matches!(byte, b'-' | b'_')).map_or(part, |at| &part[..at]);
        let mut room = Room::default();
        METADATA_MARKUP.profiles.contains(&lower(part, &mut room))
            || word.len() < part.len() && METADATA_MARKUP.author.contains(&lower(word, &mut room))
    })
}

/// The text from a text node to the end of its line, which a byline may share with links and spans.
fn line_from(page: &Page, id: NodeId) -> String {
    let block = page.ancestors(id).find(|(_, node)| node.tag.is_block()).map_or(id, |(block, _)| block);
    let end = page.node(block).end;
    let mut line = String::new();
    for at in id.0..end.0 {
        let node = page.node(NodeId(at));
        if node.tag.is_block() || node.tag == Tag::Br || line.len() > LONGEST_LINE {
            break;
        }
        line.push_str(page.text(NodeId(at)));
        line.push(' ');
    }
    plain(&line)
}
