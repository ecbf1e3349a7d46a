//! `cargo xtask serve`: the demo article on this machine, built, served, rebuilt and reloaded when a file changes.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use chronocarte::serve::{Root, on_change, open_browser};

use crate::system::say;
use crate::{build, project};

/// A server of `dist/`; it stops when it is dropped.
pub(crate) struct Server(chronocarte::serve::Server);

impl Server {
    /// Serves without reloading, on the named port or on one that is free.
    pub(crate) fn start(port: Option<u16>) -> Result<Self> {
        Ok(Self(chronocarte::serve::Server::listen(port.unwrap_or(0), Root::Folder(project::dist()), false)?))
    }

    /// The address of the demo article.
    pub(crate) fn address(&self) -> &str {
        self.0.address()
    }
}

/// Builds, serves, opens a browser, then rebuilds on every change until it is ended.
pub(crate) fn run(route: Option<&str>, port: Option<u16>, open: bool) -> Result<()> {
    build::build(route, false)?;
    let server = chronocarte::serve::Server::listen_near(port, &Root::Folder(project::dist()), true)?;
    println!("{}", server.address());
    std::io::stdout().flush()?;
    if open {
        open_browser(server.address());
    }
    let root = project::root();
    let folders = [(root.to_owned(), false), (root.join("src"), true), (root.join("static"), true)];
    let inside = |path: &Path| path.strip_prefix(root).is_ok_and(matters);
    on_change(&folders, inside, |path| {
        let changed = path.strip_prefix(root).unwrap_or(path).display();
        say(format!("{changed} changed, rebuilding"));
        match build::build(route, true) {
            Ok(()) => {
                say("rebuilt");
                server.reload();
            }
            Err(error) => say(format!("{error:#}; still serving the previous build")),
        }
    })?;
    Ok(())
}

/// Whether a rebuild would show the change of a file, relative to the checkout.
fn matters(path: &Path) -> bool {
    let top = ["Cargo.toml", "Cargo.lock", "index.html"].iter().any(|name| path == Path::new(name));
    let below = ["src", "static"].iter().any(|folder| path.starts_with(folder));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // Editors leave their own files beside the ones they edit. This tool cannot rebuild itself while it runs.
    let noise = name.starts_with(['.', '#']) || name.ends_with('~') || path.starts_with("src/xtask");
    (top || below) && !noise
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_matter_and_output_does_not() {
        for path in ["src/lib.rs", "static/lang/en.json", "index.html", "Cargo.toml"] {
            assert!(matters(Path::new(path)), "{path}");
        }
        for path in ["dist/index.html", "target/x", "src/.lib.rs.swp", "src/xtask/src/main.rs", "README.md"] {
            assert!(!matters(Path::new(path)), "{path}");
        }
    }
}
