//! A cursor over the ASCII of a date, shared by every reader of dates.

use super::civil::days_in_month;
use super::offset::UtcOffset;
use crate::error::Error;

/// Said of the 30th of February.
pub(super) const NO_SUCH_DAY: &str = "no such day in the calendar";

/// Bytes not read yet, and what to say when they disappoint.
pub(super) struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    code: &'static str,
    hint: &'static str,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str, code: &'static str, hint: &'static str) -> Self {
        Self { bytes: text.as_bytes(), at: 0, code, hint }
    }

    /// The error for whatever stands at the cursor.
    pub(super) fn refuse(&self) -> Error {
        self.refuse_at(self.at, self.hint)
    }

    /// The error for what began at an earlier position.
    pub(super) fn refuse_at(&self, position: usize, message: &str) -> Error {
        Error::new(self.code, message).at(position)
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

    pub(super) fn expect(&mut self, byte: u8) -> Result<(), Error> {
        if self.eat(byte) { Ok(()) } else { Err(self.refuse()) }
    }

    pub(super) fn end(&self) -> Result<(), Error> {
        if self.at == self.bytes.len() { Ok(()) } else { Err(self.refuse()) }
    }

    /// Every digit from here on: their value and number; more than 15 are refused.
    pub(super) fn digits(&mut self) -> Result<(i64, usize), Error> {
        let start = self.at;
        let mut value = 0;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            if self.at - start == 15 {
                return Err(self.refuse());
            }
            value = value * 10 + i64::from(digit - b'0');
            self.at += 1;
        }
        if self.at == start { Err(self.refuse()) } else { Ok((value, self.at - start)) }
    }

    /// Two digits worth at most `max`; the cursor goes past them before they are judged.
    pub(super) fn two(&mut self, max: u8) -> Result<u8, Error> {
        let mut value = 0;
        for _ in 0..2 {
            match self.peek() {
                Some(digit @ b'0'..=b'9') => value = value * 10 + (digit - b'0'),
                _ => return Err(self.refuse()),
            }
            self.at += 1;
        }
        if value <= max { Ok(value) } else { Err(self.refuse()) }
    }

    /// A calendar day, the year of four digits or of a sign and six or more.
    pub(super) fn full_date(&mut self) -> Result<(i64, u8, u8), Error> {
        let start = self.at;
        let negative = self.peek() == Some(b'-');
        let signed = self.eat(b'-') || self.eat(b'+');
        let (year, count) = self.digits()?;
        if if signed { count < 6 } else { count != 4 } {
            self.at = start;
            return Err(self.refuse());
        }
        let year = if negative { -year } else { year };
        self.expect(b'-')?;
        let month = self.two(12)?;
        self.expect(b'-')?;
        let day = self.two(31)?;
        if day == 0 || day > days_in_month(year, month) {
            return Err(self.refuse_at(self.at, NO_SUCH_DAY));
        }
        Ok((year, month, day))
    }

    /// A decimal part of a second, cut to milliseconds, and how many digits it had, 3 for more; (0, 0) if there
    /// is none.
    pub(super) fn fraction(&mut self) -> Result<(u16, u8), Error> {
        if !(self.eat(b'.') || self.eat(b',')) {
            return Ok((0, 0));
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
            0 => Err(self.refuse()),
            1 => Ok((ms * 100, 1)),
            2 => Ok((ms * 10, 2)),
            _ => Ok((ms, 3)),
        }
    }

    /// `Z`, `+hh`, `+hhmm` or `+hh:mm`; `None` where no zone begins.
    pub(super) fn zone(&mut self) -> Result<Option<UtcOffset>, Error> {
        let negative = match self.peek() {
            Some(b'Z' | b'z') => {
                self.at += 1;
                return Ok(Some(UtcOffset::UTC));
            }
            Some(b'+') => false,
            Some(b'-') => true,
            _ => return Ok(None),
        };
        self.at += 1;
        let hours = i32::from(self.two(18)?);
        let colon = self.eat(b':');
        let minutes =
            if colon || matches!(self.peek(), Some(b'0'..=b'9')) { i32::from(self.two(59)?) } else { 0 };
        let ahead = hours * 60 + minutes;
        UtcOffset::from_minutes(if negative { -ahead } else { ahead }).map(Some).map_err(|_| self.refuse())
    }
}

/// Writes a number with at least `width` digits.
pub(crate) fn push_padded(out: &mut String, value: u64, width: usize) {
    let digits = value.to_string();
    for _ in digits.len()..width {
        out.push('0');
    }
    out.push_str(&digits);
}
