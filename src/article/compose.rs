//! The story's text from the passages that are kept, and where each stretch of it stands in the page.

use std::ops::Range;

use super::Run;
use super::marks::Marks;
use super::survey::{Passage, Survey};
use crate::page::{NodeId, Page, Tag};

/// A text being put together.
#[derive(Debug, Default)]
pub(super) struct Composition {
    pub text: String,
    pub runs: Vec<Run>,
}

impl Composition {
    /// Adds a passage as a block of its own and gives its range.
    pub(super) fn add(&mut self, page: &Page, survey: &Survey, passage: &Passage) -> Range<usize> {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        let keeps_lines = passage.marks.has(Marks::CODE);
        let mut gap = "";
        for index in passage.nodes.clone() {
            let id = NodeId(index);
            let node = page.node(id);
            match node.tag {
                Tag::Br if !node.hidden => gap = "\n",
                Tag::Text if !node.hidden && !survey.marks[index as usize].has(Marks::UNREAD) => {
                    self.add_text(page.text(id), id, start, &mut gap, keeps_lines);
                }
                _ => {}
            }
        }
        start..self.text.len()
    }

    /// Adds a text node; `gap` is the white space that is due before the next word.
    fn add_text(&mut self, raw: &str, node: NodeId, start: usize, gap: &mut &'static str, keeps_lines: bool) {
        let mut run: Option<Run> = None;
        for (offset, c) in raw.char_indices() {
            if c.is_whitespace() {
                if keeps_lines && c == '\n' {
                    *gap = "\n";
                } else if gap.is_empty() {
                    *gap = " ";
                }
                continue;
            }
            if is_invisible(c) {
                self.runs.extend(run.take());
                continue;
            }
            if !gap.is_empty() && self.text.len() > start {
                // One plain space stands in the page as it stands in the text: the run goes on over it.
                let same = run.as_ref().is_some_and(|run| {
                    *gap == " "
                        && offset == run.offset + run.range.len() + 1
                        && raw.as_bytes()[offset - 1] == b' '
                });
                if !same {
                    self.runs.extend(run.take());
                }
                self.text.push_str(gap);
            }
            *gap = "";
            let at = self.text.len();
            self.text.push(c);
            match &mut run {
                Some(run) => run.range.end = self.text.len(),
                None => run = Some(Run { range: at..self.text.len(), node, offset }),
            }
        }
        self.runs.extend(run);
    }
}

/// Characters that draw nothing and would only stand between the letters of a word.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}
