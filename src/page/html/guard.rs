//! Between the tokenizer and the tree builder: keeps a page from growing beyond what was written.
//!
//! The tree builder walks its stack of open elements at almost every tag, and repeats unclosed formatting elements (`<b>`, `<font>`, …)
//! in each paragraph: a page of 100,000 nested or unclosed tags takes it minutes. Beyond a depth that no ordinary page has, the innermost
//! element is closed before the next is opened, as browsers do, so that the stack stays as it is; and when formatting has been repeated
//! out of all proportion, it is given up for the rest of the page. A page within these bounds is not touched.

use std::cell::Cell;

use html5ever::interface::Tracer;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{LocalName, local_name};

use super::sink::Sink;
use crate::page::{MAX_DEPTH, MOST_NODES};

/// Open elements and repeatable formatting elements together: what a [`crate::Page`] keeps of the depth, and some more.
const MOST_HELD: usize = MAX_DEPTH + 64;

/// Open and repeatable formatting elements. Each new one is compared with all of them.
const MOST_FORMATTING: usize = 64;

/// Start tags from one count to the next while there is room.
const BETWEEN_COUNTS: u32 = 16;

/// How much more may be made than was written; ordinary pages stay below once and a half.
const MOST_GROWTH: usize = 4;

/// What may be made of the smallest page.
const FIRST_GROWTH: usize = 1 << 20;

/// A tree builder that is spared the worst.
pub(super) struct Guard {
    tree_builder: Builder,
    most_weight: usize,
    until_count: Cell<u32>,
    without_formatting: Cell<bool>,
}

type Builder = TreeBuilder<u32, Sink>;

impl Guard {
    /// Guards a tree builder that is about to read a page of so many bytes.
    pub(super) fn new(tree_builder: Builder, length: usize) -> Self {
        Self {
            tree_builder,
            most_weight: FIRST_GROWTH + MOST_GROWTH * length,
            until_count: Cell::new(BETWEEN_COUNTS),
            without_formatting: Cell::new(false),
        }
    }

    /// The tree builder, when all is read.
    pub(super) fn into_tree_builder(self) -> Builder {
        self.tree_builder
    }

    /// Says that not all of the page was read.
    pub(super) fn cut(&self) {
        self.tree_builder.sink.cut();
    }

    /// Whether a start tag may be passed on; makes room for it where there is none.
    fn admits(&self, name: &LocalName, line: u64) -> bool {
        if self.tree_builder.sink.weight() > self.most_weight && !self.without_formatting.replace(true) {
            self.give_up_formatting(line);
        }
        if self.without_formatting.get() && is_formatting(name) {
            return false;
        }
        let left = self.until_count.get();
        if left > 0 {
            self.until_count.set(left - 1);
            return true;
        }
        let held = self.count();
        if !held.is_too_many() {
            self.until_count.set(BETWEEN_COUNTS);
            return true;
        }
        // From here on every start tag is counted, until there is room again.
        let innermost = self.innermost();
        self.close(self.tree_builder.sink.local_name(innermost), line);
        self.innermost() != innermost
    }

    /// The element that is open and opened last. The tree builder tells which it is only by asking for its name, which this makes it do.
    fn innermost(&self) -> u32 {
        self.tree_builder.adjusted_current_node_present_but_not_in_html_namespace();
        self.tree_builder.sink.asked()
    }

    /// Takes the formatting elements off the list of those to repeat: an end tag for each takes one off.
    fn give_up_formatting(&self, line: u64) {
        for name in FORMATTING {
            let mut before = usize::MAX;
            let mut held = self.count().formatting;
            while held < before {
                self.close(name.clone(), line);
                (before, held) = (held, self.count().formatting);
            }
        }
    }

    fn close(&self, name: LocalName, line: u64) {
        let tag = Tag {
            kind: TagKind::EndTag,
            name,
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        };
        // An end tag never asks anything of the tokenizer but to stop at the end of a script, and no start tag comes inside one.
        let _ = self.tree_builder.process_token(Token::TagToken(tag), line);
    }

    fn count(&self) -> Held {
        let count = Count { sink: &self.tree_builder.sink, all: Cell::new(0), formatting: Cell::new(0) };
        self.tree_builder.trace_handles(&count);
        Held { all: count.all.get(), formatting: count.formatting.get() }
    }
}

impl TokenSink for Guard {
    type Handle = u32;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<u32> {
        // Comments and elements that never enter the page are built, too.
        if self.tree_builder.sink.len() > 2 * MOST_NODES && token != Token::EOFToken {
            self.tree_builder.sink.cut();
            return TokenSinkResult::Continue;
        }
        if let Token::TagToken(tag) = &token
            && tag.kind == TagKind::StartTag
            && !self.admits(&tag.name, line)
        {
            return TokenSinkResult::Continue;
        }
        self.tree_builder.process_token(token, line)
    }

    fn end(&self) {
        self.tree_builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.tree_builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// The elements that the tree builder holds: those open and those to be repeated, so that an open formatting element counts twice.
#[derive(Debug, Clone, Copy)]
struct Held {
    all: usize,
    formatting: usize,
}

impl Held {
    fn is_too_many(self) -> bool {
        self.all > MOST_HELD || self.formatting > MOST_FORMATTING
    }
}

struct Count<'a> {
    sink: &'a Sink,
    all: Cell<usize>,
    formatting: Cell<usize>,
}

impl Tracer for Count<'_> {
    type Handle = u32;

    fn trace_handle(&self, node: &u32) {
        self.all.set(self.all.get() + 1);
        let formatting = self.sink.is_formatting(*node);
        self.formatting.set(self.formatting.get() + usize::from(formatting));
    }
}

/// The HTML standard's formatting elements.
const FORMATTING: [LocalName; 14] = [
    local_name!("a"),
    local_name!("b"),
    local_name!("big"),
    local_name!("code"),
    local_name!("em"),
    local_name!("font"),
    local_name!("i"),
    local_name!("nobr"),
    local_name!("s"),
    local_name!("small"),
    local_name!("strike"),
    local_name!("strong"),
    local_name!("tt"),
    local_name!("u"),
];

pub(super) fn is_formatting(name: &LocalName) -> bool {
    FORMATTING.contains(name)
}
