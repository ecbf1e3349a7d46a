//! The distance of a zone's wall clock from UTC.

use super::scan::{Scan, push_padded};
use crate::error::Error;
use std::fmt;

/// How far a wall clock is ahead of UTC: whole minutes, positive east of Greenwich, -18:00 to +18:00.
///
/// An offset is what held at a place on a day; which one that was is the publisher's to say, no zone table is
/// kept here.
///
/// ```
/// use chronocarte::time::UtcOffset;
/// let baku = UtcOffset::parse("+04:00")?;
/// assert_eq!((baku.minutes(), baku.to_string().as_str()), (240, "+04:00"));
/// # Ok::<(), chronocarte::error::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UtcOffset(i16);

impl UtcOffset {
    /// No distance.
    pub const UTC: Self = Self(0);

    /// An offset of so many minutes; refused beyond 18 hours.
    pub fn from_minutes(minutes: i32) -> Result<Self, Error> {
        if (-1080..=1080).contains(&minutes) {
            Ok(Self(minutes as i16))
        } else {
            Err(Error::new("offset", "an offset from UTC is at most 18 hours"))
        }
    }

    /// Reads `Z`, `+04:00`, `+0400`, `+04` or the same with `-` (or the true minus sign).
    pub fn parse(text: &str) -> Result<Self, Error> {
        let plain = text.strip_prefix('\u{2212}').map(|rest| ["-", rest].concat());
        let mut scan = Scan::new(
            plain.as_deref().unwrap_or(text),
            "offset",
            "expected an offset from UTC, as +04:00 or Z",
        );
        let offset = scan.required_zone();
        offset.filter(|_| scan.end().is_some()).ok_or_else(|| scan.error())
    }

    /// Minutes ahead of UTC.
    pub const fn minutes(self) -> i32 {
        self.0 as i32
    }

    /// Milliseconds ahead of UTC.
    pub(super) const fn ms(self) -> i64 {
        self.0 as i64 * 60_000
    }
}

impl fmt::Display for UtcOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::from(if self.0 < 0 { "-" } else { "+" });
        let minutes = i64::from(self.0.unsigned_abs());
        push_padded(&mut out, minutes / 60, 2);
        out.push(':');
        push_padded(&mut out, minutes % 60, 2);
        f.write_str(&out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_read_in_every_spelling() {
        for (text, minutes) in [
            ("Z", 0),
            ("+04:00", 240),
            ("+0430", 270),
            ("-04", -240),
            ("\u{2212}03:30", -210),
            ("-18:00", -1080),
            ("-00:00", 0),
        ] {
            assert_eq!(UtcOffset::parse(text).map(UtcOffset::minutes), Ok(minutes), "{text}");
        }
    }

    #[test]
    fn nonsense_is_no_offset() {
        for text in ["", "4", "04:00", "+4", "+18:01", "+04:60", "+04:00x", "UTC+4"] {
            assert!(UtcOffset::parse(text).is_err(), "{text}");
        }
        assert!(UtcOffset::from_minutes(-1081).is_err());
    }

    #[test]
    fn an_offset_prints_as_it_is_read() {
        for minutes in -1080..=1080 {
            let offset = UtcOffset::from_minutes(minutes).unwrap();
            assert_eq!(UtcOffset::parse(&offset.to_string()), Ok(offset));
        }
    }
}
