//! The long background below the dense tier.

use super::axis::{LABEL, draw_years};
use super::layout::{BackgroundBand, NAME, TimelineLayout};
use crate::index::EventIndex;
use crate::scene::event_mark::{fade_from, selection_ring};
use crate::scene::metrics::shortened;
use crate::scene::{Align, Frame, Layer, Point, Rect, Style, Target, Tone, text_width_px};
use crate::text::Message;
use crate::time::{Civil, Edge, SetKind, digits};

/// The radius of a background event's dot.
const DOT_PX: f64 = 4.5;
/// No label is longer; what is cut is in the list.
const LONGEST_LABEL_PX: f64 = 280.0;
/// An event that does not say how important it is.
const USUAL_IMPORTANCE: u8 = 3;

const WORDS: Style = Style::fill(Tone::Muted);
const HALOED: Style = Style::fill(Tone::Muted).haloed(Tone::Paper, 2.0);
const DOT: Style = Style { fill: Some(Tone::Muted), ..Style::stroke(Tone::Paper, 1.0) };
const LINE: Style = Style::stroke(Tone::Muted, 1.25);
const QUIET: Style = Style::stroke(Tone::Muted, 1.25).dashed(2.0, 4.0);
const WINDOW: Style = Style { fill: Some(Tone::Paper), ..Style::stroke(Tone::Brush, 1.25) };
const WINDOW_TINT: Style = Style::fill(Tone::Brush).faded(0.15);
const TIME: Style = Style::fill(Tone::Muted).faded(0.3);

fn passes_filter(frame: &Frame<'_>, event: EventIndex) -> bool {
    match (frame.story.events.get(event), frame.index.get(event)) {
        (Some(known), Some(entry)) => frame.view.filter.passes(frame.story, known, entry),
        _ => false,
    }
}

/// Draws the line, its years, the events and as many of their labels as have room, and around what is selected a ring.
#[inline(never)]
pub(super) fn draw(
    ground: &mut Layer,
    data: &mut Layer,
    overlay: &mut Layer,
    frame: &Frame<'_>,
    layout: &TimelineLayout,
) {
    let Some(band) = &layout.background else { return };
    let align = if layout.wide { Align::Right } else { Align::Left };
    ground.text(band.name_at, frame.language.get(Message::Background).to_owned(), align, &NAME, &WORDS);
    draw_line(ground, frame, layout, band);
    draw_window(ground, layout, band);
    let dots = dots(frame, band);
    for dot in &dots {
        if dot.first {
            draw_time(data, frame, band, dot.event);
        }
    }
    for dot in &dots {
        let from = data.items.len();
        let center = Point::new(dot.x, band.line_y);
        data.circle(center, DOT_PX, &DOT);
        data.aim(Target::Event(dot.event));
        // The brush asks about the story's own time; the background stays, whatever it covers.
        if !passes_filter(frame, dot.event) {
            fade_from(data, from);
        }
        if frame.view.selected == Some(dot.event) {
            selection_ring(overlay, center, DOT_PX);
        }
    }
    draw_labels(data, frame, layout, band, &dots);
}

/// The line, broken where it was collapsed, with its years.
fn draw_line(layer: &mut Layer, frame: &Frame<'_>, layout: &TimelineLayout, band: &BackgroundBand) {
    let rect = band.rect;
    for piece in band.scale.pieces() {
        let (from, to) = (rect.x + piece.from * rect.width, rect.x + piece.to * rect.width);
        let style = if piece.quiet { &QUIET } else { &LINE };
        layer.line(Point::new(from, band.line_y), Point::new(to, band.line_y), style);
    }
    draw_years(layer, frame, layout, band);
}

/// Where the dense tier lies.
fn draw_window(layer: &mut Layer, layout: &TimelineLayout, band: &BackgroundBand) {
    let Some(scale) = &layout.scale else { return };
    let window = scale.span();
    let (from, to) = (band.x_of(window.start()), band.x_of(window.end()));
    let width = (to - from).max(9.0);
    let rect = Rect::new((from + to - width) / 2.0, band.line_y - 8.0, width, 16.0);
    layer.rect(rect, 2.5, &WINDOW);
    layer.rect(rect, 2.5, &WINDOW_TINT);
}

/// A background event and where it is marked. One that is dated to several times has a dot for each.
struct Dot {
    event: EventIndex,
    x: f64,
    /// The astronomical year it stands for.
    year: i64,
    first: bool,
}

/// The dots of the background events that have a date, in order of time.
fn dots(frame: &Frame<'_>, band: &BackgroundBand) -> Vec<Dot> {
    let mut dots: Vec<Dot> = Vec::new();
    for event in &frame.index.background {
        let Some(when) = frame.story.events.get(*event).and_then(|event| event.when.as_ref()) else {
            continue;
        };
        let mut add = |(from, to): (&Edge, &Edge), first: bool| {
            if let Some((x, year)) = middle(frame, band, from).or_else(|| middle(frame, band, to)) {
                dots.push(Dot { event: *event, x, year, first });
            }
        };
        if let Some((SetKind::AllOf, members)) = when.edtf.set() {
            for (nth, (from, to)) in members.iter().enumerate() {
                add((from, to), nth == 0);
            }
        } else {
            add(when.edtf.edges(), true);
        }
    }
    dots
}

/// The middle of a date, for a year is no first of January; and its year.
#[inline(never)]
fn middle(frame: &Frame<'_>, band: &BackgroundBand, edge: &Edge) -> Option<(f64, i64)> {
    let offset = frame.story.zone.offset;
    let span = edge.date()?.span(offset);
    Some(((band.x_of(span.start()) + band.x_of(span.end())) / 2.0, Civil::of(span.start(), offset).year))
}

/// Draws the time an event is dated to, where that is longer than its dot: not for a set, which is no stretch.
fn draw_time(layer: &mut Layer, frame: &Frame<'_>, band: &BackgroundBand, event: EventIndex) {
    let when = frame.story.events.get(event).and_then(|event| event.when.as_ref());
    if when.is_some_and(|when| when.edtf.set().is_some()) {
        return;
    }
    let Some(time) = frame.index.get(event).and_then(|entry| entry.anchor) else { return };
    let Some(time) = time.intersect(band.scale.span()) else { return };
    let (from, to) = (band.x_of(time.start()), band.x_of(time.end()));
    if to - from > 2.0 * DOT_PX {
        layer.rect(Rect::new(from, band.line_y - 3.0, to - from, 6.0), 3.0, &TIME);
    }
}

/// A label that looks for room.
struct Label {
    /// The lower the sooner.
    rank: (u8, u32),
    event: EventIndex,
    x: f64,
    width: f64,
    text: String,
}

/// Draws the labels that have room, the most important first and then the shortest, above the line or else below it, to
/// the right of their dot or else to its left. Depends on story, language and width only, so that no label jumps.
fn draw_labels(
    layer: &mut Layer,
    frame: &Frame<'_>,
    layout: &TimelineLayout,
    band: &BackgroundBand,
    dots: &[Dot],
) {
    let most_px = LONGEST_LABEL_PX.min(layout.width_px * 0.6);
    let mut wanted: Vec<Label> = Vec::new();
    for dot in dots {
        let Some(text) = label_words(frame, dot.event, dot.year) else { continue };
        let text = shortened(&text, &LABEL, most_px, true);
        let importance = frame.story.events.get(dot.event).and_then(|event| event.importance);
        let width = text_width_px(&text, &LABEL);
        let rank = (importance.unwrap_or(USUAL_IMPORTANCE), width as u32);
        let before = wanted.iter().rposition(|other| other.rank <= rank);
        let label = Label { rank, event: dot.event, x: dot.x, width, text };
        wanted.insert(before.map_or(0, |before| before + 1), label);
    }
    let mut taken: Vec<(EventIndex, Rect)> = Vec::new();
    for Label { event, x, width, text, .. } in &wanted {
        let (event, x, width) = (*event, *x, *width);
        // An event of several times is named once, at the first of them that has room.
        if taken.iter().any(|(other, _)| *other == event) {
            continue;
        }
        for nth in 0..4 {
            let y = if nth % 2 == 0 { band.line_y - 12.0 } else { band.line_y + 21.0 };
            let (align, at, left) = if nth < 2 {
                (Align::Left, x - DOT_PX, x - DOT_PX)
            } else {
                (Align::Right, x + DOT_PX, x + DOT_PX - width)
            };
            let room = Rect::new(left - 5.0, y - 12.0, width + 10.0, 15.0);
            if room.x >= band.rect.x - 13.0
                && room.x + room.width <= layout.width_px + 3.0
                && !taken.iter().any(|(_, other)| other.overlaps(room))
            {
                taken.push((event, room));
                layer.text(Point::new(at, y), text.clone(), align, &LABEL, &HALOED);
                break;
            }
        }
    }
}

/// Whether a text is part of another. The standard library's search is made for long texts and costs accordingly.
fn is_within(part: &str, text: &str) -> bool {
    text.as_bytes().windows(part.len().max(1)).any(|window| window == part.as_bytes())
}

/// The year and the title; the title alone where it says the year.
fn label_words(frame: &Frame<'_>, event: EventIndex, year: i64) -> Option<String> {
    let title = frame.story.events.get(event)?.title.get(frame.language.tag().as_str());
    if title.is_empty() {
        return None;
    }
    let number = digits(year);
    // Years before 1 need words that a short label has no room for.
    if year < 1 || is_within(&number, title) {
        Some(title.to_owned())
    } else {
        Some([&number, " ", title].concat())
    }
}
