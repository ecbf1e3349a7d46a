//! Distances and directions on the WGS84 ellipsoid.

use super::LonLat;
use super::math::{atan2, sin_cos};
use std::f64::consts::PI;

/// Equatorial radius of WGS84 in metres.
const A: f64 = 6_378_137.0;
/// Flattening of WGS84.
const F: f64 = 1.0 / 298.257_223_563;
/// Polar radius of WGS84 in metres.
const B: f64 = A * (1.0 - F);
/// Mean radius of the earth in metres (the IUGG's R1, (2a + b) / 3).
const MEAN_RADIUS_M: f64 = 6_371_008.771_4;
/// A change of angle that moves a point by less than 0.01 mm.
const PRECISION: f64 = 1e-12;
/// Vincenty's iteration takes 3 to 8 rounds; near-antipodal pairs never settle.
const ROUNDS: u32 = 100;

/// The shortest way from one position to another: how far, and in which direction it starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    /// The length of the geodesic in metres, never negative.
    pub distance_m: f64,
    /// The direction at the start, in degrees clockwise from north, 0 to below 360; 0 between equal positions.
    pub bearing_deg: f64,
}

/// The shortest way between two positions on the WGS84 ellipsoid.
///
/// Within 0.5 mm, except for pairs nearly opposite on the globe, where the iteration does not settle and the way on
/// the mean sphere is given instead: within 0.6 %, its direction arbitrary where the positions are truly opposite.
///
/// Sources: T. Vincenty, "Direct and Inverse Solutions of Geodesics on the Ellipsoid with Application of Nested
/// Equations", *Survey Review* 23 (1975); the haversine for the sphere after R. W. Sinnott, *Sky and Telescope* 68 (1984).
pub fn course(from: LonLat, to: LonLat) -> Course {
    vincenty_inverse(from, to).unwrap_or_else(|| on_the_sphere(from, to))
}

/// The length of the shortest way between two positions on WGS84, in metres; see [`course`] for the precision.
///
/// ```
/// use chronocarte::geo::{LonLat, distance_m};
///
/// let terter = LonLat::lat_lon(40.3420, 46.9316).unwrap();
/// let talish = LonLat::lat_lon(40.3814, 46.7408).unwrap();
/// assert_eq!((distance_m(terter, talish) / 100.0).round(), 168.0); // 16.8 km
/// ```
pub fn distance_m(from: LonLat, to: LonLat) -> f64 {
    course(from, to).distance_m
}

/// The direction in which the shortest way starts, in degrees clockwise from north, 0 to below 360; 0 between equal
/// positions.
pub fn initial_bearing_deg(from: LonLat, to: LonLat) -> f64 {
    course(from, to).bearing_deg
}

/// Where the shortest way that starts in the direction `bearing_deg` (clockwise from north) leads after `distance_m`
/// metres on WGS84. A negative distance goes backwards; numbers that are not finite, or a way more than once round the
/// earth, lead nowhere: the start itself.
///
/// Source: Vincenty's direct solution, see [`course`].
pub fn destination(from: LonLat, bearing_deg: f64, distance_m: f64) -> LonLat {
    if !bearing_deg.is_finite() || !distance_m.is_finite() || distance_m.abs() > 2.0 * PI * A {
        return from;
    }
    let (sin_alpha1, cos_alpha1) = sin_cos(bearing_deg.to_radians());
    let (sin_u1, cos_u1) = reduced(from);
    let sigma1 = atan2(sin_u1, cos_u1 * cos_alpha1);
    let sin_alpha = cos_u1 * sin_alpha1;
    let cos2_alpha = 1.0 - sin_alpha * sin_alpha;
    let (big_a, big_b) = series(cos2_alpha);
    let plain = distance_m / (B * big_a);
    let mut sigma = plain;
    for _ in 0..ROUNDS {
        let before = sigma;
        let (sin_sigma, cos_sigma) = sin_cos(sigma);
        sigma = plain + delta_sigma(big_b, sin_sigma, cos_sigma, sin_cos(2.0 * sigma1 + sigma).1);
        if (sigma - before).abs() < PRECISION {
            break;
        }
    }
    let (sin_sigma, cos_sigma) = sin_cos(sigma);
    let cos_2sm = sin_cos(2.0 * sigma1 + sigma).1;
    let across = sin_u1 * sin_sigma - cos_u1 * cos_sigma * cos_alpha1;
    let lat = atan2(
        sin_u1 * cos_sigma + cos_u1 * sin_sigma * cos_alpha1,
        (1.0 - F) * (sin_alpha * sin_alpha + across * across).sqrt(),
    );
    let lambda = atan2(sin_sigma * sin_alpha1, cos_u1 * cos_sigma - sin_u1 * sin_sigma * cos_alpha1);
    let l = lambda - correction(cos2_alpha, sin_alpha, sigma, sin_sigma, cos_sigma, cos_2sm);
    LonLat::wrapped(from.lon_deg() + l.to_degrees(), lat.to_degrees())
}

/// Vincenty's inverse solution; `None` where it does not settle.
fn vincenty_inverse(from: LonLat, to: LonLat) -> Option<Course> {
    let l = turn(to.lon_deg() - from.lon_deg()).to_radians();
    let (sin_u1, cos_u1) = reduced(from);
    let (sin_u2, cos_u2) = reduced(to);
    let mut lambda = l;
    for _ in 0..ROUNDS {
        let (sin_lambda, cos_lambda) = sin_cos(lambda);
        let east = cos_u2 * sin_lambda;
        let north = cos_u1 * sin_u2 - sin_u1 * cos_u2 * cos_lambda;
        let sin_sigma = (east * east + north * north).sqrt();
        let cos_sigma = sin_u1 * sin_u2 + cos_u1 * cos_u2 * cos_lambda;
        if sin_sigma == 0.0 {
            // Equal positions, or exactly opposite ones.
            return (cos_sigma > 0.0).then_some(Course { distance_m: 0.0, bearing_deg: 0.0 });
        }
        let sigma = atan2(sin_sigma, cos_sigma);
        let sin_alpha = cos_u1 * cos_u2 * sin_lambda / sin_sigma;
        let cos2_alpha = 1.0 - sin_alpha * sin_alpha;
        // Along the equator there is no northernmost point to measure from.
        let cos_2sm =
            if cos2_alpha > PRECISION { cos_sigma - 2.0 * sin_u1 * sin_u2 / cos2_alpha } else { 0.0 };
        let before = lambda;
        lambda = l + correction(cos2_alpha, sin_alpha, sigma, sin_sigma, cos_sigma, cos_2sm);
        if lambda.abs() > PI {
            return None;
        }
        if (lambda - before).abs() < PRECISION {
            let (big_a, big_b) = series(cos2_alpha);
            let distance_m = B * big_a * (sigma - delta_sigma(big_b, sin_sigma, cos_sigma, cos_2sm));
            return Some(Course { distance_m, bearing_deg: compass(east, north) });
        }
    }
    None
}

/// The way on the mean sphere.
fn on_the_sphere(from: LonLat, to: LonLat) -> Course {
    let (lat1, lat2) = (from.lat_deg().to_radians(), to.lat_deg().to_radians());
    let lon = turn(to.lon_deg() - from.lon_deg()).to_radians();
    let ((sin1, cos1), (sin2, cos2), (sin_lon, cos_lon)) = (sin_cos(lat1), sin_cos(lat2), sin_cos(lon));
    let (half_lat, half_lon) = (sin_cos((lat2 - lat1) / 2.0).0, sin_cos(lon / 2.0).0);
    let h = half_lat * half_lat + cos1 * cos2 * half_lon * half_lon;
    Course {
        distance_m: 2.0 * MEAN_RADIUS_M * atan2(h.sqrt(), (1.0 - h).max(0.0).sqrt()),
        bearing_deg: compass(cos2 * sin_lon, cos1 * sin2 - sin1 * cos2 * cos_lon),
    }
}

/// Sine and cosine of the latitude on the auxiliary sphere.
fn reduced(at: LonLat) -> (f64, f64) {
    let (sin, cos) = sin_cos(at.lat_deg().to_radians());
    let sin = (1.0 - F) * sin;
    let length = (sin * sin + cos * cos).sqrt();
    (sin / length, cos / length)
}

/// A difference of longitudes as the shorter turn, -180 to 180 degrees.
fn turn(degrees: f64) -> f64 {
    if degrees > 180.0 {
        degrees - 360.0
    } else if degrees < -180.0 {
        degrees + 360.0
    } else {
        degrees
    }
}

/// Degrees clockwise from north, 0 to below 360.
fn compass(east: f64, north: f64) -> f64 {
    let degrees = atan2(east, north).to_degrees();
    let degrees = if degrees < 0.0 { degrees + 360.0 } else { degrees };
    // A hair west of north rounds up to the full turn.
    if degrees >= 360.0 { 0.0 } else { degrees }
}

/// Vincenty's A and B (his equations 3 and 4).
fn series(cos2_alpha: f64) -> (f64, f64) {
    let u2 = cos2_alpha * (A * A - B * B) / (B * B);
    let a = 1.0 + u2 / 16384.0 * (4096.0 + u2 * (-768.0 + u2 * (320.0 - 175.0 * u2)));
    let b = u2 / 1024.0 * (256.0 + u2 * (-128.0 + u2 * (74.0 - 47.0 * u2)));
    (a, b)
}

/// Vincenty's Δσ (his equation 6).
fn delta_sigma(b: f64, sin_sigma: f64, cos_sigma: f64, cos_2sm: f64) -> f64 {
    let square = cos_2sm * cos_2sm;
    b * sin_sigma
        * (cos_2sm
            + b / 4.0
                * (cos_sigma * (2.0 * square - 1.0)
                    - b / 6.0 * cos_2sm * (4.0 * sin_sigma * sin_sigma - 3.0) * (4.0 * square - 3.0)))
}

/// How far the longitude on the auxiliary sphere is ahead of that on the ellipsoid (his equations 10 and 11).
fn correction(
    cos2_alpha: f64,
    sin_alpha: f64,
    sigma: f64,
    sin_sigma: f64,
    cos_sigma: f64,
    cos_2sm: f64,
) -> f64 {
    let c = F / 16.0 * cos2_alpha * (4.0 + F * (4.0 - 3.0 * cos2_alpha));
    let series = cos_2sm + c * cos_sigma * (2.0 * cos_2sm * cos_2sm - 1.0);
    (1.0 - c) * F * sin_alpha * (sigma + c * sin_sigma * series)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(lat: f64, lon: f64) -> LonLat {
        LonLat::lat_lon(lat, lon).unwrap()
    }

    fn dms(degrees: f64, minutes: f64, seconds: f64) -> f64 {
        degrees + minutes / 60.0 + seconds / 3600.0
    }

    #[test]
    fn terter_and_talish_are_about_seventeen_kilometres_apart() {
        let way = course(at(40.3420, 46.9316), at(40.3814, 46.7408));
        assert!((way.distance_m - 16_790.0).abs() < 60.0, "{way:?}");
        assert!((280.0..300.0).contains(&way.bearing_deg), "west-north-west: {way:?}");
    }

    #[test]
    fn the_geodesics_of_the_first_story_agree_with_its_gazetteer() {
        let terter = at(40.3420, 46.9316);
        for (name, to, km) in [
            ("Naftalan", at(40.5082, 46.8203), 20.7),
            ("Stepanakert", at(39.8177, 46.7528), 60.2),
            ("Jabrayil", at(39.3992, 47.0284), 105.0),
        ] {
            let got = distance_m(terter, to) / 1000.0;
            assert!((got - km).abs() < 0.06, "{name}: {got}");
        }
    }

    // Flinders Peak to Buninyong, the example of the Geocentric Datum of Australia Technical Manual (on GRS80, which
    // differs from WGS84 by a tenth of a millimetre here).
    #[test]
    fn the_australian_example_line_comes_out_to_the_millimetre() {
        let flinders = at(-dms(37.0, 57.0, 3.72030), dms(144.0, 25.0, 29.52440));
        let buninyong = at(-dms(37.0, 39.0, 10.15610), dms(143.0, 55.0, 35.38390));
        let way = course(flinders, buninyong);
        assert!((way.distance_m - 54_972.271).abs() < 0.001, "{way:?}");
        assert!((way.bearing_deg - dms(306.0, 52.0, 5.37)).abs() < 1e-5, "{way:?}");
        let end = destination(flinders, dms(306.0, 52.0, 5.37), 54_972.271);
        assert!(distance_m(end, buninyong) < 0.002);
    }

    // C. F. F. Karney, "Algorithms for geodesics", Journal of Geodesy 87 (2013), table 2: from 40° N at azimuth 30°,
    // 10,000 km on WGS84.
    #[test]
    fn karneys_direct_example_comes_out() {
        let end = destination(at(40.0, 0.0), 30.0, 10_000_000.0);
        assert!((end.lat_deg() - 41.793_310_205_06).abs() < 1e-8, "{end:?}");
        assert!((end.lon_deg() - 137.844_900_043_77).abs() < 1e-8, "{end:?}");
        assert!((distance_m(at(40.0, 0.0), end) - 10_000_000.0).abs() < 0.001);
    }

    #[test]
    fn a_quarter_meridian_and_a_degree_of_equator_are_as_long_as_published() {
        let quarter = distance_m(at(0.0, 0.0), at(90.0, 0.0));
        assert!((quarter - 10_001_965.729).abs() < 0.001, "{quarter}");
        let degree = distance_m(at(0.0, 10.0), at(0.0, 11.0));
        assert!((degree - 111_319.490_793).abs() < 1e-5, "{degree}");
    }

    // Karney (2013), table 4: 30° S to 29.9° N over 179.8° of longitude, 19,989,832.827 m.
    #[test]
    fn nearly_opposite_points_fall_back_to_the_sphere() {
        let got = distance_m(at(-30.0, 0.0), at(29.9, 179.8));
        assert!((got / 19_989_832.827 - 1.0).abs() < 0.006, "{got}");
        let poles = distance_m(at(90.0, 0.0), at(-90.0, 0.0));
        assert!((poles / 20_003_931.459 - 1.0).abs() < 0.006, "{poles}");
    }

    #[test]
    fn the_shortest_way_crosses_the_antimeridian() {
        let way = course(at(0.0, 179.5), at(0.0, -179.5));
        assert!((way.distance_m - 111_319.49).abs() < 0.01 && (way.bearing_deg - 90.0).abs() < 1e-9);
        assert!((destination(at(0.0, 179.5), 90.0, way.distance_m).lon_deg() + 179.5).abs() < 1e-9);
    }

    #[test]
    fn an_impossible_way_leads_nowhere() {
        let start = at(10.0, 20.0);
        for (bearing, distance) in [(f64::NAN, 1.0), (0.0, f64::INFINITY), (0.0, 1e9)] {
            assert_eq!(destination(start, bearing, distance), start);
        }
        assert_eq!(course(start, start), Course { distance_m: 0.0, bearing_deg: 0.0 });
    }

    fn points() -> impl Strategy<Value = LonLat> {
        (-90.0..=90.0f64, -180.0..=180.0f64).prop_map(|(lat, lon)| at(lat, lon))
    }

    proptest! {
        #[test]
        fn a_distance_is_the_same_both_ways(a in points(), c in points()) {
            let (there, back) = (distance_m(a, c), distance_m(c, a));
            prop_assert!(there.is_finite() && there >= 0.0);
            prop_assert!((there - back).abs() < 0.01, "{there} {back}");
        }

        #[test]
        fn a_detour_is_never_shorter(a in points(), c in points(), d in points()) {
            // The fall-back may be wrong by 0.6 %.
            prop_assert!(distance_m(a, c) <= (distance_m(a, d) + distance_m(d, c)) * 1.007 + 0.01);
        }

        #[test]
        fn a_bearing_is_on_the_compass(a in points(), c in points()) {
            prop_assert!((0.0..360.0).contains(&initial_bearing_deg(a, c)));
        }

        #[test]
        fn a_destination_is_as_far_as_asked(a in points(), bearing in 0.0..360.0f64, metres in 0.0..15_000_000.0f64) {
            let end = destination(a, bearing, metres);
            prop_assert!((distance_m(a, end) - metres).abs() < 0.01, "{end:?}");
        }
    }
}
