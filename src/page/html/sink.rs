//! The tree that html5ever builds: an arena of linked nodes, read out in document order when it is done.
//!
//! Links are needed because the HTML standard moves nodes about while it parses (foster parenting, the adoption
//! agency).

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{LocalName, QualName, local_name, ns};

use super::guard::is_formatting;
use crate::page::vocabulary::left_out;
use crate::page::{Attribute, Builder, Page, Tag};

const DOCUMENT: u32 = 0;
const NONE: u32 = u32::MAX;

/// A node under construction: what it holds and its neighbours, [`NONE`] where there is none.
#[derive(Debug)]
struct Link {
    content: Content,
    parent: u32,
    previous: u32,
    next: u32,
    first_child: u32,
    last_child: u32,
}

#[derive(Debug)]
enum Content {
    /// The document, a comment, a processing instruction.
    Nothing,
    Element {
        name: u32,
        attributes: Vec<html5ever::Attribute>,
        template: u32,
        /// One of the HTML standard's formatting elements.
        formatting: bool,
    },
    Text(StrTendril),
}

/// The tree under construction.
#[derive(Debug)]
pub(super) struct Sink {
    links: RefCell<Vec<Link>>,
    /// Apart from the links, so that the parser may hold a name while it changes the tree.
    names: RefCell<Vec<QualName>>,
    weight: Cell<usize>,
    asked: Cell<u32>,
    cut: Cell<bool>,
}

impl Default for Sink {
    fn default() -> Self {
        let sink = Self {
            links: RefCell::default(),
            names: RefCell::default(),
            weight: Cell::new(0),
            asked: Cell::new(DOCUMENT),
            cut: Cell::new(false),
        };
        sink.create(Content::Nothing);
        sink
    }
}

/// Bytes that an element weighs beside its attributes: more than a short tag has, so that weight is a measure of the input.
const ELEMENT_WEIGHT: usize = 8;

impl Sink {
    /// What has been made so far: the elements and their attributes' bytes. Beyond a few times the input's length, the parser is
    /// repeating itself.
    pub(super) fn weight(&self) -> usize {
        self.weight.get()
    }

    /// Says that there was more of the page than was built.
    pub(super) fn cut(&self) {
        self.cut.set(true);
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.links.borrow().len()
    }

    /// Whether a node is a formatting element.
    pub(super) fn is_formatting(&self, id: u32) -> bool {
        matches!(self.links.borrow()[id as usize].content, Content::Element { formatting: true, .. })
    }

    /// The local name of an element.
    pub(super) fn local_name(&self, id: u32) -> LocalName {
        self.elem_name(&id).local.clone()
    }

    /// The element whose name the parser asked for last.
    pub(super) fn asked(&self) -> u32 {
        self.asked.get()
    }

    fn create(&self, content: Content) -> u32 {
        let mut links = self.links.borrow_mut();
        let id = links.len() as u32;
        links.push(Link {
            content,
            parent: NONE,
            previous: NONE,
            next: NONE,
            first_child: NONE,
            last_child: NONE,
        });
        id
    }

    fn detach(&self, id: u32) {
        let links = &mut *self.links.borrow_mut();
        let Link { parent, previous, next, .. } = links[id as usize];
        if parent == NONE {
            return;
        }
        match previous {
            NONE => links[parent as usize].first_child = next,
            _ => links[previous as usize].next = next,
        }
        match next {
            NONE => links[parent as usize].last_child = previous,
            _ => links[next as usize].previous = previous,
        }
        let link = &mut links[id as usize];
        (link.parent, link.previous, link.next) = (NONE, NONE, NONE);
    }

    /// Puts a detached node into `parent` before `next`, which is [`NONE`] for the end.
    fn insert(&self, parent: u32, id: u32, next: u32) {
        let links = &mut *self.links.borrow_mut();
        let previous =
            if next == NONE { links[parent as usize].last_child } else { links[next as usize].previous };
        match previous {
            NONE => links[parent as usize].first_child = id,
            _ => links[previous as usize].next = id,
        }
        match next {
            NONE => links[parent as usize].last_child = id,
            _ => links[next as usize].previous = id,
        }
        let link = &mut links[id as usize];
        (link.parent, link.previous, link.next) = (parent, previous, next);
    }

    /// Puts a node or a text into `parent` before `next`; a text joins the text before it.
    fn place(&self, parent: u32, child: NodeOrText<u32>, next: u32) {
        let id = match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                id
            }
            NodeOrText::AppendText(text) => {
                let links = &mut *self.links.borrow_mut();
                let previous = if next == NONE {
                    links[parent as usize].last_child
                } else {
                    links[next as usize].previous
                };
                if previous != NONE
                    && let Content::Text(before) = &mut links[previous as usize].content
                {
                    before.push_tendril(&text);
                    return;
                }
                let id = links.len() as u32;
                links.push(Link {
                    content: Content::Text(text),
                    parent: NONE,
                    previous: NONE,
                    next: NONE,
                    first_child: NONE,
                    last_child: NONE,
                });
                id
            }
        };
        self.insert(parent, id, next);
    }

    /// Opens an element in the page, or gives `None` when it is left out with all its content.
    fn open(name: &QualName, attributes: &[html5ever::Attribute], builder: &mut Builder) -> Option<()> {
        let local: &str = &name.local;
        if left_out(local, attributes.iter().any(is_json_ld)) {
            return None;
        }
        builder.open(Tag::named(local).unwrap_or(Tag::Other));
        for attribute in attributes {
            if let Some(name) = Attribute::named(&attribute.name.local) {
                builder.attribute(name, &attribute.value);
            }
        }
        Some(())
    }
}

impl TreeSink for Sink {
    type Handle = u32;
    type Output = Page;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Page {
        let links = self.links.into_inner();
        let names = self.names.into_inner();
        let mut builder = Builder::new();
        if self.cut.get() {
            builder.cut();
        }
        let mut at = links[DOCUMENT as usize].first_child;
        // Depth first without recursion: pages may be nested as deeply as they like.
        while at != NONE {
            let link = &links[at as usize];
            let descends = match &link.content {
                Content::Nothing => false,
                Content::Text(text) => {
                    builder.text(text);
                    false
                }
                Content::Element { name, attributes, .. } => {
                    Self::open(&names[*name as usize], attributes, &mut builder).is_some()
                }
            };
            if descends && link.first_child != NONE {
                at = link.first_child;
                continue;
            }
            if descends {
                builder.close();
            }
            let mut next = link.next;
            let mut parent = link.parent;
            while next == NONE && parent != NONE && parent != DOCUMENT {
                builder.close();
                next = links[parent as usize].next;
                parent = links[parent as usize].parent;
            }
            at = next;
        }
        builder.finish()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> u32 {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a u32) -> Ref<'a, QualName> {
        self.asked.set(*target);
        let name = match self.links.borrow()[*target as usize].content {
            Content::Element { name, .. } => name,
            // The parser asks elements only; the first name is as good as any for the rest.
            _ => 0,
        };
        Ref::map(self.names.borrow(), |names| &names[name as usize])
    }

    fn create_element(
        &self,
        name: QualName,
        mut attributes: Vec<html5ever::Attribute>,
        _flags: ElementFlags,
    ) -> u32 {
        if name.local == local_name!("meta") {
            tell_content(&mut attributes);
        }
        attributes.retain(is_kept);
        let weight = attributes.iter().map(|attribute| attribute.value.len()).sum::<usize>();
        self.weight.set(self.weight.get() + weight + ELEMENT_WEIGHT);
        let is_template = name.ns == ns!(html) && name.local == local_name!("template");
        let template = if is_template { self.create(Content::Nothing) } else { NONE };
        let index = self.names.borrow().len() as u32;
        let formatting = is_formatting(&name.local);
        self.names.borrow_mut().push(name);
        self.create(Content::Element { name: index, attributes, template, formatting })
    }

    fn create_comment(&self, _text: StrTendril) -> u32 {
        self.create(Content::Nothing)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> u32 {
        self.create(Content::Nothing)
    }

    fn append(&self, parent: &u32, child: NodeOrText<u32>) {
        self.place(*parent, child, NONE);
    }

    fn append_based_on_parent_node(&self, element: &u32, previous: &u32, child: NodeOrText<u32>) {
        if self.links.borrow()[*element as usize].parent == NONE {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &u32) -> u32 {
        match self.links.borrow()[*target as usize].content {
            Content::Element { template, .. } if template != NONE => template,
            _ => *target,
        }
    }

    fn same_node(&self, x: &u32, y: &u32) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &u32, child: NodeOrText<u32>) {
        let parent = self.links.borrow()[*sibling as usize].parent;
        if let NodeOrText::AppendNode(id) = child {
            self.detach(id);
        }
        self.place(parent, child, *sibling);
    }

    fn add_attrs_if_missing(&self, target: &u32, new: Vec<html5ever::Attribute>) {
        if let Content::Element { attributes, .. } = &mut self.links.borrow_mut()[*target as usize].content {
            for attribute in new.into_iter().filter(is_kept) {
                if !attributes.iter().any(|old| old.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &u32) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &u32, new_parent: &u32) {
        let mut child = self.links.borrow()[*node as usize].first_child;
        while child != NONE {
            let next = self.links.borrow()[child as usize].next;
            self.detach(child);
            self.insert(*new_parent, child, NONE);
            child = next;
        }
    }
}

/// Some sites write what a `<meta>` says as its `value`; it is its content where it has no other. As in `collect.js`.
fn tell_content(attributes: &mut [html5ever::Attribute]) {
    let named = |wanted| move |attribute: &html5ever::Attribute| attribute.name.local == wanted;
    if !attributes.iter().any(named(local_name!("content")))
        && let Some(at) = attributes.iter().position(named(local_name!("value")))
    {
        attributes[at].name.local = local_name!("content");
    }
}

/// Whether an attribute makes JSON-LD of a script.
pub(super) fn is_json_ld(attribute: &html5ever::Attribute) -> bool {
    attribute.name.local == local_name!("type")
        && attribute.value.trim().eq_ignore_ascii_case("application/ld+json")
}

/// Whether the page has any use for an attribute; the parser itself has none once the element is made.
fn is_kept(attribute: &html5ever::Attribute) -> bool {
    Attribute::named(&attribute.name.local).is_some()
}
