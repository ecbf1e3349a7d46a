//! The names of the story's places: first and always.

use super::super::label::{Label, Placed, Room};
use super::super::{Font, Frame, Layer, Mark, Point, Rect, Style, Tone, text_width_px};
use super::arrange::Spot;
use super::plane::Plane;
use crate::story::Place;
use crate::view::Camera;

/// How far a place's name may be pushed away from it before the place keeps only its dot.
const REACH_PX: f64 = 150.0;

/// Longer names are cut; a map is no place to read a paragraph.
const MOST_LETTERS: usize = 48;

/// A leader line shorter than this says nothing.
const LEADER_PX: f64 = 13.0;

/// A halo that keeps text readable over borders and hatch.
pub(super) const fn text_style(tone: Tone) -> Style {
    Style::fill(tone).haloed(Tone::Land, 2.0)
}

/// A place of the story that is seen.
pub(super) struct Seen<'a> {
    place: &'a Place,
    at: Point,
}

/// The story's places that are seen, the most prominent first. Their dots take their room before anything is written.
/// Further out than the story opens the less prominent ones are left out unless their names find room.
pub(super) fn seen<'a>(frame: &Frame<'a>, plane: &Plane, room: &mut Room) -> Vec<Seen<'a>> {
    let view = plane.view.grown(-3.0);
    let at = |place: &'a Place| Some(Seen { place, at: plane.point(place.position()?) });
    let mut places: Vec<Seen<'a>> =
        frame.story.places.iter().filter_map(at).filter(|seen| view.contains(seen.at)).collect();
    places.sort_by_key(|seen| rank(seen.place));
    for seen in places.iter().filter(|seen| has_dot(seen.place) && !may_give_way(frame, plane, seen.place)) {
        room.take(dot(seen.at));
    }
    places
}

fn dot(at: Point) -> Rect {
    Rect::new(at.x - 3.0, at.y - 3.0, 6.0, 6.0)
}

/// An area bears its name only.
fn has_dot(place: &Place) -> bool {
    place.area.is_none()
}

fn may_give_way(frame: &Frame<'_>, plane: &Plane, place: &Place) -> bool {
    let opening = Camera::fitting(frame.index.bounds, plane.viewport).zoom.value();
    rank(place) > 1 && plane.camera.zoom.value() < opening - 0.75
}

/// Draws a dot and the name of each place that is seen.
pub(super) fn places(
    frame: &Frame<'_>,
    plane: &Plane,
    seen: &[Seen<'_>],
    spots: &[Spot],
    room: &mut Room,
    layer: &mut Layer,
) {
    let narrow = frame.width_px < 480.0;
    for Seen { place, at } in seen {
        let names = names(place, frame.language.tag().as_str());
        let font = font(place, narrow);
        let gives_way = may_give_way(frame, plane, place);
        if gives_way && !room.is_free(dot(*at)) {
            continue;
        }
        let short = narrow && rank(place) > 1;
        let found = find(&names, *at, &font, short, if gives_way { 0.0 } else { REACH_PX }, spots, room);
        if has_dot(place) && (found.is_some() || !gives_way) {
            if gives_way {
                room.take(dot(*at));
            }
            layer.add(
                Mark::Circle { center: *at, radius: 2.2 },
                Style::fill(Tone::Ink).haloed(Tone::Land, 1.2),
            );
        }
        let Some((text, placed)) = found else { continue };
        if let Some(end) = placed.leader.filter(|end| end.distance(*at) > LEADER_PX) {
            let line = Mark::Path { lines: vec![vec![*at, end]], closed: false };
            layer.add(line, Style::stroke(Tone::Muted, 0.9).haloed(Tone::Land, 1.2));
        }
        let tone = if has_dot(place) { Tone::Ink } else { Tone::Muted };
        layer.add(text_mark(text, &placed, font), text_style(tone));
    }
}

fn rank(place: &Place) -> u8 {
    place.rank.unwrap_or(3)
}

fn font(place: &Place, narrow: bool) -> Font {
    let size_px = if narrow { 12.0 } else { 12.5 };
    match rank(place) {
        _ if !has_dot(place) => Font { spacing_px: 1.5, ..Font::bold(size_px - 1.0) },
        0 => Font::bold(size_px + 0.5),
        _ => Font::regular(size_px),
    }
}

/// The name in full, and its first form where it has several. Both names of a contested place are shown.
fn names(place: &Place, tag: &str) -> Vec<String> {
    let mut full = shortened(place.name.get(tag));
    if !full.contains('/') {
        let mut forms: Vec<&str> = Vec::new();
        for name in &place.names {
            let name = name.name.get(tag);
            if !name.is_empty() && !forms.contains(&name) {
                forms.push(name);
            }
        }
        if forms.len() > 1 {
            full = shortened(&forms.join(" / "));
        }
    }
    let first = full.split('/').next().map(|name| name.trim().to_owned());
    let mut names = vec![full];
    names.extend(first.filter(|first| names.first() != Some(first)));
    names.retain(|name| !name.is_empty());
    names
}

fn shortened(name: &str) -> String {
    match name.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => [name.get(..end).unwrap_or_default(), "…"].concat(),
        None => name.to_owned(),
    }
}

/// Room for the name in full beside its place; where there is none, for its first form if that may stand in, else
/// further away on a leader.
fn find(
    names: &[String],
    at: Point,
    font: &Font,
    short: bool,
    reach_px: f64,
    spots: &[Spot],
    room: &mut Room,
) -> Option<(String, Placed)> {
    let cover = spots.iter().map(|spot| clearance(spot, at)).fold(0.0, f64::max);
    // A mark that stands on the place stands for it; one that stands beside it hides it.
    let covered = spots.iter().any(|spot| (4.0..spot.radius).contains(&spot.center.distance(at)));
    let label = |name: &str| Label {
        at,
        gap_px: if cover > 0.0 { cover } else { 6.0 },
        covered,
        width_px: text_width_px(name, font),
        size_px: font.size_px,
    };
    for name in names.iter().take(if short { 2 } else { 1 }) {
        if let Some(placed) = room.place(&label(name)) {
            return Some((name.clone(), placed));
        }
    }
    names.iter().find_map(|name| room.place_far(&label(name), reach_px).map(|placed| (name.clone(), placed)))
}

/// How far from the place a name must begin to clear a mark that covers the place; 0 where none does.
fn clearance(spot: &Spot, at: Point) -> f64 {
    let distance = spot.center.distance(at);
    if distance < spot.radius { spot.radius + distance + 3.0 } else { 0.0 }
}

pub(super) fn text_mark(text: String, placed: &Placed, font: Font) -> Mark {
    Mark::Text { at: tenth(placed.at), text, align: placed.align, font }
}

pub(super) fn tenth(at: Point) -> Point {
    Point::new((at.x * 10.0).round() / 10.0, (at.y * 10.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{PlaceName, Words};

    fn place(name: &str, names: &[&str]) -> Place {
        Place {
            id: "p".into(),
            name: Words::new("en", name),
            names: names
                .iter()
                .map(|name| PlaceName { community: "x".into(), name: Words::new("en", name) })
                .collect(),
            lon: None,
            lat: None,
            radius_m: None,
            area: None,
            rank: None,
            note: Words::default(),
        }
    }

    #[test]
    fn both_names_of_a_contested_place_are_written() {
        assert_eq!(names(&place("Aa", &["Aa", "Bb"]), "en"), ["Aa / Bb", "Aa"]);
        assert_eq!(names(&place("Aa / Bb", &["Aa", "Bb"]), "en"), ["Aa / Bb", "Aa"]);
        assert_eq!(names(&place("Aa", &["Aa"]), "en"), ["Aa"]);
    }

    #[test]
    fn a_name_of_ten_thousand_letters_is_cut() {
        let names = names(&place(&"é".repeat(10_000), &[]), "en");
        assert_eq!(names[0].chars().count(), MOST_LETTERS + 1);
    }
}
