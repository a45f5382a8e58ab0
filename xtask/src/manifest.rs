//! One manifest, two browsers.
//!
//! `extension/manifest.json` holds what both browsers read. Each warns about the keys of the other, so a package
//! gets the manifest without them.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::programs::at;

/// A browser that an extension is packed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Browser {
    Chrome,
    Firefox,
}

impl Browser {
    pub(crate) const ALL: [Browser; 2] = [Browser::Chrome, Browser::Firefox];

    /// The name in paths.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Browser::Chrome => "chrome",
            Browser::Firefox => "firefox",
        }
    }

    /// Keys of the manifest, from the top, that this browser warns about.
    fn foreign_keys(self) -> &'static [&'static str] {
        match self {
            Browser::Chrome => &["/background/scripts", "/browser_specific_settings"],
            Browser::Firefox => &["/background/service_worker", "/minimum_chrome_version"],
        }
    }
}

/// The extension's manifest as written.
pub(crate) fn source() -> Result<Value> {
    let path = at("extension/manifest.json");
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("reading {} as JSON", path.display()))
}

/// The extension's version, as its users see it.
pub(crate) fn version() -> Result<String> {
    let manifest = source()?;
    let version = manifest["version"].as_str().context("extension/manifest.json has no version")?;
    Ok(version.to_owned())
}

/// The manifest without the keys that `browser` would warn about.
pub(crate) fn for_browser(mut manifest: Value, browser: Browser) -> Value {
    for key in browser.foreign_keys() {
        let Some((parent, name)) = key.rsplit_once('/') else { continue };
        if let Some(object) = manifest.pointer_mut(parent).and_then(Value::as_object_mut) {
            object.remove(name);
        }
    }
    manifest
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_browser_gets_its_own_background_and_minimum_version() {
        let manifest = json!({
            "background": {"service_worker": "b.js", "scripts": ["b.js"], "type": "module"},
            "minimum_chrome_version": "121",
            "browser_specific_settings": {"gecko": {"id": "n@example.org"}},
        });
        assert_eq!(
            for_browser(manifest.clone(), Browser::Chrome),
            json!({"background": {"service_worker": "b.js", "type": "module"}, "minimum_chrome_version": "121"})
        );
        assert_eq!(
            for_browser(manifest, Browser::Firefox),
            json!({
                "background": {"scripts": ["b.js"], "type": "module"},
                "browser_specific_settings": {"gecko": {"id": "n@example.org"}},
            })
        );
    }
}
