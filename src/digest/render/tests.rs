//! One small digest in every format.

use expect_test::{Expect, expect};

use super::super::{Excerpt, PageFacts, Points, Speaker, Story, VERSION};
use super::*;

const TEXT: &str =
    "Two towns agreed on Wednesday to build a wall. “We waited,” said Ines Duarte, “and the water did not.”";

/// Where some words stand in [`TEXT`], in code points.
fn at(words: &str) -> Points {
    let byte = TEXT.find(words).expect("the words are in the text");
    let start = TEXT[..byte].chars().count();
    Points { start, end: start + words.chars().count() }
}

fn entity(name: &str, role: Option<&str>) -> Entity {
    Entity {
        name: name.to_owned(),
        role: role.map(str::to_owned),
        mentions: vec![at("Duarte")],
        prominence: 0,
    }
}

fn date(text: &str, kind: &'static str, value: Option<&str>) -> Date {
    Date { text: text.to_owned(), kind, value: value.map(str::to_owned), range: at("Wednesday") }
}

fn number(text: &str, about: Option<&str>) -> Number {
    Number {
        text: text.to_owned(),
        value: 1.0,
        unit: None,
        about: about.map(str::to_owned),
        range: at("Two"),
    }
}

fn quote(text: &str, kind: &'static str, parts: &[&str], speaker: Option<Speaker>) -> Quote {
    let parts: Vec<_> = parts.iter().map(|part| at(part)).collect();
    Quote {
        text: text.to_owned(),
        kind,
        range: at("We waited"),
        parts,
        stretches: Vec::new(),
        cue: None,
        speaker,
    }
}

fn speaker(name: &str, role: Option<&str>, anonymous: bool) -> Speaker {
    let (name, role) = (name.to_owned(), role.map(str::to_owned));
    Speaker { mention: name.clone(), name, range: at("Ines Duarte"), role, anonymous }
}

fn digest() -> Digest {
    Digest {
        version: VERSION,
        page: PageFacts {
            url: "https://coast.example/wall?a=1&b=2".to_owned(),
            title: Some("Towns *share* the cost of <the> wall".to_owned()),
            site: Some("Coast & Sea".to_owned()),
            byline: vec!["Mina Okafor".to_owned(), "Lev Brandt".to_owned()],
            published: Some("2024-02-28T09:30:00+01:00".to_owned()),
            modified: None,
            language: "en".to_owned(),
            kind: "article",
            words: 18,
            minutes: 1,
        },
        article: Story { text: TEXT.to_owned(), blocks: Vec::new() },
        key_points: vec![
            Excerpt { text: "Two towns agreed on Wednesday\n to build a wall.".to_owned(), range: at("Two") },
            Excerpt { text: "1. April is the day.".to_owned(), range: at("Two") },
        ],
        people: vec![entity("Ines Duarte", Some("mayor of Karsk")), entity("Tomas Reyle", None)],
        organisations: vec![entity("Harbour Board", None)],
        places: vec![entity("Karsk", None), entity("Odde", None)],
        dates: vec![
            date("on Wednesday", "date", Some("2024-02-28")),
            date("that day", "date", Some("2024-02-28")),
            date("four years", "duration", Some("P4Y")),
            date("one day", "date", None),
            date("2023", "date", Some("2023")),
        ],
        numbers: vec![
            number("$212 million", Some("cost of the wall")),
            number("7", None),
            number("$212 million", Some("cost of the wall")),
        ],
        quotes: vec![
            quote(
                "We waited,” said Ines Duarte, “and the water did not.",
                "direct",
                &["We waited,", "and the water did not."],
                Some(speaker("Ines Duarte", Some("mayor of Karsk"), false)),
            ),
            quote(
                "was “far too late”",
                "mixed",
                &[],
                Some(speaker("an official", Some("an official"), true)),
            ),
            quote("We waited,", "direct", &["We waited,"], None),
            quote("the wall would hold", "indirect", &[], Some(speaker("Tomas Reyle", None, false))),
        ],
        clutter: Vec::new(),
    }
}

#[track_caller]
fn check(format: fn(&Digest) -> String, digest: &Digest, expected: &Expect) {
    expected.assert_eq(&format(digest));
}

#[test]
fn as_markdown() {
    check(
        Digest::to_markdown,
        &digest(),
        &expect![[r#"
        # Towns \*share\* the cost of \<the> wall

        Coast & Sea · Mina Okafor, Lev Brandt · Wed 28 Feb 2024  
        <https://coast.example/wall?a=1&b=2>

        ## Key points

        - Two towns agreed on Wednesday to build a wall.
        - 1\. April is the day.

        ## Facts

        - **Who:** Ines Duarte (mayor of Karsk); Tomas Reyle; Harbour Board
        - **When:** Wed 28 Feb 2024 (“on Wednesday”); 2023
        - **Where:** Karsk; Odde
        - **How many:** **$212 million** cost of the wall

        ## Quotes

        > “We waited, … and the water did not.” — **Ines Duarte**, mayor of Karsk

        > was “far too late” — **an official**

        > “We waited,”
    "#]],
    );
}

#[test]
fn as_plain_text() {
    check(
        Digest::to_text,
        &digest(),
        &expect![[r#"
        Towns *share* the cost of <the> wall
        Coast & Sea · Mina Okafor, Lev Brandt · Wed 28 Feb 2024
        https://coast.example/wall?a=1&b=2

        Key points
        • Two towns agreed on Wednesday to build a wall.
        • 1. April is the day.

        Facts
        Who: Ines Duarte (mayor of Karsk); Tomas Reyle; Harbour Board
        When: Wed 28 Feb 2024 (“on Wednesday”); 2023
        Where: Karsk; Odde
        How many: $212 million cost of the wall

        Quotes
        “We waited, … and the water did not.” — Ines Duarte, mayor of Karsk
        was “far too late” — an official
        “We waited,”
    "#]],
    );
}

#[test]
fn as_html() {
    check(
        Digest::to_html,
        &digest(),
        &expect![[r#"
            <header lang="en">
            <h1>Towns *share* the cost of &lt;the&gt; wall</h1>
            <p>Coast &amp; Sea · Mina Okafor, Lev Brandt · Wed 28 Feb 2024<br><a href="https://coast.example/wall?a=1&amp;b=2">https://coast.example/wall?a=1&amp;b=2</a></p>
            </header>
            <section lang="en">
            <h2>Key points</h2>
            <ul>
            <li>Two towns agreed on Wednesday to build a wall.</li>
            <li>1. April is the day.</li>
            </ul>
            </section>
            <section lang="en">
            <h2>Facts</h2>
            <ul>
            <li><strong>Who:</strong> Ines Duarte (mayor of Karsk); Tomas Reyle; Harbour Board</li>
            <li><strong>When:</strong> Wed 28 Feb 2024 (“on Wednesday”); 2023</li>
            <li><strong>Where:</strong> Karsk; Odde</li>
            <li><strong>How many:</strong> <strong>$212 million</strong> cost of the wall</li>
            </ul>
            </section>
            <section lang="en">
            <h2>Quotes</h2>
            <blockquote><p>“We waited, … and the water did not.”<br>— <cite><strong>Ines Duarte</strong></cite>, mayor of Karsk</p></blockquote>
            <blockquote><p>was “far too late”<br>— <cite><strong>an official</strong></cite></p></blockquote>
            <blockquote><p>“We waited,”</p></blockquote>
            </section>
        "#]],
    );
}

fn bare(kind: &'static str) -> Digest {
    let Digest { page, .. } = digest();
    let page = PageFacts {
        kind,
        url: "javascript:alert(1)".to_owned(),
        byline: Vec::new(),
        published: None,
        ..page
    };
    Digest {
        page,
        key_points: Vec::new(),
        people: Vec::new(),
        organisations: Vec::new(),
        places: Vec::new(),
        dates: Vec::new(),
        numbers: Vec::new(),
        quotes: Vec::new(),
        ..digest()
    }
}

#[test]
fn a_page_without_a_story_gets_one_sentence() {
    check(
        Digest::to_markdown,
        &bare("none"),
        &expect![[r#"
        # Towns \*share\* the cost of \<the> wall

        Coast & Sea

        No story was found on this page.
    "#]],
    );
    check(
        Digest::to_html,
        &bare("none"),
        &expect![[r#"
            <header lang="en">
            <h1>Towns *share* the cost of &lt;the&gt; wall</h1>
            <p>Coast &amp; Sea</p>
            <p>No story was found on this page.</p>
            </header>
        "#]],
    );
}

#[test]
fn a_page_with_the_beginning_of_a_story_says_so() {
    check(
        Digest::to_text,
        &bare("stub"),
        &expect![[r#"
        Towns *share* the cost of <the> wall
        Coast & Sea

        Only the beginning of this story is on the page.
    "#]],
    );
}

/// A digest of nothing but an entry of each kind, on a page without an address, a site, a byline and a date.
fn nowhere() -> Digest {
    let mut nowhere = Digest {
        key_points: vec![Excerpt { text: "- It held.".to_owned(), range: at("Two") }],
        numbers: vec![number("1. 5", None)],
        quotes: vec![quote("We waited,", "direct", &["We waited,"], None)],
        ..bare("article")
    };
    (nowhere.page.title, nowhere.page.site) = (None, None);
    nowhere
}

#[test]
fn an_entry_of_a_page_without_an_address_has_its_words_and_nothing_more() {
    let clips = nowhere().clips(&Labels::ENGLISH, |_| "#:~:text=Two".to_owned());
    let all = [&clips.key_points, &clips.numbers, &clips.quotes];
    let all = all.map(|clips| (clips[0].clip.html.clone(), clips[0].clip.markdown.clone()));
    let expected = [
        ("<p>- It held.</p>\n", "\\- It held.\n"),
        ("<p>1. 5</p>\n", "1\\. 5\n"),
        ("<blockquote><p>“We waited,”</p></blockquote>\n", "> “We waited,”\n"),
    ];
    assert_eq!(all, expected.map(|(html, markdown)| (html.to_owned(), markdown.to_owned())));
}

#[test]
fn a_citation_that_begins_with_a_year_begins_no_list() {
    let mut nowhere = nowhere();
    nowhere.page.published = Some("2024".to_owned());
    assert_eq!(nowhere.pieces(&Labels::ENGLISH).citation.markdown, "2024\\.\n");
}

#[test]
fn a_page_that_tells_nothing_still_renders() {
    let mut nothing = bare("none");
    (nothing.page.title, nothing.page.site) = (None, None);
    check(
        Digest::to_text,
        &nothing,
        &expect![[r#"
        No story was found on this page.
    "#]],
    );
}
