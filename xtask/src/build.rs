//! Builds the wasm, its bindings, and the unpacked packages.
//!
//! The same sources give the same bytes in any folder: the paths of this machine are mapped away, and the sections
//! that name tools are dropped.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::manifest::{self, Browser};
use crate::programs::{at, cargo, output, program, root, run as run_program};
use crate::setup;

const TARGET: &str = "wasm32-unknown-unknown";

/// Builds everything that `target/dist` holds unpacked.
pub(crate) fn run() -> Result<()> {
    setup::wasm_target()?;
    bindings()?;
    let manifest = manifest::source()?;
    for browser in Browser::ALL {
        let package = package(browser);
        empty(&package)?;
        copy(&at("extension"), &package)?;
        own_pages(&package)?;
        fs::rename(package.join("index.html"), package.join("playground.html"))
            .context("putting the playground into the package")?;
        let text = serde_json::to_string_pretty(&manifest::for_browser(manifest.clone(), browser))?;
        let path = package.join("manifest.json");
        fs::write(&path, text + "\n").with_context(|| format!("writing {}", path.display()))?;
    }
    playground()
}

/// The folder of the unpacked package of a browser.
pub(crate) fn package(browser: Browser) -> PathBuf {
    at("target/dist").join(browser.name())
}

/// The wasm and its JavaScript, in `target/pkg` and in `extension/pkg`.
fn bindings() -> Result<()> {
    let mut build = cargo();
    build
        .args(["build", "--locked", "--profile", "wasm", "--lib", "--package", "nutgraf", "--target", TARGET])
        .arg("--target-dir")
        .arg(at("target"))
        .env("CARGO_ENCODED_RUSTFLAGS", nameless_paths()?.join("\u{1f}"))
        .env_remove("RUSTFLAGS");
    // What ships is what Cargo.toml says, whatever a developer has set for quicker turns.
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("CARGO_PROFILE_")) {
        build.env_remove(name);
    }
    run_program(&mut build)?;
    let generated = at("target/pkg");
    empty(&generated)?;
    Bindgen::new()
        .input_path(at("target").join(TARGET).join("wasm/nutgraf.wasm"))
        .out_name("nutgraf")
        .web(true)?
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        // For a core that was stopped in the middle: it begins anew.
        .reset_state_function(true)
        .generate(&generated)
        .context("generating the bindings of the wasm")?;
    let shipped = at("extension/pkg");
    empty(&shipped)?;
    for file in files(&generated)? {
        copy_file(&generated.join(&file), &shipped.join(&file))?;
    }
    Ok(())
}

/// Flags for rustc that take this machine's folders out of the wasm, where panics would name them.
fn nameless_paths() -> Result<Vec<String>> {
    let sysroot = output(program("rustc").args(["--print", "sysroot"]))?;
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home = cargo_home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let cargo_home = cargo_home.context("finding the home of cargo: CARGO_HOME and HOME are both unset")?;
    let map = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    Ok(vec![
        map(&cargo_home, "/cargo"),
        map(&Path::new(sysroot.trim()).join("lib/rustlib/src/rust"), "/rust"),
        map(root(), "/nutgraf"),
    ])
}

/// The playground: its own files, beside those of the extension that it shares.
fn playground() -> Result<()> {
    let target = at("target/dist/www");
    empty(&target)?;
    own_pages(&target)?;
    for shared in ["page", "sidebar", "pkg", "_locales"] {
        copy(&at("extension").join(shared), &target.join(shared))?;
    }
    for shared in ["labels.js", "preferences.js"] {
        copy_file(&at("extension").join(shared), &target.join(shared))?;
    }
    Ok(())
}

/// What the playground has for itself: its page, and a story to begin with.
fn own_pages(target: &Path) -> Result<()> {
    copy(&at("www"), target)?;
    // Text, and no page of the extension: what it has of scripts is not ours, and the stores look for such.
    copy_file(&at("tests/pages/magazine/page.html"), &target.join("sample.txt"))
}

/// Copies the files of a folder that are for users: what tells developers something stays behind.
fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in files(from)?.into_iter().filter(|file| ships(file)) {
        copy_file(&from.join(&file), &to.join(&file))?;
    }
    Ok(())
}

fn ships(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let for_developers = [".d.ts", ".md"].iter().any(|end| name.ends_with(end))
        || ["jsconfig.json", "tsconfig.json", "digest.json", "expect.txt"].contains(&&*name);
    !for_developers
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    fs::copy(from, to).with_context(|| format!("copying {} to {}", from.display(), to.display()))?;
    Ok(())
}

/// Makes a folder that is there and has nothing in it.
fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("emptying {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))
}

/// The files under a folder, relative to it and sorted; hidden ones are not looked at.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let entries = fs::read_dir(&next).with_context(|| format!("listing {}", next.display()))?;
        for entry in entries {
            let path = entry.with_context(|| format!("listing {}", next.display()))?.path();
            if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder)?.to_owned());
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bindings_generator_is_the_version_of_the_bindings() {
        let pin = |manifest: &str, name: &str| {
            let line = manifest.lines().find(|line| line.split(' ').next() == Some(name));
            line.and_then(|line| line.split('"').nth(1)).map(str::to_owned)
        };
        let used = pin(include_str!("../../Cargo.toml"), "wasm-bindgen");
        let generator = pin(include_str!("../Cargo.toml"), "wasm-bindgen-cli-support");
        assert!(
            used.as_ref().is_some_and(|version| version.starts_with('=')),
            "not pinned exactly: {used:?}"
        );
        assert_eq!(used, generator);
    }

    #[test]
    fn what_is_for_developers_does_not_ship() {
        let names = ["background.js", "pkg/nutgraf.d.ts", "icons/48.png", "README.md", "page/tsconfig.json"];
        let shipped: Vec<_> = names.into_iter().filter(|name| ships(Path::new(name))).collect();
        assert_eq!(shipped, ["background.js", "icons/48.png"]);
    }
}
