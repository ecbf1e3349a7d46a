//! When something is said to have happened, exactly as precise as it was said.

use super::{Certainty, DateLike, Instant, Precision, TimeSpan, UtcOffset, edtf};
use crate::error::Error;
use std::fmt;

/// A date, an interval or a set of dates in the Extended Date/Time Format (ISO 8601-2, levels 0 to 2 and a
/// little more).
///
/// `2020-09-28` a day · `2020-09` a month · `199` the nineties · `19` a century · `Y170000` a long year ·
/// `-0043` 44 BCE · `2001-21` a spring · `2020-09-2X` unspecified digits · `?` uncertain, `~` about, `%` both,
/// after a part for it and all before, before a part for it alone · `A/B` an interval, `..` an open end,
/// nothing an unknown one · `[A, B..C]` one of, `{A, B}` all of · `1950S2` two digits of which are significant.
/// Beyond the standard, times may stop at the hour or the minute and carry a doubt.
///
/// The text is kept as written. A bare date is never a midnight: it answers with the [`TimeSpan`] it may mean.
///
/// ```
/// use chronocarte::time::{Precision, UtcOffset, When};
/// let when = When::parse("2020-09-27/2020-09-28?")?;
/// assert_eq!(when.precision(), Precision::Day);
/// assert!(when.is_interval() && when.certainty().uncertain);
/// let span = when.span(UtcOffset::parse("+04:00")?);
/// assert_eq!(span.start().to_iso8601(), "2020-09-26T20:00:00Z");
/// assert_eq!(span.duration_ms(), 2 * 86_400_000);
/// # Ok::<(), chronocarte::error::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    text: String,
    shape: Shape,
    /// The members of a set; of anything else, its only pair of ends.
    items: Vec<(Edge, Edge)>,
}

/// What the text turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    One,
    Interval,
    Set(SetKind),
}

/// One end of a date or interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// `..`: there is none; it has always been, or goes on.
    Open,
    /// Nothing written: there is one, nobody says when.
    Unknown,
    /// A date.
    At(DateLike),
}

impl Edge {
    /// The date, if there is one.
    pub fn date(&self) -> Option<&DateLike> {
        match self {
            Self::At(date) => Some(date),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// How the dates of a set belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetKind {
    /// `[..]`: one of them, which is not known.
    OneOf,
    /// `{..}`: all of them.
    AllOf,
}

impl When {
    /// Reads EDTF; the error has the byte where reading stopped.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let (shape, items) = edtf::parse(text)?;
        Ok(Self { text: text.to_string(), shape, items })
    }

    /// What stands where a date has yet to be read: no text, no date, both ends unknown.
    pub(crate) const fn unknown() -> Self {
        Self { text: String::new(), shape: Shape::Interval, items: Vec::new() }
    }

    /// The text as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The precision of the start; of the end, where the start is open or unknown.
    pub fn precision(&self) -> Precision {
        match self.edges() {
            (Edge::At(date), _) | (_, Edge::At(date)) => date.precision,
            _ => Precision::Unknown,
        }
    }

    /// The doubts about any part of any date in it.
    pub fn certainty(&self) -> Certainty {
        let mut certainty = Certainty::default();
        for (from, to) in &self.items {
            for edge in [from, to] {
                certainty = certainty.or(edge.date().map(DateLike::certainty).unwrap_or_default());
            }
        }
        certainty
    }

    /// Whether it is written as an interval, `A/B`.
    pub fn is_interval(&self) -> bool {
        self.shape == Shape::Interval
    }

    /// The single date, where it is neither an interval nor a set.
    pub fn date(&self) -> Option<&DateLike> {
        match (self.shape, self.items.first()) {
            (Shape::One, Some((Edge::At(date), _))) => Some(date),
            _ => None,
        }
    }

    /// The kind and the members of a set, each a date (twice the same) or a range.
    pub fn set(&self) -> Option<(SetKind, &[(Edge, Edge)])> {
        match self.shape {
            Shape::Set(kind) => Some((kind, &self.items)),
            _ => None,
        }
    }

    /// Its two ends: the same date twice for a single date, the outermost members of a set.
    pub fn edges(&self) -> (&Edge, &Edge) {
        let mut ends = (&Edge::Unknown, &Edge::Unknown);
        let mut hull: Option<TimeSpan> = None;
        for item in &self.items {
            let span = span_of((&item.0, &item.1), UtcOffset::UTC);
            if hull.is_none_or(|hull| span.start() < hull.start()) {
                ends.0 = &item.0;
            }
            if hull.is_none_or(|hull| span.end() > hull.end()) {
                ends.1 = &item.1;
            }
            hull = Some(hull.map_or(span, |hull| hull.union(span)));
        }
        ends
    }

    /// From the earliest to the latest moment it may mean, where walls show `offset`; never empty. Open and
    /// unknown ends reach the ends of [`TimeSpan::EVER`].
    pub fn span(&self, offset: UtcOffset) -> TimeSpan {
        span_of(self.edges(), offset)
    }
}

fn span_of((from, to): (&Edge, &Edge), offset: UtcOffset) -> TimeSpan {
    let start = from.date().map_or(Instant::MIN, |date| date.span(offset).start());
    let end = to.date().map_or(Instant::MAX, |date| date.span(offset).end());
    TimeSpan::at_least_a_moment(start, end)
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{ClockTime, Component};

    fn when(text: &str) -> When {
        When::parse(text).unwrap_or_else(|error| panic!("{text}: {error} at {:?}", error.at))
    }

    fn span(text: &str) -> (String, String) {
        let span = when(text).span(UtcOffset::UTC);
        (span.start().to_iso8601(), span.end().to_iso8601())
    }

    fn days(text: &str) -> (String, String) {
        let (start, end) = span(text);
        let day = |at: String| at.strip_suffix("T00:00:00Z").map(str::to_string).unwrap_or(at);
        (day(start), day(end))
    }

    #[test]
    fn every_precision_covers_its_whole_length() {
        for (text, from, to) in [
            ("2016", "2016-01-01", "2017-01-01"),
            ("2016-02", "2016-02-01", "2016-03-01"),
            ("2016-12", "2016-12-01", "2017-01-01"),
            ("2016-05-31", "2016-05-31", "2016-06-01"),
            ("19", "1900-01-01", "2000-01-01"),
            ("193", "1930-01-01", "1940-01-01"),
            ("00", "0000-01-01", "0100-01-01"),
            ("-04", "-000499-01-01", "-000399-01-01"),
            ("-193", "-001939-01-01", "-001929-01-01"),
            ("0000", "0000-01-01", "0001-01-01"),
            ("-0002", "-000002-01-01", "-000001-01-01"),
            ("Y17002", "+017002-01-01", "+017003-01-01"),
            ("Y-17002", "-017002-01-01", "-017001-01-01"),
            ("1950S2", "1900-01-01", "2000-01-01"),
            ("Y17101000S3", "+17100000-01-01", "+17200000-01-01"),
            ("Y-17101E3S3", "-17199999-01-01", "-17099999-01-01"),
            ("198X", "1980-01-01", "1990-01-01"),
            ("1XX3", "1003-01-01", "1994-01-01"),
            ("-19XX", "-001999-01-01", "-001899-01-01"),
            ("15XX-12-25", "1500-12-25", "1599-12-26"),
            ("15XX-X2", "1500-02-01", "1600-01-01"),
            ("15XX-01-3X", "1500-01-30", "1599-02-01"),
            ("2016-02-XX", "2016-02-01", "2016-03-01"),
            ("1XXX-02-29", "1004-02-29", "1996-03-01"),
            ("2001-21", "2001-03-01", "2001-06-01"),
            ("2001-24", "2001-12-01", "2002-03-01"),
            ("2001-30", "2001-12-01", "2002-03-01"),
            ("2001-34", "2001-04-01", "2001-07-01"),
            ("2001-39", "2001-09-01", "2002-01-01"),
            ("2001-41", "2001-07-01", "2002-01-01"),
            ("20XX-40", "2000-01-01", "2099-07-01"),
            ("1980-08/1994", "1980-08-01", "1995-01-01"),
            ("[1667, 1672-12]", "1667-01-01", "1673-01-01"),
            ("{1670..1672, 1667}", "1667-01-01", "1673-01-01"),
            ("[2020-09-29T00:00, 2020-09-29, 2020-09-28T00:00]", "2020-09-28", "2020-09-30"),
        ] {
            assert_eq!(days(text), (from.to_string(), to.to_string()), "{text}");
        }
    }

    #[test]
    fn a_time_lasts_as_long_as_it_is_precise() {
        for (text, start, ms, precision) in [
            ("2016-05-02T16", "2016-05-02T16:00:00Z", 3_600_000, Precision::Hour),
            ("2016-05-02T16:54", "2016-05-02T16:54:00Z", 60_000, Precision::Minute),
            ("2016-05-02T16:54:59", "2016-05-02T16:54:59Z", 1000, Precision::Second),
            ("2016-05-02T16:54:59.4", "2016-05-02T16:54:59.400Z", 100, Precision::Second),
            ("2016-05-02T16:54:59.042123", "2016-05-02T16:54:59.042Z", 1, Precision::Second),
            ("2016-05-02T16:54:59+02:30", "2016-05-02T14:24:59Z", 1000, Precision::Second),
            ("2016-05-02T24:00:00", "2016-05-03T00:00:00Z", 1000, Precision::Second),
        ] {
            let span = when(text).span(UtcOffset::UTC);
            assert_eq!((span.start().to_iso8601(), span.duration_ms()), (start.to_string(), ms), "{text}");
            assert_eq!(when(text).precision(), precision, "{text}");
        }
    }

    #[test]
    fn a_zone_moves_bare_dates_and_leaves_those_with_their_own() {
        let baku = UtcOffset::from_minutes(240).unwrap();
        assert_eq!(when("2020-09-28").span(baku).start().to_iso8601(), "2020-09-27T20:00:00Z");
        assert_eq!(when("2020-09-28T14:00").span(baku).start().to_iso8601(), "2020-09-28T10:00:00Z");
        assert_eq!(when("2020-09-28T14:00Z").span(baku).start().to_iso8601(), "2020-09-28T14:00:00Z");
        let own = when("2020-09-28T14:00-03:00").date().and_then(DateLike::time).and_then(|time| time.offset);
        assert_eq!(own.map(UtcOffset::minutes), Some(-180));
    }

    #[test]
    fn open_and_unknown_ends_reach_the_ends_of_time() {
        for (text, start_open, end_open) in
            [("2016/..", false, true), ("2016/", false, true), ("/2016", true, false), ("../..", true, true)]
        {
            let span = when(text).span(UtcOffset::UTC);
            assert_eq!((span.is_open_start(), span.is_open_end()), (start_open, end_open), "{text}");
        }
        assert_eq!(when("/..").edges(), (&Edge::Unknown, &Edge::Open));
        assert!(when("[..1760]").span(UtcOffset::UTC).is_open_start());
        assert!(when("{1760..}").span(UtcOffset::UTC).is_open_end());
    }

    #[test]
    fn precision_is_the_finest_part_without_a_gap_above() {
        for (text, precision, gaps) in [
            ("XXXX", Precision::Unknown, false),
            ("XXXX-XX-XX", Precision::Unknown, false),
            ("1XXX", Precision::Millennium, false),
            ("19XX", Precision::Century, false),
            ("19", Precision::Century, false),
            ("198X", Precision::Decade, false),
            ("198", Precision::Decade, false),
            ("1950S3", Precision::Decade, false),
            ("1950", Precision::Year, false),
            ("2016-XX", Precision::Year, false),
            ("2016-XX-XX", Precision::Year, false),
            ("2001-33", Precision::Season, false),
            ("2016-05-XX", Precision::Month, false),
            ("2016-05-1X", Precision::Month, true),
            ("2016-05-13", Precision::Day, false),
            ("15XX-12-25", Precision::Century, true),
            ("1500-1X-25", Precision::Year, true),
            ("1XX3", Precision::Millennium, true),
            ("/2016-05", Precision::Month, false),
            ("/", Precision::Unknown, false),
        ] {
            assert_eq!(when(text).precision(), precision, "{text}");
            let has_gaps = when(text).date().is_some_and(DateLike::has_gaps);
            assert_eq!(has_gaps, gaps, "{text}");
        }
    }

    #[test]
    fn a_doubt_stays_with_the_part_it_was_written_at() {
        let none = Certainty::default();
        let maybe = Certainty { uncertain: true, approximate: false };
        let about = Certainty { uncertain: false, approximate: true };
        let both = Certainty { uncertain: true, approximate: true };
        for (text, doubts) in [
            ("2016-05-03", [none, none, none]),
            ("2016-05-03?", [maybe, maybe, maybe]),
            ("2016~-05-03", [about, none, none]),
            ("2016-05%-03", [both, both, none]),
            ("?2016-05-03", [maybe, none, none]),
            ("2001-?09~-09", [about, both, none]),
            ("2004?-06-~11", [maybe, none, about]),
            ("197?", [maybe, none, none]),
        ] {
            let when = when(text);
            let date = when.date().unwrap();
            let parts = [Component::Year, Component::Month, Component::Day].map(|part| date.doubt(part));
            assert_eq!(parts, doubts, "{text}");
        }
        assert_eq!(when("1980?/1994~").certainty(), both);
        assert_eq!(when("{1980, 1994~}").certainty(), about);
    }

    #[test]
    fn parts_are_kept_as_given() {
        let when = when("2020-09-28T05:30");
        let date = when.date().unwrap();
        assert_eq!(
            (date.years(), date.month(), date.day(), date.season()),
            ((2020, 2020), Some(9), Some(28), None)
        );
        let ClockTime { hour, minute, offset, .. } = date.time().unwrap();
        assert_eq!((hour, minute, offset), (5, 30, None));
        assert_eq!(When::parse("1950S2").unwrap().date().and_then(DateLike::estimate), Some(1950));
        assert_eq!(When::parse("2001-23").unwrap().date().and_then(DateLike::season), Some(23));
    }

    #[test]
    fn the_text_survives() {
        for text in ["{1960 ,  1961-12}", "Y-17101E3S3", "2016-05-02T16:54:59.04200000"] {
            assert_eq!(when(text).to_string(), text);
        }
    }

    #[test]
    fn years_beyond_the_line_still_have_a_moment() {
        for text in ["Y17E12", "Y-17E12", "Y17E12/Y18E12"] {
            assert!(!when(text).span(UtcOffset::UTC).is_empty(), "{text}");
        }
    }
}
