//! What is known of a sentence before it is scored: each feature is a share in thousandths, or 0 or 1,000.
//!
//! The trainer (`cargo xtask train summary`) and the reader describe sentences by the same function.

use crate::article::{Article, BlockKind};
use crate::facts::{DateKind, Facts};
use crate::language::Language;
use crate::names::Names;
use crate::order;
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

// The places of the features, in the order of the lines of `ranker.txt`, which names them.
/// Falls with the number of sentences before.
const POSITION: usize = 0;
/// The first sentence.
const FIRST: usize = 1;
/// One of the first three.
const IN_LEAD: usize = 2;
/// How far down the story.
const LATE: usize = 3;
/// Share of the headline's words that are in it.
const HEADLINE: usize = 4;
/// Share of its words that are in the headline.
const OF_HEADLINE: usize = 5;
/// Share of its words that are in the first two sentences.
const LEAD: usize = 6;
/// How often its words are said.
const CENTRALITY: usize = 7;
/// Share of the story's most frequent words that are in it.
const IN_SUBJECT: usize = 8;
/// Numbers of the facts in it.
const NUMBERS: usize = 9;
/// Share of it that is names.
const NAMES: usize = 10;
/// How much the story speaks of those named.
const MAIN_NAMES: usize = 11;
/// Whether it tells a day.
const DAY: usize = 12;
/// The first of seven classes of length.
const LENGTH: usize = 13;
/// Without a full stop: a caption, a label, a list.
const UNFINISHED: usize = 20;
/// Share between quotation marks.
const QUOTED: usize = 21;
/// Tells what somebody said.
const INDIRECT: usize = 22;
/// First or second person outside quotes.
const PERSON: usize = 23;
/// Asks something.
const QUESTION: usize = 24;
/// Asks the reader to do something.
const APPEAL: usize = 25;
/// Begins with a word for somebody named before.
const PRONOUN: usize = 26;
/// Begins with a word that leans on the sentence before.
const CONNECTIVE: usize = 27;
/// Share of its pairs of words that are said elsewhere.
const PAIRS: usize = 28;
/// Share of the story's four most frequent words that are in it.
const IN_CORE: usize = 29;
/// Share of its pairs of words that are in the first sentence.
const LEAD_PAIRS: usize = 30;

/// Share of its words that are said elsewhere.
const REPEATED: usize = 31;
/// Words that it is the first to say and that the story takes up again.
const INTRODUCES: usize = 32;

/// How many features there are.
pub const COUNT: usize = 33;

/// As many new words as any sentence brings in; more make it no better.
const MOST_INTRODUCED: usize = 8;

/// A sentence of which this much is between quotation marks is a quote and nothing else, in thousandths.
const ALL_QUOTED: i32 = 800;

/// The features of a sentence.
pub type Features = [i32; COUNT];

/// A sentence that may be chosen.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Where it stands.
    pub span: Span,
    /// Index of its block.
    pub block: usize,
    /// What is known of it.
    pub features: Features,
    /// Whether it begins with a word that only the sentence before it explains.
    pub leans: bool,
    /// Its words of content.
    stems: Stems,
}

impl Candidate {
    /// How much of the shorter of two sentences is in the other, in thousandths.
    pub fn shared_with(&self, other: &Self) -> i32 {
        share(self.stems.common(&other.stems), self.stems.len().min(other.stems.len()))
    }

    /// Whether it tells nothing by itself: it asks, calls on the reader, or is a quote and nothing else.
    pub fn tells_nothing(&self) -> bool {
        let Self { features, .. } = self;
        features[QUESTION] > 0 || features[APPEAL] > 0 || features[QUOTED] >= ALL_QUOTED
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
    let mut words = Words::of(&told, all, all_pairs, stem::of_headline(article, language));
    let marks = Marks::of(story);
    let mut candidates = Vec::with_capacity(told.len());
    for (index, (sentence, stems, pairs)) in told.into_iter().enumerate() {
        let mut features = [0; COUNT];
        words.describe(index, &stems, &pairs, &mut features);
        marks.describe(sentence, &mut features);
        let leans = printed(article, text, sentence, language, &mut buffer, &mut features);
        candidates.push(Candidate {
            span: sentence.span.clone(),
            block: sentence.block,
            features,
            leans,
            stems,
        });
    }
    candidates
}

/// What the story says often, and where it says it.
struct Words {
    /// The last sentence.
    last: usize,
    frequency: stem::Frequency,
    pairs: stem::Frequency,
    /// The words said so far.
    said: stem::Said,
    subject: Stems,
    core: Stems,
    headline: Stems,
    lead: Stems,
    first_pairs: Stems,
}

impl Words {
    fn of(told: &[(&Sentence, Stems, Stems)], all: Vec<u64>, pairs: Vec<u64>, headline: Stems) -> Self {
        let frequency = stem::Frequency::of(all);
        Self {
            last: told.len().saturating_sub(1).max(1),
            said: stem::Said::default(),
            subject: frequency.most(SUBJECT),
            core: frequency.most(CORE),
            frequency,
            pairs: stem::Frequency::of(pairs),
            headline,
            lead: Stems::union(told.iter().take(2).map(|(_, stems, _)| stems)),
            first_pairs: told.first().map(|(.., pairs)| pairs.clone()).unwrap_or_default(),
        }
    }

    /// Describes the next sentence.
    fn describe(&mut self, index: usize, stems: &Stems, pairs: &Stems, features: &mut Features) {
        let flag = |yes: bool| if yes { WHOLE } else { 0 };
        features[POSITION] = WHOLE * 4 / (4 + i32::try_from(index).unwrap_or(i32::MAX / 2));
        features[FIRST] = flag(index == 0);
        features[IN_LEAD] = flag(index < 3);
        features[LATE] = share(index, self.last);
        let weight = stems.len().max(8);
        let in_headline = stems.common(&self.headline);
        features[HEADLINE] = share(in_headline, self.headline.len());
        features[OF_HEADLINE] = share(in_headline, weight);
        features[LEAD] = share(stems.common(&self.lead), weight);
        features[CENTRALITY] = self.frequency.mean(stems, weight);
        features[IN_SUBJECT] = share(stems.common(&self.subject), self.subject.len());
        features[IN_CORE] = share(stems.common(&self.core), self.core.len());
        features[REPEATED] = share(self.frequency.repeated(stems), weight);
        let introduced = self.frequency.introduced(stems, &mut self.said);
        features[INTRODUCES] = share(introduced.min(MOST_INTRODUCED), MOST_INTRODUCED);
        let pair_weight = pairs.len().max(6);
        features[PAIRS] = share(self.pairs.repeated(pairs), pair_weight);
        let shared_pairs = if index == 0 { 0 } else { pairs.common(&self.first_pairs) };
        features[LEAD_PAIRS] = share(shared_pairs, pair_weight);
    }
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
            order::by_key(&mut starts, |start| *start as u64);
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
            order::by_key(&mut parts, |part| part.start as u64);
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
        features[NUMBERS] = share(within(&self.numbers).min(3), 3);
        let first = self.names.partition_point(|(start, ..)| *start < span.start);
        let named = self.names[first..].iter().take_while(|(start, ..)| *start < span.end);
        let (mut bytes, mut most) = (0, 0);
        for (_, length, times) in named {
            bytes += length;
            most = most.max(*times);
        }
        features[NAMES] = share(bytes.min(span.len()), span.len());
        features[MAIN_NAMES] = share(most, self.most_named);
        features[DAY] = if within(&self.days) > 0 { WHOLE } else { 0 };
        features[QUOTED] = covered(span, &self.quoted);
        features[INDIRECT] = covered(span, &self.indirect).min(1) * WHOLE;
    }
}

/// The share of a sentence that is in some of the parts.
fn covered(span: &Span, parts: &[Span]) -> i32 {
    let first = parts.partition_point(|part| part.end <= span.start);
    let reaching = parts[first..].iter().take_while(|part| part.start < span.end);
    let bytes: usize =
        reaching.map(|part| part.end.min(span.end).saturating_sub(part.start.max(span.start))).sum();
    share(bytes.min(span.len()), span.len())
}

/// The features that a sentence shows by itself, and whether it leans on the sentence before.
fn printed(
    article: &Article,
    text: &Text,
    sentence: &Sentence,
    language: &Language,
    buffer: &mut String,
    features: &mut Features,
) -> bool {
    let words = &language.summary;
    let mut count = 0;
    let mut leans = false;
    let in_quotes = features[QUOTED] > 0;
    for token in text.tokens_of(sentence) {
        let printed = token.of(&article.text);
        if token.kind == TokenKind::Mark {
            if printed == "?" {
                features[QUESTION] = WHOLE;
            }
            continue;
        }
        let lower = lower_case(printed, buffer);
        if !in_quotes && words.first_person.contains(lower) {
            features[PERSON] = WHOLE;
        }
        if count == 0 {
            let quotes = &language.quotes;
            let pronouns = [&quotes.female_pronouns, &quotes.male_pronouns, &quotes.plural_pronouns];
            leans = words.orphan_openers.contains(lower);
            if pronouns.iter().any(|list| list.contains(lower)) {
                features[PRONOUN] = WHOLE;
            } else if leans {
                features[CONNECTIVE] = WHOLE;
            }
            if words.appeals.contains(lower) {
                features[APPEAL] = WHOLE;
            }
        }
        count += 1;
    }
    let class = LENGTHS.iter().position(|most| count <= *most).unwrap_or(LENGTHS.len());
    features[LENGTH + class] = WHOLE;
    let end = article.text[sentence.span.clone()].trim_end_matches(['"', '”', '’', '\'', ')', '»', '“']);
    if !end.ends_with(['.', '!', '?', '…', ':']) {
        features[UNFINISHED] = WHOLE;
    }
    leans
}

fn share(part: usize, whole: usize) -> i32 {
    i32::try_from(part * WHOLE as usize / whole.max(1)).unwrap_or(WHOLE)
}
