//! The names of the base map: countries within their own land, then towns as there is room.

use super::super::label::{Label, Room, crossing};
use super::super::{Align, Font, Frame, Layer, Point, Rect, Style, Tone, text_width_px};
use super::ground::Ground;
use super::places::{dot_rect, text_style};
use super::plane::{Plane, crosses, inside, tenth};
use crate::geo::{Level, LonLat, distance_m};
use crate::text::capitals;

/// Sizes a country's name is tried in: the size of the font and the space between letters.
const COUNTRY_SIZES: [(f64, f64); 4] = [(12.5, 6.0), (12.0, 3.5), (11.0, 2.0), (10.5, 0.8)];

/// The side of the grid on which room for a country's name is looked for.
const GRID_PX: f64 = 30.0;

const COUNTRY: Style = text_style(Tone::Country);
const TOWN: Style = text_style(Tone::Muted);
const TOWN_DOT: Style = Style::fill(Tone::Muted);
const TOWN_FONT: Font = Font::regular(11.0);

/// How many points of the grid are tried at each size, the nearest to the anchor first.
const MOST_TRIED: usize = 120;

/// Names the countries that are seen, each within its own land: the name crosses no border, no shore, no lake and no
/// disputed area, and neither does the straight way to it from the country's own anchor.
pub(super) fn countries(
    frame: &Frame<'_>,
    plane: &Plane,
    ground: &Ground<'_>,
    room: &mut Room,
    layer: &mut Layer,
) {
    let tag = frame.language.tag().as_str();
    let mut named: Vec<String> = Vec::new();
    for level in ground.levels.iter().rev() {
        for country in &level.countries {
            let name = capitals(country.names.get(tag), tag);
            let anchor = plane.point(country.anchor);
            // Beyond the frame nothing is known that could lie in the way.
            if name.is_empty() || named.contains(&name) || !plane.wide().frame().contains(anchor) {
                continue;
            }
            let Some((center, font)) = country_room(&name, anchor, plane, ground, room) else { continue };
            let at = tenth(Point::new(center.x, center.y + 0.36 * font.size_px));
            named.push(name.clone());
            layer.text(at, name, Align::Middle, &font, &COUNTRY);
        }
    }
}

fn country_room(
    name: &str,
    anchor: Point,
    plane: &Plane,
    ground: &Ground<'_>,
    room: &mut Room,
) -> Option<(Point, Font)> {
    let rect = |center: Point, font: &Font| {
        let (width, height) = (text_width_px(name, font) + 8.0, font.size_px * 1.5);
        Rect::new(center.x - width / 2.0, center.y - height / 2.0, width, height)
    };
    let font = |(size_px, spacing_px): (f64, f64)| Font { spacing_px, ..Font::bold(size_px) };
    let [.., smallest] = COUNTRY_SIZES;
    let smallest = font(smallest);
    // The nearest points to the anchor that have room at all, the nearest first.
    let mut centers: Vec<(f64, Point)> = Vec::new();
    let (columns, rows) = ((plane.view.width / GRID_PX) as i32, (plane.view.height / GRID_PX) as i32);
    let mut offer = |center: Point| {
        let distance = center.distance(anchor);
        let place = centers.iter().rposition(|other| other.0 <= distance).map_or(0, |before| before + 1);
        if place < MOST_TRIED && room.is_free(rect(center, &smallest)) && !inside(&ground.disputed, center) {
            centers.insert(place, (distance, center));
            centers.truncate(MOST_TRIED);
        }
    };
    offer(anchor);
    for row in 1..rows {
        for column in 1..columns {
            offer(Point::new(f64::from(column) * GRID_PX, f64::from(row) * GRID_PX));
        }
    }
    for size in COUNTRY_SIZES {
        let font = font(size);
        for (_, center) in &centers {
            let rect = rect(*center, &font);
            if room.is_free(rect) && is_own_land(rect, *center, ground) && is_reached(*center, anchor, ground)
            {
                room.take(rect);
                return Some((*center, font));
            }
        }
    }
    None
}

/// Whether the straight way crosses no border and no shore. A way across two is refused too: it might end in a third
/// country.
fn is_reached(center: Point, anchor: Point, ground: &Ground<'_>) -> bool {
    let (left, top) = (center.x.min(anchor.x), center.y.min(anchor.y));
    let way = Rect::new(left, top, (center.x - anchor.x).abs(), (center.y - anchor.y).abs()).grown(0.5);
    !ground.is_barred(way, &|from, to| crosses(from, to, anchor, center))
}

/// Whether a rectangle crosses no border, shore, lake or area that is not simply the country's.
fn is_own_land(rect: Rect, center: Point, ground: &Ground<'_>) -> bool {
    let grown = rect.grown(3.0);
    !ground.is_barred(grown, &|from, to| crossing(from, to, grown).is_some())
        && !is_met(&ground.disputed, grown)
        && !is_met(&ground.lakes, grown)
        && !inside(&ground.lakes, center)
}

/// Whether the edge of a ring crosses a rectangle.
#[inline(never)]
fn is_met(rings: &[Vec<Point>], rect: Rect) -> bool {
    for ring in rings {
        let Some(mut from) = ring.last() else { continue };
        for to in ring {
            if crossing(*from, *to, rect).is_some() {
                return true;
            }
            from = to;
        }
    }
    false
}

/// Names towns of the base map as there is room, the most important first. Those the story names itself are left to
/// it, and so are those within a disputed area, whose name would take a side.
pub(super) fn towns(
    frame: &Frame<'_>,
    plane: &Plane,
    ground: &Ground<'_>,
    room: &mut Room,
    layer: &mut Layer,
) {
    let tag = frame.language.tag().as_str();
    let zoom = plane.camera.zoom.value();
    let mut left = (plane.view.width * plane.view.height / 26_000.0) as usize;
    let seen = plane.view.grown(-6.0);
    for level in ground.levels.iter().rev() {
        for town in &level.towns {
            let at = plane.point(town.at);
            // Whether a finer level than this one says what is there.
            let is_finer = |other: &&Level| other.min_zoom > level.min_zoom && other.bounds.contains(town.at);
            if left == 0
                || f64::from(town.rank) > zoom - 3.6
                || !seen.contains(at)
                || ground.levels.iter().any(is_finer)
                || inside(&ground.disputed, at)
                || is_named(frame, town.at)
            {
                continue;
            }
            let dot = dot_rect(at);
            let name = town.names.get(tag);
            let label = Label {
                at,
                gap_px: 5.0,
                covered: false,
                width_px: text_width_px(name, &TOWN_FONT),
                size_px: TOWN_FONT.size_px,
            };
            if name.is_empty() || !room.is_free(dot) {
                continue;
            }
            let Some(placed) = room.place(&label) else { continue };
            room.take(dot);
            layer.circle(at, 1.7, &TOWN_DOT);
            layer.text(tenth(placed.at), name.to_owned(), placed.align, &TOWN_FONT, &TOWN);
            left -= 1;
        }
    }
}

/// Whether the story has a place of its own there.
fn is_named(frame: &Frame<'_>, at: LonLat) -> bool {
    for place in &frame.story.places {
        // Degrees first: a geodesic takes longer than everything else here.
        if let Some(place) = place.position()
            && (place.lat_deg() - at.lat_deg()).abs() < 0.05
            && distance_m(place, at) < 5000.0
        {
            return true;
        }
    }
    false
}
