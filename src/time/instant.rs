//! A moment on the line of time.

use super::civil::Civil;
use super::offset::UtcOffset;
use super::scan::{Scan, push_padded};
use crate::error::Error;

/// A moment: milliseconds since 1970-01-01T00:00:00Z, negative before.
///
/// Proleptic Gregorian calendar, leap seconds ignored. The range, about 292 million years on either side, is
/// the whole of `i64`; arithmetic saturates at its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

impl Instant {
    /// The earliest moment; stands for the open past.
    pub const MIN: Self = Self(i64::MIN);
    /// The latest moment; stands for the open future.
    pub const MAX: Self = Self(i64::MAX);

    /// Reads a date-time with `Z` or an offset (RFC 3339), and what [`to_iso8601`](Self::to_iso8601) writes.
    ///
    /// Fractions of a second are cut to milliseconds; a leap second is the second after it. A date without a
    /// time or a time without a zone is refused: it is no moment (see [`When`](super::When)).
    ///
    /// ```
    /// use chronocarte::time::Instant;
    /// let at = Instant::parse_rfc3339("2020-09-28T23:59:59.5+04:00")?;
    /// assert_eq!(at.to_iso8601(), "2020-09-28T19:59:59.500Z");
    /// assert!(Instant::parse_rfc3339("2020-09-28").is_err());
    /// # Ok::<(), chronocarte::error::Error>(())
    /// ```
    pub fn parse_rfc3339(text: &str) -> Result<Self, Error> {
        let mut scan =
            Scan::new(text, "instant", "expected a date and time with a zone, as 2020-09-28T14:30:00Z");
        Self::scanned(&mut scan).ok_or_else(|| scan.error())
    }

    /// Reads the moment as of which somebody asks to look: what [`parse_rfc3339`](Self::parse_rfc3339) reads, the same to
    /// the minute, or a day alone, of which `offset` says where it ends. A day is known once it is over: it is read as its
    /// last second, never as midnight.
    ///
    /// ```
    /// use chronocarte::time::{Instant, UtcOffset};
    /// let as_of = |text| Instant::parse_as_of(text, UtcOffset::from_minutes(240)?).map(Instant::to_iso8601);
    /// assert_eq!(as_of("2020-09-28T12:00+04:00")?, "2020-09-28T08:00:00Z");
    /// assert_eq!(as_of("2020-09-28")?, "2020-09-28T19:59:59Z");
    /// assert!(as_of("2020-09-28T12:00").is_err());
    /// # Ok::<(), chronocarte::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// `instant` for anything else.
    #[inline(never)]
    pub fn parse_as_of(text: &str, offset: UtcOffset) -> Result<Self, Error> {
        let mut scan = Scan::new(text, "instant", "");
        if let Some((year, month, day)) = scan.full_date()
            && scan.end().is_some()
        {
            return Ok(Civil { hour: 23, minute: 59, second: 59, ..Civil::date(year, month, day) }
                .to_instant(offset));
        }
        Self::parse_minute(text)
    }

    /// Reads what [`parse_rfc3339`](Self::parse_rfc3339) reads, and the same to the minute: `2020-09-28T08:00Z`.
    ///
    /// # Errors
    /// `instant` for anything else, a day alone for example.
    #[inline(never)]
    pub fn parse_minute(text: &str) -> Result<Self, Error> {
        let time = text.bytes().position(|byte| matches!(byte, b'T' | b't' | b' ')).map(|at| at + 6);
        let parts = time.and_then(|end| Some((text.get(..end)?, text.get(end..)?)));
        match parts {
            Some((minutes, zone)) if zone.starts_with(['Z', 'z', '+', '-']) => {
                Self::parse_rfc3339(&[minutes, ":00", zone].concat())
            }
            _ => Self::parse_rfc3339(text),
        }
    }

    fn scanned(scan: &mut Scan<'_>) -> Option<Self> {
        let (year, month, day) = scan.full_date()?;
        if !matches!(scan.bump(), Some(b'T' | b't' | b' ')) {
            return scan.refuse();
        }
        let hour = scan.two(23)?;
        scan.expect(b':')?;
        let minute = scan.two(59)?;
        scan.expect(b':')?;
        let second = scan.two(60)?;
        let (ms, _) = scan.fraction()?;
        let offset = scan.required_zone()?;
        scan.end()?;
        Some(Civil { year, month, day, hour, minute, second, ms }.to_instant(offset))
    }

    /// ISO 8601 in UTC: `2020-09-28T19:59:59Z`, with three decimals where there are milliseconds; years outside
    /// 0 to 9999 get a sign and at least six digits.
    pub fn to_iso8601(self) -> String {
        let mut out = self.iso8601_fields(5);
        let ms = self.0.rem_euclid(1000);
        if ms != 0 {
            out.push('.');
            push_padded(&mut out, ms, 3);
        }
        out.push('Z');
        out
    }

    /// The last whole minute in UTC: `2020-09-28T19:59Z`; years as [`to_iso8601`](Self::to_iso8601) has them.
    pub(crate) fn to_iso8601_minute(self) -> String {
        let mut out = self.iso8601_fields(4);
        out.push('Z');
        out
    }

    /// The year and so many fields after it.
    fn iso8601_fields(self, count: usize) -> String {
        let civil = Civil::of(self, UtcOffset::UTC);
        let mut out = String::with_capacity(28);
        let four = (0..=9999).contains(&civil.year);
        if !four {
            out.push(if civil.year < 0 { '-' } else { '+' });
        }
        push_padded(&mut out, civil.year.abs(), if four { 4 } else { 6 });
        let fields = [civil.month, civil.day, civil.hour, civil.minute, civil.second];
        for (mark, value) in ["-", "-", "T", ":", ":"].into_iter().zip(fields).take(count) {
            out.push_str(mark);
            push_padded(&mut out, value.into(), 2);
        }
        out
    }

    /// This moment and so many milliseconds more (fewer where negative); saturates.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this moment, negative if it is later; saturates.
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_with_any_zone() {
        for (text, ms) in [
            ("1970-01-01T00:00:00Z", 0),
            ("1970-01-01T04:00:00+04:00", 0),
            ("1969-12-31T20:00:00-04:00", 0),
            ("1970-01-01t00:00:01.5z", 1500),
            ("1970-01-01 00:00:00.0019Z", 1),
            ("2020-09-28T23:59:60Z", 1_601_337_600_000),
            ("-000001-12-31T23:59:59Z", -62_167_219_201_000),
        ] {
            assert_eq!(Instant::parse_rfc3339(text).map(|at| at.0), Ok(ms), "{text}");
        }
    }

    #[test]
    fn half_moments_are_refused_where_they_go_wrong() {
        for (text, at) in [
            ("", 0),
            ("2020-09-28", 10),
            ("2020-09-28T14:30Z", 16),
            ("2020-09-28T14:30:00", 19),
            ("2020-02-30T00:00:00Z", 10),
            ("2020-09-28T24:00:00Z", 13),
            ("2020-09-28T14:30:00Zulu", 20),
            ("2020-09-28T14:30:00+19:00", 22),
            ("\u{0662}020-09-28T14:30:00Z", 0),
        ] {
            let error = Instant::parse_rfc3339(text).unwrap_err();
            assert_eq!((error.code, error.at), ("instant", Some(at)), "{text}");
        }
    }

    #[test]
    fn years_of_any_length_are_written() {
        assert_eq!(Instant(-62_167_219_201_000).to_iso8601(), "-000001-12-31T23:59:59Z");
        assert_eq!(Instant::MAX.to_iso8601(), "+292278994-08-17T07:12:55.807Z");
        assert_eq!(Instant(7).to_iso8601(), "1970-01-01T00:00:00.007Z");
    }
}
