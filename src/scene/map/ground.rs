//! What lies under everything: land, water, borders, and the areas and lines a story names.

use super::super::{Frame, Layer, Mark, Point, Rect, Style, Tone};
use super::hatch::hatch;
use super::plane::Plane;
use crate::geo::{self, Basemap, Level, LineKind, LonLat};
use crate::story::{self, Geometry, GeometryKind};
use crate::time::{Instant, TimeSpan};

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
    pub barriers: Vec<Barrier>,
}

/// A short piece of a line with its box, so that most pieces need no closer look.
pub(super) struct Barrier {
    bounds: Rect,
    points: Vec<Point>,
}

impl Barrier {
    /// How many segments a piece has at most.
    const SEGMENTS: usize = 16;

    /// Adds the pieces of a line.
    fn cut(line: &[Point], out: &mut Vec<Self>) {
        let mut rest = line;
        while rest.len() > 1 {
            let (piece, _) = rest.split_at(rest.len().min(Self::SEGMENTS + 1));
            let (mut low, mut high) = (Point::new(f64::MAX, f64::MAX), Point::new(f64::MIN, f64::MIN));
            for point in piece {
                low = Point::new(low.x.min(point.x), low.y.min(point.y));
                high = Point::new(high.x.max(point.x), high.y.max(point.y));
            }
            let bounds = Rect::new(low.x, low.y, high.x - low.x, high.y - low.y);
            out.push(Self { bounds, points: piece.to_vec() });
            // The last point of a piece is the first of the next.
            rest = rest.split_at(piece.len() - 1).1;
        }
    }

    /// Its segments, where its box meets another; none where it does not.
    pub(super) fn segments(&self, within: Rect) -> impl Iterator<Item = (Point, Point)> {
        // A straight line along an axis has a box without an inside.
        let near = self.bounds.grown(0.5).overlaps(within);
        let points = if near { self.points.as_slice() } else { &[] };
        points.iter().copied().zip(points.iter().copied().skip(1))
    }
}

/// Draws the base map and the story's areas.
pub(super) fn ground<'a>(frame: &Frame<'a>, plane: &Plane, layer: &mut Layer) -> Ground<'a> {
    let levels = frame.basemap.map_or_else(Vec::new, |basemap| wanted(basemap, plane));
    let mut found = Ground { levels, ..Ground::default() };
    let shown: Vec<&story::Area> = frame.story.areas.iter().filter(|area| holds(frame, area)).collect();
    let named: Vec<&story::Area> = shown.iter().copied().filter(|area| !is_filled(area.kind)).collect();
    let view = Rect::new(0.0, 0.0, frame.width_px, frame.height_px);
    // Where the base map ends nothing is known of land and water; without one all is land.
    let blank = if found.levels.is_empty() { Tone::Land } else { Tone::Paper };
    layer.add(Mark::Rect { rect: view, radius: 0.0 }, Style::fill(blank));
    for level in &found.levels {
        found.lakes = fills(level, plane, layer);
        lines(level, LineKind::River, plane, Style { round: true, ..Style::stroke(Tone::Water, 1.4) }, layer);
        lines(level, LineKind::Coast, plane, Style::stroke(Tone::WaterInk, 0.7).faded(0.45), layer);
        borders(level, &named, plane, layer);
    }
    for area in shown.iter().filter(|area| is_filled(area.kind)) {
        let rings = rings_of(area, &found.levels, plane);
        filled(&rings, area.kind, plane, layer);
        found.disputed.extend(rings);
    }
    for area in &named {
        named_lines(area, &found.levels, plane, layer);
        if let Some(geometry) = &area.geometry {
            stroke(geometry_lines(geometry, plane), line_style(area.kind), layer);
        }
    }
    found.barriers = barriers(&found.levels, &named, &plane.wide());
    found
}

/// Borders, shores and the lines that part what is held, over a wide frame.
fn barriers(levels: &[&Level], named: &[&story::Area], wide: &Plane) -> Vec<Barrier> {
    // The edge of the base map parts what is known from what is not.
    let mut lines: Vec<Vec<Point>> = levels.first().map_or_else(Vec::new, |level| sea(level, wide));
    for ring in &mut lines {
        ring.extend(ring.first().copied());
    }
    for level in levels {
        for line in &level.lines {
            if matches!(line.kind, LineKind::Border | LineKind::Coast | LineKind::Ceasefire | LineKind::Claim)
            {
                seen(line, level, wide, &mut lines);
            }
        }
    }
    for area in named.iter().filter(|area| area.kind == story::AreaKind::CeasefireLine) {
        lines.extend(area.geometry.iter().flat_map(|geometry| geometry_lines(geometry, wide)));
    }
    let mut pieces = Vec::new();
    lines.iter().for_each(|line| Barrier::cut(line, &mut pieces));
    pieces
}

/// The levels to paint, coarsest first: those precise enough that are seen, and only the finest one where it covers all
/// that is seen.
fn wanted<'a>(basemap: &'a Basemap, plane: &Plane) -> Vec<&'a Level> {
    let zoom = plane.camera.zoom.value() + 0.5;
    let fit = |level: &&Level| f64::from(level.min_zoom) <= zoom;
    let mut levels: Vec<&Level> = basemap.levels.iter().filter(fit).collect();
    if levels.is_empty() {
        levels.extend(basemap.levels.first());
    }
    levels.retain(|level| !sea(level, plane).is_empty());
    let corners = corners(plane);
    let covering =
        levels.iter().rposition(|level| corners.iter().all(|corner| level.bounds.contains(*corner)));
    levels.split_off(covering.unwrap_or(0))
}

/// What is seen of a level's box.
fn sea(level: &Level, plane: &Plane) -> Vec<Vec<Point>> {
    let bounds = &level.bounds;
    let (w, s, e, n) = (bounds.west_deg(), bounds.south_deg(), bounds.east_deg(), bounds.north_deg());
    let corners = [(w, s), (e, s), (e, n), (w, n)];
    let corners: Vec<LonLat> = corners.into_iter().filter_map(|(lon, lat)| LonLat::new(lon, lat)).collect();
    let mut rings = Vec::new();
    for copy in plane.copies() {
        push(plane.ring(&corners, west_of(level), copy), &mut rings);
    }
    rings
}

fn corners(plane: &Plane) -> [LonLat; 4] {
    let (width, height) = (plane.viewport.width_px, plane.viewport.height_px);
    [(0.0, 0.0), (width, 0.0), (0.0, height), (width, height)]
        .map(|corner| plane.camera.unproject(corner, plane.viewport))
}

/// The western edge of a level across the antimeridian, to keep its shapes in one piece.
fn west_of(level: &Level) -> Option<f64> {
    level.bounds.crosses_antimeridian().then(|| level.bounds.west_deg())
}

/// Water over the whole box, then land, then lakes; gives the lakes.
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
                push(plane.ring(ring, west, copy), rings);
            }
        }
    }
    for (lines, tone) in [(sea(level, plane), Tone::Water), (land, Tone::Land), (lakes.clone(), Tone::Water)]
    {
        if !lines.is_empty() {
            layer.add(Mark::Path { lines, closed: true }, Style::fill(tone));
        }
    }
    lakes
}

fn push(ring: Vec<Point>, rings: &mut Vec<Vec<Point>>) {
    if ring.len() > 2 {
        rings.push(ring);
    }
}

/// Every line of a kind, as one mark.
pub(super) fn lines(level: &Level, kind: LineKind, plane: &Plane, style: Style, layer: &mut Layer) {
    let mut found = Vec::new();
    for line in level.lines.iter().filter(|line| line.kind == kind) {
        seen(line, level, plane, &mut found);
    }
    stroke(found, style, layer);
}

fn seen(line: &geo::Line, level: &Level, plane: &Plane, out: &mut Vec<Vec<Point>>) {
    for copy in plane.copies() {
        plane.line(&line.points, west_of(level), copy, out);
    }
}

fn stroke(lines: Vec<Vec<Point>>, style: Style, layer: &mut Layer) {
    if !lines.is_empty() {
        layer.add(Mark::Path { lines, closed: false }, style);
    }
}

/// Borders, and thin and broken the lines that somebody disputes, so that no claim looks settled: those the story does
/// not name itself. Former boundaries are drawn for a story that names them only.
fn borders(level: &Level, named: &[&story::Area], plane: &Plane, layer: &mut Layer) {
    let (mut borders, mut claims) = (Vec::new(), Vec::new());
    for line in &level.lines {
        match line.kind {
            LineKind::Border => seen(line, level, plane, &mut borders),
            LineKind::Ceasefire | LineKind::Claim if !named.iter().any(|area| is_named(line, area)) => {
                seen(line, level, plane, &mut claims);
            }
            _ => {}
        }
    }
    stroke(borders, Style { round: true, ..Style::stroke(Tone::Border, 1.3) }, layer);
    stroke(claims, Style::stroke(Tone::Border, 1.1).dashed(4.0, 3.0), layer);
}

/// The lines of the base map that an area of the story means, from the finest level that has them.
fn named_lines(area: &story::Area, levels: &[&Level], plane: &Plane, layer: &mut Layer) {
    let has = |level: &&&Level| level.lines.iter().any(|line| is_named(line, area));
    let Some(level) = levels.iter().rev().find(has) else { return };
    let mut lines = Vec::new();
    for line in level.lines.iter().filter(|line| is_named(line, area)) {
        seen(line, level, plane, &mut lines);
    }
    stroke(lines, line_style(area.kind), layer);
}

/// Whether a story's area means this line of the base map: by its kind, and by its year where the name bears one. A
/// word that is no kind (`oblast-1991`) means the former or claimed line of that year.
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
fn shape_name(name: &str) -> (&str, Option<i32>) {
    match name.rsplit_once('-') {
        Some((word, year)) if year.parse::<i32>().is_ok() => (word, year.parse().ok()),
        _ => (name, None),
    }
}

fn is_filled(kind: story::AreaKind) -> bool {
    matches!(kind, story::AreaKind::DisputedArea | story::AreaKind::ReportedControl)
}

fn line_style(kind: story::AreaKind) -> Style {
    match kind {
        story::AreaKind::CeasefireLine => Style::stroke(Tone::Line, 1.6).dashed(6.0, 4.0),
        story::AreaKind::Route => Style { round: true, ..Style::stroke(Tone::Line, 2.0) },
        _ => Style { round: true, ..Style::stroke(Tone::Line, 1.2).dashed(0.1, 3.4) },
    }
}

/// The rings of a filled area: its own, else those of the base map's finest level that has such a shape.
fn rings_of(area: &story::Area, levels: &[&Level], plane: &Plane) -> Vec<Vec<Point>> {
    let mut rings = Vec::new();
    if let Some(geometry) = area.geometry.as_ref().filter(|geometry| geometry.kind == GeometryKind::Polygon) {
        for ring in &geometry.coordinates {
            let ring = positions(ring);
            for copy in plane.copies() {
                push(plane.ring(&ring, None, copy), &mut rings);
            }
        }
        return rings;
    }
    let Some((word, year)) = area.basemap.as_deref().map(shape_name) else { return rings };
    if !matches!(word, "disputed-area" | "disputed") {
        return rings;
    }
    let of = |shape: &&geo::Area| {
        shape.kind == geo::AreaKind::Disputed && year.is_none_or(|year| shape.date == Some(year))
    };
    let Some(level) = levels.iter().rev().find(|level| level.areas.iter().any(|shape| of(&shape))) else {
        return rings;
    };
    for shape in level.areas.iter().filter(of) {
        for ring in &shape.rings {
            for copy in plane.copies() {
                push(plane.ring(ring, west_of(level), copy), &mut rings);
            }
        }
    }
    rings
}

fn filled(rings: &[Vec<Point>], kind: story::AreaKind, plane: &Plane, layer: &mut Layer) {
    if rings.is_empty() {
        return;
    }
    if kind == story::AreaKind::DisputedArea {
        stroke(hatch(rings, plane.origin()), Style::stroke(Tone::Hatch, 0.8), layer);
    } else {
        let mark = Mark::Path { lines: rings.to_vec(), closed: true };
        layer.add(mark.clone(), Style::fill(Tone::Hatch).faded(0.18));
        layer.add(mark, Style::stroke(Tone::Line, 1.1).dashed(4.0, 3.0));
    }
}

fn geometry_lines(geometry: &Geometry, plane: &Plane) -> Vec<Vec<Point>> {
    let mut lines = Vec::new();
    for line in &geometry.coordinates {
        let mut line = positions(line);
        if geometry.kind == GeometryKind::Polygon {
            line.extend(line.first().copied());
        }
        for copy in plane.copies() {
            plane.line(&line, None, copy, &mut lines);
        }
    }
    lines
}

fn positions(pairs: &[(f64, f64)]) -> Vec<LonLat> {
    pairs.iter().filter_map(|(lon, lat)| LonLat::new(*lon, *lat)).collect()
}

/// Whether an area holds at the time of the story. The brush does not matter: what lies below the story stays.
fn holds(frame: &Frame<'_>, area: &story::Area) -> bool {
    let Some(looked) = frame.index.span else { return true };
    let offset = frame.story.zone.offset;
    let start = area.valid_from.as_ref().map_or(Instant::MIN, |from| from.outer(offset).start());
    let end = area.valid_to.as_ref().map_or(Instant::MAX, |to| to.outer(offset).end());
    TimeSpan::between(start, end).overlaps(looked)
}

#[cfg(test)]
mod tests {
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
