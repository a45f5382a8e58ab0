//! How far two titles, or two names, are the same words.

use std::collections::BTreeSet;

/// A title, ready to be compared with many headings.
#[derive(Debug)]
pub(super) struct Folded {
    whole: String,
    words: usize,
    /// What stands before each of its marks, and what stands after each.
    beginnings: Vec<String>,
    ends: Vec<String>,
}

impl Folded {
    /// Folds a title and its parts.
    pub(super) fn of(title: &str) -> Self {
        let marks: Vec<(usize, char)> = title.char_indices().filter(|(_, c)| is_mark(*c)).collect();
        let whole = fold(title);
        Self {
            words: words(&whole).len(),
            whole,
            beginnings: marks.iter().map(|(at, _)| fold(&title[..*at])).collect(),
            ends: marks.iter().map(|(at, mark)| fold(&title[at + mark.len_utf8()..])).collect(),
        }
    }

    /// Whether two titles are one.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.whole == other.whole
    }

    /// How far a heading is what the title says, in percent: all of it, a part that its marks set off, or many of its words.
    pub(super) fn likeness(&self, heading: &str) -> u32 {
        /// Words of the longest title that one word may be a part of; in a longer one it is as likely the name of a section.
        const SHORT: usize = 3;
        let folded = fold(heading);
        if folded == self.whole {
            return 100;
        }
        let set_off = self.words <= SHORT || words(&folded).len() > 1;
        if set_off && self.beginnings.contains(&folded) {
            return 95;
        }
        if set_off && self.ends.contains(&folded) {
            return 80;
        }
        shared(&folded, &self.whole)
    }
}

/// Whether a character may stand between a headline and something else.
fn is_mark(c: char) -> bool {
    "|｜-–—:：·•_/«»‹›－".contains(c)
}

/// How far two titles have the same words, in percent.
pub(super) fn agreement(a: &str, b: &str) -> u32 {
    shared(&fold(a), &fold(b))
}

fn shared(a: &str, b: &str) -> u32 {
    if a == b {
        return 100;
    }
    let (a, b) = (words(a), words(b));
    (200 * a.intersection(&b).count() / (a.len() + b.len()).max(1)) as u32
}

/// The words of a folded text; a character of a script that has no spaces is one by itself.
pub(super) fn words(folded: &str) -> BTreeSet<&str> {
    let mut words = BTreeSet::new();
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        if word.chars().any(is_ideograph) {
            words.extend(word.char_indices().map(|(at, c)| &word[at..at + c.len_utf8()]));
        } else {
            words.insert(word);
        }
    }
    words
}

/// Kana, ideographs and Thai, which are written without spaces.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Letters and digits in lower case, a space between words: what two spellings of a title have in common.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’' | '\u{ad}') && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}
