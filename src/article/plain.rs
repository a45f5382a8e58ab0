//! The story in a page of plain text: all of it, but for lines that are plainly page furniture.

use super::settle::is_presentation;
use super::{Block, BlockKind, Clutter, Metadata, Reason, Run, phrases};
use crate::order;
use crate::page::{NodeId, Page, Tag};

/// What plain text gives: blocks, runs, clutter.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub blocks: Vec<Block>,
    pub runs: Vec<Run>,
    pub clutter: Vec<Clutter>,
}

/// Words of the longest first line that can be a headline.
const LONGEST_HEADLINE: usize = 20;

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
    let mut body = &lines[..];
    if let [first, rest @ ..] = body
        && !rest.is_empty()
    {
        let line = page.text(*first).split_whitespace().collect::<Vec<_>>().join(" ");
        let repeats = metadata.title.as_ref() == Some(&line);
        // Where the headline is known from elsewhere, this is another line above the story: its date, its section.
        if repeats || is_headline(&line) {
            metadata.title.get_or_insert(line);
            metadata.headline = Some(page.node(*first).parent);
            body = rest;
        }
    }
    for id in body {
        let range = trimmed(*id);
        let element = page.node(*id).parent;
        let text = &page.all_text()[range.clone()];
        let reason = phrases::clutter(text);
        if let Some(reason) = reason {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            out.clutter.push(Clutter { element, reason, text });
            continue;
        }
        out.runs.push(Run {
            range: range.clone(),
            node: *id,
            offset: range.start - page.text_range(*id).start,
        });
        out.blocks.push(Block { kind: BlockKind::Paragraph, element, range: Some(range) });
    }
    drop_author(page, &mut out);
    out
}

/// Whether a first line is short and without an end; one that leads to the next, a dateline say, is none.
fn is_headline(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let closed = line.trim_end().ends_with(['.', ',', ';', ':', '!', '…', '"', '”', '“', '»', '-', '–', '—']);
    (2..=LONGEST_HEADLINE).contains(&words) && !closed
}

/// Takes the author's presentation, a name and a paragraph that begins with it, from the end of the story.
fn drop_author(page: &Page, out: &mut Lines) {
    let [.., name, bio] = &out.blocks[..] else { return };
    let (Some(name_range), Some(bio_range)) = (name.range.clone(), bio.range.clone()) else { return };
    if !is_presentation(&page.all_text()[name_range], &page.all_text()[bio_range]) {
        return;
    }
    out.runs.truncate(out.runs.len() - 2);
    for block in out.blocks.split_off(out.blocks.len() - 2) {
        let text = block.range.map(|range| page.all_text()[range].to_owned()).unwrap_or_default();
        out.clutter.push(Clutter { element: block.element, reason: Reason::AuthorBio, text });
    }
    order::by_key(&mut out.clutter, |clutter| u64::from(clutter.element.0));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, title: Option<&str>, blocks: &[&str], clutter: &[Reason]) {
        let page = Page::from_text(text);
        let mut metadata = Metadata::default();
        let lines = read(&page, &mut metadata);
        assert_eq!(metadata.title.as_deref(), title);
        let told: Vec<_> =
            lines.blocks.iter().filter_map(|block| block.range.clone()).map(|range| &text[range]).collect();
        assert_eq!(told, blocks);
        assert_eq!(lines.clutter.iter().map(|clutter| clutter.reason).collect::<Vec<_>>(), clutter);
    }

    #[test]
    fn every_line_is_a_paragraph_but_for_headline_and_furniture() {
        check(
            "Bridge closes for a year\n\nThe old bridge will close on Monday, the town said.\n\nSee also  Ferry sinks\n  It opened in 1931.\n\nMira\n\nMira, a writer, loves bridges.\n\nRelated Articles\n",
            Some("Bridge closes for a year"),
            &["The old bridge will close on Monday, the town said.", "It opened in 1931."],
            &[Reason::Related, Reason::AuthorBio, Reason::AuthorBio, Reason::Related],
        );
    }

    #[test]
    fn a_first_line_that_is_a_sentence_is_no_headline() {
        check("One line only.", None, &["One line only."], &[]);
        check("She left.\nHe stayed at home.", None, &["She left.", "He stayed at home."], &[]);
        check("", None, &[], &[]);
        let story = "The council met at noon, and nobody spoke.";
        for line in [
            "KARSK, March 12 (Tide) --",
            "The Harbour Post said in an editorial on Monday:",
            "Also on Friday, two boats collided off Karsk.",
        ] {
            check(&format!("{line}\n{story}"), None, &[line, story], &[]);
        }
    }
}
