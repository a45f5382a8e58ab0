//! Inputs that fuzzing found worth keeping: all of `fuzz/corpus` that needs no more than this crate to be read.

use std::fs;
use std::path::Path;

use nutgraf::Page;
use nutgraf::page::{html, snapshot};

use crate::sound::complaints;

/// Runs a check on every input that is kept for a target.
#[track_caller]
fn on_all(target: &str, read: impl Fn(&[u8]) -> Option<Page>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut tried = 0;
    for entry in fs::read_dir(folder).expect("fuzz/corpus") {
        let path = entry.expect("an entry").path();
        if let Some(page) = read(&fs::read(&path).expect("an input")) {
            assert_eq!(complaints(&page), Vec::<String>::new(), "{}", path.display());
            tried += 1;
        }
    }
    assert!(tried > 10, "only {tried} of {target}");
}

#[test]
fn the_digest_of_every_kept_page_is_its_own_words() {
    on_all("markup", |bytes| Some(html::parse_bytes(bytes)));
}

#[test]
fn the_digest_of_every_kept_snapshot_is_its_own_words() {
    on_all("snapshot", |bytes| snapshot::parse(&String::from_utf8_lossy(bytes)).ok());
}

#[test]
fn the_digest_of_every_kept_text_is_its_own_words() {
    on_all("text", |bytes| Some(Page::from_text(&String::from_utf8_lossy(bytes))));
}
