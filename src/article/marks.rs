//! What an element is for, as far as its tag, its class names and the like tell.
//!
//! A mark is one bit; an element carries its own marks and those of the elements around it. Marks are evidence, not
//! decisions: pages call their story "content-with-sidebar".

use std::sync::LazyLock;

use super::Reason;
use super::lookup::{self, Lookup, Seen};
use crate::language::MARKUP;
use crate::page::{Attribute, NodeId, Page, Tag};

/// A set of marks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks(pub u64);

impl Marks {
    pub(super) const LINK: Self = Self(1 << 32);
    pub(super) const LIST: Self = Self(1 << 33);
    pub(super) const QUOTE: Self = Self(1 << 34);
    pub(super) const HEADING: Self = Self(1 << 35);
    pub(super) const TABLE: Self = Self(1 << 36);
    pub(super) const CODE: Self = Self(1 << 37);
    pub(super) const ASIDE: Self = Self(1 << 38);
    pub(super) const FORM: Self = Self(1 << 39);
    /// Its text is not text of the page: a control, a drawing, what stands in for a video.
    pub(super) const UNREAD: Self = Self(1 << 40);
    pub(super) const STORY: Self = Self(1 << 41);
    pub(super) const BYLINE: Self = Self(1 << 42);
    pub(super) const DECK: Self = Self(1 << 43);
    pub(super) const PULL_QUOTE: Self = Self(1 << 44);
    pub(super) const FIGURE: Self = Self(1 << 45);
    pub(super) const CAPTION: Self = Self(1 << 46);
    pub(super) const PARAGRAPH: Self = Self(1 << 47);
    pub(super) const ADDRESS: Self = Self(1 << 48);
    /// A post of another service.
    pub(super) const POST: Self = Self(1 << 50);
    /// An entry of a live report, or all of them.
    pub(super) const LIVE: Self = Self(1 << 49);
    /// Its name says that it is not seen, or not yet.
    pub(super) const HIDDEN_NAME: Self = Self(1 << 51);
    /// Every mark that speaks for clutter.
    pub(super) const CLUTTER: Self = Self((1 << 17) - 1);

    /// The mark of a reason.
    pub(super) const fn of(reason: Reason) -> Self {
        Self(1 << reason as u64)
    }

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The reason that the marks give for being clutter, the plainest first.
    pub(super) fn reason(self) -> Option<Reason> {
        PLAINEST_FIRST.iter().copied().find(|reason| self.has(Self::of(*reason)))
    }
}

const PLAINEST_FIRST: [Reason; 16] = [
    Reason::Advert,
    Reason::Newsletter,
    Reason::Share,
    Reason::Comments,
    Reason::AuthorBio,
    Reason::Related,
    Reason::Cookie,
    Reason::Paywall,
    Reason::Follow,
    Reason::Tags,
    Reason::Copyright,
    Reason::Promo,
    Reason::Overlay,
    Reason::Navigation,
    Reason::Update,
    Reason::Other,
];

/// Every word of class names with its marks.
static WORDS: LazyLock<Lookup<Marks>> = LazyLock::new(|| {
    let lists = [
        (&MARKUP.advert, Marks::of(Reason::Advert)),
        (&MARKUP.related, Marks::of(Reason::Related)),
        (&MARKUP.newsletter, Marks::of(Reason::Newsletter)),
        (&MARKUP.share, Marks::of(Reason::Share)),
        (&MARKUP.author_bio, Marks::of(Reason::AuthorBio)),
        (&MARKUP.comments, Marks::of(Reason::Comments)),
        (&MARKUP.navigation, Marks::of(Reason::Navigation)),
        (&MARKUP.cookie, Marks::of(Reason::Cookie)),
        (&MARKUP.promo, Marks::of(Reason::Promo)),
        (&MARKUP.paywall, Marks::of(Reason::Paywall)),
        (&MARKUP.follow, Marks::of(Reason::Follow)),
        (&MARKUP.tags, Marks::of(Reason::Tags)),
        (&MARKUP.copyright, Marks::of(Reason::Copyright)),
        (&MARKUP.overlay, Marks::of(Reason::Overlay)),
        (&MARKUP.credit, Marks::CAPTION),
        (&MARKUP.byline, Marks::BYLINE),
        (&MARKUP.deck, Marks::DECK),
        (&MARKUP.story, Marks::STORY),
        (&MARKUP.pull_quote, Marks::PULL_QUOTE),
        (&MARKUP.live, Marks::LIVE),
        (&MARKUP.post, Marks::POST),
        (&MARKUP.hidden, Marks::HIDDEN_NAME),
    ];
    let words: Vec<_> =
        lists.iter().flat_map(|(list, mark)| list.iter().map(move |word| (word, *mark))).collect();
    Lookup::new(&words, Marks::with)
});

/// The marks that an element carries by itself; `seen` are those of names.
pub(super) fn own<'a>(page: &'a Page, id: NodeId, tag: Tag, seen: &mut Seen<'a, Marks>) -> Marks {
    let mut marks = of_tag(tag);
    if matches!(tag, Tag::Html | Tag::Body | Tag::Text) {
        return marks;
    }
    for (name, value) in page.attributes(id) {
        match name {
            // The id of a heading is made of its words.
            Attribute::Id if tag.is_heading() => {}
            Attribute::Class
            | Attribute::Id
            | Attribute::DataComponent
            | Attribute::DataModule
            | Attribute::DataName
            | Attribute::DataQa
            | Attribute::DataTest
            | Attribute::DataTestid
            | Attribute::DataType
            | Attribute::AriaLabel => marks = marks.with(seen.get(value, of_names)),
            Attribute::Role => marks = marks.with(of_role(value)),
            Attribute::Itemprop => marks = marks.with(of_property(value)),
            Attribute::Href if tag == Tag::A => marks = marks.with(Marks::LINK),
            _ => {}
        }
    }
    // A heading named "toc" is one that the table of contents points to.
    if tag.is_heading() { marks.without(Marks::of(Reason::Navigation)) } else { marks }
}

fn of_tag(tag: Tag) -> Marks {
    match tag {
        Tag::Li | Tag::Dd | Tag::Dt => Marks::LIST,
        Tag::Blockquote => Marks::QUOTE,
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => Marks::HEADING,
        Tag::Table => Marks::TABLE,
        Tag::Pre => Marks::CODE,
        Tag::Aside => Marks::ASIDE,
        Tag::P => Marks::PARAGRAPH,
        Tag::Nav | Tag::Menu | Tag::Search => Marks::of(Reason::Navigation),
        Tag::Dialog => Marks::of(Reason::Overlay),
        Tag::AmpAd => Marks::of(Reason::Advert),
        Tag::Address => Marks::ADDRESS,
        Tag::Figure => Marks::FIGURE,
        Tag::Figcaption => Marks::FIGURE.with(Marks::CAPTION),
        Tag::Form => Marks::FORM,
        Tag::Button
        | Tag::Select
        | Tag::Option
        | Tag::Textarea
        | Tag::Input
        | Tag::Svg
        | Tag::Canvas
        | Tag::Video
        | Tag::Audio
        | Tag::Object
        | Tag::Iframe
        | Tag::Head
        | Tag::Title
        | Tag::Script
        | Tag::Label
        | Tag::Legend => Marks::UNREAD,
        _ => Marks::default(),
    }
}

fn of_role(value: &str) -> Marks {
    match value {
        "navigation" | "search" | "menu" | "menubar" | "banner" | "contentinfo" => {
            Marks::of(Reason::Navigation)
        }
        "dialog" | "alertdialog" => Marks::of(Reason::Overlay),
        "complementary" => Marks::ASIDE,
        _ => Marks::default(),
    }
}

fn of_property(value: &str) -> Marks {
    match value {
        "articleBody" | "reviewBody" => Marks::STORY,
        "author" | "datePublished" | "dateModified" | "creator" => Marks::BYLINE,
        "caption" | "copyrightHolder" => Marks::CAPTION,
        "comment" | "commentCount" => Marks::of(Reason::Comments),
        "keywords" => Marks::of(Reason::Tags),
        _ => Marks::default(),
    }
}

/// The marks of a class attribute or the like: its words, whole, and joined in twos and threes.
fn of_names(value: &str) -> Marks {
    let mut marks = Marks::default();
    for name in value.split_ascii_whitespace().take(24) {
        if name.len() < 100 {
            marks = marks.with(of_name(name));
        }
    }
    marks
}

/// A name of more parts than this is a title or an address made into a name.
const MOST_PARTS: usize = 8;
/// Words of the longest entry in the lists of class names.
const LONGEST_ENTRY: usize = 3;

/// `relatedLinks__Box` is "related-links-box": every stretch of up to three of its words is looked up.
fn of_name(name: &str) -> Marks {
    let mut marks = Marks::default();
    // The hashes of the last word, the last two and the last three, up to here.
    let mut hashes = [lookup::EMPTY; LONGEST_ENTRY];
    let mut parts = 0;
    let mut before = b'-';
    let words = &*WORDS;
    let look = |hashes: [u64; LONGEST_ENTRY], parts: usize| {
        let found = hashes.iter().take(parts).filter_map(|hash| words.get(*hash));
        found.fold(Marks::default(), Marks::with)
    };
    for byte in name.bytes() {
        let begins = byte.is_ascii_alphanumeric()
            && (!before.is_ascii_alphanumeric()
                || (byte.is_ascii_uppercase() && before.is_ascii_lowercase()));
        before = byte;
        if begins {
            marks = marks.with(look(hashes, parts));
            let [one, two, _] = hashes.map(|hash| lookup::longer(hash, b'-'));
            hashes = [lookup::EMPTY, one, two];
            parts += 1;
        }
        if byte.is_ascii_alphanumeric() {
            hashes = hashes.map(|hash| lookup::longer(hash, byte.to_ascii_lowercase()));
        }
    }
    let is_name = parts <= MOST_PARTS && !is_hash(name, parts);
    if is_name { marks.with(look(hashes, parts)) } else { Marks::default() }
}

/// `AdDsWC` is no word: letters of both cases in twos, without anything that joins them.
fn is_hash(name: &str, parts: usize) -> bool {
    parts > 1 && name.len() <= 2 * parts && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_are_read_by_their_words() {
        assert!(of_names("c-relatedLinks__box").has(Marks::of(Reason::Related)));
        assert!(of_names("Story-Body wide").has(Marks::STORY));
        assert!(of_names("ad_slot").has(Marks::of(Reason::Advert)));
        assert_eq!(of_names("header loading download shadow AdDsWC"), Marks::default());
    }
}
