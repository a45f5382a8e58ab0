//! The limit: html5ever alone, tokenizing and building a tree. Its sink is the least that keeps a document: an arena of linked nodes that
//! holds names, attributes and texts as they come, and gives nothing out.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ParseOpts, QualName, local_name, ns, parse_document};

const NONE: usize = usize::MAX;

/// Reads a document into a tree; gives the number of nodes, for which all of it has to be made.
pub fn parse(html: &str) -> usize {
    let tree_builder = TreeBuilderOpts { scripting_enabled: true, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    parse_document(Tree::default(), options).one(html).nodes.into_inner().len()
}

#[derive(Debug)]
struct Node {
    content: Content,
    parent: usize,
    previous: usize,
    next: usize,
    first: usize,
    last: usize,
}

#[derive(Debug)]
enum Content {
    Document,
    Comment(#[expect(dead_code, reason = "kept, as in every tree, and read by nobody")] StrTendril),
    Element { name: usize, attributes: Vec<Attribute>, template: usize },
    Text(StrTendril),
}

/// A document under construction.
#[derive(Debug)]
struct Tree {
    nodes: RefCell<Vec<Node>>,
    names: RefCell<Vec<QualName>>,
}

impl Default for Tree {
    fn default() -> Self {
        let tree = Self { nodes: RefCell::default(), names: RefCell::default() };
        tree.add(Content::Document);
        tree
    }
}

impl Tree {
    fn add(&self, content: Content) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { content, parent: NONE, previous: NONE, next: NONE, first: NONE, last: NONE });
        nodes.len() - 1
    }

    fn detach(&self, id: usize) {
        let nodes = &mut *self.nodes.borrow_mut();
        let Node { parent, previous, next, .. } = nodes[id];
        if parent == NONE {
            return;
        }
        match previous {
            NONE => nodes[parent].first = next,
            _ => nodes[previous].next = next,
        }
        match next {
            NONE => nodes[parent].last = previous,
            _ => nodes[next].previous = previous,
        }
        (nodes[id].parent, nodes[id].previous, nodes[id].next) = (NONE, NONE, NONE);
    }

    fn insert(&self, parent: usize, child: NodeOrText<usize>, next: usize) {
        let before = |nodes: &[Node]| if next == NONE { nodes[parent].last } else { nodes[next].previous };
        let id = match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                id
            }
            NodeOrText::AppendText(text) => {
                let previous = before(&self.nodes.borrow());
                if previous != NONE
                    && let Content::Text(old) = &mut self.nodes.borrow_mut()[previous].content
                {
                    old.push_tendril(&text);
                    return;
                }
                self.add(Content::Text(text))
            }
        };
        let nodes = &mut *self.nodes.borrow_mut();
        let previous = before(nodes);
        match previous {
            NONE => nodes[parent].first = id,
            _ => nodes[previous].next = id,
        }
        match next {
            NONE => nodes[parent].last = id,
            _ => nodes[next].previous = id,
        }
        (nodes[id].parent, nodes[id].previous, nodes[id].next) = (parent, previous, next);
    }
}

impl TreeSink for Tree {
    type Handle = usize;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Ref<'a, QualName> {
        let name = match self.nodes.borrow()[*target].content {
            Content::Element { name, .. } => name,
            _ => 0,
        };
        Ref::map(self.names.borrow(), |names| &names[name])
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> usize {
        let is_template = name.ns == ns!(html) && name.local == local_name!("template");
        let template = if is_template { self.add(Content::Document) } else { NONE };
        self.names.borrow_mut().push(name);
        let name = self.names.borrow().len() - 1;
        self.add(Content::Element { name, attributes, template })
    }

    fn create_comment(&self, text: StrTendril) -> usize {
        self.add(Content::Comment(text))
    }

    fn create_pi(&self, _target: StrTendril, data: StrTendril) -> usize {
        self.add(Content::Comment(data))
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.insert(*parent, child, NONE);
    }

    fn append_based_on_parent_node(&self, element: &usize, previous: &usize, child: NodeOrText<usize>) {
        if self.nodes.borrow()[*element].parent == NONE {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        match self.nodes.borrow()[*target].content {
            Content::Element { template, .. } if template != NONE => template,
            _ => *target,
        }
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        let parent = self.nodes.borrow()[*sibling].parent;
        self.insert(parent, child, *sibling);
    }

    fn add_attrs_if_missing(&self, target: &usize, new: Vec<Attribute>) {
        if let Content::Element { attributes, .. } = &mut self.nodes.borrow_mut()[*target].content {
            for attribute in new {
                if !attributes.iter().any(|old| old.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        loop {
            let child = self.nodes.borrow()[*node].first;
            if child == NONE {
                return;
            }
            self.insert(*new_parent, NodeOrText::AppendNode(child), NONE);
        }
    }
}
