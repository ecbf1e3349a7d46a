//! The view and how actions change it.

use super::filter::toggle;
use super::{Action, Camera, Change, Clock, Filter, Viewport};
use crate::index::{EventIndex, Index, Matches};
use crate::story::{Measure, Story};
use crate::time::{Instant, TimeSpan};

/// Moments are given to the second: a day that is over at midnight has been said at 23:59:59.
const SECOND_MS: i64 = 1000;

/// What is looked at. The same story and view always give the same picture.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Where the map looks; `None` is the opening view, fitted to the map's size when it is drawn.
    pub camera: Option<Camera>,
    /// The time that is asked for; `None` is all of it.
    pub brush: Option<TimeSpan>,
    /// The time the dense part of the timeline shows; `None` is all of it.
    pub window: Option<TimeSpan>,
    /// What is left out.
    pub filter: Filter,
    /// Which time the timeline shows.
    pub clock: Clock,
    /// The moment as of which the reader looks; `None` is the story's own.
    pub as_of: Option<Instant>,
    /// Whose figures are drawn, by what they count; `None` is the first measure the story has.
    pub measure: Option<Measure>,
    /// The selected event.
    pub selected: Option<EventIndex>,
    /// The event that is pointed at.
    pub hovered: Option<EventIndex>,
    /// Whether the events are being walked through.
    pub playing: bool,
}

impl View {
    /// The opening view: everything, nothing selected.
    pub const OPENING: Self = Self {
        camera: None,
        brush: None,
        window: None,
        filter: Filter {
            hidden_sides: Vec::new(),
            hidden_kinds: Vec::new(),
            hidden_standings: Vec::new(),
            hidden_measures: Vec::new(),
            hidden_sources: Vec::new(),
            search: String::new(),
        },
        clock: Clock::Happened,
        as_of: None,
        measure: None,
        selected: None,
        hovered: None,
        playing: false,
    };

    /// Which events pass brush, filter and clock. An event without a date passes every brush that is open on both
    /// sides only; what was not yet said at the clock's moment does not pass.
    pub fn matches(&self, story: &Story, index: &Index) -> Matches {
        Matches::new(index, |event| {
            let (Some(entry), Some(event)) = (index.get(event), story.events.get(event)) else {
                return false;
            };
            let in_time = match (self.brush, entry.anchor) {
                (Some(brush), Some(anchor)) => brush.overlaps(anchor),
                (Some(_), None) => false,
                (None, _) => true,
            };
            let said = match self.as_of {
                // Background may be told without claims; where somebody tells it, it is known since then.
                Some(_) if event.claims.is_empty() => !event.is_unsaid(),
                Some(as_of) => event.claims.iter().any(|it| story.said_by(it, as_of)),
                None => true,
            };
            in_time && said && self.filter.passes(story, event, entry)
        })
    }

    /// Where the map looks, in a map of this size.
    pub fn camera(&self, index: &Index, viewport: Viewport) -> Camera {
        self.camera.unwrap_or_else(|| Camera::fitting(index.bounds, viewport))
    }

    /// The time the dense part of the timeline shows. `None` for a story without any date.
    pub fn window(&self, index: &Index) -> Option<TimeSpan> {
        self.window.or(index.span)
    }

    /// Changes the view. Total: an action that makes no sense changes nothing.
    pub fn apply(&mut self, action: &Action, story: &Story, index: &Index) -> Change {
        let before = self.clone();
        match action {
            Action::Pan { dx_px, dy_px, viewport } => {
                self.camera = Some(self.camera(index, *viewport).panned(*dx_px, *dy_px, *viewport));
            }
            Action::ZoomBy { levels, around_px, viewport } => {
                let around = around_px.unwrap_or((viewport.width_px / 2.0, viewport.height_px / 2.0));
                self.camera = Some(self.camera(index, *viewport).zoomed(*levels, around, *viewport));
            }
            Action::SetCamera(camera) => self.camera = Some(*camera),
            Action::ResetCamera => self.camera = None,
            Action::Brush(brush) => self.brush = brush.filter(|span| !span.is_empty()),
            Action::BrushClamped(span) => self.brush = clamped(*span, index),
            Action::ZoomTimeClamped { factor, around } => self.zoom_time(*factor, *around, index),
            Action::PanTimeClamped { share } => self.pan_time(*share, index),
            Action::ResetTime => {
                self.window = None;
                self.brush = None;
            }
            Action::ToggleSide(side) => toggle(&mut self.filter.hidden_sides, *side),
            Action::ToggleKind(kind) => toggle(&mut self.filter.hidden_kinds, *kind),
            Action::ToggleStanding(standing) => toggle(&mut self.filter.hidden_standings, *standing),
            Action::ToggleMeasure(measure) => toggle(&mut self.filter.hidden_measures, *measure),
            Action::ToggleSource(source) => toggle(&mut self.filter.hidden_sources, *source),
            Action::Search(words) => self.filter.search.clone_from(words),
            Action::CountBy(measure) => self.measure = *measure,
            Action::SetFilter(filter) => self.filter = filter.clone(),
            Action::SetClock(clock) => self.clock = *clock,
            Action::SetAsOf(as_of) => self.as_of = *as_of,
            Action::Select(event) => self.selected = event.filter(|event| *event < index.entries.len()),
            Action::SelectStep(by) => self.select_step(*by, story, index),
            Action::Hover(event) => self.hovered = event.filter(|event| *event < index.entries.len()),
            Action::Play if self.clock == Clock::Said => self.play_said(story),
            Action::Play => {
                self.playing = !index.order.is_empty();
                // Starting at the last event starts over.
                let at = self.selected;
                self.select_step(1, story, index);
                self.selected = if self.selected == at { None } else { at };
            }
            Action::Pause => self.playing = false,
            Action::Tick if self.clock == Clock::Said => self.tick_said(story),
            Action::Tick => self.tick(story, index),
            Action::Reset => *self = Self::OPENING,
        }
        self.change_since(&before)
    }

    fn change_since(&self, before: &Self) -> Change {
        let Self { camera, brush, window, filter, clock, as_of, measure, selected, hovered, playing } = self;
        Change {
            camera: *camera != before.camera,
            window: *window != before.window || *clock != before.clock || *measure != before.measure,
            matches: *brush != before.brush || *filter != before.filter || *as_of != before.as_of,
            selection: *selected != before.selected,
            hover: *hovered != before.hovered,
            playing: *playing != before.playing,
        }
    }

    fn select_step(&mut self, by: isize, story: &Story, index: &Index) {
        let matches = self.matches(story, index);
        let mut at = self.selected;
        let direction = by.signum();
        for _ in 0..by.unsigned_abs().min(index.order.len()) {
            let mut next = index.step(at, direction);
            while let Some(event) = next
                && !matches.contains(event)
            {
                next = index.step(Some(event), direction);
            }
            let Some(event) = next else { break };
            at = Some(event);
        }
        self.selected = at;
    }

    fn tick(&mut self, story: &Story, index: &Index) {
        if self.playing {
            let before = self.selected;
            self.select_step(1, story, index);
            self.playing = self.selected != before;
        }
    }

    /// Starts before anything was said, unless the reader has stopped in between.
    #[inline(never)]
    fn play_said(&mut self, story: &Story) {
        let moments = story.said_moments();
        let Some((first, last)) = moments.first().zip(moments.last()) else { return };
        self.playing = true;
        if self.as_of.is_none_or(|as_of| as_of.plus_ms(SECOND_MS) >= *last) {
            self.as_of = Some(first.plus_ms(-2 * SECOND_MS));
        }
    }

    /// Goes on to the next moment at which something was said; after the last comes the story's own moment.
    #[inline(never)]
    fn tick_said(&mut self, story: &Story) {
        let (true, Some(as_of)) = (self.playing, self.as_of) else { return };
        let moments = story.said_moments();
        let next = moments.iter().find(|end| **end > as_of.plus_ms(SECOND_MS));
        self.playing = next.is_some() && next != moments.last();
        self.as_of = next.filter(|_| self.playing).map(|end| end.plus_ms(-SECOND_MS));
    }

    fn zoom_time(&mut self, factor: f64, around: Option<Instant>, index: &Index) {
        let (Some(whole), Some(window)) = (index.span, self.window(index)) else { return };
        if !(factor.is_finite() && factor > 0.0) || whole.is_empty() {
            return;
        }
        let (start, end) = (window.start().0 as f64, window.end().0 as f64);
        let around = around.map_or((start + end) / 2.0, |moment| moment.0 as f64);
        // Not closer than five minutes: nothing in a press report is known better than that.
        let length = ((end - start) / factor).max(300_000.0).min(whole.duration_ms() as f64);
        let start = around - (around - start) * length / (end - start).max(1.0);
        self.set_window(start, length, whole);
    }

    fn pan_time(&mut self, share: f64, index: &Index) {
        let (Some(whole), Some(window)) = (index.span, self.window(index)) else { return };
        if share.is_finite() {
            let length = window.duration_ms() as f64;
            self.set_window(window.start().0 as f64 + share * length, length, whole);
        }
    }

    fn set_window(&mut self, start: f64, length: f64, whole: TimeSpan) {
        let latest = (whole.end().0 as f64 - length).max(whole.start().0 as f64);
        let start = start.clamp(whole.start().0 as f64, latest);
        let window = TimeSpan::between(Instant(start as i64), Instant((start + length) as i64));
        self.window = (window != whole).then_some(window);
    }
}

/// A time within the story; all of the story is no brush, and so is nothing of it.
fn clamped(span: TimeSpan, index: &Index) -> Option<TimeSpan> {
    let whole = index.span?;
    let span = span.intersect(whole)?;
    (span != whole && !span.is_empty()).then_some(span)
}
