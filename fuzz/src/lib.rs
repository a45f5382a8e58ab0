//! What every input has to stand: it is read without a panic, twice with the same outcome, and its digest is sound.
//!
//! Each function is a target of `cargo xtask fuzz`. The checks are those of `tests/properties`, so that a finding is a failing case
//! there; [`news`](mod@news) and [`digest`] make up what random bytes would hardly ever be.

pub mod digest;
pub mod news;
#[path = "../../tests/properties/sound.rs"]
mod sound;
#[path = "../../tests/properties/written.rs"]
mod written;

use nutgraf::Page;
use nutgraf::page::{html, snapshot};

/// Any bytes, as a saved page.
pub fn markup(bytes: &[u8]) {
    sound(&html::parse_bytes(bytes));
}

/// Any bytes, as what the extension took of a page.
pub fn snapshot(bytes: &[u8]) {
    if let Ok(page) = snapshot::parse(&String::from_utf8_lossy(bytes)) {
        sound(&page);
    }
}

/// Any bytes, as a story without markup.
pub fn text(bytes: &[u8]) {
    sound(&Page::from_text(&String::from_utf8_lossy(bytes)));
}

/// A digest that no page need ever give.
pub fn renders(digest: &digest::Anything) {
    let digest = digest.digest();
    assert_eq!(written::complaints_of(&digest), Vec::<String>::new(), "{digest:#?}");
}

/// A news page.
pub fn news(news: &news::News) {
    let markup = news.markup();
    let mut page = html::parse(&markup);
    page.hints.language = news.language().map(str::to_owned);
    assert_eq!(sound::complaints(&page), Vec::<String>::new(), "{markup}");
}

fn sound(page: &Page) {
    assert_eq!(sound::complaints(page), Vec::<String>::new());
}
