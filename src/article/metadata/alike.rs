//! How far two titles, or two names, are the same words.

use super::super::lookup;

/// A title, ready to be compared with many headings.
#[derive(Debug)]
pub(super) struct Title {
    heading: Heading,
    /// What stands before each of its marks, and what stands after each.
    beginnings: Vec<String>,
    ends: Vec<String>,
}

/// A heading, ready to be compared with many titles.
#[derive(Debug)]
pub(super) struct Heading {
    folded: String,
    words: Words,
}

impl Heading {
    /// Folds a heading.
    pub(super) fn of(heading: &str) -> Self {
        let folded = fold(heading);
        Self { words: Words::of(&folded), folded }
    }
}

impl Title {
    /// Folds a title and its parts.
    pub(super) fn of(title: &str) -> Self {
        let marks: Vec<(usize, char)> = title.char_indices().filter(|(_, c)| is_mark(*c)).collect();
        Self {
            heading: Heading::of(title),
            beginnings: marks.iter().map(|(at, _)| fold(&title[..*at])).collect(),
            ends: marks.iter().map(|(at, mark)| fold(&title[at + mark.len_utf8()..])).collect(),
        }
    }

    /// Whether two titles are one.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.heading.folded == other.heading.folded
    }

    /// How far a heading is what the title says, in percent: all of it, a part that its marks set off, or many of its words.
    pub(super) fn likeness(&self, heading: &Heading) -> u32 {
        /// Words of the longest title that one word may be a part of; in a longer one it is as likely the name of a section.
        const SHORT: usize = 3;
        let Heading { folded, words } = heading;
        if *folded == self.heading.folded {
            return 100;
        }
        let set_off = self.heading.words.len() <= SHORT || words.len() > 1;
        if set_off && self.beginnings.contains(folded) {
            return 95;
        }
        if set_off && self.ends.contains(folded) {
            return 80;
        }
        words.shared(&self.heading.words)
    }
}

/// Whether a character may stand between a headline and something else.
fn is_mark(c: char) -> bool {
    "|｜-–—:：·•_/«»‹›－".contains(c)
}

/// How far two titles have the same words, in percent.
pub(super) fn agreement(a: &str, b: &str) -> u32 {
    let (a, b) = (Heading::of(a), Heading::of(b));
    if a.folded == b.folded { 100 } else { a.words.shared(&b.words) }
}

/// How many words a text has, each counted once.
pub(super) fn count_words(text: &str) -> usize {
    Words::of(&fold(text)).len()
}

/// The hashes of the words of a folded text, sorted, each once; a character of a script that has no spaces is one by itself.
#[derive(Debug)]
struct Words(Vec<u64>);

impl Words {
    fn of(folded: &str) -> Self {
        let mut words = Vec::new();
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            if word.chars().any(is_ideograph) {
                words.extend(word.char_indices().map(|(at, c)| lookup::hash(&word[at..at + c.len_utf8()])));
            } else {
                words.push(lookup::hash(word));
            }
        }
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    /// Words of both, in percent of all.
    fn shared(&self, other: &Self) -> u32 {
        let both = self.0.iter().filter(|word| other.0.binary_search(word).is_ok()).count();
        (200 * both / (self.len() + other.len()).max(1)) as u32
    }
}

/// Kana, ideographs and Thai, which are written without spaces.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Letters and digits in lower case, a space between words: what two spellings of a title have in common.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’' | '\u{ad}') && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}
