//! Shows the extension at work: a real browser, a sample page, a real click, and the summary that was copied.

use std::env;

use anyhow::Result;

use crate::browser::Browser;
use crate::programs::{program, run as run_program};
use crate::{build, setup};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The browser to show it in
    #[arg(long, value_enum, default_value = "chromium")]
    browser: Browser,
}

/// Builds, then clicks; where there is a display, the window stays open until the person closes it.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    setup::packages()?;
    let browser = arguments.browser.program()?;
    build::run()?;
    let mut node = program("node");
    node.arg("tests/browser/demo.mjs")
        .arg("--browser")
        .arg(arguments.browser.name())
        .arg("--program")
        .arg(browser);
    if has_display() {
        node.arg("--window");
    }
    run_program(&mut node)
}

fn has_display() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let display =
        cfg!(any(target_os = "macos", target_os = "windows")) || set("DISPLAY") || set("WAYLAND_DISPLAY");
    display && !set("CI")
}
