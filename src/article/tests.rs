//! Whole pages through the stage: what is told, what is hidden, and what holds for every page.

use std::fmt::Write;

use expect_test::{Expect, expect};

use super::*;
use crate::page::html;

/// Shows the kind, the blocks, and what is hidden, and proves what holds for every page.
#[track_caller]
#[allow(clippy::needless_pass_by_value, reason = "a case reads best as `expect![…]`")]
fn check(page: &str, expected: Expect) {
    let page = html::parse(page);
    let article = extract(&page);
    let mut out = format!("{:?}\n", article.kind);
    for block in &article.blocks {
        let text = block.range.clone().map_or("-", |range| &article.text[range]);
        let _ = writeln!(out, "{:?}: {text}", block.kind);
        assert!(
            !article.hide.iter().any(|hidden| page.contains(hidden.element, block.element)),
            "hidden: {text}"
        );
    }
    for hidden in &article.hide {
        let _ = writeln!(out, "hide {:?}: {}", hidden.reason, hidden.text);
    }
    expected.assert_eq(&out);
    let mut covered = vec![false; article.text.len()];
    for run in &article.runs {
        assert_eq!(&page.text(run.node)[run.offset..][..run.range.len()], &article.text[run.range.clone()]);
        covered[run.range.clone()].fill(true);
    }
    let uncovered =
        article.text.char_indices().find(|(at, c)| !c.is_whitespace() && !covered[*at]).map(|(at, _)| at);
    assert_eq!(uncovered, None, "every letter stands in the page");
}

const FIRST: &str = "The old bridge over the Lenn will close on Monday, the town council said.";
const SECOND: &str =
    "Repairs are to take a year, and buses will go round by the mill, an official told reporters.";

#[test]
fn a_story_is_what_is_left_without_navigation_and_clutter() {
    check(
        &format!(
            "<nav><a href=/>Home</a></nav><article><h1>Bridge closes</h1><p class=byline>By Ana Ruiz</p><p>{FIRST}</p>
            <div class=related-box><h3>More</h3><a href=1>Ferry sinks in the bay, nobody hurt</a></div>
            <p>See also <a href=2>Mill burns</a></p><p>{SECOND}</p></article><footer>© 2024</footer>"
        ),
        expect![[r#"
            Article
            Paragraph: The old bridge over the Lenn will close on Monday, the town council said.
            Paragraph: Repairs are to take a year, and buses will go round by the mill, an official told reporters.
            hide Navigation: Home
            hide Related: More Ferry sinks in the bay, nobody hurt
            hide Related: See also Mill burns
            hide Copyright: © 2024
        "#]],
    );
}

#[test]
fn two_line_breaks_end_a_paragraph_and_one_ends_a_line() {
    check(
        &format!(
            "<div><div>{FIRST}<br>\n<br>{SECOND}<br>The mill\n is  open.</div><div><a href=1>Home</a></div></div>"
        ),
        expect![[r#"
            Article
            Paragraph: The old bridge over the Lenn will close on Monday, the town council said.
            Paragraph: Repairs are to take a year, and buses will go round by the mill, an official told reporters.
            The mill is open.
            hide Navigation: Home
        "#]],
    );
}

#[test]
fn hashed_class_names_tell_nothing_and_the_story_is_found() {
    check(
        &format!(
            "<div class=x1a><div class=q9><span class=z>{FIRST}</span></div><div class=q9><span class=z>{SECOND}</span></div></div>
            <div class=x2b><a href=1>One</a> <a href=2>Two</a> <a href=3>Three</a></div>"
        ),
        expect![[r#"
            Article
            Paragraph: The old bridge over the Lenn will close on Monday, the town council said.
            Paragraph: Repairs are to take a year, and buses will go round by the mill, an official told reporters.
            hide Navigation: One Two Three
        "#]],
    );
}

#[test]
fn captions_stay_on_the_page_and_are_not_told() {
    check(
        &format!(
            "<article><p>{FIRST}</p><figure><img src=a.jpg><figcaption>The bridge. Photo: Ana Ruiz</figcaption></figure><p>{SECOND}</p></article>"
        ),
        expect![[r#"
            Article
            Paragraph: The old bridge over the Lenn will close on Monday, the town council said.
            Caption: -
            Paragraph: Repairs are to take a year, and buses will go round by the mill, an official told reporters.
        "#]],
    );
}

#[test]
fn only_the_first_of_two_articles_is_the_story() {
    check(
        &format!(
            "<main><article><h1>Bridge closes</h1><p>{FIRST}</p><p>{SECOND}</p></article>
            <article><h1>Ferry sinks</h1><p>The ferry to the island sank on Sunday, the coast guard said, and all aboard were saved.</p></article></main>"
        ),
        expect![[r#"
            Article
            Paragraph: The old bridge over the Lenn will close on Monday, the town council said.
            Paragraph: Repairs are to take a year, and buses will go round by the mill, an official told reporters.
            hide Related: Ferry sinks The ferry to the island sank on Sunday, the coast guard said, and all aboard were saved.
        "#]],
    );
}

#[test]
fn rows_of_teasers_are_not_the_story() {
    let teaser = |name: &str| {
        format!(
            "<div><a href=/{name}><h3>{name} and what it means for you</h3></a><p>A summary of it, in a sentence or so.</p></div>"
        )
    };
    check(
        &format!("<main><p>{FIRST}</p><p>{SECOND}</p>{}{}</main>", teaser("Ferry"), teaser("Mill")),
        expect![[r#"
            Article
            Paragraph: The old bridge over the Lenn will close on Monday, the town council said.
            Paragraph: Repairs are to take a year, and buses will go round by the mill, an official told reporters.
            hide Related: Ferry and what it means for you A summary of it, in a sentence or so.
            hide Related: Mill and what it means for you A summary of it, in a sentence or so.
        "#]],
    );
}

#[test]
fn what_is_hidden_is_not_told() {
    check(
        &format!("<p>{FIRST}</p><p hidden>Never shown, said nobody.</p><p>{SECOND}</p>"),
        expect![[r#"
        Article
        Paragraph: The old bridge over the Lenn will close on Monday, the town council said.
        Paragraph: Repairs are to take a year, and buses will go round by the mill, an official told reporters.
    "#]],
    );
}

#[test]
fn lists_quotes_and_headings_of_the_story_stay() {
    check(
        &format!(
            "<article><p>{FIRST}</p><h2>What is closed</h2><ul><li>The bridge</li><li>The quay</li></ul>
            <blockquote><p>We shall miss it, I think.</p></blockquote><p>{SECOND}</p><h2>Read more</h2></article>"
        ),
        expect![[r#"
            Article
            Paragraph: The old bridge over the Lenn will close on Monday, the town council said.
            Heading: What is closed
            ListItem: The bridge
            ListItem: The quay
            Quote: We shall miss it, I think.
            Paragraph: Repairs are to take a year, and buses will go round by the mill, an official told reporters.
            hide Related: Read more
        "#]],
    );
}

#[test]
fn a_front_page_has_no_story_and_keeps_everything() {
    let line = "<li><a href=1>Ferry sinks in the bay and nobody is hurt</a></li>";
    check(
        &format!("<h1>The Lenn Post</h1><ul>{}</ul><footer>Contact</footer>", line.repeat(9)),
        expect![[r#"
        None
    "#]],
    );
}

#[test]
fn a_wall_makes_a_stub() {
    check(
        &format!(
            "<article><p>{FIRST}</p><p>{SECOND}</p><div class=paywall><p>Subscribe to read on.</p></div></article>"
        ),
        expect![[r#"
            Stub
            Paragraph: The old bridge over the Lenn will close on Monday, the town council said.
            Paragraph: Repairs are to take a year, and buses will go round by the mill, an official told reporters.
            hide Paywall: Subscribe to read on.
        "#]],
    );
}

#[test]
fn a_live_report_is_all_its_entries() {
    check(
        &format!(
            "<h1>Bridge closes: live</h1><div class=live-feed><article class=live-entry><h2>Repairs</h2><p>{SECOND}</p><div class=share>Share this post</div></article>
            <article class=live-entry><h2>Closed</h2><p>{FIRST}</p></article>
            <article class=live-entry><h2>Good morning</h2><p>The council meets at nine, and we shall be there, as we always are.</p></article></div>"
        ),
        expect![[r#"
            Live
            Heading: Repairs
            Paragraph: Repairs are to take a year, and buses will go round by the mill, an official told reporters.
            Heading: Closed
            Paragraph: The old bridge over the Lenn will close on Monday, the town council said.
            Heading: Good morning
            Paragraph: The council meets at nine, and we shall be there, as we always are.
            hide Share: Share this post
        "#]],
    );
}

#[test]
fn byline_date_and_reading_time_stay_with_the_headline() {
    check(
        &format!(
            "<article><header><h1>Bridge closes</h1><div class=meta><span class=byline>By <a href=1>Ana Ruiz</a></span> <time>6 March</time> <span>4 min read</span></div>
            <ul class=share-buttons><li><a href=2>Share</a></li></ul></header><div class=entry-content><p>{FIRST}</p><p>{SECOND}</p></div></article>"
        ),
        expect![[r#"
            Article
            Paragraph: The old bridge over the Lenn will close on Monday, the town council said.
            Paragraph: Repairs are to take a year, and buses will go round by the mill, an official told reporters.
            hide Share: Share
        "#]],
    );
}

#[test]
fn a_pull_quote_is_not_told_twice() {
    check(
        &format!(
            "<article><p>{FIRST}</p><blockquote>“Buses will go round by the mill”</blockquote><p>{SECOND}</p>
            <blockquote>“We shall miss it, every day of the year.”</blockquote></article>"
        ),
        expect![[r#"
            Article
            Paragraph: The old bridge over the Lenn will close on Monday, the town council said.
            Caption: -
            Paragraph: Repairs are to take a year, and buses will go round by the mill, an official told reporters.
            Quote: “We shall miss it, every day of the year.”
        "#]],
    );
}

#[test]
fn a_dated_teaser_is_no_story() {
    let teaser = "<article><h3><a href=1>Ferry sinks in the bay</a></h3><p>Nobody is hurt.</p></article>";
    check(
        &format!(
            "<h1>The Lenn Post</h1><section><article><h2><a href=0>Bridge is to close</a></h2><p>{FIRST}</p><time datetime=2024-04-09>1 hour ago</time></article></section>
            <section>{}</section>",
            teaser.repeat(6)
        ),
        expect![[r#"
            None
        "#]],
    );
}

#[test]
fn prose_that_stands_apart_is_not_told_and_stays() {
    let paragraphs: Vec<_> =
        (0..30).map(|number| format!("<p>House {number} has heard it. {FIRST}</p>")).collect();
    let story = paragraphs.concat();
    let apart = format!(
        "<h2>On the water</h2><p>{SECOND}</p><p>{SECOND} Nobody was asked.</p><p>{SECOND} Still.</p>"
    );
    let page = html::parse(&format!(
        "<div class=story-body>{story}</div><div>{apart}<div class=ad-slot>Advertisement</div></div><footer>Imprint</footer>"
    ));
    let article = extract(&page);
    let hidden: Vec<_> = article.hide.iter().map(|hidden| hidden.text.as_str()).collect();
    assert_eq!(hidden, ["Advertisement", "Imprint"]);
    assert!(!article.text.contains(SECOND));
}

#[test]
fn a_table_between_paragraphs_is_told_whole() {
    let third = "Boats are to run every twenty minutes until then, and nobody pays for the crossing.";
    let links =
        (0..20).fold(String::new(), |links, at| links + &format!("<li><a href=/{at}>Page {at}</a></li>"));
    check(
        &format!(
            "<ul>{links}</ul><article><h1>Bridge closes</h1><p>{FIRST}</p><p>{SECOND}</p>
            <div class=wide><table><tr><th>Line</th><th>From</th></tr><tr><td><a href=/lines/4>4</a></td><td>the mill</td></tr>
            <tr><td>Twitter</td><td>7</td></tr></table></div><p>{third}</p>
            <ul class=share-list><li>Facebook</li><li>Copy link</li></ul><p>{FIRST} It had said so before.</p></article>"
        ),
        expect![[r#"
            Article
            Paragraph: The old bridge over the Lenn will close on Monday, the town council said.
            Paragraph: Repairs are to take a year, and buses will go round by the mill, an official told reporters.
            Table: Line
            Table: From
            Table: 4
            Table: the mill
            Table: Twitter
            Table: 7
            Paragraph: Boats are to run every twenty minutes until then, and nobody pays for the crossing.
            Paragraph: The old bridge over the Lenn will close on Monday, the town council said. It had said so before.
            hide Navigation: Page 0 Page 1 Page 2 Page 3 Page 4 Page 5 Page 6 Page 7 Page 8 Page 9 Page 10 Page 11 Page 12 Page 13 Page 14 Page 15 Page 16 Page 17 Page 18 Page 19
            hide Share: Facebook Copy link
        "#]],
    );
}

#[test]
fn a_small_box_below_the_word_for_adverts_is_an_advert() {
    check(
        &format!(
            "<article><h1>Bridge closes</h1><p>{FIRST}</p><p>{SECOND}</p></article>
            <div>Advertisement<br><br>Boots for all weathers, half price until Sunday!</div>"
        ),
        expect![[r#"
            Article
            Paragraph: The old bridge over the Lenn will close on Monday, the town council said.
            Paragraph: Repairs are to take a year, and buses will go round by the mill, an official told reporters.
            hide Advert: Advertisement Boots for all weathers, half price until Sunday!
        "#]],
    );
}

#[test]
fn questions_to_the_reader_and_lengths_of_films_are_not_told() {
    check(
        &format!(
            "<article><h1>Bridge closes</h1><p>{FIRST}</p><p>2:07</p><h4>Poll: will you take the bus?</h4>
            <p>Do you know more about the bridge? Write to tips@lenn.example.</p><p>{SECOND}</p><p>Was this article helpful?</p></article>"
        ),
        expect![[r#"
            Article
            Paragraph: The old bridge over the Lenn will close on Monday, the town council said.
            Paragraph: Repairs are to take a year, and buses will go round by the mill, an official told reporters.
            hide Promo: Poll: will you take the bus?
            hide AuthorBio: Do you know more about the bridge? Write to tips@lenn.example.
            hide Comments: Was this article helpful?
        "#]],
    );
}

#[test]
fn posts_below_one_headline_are_a_thread_and_stories_with_their_own_are_not() {
    let post = |name: &str, text: &str| {
        format!("<article class=post><h4><a href=/u/{name}>{name}</a></h4><div>{text}</div></article>")
    };
    let thread = format!("<h1>Which way round the bridge?</h1>{}{}", post("Ada", FIRST), post("Ben", SECOND));
    check(
        &thread,
        expect![[r#"
        Article
        Paragraph: The old bridge over the Lenn will close on Monday, the town council said.
        Paragraph: Repairs are to take a year, and buses will go round by the mill, an official told reporters.
        hide Related: Ada
        hide Related: Ben
    "#]],
    );
    let stories = format!(
        "<h1>Bridge closes</h1><article class=post><p>{FIRST}</p><p>{SECOND}</p></article>
        <article class=post><h2>Ferry sinks in the bay</h2><p>Nobody was hurt when the ferry sank on Friday.</p></article>"
    );
    check(
        &stories,
        expect![[r#"
            Article
            Paragraph: The old bridge over the Lenn will close on Monday, the town council said.
            Paragraph: Repairs are to take a year, and buses will go round by the mill, an official told reporters.
            hide Related: Ferry sinks in the bay Nobody was hurt when the ferry sank on Friday.
        "#]],
    );
}
