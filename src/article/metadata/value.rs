//! Values of attributes and scripts, made what people would read.

use std::borrow::Cow;

use crate::page::Page;

/// A value as people read it: white space collapsed, character references resolved where a page escaped them twice.
pub(super) fn plain(value: &str) -> String {
    let value = without_tags(value);
    if !value.contains('&') {
        return collapsed(&value);
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value.trim();
    while let Some(at) = rest.find('&') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let reference =
            after.find(';').filter(|end| *end <= 8).and_then(|end| Some((end, character(&after[1..end])?)));
        if let Some((end, c)) = reference {
            out.push(c);
            rest = &after[end + 1..];
        } else {
            out.push('&');
            rest = &after[1..];
        }
    }
    out.push_str(rest);
    collapsed(&out)
}

/// A text with every run of white space as one space, and none around it.
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A value without the tags that a page wrote into it.
fn without_tags(value: &str) -> Cow<'_, str> {
    let tag = |at: usize| value[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    if !value.match_indices('<').any(|(at, _)| tag(at)) {
        return value.into();
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        out.push(' ');
        rest = after.split_once('>').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.into()
}

/// The character of a reference, of those that news writes.
fn character(reference: &str) -> Option<char> {
    if let Some(number) = reference.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control());
    }
    Some(match reference {
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "lt" => '<',
        "gt" => '>',
        "nbsp" => ' ',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "eacute" => 'é',
        _ => return None,
    })
}

/// An address in full, where it is that of something on the web.
pub(super) fn absolute(page: &Page, address: &str) -> Option<String> {
    if address.contains("://") {
        return Some(address.to_owned());
    }
    let (scheme, rest) = page.url.split_once("://")?;
    let host = rest.split('/').next()?;
    match address.strip_prefix("//") {
        Some(address) => Some(format!("{scheme}://{address}")),
        None => address.starts_with('/').then(|| format!("{scheme}://{host}{address}")),
    }
}
