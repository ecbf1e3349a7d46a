//! Where the map looks.

use crate::geo::{Bounds, LonLat, Mercator, WorldPoint, Zoom};

/// The size of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// CSS pixels; 0 before the map has a size.
    pub width_px: f64,
    /// CSS pixels; 0 before the map has a size.
    pub height_px: f64,
}

/// Where the map looks: what lies in its middle, and how close.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// What lies in the middle of the map.
    pub center: LonLat,
    /// How close. [`MIN_ZOOM`](Self::MIN_ZOOM) to [`MAX_ZOOM`](Self::MAX_ZOOM) by the reader's hand.
    pub zoom: Zoom,
}

impl Camera {
    /// The furthest a reader can go: the world in 512 pixels.
    pub const MIN_ZOOM: f64 = 1.0;
    /// The closest a reader can go. The base map is precise to zoom 9; two levels more tell marks apart.
    pub const MAX_ZOOM: f64 = 11.0;
    /// The closest a map opens, so that the base map is never shown less precise than it looks.
    pub const FIT_ZOOM: f64 = 9.5;
    /// How much of the surroundings is shown around a story, in metres: enough to say where on earth it is.
    const CONTEXT_M: f64 = 60_000.0;

    /// The view that shows everything within `bounds`, with surroundings to know it by and room for marks and labels;
    /// the world without bounds. Never closer than [`FIT_ZOOM`](Self::FIT_ZOOM).
    ///
    /// ```
    /// use chronocarte::geo::Bounds;
    /// use chronocarte::view::{Camera, Viewport};
    ///
    /// let map = Viewport { width_px: 676.0, height_px: 469.0 };
    /// let town = Bounds::new(46.93, 40.34, 46.93, 40.34);
    /// let zoom = Camera::fitting(town, map).zoom.value();
    /// assert!(zoom > 7.5 && zoom < 9.5);
    /// ```
    pub fn fitting(bounds: Option<Bounds>, viewport: Viewport) -> Self {
        let shown = bounds.map_or(Bounds::WORLD, |bounds| bounds.expand_m(Self::CONTEXT_M));
        let padding = (0.1 * viewport.width_px.min(viewport.height_px)).clamp(8.0, 48.0);
        let (center, zoom) = Mercator::fit(&shown, viewport.width_px, viewport.height_px, padding);
        Self { center, zoom: limited(zoom.value().min(Self::FIT_ZOOM)) }
    }

    /// The view after the picture was moved by CSS pixels: positive `dx_px` to the right, positive `dy_px` down. The
    /// middle of the map never leaves the world; moves that are not finite change nothing.
    #[must_use]
    pub fn panned(self, dx_px: f64, dy_px: f64, viewport: Viewport) -> Self {
        if !(dx_px.is_finite() && dy_px.is_finite()) {
            return self;
        }
        let middle = (viewport.width_px / 2.0 - dx_px, viewport.height_px / 2.0 - dy_px);
        Self { center: self.unproject(middle, viewport), ..self }
    }

    /// The view closer by `levels` doublings (further away where negative) that keeps what lies under `around_px` in its
    /// place. Stops at the reader's limits; levels that are not finite change nothing.
    #[must_use]
    pub fn zoomed(self, levels: f64, around_px: (f64, f64), viewport: Viewport) -> Self {
        if !(levels.is_finite() && around_px.0.is_finite() && around_px.1.is_finite()) {
            return self;
        }
        let zoom = limited(self.zoom.value() + levels);
        let kept = self.unproject(around_px, viewport);
        let closer = Self { zoom, ..self };
        let now = closer.project(kept, viewport);
        closer.panned(around_px.0 - now.0, around_px.1 - now.1, viewport)
    }

    /// Where a position is in the map, CSS pixels from its top left; it may lie outside. Of a position's copies round the
    /// earth it is the one nearest to the middle of the map.
    pub fn project(self, at: LonLat, viewport: Viewport) -> (f64, f64) {
        self.project_world(Mercator::project(at), viewport)
    }

    /// As [`project`](Self::project), for a position on the flat map.
    pub fn project_world(self, at: WorldPoint, viewport: Viewport) -> (f64, f64) {
        let (middle, world_px) = (Mercator::project(self.center), Mercator::world_px(self.zoom));
        let dx = at.x - middle.x;
        let x = (dx - dx.round()) * world_px + viewport.width_px / 2.0;
        (x, (at.y - middle.y) * world_px + viewport.height_px / 2.0)
    }

    /// The position at a point of the map, CSS pixels from its top left.
    pub fn unproject(self, (x, y): (f64, f64), viewport: Viewport) -> LonLat {
        let (middle, world_px) = (Mercator::project(self.center), Mercator::world_px(self.zoom));
        Mercator::unproject(WorldPoint {
            x: middle.x + (x - viewport.width_px / 2.0) / world_px,
            y: middle.y + (y - viewport.height_px / 2.0) / world_px,
        })
    }

    /// Metres on the ground in one CSS pixel in the middle of the map; positive.
    pub fn metres_per_px(self) -> f64 {
        Mercator::metres_per_px(self.center.lat_deg(), self.zoom)
    }
}

fn limited(zoom: f64) -> Zoom {
    Zoom::clamped(zoom.clamp(Camera::MIN_ZOOM, Camera::MAX_ZOOM))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MAP: Viewport = Viewport { width_px: 640.0, height_px: 400.0 };

    fn p(lon: f64, lat: f64) -> LonLat {
        LonLat::new(lon, lat).unwrap()
    }

    fn camera(lon: f64, lat: f64, zoom: f64) -> Camera {
        Camera { center: p(lon, lat), zoom: Zoom::clamped(zoom) }
    }

    #[test]
    fn a_story_of_one_point_opens_with_its_surroundings() {
        let camera = Camera::fitting(Some(Bounds::of_point(p(46.93, 40.34))), MAP);
        assert!((camera.zoom.value() - 8.2).abs() < 0.4, "{:?}", camera.zoom);
        let (x, y) = camera.project(p(46.93, 40.34), MAP);
        assert!((x - 320.0).abs() < 0.1 && (y - 200.0).abs() < 2.0);
    }

    #[test]
    fn a_story_without_places_opens_on_the_world() {
        let camera = Camera::fitting(None, MAP);
        assert_eq!(camera.zoom.value(), Camera::MIN_ZOOM);
        assert!(camera.center.lon_deg().abs() < 1e-9);
    }

    #[test]
    fn a_map_without_a_size_still_has_a_view() {
        let nothing = Viewport { width_px: 0.0, height_px: 0.0 };
        let camera = Camera::fitting(Some(Bounds::of_point(p(46.93, 40.34))), nothing);
        assert_eq!(camera.zoom.value(), Camera::MIN_ZOOM);
        assert_eq!(camera.panned(f64::NAN, 1.0, nothing), camera);
    }

    #[test]
    fn a_position_across_the_antimeridian_is_drawn_next_to_the_middle() {
        let (x, _) = camera(179.5, -17.0, 6.0).project(p(-179.5, -17.0), MAP);
        assert!(x > 320.0 && x < 400.0, "{x}");
    }

    #[test]
    fn moving_the_picture_to_the_right_shows_what_lies_west() {
        let moved = camera(46.0, 40.0, 8.0).panned(100.0, 0.0, MAP);
        assert!(moved.center.lon_deg() < 46.0);
        assert!((moved.project(p(46.0, 40.0), MAP).0 - 420.0).abs() < 1e-6);
    }

    proptest! {
        #[test]
        fn unprojecting_undoes_projecting(
            lon in -180.0..180.0f64, lat in -80.0..80.0f64, zoom in 2.0..11.0f64,
            x in 0.0..640.0f64, y in 0.0..400.0f64,
        ) {
            let camera = camera(lon, lat, zoom);
            let at = camera.unproject((x, y), MAP);
            prop_assume!(at.lat_deg().abs() < 85.0);
            let back = camera.project(at, MAP);
            // At zoom 2 the world is 1,024 pixels wide: half of it lies to either side, more than half of the map.
            prop_assert!((back.0 - x).abs() < 1e-3 && (back.1 - y).abs() < 1e-3, "{back:?}");
        }

        #[test]
        fn zooming_keeps_what_lies_under_the_pointer(
            lon in -180.0..180.0f64, lat in -60.0..60.0f64, zoom in 4.0..10.0f64, levels in -1.5..1.5f64,
            x in 0.0..640.0f64, y in 0.0..400.0f64,
        ) {
            let before = camera(lon, lat, zoom);
            let under = before.unproject((x, y), MAP);
            let now = before.zoomed(levels, (x, y), MAP).project(under, MAP);
            prop_assert!((now.0 - x).abs() < 1e-3 && (now.1 - y).abs() < 1e-3, "{now:?}");
        }

        #[test]
        fn no_gesture_leaves_the_limits(levels in prop::num::f64::ANY, dx in prop::num::f64::ANY, dy in prop::num::f64::ANY) {
            let moved = camera(10.0, 50.0, 6.0).zoomed(levels, (dx, dy), MAP).panned(dx, dy, MAP);
            prop_assert!((Camera::MIN_ZOOM..=Camera::MAX_ZOOM).contains(&moved.zoom.value()));
            prop_assert!(LonLat::new(moved.center.lon_deg(), moved.center.lat_deg()).is_some());
        }

        #[test]
        fn fitting_shows_every_corner(
            west in -170.0..160.0f64, south in -70.0..60.0f64, width in 0.0..20.0f64, height in 0.0..10.0f64,
        ) {
            let bounds = Bounds::new(west, south, west + width, south + height).unwrap();
            let camera = Camera::fitting(Some(bounds), MAP);
            for corner in [p(west, south), p(west + width, south + height)] {
                let (x, y) = camera.project(corner, MAP);
                prop_assert!((0.0..=640.0).contains(&x) && (0.0..=400.0).contains(&y), "{x} {y}");
            }
        }
    }
}
