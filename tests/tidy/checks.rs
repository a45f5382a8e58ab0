//! That each check can complain, and does not when there is nothing to complain of.

use super::*;

fn source(code: &str) -> Source {
    Source::read(code, 1).expect("Rust")
}

fn order() -> Vec<String> {
    super::order("pub mod page;\npub mod names;\npub mod quotes;\n#[cfg(x)]\nmod browser;\n")
}

#[test]
fn a_later_stage_is_seen_however_it_is_named() {
    assert_eq!(order(), ["page", "names", "quotes", "browser"]);
    for code in [
        "use crate::quotes::Quote;",
        "use crate::{page::Page, quotes};",
        "fn f(q: &crate::quotes::Quote) {}",
        "use super::quotes::Quote;",
    ] {
        assert_eq!(uses_below(&order(), "src/names.rs", &source(code)).len(), 1, "{code}");
        assert_eq!(uses_below(&order(), "src/quotes/mark.rs", &source(code)).len(), 0, "{code}");
    }
    let in_a_test = source("#[cfg(test)]\nmod tests { use crate::quotes; }\nuse crate::page::Page;");
    assert!(uses_below(&order(), "src/names.rs", &in_a_test).is_empty());
    let deep = Source::read("use super::super::quotes;", 2).expect("Rust");
    assert_eq!(uses_below(&order(), "src/names/person.rs", &deep).len(), 1);
}

#[test]
fn names_out_of_place_are_seen() {
    assert_eq!(out_of_place("src/text.rs", &source("use serde::Serialize;")).len(), 1);
    assert_eq!(out_of_place("src/text.rs", &source("fn f() { js_sys::eval(); s.len_utf16(); }")).len(), 2);
    assert_eq!(out_of_place("src/facts.rs", &source("use std::time::Instant;")).len(), 1);
    assert!(out_of_place("src/digest.rs", &source("use serde::Serialize;")).is_empty());
}

#[test]
fn markup_from_text_is_seen() {
    for line in ["el.innerHTML = text", "el.outerHTML = ''", "x.insertAdjacentHTML('', y)", "eval(code)"] {
        assert_eq!(markup("a.js", line).len(), 1, "{line}");
    }
    assert!(markup("a.js", "const before = root.outerHTML;\nretrieval(x);").is_empty());
}

#[test]
fn words_in_stage_code_are_seen() {
    let allowed = BTreeSet::from(["href".to_owned(), "is far away".to_owned()]);
    let check = |file, code| vocabulary(file, &source(code), &allowed).len();
    assert_eq!(check("src/quotes.rs", r#"const CUE: &str = "said";"#), 1);
    assert_eq!(check("src/facts/date.rs", r#"fn f(w: &[u8]) -> bool { matches!(w, b"monday") }"#), 1);
    assert_eq!(check("src/digest.rs", r#"const LABEL: &str = "Key points";"#), 0);
    let fine = r##"
        //! Words said in comments.
        /// And "in" documentation.
        #[allow(dead_code, reason = "because of this")]
        fn f() { g("href", "is far away", 'x', r#"\n\u{fffd}"#, format!("{x} dropped")).expect("proved"); }
        #[cfg(test)]
        mod tests { const SAID: &str = "said"; }
    "##;
    assert_eq!(check("src/quotes.rs", fine), 0);
}

#[test]
fn untidy_lists_are_seen() {
    for (list, complaints) in [
        ("a\nb\n", 0),
        ("# X\n\na b\n", 0),
        ("b\na\n", 1),
        ("a\na\n", 1),
        ("A\n", 1),
        ("new York\n", 1),
        ("dollar USD\n", 0),
        (" a\n", 1),
    ] {
        assert_eq!(untidy_list("x.txt", list).len(), complaints, "{list:?}");
    }
}

#[test]
fn another_bound_is_seen() {
    assert!(bounds_differ("collect.js", "const MOST_TEXT = 1 << 24;").is_some());
    assert!(bounds_differ("collect.js", "const MOST_TEXT = 2 << 20;").is_none());
}

#[test]
fn other_attributes_and_permissions_are_seen() {
    assert_eq!(attributes_differ("collect.js", "").len(), 1);
    let list = format!("const ATTRIBUTES = [{:?},\n'onclick'];", Attribute::NAMES[1..].join("\", \""))
        .replace('\\', "");
    assert_eq!(attributes_differ("collect.js", &list).len(), 2, "{list}");
    let designed =
        r#"{"permissions": ["storage", "activeTab", "scripting"], "optional_host_permissions": ["*://*/*"]}"#;
    assert!(permissions("m", designed).is_empty());
    assert_eq!(
        permissions("m", r#"{"permissions": ["storage", "tabs"], "host_permissions": ["<all_urls>"]}"#).len(),
        3
    );
    assert_eq!(permissions("m", "{").len(), 1);
}

#[test]
fn long_files_and_stale_reasons_are_seen() {
    let list = BTreeSet::from(["a.rs: one table".to_owned()]);
    let reasons = reasons(&list);
    assert!(length("b.rs", LONG + 1, &reasons).is_some() && length("a.rs", LONG, &reasons).is_some());
    assert_eq!(lines("a\nb\n#[cfg(test)]\nmod tests {\n}\n"), 2);
    assert!(length("b.rs", LONG, &reasons).is_none() && length("a.rs", LONG + 1, &reasons).is_none());
}
