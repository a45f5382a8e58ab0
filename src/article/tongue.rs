//! Which language a story is told in: what the caller or the page says, unless the small words of the text plainly say otherwise.

use super::Metadata;
use super::survey::Survey;
use super::words::push_lower;
use crate::language::Language;
use crate::model::hash;
use crate::page::Page;

/// Words that are looked at; a language shows itself much sooner.
const ENOUGH: usize = 500;

/// The language of a page's story.
pub(super) fn choose(page: &Page, survey: &Survey, metadata: &Metadata) -> &'static Language {
    let tag = page.hints.language.as_deref().or(metadata.language.as_deref());
    let prose = survey.passages.iter().filter(|passage| passage.words >= 15 && passage.stops > 0);
    of_text(tag, prose.map(|passage| survey.text(passage)))
}

/// The language of a text whose tag may be known.
pub(super) fn of_text<'a>(tag: Option<&str>, passages: impl Iterator<Item = &'a str>) -> &'static Language {
    let mut counts = [0_usize; 8];
    let mut lower = String::new();
    for word in passages.flat_map(str::split_ascii_whitespace).take(ENOUGH) {
        lower.clear();
        push_lower(&mut lower, word);
        let hash = hash(&lower);
        for (language, count) in Language::all().zip(&mut counts) {
            *count += usize::from(language.article.function_words.contains_hashed(&lower, hash));
        }
    }
    let told = tag.and_then(Language::of_tag);
    let (best, most) =
        Language::all().zip(counts).max_by_key(|(_, count)| *count).unwrap_or((Language::fallback(), 0));
    let of_told = told.map_or(0, |told| {
        Language::all()
            .zip(counts)
            .find(|(language, _)| language.code == told.code)
            .map_or(0, |(_, count)| count)
    });
    match told {
        Some(told) if most < 10 || 2 * of_told >= most => told,
        // A tag of a language without a folder, and few words of those with one.
        _ if most < 3 => Language::fallback(),
        _ => best,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_betray_the_language() {
        let german = "Die Brücke ist seit dem Morgen gesperrt, und der Umweg führt durch die Stadt, wie die Polizei am Abend mit einem Lächeln sagte, und das ist nicht gut.";
        assert_eq!(of_text(None, [german].into_iter()).code, "de");
        assert_eq!(of_text(Some("en-GB"), [german].into_iter()).code, "de");
        assert_eq!(of_text(Some("de-AT"), [""].into_iter()).code, "de");
        assert_eq!(of_text(None, [""].into_iter()).code, "en");
    }
}
