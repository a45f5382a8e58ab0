//! Where something stands: bytes of the story inside the core, Unicode code points outside.

use std::ops::Range;

use super::Points;

/// Byte offsets to code points, with a mark every [`STRIDE`] bytes so that a look-up reads no more than that.
#[derive(Debug)]
pub(super) struct CodePoints<'a> {
    text: &'a str,
    marks: Vec<usize>,
}

/// Bytes between two marks.
const STRIDE: usize = 256;

impl<'a> CodePoints<'a> {
    /// Counts a text once.
    pub(super) fn of(text: &'a str) -> Self {
        let mut marks = vec![0];
        let mut points = 0;
        for (offset, byte) in text.bytes().enumerate() {
            if offset > 0 && offset % STRIDE == 0 {
                marks.push(points);
            }
            // A code point is counted at its first byte; 10xxxxxx are the others.
            points += usize::from(byte & 0xC0 != 0x80);
        }
        Self { text, marks }
    }

    /// The code points before a byte.
    fn at(&self, offset: usize) -> usize {
        let mark = (offset / STRIDE).min(self.marks.len() - 1);
        self.marks[mark]
            + self.text.as_bytes()[mark * STRIDE..offset].iter().filter(|byte| **byte & 0xC0 != 0x80).count()
    }

    /// A range of bytes in code points.
    pub(super) fn range(&self, range: &Range<usize>) -> Points {
        Points { start: self.at(range.start), end: self.at(range.end) }
    }
}
