//! From a dating to the bar that shows it.

use super::pack::lane_position;
use crate::index::EventIndex;
use crate::scene::event_mark::mark_tone;
use crate::scene::{Frame, Tone};
use crate::time::{Instant, Sense, TimeSpan};

/// How well the time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// It lasted for all of it: a soft fill.
    Throughout,
    /// It happened at a moment in it that is not known, or the time itself is in doubt: a dashed edge.
    Somewhere,
}

/// What a bar shows; events with the same one share a bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    pub lane: usize,
    pub form: Form,
    pub tone: Tone,
    /// The time that is named. Never empty.
    pub core: TimeSpan,
    /// All it may have taken, cut to what is known as of the reader's moment; holds `core`.
    pub outer: TimeSpan,
    /// Where its mark stands: the start of what a brush asks for.
    pub mark: TimeSpan,
    /// Whether nobody says when it began, or when it ended.
    pub open: (bool, bool),
    /// Whether it comes after the reader's moment.
    pub late: bool,
}

/// What is drawn of an event; `None` without a date.
pub(super) fn extent(frame: &Frame<'_>, event: EventIndex, whole: TimeSpan) -> Option<Extent> {
    let entry = frame.index.get(event)?;
    let known = frame.story.events.get(event)?;
    let when = known.when.as_ref()?;
    let (anchor, outer) = (entry.anchor?, entry.outer?);
    let open = (outer.is_open_start(), outer.is_open_end());
    // An open end reaches as far as anybody knew.
    let as_of = frame.view.as_of.or(frame.story.as_of.map(|at| at.0)).unwrap_or(whole.end());
    let start = if open.0 { whole.start().min(anchor.start()) } else { outer.start() };
    let end = if open.1 { as_of.min(whole.end()).max(start.plus_ms(1)) } else { outer.end() };
    let outer = TimeSpan::between(start, end);
    let core = match when.part_of_day {
        // Since some part of a day: that part is what is known.
        Some(part) if open.1 => {
            let (from, to) = part.window();
            let length = i64::from(to.saturating_sub(from)) * 60_000;
            TimeSpan::between(start, start.plus_ms(length).min(end))
        }
        _ if open.0 => anchor.intersect(outer).unwrap_or(outer),
        _ => outer,
    };
    let doubtful = when.edtf.certainty().is_doubtful();
    let sure =
        matches!(when.sense, Sense::Throughout | Sense::Since) && !doubtful && when.part_of_day.is_none();
    Some(Extent {
        lane: lane_position(known.kind.lane()),
        form: if sure { Form::Throughout } else { Form::Somewhere },
        tone: mark_tone(entry),
        core,
        outer,
        mark: anchor.intersect(outer).unwrap_or(outer),
        open,
        late: false,
    })
}

impl Extent {
    /// What of it lies in a window; `None` where nothing does.
    pub(super) fn within(&self, window: TimeSpan) -> Option<Self> {
        let outer = self.outer.intersect(window)?;
        let nearest = |span: TimeSpan| {
            span.intersect(window).unwrap_or_else(|| {
                let at = Instant(span.start().0.clamp(outer.start().0, outer.end().0.saturating_sub(1)));
                TimeSpan::between(at, at.plus_ms(1))
            })
        };
        Some(Self { core: nearest(self.core), outer, mark: nearest(self.mark), ..*self })
    }
}
