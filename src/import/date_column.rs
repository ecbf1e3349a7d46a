//! Dates of a whole column: their order is decided once, from all of them.

use super::date::{self, Cell, Date, First};

/// Whether days or months come first in a column that leaves it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// `28/09/2020`.
    DayFirst,
    /// `09/28/2020`.
    MonthFirst,
    /// `2020-09-28`: other orders are refused.
    YearFirst,
}

impl DateOrder {
    /// The order of a word: `dmy`, `mdy`, `ymd`.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "dmy" => Some(Self::DayFirst),
            "mdy" => Some(Self::MonthFirst),
            "ymd" => Some(Self::YearFirst),
            _ => None,
        }
    }
}

/// What a column of dates is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct DateColumn {
    /// What comes first, where the column says so or a person did.
    pub(super) first: Option<First>,
    /// Cells that can only be read with the day first, only with the month first, and either way.
    pub(super) evidence: (usize, usize, usize),
    /// Numbers that are seconds (1) or milliseconds (1000) since 1970.
    pub(super) epoch: Option<i64>,
    /// Every time of day is midnight: there are none.
    pub(super) placeholder_midnight: bool,
    /// Cells with a time of day and no zone.
    pub(super) unzoned: usize,
    /// Cells with years of two digits.
    pub(super) short_years: usize,
    pub(super) refuse_open: bool,
}

/// What a cell of the column says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// EDTF; empty where the cell holds no date.
    pub(super) edtf: String,
    /// What a person should know about it.
    pub(super) warning: Option<(&'static str, String)>,
    /// A time of day that was left out because no zone is known.
    pub(super) without_zone: bool,
}

impl DateColumn {
    /// Decides from the whole column.
    pub(super) fn decide<'a>(cells: impl Iterator<Item = &'a str>, said: Option<DateOrder>) -> Self {
        let mut it = Self::default();
        let (mut filled, mut seconds, mut thousandths, mut times, mut midnights) = (0, 0, 0, 0, 0);
        for text in cells.map(str::trim).filter(|text| !text.is_empty()) {
            filled += 1;
            match epoch(text) {
                Some(1) => seconds += 1,
                Some(_) => thousandths += 1,
                None => {}
            }
            let Some(cell) = date::read(text) else { continue };
            it.short_years += usize::from(cell.short_year);
            if let Some(time) = &cell.time {
                times += 1;
                midnights += usize::from(time == "00:00");
                it.unzoned += usize::from(cell.zone.is_none());
            }
            if let Date::Open(one, two, _) = cell.date {
                match (one > 12, two > 12) {
                    (true, _) => it.evidence.0 += 1,
                    (_, true) => it.evidence.1 += 1,
                    _ if one == two => {}
                    _ => it.evidence.2 += 1,
                }
            }
        }
        it.placeholder_midnight = times > 0 && times == midnights;
        it.epoch = match (seconds, thousandths) {
            (all, 0) if all == filled && filled > 0 => Some(1),
            (0, all) if all == filled && filled > 0 => Some(1000),
            _ => None,
        };
        it.first = match (said, it.evidence) {
            (Some(DateOrder::DayFirst), _) => Some(First::Day),
            (Some(DateOrder::MonthFirst), _) => Some(First::Month),
            (Some(DateOrder::YearFirst), _) => None,
            (None, (day, month, _)) if day > month => Some(First::Day),
            (None, (day, month, _)) if month > day => Some(First::Month),
            _ => None,
        };
        it.refuse_open = said == Some(DateOrder::YearFirst);
        it
    }

    /// Whether a person must say what comes first.
    pub(super) fn is_open(&self) -> bool {
        self.first.is_none() && self.evidence.2 > 0 && !self.refuse_open
    }

    /// Whether the column holds both orders.
    pub(super) fn is_mixed(&self) -> bool {
        self.evidence.0 > 0 && self.evidence.1 > 0
    }

    /// Reads a cell; `zoned` tells whether the zone of times without one is known.
    pub(super) fn read(&self, text: &str, zoned: bool) -> Reading {
        let text = text.trim();
        if text.is_empty() {
            return Reading::default();
        }
        if let (Some(unit), Ok(number)) = (self.epoch, text.parse::<i64>()) {
            let at = crate::time::Instant(number.saturating_mul(1000 / unit));
            let iso = at.to_iso8601();
            // Fractions of a second are finer than any of this is known.
            let edtf = iso.split_once('.').map_or(iso.clone(), |(whole, _)| whole.to_owned() + "Z");
            return Reading { edtf, ..Reading::default() };
        }
        let Some(cell) = date::read(text) else {
            let shown: String = text.chars().take(60).collect();
            return Reading {
                warning: Some((
                    "date",
                    format!("“{shown}” is no date that can be read: the date is left open"),
                )),
                ..Reading::default()
            };
        };
        self.of(&cell, zoned)
    }

    fn of(&self, cell: &Cell, zoned: bool) -> Reading {
        let mut reading = Reading::default();
        let (year, month, day) = match &cell.date {
            Date::Known(year, month, day) => (*year, *month, *day),
            Date::Edtf(text) => return Reading { edtf: text.clone(), ..Reading::default() },
            Date::Open(one, two, year) => {
                let (one, two, year) = (*one, *two, *year);
                if self.refuse_open {
                    let message =
                        "the day and the month are not in the order asked for: the date is left open";
                    return Reading { warning: Some(("date-order", message.to_owned())), ..reading };
                }
                match self.first {
                    Some(First::Day) if two <= 12 => (year, Some(two), Some(one)),
                    Some(First::Month) if one <= 12 => (year, Some(one), Some(two)),
                    Some(_) => {
                        let message = "this date has another order than the rest of its column";
                        reading.warning = Some(("date-order", message.to_owned()));
                        if two > 12 { (year, Some(one), Some(two)) } else { (year, Some(two), Some(one)) }
                    }
                    None if one == two || two > 12 => (year, Some(one), Some(two)),
                    None if one > 12 => (year, Some(two), Some(one)),
                    None => {
                        let days = [(one.min(two), one.max(two)), (one.max(two), one.min(two))];
                        let days: Vec<String> = days
                            .iter()
                            .filter_map(|(month, day)| date::edtf(year, Some(*month), Some(*day)))
                            .collect();
                        reading.edtf = format!("[{}]", days.join(","));
                        return reading;
                    }
                }
            }
        };
        let Some(day) = date::edtf(year, month, day) else {
            reading.warning = Some(("date", "there is no such day: the date is left open".to_owned()));
            return reading;
        };
        reading.edtf = day;
        if let Some(time) = cell.time.as_ref().filter(|_| !self.placeholder_midnight) {
            if cell.zone.is_some() || zoned {
                let zone = cell.zone.as_deref().unwrap_or_default();
                reading.edtf = [&reading.edtf, "T", time, zone].concat();
            } else {
                reading.without_zone = true;
            }
        }
        reading
    }
}

/// How many of its units a number since 1970 has in a second, where it lies between 1973 and 2100.
fn epoch(text: &str) -> Option<i64> {
    let number: i64 = text.parse().ok()?;
    match number {
        100_000_000..=4_102_444_800 if text.len() >= 9 && date::read(text).is_none() => Some(1),
        100_000_000_000..=4_102_444_800_000 => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cells: &[&str], said: Option<DateOrder>) -> Vec<String> {
        let column = DateColumn::decide(cells.iter().copied(), said);
        cells.iter().map(|cell| column.read(cell, false).edtf).collect()
    }

    #[test]
    fn one_cell_decides_for_its_whole_column() {
        assert_eq!(read(&["02/03/2020", "28/09/2020"], None), ["2020-03-02", "2020-09-28"]);
        assert_eq!(read(&["02/03/2020", "09/28/2020"], None), ["2020-02-03", "2020-09-28"]);
    }

    #[test]
    fn a_column_that_leaves_it_open_gives_both_days_until_a_person_says_which() {
        let cells = ["02/03/2020", "04/04/2020"];
        assert_eq!(read(&cells, None), ["[2020-02-03,2020-03-02]", "2020-04-04"]);
        assert!(DateColumn::decide(cells.into_iter(), None).is_open());
        assert_eq!(read(&cells, Some(DateOrder::DayFirst)), ["2020-03-02", "2020-04-04"]);
        assert_eq!(read(&cells, Some(DateOrder::MonthFirst)), ["2020-02-03", "2020-04-04"]);
        assert!(crate::time::When::parse("[2020-02-03,2020-03-02]").is_ok());
    }

    #[test]
    fn midnight_everywhere_is_no_time_and_times_need_a_zone() {
        assert_eq!(read(&["2020-09-28 00:00", "2020-09-29 00:00"], None), ["2020-09-28", "2020-09-29"]);
        let column = DateColumn::decide(["2020-09-28 14:30", "2020-09-29 00:00"].into_iter(), None);
        assert_eq!(column.read("2020-09-28 14:30", true).edtf, "2020-09-28T14:30");
        let left = column.read("2020-09-28 14:30", false);
        assert_eq!((left.edtf.as_str(), left.without_zone), ("2020-09-28", true));
    }

    #[test]
    fn numbers_since_1970_are_moments_of_their_own() {
        assert_eq!(read(&["1395409267500"], None), ["2014-03-21T13:41:07Z"]);
        assert_eq!(read(&["1395409267"], None), ["2014-03-21T13:41:07Z"]);
        assert_eq!(read(&["1395409267", "2014-03-21"], None)[0], "", "one number among dates is none");
    }
}
