//! Sentences and tokens of the story, as byte ranges.
//!
//! Nothing crosses a block: a sentence ends where its paragraph does. Quotation marks, abbreviations,
//! initials, decimals and ellipses are what makes sentence ends hard.

mod sentence;
mod token;

use std::ops::Range;

use crate::article::{Article, BlockKind};
use crate::language::Language;

/// A byte range of the story's text.
pub type Span = Range<usize>;

/// The story's sentences and tokens, in reading order.
#[derive(Debug, Default)]
pub struct Text {
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// The tokens of all sentences, one after the other.
    pub tokens: Vec<Token>,
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, closing marks included, white space around it not.
    pub span: Span,
    /// Index of its block in [`Article::blocks`].
    pub block: usize,
    /// Its tokens, as a range of [`Text::tokens`].
    pub tokens: Range<usize>,
}

/// A word, a number or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and the dots of abbreviations: "don't", "U.S.", "Jean-Luc". A closing "'s" is a word
    /// of its own: "Blinken's" is "Blinken" and "'s".
    Word,
    /// Begins with a digit: "442,000", "41", "3.5", "19th".
    Number,
    /// Anything else, one character a token, but for "..." and "--".
    Mark,
}

impl Text {
    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.clone()]
    }

    /// The index of the sentence that holds a byte of the story, if one does.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.span.end <= offset);
        self.sentences.get(index).is_some_and(|sentence| sentence.span.start <= offset).then_some(index)
    }

    /// The index of the first token that ends after a byte of the story; the number of tokens where there is none.
    pub fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end <= offset)
    }
}

impl Token {
    /// The token as printed; `text` is [`Article::text`].
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.span.clone()]
    }

    /// Whether it begins with a capital letter.
    pub fn is_capitalised(&self, text: &str) -> bool {
        self.kind == TokenKind::Word && self.of(text).starts_with(char::is_uppercase)
    }
}

/// A word as the word lists spell it, lower case and with straight apostrophes, in a buffer that is used again.
pub fn lower_case<'a>(word: &str, buffer: &'a mut String) -> &'a str {
    buffer.clear();
    if word.is_ascii() {
        buffer.push_str(word);
        buffer.make_ascii_lowercase();
    } else {
        for c in word.chars() {
            match c {
                '’' | 'ʼ' => buffer.push('\''),
                '\u{AD}' => {}
                _ => buffer.extend(c.to_lowercase()),
            }
        }
    }
    buffer
}

/// Splits a story into sentences and tokens.
pub fn segment(article: &Article, language: &Language) -> Text {
    let mut text = Text {
        sentences: Vec::with_capacity(article.text.len() / 100),
        tokens: Vec::with_capacity(article.text.len() / 5),
    };
    for (index, block) in article.blocks.iter().enumerate() {
        let Some(range) = block.range.clone().filter(|_| block.kind != BlockKind::Caption) else { continue };
        let base = text.tokens.len();
        token::tokenize(&article.text, range, language, &mut text.tokens);
        let tokens = &text.tokens[base..];
        sentence::split(&article.text, tokens, language, |run| {
            let span = tokens[run.start].span.start..tokens[run.end - 1].span.end;
            text.sentences.push(Sentence { span, block: index, tokens: base + run.start..base + run.end });
        });
    }
    text
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::article::{Block, Kind, Metadata};
    use crate::page::NodeId;

    /// A story of plain paragraphs, a line each, for the tests of every stage after `article`.
    pub(crate) fn story(text: &str, language: &'static Language) -> Article {
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if !line.trim().is_empty() {
                let range = Some(start..start + line.trim_end().len());
                blocks.push(Block { kind: BlockKind::Paragraph, element: NodeId(0), range });
            }
            start += line.len();
        }
        Article {
            kind: Kind::Article,
            metadata: Metadata::default(),
            language,
            text: text.to_owned(),
            blocks,
            runs: Vec::new(),
            clutter: Vec::new(),
            hide: Vec::new(),
            verdicts: Vec::new(),
        }
    }

    /// The language of a code that there is a folder for.
    pub(crate) fn language(code: &str) -> &'static Language {
        Language::of_tag(code).unwrap_or(Language::fallback())
    }

    /// Sentences are given with `|` between them.
    fn check(code: &str, sentences: &str) {
        let input = sentences.replace(" | ", " ").replace('|', "");
        let article = story(&input, language(code));
        let text = segment(&article, article.language);
        let mut found = String::new();
        let mut last = 0;
        for sentence in &text.sentences {
            if last > 0 {
                let gap = &input[last..sentence.span.start];
                found.push_str(if gap.is_empty() { "|" } else { gap });
                found.push_str(if gap == " " { "| " } else { "" });
            }
            found.push_str(&input[sentence.span.clone()]);
            last = sentence.span.end;
        }
        assert_eq!(found, sentences);
    }

    /// Tokens are given with `|` between them.
    fn check_tokens(input: &str, tokens: &str) {
        let article = story(input, language("en"));
        let text = segment(&article, article.language);
        let found: Vec<_> = text.tokens.iter().map(|token| token.of(input)).collect();
        assert_eq!(found.join("|"), tokens);
    }

    #[test]
    fn a_sentence_ends_where_a_reader_takes_breath() {
        for sentences in ENGLISH {
            check("en", sentences);
        }
        for sentences in GERMAN {
            check("de", sentences);
        }
    }

    const ENGLISH: &[&str] = &[
        // Abbreviations and initials.
        "Mr. Hale met Dr. Osei and Gen. Marta Wynn. | They left.",
        "J. Ortiz and A. B. Carver signed it. | Nobody spoke.",
        "U.S. officials were told. | They agreed.",
        "It was made in the U.S. | The mayor knew.",
        "It was made in the U.S. and sold.",
        "The U.S. Department of Roads closed.",
        "The office of Harlow Inc. | It opened in May.",
        "Harlow Inc. Chief Executive Ana Ruiz left.",
        "He met Gil Marsh Jr. on the pier. | He left.",
        "Doors open at 10 a.m. Wednesday at the hall. | Bring a coat.",
        "Doors open at 10 a.m. | Police close the road at noon.",
        "It starts at 8 p.m. EST on the island.",
        "See No. 5 on the list. | It is new.",
        "Did he go? | No. | He stayed.",
        "On Sept. 12 the lake froze. | It was early.",
        "It rained in Sept. | The lake rose.",
        "They won 3-1 vs. Harlow United. | Fans sang.",
        "Fruit, e.g. Apples, is cheap.",
        "It is Plan B. | The mayor has one.",
        "St. Agnes Bridge is closed. | So is the ferry.",
        // Numbers.
        "It rose 3.5 percent to 1,200.50 a ton. | It fell later.",
        "It opened in 2019. | The roof leaked.",
        "Twelve died. | 30 were hurt.",
        "1. Open the door. | Then go in.",
        "Version 2.0 is out. | It is slow.",
        // Quotation marks.
        "“The road is gone.” | She left.",
        "“The road is gone,” she said. | “We walked.”",
        "“Is it gone?” he asked. | Nobody knew.",
        "“Go!” she shouted. | They ran.",
        "He said, “I left. | She stayed.” | Then it rained.",
        "\"It is over.\" | \"It is not,\" she said.",
        "He wrote: 'It is over.' | It was not.",
        "She called it “a farce.” | Others agreed.",
        "‘It is over.’ | Nobody spoke.",
        "“It is over.” – Ana Ruiz",
        "Nobody knew. | “It is over,” she said.",
        // Ellipses.
        "We waited... and waited. | It came.",
        "We waited… | Then it came.",
        "We waited . . . and left. | It came.",
        "“I … am not sure,” he said. | He left.",
        // Brackets.
        "The bill (it has two parts. One is new.) passed. | It was late.",
        "It passed. | (The vote was late.) | Nobody slept.",
        "It passed (narrowly). | Nobody slept.",
        // Other marks.
        "Who knew? | When? | Why?!",
        "Yahoo! Inc. shares rose. | Others fell.",
        "It ended.|The mayor left.",
        "Read more at news.example today. | It is free.",
        "We know. | iPhone sales rose. | Others did not.",
        "Harbour closed after storm",
        "他走了。|她留下了。",
        "It was late – very late. | They left.",
        "First paragraph without a stop\nSecond one. | Third.",
    ];

    const GERMAN: &[&str] = &[
        "Am 3. März kam sie an. | Es regnete.",
        "Nach dem 2. Weltkrieg wurde es neu gebaut. | Es steht noch.",
        "Es waren 12. | Danach kam keiner.",
        "Das kostet z. B. Frau Vogt viel Geld. | Sie zahlt.",
        "Das gilt u.a. für Dr. Kern. | Er schweigt.",
        "„Das ist vorbei.“ | Sie ging.",
        "„Ist das vorbei?“, fragte er. | Niemand wusste es.",
        "»Das ist vorbei«, sagte sie. | Er ging.",
        "Sie sagte: „Das ist vorbei.“ | Er ging.",
    ];

    #[test]
    fn a_token_is_a_word_a_number_or_a_mark() {
        for (input, tokens) in [
            ("Blinken's plan", "Blinken|'s|plan"),
            ("Blinken’s plan", "Blinken|’s|plan"),
            ("workers' pay", "workers|'|pay"),
            ("She doesn’t know; I'm late", "She|doesn’t|know|;|I'm|late"),
            ("O'Brien of Jean-Luc’s", "O'Brien|of|Jean-Luc|’s"),
            ("U.S.-backed and U.S.", "U.S.-backed|and|U.S."),
            ("$1.2bn, 41% of 442,000.", "$|1.2bn|,|41|%|of|442,000|."),
            ("the 19th at 10:30", "the|19th|at|10|:|30"),
            ("a 43-year-old", "a|43|-|year-old"),
            ("wait... -- what?", "wait|...|--|what|?"),
            ("AT&T and R&D", "AT&T|and|R&D"),
            ("'s it", "'|s|it"),
            ("1990's", "1990|'s"),
        ] {
            check_tokens(input, tokens);
        }
    }

    #[test]
    fn nothing_is_too_odd_to_be_read() {
        for input in [
            "",
            "...",
            ".",
            "\u{200B}",
            "“",
            "’s",
            "a.",
            "A.",
            "((((",
            "1.",
            "🙂.🙂",
            "é.É",
            "x\u{AD}y. Z",
            "A.\u{A0}B",
            "U.-",
            "U.S.-é",
            "Mr.",
            "5.",
            "a.’s",
            "e.\u{301}",
        ] {
            let article = story(input, language("en"));
            let text = segment(&article, article.language);
            assert!(text.sentences.iter().all(|sentence| !text.tokens_of(sentence).is_empty()));
        }
    }
}
