//! The proleptic Gregorian calendar: days to dates and back.

use super::{Instant, UtcOffset};

/// Milliseconds in a day; no leap second is ever counted.
pub(super) const DAY_MS: i64 = 86_400_000;

/// Days whose every millisecond fits an [`Instant`], on either side of 1970.
const MAX_DAY: i64 = i64::MAX / DAY_MS - 1;

/// Years further out than any [`Instant`]; arithmetic stops here, so that it can never overflow.
const MAX_YEAR: i64 = 300_000_000;

/// A date and a time of day on the wall of some zone, in the proleptic Gregorian calendar.
///
/// Years count astronomically: 1 BCE is 0, 2 BCE is -1. Fields beyond their range carry over (the 32nd of
/// January is the 1st of February), so an hour of 24 is the next midnight.
///
/// ```
/// use chronocarte::time::{Civil, Instant, UtcOffset};
/// let baku = UtcOffset::from_minutes(240)?;
/// let morning = Civil::date(2020, 9, 28);
/// assert_eq!(morning.to_instant(baku).to_iso8601(), "2020-09-27T20:00:00Z");
/// assert_eq!(Civil::of(Instant(0), baku).hour, 4);
/// # Ok::<(), chronocarte::error::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Civil {
    /// Astronomical year, negative before 1 BCE.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// 0 to 999.
    pub ms: u16,
}

impl Civil {
    /// The first moment of a day.
    pub const fn date(year: i64, month: u8, day: u8) -> Self {
        Self { year, month, day, hour: 0, minute: 0, second: 0, ms: 0 }
    }

    /// What a calendar and a clock on the wall show at an instant.
    pub fn of(at: Instant, offset: UtcOffset) -> Self {
        let local = at.0.saturating_add(offset.ms());
        let (year, month, day) = civil_from_days(local.div_euclid(DAY_MS));
        let ms = local.rem_euclid(DAY_MS);
        Self {
            year,
            month,
            day,
            hour: (ms / 3_600_000) as u8,
            minute: (ms / 60_000 % 60) as u8,
            second: (ms / 1000 % 60) as u8,
            ms: (ms % 1000) as u16,
        }
    }

    /// The instant at which a wall in this zone shows this; saturates about 292 million years from 1970.
    pub fn to_instant(self, offset: UtcOffset) -> Instant {
        let days = days_from_civil(self.year, i64::from(self.month), i64::from(self.day));
        let ms = ((i64::from(self.hour) * 60 + i64::from(self.minute)) * 60 + i64::from(self.second)) * 1000;
        local_instant(days, ms + i64::from(self.ms), offset)
    }

    /// The day of the week of this date.
    pub fn weekday(self) -> Weekday {
        Weekday::of_day(days_from_civil(self.year, i64::from(self.month), i64::from(self.day)))
    }
}

/// A day of the week, Monday first as in ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// 0 for Monday to 6 for Sunday.
    pub fn index(self) -> usize {
        self as usize
    }

    /// Day 0, 1 January 1970, was a Thursday.
    pub(super) fn of_day(day: i64) -> Self {
        Self::ALL[(day + 3).rem_euclid(7) as usize % 7]
    }
}

/// Whether a year of the proleptic Gregorian calendar has a 29th of February; year 0 (1 BCE) has one.
pub fn is_leap_year(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days in a month, 28 to 31; 0 for a month outside 1 to 12.
pub fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 => 28 + u8::from(is_leap_year(year)),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// Days from 1 January 1970 to a date; months and days beyond their range carry over.
///
/// After Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`
/// (<https://howardhinnant.github.io/date_algorithms.html>): years begin in March, so that the leap day comes last.
pub(super) fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let from_march = month - 3;
    let year = year.clamp(-MAX_YEAR, MAX_YEAR) + from_march.div_euclid(12);
    let month = from_march.rem_euclid(12);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse: year, month and day of a day number (same source, `civil_from_days`).
pub(super) fn civil_from_days(days: i64) -> (i64, u8, u8) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let calendar_month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(calendar_month <= 2), calendar_month as u8, day as u8)
}

/// The instant of a local day number and a number of milliseconds into it; saturates.
pub(super) fn local_instant(day: i64, ms: i64, offset: UtcOffset) -> Instant {
    if day > MAX_DAY {
        Instant::MAX
    } else if day < -MAX_DAY {
        Instant::MIN
    } else {
        Instant((day * DAY_MS).saturating_add(ms - offset.ms()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days_have_known_numbers() {
        for (date, day) in [
            ((1970, 1, 1), 0),
            ((1969, 12, 31), -1),
            ((2000, 2, 29), 11_016),
            ((2020, 9, 28), 18_533),
            ((0, 3, 1), -719_468),
            ((-4713, 11, 24), -2_440_588),
        ] {
            assert_eq!(days_from_civil(date.0, date.1.into(), date.2.into()), day, "{date:?}");
            assert_eq!(civil_from_days(day), date);
        }
    }

    #[test]
    fn the_day_after_the_last_of_december_is_new_year() {
        assert_eq!(Civil { hour: 24, ..Civil::date(2020, 12, 31) }.to_instant(UtcOffset::UTC), {
            Civil::date(2021, 1, 1).to_instant(UtcOffset::UTC)
        });
        assert_eq!(days_from_civil(2020, 13, 1), days_from_civil(2021, 1, 1));
        assert_eq!(days_from_civil(2020, 0, 1), days_from_civil(2019, 12, 1));
    }

    #[test]
    fn the_28th_of_september_2020_was_a_monday() {
        assert_eq!(Civil::date(2020, 9, 28).weekday(), Weekday::Monday);
        assert_eq!(Civil::date(-1, 12, 31).weekday().index(), 4);
    }

    #[test]
    fn only_every_fourth_century_leaps() {
        assert!(is_leap_year(2000) && is_leap_year(0) && is_leap_year(-4) && is_leap_year(2020));
        assert!(!is_leap_year(1900) && !is_leap_year(-100) && !is_leap_year(2019));
        assert_eq!((days_in_month(2019, 2), days_in_month(2020, 2), days_in_month(2020, 13)), (28, 29, 0));
    }

    #[test]
    fn years_beyond_the_line_saturate() {
        assert_eq!(Civil::date(i64::MAX, 12, 31).to_instant(UtcOffset::UTC), Instant::MAX);
        assert_eq!(Civil::date(i64::MIN, 1, 1).to_instant(UtcOffset::UTC), Instant::MIN);
        assert_eq!(Civil::of(Instant::MAX, UtcOffset::UTC).year, 292_278_994);
        assert_eq!(Civil::of(Instant::MIN, UtcOffset::UTC).year, -292_275_055);
    }
}
