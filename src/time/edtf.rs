//! The reader of EDTF: the grammar of ISO 8601-2, levels 0 to 2, as the Library of Congress describes it
//! (<https://www.loc.gov/standards/datetime/>), without a backtrack.

use super::civil::{days_from_civil, days_in_month};
use super::scan::{NO_SUCH_DAY, Scan};
use super::when::{Edge, SetKind, Shape};
use super::{ClockTime, Component, DateLike, Precision};
use crate::error::Error;

/// A digit that was not specified.
const X: u8 = 10;

/// First month and number of months of each season code from 21; a month past 12 lies in the next year.
const SEASONS: [(u8, u8); 21] = [
    (3, 3), // spring, summer, autumn, winter of no named place: northern
    (6, 3),
    (9, 3),
    (12, 3),
    (3, 3), // the same of the northern hemisphere
    (6, 3),
    (9, 3),
    (12, 3),
    (9, 3), // the same of the southern hemisphere
    (12, 3),
    (3, 3),
    (6, 3),
    (1, 3), // quarters
    (4, 3),
    (7, 3),
    (10, 3),
    (1, 4), // thirds
    (5, 4),
    (9, 4),
    (1, 6), // halves
    (7, 6),
];

/// Reads a whole text: what it is, and its pairs of ends.
pub(super) fn parse(text: &str) -> Result<(Shape, Vec<(Edge, Edge)>), Error> {
    let mut scan =
        Scan::new(text, "edtf", "expected a date as 2020-09-28, an interval or a set (EDTF, ISO 8601-2)");
    let mut items = Vec::new();
    let shape = whole(&mut scan, &mut items).ok_or_else(|| scan.error())?;
    Ok((shape, items))
}

fn whole(scan: &mut Scan<'_>, items: &mut Vec<(Edge, Edge)>) -> Option<Shape> {
    let shape = match scan.peek() {
        Some(b'[') => set(scan, SetKind::OneOf, b']', items)?,
        Some(b'{') => set(scan, SetKind::AllOf, b'}', items)?,
        _ => date_or_interval(scan, items)?,
    };
    scan.end()?;
    Some(shape)
}

fn date_or_interval(scan: &mut Scan<'_>, items: &mut Vec<(Edge, Edge)>) -> Option<Shape> {
    let from = edge(scan)?;
    let (to, shape) = if scan.eat(b'/') {
        let at = scan.position();
        let to = edge(scan)?;
        in_order(scan, at, &from, &to)?;
        (to, Shape::Interval)
    } else if from.date().is_some() {
        (from, Shape::One)
    } else {
        return scan.refuse();
    };
    items.push((from, to));
    Some(shape)
}

fn edge(scan: &mut Scan<'_>) -> Option<Edge> {
    if scan.eat_two_dots() {
        Some(Edge::Open)
    } else if matches!(scan.peek(), None | Some(b'/')) {
        Some(Edge::Unknown)
    } else {
        date(scan).map(Edge::At)
    }
}

fn set(scan: &mut Scan<'_>, kind: SetKind, close: u8, items: &mut Vec<(Edge, Edge)>) -> Option<Shape> {
    scan.bump();
    loop {
        skip_spaces(scan);
        let open = items.is_empty() && scan.eat_two_dots();
        let one = Edge::At(date(scan)?);
        let mut item = (if open { Edge::Open } else { one }, one);
        let mut last = false;
        if !open && scan.eat_two_dots() {
            skip_spaces(scan);
            last = scan.peek() == Some(close);
            let at = scan.position();
            item.1 = if last { Edge::Open } else { Edge::At(date(scan)?) };
            in_order(scan, at, &item.0, &item.1)?;
        }
        items.push(item);
        skip_spaces(scan);
        if scan.eat(close) {
            return Some(Shape::Set(kind));
        }
        if last {
            return scan.refuse();
        }
        scan.expect(b',')?;
    }
}

fn skip_spaces(scan: &mut Scan<'_>) {
    while scan.eat(b' ') {}
}

/// Refuses an end that is surely before its start, and a season against anything but a season: nobody can say which
/// of a season and a month comes first.
fn in_order(scan: &mut Scan<'_>, at: usize, from: &Edge, to: &Edge) -> Option<()> {
    let (Edge::At(from), Edge::At(to)) = (from, to) else { return Some(()) };
    if from.season().is_some() != to.season().is_some() {
        return scan.refuse_at(at, "a season makes an interval only with another season");
    }
    let zone = |date: &DateLike| date.time.is_some_and(|time| time.offset.is_some());
    // A bare date has no zone yet: against one that has, only the calendar days can be compared.
    let backward = if zone(from) == zone(to) {
        let utc = super::UtcOffset::UTC;
        to.span(utc).end() <= from.span(utc).start()
    } else {
        to.days.1 < from.days.0
    };
    if backward { scan.refuse_at(at, "the end is before the start") } else { Some(()) }
}

/// The bits of `?`, `~` or `%`, if one comes next: uncertain, approximate.
fn doubt(scan: &mut Scan<'_>) -> u8 {
    let bits = match scan.peek() {
        Some(b'?') => 1,
        Some(b'~') => 2,
        Some(b'%') => 3,
        _ => return 0,
    };
    scan.bump();
    bits
}

/// The doubts of the parts read so far, as they gather: two bits a part.
#[derive(Default)]
struct Doubts(u8);

impl Doubts {
    /// A doubt written before a part is about that part.
    fn before(&mut self, part: Component, scan: &mut Scan<'_>) {
        self.0 |= doubt(scan) << (2 * part as u8);
    }

    /// A doubt written after a part is about it and all before.
    fn after(&mut self, part: Component, scan: &mut Scan<'_>) {
        let all = doubt(scan) * 0b01_01_01;
        self.0 |= all & (0b11_11_11 >> (4 - 2 * part as u8));
    }
}

fn date(scan: &mut Scan<'_>) -> Option<DateLike> {
    let mut doubts = Doubts::default();
    let mut date = if scan.eat(b'Y') {
        let year = long_year(scan)?;
        doubts.after(Component::Year, scan);
        year
    } else {
        common(scan, &mut doubts)?
    };
    date.doubts = doubts.0;
    Some(date)
}

/// A date whose year has four digits, or a decade, or a century.
fn common(scan: &mut Scan<'_>, doubts: &mut Doubts) -> Option<DateLike> {
    let at = scan.position();
    doubts.before(Component::Year, scan);
    let negative = scan.eat(b'-');
    let mut year = Digits::read(scan, 4)?;
    if negative && year.high == 0 {
        return scan.refuse_at(at, "there is no year minus zero: 1 BCE is 0000");
    }
    if year.count == 4 && year.known == 4 && scan.eat(b'S') {
        let date = significant(scan, if negative { -year.high } else { year.high }, 4);
        doubts.after(Component::Year, scan);
        return date;
    }
    doubts.after(Component::Year, scan);
    let mut month = Digits::ANY;
    let mut day = Digits::ANY;
    let mut time = None;
    if year.count < 4 {
        if year.count < 2 || year.known < year.count {
            return scan.refuse_at(at, scan.hint());
        }
        while year.count < 4 {
            year.push(X);
        }
    } else if scan.eat(b'-') {
        doubts.before(Component::Month, scan);
        month = Digits::read_two(scan)?;
        doubts.after(Component::Month, scan);
        if scan.eat(b'-') {
            doubts.before(Component::Day, scan);
            day = Digits::read_two(scan)?;
            doubts.after(Component::Day, scan);
            if year.known == 4 && month.known == 2 && day.known == 2 && scan.eat(b'T') {
                time = Some(clock(scan)?);
                doubts.after(Component::Day, scan);
            }
            if month.known == 2 && month.high > 12 {
                return scan.refuse_at(at, "a season has no days");
            }
        }
    }
    calendar(negative, &year, &month, &day, time).or_else(|| scan.refuse_at(at, NO_SUCH_DAY))
}

/// Years of five digits and more: `Y17000`, `Y-17E7`, `Y17101E3S3`.
fn long_year(scan: &mut Scan<'_>) -> Option<DateLike> {
    let sign = if scan.eat(b'-') { -1 } else { 1 };
    let at = scan.position();
    let leading_zero = scan.peek() == Some(b'0');
    let (mut year, mut count) = scan.digits()?;
    if scan.eat(b'E') {
        let (exponent, _) = scan.digits()?;
        // A year beyond 18 digits is beyond the line in any case.
        for _ in 0..exponent.min(18) {
            year = if year < i64::MAX / 100 { year * 10 } else { year };
            count += 1;
        }
    }
    if leading_zero || count < 5 {
        return scan.refuse_at(at, "a year after Y has five digits or more and no leading zero");
    }
    if scan.eat(b'S') { significant(scan, sign * year, count) } else { Some(years(sign * year, sign * year)) }
}

/// What follows `S`: how many digits of a year are significant, the rest being an estimate.
fn significant(scan: &mut Scan<'_>, year: i64, count: usize) -> Option<DateLike> {
    let at = scan.position();
    let (kept, _) = scan.digits()?;
    if kept == 0 {
        return scan.refuse_at(at, "at least one digit is significant");
    }
    let mut unit = 1;
    for _ in 0..count.saturating_sub(kept as usize).min(17) {
        unit *= 10;
    }
    let low = year.abs() / unit * unit;
    let high = low + (unit - 1);
    let mut date = if year < 0 { years(-high, -low) } else { years(low, high) };
    date.estimate = Some(year);
    Some(date)
}

/// All of the years from one to another.
fn years(first: i64, last: i64) -> DateLike {
    DateLike {
        precision: match last - first {
            0 => Precision::Year,
            1..10 => Precision::Decade,
            10..100 => Precision::Century,
            _ => Precision::Millennium,
        },
        years: (first, last),
        month: 0,
        day: 0,
        time: None,
        estimate: None,
        doubts: 0,
        has_gaps: false,
        days: (days_from_civil(first, 1, 1), days_from_civil(last, 13, 1)),
    }
}

/// A date of the calendar, of whose digits some may be unspecified; `None` where no day fits.
fn calendar(
    negative: bool,
    year: &Digits,
    month: &Digits,
    day: &Digits,
    time: Option<ClockTime>,
) -> Option<DateLike> {
    let (low, high) = (year.low, year.high);
    let range = if negative { (-high, -low.max(1)) } else { (low, high) };
    let mut date = years(range.0, range.1);
    let year_known = year.known == 4;
    let month_known = month.known == 2;
    let day_known = day.known == 2;
    date.has_gaps = (!year_known && (year.leading < year.known || month.known > 0))
        || (!month_known && (month.known > 0 || day.known > 0))
        || day.known == 1;
    date.precision = match year.leading {
        0 => Precision::Unknown,
        1 => Precision::Millennium,
        2 => Precision::Century,
        3 => Precision::Decade,
        _ => match (month_known, month.high > 12, day_known) {
            (false, ..) => Precision::Year,
            (true, true, _) => Precision::Season,
            (true, false, false) => Precision::Month,
            (true, false, true) => time.map_or(Precision::Day, |time| time.precision),
        },
    };
    date.month = if month_known { month.high as u8 } else { 0 };
    date.day = if day_known { day.high as u8 } else { 0 };
    date.time = time;
    if let Some((first, length)) = SEASONS.get(usize::from(date.month).wrapping_sub(21)) {
        let (first, end) = (i64::from(*first), i64::from(first + length));
        date.days = (days_from_civil(range.0, first, 1), days_from_civil(range.1, end, 1));
        return Some(date);
    }
    let first = extreme_day(range, year, month, day, false)?;
    let last = extreme_day(range, year, month, day, true)?;
    date.days = (first, last + 1);
    Some(date)
}

/// The first or the last day of a range of years whose digits fit.
fn extreme_day(range: (i64, i64), year: &Digits, month: &Digits, day: &Digits, last: bool) -> Option<i64> {
    let nth_of = |nth: u8, count: u8| if last { count + 1 - nth } else { nth };
    for nth in 0..=range.1 - range.0 {
        let number = if last { range.1 - nth } else { range.0 + nth };
        if !year.fits(number.abs()) {
            continue;
        }
        for nth in 1..=12 {
            let month_number = nth_of(nth, 12);
            if !month.fits(month_number.into()) {
                continue;
            }
            let length = days_in_month(number, month_number);
            for nth in 1..=length {
                let day_number = nth_of(nth, length);
                if day.fits(day_number.into()) {
                    return Some(days_from_civil(number, month_number.into(), day_number.into()));
                }
            }
        }
    }
    None
}

/// `hh`, `hh:mm`, `hh:mm:ss` with a fraction, then a zone if there is one.
fn clock(scan: &mut Scan<'_>) -> Option<ClockTime> {
    let at = scan.position();
    let hour = scan.two(24)?;
    let mut time = ClockTime {
        hour,
        minute: 0,
        second: 0,
        ms: 0,
        precision: Precision::Hour,
        offset: None,
        decimals: 0,
    };
    if scan.eat(b':') {
        time.minute = scan.two(59)?;
        time.precision = Precision::Minute;
        if scan.eat(b':') {
            time.second = scan.two(59)?;
            (time.ms, time.decimals) = scan.fraction()?;
            time.precision = Precision::Second;
        }
    }
    if hour == 24 && (time.precision == Precision::Hour || time.since_midnight_ms() > 86_400_000) {
        return scan.refuse_at(at, "the last moment of a day is 24:00:00");
    }
    let zone = scan.position();
    let minus = scan.peek() == Some(b'-');
    time.offset = scan.zone()?;
    // The zones there are, and no minus zero: ISO 8601.
    let fits = match time.offset.map_or(0, |offset| offset.minutes()) {
        0 => !minus,
        minutes => (-720..=840).contains(&minutes),
    };
    if fits { Some(time) } else { scan.refuse_at(zone, "no such zone: from -12:00 to +14:00") }
}

/// Up to four digits, some of them unspecified.
#[derive(Default)]
struct Digits {
    digits: [u8; 4],
    count: usize,
    /// How many are specified.
    known: usize,
    /// How many are specified before the first that is not.
    leading: usize,
    /// The least number with these digits, and the greatest.
    low: i64,
    high: i64,
}

impl Digits {
    /// Two unspecified digits: no month, or no day.
    const ANY: Self = Self { digits: [X, X, 0, 0], count: 2, known: 0, leading: 0, low: 0, high: 99 };

    fn read(scan: &mut Scan<'_>, most: usize) -> Option<Self> {
        let mut read = Self::default();
        loop {
            let digit = match scan.peek() {
                Some(digit @ b'0'..=b'9') => digit - b'0',
                Some(b'X') => X,
                _ => break,
            };
            if read.count == most {
                return scan.refuse();
            }
            read.push(digit);
            scan.bump();
        }
        if read.count == 0 { scan.refuse() } else { Some(read) }
    }

    /// The two digits of a month or a day.
    fn read_two(scan: &mut Scan<'_>) -> Option<Self> {
        let read = Self::read(scan, 2)?;
        if read.count == 2 { Some(read) } else { scan.refuse() }
    }

    fn push(&mut self, digit: u8) {
        let Some(place) = self.digits.get_mut(self.count) else { return };
        *place = digit;
        if digit != X {
            self.leading += usize::from(self.known == self.count);
            self.known += 1;
        }
        self.count += 1;
        self.low = self.low * 10 + i64::from(digit % X);
        self.high = self.high * 10 + i64::from(digit.min(9));
    }

    /// Whether a number has these digits.
    fn fits(&self, mut value: i64) -> bool {
        for digit in self.digits.get(..self.count).unwrap_or_default().iter().rev() {
            if *digit != X && i64::from(*digit) != value % 10 {
                return false;
            }
            value /= 10;
        }
        true
    }
}
