//! From time to a place on an axis and back.

use crate::index::order_of;
use crate::time::{Instant, TimeSpan};

/// A gap shorter than this is never collapsed: within a week readers count days and hours without help.
const SHORTEST_QUIET_MS: i64 = 7 * 86_400_000;

/// A gap is quiet when it is this many times longer than all that stays in sight: left in, it would crush what
/// happened into less than a fifth of the axis.
const QUIET_TIMES: f64 = 4.0;

/// At least this many events for each collapsed gap. Events that come one by one, month after month, are no clusters
/// with silence between; their distances are the story.
const EVENTS_PER_QUIET: usize = 3;

/// The share of the axis that a collapsed gap keeps, and the most that all of them keep together.
const QUIET_SHARE: f64 = 0.04;
const MOST_QUIET_SHARE: f64 = 0.25;

/// What stays in sight on each side of a collapsed gap, as a share of everything in sight, so that a single moment
/// between two gaps still has some room.
const MARGIN_SHARE: f64 = 0.06;

/// A stretch of an axis over which time runs evenly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// The time it covers, never empty.
    pub span: TimeSpan,
    /// Where it starts on the axis, 0 to 1.
    pub from: f64,
    /// Where it ends on the axis, above `from`, at most 1.
    pub to: f64,
    /// Whether it is a quiet gap that was collapsed.
    pub quiet: bool,
}

/// A piecewise-linear axis: time from 0 at its start to 1 at its end, and back.
///
/// Strictly increasing; the ends of its pieces are met exactly both ways. Positions in between come back to within a
/// millisecond for stories of up to some ten thousand years.
///
/// ```
/// use chronocarte::time::{Instant, TimeSpan};
/// use chronocarte::view::TimeScale;
/// let scale = TimeScale::linear(TimeSpan::between(Instant(0), Instant(1000)));
/// assert_eq!(scale.position(Instant(250)), 0.25);
/// assert_eq!(scale.instant(0.25), Instant(250));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TimeScale {
    /// In order, each starting where the one before ends; never empty.
    pieces: Vec<Piece>,
}

impl TimeScale {
    /// An axis over which time runs evenly. An empty span is taken as one millisecond.
    pub fn linear(span: TimeSpan) -> Self {
        Self { pieces: vec![Piece { span: not_empty(span), from: 0.0, to: 1.0, quiet: false }] }
    }

    /// An axis over `span` on which long quiet gaps between the `occupied` times are short.
    ///
    /// `occupied` are the times of the events, in any order, overlapping or not; what lies outside `span` does not
    /// count. Without a gap worth collapsing the axis is [`linear`](Self::linear).
    pub fn collapsed(span: TimeSpan, occupied: &[TimeSpan]) -> Self {
        let span = not_empty(span);
        let quiet = quiet_gaps(span, occupied);
        if quiet.is_empty() {
            return Self::linear(span);
        }
        let quiet_share = QUIET_SHARE.min(MOST_QUIET_SHARE / quiet.len() as f64);
        let quiet_ms: f64 = quiet.iter().map(|gap| gap.duration_ms() as f64).sum();
        let rest_ms = span.duration_ms() as f64 - quiet_ms;
        let per_ms = (1.0 - quiet_share * quiet.len() as f64) / rest_ms.max(1.0);
        let mut pieces: Vec<Piece> = Vec::with_capacity(2 * quiet.len() + 1);
        let mut push = |start: Instant, end: Instant, share: Option<f64>| {
            let span = TimeSpan::between(start, end);
            if !span.is_empty() {
                let from = pieces.last().map_or(0.0, |piece| piece.to);
                let to = from + share.unwrap_or(span.duration_ms() as f64 * per_ms);
                pieces.push(Piece { span, from, to, quiet: share.is_some() });
            }
        };
        let mut at = span.start();
        for gap in &quiet {
            push(at, gap.start(), None);
            push(gap.start(), gap.end(), Some(quiet_share));
            at = gap.end();
        }
        push(at, span.end(), None);
        if let Some(last) = pieces.last_mut() {
            // The shares add up to 1 save for rounding.
            last.to = 1.0;
        }
        Self { pieces }
    }

    /// The time the axis covers, never empty.
    pub fn span(&self) -> TimeSpan {
        let ever = TimeSpan::EVER;
        TimeSpan::between(
            self.pieces.first().map_or(ever.start(), |piece| piece.span.start()),
            self.pieces.last().map_or(ever.end(), |piece| piece.span.end()),
        )
    }

    /// The stretches over which time runs evenly, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Where a moment stands, 0 to 1; what lies outside stands at the nearer end.
    pub fn position(&self, at: Instant) -> f64 {
        let after = self.pieces.partition_point(|piece| piece.span.end() <= at);
        let Some(piece) = self.pieces.get(after) else { return 1.0 };
        if at <= piece.span.start() {
            return piece.from;
        }
        let share = at.since(piece.span.start()) as f64 / piece.span.duration_ms() as f64;
        piece.from + share * (piece.to - piece.from)
    }

    /// The moment at a position, to the nearest millisecond; what lies outside 0 to 1 is at the nearer end, and NaN at
    /// the start.
    pub fn instant(&self, position: f64) -> Instant {
        let after = self.pieces.partition_point(|piece| piece.to <= position);
        let Some(piece) = self.pieces.get(after) else { return self.span().end() };
        let share = (position - piece.from) / (piece.to - piece.from);
        let ms = share.clamp(0.0, 1.0) * piece.span.duration_ms() as f64;
        // A cast of NaN is 0. Rounding may reach past the end of the longest spans.
        piece.span.start().plus_ms((ms + 0.5) as i64).min(piece.span.end())
    }
}

fn not_empty(span: TimeSpan) -> TimeSpan {
    if span.is_empty() {
        TimeSpan::between(
            span.start().min(Instant(i64::MAX - 1)),
            span.start().min(Instant(i64::MAX - 1)).plus_ms(1),
        )
    } else {
        span
    }
}

/// The gaps between occupied times that are to be collapsed, in order, without the margins that stay in sight.
///
/// As many of the longest gaps are taken as hold this: even the shortest of them is [`QUIET_TIMES`] longer than all
/// that would remain, it is no [short one](SHORTEST_QUIET_MS), and there are [enough events](EVENTS_PER_QUIET) for
/// it. The ends of the axis are no gaps: whoever chose the span wants to see it.
fn quiet_gaps(span: TimeSpan, occupied: &[TimeSpan]) -> Vec<TimeSpan> {
    let mut busy: Vec<(i64, i64)> = Vec::with_capacity(occupied.len());
    for time in occupied {
        if let Some(time) = time.intersect(span) {
            busy.push((time.start().0, time.end().0));
        }
    }
    let mut gaps: Vec<TimeSpan> = Vec::new();
    let mut longest_first: Vec<(i64, i64)> = Vec::new();
    let mut reached: Option<i64> = None;
    for (start, end) in order_of(&busy).into_iter().filter_map(|nth| busy.get(nth)) {
        if let Some(reached) = reached.filter(|reached| start > reached) {
            let gap = TimeSpan::between(Instant(reached), Instant(*start));
            longest_first.push((-gap.duration_ms(), *start));
            gaps.push(gap);
        }
        reached = reached.max(Some(*end));
    }
    let longest_first = order_of(&longest_first);
    let mut rest_ms = span.duration_ms() as f64;
    let mut taken = 0;
    let mut taken_rest_ms = rest_ms;
    for (before, nth) in longest_first.iter().enumerate().take(busy.len() / EVENTS_PER_QUIET) {
        let gap_ms = gaps.get(*nth).map_or(0, |gap| gap.duration_ms());
        rest_ms -= gap_ms as f64;
        if gap_ms >= SHORTEST_QUIET_MS && gap_ms as f64 > QUIET_TIMES * rest_ms {
            taken = before + 1;
            taken_rest_ms = rest_ms;
        }
    }
    let longest = longest_first.get(..taken).unwrap_or_default();
    let mut quiet = Vec::with_capacity(taken);
    for (nth, gap) in gaps.iter().enumerate() {
        if longest.contains(&nth) {
            let margin = (MARGIN_SHARE * taken_rest_ms).max(1.0).min(gap.duration_ms() as f64 / 3.0) as i64;
            quiet.push(TimeSpan::between(gap.start().plus_ms(margin), gap.end().plus_ms(-margin)));
        }
    }
    quiet
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAY: i64 = 86_400_000;

    fn days(from: i64, to: i64) -> TimeSpan {
        TimeSpan::between(Instant(from * DAY), Instant(to * DAY))
    }

    #[test]
    fn thirty_quiet_years_do_not_crush_two_days() {
        let occupied = [days(0, 1), days(10_958, 10_959), days(10_959, 10_960), days(10_958, 10_960)];
        let scale = TimeScale::collapsed(days(0, 10_960), &occupied);
        assert_eq!(scale.pieces().iter().map(|piece| piece.quiet).collect::<Vec<_>>(), [false, true, false]);
        let two_days = scale.position(Instant(10_960 * DAY)) - scale.position(Instant(10_958 * DAY));
        assert!(two_days > 0.5, "{two_days}");
        let linear = TimeScale::linear(days(0, 10_960));
        assert!(linear.position(Instant(10_960 * DAY)) - linear.position(Instant(10_958 * DAY)) < 0.001);
    }

    #[test]
    fn what_comes_month_by_month_keeps_its_distances() {
        let occupied: Vec<TimeSpan> = (0..24).map(|month| days(month * 30, month * 30 + 1)).collect();
        let span = days(0, 24 * 30);
        assert_eq!(TimeScale::collapsed(span, &occupied), TimeScale::linear(span));
    }

    #[test]
    fn a_quiet_afternoon_is_not_collapsed() {
        let minute = |at: i64| TimeSpan::between(Instant(at * 60_000), Instant(at * 60_000 + 60_000));
        let span = days(0, 1);
        let occupied = [minute(0), minute(1), minute(2), minute(1439)];
        assert_eq!(TimeScale::collapsed(span, &occupied), TimeScale::linear(span));
    }

    #[test]
    fn three_clusters_decades_apart_have_two_quiet_gaps() {
        let mut occupied = Vec::new();
        for cluster in [0, 5000, 11_000] {
            occupied.extend((0..4).map(|day| days(cluster + day, cluster + day + 1)));
        }
        let scale = TimeScale::collapsed(days(0, 11_004), &occupied);
        assert_eq!(scale.pieces().iter().filter(|piece| piece.quiet).count(), 2);
        assert_eq!(scale.pieces().len(), 5);
    }

    #[test]
    fn nothing_and_all_of_time_have_an_axis() {
        let moment = TimeScale::linear(TimeSpan::between(Instant(5), Instant(5)));
        assert_eq!((moment.position(Instant(5)), moment.position(Instant(6))), (0.0, 1.0));
        let ever = TimeScale::linear(TimeSpan::EVER);
        assert_eq!((ever.instant(0.0), ever.instant(1.0)), (Instant::MIN, Instant::MAX));
        assert_eq!(ever.instant(f64::NAN), Instant::MIN);
        assert_eq!(TimeScale::collapsed(days(0, 1), &[]), TimeScale::linear(days(0, 1)));
    }

    fn some_scale() -> impl Strategy<Value = TimeScale> {
        let span = (-40_000_000i64..40_000_000, 1i64..4_000_000).prop_map(|(at, hours)| {
            TimeSpan::between(Instant(at * 3_600_000), Instant((at + hours) * 3_600_000))
        });
        (span, proptest::collection::vec((0.0f64..1.0, 0.0f64..0.01), 0..20), proptest::bool::ANY).prop_map(
            |(span, events, clustered)| {
                let at = |share: f64| span.start().plus_ms((share * span.duration_ms() as f64) as i64);
                let share = |share: f64| {
                    if clustered {
                        if share < 0.5 { share / 500.0 } else { 1.0 - (1.0 - share) / 500.0 }
                    } else {
                        share
                    }
                };
                let occupied: Vec<TimeSpan> = events
                    .iter()
                    .map(|(from, length)| {
                        TimeSpan::between(at(share(*from)), at(share((from + length).min(1.0))))
                    })
                    .collect();
                TimeScale::collapsed(span, &occupied)
            },
        )
    }

    proptest! {
        #[test]
        fn the_pieces_tile_the_axis_and_its_time(scale in some_scale()) {
            let pieces = scale.pieces();
            prop_assert_eq!(pieces.first().map(|piece| piece.from), Some(0.0));
            prop_assert_eq!(pieces.last().map(|piece| piece.to), Some(1.0));
            for piece in pieces {
                prop_assert!(!piece.span.is_empty() && piece.from < piece.to, "{:?}", piece);
            }
            for pair in pieces.windows(2) {
                prop_assert_eq!(pair[0].span.end(), pair[1].span.start());
                prop_assert_eq!(pair[0].to, pair[1].from);
            }
        }

        #[test]
        fn the_ends_of_pieces_are_met_exactly(scale in some_scale()) {
            for piece in scale.pieces() {
                prop_assert_eq!(scale.position(piece.span.start()), piece.from);
                prop_assert_eq!(scale.position(piece.span.end()), piece.to);
                prop_assert_eq!(scale.instant(piece.from), piece.span.start());
                prop_assert_eq!(scale.instant(piece.to), piece.span.end());
            }
        }

        #[test]
        fn later_is_further_to_the_right(scale in some_scale(), one in 0.0f64..1.0, other in 0.0f64..1.0) {
            let (early, late) = (one.min(other), one.max(other));
            let (from, to) = (scale.instant(early), scale.instant(late));
            prop_assert!(from <= to);
            prop_assert!(scale.position(from) <= scale.position(to));
            prop_assert!(from == to || scale.position(from) < scale.position(to));
        }

        #[test]
        fn there_and_back_is_the_same_millisecond(scale in some_scale(), share in 0.0f64..1.0) {
            let span = scale.span();
            let at = span.start().plus_ms((share * span.duration_ms() as f64) as i64);
            let back = scale.instant(scale.position(at));
            // Where a century is collapsed to a few pixels, doubles are coarser than a millisecond.
            prop_assert!(back.since(at).abs() <= 1, "{:?} {:?}", at, back);
        }
    }
}
