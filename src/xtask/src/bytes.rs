//! Bytes: hashes, compression, files that appear complete or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
pub(crate) use chronocarte::publish::bytes::{brief_integrity, short_hash};
use sha2::{Digest, Sha256};

use crate::project;

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

/// Brotli as the command line makes it, kept from run to run: the highest quality is slow and most files do not change.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    cached("br3", bytes, || Ok(chronocarte::publish::bytes::brotli(bytes)?))
}

/// Gzip as the command line makes it.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    Ok(chronocarte::publish::bytes::gzip(bytes)?)
}

/// The result of a slow pure step, kept under the hash of its input. `name` tells steps and their versions apart.
pub(crate) fn cached(name: &str, input: &[u8], step: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    let path = project::scratch().join("cache").join(format!("{}.{name}", hex(&Sha256::digest(input))));
    if let Ok(bytes) = fs::read(&path) {
        return Ok(bytes);
    }
    let bytes = step()?;
    write(&path, &bytes)?;
    Ok(bytes)
}

/// Writes a file and the folders above it; the file appears complete or not at all.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().context("a file has a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    let mut staged = path.as_os_str().to_owned();
    staged.push(format!(".{}.part", std::process::id()));
    let staged = PathBuf::from(staged);
    fs::write(&staged, bytes).with_context(|| format!("writing {}", staged.display()))?;
    fs::rename(&staged, path).with_context(|| format!("renaming to {}", path.display()))
}

/// Every file below a folder, in the order of their paths.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("reading {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}
