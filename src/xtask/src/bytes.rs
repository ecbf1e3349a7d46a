//! Bytes: hashes, compression, files that appear complete or not at all.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256, Sha384};

use crate::project;

/// The first ten hexadecimal digits of the SHA-256: enough to tell the versions of one file apart.
pub(crate) fn short_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)).chars().take(10).collect()
}

/// The value of an `integrity` attribute.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

/// Brotli at quality 11 with a window of 4 MB, as a careful publisher would precompress. Kept from run to run: the
/// highest quality is slow and most files do not change.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    cached("br", bytes, || {
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: 11,
            lgwin: 22,
            size_hint: bytes.len(),
            ..Default::default()
        };
        let mut out = Vec::new();
        brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters).context("compressing with brotli")?;
        Ok(out)
    })
}

/// Gzip at level 9, without a time stamp: same input, same bytes.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_integrity_value_is_the_one_browsers_compute() {
        // The well-known SHA-384 of nothing.
        let nothing = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), nothing);
    }

    #[test]
    fn a_short_hash_is_ten_hexadecimal_digits() {
        assert_eq!(short_hash(b""), "e3b0c44298");
    }

    #[test]
    fn gzip_of_the_same_bytes_is_the_same() {
        let bytes = b"same input, same bytes".repeat(20);
        let packed = gzip(&bytes).unwrap();
        assert_eq!(packed, gzip(&bytes).unwrap());
        assert!(packed.len() < bytes.len());
    }
}
