//! Rust source as tokens, tests and attributes left out: enough to see what a file uses and which words are in it.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// What a source file names, beyond its own tests.
#[derive(Debug, Default)]
pub(crate) struct Source {
    /// Identifiers, with their lines.
    pub(crate) identifiers: Vec<(String, usize)>,
    /// First segments of `crate::…` paths, with their lines.
    pub(crate) crate_paths: Vec<(String, usize)>,
    /// The content of string, character and byte literals, with their lines. Messages of `format!`, `panic!`, `expect` and their like
    /// are for developers and left out.
    pub(crate) literals: Vec<(String, usize)>,
}

/// Macros whose strings are messages, not vocabulary.
const MESSAGES: [&str; 10] = [
    "format",
    "write",
    "writeln",
    "panic",
    "unreachable",
    "assert",
    "debug_assert",
    "debug_assert_eq",
    "concat",
    "include_str",
];

impl Source {
    /// Reads a file's content; `depth` is how many modules are between the crate and the file's own content.
    pub(crate) fn read(code: &str, depth: usize) -> Result<Self, String> {
        let stream: TokenStream = code.parse().map_err(|error| format!("not Rust: {error}"))?;
        let mut source = Self::default();
        source.walk(stream, depth);
        Ok(source)
    }

    fn walk(&mut self, stream: TokenStream, depth: usize) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut at = 0;
        let mut skip_item = false;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Punct(mark) if mark.as_char() == '#' => {
                    // `#[…]` or `#![…]`.
                    at += 1;
                    if matches!(&tokens.get(at), Some(TokenTree::Punct(mark)) if mark.as_char() == '!') {
                        at += 1;
                    }
                    if let Some(TokenTree::Group(attribute)) = tokens.get(at) {
                        skip_item |= attribute.stream().to_string().replace(' ', "") == "cfg(test)";
                    }
                }
                TokenTree::Group(group) if skip_item && group.delimiter() == Delimiter::Brace => {
                    skip_item = false;
                }
                TokenTree::Punct(mark) if skip_item && mark.as_char() == ';' => skip_item = false,
                _ if skip_item => {}
                TokenTree::Group(group) => {
                    if !is_message(&tokens[..at]) {
                        self.walk(group.stream(), depth);
                    }
                }
                TokenTree::Ident(name) => {
                    let (name, line) = (name.to_string(), name.span().start().line);
                    if let Some(after) = root_path(&tokens, at, depth) {
                        self.paths_from(&tokens[after..]);
                    }
                    self.identifiers.push((name, line));
                }
                TokenTree::Literal(literal) => {
                    if let Some(content) = content(&literal.to_string()) {
                        self.literals.push((content, literal.span().start().line));
                    }
                }
                TokenTree::Punct(_) => {}
            }
            at += 1;
        }
    }

    /// The modules that a path names after `crate::`: one, or those in braces.
    fn paths_from(&mut self, tokens: &[TokenTree]) {
        match tokens.first() {
            Some(TokenTree::Ident(name)) => {
                self.crate_paths.push((name.to_string(), name.span().start().line));
            }
            Some(TokenTree::Group(group)) => self.heads_of(group),
            _ => {}
        }
    }

    fn heads_of(&mut self, group: &Group) {
        let mut is_head = true;
        for token in group.stream() {
            match token {
                TokenTree::Ident(name) if is_head => {
                    self.crate_paths.push((name.to_string(), name.span().start().line));
                    is_head = false;
                }
                TokenTree::Punct(mark) if mark.as_char() == ',' => is_head = true,
                _ => {}
            }
        }
    }
}

/// Where the path goes on, if the tokens at `at` say `crate::` or as many `super::` as lead there.
fn root_path(tokens: &[TokenTree], at: usize, depth: usize) -> Option<usize> {
    let is = |at: usize, name: &str| matches!(tokens.get(at), Some(TokenTree::Ident(found)) if found == name);
    let after = |at: usize| {
        let colon =
            |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
        (colon(at + 1) && colon(at + 2)).then_some(at + 3)
    };
    if is(at, "crate") {
        return after(at);
    }
    // Only the first `super` of a path counts from here.
    if at >= 2 && !is(at, "super") || at >= 3 && is(at - 3, "super") {
        return None;
    }
    let mut next = at;
    for _ in 0..depth {
        if !is(next, "super") {
            return None;
        }
        next = after(next)?;
    }
    (depth > 0).then_some(next)
}

/// Whether what comes next are the arguments of a message: `format!(`, `.expect(`.
fn is_message(before: &[TokenTree]) -> bool {
    match before {
        [.., TokenTree::Ident(name), TokenTree::Punct(mark)] if mark.as_char() == '!' => {
            MESSAGES.iter().any(|message| name == message)
        }
        [.., TokenTree::Ident(name)] => name == "expect",
        _ => false,
    }
}

/// What is between the marks of a string, character or byte literal; `None` for a number.
fn content(literal: &str) -> Option<String> {
    let inner = literal.trim_start_matches(['b', 'c', 'r']).trim_matches('#');
    let mark = inner.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    let inner = inner.strip_prefix(mark)?.strip_suffix(mark)?;
    // Escapes are no words: "\nx" is not "nx".
    let mut out = String::new();
    let mut characters = inner.chars();
    while let Some(c) = characters.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match characters.next() {
            Some('u') => out.extend(characters.by_ref().skip_while(|c| *c != '}').take(1)),
            Some('x') => drop(characters.nth(1)),
            _ => {}
        }
        out.push(' ');
    }
    Some(out)
}
