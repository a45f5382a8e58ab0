//! Pages of any size, to see how the cost grows: a fixture whose story is told again and again, and one that gathers teasers around it.

use std::fmt::Write as _;

/// What a page is made longer by.
#[derive(Debug, Clone, Copy)]
pub enum By {
    /// Paragraphs of the story.
    Story,
    /// Links to other stories, under the story.
    Teasers,
}

/// A page of about so many bytes.
pub fn page(by: By, size: usize) -> String {
    let mut html = String::with_capacity(size + 4096);
    html.push_str(HEAD);
    let mut count = 0;
    let story_size = match by {
        By::Story => size,
        By::Teasers => size.min(8_000),
    };
    while html.len() < story_size {
        paragraph(&mut html, count);
        count += 1;
    }
    html.push_str("</div></article><aside class=\"related-posts\"><h2>More stories</h2><ul>");
    let mut count = 0;
    while html.len() < size {
        teaser(&mut html, count);
        count += 1;
    }
    html.push_str(TAIL);
    html
}

const HEAD: &str = r#"<!doctype html><html lang="en"><head><title>Harbour council votes on the sea wall</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="2025-03-14T08:00:00Z"></head>
<body><header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header><main><article><h1>Harbour council votes on the sea wall</h1>
<p class="byline">By Nora Wexford</p><div class="entry-content">"#;

const TAIL: &str = "</ul></aside></main><footer><p>Terms of use</p></footer></body></html>";

/// Paragraphs differ in their numbers, so that none is a repetition of another.
fn paragraph(html: &mut String, count: usize) {
    let people = ["Helena Brandt", "Ayesha Karim", "Tom Okafor", "Lucia Moreno"];
    let person = people[count % people.len()];
    let _ = write!(
        html,
        "<p>The council heard on 12 March that {} households in ward {count} had asked for a higher wall, and that the work would \
         cost £{} million. <a href=\"/ward/{count}\">The ward&rsquo;s report</a> names the streets.</p>\n\
         <p>&ldquo;Item {count} has waited for years, and nobody will wait for another winter,&rdquo; said {person}, who chairs the \
         committee.</p>\n",
        count * 7 + 3,
        count % 90 + 2,
    );
}

fn teaser(html: &mut String, count: usize) {
    let _ = writeln!(
        html,
        "<li class=\"teaser\"><a href=\"/story/{count}\"><img src=\"/{count}.jpg\" alt=\"\"><h3>What ward {count} wants from the \
         harbour</h3></a><span class=\"date\">3 March 2025</span></li>",
    );
}
