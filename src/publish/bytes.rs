//! Hashes and compression.

use std::io::Write;
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;
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

/// The same with a shorter hash, for where many stand in a file that readers download: hashes do not compress.
pub fn brief_integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// Brotli at quality 11 with a window of 4 MB, as a careful publisher would precompress: the shortest of what the
/// encoder makes under each of its assumptions on what the bytes are.
///
/// It can guess text from other bytes and nothing more; for compiled code another assumption saves 1.5 %, for a base map
/// 3 %, for text nothing worth the time. Every decoder reads them all. A long text is packed at quality 9: it is larger by
/// 3 to 5 %, and made forty times faster.
///
/// # Errors
/// Never in practice: only memory can fail.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    const MODES: [BrotliEncoderMode; 4] = [
        BrotliEncoderMode::BROTLI_MODE_GENERIC,
        BrotliEncoderMode::BROTLI_FORCE_LSB_PRIOR,
        BrotliEncoderMode::BROTLI_FORCE_MSB_PRIOR,
        BrotliEncoderMode::BROTLI_FORCE_SIGNED_PRIOR,
    ];
    if str::from_utf8(bytes).is_ok() {
        let quality = if bytes.len() > LONG_TEXT { 9 } else { 11 };
        return brotli_as(bytes, BrotliEncoderMode::BROTLI_MODE_GENERIC, quality);
    }
    let shortest = thread::scope(|scope| {
        let made = MODES.map(|mode| scope.spawn(move || brotli_as(bytes, mode, 11)));
        let made = made.into_iter().filter_map(|made| made.join().ok());
        made.reduce(|best, next| match (&best, &next) {
            (Ok(shortest), Ok(packed)) if packed.len() >= shortest.len() => best,
            (Ok(_), Err(_)) => best,
            _ => next,
        })
    });
    shortest.unwrap_or_else(|| Err(Error::new("compress", "no encoder finished")))
}

/// Above so many bytes quality 11 takes seconds for a file: what a story of a thousand events makes.
const LONG_TEXT: usize = 128 << 10;

fn brotli_as(bytes: &[u8], mode: BrotliEncoderMode, quality: i32) -> Result<Vec<u8>, Error> {
    let parameters = BrotliEncoderParams {
        mode,
        quality,
        lgwin: 22,
        lgblock: 16,
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
    fn brotli_unpacks_to_what_was_packed_whatever_it_is() {
        let code: Vec<u8> =
            (0..40_000_u32).flat_map(|nth| [0x20, (nth % 23) as u8, 0x41, (nth / 7) as u8]).collect();
        for bytes in [&b""[..], b"x", "a text, \u{e9} and more; ".repeat(500).as_bytes(), &code] {
            let packed = brotli(bytes).unwrap();
            let mut unpacked = Vec::new();
            brotli::BrotliDecompress(&mut &*packed, &mut unpacked).unwrap();
            assert_eq!(unpacked, bytes);
            assert_eq!(packed, brotli(bytes).unwrap());
            let plain = brotli_as(bytes, BrotliEncoderMode::BROTLI_MODE_GENERIC, 11).unwrap();
            assert!(packed.len() <= plain.len());
        }
    }

    #[test]
    fn gzip_of_the_same_bytes_is_the_same() {
        let bytes = b"same input, same bytes".repeat(20);
        let packed = gzip(&bytes).unwrap();
        assert_eq!(packed, gzip(&bytes).unwrap());
        assert!(packed.len() < bytes.len());
    }
}
