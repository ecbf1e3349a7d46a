//! The names of the story's places: first and always.

use super::super::label::{Label, Placed, Room};
use super::super::{Font, Frame, Layer, Point, Rect, Style, Tone, text_width_px};
use super::arrange::Spot;
use super::plane::{Plane, tenth};
use crate::story::Place;
use crate::text::pieces;
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

const DOT: Style = Style::fill(Tone::Ink).haloed(Tone::Land, 1.2);
const LEADER: Style = Style::stroke(Tone::Muted, 0.9).haloed(Tone::Land, 1.2);
const PLACE: Style = text_style(Tone::Ink);
const AREA: Style = text_style(Tone::Muted);

/// A place of the story that is seen.
pub(super) struct Seen<'a> {
    place: &'a Place,
    at: Point,
    /// Whether it is left out unless its name finds room.
    gives_way: bool,
}

/// The story's places that are seen, the most prominent first. Their dots take their room before anything is written.
/// Further out than the story opens the less prominent ones are left out unless their names find room.
#[inline(never)]
pub(super) fn seen<'a>(frame: &Frame<'a>, plane: &Plane, room: &mut Room) -> Vec<Seen<'a>> {
    let view = plane.view.grown(-3.0);
    let opening = Camera::fitting(frame.index.bounds, plane.viewport).zoom.value();
    let far = plane.camera.zoom.value() < opening - 0.75;
    let mut places: Vec<Seen<'a>> = Vec::new();
    for place in &frame.story.places {
        let Some(at) = place.position() else { continue };
        let seen = Seen { place, at: plane.point(at), gives_way: far && rank(place) > 1 };
        if view.contains(seen.at) {
            let before = places.iter().rposition(|other| rank(other.place) <= rank(place));
            places.insert(before.map_or(0, |before| before + 1), seen);
        }
    }
    for seen in &places {
        if has_dot(seen.place) && !seen.gives_way {
            room.take(dot_rect(seen.at));
        }
    }
    places
}

/// The room that the dot of a place takes.
#[inline(never)]
pub(super) fn dot_rect(at: Point) -> Rect {
    Rect::new(at.x - 3.0, at.y - 3.0, 6.0, 6.0)
}

/// An area bears its name only.
fn has_dot(place: &Place) -> bool {
    place.area.is_none()
}

/// Draws a dot and the name of each place that is seen.
pub(super) fn places(
    frame: &Frame<'_>,
    seen: &[Seen<'_>],
    spots: &[Spot],
    room: &mut Room,
    layer: &mut Layer,
) {
    let narrow = frame.width_px < 480.0;
    for Seen { place, at, gives_way } in seen {
        let (at, gives_way) = (*at, *gives_way);
        let dot = dot_rect(at);
        if gives_way && !room.is_free(dot) {
            continue;
        }
        let mut names = names(place, frame.language.tag().as_str());
        let font = font(place, narrow);
        let beside = if narrow && rank(place) > 1 { 2 } else { 1 };
        let found = find(&names, at, &font, beside, if gives_way { 0.0 } else { REACH_PX }, spots, room);
        if has_dot(place) && (found.is_some() || !gives_way) {
            if gives_way {
                room.take(dot);
            }
            layer.circle(at, 2.2, &DOT);
        }
        let Some((nth, placed)) = found else { continue };
        if let Some(end) = placed.leader.filter(|end| end.distance(at) > LEADER_PX) {
            layer.line(at, end, &LEADER);
        }
        let style = if has_dot(place) { &PLACE } else { &AREA };
        layer.text(tenth(placed.at), names.swap_remove(nth), placed.align, &font, style);
    }
}

fn rank(place: &Place) -> u8 {
    place.rank.unwrap_or(3)
}

fn font(place: &Place, narrow: bool) -> Font {
    let mut font = Font::regular(if narrow { 12.0 } else { 12.5 });
    if !has_dot(place) {
        font = Font { spacing_px: 1.5, ..Font::bold(font.size_px - 1.0) };
    } else if rank(place) == 0 {
        font = Font::bold(font.size_px + 0.5);
    }
    font
}

/// The name in full, and its first form where it has several. Both names of a contested place are shown.
fn names(place: &Place, tag: &str) -> Vec<String> {
    let mut full = place.name.get(tag).to_owned();
    if !full.contains('/') {
        let (mut forms, mut several): (Vec<&str>, String) = (Vec::new(), String::new());
        for name in &place.names {
            let name = name.name.get(tag);
            if !name.is_empty() && !forms.contains(&name) {
                if !forms.is_empty() {
                    several.push_str(" / ");
                }
                several.push_str(name);
                forms.push(name);
            }
        }
        if forms.len() > 1 {
            full = several;
        }
    }
    let full = shortened(&full);
    let first = pieces(&full, b'/').next().unwrap_or_default().trim_ascii().to_owned();
    let mut names = vec![full];
    if names.first() != Some(&first) {
        names.push(first);
    }
    names.retain(|name| !name.is_empty());
    names
}

#[inline(never)]
fn shortened(name: &str) -> String {
    match name.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => [name.get(..end).unwrap_or_default(), "…"].concat(),
        None => name.to_owned(),
    }
}

/// Room for the first of the names `beside` its place; where there is none, for any further away on a leader. Gives which
/// name.
fn find(
    names: &[String],
    at: Point,
    font: &Font,
    beside: usize,
    reach_px: f64,
    spots: &[Spot],
    room: &mut Room,
) -> Option<(usize, Placed)> {
    // How far from the place a name must begin to clear the marks that cover the place.
    let (mut gap_px, mut covered) = (0.0, false);
    for spot in spots {
        let distance = spot.center.distance(at);
        if distance < spot.radius {
            gap_px = f64::max(gap_px, spot.radius + distance + 3.0);
            // A mark that stands on the place stands for it; one that stands beside it hides it.
            covered |= distance >= 4.0;
        }
    }
    if gap_px == 0.0 {
        gap_px = 6.0;
    }
    for far in [false, true] {
        for (nth, name) in names.iter().enumerate() {
            let label =
                Label { at, gap_px, covered, width_px: text_width_px(name, font), size_px: font.size_px };
            let placed = match far {
                false if nth >= beside => None,
                false => room.place(&label),
                true => room.place_far(&label, reach_px),
            };
            if let Some(placed) = placed {
                return Some((nth, placed));
            }
        }
    }
    None
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
