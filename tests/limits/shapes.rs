//! Pages of one kind of thing, as much of it as is asked for.
//!
//! What begins with "<" is HTML, with "{" a snapshot; anything else is text.

use std::fmt::Write as _;

/// A kind of page.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    /// How much the longest table asks for, in what the shape counts.
    pub(crate) most: usize,
    pub(crate) make: fn(usize) -> Vec<u8>,
}

/// Each with the size that has to be survived.
pub(crate) const SHAPES: &[Shape] = &[
    Shape { name: "quotes", most: 5_000, make: quotes },
    Shape { name: "quotes, text", most: 5_000, make: quotes_in_text },
    Shape {
        name: "quotes, one paragraph",
        most: 5_000,
        make: |n| format!("<article><h1>Many spoke</h1><p>{}", said(n)).into(),
    },
    Shape { name: "opening marks", most: 1_000_000, make: |n| story(&"“".repeat(n / 3)) },
    Shape { name: "straight marks", most: 1_000_000, make: |n| story(&"\" ' ".repeat(n / 4)) },
    Shape {
        name: "one sentence",
        most: 1_000_000,
        make: |n| story(&"the dam held and the river rose while ".repeat(n / 38)),
    },
    Shape { name: "one word", most: 1_000_000, make: |n| story(&"a".repeat(n)) },
    Shape { name: "names", most: 1_000_000, make: names },
    Shape { name: "one name", most: 1_000_000, make: |n| story(&"Ana Ruiz ".repeat(n / 9)) },
    Shape { name: "numbers", most: 1_000_000, make: |n| story(&"14 of 20 bridges, ".repeat(n / 18)) },
    Shape { name: "digits", most: 1_000_000, make: |n| story(&"1,".repeat(n / 2)) },
    Shape {
        name: "dates",
        most: 1_000_000,
        make: |n| story(&"on 3 March 2024 and last Monday, ".repeat(n / 33)),
    },
    Shape { name: "short sentences", most: 1_000_000, make: |n| story(&"It rained. ".repeat(n / 11)) },
    Shape { name: "points", most: 1_000_000, make: |n| story(&". ".repeat(n / 2)) },
    Shape { name: "combining marks", most: 1_000_000, make: |n| story(&"\u{301}".repeat(n / 2)) },
    Shape { name: "zero width", most: 1_000_000, make: |n| story(&"\u{200b}\u{200d}\u{feff}".repeat(n / 9)) },
    Shape { name: "overrides", most: 1_000_000, make: |n| story(&"\u{202e}moor\u{202c} ".repeat(n / 11)) },
    Shape {
        name: "paragraphs",
        most: 100_000,
        make: |n| story(&"The dam held on Monday night.</p><p>".repeat(n)),
    },
    Shape { name: "nested blocks", most: 100_000, make: |n| format!("{}a", "<div>".repeat(n)).into() },
    Shape { name: "nested marks", most: 100_000, make: |n| format!("{}a", "<b><i>".repeat(n / 2)).into() },
    Shape {
        name: "nested quotes",
        most: 100_000,
        make: |n| format!("{}a", "<blockquote><p>It held. ".repeat(n / 2)).into(),
    },
    Shape { name: "nested lists", most: 100_000, make: |n| format!("{}a", "<ul><li>".repeat(n / 2)).into() },
    Shape {
        name: "nested tables",
        most: 100_000,
        make: |n| format!("{}a", "<table><tr><td>".repeat(n / 3)).into(),
    },
    Shape {
        name: "elements",
        most: 1_000_000,
        make: |n| format!("<body>{}", "<div></div>".repeat(n)).into(),
    },
    Shape {
        name: "links",
        most: 200_000,
        make: |n| format!("<body><ul>{}", "<li><a href=/a>Dam holds</a></li>".repeat(n / 2)).into(),
    },
    Shape {
        name: "clutter",
        most: 200_000,
        make: |n| format!("<body>{}", "<div class=ad><p>Advertisement</p></div>".repeat(n / 2)).into(),
    },
    Shape {
        name: "one text",
        most: 50_000_000,
        make: |n| story(&"The dam held, and the river rose. ".repeat(n / 34)),
    },
    Shape {
        name: "one attribute",
        most: 50_000_000,
        make: |n| format!("<p class='{}'>The dam held.", "a ".repeat(n / 2)).into(),
    },
    Shape { name: "attributes", most: 100_000, make: attributes },
    Shape {
        name: "metadata",
        most: 100_000,
        make: |n| "<meta property=og:title content='Dam holds'>".repeat(n).into(),
    },
    Shape {
        name: "JSON-LD, deep",
        most: 1_000_000,
        make: |n| format!("<script type=application/ld+json>{}</script>", "[".repeat(n)).into(),
    },
    Shape { name: "JSON-LD, many", most: 100_000, make: many_scripts },
    Shape {
        name: "a sentence of 5 MB",
        most: 5_000_000,
        make: |n| story(&"the dam held and ".repeat(n / 17)),
    },
    Shape { name: "all combining marks", most: 50_000_000, make: |n| "\u{301}\u{20d0}".repeat(n / 5).into() },
    Shape { name: "lone surrogates", most: 1_000_000, make: surrogates },
    Shape {
        name: "invalid UTF-8",
        most: 1_000_000,
        make: |n| story_of_bytes(&[0xff, b'a', 0xc3, b' '].repeat(n / 4)),
    },
    Shape {
        name: "fragments", most: 1_000_000, make: |n| story(&"it was “bad” then and ".repeat(n / 24))
    },
    Shape {
        name: "fragments, told",
        most: 1_000_000,
        make: |n| story(&("“It was “bad” then, and ".repeat(n / 28) + "said Ana Ruiz.")),
    },
    Shape {
        name: "quotes that go on",
        most: 1_000_000,
        make: |n| story(&"“It rained.</p><p>".repeat(n / 20)),
    },
    Shape {
        name: "one long quote",
        most: 1_000_000,
        make: |n| {
            story(&format!("Ana Ruiz and Omar Haddad of Karsk said: “{}”", "it rained and ".repeat(n / 14)))
        },
    },
    Shape {
        name: "reported",
        most: 1_000_000,
        make: |n| story(&"Ana Ruiz said that the dam had held. ".repeat(n / 37)),
    },
    Shape { name: "comments", most: 1_000_000, make: |n| format!("<body>a{}", "<!-- -->a".repeat(n)).into() },
    Shape { name: "elements of a snapshot", most: 1_000_000, make: snapshot },
    Shape { name: "levels of a snapshot", most: 100_000, make: deep_snapshot },
];

fn story(words: &str) -> Vec<u8> {
    around(words).into()
}

fn around(words: &str) -> String {
    let lead =
        "<p>The dam above Karsk held on Monday night, the mayor said, and nobody was hurt in the valley.</p>"
            .repeat(4);
    format!("<article><h1>Dam holds</h1>{lead}<p>{words}</p></article>")
}

fn said(quotes: usize) -> String {
    let mut out = String::new();
    for n in 0..quotes {
        let _ = write!(
            out,
            "“We saw the water rise {n} times,” said Ana Ruiz, a baker. She added: “It was “bad” then.” "
        );
    }
    out
}

fn story_of_bytes(words: &[u8]) -> Vec<u8> {
    let story = around("|");
    let (before, after) = story.split_once('|').unwrap_or_default();
    [before.as_bytes(), words, after.as_bytes()].concat()
}

/// What a page gives that has cut its emoji in two; half of a pair is six characters of JSON.
fn surrogates(n: usize) -> Vec<u8> {
    let halves = r"\ud83d a\ude00".repeat(n / 14);
    format!(
        r#"{{"version":1,"names":["article","p"],"tree":[1,2,-1,0,0],"texts":["The dam held, {halves}."]}}"#
    )
    .into()
}

fn snapshot(n: usize) -> Vec<u8> {
    let steps = "2,0,".repeat(n);
    format!(r#"{{"version":1,"names":["body","div"],"tree":[1,{steps}0]}}"#).into()
}

fn deep_snapshot(n: usize) -> Vec<u8> {
    let steps = "2,".repeat(n);
    format!(r#"{{"version":1,"names":["body","div"],"tree":[1,{steps}-1],"texts":["The dam held."]}}"#).into()
}

fn quotes(n: usize) -> Vec<u8> {
    story(&said(n).replace("a baker. ", "a baker.</p><p>"))
}

fn quotes_in_text(n: usize) -> Vec<u8> {
    said(n).replace("a baker. ", "a baker.\n").into()
}

/// So many bytes of people, each another.
fn names(n: usize) -> Vec<u8> {
    let mut out = String::new();
    for n in 0..n / 22 {
        let name: String = n.to_string().bytes().map(|digit| (b'a' + digit - b'0') as char).collect();
        let _ = write!(out, "Mr Ka{name} Ro{name} of Karsk, ");
    }
    story(&out)
}

fn attributes(n: usize) -> Vec<u8> {
    let mut out = "<p".to_owned();
    for n in 0..n {
        let _ = write!(out, " data-{n}=a");
    }
    (out + ">The dam held.").into()
}

fn many_scripts(n: usize) -> Vec<u8> {
    r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Dam holds"}</script>"#
        .repeat(n / 10)
        .into()
}
