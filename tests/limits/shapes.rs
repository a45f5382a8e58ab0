//! Pages of one kind of thing, as much of it as is asked for.

use std::fmt::Write as _;

/// A kind of page.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    /// How much the longest table asks for, in what the shape counts.
    pub(crate) most: usize,
    pub(crate) make: fn(usize) -> String,
}

/// Each with the size that has to be survived.
pub(crate) const SHAPES: &[Shape] = &[
    Shape { name: "quotes", most: 10_000, make: quotes },
    Shape { name: "quotes, text", most: 10_000, make: quotes_in_text },
    Shape {
        name: "quotes, one paragraph",
        most: 10_000,
        make: |n| format!("<article><h1>Many spoke</h1><p>{}", said(n)),
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
    Shape { name: "nested blocks", most: 100_000, make: |n| format!("{}a", "<div>".repeat(n)) },
    Shape { name: "nested marks", most: 100_000, make: |n| format!("{}a", "<b><i>".repeat(n / 2)) },
    Shape {
        name: "nested quotes",
        most: 100_000,
        make: |n| format!("{}a", "<blockquote><p>It held. ".repeat(n / 2)),
    },
    Shape { name: "nested lists", most: 100_000, make: |n| format!("{}a", "<ul><li>".repeat(n / 2)) },
    Shape { name: "nested tables", most: 100_000, make: |n| format!("{}a", "<table><tr><td>".repeat(n / 3)) },
    Shape { name: "elements", most: 1_000_000, make: |n| format!("<body>{}", "<div></div>".repeat(n)) },
    Shape {
        name: "links",
        most: 200_000,
        make: |n| format!("<body><ul>{}", "<li><a href=/a>Dam holds</a></li>".repeat(n / 2)),
    },
    Shape {
        name: "clutter",
        most: 200_000,
        make: |n| format!("<body>{}", "<div class=ad><p>Advertisement</p></div>".repeat(n / 2)),
    },
    Shape {
        name: "one text",
        most: 50_000_000,
        make: |n| story(&"The dam held, and the river rose. ".repeat(n / 34)),
    },
    Shape {
        name: "one attribute",
        most: 50_000_000,
        make: |n| format!("<p class='{}'>The dam held.", "a ".repeat(n / 2)),
    },
    Shape { name: "attributes", most: 100_000, make: attributes },
    Shape {
        name: "metadata",
        most: 100_000,
        make: |n| "<meta property=og:title content='Dam holds'>".repeat(n),
    },
    Shape {
        name: "JSON-LD, deep",
        most: 1_000_000,
        make: |n| format!("<script type=application/ld+json>{}</script>", "[".repeat(n)),
    },
    Shape { name: "JSON-LD, many", most: 100_000, make: many_scripts },
];

fn story(words: &str) -> String {
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

fn quotes(n: usize) -> String {
    story(&said(n).replace("a baker. ", "a baker.</p><p>"))
}

fn quotes_in_text(n: usize) -> String {
    said(n).replace("a baker. ", "a baker.\n")
}

/// So many bytes of people, each another.
fn names(n: usize) -> String {
    let mut out = String::new();
    for n in 0..n / 22 {
        let name: String = n.to_string().bytes().map(|digit| (b'a' + digit - b'0') as char).collect();
        let _ = write!(out, "Mr Ka{name} Ro{name} of Karsk, ");
    }
    story(&out)
}

fn attributes(n: usize) -> String {
    let mut out = "<p".to_owned();
    for n in 0..n {
        let _ = write!(out, " data-{n}=a");
    }
    out + ">The dam held."
}

fn many_scripts(n: usize) -> String {
    r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Dam holds"}</script>"#
        .repeat(n / 10)
}
