//! `cargo xtask page FILE`: what every stage made of a page, and why each block stayed or went.

use std::fmt::{self, Write as _};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use flate2::read::MultiGzDecoder;
use nutgraf::article::{Article, Clutter, Fate};
use nutgraf::names::{Entity, EntityKind};
use nutgraf::page::{Attribute, NodeId, html, snapshot};
use nutgraf::{Page, Reading};
use serde_json::Value;

/// Characters of a block's text that are shown: enough to find it in the page.
const GLIMPSE: usize = 90;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// A saved page (.html), a text (.txt), a snapshot (.json), or the beginning of a page's id in the development packs
    file: PathBuf,
    /// The page's address
    #[arg(long)]
    url: Option<String>,
    /// When it was published, ISO 8601, where the page does not say
    #[arg(long)]
    published: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let mut page = load(&arguments.file)?;
    if let Some(url) = &arguments.url {
        page.url.clone_from(url);
    }
    page.hints.published.clone_from(&arguments.published);
    let reading = nutgraf::read(&page);
    let show = Show { page: &page, reading: &reading };
    let mut out = String::new();
    show.page_facts(&mut out)?;
    show.verdicts(&mut out)?;
    show.clutter(&mut out)?;
    show.names(&mut out)?;
    show.quotes(&mut out)?;
    show.facts(&mut out)?;
    show.key_points(&mut out)?;
    match io::stdout().lock().write_all(out.as_bytes()) {
        // `cargo xtask page FILE | head` is a way to read it.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

fn load(file: &Path) -> anyhow::Result<Page> {
    if !file.exists() {
        return from_pack(&file.to_string_lossy());
    }
    let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    let text = || String::from_utf8_lossy(&bytes);
    Ok(match file.extension().and_then(|extension| extension.to_str()) {
        Some("txt") => Page::from_text(&text()),
        Some("json") => snapshot::parse(&text()).context("reading a snapshot")?,
        _ => html::parse_bytes(&bytes),
    })
}

/// The page of `../shared` whose id begins so.
fn from_pack(id: &str) -> anyhow::Result<Page> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the repository")?;
    let pack = root.join("../shared/data/extraction/pages.jsonl.gz");
    let Ok(file) = File::open(&pack) else { bail!("there is no file {id}") };
    for line in BufReader::new(MultiGzDecoder::new(file)).lines() {
        let record: Value = serde_json::from_str(&line?)?;
        if record["id"].as_str().is_some_and(|name| name.starts_with(id)) {
            let mut page = html::parse(record["html"].as_str().unwrap_or_default());
            record["url"].as_str().unwrap_or_default().clone_into(&mut page.url);
            return Ok(page);
        }
    }
    bail!("there is no file {id}, and no page of the development pack has an id that begins so")
}

/// A page and what became of it, to be printed.
struct Show<'a> {
    page: &'a Page,
    reading: &'a Reading,
}

impl Show<'_> {
    fn page_facts(&self, out: &mut String) -> fmt::Result {
        let Article { kind, metadata, language, .. } = &self.reading.article;
        let or_none = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
        writeln!(out, "{kind:?}, language {} ({} nodes)", language.code, self.page.len())?;
        writeln!(out, "  headline   {}", or_none(&metadata.title))?;
        writeln!(
            out,
            "  shown by   {}",
            metadata.headline.map_or_else(|| "-".to_owned(), |id| self.element(id))
        )?;
        writeln!(out, "  site       {}", or_none(&metadata.site))?;
        writeln!(out, "  byline     {}", metadata.byline.join(" | "))?;
        writeln!(
            out,
            "  published  {}   modified {}",
            or_none(&metadata.published),
            or_none(&metadata.modified)
        )?;
        writeln!(out, "  section    {}", or_none(&metadata.section))?;
        writeln!(out, "  address    {}", or_none(&metadata.url))?;
        writeln!(out, "  picture    {}", or_none(&metadata.image))?;
        Ok(())
    }

    /// Every block that was looked at, in page order: what it is for those that stayed, why for those that went.
    fn verdicts(&self, out: &mut String) -> fmt::Result {
        let article = &self.reading.article;
        title(out, "blocks", article.verdicts.len())?;
        for verdict in &article.verdicts {
            let decision = match verdict.fate {
                Fate::Kept(kind) => format!("+ {kind:?}"),
                Fate::Dropped(reason) => format!("- {reason:?}"),
                fate => format!("  {fate:?}"),
            };
            let text: Vec<_> = verdict.nodes.clone().map(|index| self.page.text(NodeId(index))).collect();
            writeln!(out, "{decision:<14} {}", glimpse(&text.concat()))?;
            let (because, score) = (verdict.because, verdict.score);
            writeln!(out, "{:<14}   {}: {because}, score {score}", "", self.element(verdict.element))?;
        }
        let unexplained = article
            .blocks
            .iter()
            .filter(|block| !article.verdicts.iter().any(|verdict| verdict.element == block.element));
        for block in unexplained {
            let text = block.range.clone().map_or("", |range| &article.text[range]);
            writeln!(out, "+ {:<12} {}", format!("{:?}", block.kind), glimpse(text))?;
            writeln!(out, "{:<14}   {}: no verdict", "", self.element(block.element))?;
        }
        Ok(())
    }

    fn clutter(&self, out: &mut String) -> fmt::Result {
        let Article { clutter, hide, .. } = &self.reading.article;
        for (name, items) in [("clutter", clutter), ("hidden on the page", hide)] {
            title(out, name, items.len())?;
            for Clutter { element, reason, text } in items {
                writeln!(out, "{:<14} {}", format!("{reason:?}"), self.element(*element))?;
                writeln!(out, "{:<14}   {}", "", glimpse(text))?;
            }
        }
        Ok(())
    }

    fn names(&self, out: &mut String) -> fmt::Result {
        let names = &self.reading.names;
        for kind in [EntityKind::Person, EntityKind::Organisation, EntityKind::Place] {
            title(out, &format!("{kind:?}"), names.of_kind(kind).count())?;
            for (index, Entity { name, role, gender, .. }) in names.of_kind(kind) {
                let mentions: Vec<_> =
                    names.mentions_of(index).map(|mention| self.words(&mention.span)).collect();
                let role = role.as_ref().map(|role| format!(" [{}]", self.words(role))).unwrap_or_default();
                let gender = gender.map(|gender| format!(" ({gender:?})")).unwrap_or_default();
                writeln!(
                    out,
                    "{}{role}{gender}  {}: {}",
                    self.words(name),
                    mentions.len(),
                    mentions.join(" · ")
                )?;
            }
        }
        Ok(())
    }

    fn quotes(&self, out: &mut String) -> fmt::Result {
        title(out, "quotes", self.reading.quotes.len())?;
        for quote in &self.reading.quotes {
            let speaker = match &quote.speaker {
                None => "nobody named".to_owned(),
                Some(speaker) => {
                    let entity = speaker.entity.map(|index| &self.reading.names.entities[index]);
                    let name = entity.map_or("(no name)", |entity| self.words(&entity.name));
                    let role = speaker.role.as_ref().map(|role| self.words(role)).unwrap_or_default();
                    format!("{name} <- {:?} [{role}]", self.words(&speaker.mention))
                }
            };
            let cue = quote.cue.as_ref().map_or("-", |cue| self.words(cue));
            writeln!(out, "{:<9} {speaker}, cue {cue:?}", format!("{:?}", quote.kind))?;
            for part in &quote.parts {
                writeln!(out, "{:<9}   {}", "", self.words(part))?;
            }
        }
        Ok(())
    }

    fn facts(&self, out: &mut String) -> fmt::Result {
        let facts = &self.reading.facts;
        title(out, "dates", facts.dates.len())?;
        for date in &facts.dates {
            let value = date.value.as_deref().unwrap_or("unresolved");
            writeln!(out, "{:<9} {:<20} {:?}", format!("{:?}", date.kind), value, self.words(&date.span))?;
        }
        title(out, "numbers", facts.numbers.len())?;
        for number in &facts.numbers {
            let about = number.about.as_ref().map_or("-", |about| self.words(about));
            let unit = number.unit.as_deref().unwrap_or("-");
            writeln!(out, "{:<18} {unit:<6} {:?} of {about:?}", number.value, self.words(&number.span))?;
        }
        Ok(())
    }

    fn key_points(&self, out: &mut String) -> fmt::Result {
        title(out, "key points", self.reading.key_points.len())?;
        for point in &self.reading.key_points {
            writeln!(out, "* {}", self.words(point))?;
        }
        Ok(())
    }

    fn words(&self, span: &Range<usize>) -> &str {
        &self.reading.article.text[span.clone()]
    }

    /// An element as a style sheet would call it, with its number for those who look it up in a digest.
    fn element(&self, id: NodeId) -> String {
        let node = self.page.node(id);
        let mut out = format!("<{}", node.tag.name());
        if let Some(name) = self.page.attribute(id, Attribute::Id) {
            out.push_str(" #");
            out.push_str(name.trim());
        }
        for class in self.page.attribute(id, Attribute::Class).unwrap_or_default().split_whitespace().take(6)
        {
            out.push_str(" .");
            out.push_str(class);
        }
        out + &format!("> {}", node.ordinal)
    }
}

fn title(out: &mut String, name: &str, count: usize) -> fmt::Result {
    writeln!(out, "\n== {name}: {count}")
}

fn glimpse(text: &str) -> String {
    let mut characters = text.chars();
    let mut out: String = characters.by_ref().take(GLIMPSE).collect();
    if characters.next().is_some() {
        out.push('…');
    }
    format!("{out:?}")
}
