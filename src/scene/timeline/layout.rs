//! Where everything stands, without drawing it: what gestures, the accessible sliders and the drawing share.

use super::bars::{Extent, extent};
use super::pack::{Bar, Density, MOST_DOT_ROWS, MOST_NUMBERED_ROWS, Plot, pack, place, rows_of};
use super::said;
use crate::index::EventIndex;
use crate::scene::{Font, Frame, Point, Rect, text_width_px};
use crate::text::Message;
use crate::time::{Instant, TickStep, TickUnit, TimeSpan};
use crate::view::{Clock, TimeScale};

/// From this width on names stand beside what they name rather than above it.
pub(super) const WIDE_PX: f64 = 560.0;

/// The names of lanes and of the background.
pub(super) const NAME: Font = Font::bold(13.0);

/// Longer names are shortened.
pub(super) const MOST_NAME_PX: f64 = 160.0;

/// Room above the first row for the ring of a selected mark and the brush's frame.
const TOP_PX: f64 = 10.0;
/// Between a name and what it names: half a mark stands out over the edge.
const NAME_GAP_PX: f64 = 18.0;
/// Room on the right for half a handle.
const RIGHT_PX: f64 = 16.0;
/// Between lanes.
const LANE_GAP_PX: f64 = 4.0;
/// A lane's name above it, on narrow pictures.
const NAME_PX: f64 = 19.0;
/// The labels of the axis, and what lies between the tiers.
const AXIS_PX: f64 = 34.0;
/// A window shorter than this is shown as the whole day around it: nothing in a press report is known better.
const SHORTEST_MS: i64 = 1_800_000;
const DAY_MS: i64 = 86_400_000;

/// A lane of the dense tier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LaneBand {
    /// Which lane, counted from the top; its name stands in [`TimelineLayout::names`].
    pub lane: usize,
    /// Its rows, without its name.
    pub rect: Rect,
    /// The end of its name (on narrow pictures the start), on the baseline.
    pub name_at: Point,
}

/// The background tier.
#[derive(Clone, Debug, PartialEq)]
pub struct BackgroundBand {
    /// What it covers, labels and years included.
    pub rect: Rect,
    /// The height of its line.
    pub line_y: f64,
    /// Its axis, over `rect`'s width.
    pub scale: TimeScale,
    /// Where its name ends (on narrow pictures starts), on the baseline.
    pub name_at: Point,
}

impl BackgroundBand {
    /// Where a moment stands on its line.
    #[inline(never)]
    pub(super) fn x_of(&self, at: Instant) -> f64 {
        self.rect.x + self.scale.position(at) * self.rect.width
    }
}

/// Where everything on the timeline stands, in CSS pixels. Pure: the same frame always gives the same layout.
#[derive(Clone, Debug)]
pub struct TimelineLayout {
    /// The width it was made for.
    pub width_px: f64,
    /// The height it needs.
    pub height_px: f64,
    /// The dense tier without names and axis labels; of no height without any dated event.
    pub plot: Rect,
    /// The axis of the dense tier; `None` without any dated event.
    pub scale: Option<TimeScale>,
    /// The names of all lanes: what happened on the ground and what was said, or by the other clock the speakers.
    pub names: Vec<String>,
    /// The lanes that have events, from the top.
    pub lanes: Vec<LaneBand>,
    /// The background tier; `None` without background events.
    pub background: Option<BackgroundBand>,
    /// What the brush covers of the dense tier; `None` when it lies outside. All of it without a brush.
    pub brush: Option<Rect>,
    /// Whether there is a brush rather than all of the time.
    pub brushed: bool,
    /// The hit areas of the start and the end of the brush, 24 wide and at least 44 high. An end out of sight has none.
    pub handles: (Option<Rect>, Option<Rect>),
    /// The middle of the grips: between two rows, so that they cover no mark.
    pub grip_y: f64,
    /// How many counted events are not drawn because they have no date.
    pub undated: usize,
    /// Whether names stand beside the lanes rather than above them.
    pub(super) wide: bool,
    pub(super) density: Density,
    /// How the whole story is drawn; decides about heights.
    opening_density: Density,
    pub(super) bars: Vec<Bar>,
}

impl TimelineLayout {
    /// The layout of a frame; the frame's height does not matter.
    #[inline(never)]
    pub fn new(frame: &Frame<'_>) -> Self {
        let width_px = if frame.width_px.is_finite() { frame.width_px.clamp(120.0, 10_000.0) } else { 120.0 };
        let wide = width_px >= WIDE_PX;
        let (names, said) = match frame.view.clock {
            Clock::Happened => {
                let name = |message| frame.language.get(message).to_owned();
                (vec![name(Message::LaneFighting), name(Message::LaneStatements)], None)
            }
            Clock::Said => {
                let (names, extents) = said::extents(frame);
                (names, Some(extents))
            }
        };
        let left = if wide { names_width_px(frame, &names) + NAME_GAP_PX } else { 12.0 };
        let mut layout = Self {
            width_px,
            height_px: 0.0,
            plot: Rect::new(left, TOP_PX, width_px - left - RIGHT_PX, 0.0),
            scale: None,
            names,
            lanes: Vec::new(),
            background: None,
            brush: None,
            brushed: frame.view.brush.is_some(),
            handles: (None, None),
            grip_y: 0.0,
            undated: 0,
            wide,
            density: Density::Numbered,
            opening_density: Density::Numbered,
            bars: Vec::new(),
        };
        let is_said = said.is_some();
        let mut y = layout.place_dense(frame, said);
        y = layout.place_background(frame, y);
        if !is_said {
            layout.place_brush(frame);
        }
        layout.height_px = y.ceil();
        layout
    }

    /// Where a moment stands on the dense tier; what lies outside its window stands at the nearer end. The left edge
    /// without any dated event.
    pub fn x_of(&self, at: Instant) -> f64 {
        self.plot.x + self.plot.width * self.scale.as_ref().map_or(0.0, |scale| scale.position(at))
    }

    /// The moment at a point of the dense tier; `None` beside, above or below it.
    pub fn moment_at(&self, point: Point) -> Option<Instant> {
        // A finger may start on the outer half of a handle, and on the labels below.
        let rect = Rect { height: self.plot.height + AXIS_PX / 2.0, ..self.plot }.grown(12.0);
        if rect.contains(point) { self.moment_clamped(point) } else { None }
    }

    /// The moment of the dense tier nearest to a point, wherever the point is; `None` only without any dated event.
    pub fn moment_clamped(&self, point: Point) -> Option<Instant> {
        let scale = self.scale.as_ref()?;
        Some(scale.instant((point.x - self.plot.x) / self.plot.width))
    }

    /// Places lanes and bars; the height that is taken.
    fn place_dense(&mut self, frame: &Frame<'_>, said: Option<Vec<(EventIndex, Extent)>>) -> f64 {
        let index = frame.index;
        for event in &index.order {
            self.undated += usize::from(index.get(*event).is_none_or(|entry| entry.anchor.is_none()));
        }
        let mut span = index.span;
        for (_, extent) in said.iter().flatten() {
            span = Some(span.map_or(extent.core, |span| span.union(extent.core)));
        }
        let Some(whole) = span.map(|span| at_least_a_day(span, frame)) else { return 0.0 };
        let window = frame.view.window.filter(|window| !window.is_empty()).unwrap_or(whole);
        let mut extents: Vec<(EventIndex, Extent)> = Vec::new();
        let mut times: Vec<TimeSpan> = Vec::new();
        let happened = said.is_none();
        if let Some(said) = said {
            times.extend(said.iter().map(|(_, extent)| extent.mark));
            times.extend(index.span);
            extents = said;
        } else {
            for event in &index.order {
                if let Some(extent) = extent(frame, *event, whole) {
                    times.push(extent.mark);
                    extents.push((*event, extent));
                }
            }
        }
        let (left, width) = (self.plot.x, self.plot.width);

        // The opening window decides about heights, so that zooming never moves the page.
        let opening_scale = TimeScale::collapsed(whole, &times);
        let opening = Plot { scale: &opening_scale, left, width };
        let numbered = pack(opening, &extents, Density::Numbered, MOST_NUMBERED_ROWS);
        let is_numbered = numbered.is_some();
        let (density, bars) = match numbered {
            Some(bars) => (Density::Numbered, bars),
            None => {
                (Density::Dots, pack(opening, &extents, Density::Dots, MOST_DOT_ROWS).unwrap_or_default())
            }
        };
        let y = self.place_lanes(density, &bars);
        (self.density, self.opening_density) = (density, density);
        self.bars = bars;

        if window != whole {
            let scale = TimeScale::collapsed(window, &times);
            let plot = Plot { scale: &scale, left, width };
            if is_numbered {
                self.keep_rows(plot, &extents);
            } else {
                self.repack(plot, &extents);
            }
            self.scale = Some(scale);
        } else {
            self.scale = Some(opening_scale);
        }
        self.lift_marks();
        if happened && frame.view.as_of.is_some() {
            self.drop_unsaid(frame);
        }
        y
    }

    /// Places the lanes that have bars below each other; the height that is taken.
    fn place_lanes(&mut self, density: Density, bars: &[Bar]) -> f64 {
        let mut y = TOP_PX;
        for lane in 0..self.names.len() {
            let rows = rows_of(bars, lane);
            if rows == 0 {
                continue;
            }
            if !self.lanes.is_empty() {
                y += LANE_GAP_PX;
            }
            if !self.wide {
                y += NAME_PX;
            }
            let height = (rows as f64 * density.pitch_px()).max(Density::Numbered.pitch_px());
            let rect = Rect::new(self.plot.x, y, self.plot.width, height);
            let name_at = if self.wide {
                Point::new(rect.x - NAME_GAP_PX, y + height / 2.0 + 4.5)
            } else {
                Point::new(rect.x + 5.0, y - 4.0)
            };
            self.lanes.push(LaneBand { lane, rect, name_at });
            y += height;
        }
        self.plot.height = y - TOP_PX;
        y + AXIS_PX
    }

    /// Leaves out what nobody had spoken of. The rows stay, so that the page does not move under a reader who goes back in
    /// time.
    #[inline(never)]
    fn drop_unsaid(&mut self, frame: &Frame<'_>) {
        let is_said =
            |event: EventIndex| frame.story.events.get(event).is_some_and(|event| !event.is_unsaid());
        for bar in &mut self.bars {
            bar.marks.retain(|(event, _)| is_said(*event));
        }
        self.bars.retain(|bar| !bar.marks.is_empty());
    }

    /// Another window: every bar keeps the row it opened with, so that nothing jumps.
    fn keep_rows(&mut self, plot: Plot<'_>, extents: &[(EventIndex, Extent)]) {
        let mut bars = Vec::new();
        for bar in &self.bars {
            let Some((first, _)) = bar.marks.first() else { continue };
            let Some((_, extent)) = extents.iter().find(|(known, _)| known == first) else { continue };
            let Some(shown) = extent.within(plot.scale.span()) else { continue };
            let mut members = Vec::with_capacity(bar.marks.len());
            for (event, _) in &bar.marks {
                members.push(*event);
            }
            let mut placed = place(plot, extent, &shown, &members, self.density);
            placed.row = bar.row;
            bars.push(placed);
        }
        self.bars = bars;
    }

    /// Another window of a story that opens as dots: numbers as soon as they fit into the same height.
    fn repack(&mut self, plot: Plot<'_>, extents: &[(EventIndex, Extent)]) {
        let pitch = Density::Numbered.pitch_px();
        if let Some(bars) = pack(plot, extents, Density::Numbered, usize::MAX)
            && self
                .lanes
                .iter()
                .all(|band| rows_of(&bars, band.lane) as f64 * pitch <= band.rect.height + pitch / 2.0)
        {
            self.density = Density::Numbered;
            self.bars = bars;
            return;
        }
        let mut least = f64::INFINITY;
        for band in &self.lanes {
            least = least.min(band.rect.height);
        }
        let most = (least / Density::Dots.pitch_px()) as usize;
        if let Some(bars) = pack(plot, extents, Density::Dots, most.max(1)) {
            self.density = Density::Dots;
            self.bars = bars;
        }
    }

    /// Gives marks the height of their rows; rows that do not fill their lane stand in its middle.
    fn lift_marks(&mut self) {
        let pitch = self.density.pitch_px();
        let mut tops = vec![TOP_PX; self.names.len()];
        for band in &self.lanes {
            let spare = band.rect.height - rows_of(&self.bars, band.lane) as f64 * pitch;
            if let Some(top) = tops.get_mut(band.lane) {
                *top = band.rect.y
                    + if self.density == self.opening_density { 0.0 } else { (spare / 2.0).max(0.0) };
            }
        }
        for bar in &mut self.bars {
            let top = tops.get(bar.lane).copied().unwrap_or(TOP_PX);
            for (_, center) in &mut bar.marks {
                center.y = top + (bar.row as f64 + 0.5) * pitch;
            }
        }
    }

    /// Places the background tier; the height that is taken.
    fn place_background(&mut self, frame: &Frame<'_>, y: f64) -> f64 {
        let index = frame.index;
        let Some(span) = index.background_span.filter(|_| !index.background.is_empty()) else { return y };
        let whole = index.span.map_or(span, |dense| span.union(dense));
        // Some room before the first, so that its label does not start at the edge.
        let margin = (whole.duration_ms() as f64 * 0.03) as i64;
        let whole = TimeSpan::between(whole.start().plus_ms(-margin), whole.end());
        let mut times: Vec<TimeSpan> = Vec::new();
        for event in &index.background {
            times.extend(index.get(*event).and_then(|entry| entry.anchor));
        }
        times.extend(index.span);
        let top = if self.wide { y } else { y + NAME_PX };
        let line_y = top + 27.0;
        let rect = Rect::new(self.plot.x, top, self.plot.width, 70.0);
        let name_at = if self.wide {
            Point::new(rect.x - NAME_GAP_PX, line_y + 4.5)
        } else {
            Point::new(rect.x, top - 3.0)
        };
        self.background =
            Some(BackgroundBand { rect, line_y, scale: TimeScale::collapsed(whole, &times), name_at });
        rect.y + rect.height + 4.0
    }

    /// Places the brush and its handles.
    fn place_brush(&mut self, frame: &Frame<'_>) {
        let Some(scale) = &self.scale else { return };
        let window = scale.span();
        let brush = frame.view.brush.unwrap_or(window);
        let Some(seen) = brush.intersect(window) else { return };
        let (from, to) = (self.x_of(seen.start()), self.x_of(seen.end()));
        let rect = Rect::new(from, self.plot.y, to - from, self.plot.height).grown(4.0);
        self.brush = Some(Rect { x: from, width: to - from, ..rect });
        let high = self.plot.height.max(44.0);
        let handle = |x: f64| Rect::new(x - 12.0, self.plot.y + (self.plot.height - high) / 2.0, 24.0, high);
        let start = (seen.start() == brush.start()).then(|| handle(from));
        let end = (seen.end() == brush.end()).then(|| handle(to));
        self.handles = (start, end);
        self.grip_y = self.between_rows(rect.y + rect.height / 2.0);
    }

    /// The line between two rows that is nearest to a height; the height itself where a lane has one row only.
    fn between_rows(&self, y: f64) -> f64 {
        let pitch = self.density.pitch_px();
        let mut best = None;
        let mut offer = |edge: f64| {
            if best.is_none_or(|best: f64| (edge - y).abs() < (best - y).abs()) {
                best = Some(edge);
            }
        };
        for band in &self.lanes {
            for row in 1..(band.rect.height / pitch) as usize {
                offer(band.rect.y + row as f64 * pitch);
            }
        }
        for pair in self.lanes.windows(2) {
            if let [above, below] = pair {
                offer((above.rect.y + above.rect.height + below.rect.y) / 2.0);
            }
        }
        best.unwrap_or(y)
    }
}

/// The widest name.
fn names_width_px(frame: &Frame<'_>, names: &[String]) -> f64 {
    let mut widest = text_width_px(frame.language.get(Message::Background), &NAME).max(40.0);
    for name in names {
        widest = widest.max(text_width_px(name, &NAME));
    }
    widest.min(MOST_NAME_PX)
}

/// The span, or the local days around one that is too short to look at.
fn at_least_a_day(span: TimeSpan, frame: &Frame<'_>) -> TimeSpan {
    if span.duration_ms() >= SHORTEST_MS {
        return span;
    }
    let midnight = |at| TickStep::new(TickUnit::Day, 1).floor(at, frame.story.zone.offset);
    TimeSpan::between(midnight(span.start()), midnight(span.end()).plus_ms(DAY_MS))
}
