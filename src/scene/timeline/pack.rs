//! Which bar goes into which row.

use super::bars::{Extent, Form};
use crate::index::EventIndex;
use crate::scene::{Point, Tone};
use crate::story::Lane;
use crate::time::{Instant, TimeSpan};
use crate::view::TimeScale;

/// How close the rows stand, by how much there is to show. A story of many thousands will want one bulk mark: another
/// density.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Density {
    /// Marks with numbers.
    Numbered,
    /// Dots.
    Dots,
}

impl Density {
    /// The distance from row to row, CSS pixels.
    pub(super) fn pitch_px(self) -> f64 {
        match self {
            Self::Numbered => 26.0,
            Self::Dots => 11.0,
        }
    }

    /// The radius of a mark, CSS pixels.
    pub(super) fn radius_px(self) -> f64 {
        match self {
            Self::Numbered => 10.5,
            Self::Dots => 4.0,
        }
    }

    /// The height of a bar, CSS pixels.
    pub(super) fn bar_px(self) -> f64 {
        match self {
            Self::Numbered => 17.0,
            Self::Dots => 7.0,
        }
    }

    /// How far a mark's centre stands from the start of its bar, and half of what marks side by side are apart.
    fn inset_px(self) -> f64 {
        self.pitch_px() / 2.0
    }
}

/// The most rows of a lane.
pub(super) const MOST_NUMBERED_ROWS: usize = 8;
pub(super) const MOST_DOT_ROWS: usize = 16;

/// Between the start of a bar and its first mark, where there is room: a handle of the brush may stand there.
const EDGE_PX: f64 = 2.0;

/// How long the tail of a bar is that fades into an open end.
const TAIL_PX: f64 = 56.0;

/// A bar with the marks it bears, in CSS pixels.
#[derive(Clone, Debug)]
pub(super) struct Bar {
    pub lane: Lane,
    /// From 0 at the top of the lane.
    pub row: usize,
    pub form: Form,
    pub tone: Tone,
    /// The bar itself.
    pub x0: f64,
    pub x1: f64,
    /// How far it fades out on either side; equal to `x0` and `x1` where it does not.
    pub fade0: f64,
    pub fade1: f64,
    /// Whether the window cuts it on either side: it goes on out of sight.
    pub cut: (bool, bool),
    /// The events and where the centres of their marks stand, with `y` still from the middle of the row.
    pub marks: Vec<(EventIndex, Point)>,
}

impl Bar {
    /// From the leftmost to the rightmost pixel it needs.
    fn reach(&self, density: Density) -> (f64, f64) {
        let room = density.radius_px() + 2.0;
        let marks = self.marks.iter().fold((self.x0, self.x1), |(from, to), (_, center)| {
            (from.min(center.x - room), to.max(center.x + room))
        });
        (marks.0.min(self.fade0), marks.1.max(self.fade1))
    }
}

/// Where things are drawn: the axis and its place.
#[derive(Clone, Copy)]
pub(super) struct Plot<'a> {
    pub scale: &'a TimeScale,
    pub left: f64,
    pub width: f64,
}

impl Plot<'_> {
    pub(super) fn x(&self, at: Instant) -> f64 {
        self.left + self.width * self.scale.position(at)
    }

    fn span_x(&self, span: TimeSpan) -> (f64, f64) {
        (self.x(span.start()), self.x(span.end()))
    }
}

/// Which events share a bar, before anybody knows how wide it is.
pub(super) fn groups(events: &[(EventIndex, Extent)]) -> Vec<(Extent, Vec<EventIndex>)> {
    let mut groups: Vec<(Extent, Vec<EventIndex>)> = Vec::new();
    for (event, extent) in events {
        match groups.iter_mut().find(|(known, _)| known == extent) {
            Some((_, members)) => members.push(*event),
            None => groups.push((*extent, vec![*event])),
        }
    }
    groups
}

/// The bars of the events, each in the first row of its lane where it has room, in order of time. The order of
/// `events` decides, so that the same story always packs alike.
///
/// `None` when a lane would need more than `most_rows`; with [`Density::Dots`] the rows are shared instead.
pub(super) fn pack(
    plot: Plot<'_>,
    events: &[(EventIndex, Extent)],
    density: Density,
    most_rows: usize,
) -> Option<Vec<Bar>> {
    // One list of taken stretches for each row of each lane.
    let mut rows: [Vec<Vec<(f64, f64)>>; 2] = [Vec::new(), Vec::new()];
    let mut bars: Vec<Bar> = Vec::new();
    let window = plot.scale.span();
    for (extent, members) in groups(events) {
        let Some(shown) = extent.within(window) else { continue };
        let (x0, x1) = plot.span_x(shown.core);
        let step = 2.0 * density.inset_px();
        let in_a_row = (((x1 - x0) / step) as usize).max(1);
        for chunk in members.chunks(in_a_row) {
            let mut bar = place(plot, &extent, &shown, chunk, density);
            let (from, to) = bar.reach(density);
            let lane = rows.get_mut(lane_position(extent.lane))?;
            let free = |row: &Vec<(f64, f64)>| !row.iter().any(|(start, end)| from < *end && *start < to);
            bar.row = match lane.iter().position(free) {
                Some(row) => row,
                None if lane.len() < most_rows => {
                    lane.push(Vec::new());
                    lane.len() - 1
                }
                None if density == Density::Numbered => return None,
                None => bars.len() % most_rows.max(1),
            };
            if let Some(row) = lane.get_mut(bar.row) {
                row.push((from, to));
            }
            bars.push(bar);
        }
    }
    Some(bars)
}

/// A bar and its marks, still without a row.
pub(super) fn place(
    plot: Plot<'_>,
    extent: &Extent,
    shown: &Extent,
    members: &[EventIndex],
    density: Density,
) -> Bar {
    let (x0, x1) = plot.span_x(shown.core);
    let (outer0, outer1) = plot.span_x(shown.outer);
    let (mark0, mark1) = plot.span_x(shown.mark);
    let inset = density.inset_px();
    let wanted = 2.0 * inset * members.len() as f64;
    // Marks start where their time does; where it is too short for them they stand around its middle.
    let room = mark1 - mark0 - wanted;
    let first = inset + if room >= 0.0 { mark0 + room.min(EDGE_PX) } else { mark0 + room / 2.0 };
    let last_first = plot.left + plot.width - wanted + inset;
    let first = first.min(last_first).max(plot.left.min(mark0));
    // Towards an open end the bar fades: beyond what is known, or in its own last part. Not at the edge of the window.
    let half = (x1 - x0) / 2.0;
    let fade = |open: bool, in_sight: bool, end: f64, outer: f64| {
        if !open {
            (end, end)
        } else if outer != end {
            (end, end + (outer - end).clamp(-TAIL_PX, TAIL_PX))
        } else if in_sight {
            let tail = TAIL_PX.min(half);
            (if end == x1 { end - tail } else { end + tail }, end)
        } else {
            (end, end)
        }
    };
    let cut = (shown.core.start() != extent.core.start(), shown.core.end() != extent.core.end());
    let (near0, fade0) = fade(extent.open.0, !cut.0, x0, outer0);
    let (near1, fade1) = fade(extent.open.1, !cut.1, x1, outer1);
    Bar {
        lane: extent.lane,
        row: 0,
        form: extent.form,
        tone: extent.tone,
        x0: near0,
        x1: near1,
        fade0,
        fade1,
        cut,
        marks: members
            .iter()
            .enumerate()
            .map(|(nth, event)| (*event, Point::new(first + 2.0 * inset * nth as f64, 0.0)))
            .collect(),
    }
}

/// The lanes from the top.
pub(super) const LANES: [Lane; 2] = [Lane::Fighting, Lane::Statements];

pub(super) fn lane_position(lane: Lane) -> usize {
    match lane {
        Lane::Fighting => 0,
        Lane::Statements => 1,
    }
}

/// How many rows a lane has.
pub(super) fn rows_of(bars: &[Bar], lane: Lane) -> usize {
    bars.iter().filter(|bar| bar.lane == lane).map(|bar| bar.row + 1).max().unwrap_or(0)
}
