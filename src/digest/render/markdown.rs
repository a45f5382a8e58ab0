//! The summary as Markdown (`CommonMark`, which GitHub, Obsidian and the like all read).

use std::fmt::Write as _;

use super::{Body, Entry, Format, Note, Row, Said, Section, Sheet};

pub(super) const FORMAT: Format = Format { head, section, citation, entry: alone };

fn head(sheet: &Sheet) -> String {
    let mut blocks = Vec::new();
    blocks.extend(sheet.headline.as_deref().map(heading));
    let origin = (!sheet.origin.is_empty()).then(|| begin(&sheet.origin.join(" · ")));
    let head: Vec<_> = origin.into_iter().chain(sheet.link.as_deref().map(link)).collect();
    if !head.is_empty() {
        // Two spaces at its end break a line.
        blocks.push(head.join("  \n"));
    }
    blocks.extend(sheet.remark.as_deref().map(begin));
    blocks.join("\n\n") + "\n"
}

fn section(_language: &str, label: &str, content: &Section) -> String {
    let content = match content {
        Section::Points(points) => joined(points.iter().map(|point| format!("- {}", begin(point))), "\n"),
        Section::Rows(rows) => joined(rows.iter().map(row), "\n"),
        // A blank line ends a block quotation, so that each stays one of its own.
        Section::Quotes(quotes) => joined(quotes.iter().map(said), "\n\n"),
    };
    format!("\n## {}\n\n{content}\n", inline(label))
}

fn joined(lines: impl Iterator<Item = String>, between: &str) -> String {
    lines.collect::<Vec<_>>().join(between)
}

fn citation(sheet: &Sheet) -> String {
    let byline = (!sheet.byline.is_empty()).then(|| format!("{}:", inline(&sheet.byline.join(", "))));
    let headline = sheet.headline.as_deref().map(|headline| format!("“{}”.", inline(headline)));
    let site = sheet.site.as_deref().map(|site| format!("*{}*", inline(site)));
    let place: Vec<_> = site.into_iter().chain(sheet.day.as_deref().map(inline)).collect();
    let place = (!place.is_empty()).then(|| format!("{}.", place.join(", ")));
    let parts = [byline, headline, place, sheet.link.as_deref().map(link)];
    marked(joined(parts.into_iter().flatten(), " ")) + "\n"
}

fn alone(body: &Body, sheet: &Sheet, url: &str) -> String {
    let origin = sheet.origin.join(" · ");
    let source = match (&sheet.link, origin.is_empty()) {
        (Some(_), true) => Some(link(url)),
        (Some(_), false) => Some(format!("[{}]({})", inline(&origin), link(url))),
        (None, false) => Some(begin(&origin)),
        (None, true) => None,
    };
    let (words, between) = match body {
        // Two spaces at its end break a line.
        Body::Point(words) => (begin(words), "  \n"),
        Body::Fact(fact) => (marked(entry(fact)), "  \n"),
        Body::Quote(quote) => (said(quote), "\n\n"),
    };
    joined(std::iter::once(words).chain(source), between) + "\n"
}

fn row(row: &Row) -> String {
    let entries = row.entries.iter().map(|it| before_semicolon(entry(it)));
    format!("- **{}:** {}", inline(&row.label), joined(entries, "; "))
}

/// An entry that a semicolon may follow, which would make an entity of "&amp" at its end.
fn before_semicolon(mut entry: String) -> String {
    let last = entry.rfind('&').filter(|at| is_entity(&format!("{};", &entry[at + 1..])));
    if let Some(at) = last {
        let backslashes = entry[..at].bytes().rev().take_while(|byte| *byte == b'\\').count();
        if backslashes % 2 == 0 {
            entry.insert(at, '\\');
        }
    }
    entry
}

fn entry(entry: &Entry) -> String {
    let lead = inline(&entry.lead);
    match &entry.note {
        Note::None => lead,
        Note::Aside(note) => format!("{lead} ({})", inline(note)),
        Note::Counted(note) => format!("**{lead}** {}", inline(note)),
    }
}

fn said(said: &Said) -> String {
    let mut out = format!("> {}", begin(&said.words));
    if let Some(speaker) = &said.speaker {
        let _ = write!(out, " — **{}**", inline(speaker));
    }
    if let Some(role) = &said.role {
        let _ = write!(out, ", {}", inline(role));
    }
    out
}

/// An address between angle brackets, in which neither they nor spaces may stand.
fn link(url: &str) -> String {
    let mut out = String::from("<");
    for c in url.chars() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            // Before the closing bracket it would take its meaning away.
            '\\' => out.push_str("%5C"),
            c if c.is_whitespace() || c.is_control() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out + ">"
}

/// The headline; "#" at its end would be taken for the end of the heading.
fn heading(text: &str) -> String {
    let escaped = inline(text);
    match escaped.strip_suffix('#') {
        Some(rest) => format!("# {rest}\\#"),
        None => format!("# {escaped}"),
    }
}

/// Text at the beginning of a block.
fn begin(text: &str) -> String {
    marked(inline(text))
}

/// A line at the beginning of a block, where "1." would begin a list and "#" a heading.
fn marked(escaped: String) -> String {
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &escaped[digits..];
    let marker = match digits {
        0 => rest.starts_with(['#', '>', '+', '-', '=', '|']),
        _ => rest.starts_with(['.', ')']),
    };
    if marker { format!("{}\\{rest}", &escaped[..digits]) } else { escaped }
}

/// Text inside a block. Escaped is what would be markup there, and nothing else: the text is also read as it is.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let after = rest.as_str();
        let next = after.chars().next().unwrap_or(' ');
        let escape = match c {
            '\\' => next.is_ascii_punctuation() || after.is_empty(),
            '*' | '`' | '[' | ']' | '~' => true,
            // Between letters, as in file_name, it is no emphasis.
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?') || is_address(after),
            '&' => is_entity(after),
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// Whether the text after a "<" makes a link to a mailbox of it: "-7@example.org>".
fn is_address(after: &str) -> bool {
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>');
    after.split(ends).next().is_some_and(|word| word.contains('@'))
}

/// Whether the text after a "&" makes it an entity: "amp;", "#8217;".
fn is_entity(after: &str) -> bool {
    let name = after.trim_start_matches('#');
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    length > 0 && name[length..].starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(begin(text), expected);
    }

    #[test]
    fn what_would_be_markup_is_escaped() {
        check("*Not* `code`, [no](link) ~~nor~~ this", r"\*Not\* \`code\`, \[no\](link) \~\~nor\~\~ this");
        check("_So_ a file_name stays", r"\_So\_ a file_name stays");
        check("1 < 2 <b> </b> <!--", r"1 < 2 \<b> \</b> \<!--");
        check("<-7@b.test> <8@b", r"\<-7@b.test> \<8@b");
        check("R&D, AT&amp;T &#39;x", r"R&D, AT\&amp;T \&#39;x");
        check(r"C:\dir \* end\", r"C:\dir \\\* end\\");
    }

    #[test]
    fn what_would_begin_a_list_or_a_heading_is_escaped() {
        check("1. April was dry.", r"1\. April was dry.");
        check("41,000 homes", "41,000 homes");
        check("2024) it is", r"2024\) it is");
        check("#MeToo", r"\#MeToo");
        check("- said he", r"\- said he");
        check("> so", r"\> so");
    }

    #[test]
    fn an_address_cannot_leave_its_brackets() {
        assert_eq!(link("https://a.test/?q=a b><script>"), "<https://a.test/?q=a%20b%3E%3Cscript%3E>");
        assert_eq!(link("https://a.test/\\"), "<https://a.test/%5C>");
    }

    #[test]
    fn a_semicolon_between_entries_makes_no_entity() {
        for (text, expected) in
            [("Ruiz&amp", "Ruiz\\&amp"), ("A &amp; B", "A \\&amp; B"), ("\\&amp", "\\\\\\&amp")]
        {
            assert_eq!(before_semicolon(inline(text)), expected);
        }
    }

    #[test]
    fn a_headline_keeps_the_number_sign_at_its_end() {
        assert_eq!(heading("Learning C #"), "# Learning C \\#");
    }
}
