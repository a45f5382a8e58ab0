//! Packs the extension for the stores: the same sources give the same bytes.
//!
//! Names are sorted, times and permissions are fixed, and nothing of this machine is written down.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::build;
use crate::manifest::{self, Browser};
use crate::programs::at;

/// Rounds of the packer over each block; more of them save less than a kilobyte.
const ROUNDS: i64 = 24;

/// Builds, and packs the result for each browser.
pub(crate) fn run() -> Result<()> {
    build::run()?;
    let version = manifest::version()?;
    for browser in Browser::ALL {
        let bytes = pack(&build::package(browser))?;
        let path = at("target/dist").join(format!("nutgraf-{}-{version}.zip", browser.name()));
        fs::write(&path, &bytes).with_context(|| format!("writing {}", path.display()))?;
        println!("{:>9} bytes  {}", bytes.len(), path.display());
    }
    Ok(())
}

/// A folder as a zip.
fn pack(folder: &Path) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(ROUNDS))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in build::files(folder)? {
        let path = folder.join(&file);
        let name = file.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
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
                pack(&folder)
            })
            .collect::<Result<_>>()?;
        fs::remove_dir_all(&folder)?;
        assert_eq!(packed[0], packed[1]);
        let names = ["manifest.json", "page/panel.js"]
            .map(|name| packed[0].windows(name.len()).position(|window| window == name.as_bytes()));
        assert!(names[0] < names[1] && names[0].is_some(), "not sorted, or missing: {names:?}");
        Ok(())
    }
}
