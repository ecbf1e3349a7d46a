//! The map: what orients below, what is claimed to have happened above, what is pointed at on top.

mod arrange;
mod base_names;
mod distances;
mod events;
mod furniture;
mod ground;
mod hatch;
mod places;
mod plane;

use super::label::Room;
use super::{Frame, Layer, LayerKind, Rect, Scene};
use crate::view::Viewport;
use plane::Plane;

/// The map of a story.
///
/// Labels and marks keep their places whatever the filter, so that nothing jumps while a reader brushes: every event
/// takes its room, and those that pass are drawn. Nothing is drawn in a map of no size.
pub fn map(frame: &Frame<'_>) -> Scene {
    let viewport = Viewport { width_px: frame.width_px, height_px: frame.height_px };
    let view = Rect::new(0.0, 0.0, frame.width_px, frame.height_px);
    let plane = Plane::new(frame.view.camera(frame.index, viewport), view);
    let mut below = Layer::new(LayerKind::Ground);
    let mut data = Layer::new(LayerKind::Data);
    let mut above = Layer::new(LayerKind::Overlay);
    if frame.width_px >= 1.0 && frame.height_px >= 1.0 {
        let ground = ground::ground(frame, &plane, &mut below);
        let spots = events::spots(frame, &plane);
        let mut distances = distances::contradicted(frame, &plane);

        let mut room = Room::new(view.grown(-4.0));
        furniture::controls(frame, &mut room);
        furniture::scale(frame, &plane, &mut room, &mut below);
        if let Some(rect) = furniture::inset_rect(frame, &plane) {
            furniture::inset(frame, &plane, rect, &mut below);
            room.take(rect.grown(4.0));
        }
        for spot in &spots {
            room.take_disc(spot.center, spot.radius + 2.5);
        }
        let places = places::seen(frame, &plane, &mut room);
        // A wide map always says where a stated distance cannot be right, a narrow one when its event is selected.
        if frame.width_px >= 480.0 {
            distances.iter_mut().for_each(|distance| distance.find(&mut room));
        }

        events::discs(frame, &plane, &spots, &mut data);
        for distance in &distances {
            if distance.pill.is_some() {
                distance.line(&mut data);
            }
        }
        events::leaders(frame, &spots, &mut data);
        places::places(frame, &places, &spots, &mut room, &mut data);
        base_names::countries(frame, &plane, &ground, &mut room, &mut below);
        base_names::towns(frame, &plane, &ground, &mut room, &mut below);
        events::marks(frame, &spots, &mut data);
        for distance in &mut distances {
            if distance.pill.is_some() {
                distance.pill(&mut data);
            } else if frame.view.selected == Some(distance.event) {
                distance.find(&mut room);
                if distance.pill.is_some() {
                    distance.line(&mut above);
                    distance.pill(&mut above);
                }
            }
        }
        events::rings(frame, &plane, &spots, &mut above);
    }
    Scene { width_px: frame.width_px, height_px: frame.height_px, layers: vec![below, data, above] }
}
