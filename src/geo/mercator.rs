//! Web Mercator: the projection every web map reader knows.

use super::math::{atan2, exp, exp2, ln, sin_cos};
use super::{Bounds, LonLat};
use std::f64::consts::{LN_2, PI};

/// How far the map is zoomed in, 0 to 22: at zoom 0 the world is one tile of 256 CSS pixels, and each step doubles it.
///
/// ```
/// use chronocarte::geo::Zoom;
///
/// assert_eq!(Zoom::new(8.5).map(Zoom::value), Some(8.5));
/// assert_eq!(Zoom::new(23.0), None);
/// assert_eq!(Zoom::clamped(23.0).value(), 22.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Zoom(f64);

impl Zoom {
    /// The whole world in 256 pixels.
    pub const MIN: Self = Self(0.0);
    /// About 4 cm to a pixel at the equator.
    pub const MAX: Self = Self(22.0);

    /// A zoom from 0 to 22; `None` beyond, or for NaN.
    pub fn new(zoom: f64) -> Option<Self> {
        (Self::MIN.0..=Self::MAX.0).contains(&zoom).then_some(Self(zoom))
    }

    /// The nearest zoom there is; NaN is 0.
    pub fn clamped(zoom: f64) -> Self {
        if zoom.is_nan() { Self::MIN } else { Self(zoom.clamp(Self::MIN.0, Self::MAX.0)) }
    }

    /// The number, 0 to 22.
    pub fn value(self) -> f64 {
        self.0
    }
}

/// A place on the flat map: the world is the unit square, `x` from 0 at -180° to 1 at 180°, `y` from 0 at the northern
/// limit (85.05° N) down to 1 at the southern.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorldPoint {
    /// To the east, 0 to 1.
    pub x: f64,
    /// Down to the south, 0 to 1.
    pub y: f64,
}

/// The spherical Mercator projection of web maps (EPSG:3857), with tiles of 256 CSS pixels.
///
/// Sources: OGC Two Dimensional Tile Matrix Set (`WebMercatorQuad`); J. P. Snyder, *Map Projections: A Working Manual*,
/// USGS Professional Paper 1395 (1987), section 7.
///
/// ```
/// use chronocarte::geo::{LonLat, Mercator, Zoom};
///
/// let middle = Mercator::project(LonLat::new(0.0, 0.0).unwrap());
/// assert_eq!((middle.x, middle.y), (0.5, 0.5));
/// assert_eq!(Mercator::world_px(Zoom::clamped(1.0)), 512.0);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Mercator;

impl Mercator {
    /// The latitude where the square world ends, in degrees; what lies beyond is drawn on the edge.
    pub const MAX_LAT_DEG: f64 = 85.051_128_78;
    /// The side of a tile, and of the world at zoom 0, in CSS pixels.
    pub const TILE_PX: f64 = 256.0;
    /// The radius of the sphere of the projection in metres: the equatorial radius of WGS84.
    pub const RADIUS_M: f64 = 6_378_137.0;

    /// Where the position is on the flat map. Latitudes beyond ±85.05° are drawn at ±85.05°.
    pub fn project(at: LonLat) -> WorldPoint {
        let lat = at.lat_deg().clamp(-Self::MAX_LAT_DEG, Self::MAX_LAT_DEG);
        // ln tan(π/4 + φ/2) with the sine alone: fewer functions in the wasm.
        let sin = sin_cos(lat.to_radians()).0;
        let y = ln((1.0 + sin) / (1.0 - sin)) / (4.0 * PI);
        // At the limit the logarithm may be a hair off the edge.
        WorldPoint { x: at.lon_deg() / 360.0 + 0.5, y: (0.5 - y).clamp(0.0, 1.0) }
    }

    /// The position at a place of the flat map. An `x` outside 0 to 1 is another turn round the earth and is wrapped;
    /// a `y` outside is clamped to the edge; NaN is taken as the middle.
    pub fn unproject(at: WorldPoint) -> LonLat {
        let y = if at.y.is_nan() { 0.5 } else { at.y.clamp(0.0, 1.0) };
        let lat = (atan2(exp((1.0 - 2.0 * y) * PI), 1.0) * 2.0 - PI / 2.0).to_degrees();
        LonLat::wrapped((at.x - 0.5) * 360.0, lat)
    }

    /// The side of the whole world in CSS pixels at a zoom.
    pub fn world_px(zoom: Zoom) -> f64 {
        Self::TILE_PX * exp2(zoom.value())
    }

    /// Metres on the ground in one CSS pixel at a latitude and zoom; always positive. Latitudes beyond ±85.05° count
    /// as ±85.05°, since they are drawn there.
    pub fn metres_per_px(lat_deg: f64, zoom: Zoom) -> f64 {
        let lat = if lat_deg.is_nan() { 0.0 } else { lat_deg.clamp(-Self::MAX_LAT_DEG, Self::MAX_LAT_DEG) };
        2.0 * PI * Self::RADIUS_M * sin_cos(lat.to_radians()).1 / Self::world_px(zoom)
    }

    /// The centre and the greatest zoom that show the whole of `bounds` in a map of `width_px` by `height_px` CSS
    /// pixels with `padding_px` left free on every side.
    ///
    /// A single point, or a map with no room inside its padding, gets the greatest or the least zoom: limit it to what
    /// the data can bear. Numbers that are not finite count as no room.
    pub fn fit(bounds: &Bounds, width_px: f64, height_px: f64, padding_px: f64) -> (LonLat, Zoom) {
        let west = bounds.west_deg();
        let top = Self::project(LonLat::wrapped(west, bounds.north_deg()));
        let bottom = Self::project(LonLat::wrapped(west, bounds.south_deg()));
        let width = bounds.width_deg() / 360.0;
        let center = Self::unproject(WorldPoint { x: top.x + width / 2.0, y: (top.y + bottom.y) / 2.0 });
        let across = Self::zoom_for(width, width_px - 2.0 * padding_px);
        let down = Self::zoom_for(bottom.y - top.y, height_px - 2.0 * padding_px);
        (center, Zoom::clamped(across.min(down)))
    }

    /// The zoom at which a share of the world fills a number of pixels; infinite for a share of nothing.
    fn zoom_for(share: f64, px: f64) -> f64 {
        if !(px > 0.0 && px.is_finite()) {
            return 0.0;
        }
        if share <= 0.0 { f64::INFINITY } else { ln(px / (share * Self::TILE_PX)) / LN_2 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn p(lon: f64, lat: f64) -> LonLat {
        LonLat::new(lon, lat).unwrap()
    }

    #[test]
    fn a_zoom_holds_no_nonsense() {
        assert_eq!(Zoom::new(f64::NAN), None);
        assert_eq!(Zoom::new(-0.1), None);
        assert_eq!(Zoom::clamped(f64::NAN), Zoom::MIN);
        assert_eq!(Zoom::clamped(f64::INFINITY), Zoom::MAX);
    }

    #[test]
    fn the_corners_of_the_world_are_the_corners_of_the_square() {
        let (top, bottom) = (Mercator::project(p(-180.0, 90.0)), Mercator::project(p(180.0, -90.0)));
        assert!(top.x.abs() < 1e-12 && top.y.abs() < 1e-9);
        assert!((bottom.x - 1.0).abs() < 1e-12 && (bottom.y - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_known_tile_corner_is_where_every_web_map_has_it() {
        // The north-western corner of tile 8/161/96: x = 161/256 is 46.40625° E, y = 96/256 is 40.9799° N.
        let at = Mercator::project(p(46.406_25, 40.979_898_069_620_134));
        assert!((at.x - 161.0 / 256.0).abs() < 1e-12);
        assert!((at.y - 96.0 / 256.0).abs() < 1e-12);
    }

    #[test]
    fn a_pixel_shrinks_with_the_latitude() {
        let equator = Mercator::metres_per_px(0.0, Zoom::MIN);
        assert!((equator - 156_543.033_928_041).abs() < 1e-6);
        let there = Mercator::metres_per_px(40.0, Zoom::clamped(8.0));
        assert!((there - 468.4).abs() < 0.1, "{there}");
        assert!(Mercator::metres_per_px(90.0, Zoom::MAX) > 0.0);
    }

    #[test]
    fn fitting_shows_both_corners_within_the_padding() {
        let bounds = Bounds::new(45.5, 39.2, 47.6, 40.7).unwrap();
        let (center, zoom) = Mercator::fit(&bounds, 640.0, 400.0, 24.0);
        let (mid, px) = (Mercator::project(center), Mercator::world_px(zoom));
        for corner in [p(45.5, 39.2), p(47.6, 40.7)] {
            let at = Mercator::project(corner);
            assert!(((at.x - mid.x) * px).abs() <= 320.0 - 24.0 + 1e-6);
            assert!(((at.y - mid.y) * px).abs() <= 200.0 - 24.0 + 1e-6);
        }
        // One side touches the padding: it is the greatest zoom.
        let top = (Mercator::project(p(45.5, 40.7)).y - mid.y).abs() * px;
        let side = (Mercator::project(p(45.5, 40.7)).x - mid.x).abs() * px;
        assert!((top - 176.0).abs() < 1e-6 || (side - 296.0).abs() < 1e-6, "{top} {side}");
    }

    #[test]
    fn fitting_across_the_antimeridian_centres_there() {
        let fiji = Bounds::new(177.0, -19.0, -178.0, -16.0).unwrap();
        let (center, zoom) = Mercator::fit(&fiji, 500.0, 400.0, 0.0);
        assert!((center.lon_deg() - 179.5).abs() < 1e-9 && zoom.value() > 6.0);
    }

    #[test]
    fn fitting_a_point_or_no_room_is_still_a_view() {
        let point = Bounds::of_point(p(10.0, 50.0));
        assert_eq!(Mercator::fit(&point, 300.0, 200.0, 10.0).1, Zoom::MAX);
        assert_eq!(Mercator::fit(&point, 10.0, 10.0, 10.0).1, Zoom::MIN);
        assert_eq!(Mercator::fit(&Bounds::WORLD, f64::NAN, 10.0, 0.0).1, Zoom::MIN);
    }

    proptest! {
        #[test]
        fn unprojecting_undoes_projecting(lon in -180.0..=180.0f64, lat in -85.05..=85.05f64) {
            let back = Mercator::unproject(Mercator::project(p(lon, lat)));
            prop_assert!((back.lon_deg() - lon).abs() < 1e-9);
            prop_assert!((back.lat_deg() - lat).abs() < 1e-9);
        }

        #[test]
        fn unprojecting_anything_is_a_position(x in prop::num::f64::ANY, y in prop::num::f64::ANY) {
            let at = Mercator::unproject(WorldPoint { x, y });
            prop_assert!(LonLat::new(at.lon_deg(), at.lat_deg()).is_some());
        }

        #[test]
        fn north_is_up_and_east_is_right(a in -85.0..=85.0f64, c in -85.0..=85.0f64) {
            let (low, high) = (Mercator::project(p(a, a)), Mercator::project(p(c, c)));
            if a < c {
                prop_assert!(low.x < high.x && low.y > high.y);
            }
        }
    }
}
