//! Nutgraf: the story on a news page, its facts, and who said what.
//!
//! The modules are the stages, in order; each uses only those above it:
//!
//! page → article → text → names → quotes → facts → summary → digest
//!
//! [`digest`] runs them. It cannot fail, reads no clock, network or randomness, and gives the
//! same answer on every machine. Deliberately absent: errors (what is missing is `None` or empty), rewriting
//! (whatever is shown is a range of the page), and guessing (an unnamed speaker stays unnamed).

pub mod model;
mod order;
pub mod page;
pub mod language;
pub mod article;
pub mod text;
pub mod names;
pub mod quotes;
pub mod facts;
pub mod summary;
pub mod digest;
#[cfg(target_arch = "wasm32")]
pub mod browser;

pub use digest::Digest;
pub use page::Page;

/// Everything the stages made of one page, for those who want to look inside.
#[derive(Debug)]
pub struct Reading {
    /// The story and what is around it.
    pub article: article::Article,
    /// The story's sentences and tokens.
    pub text: text::Text,
    /// The people, organisations and places in it.
    pub names: names::Names,
    /// Who said what.
    pub quotes: Vec<quotes::Quote>,
    /// Its dates and numbers.
    pub facts: facts::Facts,
    /// The sentences that tell it, in its order.
    pub key_points: Vec<text::Span>,
}

/// Runs every stage on a page.
pub fn read(page: &Page) -> Reading {
    let article = article::extract(page);
    let language = article.language;
    let text = text::segment(&article, language);
    let names = names::find(&article, &text, language);
    let quotes = quotes::attribute(&article, &text, &names, language);
    let facts = facts::find(&article, &text, &names, language);
    let story = summary::feature::Story {
        article: &article,
        text: &text,
        names: &names,
        quotes: &quotes,
        facts: &facts,
    };
    let key_points = summary::choose(story, page.hints.key_points, language);
    Reading { article, text, names, quotes, facts, key_points }
}

/// What the sidebar shows of a page.
pub fn digest(page: &Page) -> Digest {
    digest::assemble(page, &read(page))
}
