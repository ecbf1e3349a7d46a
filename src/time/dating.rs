//! What a story says about when an event happened.

use super::{Edge, Instant, PartOfDay, Precision, TimeSpan, UtcOffset, When};
use crate::error::Error;

/// How an event fills the time it is dated to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sense {
    /// For all of it.
    #[default]
    Throughout,
    /// At a moment within it that is not known.
    Within,
    /// Not later than it.
    By,
    /// From it on.
    Since,
}

/// Each sense and its word in files; `as usize` of the sense is its row.
const SENSES: [(Sense, &str); 4] = [
    (Sense::Throughout, "throughout"),
    (Sense::Within, "within"),
    (Sense::By, "by"),
    (Sense::Since, "since"),
];

impl Sense {
    /// The word in files: `throughout`, `within`, `by`, `since`.
    pub fn as_str(self) -> &'static str {
        SENSES[self as usize].1
    }

    /// Reads such a word; `None` for any other.
    #[expect(clippy::should_implement_trait, reason = "a word that is no sense is no error, only none")]
    pub fn from_str(word: &str) -> Option<Self> {
        SENSES.iter().find(|row| row.1 == word).map(|row| row.0)
    }
}

/// The order of events: by the start of the [`anchor`](Dating::anchor), then coarse before fine (the whole
/// month before its first day), then by its end.
pub type SortKey = (Instant, Precision, Instant);

/// The dating of an event: a date, perhaps a part of the day, how the event fills it, and whether anybody said so.
///
/// ```
/// use chronocarte::time::{Dating, PartOfDay, UtcOffset};
/// let baku = UtcOffset::parse("+04:00")?;
/// let mut dating = Dating::parse("2020-09-28/..")?;
/// dating.part = Some(PartOfDay::EarlyMorning);
/// assert_eq!(dating.anchor(baku).start().to_iso8601(), "2020-09-27T23:00:00Z");
/// assert!(dating.outer(baku).is_open_end());
/// # Ok::<(), chronocarte::error::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dating {
    /// The date as written.
    pub when: When,
    /// The part of its day, or of the day it begins; without effect on dates that are not days.
    pub part: Option<PartOfDay>,
    /// How the event fills it.
    pub sense: Sense,
    /// Inferred by an editor: no source states it.
    pub inferred: bool,
}

impl Dating {
    /// A plain dating: throughout, stated, no part of the day.
    pub fn new(when: When) -> Self {
        Self { when, part: None, sense: Sense::Throughout, inferred: false }
    }

    /// A plain dating from EDTF.
    pub fn parse(text: &str) -> Result<Self, Error> {
        When::parse(text).map(Self::new)
    }

    /// All the time the event may have taken: what is drawn, softly. Never empty; an open past or future
    /// reaches the end of [`TimeSpan::EVER`], so clip it to what is in sight.
    pub fn outer(&self, offset: UtcOffset) -> TimeSpan {
        let (start, end) = self.edges(offset);
        let span = TimeSpan::at_least_a_moment(
            start.map_or(Instant::MIN, TimeSpan::start),
            end.map_or(Instant::MAX, TimeSpan::end),
        );
        match self.sense {
            Sense::Throughout | Sense::Within => span,
            Sense::By => TimeSpan::at_least_a_moment(Instant::MIN, span.end()),
            Sense::Since => TimeSpan::at_least_a_moment(span.start(), Instant::MAX),
        }
    }

    /// The time the event is matched and sorted by. Never empty.
    ///
    /// Open pasts are left out: "by Monday" is anchored to Monday, `../2016` and `/2016` to 2016. What goes on,
    /// `2016/..` or since 2016, is anchored from its start on; what ended nobody says when, `2016/`, to 2016. A
    /// part of the day narrows the day it stands with.
    pub fn anchor(&self, offset: UtcOffset) -> TimeSpan {
        let (start, end) = self.edges(offset);
        let goes_on = *self.when.edges().1 == Edge::Open;
        match (start, end) {
            (None, None) => TimeSpan::EVER,
            (Some(start), _) if self.sense == Sense::Since => {
                TimeSpan::at_least_a_moment(start.start(), Instant::MAX)
            }
            (None, Some(day)) => day,
            (Some(start), None) if goes_on && self.sense != Sense::By => {
                TimeSpan::at_least_a_moment(start.start(), Instant::MAX)
            }
            (Some(day), None) => day,
            (Some(_), Some(day)) if self.sense == Sense::By => day,
            (Some(start), Some(end)) => TimeSpan::at_least_a_moment(start.start(), end.end()),
        }
    }

    /// Where the event stands in order.
    pub fn sort_key(&self, offset: UtcOffset) -> SortKey {
        let anchor = self.anchor(offset);
        (anchor.start(), self.when.precision(), anchor.end())
    }

    /// The spans of the two ends, narrowed to the part of the day; `None` where an end is open or unknown.
    ///
    /// The part narrows the start, and the end too where the end is the same day or the moment lies on either day.
    fn edges(&self, offset: UtcOffset) -> (Option<TimeSpan>, Option<TimeSpan>) {
        let (from, to) = self.when.edges();
        let alone = from == to || self.sense != Sense::Throughout || from.date().is_none();
        (self.edge_span(from, false, true, offset), self.edge_span(to, true, alone, offset))
    }

    fn edge_span(&self, edge: &Edge, at_end: bool, narrow: bool, offset: UtcOffset) -> Option<TimeSpan> {
        let date = edge.date()?;
        Some(match self.part {
            Some(part) if narrow && date.precision() == Precision::Day => {
                date.window(at_end, part.window(), offset)
            }
            _ => date.span(offset),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn baku() -> UtcOffset {
        UtcOffset::from_minutes(240).unwrap()
    }

    fn at(text: &str) -> Instant {
        Instant::parse_rfc3339(text).unwrap()
    }

    fn dating(text: &str, sense: Sense, part: Option<PartOfDay>) -> Dating {
        Dating { sense, part, ..Dating::parse(text).unwrap() }
    }

    /// The wall at both ends of a span, or `..` where it is open.
    fn wall(span: TimeSpan) -> (String, String) {
        let show = |open: bool, at: Instant| {
            let text = at.plus_ms(4 * 3_600_000).to_iso8601();
            if open { "..".to_string() } else { text.trim_end_matches(":00:00Z").to_string() }
        };
        (show(span.is_open_start(), span.start()), show(span.is_open_end(), span.end()))
    }

    #[test]
    fn what_is_drawn_and_what_is_matched_follow_the_sense() {
        use PartOfDay::{EarlyMorning, Night};
        use Sense::{By, Since, Throughout, Within};
        for (text, sense, part, outer, anchor) in [
            ("2020-09-28", Throughout, None, ("2020-09-28T00", "2020-09-29T00"), None),
            ("2020-09-28", Within, Some(EarlyMorning), ("2020-09-28T03", "2020-09-28T08"), None),
            ("2020-09-28", Throughout, Some(Night), ("2020-09-28T21", "2020-09-29T05"), None),
            ("2020-09", Throughout, Some(Night), ("2020-09-01T00", "2020-10-01T00"), None),
            ("2020-09-27/2020-09-28", Throughout, None, ("2020-09-27T00", "2020-09-29T00"), None),
            (
                "2020-09-27/2020-09-28",
                Throughout,
                Some(EarlyMorning),
                ("2020-09-27T03", "2020-09-29T00"),
                None,
            ),
            ("2020-09-27/2020-09-28", Within, Some(EarlyMorning), ("2020-09-27T03", "2020-09-28T08"), None),
            ("2020-09-28", By, None, ("..", "2020-09-29T00"), Some(("2020-09-28T00", "2020-09-29T00"))),
            (
                "2020-09-27/2020-09-28",
                By,
                None,
                ("..", "2020-09-29T00"),
                Some(("2020-09-28T00", "2020-09-29T00")),
            ),
            (
                "2020-09-28",
                By,
                Some(EarlyMorning),
                ("..", "2020-09-28T08"),
                Some(("2020-09-28T03", "2020-09-28T08")),
            ),
            ("2020-09-28", Since, None, ("2020-09-28T00", ".."), None),
            ("2020-09-28/..", Throughout, None, ("2020-09-28T00", ".."), None),
            ("2020-09-28/..", Throughout, Some(EarlyMorning), ("2020-09-28T03", ".."), None),
            (
                "2020-09-28/",
                Throughout,
                None,
                ("2020-09-28T00", ".."),
                Some(("2020-09-28T00", "2020-09-29T00")),
            ),
            (
                "/2020-09-28",
                Throughout,
                None,
                ("..", "2020-09-29T00"),
                Some(("2020-09-28T00", "2020-09-29T00")),
            ),
            (
                "../2020-09-28",
                Throughout,
                None,
                ("..", "2020-09-29T00"),
                Some(("2020-09-28T00", "2020-09-29T00")),
            ),
            ("[2020-09-27, 2020-09-28]", Throughout, None, ("2020-09-27T00", "2020-09-29T00"), None),
            ("/", By, None, ("..", ".."), None),
        ] {
            let dating = dating(text, sense, part);
            let owned = |pair: (&str, &str)| (pair.0.to_string(), pair.1.to_string());
            assert_eq!(wall(dating.outer(baku())), owned(outer), "{text} {sense:?} {part:?} drawn");
            let anchor = anchor.unwrap_or(outer);
            assert_eq!(wall(dating.anchor(baku())), owned(anchor), "{text} {sense:?} {part:?} matched");
        }
    }

    #[test]
    fn a_day_is_not_matched_by_the_day_before() {
        let sunday = TimeSpan::new(at("2020-09-27T00:00:00+04:00"), at("2020-09-28T00:00:00+04:00")).unwrap();
        let part = Some(PartOfDay::EarlyMorning);
        for (text, sense, part, matched) in [
            ("2020-09-27/2020-09-28", Sense::Throughout, None, true),
            ("2020-09-27/2020-09-28?", Sense::Within, None, true),
            ("2020-09-28?/..", Sense::Throughout, part, false),
            ("2020-09-28", Sense::Throughout, None, false),
            ("2020-09-28", Sense::By, None, false),
        ] {
            assert_eq!(
                dating(text, sense, part).anchor(baku()).overlaps(sunday),
                matched,
                "{text} {sense:?}"
            );
        }
    }

    #[test]
    fn order_is_by_start_then_coarse_before_fine_then_end() {
        let mut texts =
            ["2020-09-01T00:00", "2020-09-02", "2020-09-01", "2020-09", "2020-09-01/2020-09-02", "2019-12"]
                .into_iter()
                .filter_map(|text| Dating::parse(text).ok())
                .collect::<Vec<Dating>>();
        texts.sort_by_key(|dating| dating.sort_key(baku()));
        let order: Vec<&str> = texts.iter().map(|dating| dating.when.as_str()).collect();
        assert_eq!(
            order,
            ["2019-12", "2020-09", "2020-09-01", "2020-09-01/2020-09-02", "2020-09-01T00:00", "2020-09-02"]
        );
    }

    #[test]
    fn senses_are_read_by_their_words() {
        for sense in [Sense::Throughout, Sense::Within, Sense::By, Sense::Since] {
            assert_eq!(Sense::from_str(sense.as_str()), Some(sense));
        }
        assert_eq!(Sense::from_str("until"), None);
    }
}
