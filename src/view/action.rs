//! The only way a view changes: pointer, key, link, article and host page all speak these.

use super::{Camera, Clock, Filter, Viewport};
use crate::index::EventIndex;
use crate::story::{EventKind, Measure, Side, Standing};
use crate::time::{Instant, TimeSpan};

/// One change of the view. Actions named `Clamped` come from drags and are kept within the story; the others are
/// taken as given, since a link or a host page may know better.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Moves the map by CSS pixels: positive x moves the picture to the right.
    Pan {
        /// To the right.
        dx_px: f64,
        /// Down.
        dy_px: f64,
        /// The map's size.
        viewport: Viewport,
    },
    /// Zooms by steps of a doubling, keeping a point of the picture in place.
    ZoomBy {
        /// Zoom levels, positive is closer.
        levels: f64,
        /// CSS pixels from the map's top left; `None` keeps the middle.
        around_px: Option<(f64, f64)>,
        /// The map's size.
        viewport: Viewport,
    },
    /// Looks somewhere.
    SetCamera(Camera),
    /// Looks at the whole story again.
    ResetCamera,
    /// Asks for a time, or for all of it.
    Brush(Option<TimeSpan>),
    /// Asks for a time, kept within the story.
    BrushClamped(TimeSpan),
    /// Zooms the timeline by a factor around a moment; above 1 is closer. Kept within the story.
    ZoomTimeClamped {
        /// How many times closer.
        factor: f64,
        /// What stays in place; `None` is the middle of the window.
        around: Option<Instant>,
    },
    /// Moves the timeline's window by a share of its length; positive is later. Kept within the story.
    PanTimeClamped {
        /// Share of the window's length.
        share: f64,
    },
    /// Shows the whole time again.
    ResetTime,
    /// Shows or hides a side.
    ToggleSide(Side),
    /// Shows or hides a kind.
    ToggleKind(EventKind),
    /// Shows or hides a standing.
    ToggleStanding(Standing),
    /// Shows or hides events that count something.
    ToggleMeasure(Measure),
    /// Shows or hides what a source brought, by its position in the story.
    ToggleSource(usize),
    /// Shows only events in which these words stand; none shows all.
    Search(String),
    /// Draws the figures of this measure; `None` is the first the story has.
    CountBy(Option<Measure>),
    /// Leaves this out and nothing else.
    SetFilter(Filter),
    /// Shows the other time on the timeline.
    SetClock(Clock),
    /// Looks as of a moment, or as of the story's own.
    SetAsOf(Option<Instant>),
    /// Selects an event, or none.
    Select(Option<EventIndex>),
    /// Selects the event so many steps later (or earlier) among those that pass.
    SelectStep(isize),
    /// Points at an event without selecting it.
    Hover(Option<EventIndex>),
    /// Starts to walk through the events in order of time.
    Play,
    /// Stops walking.
    Pause,
    /// One step of walking: selects the next event, and stops after the last.
    Tick,
    /// Back to the opening view.
    Reset,
}

/// What an action changed; nothing set means that nothing has to be drawn again.
#[must_use]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The map looks elsewhere.
    pub camera: bool,
    /// The timeline's window moved.
    pub window: bool,
    /// Other events may pass: brush, filter or clock.
    pub matches: bool,
    /// Another event is selected.
    pub selection: bool,
    /// Another event is pointed at.
    pub hover: bool,
    /// Walking started or stopped.
    pub playing: bool,
}

impl Change {
    /// Whether anything changed.
    pub fn any(self) -> bool {
        self.camera || self.window || self.matches || self.selection || self.hover || self.playing
    }
}
