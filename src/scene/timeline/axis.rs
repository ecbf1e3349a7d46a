//! Ticks, their labels, and the nights.

use super::layout::{BackgroundBand, TimelineLayout};
use crate::scene::{Align, Font, Frame, Layer, Point, Rect, Style, Tone, text_width_px};
use crate::text::{Language, Message, Style as DateStyle, moment_words, tick_label, weekday_date};
use crate::time::{Civil, Instant, TickStep, TickUnit, UtcOffset, nights, ticks};
use crate::view::Piece;

/// How labels of an axis are set.
pub(super) const LABEL: Font = Font::regular(11.5);
/// How far apart ticks of the dense tier are, about.
const TICK_PX: f64 = 92.0;
/// Nights are shaded where a day has at least this much room; closer together they only flicker.
const DAY_PX: f64 = 14.0;
/// Between two labels.
const GAP_PX: f64 = 5.0;

const GRID: Style = Style::stroke(Tone::Hairline, 1.0);
const WORDS: Style = Style::fill(Tone::Muted);
const YEAR: Style = Style::stroke(Tone::Muted, 1.0);
const NIGHT: Style = Style::fill(Tone::Night);
const BREAK: Style = Style::stroke(Tone::Muted, 1.0).dashed(3.0, 3.0);

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
#[inline(never)]
pub(super) fn draw(layer: &mut Layer, frame: &Frame<'_>, layout: &TimelineLayout) {
    let Some(scale) = &layout.scale else { return };
    let plot = layout.plot;
    for piece in scale.pieces() {
        if !piece.quiet {
            shade(layer, frame, layout, piece);
        }
    }
    let baseline = plot.y + plot.height + 20.0;
    for (nth, piece) in scale.pieces().iter().enumerate() {
        if piece.quiet {
            draw_break(layer, layout, piece);
            continue;
        }
        let (from, to) = (plot.x + piece.from * plot.width, plot.x + piece.to * plot.width);
        let mut made = piece_ticks(frame, layout, piece, to - from);
        for tick in &made {
            let bottom = plot.y + plot.height + if tick.major { 8.0 } else { 4.0 };
            vertical(layer, tick.x, plot.y - 4.0, bottom, &GRID);
        }
        // Labels may run past their piece only at the end of the axis.
        let last = nth + 1 == scale.pieces().len();
        fit(&mut made, if last { layout.width_px - 2.0 } else { to });
        for tick in &made {
            let at = Point::new(tick.x + 3.0, baseline);
            layer.text(at, tick.label.clone(), Align::Left, &LABEL, &WORDS);
        }
    }
    for x in [plot.x, plot.x + plot.width] {
        vertical(layer, x, plot.y - 4.0, plot.y + plot.height + 4.0, &GRID);
    }
}

fn shade(layer: &mut Layer, frame: &Frame<'_>, layout: &TimelineLayout, piece: &Piece) {
    let days = piece.span.duration_ms() as f64 / 86_400_000.0;
    if (piece.to - piece.from) * layout.plot.width < DAY_PX * days {
        return;
    }
    for night in nights(piece.span, frame.story.zone.offset) {
        strip(layer, layout, layout.x_of(night.start()), layout.x_of(night.end()));
    }
}

/// A shade over the height of the dense tier.
#[inline(never)]
fn strip(layer: &mut Layer, layout: &TimelineLayout, from: f64, to: f64) {
    let plot = layout.plot;
    layer.rect(Rect::new(from, plot.y - 4.0, to - from, plot.height + 8.0), 0.0, &NIGHT);
}

/// A collapsed gap: two broken lines with nothing between.
fn draw_break(layer: &mut Layer, layout: &TimelineLayout, piece: &Piece) {
    let plot = layout.plot;
    let (from, to) = (plot.x + piece.from * plot.width, plot.x + piece.to * plot.width);
    strip(layer, layout, from, to);
    for x in [from, to] {
        vertical(layer, x, plot.y - 4.0, plot.y + plot.height + 4.0, &BREAK);
    }
    let at = Point::new((from + to) / 2.0, plot.y + plot.height + 20.0);
    layer.text(at, "\u{2026}".to_owned(), Align::Middle, &LABEL, &WORDS);
}

/// The ticks of a piece of the dense tier. The first label says the year and, where no day begins in sight, the day.
fn piece_ticks(frame: &Frame<'_>, layout: &TimelineLayout, piece: &Piece, width_px: f64) -> Vec<Tick> {
    let offset = frame.story.zone.offset;
    let language = frame.language;
    let (step, at) = ticks(piece.span, offset, ((width_px / TICK_PX) as usize).max(1));
    let some_major = at.iter().any(|moment| is_major(*moment, step, offset));
    let mut first = true;
    let mut made: Vec<Tick> = Vec::with_capacity(at.len());
    for moment in at {
        let major = is_major(moment, step, offset);
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
#[inline(never)]
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

/// Keeps the ticks whose labels have room between their neighbours up to `until`, evenly spread: all of them, else
/// without those that follow closely on a label that leads, else only those that lead, else every second, third, … one.
fn fit(ticks: &mut Vec<Tick>, until: f64) {
    ticks.retain(|tick| end(tick) <= until);
    let leading = ticks.iter().filter(|tick| tick.leads).count();
    let all = |_: usize, _: usize, _: bool| true;
    if are_apart(ticks, &all) {
        return;
    }
    // How many labels after each that leads are left out, the same everywhere.
    for skipped in 1..4 {
        let spaced = |_: usize, since: usize, _: bool| since == 0 || since > skipped;
        if leading > 0 && are_apart(ticks, &spaced) {
            return keep(ticks, &spaced);
        }
    }
    if leading > 1 {
        keep(ticks, &|_, _, leads| leads);
    } else if leading > 0 {
        keep(ticks, &|_, since, _| since == 0 || since > 3);
    }
    for stride in 1..=ticks.len() {
        let strided = |nth: usize, _: usize, _: bool| nth.is_multiple_of(stride);
        if are_apart(ticks, &strided) {
            return keep(ticks, &strided);
        }
    }
}

/// Which ticks to keep, by their number, by how many come after the last that leads, and by whether they lead.
type Choice<'a> = &'a dyn Fn(usize, usize, bool) -> bool;

/// Whether the labels of the chosen ticks stand apart.
#[inline(never)]
fn are_apart(ticks: &[Tick], chosen: Choice<'_>) -> bool {
    let (mut since, mut taken) = (usize::MAX, f64::NEG_INFINITY);
    for (nth, tick) in ticks.iter().enumerate() {
        since = if tick.leads { 0 } else { since.saturating_add(1) };
        if chosen(nth, since, tick.leads) {
            if taken + GAP_PX > tick.x + 3.0 {
                return false;
            }
            taken = end(tick);
        }
    }
    true
}

#[inline(never)]
fn keep(ticks: &mut Vec<Tick>, chosen: Choice<'_>) {
    let (mut nth, mut since) = (0, usize::MAX);
    ticks.retain(|tick| {
        since = if tick.leads { 0 } else { since.saturating_add(1) };
        nth += 1;
        chosen(nth - 1, since, tick.leads)
    });
}

/// Where the label of a tick ends.
#[inline(never)]
fn end(tick: &Tick) -> f64 {
    tick.x + 3.0 + text_width_px(&tick.label, &LABEL)
}

/// Draws the years of the background tier: a tick for each, and as many labels as have room.
pub(super) fn draw_years(
    layer: &mut Layer,
    frame: &Frame<'_>,
    layout: &TimelineLayout,
    band: &BackgroundBand,
) {
    let offset = frame.story.zone.offset;
    let mut taken = f64::NEG_INFINITY;
    for piece in band.scale.pieces() {
        if piece.quiet {
            continue;
        }
        let piece_px = (piece.to - piece.from) * band.rect.width;
        let (mut step, mut at) = ticks(piece.span, offset, ((piece_px / 110.0) as usize).max(1));
        // Never finer than a year: the background is about years.
        if step.unit < TickUnit::Year {
            step = TickStep::new(TickUnit::Year, 1);
            at = step.range(piece.span, offset);
        }
        for moment in at {
            let x = band.x_of(moment);
            vertical(layer, x, band.line_y - 4.0, band.line_y + 4.0, &YEAR);
            let label = tick_label(moment, step, offset, frame.language);
            let half = text_width_px(&label, &LABEL) / 2.0;
            if x - half >= taken + GAP_PX && x + half <= layout.width_px - 1.0 {
                taken = x + half;
                let at = Point::new(x, band.rect.y + band.rect.height - 4.0);
                layer.text(at, label, Align::Middle, &LABEL, &WORDS);
            }
        }
    }
}

/// Adds a vertical line.
#[inline(never)]
pub(super) fn vertical(layer: &mut Layer, x: f64, from: f64, to: f64, style: &Style) {
    layer.line(Point::new(x, from), Point::new(x, to), style);
}
