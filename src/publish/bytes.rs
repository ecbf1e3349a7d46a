//! Hashes and compression.

use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256, Sha384};

use crate::error::Error;

/// The first ten hexadecimal digits of the SHA-256: enough to tell the versions of one file apart.
pub fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}

/// The value of an `integrity` attribute.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// Brotli at quality 11 with a window of 4 MB, as a careful publisher would precompress.
///
/// # Errors
/// Never in practice: only memory can fail.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters)
        .map_err(|error| Error::new("compress", error.to_string()))?;
    Ok(out)
}

/// Gzip at level 9, without a time stamp: same input, same bytes.
///
/// # Errors
/// Never in practice: only memory can fail.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    packed.map_err(|error| Error::new("compress", error.to_string()))
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
