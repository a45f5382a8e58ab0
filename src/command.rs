//! `nutgraf` and `nutgraf batch`: what a person or a script may ask of the library.
//!
//! Reads a page from a file or from standard input and prints what the sidebar would show. It opens no connection: a page is
//! saved first, by whatever means, and given as a file.

mod batch;
mod input;

use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use nutgraf::Digest;

use input::Input;

/// Lays a news page out: the story without the clutter, its key points, its facts, and who said what.
///
/// Everything printed is in the page word for word. Nothing is fetched and nothing is sent.
#[derive(Debug, Parser)]
#[command(name = "nutgraf", version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
struct Command {
    #[command(subcommand)]
    batch: Option<Mode>,
    #[command(flatten)]
    one: One,
}

const EXAMPLES: &str = "\
Examples:
  nutgraf story.html                        the summary of a saved page, as Markdown
  nutgraf story.html --format json          everything that was found, as JSON
  nutgraf - --input text < story.txt        a story without markup, a paragraph a line
  nutgraf batch < pages.jsonl > out.jsonl   {\"id\", \"html\" | \"text\", ...} a line";

#[derive(Debug, Subcommand)]
enum Mode {
    /// Reads pages as JSON lines, writes digests as JSON lines, in the same order.
    ///
    /// In: `{"id", "html" | "text", "url"?, "title"?, "published"?, "language"?, "key_points"?}`.
    /// Out: `{"id", "ms", "parse_ms", "digest"}`, or `{"id", "error"}` for a line that cannot be read.
    Batch {
        /// Pages to work on at a time [default: one per core]
        #[arg(long, value_name = "N")]
        jobs: Option<NonZeroUsize>,
    },
}

/// One page.
#[derive(Debug, Args)]
struct One {
    /// A saved page, or `-` for standard input
    file: Option<PathBuf>,
    /// What the file holds; by default its name and its first bytes tell
    #[arg(long, value_enum)]
    input: Option<Input>,
    /// The page's address, where the page itself does not say
    #[arg(long)]
    url: Option<String>,
    /// How to print the digest
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Markdown,
    Text,
    Html,
    Json,
}

/// Does what the arguments ask; a reader that stops reading early (`nutgraf … | head`) is no failure.
pub(crate) fn run() -> ExitCode {
    let command = Command::parse();
    let done = match command.batch {
        Some(Mode::Batch { jobs }) => batch(jobs),
        None => one(&command.one),
    };
    match done {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody left to tell is no reason to panic.
            let _ = writeln!(io::stderr(), "nutgraf: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let cause = error.root_cause().downcast_ref::<io::Error>();
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

fn batch(jobs: Option<NonZeroUsize>) -> anyhow::Result<ExitCode> {
    if io::stdin().is_terminal() {
        return usage();
    }
    let jobs = jobs.map_or_else(batch::every_core, NonZeroUsize::get);
    batch::run(io::stdin(), io::stdout().lock(), jobs)?;
    Ok(ExitCode::SUCCESS)
}

fn one(one: &One) -> anyhow::Result<ExitCode> {
    let file = one.file.as_deref().filter(|file| *file != Path::new("-"));
    let bytes = match file {
        Some(file) => input::read_file(file)?,
        None if one.file.is_none() && io::stdin().is_terminal() => return usage(),
        None => input::read(io::stdin().lock()).context("reading standard input")?,
    };
    if one.file.is_none() && bytes.is_empty() {
        return usage();
    }
    let kind = one.input.unwrap_or_else(|| Input::guess(file.and_then(Path::extension), &bytes));
    let mut page = kind.page(&bytes)?;
    if let Some(url) = &one.url {
        page.url.clone_from(url);
    }
    print(&nutgraf::digest(&page), one.format)?;
    Ok(ExitCode::SUCCESS)
}

fn print(digest: &Digest, format: Format) -> anyhow::Result<()> {
    let mut out = match format {
        Format::Markdown => digest.to_markdown(),
        Format::Text => digest.to_text(),
        // A browser that opens the file would not know the encoding otherwise.
        Format::Html => format!("<!doctype html>\n<meta charset=\"utf-8\">\n{}", digest.to_html()),
        Format::Json => serde_json::to_string_pretty(digest)?,
    };
    if !out.ends_with('\n') {
        out.push('\n');
    }
    let mut stdout = io::stdout().lock();
    stdout.write_all(out.as_bytes())?;
    stdout.flush()?;
    Ok(())
}

/// Says how to use the program, for want of anything to read.
fn usage() -> anyhow::Result<ExitCode> {
    write!(io::stderr(), "{}", Command::command().render_help())?;
    Ok(ExitCode::from(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Command::command().debug_assert();
    }
}
