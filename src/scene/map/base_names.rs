//! The names of the base map: countries within their own land, then towns as there is room.

use super::super::label::{Label, Room, crossing};
use super::super::{Align, Font, Frame, Layer, Mark, Point, Rect, Style, Tone, text_width_px};
use super::ground::{Barrier, Ground};
use super::places::{tenth, text_mark, text_style};
use super::plane::{Plane, crosses, inside};
use crate::geo::{Level, LonLat, distance_m};
use crate::story::Place;
use crate::text::capitals;

/// Sizes a country's name is tried in: the size of the font and the space between letters.
const COUNTRY_SIZES: [(f64, f64); 4] = [(12.5, 6.0), (12.0, 3.5), (11.0, 2.0), (10.5, 0.8)];

/// The side of the grid on which room for a country's name is looked for.
const GRID_PX: f64 = 30.0;

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
            layer.add(Mark::Text { at, text: name, align: Align::Middle, font }, text_style(Tone::Country));
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
    let fonts = COUNTRY_SIZES.map(|(size_px, spacing_px)| Font { spacing_px, ..Font::bold(size_px) });
    let [.., smallest] = &fonts;
    let mut centers = vec![anchor];
    let (columns, rows) = ((plane.view.width / GRID_PX) as i32, (plane.view.height / GRID_PX) as i32);
    for row in 1..rows {
        for column in 1..columns {
            centers.push(Point::new(f64::from(column) * GRID_PX, f64::from(row) * GRID_PX));
        }
    }
    centers.retain(|center| room.is_free(rect(*center, smallest)) && !inside(&ground.disputed, *center));
    centers.sort_by(|a, b| a.distance(anchor).total_cmp(&b.distance(anchor)));
    centers.truncate(MOST_TRIED);
    for font in fonts {
        for center in &centers {
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
    let crossed =
        |barrier: &Barrier| barrier.segments(way).any(|(from, to)| crosses(from, to, anchor, center));
    !ground.barriers.iter().any(crossed)
}

/// Whether a rectangle crosses no border, shore, lake or area that is not simply the country's.
fn is_own_land(rect: Rect, center: Point, ground: &Ground<'_>) -> bool {
    let grown = rect.grown(3.0);
    let met = |ring: &Vec<Point>| {
        let next = ring.iter().skip(1).chain(ring.first());
        ring.iter().zip(next).any(|(from, to)| crossing(*from, *to, grown).is_some())
    };
    let barred =
        |barrier: &Barrier| barrier.segments(grown).any(|(from, to)| crossing(from, to, grown).is_some());
    !ground.barriers.iter().any(barred)
        && !ground.disputed.iter().any(met)
        && !ground.lakes.iter().any(met)
        && !inside(&ground.lakes, center)
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
    let font = Font::regular(11.0);
    let zoom = plane.camera.zoom.value();
    let mut left = (plane.view.width * plane.view.height / 26_000.0) as usize;
    let own: Vec<LonLat> = frame.story.places.iter().filter_map(Place::position).collect();
    let seen = plane.view.grown(-6.0);
    for level in ground.levels.iter().rev() {
        for town in &level.towns {
            let at = plane.point(town.at);
            // Degrees first: a geodesic takes longer than everything else here.
            let near = |place: &LonLat| (place.lat_deg() - town.at.lat_deg()).abs() < 0.05;
            let named = || own.iter().any(|place| near(place) && distance_m(*place, town.at) < 5000.0);
            if f64::from(town.rank) > zoom - 3.6
                || !seen.contains(at)
                || is_finer(ground, level, town.at)
                || inside(&ground.disputed, at)
                || named()
            {
                continue;
            }
            let dot = Rect::new(at.x - 3.0, at.y - 3.0, 6.0, 6.0);
            let name = town.names.get(tag);
            let label = Label {
                at,
                gap_px: 5.0,
                covered: false,
                width_px: text_width_px(name, &font),
                size_px: font.size_px,
            };
            if left == 0 || name.is_empty() || !room.is_free(dot) {
                continue;
            }
            let Some(placed) = room.place(&label) else { continue };
            room.take(dot);
            layer.add(Mark::Circle { center: at, radius: 1.7 }, Style::fill(Tone::Muted));
            layer.add(text_mark(name.to_owned(), &placed, font), text_style(Tone::Muted));
            left -= 1;
        }
    }
}

/// Whether a finer level than this one says what is at a position.
fn is_finer(ground: &Ground<'_>, level: &Level, at: LonLat) -> bool {
    ground.levels.iter().any(|other| other.min_zoom > level.min_zoom && other.bounds.contains(at))
}
