//! A pack read back is the map that was written, and no bytes break the reader.

use super::*;
use proptest::prelude::*;

const UNITS: u32 = 1000;

fn at(lon: i32, lat: i32) -> LonLat {
    LonLat::new(f64::from(lon) / f64::from(UNITS), f64::from(lat) / f64::from(UNITS)).unwrap()
}

fn named(tag: &str, name: &str) -> Names {
    Names::new(vec![(tag.into(), name.into())])
}

fn level(min_zoom: u8, lines: Vec<Line>, areas: Vec<Area>) -> Level {
    let bounds = Bounds::new(40.0, 30.0, 50.0, 40.0).unwrap();
    Level { bounds, min_zoom, lines, areas, countries: Vec::new(), towns: Vec::new() }
}

fn line(kind: LineKind, points: Vec<LonLat>) -> Line {
    Line { kind, rank: 0, date: None, names: Names::default(), points }
}

/// A border that a disputed area shares with it, the other way round, and everything else there is.
fn small_map() -> Basemap {
    let border = vec![at(41_000, 31_000), at(42_000, 32_000), at(43_000, 31_500), at(44_000, 31_000)];
    let mut ceasefire =
        line(LineKind::Ceasefire, vec![at(44_000, 31_000), at(43_500, 34_000), at(42_000, 32_000)]);
    ceasefire.date = Some(1994);
    ceasefire.names = named("en", "Ceasefire Line 1994");
    let ring = vec![at(42_000, 32_000), at(43_500, 34_000), at(44_000, 31_000), at(43_000, 31_500)];
    let area =
        Area { kind: AreaKind::Disputed, date: Some(1994), names: named("fr", "Zone"), rings: vec![ring] };
    let mut level = level(6, vec![line(LineKind::Border, border), ceasefire], vec![area]);
    level.countries.push(CountryLabel { anchor: at(45_000, 35_000), names: named("hy", "Հայաստան") });
    level.towns.push(Town { at: at(45_500, 35_500), rank: 3, names: named("und", "Gəncə") });
    level.towns.push(Town { at: at(45_400, 35_600), rank: 4, names: Names::default() });
    Basemap { epoch: Some(2018), credits: vec!["Natural Earth".into()], levels: vec![level] }
}

#[test]
fn a_map_read_back_is_the_map_that_was_written() {
    let map = small_map();
    assert_eq!(Basemap::decode(&map.encode(UNITS)).unwrap(), map);
    let empty = Basemap::default();
    assert_eq!(Basemap::decode(&empty.encode(UNITS)).unwrap(), empty);
}

#[test]
fn a_stretch_that_two_shapes_share_is_stored_once() {
    let long: Vec<LonLat> = (0..200).map(|i| at(41_000 + 40 * i, 31_000 + (i * i * 7) % 300)).collect();
    let one = Basemap {
        levels: vec![level(0, vec![line(LineKind::Border, long.clone())], Vec::new())],
        ..Basemap::default()
    };
    let mut ring: Vec<LonLat> = long.iter().rev().copied().collect();
    ring.push(at(45_000, 39_000));
    let area = Area { kind: AreaKind::Land, date: None, names: Names::default(), rings: vec![ring] };
    let mut both = one.clone();
    both.levels[0].areas.push(area);
    let (alone, shared) = (one.encode(UNITS).len(), both.encode(UNITS).len());
    assert!(alone > 400 && shared < alone + 30, "{alone} {shared}");
    assert_eq!(Basemap::decode(&both.encode(UNITS)).unwrap(), both);
}

#[test]
fn packs_end_to_end_are_one_map() {
    let ground = small_map();
    let water = Basemap {
        epoch: None,
        credits: vec!["GSHHG".into()],
        levels: vec![level(
            6,
            vec![line(LineKind::River, vec![at(41_000, 31_000), at(42_000, 33_000)])],
            Vec::new(),
        )],
    };
    let mut file = ground.encode(UNITS);
    file.extend(water.encode(UNITS));
    let map = Basemap::decode(&file).unwrap();
    assert_eq!(map.credits, ["Natural Earth", "GSHHG"]);
    assert_eq!((map.epoch, map.levels.len(), map.levels[0].lines.len()), (Some(2018), 1, 3));
    let mut merged = ground;
    merged.merge(water);
    assert_eq!(map, merged);
}

#[test]
fn levels_of_different_detail_stay_apart_and_the_coarse_one_comes_first() {
    let mut fine = small_map();
    fine.merge(Basemap { levels: vec![level(0, Vec::new(), Vec::new())], ..Basemap::default() });
    assert_eq!(fine.levels.iter().map(|level| level.min_zoom).collect::<Vec<_>>(), [0, 6]);
}

#[test]
fn the_world_lies_below_a_part_of_it_whichever_came_first() {
    let part = small_map();
    let mut whole = small_map();
    whole.levels[0].bounds = Bounds::WORLD;
    let widths = |mut map: Basemap, other: &Basemap| {
        map.merge(other.clone());
        map.levels.iter().map(|level| level.bounds.width_deg()).collect::<Vec<_>>()
    };
    assert_eq!([widths(part.clone(), &whole), widths(whole, &part)], [[360.0, 10.0], [360.0, 10.0]]);
}

#[test]
fn a_place_belongs_to_the_finest_level_that_covers_it_at_that_zoom() {
    let mut map = small_map();
    let wide = Bounds::new(30.0, 20.0, 60.0, 50.0).unwrap();
    map.merge(Basemap {
        levels: vec![Level { bounds: wide, ..level(0, Vec::new(), Vec::new()) }],
        ..Basemap::default()
    });
    let from = |at, zoom| map.level_at(at, Zoom::clamped(zoom)).map(|level| level.min_zoom);
    assert_eq!([from(at(45_000, 35_000), 6.0), from(at(45_000, 35_000), 5.9)], [Some(6), Some(0)]);
    assert_eq!([from(at(55_000, 35_000), 9.0), from(at(0, 0), 9.0)], [Some(0), None]);
    assert_eq!((map.bounds(), Basemap::default().bounds()), (Some(wide), None));
}

#[test]
fn merged_towns_keep_the_most_important_first() {
    let towns = |ranks: &[u8]| {
        let town = |rank: &u8| Town { at: at(45_000, 35_000), rank: *rank, names: Names::default() };
        let level = Level { towns: ranks.iter().map(town).collect(), ..level(0, Vec::new(), Vec::new()) };
        Basemap { levels: vec![level], ..Basemap::default() }
    };
    let mut map = towns(&[0, 3, 3, 6]);
    map.merge(towns(&[1, 3, 7]));
    assert_eq!(map.levels[0].towns.iter().map(|town| town.rank).collect::<Vec<_>>(), [0, 1, 3, 3, 3, 6, 7]);
}

#[test]
fn what_is_not_a_pack_is_refused_by_name() {
    let code = |bytes: &[u8]| Basemap::decode(bytes).map_err(|error| (error.code, error.at)).unwrap_err();
    assert_eq!(code(b""), ("basemap-format", Some(0)));
    assert_eq!(code(b"{\"type\":\"Topology\"}"), ("basemap-format", Some(0)));
    assert_eq!(code(b"CCBM"), ("basemap-version", Some(4)));
    assert_eq!(code(b"CCBM\x02"), ("basemap-version", Some(4)));
    let mut two = small_map().encode(UNITS);
    let end = two.len();
    two.extend(b"rest");
    assert_eq!(code(&two), ("basemap-format", Some(end)));
}

#[test]
fn a_pack_cut_anywhere_is_refused() {
    let bytes = small_map().encode(UNITS);
    for end in 0..bytes.len() {
        assert!(Basemap::decode(&bytes[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn a_path_over_one_arc_again_and_again_is_refused_before_it_fills_the_memory() {
    // One arc of 1,000 points, and a line that runs over it 30,000 times: 30 million positions in 34 kB.
    let mut bytes = b"CCBM\x01".to_vec();
    let number = |bytes: &mut Vec<u8>, mut n: usize| {
        while n >= 0x80 {
            bytes.push((n & 0x7f) as u8 | 0x80);
            n >>= 7;
        }
        bytes.push(n as u8);
    };
    for n in [1000, 0, 0, 0, 1, 0, 0, 0, 2000, 2000, 1, 1000] {
        number(&mut bytes, n);
    }
    bytes.extend([0; 2000]);
    for n in [1, 0, 0, 0, 0, 30_000] {
        number(&mut bytes, n);
    }
    bytes.extend(vec![0; 30_000]);
    bytes.extend([0, 0, 0]);
    assert_eq!(Basemap::decode(&bytes).unwrap_err().code, "basemap-damaged");
    // The same with few turns is well formed, so that it is the number that is refused.
    let few = bytes.len() - 30_000 - 3 - 3;
    let mut good = bytes[..few].to_vec();
    number(&mut good, 3);
    good.extend([0; 6]);
    assert_eq!(Basemap::decode(&good).map(|map| map.levels[0].lines.len()), Ok(1));
}

fn points(least: usize) -> impl Strategy<Value = Vec<LonLat>> {
    // A coarse grid, so that shapes meet and share.
    prop::collection::vec((0..6i32, 0..6i32), least..14).prop_map(|list| {
        let mut points: Vec<LonLat> =
            list.into_iter().map(|(x, y)| at(41_000 + 250 * x, 31_000 + 130 * y)).collect();
        points.dedup();
        points
    })
}

fn names() -> impl Strategy<Value = Names> {
    let tag = prop::sample::select(vec!["en", "fr", "hy", "und"]);
    prop::collection::vec((tag, "\\PC{0,6}"), 0..4)
        .prop_map(|pairs| Names::new(pairs.into_iter().map(|(tag, name)| (tag.to_owned(), name)).collect()))
}

fn maps() -> impl Strategy<Value = Basemap> {
    let line = (0..LineKind::ALL.len(), any::<u8>(), any::<Option<i16>>(), names(), points(2)).prop_map(
        |(kind, rank, date, names, points)| Line {
            kind: LineKind::ALL[kind],
            rank,
            date: date.map(i32::from),
            names,
            points,
        },
    );
    let ring = points(3).prop_map(|mut ring| {
        while ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        ring
    });
    let area = (0..AreaKind::ALL.len(), names(), prop::collection::vec(ring, 1..3))
        .prop_map(|(kind, names, rings)| Area { kind: AreaKind::ALL[kind], date: None, names, rings });
    let shapes = (prop::collection::vec(line, 0..5), prop::collection::vec(area, 0..4));
    (shapes, names(), any::<u8>()).prop_map(|((mut lines, mut areas), names, min_zoom)| {
        // The writer drops these.
        lines.retain(|line| line.points.len() >= 2);
        areas.iter_mut().for_each(|area| area.rings.retain(|ring| ring.len() >= 3));
        areas.retain(|area| !area.rings.is_empty());
        let mut level = level(min_zoom, lines, areas);
        level.countries.push(CountryLabel { anchor: at(-180_000, 90_000), names: names.clone() });
        level.towns.push(Town { at: at(180_000, -90_000), rank: 7, names });
        Basemap { epoch: None, credits: Vec::new(), levels: vec![level] }
    })
}

proptest! {
    #[test]
    fn any_map_survives_writing_and_reading(map in maps()) {
        prop_assert_eq!(Basemap::decode(&map.encode(UNITS)).unwrap(), map);
    }

    #[test]
    fn any_bytes_are_read_or_refused(tail in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut bytes = b"CCBM\x01".to_vec();
        bytes.extend(tail);
        if let Err(error) = Basemap::decode(&bytes) {
            prop_assert!(error.at.unwrap() <= bytes.len());
        }
    }

    #[test]
    fn a_damaged_pack_is_read_or_refused(
        map in maps(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = map.encode(UNITS);
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Ok(map) = Basemap::decode(&bytes) {
            for level in map.levels {
                prop_assert!(level.lines.iter().all(|line| line.points.len() >= 2));
                prop_assert!(level.areas.iter().flat_map(|area| &area.rings).all(|ring| ring.len() >= 3));
            }
        }
    }
}

#[test]
fn every_committed_pack_reads_stays_in_its_box_and_is_written_back_the_same() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/static/basemap");
    let mut packs = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "bin") {
            continue;
        }
        packs += 1;
        let bytes = std::fs::read(&path).unwrap();
        let map = Basemap::decode(&bytes).unwrap();
        assert!(!map.credits.is_empty() && !map.levels.is_empty(), "{path:?}");
        for level in &map.levels {
            let rings = level.areas.iter().flat_map(|area| area.rings.iter().flatten());
            let shapes = level.lines.iter().flat_map(|line| &line.points).chain(rings);
            let labels = level.countries.iter().map(|country| &country.anchor);
            let mut all = shapes.chain(labels).chain(level.towns.iter().map(|town| &town.at));
            assert!(all.all(|at| level.bounds.contains(*at)), "{path:?}");
            assert!(level.towns.is_sorted_by_key(|town| town.rank), "{path:?}");
        }
        assert_eq!(map.encode(UNITS), bytes, "{path:?}");
    }
    assert!(packs > 0, "there are no packs in {folder}");
}
