//! Photographs development pages before and after the click, to be looked at.

use anyhow::{Result, bail};

use crate::browser::Browser;
use crate::programs::{at, program, run as run_program};
use crate::{build, setup};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The browser to take them in
    #[arg(long, value_enum, default_value = "chromium")]
    browser: Browser,
    /// Names of pages, as ../shared/data/extraction has them
    #[arg(required = true)]
    pages: Vec<String>,
}

/// Builds, then saves the pictures in `target/shots`.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let pages = at("../shared/data/extraction/pages.jsonl.gz");
    if !pages.is_file() {
        bail!("there are no development pages at {}", pages.display());
    }
    setup::packages()?;
    let browser = arguments.browser.program()?;
    build::run()?;
    let mut node = program("node");
    node.arg("tests/browser/shots.mjs")
        .arg("--browser")
        .arg(arguments.browser.name())
        .arg("--program")
        .arg(browser);
    run_program(node.arg("--pages").arg(pages).args(&arguments.pages))
}

/// Builds, then photographs the panel's states into `docs/pictures`.
pub(crate) fn pictures() -> Result<()> {
    setup::packages()?;
    let browser = Browser::Chromium.program()?;
    build::run()?;
    run_program(program("node").arg("tests/browser/pictures.mjs").arg("--program").arg(browser))
}
