//! Words for exact moments: clocks, zones, ticks, days of the week.

use super::dates::{Form, Style, Words};
use super::{Language, Message};
use crate::time::{
    Civil, ClockTime, DateLike, Instant, Precision, TickStep, TickUnit, UtcOffset, digits, push_padded,
};

/// A zone as people name it: `UTC+4`, `UTC+5:30`, `UTC−3`, `UTC`.
///
/// ```
/// use chronocarte::{text::zone_label, time::UtcOffset};
/// assert_eq!(zone_label(UtcOffset::parse("+04:00")?), "UTC+4");
/// # Ok::<(), chronocarte::error::Error>(())
/// ```
pub fn zone_label(offset: UtcOffset) -> String {
    let mut out = String::from("UTC");
    let minutes = offset.minutes().unsigned_abs();
    if minutes > 0 {
        out.push(if offset.minutes() < 0 { '\u{2212}' } else { '+' });
        out.push_str(&digits(i64::from(minutes / 60)));
        if !minutes.is_multiple_of(60) {
            out.push(':');
            push_padded(&mut out, i64::from(minutes % 60), 2);
        }
    }
    out
}

/// What a wall clock in that zone shows, to the minute: `06:00`.
pub fn clock_words(at: Instant, offset: UtcOffset) -> String {
    let civil = Civil::of(at, offset);
    hours_and_minutes(civil.hour, civil.minute)
}

/// A moment to the minute, with its zone: `28 September 2020, 14:30 (UTC+4)`; [`Style::Short`] leaves the zone out.
pub fn moment_words(at: Instant, offset: UtcOffset, language: &Language, style: Style) -> String {
    let date = day_words(at, offset, language, style);
    let clock = clock_words(at, offset);
    let time = match style {
        Style::Short => clock,
        Style::Medium | Style::Long => {
            language.fill(Message::TimeZone, &[("time", &clock), ("zone", &zone_label(offset))])
        }
    };
    language.fill(Message::DateTime, &[("date", &date), ("time", &time)])
}

/// The moment as of which something is told: as [`moment_words`], but a midnight, and the last minute before
/// it, are the end of the day that ends: `28 September 2020, end of day (UTC+4)`.
pub fn as_of_words(at: Instant, offset: UtcOffset, language: &Language, style: Style) -> String {
    let civil = Civil::of(at, offset);
    let last_minute = (civil.hour, civil.minute) == (23, 59);
    if !last_minute && (civil.hour, civil.minute, civil.second, civil.ms) != (0, 0, 0, 0) {
        return moment_words(at, offset, language, style);
    }
    let date = day_words(at.plus_ms(-1), offset, language, style);
    let text = language.with(Message::EndOfDay, "date", &date);
    match style {
        Style::Short => text,
        Style::Medium | Style::Long => {
            language.fill(Message::TimeZone, &[("time", &text), ("zone", &zone_label(offset))])
        }
    }
}

/// The day of a moment with its day of the week: `Monday 28 September 2020`; `Mon 28 Sept 2020` and `Mon 28
/// Sept` in the shorter styles.
pub fn weekday_date(at: Instant, offset: UtcOffset, language: &Language, style: Style) -> String {
    let list = if style == Style::Long { Message::Weekdays } else { Message::WeekdaysShort };
    let weekday = language.item(list, Civil::of(at, offset).weekday().index());
    let date = day_words(at, offset, language, style);
    language.fill(Message::WeekdayDate, &[("weekday", weekday), ("date", &date)])
}

/// The label of a tick: `06:00`, at midnight and for days `Sun 27 Sept`, for weeks `28 Sept`, for months `Sept`
/// or, in January, the year, for years `1990`.
pub fn tick_label(at: Instant, step: TickStep, offset: UtcOffset, language: &Language) -> String {
    let civil = Civil::of(at, offset);
    let words = Words { language, offset, style: Style::Short };
    let midnight = (civil.hour, civil.minute, civil.second) == (0, 0, 0);
    match step.unit {
        TickUnit::Second if !midnight => {
            let mut out = hours_and_minutes(civil.hour, civil.minute);
            out.push(':');
            push_padded(&mut out, civil.second.into(), 2);
            out
        }
        TickUnit::Minute | TickUnit::Hour if !midnight => hours_and_minutes(civil.hour, civil.minute),
        TickUnit::Second | TickUnit::Minute | TickUnit::Hour | TickUnit::Day => {
            weekday_date(at, offset, language, Style::Short)
        }
        TickUnit::Week => day_words(at, offset, language, Style::Short),
        TickUnit::Month if civil.month > 1 => {
            language.item(Message::MonthsShortAlone, usize::from(civil.month) - 1).to_string()
        }
        TickUnit::Month | TickUnit::Year => words.year(civil.year),
    }
}

/// The calendar day of a moment.
pub(crate) fn day_words(at: Instant, offset: UtcOffset, language: &Language, style: Style) -> String {
    let civil = Civil::of(at, offset);
    let date = DateLike::of_day(civil.year, civil.month, civil.day);
    Words { language, offset, style }.date(&date, Form::default())
}

/// A time as precise as it was given; an hour without minutes is the hour it lasts, `14:00–15:00`.
pub(super) fn clock_text(time: ClockTime) -> String {
    let mut out = hours_and_minutes(time.hour, time.minute);
    match time.precision {
        Precision::Second => {
            out.push(':');
            push_padded(&mut out, time.second.into(), 2);
        }
        Precision::Hour => {
            out.push('\u{2013}');
            out.push_str(&hours_and_minutes(time.hour + 1, 0));
        }
        _ => {}
    }
    out
}

fn hours_and_minutes(hour: u8, minute: u8) -> String {
    let mut out = String::with_capacity(5);
    push_padded(&mut out, hour.into(), 2);
    out.push(':');
    push_padded(&mut out, minute.into(), 2);
    out
}
