//! Where things are: the checkout, its target folder, the folders this tool writes to.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context, Result};

/// The checkout: the folder with the workspace's `Cargo.toml`.
pub(crate) fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        // Cargo sets the variable for `cargo xtask`; the compiled-in value serves a binary started by hand.
        let package = env::var_os("CARGO_MANIFEST_DIR")
            .filter(|dir| Path::new(dir).ends_with("xtask"))
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        package.ancestors().nth(2).map_or_else(|| package.clone(), Path::to_path_buf)
    })
}

/// Cargo's target folder for the host.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The target folder of wasm builds: apart, so that host and wasm builds neither wait for nor evict each other.
pub(crate) fn wasm_target() -> PathBuf {
    target().join("wasm")
}

/// This tool's own folder: caches, staged output, installed tools. On the same file system as `dist/`, so that
/// finished output appears by a rename.
pub(crate) fn scratch() -> PathBuf {
    root().join("target").join("xtask")
}

/// What `build` fills: a folder of static files.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The version of a package in `Cargo.lock`.
pub(crate) fn locked_version(package: &str) -> Result<String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).context("reading Cargo.lock")?;
    let name = format!("name = \"{package}\"");
    lock.split("[[package]]")
        .find(|entry| entry.lines().any(|line| line == name))
        .and_then(|entry| entry.lines().find_map(|line| line.strip_prefix("version = \"")))
        .and_then(|version| version.strip_suffix('"'))
        .map(str::to_owned)
        .with_context(|| format!("{package} is not in Cargo.lock"))
}

/// The version of the package `chronocarte`.
pub(crate) fn version() -> Result<String> {
    locked_version("chronocarte")
}
