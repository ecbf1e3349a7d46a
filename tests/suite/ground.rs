//! Any place on earth has ground under it.

use chronocarte::geo::atlas::{Atlas, Cell};
use chronocarte::geo::{AreaKind, Basemap, Bounds, Level, LineKind, LonLat};
use chronocarte::publish::{CEILING, Ground, atlas, bytes, overview};
use std::collections::HashMap;

fn at(lon: f64, lat: f64) -> LonLat {
    LonLat::new(lon, lat).unwrap()
}

fn around(lon: f64, lat: f64) -> Ground {
    Ground::covering(&Bounds::of_point(at(lon, lat))).unwrap()
}

fn boxed(west: f64, south: f64, east: f64, north: f64) -> Ground {
    Ground::covering(&Bounds::new(west, south, east, north).unwrap()).unwrap()
}

fn finest(basemap: &Basemap) -> &Level {
    basemap.levels.last().unwrap()
}

/// Whether a place is in the areas of a kind, by the even-odd rule.
fn is_in(level: &Level, kind: AreaKind, place: LonLat) -> bool {
    // From the western edge of the level eastwards.
    let west = level.bounds.west_deg();
    let x = |at: LonLat| if at.lon_deg() < west { at.lon_deg() + 360.0 } else { at.lon_deg() };
    let rings = level.areas.iter().filter(|area| area.kind == kind).flat_map(|area| &area.rings);
    let edges = rings.flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
    let crossed = edges.filter(|(a, b)| {
        let (ay, by, y) = (a.lat_deg(), b.lat_deg(), place.lat_deg());
        (ay > y) != (by > y) && x(place) < x(**a) + (y - ay) / (by - ay) * (x(**b) - x(**a))
    });
    crossed.count() % 2 == 1
}

/// A place, whether it is on land, and a town that must be named near it.
const PLACES: [(&str, f64, f64, bool, &str); 18] = [
    ("Kashmir", 74.80, 34.10, true, "Srinagar"),
    ("Crimea", 34.30, 45.20, true, "Simferopol"),
    ("Black Sea", 34.0, 43.3, false, ""),
    ("Hebron", 35.10, 31.53, true, "Jerusalem"),
    ("Western Sahara", -12.5, 25.5, true, ""),
    ("Taiwan Strait", 119.6, 24.6, false, "Xiamen"),
    ("Taipei", 121.50, 25.03, true, "Taipei"),
    ("Fiji", 178.0, -17.8, true, "Suva"),
    ("Vanua Levu, east of it the antimeridian", 179.2, -16.6, true, "Labasa"),
    ("Svalbard", 17.5, 78.8, true, "Longyearbyen"),
    ("Siberia", 97.0, 63.0, true, "Tura"),
    ("Chukotka, beyond the antimeridian", -175.0, 66.5, true, ""),
    ("Antarctica", 20.0, -80.0, true, ""),
    ("South Pole", 0.0, -89.9, true, ""),
    ("North Pole", 0.0, 89.9, false, ""),
    ("Paris", 2.35, 48.86, true, "Paris"),
    ("Manaus", -60.5, -2.5, true, "Manaus"),
    ("Pacific", -140.0, -20.0, false, ""),
];

#[test]
fn every_place_on_earth_has_land_or_sea_under_it_and_stays_small() {
    for (name, lon, lat, is_land, town) in PLACES {
        let ground = around(lon, lat);
        let level = finest(&ground.basemap);
        assert!(level.bounds.contains(at(lon, lat)), "{name}: {:?}", level.bounds);
        assert!(
            level.bounds.height_deg() >= 2.0 || lat.abs() > 88.0,
            "{name}: a place alone has surroundings"
        );
        for level in &ground.basemap.levels {
            assert_eq!(is_in(level, AreaKind::Land, at(lon, lat)), is_land, "{name} from {}", level.min_zoom);
        }
        let mut towns = ground.basemap.levels.iter().flat_map(|level| &level.towns);
        let has = towns.any(|known| known.names.iter().any(|(_, name)| name.contains(town)));
        assert!(town.is_empty() || has, "{name}: {town} is not named");
        let size = bytes::brotli(&ground.pack).unwrap().len();
        assert!(size <= CEILING, "{name}: {size}");
        assert!(ground.built_in);
    }
}

#[test]
fn larger_stories_are_coarser_and_no_larger() {
    for (name, [west, south, east, north], most) in [
        ("a country", [22.0, 44.0, 40.0, 52.5], 4),
        ("both sides of the Bering Strait", [172.0, 58.0, -155.0, 70.0], 4),
    ] {
        let ground = boxed(west, south, east, north);
        let level = finest(&ground.basemap);
        assert!(level.min_zoom <= most, "{name}: {}", level.min_zoom);
        for corner in [at(west, south), at(east, north)] {
            assert!(level.bounds.contains(corner), "{name}: {:?}", level.bounds);
        }
        let size = bytes::brotli(&ground.pack).unwrap().len();
        assert!(size <= CEILING, "{name}: {size}");
    }
    assert_eq!(boxed(-180.0, -60.0, 180.0, 80.0).pack, overview(), "the world is what everybody has");
}

#[test]
fn the_same_places_give_the_same_bytes() {
    assert_eq!(around(35.1, 31.5).pack, around(35.1, 31.5).pack);
}

#[test]
fn the_first_story_keeps_the_region_drawn_for_it() {
    let ground = boxed(45.9, 39.2, 47.4, 40.6);
    let closed = finest(&ground.basemap).areas.iter().filter(|area| area.kind == AreaKind::Disputed);
    assert_eq!(closed.map(|area| area.date).collect::<Vec<_>>(), [Some(1994)]);
}

/// Where lines of a kind end, and how often.
fn ends(level: &Level, kind: LineKind) -> HashMap<(i64, i64), usize> {
    let mut ends = HashMap::new();
    for line in level.lines.iter().filter(|line| line.kind == kind) {
        if line.points.first() == line.points.last() {
            continue;
        }
        for end in [line.points.first(), line.points.last()].into_iter().flatten() {
            let key = |deg: f64| (deg * 1000.0).round() as i64;
            *ends.entry((key(end.lon_deg()), key(end.lat_deg()))).or_insert(0) += 1;
        }
    }
    ends
}

/// A story around the corner of four cells: lines run on, and no shore is drawn where cells meet.
#[test]
fn nothing_shows_where_cells_meet() {
    // The corner is on land between Germany, Czechia and Austria; the others on Canada's lakes and at sea off Norway.
    for (lon, lat) in [(15.0, 50.0), (-95.0, 50.0), (5.0, 60.0), (100.0, 25.0)] {
        let ground = around(lon, lat);
        let level = finest(&ground.basemap);
        for kind in [LineKind::Border, LineKind::Coast, LineKind::River] {
            for ((x, y), count) in ends(level, kind) {
                let on_side = (x % 5000 == 0 || y % 5000 == 0)
                    && level.bounds.contains(at(x as f64 / 1e3, y as f64 / 1e3));
                assert!(!on_side || count != 2, "two ends of {kind:?} meet at {x} {y} near {lon} {lat}");
            }
        }
        for line in level.lines.iter().filter(|line| line.kind == LineKind::Coast) {
            for pair in line.points.windows(2) {
                let along = |of: fn(LonLat) -> f64| of(pair[0]) == of(pair[1]) && of(pair[0]) % 5.0 == 0.0;
                assert!(!along(LonLat::lon_deg) && !along(LonLat::lat_deg), "{pair:?} near {lon} {lat}");
            }
        }
        for ring in level.areas.iter().flat_map(|area| &area.rings) {
            for pair in ring.windows(2) {
                let inside = |deg: f64, low: f64, high: f64| deg > low && deg < high;
                let (a, b) = (pair[0], pair[1]);
                let meridian = a.lon_deg() == b.lon_deg()
                    && a.lon_deg() % 5.0 == 0.0
                    && inside(a.lon_deg(), level.bounds.west_deg(), level.bounds.east_deg());
                assert!(!meridian, "a slit along the side of a cell: {pair:?} near {lon} {lat}");
            }
        }
    }
}

#[test]
fn a_map_of_fiji_runs_over_the_antimeridian() {
    let ground = boxed(177.0, -19.0, -179.5, -16.0);
    let level = finest(&ground.basemap);
    assert!(level.bounds.crosses_antimeridian() && level.bounds.width_deg() < 12.0, "{:?}", level.bounds);
    // Taveuni lies on the antimeridian; its shore is one line that leaps from one spelling to the other.
    assert!(
        is_in(level, AreaKind::Land, at(179.98, -16.85)) && is_in(level, AreaKind::Land, at(-179.98, -16.85))
    );
    let leaps = |line: &&chronocarte::geo::Line| {
        line.points.windows(2).any(|pair| (pair[0].lon_deg() - pair[1].lon_deg()).abs() > 300.0)
    };
    let crossing: Vec<_> = level.lines.iter().filter(leaps).collect();
    assert!(!crossing.is_empty() && crossing.iter().all(|line| line.points.first() == line.points.last()));
    for point in level.lines.iter().flat_map(|line| &line.points) {
        assert!(level.bounds.contains(*point), "{point:?}");
    }
}

#[test]
fn credits_name_the_data_that_is_there() {
    assert_eq!(around(-140.0, -20.0).basemap.epoch, Some(2018));
    assert_eq!(around(0.0, 89.9).basemap.credits, [""; 0], "open sea is nobody's");
    let svalbard = boxed(13.0, 77.0, 22.0, 80.0).basemap;
    assert!(
        !svalbard.credits.iter().any(|credit| credit.contains("GSHHG")),
        "no lake, no river: {:?}",
        svalbard.credits
    );
    let paris = around(2.35, 48.86).basemap;
    assert_eq!(paris.credits, ["Natural Earth 4.1", "GSHHG (LGPL)", "Unicode CLDR", "© GeoNames, CC BY 4.0"]);
    let table = include_str!("../../static/basemap/ATTRIBUTION.json");
    let table: serde_json::Value = serde_json::from_str(table).unwrap();
    for credit in paris.credits {
        let known = table.as_array().unwrap().iter().any(|row| row["credit"] == credit.as_str());
        assert!(known, "{credit} is not in ATTRIBUTION.json");
    }
}

#[test]
fn contested_borders_are_not_drawn_as_settled_ones() {
    for (name, ground, kind, date) in [
        ("Korea", around(127.0, 38.0), LineKind::Ceasefire, Some(1953)),
        ("Cyprus", around(33.4, 35.1), LineKind::Ceasefire, Some(1974)),
        ("Crimea", around(34.0, 45.9), LineKind::Claim, Some(2014)),
        ("Kashmir", around(74.5, 34.0), LineKind::Ceasefire, Some(1972)),
        ("West Bank", around(35.2, 31.9), LineKind::Ceasefire, Some(1949)),
        ("Western Sahara", around(-11.0, 26.0), LineKind::Ceasefire, Some(1991)),
    ] {
        let level = finest(&ground.basemap);
        let found = level.lines.iter().find(|line| line.kind == kind && line.date == date);
        assert!(found.is_some_and(|line| !line.names.is_empty()), "{name}");
        let middle = found.unwrap().points[found.unwrap().points.len() / 2];
        let settled = level.lines.iter().filter(|line| line.kind == LineKind::Border);
        assert!(!settled.flat_map(|line| &line.points).any(|point| *point == middle), "{name}: both at once");
    }
}

#[test]
fn the_overview_is_the_whole_world_and_small() {
    let bytes = overview();
    let map = Basemap::decode(&bytes).unwrap();
    let [level] = &map.levels[..] else { panic!("one level") };
    assert_eq!((level.bounds, level.min_zoom), (Bounds::WORLD, 0));
    assert!(bytes::brotli(&bytes).unwrap().len() <= 40_000);
    for (lon, lat, is_land) in [
        (2.3, 48.8, true),
        (-30.0, 40.0, false),
        (-172.0, 66.3, true),
        (90.0, -80.0, true),
        (0.0, -90.0 + 0.01, true),
        (51.0, 41.0, false),
    ] {
        assert_eq!(is_in(level, AreaKind::Land, at(lon, lat)), is_land, "{lon} {lat}");
    }
    for tag in ["ar", "az", "en", "fr", "hy", "ru", "tr"] {
        let named = level.countries.iter().filter(|country| country.names.exact(tag).is_some()).count();
        assert!(named > 100 && named == level.countries.len(), "{tag}: {named}");
    }
    for town in ["Washington", "Tokyo", "Cairo", "Brasília", "Canberra"] {
        let has = |names: &chronocarte::geo::Names| names.iter().any(|(_, name)| name.starts_with(town));
        assert_eq!(level.towns.iter().filter(|known| has(&known.names)).count(), 1, "{town}");
    }
}

#[test]
fn every_cell_of_the_world_reads_and_stays_in_its_box() {
    let Atlas { ground, water, towns, .. } = atlas().unwrap();
    let mut cells = 0;
    for archive in [&ground, &water, &towns] {
        for (cell, _) in archive.cells() {
            cells += 1;
            let map = archive.cell(cell).unwrap().unwrap();
            let [level] = &map.levels[..] else { panic!("one level") };
            assert_eq!(level.bounds, Cell::bounds(cell));
            let rings = level.areas.iter().flat_map(|area| area.rings.iter().flatten());
            let mut all = level.lines.iter().flat_map(|line| &line.points).chain(rings);
            assert!(all.all(|at| level.bounds.contains(*at)), "{cell:?}: a line or a ring");
            for town in &level.towns {
                assert!(level.bounds.contains(town.at), "{cell:?} {town:?}");
            }
        }
    }
    assert!(cells > 2000, "{cells}");
}
