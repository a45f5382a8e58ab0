//! Serves the playground on this machine alone, to be opened in a browser.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use tiny_http::{Header, Request, Response, Server};

use crate::build;
use crate::programs::at;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The port to listen on
    #[arg(long, default_value_t = 8017)]
    port: u16,
}

/// Builds, then serves `target/dist/www` until the person ends it.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    build::run()?;
    let folder = at("target/dist/www");
    let server = Server::http(("127.0.0.1", arguments.port))
        .map_err(|error| anyhow!("listening on port {}: {error}", arguments.port))?;
    println!("http://localhost:{}/  (Ctrl+C ends it)", arguments.port);
    for request in server.incoming_requests() {
        let path = file(&folder, request.url());
        // A browser that hangs up in the middle of an answer is no reason to stop serving.
        if let Err(error) = answer(request, path.as_deref()) {
            eprintln!("{error:#}");
        }
    }
    Ok(())
}

/// The file that a request is for, if it is inside `folder`.
fn file(folder: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.trim_start_matches('/');
    let plain = path.split('/').all(|part| part != ".." && !part.contains(['\\', ':', '%']));
    let path = plain.then(|| folder.join(path))?;
    let path = if path.is_dir() { path.join("index.html") } else { path };
    path.is_file().then_some(path)
}

fn answer(request: Request, path: Option<&Path>) -> Result<()> {
    let Some(path) = path else {
        return Ok(request.respond(Response::from_string("Not here.\n").with_status_code(404))?);
    };
    let file = File::open(path).with_context(|| format!("opening {}", path.display()))?;
    let kind =
        Header::from_bytes("Content-Type", kind(path)).map_err(|()| anyhow!("naming {}", path.display()))?;
    let fresh =
        Header::from_bytes("Cache-Control", "no-store").map_err(|()| anyhow!("naming {}", path.display()))?;
    Ok(request.respond(Response::from_file(file).with_header(kind).with_header(fresh))?)
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_the_folder_are_served() {
        let folder = at("xtask");
        assert_eq!(file(&folder, "/Cargo.toml?now"), Some(folder.join("Cargo.toml")));
        for outside in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/src/../../Cargo.toml", "/nowhere", "/"] {
            assert_eq!(file(&folder, outside), None, "{outside}");
        }
    }
}
