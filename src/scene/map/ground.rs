//! What lies under everything: land, water, borders, and the areas and lines a story names.

use super::super::{Frame, Layer, Point, Rect, Style, Tone};
use super::hatch::hatch;
use super::plane::Plane;
use crate::geo::{self, Basemap, Level, LineKind, LonLat};
use crate::story::{self, Geometry, GeometryKind};

const LAND: Style = Style::fill(Tone::Land);
const WATER: Style = Style::fill(Tone::Water);
const UNKNOWN: Style = Style::fill(Tone::Paper);
const RIVER: Style = Style { round: true, ..Style::stroke(Tone::Water, 1.4) };
const COAST: Style = Style::stroke(Tone::WaterInk, 0.7).faded(0.45);
const BORDER: Style = Style { round: true, ..Style::stroke(Tone::Border, 1.3) };
const CLAIM: Style = Style::stroke(Tone::Border, 1.1).dashed(4.0, 3.0);
const CEASEFIRE: Style = Style::stroke(Tone::Line, 1.6).dashed(6.0, 4.0);
const ROUTE: Style = Style { round: true, ..Style::stroke(Tone::Line, 2.0) };
const BOUNDARY: Style = Style { round: true, ..Style::stroke(Tone::Line, 1.2).dashed(0.1, 3.4) };
const HATCH: Style = Style::stroke(Tone::Hatch, 0.8);
const CONTROL: Style = Style::fill(Tone::Hatch).faded(0.18);
const CONTROL_EDGE: Style = Style::stroke(Tone::Line, 1.1).dashed(4.0, 3.0);

/// What the rest of the map must know of its ground.
#[derive(Default)]
pub(super) struct Ground<'a> {
    /// The levels of the base map that are painted, coarsest first.
    pub levels: Vec<&'a Level>,
    /// Rings of lakes, as far as they are seen.
    pub lakes: Vec<Vec<Point>>,
    /// Rings of areas that are disputed or reported to be in somebody's control, as far as they are seen.
    pub disputed: Vec<Vec<Point>>,
    /// Lines no country's name may cross, and their course beyond the edge.
    barriers: Vec<Barrier>,
}

/// A short piece of a line with its box, so that most pieces need no closer look.
struct Barrier {
    bounds: Rect,
    points: Vec<Point>,
}

/// How many points a piece has at most.
const PIECE: usize = 17;

impl Ground<'_> {
    /// Adds a line no country's name may cross.
    fn bar(&mut self, line: &[Point]) {
        let mut rest = line;
        while rest.len() > 1 {
            let (piece, _) = rest.split_at(rest.len().min(PIECE));
            let (mut low, mut high) = (Point::new(f64::MAX, f64::MAX), Point::new(f64::MIN, f64::MIN));
            for point in piece {
                low = Point::new(low.x.min(point.x), low.y.min(point.y));
                high = Point::new(high.x.max(point.x), high.y.max(point.y));
            }
            // A straight line along an axis has a box without an inside.
            let bounds = Rect::new(low.x, low.y, high.x - low.x, high.y - low.y).grown(0.5);
            self.barriers.push(Barrier { bounds, points: piece.to_vec() });
            // The last point of a piece is the first of the next.
            rest = rest.split_at(piece.len() - 1).1;
        }
    }

    /// Whether something holds of a segment of those lines, among the pieces that come near a rectangle.
    #[inline(never)]
    pub(super) fn is_barred(&self, within: Rect, test: &dyn Fn(Point, Point) -> bool) -> bool {
        for barrier in &self.barriers {
            if barrier.bounds.overlaps(within) {
                for segment in barrier.points.windows(2) {
                    if let [from, to] = segment
                        && test(*from, *to)
                    {
                        return true;
                    }
                }
            }
        }
        false
    }
}

/// Draws the base map and the story's areas.
#[inline(never)]
pub(super) fn ground<'a>(frame: &Frame<'a>, plane: &Plane, layer: &mut Layer) -> Ground<'a> {
    let mut found = Ground::default();
    if let Some(basemap) = frame.basemap {
        found.levels = wanted(basemap, plane);
    }
    let mut shown: Vec<&story::Area> = Vec::new();
    for area in &frame.story.areas {
        if frame.shows(area) {
            shown.push(area);
        }
    }
    let view = Rect::new(0.0, 0.0, frame.width_px, frame.height_px);
    // Where the base map ends nothing is known of land and water; without one all is land.
    layer.rect(view, 0.0, if found.levels.is_empty() { &LAND } else { &UNKNOWN });
    for level in &found.levels {
        found.lakes = fills(level, plane, layer);
        lines(level, plane, &RIVER, layer, &|line| line.kind == LineKind::River);
        lines(level, plane, &COAST, layer, &|line| line.kind == LineKind::Coast);
        lines(level, plane, &BORDER, layer, &|line| line.kind == LineKind::Border);
        // Thin and broken the lines that somebody disputes, so that no claim looks settled: those the story does not
        // name itself. Former boundaries are drawn for a story that names them only.
        lines(level, plane, &CLAIM, layer, &|line| {
            matches!(line.kind, LineKind::Ceasefire | LineKind::Claim)
                && !shown.iter().any(|area| !is_filled(area) && is_named(line, area))
        });
    }
    for area in &shown {
        if is_filled(area) {
            let rings = rings_of(area, &found.levels, plane);
            filled(&rings, area.kind, plane, layer);
            found.disputed.extend(rings);
        }
    }
    for area in &shown {
        if !is_filled(area) {
            named_lines(area, &found.levels, plane, layer);
        }
    }
    bar_all(&mut found, &shown, &plane.wide());
    found
}

/// Borders, shores and the lines that part what is held, over a wide frame.
fn bar_all(ground: &mut Ground<'_>, shown: &[&story::Area], wide: &Plane) {
    // The edge of the base map parts what is known from what is not.
    let mut lines: Vec<Vec<Point>> = Vec::new();
    if let Some(level) = ground.levels.first() {
        lines = sea(level, wide);
    }
    for ring in &mut lines {
        ring.extend(ring.first().copied());
    }
    for level in &ground.levels {
        seen(level, wide, &mut lines, &|line| {
            matches!(line.kind, LineKind::Border | LineKind::Coast | LineKind::Ceasefire | LineKind::Claim)
        });
    }
    for area in shown {
        if let Some(geometry) = &area.geometry
            && area.kind == story::AreaKind::CeasefireLine
        {
            outline(geometry, wide, &mut lines);
        }
    }
    for line in &lines {
        ground.bar(line);
    }
}

/// The levels to paint, coarsest first: those precise enough that are seen, and only the finest one where it covers all
/// that is seen.
fn wanted<'a>(basemap: &'a Basemap, plane: &Plane) -> Vec<&'a Level> {
    let zoom = plane.camera.zoom.value() + 0.5;
    let (width, height) = (plane.viewport.width_px, plane.viewport.height_px);
    let corners = [(0.0, 0.0), (width, 0.0), (0.0, height), (width, height)]
        .map(|corner| plane.camera.unproject(corner, plane.viewport));
    let mut levels: Vec<&Level> = Vec::new();
    for (nth, level) in basemap.levels.iter().enumerate() {
        let coarsest = nth == 0 && basemap.levels.iter().all(|level| f64::from(level.min_zoom) > zoom);
        if (coarsest || f64::from(level.min_zoom) <= zoom) && !sea(level, plane).is_empty() {
            if corners.iter().all(|corner| level.bounds.contains(*corner)) {
                levels.clear();
            }
            levels.push(level);
        }
    }
    levels
}

/// What is seen of a level's box.
#[inline(never)]
fn sea(level: &Level, plane: &Plane) -> Vec<Vec<Point>> {
    let bounds = &level.bounds;
    let (w, s, e, n) = (bounds.west_deg(), bounds.south_deg(), bounds.east_deg(), bounds.north_deg());
    let mut rings = Vec::new();
    plane.cut(&positions(&[(w, s), (e, s), (e, n), (w, n)]), true, west_of(level), &mut rings);
    rings
}

/// The western edge of a level across the antimeridian, to keep its shapes in one piece.
fn west_of(level: &Level) -> Option<f64> {
    level.bounds.crosses_antimeridian().then(|| level.bounds.west_deg())
}

/// Water over the whole box, then land, then lakes; gives the lakes.
#[inline(never)]
pub(super) fn fills(level: &Level, plane: &Plane, layer: &mut Layer) -> Vec<Vec<Point>> {
    let west = west_of(level);
    let (mut land, mut lakes) = (Vec::new(), Vec::new());
    for copy in plane.copies() {
        for area in &level.areas {
            let rings = match area.kind {
                geo::AreaKind::Land => &mut land,
                geo::AreaKind::Lake => &mut lakes,
                geo::AreaKind::Disputed => continue,
            };
            for ring in &area.rings {
                plane.cut_copy(ring, true, west, copy, rings);
            }
        }
    }
    layer.rings(sea(level, plane), &WATER);
    layer.rings(land, &LAND);
    layer.rings(lakes.clone(), &WATER);
    lakes
}

/// Every line of a level that is `wanted`, as one mark.
#[inline(never)]
pub(super) fn lines(
    level: &Level,
    plane: &Plane,
    style: &Style,
    layer: &mut Layer,
    wanted: &dyn Fn(&geo::Line) -> bool,
) {
    let mut found = Vec::new();
    seen(level, plane, &mut found, wanted);
    layer.lines(found, style);
}

#[inline(never)]
fn seen(level: &Level, plane: &Plane, out: &mut Vec<Vec<Point>>, wanted: &dyn Fn(&geo::Line) -> bool) {
    for line in &level.lines {
        if wanted(line) {
            plane.cut(&line.points, false, west_of(level), out);
        }
    }
}

/// An area that is a line: its own course, and those of the base map that it means, from the finest level that has them.
fn named_lines(area: &story::Area, levels: &[&Level], plane: &Plane, layer: &mut Layer) {
    let style = match area.kind {
        story::AreaKind::CeasefireLine => &CEASEFIRE,
        story::AreaKind::Route => &ROUTE,
        _ => &BOUNDARY,
    };
    let is_meant = |line: &geo::Line| is_named(line, area);
    for level in levels.iter().rev() {
        if level.lines.iter().any(is_meant) {
            lines(level, plane, style, layer, &is_meant);
            break;
        }
    }
    if let Some(geometry) = &area.geometry {
        let mut found = Vec::new();
        outline(geometry, plane, &mut found);
        layer.lines(found, style);
    }
}

/// Whether a story's area means this line of the base map: by its kind, and by its year where the name bears one. A
/// word that is no kind (`oblast-1991`) means the former or claimed line of that year.
#[inline(never)]
fn is_named(line: &geo::Line, area: &story::Area) -> bool {
    let Some(name) = &area.basemap else { return false };
    let (word, year) = shape_name(name);
    let by_kind = match word {
        "ceasefire-line" | "ceasefire" => line.kind == LineKind::Ceasefire,
        "claim" | "claimed-boundary" => line.kind == LineKind::Claim,
        "former" | "former-boundary" => line.kind == LineKind::Former,
        _ => year.is_some() && matches!(line.kind, LineKind::Former | LineKind::Claim),
    };
    by_kind && year.is_none_or(|year| line.date == Some(year))
}

/// The word and the year of a name such as `ceasefire-line-1994`.
#[inline(never)]
fn shape_name(name: &str) -> (&str, Option<i32>) {
    let (mut year, mut scale) = (0_i32, 1_i32);
    for (at, byte) in name.bytes().enumerate().rev() {
        match byte {
            b'0'..=b'9' if scale <= 100_000 => {
                year += i32::from(byte - b'0') * scale;
                scale *= 10;
            }
            b'-' if scale > 1 => return (name.get(..at).unwrap_or_default(), Some(year)),
            _ => break,
        }
    }
    (name, None)
}

fn is_filled(area: &story::Area) -> bool {
    matches!(area.kind, story::AreaKind::DisputedArea | story::AreaKind::ReportedControl)
}

/// The rings of a filled area: its own, else those of the base map's finest level that has such a shape.
fn rings_of(area: &story::Area, levels: &[&Level], plane: &Plane) -> Vec<Vec<Point>> {
    let mut rings = Vec::new();
    if let Some(geometry) = &area.geometry
        && geometry.kind == GeometryKind::Polygon
    {
        for ring in &geometry.coordinates {
            plane.cut(&positions(ring), true, None, &mut rings);
        }
        return rings;
    }
    let (word, year) = shape_name(area.basemap.as_deref().unwrap_or_default());
    if !matches!(word, "disputed-area" | "disputed") {
        return rings;
    }
    for level in levels.iter().rev() {
        let mut found = false;
        for shape in &level.areas {
            if shape.kind == geo::AreaKind::Disputed && year.is_none_or(|year| shape.date == Some(year)) {
                found = true;
                for ring in &shape.rings {
                    plane.cut(ring, true, west_of(level), &mut rings);
                }
            }
        }
        if found {
            break;
        }
    }
    rings
}

fn filled(rings: &[Vec<Point>], kind: story::AreaKind, plane: &Plane, layer: &mut Layer) {
    if kind == story::AreaKind::DisputedArea {
        layer.lines(hatch(rings, plane.origin()), &HATCH);
    } else {
        layer.rings(rings.to_vec(), &CONTROL);
        layer.rings(rings.to_vec(), &CONTROL_EDGE);
    }
}

/// The lines of a geometry, a ring's edge closed.
#[inline(never)]
fn outline(geometry: &Geometry, plane: &Plane, out: &mut Vec<Vec<Point>>) {
    for line in &geometry.coordinates {
        let mut line = positions(line);
        if geometry.kind == GeometryKind::Polygon {
            line.extend(line.first().copied());
        }
        plane.cut(&line, false, None, out);
    }
}

#[inline(never)]
fn positions(pairs: &[(f64, f64)]) -> Vec<LonLat> {
    let mut positions = Vec::with_capacity(pairs.len());
    for (lon, lat) in pairs {
        positions.extend(LonLat::new(*lon, *lat));
    }
    positions
}

#[cfg(test)]
mod tests {
    use super::super::super::Mark;
    use super::*;
    use crate::geo::{Bounds, Names, Zoom};
    use crate::story::Words;
    use crate::view::Camera;

    fn line(kind: LineKind, date: Option<i32>) -> geo::Line {
        geo::Line { kind, rank: 0, date, names: Names::default(), points: Vec::new() }
    }

    fn area(basemap: &str) -> story::Area {
        story::Area {
            id: "a".into(),
            kind: story::AreaKind::Boundary,
            name: Words::default(),
            geometry: None,
            basemap: Some(basemap.into()),
            valid_from: None,
            valid_to: None,
            source: None,
        }
    }

    #[test]
    fn a_story_names_lines_of_the_base_map_by_kind_and_year() {
        let ceasefire = line(LineKind::Ceasefire, Some(1994));
        assert!(is_named(&ceasefire, &area("ceasefire-line")));
        assert!(is_named(&ceasefire, &area("ceasefire-line-1994")));
        assert!(!is_named(&ceasefire, &area("ceasefire-line-1953")));
        assert!(is_named(&line(LineKind::Former, Some(1991)), &area("oblast-1991")));
        assert!(!is_named(&line(LineKind::Former, Some(1991)), &area("oblast")));
        assert!(!is_named(&line(LineKind::Border, Some(1991)), &area("oblast-1991")));
    }

    #[test]
    fn a_level_across_the_antimeridian_is_drawn_in_one_piece() {
        let at = |lon: f64, lat: f64| LonLat::new(lon, lat).unwrap();
        let island = vec![at(179.5, -17.0), at(-179.5, -17.0), at(-179.5, -16.5), at(179.5, -16.5)];
        let level = Level {
            bounds: Bounds::new(177.0, -19.0, -178.0, -15.0).unwrap(),
            min_zoom: 0,
            lines: Vec::new(),
            areas: vec![geo::Area {
                kind: geo::AreaKind::Land,
                date: None,
                names: Names::default(),
                rings: vec![island],
            }],
            countries: Vec::new(),
            towns: Vec::new(),
        };
        for center in [179.9, -179.9] {
            let camera = Camera { center: at(center, -16.7), zoom: Zoom::clamped(7.0) };
            let plane = Plane::new(camera, Rect::new(0.0, 0.0, 600.0, 400.0));
            let mut layer = Layer::new(super::super::super::LayerKind::Ground);
            let _ = fills(&level, &plane, &mut layer);
            let [_, land] = layer.items.as_slice() else { panic!("{layer:?}") };
            let Mark::Path { lines, .. } = &land.mark else { panic!("{land:?}") };
            let xs: Vec<f64> = lines.iter().flatten().map(|point| point.x).collect();
            let (low, high) =
                (xs.iter().copied().fold(f64::MAX, f64::min), xs.iter().copied().fold(f64::MIN, f64::max));
            // One degree at zoom 7 is 91 pixels.
            assert!((high - low - 91.0).abs() < 1.0 && low > 200.0 && high < 400.0, "{center}: {low} {high}");
        }
    }
}
