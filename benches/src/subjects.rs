//! What is measured on every page, in the order of the table: the limits, ours by stage, the peers.
//!
//! An answer is given back by what was measured, so that letting go of it is not counted, neither for us nor for the peers.

use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind};

use nutgraf::{article, digest, facts, names, page, quotes, summary, text};
use url::Url;

/// What the ratios of the table are to.
pub const BARE: &str = "html5ever, bare";

/// Measures a piece of work under a name; pieces may hold others.
pub trait Meter: Sized {
    /// Does the work and keeps its measure.
    fn measure<T>(&mut self, name: &'static str, work: impl FnOnce(&mut Self) -> T) -> T;

    /// Notes that a subject gave no article of a page.
    fn failed(&mut self, name: &'static str);
}

/// Measures everything on a page.
pub fn all(html: &str, meter: &mut impl Meter) {
    black_box(meter.measure("memory copy", |_| html.to_owned()));
    black_box(meter.measure(BARE, |_| crate::bare::parse(html)));
    ours(html, meter);
    peers(html, meter);
}

/// Measures the limit and ours, without the peers.
pub fn without_peers(html: &str, meter: &mut impl Meter) {
    black_box(meter.measure(BARE, |_| crate::bare::parse(html)));
    ours(html, meter);
}

/// As `nutgraf::read` and `nutgraf::digest`, stage by stage.
fn ours(html: &str, meter: &mut impl Meter) {
    let all = meter.measure("nutgraf: html → digest", |meter| {
        let (page, article) = meter.measure("nutgraf: html → article", |meter| {
            let page = meter.measure("  parse", |_| page::html::parse(html));
            let article = meter.measure("  article", |_| article::extract(&page));
            (page, article)
        });
        let language = article.language;
        let text = meter.measure("  text", |_| text::segment(&article, language));
        let names = meter.measure("  names", |_| names::find(&article, &text, language));
        let quotes = meter.measure("  quotes", |_| quotes::attribute(&article, &text, &names, language));
        let facts = meter.measure("  facts", |_| facts::find(&article, &text, &names, language));
        let key_points = meter.measure("  summary", |_| {
            let story = summary::feature::Story {
                article: &article,
                text: &text,
                names: &names,
                quotes: &quotes,
                facts: &facts,
            };
            summary::choose(story, None, language)
        });
        let reading = nutgraf::Reading { article, text, names, quotes, facts, key_points };
        let digest = meter.measure("  digest", |_| digest::assemble(&page, &reading));
        (page, reading, digest)
    });
    black_box(all);
}

/// Each makes an article of the same HTML text, with its own defaults.
fn peers(html: &str, meter: &mut impl Meter) {
    peer("dom_smoothie 0.19.0", meter, || {
        let mut reader = dom_smoothie::Readability::new(html, None, None).ok()?;
        let article = reader.parse().ok()?;
        Some((reader, article))
    });
    peer("legible 0.5.1", meter, || legible::parse(html, Some("https://news.test/"), None).ok());
    peer("readability 0.3.0", meter, || {
        let url = Url::parse("https://news.test/").ok()?;
        readability::extractor::extract(&mut html.as_bytes(), &url).ok()
    });
    peer("rs-trafilatura 0.2.2", meter, || rs_trafilatura::extract(html).ok());
    peer("trafilatura 0.6.0", meter, || trafilatura::extract(html, &trafilatura::Options::default()).ok());
}

fn peer<T>(name: &'static str, meter: &mut impl Meter, extract: impl FnOnce() -> Option<T>) {
    let answer = meter.measure(name, |_| catch_unwind(AssertUnwindSafe(extract)).ok().flatten());
    if black_box(&answer).is_none() {
        meter.failed(name);
    }
}
