//! Between html5gum's tokenizer and html5ever's tree builder: makes the tokens of one out of what the other reads.
//!
//! html5gum hands over pieces of the input as it finds them. What nothing reads, which is more than half of a page, is let go at once:
//! comments, scripts, style sheets, and attributes that neither the page nor the tree builder has any use for. The rest is a range of the
//! input wherever it stands there letter by letter.

use std::convert::Infallible;
use std::mem;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use html5gum::{Emitter, Error, State};

use super::guard::Guard;
use super::sink::is_json_ld;
use super::stretch::Stretch;
use crate::page;

/// Attributes of a tag that are read, so that looking for the same name twice stays cheap; no ordinary tag comes near.
const MOST_ATTRIBUTES: usize = 256;

/// The token being read, and where tokens go.
pub(super) struct Tokens<'a> {
    guard: &'a Guard,
    input: &'a StrTendril,
    text: Stretch,
    /// Whether the text is that of an element that is left out.
    unread: bool,
    /// Whether a text may hold NUL, which has a token of its own: after what may have been a CDATA section.
    has_nul: bool,
    kind: TagKind,
    name: Vec<u8>,
    last_start: Vec<u8>,
    self_closing: bool,
    attributes: Vec<Attribute>,
    attribute_name: Vec<u8>,
    attribute_value: Stretch,
    doctype: Words,
}

/// A doctype as bytes.
#[derive(Debug, Default)]
struct Words {
    name: Vec<u8>,
    public: Option<Vec<u8>>,
    system: Option<Vec<u8>>,
    force_quirks: bool,
}

impl<'a> Tokens<'a> {
    /// Tokens of an input for a tree builder.
    pub(super) fn new(input: &'a StrTendril, guard: &'a Guard) -> Self {
        Self {
            guard,
            input,
            text: Stretch::default(),
            unread: false,
            has_nul: false,
            kind: TagKind::StartTag,
            name: Vec::new(),
            last_start: Vec::new(),
            self_closing: false,
            attributes: Vec::new(),
            attribute_name: Vec::new(),
            attribute_value: Stretch::default(),
            doctype: Words::default(),
        }
    }

    fn send(&self, token: Token) -> TokenSinkResult<u32> {
        self.guard.process_token(token, 1)
    }

    fn finish_text(&mut self) {
        if !self.text.is_empty() {
            let text = self.text.take(self.input);
            let _ = self.send(Token::CharacterTokens(text));
        }
    }

    fn begin_tag(&mut self, kind: TagKind) {
        self.kind = kind;
        self.name.clear();
        self.self_closing = false;
        self.attributes.clear();
        self.attribute_name.clear();
        self.attribute_value.clear();
    }

    fn finish_attribute(&mut self) {
        if !self.attribute_name.is_empty()
            && self.kind == TagKind::StartTag
            && self.attributes.len() < MOST_ATTRIBUTES
            && is_read(&self.name, &self.attribute_name)
        {
            let name = local(&self.attribute_name);
            if !self.attributes.iter().any(|other| other.name.local == name) {
                let value = self.attribute_value.take(self.input);
                self.attributes.push(Attribute { name: QualName::new(None, ns!(), name), value });
            }
        }
        self.attribute_name.clear();
        self.attribute_value.clear();
    }
}

/// Whether the page or the tree builder has any use for an attribute of an element.
fn is_read(element: &[u8], attribute: &[u8]) -> bool {
    let name = str::from_utf8(attribute).unwrap_or_default();
    page::Attribute::named(name).is_some()
        // In a drawing `xlink:href` is a `href`.
        || name.starts_with("xlink:")
        || name.starts_with("xml:")
        || match element {
            b"meta" => name == "value",
            b"annotation-xml" => name == "encoding",
            // Formatting is repeated for as long as it differs in any attribute.
            b"a" | b"b" | b"big" | b"code" | b"em" | b"font" | b"i" | b"nobr" | b"s" | b"small" | b"strike"
            | b"strong" | b"tt" | b"u" => true,
            _ => false,
        }
}

fn local(name: &[u8]) -> LocalName {
    match str::from_utf8(name) {
        Ok(name) => LocalName::from(name),
        Err(_) => LocalName::from(String::from_utf8_lossy(name)),
    }
}

fn tendril(bytes: &[u8]) -> StrTendril {
    StrTendril::from(&*String::from_utf8_lossy(bytes))
}

impl Emitter for Tokens<'_> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        name.unwrap_or_default().clone_into(&mut self.last_start);
    }

    fn emit_eof(&mut self) {
        self.finish_text();
        let _ = self.send(Token::EOFToken);
        self.guard.end();
    }

    fn emit_error(&mut self, _error: Error) {}

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    #[inline]
    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, text: &[u8]) {
        if self.unread {
            return;
        }
        if text == b"\0" || (self.has_nul && text.contains(&0)) {
            for (index, part) in text.split(|byte| *byte == 0).enumerate() {
                if index > 0 {
                    self.finish_text();
                    let _ = self.send(Token::NullCharacterToken);
                }
                self.text.push(self.input, part);
            }
        } else {
            self.text.push(self.input, text);
        }
    }

    fn init_start_tag(&mut self) {
        self.begin_tag(TagKind::StartTag);
    }

    fn init_end_tag(&mut self) {
        self.begin_tag(TagKind::EndTag);
    }

    fn init_comment(&mut self) {}

    fn emit_current_tag(&mut self) -> Option<State> {
        self.finish_attribute();
        self.finish_text();
        let name = local(&self.name);
        let mut is_unread = false;
        if self.kind == TagKind::StartTag {
            mem::swap(&mut self.last_start, &mut self.name);
            is_unread = match name {
                local_name!("script") => !self.attributes.iter().any(is_json_ld),
                local_name!("style") | local_name!("noscript") => true,
                _ => false,
            };
        }
        let tag = Tag {
            kind: self.kind,
            name,
            self_closing: self.self_closing,
            attrs: mem::take(&mut self.attributes),
            had_duplicate_attributes: false,
        };
        let next = match self.send(Token::TagToken(tag)) {
            TokenSinkResult::Plaintext => Some(State::PlainText),
            TokenSinkResult::RawData(RawKind::Rcdata) => Some(State::RcData),
            TokenSinkResult::RawData(RawKind::Rawtext) => Some(State::RawText),
            TokenSinkResult::RawData(_) => Some(State::ScriptData),
            // Scripts are not run, and the encoding is known.
            _ => None,
        };
        // In a drawing a script is an element like any other.
        self.unread = is_unread && next.is_some();
        next
    }

    fn emit_current_comment(&mut self) {
        self.finish_text();
        let _ = self.send(Token::CommentToken(StrTendril::new()));
    }

    fn emit_current_doctype(&mut self) {
        self.finish_text();
        let Words { name, public, system, force_quirks } = mem::take(&mut self.doctype);
        let _ = self.send(Token::DoctypeToken(Doctype {
            name: Some(name).filter(|name| !name.is_empty()).as_deref().map(tendril),
            public_id: public.as_deref().map(tendril),
            system_id: system.as_deref().map(tendril),
            force_quirks,
        }));
    }

    fn set_self_closing(&mut self) {
        self.self_closing = true;
    }

    fn set_force_quirks(&mut self) {
        self.doctype.force_quirks = true;
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.name.extend_from_slice(name);
    }

    fn push_comment(&mut self, _comment: &[u8]) {}

    fn push_doctype_name(&mut self, name: &[u8]) {
        self.doctype.name.extend_from_slice(name);
    }

    fn init_doctype(&mut self) {
        self.doctype = Words::default();
    }

    fn init_attribute(&mut self) {
        self.finish_attribute();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.attribute_name.extend_from_slice(name);
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        self.attribute_value.push(self.input, value);
    }

    fn set_doctype_public_identifier(&mut self, value: &[u8]) {
        self.doctype.public = Some(value.to_vec());
    }

    fn set_doctype_system_identifier(&mut self, value: &[u8]) {
        self.doctype.system = Some(value.to_vec());
    }

    fn push_doctype_public_identifier(&mut self, value: &[u8]) {
        self.doctype.public.get_or_insert_default().extend_from_slice(value);
    }

    fn push_doctype_system_identifier(&mut self, value: &[u8]) {
        self.doctype.system.get_or_insert_default().extend_from_slice(value);
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.kind == TagKind::EndTag && !self.last_start.is_empty() && self.name == self.last_start
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.finish_text();
        let is_foreign = self.guard.adjusted_current_node_present_but_not_in_html_namespace();
        self.has_nul |= is_foreign;
        is_foreign
    }
}
