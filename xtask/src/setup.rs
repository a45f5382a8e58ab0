//! Installs what the other commands need, where it is missing; costs nothing where it is there.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::browser::Browser;
use crate::programs::{at, cargo, find, output, program, run as run_program};

/// The version of cargo-deny that reads deny.toml.
const CARGO_DENY: &str = "0.20.2";

/// Everything at once.
pub(crate) fn run() -> Result<()> {
    wasm_target()?;
    packages()?;
    for browser in [Browser::Chromium, Browser::Firefox] {
        println!("{}: {}", browser.name(), browser.program()?.display());
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

/// The program cargo-deny, built from its source once.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    let tools = at("target/tools");
    let deny = tools.join("bin/cargo-deny").with_extension(env::consts::EXE_EXTENSION);
    let there = deny.is_file() && output(program(&deny).arg("--version"))?.trim().ends_with(CARGO_DENY);
    if !there {
        println!("building cargo-deny {CARGO_DENY}, once, which takes minutes");
        let package = format!("cargo-deny@{CARGO_DENY}");
        run_program(cargo().args(["install", "--quiet", "--locked", &package, "--root"]).arg(&tools))?;
    }
    Ok(deny)
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
