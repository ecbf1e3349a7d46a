//! Cells put together are the map they were cut from, and no bytes break the reader.

use super::weave::{Point, Weave, dissolve, join};
use super::*;
use crate::geo::{Area, AreaKind, Bounds, Line, LineKind, LonLat, Names, Town};
use proptest::prelude::*;

fn at(lon: f64, lat: f64) -> LonLat {
    LonLat::new(lon, lat).unwrap()
}

fn cell(west: i32, south: i32) -> Cell {
    Cell::new(u16::try_from((west + 180) / 5).unwrap(), u16::try_from((south + 90) / 5).unwrap()).unwrap()
}

/// A level as large as a cell.
fn level(cell: Cell) -> Level {
    Level {
        bounds: cell.bounds(),
        min_zoom: 6,
        lines: Vec::new(),
        areas: Vec::new(),
        countries: Vec::new(),
        towns: Vec::new(),
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &brotli::enc::BrotliEncoderParams::default()).unwrap();
    packed
}

fn archive(credit: &str, levels: Vec<(Cell, Level)>) -> Vec<u8> {
    let common = Basemap { epoch: Some(2018), credits: vec![credit.into()], levels: Vec::new() };
    let body = |level| packed(&Basemap { levels: vec![level], ..Basemap::default() }.encode(1000));
    let bodies: Vec<_> = levels.into_iter().map(|(cell, level)| (cell, body(level))).collect();
    Archive::write(&common, &bodies)
}

fn land(code: &str, rings: &[&[(f64, f64)]]) -> Area {
    let names = Names::new(vec![(CODE.to_owned(), code.to_owned())]);
    let ring = |ring: &&[(f64, f64)]| ring.iter().map(|(lon, lat)| at(*lon, *lat)).collect();
    Area { kind: AreaKind::Land, date: None, names, rings: rings.iter().map(ring).collect() }
}

fn border(points: &[(f64, f64)]) -> Line {
    let points = points.iter().map(|(lon, lat)| at(*lon, *lat)).collect();
    Line { kind: LineKind::Border, rank: 0, date: None, names: Names::default(), points }
}

/// An island of two countries across the antimeridian, its border from west to east.
fn island() -> [Vec<u8>; 4] {
    let (west, east) = (cell(175, 0), cell(-180, 0));
    let mut left = level(west);
    left.areas.push(land("AA", &[&[(178.0, 1.0), (180.0, 1.0), (180.0, 2.0), (178.0, 2.0)]]));
    left.areas.push(land("BB", &[&[(178.0, 2.0), (180.0, 2.0), (180.0, 3.0), (178.0, 3.0)]]));
    left.lines.push(border(&[(178.0, 2.0), (180.0, 2.0)]));
    let mut right = level(east);
    right.areas.push(land("AA", &[&[(-180.0, 1.0), (-178.0, 1.0), (-178.0, 2.0), (-180.0, 2.0)]]));
    // The side of the cell is cut here and not there.
    right
        .areas
        .push(land("BB", &[&[(-180.0, 2.0), (-178.0, 2.0), (-178.0, 3.0), (-180.0, 3.0), (-180.0, 2.5)]]));
    right.lines.push(border(&[(-180.0, 2.0), (-178.0, 2.0)]));
    let mut towns = level(east);
    let town = |lon, rank| Town { at: at(lon, 1.5), rank, names: Names::default() };
    towns.towns = vec![town(-179.0, 2), town(-178.99, 5), town(-178.2, 6)];
    let mut names = level(west);
    names.bounds = Bounds::WORLD;
    for code in ["AA", "BB"] {
        let both = vec![(CODE.to_owned(), code.to_owned()), ("en".to_owned(), code.to_lowercase())];
        names.countries.push(crate::geo::CountryLabel { anchor: at(0.0, 0.0), names: Names::new(both) });
    }
    let countries = Basemap { epoch: None, credits: vec!["C".into()], levels: vec![names] };
    [
        archive("G", vec![(west, left), (east, right)]),
        archive("W", Vec::new()),
        archive("T", vec![(east, towns)]),
        countries.encode(1),
    ]
}

fn scope() -> Scope {
    Scope {
        min_zoom: 5,
        tolerance_deg: 0.001,
        island_km2: 1.0,
        lake_km2: 1.0,
        river_rank: 3,
        town_rank: 7,
        town_km: 5.0,
        label_km: 10.0,
        divisions: true,
        former: true,
    }
}

/// The four southernmost degrees of the north.
fn cut(atlas: &Atlas<'_>, west: f64, east: f64) -> Cut {
    atlas.gather(&Bounds::new(west, 0.0, east, 4.0).unwrap()).unwrap().cut(&scope())
}

#[test]
fn a_map_across_the_antimeridian_is_in_one_piece() {
    let [ground, water, towns, countries] = island();
    let atlas = Atlas::open(&ground, &water, &towns, &countries).unwrap();
    let cut = cut(&atlas, 177.0, -177.0);
    let of = |kind| cut.ground.lines.iter().filter(move |line| line.kind == kind).collect::<Vec<_>>();
    assert_eq!(of(LineKind::Border).len(), 1, "the two pieces are one line");
    assert_eq!(of(LineKind::Border)[0].points, [at(178.0, 2.0), at(-178.0, 2.0)]);
    let [shore] = of(LineKind::Coast)[..] else { panic!("one island has one shore") };
    assert!(shore.points.iter().all(|at| at.lon_deg().abs() < 180.0), "no shore along the antimeridian");
    let [area] = &cut.ground.areas[..] else { panic!("land is one area") };
    assert_eq!(area.rings.iter().map(Vec::len).collect::<Vec<_>>(), [6], "{area:?}");
    assert_eq!(cut.countries.countries.len(), 2);
    assert!(cut.countries.countries.iter().all(|label| label.names.exact(CODE).is_none()));
    assert_eq!(
        cut.towns.towns.iter().map(|town| town.rank).collect::<Vec<_>>(),
        [2, 6],
        "no two on one spot"
    );
}

#[test]
fn a_box_on_one_side_holds_that_side_and_no_shore_along_its_edge() {
    let [ground, water, towns, countries] = island();
    let atlas = Atlas::open(&ground, &water, &towns, &countries).unwrap();
    let cut = cut(&atlas, 177.0, 180.0);
    let shores: Vec<_> = cut.ground.lines.iter().filter(|line| line.kind == LineKind::Coast).collect();
    assert_eq!(shores.len(), 1);
    assert_eq!((shores[0].points[0].lon_deg(), shores[0].points.last().unwrap().lon_deg()), (180.0, 180.0));
    assert!(cut.towns.towns.is_empty());
}

#[test]
fn packs_bear_the_credits_of_what_is_in_them_and_no_others() {
    let [ground, water, towns, countries] = island();
    let atlas = Atlas::open(&ground, &water, &towns, &countries).unwrap();
    let credits = |west, east| {
        let packs = atlas.packs(vec![cut(&atlas, west, east)], 1000);
        assert_eq!(packs, atlas.packs(vec![cut(&atlas, west, east)], 1000));
        Basemap::decode(&packs.concat()).unwrap().credits
    };
    assert_eq!(credits(177.0, -177.0), ["G", "C", "T"]);
    assert_eq!(credits(177.0, 179.0), ["G", "C"]);
    assert_eq!(credits(20.0, 30.0), [""; 0], "open sea is nobody's");
}

#[test]
fn an_archive_cut_anywhere_or_made_longer_is_refused() {
    let [ground, ..] = island();
    for end in 0..ground.len() {
        assert!(Archive::open(&ground[..end]).is_err(), "cut at {end}");
    }
    assert!(Archive::open(&[ground.as_slice(), b"x"].concat()).is_err());
    let code = |bytes: &[u8]| Archive::open(bytes).map(|_| ()).unwrap_err().code;
    assert_eq!(
        [code(b""), code(b"CCBA\x02"), code(b"CCBA\x01")],
        ["atlas-format", "atlas-version", "atlas-damaged"]
    );
}

#[test]
fn a_body_that_unfolds_without_end_is_refused() {
    let bomb = packed(&vec![b'C'; 9 << 20]);
    assert!(bomb.len() < 1000);
    let bytes = Archive::write(&Basemap::default(), &[(cell(0, 0), bomb)]);
    let archive = Archive::open(&bytes).unwrap();
    assert_eq!(archive.cell(cell(0, 0)).unwrap_err().code, "atlas-damaged");
    assert_eq!(archive.cell(cell(5, 0)).unwrap(), None);
}

/// Reads everything an archive says it holds.
fn read(bytes: &[u8]) {
    let Ok(archive) = Archive::open(bytes) else { return };
    for (cell, _) in archive.cells() {
        if let Ok(Some(map)) = archive.cell(cell) {
            assert!(map.levels.iter().flat_map(|level| &level.lines).all(|line| line.points.len() >= 2));
        }
    }
    let countries = Basemap::default().encode(1);
    if let Ok(atlas) = Atlas::open(bytes, bytes, bytes, &countries) {
        for bounds in [Bounds::new(170.0, -3.0, -170.0, 8.0).unwrap(), Bounds::WORLD] {
            if let Ok(gathered) = atlas.gather(&bounds) {
                _ = atlas.packs(vec![gathered.cut(&scope())], 1000);
            }
        }
    }
}

/// Committed archives, whole and damaged, each also changed in many places: the same ones at every run.
#[test]
fn damaged_archives_are_read_or_refused() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/hostile-atlas");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 6, "the corpus is in {folder}");
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    for file in files {
        let seed = std::fs::read(&file).unwrap();
        read(&seed);
        let whole = |archive: &Archive<'_>| archive.cells().all(|(cell, _)| archive.cell(cell).is_ok());
        let fine = Archive::open(&seed).is_ok_and(|archive| whole(&archive));
        let name = file.file_name().unwrap().to_string_lossy();
        assert_eq!(fine, name.starts_with('y'), "{name}");
        for _ in 0..60 {
            let mut bytes = seed.clone();
            for _ in 0..4 {
                // Xorshift: as good as needed here, and the same everywhere.
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                let place = (random >> 8) as usize % bytes.len().max(1);
                match random % 4 {
                    0 => bytes.truncate(place.max(6)),
                    1 => bytes.insert(place, (random >> 40) as u8),
                    _ if place < bytes.len() => bytes[place] = (random >> 40) as u8,
                    _ => {}
                }
            }
            read(&bytes);
        }
    }
}

fn rings() -> impl Strategy<Value = Vec<Vec<Point>>> {
    // Rectangles on a coarse grid touch, overlap, and run along the sides of cells.
    let rectangle = (0..8i32, 0..8i32, 1..5i32, 1..5i32).prop_map(|(x, y, w, h)| {
        let (x, y, w, h) = (x * 1250, y * 1250, w * 1250, h * 1250);
        vec![(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
    });
    prop::collection::vec(rectangle, 1..7)
}

/// Whether a point is inside an odd number of rings.
fn odd(rings: &[Vec<Point>], (x, y): (f64, f64)) -> bool {
    let edges = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
    let crossed = edges.filter(|(a, b)| {
        let (ax, ay, bx, by) = (f64::from(a.0), f64::from(a.1), f64::from(b.0), f64::from(b.1));
        (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
    });
    crossed.count() % 2 == 1
}

proptest! {
    #[test]
    fn what_is_inside_an_odd_number_of_rings_stays_inside(
        rings in rings(),
        places in prop::collection::vec((0.0..16_000.0f64, 0.0..16_000.0f64), 12),
    ) {
        let together = dissolve(rings.iter());
        prop_assert!(together.iter().all(|ring| ring.len() >= 3));
        for place in places {
            prop_assert_eq!(odd(&rings, place), odd(&together, place), "{:?}", place);
        }
    }

    #[test]
    fn a_line_cut_anywhere_is_the_same_line_again(
        mut line in prop::collection::btree_set((0..900i32, 0..900i32), 3..30),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let line: Vec<Point> = std::mem::take(&mut line).into_iter().collect();
        let mut pieces = vec![line.clone()];
        for cut in cuts {
            let nth = cut.index(pieces.len());
            let piece = pieces.remove(nth);
            let middle = piece.len() / 2;
            if middle > 0 && middle + 1 < piece.len() {
                pieces.push(piece[..=middle].to_vec());
                pieces.push(piece[middle..].iter().rev().copied().collect());
            } else {
                pieces.push(piece);
            }
        }
        let joined = join(pieces);
        prop_assert_eq!(joined.len(), 1);
        let backwards: Vec<Point> = line.iter().rev().copied().collect();
        prop_assert!(joined[0] == line || joined[0] == backwards);
    }

    #[test]
    fn any_bytes_are_no_archive_or_read(tail in prop::collection::vec(any::<u8>(), 0..200)) {
        read(&[b"CCBA\x01".as_slice(), &tail].concat());
    }
}

#[test]
fn a_border_is_simplified_the_same_on_both_sides() {
    let wavy: Vec<Point> = (0..200).map(|i| (i * 10, (i * i * 31) % 97)).collect();
    let mut north: Vec<Point> = wavy.iter().rev().copied().collect();
    north.extend([(0, 4000), (1990, 4000)]);
    let close = |ring: &[Point]| -> Vec<Point> { ring.iter().chain(ring.first()).copied().collect() };
    let mut south = wavy.clone();
    south.extend([(1990, -4000), (0, -4000)]);
    let (north, south) = (close(&north), close(&south));
    let paths = [north.as_slice(), &south, &wavy];
    let mut woven = Weave::new(paths.into_iter(), 0.05, 0);
    let [north, south, line] = paths.map(|path| woven.simplified(path));
    assert!(line.len() < 100);
    for pair in line.windows(2) {
        let has = |ring: &[Point]| {
            ring.windows(2).any(|other| other == pair || (other[0] == pair[1] && other[1] == pair[0]))
        };
        assert!(has(&north) && has(&south), "{pair:?}");
    }
}
