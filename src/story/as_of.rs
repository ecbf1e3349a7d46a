//! What was known at a moment: the second clock.

use super::{Area, Claim, Event, Story};
use crate::time::{Instant, TimeSpan};

/// Moments are given to the second: a day that is over at midnight has been said at 23:59:59.
const SECOND_MS: i64 = 1000;

impl Story {
    /// Whether a claim had been made by a moment. What was said on a day, at an hour nobody gave, had been said once the day
    /// was over; what bears no date at all, or one without an end, was known to the editors by the story's own moment, and
    /// not before.
    #[inline(never)]
    pub fn said_by(&self, claim: &Claim, at: Instant) -> bool {
        match self.end_of_saying(claim) {
            Some(end) => end <= at.plus_ms(SECOND_MS),
            None => self.is_known_by(at),
        }
    }

    /// When a claim had been made for certain. `None` where it bears no date, or one without an end.
    fn end_of_saying(&self, claim: &Claim) -> Option<Instant> {
        let said = claim.said.as_ref()?.anchor(self.zone.offset);
        (!said.is_open_end()).then(|| said.end())
    }

    /// Whether a moment is that of the story itself, or later.
    fn is_known_by(&self, at: Instant) -> bool {
        self.as_of.is_some_and(|own| own.0 <= at)
    }

    /// What was known at a moment: claims that had been made by then, corrections and withdrawals that had been published.
    /// Every event keeps its position, with no claims where nobody had spoken of it; background that nobody speaks of stays.
    ///
    /// ```
    /// use chronocarte::story::{Story, Value};
    /// use chronocarte::time::Instant;
    ///
    /// let text = r#"{"chronocarte": 1, "zone": {"offset": "+04:00"}, "speakers": [{"id": "a", "name": {"en": "A"}}],
    ///   "events": [{"id": "e", "title": {"en": "E"},
    ///     "claims": [{"id": "c", "speaker": "a", "said": {"edtf": "2020-09-28"}}]}]}"#;
    /// let (story, _) = Story::read(&serde_json::from_str::<Value>(text).unwrap());
    /// let said = |at: &str| story.known_at(Instant::parse_rfc3339(at).unwrap()).events[0].claims.len();
    /// assert_eq!(said("2020-09-28T12:00:00+04:00"), 0);
    /// assert_eq!(said("2020-09-28T23:59:59+04:00"), 1);
    /// ```
    #[must_use]
    #[inline(never)]
    pub fn known_at(&self, at: Instant) -> Self {
        let mut known = self.clone();
        for event in &mut known.events {
            let told = !event.claims.is_empty();
            event.claims.retain(|claim| self.said_by(claim, at));
            event.unsaid = told && event.claims.is_empty();
            let published =
                |it: &super::Withdrawal| it.at.as_ref().map_or(self.is_known_by(at), |since| since.0 <= at);
            event.withdrawn = event.withdrawn.take().filter(published);
        }
        known.corrections.retain(|correction| correction.at.0 <= at);
        known
    }

    /// The ends of the times at which claims were made, in order, without repeats: the moments at which something became
    /// known. Background is left out, and so is what has no end.
    #[inline(never)]
    pub fn said_moments(&self) -> Vec<Instant> {
        let mut moments: Vec<Instant> = Vec::new();
        for event in self.events.iter().filter(|event| !event.background) {
            for end in event.claims.iter().filter_map(|claim| self.end_of_saying(claim)) {
                if let Err(at) = moments.binary_search(&end) {
                    moments.insert(at, end);
                }
            }
        }
        moments
    }

    /// For which time an area or line holds; open where nothing is said.
    pub fn validity(&self, area: &Area) -> TimeSpan {
        let offset = self.zone.offset;
        let from = area.valid_from.as_ref().map_or(Instant::MIN, |from| from.outer(offset).start());
        let to = area.valid_to.as_ref().map_or(Instant::MAX, |to| to.outer(offset).end());
        TimeSpan::between(from, to)
    }
}

impl Event {
    /// Whether nobody has spoken of it. Only background may be told without claims.
    pub fn is_unsaid(&self) -> bool {
        self.unsaid || self.claims.is_empty() && !self.background
    }
}
