//! Bylines to names: "By ANA RUIZ, Staff Writer | aruiz@paper.test" is one person.
//!
//! A name keeps the page's spelling. Roles, addresses, dates and the words around a byline go; agencies and desks that are
//! named stay, for they are who wrote the story.

use super::title::fold;
use crate::language::{Language, WordList};

/// Words in the longest name; more is a sentence.
const LONGEST_NAME: usize = 6;

/// The names in a byline. `site` is no author, where anybody else is.
pub(super) fn names(byline: &str) -> Vec<String> {
    if byline.contains("://") {
        return Vec::new();
    }
    let byline = without_openers(byline.trim());
    let mut names: Vec<String> = Vec::new();
    for part in byline.split([',', ';', '|', '/', '·', '•', '\n', '–', '—', '&', '(', ')']) {
        let part = part.trim();
        if is_suffix(part)
            && let Some(last) = names.last_mut()
        {
            last.push(' ');
            last.push_str(part);
            continue;
        }
        let words: Vec<&str> = part.split_whitespace().collect();
        for words in words.split(|word| listed(word, |language| &language.metadata.byline_joiners)) {
            let over = words.iter().position(|word| ends(word)).unwrap_or(words.len());
            let name = without_openers(&words[..over].join(" "))
                .trim_matches(['-', ':', '.', '*', '[', ']', ' '])
                .to_owned();
            // "Ana Ruiz, Post staff" is one author; "Post staff" alone is one, too.
            let desk = !names.is_empty()
                && listed(words.last().copied().unwrap_or_default(), |l| &l.metadata.byline_desks);
            if is_name(&name) && !desk && !names.iter().any(|other| fold(other) == fold(&name)) {
                names.push(name);
            }
            // After a date or an address nobody is named; after "for" or "in" the next part may name somebody.
            if words.get(over).is_some_and(|word| is_foreign(word)) {
                return names;
            }
            if over < words.len() {
                break;
            }
        }
    }
    names
}

/// Takes "By", "Von", "Written by:" off the front, as often as they stand there.
fn without_openers(mut byline: &str) -> &str {
    loop {
        let openers = Language::all().flat_map(|language| language.metadata.byline_openers.iter());
        let longest = openers
            .filter_map(|opener| Some((opener.len(), opened(byline, opener)?)))
            .max_by_key(|(length, _)| *length);
        match longest {
            Some((_, rest)) => byline = rest,
            None => return byline,
        }
    }
}

/// What follows `opener` at the front of a byline; it must end there as a word.
fn opened<'a>(byline: &'a str, opener: &str) -> Option<&'a str> {
    let front = byline.get(..opener.len())?;
    let rest = byline.get(opener.len()..)?;
    let ends = rest.starts_with(|c: char| c.is_whitespace() || c == ':');
    (front.to_lowercase() == opener && ends)
        .then(|| rest.trim_start_matches(|c: char| c.is_whitespace() || c == ':'))
}

/// Whether a text begins as a byline does, with a word or two that stand before authors and nowhere else.
pub(super) fn is_opened(text: &str) -> bool {
    Language::all()
        .any(|language| language.metadata.byline_openers.iter().any(|opener| opened(text, opener).is_some()))
}

fn listed(word: &str, list: fn(&'static Language) -> &'static WordList) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    Language::all().any(|language| list(language).contains(&word))
}

/// Whether the names in a part of a byline are over at a word.
fn ends(word: &str) -> bool {
    is_foreign(word) || listed(word, |language| &language.metadata.byline_ends)
}

/// Whether a word belongs to a date or an address.
fn is_foreign(word: &str) -> bool {
    // "Dec." is a month; April and May are people, too, and are followed by a number when they are not.
    let word = word.trim_end_matches('.');
    let name = listed(word, |language| &language.metadata.name_months);
    let month = word.chars().count() == 3 && !name && Language::month(word).is_some();
    month || word.contains('@') || word.contains(|c: char| c.is_ascii_digit())
}

/// "Jr." and the like, which a comma may part from their name.
fn is_suffix(part: &str) -> bool {
    matches!(part.trim_end_matches('.').to_ascii_lowercase().as_str(), "jr" | "sr" | "ii" | "iii" | "iv")
}

/// Whether a part of a byline can be somebody's name.
fn is_name(part: &str) -> bool {
    let lower = part.to_lowercase();
    let words: Vec<&str> = part.split_whitespace().collect();
    let capital =
        part.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase()) || words.len() == 1;
    let role = words.last().is_some_and(|word| listed(word, |language| &language.metadata.byline_roles));
    let nobody = Language::all().any(|language| language.metadata.no_author.contains(&lower));
    let opener = Language::all().any(|language| language.metadata.byline_openers.contains(&lower));
    let domain = words.len() == 1 && part.contains('.') && part == lower;
    let month = words.len() == 1 && Language::month(&lower).is_some();
    let labelled = month || part.contains(':') || part.contains('#');
    capital
        && !role
        && !nobody
        && !opener
        && !domain
        && !labelled
        && words.len() <= LONGEST_NAME
        && part.chars().count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(byline: &str, expected: &str) {
        assert_eq!(names(byline).join("; "), expected, "{byline}");
    }

    #[test]
    fn a_byline_gives_names() {
        check("By Ana Ruiz", "Ana Ruiz");
        check("By ANA RUIZ and Tom Okafor", "ANA RUIZ; Tom Okafor");
        check("Von Jürgen Vogt und Anna Klein", "Jürgen Vogt; Anna Klein");
        check("Written by: Ana Ruiz | Staff Writer", "Ana Ruiz");
        check("Ana Ruiz, Tom Okafor, Li Wei", "Ana Ruiz; Tom Okafor; Li Wei");
        check("Ana Ruiz for The Harbour Post", "Ana Ruiz");
        check("Byron Hale", "Byron Hale");
    }

    #[test]
    fn what_surrounds_the_names_goes() {
        check("By Ana Ruiz, Political Correspondent, aruiz@paper.test", "Ana Ruiz");
        check("Ana Ruiz Published 3 May 2024", "Ana Ruiz");
        check("Ana Ruiz (Updated: May 4)", "Ana Ruiz");
        check("https://www.paper.test/authors/ana", "");
        check("admin", "");
        check("paper.test", "");
        check("Staff Writer", "");
    }

    #[test]
    fn agencies_and_suffixes_stay() {
        check("Associated Press", "Associated Press");
        check("Ana Ruiz, Jr.", "Ana Ruiz Jr.");
        check("Ana Ruiz, Harbour staff", "Ana Ruiz");
        check("Harbour staff", "Harbour staff");
        check("University of Harbourside", "University of Harbourside");
    }
}
