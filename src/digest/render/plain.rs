//! The summary as plain text.

use super::{Entry, Labels, Note, Row, Said, Sheet};

pub(super) fn write(sheet: &Sheet, labels: &Labels) -> String {
    let mut blocks = Vec::new();
    let origin = (!sheet.origin.is_empty()).then(|| sheet.origin.join(" · "));
    let head: Vec<_> = [sheet.headline.clone(), origin, sheet.link.clone()].into_iter().flatten().collect();
    if !head.is_empty() {
        blocks.push(head.join("\n"));
    }
    blocks.extend(sheet.remark.clone());
    let mut section = |label: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            blocks.push(format!("{label}\n{}", lines.join("\n")));
        }
    };
    section(labels.key_points, sheet.key_points.iter().map(|point| format!("• {point}")).collect());
    section(labels.facts, sheet.facts.iter().map(row).collect());
    section(labels.quotes, sheet.quotes.iter().map(said).collect());
    blocks.join("\n\n") + "\n"
}

fn row(row: &Row) -> String {
    let entries: Vec<_> = row.entries.iter().map(entry).collect();
    format!("{}: {}", row.label, entries.join("; "))
}

fn entry(entry: &Entry) -> String {
    let lead = &entry.lead;
    match &entry.note {
        Note::None => lead.clone(),
        Note::Aside(note) => format!("{lead} ({note})"),
        Note::Counted(note) => format!("{lead} {note}"),
    }
}

fn said(said: &Said) -> String {
    let speaker = said.speaker.as_ref().map(|speaker| format!(" — {speaker}")).unwrap_or_default();
    let role = said.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
    format!("{}{speaker}{role}", said.words)
}
