//! What holds for any page, and not only for those we thought of.
//!
//! `any.rs` makes pages and texts up, `clutter.rs` puts clutter into the pages of `tests/pages`, `kept.rs` reads what fuzzing found worth
//! keeping. `sound.rs` is what each digest is held against, `written.rs` what is written of it; `same.rs` is what does not change. A case that
//! failed is kept by proptest in a file beside `any.rs` and is tried first from then on.

mod any;
mod clutter;
mod kept;
mod same;
mod sound;
mod written;
