//! What whole pages say of themselves: one small page for each thing that sources get wrong.

use super::*;
use crate::page::html;

fn metadata(url: &str, page: &str) -> Metadata {
    let mut page = html::parse(page);
    url.clone_into(&mut page.url);
    read(&page)
}

#[track_caller]
fn check_title(page: &str, expected: &str) {
    let title = metadata("https://www.lenn-post.test/news/bridge", page).title;
    assert_eq!(title.as_deref(), Some(expected), "{page}");
}

#[track_caller]
fn check_byline(page: &str, expected: &str) {
    let head = "<title>Old bridge to close on Monday</title><h1>Old bridge to close on Monday</h1>";
    let byline = metadata("https://www.lenn-post.test/news/bridge", &format!("{head}{page}")).byline;
    assert_eq!(byline.join("; "), expected, "{page}");
}

#[track_caller]
fn check_date(url: &str, page: &str, expected: &str) {
    let published = metadata(url, page).published;
    assert_eq!(published.as_deref().unwrap_or("none"), expected, "{page}");
}

const URL: &str = "https://www.lenn-post.test/news/bridge";

#[test]
fn the_headline_is_the_heading_that_agrees_best_with_what_is_told() {
    // The tab has a short form of it, and so has a heading of the first level.
    check_title(
        "<meta property=og:title content='Seven mistakes that people make on bridges'><title>Bridge mistakes | Lenn Post</title>
        <h2 itemprop=headline>Seven mistakes that people make on bridges</h2><h1>Bridge mistakes</h1>",
        "Seven mistakes that people make on bridges",
    );
    // A recipe's name is that of its card.
    check_title(
        "<meta property=og:title content='Soft lemon cake from the tray'><h1>Soft lemon cake from the tray: simply good</h1>
        <script type=application/ld+json>{\"@type\":\"Recipe\",\"name\":\"Lemon cake\"}</script><h2>Lemon cake</h2>",
        "Soft lemon cake from the tray: simply good",
    );
}

#[test]
fn the_headline_may_be_one_part_of_the_title() {
    check_title(
        "<meta property=og:title content='Ana and the Waves – Blue Quay'><h1>Blue Quay</h1>",
        "Blue Quay",
    );
    check_title(
        "<title>旧橋は月曜日に閉鎖：町の知らせ</title><h1>旧橋は月曜日に閉鎖</h1>",
        "旧橋は月曜日に閉鎖",
    );
    check_title(
        "<title>Old bridge to close | News | Lenn Post</title><h1>News</h1><h2>Old bridge to close</h2>",
        "Old bridge to close",
    );
}

#[test]
fn the_line_above_a_headline_is_no_part_of_it() {
    check_title(
        "<title>Repairs on the Lenn - Old bridge to close</title><h1><span class=kicker>Repairs on the Lenn</span> Old bridge to close</h1>",
        "Old bridge to close",
    );
    check_title(
        "<title>Old bridge to close</title><h1><span class=x7>Traffic</span> Old bridge to close</h1>",
        "Old bridge to close",
    );
    check_title(
        "<title>Old bridge to close</title><h1><span class=date>6.3.2024</span>Old bridge to close</h1>",
        "Old bridge to close",
    );
}

#[test]
fn a_page_may_tell_others_another_headline_than_it_shows() {
    check_title(
        "<title>Is this the end of the crossing?</title><h1>How the old bridge came to be closed</h1>",
        "How the old bridge came to be closed",
    );
    check_title(
        "<title>Is this the end of the crossing?</title><h1><a href='/'>All the news of the valley</a></h1>",
        "Is this the end of the crossing?",
    );
}

#[test]
fn a_byline_is_told_by_the_word_before_it() {
    check_byline(
        "<p>By <strong>Ana Maria Ruiz</strong></p><p>LENN (LP) - The bridge closes.</p>",
        "Ana Maria Ruiz",
    );
    check_byline("<div><b>Von:</b><br><br>Jürgen Vogt</div>", "Jürgen Vogt");
    check_byline(
        "<div>So the bridge is closed<br>By Ana Ruiz, Post staff<br>Posted: 3 May</div>",
        "Ana Ruiz",
    );
    check_byline("<span>by HarbourFan, Dec 3rd 2023</span>", "HarbourFan");
    check_byline("<p>Gastbeitrag von Jürgen Vogt</p>", "Jürgen Vogt");
    check_byline("<p>Par Hélène Petit</p>", "Hélène Petit");
    check_byline(
        "<div class=byline>By <span class=byline__name>Ana Ruiz</span> and Tom Okafor, LNN</div>",
        "Ana Ruiz; Tom Okafor",
    );
}

#[test]
fn what_only_looks_like_a_byline_names_nobody() {
    check_byline("<button>Text Size</button><p>From the archive</p><p>By the numbers</p>", "");
    check_byline(
        "<p>The plan, a <a href=1>paper</a> by <span>Tom Okafor</span>, was read by all who came to the quay that day, and by <a href=2>Ana Ruiz</a>.</p>",
        "",
    );
    check_byline("<a class=author-card href=1>edit</a><a href=/profile/logout>Logout</a>", "");
    check_byline("<p>Writers may <a href=/2024/writers-strike.html>Strike</a>.</p>", "");
    check_byline("<p class=author>Shutterstock / Tom Okafor</p>", "");
}

#[test]
fn who_took_the_picture_did_not_write_the_story() {
    check_byline(
        "<div><div><img src=a.jpg><div><span>The bridge on the day before it was closed, seen from the mill.</span><span>By <a href=/writer/1>Tom Okafor</a></span></div></div></div>
        <div><span>By <a href=/writer/2>Ana Ruiz</a>, Post Staff Writer</span></div>",
        "Ana Ruiz",
    );
    check_byline(
        "<figure><img src=a.jpg><figcaption>The mill. By Tom Okafor</figcaption></figure><p class=byline>Ana Ruiz</p>",
        "Ana Ruiz",
    );
}

#[test]
fn the_paper_beside_a_name_is_not_part_of_it() {
    check_byline(
        "<div class=byline><a href=/staff/ana-ruiz>Ana Ruiz</a> <span>Lenn Valley Post</span></div>",
        "Ana Ruiz",
    );
    check_byline(
        "<meta name=author content='Ana Ruiz and Tom Okafor, Harbour Times'>",
        "Ana Ruiz; Tom Okafor",
    );
    check_byline("<meta name=author content='Ana Ruiz The Harbour Press'>", "Ana Ruiz");
    check_byline("<meta name=author content='Ana Ruiz, PhD, Head of Repairs'>", "Ana Ruiz");
    check_byline("<meta name=author content='Politics | Ana Ruiz'>", "Ana Ruiz");
}

#[test]
fn authors_may_stand_below_the_story() {
    let story = "<p>The bridge closes.</p>".repeat(300);
    check_byline(
        &format!(
            "{story}<div class=post-footer>Posted by <a rel=author href=1>Ana Ruiz</a></div><footer>By <a rel=author href=2>Web Makers</a></footer>"
        ),
        "Ana Ruiz",
    );
}

#[test]
fn a_site_is_its_own_author_only_when_it_is_somebody() {
    let site = |site: &str| {
        format!("<meta property=og:site_name content='{site}'><meta name=author content='{site}'>")
    };
    check_byline(&site("The Lenn Post"), "");
    check_byline(&site("Anna Ruiz"), "Anna Ruiz");
    check_byline(&site("lennfan"), "lennfan");
}

#[test]
fn the_shown_byline_corrects_what_machines_are_told() {
    let told = |name: &str| format!("<meta name=author content='{name}'>");
    let shown = "<p class=byline>By <a rel=author href=1>Ana Ruiz</a></p>";
    check_byline(&format!("{}{shown}", told("ANA RUIZ")), "Ana Ruiz");
    check_byline(&format!("{}{shown}", told("aruiz")), "Ana Ruiz");
    check_byline(&format!("{}{shown}", told("Associated Press")), "Ana Ruiz");
    check_byline(&format!("{}{shown}", told("Ana Ruiz, Tom Okafor, Li Wei, Jo Hale")), "Ana Ruiz");
    check_byline(&format!("{}{shown}", told("Tom Okafor")), "Tom Okafor");
}

#[test]
fn the_day_is_the_pages_own() {
    let told = |time: &str| {
        format!("<meta property=article:published_time content='{time}'><h1>Old bridge to close</h1>")
    };
    let shown = "<time>3 May 2024</time>";
    check_date(URL, &format!("{}{shown}", told("2024-05-04T00:53:29Z")), "2024-05-03");
    check_date(URL, &format!("{}{shown}", told("2024-05-03T00:53:29Z")), "2024-05-03T00:53:29Z");
    // No clock on earth is so far behind.
    check_date(URL, &format!("{}{shown}", told("2024-05-04T20:00:00Z")), "2024-05-04T20:00:00Z");
    check_date("https://lenn-post.test/2024/05/03/bridge", &told("2024-05-04T00:53:29Z"), "2024-05-03");
}

#[test]
fn a_number_that_may_be_day_or_month_is_what_another_source_says() {
    let page = "<html lang=de><meta name=date content='11/01/2023 12:43:42'><h1>Alte Brücke gesperrt</h1>";
    check_date(URL, &format!("{page}<p>01.11.2023</p>"), "2023-11-01");
    check_date(URL, page, "2023-01-11");
}

#[test]
fn a_page_shows_its_date_in_many_places() {
    let page = |shown: &str| format!("<h1>Old bridge to close</h1>{shown}");
    check_date(URL, "<h1><span class=date>27.01.2022</span>Old bridge to close</h1>", "2022-01-27");
    check_date(
        URL,
        &page("<abbr class=published title=2017-09-09T10:52:00+02:00>10:52</abbr>"),
        "2017-09-09T10:52:00+02:00",
    );
    check_date(
        URL,
        &page(
            "<time datetime=2023-12-21T14:44:18Z>Posted: Dec 20, 2023 | Last Updated: December 21, 2023</time>",
        ),
        "2023-12-20",
    );
    let dateline = "LENN, Dec 20, 2025 (LP) - The old bridge over the Lenn will close on Monday, the town council said, and so will the quay, the mill and the road to the island, for a year or more.";
    check_date(URL, &page(&format!("<p>{dateline}</p>")), "2025-12-20");
    check_date(URL, &page("<p>Last updated 3 May 2024</p>"), "none");
    check_date(URL, &page(&format!("{}<time>3 May 2024</time>", "<i></i>".repeat(900))), "2024-05-03");
}

#[test]
fn the_address_is_trusted_before_a_line_of_text() {
    let url = "https://lenn-post.test/2023/dec/21/bridge";
    check_date(url, "<h1>Old bridge to close</h1><p>On 15 September 2023 he had said so.</p>", "2023-12-21");
    check_date(url, "<h1>Old bridge to close</h1><time>22 December 2023</time>", "2023-12-22");
}

#[test]
fn a_meta_element_of_any_name_may_be_dated() {
    check_date(URL, "<meta name=w-published-date content=2025-05-27><h1>Bridge</h1>", "2025-05-27");
    check_date(URL, "<meta name=eventStartDate content=2025-05-27><h1>Bridge</h1>", "none");
    check_date(
        URL,
        "<meta name=articleFirstPublished content=2025-05-27><h1>Bridge</h1><time itemprop=datePublished datetime=2025-05-28></time>",
        "2025-05-28",
    );
}

#[test]
fn of_several_stories_the_one_with_the_pages_title_counts() {
    let story = |headline: &str, author: &str| {
        format!(
            "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"{headline}\",\"author\":{{\"name\":\"{author}\"}},\"datePublished\":\"2024-05-03\"}}</script>"
        )
    };
    check_byline(
        &format!("{}{}", story("Ferry sinks", "Tom Okafor"), story("Old bridge to close", "Ana Ruiz")),
        "Ana Ruiz",
    );
}

#[test]
fn section_and_picture_are_read() {
    let page = r#"<script type=application/ld+json>{"@graph":[{"@type":"NewsArticle","headline":"Old bridge to close","articleSection":["Traffic"],
        "image":{"@id":"\#p"},"author":"<a href='/a'>Ana Ruiz</a>"},{"@type":"ImageObject","@id":"\#p","url":"/bridge.jpg"}]}</script>"#;
    let Metadata { section, image, byline, .. } = metadata(URL, &page.replace("\\#", "#"));
    assert_eq!(section.as_deref(), Some("Traffic"));
    assert_eq!(image.as_deref(), Some("https://www.lenn-post.test/bridge.jpg"));
    assert_eq!(byline, ["Ana Ruiz"]);
}

#[test]
fn the_way_to_a_page_leads_through_its_section() {
    let page = r#"<title>Old bridge to close</title><script type=application/ld+json>[{"@type":"NewsArticle","headline":"Old bridge to close"},
        {"@type":"BreadcrumbList","itemListElement":[{"name":"Home"},{"item":{"name":"Traffic"}},{"name":"Old bridge to close"}]}]</script>"#;
    assert_eq!(metadata(URL, page).section.as_deref(), Some("Traffic"));
}

#[test]
fn a_page_in_an_archive_is_of_the_host_it_was_taken_from() {
    let site = |url: &str| metadata(url, "<h1>Old bridge to close</h1>").site;
    assert_eq!(
        site("https://archive.test/web/2014/http://www.lenn-post.test/a").as_deref(),
        Some("lenn-post.test")
    );
    assert_eq!(site("https://lenn-post.test/a?from=https://ferry.test/").as_deref(), Some("lenn-post.test"));
}
