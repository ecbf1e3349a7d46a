//! The long background below the dense tier.

use super::axis::{LABEL, text, vertical, year_ticks};
use super::layout::{BackgroundBand, NAME, TimelineLayout};
use crate::index::EventIndex;
use crate::scene::event_mark::{fade_from, selection_ring};
use crate::scene::{Align, Frame, Layer, Mark, Point, Rect, Style, Target, Tone, text_width_px};
use crate::text::Message;
use crate::time::{Civil, Edge, SetKind};

/// The radius of a background event's dot.
const DOT_PX: f64 = 4.5;
/// No label is longer; what is cut is in the list.
const LONGEST_LABEL_PX: f64 = 280.0;
/// An event that does not say how important it is.
const USUAL_IMPORTANCE: u8 = 3;

fn passes_filter(frame: &Frame<'_>, event: EventIndex) -> bool {
    let (known, entry) = (frame.story.events.get(event), frame.index.get(event));
    known.zip(entry).is_some_and(|(known, entry)| frame.view.filter.passes(known, entry))
}

/// Draws the ring around the background event that is selected.
pub(super) fn draw_rings(layer: &mut Layer, frame: &Frame<'_>, layout: &TimelineLayout) {
    let Some(band) = &layout.background else { return };
    for dot in dots(frame, band).iter().filter(|dot| frame.view.selected == Some(dot.event)) {
        selection_ring(layer, Point::new(dot.x, band.line_y), DOT_PX);
    }
}

/// Draws the line, its years, the events and as many of their labels as have room.
pub(super) fn draw(ground: &mut Layer, data: &mut Layer, frame: &Frame<'_>, layout: &TimelineLayout) {
    let Some(band) = &layout.background else { return };
    let align = if layout.wide { Align::Right } else { Align::Left };
    let name = text(band.name_at, frame.language.get(Message::Background).to_owned(), align, NAME);
    ground.add(name, Style::fill(Tone::Muted));
    draw_line(ground, frame, layout, band);
    draw_window(ground, layout, band);
    let dots = dots(frame, band);
    for dot in dots.iter().filter(|dot| dot.first) {
        draw_time(data, frame, band, dot.event);
    }
    for dot in &dots {
        let from = data.items.len();
        let center = Point::new(dot.x, band.line_y);
        let style = Style { fill: Some(Tone::Muted), ..Style::stroke(Tone::Paper, 1.0) };
        data.add_target(Mark::Circle { center, radius: DOT_PX }, style, Target::Event(dot.event));
        // The brush asks about the story's own time; the background stays, whatever it covers.
        if !passes_filter(frame, dot.event) {
            fade_from(data, from);
        }
    }
    for label in labels(frame, layout, band, &dots) {
        let style = Style::fill(Tone::Muted).haloed(Tone::Paper, 2.0);
        data.add(text(label.at, label.text, label.align, LABEL), style);
    }
}

/// The line, broken where it was collapsed, with its years.
fn draw_line(layer: &mut Layer, frame: &Frame<'_>, layout: &TimelineLayout, band: &BackgroundBand) {
    let rect = band.rect;
    for piece in band.scale.pieces() {
        let (from, to) = (rect.x + piece.from * rect.width, rect.x + piece.to * rect.width);
        let line = vec![Point::new(from, band.line_y), Point::new(to, band.line_y)];
        let style = Style::stroke(Tone::Muted, 1.25);
        let style = if piece.quiet { style.dashed(2.0, 4.0) } else { style };
        layer.add(Mark::Path { lines: vec![line], closed: false }, style);
    }
    for (x, label) in year_ticks(frame, &band.scale, rect, layout.width_px) {
        layer.add(vertical(x, band.line_y - 4.0, band.line_y + 4.0), Style::stroke(Tone::Muted, 1.0));
        if let Some(label) = label {
            let at = Point::new(x, rect.y + rect.height - 4.0);
            layer.add(text(at, label, Align::Middle, LABEL), Style::fill(Tone::Muted));
        }
    }
}

/// Where the dense tier lies.
fn draw_window(layer: &mut Layer, layout: &TimelineLayout, band: &BackgroundBand) {
    let Some(scale) = &layout.scale else { return };
    let x = |position: f64| band.rect.x + position * band.rect.width;
    let window = scale.span();
    let (from, to) = (x(band.scale.position(window.start())), x(band.scale.position(window.end())));
    let width = (to - from).max(9.0);
    let rect = Rect::new((from + to - width) / 2.0, band.line_y - 8.0, width, 16.0);
    let style = Style { fill: Some(Tone::Paper), ..Style::stroke(Tone::Brush, 1.25) };
    layer.add(Mark::Rect { rect, radius: 2.5 }, style);
    layer.add(Mark::Rect { rect, radius: 2.5 }, Style::fill(Tone::Brush).faded(0.15));
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
    let offset = frame.story.zone.offset;
    let x = |at| band.rect.x + band.scale.position(at) * band.rect.width;
    // The middle of a date: a year is no first of January.
    let middle = |edge: &Edge| {
        let span = edge.date()?.span(offset);
        Some(((x(span.start()) + x(span.end())) / 2.0, Civil::of(span.start(), offset).year))
    };
    let mut dots: Vec<Dot> = Vec::new();
    for event in &frame.index.background {
        let Some(when) = frame.story.events.get(*event).and_then(|event| event.when.as_ref()) else {
            continue;
        };
        let ends = |(from, to): &(Edge, Edge)| middle(from).or_else(|| middle(to));
        let places: Vec<(f64, i64)> = match when.edtf.set() {
            Some((SetKind::AllOf, members)) => members.iter().filter_map(ends).collect(),
            _ => {
                let (from, to) = when.edtf.edges();
                middle(from).or_else(|| middle(to)).into_iter().collect()
            }
        };
        let dot = |(nth, (x, year))| Dot { event: *event, x, year, first: nth == 0 };
        dots.extend(places.into_iter().enumerate().map(dot));
    }
    dots
}

/// Draws the time an event is dated to, where that is longer than its dot: not for a set, which is no stretch.
fn draw_time(layer: &mut Layer, frame: &Frame<'_>, band: &BackgroundBand, event: EventIndex) {
    let set = frame
        .story
        .events
        .get(event)
        .and_then(|event| event.when.as_ref())
        .is_some_and(|when| when.edtf.set().is_some());
    let time = frame.index.get(event).and_then(|entry| entry.anchor).filter(|_| !set);
    let Some(time) = time.and_then(|time| time.intersect(band.scale.span())) else { return };
    let x = |at| band.rect.x + band.scale.position(at) * band.rect.width;
    let (from, to) = (x(time.start()), x(time.end()));
    if to - from > 2.0 * DOT_PX {
        let rect = Rect::new(from, band.line_y - 3.0, to - from, 6.0);
        layer.add(Mark::Rect { rect, radius: 3.0 }, Style::fill(Tone::Muted).faded(0.3));
    }
}

struct Label {
    event: EventIndex,
    at: Point,
    align: Align,
    text: String,
}

/// The labels that have room, the most important first and then the shortest, above the line or else below it, to the
/// right of their dot or else to its left. Depends on story, language and width only, so that no label jumps.
fn labels(frame: &Frame<'_>, layout: &TimelineLayout, band: &BackgroundBand, dots: &[Dot]) -> Vec<Label> {
    let most_px = LONGEST_LABEL_PX.min(layout.width_px * 0.6);
    let worded = |dot: &Dot| {
        let Dot { event, x, year, .. } = dot;
        let words = shortened(&label_words(frame, *event, *year)?, most_px);
        let importance = frame.story.events.get(*event)?.importance.unwrap_or(USUAL_IMPORTANCE);
        let width = text_width_px(&words, &LABEL);
        Some(((importance, width as u32), *event, *x, width, words))
    };
    let mut wanted: Vec<_> = dots.iter().filter_map(worded).collect();
    wanted.sort_by_key(|(rank, ..)| *rank);
    let (above, below) = (band.line_y - 12.0, band.line_y + 21.0);
    let mut taken: Vec<Rect> = Vec::new();
    let mut labels: Vec<Label> = Vec::new();
    for (_, event, x, width, words) in wanted {
        // An event of several times is named once, at the first of them that has room.
        if labels.iter().any(|label| label.event == event) {
            continue;
        }
        let places =
            [(Align::Left, above), (Align::Left, below), (Align::Right, above), (Align::Right, below)];
        let room = |align: Align, y: f64| {
            let from = if align == Align::Left { x - DOT_PX } else { x + DOT_PX - width };
            Rect::new(from - 5.0, y - 12.0, width + 10.0, 15.0)
        };
        let free = places.into_iter().find(|(align, y)| {
            let room = room(*align, *y);
            let inside = room.x >= band.rect.x - 13.0 && room.x + room.width <= layout.width_px + 3.0;
            inside && !taken.iter().any(|other| other.overlaps(room))
        });
        if let Some((align, y)) = free {
            taken.push(room(align, y));
            let x = if align == Align::Left { x - DOT_PX } else { x + DOT_PX };
            labels.push(Label { event, at: Point::new(x, y), align, text: words });
        }
    }
    labels
}

/// The year and the title; the title alone where it says the year.
fn label_words(frame: &Frame<'_>, event: EventIndex, year: i64) -> Option<String> {
    let title = frame.story.events.get(event)?.title.get(frame.language.tag().as_str());
    if title.is_empty() {
        return None;
    }
    let number = year.to_string();
    // Years before 1 need words that a short label has no room for.
    if year < 1 || title.contains(&number) {
        Some(title.to_owned())
    } else {
        Some([&number, " ", title].concat())
    }
}

/// The text, cut at a word so that it fits, with an ellipsis.
fn shortened(text: &str, most_px: f64) -> String {
    if text.len() < 200 && text_width_px(text, &LABEL) <= most_px {
        return text.to_owned();
    }
    let mut out = String::new();
    for word in text.split_whitespace() {
        let longer = if out.is_empty() { word.to_owned() } else { [&out, " ", word].concat() };
        if longer.len() > 200 || text_width_px(&longer, &LABEL) > most_px - 12.0 {
            break;
        }
        out = longer;
    }
    out.push('\u{2026}');
    out
}
