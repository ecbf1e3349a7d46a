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
    pub lane: usize,
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
    /// From the leftmost to the rightmost pixel it needs.
    pub reach: (f64, f64),
    /// Whether the window cuts it on either side: it goes on out of sight.
    pub cut: (bool, bool),
    /// Whether it comes after the reader's moment.
    pub late: bool,
    /// The events and where the centres of their marks stand, with `y` still from the middle of the row.
    pub marks: Vec<(EventIndex, Point)>,
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

    #[inline(never)]
    fn span_x(&self, span: TimeSpan) -> (f64, f64) {
        (self.x(span.start()), self.x(span.end()))
    }
}

/// The bars of the events, each in the first row of its lane where it has room, in order of time. The order of
/// `events` decides, so that the same story always packs alike.
///
/// `None` when a lane would need more than `most_rows`; with [`Density::Dots`] the rows are shared instead.
#[inline(never)]
pub(super) fn pack(
    plot: Plot<'_>,
    events: &[(EventIndex, Extent)],
    density: Density,
    most_rows: usize,
) -> Option<Vec<Bar>> {
    // Which events share a bar.
    let mut groups: Vec<(Extent, Vec<EventIndex>)> = Vec::new();
    for (event, extent) in events {
        match groups.iter_mut().find(|(known, _)| known == extent) {
            Some((_, members)) => members.push(*event),
            None => groups.push((*extent, vec![*event])),
        }
    }
    let mut bars: Vec<Bar> = Vec::new();
    for (extent, members) in groups {
        let Some(shown) = extent.within(plot.scale.span()) else { continue };
        let (x0, x1) = plot.span_x(shown.core);
        let in_a_row = (((x1 - x0) / (2.0 * density.inset_px())) as usize).max(1);
        for chunk in members.chunks(in_a_row) {
            let mut bar = place(plot, &extent, &shown, chunk, density);
            bar.row = match free_row(&bars, &bar) {
                row if row < most_rows => row,
                _ if density == Density::Numbered => return None,
                _ => bars.len() % most_rows.max(1),
            };
            bars.push(bar);
        }
    }
    Some(bars)
}

/// The first row of its lane where a bar touches no other.
fn free_row(bars: &[Bar], bar: &Bar) -> usize {
    let (from, to) = bar.reach;
    let mut busy: Vec<bool> = Vec::new();
    for other in bars {
        if other.lane == bar.lane && from < other.reach.1 && other.reach.0 < to {
            if busy.len() <= other.row {
                busy.resize(other.row + 1, false);
            }
            if let Some(busy) = busy.get_mut(other.row) {
                *busy = true;
            }
        }
    }
    busy.iter().position(|busy| !busy).unwrap_or(busy.len())
}

/// A bar and its marks, still without a row.
#[inline(never)]
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
    let clear = density.radius_px() + 2.0;
    let mut reach = (near0.min(fade0), near1.max(fade1));
    let mut marks: Vec<(EventIndex, Point)> = Vec::with_capacity(members.len());
    for (nth, event) in members.iter().enumerate() {
        let x = first + 2.0 * inset * nth as f64;
        reach = (reach.0.min(x - clear), reach.1.max(x + clear));
        marks.push((*event, Point::new(x, 0.0)));
    }
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
        reach,
        late: extent.late,
        marks,
    }
}

/// Where a lane stands from the top.
pub(super) fn lane_position(lane: Lane) -> usize {
    match lane {
        Lane::Fighting => 0,
        Lane::Statements => 1,
    }
}

/// How many rows a lane has.
#[inline(never)]
pub(super) fn rows_of(bars: &[Bar], lane: usize) -> usize {
    let mut rows = 0;
    for bar in bars {
        if bar.lane == lane {
            rows = rows.max(bar.row + 1);
        }
    }
    rows
}
