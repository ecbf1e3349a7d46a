//! A box of longitudes and latitudes.

use super::LonLat;
use super::math::sin_cos;

/// A box between two meridians and two parallels, edges included.
///
/// It runs from `west` eastwards to `east`: where `west` is the greater number the box crosses the antimeridian. The
/// box of the entire world is -180 to 180. A box may be a single point; it is never empty (an absent box is `None`).
///
/// ```
/// use chronocarte::geo::{Bounds, LonLat};
///
/// let fiji = Bounds::new(177.0, -19.0, -178.0, -16.0).unwrap();
/// assert!(fiji.crosses_antimeridian());
/// assert!(fiji.contains(LonLat::new(-179.0, -17.0).unwrap()));
/// assert!(!fiji.contains(LonLat::new(0.0, -17.0).unwrap()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

/// Metres in a degree of latitude, rounded down so that a box grown by metres is never too small; at the poles a
/// degree is 111,694 m, at the equator 110,574 m.
const METRES_PER_DEGREE: f64 = 110_574.0;

impl Bounds {
    /// The entire world.
    pub const WORLD: Self = Self { west: -180.0, south: -90.0, east: 180.0, north: 90.0 };

    /// The box from `west` eastwards to `east` and from `south` up to `north`, in degrees; `None` for a number that
    /// [`LonLat`] refuses or a `south` above `north`.
    pub fn new(west: f64, south: f64, east: f64, north: f64) -> Option<Self> {
        LonLat::new(west, south)?;
        LonLat::new(east, north)?;
        (south <= north).then_some(Self { west, south, east, north })
    }

    /// The box that holds one point and nothing else.
    pub fn of_point(point: LonLat) -> Self {
        let (lon, lat) = (point.lon_deg(), point.lat_deg());
        Self { west: lon, south: lat, east: lon, north: lat }
    }

    /// The smallest box around some points; `None` without points. It crosses the antimeridian where that is shorter.
    pub fn from_points(points: &[LonLat]) -> Option<Self> {
        let first = points.first()?;
        let (mut south, mut north) = (first.lat_deg(), first.lat_deg());
        let (mut west, mut east) = (first.lon_deg(), first.lon_deg());
        // The box is what remains of the circle without its widest gap. Among n points the widest gap is at least the
        // n-th part of the circle, so it never lies inside one of n equal parts: their extremes tell it, unsorted.
        let mut parts = vec![None; points.len()];
        let count = parts.len() as f64;
        for point in points {
            let (lon, lat) = (point.lon_deg(), point.lat_deg());
            (south, north) = (south.min(lat), north.max(lat));
            (west, east) = (west.min(lon), east.max(lon));
            let index = ((lon + 180.0) / 360.0 * count) as usize;
            if let Some(part) = parts.get_mut(index.min(points.len() - 1)) {
                let (low, high) = part.unwrap_or((lon, lon));
                *part = Some((lon.min(low), lon.max(high)));
            }
        }
        // The gap over the antimeridian comes first, so that a tie keeps the plain order.
        let mut widest = 360.0 - (east - west);
        let mut before = west;
        for (low, high) in parts.into_iter().flatten() {
            if low - before > widest {
                (widest, west, east) = (low - before, low, before);
            }
            before = high;
        }
        Some(Self { west, south, east, north })
    }

    /// The western edge in degrees; greater than [`east_deg`](Self::east_deg) across the antimeridian.
    pub fn west_deg(&self) -> f64 {
        self.west
    }

    /// The southern edge in degrees.
    pub fn south_deg(&self) -> f64 {
        self.south
    }

    /// The eastern edge in degrees.
    pub fn east_deg(&self) -> f64 {
        self.east
    }

    /// The northern edge in degrees.
    pub fn north_deg(&self) -> f64 {
        self.north
    }

    /// Whether the box crosses the meridian of 180 degrees.
    pub fn crosses_antimeridian(&self) -> bool {
        self.west > self.east
    }

    /// Degrees from the western to the eastern edge, 0 to 360.
    pub fn width_deg(&self) -> f64 {
        eastwards(self.west, self.east)
    }

    /// Degrees from the southern to the northern edge, 0 to 180.
    pub fn height_deg(&self) -> f64 {
        self.north - self.south
    }

    /// The middle of the box in degrees (not its middle on the map, where the north is stretched).
    pub fn center(&self) -> LonLat {
        LonLat::wrapped(self.west + self.width_deg() / 2.0, (self.south + self.north) / 2.0)
    }

    /// Whether the point lies in the box or on its edge.
    pub fn contains(&self, point: LonLat) -> bool {
        (self.south..=self.north).contains(&point.lat_deg()) && self.contains_lon(point.lon_deg())
    }

    /// Whether the two boxes share at least a point; touching edges do.
    pub fn intersects(&self, other: &Self) -> bool {
        self.south <= other.north
            && other.south <= self.north
            && (self.contains_lon(other.west) || other.contains_lon(self.west))
    }

    /// The smallest box that holds both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let (west, east) = join(self, other);
        Self { west, east, south: self.south.min(other.south), north: self.north.max(other.north) }
    }

    /// The smallest box that holds this one and the point.
    #[must_use]
    pub fn extend(&self, point: LonLat) -> Self {
        self.union(&Self::of_point(point))
    }

    /// The box grown by a distance on every side. It stops at the poles and becomes all longitudes where the distance
    /// goes round the earth. A distance that is not positive and finite changes nothing.
    #[must_use]
    pub fn expand_m(&self, metres: f64) -> Self {
        if !(metres > 0.0 && metres.is_finite()) {
            return *self;
        }
        let lat = metres / METRES_PER_DEGREE;
        // A degree of longitude is shortest at the edge nearer to a pole.
        let widest = self.south.abs().max(self.north.abs()) + lat;
        let lon = if widest >= 90.0 { 360.0 } else { lat / sin_cos(widest.to_radians()).1 };
        self.expand_deg(lon, lat)
    }

    /// The box grown on every side by a share of its own size: 0.1 adds a tenth of its width to the west and to the
    /// east, a tenth of its height to the south and to the north. A ratio that is not positive and finite changes
    /// nothing, and a point stays a point.
    #[must_use]
    pub fn expand_ratio(&self, ratio: f64) -> Self {
        if !(ratio > 0.0 && ratio.is_finite()) {
            return *self;
        }
        self.expand_deg(self.width_deg() * ratio, self.height_deg() * ratio)
    }

    fn expand_deg(&self, lon: f64, lat: f64) -> Self {
        let (south, north) = ((self.south - lat).max(-90.0), (self.north + lat).min(90.0));
        if self.width_deg() + 2.0 * lon >= 360.0 {
            return Self { south, north, ..Self::WORLD };
        }
        let west = LonLat::wrapped(self.west - lon, 0.0).lon_deg();
        let east = LonLat::wrapped(self.east + lon, 0.0).lon_deg();
        Self { west, south, east, north }
    }

    fn contains_lon(&self, lon: f64) -> bool {
        // -180 and 180 are one meridian.
        self.contains_written_lon(lon) || (lon.abs() == 180.0 && self.contains_written_lon(-lon))
    }

    fn contains_written_lon(&self, lon: f64) -> bool {
        if self.crosses_antimeridian() {
            lon >= self.west || lon <= self.east
        } else {
            (self.west..=self.east).contains(&lon)
        }
    }
}

/// Degrees from one meridian eastwards to another, 0 to 360; 360 only for the whole turn from -180 to 180.
fn eastwards(west: f64, east: f64) -> f64 {
    if west <= east { east - west } else { (east - west + 360.0).max(0.0) }
}

/// The shorter of the two spans that hold both boxes' longitudes: it starts at one of the two western edges.
fn join(a: &Bounds, b: &Bounds) -> (f64, f64) {
    let from_a = span_from(a, b);
    let from_b = span_from(b, a);
    match (from_a, from_b) {
        (Some(x), Some(y)) if eastwards(y.0, y.1) < eastwards(x.0, x.1) => y,
        (Some(x), _) => x,
        (None, Some(y)) => y,
        (None, None) => (-180.0, 180.0),
    }
}

/// The span from the western edge of `a` eastwards that holds both; `None` where it would be the whole turn.
fn span_from(a: &Bounds, b: &Bounds) -> Option<(f64, f64)> {
    let to_b = eastwards(a.west, b.west);
    // The whole turn from -180 to 180 is no way at all.
    let to_b = if to_b < 360.0 { to_b } else { 0.0 };
    let end_of_b = to_b + b.width_deg();
    // The edges decide where the sums round.
    if end_of_b <= a.width_deg() && a.contains_lon(b.east) {
        return Some((a.west, a.east));
    }
    (end_of_b < 360.0).then_some((a.west, b.east))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn p(lon: f64, lat: f64) -> LonLat {
        LonLat::new(lon, lat).unwrap()
    }

    fn b(west: f64, south: f64, east: f64, north: f64) -> Bounds {
        Bounds::new(west, south, east, north).unwrap()
    }

    #[test]
    fn bounds_refuse_what_is_upside_down_or_not_a_number() {
        assert_eq!(Bounds::new(0.0, 2.0, 1.0, 1.0), None);
        assert_eq!(Bounds::new(0.0, f64::NAN, 1.0, 1.0), None);
        assert_eq!(Bounds::new(0.0, 0.0, 181.0, 1.0), None);
        assert_eq!(Bounds::from_points(&[]), None);
    }

    #[test]
    fn bounds_of_points_on_both_sides_of_the_antimeridian_are_the_short_way_round() {
        assert_eq!(Bounds::from_points(&[p(-179.0, 1.0), p(178.0, -2.0)]), Some(b(178.0, -2.0, -179.0, 1.0)));
        assert_eq!(Bounds::from_points(&[p(46.0, 40.0), p(47.0, 39.0)]), Some(b(46.0, 39.0, 47.0, 40.0)));
        assert_eq!(Bounds::from_points(&[p(10.0, 0.0)]), Some(b(10.0, 0.0, 10.0, 0.0)));
    }

    #[test]
    fn a_union_across_the_antimeridian_is_the_short_way_round() {
        let union = b(170.0, 0.0, 175.0, 1.0).union(&b(-175.0, 0.0, -170.0, 1.0));
        assert_eq!(union, b(170.0, 0.0, -170.0, 1.0));
        assert_eq!(b(170.0, 0.0, -170.0, 1.0).extend(p(180.0, 5.0)), b(170.0, 0.0, -170.0, 5.0));
    }

    #[test]
    fn a_union_of_two_halves_is_the_world() {
        let union = b(-180.0, -90.0, 0.0, 90.0).union(&b(0.0, -90.0, 180.0, 90.0));
        assert_eq!(union, Bounds::WORLD);
        let across = b(90.0, 0.0, -90.0, 1.0).union(&b(-100.0, 0.0, 100.0, 1.0));
        assert_eq!((across.west_deg(), across.east_deg()), (-180.0, 180.0));
    }

    #[test]
    fn the_two_spellings_of_the_antimeridian_are_one_place() {
        assert!(b(170.0, 0.0, 180.0, 1.0).contains(p(-180.0, 0.5)));
        assert!(b(-180.0, 0.0, -170.0, 1.0).intersects(&b(170.0, 0.0, 180.0, 1.0)));
    }

    #[test]
    fn the_center_of_a_box_across_the_antimeridian_is_inside_it() {
        let fiji = b(177.0, -19.0, -178.0, -16.0);
        assert!(fiji.contains(fiji.center()));
        assert_eq!(fiji.center(), p(179.5, -17.5));
    }

    #[test]
    fn growing_by_metres_holds_every_point_within_that_distance() {
        let start = p(46.75, 39.82);
        let grown = Bounds::of_point(start).expand_m(25_000.0);
        for bearing in 0..360 {
            let edge = crate::geo::destination(start, f64::from(bearing), 24_999.0);
            assert!(grown.contains(edge), "{bearing}");
        }
        assert!(grown.height_deg() < 0.46 && grown.width_deg() < 0.6);
    }

    #[test]
    fn growing_stops_at_the_poles_and_at_the_whole_turn() {
        let cap = Bounds::of_point(p(10.0, 89.9)).expand_m(50_000.0);
        assert_eq!((cap.west_deg(), cap.east_deg(), cap.north_deg()), (-180.0, 180.0, 90.0));
        assert_eq!(b(0.0, 0.0, 10.0, 10.0).expand_ratio(0.5), b(-5.0, -5.0, 15.0, 15.0));
        assert_eq!(b(0.0, 0.0, 10.0, 10.0).expand_ratio(f64::NAN), b(0.0, 0.0, 10.0, 10.0));
        assert_eq!(b(0.0, 0.0, 1.0, 1.0).expand_m(-3.0), b(0.0, 0.0, 1.0, 1.0));
    }

    fn points() -> impl Strategy<Value = LonLat> {
        (-180.0..=180.0f64, -90.0..=90.0f64).prop_map(|(lon, lat)| LonLat::new(lon, lat).unwrap())
    }

    fn boxes() -> impl Strategy<Value = Bounds> {
        (points(), points()).prop_map(|(a, c)| {
            let (south, north) = (a.lat_deg().min(c.lat_deg()), a.lat_deg().max(c.lat_deg()));
            Bounds::new(a.lon_deg(), south, c.lon_deg(), north).unwrap()
        })
    }

    proptest! {
        #[test]
        fn bounds_hold_every_point_they_were_made_from(points in prop::collection::vec(points(), 1..12)) {
            let bounds = Bounds::from_points(&points).unwrap();
            for point in points {
                prop_assert!(bounds.contains(point), "{bounds:?} {point:?}");
            }
        }

        #[test]
        fn no_smaller_box_holds_the_points(points in prop::collection::vec(points(), 1..12)) {
            let mut lons: Vec<f64> = points.iter().map(|point| point.lon_deg()).collect();
            lons.sort_by(f64::total_cmp);
            let over = 360.0 - (lons[lons.len() - 1] - lons[0]);
            let gap = lons.windows(2).map(|pair| pair[1] - pair[0]).fold(over, f64::max);
            let bounds = Bounds::from_points(&points).unwrap();
            prop_assert!((bounds.width_deg() - (360.0 - gap)).abs() < 1e-9, "{bounds:?}");
        }

        #[test]
        fn a_union_holds_both(a in boxes(), c in boxes(), t in 0.0..=1.0f64) {
            let union = a.union(&c);
            for part in [a, c] {
                // Edges are exact; a point inside may round, so it is not taken from the very edge.
                prop_assert!(union.contains(LonLat::wrapped(part.west_deg(), part.south_deg())));
                prop_assert!(union.contains(LonLat::wrapped(part.east_deg(), part.north_deg())));
                let inside = LonLat::wrapped(part.west_deg() + part.width_deg() * (0.001 + t * 0.998), part.south_deg());
                prop_assert!(union.contains(inside), "{union:?} {part:?} {inside:?}");
            }
            prop_assert!(union.width_deg() <= 360.0);
        }

        #[test]
        fn a_union_is_the_same_from_both_sides(a in boxes(), c in boxes()) {
            let (x, y) = (a.union(&c), c.union(&a));
            prop_assert!((x.width_deg() - y.width_deg()).abs() < 1e-9);
        }

        #[test]
        fn growing_a_box_loses_nothing(a in boxes(), metres in 0.0..1e7f64) {
            let grown = a.expand_m(metres);
            prop_assert!(grown.width_deg() >= a.width_deg() - 1e-9);
            prop_assert!(grown.contains(a.center()));
        }

        #[test]
        fn intersecting_is_mutual(a in boxes(), c in boxes(), point in points()) {
            prop_assert_eq!(a.intersects(&c), c.intersects(&a));
            if a.contains(point) && c.contains(point) {
                prop_assert!(a.intersects(&c));
            }
        }
    }
}
