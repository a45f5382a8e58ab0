//! How many of the numbers in sentences of our own come out right; `README.md` beside this says how the sentences are written.

use nutgraf::Page;

/// What was expected, found and right.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Score {
    pub(crate) expected: usize,
    pub(crate) found: usize,
    pub(crate) right: usize,
}

impl Score {
    pub(crate) fn precision(&self) -> f64 {
        100.0 * self.right as f64 / self.found.max(1) as f64
    }

    pub(crate) fn recall(&self) -> f64 {
        100.0 * self.right as f64 / self.expected.max(1) as f64
    }
}

/// An answer of the file.
struct Answer {
    required: bool,
    value: f64,
    unit: String,
    /// Wordings: the words that must be there, and those that may.
    about: Vec<(Vec<String>, Vec<String>)>,
}

/// A sentence, and what came out wrong of it.
pub(crate) struct Mistake {
    pub(crate) sentence: String,
    pub(crate) wrong: Vec<String>,
}

/// Scores a file of sentences.
pub(crate) fn score(file: &str) -> (Score, Vec<Mistake>) {
    let mut score = Score::default();
    let mut mistakes = Vec::new();
    for (sentence, answers) in read(file) {
        let wrong = judge(&sentence, &answers, &mut score);
        if !wrong.is_empty() {
            mistakes.push(Mistake { sentence, wrong });
        }
    }
    (score, mistakes)
}

fn read(file: &str) -> Vec<(String, Vec<Answer>)> {
    let mut sentences: Vec<(String, Vec<Answer>)> = Vec::new();
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match (line.split_once(' '), sentences.last_mut()) {
            (Some((sign @ ("=" | "?"), rest)), Some((_, answers))) => answers.push(answer(sign == "=", rest)),
            _ => sentences.push((line.to_owned(), Vec::new())),
        }
    }
    sentences
}

fn answer(required: bool, line: &str) -> Answer {
    let (number, about) = line.split_once(" | ").unwrap_or((line, ""));
    let (value, unit) = number.split_once(' ').unwrap_or((number, ""));
    let value = value.parse().unwrap_or_else(|_| panic!("a value in {line:?}"));
    Answer { required, value, unit: unit.to_owned(), about: about.split(" / ").map(wording).collect() }
}

fn wording(printed: &str) -> (Vec<String>, Vec<String>) {
    let (mut must, mut may) = (Vec::new(), Vec::new());
    let mut in_brackets = false;
    for part in printed.split_inclusive(['[', ']']) {
        let words = words(part);
        if in_brackets { &mut may } else { &mut must }.extend(words);
        in_brackets = part.ends_with('[');
    }
    (must, may)
}

fn words(printed: &str) -> Vec<String> {
    let words = printed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).filter(|word| !["a", "an", "the", "s"].contains(&&**word)).collect()
}

fn judge(sentence: &str, answers: &[Answer], score: &mut Score) -> Vec<String> {
    let reading = nutgraf::read(&Page::from_text(sentence));
    let text = &reading.article.text;
    score.expected += answers.iter().filter(|answer| answer.required).count();
    let mut open: Vec<&Answer> = answers.iter().collect();
    let mut wrong = Vec::new();
    for number in &reading.facts.numbers {
        let about = number.about.as_ref().map_or("", |span| &text[span.clone()]);
        let unit = number.unit.as_deref().unwrap_or_default();
        let same = |answer: &&Answer| {
            (answer.value - number.value).abs() < 1e-4 * answer.value.abs().max(1e-3) && answer.unit == unit
        };
        let right = open.iter().position(|answer| same(answer) && is_about(answer, about));
        let optional = |answer: &&Answer| {
            !answer.required && (answer.value - number.value).abs() < 1e-4 * answer.value.abs().max(1e-3)
        };
        if let Some(at) = right.or_else(|| open.iter().position(optional)) {
            if open.remove(at).required {
                score.found += 1;
                score.right += 1;
            }
        } else {
            score.found += 1;
            wrong.push(format!("+ {} {unit} | {about}", number.value));
        }
    }
    for answer in open.iter().filter(|answer| answer.required) {
        let about: Vec<_> = answer.about.iter().map(|(must, _)| must.join(" ")).collect();
        wrong.push(format!("- {} {} | {}", answer.value, answer.unit, about.join(" / ")));
    }
    wrong
}

fn is_about(answer: &Answer, about: &str) -> bool {
    let found = words(about);
    answer.about.iter().any(|(must, may)| {
        must.iter().all(|word| found.contains(word))
            && found.iter().all(|word| must.contains(word) || may.contains(word))
    })
}
