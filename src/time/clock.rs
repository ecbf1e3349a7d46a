//! A time of day, as precise as it was given.

use super::{Precision, UtcOffset};

/// A time of day as written: to the hour, the minute, the second or a fraction of it, with its own zone if it
/// names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockTime {
    /// 0 to 24; 24 only as 24:00:00, the end of the day.
    pub hour: u8,
    /// 0 to 59; 0 where only the hour was given.
    pub minute: u8,
    /// 0 to 59; 0 where only the minute was given.
    pub second: u8,
    /// 0 to 999; finer fractions are cut.
    pub ms: u16,
    /// [`Precision::Hour`], [`Precision::Minute`] or [`Precision::Second`].
    pub precision: Precision,
    /// The zone written with the time; `None` leaves it to the reader of the date.
    pub offset: Option<UtcOffset>,
    /// How many digits of a second's fraction were written.
    pub(super) decimals: u8,
}

impl ClockTime {
    /// Milliseconds since local midnight, up to a whole day.
    pub(super) fn since_midnight_ms(self) -> i64 {
        let minutes = i64::from(self.hour) * 60 + i64::from(self.minute);
        (minutes * 60 + i64::from(self.second)) * 1000 + i64::from(self.ms)
    }

    /// How long the written time lasts, in milliseconds: an hour down to one.
    pub(super) fn length_ms(self) -> i64 {
        match (self.precision, self.decimals) {
            (Precision::Hour, _) => 3_600_000,
            (Precision::Minute, _) => 60_000,
            (_, 0) => 1000,
            (_, 1) => 100,
            (_, 2) => 10,
            _ => 1,
        }
    }
}
