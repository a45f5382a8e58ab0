//! A text gathered from pieces of the input: a range of it for as long as the pieces stand there one after the other, else a copy.

use html5ever::tendril::StrTendril;

/// A text that is being gathered.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    start: usize,
    end: usize,
    /// Everything so far, once some of it does not stand in the input: a character reference, a line's end made `\n`.
    copy: Vec<u8>,
}

impl Stretch {
    pub(super) fn is_empty(&self) -> bool {
        self.start == self.end && self.copy.is_empty()
    }

    pub(super) fn clear(&mut self) {
        (self.start, self.end) = (0, 0);
        self.copy.clear();
    }

    /// Adds a piece.
    #[inline]
    pub(super) fn push(&mut self, input: &StrTendril, piece: &[u8]) {
        if self.copy.is_empty()
            && let Some(at) = place(input.as_bytes(), piece)
        {
            if self.start == self.end {
                (self.start, self.end) = (at, at + piece.len());
                return;
            }
            if self.end == at {
                self.end += piece.len();
                return;
            }
        }
        self.push_copy(input, piece);
    }

    fn push_copy(&mut self, input: &StrTendril, piece: &[u8]) {
        if self.copy.is_empty() {
            self.copy.extend_from_slice(&input.as_bytes()[self.start..self.end]);
        }
        self.copy.extend_from_slice(piece);
    }

    /// The text, which is then empty again.
    pub(super) fn take(&mut self, input: &StrTendril) -> StrTendril {
        let text = if self.copy.is_empty() {
            input
                .try_subtendril(self.start as u32, (self.end - self.start) as u32)
                .unwrap_or_else(|_| lossy(&input.as_bytes()[self.start..self.end]))
        } else {
            lossy(&self.copy)
        };
        self.clear();
        text
    }
}

fn lossy(bytes: &[u8]) -> StrTendril {
    StrTendril::from(&*String::from_utf8_lossy(bytes))
}

/// Where a piece stands in the input, if it is a part of it.
fn place(input: &[u8], piece: &[u8]) -> Option<usize> {
    let at = (piece.as_ptr() as usize).checked_sub(input.as_ptr() as usize)?;
    (at + piece.len() <= input.len()).then_some(at)
}
