//! What is known of a sentence before it is scored: each feature is a share in thousandths, or 0 or 1,000.
//!
//! The trainer (`cargo xtask train summary`) and the reader describe sentences by the same function.

use crate::article::{Article, BlockKind};
use crate::facts::{DateKind, Facts};
use crate::language::Language;
use crate::names::Names;
use crate::quotes::{Quote, QuoteKind};
use crate::text::{Sentence, Span, Text, TokenKind, lower_case};

use super::stem::{self, Stems};

/// A whole, where shares are counted.
pub const WHOLE: i32 = 1000;

/// The last sentence of each class of length, in words.
const LENGTHS: [usize; 6] = [7, 12, 18, 25, 33, 42];

/// How many of a story's most frequent words are its subject, and how many the core of it.
const SUBJECT: usize = 12;
const CORE: usize = 4;

/// What a feature says of a sentence, in the order of its values.
pub const NAMES: [&str; 31] = [
    "position",    // falls with the number of sentences before
    "first",       // the first sentence
    "in-lead",     // one of the first three
    "late",        // how far down the story
    "headline",    // share of the headline's words that are in it
    "of-headline", // share of its words that are in the headline
    "lead",        // share of its words that are in the first two sentences
    "centrality",  // how often its words are said
    "subject",     // share of the story's most frequent words that are in it
    "numbers",     // numbers of the facts in it
    "names",       // share of its words that are names
    "main-names",  // how much the story speaks of those named
    "date",        // whether it tells a day
    "words-7",     // fewer words than tell anything alone
    "words-12",
    "words-18",
    "words-25",
    "words-33",
    "words-42",
    "words-more", // a burden
    "unfinished", // without a full stop: a caption, a label, a list
    "quoted",     // share between quotation marks
    "indirect",   // tells what somebody said
    "person",     // first and second person outside quotes
    "question",
    "appeal",     // asks the reader to do something
    "pronoun",    // begins with a word for somebody named before
    "connective", // begins with a word that leans on the sentence before
    "pairs",      // share of its pairs of words that are said elsewhere
    "core",       // share of the story's four most frequent words that are in it
    "lead-pairs", // share of its pairs of words that are in the first sentence
];

/// The features of a sentence, by [`NAMES`].
pub type Features = [i32; NAMES.len()];

/// A sentence that may be chosen.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Where it stands.
    pub span: Span,
    /// Index of its block.
    pub block: usize,
    /// What is known of it.
    pub features: Features,
    /// Its words of content.
    stems: Stems,
}

impl Candidate {
    /// How much of the shorter of two sentences is in the other, in thousandths.
    pub fn shared_with(&self, other: &Self) -> i32 {
        share(self.stems.common(&other.stems), self.stems.len().min(other.stems.len()))
    }
}

/// What the stages before made of a story.
#[derive(Debug, Clone, Copy)]
pub struct Story<'a> {
    /// The story.
    pub article: &'a Article,
    /// Its sentences.
    pub text: &'a Text,
    /// Who is in it.
    pub names: &'a Names,
    /// Who said what.
    pub quotes: &'a [Quote],
    /// When and how many.
    pub facts: &'a Facts,
}

/// The sentences of a story that may be chosen, in its order.
pub fn candidates(story: Story, language: &Language) -> Vec<Candidate> {
    let Story { article, text, .. } = story;
    let paragraph = |sentence: &&Sentence| {
        article.blocks.get(sentence.block).is_some_and(|block| block.kind == BlockKind::Paragraph)
    };
    let mut buffer = String::new();
    let mut all = Vec::with_capacity(text.tokens.len() / 2);
    let mut all_pairs = Vec::with_capacity(text.tokens.len() / 2);
    let told: Vec<(&Sentence, Stems, Stems)> = text
        .sentences
        .iter()
        .filter(paragraph)
        .map(|sentence| {
            let (stems, pairs) = stem::of(article, text, sentence, language, &mut buffer);
            all.extend(stems.iter());
            all_pairs.extend(pairs.iter());
            (sentence, stems, pairs)
        })
        .collect();
    let frequency = stem::Frequency::of(all);
    let pair_frequency = stem::Frequency::of(all_pairs);
    let (subject, core) = (frequency.most(SUBJECT), frequency.most(CORE));
    let first_pairs = told.first().map(|(.., pairs)| pairs.clone()).unwrap_or_default();
    let headline = stem::of_headline(article, language);
    let lead = Stems::union(told.iter().take(2).map(|(_, stems, _)| stems));
    let marks = Marks::of(story);
    let last = told.len().saturating_sub(1).max(1);
    let mut candidates = Vec::with_capacity(told.len());
    for (index, (sentence, stems, pairs)) in told.into_iter().enumerate() {
        let mut features = Features::default();
        let weight = stems.len().max(8);
        let flag = |yes: bool| if yes { WHOLE } else { 0 };
        features[0] = WHOLE * 4 / (4 + i32::try_from(index).unwrap_or(i32::MAX / 2));
        features[1] = flag(index == 0);
        features[2] = flag(index < 3);
        features[3] = share(index, last);
        let in_headline = stems.common(&headline);
        features[4] = share(in_headline, headline.len());
        features[5] = share(in_headline, weight);
        features[6] = share(stems.common(&lead), weight);
        features[7] = frequency.mean(&stems, weight);
        features[8] = share(stems.common(&subject), subject.len());
        marks.describe(sentence, &mut features);
        printed(article, text, sentence, language, &mut buffer, &mut features);
        let pair_weight = pairs.len().max(6);
        features[28] = share(pair_frequency.repeated(&pairs), pair_weight);
        features[29] = share(stems.common(&core), core.len());
        features[30] = share(if index == 0 { 0 } else { pairs.common(&first_pairs) }, pair_weight);
        candidates.push(Candidate { span: sentence.span.clone(), block: sentence.block, features, stems });
    }
    candidates
}

/// What the facts, the names and the quotes tell of stretches of the story, each in its order.
struct Marks {
    numbers: Vec<usize>,
    days: Vec<usize>,
    /// Start, bytes, and how often its entity is named.
    names: Vec<(usize, usize, usize)>,
    most_named: usize,
    quoted: Vec<Span>,
    indirect: Vec<Span>,
}

impl Marks {
    fn of(story: Story) -> Self {
        let Story { names, quotes, facts, .. } = story;
        let sorted = |mut starts: Vec<usize>| {
            starts.sort_unstable();
            starts
        };
        let mut named = vec![0_usize; names.entities.len()];
        for mention in &names.mentions {
            named[mention.entity] += 1;
        }
        let is_day = |value: &String| value.len() >= 10 && value.starts_with(|c: char| c.is_ascii_digit());
        let days = facts.dates.iter().filter(|date| matches!(date.kind, DateKind::Date | DateKind::Time));
        let parts = |indirect: bool| {
            let quotes = quotes.iter().filter(move |quote| (quote.kind == QuoteKind::Indirect) == indirect);
            let mut parts: Vec<Span> = quotes.flat_map(|quote| quote.parts.iter().cloned()).collect();
            parts.sort_unstable_by_key(|part| part.start);
            parts
        };
        Self {
            numbers: sorted(facts.numbers.iter().map(|number| number.span.start).collect()),
            days: sorted(
                days.filter(|date| date.value.as_ref().is_some_and(is_day))
                    .map(|date| date.span.start)
                    .collect(),
            ),
            names: names
                .mentions
                .iter()
                .map(|mention| (mention.span.start, mention.span.len(), named[mention.entity]))
                .collect(),
            most_named: named.iter().copied().max().unwrap_or(0),
            quoted: parts(false),
            indirect: parts(true),
        }
    }

    fn describe(&self, sentence: &Sentence, features: &mut Features) {
        let span = &sentence.span;
        let within = |starts: &[usize]| {
            starts.partition_point(|start| *start < span.end)
                - starts.partition_point(|start| *start < span.start)
        };
        features[9] = share(within(&self.numbers).min(3), 3);
        let first = self.names.partition_point(|(start, ..)| *start < span.start);
        let named = self.names[first..].iter().take_while(|(start, ..)| *start < span.end);
        let (mut bytes, mut most) = (0, 0);
        for (_, length, times) in named {
            bytes += length;
            most = most.max(*times);
        }
        features[10] = share(bytes.min(span.len()), span.len());
        features[11] = share(most, self.most_named);
        features[12] = if within(&self.days) > 0 { WHOLE } else { 0 };
        features[21] = covered(span, &self.quoted);
        features[22] = covered(span, &self.indirect).min(1) * WHOLE;
    }
}

/// The share of a sentence that is in some of the parts.
fn covered(span: &Span, parts: &[Span]) -> i32 {
    let reaching =
        parts.iter().skip_while(|part| part.end <= span.start).take_while(|part| part.start < span.end);
    let bytes: usize =
        reaching.map(|part| part.end.min(span.end).saturating_sub(part.start.max(span.start))).sum();
    share(bytes.min(span.len()), span.len())
}

/// The features that a sentence shows by itself.
fn printed(
    article: &Article,
    text: &Text,
    sentence: &Sentence,
    language: &Language,
    buffer: &mut String,
    features: &mut Features,
) {
    let words = &language.summary;
    let mut count = 0;
    let in_quotes = features[21] > 0;
    for token in text.tokens_of(sentence) {
        let printed = token.of(&article.text);
        if token.kind == TokenKind::Mark {
            if printed == "?" {
                features[24] = WHOLE;
            }
            continue;
        }
        let lower = lower_case(printed, buffer);
        if !in_quotes && words.first_person.contains(lower) {
            features[23] = WHOLE;
        }
        if count == 0 {
            let quotes = &language.quotes;
            let pronouns = [&quotes.female_pronouns, &quotes.male_pronouns, &quotes.plural_pronouns];
            let pronoun = pronouns.iter().any(|list| list.contains(lower));
            if pronoun {
                features[26] = WHOLE;
            } else if words.orphan_openers.contains(lower) {
                features[27] = WHOLE;
            }
            if words.appeals.contains(lower) {
                features[25] = WHOLE;
            }
        }
        count += 1;
    }
    let class = LENGTHS.iter().position(|most| count <= *most).unwrap_or(LENGTHS.len());
    features[13 + class] = WHOLE;
    let end = article.text[sentence.span.clone()].trim_end_matches(['"', '”', '’', '\'', ')', '»', '“']);
    if !end.ends_with(['.', '!', '?', '…', ':']) {
        features[20] = WHOLE;
    }
}

fn share(part: usize, whole: usize) -> i32 {
    i32::try_from(part * WHOLE as usize / whole.max(1)).unwrap_or(WHOLE)
}
