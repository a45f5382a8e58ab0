//! The summary as HTML: a fragment of plain elements, without styles, that a letter or a document makes its own.

use super::{Body, Entry, Format, Note, Row, Said, Section, Sheet};

pub(super) const FORMAT: Format = Format { head, section, citation, entry: alone };

fn head(sheet: &Sheet) -> String {
    let mut out = format!("<header lang=\"{}\">\n", escape(&sheet.language));
    if let Some(headline) = &sheet.headline {
        line(&mut out, &format!("<h1>{}</h1>", escape(headline)));
    }
    let origin = (!sheet.origin.is_empty()).then(|| escape(&sheet.origin.join(" · ")));
    let link = sheet.link.as_deref().map(|url| anchor(url, url));
    let head: Vec<_> = [origin, link].into_iter().flatten().collect();
    if !head.is_empty() {
        line(&mut out, &format!("<p>{}</p>", head.join("<br>")));
    }
    if let Some(remark) = &sheet.remark {
        line(&mut out, &format!("<p>{}</p>", escape(remark)));
    }
    out + "</header>\n"
}

fn section(language: &str, label: &str, content: &Section) -> String {
    let mut out = format!("<section lang=\"{}\">\n<h2>{}</h2>\n", escape(language), escape(label));
    match content {
        Section::Points(points) => list(&mut out, points.iter().map(|point| escape(point))),
        Section::Rows(rows) => list(&mut out, rows.iter().map(row)),
        Section::Quotes(quotes) => quotes.iter().for_each(|quote| line(&mut out, &said(quote))),
    }
    out + "</section>\n"
}

fn list(out: &mut String, items: impl Iterator<Item = String>) {
    line(out, "<ul>");
    for item in items {
        line(out, &format!("<li>{item}</li>"));
    }
    line(out, "</ul>");
}

fn line(out: &mut String, content: &str) {
    out.push_str(content);
    out.push('\n');
}

fn citation(sheet: &Sheet) -> String {
    let byline = (!sheet.byline.is_empty()).then(|| format!("{}:", escape(&sheet.byline.join(", "))));
    let headline = sheet.headline.as_deref().map(|headline| format!("“{}”.", escape(headline)));
    let site = sheet.site.as_deref().map(|site| format!("<cite>{}</cite>", escape(site)));
    let place: Vec<_> = site.into_iter().chain(sheet.day.as_deref().map(escape)).collect();
    let place = (!place.is_empty()).then(|| format!("{}.", place.join(", ")));
    let link = sheet.link.as_deref().map(|url| anchor(url, url));
    let parts: Vec<_> = [byline, headline, place, link].into_iter().flatten().collect();
    format!("<p>{}</p>\n", parts.join(" "))
}

fn alone(body: &Body, sheet: &Sheet, link: &str) -> String {
    let origin = (!sheet.origin.is_empty()).then(|| sheet.origin.join(" · "));
    let source = match &sheet.link {
        Some(_) => Some(anchor(link, origin.as_deref().unwrap_or(link))),
        None => origin.as_deref().map(escape),
    };
    let under = source.as_ref().map(|source| format!("<br>{source}")).unwrap_or_default();
    match body {
        Body::Point(words) => format!("<p>{}{under}</p>\n", escape(words)),
        Body::Fact(fact) => format!("<p>{}{under}</p>\n", entry(fact)),
        Body::Quote(quote) => {
            let source = source.map(|source| format!("<p>{source}</p>\n")).unwrap_or_default();
            format!("{}\n{source}", said(quote))
        }
    }
}

fn anchor(url: &str, words: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escape(url), escape(words))
}

fn row(row: &Row) -> String {
    let entries: Vec<_> = row.entries.iter().map(entry).collect();
    format!("<strong>{}:</strong> {}", escape(&row.label), entries.join("; "))
}

fn entry(entry: &Entry) -> String {
    let lead = escape(&entry.lead);
    match &entry.note {
        Note::None => lead,
        Note::Aside(note) => format!("{lead} ({})", escape(note)),
        Note::Counted(note) => format!("<strong>{lead}</strong> {}", escape(note)),
    }
}

fn said(said: &Said) -> String {
    let words = escape(&said.words);
    let Some(speaker) = &said.speaker else { return format!("<blockquote><p>{words}</p></blockquote>") };
    let role = said.role.as_ref().map(|role| format!(", {}", escape(role))).unwrap_or_default();
    format!(
        "<blockquote><p>{words}<br>— <cite><strong>{}</strong></cite>{role}</p></blockquote>",
        escape(speaker)
    )
}

/// Text as HTML shows it, between tags and between double quotation marks.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
