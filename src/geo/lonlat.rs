//! A position on the earth.

/// A position on the earth in WGS84 degrees, longitude first.
///
/// Longitude runs from -180 to 180, positive to the east; latitude from -90 to 90, positive to the north. Both 180 and
/// -180 are kept as written; they name the same meridian. Neither number is ever NaN or infinite.
///
/// ```
/// use chronocarte::geo::LonLat;
///
/// let baku = LonLat::new(49.892, 40.3777).unwrap();
/// assert_eq!(baku.lon_deg(), 49.892);
/// assert_eq!(LonLat::lat_lon(40.3777, 49.892), Some(baku));
/// assert_eq!(LonLat::new(40.3777, 149.892), None); // no such latitude
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LonLat {
    lon: f64,
    lat: f64,
}

impl LonLat {
    /// The position at `lon` degrees east and `lat` degrees north; `None` for NaN, a longitude beyond ±180 or a
    /// latitude beyond ±90.
    pub fn new(lon: f64, lat: f64) -> Option<Self> {
        // A NaN is in no range.
        ((-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat)).then_some(Self { lon, lat })
    }

    /// The same position from numbers written latitude first, as gazetteers and people do.
    pub fn lat_lon(lat: f64, lon: f64) -> Option<Self> {
        Self::new(lon, lat)
    }

    /// A position from any finite numbers: the longitude is wrapped, the latitude clamped; what is not finite is 0.
    pub(crate) fn wrapped(lon: f64, lat: f64) -> Self {
        let lon = if lon.is_finite() { lon } else { 0.0 };
        let lat = if lat.is_finite() { lat.clamp(-90.0, 90.0) } else { 0.0 };
        let lon = if (-180.0..=180.0).contains(&lon) {
            lon
        } else {
            // Cheaper than a remainder in wasm; what rounds past the end is clamped.
            (lon - 360.0 * ((lon + 180.0) / 360.0).floor()).clamp(-180.0, 180.0)
        };
        Self { lon, lat }
    }

    /// Degrees east of Greenwich, -180 to 180.
    pub fn lon_deg(self) -> f64 {
        self.lon
    }

    /// Degrees north of the equator, -90 to 90.
    pub fn lat_deg(self) -> f64 {
        self.lat
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_refuses_what_is_not_on_the_earth() {
        for (lon, lat) in [
            (f64::NAN, 0.0),
            (0.0, f64::NAN),
            (180.001, 0.0),
            (-180.001, 0.0),
            (0.0, 90.001),
            (0.0, -90.001),
            (f64::INFINITY, 0.0),
        ] {
            assert_eq!(LonLat::new(lon, lat), None, "{lon} {lat}");
        }
        assert!(LonLat::new(180.0, 90.0).is_some() && LonLat::new(-180.0, -90.0).is_some());
    }

    #[test]
    fn wrapping_always_gives_a_position() {
        for lon in [-1e300, -540.0, -180.000_000_000_1, 180.0, 181.0, 900.0, f64::NAN, f64::NEG_INFINITY] {
            let p = LonLat::wrapped(lon, lon);
            assert!(LonLat::new(p.lon_deg(), p.lat_deg()).is_some(), "{lon}");
        }
        assert_eq!(LonLat::wrapped(190.0, 10.0), LonLat::new(-170.0, 10.0).unwrap());
    }
}
