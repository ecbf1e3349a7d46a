//! The mark of one event by itself.

use super::event_mark::event_mark;
use super::{Layer, LayerKind, Point, Scene};
use crate::index::EventEntry;

/// The side of the square a symbol stands in, CSS pixels.
const SIDE_PX: f64 = 28.0;

/// The numbered mark of an event as it stands beside its title, 28 pixels square: the same form as on the map.
pub fn symbol(entry: &EventEntry) -> Scene {
    let mut layer = Layer::new(LayerKind::Data);
    let center = Point::new(SIDE_PX / 2.0, SIDE_PX / 2.0);
    // The symbol stands for the text beside it, so which event it points at does not matter.
    event_mark(&mut layer, center, 12.0, entry, 0);
    Scene { width_px: SIDE_PX, height_px: SIDE_PX, layers: vec![layer] }
}
