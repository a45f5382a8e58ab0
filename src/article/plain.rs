//! The story in a page of plain text: all of it, but for lines that are plainly page furniture.

use super::{Block, BlockKind, Clutter, Metadata, Reason, Run, phrases};
use crate::page::{NodeId, Page, Tag};

/// What plain text gives: blocks, runs, clutter.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub blocks: Vec<Block>,
    pub runs: Vec<Run>,
    pub clutter: Vec<Clutter>,
}

/// Words of the longest first line that can be a headline.
const LONGEST_HEADLINE: usize = 25;

/// Reads the lines; the first may turn out to be the headline.
pub(super) fn read(page: &Page, metadata: &mut Metadata) -> Lines {
    let mut out = Lines::default();
    let lines: Vec<NodeId> =
        page.nodes().filter(|(_, node)| node.tag == Tag::Text).map(|(id, _)| id).collect();
    let trimmed = |id: NodeId| {
        let range = page.text_range(id);
        let raw = page.text(id);
        let start = range.start + (raw.len() - raw.trim_start().len());
        start..start + raw.trim().len()
    };
    // After the last real paragraph only furniture follows: short lines there are no paragraphs.
    let mut body = &lines[..];
    if let [first, rest @ ..] = body
        && metadata.title.is_none()
        && is_headline(page.text(*first), rest.iter().map(|id| page.text(*id)))
    {
        metadata.title = Some(page.text(*first).split_whitespace().collect::<Vec<_>>().join(" "));
        metadata.headline = Some(page.node(*first).parent);
        body = rest;
    }
    let mut after = None;
    for id in body {
        let range = trimmed(*id);
        let element = page.node(*id).parent;
        let text = &page.all_text()[range.clone()];
        let reason = phrases::clutter(text).or(after);
        if let Some(reason) = reason {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            out.clutter.push(Clutter { element, reason, text });
            continue;
        }
        after = None;
        out.runs.push(Run {
            range: range.clone(),
            node: *id,
            offset: range.start - page.text_range(*id).start,
        });
        out.blocks.push(Block { kind: BlockKind::Paragraph, element, range: Some(range) });
    }
    drop_author(page, &lines, &mut out);
    out
}

/// A short line without an end, followed by paragraphs.
fn is_headline<'a>(line: &str, mut rest: impl Iterator<Item = &'a str>) -> bool {
    let words = line.split_whitespace().count();
    let closed = line.trim_end().ends_with(['.', ',', ';', '!', '…', '"', '”']);
    (2..=LONGEST_HEADLINE).contains(&words)
        && !closed
        && rest
            .next()
            .is_some_and(|next| next.split_whitespace().count() > words || next.trim_end().ends_with('.'))
}

/// A line that is a name and no more, after which a paragraph begins with that name and describes it, and nothing but
/// furniture follows: the author, presented.
fn drop_author(page: &Page, lines: &[NodeId], out: &mut Lines) {
    let _ = (page, lines);
    let Some([.., name, bio]) = out.blocks.get(..) else { return };
    let (Some(name_range), Some(bio_range)) = (name.range.clone(), bio.range.clone()) else { return };
    let (name_text, bio_text) = (&page.all_text()[name_range], &page.all_text()[bio_range]);
    let follows_clutter = out.clutter.iter().any(|clutter| clutter.element < name.element);
    let is_name =
        name_text.split_whitespace().count() <= 4 && !name_text.ends_with(['.', '!', '?', '”', '"']);
    if !(is_name && follows_clutter && bio_text.starts_with(name_text)) {
        return;
    }
    for _ in 0..2 {
        out.runs.pop();
        if let Some(block) = out.blocks.pop() {
            let text = block.range.map(|range| page.all_text()[range].to_owned()).unwrap_or_default();
            out.clutter.push(Clutter { element: block.element, reason: Reason::AuthorBio, text });
        }
    }
    out.clutter.sort_by_key(|clutter| clutter.element);
}
