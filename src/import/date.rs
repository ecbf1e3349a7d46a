//! One date as people write it in a cell.

use crate::time::{When, days_in_month};

/// Whether the day or the month comes first in `02/03/2020`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum First {
    Day,
    Month,
}

/// A date read from a cell, before it is decided what an open order means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Date {
    /// Year, month and day in a known order; month and day may be missing.
    Known(i64, Option<u8>, Option<u8>),
    /// Two numbers and a year, in an order of which the cell does not speak.
    Open(u8, u8, i64),
    /// What is EDTF and none of the above.
    Edtf(String),
}

/// A cell with a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) date: Date,
    /// The time of day, `HH:MM` or `HH:MM:SS`.
    pub(super) time: Option<String>,
    /// The offset, `Z` or `+04:00`.
    pub(super) zone: Option<String>,
    /// Whether the year had two digits.
    pub(super) short_year: bool,
}

/// A day as EDTF; `None` where there is no such day.
pub(super) fn edtf(year: i64, month: Option<u8>, day: Option<u8>) -> Option<String> {
    let year_text = match year {
        0..=9999 => format!("{year:04}"),
        -9999..0 => format!("-{:04}", -year),
        _ => return Some(format!("Y{year}")),
    };
    match (month, day) {
        (None, _) => Some(year_text),
        (Some(month @ 1..=12), None) => Some(format!("{year_text}-{month:02}")),
        (Some(month @ 1..=12), Some(day)) if day >= 1 && day <= days_in_month(year, month) => {
            Some(format!("{year_text}-{month:02}-{day:02}"))
        }
        _ => None,
    }
}

/// Reads a cell. `None` where it holds no date.
pub(super) fn read(text: &str) -> Option<Cell> {
    let text = text.trim();
    if let Some(cell) = iso(text) {
        return Some(cell);
    }
    if !text.contains(|letter: char| letter.is_ascii_digit()) || text.len() > 80 {
        return None;
    }
    let (date, rest) = split(text);
    let numbers: Vec<&str> = date.split(['-', '/', '.', ',', ' ']).filter(|part| !part.is_empty()).collect();
    let short = |year: &str| year.len() <= 2;
    let found = written(date).or_else(|| {
        let all = numbers.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        if !all || date.starts_with('-') {
            return None;
        }
        match *numbers.as_slice() {
            [year] if year.len() == 4 => Some((Date::Known(year.parse().ok()?, None, None), false)),
            [compact] if compact.len() == 8 => {
                let part = |from, to| compact.get(from..to);
                let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
                let year: i64 = year.parse().ok()?;
                let month: u8 = month.parse().ok()?;
                let known = Date::Known(year, Some(month), Some(day.parse().ok()?));
                ((1000..2200).contains(&year) && (1..=12).contains(&month)).then_some((known, false))
            }
            [year, month] if year.len() == 4 => {
                let month: u8 = month.parse().ok()?;
                (1..=12)
                    .contains(&month)
                    .then_some((Date::Known(year.parse().ok()?, Some(month), None), false))
            }
            [month, year] if year.len() == 4 && month.len() <= 2 => {
                Some((Date::Known(year.parse().ok()?, Some(month.parse().ok()?), None), false))
            }
            [year, month, day] if year.len() == 4 => Some((
                Date::Known(year.parse().ok()?, Some(month.parse().ok()?), Some(day.parse().ok()?)),
                false,
            )),
            [one, two, year] if one.len() <= 2 && two.len() <= 2 && (year.len() == 4 || year.len() == 2) => {
                let (one, two) = (one.parse().ok()?, two.parse().ok()?);
                let date = Date::Open(one, two, full_year(year)?);
                // Where points stand between them the day is first everywhere.
                let dotted = date_is_dotted(&date, text);
                Some((dotted, short(year)))
            }
            _ => None,
        }
    });
    if let Some((date, short_year)) = found {
        let (time, zone) = if rest.is_empty() { (None, None) } else { clock(rest)? };
        return sound(&date).then_some(Cell { date, time, zone, short_year });
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let bare = digits.len() != 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    // EDTF has centuries and decades of two and three digits; in a cell these are numbers.
    (!bare && When::parse(text).is_ok()).then(|| Cell {
        date: Date::Edtf(text.to_owned()),
        time: None,
        zone: None,
        short_year: false,
    })
}

/// The form in which data sets of hundreds of megabytes have it, without a detour: `2014-01-22`, alone or at midnight.
fn iso(text: &str) -> Option<Cell> {
    let (date, rest) = text.split_at_checked(10)?;
    let bytes = date.as_bytes();
    if bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
        return None;
    }
    let number = |from: usize, to: usize| {
        bytes
            .get(from..to)?
            .iter()
            .try_fold(0_i64, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0')))
    };
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
        return None;
    }
    let time = match rest {
        "" => None,
        "T00:00:00" | " 00:00:00" | " 00:00:00.000" => Some("00:00".to_owned()),
        _ => return None,
    };
    Some(Cell { date: Date::Known(year, Some(month), Some(day)), time, zone: None, short_year: false })
}

fn date_is_dotted(date: &Date, text: &str) -> Date {
    match *date {
        Date::Open(day, month, year) if text.matches('.').count() >= 2 && !text.contains('/') => {
            Date::Known(year, Some(month), Some(day))
        }
        _ => date.clone(),
    }
}

/// Whether such a day can exist.
fn sound(date: &Date) -> bool {
    match *date {
        Date::Known(year, month, day) => edtf(year, month, day).is_some(),
        Date::Open(one, two, year) => {
            [(one, two), (two, one)].iter().any(|(day, month)| edtf(year, Some(*month), Some(*day)).is_some())
        }
        Date::Edtf(_) => true,
    }
}

/// A year of two digits lies between 1950 and 2049.
fn full_year(text: &str) -> Option<i64> {
    let year: i64 = text.parse().ok()?;
    Some(match text.len() {
        2 if year < 50 => 2000 + year,
        2 => 1900 + year,
        _ => year,
    })
}

/// The date and what follows it.
fn split(text: &str) -> (&str, &str) {
    if let Some(at) = text.find([':']) {
        // The hour before the first colon belongs to the time.
        let head = text.get(..at).unwrap_or_default();
        let hour = head.rfind(|letter: char| !letter.is_ascii_digit()).map_or(0, |at| at);
        let (date, rest) = text.split_at(hour);
        return (date.trim_end_matches([' ', 'T', 't', ',']), rest.trim_start_matches([' ', 'T', 't', ',']));
    }
    (text, "")
}

/// A time of day and its zone. Outer `None` where it is neither.
pub(super) fn clock(text: &str) -> Option<(Option<String>, Option<String>)> {
    let text = text.trim();
    let upper = text.to_ascii_uppercase();
    let (body, half) = match upper.strip_suffix("AM").or_else(|| upper.strip_suffix("A.M.")) {
        Some(body) => (body.trim_end(), Some(0)),
        None => match upper.strip_suffix("PM").or_else(|| upper.strip_suffix("P.M.")) {
            Some(body) => (body.trim_end(), Some(12)),
            None => (upper.as_str(), None),
        },
    };
    let zone_at = body.find(['Z', '+']).or_else(|| body.rfind('-').filter(|at| *at >= 5));
    let (time, zone) = zone_at.map_or((body, ""), |at| body.split_at(at));
    let mut parts = time.trim().splitn(3, ':');
    let hour: u8 = parts.next()?.trim().parse().ok()?;
    let minute: u8 = parts.next()?.trim().parse().ok()?;
    let second = parts.next().map(|text| text.split('.').next().unwrap_or_default().parse::<u8>());
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
        None => hour,
    };
    let second = second.transpose().ok()?.unwrap_or(0);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let seconds = if second == 0 { String::new() } else { format!(":{second:02}") };
    let zone = match zone.trim() {
        "" | "UTC" => (!zone.is_empty()).then(|| "Z".to_owned()),
        "Z" => Some("Z".to_owned()),
        offset => Some(crate::time::UtcOffset::parse(offset).ok().map(|_| offset.to_owned())?),
    };
    Some((Some(format!("{hour:02}:{minute:02}{seconds}")), zone))
}

/// Names of months by their beginnings, in the seven languages of the widget and their neighbours.
const MONTHS: [&[&str]; 12] = [
    &["jan", "янв", "yan", "oca", "janv", "ene", "հուն", "يناير", "كانون الثاني", "січ"],
    &["feb", "fév", "fev", "фев", "şub", "sub", "փետ", "فبراير", "شباط", "лют"],
    &["mar", "мар", "märz", "маr", "մար", "مارس", "آذار", "бер"],
    &["apr", "avr", "апр", "nis", "abr", "ապր", "أبريل", "نيسان", "квіт"],
    &["may", "mai", "май", "мая", "մայ", "مايو", "أيار", "трав"],
    &["jun", "juin", "июн", "iyn", "haz", "հունիս", "يونيو", "حزيران", "черв"],
    &["jul", "juil", "июл", "iyl", "tem", "հուլիս", "يوليو", "تموز", "лип"],
    &["aug", "aoû", "aou", "авг", "avq", "ağu", "agu", "ago", "օգո", "أغسطس", "آب", "серп"],
    &["sep", "сен", "sen", "eyl", "սեպ", "سبتمبر", "أيلول", "вер"],
    &["oct", "okt", "окт", "eki", "հոկ", "أكتوبر", "تشرين الأول", "жовт"],
    &["nov", "ноя", "noy", "kas", "նոյ", "نوفمبر", "تشرين الثاني", "лист"],
    &["dec", "déc", "дек", "dek", "ara", "dez", "dic", "դեկ", "ديسمبر", "كانون الأول", "груд"],
];

/// The month of a name; the longest beginning that fits decides.
pub(super) fn month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches(['.', ',']).to_lowercase();
    if word.chars().count() < 3 {
        return None;
    }
    let mut best: Option<(usize, u8)> = None;
    for (number, names) in (1_u8..).zip(MONTHS) {
        for name in names.iter().filter(|name| word.starts_with(**name)) {
            if best.is_none_or(|(length, _)| name.len() > length) {
                best = Some((name.len(), number));
            }
        }
    }
    best.map(|(_, month)| month)
}

/// `21 March 2020`, `March 21, 2020`, `9-May-20`, `March 2020`.
fn written(date: &str) -> Option<(Date, bool)> {
    let words: Vec<&str> = date.split([' ', '-', ',', '/', '.']).filter(|word| !word.is_empty()).collect();
    let named = words.iter().position(|word| month(word).is_some())?;
    let month = month(words.get(named)?)?;
    let mut numbers = Vec::new();
    for (position, word) in words.iter().enumerate().filter(|(position, _)| *position != named) {
        let digits = word.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == 'º');
        match digits.parse::<u32>() {
            Ok(_) => numbers.push(digits),
            // Days of the week and "de" between the words say nothing new.
            Err(_) if position < named || word.chars().count() <= 3 => {}
            Err(_) => return None,
        }
    }
    match *numbers.as_slice() {
        [year] if year.len() == 4 => Some((Date::Known(year.parse().ok()?, Some(month), None), false)),
        [day, year] if day.len() <= 2 && [2, 4].contains(&year.len()) => {
            Some((Date::Known(full_year(year)?, Some(month), Some(day.parse().ok()?)), year.len() == 2))
        }
        [year, day] if year.len() == 4 && day.len() <= 2 => {
            Some((Date::Known(year.parse().ok()?, Some(month), Some(day.parse().ok()?)), false))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_seen_in_real_files_are_read() {
        let known = |year, month, day| Date::Known(year, Some(month), Some(day));
        for (text, date, time, zone) in [
            ("2014-01-22 00:00:00.000", known(2014, 1, 22), Some("00:00"), None),
            ("2014-01-22T00:00:00", known(2014, 1, 22), Some("00:00"), None),
            ("2014-01-22", known(2014, 1, 22), None, None),
            ("1/22/2014 12:00:00 AM", Date::Open(1, 22, 2014), Some("00:00"), None),
            ("02/06/2023 00:00", Date::Open(2, 6, 2023), Some("00:00"), None),
            ("14/08/2020 00:00:00", Date::Open(14, 8, 2020), Some("00:00"), None),
            ("9-May-20", known(2020, 5, 9), None, None),
            ("21 March 2020", known(2020, 3, 21), None, None),
            ("28 сентября 2020", known(2020, 9, 28), None, None),
            ("1er août 1994", known(1994, 8, 1), None, None),
            ("March 21, 2020 5:07 pm", known(2020, 3, 21), Some("17:07"), None),
            ("05.03.22", known(2022, 3, 5), None, None),
            ("2011,3,23", known(2011, 3, 23), None, None),
            ("2020-09-28T14:30:05+04:00", known(2020, 9, 28), Some("14:30:05"), Some("+04:00")),
            ("2020-09-28T14:30Z", known(2020, 9, 28), Some("14:30"), Some("Z")),
            ("20200928", known(2020, 9, 28), None, None),
            ("2020-09", Date::Known(2020, Some(9), None), None, None),
            ("1990", Date::Known(1990, None, None), None, None),
            ("2020-09-27/2020-09-28?", Date::Edtf("2020-09-27/2020-09-28?".to_owned()), None, None),
            ("198X", Date::Edtf("198X".to_owned()), None, None),
        ] {
            let cell = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((cell.date, cell.time.as_deref(), cell.zone.as_deref()), (date, time, zone), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "Time Unknown",
            "12",
            "193",
            "13/13/2020",
            "2020-02-30",
            "32 March 2020",
            "1.5",
            "-12",
            "May",
            "12:30",
            "2020-09-28 25:00",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
