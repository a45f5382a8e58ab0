//! Words between quotation marks.
//!
//! Pairs opening and closing marks paragraph by paragraph, by a table of conventions. Which marks are outermost is decided for the
//! whole page by counting; an error in one paragraph (a mark too many, a mark too few) never reaches the next. A quote over several
//! paragraphs opens in each and closes in the last. Says nothing about who speaks, or whether anybody does.

mod sign;

use crate::article::{Article, BlockKind};
use crate::text::Span;
use sign::{Mark, closes, is_straight, marks, opens, same_family};

/// Words between two marks, or a block quote without any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Index of the block it stands in.
    pub(super) block: usize,
    /// The words, marks and the spaces inside them excluded.
    pub(super) words: Span,
    /// With the marks.
    pub(super) outer: Span,
    /// What encloses it.
    pub(super) enclosed: Enclosed,
    /// Its mark is not closed, and the next paragraph opens again: the next stretch goes on with the same words.
    pub(super) goes_on: bool,
}

/// What encloses quoted words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Enclosed {
    /// The marks that the page puts around speech.
    Marks,
    /// The page's inner marks, standing outside any others: emphasis, a headline's quote, a word mentioned.
    InnerMarks,
    /// A block quote of the page, without marks.
    Block,
}

/// How a page sets its marks, found by counting.
#[derive(Debug, Clone, Copy)]
struct Style {
    /// Single marks are the outer ones.
    single_outside: bool,
    /// Guillemets point inwards: »so«.
    inward: bool,
}

/// Finds every stretch of quoted words, in reading order; marks inside marks belong to the outer stretch.
pub(super) fn find(article: &Article) -> Vec<Stretch> {
    let paragraphs: Vec<_> = article
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| !matches!(block.kind, BlockKind::Code | BlockKind::Table | BlockKind::Caption))
        .filter_map(|(index, block)| {
            let range = block.range.clone()?;
            let marks = marks(article.text.get(range.clone())?, range.start);
            Some(Paragraph { block: index, kind: block.kind, range, marks })
        })
        .collect();
    let style = style(&paragraphs);
    let mut stretches = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let next = paragraphs.get(index + 1);
        paragraph.stretches(&article.text, style, next, &mut stretches);
    }
    stretches
}

/// A paragraph and the marks in it.
#[derive(Debug)]
struct Paragraph {
    block: usize,
    kind: BlockKind,
    range: Span,
    marks: Vec<Mark>,
}

/// Decides which marks are the outer ones. Paragraphs vote: with the mark that opens first in them.
fn style(paragraphs: &[Paragraph]) -> Style {
    let (mut single, mut double, mut inward, mut outward) = (0_u32, 0_u32, 0_u32, 0_u32);
    for paragraph in paragraphs {
        if let Some(mark) = paragraph.marks.iter().find(|mark| matches!(mark.char, '«' | '»')) {
            *(if mark.char == '»' { &mut inward } else { &mut outward }) += 1;
        }
        let mut depth_of_double = 0;
        for (index, mark) in paragraph.marks.iter().enumerate() {
            if mark.double {
                double += u32::from(mark.leans_left() && !mark.leans_right());
                depth_of_double ^= 1;
            } else if depth_of_double == 0
                && opens(mark.char)
                && mark.char != '’'
                && mark.leans_right()
                && paragraph.closing(index, Style { single_outside: true, inward: false }).is_some()
            {
                single += 1;
            }
        }
    }
    Style { single_outside: single > double, inward: inward > outward }
}

impl Paragraph {
    fn stretches(&self, text: &str, style: Style, next: Option<&Paragraph>, stretches: &mut Vec<Stretch>) {
        let before = stretches.len();
        let mut index = 0;
        while let Some(mark) = self.marks.get(index) {
            if !mark.opens(style) {
                index += 1;
                continue;
            }
            let outer = mark.double != style.single_outside;
            let enclosed = if outer { Enclosed::Marks } else { Enclosed::InnerMarks };
            let closing = self.closing(index, style).or_else(|| self.closing_of_other_rank(index, outer));
            if let Some(closing) = closing {
                let close = self.marks[closing];
                self.push(text, mark.end()..close.at, mark.at..close.end(), enclosed, stretches);
                index = closing + 1;
            } else if outer && self.is_last_opening(index, style) && self.stays_open(text, *mark, next) {
                self.push(text, mark.end()..self.range.end, mark.at..self.range.end, enclosed, stretches);
                let again = next.is_some_and(|next| next.opens_again(text, mark.char));
                if let Some(stretch) = stretches.last_mut() {
                    stretch.goes_on = again;
                }
                return;
            } else {
                index += 1;
            }
        }
        if self.kind == BlockKind::Quote && stretches.len() == before {
            self.push(text, self.range.clone(), self.range.clone(), Enclosed::Block, stretches);
        }
    }

    fn push(&self, text: &str, words: Span, outer: Span, enclosed: Enclosed, stretches: &mut Vec<Stretch>) {
        let words = trim(text, words);
        if text[words.clone()].contains(char::is_alphanumeric) {
            stretches.push(Stretch { block: self.block, words, outer, enclosed, goes_on: false });
        }
    }

    /// The mark that closes the one at `opening`: nested pairs of the same marks are skipped, plural possessives too.
    fn closing(&self, opening: usize, style: Style) -> Option<usize> {
        let open = self.marks[opening];
        if !open.double {
            return self.closing_of_single(opening);
        }
        let mut nested = 0;
        for (index, mark) in self.marks.iter().enumerate().skip(opening + 1) {
            let closes =
                closes(open.char, mark.char) && !(open.char == '»' && !style.inward && mark.char == '«');
            if mark.double != open.double || !same_family(open.char, mark.char) {
                continue;
            }
            // "“They see that. “": a space slipped in before the last mark of the paragraph.
            let at_end = mark.end() == self.range.end;
            if !at_end
                && mark.char != '”'
                && mark.opens(style)
                && mark.leans_right()
                && !(closes && mark.leans_left())
            {
                // A second opening: nested where it is closed twice, otherwise the first is an error.
                if self.closings_left(index) < 2 {
                    return None;
                }
                nested += 1;
            } else if closes {
                if nested == 0 {
                    return Some(index);
                }
                nested -= 1;
            }
        }
        None
    }

    /// The mark that closes a single one. An apostrophe that may be one ("the clubs’ fault") closes only if nothing else does,
    /// and so does a mark that may close a double one inside: ‘It is “so’ what,’ he said.
    fn closing_of_single(&self, opening: usize) -> Option<usize> {
        let open = self.marks[opening];
        let (mut perhaps, mut inside) = (None, false);
        for (index, mark) in self.marks.iter().enumerate().skip(opening + 1) {
            if mark.double {
                inside = mark.leans_right() && !mark.leans_left();
                continue;
            }
            // A single quote that begins before this one has ended: that one was the end after all.
            if opens(mark.char) && mark.char != '’' && mark.leans_right() {
                break;
            }
            if !closes(open.char, mark.char) {
                continue;
            }
            match closing_single(*mark) {
                Closing::Surely if !inside => return Some(index),
                Closing::Surely => inside = false,
                Closing::Perhaps => {}
                Closing::No => continue,
            }
            perhaps = perhaps.or(Some(index));
        }
        perhaps
    }

    /// On a page of single outer marks, the double mark that an editor put at the end of a quote all the same.
    fn closing_of_other_rank(&self, opening: usize, outer: bool) -> Option<usize> {
        let next = self.marks.get(opening + 1)?;
        let slipped =
            outer && !self.marks[opening].double && next.double && next.leans_left() && !next.leans_right();
        slipped.then_some(opening + 1)
    }

    /// How many closing marks follow before something opens again.
    fn closings_left(&self, opening: usize) -> usize {
        self.marks[opening + 1..]
            .iter()
            .filter(|mark| mark.double)
            .take_while(|mark| !mark.leans_right() || mark.leans_left())
            .filter(|mark| mark.leans_left())
            .count()
    }

    fn is_last_opening(&self, opening: usize, style: Style) -> bool {
        let double = self.marks[opening].double;
        !self.marks[opening + 1..]
            .iter()
            .any(|mark| mark.double == double && mark.leans_right() && mark.opens(style))
    }

    /// Whether an opening mark that nothing closes still opens a quote up to the end of its paragraph.
    fn stays_open(&self, text: &str, mark: Mark, next: Option<&Paragraph>) -> bool {
        let at_start = text[self.range.start..mark.at].trim().is_empty();
        let goes_on = next.is_some_and(|next| next.opens_again(text, mark.char));
        let whole = text[mark.end()..self.range.end].trim_end().ends_with(['.', '!', '?', '…']);
        // "He said “one and left." is an error; a quote that runs on begins a sentence.
        let begins = at_start || mark.after.is_some_and(|char| !char.is_lowercase());
        let after_stop = text[..mark.at].trim_end().ends_with(['.', '!', '?', ':', ',']);
        let clear = !is_straight(mark.char) || self.marks.len() == 1;
        begins && (goes_on || (whole && clear && (at_start || after_stop)))
    }

    /// Whether the paragraph begins with the mark that was left open before.
    fn opens_again(&self, text: &str, open: char) -> bool {
        self.marks
            .first()
            .is_some_and(|mark| mark.char == open && text[self.range.start..mark.at].trim().is_empty())
    }
}

/// Whether a single mark closes.
enum Closing {
    Surely,
    /// "the clubs’ fault", "goin’ home": or is an apostrophe.
    Perhaps,
    No,
}

fn closing_single(mark: Mark) -> Closing {
    if mark.before.is_some_and(char::is_whitespace) && mark.space_after() {
        return Closing::Surely;
    }
    if mark.before.is_none_or(char::is_whitespace) || mark.after.is_some_and(char::is_alphanumeric) {
        return Closing::No;
    }
    let after_stop = mark.before.is_some_and(|char| !char.is_alphanumeric());
    let before_stop = !mark.space_after() || mark.after.is_none();
    if after_stop || before_stop {
        return Closing::Surely;
    }
    let elides = mark.before.is_some_and(|char| matches!(char, 's' | 'S' | 'x' | 'z' | 'n'));
    if elides && mark.beyond.is_some_and(char::is_alphanumeric) { Closing::Perhaps } else { Closing::Surely }
}

fn trim(text: &str, span: Span) -> Span {
    let words = &text[span.clone()];
    let start = span.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expected: &Expect) {
        let article = crate::quotes::tests::article(text, crate::language::Language::fallback());
        let found: Vec<_> = find(&article)
            .iter()
            .map(|stretch| {
                let sign = match (stretch.enclosed, stretch.goes_on) {
                    (_, true) => " →",
                    (Enclosed::InnerMarks, _) => " (inner)",
                    _ => "",
                };
                format!("{}{sign}", &text[stretch.words.clone()])
            })
            .collect();
        expected.assert_eq(&found.join(" | "));
    }

    #[test]
    fn marks_pair_by_convention() {
        check("“One,” he said. “Two.”", &expect!["One, | Two."]);
        check("\"One,\" he said. \"Two.\"", &expect!["One, | Two."]);
        check("„Eins“, sagte er. „Zwei.“", &expect!["Eins | Zwei."]);
        check("« Un », dit-il. « Deux. »", &expect!["Un | Deux."]);
        check("»Eins«, sagte er. »Zwei.«", &expect!["Eins | Zwei."]);
        check("「一」と言った。「二」", &expect!["一 | 二"]);
        check("”Ett”, sa han. ”Två.”", &expect!["Ett | Två."]);
    }

    #[test]
    fn the_page_says_which_marks_are_outside() {
        check("‘One,’ he said. ‘Two “three” four.’", &expect!["One, | Two “three” four."]);
        check(
            "“One ‘two’ three,” he said of the ‘plan’. “Four.”",
            &expect!["One ‘two’ three, | plan (inner) | Four."],
        );
        check("'One,' he said. 'It isn't two.'", &expect!["One, | It isn't two."]);
    }

    #[test]
    fn apostrophes_and_units_are_no_marks() {
        check(
            "‘It wasn’t the dogs’ bowl,’ she said. ‘Ask the ’90s.’",
            &expect!["It wasn’t the dogs’ bowl, | Ask the ’90s."],
        );
        check("The door was 7'1\" high. \"Duck,\" she said.", &expect!["Duck,"]);
        check("The farmers’ union and the bakers’ guild met.", &expect![""]);
        check("'The farmers' union met,' she said.", &expect!["The farmers' union met,"]);
    }

    #[test]
    fn mixed_up_marks_still_pair() {
        check("“One,\" he said. \"Two.”", &expect!["One, | Two."]);
        check("\"One,” he said. “Two.\"", &expect!["One, | Two."]);
    }

    #[test]
    fn an_error_stays_in_its_paragraph() {
        check("He said “one and left.\n\n“Two,” she said.", &expect!["Two,"]);
        check("He said one” and left.\n\n“Two,” she said.", &expect!["Two,"]);
        check("He “never said “one,” she said.", &expect!["one,"]);
        check("A 5\" pipe. He said \"one\" and \"two.\"", &expect!["one | two."]);
    }

    #[test]
    fn a_quote_over_paragraphs_opens_in_each() {
        check("“One.\n\n“Two.\n\n“Three,” he said.", &expect!["One. → | Two. → | Three,"]);
        check("\"One.\n\n\"Two,\" he said.", &expect!["One. → | Two,"]);
    }
}
