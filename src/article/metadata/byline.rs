//! Bylines to names: "By ANA RUIZ, Staff Writer | aruiz@paper.test" is one person.
//!
//! A name keeps the page's spelling. Roles, addresses, dates and the words around a byline go; agencies and desks that are
//! named stay, for they are who wrote the story.

use super::super::words::bare;
use super::alike::{agreement, fold};
use crate::language::{Language, OTHER_BYLINE_OPENERS, Room, WordList, lower};
use crate::model::hash;

/// Words in the longest name; more is a sentence.
const LONGEST_NAME: usize = 6;

/// The names in a byline.
pub(super) fn names(byline: &str) -> Vec<String> {
    if byline.contains("://") {
        return Vec::new();
    }
    let byline = byline.replace(" - ", " | ");
    let byline = without_openers(byline.trim());
    let mut names: Vec<String> = Vec::new();
    'parts: for part in byline.split(PARTS) {
        let part = part.trim();
        if is_suffix(part)
            && let Some(last) = names.last_mut()
        {
            last.push(' ');
            last.push_str(part);
            continue;
        }
        let words: Vec<&str> = part.split_whitespace().collect();
        for (index, words) in
            words.split(|word| listed(word, |language| &language.metadata.byline_joiners)).enumerate()
        {
            let over = (0..words.len()).find(|at| ends(words, *at)).unwrap_or(words.len());
            let over = over.min(publication(words).unwrap_or(over));
            let name = without_openers(&words[..over].join(" ")).trim_matches(EDGES).to_owned();
            // "Ana Ruiz, Harbour Post" is one author; "Harbour Post" alone is one, too.
            let belongs = index == 0 && names.iter().any(|name| is_full_name(name)) && is_affiliation(&name);
            if is_name(&name) && !belongs && !names.iter().any(|other| fold(other) == fold(&name)) {
                names.push(name);
            }
            // After a date or an address nobody is named; after "for" or "in" the next part may name somebody.
            if over < words.len() && is_foreign(words, over) {
                break 'parts;
            }
            if over < words.len() {
                break;
            }
        }
    }
    without_labels(names)
}

/// Where the name of a publication begins that nothing parts from the author's: "Ana Ruiz The Harbour Post".
fn publication(words: &[&str]) -> Option<usize> {
    let article = |word: &str| {
        is_ordinary(word)
            && word.starts_with(char::is_uppercase)
            && !listed(word, |language| &language.names.particles)
    };
    let inside = words.len().checked_sub(1).filter(|last| *last > 2)?;
    let outlet = listed(words[inside], |language| &language.metadata.byline_outlets);
    (2..inside).find(|at| outlet && article(words[*at]))
}

/// Beside names of two words, one word by itself is a section or a label: "Politics | Ana Ruiz".
fn without_labels(mut names: Vec<String>) -> Vec<String> {
    if names.iter().any(|name| is_full_name(name) && name.contains(' ')) {
        names.retain(|name| name.contains(' ') || !name.is_ascii());
    }
    names
}

/// Whether a later part of a byline tells where the author before it works, or what degree or post that author has.
pub(super) fn is_affiliation(part: &str) -> bool {
    let mut words = part.split_whitespace();
    let last = part.rsplit([' ', '-']).next().unwrap_or_default();
    let short = words.next().is_some() && words.next().is_none() && is_acronym(part);
    short || listed(last, |l| &l.metadata.byline_desks) || listed(last, |l| &l.metadata.byline_outlets)
}

/// Whether a byline is the credit of a picture, by the agency that sold it.
pub(super) fn is_credit(line: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric()).any(|word| listed(word, |l| &l.metadata.picture_agencies))
}

/// Whether a word is letters of a degree, an agency, a station: "MBA", "AFP", "WXYZ-TV".
fn is_acronym(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() <= 6 && letters.clone().filter(|c| c.is_uppercase()).count() >= 2 && {
        let small = letters.clone().filter(|c| c.is_lowercase()).count();
        small <= 1 || letters.all(|c| !c.is_lowercase())
    }
}

/// Whether all the names are those of publications and agencies, and of nobody in person.
pub(super) fn are_outlets(names: &[String]) -> bool {
    !names.is_empty() && names.iter().all(|name| is_affiliation(name))
}

/// Whether a text looks like somebody's full name: two words or more, in capitals but for the small words of names.
pub(super) fn is_full_name(name: &str) -> bool {
    /// Characters of names in scripts that have no spaces.
    const UNSPACED: std::ops::RangeInclusive<usize> = 2..=12;
    if name.contains(['?', '!', '"', '“', '”', '„', '<', '>', '=', '{']) || !is_name(name) {
        return false;
    }
    if name.chars().all(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()) {
        return UNSPACED.contains(&name.chars().count());
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let small = |word: &str| {
        listed(word, |language| &language.names.particles)
            || listed(word, |language| &language.names.connectors)
    };
    let capital = |word: &str| word.chars().find(|c| c.is_alphabetic()).is_none_or(|c| !c.is_lowercase());
    let opens = words
        .first()
        .is_some_and(|word| capital(word) && (!is_ordinary(word) || words.len() > 2 || is_given_name(word)));
    words.len() >= 2
        && opens
        && words[1..].iter().all(|word| capital(word) || small(word))
        && !words.last().is_some_and(|word| is_ordinary(word) && word.chars().count() > 1)
}

/// Whether a word is one of the small words of a language.
fn is_ordinary(word: &str) -> bool {
    let lower = word.to_lowercase();
    Language::all().any(|language| language.article.function_words.contains(&lower))
}

/// Whether one word can be a name, where its place says that a name stands there.
pub(super) fn is_single_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    !name.contains(' ') && letters > 2 && is_name(name) && !is_ordinary(name)
}

/// Whether a name is a person's, by its first word: a publication may be called after its author.
pub(super) fn is_person(name: &str) -> bool {
    is_full_name(name) && !is_affiliation(name) && name.split_whitespace().next().is_some_and(is_given_name)
}

fn is_given_name(word: &str) -> bool {
    let word = word.to_lowercase();
    Language::all().any(|language| {
        language.names.female_names.contains(&word) || language.names.male_names.contains(&word)
    })
}

/// Whether two names are one person's: a name, and the same with its middle initial.
pub(super) fn is_same_person(a: &str, b: &str) -> bool {
    /// Percent of words that are the same.
    const SAME: u32 = 66;
    agreement(a, b) >= SAME
}

/// What parts a byline.
const PARTS: [char; 16] =
    [',', ';', '|', '/', '·', '•', '\n', '–', '—', '&', '(', ')', '，', '、', '｜', '\t'];

/// What may stand around a name and is none of it.
const EDGES: [char; 12] = ['-', ':', '.', '*', '[', ']', '【', '】', '《', '》', '>', ' '];

/// Takes "By", "Von", "Written by:" off the front, as often as they stand there.
fn without_openers(mut byline: &str) -> &str {
    loop {
        let longest = openers()
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
    let mut rest = byline.chars();
    let mut same = |wanted| rest.next().is_some_and(|c| c.to_lowercase().eq(std::iter::once(wanted)));
    if !opener.chars().all(&mut same) {
        return None;
    }
    let rest = rest.as_str();
    rest.starts_with(|c: char| c.is_whitespace() || c == ':')
        .then(|| rest.trim_start_matches(|c: char| c.is_whitespace() || c == ':'))
}

/// Whether a text begins as a byline does, with a word or two that stand before authors and nowhere else, and goes on.
pub(super) fn is_opened(text: &str) -> bool {
    openers().any(|opener| opened(text, opener).is_some_and(|rest| !rest.is_empty()))
}

/// Whether a text is only the beginning of a byline: "By", "Written by:".
pub(super) fn is_label(text: &str) -> bool {
    /// Bytes of the longest one.
    const LONGEST: usize = 32;
    let word = text.trim().trim_end_matches(':').trim_end();
    if word.len() > LONGEST {
        return false;
    }
    let mut room = Room::default();
    let word = lower(word, &mut room);
    opener_lists().any(|list| list.contains(&word))
}

fn openers() -> impl Iterator<Item = &'static str> {
    opener_lists().flat_map(WordList::iter)
}

fn opener_lists() -> impl Iterator<Item = &'static WordList> {
    Language::all().map(|language| &language.metadata.byline_openers).chain([&OTHER_BYLINE_OPENERS])
}

fn listed(word: &str, list: fn(&'static Language) -> &'static WordList) -> bool {
    let mut room = Room::default();
    let word = lower(bare(word), &mut room);
    let hash = hash(&word);
    Language::all().any(|language| list(language).contains_hashed(&word, hash))
}

/// Whether the names in a part of a byline are over at a word.
fn ends(words: &[&str], at: usize) -> bool {
    // "Institute for Marine Science" is not over after one word.
    let inside = at == 1 && words.len() > 2 && listed(words[at], |language| &language.names.connectors);
    is_foreign(words, at) || !inside && listed(words[at], |language| &language.metadata.byline_ends)
}

/// Whether a word belongs to a date or an address.
fn is_foreign(words: &[&str], at: usize) -> bool {
    let word = words[at].trim_end_matches('.');
    // "Dec." is a month where a number stands beside it; Jan and May are people, too.
    let numeric =
        |at: usize| words.get(at).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let month = Language::month(word).is_some() && (numeric(at + 1) || at > 0 && numeric(at - 1));
    // A name that readers chose for themselves may have digits after its letters.
    let alone = words.len() == 1 && word.starts_with(|c: char| c.is_alphabetic());
    month || word.contains('@') || !alone && word.contains(|c: char| c.is_ascii_digit())
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
    let is_role = |word: &&str| listed(word, |language| &language.metadata.byline_roles);
    let of = words.get(1).is_some_and(|word| listed(word, |language| &language.names.connectors));
    let role = words.last().is_some_and(is_role) || of && words.first().is_some_and(is_role);
    let nobody = Language::all().any(|language| language.metadata.no_author.contains(&lower));
    let weekday = words.len() == 1 && listed(part, |language| &language.text.weekdays);
    let domain = words.len() == 1 && part.contains('.') && part == lower;
    let month = words.len() == 1 && Language::month(&lower).is_some();
    let labelled = month || weekday || is_label(part) || part.contains(':') || part.contains('#');
    capital
        && !role
        && !nobody
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
