//! What a file holds, and the page in it.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, bail};
use clap::ValueEnum;
use nutgraf::Page;
use nutgraf::page::{html, snapshot};

/// Bytes looked at when neither the arguments nor the file's name say what the file holds.
const GLANCE: usize = 2048;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Input {
    /// A web page.
    Html,
    /// A story without markup, a paragraph a line.
    Text,
    /// What the extension took of a live page.
    Snapshot,
}

impl Input {
    /// What the file's name says it is, or else what its first bytes look like.
    pub(super) fn guess(extension: Option<&OsStr>, bytes: &[u8]) -> Self {
        let extension = extension.and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
        match &*extension {
            "html" | "htm" | "xhtml" | "shtml" => Self::Html,
            "txt" | "text" | "md" => Self::Text,
            "json" => Self::Snapshot,
            _ => Self::look(bytes),
        }
    }

    fn look(bytes: &[u8]) -> Self {
        let glance = String::from_utf8_lossy(&bytes[..bytes.len().min(GLANCE)]).to_ascii_lowercase();
        let glance = glance.trim_start_matches('\u{feff}').trim_start();
        let has_markup = ["<!doctype", "<html", "<head", "<body", "<div", "<article", "<p>", "<p ", "</"]
            .iter()
            .any(|mark| glance.contains(mark));
        if has_markup || glance.starts_with('<') {
            Self::Html
        } else if glance.starts_with('{') {
            Self::Snapshot
        } else {
            Self::Text
        }
    }

    /// The page in the bytes of a file.
    pub(super) fn page(self, bytes: &[u8]) -> anyhow::Result<Page> {
        let page = match self {
            Self::Html => html::parse_bytes(bytes),
            Self::Text => Page::from_text(&String::from_utf8_lossy(bytes)),
            Self::Snapshot => snapshot::parse(&String::from_utf8_lossy(bytes))?,
        };
        match page.refusal() {
            Some(why) => bail!("this page could not be read: {why}"),
            None => Ok(page),
        }
    }
}

/// The bytes of a file.
pub(super) fn read_file(path: &Path) -> anyhow::Result<Vec<u8>> {
    if path.to_str().is_some_and(|path| path.starts_with("https://") || path.starts_with("http://")) {
        bail!("nothing is fetched: save the page and give the file, with --url for its address");
    }
    let reading = || format!("reading {}", path.display());
    read(File::open(path).with_context(reading)?).with_context(reading)
}

/// All there is to read, unless it is more than a page could be.
pub(super) fn read(from: impl Read) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(html::LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > html::LARGEST {
        bail!("too large for a page: more than {} MiB", html::LARGEST >> 20);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(extension: &str, content: &str, expected: Input) {
        assert_eq!(Input::guess(Some(OsStr::new(extension)), content.as_bytes()), expected);
    }

    #[test]
    fn the_name_tells_what_a_file_holds() {
        check("HTM", "plain", Input::Html);
        check("txt", "<p>kept as it is</p>", Input::Text);
        check("json", "", Input::Snapshot);
    }

    #[test]
    fn without_a_telling_name_the_content_does() {
        check("", "\u{feff}  <!DOCTYPE html><title>x", Input::Html);
        check("page", "Skip to content<div>…", Input::Html);
        check("", r#"{"version":1}"#, Input::Snapshot);
        check("", "The river rose < 2 m.\n\nNobody was hurt.", Input::Text);
        check("", "", Input::Text);
    }
}
