//! Bytes as text, whatever wrote them.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text and the encoding it was in.
pub(super) struct Decoded<'b> {
    /// The text, without a byte order mark.
    pub(super) text: Cow<'b, str>,
    /// What to say about the encoding; `None` for plain UTF-8.
    pub(super) remark: Option<String>,
    /// The line with the first byte that is not UTF-8; 0 where all are.
    pub(super) line: u32,
}

/// Reads text: what its byte order mark says, UTF-16 without one where every second byte is zero, UTF-8 strictly, and
/// Windows-1252 where that fails, which is said aloud.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let (encoding, why) = match Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding == UTF_8 => (UTF_8, None),
        Some((encoding, _)) => (encoding, Some(format!("read as {}", encoding.name()))),
        None => match without_mark(bytes) {
            Some(encoding) => {
                (encoding, Some(format!("read as {}, which has no byte order mark here", encoding.name())))
            }
            None => (UTF_8, None),
        },
    };
    let strict = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if encoding == UTF_8 {
        return match std::str::from_utf8(strict) {
            Ok(text) => Decoded { text: Cow::Borrowed(text), remark: None, line: 0 },
            Err(error) => {
                let before = strict.get(..error.valid_up_to()).unwrap_or_default();
                let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
                let byte = strict.get(error.valid_up_to()).copied().unwrap_or_default();
                let (text, _, _) = WINDOWS_1252.decode(strict);
                Decoded {
                    text,
                    remark: Some(format!(
                        "the byte 0x{byte:02X} is not UTF-8: the file was read as Windows-1252"
                    )),
                    line: u32::try_from(line).unwrap_or(u32::MAX),
                }
            }
        };
    }
    let (text, _, broken) = encoding.decode(bytes);
    let remark = why.map(|why| if broken { why + "; some letters could not be read" } else { why });
    Decoded { text, remark, line: 0 }
}

/// UTF-16 without a byte order mark, by its zeros.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(64) & !1)?;
    if head.len() < 4 {
        return None;
    }
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, odd) if odd * 2 > half => Some(UTF_16LE),
        (even, 0) if even * 2 > half => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, Option<String>, u32) {
        let it = decode(bytes);
        (it.text.into_owned(), it.remark, it.line)
    }

    #[test]
    fn utf_8_is_read_with_and_without_a_mark_and_nothing_is_said() {
        assert_eq!(text("é".as_bytes()), ("é".to_owned(), None, 0));
        assert_eq!(text(b"\xef\xbb\xbfAttack ID"), ("Attack ID".to_owned(), None, 0));
    }

    #[test]
    fn utf_16_is_read_with_and_without_a_mark_and_said_aloud() {
        for (bytes, name) in [
            (&b"\xff\xfea\0,\0b\0"[..], "UTF-16LE"),
            (b"\xfe\xff\0a\0,\0b", "UTF-16BE"),
            (b"a\0,\0b\0", "UTF-16LE"),
            (b"\0a\0,\0b", "UTF-16BE"),
        ] {
            let (read, remark, _) = text(bytes);
            assert_eq!(read, "a,b");
            assert!(remark.unwrap().contains(name));
        }
    }

    #[test]
    fn windows_1252_is_read_without_mojibake_and_named_with_its_line() {
        let (read, remark, line) = text(b"a\nit\x92s");
        assert_eq!((read.as_str(), line), ("a\nit’s", 2));
        assert!(remark.unwrap().contains("0x92"));
    }
}
