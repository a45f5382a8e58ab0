//! HTML → [`Page`]: html5ever builds straight into an arena of linked nodes, which is then read out in document order.
//!
//! Comments, scripts and styles never enter the page. A page is read in time linear in its length, however it is nested: see
//! [`guard`]. What is beyond [`LARGEST`] is not read.

mod charset;
mod guard;
mod sink;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};

use super::Page;
use guard::{Guard, Raw};
use sink::Sink;

/// Bytes of the largest page that is read whole; the largest saved news pages have about 10 MB, pictures inlined.
pub const LARGEST: usize = 64 << 20;

/// Reads a document.
pub fn parse(html: &str) -> Page {
    let html = &html[..html.floor_char_boundary(LARGEST)];
    let options = TreeBuilderOpts { scripting_enabled: true, ..TreeBuilderOpts::default() };
    let guard = Guard::new(TreeBuilder::new(Sink::default(), options), html.len());
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let whole = StrTendril::from(html);
    let input = BufferQueue::default();
    let mut at = 0;
    while at < html.len() {
        let end = raw_tag_end(html, at);
        input.push_back(whole.subtendril(at as u32, (end - at) as u32));
        // The tokenizer stops at each script, which a browser would run now, and wherever the page names its encoding.
        while !input.is_empty() {
            let _ = tokenizer.feed(&input);
        }
        at = end + tokenizer.sink.opened().map_or(0, |raw| raw_length(&html[end..], raw));
    }
    tokenizer.end();
    tokenizer.sink.into_tree_builder().sink.finish()
}

/// Where the next start tag of a script or a style sheet seems to end, or the page does.
fn raw_tag_end(html: &str, from: usize) -> usize {
    let is_raw = |tag: &str| [Raw::Script, Raw::Style].iter().any(|raw| begins(tag, raw.name()));
    let tags = html[from..].match_indices('<').map(|(at, _)| from + at + 1);
    tags.into_iter()
        .find(|at| is_raw(&html[*at..]))
        .and_then(|at| html[at..].find('>').map(|length| at + length + 1))
        .unwrap_or(html.len())
}

/// Bytes of a script or a style sheet at the front, which nothing reads: more than half of a page. A script that opens a comment is read
/// as usual, for its first end tag need not be its end.
fn raw_length(html: &str, raw: Raw) -> usize {
    let mut tags = html.match_indices("</").map(|(at, _)| at);
    let is_end = |tag: &str| {
        begins(tag, raw.name())
            && tag[raw.name().len()..]
                .starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
    };
    let end = tags.find(|at| is_end(&html[at + 2..]));
    end.filter(|end| raw == Raw::Style || !html[..*end].contains("<!--")).unwrap_or(0)
}

/// Whether a text begins with a name, in small letters or large.
fn begins(text: &str, name: &str) -> bool {
    text.as_bytes().get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
}

/// Reads a document from bytes, in the encoding that it says it is in; never fails.
pub fn parse_bytes(html: &[u8]) -> Page {
    parse(&charset::decode(html))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Attribute, Tag};
    use std::fmt::Write as _;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let page = parse(html);
        let mut out = String::new();
        for (id, node) in page.nodes() {
            let _ = match node.tag {
                Tag::Text => write!(out, "{:?} ", page.text(id)),
                tag => write!(out, "{}{} ", "/".repeat(node.depth as usize), tag.name()),
            };
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
    fn a_script_and_a_style_sheet_end_where_browsers_end_them() {
        check("<p>a<SCRIPT src=x>if (1 < 2) { '<p>' }</Script >b", r#"html /head /body //p "a" "b""#);
        check("<script>'<!--<script>';'</script>';--></script>a", r#"html /head /body "a""#);
        check("<script title='>'>1 < 2</script>a", r#"html /head /body "a""#);
        check("<svg><script/><g></svg>a", r##"html /head /body //svg ///#other "a""##);
        check("<!-- <script> -->a<script>never ends", r#"html /head /body "a""#);
        check("<STYLE>p { content: '<p>' } </styles> </style\n>a", r#"html /head /body "a""#);
        check("<style><!-- </style>a --></style>b", r#"html /head /body "a -->b""#);
        check("<title><script></title>a", r#"html /head //title "<script>" /body "a""#);
    }

    #[test]
    fn scripts_styles_and_templates_are_left_out_but_json_ld_stays() {
        check(
            r#"<script>1</script><style>2</style><template><p>3</template><script type="application/ld+json">{}</script>"#,
            r#"html /head //script "{}" /body"#,
        );
    }

    #[test]
    fn the_value_of_a_meta_element_without_content_is_its_content() {
        let page =
            parse("<meta name=author value=Ana><meta name=author content=Ana value=Tom><input value=Li>");
        let content = |tag| {
            let metas = page.nodes().filter(move |(_, node)| node.tag == tag);
            metas.map(|(id, _)| page.attribute(id, Attribute::Content)).collect::<Vec<_>>()
        };
        assert_eq!(content(Tag::Meta), [Some("Ana"), Some("Ana")]);
        assert_eq!(content(Tag::Input), [None]);
    }

    #[test]
    fn the_story_after_an_endless_nest_is_still_read() {
        for nest in
            ["<div>", "<b>", "<font size=1><i>", "<table><tr><td>", "<a><div>", "<svg><g>", "<p><b id=x>"]
        {
            let page = parse(&format!("{}<p>The dam held.</p>", nest.repeat(3_000)));
            let text = page.nodes().filter(|(_, node)| node.tag == Tag::Text);
            let text: String = text.map(|(id, _)| page.text(id)).collect();
            assert_eq!(text, "The dam held.", "after {nest}");
        }
    }

    #[test]
    fn one_formatting_element_is_not_repeated_without_end() {
        let mut html = String::new();
        for size in 0..1_000 {
            let _ = write!(html, "<font size={size} class=x>");
        }
        let page = parse(&(html + &"<p>x</p>".repeat(5_000)));
        assert!(page.len() < 60_000, "{}", page.len());
        assert_eq!(page.nodes().filter(|(_, node)| node.tag == Tag::P).count(), 5_000);
    }

    #[test]
    fn deep_nesting_is_cut_not_followed() {
        let page = parse(&"<div>".repeat(1_000));
        assert_eq!(page.nodes().map(|(_, node)| node.depth as usize).max(), Some(super::super::MAX_DEPTH));
        assert_eq!(page.nodes().filter(|(_, node)| node.tag == Tag::Div).count(), 1_000);
    }
}
