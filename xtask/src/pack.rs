//! Packs the extension for the stores, and its sources for those who review it: the same sources give the same bytes.
//!
//! Names are sorted, times and permissions are fixed, and nothing of this machine is written down.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::build;
use crate::manifest::{self, Browser};
use crate::programs::{at, output, program, root};

/// Rounds of the packer over each block; more of them save less than a kilobyte.
const ROUNDS: i64 = 24;

/// A file of `target/dist` as it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Packed {
    pub(crate) name: String,
    pub(crate) bytes: usize,
    /// SHA-256 of the file, in hexadecimal.
    pub(crate) sum: String,
}

/// Builds, and packs the result for each browser.
pub(crate) fn run() -> Result<()> {
    publish(&packages()?)
}

/// Builds, and writes the package of each browser.
pub(crate) fn packages() -> Result<Vec<Packed>> {
    build::run()?;
    let version = manifest::version()?;
    let package = |browser: Browser| {
        let folder = build::package(browser);
        let bytes = pack(&folder, &build::files(&folder)?, "")?;
        write(format!("nutgraf-{}-{version}.zip", browser.name()), &bytes)
    };
    Browser::ALL.into_iter().map(package).collect()
}

/// Writes the package of the sources: what git knows of this folder, as it stands here.
pub(crate) fn sources() -> Result<Packed> {
    let version = manifest::version()?;
    let files = output(program("git").args(["ls-files", "-z"]))?;
    let mut files: Vec<_> = files.split_terminator('\0').map(PathBuf::from).collect();
    files.sort();
    let bytes = pack(root(), &files, &format!("nutgraf-{version}/"))?;
    write(format!("nutgraf-source-{version}.zip"), &bytes)
}

/// Writes the checksums, and says what there is.
pub(crate) fn publish(all: &[Packed]) -> Result<()> {
    let sums =
        all.iter().map(|Packed { name, sum, .. }| format!("{sum}  {name}\n")).collect::<Vec<_>>().concat();
    let path = at("target/dist/SHA256SUMS");
    fs::write(&path, sums).with_context(|| format!("writing {}", path.display()))?;
    for Packed { name, bytes, sum } in all {
        println!("{bytes:>9} bytes  {sum}  target/dist/{name}");
    }
    Ok(())
}

fn write(name: String, bytes: &[u8]) -> Result<Packed> {
    let path = at("target/dist").join(&name);
    fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
    let sum = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    Ok(Packed { name, bytes: bytes.len(), sum })
}

/// Files of a folder as a zip, in the order given, under names that begin with `prefix`.
fn pack(folder: &Path, files: &[PathBuf], prefix: &str) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(ROUNDS))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        let path = folder.join(file);
        let name =
            prefix.to_owned() + &file.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        let content = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        zip.start_file(name, options).with_context(|| format!("packing {}", path.display()))?;
        zip.write_all(&content).with_context(|| format!("packing {}", path.display()))?;
    }
    Ok(zip.finish().context("closing the package")?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_twice_gives_the_same_bytes() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("nutgraf-pack-{}", std::process::id()));
        let packed: Vec<_> = ["one", "two"]
            .into_iter()
            .map(|copy| {
                let folder = folder.join(copy);
                fs::create_dir_all(folder.join("page"))?;
                fs::write(folder.join("page/panel.js"), "export const width = 380;\n")?;
                fs::write(folder.join("manifest.json"), "{}")?;
                pack(&folder, &build::files(&folder)?, "nutgraf/")
            })
            .collect::<Result<_>>()?;
        fs::remove_dir_all(&folder)?;
        assert_eq!(packed[0], packed[1]);
        let names = ["nutgraf/manifest.json", "nutgraf/page/panel.js"]
            .map(|name| packed[0].windows(name.len()).position(|window| window == name.as_bytes()));
        assert!(names[0] < names[1] && names[0].is_some(), "not sorted, or missing: {names:?}");
        Ok(())
    }
}
