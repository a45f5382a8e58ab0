//! Pages and texts that nobody would write: pieces of markup, of news and of Unicode in any order.

use nutgraf::Page;
use nutgraf::page::html;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::FileFailurePersistence;

use crate::sound::complaints;

/// Small, so that the whole takes seconds in a debug build; more by `PROPTEST_CASES`.
const CASES: u32 = 48;

/// Tags and pieces of tags, whole, half and wrong.
const MARKUP: [&str; 40] = [
    "<p>",
    "</p>",
    "<div class=\"article-body\">",
    "</div>",
    "<article>",
    "</article>",
    "<h1>",
    "</h1>",
    "<h2 id=\"x\">",
    "<ul><li>",
    "</ul>",
    "<blockquote>",
    "</blockquote>",
    "<aside class=\"related ad\">",
    "</aside>",
    "<table><tr><td>",
    "</table>",
    "<b>",
    "</i>",
    "<br>",
    "<script>",
    "</script>",
    "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"<img src=x>\"}</script>",
    "<style>",
    "</style>",
    "<!--",
    "-->",
    "<svg><title>",
    "</svg>",
    "<math><mi>",
    "<a href=\"javascript:steal()\">",
    "</a>",
    "<img alt=\"><script>\" src=x onerror=steal()>",
    "<template>",
    "</template>",
    "<p hidden>",
    "<meta property=og:url content=\"javascript://x/%0asteal()\">",
    "<link rel=canonical href=\"javascript://a\">",
    "<base href=\"https://other.example/\">",
    "<title>&lt;b&gt;",
];

/// News in small pieces, with things in it that would be markup.
const NEWS: [&str; 28] = [
    "Mayor Ida Brenner said on Monday that 14 of the 20 bridges had been closed. ",
    "“We lost everything in one night,” said Omar Haddad, a baker from Lindau. ",
    "\"It is <b>not</b> over\", Brenner told reporters. ",
    "“Nobody <script>steal()</script> asked us,” she added. ",
    "The council will vote on 3 March 2024, and spend €2.4 million. ",
    "According to Dr. Lena Voss of the Harbour Institute, &lt;img src=x onerror=steal()&gt; was seen. ",
    "« Nous avons tout perdu », a déclaré Jean Morel, maire de Brest. ",
    "„Das war knapp“, sagte die Sprecherin Anna Kohl am Dienstag. ",
    "—Lo perdimos todo —dijo el alcalde Luis Prado. ",
    "Advertisement",
    "Share this article",
    "Read more: Ten ways to cook rice",
    "By Ana Ruiz",
    "Updated 12 March 2024, 14:05",
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "«",
    "»",
    "„",
    "1",
    "12,5",
    "5 %",
    "&amp;",
    "&#0;",
];

/// Unicode that breaks those who count characters: marks alone, nothing to see, letters turned round, marks of order, halves of flags.
const STRANGE: [&str; 24] = [
    "\u{301}",
    "\u{301}\u{302}\u{303}\u{304}",
    "\u{200b}",
    "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}",
    "\u{202e}",
    "\u{202e}moor\u{202c}",
    "\u{2066}",
    "\u{2069}",
    "\u{ad}",
    "\u{34f}",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "\u{1f1e9}",
    "\u{1d7d8}",
    "\u{1d400}nna",
    "\u{fffd}",
    "\u{ffff}",
    "\u{10ffff}",
    "\u{130}",
    "\u{df}",
    "\u{1e9e}",
    "\u{3000}",
    "\u{2028}",
    "\u{85}",
    "\u{fb03}",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(&MARKUP[..]).prop_map(str::to_owned),
        5 => select(&NEWS[..]).prop_map(|words| format!("<p>{words}{words}</p>")),
        4 => select(&NEWS[..]).prop_map(str::to_owned),
        2 => select(&STRANGE[..]).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(&NEWS[..]).prop_map(str::to_owned),
        4 => select(&STRANGE[..]).prop_map(str::to_owned),
        1 => Just("\n".to_owned()),
        1 => Just(" ".to_owned()),
        1 => any::<String>(),
    ]
}

/// A page of pieces alone.
pub(crate) fn page_of_pieces() -> BoxedStrategy<String> {
    vec(piece(), 1..60).prop_map(|pieces| pieces.concat()).boxed()
}

/// A story with pieces in the middle of it and after it.
pub(crate) fn story_of_pieces() -> BoxedStrategy<String> {
    let page = |(pieces, again): (Vec<String>, Vec<String>)| {
        let news =
            NEWS[..9].iter().map(|words| format!("<p>{words}{words}</p>\n")).collect::<Vec<_>>().concat();
        let (pieces, again) = (pieces.concat(), again.concat());
        format!(
            "<html><head><title>Bridges closed</title></head><body><article><h1>Bridges closed</h1>{news}{pieces}{news}</article>{again}"
        )
    };
    (vec(piece(), 1..40), vec(piece(), 1..20)).prop_map(page).boxed()
}

/// What is kept of failures, beside this file.
fn config() -> ProptestConfig {
    let kept = Some(Box::new(FileFailurePersistence::WithSource("regressions")) as Box<_>);
    let more = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { more.cases } else { CASES };
    ProptestConfig { failure_persistence: kept, cases, ..more }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_digest_of_any_markup_is_the_pages_own_words(html in page_of_pieces()) {
        prop_assert_eq!(complaints(&html::parse(&html)), Vec::<String>::new());
    }

    #[test]
    fn the_digest_of_a_story_with_anything_in_it_is_the_pages_own_words(html in story_of_pieces()) {
        prop_assert_eq!(complaints(&html::parse(&html)), Vec::<String>::new());
    }

    #[test]
    fn the_digest_of_any_text_is_its_own_words(words in vec(words(), 1..80)) {
        let page = Page::from_text(&words.concat());
        prop_assert_eq!(complaints(&page), Vec::<String>::new());
    }

    #[test]
    fn any_bytes_are_read(bytes in vec(any::<u8>(), 0..400)) {
        let page = html::parse_bytes(&bytes);
        prop_assert_eq!(complaints(&page), Vec::<String>::new());
    }
}
