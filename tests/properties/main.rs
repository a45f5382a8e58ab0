//! What holds for any page, and not only for those we thought of.
//!
//! `any.rs` makes pages and texts up, `clutter.rs` puts clutter into the pages of `tests/pages`, `sound.rs` is what each digest is held
//! against. A case that failed is kept by proptest in a file beside `any.rs` and is tried first from then on.

mod any;
mod clutter;
mod sound;
