//! When and how many: the story's dates and numbers.
//!
//! Each sentence is cut into pieces once; the grammar of dates reads them first, and what it leaves is read by that of numbers, so that
//! the two never overlap. Dates are resolved against the publication date; one that cannot be resolved says so.
//! Numbers carry what they count. Those that tell the most come first.

mod piece;
mod calendar;
mod date;
mod number;
mod telling;

use crate::article::{Article, BlockKind};
use crate::language::Language;
use crate::names::Names;
use crate::text::{Span, Text};

/// The dates and numbers of a story, the most telling first.
#[derive(Debug, Default)]
pub struct Facts {
    /// Dates, times, durations and sets.
    pub dates: Vec<Date>,
    /// Numbers that count or measure something.
    pub numbers: Vec<Number>,
}

/// An expression of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// The words.
    pub span: Span,
    /// What it is.
    pub kind: DateKind,
    /// TIMEX3 value; `None` where it cannot be resolved.
    pub value: Option<String>,
}

/// The kinds of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "TIMEX3's own names")]
pub enum DateKind {
    Date,
    Time,
    Duration,
    Set,
}

/// A number that counts or measures something.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The number with its unit and magnitude as printed: "$1.2 billion", "41%", "442,000".
    pub span: Span,
    /// Its value: 1.2e9, 41, 442000; of a range or a score, the first.
    pub value: f64,
    /// What it is measured in: "USD", "%", "km"; `None` for a plain count.
    pub unit: Option<String>,
    /// The words that it counts or measures: "permits to new and returning growers".
    pub about: Option<Span>,
}

/// Finds the dates and numbers of a story.
pub fn find(article: &Article, text: &Text, names: &Names, language: &'static Language) -> Facts {
    // The names are not asked yet; they will tell "Boeing 737" from "Boeing sold 737".
    let _ = names;
    let mut facts = Facts::default();
    // Byte for byte as long as the story, so that ranges hold in both.
    let lower = article.text.to_ascii_lowercase();
    let mut calendar = calendar::Calendar::of(article.metadata.published.as_deref(), &article.text);
    let mut pieces = Vec::new();
    let mut taken = Vec::new();
    let mut numbers = Vec::new();
    for (index, sentence) in text.sentences.iter().enumerate() {
        if article.blocks.get(sentence.block).is_some_and(|block| block.kind == BlockKind::Code) {
            continue;
        }
        piece::cut(&article.text, &lower, &sentence.span, language, &mut pieces);
        taken.clear();
        taken.resize(pieces.len(), false);
        date::find(&pieces, &lower, &mut calendar, language, |range, date| {
            taken[range].fill(true);
            facts.dates.push(date);
        });
        number::find(&pieces, &taken, &lower, language, |number| numbers.push((index, number)));
    }
    telling::order_dates(&mut facts.dates, article.metadata.published.as_deref());
    telling::order_numbers(&mut numbers, &lower, language);
    facts.numbers = numbers.into_iter().map(|(_, number)| number).collect();
    facts
}

#[cfg(test)]
mod tests;
