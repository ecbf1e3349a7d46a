//! From pointers to actions: pure state machines, one per surface.

use super::{Point, Scene, Target};
use crate::geo::math::ln;
use crate::time::{Instant, TimeSpan};
use crate::view::{Action, Viewport};
use std::f64::consts::LN_2;

/// How far a pointer may stray and still be a tap, CSS pixels.
const TAP_PX: f64 = 7.0;

/// A pointer that is down.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Finger {
    id: i32,
    at: Point,
    start: Point,
    touch: bool,
}

/// What a pointer did on the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapOutcome {
    /// The actions that follow.
    pub actions: Vec<Action>,
    /// A press that ended where it began, on release.
    pub tap: Option<Point>,
    /// One finger tried to move the map: the article scrolls instead, and the reader is told how.
    pub refused: bool,
}

/// Drags and pinches on the map. One finger leaves the article its scrolling; a mouse or two fingers move the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapGesture {
    fingers: Vec<Finger>,
    moved: bool,
}

impl MapGesture {
    /// A pointer goes down.
    pub fn down(&mut self, id: i32, at: Point, touch: bool) {
        if self.fingers.is_empty() {
            self.moved = false;
        }
        self.fingers.retain(|finger| finger.id != id);
        self.fingers.push(Finger { id, at, start: at, touch });
    }

    /// How many pointers are down.
    pub fn fingers(&self) -> usize {
        self.fingers.len()
    }

    /// A pointer moves. With `free` (full screen) one finger moves the map too.
    pub fn moved(&mut self, id: i32, at: Point, viewport: Viewport, free: bool) -> MapOutcome {
        let mut outcome = MapOutcome::default();
        let before = self.fingers.clone();
        let Some(finger) = self.fingers.iter_mut().find(|finger| finger.id == id) else { return outcome };
        let (from, start) = (finger.at, finger.start);
        finger.at = at;
        let touch = finger.touch;
        if start.distance(at) > TAP_PX {
            self.moved = true;
        }
        match (before.as_slice(), self.fingers.as_slice()) {
            ([_], _) if touch && !free => outcome.refused = self.moved,
            ([_], _) if self.moved => {
                // The first move past the tap's slack catches up with the pointer.
                let from = if start.distance(from) > TAP_PX { from } else { start };
                outcome.actions.push(Action::Pan { dx_px: at.x - from.x, dy_px: at.y - from.y, viewport });
            }
            ([a, b, ..], [c, d, ..]) => {
                self.moved = true;
                let middle = |one: &Finger, other: &Finger| {
                    Point::new((one.at.x + other.at.x) / 2.0, (one.at.y + other.at.y) / 2.0)
                };
                let (old, new) = (middle(a, b), middle(c, d));
                outcome.actions.push(Action::Pan { dx_px: new.x - old.x, dy_px: new.y - old.y, viewport });
                let (was, is) = (a.at.distance(b.at), c.at.distance(d.at));
                if was > 1.0 && is > 1.0 {
                    let around_px = Some((new.x, new.y));
                    outcome.actions.push(Action::ZoomBy { levels: ln(is / was) / LN_2, around_px, viewport });
                }
            }
            _ => {}
        }
        outcome
    }

    /// A pointer is lifted.
    pub fn up(&mut self, id: i32, at: Point) -> MapOutcome {
        let was_alone = self.fingers.len() == 1;
        let known = self.fingers.iter().any(|finger| finger.id == id);
        self.fingers.retain(|finger| finger.id != id);
        let tap = (known && was_alone && !self.moved).then_some(at);
        MapOutcome { tap, ..MapOutcome::default() }
    }

    /// A pointer is taken away, for example because the article scrolls.
    pub fn cancel(&mut self, id: i32) {
        self.fingers.retain(|finger| finger.id != id);
    }
}

/// What is being dragged on the timeline.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Drag {
    /// The start of the brush; the end stays.
    Start { end: Instant },
    /// The end of the brush; the start stays.
    End { start: Instant },
    /// The whole brush, held this long after its start.
    Body { span: TimeSpan, held: Instant },
    /// A new brush from here.
    New { from: Instant },
}

/// Drags on the timeline: the ends and the body of the brush, or a new one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BrushGesture {
    drag: Option<(i32, Drag, Point)>,
    moved: bool,
}

impl BrushGesture {
    /// A pointer goes down on what the hit test found, at a moment of the dense tier; `None` outside of it.
    pub fn down(
        &mut self,
        id: i32,
        at: Point,
        moment: Option<Instant>,
        target: Option<&Target>,
        brush: TimeSpan,
    ) {
        self.moved = false;
        let drag = match (target, moment) {
            (Some(Target::BrushStart), _) => Drag::Start { end: brush.end() },
            (Some(Target::BrushEnd), _) => Drag::End { start: brush.start() },
            (Some(Target::BrushBody), Some(held)) => Drag::Body { span: brush, held },
            (_, Some(from)) => Drag::New { from },
            (_, None) => return,
        };
        self.drag = Some((id, drag, at));
    }

    /// A pointer moves to a moment, clamped to the dense tier by the caller.
    pub fn moved(&mut self, id: i32, at: Point, moment: Instant) -> Option<Action> {
        let (_, drag, start_at) = self.drag.filter(|(held_by, _, _)| *held_by == id)?;
        self.moved |= (at.x - start_at.x).abs() > TAP_PX;
        if !self.moved {
            return None;
        }
        Some(Action::BrushClamped(match drag {
            Drag::Start { end } => TimeSpan::between(moment.min(end), end),
            Drag::End { start } => TimeSpan::between(start, moment.max(start)),
            Drag::Body { span, held } => {
                let by = moment.since(held);
                TimeSpan::between(span.start().plus_ms(by), span.end().plus_ms(by))
            }
            Drag::New { from } => TimeSpan::between(from, moment),
        }))
    }

    /// A pointer is lifted; a press that went nowhere is a tap there.
    pub fn up(&mut self, id: i32, at: Point) -> Option<Point> {
        let known = self.drag.is_some_and(|(held_by, _, _)| held_by == id);
        if known {
            self.drag = None;
        }
        (!self.moved).then_some(at)
    }

    /// A pointer is taken away.
    pub fn cancel(&mut self) {
        self.drag = None;
        self.moved = true;
    }
}

/// What a tap on a scene selects: an event, or the next of a cluster after the one selected.
pub fn tapped(scene: &Scene, at: Point, reach_px: f64, selected: Option<usize>) -> Option<Action> {
    match scene.hit_test(at, reach_px)? {
        Target::Event(event) => Some(Action::Select(Some(*event))),
        Target::Cluster(events) => {
            let after = selected.and_then(|selected| events.iter().position(|event| *event == selected));
            let next = after.map_or(0, |at| (at + 1) % events.len().max(1));
            events.get(next).map(|event| Action::Select(Some(*event)))
        }
        Target::BrushStart | Target::BrushEnd | Target::BrushBody => None,
    }
}
