//! What pointers and the wheel do on the map and the timeline.

use web_sys::{Element, PointerEvent, WheelEvent};
use yew::NodeRef;

use super::app::{App, Msg, REACH_PX};
use super::listen::Later;
use super::{clock, timeline_pane};
use crate::scene::{self, Point, TimelineLayout};
use crate::text::Message;
use crate::view::{Action, Clock};

/// How long the hint about what moves the map stays.
const HINT_MS: i32 = 1800;

impl App {
    /// A pointer on the map. Says whether the page has to be written again.
    pub(super) fn map_pointer(&mut self, event: &PointerEvent) -> bool {
        let Some(at) = point_in(&self.map, event) else { return false };
        let (id, viewport) = (event.pointer_id(), self.viewport());
        match event.type_().as_str() {
            "pointerdown" if event.button() == 0 => {
                self.map_gesture.down(id, at, event.pointer_type() == "touch");
                capture(&self.map, event);
            }
            "pointermove" if self.map_gesture.fingers() > 0 => {
                let outcome = self.map_gesture.moved(id, at, viewport, false);
                for action in &outcome.actions {
                    self.act(action);
                }
                return outcome.refused && self.show_hint(Message::UseTwoFingers);
            }
            "pointermove" => {
                let hovered =
                    self.map_surface.scene().and_then(|scene| match scene.hit_test(at, REACH_PX)? {
                        scene::Target::Event(event) => Some(*event),
                        _ => None,
                    });
                self.act(&Action::Hover(hovered));
            }
            "pointerup" => {
                let tap = self.map_gesture.up(id, at).tap;
                let selected = self.session.borrow().view.selected;
                let action =
                    tap.and_then(|at| scene::tapped(self.map_surface.scene()?, at, REACH_PX, selected));
                if let Some(action) = action {
                    self.act(&action);
                }
            }
            "pointercancel" => self.map_gesture.cancel(id),
            "pointerleave" => self.act(&Action::Hover(None)),
            _ => {}
        }
        false
    }

    /// The wheel over the map. Says whether the page has to be written again.
    pub(super) fn wheel(&mut self, event: &WheelEvent) -> bool {
        if !(event.ctrl_key() || event.meta_key()) {
            return self.show_hint(Message::UseCtrlWheel);
        }
        // Lines and pages are made pixels as browsers do.
        let unit = [1.0, 16.0, 400.0].get(event.delta_mode() as usize).copied().unwrap_or(1.0);
        let levels = (-event.delta_y() * unit / 240.0).clamp(-1.0, 1.0);
        let around_px = point_in(&self.map, event).map(|at| (at.x, at.y));
        self.act(&Action::ZoomBy { levels, around_px, viewport: self.viewport() });
        false
    }

    fn show_hint(&mut self, words: Message) -> bool {
        self.hint =
            Later::after_ms(HINT_MS, &self.link, |_, _| Some(Msg::HintRead)).map(|later| (words, later));
        true
    }

    /// A pointer on the timeline.
    pub(super) fn time_pointer(&mut self, event: &PointerEvent) {
        let Some(at) = point_in(&self.axis, event) else { return };
        let id = event.pointer_id();
        let (moment, clamped, brush) = {
            let session = self.session.borrow();
            let layout = TimelineLayout::new(&self.axis_frame(&session));
            let brush = session.view.brush.or(session.index.span);
            (layout.moment_at(at), layout.moment_clamped(at), brush)
        };
        match event.type_().as_str() {
            "pointerdown" if event.button() == 0 => {
                let Some(brush) = brush else { return };
                let target = self.axis_surface.scene().and_then(|scene| scene.hit_test(at, 4.0)).cloned();
                self.brush_gesture.down(id, at, moment, target.as_ref(), brush);
                capture(&self.axis, event);
            }
            "pointermove" => {
                let action = clamped.and_then(|moment| {
                    let action = self.brush_gesture.moved(id, at, moment);
                    // By the other clock a drag moves the moment that is looked at.
                    let said = self.session.borrow().view.clock == Clock::Said;
                    if said { action.map(|_| clock::as_of(&self.session.borrow(), moment)) } else { action }
                });
                if let Some(action) = action {
                    self.act(&action);
                }
            }
            "pointerup" => {
                let tap = self.brush_gesture.up(id, at);
                let selected = self.session.borrow().view.selected;
                let action =
                    tap.and_then(|at| timeline_pane::tapped(self.axis_surface.scene()?, at, selected));
                if let Some(action) = action {
                    self.act(&action);
                }
            }
            "pointercancel" => self.brush_gesture.cancel(),
            _ => {}
        }
    }
}

/// Where a pointer is within an element, CSS pixels.
fn point_in(node: &NodeRef, event: &web_sys::MouseEvent) -> Option<Point> {
    let edges = node.cast::<Element>()?.get_bounding_client_rect();
    Some(Point::new(f64::from(event.client_x()) - edges.left(), f64::from(event.client_y()) - edges.top()))
}

fn capture(node: &NodeRef, event: &PointerEvent) {
    if let Some(element) = node.cast::<Element>() {
        // Refused for a pointer that is gone already.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}
