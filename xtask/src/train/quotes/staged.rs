//! Reported speech put between marks, to learn from: who says something is told in the same way whether it is quoted or reported, and
//! a small pack has few quotes.

use serde_json::{Value, json};

/// The record with marks around every clause of reported speech that stands by itself; `None` where there is none.
pub(super) fn staged(record: &Value) -> Option<Value> {
    let text: Vec<char> = record["text"].as_str()?.chars().collect();
    let quotes = record["quotes"].as_array()?;
    let place = |value: &Value| value.as_u64().and_then(|place| usize::try_from(place).ok());
    let span = |quote: &Value| Some((place(&quote["start"])?, place(&quote["end"])?));
    let spans: Vec<_> = quotes.iter().filter_map(span).collect();
    let is_apart = |(start, end): (usize, usize)| {
        let others = spans.iter().filter(|(from, to)| *from < end && start < *to).count();
        let plain = !text[start..end].iter().any(|char| "„“”\"«»\n".contains(*char));
        others == 1 && plain && end - start > SHORTEST
    };
    let chosen = quotes.iter().filter(|quote| {
        quote["kind"] == "indirect" && quote["parts"].as_array().is_some_and(|parts| parts.len() == 1)
    });
    let chosen: Vec<_> = chosen
        .filter_map(|quote| Some((span(quote)?, &quote["id"])))
        .filter(|(span, _)| is_apart(*span))
        .collect();
    if chosen.is_empty() {
        return None;
    }
    let mut marked = String::with_capacity(text.len() + 2 * chosen.len());
    // Where each character comes to stand.
    let mut moved = Vec::with_capacity(text.len() + 1);
    let mut at = 0;
    for index in 0..=text.len() {
        let ends = chosen.iter().filter(|((_, end), _)| *end == index).count();
        let starts = chosen.iter().filter(|((start, _), _)| *start == index).count();
        marked.extend(std::iter::repeat_n('“', ends).chain(std::iter::repeat_n('„', starts)));
        at += ends + starts;
        moved.push(at);
        marked.extend(text.get(index));
        at += 1;
    }
    let shift = |value: &Value| {
        place(value).and_then(|place| moved.get(place)).map_or(Value::Null, |place| json!(place))
    };
    let mut record = record.clone();
    record["text"] = json!(marked);
    for quote in record["quotes"].as_array_mut()? {
        for key in ["start", "speaker_start", "end", "speaker_end"] {
            quote[key] = shift(&quote[key]);
        }
        for part in quote["parts"].as_array_mut()? {
            *part = json!([shift(&part[0]), shift(&part[1])]);
        }
    }
    let stretches = chosen.iter().map(
        |((start, end), quote)| json!({ "start": moved[*start], "end": moved[*end] - 1, "quote": quote }),
    );
    record["stretches"] = Value::Array(stretches.collect());
    Some(record)
}

/// A clause of fewer characters says little.
const SHORTEST: usize = 15;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reported_speech_is_put_between_marks_and_offsets_follow() {
        let record = json!({
            "text": "Sie sagte, es werde bald regnen. Er ging.",
            "quotes": [{ "id": 7, "start": 11, "end": 31, "parts": [[11, 31]], "kind": "indirect",
                "speaker_start": 0, "speaker_end": 3 }],
        });
        let staged = staged(&record).expect("a clause");
        assert_eq!(staged["text"], "Sie sagte, „es werde bald regnen“. Er ging.");
        assert_eq!(staged["stretches"], json!([{ "start": 12, "end": 32, "quote": 7 }]));
    }
}
