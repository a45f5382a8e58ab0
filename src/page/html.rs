//! HTML → [`Page`]: html5gum reads the tags, html5ever's tree builder puts them in their places straight in an arena of linked nodes,
//! which is then read out in document order.
//!
//! Comments, scripts and styles never enter the page. A page is read in time linear in its length, however it is nested: see
//! [`guard`]. What is beyond [`LARGEST`] is not read.

mod charset;
mod guard;
mod sink;
mod stretch;
mod tokens;

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use html5gum::Tokenizer;

use super::Page;
use guard::Guard;
use sink::Sink;
use tokens::Tokens;

/// Bytes of the largest page that is read whole; the largest saved news pages have about 10 MB, pictures inlined.
pub const LARGEST: usize = 64 << 20;

/// Reads a document.
pub fn parse(html: &str) -> Page {
    let whole = html.len();
    let html = &html[..html.floor_char_boundary(LARGEST)];
    let options = TreeBuilderOpts { scripting_enabled: true, ..TreeBuilderOpts::default() };
    let guard = Guard::new(TreeBuilder::new(Sink::default(), options), html.len());
    let input = StrTendril::from(html.strip_prefix('\u{feff}').unwrap_or(html));
    let tokenizer = Tokenizer::new_with_emitter(&*input, Tokens::new(&input, &guard));
    let Ok(()) = tokenizer.finish();
    if html.len() < whole {
        guard.cut();
    }
    guard.into_tree_builder().sink.finish()
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
    fn text_is_read_as_browsers_read_it() {
        check("\u{feff}a\r\nb\rc &amp d&#0;&notin;e", r#"html /head /body "a\nb\nc & d�∉e""#);
        check(
            "<p>a\0b<svg><desc><![CDATA[<p>\0</p>]]>",
            r##"html /head /body //p "ab" ///svg ////#other "<p></p>""##,
        );
        check("<svg><g><![CDATA[<p>\0]]]></g></svg>", r##"html /head /body //svg ///#other "<p>�]""##);
        check("<p><![CDATA[x]]>a<!-- b -->c<?d>e</>f", r#"html /head /body //p "a" "c" "ef""#);
        check("1 < 2</ p>3<pre>\n\nx</pre>", r#"html /head /body "1 < 2" "3" //pre "\nx""#);
        check(
            "<textarea>\n<p></textarea><plaintext></p>",
            r##"html /head /body //textarea "<p>" //#other "</p>""##,
        );
        check(
            "<script type=application/ld+json><!-- é --></script>",
            r#"html /head //script "<!-- é -->" /body"#,
        );
    }

    #[test]
    fn attributes_are_read_as_browsers_read_them() {
        let page = parse("<a HREF=/?a&b&lt;c class='x\r\ny' class=z data-x=1 id=é title>");
        let links = page.nodes().filter(|(_, node)| node.tag == Tag::A);
        let links: Vec<Vec<_>> = links.map(|(id, _)| page.attributes(id).collect()).collect();
        let expected = [
            (Attribute::Href, "/?a&b<c"),
            (Attribute::Class, "x\ny"),
            (Attribute::Id, "é"),
            (Attribute::Title, ""),
        ];
        assert_eq!(links, [expected]);
        check("<b x=1><b x=2><b x=3><b x=4><p>a", "html /head /body //b ///b ////b /////b //////p \"a\"");
        let drawing = parse("<svg><g xlink:href=#a></svg>");
        assert_eq!(drawing.attribute(crate::page::NodeId(4), Attribute::Href), Some("#a"));
    }

    #[test]
    fn a_tag_of_endless_attributes_is_read() {
        let html = (0..50_000).fold(String::from("<a"), |html, at| html + &format!(" x{at}=1"));
        check(&(html + ">b"), r#"html /head /body //a "b""#);
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
    fn what_has_more_in_it_than_is_built_is_refused() {
        let refused = |html: &str| parse(html).refusal().is_some();
        assert!(refused(&"<br>".repeat(crate::page::MOST_NODES + 1)));
        assert!(refused(&" ".repeat(LARGEST + 1)));
    }

    #[test]
    fn deep_nesting_is_cut_not_followed() {
        let page = parse(&"<div>".repeat(1_000));
        assert_eq!(page.nodes().map(|(_, node)| node.depth as usize).max(), Some(super::super::MAX_DEPTH));
        assert_eq!(page.nodes().filter(|(_, node)| node.tag == Tag::Div).count(), 1_000);
    }
}
