//! Installs what the other commands need, where it is missing; costs nothing where it is there.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::programs::{at, find, output, program, run as run_program};

/// Everything at once.
pub(crate) fn run() -> Result<()> {
    wasm_target()?;
    packages()?;
    for browser in [&CHROMIUM, &FIREFOX] {
        println!("{}: {}", browser.name, browser.program()?.display());
    }
    Ok(())
}

/// Rust's own part for WebAssembly, through rustup.
pub(crate) fn wasm_target() -> Result<()> {
    let target = "wasm32-unknown-unknown";
    let folder = output(program("rustc").args(["--print", "target-libdir", "--target", target]))?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    run_program(program("rustup").args(["target", "add", target])).with_context(|| {
        format!("adding the {target} target; without rustup, install it as your system does")
    })
}

/// The npm packages of the lockfile, without running any script of theirs.
pub(crate) fn packages() -> Result<()> {
    let (Some(npm), Some(_)) = (find("npm"), find("node")) else {
        bail!(
            "Node.js 20 or newer with npm is needed: https://nodejs.org, or your system's nodejs and npm packages"
        );
    };
    let changed = |path: &str| fs::metadata(at(path)).and_then(|file| file.modified()).ok();
    if changed("node_modules/.package-lock.json") > changed("package-lock.json") {
        return Ok(());
    }
    run_program(program(npm).args(["ci", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error"]))
        .context("installing the npm packages")
}

/// A browser that the extension is tried in.
#[derive(Debug)]
pub(crate) struct Browser {
    name: &'static str,
    /// Names on the `PATH`, and paths where systems install it, best first.
    programs: &'static [&'static str],
    /// The environment variable that names another program to use.
    variable: &'static str,
    /// The package of Debian and its relatives.
    package: &'static str,
}

pub(crate) const CHROMIUM: Browser = Browser {
    name: "Chromium",
    programs: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ],
    variable: "NUTGRAF_CHROMIUM",
    package: "chromium",
};

pub(crate) const FIREFOX: Browser = Browser {
    name: "Firefox",
    programs: &[
        "firefox-esr",
        "firefox",
        "/Applications/Firefox.app/Contents/MacOS/firefox",
        r"C:\Program Files\Mozilla Firefox\firefox.exe",
    ],
    variable: "NUTGRAF_FIREFOX",
    package: "firefox-esr",
};

impl Browser {
    /// The browser's program, installed from the system's packages if it is missing and this is allowed to.
    pub(crate) fn program(&self) -> Result<PathBuf> {
        if let Some(named) = env::var_os(self.variable).filter(|name| !name.is_empty()) {
            let named = named.to_string_lossy();
            return find(&named)
                .with_context(|| format!("{} names {named}, which is not there", self.variable));
        }
        if let Some(found) = self.find() {
            return Ok(found);
        }
        if let (Some(apt), true) = (find("apt-get"), is_root()) {
            let apt = |words: &[&str]| {
                run_program(Command::new(&apt).args(words).env("DEBIAN_FRONTEND", "noninteractive"))
            };
            apt(&["update", "--quiet"])?;
            apt(&["install", "--quiet", "--yes", "--no-install-recommends", self.package])
                .with_context(|| format!("installing {}", self.package))?;
        }
        self.find().with_context(|| {
            format!("{} is needed: install it, or name its program in {}", self.name, self.variable)
        })
    }

    fn find(&self) -> Option<PathBuf> {
        self.programs.iter().find_map(|program| find(program))
    }
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
