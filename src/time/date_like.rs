//! One date as written: a century, a spring, a day, a second, or a day of an unknown year.

use super::civil::{days_from_civil, local_instant};
use super::{ClockTime, TimeSpan, UtcOffset};

/// How fine a date is given, coarse before fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Nothing is known, as in `XXXX` or `/`.
    Unknown,
    /// A thousand years or more, as in `1XXX`.
    Millennium,
    /// A hundred years, as in `19` or `19XX`.
    Century,
    /// Ten years, as in `199` or `199X`.
    Decade,
    /// A year.
    Year,
    /// A season, quarter, third or half of a year.
    Season,
    /// A month.
    Month,
    /// A day, never a midnight.
    Day,
    /// An hour of a day.
    Hour,
    /// A minute.
    Minute,
    /// A second or less.
    Second,
}

/// The doubts a date is written with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Certainty {
    /// `?`: the source or the editor is not sure.
    pub uncertain: bool,
    /// `~`: about then.
    pub approximate: bool,
}

impl Certainty {
    /// From the two lowest bits.
    fn of_bits(bits: u8) -> Self {
        Self { uncertain: bits & 1 != 0, approximate: bits & 2 != 0 }
    }

    /// Whether there is any doubt.
    pub fn is_doubtful(self) -> bool {
        self.uncertain || self.approximate
    }

    /// The doubts of either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            uncertain: self.uncertain || other.uncertain,
            approximate: self.approximate || other.approximate,
        }
    }
}

/// A part of a date that can carry a doubt of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Component {
    /// The year, decade or century.
    Year,
    /// The month or season.
    Month,
    /// The day, and the time on it.
    Day,
}

/// One date as written, without a claim about what was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateLike {
    pub(super) precision: Precision,
    pub(super) years: (i64, i64),
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) time: Option<ClockTime>,
    pub(super) estimate: Option<i64>,
    /// Two bits for each [`Component`]: uncertain, approximate.
    pub(super) doubts: u8,
    pub(super) has_gaps: bool,
    /// The earliest possible day, and the day after the latest, counted from 1970.
    pub(super) days: (i64, i64),
}

impl DateLike {
    /// A day of the calendar, as certain as days are.
    pub(crate) fn of_day(year: i64, month: u8, day: u8) -> Self {
        let number = days_from_civil(year, month.into(), day.into());
        Self {
            precision: Precision::Day,
            years: (year, year),
            month,
            day,
            time: None,
            estimate: None,
            doubts: 0,
            has_gaps: false,
            days: (number, number + 1),
        }
    }

    /// Whether the other begins on the day after this ends.
    pub(crate) fn follows_into(&self, other: &Self) -> bool {
        self.days.1 == other.days.0
    }

    /// The finest part known with nothing unknown above it: `15XX-12-25` is known to the
    /// [`Century`](Precision::Century).
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// The earliest and the latest possible year, astronomical: 1 BCE is 0.
    pub fn years(&self) -> (i64, i64) {
        self.years
    }

    /// 1 to 12, where the month is known.
    pub fn month(&self) -> Option<u8> {
        (1..=12).contains(&self.month).then_some(self.month)
    }

    /// 21 to 41 as in ISO 8601-2: 21-24 spring to winter, 25-28 the same of the north, 29-32 of the south, 33-36
    /// quarters, 37-39 thirds, 40-41 halves.
    pub fn season(&self) -> Option<u8> {
        (self.month > 12).then_some(self.month)
    }

    /// 1 to 31, where the day is known.
    pub fn day(&self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// The time of day, where one was written.
    pub fn time(&self) -> Option<ClockTime> {
        self.time
    }

    /// The year named as the best guess among [`years`](Self::years), as the 1950 of `1950S2`.
    pub fn estimate(&self) -> Option<i64> {
        self.estimate
    }

    /// Whether something is known below something unknown, as the month of `15XX-12`.
    pub fn has_gaps(&self) -> bool {
        self.has_gaps
    }

    /// The doubts about one part.
    pub fn doubt(&self, component: Component) -> Certainty {
        Certainty::of_bits(self.doubts >> (2 * component as u8))
    }

    /// The doubts about any part.
    pub fn certainty(&self) -> Certainty {
        Certainty::of_bits(self.doubts | self.doubts >> 2 | self.doubts >> 4)
    }

    /// From the earliest to the latest moment it may mean, where walls show `offset`; never empty.
    ///
    /// A time that names its own zone keeps it. Seasons of a place not named are the northern ones, by whole
    /// months: spring is March to May, winter December to the next February.
    pub fn span(&self, offset: UtcOffset) -> TimeSpan {
        let (first, end) = self.days;
        match self.time {
            None => {
                TimeSpan::at_least_a_moment(local_instant(first, 0, offset), local_instant(end, 0, offset))
            }
            Some(time) => {
                let start = local_instant(first, time.since_midnight_ms(), time.offset.unwrap_or(offset));
                TimeSpan::at_least_a_moment(start, start.plus_ms(time.length_ms()))
            }
        }
    }

    /// The named minutes of its first day, or of its last, counted from that day's midnight and possibly past
    /// the next.
    pub(super) fn window(&self, on_last: bool, (from, to): (u16, u16), offset: UtcOffset) -> TimeSpan {
        let day = if on_last { self.days.1 - 1 } else { self.days.0 };
        let at = |minute: u16| local_instant(day, i64::from(minute) * 60_000, offset);
        TimeSpan::at_least_a_moment(at(from), at(to))
    }
}
