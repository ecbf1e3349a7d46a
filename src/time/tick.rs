//! Where an axis of time is marked.
//!
//! After d3-time: an interval has the verbs floor, ceil, advance and range, and a table says which intervals
//! there are.

use super::civil::{DAY_MS, civil_from_days, days_from_civil, local_instant};
use super::{Instant, TimeSpan, UtcOffset};

/// What a tick step counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum TickUnit {
    Second,
    Minute,
    Hour,
    Day,
    /// From Monday.
    Week,
    Month,
    Year,
}

impl TickUnit {
    /// Length in milliseconds; months and years the mean of the Gregorian calendar.
    fn mean_ms(self) -> i64 {
        match self {
            Self::Second => 1000,
            Self::Minute => 60_000,
            Self::Hour => 3_600_000,
            Self::Day => DAY_MS,
            Self::Week => 7 * DAY_MS,
            Self::Month => 2_629_746_000,
            Self::Year => 31_556_952_000,
        }
    }
}

/// The distance between two ticks: so many of a unit, aligned to local midnight, Monday, January, year 0.
///
/// ```
/// use chronocarte::time::{Instant, TickStep, TickUnit, UtcOffset};
/// let baku = UtcOffset::parse("+04:00")?;
/// let day = TickStep::new(TickUnit::Day, 1);
/// let noon = Instant::parse_rfc3339("2020-09-28T12:00:00+04:00")?;
/// assert_eq!(day.floor(noon, baku).to_iso8601(), "2020-09-27T20:00:00Z");
/// assert_eq!(day.ceil(noon, baku).since(day.floor(noon, baku)), 86_400_000);
/// # Ok::<(), chronocarte::error::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TickStep {
    /// What is counted.
    pub unit: TickUnit,
    /// How many, 1 or more.
    pub count: u32,
}

/// The steps an axis may take, fine before coarse; beyond the last, years go on by 2, 5 and 10 times.
/// Adding a tick step is adding a row.
const STEPS: [TickStep; 28] = [
    TickStep::new(TickUnit::Second, 1),
    TickStep::new(TickUnit::Second, 5),
    TickStep::new(TickUnit::Second, 15),
    TickStep::new(TickUnit::Second, 30),
    TickStep::new(TickUnit::Minute, 1),
    TickStep::new(TickUnit::Minute, 5),
    TickStep::new(TickUnit::Minute, 15),
    TickStep::new(TickUnit::Minute, 30),
    TickStep::new(TickUnit::Hour, 1),
    TickStep::new(TickUnit::Hour, 3),
    TickStep::new(TickUnit::Hour, 6),
    TickStep::new(TickUnit::Hour, 12),
    TickStep::new(TickUnit::Day, 1),
    TickStep::new(TickUnit::Day, 2),
    TickStep::new(TickUnit::Week, 1),
    TickStep::new(TickUnit::Month, 1),
    TickStep::new(TickUnit::Month, 3),
    TickStep::new(TickUnit::Month, 6),
    TickStep::new(TickUnit::Year, 1),
    TickStep::new(TickUnit::Year, 2),
    TickStep::new(TickUnit::Year, 5),
    TickStep::new(TickUnit::Year, 10),
    TickStep::new(TickUnit::Year, 20),
    TickStep::new(TickUnit::Year, 50),
    TickStep::new(TickUnit::Year, 100),
    TickStep::new(TickUnit::Year, 200),
    TickStep::new(TickUnit::Year, 500),
    TickStep::new(TickUnit::Year, 1000),
];

/// No axis has more ticks than this, whatever it is asked for.
const MOST_TICKS: usize = 4000;

impl TickStep {
    /// So many of a unit; 0 counts as 1.
    pub const fn new(unit: TickUnit, count: u32) -> Self {
        Self { unit, count: if count == 0 { 1 } else { count } }
    }

    /// The step that marks a span with about so many ticks.
    pub fn for_span(span: TimeSpan, target_count: usize) -> Self {
        let length = span.end().0 as f64 - span.start().0 as f64;
        let wanted = length / target_count.clamp(1, MOST_TICKS) as f64;
        let mut step = STEPS[0];
        for next in &STEPS {
            step = step.nearer(*next, wanted);
        }
        // 2, 5, 10 and on; the line ends long before the count does.
        let mut tens = 1000;
        while step.count >= tens && tens < 1_000_000_000 {
            for times in [2, 5, 10] {
                step = step.nearer(Self::new(TickUnit::Year, tens.saturating_mul(times)), wanted);
            }
            tens *= 10;
        }
        step
    }

    /// The coarser one, if `wanted` is nearer to it by ratio.
    fn nearer(self, coarser: Self, wanted: f64) -> Self {
        let length = |step: Self| step.unit.mean_ms() as f64 * f64::from(step.count);
        if wanted / length(self) > length(coarser) / wanted { coarser } else { self }
    }

    /// About how long the step is, in milliseconds.
    pub fn mean_ms(self) -> i64 {
        self.unit.mean_ms().saturating_mul(i64::from(self.count))
    }

    /// The last tick not after `at`.
    pub fn floor(self, at: Instant, offset: UtcOffset) -> Instant {
        let local = at.0.saturating_add(offset.ms());
        let count = i64::from(self.count.max(1));
        let day = local.div_euclid(DAY_MS);
        let floored = match self.unit {
            TickUnit::Second | TickUnit::Minute | TickUnit::Hour => {
                // Counted from midnight, so that six hours are 0, 6, 12 and 18 o'clock on every day.
                let step = self.mean_ms();
                let ms = local.rem_euclid(DAY_MS);
                return local_instant(day, ms - ms % step, offset);
            }
            TickUnit::Day => day.div_euclid(count) * count,
            // Day 0 was a Thursday.
            TickUnit::Week => (day + 3).div_euclid(7 * count) * 7 * count - 3,
            TickUnit::Month | TickUnit::Year => {
                let (year, month, _) = civil_from_days(day);
                let months = if self.unit == TickUnit::Month { count } else { count * 12 };
                days_from_civil(0, (year * 12 + i64::from(month) - 1).div_euclid(months) * months + 1, 1)
            }
        };
        local_instant(floored, 0, offset)
    }

    /// The first tick not before `at`; [`Instant::MAX`] where the line ends first.
    pub fn ceil(self, at: Instant, offset: UtcOffset) -> Instant {
        let floor = self.floor(at, offset);
        if floor == at { at } else { self.advance(floor, 1, offset) }
    }

    /// The tick so many steps after a tick, before it where `steps` is negative. Hours and less are counted
    /// through midnight only where they divide the day.
    pub fn advance(self, tick: Instant, steps: i64, offset: UtcOffset) -> Instant {
        let count = steps.saturating_mul(i64::from(self.count.max(1)));
        match self.unit {
            TickUnit::Month | TickUnit::Year => {
                let local = tick.0.saturating_add(offset.ms());
                let (year, month, day) = civil_from_days(local.div_euclid(DAY_MS));
                let months = if self.unit == TickUnit::Month { count } else { count.saturating_mul(12) };
                let month = (year * 12 + i64::from(month)).saturating_add(months);
                // The month carries the years; keep them within what days_from_civil counts.
                let (year, month) = ((month - 1).div_euclid(12), (month - 1).rem_euclid(12) + 1);
                local_instant(days_from_civil(year, month, day.into()), local.rem_euclid(DAY_MS), offset)
            }
            unit => tick.plus_ms(count.saturating_mul(unit.mean_ms())),
        }
    }

    /// Every tick of a span, in order; at most a few thousand.
    pub fn range(self, span: TimeSpan, offset: UtcOffset) -> Vec<Instant> {
        let mut ticks = Vec::new();
        let mut tick = self.ceil(span.start(), offset);
        while span.contains(tick) && ticks.len() < MOST_TICKS {
            ticks.push(tick);
            // From the floor of the next, so that days and uneven hours meet midnight again.
            let next = self.floor(self.advance(tick, 1, offset), offset);
            if next <= tick {
                break;
            }
            tick = next;
        }
        ticks
    }
}

/// About `target_count` ticks of a span where walls show `offset`, and the step between them for whoever labels
/// them.
///
/// ```
/// use chronocarte::time::{TickUnit, UtcOffset, When, ticks};
/// let (step, at) = ticks(When::parse("1990/2020")?.span(UtcOffset::UTC), UtcOffset::UTC, 4);
/// assert_eq!((step.unit, step.count, at.len()), (TickUnit::Year, 10, 4));
/// # Ok::<(), chronocarte::error::Error>(())
/// ```
pub fn ticks(span: TimeSpan, offset: UtcOffset, target_count: usize) -> (TickStep, Vec<Instant>) {
    let step = TickStep::for_span(span, target_count);
    (step, step.range(span, offset))
}

/// The nights of a span, from 20:00 to 06:00 where walls show `offset`, cut to the span; none at all where it
/// is longer than 400 days and shading would be a blur.
pub fn nights(span: TimeSpan, offset: UtcOffset) -> Vec<TimeSpan> {
    const HOUR_MS: i64 = 3_600_000;
    if span.duration_ms() > 400 * DAY_MS {
        return Vec::new();
    }
    let first = TickStep::new(TickUnit::Day, 1).floor(span.start(), offset).plus_ms(-DAY_MS);
    let mut nights = Vec::new();
    for day in 0..403 {
        let evening = first.plus_ms(day * DAY_MS + 20 * HOUR_MS);
        nights.extend(TimeSpan::between(evening, evening.plus_ms(10 * HOUR_MS)).intersect(span));
    }
    nights
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offset(minutes: i32) -> UtcOffset {
        UtcOffset::from_minutes(minutes).unwrap()
    }

    fn span(from: &str, to: &str, offset: UtcOffset) -> TimeSpan {
        let span = |text: &str| crate::time::When::parse(text).unwrap().span(offset);
        TimeSpan::new(span(from).start(), span(to).start()).unwrap()
    }

    /// The ticks as a wall shows them, without what is zero.
    fn walls(at: &[Instant], offset: UtcOffset) -> Vec<String> {
        let wall =
            |tick: &Instant| tick.plus_ms(offset.ms()).to_iso8601().trim_end_matches(":00Z").to_string();
        at.iter().map(wall).collect()
    }

    #[test]
    fn two_days_are_marked_every_six_hours_from_local_midnight() {
        for minutes in [240, -210, 0, 345] {
            let zone = offset(minutes);
            let (step, at) = ticks(span("2020-09-27", "2020-09-29", zone), zone, 8);
            assert_eq!(step, TickStep::new(TickUnit::Hour, 6));
            let times = walls(&at, zone);
            assert_eq!(times[..3], ["2020-09-27T00:00", "2020-09-27T06:00", "2020-09-27T12:00"]);
            assert_eq!(at.len(), 8);
        }
    }

    #[test]
    fn every_length_finds_its_step() {
        use TickUnit::{Day, Hour, Minute, Month, Second, Week, Year};
        for (from, to, unit, count) in [
            ("2020-09-27T00:00:00", "2020-09-27T00:00:10", Second, 1),
            ("2020-09-27T00:00", "2020-09-27T00:10", Minute, 1),
            ("2020-09-27T00:00", "2020-09-27T02:30", Minute, 15),
            ("2020-09-27T00:00", "2020-09-27T12:00", Hour, 1),
            ("2020-09-27", "2020-10-06", Day, 1),
            ("2020-09-01", "2020-11-15", Week, 1),
            ("2020", "2021", Month, 1),
            ("2020", "2023", Month, 3),
            ("1990", "2020", Year, 2),
            ("1900", "2000", Year, 10),
            ("0900", "2000", Year, 100),
            ("-9000", "2000", Year, 1000),
            ("Y-20000", "2000", Year, 2000),
            ("Y-500000", "2000", Year, 50_000),
        ] {
            let span = span(from, to, UtcOffset::UTC);
            assert_eq!(TickStep::for_span(span, 10), TickStep::new(unit, count), "{from} to {to}");
        }
    }

    #[test]
    fn weeks_begin_on_monday_and_quarters_in_january() {
        let at = |text: &str| span(text, "9999", UtcOffset::UTC).start();
        let floor = |unit, count, text| {
            walls(&[TickStep::new(unit, count).floor(at(text), UtcOffset::UTC)], UtcOffset::UTC)
        };
        assert_eq!(floor(TickUnit::Week, 1, "2020-09-27"), ["2020-09-21T00:00"]);
        assert_eq!(floor(TickUnit::Week, 1, "1969-12-30"), ["1969-12-29T00:00"]);
        assert_eq!(floor(TickUnit::Month, 3, "2020-09-27"), ["2020-07-01T00:00"]);
        assert_eq!(floor(TickUnit::Year, 10, "-0001-09-27"), ["-000010-01-01T00:00"]);
        assert_eq!(floor(TickUnit::Hour, 6, "1969-12-30T05:59"), ["1969-12-30T00:00"]);
    }

    #[test]
    fn months_and_years_are_counted_by_the_calendar() {
        let zone = offset(240);
        let at = TickStep::new(TickUnit::Month, 1).range(span("2020-01-02", "2020-05-01", zone), zone);
        assert_eq!(walls(&at, zone), ["2020-02-01T00:00", "2020-03-01T00:00", "2020-04-01T00:00"]);
        let (step, at) = ticks(span("-0002", "0003", zone), zone, 5);
        assert_eq!(step, TickStep::new(TickUnit::Year, 1));
        assert_eq!(at.len(), 5);
        assert_eq!(walls(&at[..3], zone), ["-000002-01-01T00:00", "-000001-01-01T00:00", "0000-01-01T00:00"]);
        let year = TickStep::new(TickUnit::Year, 1);
        assert_eq!(walls(&[year.advance(at[0], -1, zone)], zone), ["-000003-01-01T00:00"]);
    }

    #[test]
    fn all_of_time_has_a_handful_of_ticks() {
        let (step, at) = ticks(TimeSpan::EVER, UtcOffset::UTC, 10);
        assert_eq!((step.unit, step.count), (TickUnit::Year, 50_000_000));
        assert_eq!(at.len(), 12);
        assert!(ticks(TimeSpan::between(Instant(7), Instant(7)), UtcOffset::UTC, 10).1.is_empty());
    }

    #[test]
    fn nights_are_cut_to_the_span() {
        let zone = offset(240);
        let span = span("2020-09-27", "2020-09-29", zone);
        let nights = nights(span, zone);
        let ends: Vec<Instant> = nights.iter().flat_map(|night| [night.start(), night.end()]).collect();
        assert_eq!(
            walls(&ends, zone),
            [
                "2020-09-27T00:00",
                "2020-09-27T06:00",
                "2020-09-27T20:00",
                "2020-09-28T06:00",
                "2020-09-28T20:00",
                "2020-09-29T00:00"
            ]
        );
        assert!(super::nights(TimeSpan::EVER, zone).is_empty());
    }
}
