//! A cursor over the ASCII of a date, shared by every reader of dates.

use super::civil::days_in_month;
use super::offset::UtcOffset;
use crate::error::Error;

/// Said of the 30th of February.
pub(super) const NO_SUCH_DAY: &str = "no such day in the calendar";

/// Bytes not read yet, and what to say when they disappoint.
///
/// Readers return `None` where they refuse, after a word to [`refuse`](Self::refuse) about where and why; only whoever
/// began asks for the [`error`](Self::error). An [`Error`] passed through each of them would cost kilobytes.
pub(super) struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    code: &'static str,
    hint: &'static str,
    refused: (usize, &'static str),
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str, code: &'static str, hint: &'static str) -> Self {
        Self { bytes: text.as_bytes(), at: 0, code, hint, refused: (0, hint) }
    }

    /// Refuses whatever stands at the cursor.
    pub(super) fn refuse<T>(&mut self) -> Option<T> {
        self.refuse_at(self.at, self.hint)
    }

    /// Refuses what began at an earlier position.
    pub(super) fn refuse_at<T>(&mut self, position: usize, message: &'static str) -> Option<T> {
        self.refused = (position, message);
        None
    }

    /// What was refused last.
    pub(super) fn error(&self) -> Error {
        Error::new(self.code, self.refused.1).at(self.refused.0)
    }

    pub(super) fn hint(&self) -> &'static str {
        self.hint
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn bump(&mut self) -> Option<u8> {
        let byte = self.peek();
        self.at += usize::from(byte.is_some());
        byte
    }

    /// Takes the byte if it comes next.
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    pub(super) fn eat_two_dots(&mut self) -> bool {
        let found = self.bytes.get(self.at..self.at + 2) == Some(b"..");
        self.at += if found { 2 } else { 0 };
        found
    }

    pub(super) fn expect(&mut self, byte: u8) -> Option<()> {
        if self.eat(byte) { Some(()) } else { self.refuse() }
    }

    pub(super) fn end(&mut self) -> Option<()> {
        if self.at == self.bytes.len() { Some(()) } else { self.refuse() }
    }

    /// Every digit from here on: their value and number; more than 15 are refused.
    pub(super) fn digits(&mut self) -> Option<(i64, usize)> {
        let start = self.at;
        let mut value = 0;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            if self.at - start == 15 {
                return self.refuse();
            }
            value = value * 10 + i64::from(digit - b'0');
            self.at += 1;
        }
        if self.at == start { self.refuse() } else { Some((value, self.at - start)) }
    }

    /// Two digits worth at most `max`; the cursor goes past them before they are judged.
    pub(super) fn two(&mut self, max: u8) -> Option<u8> {
        let mut value = 0;
        for _ in 0..2 {
            match self.peek() {
                Some(digit @ b'0'..=b'9') => value = value * 10 + (digit - b'0'),
                _ => return self.refuse(),
            }
            self.at += 1;
        }
        if value <= max { Some(value) } else { self.refuse() }
    }

    /// A calendar day, the year of four digits or of a sign and six or more.
    pub(super) fn full_date(&mut self) -> Option<(i64, u8, u8)> {
        let start = self.at;
        let negative = self.peek() == Some(b'-');
        let signed = self.eat(b'-') || self.eat(b'+');
        let (year, count) = self.digits()?;
        if if signed { count < 6 } else { count != 4 } {
            self.at = start;
            return self.refuse();
        }
        let year = if negative { -year } else { year };
        self.expect(b'-')?;
        let month = self.two(12)?;
        self.expect(b'-')?;
        let day = self.two(31)?;
        if day == 0 || day > days_in_month(year, month) {
            return self.refuse_at(self.at, NO_SUCH_DAY);
        }
        Some((year, month, day))
    }

    /// A decimal part of a second, cut to milliseconds, and how many digits it had, 3 for more; (0, 0) if there
    /// is none.
    pub(super) fn fraction(&mut self) -> Option<(u16, u8)> {
        if !(self.eat(b'.') || self.eat(b',')) {
            return Some((0, 0));
        }
        let mut ms = 0;
        let mut count = 0;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            if count < 3 {
                ms = ms * 10 + u16::from(digit - b'0');
                count += 1;
            }
            self.at += 1;
        }
        match count {
            0 => self.refuse(),
            1 => Some((ms * 100, 1)),
            2 => Some((ms * 10, 2)),
            _ => Some((ms, 3)),
        }
    }

    /// `Z`, `+hh`, `+hhmm` or `+hh:mm`; `None` where no zone begins.
    pub(super) fn zone(&mut self) -> Option<Option<UtcOffset>> {
        let negative = match self.peek() {
            Some(b'Z' | b'z') => {
                self.at += 1;
                return Some(Some(UtcOffset::UTC));
            }
            Some(b'+') => false,
            Some(b'-') => true,
            _ => return Some(None),
        };
        self.at += 1;
        let hours = i32::from(self.two(18)?);
        let colon = self.eat(b':');
        let minutes =
            if colon || matches!(self.peek(), Some(b'0'..=b'9')) { i32::from(self.two(59)?) } else { 0 };
        let ahead = hours * 60 + minutes;
        let offset = UtcOffset::from_minutes(if negative { -ahead } else { ahead }).ok();
        if offset.is_some() { Some(offset) } else { self.refuse() }
    }

    /// A zone, which must be there.
    pub(super) fn required_zone(&mut self) -> Option<UtcOffset> {
        match self.zone()? {
            None => self.refuse(),
            zone => zone,
        }
    }
}

/// A whole number in digits. The standard library's way is made for speed and comes once for each kind of integer.
#[inline(never)]
pub(crate) fn digits(value: i64) -> String {
    let mut reversed = String::new();
    let mut rest = value.unsigned_abs();
    loop {
        reversed.push(char::from(b'0' + (rest % 10) as u8));
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        reversed.push('-');
    }
    reversed.chars().rev().collect()
}

/// Writes a number from 0 on with at least `width` digits.
pub(crate) fn push_padded(out: &mut String, value: i64, width: usize) {
    let digits = digits(value);
    for _ in digits.len()..width {
        out.push('0');
    }
    out.push_str(&digits);
}
