//! What a passage tells by itself: its text, and what its elements are called.

use std::sync::LazyLock;

use super::super::Reason;
use super::super::lookup::{self, Lookup};
use super::super::marks::Marks;
use super::super::survey::Passage;
use super::super::trust::Trust;
use super::super::words::bare;
use super::{Feature, Row, count, share};
use crate::language::Language;
use crate::page::{NodeId, Page, Tag};

/// The hashes of a headline's words, to be found again in passages.
#[derive(Debug)]
pub(super) struct Title(Vec<u64>);

impl Title {
    pub(super) fn new(title: &str) -> Self {
        let words = title.split_whitespace().map(bare).filter(|word| !word.is_empty());
        Self(words.map(|word| spell(word).hash).collect())
    }
}

/// Fills in what the passage's words tell.
pub(super) fn words(row: &mut Row, passage: &Passage, text: &str, title: &Title, language: &Language) {
    let tally = tally(text, title, language);
    row.set(Feature::Words, count(passage.words));
    row.set(Feature::LinkShare, share(passage.linked, passage.words));
    row.set(Feature::Stops, count(passage.stops));
    row.set(Feature::Commas, count(passage.commas));
    row.set(Feature::Closed, passage.closed);
    // In tenths of a letter.
    row.set(Feature::WordLength, count(10 * tally.letters / passage.words.max(1)));
    row.set(Feature::Capitals, share(tally.capitals, passage.words));
    row.set(Feature::Shouted, share(tally.shouted, passage.words));
    row.set(Feature::Digits, share(tally.digits, passage.words));
    row.set(Feature::FunctionWords, share(tally.function, passage.words));
    row.set(Feature::Calls, count(tally.calls));
    row.set(Feature::Phrase, passage.phrase.map_or(0, |reason| 1 + reason as i16));
    row.set(Feature::HeadlineShare, share(tally.headline, passage.words));
    row.set(Feature::Begins, text.chars().next().map_or(0, begins));
    row.set(Feature::Ends, text.chars().next_back().map_or(0, ends));
    row.set(Feature::Signs, count(signs(text)));
}

/// Signs that separate links, open lists, or name accounts.
fn signs(text: &str) -> u32 {
    let is_sign = |c: &char| matches!(c, '|' | '•' | '·' | '©' | '»' | '›' | '@' | '#' | '/' | '→' | '▶');
    text.chars().filter(is_sign).count() as u32
}

/// What the words of a passage are, counted in one pass.
#[derive(Debug, Default)]
struct Tally {
    letters: u32,
    capitals: u32,
    shouted: u32,
    digits: u32,
    function: u32,
    calls: u32,
    headline: u32,
}

fn tally(text: &str, title: &Title, language: &Language) -> Tally {
    let telling = TELLING.iter().find(|(code, _)| *code == language.code);
    let mut tally = Tally::default();
    for word in text.split_ascii_whitespace() {
        let word = bare(word);
        let Some(first) = word.chars().next() else { continue };
        let Spelled { hash, letters, digits, small } = spell(word);
        let tells = telling.and_then(|(_, words)| words.get(hash)).unwrap_or_default();
        tally.letters += letters;
        tally.capitals += u32::from(first.is_uppercase());
        tally.shouted += u32::from(letters > 1 && first.is_uppercase() && !small);
        tally.digits += u32::from(digits);
        tally.function += u32::from(tells.function);
        tally.calls += u32::from(tells.call);
        tally.headline += u32::from(title.0.contains(&hash));
    }
    tally
}

/// What a word of a language tells by itself.
#[derive(Debug, Clone, Copy, Default)]
struct Tells {
    function: bool,
    call: bool,
}

/// The words of each language that tell something.
static TELLING: LazyLock<Vec<(&'static str, Lookup<Tells>)>> = LazyLock::new(|| {
    let telling = |language: &'static Language| {
        let function = Tells { function: true, call: false };
        let call = Tells { function: false, call: true };
        let functions = language.article.function_words.iter().map(|word| (word, function));
        let words: Vec<_> = functions.chain(language.article.calls.iter().map(|word| (word, call))).collect();
        let both = |one: Tells, other: Tells| Tells {
            function: one.function | other.function,
            call: one.call | other.call,
        };
        (language.code, Lookup::new(&words, both))
    };
    Language::all().map(telling).collect()
});

/// A word, letter by letter.
struct Spelled {
    /// Of the word in lower case.
    hash: u64,
    letters: u32,
    /// Whether there is a digit of ASCII, and whether there is a small letter.
    digits: bool,
    small: bool,
}

fn spell(word: &str) -> Spelled {
    let mut spelled = Spelled { hash: lookup::EMPTY, letters: 0, digits: false, small: false };
    if word.is_ascii() {
        spelled.letters = word.len() as u32;
        for byte in word.bytes() {
            spelled.hash = lookup::longer(spelled.hash, byte.to_ascii_lowercase());
            spelled.digits |= byte.is_ascii_digit();
            spelled.small |= byte.is_ascii_lowercase();
        }
        return spelled;
    }
    for c in word.chars() {
        spelled.letters += 1;
        spelled.digits |= c.is_ascii_digit();
        spelled.small |= c.is_lowercase();
        for lower in c.to_lowercase() {
            spelled.hash = lower.encode_utf8(&mut [0; 4]).bytes().fold(spelled.hash, lookup::longer);
        }
    }
    spelled
}

/// A class for the first character: a line of a list, a quote and a sentence begin differently.
fn begins(c: char) -> i16 {
    match c {
        c if c.is_lowercase() => 1,
        c if c.is_alphabetic() => 0,
        c if c.is_numeric() => 2,
        '"' | '\'' | '“' | '‘' | '«' | '„' | '‹' => 3,
        '(' | '[' => 4,
        '@' | '#' => 5,
        '©' => 6,
        _ => 7,
    }
}

/// A class for the last character.
fn ends(c: char) -> i16 {
    match c {
        c if c.is_alphabetic() => 0,
        '.' | '。' => 1,
        '"' | '\'' | '”' | '’' | '»' => 2,
        '?' | '？' => 3,
        '!' | '！' => 4,
        ':' => 5,
        '…' => 6,
        ',' | ';' => 7,
        ')' | ']' => 8,
        c if c.is_numeric() => 9,
        _ => 10,
    }
}

/// Marks that are features of their own.
const MARKS: [(Feature, Marks); 29] = [
    (Feature::Heading, Marks::HEADING),
    (Feature::Paragraph, Marks::PARAGRAPH),
    (Feature::List, Marks::LIST),
    (Feature::Quote, Marks::QUOTE),
    (Feature::Table, Marks::TABLE),
    (Feature::Aside, Marks::ASIDE),
    (Feature::Form, Marks::FORM),
    (Feature::Figure, Marks::FIGURE),
    (Feature::Caption, Marks::CAPTION),
    (Feature::Byline, Marks::BYLINE),
    (Feature::Deck, Marks::DECK),
    (Feature::Story, Marks::STORY),
    (Feature::Post, Marks::POST),
    (Feature::PullQuote, Marks::PULL_QUOTE),
    (Feature::HiddenName, Marks::HIDDEN_NAME),
    (Feature::Advert, Marks::of(Reason::Advert)),
    (Feature::Related, Marks::of(Reason::Related)),
    (Feature::Newsletter, Marks::of(Reason::Newsletter)),
    (Feature::Share, Marks::of(Reason::Share)),
    (Feature::AuthorBio, Marks::of(Reason::AuthorBio)),
    (Feature::Comments, Marks::of(Reason::Comments)),
    (Feature::Navigation, Marks::of(Reason::Navigation)),
    (Feature::Cookie, Marks::of(Reason::Cookie)),
    (Feature::Promo, Marks::of(Reason::Promo)),
    (Feature::Paywall, Marks::of(Reason::Paywall)),
    (Feature::Follow, Marks::of(Reason::Follow)),
    (Feature::Tags, Marks::of(Reason::Tags)),
    (Feature::Copyright, Marks::of(Reason::Copyright)),
    (Feature::Overlay, Marks::of(Reason::Overlay)),
];

/// Fills in what the elements around the passage are and are called, as far as that is believed.
pub(super) fn marks(row: &mut Row, page: &Page, passage: &Passage, trust: &Trust) {
    let at = passage.nodes.start as usize;
    for (feature, mark) in MARKS {
        row.set(feature, trust.marks[at].has(mark));
    }
    let element = page.node(passage.element);
    row.set(Feature::Tag, tag(element.tag));
    row.set(Feature::Depth, element.depth.cast_signed());
    row.set(Feature::Teaser, trust.teasers[at]);
    row.set(Feature::Bold, is_bold(page, passage));
}

/// A small number for a tag: what is used alike has the same one.
pub(super) fn tag(tag: Tag) -> i16 {
    match tag {
        Tag::P => 0,
        Tag::Li => 1,
        Tag::Td | Tag::Th | Tag::Tr | Tag::Table | Tag::Tbody => 2,
        Tag::Blockquote => 3,
        Tag::Div => 4,
        Tag::Section => 5,
        Tag::Ul | Tag::Ol | Tag::Dl => 6,
        Tag::Article => 7,
        Tag::Main => 8,
        Tag::Body | Tag::Html => 9,
        Tag::Other | Tag::Span => 10,
        Tag::H1 => 11,
        Tag::H2 => 12,
        Tag::H3 => 13,
        Tag::H4 | Tag::H5 | Tag::H6 => 14,
        Tag::Figure | Tag::Figcaption => 15,
        Tag::Aside => 16,
        Tag::Header => 17,
        Tag::Footer => 18,
        Tag::Nav => 19,
        Tag::Form => 20,
        Tag::Button | Tag::A => 21,
        _ => 22,
    }
}

/// Whether all of a passage stands in bold letters.
fn is_bold(page: &Page, passage: &Passage) -> bool {
    page.ancestors(NodeId(passage.nodes.start))
        .take_while(|(id, _)| *id != passage.element)
        .any(|(_, node)| matches!(node.tag, Tag::B | Tag::Strong) && passage.nodes.end <= node.end.0)
}
