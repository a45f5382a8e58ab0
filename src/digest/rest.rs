//! Whether all of a story is on its page, and if not, what is in the way.

use super::Digest;
use crate::language::METADATA_MARKUP;
use crate::page::{Attribute, Page, Tag};

/// A story in more parts than this is a list of stories.
const MOST_PAGES: u32 = 60;

/// "paywall" when the page has only the story's beginning, "pages" when the story goes on on others.
pub(super) fn of(page: &Page, digest: &Digest) -> Option<&'static str> {
    match digest.page.kind {
        "stub" => Some("paywall"),
        "article" if goes_on(page, &digest.page.url) => Some("pages"),
        _ => None,
    }
}

/// Whether the page links to the story's next page. Sites call the next story so, too: the address tells, which is this one's with a
/// number in it.
fn goes_on(page: &Page, url: &str) -> bool {
    page.nodes().filter(|(_, node)| matches!(node.tag, Tag::Link | Tag::A)).any(|(id, _)| {
        let rel = page.attribute(id, Attribute::Rel).unwrap_or_default();
        let href = page.attribute(id, Attribute::Href).unwrap_or_default();
        rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("next")) && is_next(url, href)
    })
}

/// Whether an address is that of a later page of the story at `url`: `/story/2`, `/story?page=2`, `/story-page-3.html`.
fn is_next(url: &str, next: &str) -> bool {
    let (Some(here), Some(there)) = (path(url), path(next)) else { return false };
    let same = shared(here.bytes().zip(there.bytes()));
    let rest = &there[there.floor_char_boundary(same)..];
    let end = shared(here.bytes().rev().zip(rest.bytes().rev()));
    let more = &rest[..rest.floor_char_boundary(rest.len() - end)];
    let rest_of_here = here.len().saturating_sub(same + end);
    let mut numbers = 0;
    let named =
        more.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).all(|part| {
            let number = part.parse::<u32>().is_ok_and(|number| (2..=MOST_PAGES).contains(&number));
            numbers += u32::from(number);
            number || METADATA_MARKUP.pages.contains(&part.to_ascii_lowercase())
        });
    // The number stands where this page has nothing, or the number before it.
    same > 1 && rest_of_here <= 2 && named && numbers == 1
}

/// How many bytes are the same, up to a number that is not.
fn shared(pairs: impl Iterator<Item = (u8, u8)>) -> usize {
    let (mut same, mut whole) = (0, 0);
    for (one, _) in pairs.take_while(|(one, other)| one == other) {
        same += 1;
        whole = if one.is_ascii_digit() { whole } else { same };
    }
    whole
}

/// Path and query of an address, which may be one of this site without its host.
fn path(url: &str) -> Option<&str> {
    let url = url.split('#').next().unwrap_or(url);
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?.1,
        None => url.trim_start_matches('/'),
    };
    (!path.is_empty()).then(|| path.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, next: &str, expected: bool) {
        assert_eq!(is_next(url, next), expected, "{url} → {next}");
    }

    #[test]
    fn a_later_page_of_the_story_is_told_from_the_next_story() {
        check("https://a.test/2024/ferry-sinks", "https://a.test/2024/ferry-sinks/2", true);
        check("https://a.test/2024/ferry-sinks/", "/2024/ferry-sinks?page=2", true);
        check("https://a.test/ferry.html", "https://a.test/ferry-page-3.html", true);
        check("https://a.test/ferry/2/", "https://a.test/ferry/3/", true);
        check("https://a.test/2024/ferry-sinks", "https://a.test/2024/ferry-raised", false);
        check("https://a.test/2024/ferry-sinks", "https://a.test/2024/ferry-sinks-deeper", false);
        check("https://a.test/story-10231", "https://a.test/story-10232", false);
        check("https://a.test/", "https://a.test/page/2", false);
        check("", "https://a.test/ferry/2", false);
    }
}
