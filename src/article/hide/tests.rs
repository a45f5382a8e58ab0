//! The laws of hiding, one invented page each: what goes, and that everything else stays.

use crate::article::{Article, extract};
use crate::page::{Page, Tag, html, snapshot};

const FIRST: &str = "The old bridge over the Lenn will close on Monday, the town council said.";
const SECOND: &str =
    "Repairs are to take a year, and buses will go round by the mill, an official told reporters.";

/// The texts in sight of a page after hiding, and those out of sight, in document order.
fn looked_at(page: &Page, article: &Article) -> (Vec<String>, Vec<String>) {
    let (mut seen, mut gone) = (Vec::new(), Vec::new());
    for (id, node) in
        page.nodes().filter(|(id, node)| node.tag == Tag::Text && !page.text(*id).trim().is_empty())
    {
        let hidden = article.hide.iter().any(|item| page.contains(item.element, id));
        let list = if hidden || node.hidden { &mut gone } else { &mut seen };
        list.push(page.text(id).trim().to_owned());
    }
    (seen, gone)
}

/// Proves that just these texts go, and what holds for every page: only outermost elements, none around the story.
#[track_caller]
fn check(page: &Page, expected: &[&str]) {
    let article = extract(page);
    assert_eq!(looked_at(page, &article).1, expected);
    for item in &article.hide {
        assert!(
            !article
                .hide
                .iter()
                .any(|other| { other.element != item.element && page.contains(other.element, item.element) })
        );
        assert!(!article.blocks.iter().any(|block| page.contains(item.element, block.element)));
    }
}

#[track_caller]
fn check_html(body: &str, expected: &[&str]) {
    let mut page = html::parse(body);
    "https://www.lennpost.test/news/bridge".clone_into(&mut page.url);
    check(&page, expected);
}

#[track_caller]
fn check_story(inside: &str, expected: &[&str]) {
    check_html(
        &format!("<article><h1>Bridge closes</h1><div><p>{FIRST}</p>{inside}<p>{SECOND}</p></div></article>"),
        expected,
    );
}

#[test]
fn links_to_other_pages_of_the_site_go() {
    check_story(
        "<ul><li><a href=/ferry>Ferry sinks in the bay</a></li><li><a href=/mill>Mill burns</a></li></ul>",
        &["Ferry sinks in the bay", "Mill burns"],
    );
    check_story(
        "<p><a href=https://sport.lennpost.test/a>Rowers win the cup again</a></p>",
        &["Rowers win the cup again"],
    );
}

#[test]
fn links_to_other_sites_stay() {
    check_story(
        "<ul><li><a href=https://shop.test/a>Boots for every tide</a></li><li><a href=//shop.test/b>Oilskins</a></li></ul>",
        &[],
    );
    check_story("<p><a href=/out/1 rel='sponsored nofollow'>Boots for every tide</a></p>", &[]);
}

#[test]
fn a_table_of_contents_stays() {
    let entries = "<li><a href=#a>What is closed</a></li><li><a href=#b>How to go round</a></li>";
    check_story(
        &format!(
            "<nav><ol>{entries}</ol></nav><h2 id=a>What is closed</h2><p>{FIRST} All of it.</p><h2 id=b>How</h2>"
        ),
        &[],
    );
}

#[test]
fn a_link_over_an_advert_goes_with_it() {
    check_story(
        "<div><span>Advertisement</span><a href=#after>Skip advertisement</a></div><p id=after>So it is.</p>",
        &["Advertisement", "Skip advertisement"],
    );
}

#[test]
fn what_repeats_a_line_is_left_untold_and_stays() {
    check_story(&format!("<p>{FIRST}</p>"), &[]);
}

#[test]
fn prose_in_a_box_with_a_misleading_name_stays() {
    check_story(
        &format!(
            "<div class=bridge-widget><p>{SECOND} Nobody was asked.</p><p>{FIRST} That was all it said.</p></div>"
        ),
        &[],
    );
    check_story(
        "<div class=bridge-widget><a href=/a>Tides</a> <a href=/b>Weather</a></div>",
        &["Tides", "Weather"],
    );
}

#[test]
fn the_headlines_block_stays_whatever_box_it_is_in() {
    let page = format!(
        "<title>Bridge closes</title><meta name=author content='Ana Ruiz'><meta property=article:published_time content=2024-03-06>
        <article><header><h1>Bridge closes</h1><p class=strapline>A year without it.</p>
        <div class=author-bio-and-share><a href=/ana>Ana Ruiz</a><p>6 March 2024</p><a href=/s>Share</a></div></header>
        <div><p>{FIRST}</p><p>{SECOND}</p></div></article>"
    );
    check_html(&page, &["Share"]);
}

#[test]
fn a_heading_goes_with_the_list_below_it() {
    let list = "<h3>More of this</h3><ul><li><a href=/ferry>Ferry sinks in the bay</a></li></ul>";
    check_html(
        &format!("<article><p>{FIRST}</p><p>{SECOND}</p>{list}</article>"),
        &["More of this", "Ferry sinks in the bay"],
    );
}

#[test]
fn a_pull_quote_in_an_aside_stays() {
    check_story("<aside class=pull-quote><p>We shall miss it, I think.</p></aside>", &[]);
}

#[test]
fn pictures_and_players_of_the_story_stay_whole() {
    let page = html::parse(&format!(
        "<article><p>{FIRST}</p><div><video src=a.mp4></video><button></button></div><p>{SECOND}</p>
        <div class=related><img src=b.jpg><a href=/ferry>Ferry sinks</a></div></article>"
    ));
    let article = extract(&page);
    let hidden: Vec<_> = article.hide.iter().map(|item| page.node(item.element).tag).collect();
    assert_eq!(hidden, [Tag::Div], "the related box alone");
    check(&page, &["Ferry sinks"]);
}

#[test]
fn a_picture_that_belongs_to_a_dropped_line_goes_with_it() {
    let page = html::parse(&format!(
        "<article><p>{FIRST}</p><div><img src=b.jpg><a href=/ferry>Ferry sinks in the bay</a></div><p>{SECOND}</p></article>"
    ));
    let article = extract(&page);
    assert_eq!(article.hide.len(), 1);
    assert_eq!(page.node(article.hide[0].element).tag, Tag::Div);
}

/// A page as a browser sees it: the elements named in `pinned` stay in place, those in `boxes` are so high.
fn live(body: &str, pinned: &[&str], boxes: &[(&str, i32)]) -> Page {
    let mut page = html::parse(body);
    let json = snapshot::write(&page);
    let mut value: serde_json::Value = serde_json::from_str(&json).expect("what we write is JSON");
    let ordinal = |name: &str| {
        let named =
            page.nodes().find(|(id, _)| page.attribute(*id, crate::page::Attribute::Id) == Some(name));
        named.map_or(0, |(_, node)| node.ordinal)
    };
    let measured: Vec<i64> =
        boxes.iter().flat_map(|(name, height)| [ordinal(name).into(), 0, 0, 600, (*height).into()]).collect();
    value["pinned"] = pinned.iter().map(|name| ordinal(name)).collect();
    value["boxes"] = measured.into();
    page = snapshot::parse(&value.to_string()).expect("a good snapshot");
    page
}

#[test]
fn a_wall_of_sentences_goes_when_it_stays_in_place() {
    let wall = "We and our partners keep small files on your device, to know what you read and for how long you read it.";
    let story = format!(
        "<div><p>{FIRST}</p><p>{SECOND}</p><p>{FIRST} It is old.</p><p>{SECOND} It is long.</p></div>"
    );
    let body = format!(
        "<div id=bar><p>High water at noon, low water at six.</p></div>{story}<div id=wall><p>{wall}</p></div>"
    );
    let page = live(&body, &["bar", "wall"], &[]);
    assert_eq!(looked_at(&page, &extract(&page)).1, ["High water at noon, low water at six.", wall]);
}

#[test]
fn a_heading_of_the_story_that_stays_in_place_is_kept() {
    let body = format!("<div><p>{FIRST}</p><h2 id=stays>Buses</h2><p>{SECOND}</p></div>");
    check(&live(&body, &["stays"], &[]), &[]);
}

#[test]
fn room_for_nothing_goes_among_paragraphs_and_stays_in_a_player() {
    let body = format!(
        "<div><p>{FIRST}</p><div id=hole></div><div><div id=sizer></div><iframe src=https://films.test/1></iframe></div><p>{SECOND}</p></div>"
    );
    let page = live(&body, &[], &[("hole", 600), ("sizer", 300)]);
    let article = extract(&page);
    let hidden: Vec<_> =
        article.hide.iter().map(|item| page.attribute(item.element, crate::page::Attribute::Id)).collect();
    assert_eq!(hidden, [Some("hole")]);
}
