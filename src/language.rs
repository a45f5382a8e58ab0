//! All that differs between languages, as data: a language is a folder of word lists, and [`Language`] names them.
//!
//! Lists are text files, an entry a line, sorted, lower case, `#` for comments; they are read once, when first asked for.
//! Code holds shapes, never vocabulary.

use std::sync::LazyLock;

/// The word lists of one language, by the stage that reads them.
#[derive(Debug)]
pub struct Language {
    /// BCP 47 code, without region.
    pub code: &'static str,
}

/// A sorted list of words or phrases, in lower case.
#[derive(Debug)]
pub struct WordList(LazyLock<Vec<&'static str>, fn() -> Vec<&'static str>>);

impl WordList {
    /// Whether `entry`, given in lower case, is in the list.
    pub fn contains(&self, entry: &str) -> bool {
        self.0.binary_search(&entry).is_ok()
    }

    /// The entries, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.iter().copied()
    }
}

/// A [`WordList`] from a file beside this one: `word_list!("en/abbreviations.txt")`.
macro_rules! word_list {
    ($path:literal) => {
        WordList(LazyLock::new(|| entries(include_str!(concat!("language/", $path)))))
    };
}

fn entries(file: &'static str) -> Vec<&'static str> {
    let mut entries: Vec<_> =
        file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    entries.sort_unstable();
    entries
}

static ENGLISH: Language = Language { code: "en" };
static GERMAN: Language = Language { code: "de" };
static LANGUAGES: [&Language; 2] = [&ENGLISH, &GERMAN];

impl Language {
    /// The language of a BCP 47 tag (`de-AT` is `de`), where there is a folder for it.
    pub fn of_tag(tag: &str) -> Option<&'static Self> {
        let code = tag.split(['-', '_']).next().unwrap_or_default().trim().to_ascii_lowercase();
        LANGUAGES.iter().copied().find(|language| language.code == code)
    }

    /// The language used where none is known.
    pub fn fallback() -> &'static Self {
        &ENGLISH
    }
}
