//! What the stores show beside their listing: the panel's pictures, which have the stores' size, and the tile of the Chrome Web Store.

use anyhow::Result;

use crate::browser::Browser;
use crate::programs::{program, run as run_program};
use crate::shots;

/// Makes all of them anew.
pub(crate) fn run() -> Result<()> {
    shots::pictures()?;
    let browser = Browser::Chromium.program()?;
    run_program(program("node").arg("tests/browser/store.mjs").arg("--program").arg(browser))
}
