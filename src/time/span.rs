//! A stretch of time.

use super::Instant;
use crate::error::Error;

/// A stretch of time, half-open: `start` belongs to it, `end` does not. `start == end` is empty.
///
/// ```
/// use chronocarte::time::{Instant, TimeSpan};
/// let hour = TimeSpan::new(Instant(0), Instant(3_600_000))?;
/// assert!(hour.contains(Instant(0)) && !hour.contains(hour.end()));
/// assert!(TimeSpan::new(Instant(1), Instant(0)).is_err());
/// # Ok::<(), chronocarte::error::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeSpan {
    start: Instant,
    end: Instant,
}

impl TimeSpan {
    /// All of time; an end at its edge stands for an open or unknown one.
    pub const EVER: Self = Self { start: Instant::MIN, end: Instant::MAX };

    /// From `start` up to, not including, `end`; refused where the end comes first.
    pub fn new(start: Instant, end: Instant) -> Result<Self, Error> {
        if start <= end {
            Ok(Self { start, end })
        } else {
            Err(Error::new("span", "the end is before the start"))
        }
    }

    /// The span between two instants in whichever order they come.
    pub fn between(one: Instant, other: Instant) -> Self {
        Self { start: one.min(other), end: one.max(other) }
    }

    /// As `between`, but never empty, not even at the ends of time.
    pub(super) fn at_least_a_moment(start: Instant, end: Instant) -> Self {
        let start = start.min(Instant(i64::MAX - 1));
        Self { start, end: end.max(start.plus_ms(1)) }
    }

    /// The first moment.
    pub const fn start(self) -> Instant {
        self.start
    }

    /// The first moment after.
    pub const fn end(self) -> Instant {
        self.end
    }

    /// Whether it holds no moment at all.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether it reaches the open past.
    pub fn is_open_start(self) -> bool {
        self.start == Instant::MIN
    }

    /// Whether it reaches the open future.
    pub fn is_open_end(self) -> bool {
        self.end == Instant::MAX
    }

    /// Length in milliseconds, never negative; saturates at `i64::MAX`.
    pub fn duration_ms(self) -> i64 {
        self.end.since(self.start)
    }

    /// Whether a moment lies in it.
    pub fn contains(self, at: Instant) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether all of `other` lies in it; an empty span lies in any that reaches it.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether they share a moment; spans that only touch do not, and an empty one shares nothing.
    pub fn overlaps(self, other: Self) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// What they share; `None` where that is nothing.
    pub fn intersect(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Self { start, end })
    }

    /// The shortest span that covers both, with whatever lies between them.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: i64, end: i64) -> TimeSpan {
        TimeSpan::new(Instant(start), Instant(end)).unwrap()
    }

    #[test]
    fn spans_that_touch_share_nothing() {
        assert!(!span(0, 5).overlaps(span(5, 9)) && span(0, 6).overlaps(span(5, 9)));
        assert_eq!(
            (span(0, 5).intersect(span(5, 9)), span(0, 6).intersect(span(5, 9))),
            (None, Some(span(5, 6)))
        );
        assert!(!span(3, 3).overlaps(span(0, 9)) && span(3, 3).is_empty());
    }

    #[test]
    fn a_union_spans_the_gap() {
        assert_eq!(span(0, 1).union(span(8, 9)), span(0, 9));
        assert!(span(0, 9).covers(span(8, 9)) && !span(0, 8).covers(span(8, 9)));
    }

    #[test]
    fn the_whole_of_time_has_a_length() {
        assert_eq!(TimeSpan::EVER.duration_ms(), i64::MAX);
        assert!(TimeSpan::EVER.contains(Instant::MIN) && !TimeSpan::EVER.contains(Instant::MAX));
    }

    #[test]
    fn a_backward_span_is_refused_or_turned() {
        assert_eq!(TimeSpan::new(Instant(2), Instant(1)).unwrap_err().code, "span");
        assert_eq!(TimeSpan::between(Instant(2), Instant(1)), span(1, 2));
    }
}
