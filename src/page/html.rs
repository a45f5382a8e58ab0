//! HTML → [`Page`]: html5ever builds straight into an arena of linked nodes, which is then read out in document order.
//!
//! Links are needed because the HTML standard moves nodes about while it parses (foster parenting, the adoption
//! agency). Comments, scripts and styles never enter the page.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, QualName, local_name, ns};

use super::vocabulary::left_out;
use super::{Attribute, Builder, Page, Tag};

/// Reads a document.
pub fn parse(html: &str) -> Page {
    parser().one(html)
}

/// Reads a document from bytes: UTF-8, or what its `<meta charset>` says, never failing.
pub fn parse_bytes(html: &[u8]) -> Page {
    parser().from_utf8().one(html)
}

fn parser() -> html5ever::Parser<Sink> {
    let tree_builder = TreeBuilderOpts { scripting_enabled: true, ..TreeBuilderOpts::default() };
    html5ever::parse_document(Sink::default(), ParseOpts { tree_builder, ..ParseOpts::default() })
}

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
    },
    Text(StrTendril),
}

#[derive(Debug)]
struct Sink {
    links: RefCell<Vec<Link>>,
    /// Apart from the links, so that the parser may hold a name while it changes the tree.
    names: RefCell<Vec<QualName>>,
}

impl Default for Sink {
    fn default() -> Self {
        let sink = Self { links: RefCell::default(), names: RefCell::default() };
        sink.create(Content::Nothing);
        sink
    }
}

impl Sink {
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
        let json_ld = attributes
            .iter()
            .any(|a| &*a.name.local == "type" && a.value.trim().eq_ignore_ascii_case("application/ld+json"));
        if left_out(local, json_ld) {
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
        attributes: Vec<html5ever::Attribute>,
        _flags: ElementFlags,
    ) -> u32 {
        let is_template = name.ns == ns!(html) && name.local == local_name!("template");
        let template = if is_template { self.create(Content::Nothing) } else { NONE };
        let index = self.names.borrow().len() as u32;
        self.names.borrow_mut().push(name);
        self.create(Content::Element { name: index, attributes, template })
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
            for attribute in new {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let page = parse(html);
        let mut out = String::new();
        for (id, node) in page.nodes() {
            match node.tag {
                Tag::Text => out.push_str(&format!("{:?} ", page.text(id))),
                tag => out.push_str(&format!("{}{} ", "/".repeat(node.depth as usize), tag.name())),
            }
        }
        assert_eq!(out.trim_end(), expected);
    }

    #[test]
    fn nodes_come_in_document_order() {
        check("<p>a<b>b</b>c", r#"html /head /body //p "a" ///b "b" "c""#);
    }

    #[test]
    fn misnested_markup_is_repaired_as_browsers_do() {
        check("<b>1<p>2</b>3</p>", r#"html /head /body //b "1" //p ///b "2" "3""#);
        check("<table>x<tr><td>y", r#"html /head /body "x" //table ///tbody ////tr /////td "y""#);
    }

    #[test]
    fn scripts_styles_and_templates_are_left_out_but_json_ld_stays() {
        check(
            r#"<script>1</script><style>2</style><template><p>3</template><script type="application/ld+json">{}</script>"#,
            r#"html /head //script "{}" /body"#,
        );
    }

    #[test]
    fn deep_nesting_is_cut_not_followed() {
        let page = parse(&"<div>".repeat(1_000));
        assert_eq!(page.nodes().map(|(_, node)| node.depth as usize).max(), Some(super::super::MAX_DEPTH));
        assert_eq!(page.nodes().filter(|(_, node)| node.tag == Tag::Div).count(), 1_000);
    }
}
