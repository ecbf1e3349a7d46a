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
    /// Rings of areas whose belonging is disputed, as far as they are seen.
    pub disputed: Vec<Vec<Point>>,
    /// Lines no country's name may cross, and their course beyond the edge.
    pub barriers: Vec<Vec<Point>>,
}

/// Draws the base map and the story's areas.
pub(super) fn ground<'a>(frame: &Frame<'a>, plane: &Plane, layer: &mut Layer) -> Ground<'a> {
    let levels = frame.basemap.map_or_else(Vec::new, |basemap| wanted(basemap, plane));
    let mut found = Ground { levels, ..Ground::default() };
    let view = Rect::new(0.0, 0.0, frame.width_px, frame.height_px);
    // Where the base map ends nothing is known of land and water; without one all is land.
    let blank = if found.levels.is_empty() { Tone::Land } else { Tone::Paper };
    layer.add(Mark::Rect { rect: view, radius: 0.0 }, Style::fill(blank));
    for level in &found.levels {
        found.lakes = fills(level, plane, layer);
        lines(level, LineKind::River, plane, Style { round: true, ..Style::stroke(Tone::Water, 1.4) }, layer);
        lines(level, LineKind::Coast, plane, Style::stroke(Tone::WaterInk, 0.7).faded(0.45), layer);
    }
    let shown: Vec<&story::Area> = frame.story.areas.iter().filter(|area| holds(frame, area)).collect();
    for area in shown.iter().filter(|area| is_filled(area.kind)) {
        let rings = rings_of(area, &found.levels, plane);
        filled(&rings, area.kind, plane, layer);
        if area.kind == story::AreaKind::DisputedArea {
            found.disputed.extend(rings);
        }
    }
    let named: Vec<&story::Area> = shown.iter().copied().filter(|area| !is_filled(area.kind)).collect();
    for level in &found.levels {
        level_lines(level, &named, plane, layer);
    }
    for area in &named {
        if let Some(geometry) = &area.geometry {
            stroke(geometry_lines(geometry, plane), line_style(area.kind), layer);
        }
    }
    found.barriers = barriers(&found.levels, &named, &plane.wide());
    found
}

/// Borders, shores and the lines that part what is held, over a wide frame.
fn barriers(levels: &[&Level], named: &[&story::Area], wide: &Plane) -> Vec<Vec<Point>> {
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
    lines
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

/// Borders; then the lines that are not borders everybody draws: as the story names them, else thin and broken, so
/// that no claim looks settled. Former boundaries are drawn for a story that names them only.
fn level_lines(level: &Level, named: &[&story::Area], plane: &Plane, layer: &mut Layer) {
    let mut borders = Vec::new();
    let mut claims = Vec::new();
    for line in &level.lines {
        match line.kind {
            LineKind::Border => seen(line, level, plane, &mut borders),
            LineKind::Ceasefire | LineKind::Claim if name_of(line, named).is_none() => {
                seen(line, level, plane, &mut claims);
            }
            _ => {}
        }
    }
    stroke(borders, Style { round: true, ..Style::stroke(Tone::Border, 1.3) }, layer);
    stroke(claims, Style::stroke(Tone::Border, 1.1).dashed(4.0, 3.0), layer);
    for area in named {
        let mut lines = Vec::new();
        for line in level.lines.iter().filter(|line| is_named(line, area)) {
            seen(line, level, plane, &mut lines);
        }
        stroke(lines, line_style(area.kind), layer);
    }
}

fn name_of<'a>(line: &geo::Line, named: &[&'a story::Area]) -> Option<&'a story::Area> {
    named.iter().copied().find(|area| is_named(line, area))
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
