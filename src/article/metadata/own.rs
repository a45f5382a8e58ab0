//! Which parts of a page are about its own story: not the boxes about other stories, the comments, the footer.

use std::mem;
use std::sync::LazyLock;

use super::super::lookup::{self, Lookup, Seen};
use crate::language::{METADATA_MARKUP, WordList};
use crate::page::{Attribute, NodeId, Page, Tag};

/// How far after the headline, in nodes, a byline or date is still the story's own: past a deck, a picture and a share bar.
pub(super) const AFTER: u32 = 500;
/// How far before it; there is little between a date above the headline and the headline.
const BEFORE: u32 = 120;

/// What the class words of an element say of it.
#[derive(Debug, Clone, Copy)]
#[repr(u16)]
pub(super) enum Mark {
    /// It holds authors' names.
    Author = 1,
    /// It is about authors and holds no byline.
    NoByline = 2,
    /// It is a picture, its caption or its credit.
    Picture = 4,
    /// It holds a date.
    Date = 8,
    /// It is about other stories, or the end of the page.
    Elsewhere = 16,
    /// It is so by another word than that for the end of the page.
    Beyond = 32,
    /// It holds what the story says of itself, whatever else is said of it.
    Kept = 64,
    /// It is named for the story.
    Story = 128,
}

/// The nodes that may be about the page's own story, and what their class words say.
#[derive(Debug)]
pub(super) struct Own {
    pub(super) nodes: Vec<NodeId>,
    marks: Vec<u16>,
}

impl Own {
    /// Passes over boxes about other stories, comments and footers.
    pub(super) fn of(page: &Page, headline: Option<NodeId>) -> Self {
        let mut own = Self { nodes: Vec::new(), marks: vec![0; page.len()] };
        let mut seen = Seen::new();
        let mut next = 0;
        while let Some(id) = (next < page.len() as u32).then_some(NodeId(next)) {
            let node = page.node(id);
            if node.tag != Tag::Text {
                own.marks[id.0 as usize] = marks(page, id, &mut seen);
                let around_headline = headline.is_some_and(|headline| page.contains(id, headline));
                if !around_headline && own.is_elsewhere(page, headline, id) {
                    next = node.end.0;
                    continue;
                }
            }
            own.nodes.push(id);
            next += 1;
        }
        own
    }

    /// Whether an element has a mark.
    pub(super) fn is(&self, id: NodeId, mark: Mark) -> bool {
        self.marks.get(id.0 as usize).is_some_and(|marks| marks & mark as u16 != 0)
    }

    fn is_elsewhere(&self, page: &Page, headline: Option<NodeId>, id: NodeId) -> bool {
        let tag = page.node(id).tag;
        match tag {
            Tag::Nav | Tag::Head | Tag::Script => return true,
            Tag::Html | Tag::Body | Tag::Main => return false,
            _ => {}
        }
        if tag != Tag::Footer && (!self.is(id, Mark::Elsewhere) || self.is(id, Mark::Kept)) {
            return false;
        }
        // A story may have a footer of its own, with its authors and its date.
        let footer = !self.is(id, Mark::Beyond);
        !(footer && (self.is(id, Mark::Story) || is_in_story(page, headline, id)))
    }
}

/// The words that are marks, each with its marks.
static WORDS: LazyLock<Lookup<u16>> = LazyLock::new(|| {
    let lists = [
        (&METADATA_MARKUP.author, Mark::Author),
        (&METADATA_MARKUP.author_not, Mark::NoByline),
        (&METADATA_MARKUP.picture, Mark::Picture),
        (&METADATA_MARKUP.dates, Mark::Date),
        (&METADATA_MARKUP.elsewhere, Mark::Elsewhere),
        (&METADATA_MARKUP.own, Mark::Kept),
        (&METADATA_MARKUP.story, Mark::Story),
    ];
    let mut words: Vec<(&str, u16)> = Vec::new();
    for (list, mark) in lists {
        for word in list.iter() {
            let beyond = matches!(mark, Mark::Elsewhere) && word != Tag::Footer.name();
            words.push((word, mark as u16 | if beyond { Mark::Beyond as u16 } else { 0 }));
        }
    }
    Lookup::new(&words, |one, other| one | other)
});

/// The marks of an element; `seen` are those of names.
fn marks<'a>(page: &'a Page, id: NodeId, seen: &mut Seen<'a, u16>) -> u16 {
    let names = page.attributes(id).filter(|(name, _)| is_naming(*name));
    names.fold(0, |marks, (_, value)| marks | seen.get(value, of_names))
}

/// The marks of a class attribute or the like.
fn of_names(value: &str) -> u16 {
    let table = &*WORDS;
    let mut marks = 0;
    let mut hash = lookup::EMPTY;
    let mut look = |hash: &mut u64| marks |= table.get(mem::replace(hash, lookup::EMPTY)).unwrap_or_default();
    letters(value, |letter| match letter {
        None => look(&mut hash),
        Some(c) => hash = c.encode_utf8(&mut [0; 4]).bytes().fold(hash, lookup::longer),
    });
    look(&mut hash);
    marks
}

/// Whether a node lies in the `<article>` that holds the headline.
fn is_in_story(page: &Page, headline: Option<NodeId>, id: NodeId) -> bool {
    let article = page.ancestors(id).find(|(_, node)| node.tag == Tag::Article);
    article.is_some_and(|(article, _)| headline.is_some_and(|headline| page.contains(article, headline)))
}

/// How far from the headline a node is, where that is near enough.
pub(super) fn distance(page: &Page, headline: Option<NodeId>, id: NodeId) -> Option<u32> {
    let Some(headline) = headline else { return Some(id.0) };
    let end = page.node(headline).end;
    if id >= headline && id < end {
        return None;
    }
    if id >= end {
        return Some(id.0 - end.0).filter(|distance| *distance < AFTER);
    }
    // What stands before the headline is rather the line of the day than the date of the story.
    Some(headline.0 - id.0).filter(|distance| *distance < BEFORE).map(|distance| 2 * distance + 20)
}

/// Whether one of the words of an element's class, id and test names is in a list.
pub(super) fn has_word(page: &Page, id: NodeId, list: &WordList) -> bool {
    let mut has = false;
    for (_, value) in page.attributes(id).filter(|(name, _)| is_naming(*name)) {
        each_word(value, &mut |word| has |= list.contains(word));
    }
    has
}

fn is_naming(name: Attribute) -> bool {
    matches!(
        name,
        Attribute::Class
            | Attribute::Id
            | Attribute::DataTestid
            | Attribute::DataComponent
            | Attribute::DataQa
            | Attribute::DataName
            | Attribute::DataModule
            | Attribute::DataTest
    )
}

/// Calls `look` for every word of a value, in lower case: `PostMeta-authorName` has post, meta, author and name.
pub(super) fn each_word(value: &str, look: &mut dyn FnMut(&str)) {
    let mut word = String::new();
    let mut end = |word: &mut String| {
        if !word.is_empty() {
            look(word);
            word.clear();
        }
    };
    letters(value, |letter| match letter {
        Some(c) => word.push(c),
        None => end(&mut word),
    });
    end(&mut word);
}

/// Calls `look` for every letter of a value, in lower case, and with `None` between words; a capital after a small letter begins one.
fn letters(value: &str, mut look: impl FnMut(Option<char>)) {
    let mut lower_before = false;
    for c in value.chars() {
        let is_letter = c.is_alphabetic();
        if !is_letter || c.is_ascii_uppercase() && lower_before {
            look(None);
        }
        if c.is_ascii() && is_letter {
            look(Some(c.to_ascii_lowercase()));
        } else if is_letter {
            c.to_lowercase().for_each(|c| look(Some(c)));
        }
        lower_before = c.is_lowercase();
    }
}
