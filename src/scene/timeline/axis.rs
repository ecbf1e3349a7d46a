//! Ticks, their labels, and the nights.

use super::layout::TimelineLayout;
use crate::scene::{Align, Font, Frame, Layer, Mark, Point, Rect, Style, Tone, text_width_px};
use crate::text::{Language, Message, Style as DateStyle, moment_words, tick_label, weekday_date};
use crate::time::{Civil, Instant, TickStep, TickUnit, TimeSpan, UtcOffset, nights, ticks};
use crate::view::{Piece, TimeScale};

/// How labels of an axis are set.
pub(super) const LABEL: Font = Font::regular(11.5);
/// How far apart ticks of the dense tier are, about.
const TICK_PX: f64 = 92.0;
/// Nights are shaded where a day has at least this much room; closer together they only flicker.
const DAY_PX: f64 = 14.0;
/// Between two labels.
const GAP_PX: f64 = 5.0;

/// A tick with its label.
pub(super) struct Tick {
    pub x: f64,
    pub label: String,
    /// Whether a coarser unit begins here too: a day among hours, a year among months.
    pub major: bool,
    /// Whether the label says more than its neighbours do, and so is longer and goes first.
    pub leads: bool,
}

/// Draws nights, grid and labels of the dense tier.
pub(super) fn draw(layer: &mut Layer, frame: &Frame<'_>, layout: &TimelineLayout) {
    let Some(scale) = &layout.scale else { return };
    let plot = layout.plot;
    for piece in scale.pieces().iter().filter(|piece| !piece.quiet) {
        shade(layer, frame, layout, piece);
    }
    let hairline = Style::stroke(Tone::Hairline, 1.0);
    let baseline = plot.y + plot.height + 20.0;
    for (nth, piece) in scale.pieces().iter().enumerate() {
        if piece.quiet {
            draw_break(layer, layout, piece);
            continue;
        }
        let (from, to) = (plot.x + piece.from * plot.width, plot.x + piece.to * plot.width);
        let made = piece_ticks(frame, layout, piece, to - from);
        for tick in &made {
            let bottom = plot.y + plot.height + if tick.major { 8.0 } else { 4.0 };
            layer.add(vertical(tick.x, plot.y - 4.0, bottom), hairline);
        }
        // Labels may run past their piece only at the end of the axis.
        let last = nth + 1 == scale.pieces().len();
        let until = if last { layout.width_px - 2.0 } else { to };
        for (x, label) in fitting(made, until) {
            let at = Point::new(x + 3.0, baseline);
            layer.add(text(at, label, Align::Left, LABEL), Style::fill(Tone::Muted));
        }
    }
    for x in [plot.x, plot.x + plot.width] {
        layer.add(vertical(x, plot.y - 4.0, plot.y + plot.height + 4.0), hairline);
    }
}

fn shade(layer: &mut Layer, frame: &Frame<'_>, layout: &TimelineLayout, piece: &Piece) {
    let plot = layout.plot;
    let days = piece.span.duration_ms() as f64 / 86_400_000.0;
    if (piece.to - piece.from) * plot.width < DAY_PX * days {
        return;
    }
    for night in nights(piece.span, frame.story.zone.offset) {
        let (from, to) = (layout.x_of(night.start()), layout.x_of(night.end()));
        let rect = Rect::new(from, plot.y - 4.0, to - from, plot.height + 8.0);
        layer.add(Mark::Rect { rect, radius: 0.0 }, Style::fill(Tone::Night));
    }
}

/// A collapsed gap: two broken lines with nothing between.
fn draw_break(layer: &mut Layer, layout: &TimelineLayout, piece: &Piece) {
    let plot = layout.plot;
    let (from, to) = (plot.x + piece.from * plot.width, plot.x + piece.to * plot.width);
    let rect = Rect::new(from, plot.y - 4.0, to - from, plot.height + 8.0);
    layer.add(Mark::Rect { rect, radius: 0.0 }, Style::fill(Tone::Night));
    for x in [from, to] {
        layer
            .add(vertical(x, rect.y, rect.y + rect.height), Style::stroke(Tone::Muted, 1.0).dashed(3.0, 3.0));
    }
    let at = Point::new((from + to) / 2.0, plot.y + plot.height + 20.0);
    layer.add(text(at, "\u{2026}".to_owned(), Align::Middle, LABEL), Style::fill(Tone::Muted));
}

/// The ticks of a piece of the dense tier. The first label says the year and, where no day begins in sight, the day.
fn piece_ticks(frame: &Frame<'_>, layout: &TimelineLayout, piece: &Piece, width_px: f64) -> Vec<Tick> {
    let offset = frame.story.zone.offset;
    let language = frame.language;
    let (step, at) = ticks(piece.span, offset, ((width_px / TICK_PX) as usize).max(1));
    let is_major = |moment: Instant| is_major(moment, step, offset);
    let some_major = at.iter().any(|moment| is_major(*moment));
    let mut first = true;
    let mut made: Vec<Tick> = Vec::with_capacity(at.len());
    for moment in at {
        let major = is_major(moment);
        let mut label = tick_label(moment, step, offset, language);
        let mut leads = major;
        if first && (major || !some_major || step.unit >= TickUnit::Day) {
            first = false;
            leads = true;
            label = first_label(moment, step, offset, language).unwrap_or(label);
        }
        made.push(Tick { x: layout.x_of(moment), label, major, leads });
    }
    made
}

/// What the first label says more than the others; `None` where it says it all.
fn first_label(at: Instant, step: TickStep, offset: UtcOffset, language: &Language) -> Option<String> {
    let civil = Civil::of(at, offset);
    let midnight = (civil.hour, civil.minute, civil.second) == (0, 0, 0);
    match step.unit {
        TickUnit::Second | TickUnit::Minute | TickUnit::Hour if !midnight => {
            Some(moment_words(at, offset, language, DateStyle::Short))
        }
        TickUnit::Month if civil.month > 1 => {
            let month = tick_label(at, step, offset, language);
            let january = Civil::date(civil.year, 1, 1).to_instant(offset);
            let year = tick_label(january, TickStep::new(TickUnit::Year, 1), offset, language);
            Some(language.fill(Message::MonthYear, &[("month", &month), ("year", &year)]))
        }
        TickUnit::Month | TickUnit::Year => None,
        _ => Some(weekday_date(at, offset, language, DateStyle::Medium)),
    }
}

/// Whether a coarser unit begins with this tick too.
fn is_major(at: Instant, step: TickStep, offset: UtcOffset) -> bool {
    let civil = Civil::of(at, offset);
    match step.unit {
        TickUnit::Second | TickUnit::Minute | TickUnit::Hour => {
            (civil.hour, civil.minute, civil.second) == (0, 0, 0)
        }
        TickUnit::Day | TickUnit::Week => civil.day == 1,
        TickUnit::Month => civil.month == 1,
        TickUnit::Year => false,
    }
}

/// The labels that have room between their ticks up to `until`, evenly spread: all of them, else without those that
/// follow closely on a label that leads, else only those that lead, else every second, third, … one.
fn fitting(made: Vec<Tick>, until: f64) -> Vec<(f64, String)> {
    let end = |tick: &Tick| tick.x + 3.0 + text_width_px(&tick.label, &LABEL);
    let apart = |ticks: &[&Tick]| {
        ticks.windows(2).all(|pair| match pair {
            [one, next] => end(one) + GAP_PX <= next.x + 3.0,
            _ => true,
        })
    };
    let seen: Vec<&Tick> = made.iter().filter(|tick| end(tick) <= until).collect();
    let led: Vec<&Tick> = seen.iter().filter(|tick| tick.leads).copied().collect();
    let mut chosen = seen.clone();
    // How many labels after each that leads are left out, the same everywhere.
    for skipped in 1..4 {
        if led.is_empty() || apart(&chosen) {
            break;
        }
        let mut since = usize::MAX;
        chosen = seen
            .iter()
            .filter(|tick| {
                since = if tick.leads { 0 } else { since.saturating_add(1) };
                since == 0 || since > skipped
            })
            .copied()
            .collect();
    }
    if !apart(&chosen) && led.len() > 1 {
        chosen = led;
    }
    let candidates = chosen.clone();
    let mut stride = 2;
    while !apart(&chosen) {
        chosen = candidates.iter().step_by(stride).copied().collect();
        stride += 1;
    }
    chosen.into_iter().map(|tick| (tick.x, tick.label.clone())).collect()
}

/// The year ticks of the background tier: where they stand and what they say, none over another.
pub(super) fn year_ticks(
    frame: &Frame<'_>,
    scale: &TimeScale,
    rect: Rect,
    width_px: f64,
) -> Vec<(f64, Option<String>)> {
    let offset = frame.story.zone.offset;
    let mut made: Vec<(f64, Option<String>)> = Vec::new();
    let mut taken = f64::NEG_INFINITY;
    for piece in scale.pieces().iter().filter(|piece| !piece.quiet) {
        let piece_px = (piece.to - piece.from) * rect.width;
        // Never finer than a year: the background is about years.
        let longest = TimeSpan::between(piece.span.start(), piece.span.end());
        let (mut step, mut at) = ticks(longest, offset, ((piece_px / 110.0) as usize).max(1));
        if step.unit < TickUnit::Year {
            step = TickStep::new(TickUnit::Year, 1);
            at = step.range(longest, offset);
        }
        for moment in at {
            let x = rect.x + scale.position(moment) * rect.width;
            let label = tick_label(moment, step, offset, frame.language);
            let half = text_width_px(&label, &LABEL) / 2.0;
            let fits = x - half >= taken + GAP_PX && x + half <= width_px - 1.0;
            if fits {
                taken = x + half;
            }
            made.push((x, fits.then_some(label)));
        }
    }
    made
}

/// A vertical line.
pub(super) fn vertical(x: f64, from: f64, to: f64) -> Mark {
    Mark::Path { lines: vec![vec![Point::new(x, from), Point::new(x, to)]], closed: false }
}

/// A line of text.
pub(super) fn text(at: Point, text: String, align: Align, font: Font) -> Mark {
    Mark::Text { at, text, align, font }
}
