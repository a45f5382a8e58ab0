//! The summary as plain text.

use super::{Body, Entry, Format, Note, Row, Said, Section, Sheet};

pub(super) const FORMAT: Format = Format { head, section, citation, entry: alone };

fn head(sheet: &Sheet) -> String {
    let origin = (!sheet.origin.is_empty()).then(|| sheet.origin.join(" · "));
    let head: Vec<_> = [sheet.headline.clone(), origin, sheet.link.clone()].into_iter().flatten().collect();
    let head = (!head.is_empty()).then(|| head.join("\n"));
    let blocks: Vec<_> = [head, sheet.remark.clone()].into_iter().flatten().collect();
    blocks.join("\n\n") + "\n"
}

fn section(_language: &str, label: &str, content: &Section) -> String {
    let lines: Vec<_> = match content {
        Section::Points(points) => points.iter().map(|point| format!("• {point}")).collect(),
        Section::Rows(rows) => rows.iter().map(row).collect(),
        Section::Quotes(quotes) => quotes.iter().map(said).collect(),
    };
    format!("\n{label}\n{}\n", lines.join("\n"))
}

fn citation(sheet: &Sheet) -> String {
    let byline = (!sheet.byline.is_empty()).then(|| format!("{}:", sheet.byline.join(", ")));
    let headline = sheet.headline.as_deref().map(|headline| format!("“{headline}”."));
    let place: Vec<_> = sheet.site.iter().chain(&sheet.day).cloned().collect();
    let place = (!place.is_empty()).then(|| format!("{}.", place.join(", ")));
    let parts: Vec<_> = [byline, headline, place, sheet.link.clone()].into_iter().flatten().collect();
    parts.join(" ") + "\n"
}

fn alone(body: &Body, sheet: &Sheet, link: &str) -> String {
    let words = match body {
        Body::Point(words) => words.clone(),
        Body::Fact(fact) => entry(fact),
        Body::Quote(quote) => said(quote),
    };
    let origin = (!sheet.origin.is_empty()).then(|| sheet.origin.join(" · "));
    let link = sheet.link.as_ref().map(|_| link.to_owned());
    let lines: Vec<_> = [Some(words), origin, link].into_iter().flatten().collect();
    lines.join("\n") + "\n"
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
