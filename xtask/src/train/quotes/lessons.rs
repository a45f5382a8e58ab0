//! Sentences of our own to learn from: what news articles have too few of, and what small packs never show.
//!
//! A line of `lessons/*.txt` is a sentence with holes. `$W` is filled from the line `$W = one | other`, a small letter without such a line
//! with the last word of what fills the large one: a surname. `{q1 …}` are quoted words, `{r1 …}` reported ones, `{1 …}` or
//! `{1=$W she}` what names their speaker; ` ¶ ` ends a paragraph. Every sentence is filled a few times over.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use nutgraf::model::hash;
use serde_json::{Value, json};

/// Fills of a sentence.
const TURNS: usize = 6;

/// The files, by the language they are in.
const FILES: [(&str, &str); 2] =
    [("de", include_str!("lessons/de.txt")), ("en", include_str!("lessons/en.txt"))];

/// All sentences, filled, as records of a pack.
pub(super) fn records() -> anyhow::Result<Vec<Value>> {
    let mut records = Vec::new();
    for (language, file) in FILES {
        let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (fillers, sentences): (Vec<_>, Vec<_>) =
            lines.partition(|line| line.starts_with('$') && line.get(2..5) == Some(" = "));
        let fillers: BTreeMap<char, Vec<&str>> = fillers
            .iter()
            .filter_map(|line| Some((line.chars().nth(1)?, line[5..].split(" | ").collect())))
            .collect();
        for sentence in sentences {
            for turn in 0..TURNS {
                let id = format!("lesson/{language}/{turn}/{sentence}");
                let record = Lesson::of(&fillers, sentence, &id).with_context(|| sentence.to_owned())?;
                records.push(record.record(&id, language));
            }
        }
    }
    Ok(records)
}

/// A sentence being filled.
#[derive(Debug, Default)]
struct Lesson {
    text: String,
    /// Characters so far.
    length: usize,
    /// Words by the number of their quote, and whether they are quoted.
    words: Vec<(char, bool, [usize; 2])>,
    /// What names the speaker of a number, and whom it stands for.
    speakers: BTreeMap<char, ([usize; 2], String)>,
}

impl Lesson {
    fn of(fillers: &BTreeMap<char, Vec<&str>>, sentence: &str, id: &str) -> anyhow::Result<Self> {
        let mut lesson = Self::default();
        let mut rest = sentence;
        while let Some(open) = rest.find('{') {
            lesson.push(&fill(fillers, &rest[..open], id)?);
            let (inside, after) = rest[open + 1..].split_once('}').context("no closing brace")?;
            let (sign, words) = inside.split_once(' ').context("no words")?;
            let start = lesson.length;
            let filled = fill(fillers, words, id)?;
            lesson.push(&filled);
            let span = [start, lesson.length];
            let mut letters = sign.chars();
            match (letters.next(), letters.next()) {
                (Some('q'), Some(number)) => lesson.words.push((number, true, span)),
                (Some('r'), Some(number)) => lesson.words.push((number, false, span)),
                (Some(number), stands) => {
                    let name = if stands == Some('=') { &sign[2..] } else { words };
                    let person = name.split(' ').find(|word| is_person(fillers, word));
                    let person = person.map(str::to_uppercase).unwrap_or_default();
                    lesson.speakers.insert(number, (span, fill(fillers, &person, id)?));
                }
                _ => bail!("nothing before the words"),
            }
            rest = after;
        }
        lesson.push(&fill(fillers, rest, id)?);
        Ok(lesson)
    }

    fn push(&mut self, words: &str) {
        let begins = self.text.is_empty() || self.text.ends_with(['\n']) || self.text.ends_with(". ");
        let first = words.chars().next().filter(|_| begins);
        let rest = first.map_or(words, |first| &words[first.len_utf8()..]);
        self.text.extend(first.into_iter().flat_map(char::to_uppercase));
        self.text.push_str(rest);
        self.length += words.chars().count();
    }

    fn record(&self, id: &str, language: &str) -> Value {
        let mut quotes: Vec<Value> = Vec::new();
        let mut stretches = Vec::new();
        for (number, marked, span) in &self.words {
            let name = number.to_string();
            if *marked {
                stretches.push(json!({ "start": span[0], "end": span[1], "quote": name }));
            }
            if let Some(quote) = quotes.iter_mut().find(|quote| quote["id"] == name) {
                quote["parts"].as_array_mut().into_iter().for_each(|parts| parts.push(json!(span)));
                quote["end"] = json!(span[1]);
                continue;
            }
            let kind = if *marked { "direct" } else { "indirect" };
            let mut quote =
                json!({ "id": name, "start": span[0], "end": span[1], "parts": [span], "kind": kind });
            if let Some(([start, end], person)) = self.speakers.get(number) {
                quote["speaker_start"] = json!(start);
                quote["speaker_end"] = json!(end);
                quote["speaker_canonical"] = if person.is_empty() { Value::Null } else { json!(person) };
            }
            quotes.push(quote);
        }
        json!({ "id": id, "lang": language, "text": self.text, "quotes": quotes, "stretches": stretches })
    }
}

/// Whether a hole is a person's: a small letter stands for the surname.
fn is_person(fillers: &BTreeMap<char, Vec<&str>>, word: &str) -> bool {
    let letter = word.strip_prefix('$').and_then(|word| word.chars().next());
    letter.is_some_and(|letter| !fillers.contains_key(&letter) || PEOPLE.contains(&letter))
}

/// The letters of people.
const PEOPLE: [char; 4] = ['M', 'N', 'V', 'W'];

/// Fills the holes of some words; the same letter is the same throughout a sentence.
fn fill(fillers: &BTreeMap<char, Vec<&str>>, words: &str, id: &str) -> anyhow::Result<String> {
    let mut filled = String::new();
    let mut rest = words;
    while let Some(hole) = rest.find('$') {
        filled.push_str(&rest[..hole]);
        let letter = rest[hole + 1..].chars().next().context("a hole without a letter")?;
        let large = letter.to_ascii_uppercase();
        let list = fillers.get(&letter).or_else(|| fillers.get(&large));
        let list = list.with_context(|| format!("nothing fills ${letter}"))?;
        let which = if fillers.contains_key(&letter) { letter } else { large };
        let whole = list[hash(&format!("{which}{id}")) as usize % list.len()];
        let surname = whole.rsplit(' ').next().unwrap_or(whole);
        filled.push_str(if fillers.contains_key(&letter) { whole } else { surname });
        rest = &rest[hole + 1 + letter.len_utf8()..];
    }
    filled.push_str(rest);
    Ok(filled.replace(" ¶ ", "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_filled_and_offsets_follow() {
        let fillers = BTreeMap::from([('W', vec!["Ana Ruiz"]), ('k', vec!["it rained"])]);
        let sentence = "{r1 $k}, $W knew. ¶ “{q2 Wet},” {2=$W she} said to $w.";
        let lesson = Lesson::of(&fillers, sentence, "1").expect("a lesson");
        assert_eq!(lesson.text, "It rained, Ana Ruiz knew.\n“Wet,” she said to Ruiz.");
        let record = lesson.record("1", "en");
        assert_eq!(record["stretches"], json!([{ "start": 27, "end": 30, "quote": "2" }]));
        assert_eq!(record["quotes"][0]["parts"], json!([[0, 9]]));
        assert_eq!(record["quotes"][1]["speaker_start"], json!(33));
        assert_eq!(record["quotes"][1]["speaker_canonical"], "Ana Ruiz");
    }

    #[test]
    fn every_sentence_can_be_filled() {
        assert!(records().expect("the files can be read").len() > 500);
    }
}
