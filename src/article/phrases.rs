//! Lines that are clutter by what they say: "See also …", "Advertisement", "Follow us on …".
//!
//! The lines are data (`language/*/clutter-*.txt`). An entry is a whole line, or has stars where the line may go on.

use std::sync::LazyLock;

use super::Reason;
use super::lookup::{self, Lookup, hash};
use super::words::push_lower;
use crate::language::{Language, OTHER_LINES, WordList};

/// The longest line, in words, that an entry with a star can take away; a paragraph that happens to begin so is the story.
const LONGEST: usize = 45;

/// The clutter lines of every language in the shape that is matched.
#[derive(Debug)]
struct Phrases {
    whole: Lookup<Reason>,
    openings: Lookup<Reason>,
    pieces: Vec<(Vec<&'static str>, Reason)>,
    /// The letter pairs of each entry of `pieces`: a line that lacks one of them does not match.
    pairs: Vec<u128>,
}

/// The entries while they are read.
#[derive(Debug, Default)]
struct Entries {
    whole: Vec<(&'static str, Reason)>,
    openings: Vec<(&'static str, Reason)>,
    pieces: Vec<(Vec<&'static str>, Reason)>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut entries = Entries::default();
    for language in Language::all() {
        let lines = &language.article;
        for (list, reason) in [
            (&lines.advert, Reason::Advert),
            (&lines.related, Reason::Related),
            (&lines.newsletter, Reason::Newsletter),
            (&lines.share, Reason::Share),
            (&lines.follow, Reason::Follow),
            (&lines.author_bio, Reason::AuthorBio),
            (&lines.comments, Reason::Comments),
            (&lines.copyright, Reason::Copyright),
            (&lines.credit, Reason::Credit),
            (&lines.update, Reason::Update),
            (&lines.paywall, Reason::Paywall),
            (&lines.cookie, Reason::Cookie),
            (&lines.navigation, Reason::Navigation),
            (&lines.promo, Reason::Promo),
            (&lines.tags, Reason::Tags),
        ] {
            entries.add_all(list, reason);
        }
    }
    for (list, reason) in [
        (&OTHER_LINES.advert, Reason::Advert),
        (&OTHER_LINES.comments, Reason::Comments),
        (&OTHER_LINES.copyright, Reason::Copyright),
        (&OTHER_LINES.credit, Reason::Credit),
        (&OTHER_LINES.follow, Reason::Follow),
        (&OTHER_LINES.newsletter, Reason::Newsletter),
        (&OTHER_LINES.related, Reason::Related),
        (&OTHER_LINES.share, Reason::Share),
        (&OTHER_LINES.tags, Reason::Tags),
    ] {
        entries.add_all(list, reason);
    }
    let Entries { whole, openings, pieces } = entries;
    let pairs_of = |pieces: &[&str]| pieces.iter().fold(0, |all, piece| all | pairs(piece));
    Phrases {
        whole: Lookup::new(&whole, |first, _| first),
        openings: Lookup::new(&openings, |first, _| first),
        pairs: pieces.iter().map(|(pieces, _)| pairs_of(pieces)).collect(),
        pieces,
    }
});

impl Entries {
    fn add_all(&mut self, list: &'static WordList, reason: Reason) {
        for entry in list.iter() {
            self.add(entry, reason);
        }
    }

    fn add(&mut self, entry: &'static str, reason: Reason) {
        match entry.strip_suffix('*') {
            None if !entry.contains('*') => self.whole.push((entry, reason)),
            Some(opening) if !opening.contains('*') => self.openings.push((opening, reason)),
            _ => self.pieces.push((entry.split('*').collect(), reason)),
        }
    }
}

/// Letters of the longest opening.
const LONGEST_OPENING: usize = 60;

/// Why a line is clutter, if what it says makes it so.
pub(super) fn clutter(line: &str) -> Option<Reason> {
    clutter_in(line, &mut String::new())
}

/// [`clutter`] with room for a copy of the line.
pub(super) fn clutter_in(line: &str, copy: &mut String) -> Option<Reason> {
    if line.split_ascii_whitespace().nth(LONGEST).is_some() {
        return None;
    }
    plain(line, copy);
    let line = copy.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '©' | '@'));
    let bare = line.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '?'));
    let phrases = &*PHRASES;
    phrases.whole.get(hash(bare)).or_else(|| opening(phrases, line)).or_else(|| {
        let present = pairs(line);
        let may_match = |needed: &u128| needed & !present == 0;
        let mut entries = phrases.pairs.iter().zip(&phrases.pieces).filter(|(needed, _)| may_match(needed));
        entries.find(|(_, (pieces, _))| matches(line, bare, pieces)).map(|(_, (_, reason))| *reason)
    })
}

/// A line in lower case, with one kind of apostrophe and without spaces of no width.
fn plain(line: &str, plain: &mut String) {
    plain.clear();
    if line.is_ascii() {
        push_lower(plain, line);
    } else {
        let seen = line.chars().filter(|c| *c != '\u{200b}').map(|c| if c == '’' { '\'' } else { c });
        plain.extend(seen.flat_map(char::to_lowercase));
    }
}

/// Why a line is clutter by its first words: the shortest beginning that is an entry and ends where a word does.
fn opening(phrases: &Phrases, line: &str) -> Option<Reason> {
    let bytes = line.as_bytes();
    // Between two letters of ASCII no word ends; of others `goes_on` tells, once there is an entry.
    let is_letter = |c: u8| c.is_ascii_alphanumeric();
    let mut hash = lookup::EMPTY;
    for (at, byte) in bytes.iter().enumerate().take(LONGEST_OPENING) {
        hash = lookup::longer(hash, *byte);
        let next = bytes.get(at + 1);
        if next.is_some_and(|next| is_letter(*byte) && is_letter(*next)) {
            continue;
        }
        if let Some(reason) = phrases.openings.get(hash)
            && !goes_on(line, at + 1)
        {
            return Some(reason);
        }
    }
    None
}

/// Whether a word goes on at a place.
fn goes_on(line: &str, at: usize) -> bool {
    !line.is_char_boundary(at)
        || line[at..].starts_with(char::is_alphanumeric) && line[..at].ends_with(char::is_alphanumeric)
}

/// The pairs of bytes that follow one another in a text, each as one of 128 bits.
fn pairs(text: &str) -> u128 {
    let bit = |pair: &[u8]| pair[0].wrapping_mul(37) ^ pair[1];
    text.as_bytes().windows(2).fold(0, |all, pair| all | 1 << (bit(pair) & 127))
}

/// Whether the pieces stand in the line one after the other; the first begins it and the last ends it unless they are empty.
fn matches(line: &str, bare: &str, pieces: &[&str]) -> bool {
    let Some((last, others)) = pieces.split_last() else { return false };
    let mut rest = line;
    for (index, piece) in others.iter().enumerate() {
        match rest.find(piece) {
            Some(at) if index > 0 || at == 0 => rest = &rest[at + piece.len()..],
            _ => return false,
        }
    }
    last.is_empty() || rest.ends_with(last) || rest.len() >= last.len() && bare.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<Reason>) {
        assert_eq!(clutter(line), expected, "{line}");
    }

    #[test]
    fn lines_are_told_by_what_they_say() {
        check("See also  Harbour bridge closes for good", Some(Reason::Related));
        check("ADVERTISEMENT", Some(Reason::Advert));
        check("» Read more: why the bridge closed", Some(Reason::Related));
        check(
            "Follow us on Threads ,Instagram , and Join the Telegram Channel of example.test",
            Some(Reason::Follow),
        );
        check("Sign up and get the morning letter straight to your inbox.", Some(Reason::Newsletter));
        check("© 2024 The Harbour Post", Some(Reason::Copyright));
        check("Lesen Sie auch: Brücke gesperrt", Some(Reason::Related));
        check("Leia também: ponte fechada", Some(Reason::Related));
        check("Читайте также", Some(Reason::Related));
    }

    #[test]
    fn a_sentence_that_begins_alike_is_kept() {
        check("Read more books, the minister told pupils.", None);
        check("Advertisement revenue fell by a third, the paper said.", None);
        check("Watching the bridge go was hard, she said.", None);
    }
}
