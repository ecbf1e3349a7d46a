//! The scale bar, and the inset that says where on earth the map is.

use super::super::label::Room;
use super::super::{Align, Font, Frame, Layer, Point, Rect, Style, Tone, text_width_px};
use super::ground::{fills, lines};
use super::plane::Plane;
use crate::geo::{LineKind, ScaleUnit, Zoom, scale_bar};
use crate::text::{Message, number};
use crate::view::{Camera, Viewport};

/// How far furniture stands from the edge.
const MARGIN_PX: f64 = 12.0;

/// The column of the map's buttons, at the top right: nothing is written under them.
const CONTROLS: (f64, f64) = (60.0, 150.0);

/// The inset, where the map is at least this wide and high.
const INSET_FROM: (f64, f64) = (560.0, 300.0);
const INSET: (f64, f64) = (112.0, 78.0);

/// How many zoom levels the inset is further away.
const INSET_LEVELS: f64 = 4.6;
/// How much smaller that is.
const INSET_SHARE: f64 = 0.041_234_622_211_652_96;

const BAR: Style = Style::stroke(Tone::Ink, 1.5).haloed(Tone::Land, 1.5);
const BAR_WORDS: Style = Style::fill(Tone::Ink).haloed(Tone::Land, 2.0);
const BAR_FONT: Font = Font::regular(11.0);
const SHEET: Style = Style::fill(Tone::Paper);
const BORDERS: Style = Style::stroke(Tone::Border, 0.7);
const EDGE: Style = Style::stroke(Tone::Border, 1.0);
const LOCATOR: Style = Style::stroke(Tone::Locator, 1.5);

/// Takes the room of the buttons.
pub(super) fn controls(frame: &Frame<'_>, room: &mut Room) {
    let (width, height) = CONTROLS;
    room.take(Rect::new(frame.width_px - width, 0.0, width, height));
}

/// Draws the scale bar at the bottom right and takes its room.
pub(super) fn scale(frame: &Frame<'_>, plane: &Plane, room: &mut Room, layer: &mut Layer) {
    let longest = if frame.width_px < 480.0 { 64.0 } else { 90.0 };
    let Some(bar) = scale_bar(plane.camera.metres_per_px(), longest) else { return };
    let unit = match bar.unit {
        ScaleUnit::Metre => Message::Metres,
        ScaleUnit::Kilometre => Message::Kilometres,
    };
    let tag = frame.language.tag();
    let text = frame.language.with(unit, "number", &number(i64::from(bar.value), tag));
    let (right, bottom) = (frame.width_px - MARGIN_PX, frame.height_px - MARGIN_PX);
    let left = right - (bar.px * 10.0).round() / 10.0;
    let width = bar.px.max(text_width_px(&text, &BAR_FONT));
    room.take(Rect::new(right - width, bottom - 18.0, width, 20.0).grown(4.0));
    let top = bottom - 4.0;
    let line = [(left, top), (left, bottom), (right, bottom), (right, top)];
    layer.lines(vec![line.map(|(x, y)| Point::new(x, y)).to_vec()], &BAR);
    let at = Point::new((left + right) / 2.0, bottom - 6.0);
    layer.text(at, text, Align::Middle, &BAR_FONT, &BAR_WORDS);
}

/// Where the inset stands; `None` where the map is small, or already shows half a continent.
pub(super) fn inset_rect(frame: &Frame<'_>, plane: &Plane) -> Option<Rect> {
    let (width, height) = INSET;
    let overview = frame.basemap?.levels.first()?;
    // The overview must hold all that the inset shows, or its edge would look like a shore.
    let camera = inset_camera(plane);
    let viewport = Viewport { width_px: width, height_px: height };
    let holds = |corner| overview.bounds.contains(camera.unproject(corner, viewport));
    let large = frame.width_px >= INSET_FROM.0 && frame.height_px >= INSET_FROM.1;
    let fits =
        large && plane.camera.zoom.value() >= INSET_LEVELS && holds((0.0, 0.0)) && holds((width, height));
    fits.then_some(Rect::new(MARGIN_PX, frame.height_px - MARGIN_PX - height, width, height))
}

fn inset_camera(plane: &Plane) -> Camera {
    Camera { center: plane.camera.center, zoom: Zoom::clamped(plane.camera.zoom.value() - INSET_LEVELS) }
}

/// Draws the inset: the overview, with a frame where the map is.
pub(super) fn inset(frame: &Frame<'_>, plane: &Plane, rect: Rect, layer: &mut Layer) {
    let Some(overview) = frame.basemap.and_then(|basemap| basemap.levels.first()) else { return };
    let inset = Plane::new(inset_camera(plane), rect).tight();
    layer.rect(rect.grown(3.0), 2.0, &SHEET);
    let _ = fills(overview, &inset, layer);
    lines(overview, &inset, &BORDERS, layer, &|line| line.kind == LineKind::Border);
    layer.rect(rect, 0.0, &EDGE);
    let (width, height) = (plane.view.width * INSET_SHARE, plane.view.height * INSET_SHARE);
    let here =
        Rect::new(rect.x + (rect.width - width) / 2.0, rect.y + (rect.height - height) / 2.0, width, height);
    layer.rect(here, 0.0, &LOCATOR);
}
