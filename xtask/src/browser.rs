//! The browsers that the extension is tried in: found, or installed from the system's packages.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::programs::{find, output, run};

/// A browser that the extension is tried in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Browser {
    Chromium,
    Firefox,
}

impl Browser {
    /// The name on the command line, and of the driver in tests/browser.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Browser::Chromium => "chromium",
            Browser::Firefox => "firefox",
        }
    }

    /// The environment variable that names another program to use, to `xtask` and to the tests.
    pub(crate) fn variable(self) -> &'static str {
        match self {
            Browser::Chromium => "NUTGRAF_CHROMIUM",
            Browser::Firefox => "NUTGRAF_FIREFOX",
        }
    }

    /// The package of Debian and its relatives.
    fn package(self) -> &'static str {
        match self {
            Browser::Chromium => "chromium",
            Browser::Firefox => "firefox-esr",
        }
    }

    /// Names on the `PATH`, and paths where systems install it, best first.
    fn programs(self) -> &'static [&'static str] {
        match self {
            Browser::Chromium => &[
                "chromium",
                "chromium-browser",
                "google-chrome",
                "google-chrome-stable",
                "/Applications/Chromium.app/Contents/MacOS/Chromium",
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                r"C:\Program Files\Google\Chrome\Application\chrome.exe",
            ],
            Browser::Firefox => &[
                "firefox-esr",
                "firefox",
                "/Applications/Firefox.app/Contents/MacOS/firefox",
                r"C:\Program Files\Mozilla Firefox\firefox.exe",
            ],
        }
    }

    /// The browser's program, installed from the system's packages if it is missing and this is allowed to.
    pub(crate) fn program(self) -> Result<PathBuf> {
        let variable = self.variable();
        if let Some(named) = env::var_os(variable).filter(|name| !name.is_empty()) {
            let named = named.to_string_lossy();
            return find(&named).with_context(|| format!("{variable} names {named}, which is not there"));
        }
        if let Some(found) = self.find() {
            return Ok(found);
        }
        if let (Some(apt), true) = (find("apt-get"), is_root()) {
            let apt =
                |words: &[&str]| run(Command::new(&apt).args(words).env("DEBIAN_FRONTEND", "noninteractive"));
            apt(&["update", "--quiet"])?;
            apt(&["install", "--quiet", "--yes", "--no-install-recommends", self.package()])?;
        }
        self.find().with_context(|| {
            format!("{} is needed: install it, or name its program in {variable}", self.name())
        })
    }

    fn find(self) -> Option<PathBuf> {
        self.programs().iter().find_map(|program| find(program))
    }
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
