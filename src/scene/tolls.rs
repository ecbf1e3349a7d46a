//! What was counted, one row a claim: never summed, each with whoever gave it, on one shared scale.

use super::event_mark::{fade_from, side_tone};
use super::metrics::shortened;
use super::sentence::{
    add, counted_message, date_style, figure_words, measure_message, scope_message, speaker_words,
};
use super::{Align, Font, Frame, Layer, LayerKind, Point, Rect, Scene, Style, Tone, text_width_px};
use crate::index::EventIndex;
use crate::story::{
    Counted, Figure, Measure, Party, Qualifier, Scope, Side, SpeakerKind, Stance, Story, Total,
};
use crate::text::{Language, Message, capitalised, number};
use crate::time::Precision;

/// One figure of one claim, in words and numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct TollRow {
    /// The identifier of its claim.
    pub claim: String,
    /// Who says so.
    pub speaker: String,
    /// What is counted: `soldiers killed, Armenian side, 28 Sept`.
    pub what: String,
    /// The figure in words: `59`, `at least 28`, `9 (7 Azerbaijani, 2 Armenian)`, or the speaker's own words.
    pub value: String,
    /// What is counted, with what is inferred and the period it covers.
    pub whole: String,
    /// All of it in one sentence, with what is inferred and the period it covers.
    pub sentence: String,
    /// The lowest number that fits; `None` where it is open below or no number was given.
    pub low: Option<u32>,
    /// The highest number that fits; `None` where it is open above or no number was given.
    pub high: Option<u32>,
    /// The colour of the speaker's side.
    pub tone: Tone,
    /// Whether a party counts the other side's people rather than its own or everybody's.
    pub of_other_side: bool,
    /// Who is counted; civilians have another form than soldiers.
    pub counted: Counted,
    /// What the same speaker gave before, the latest first: as words, and as the number that stands for it.
    pub earlier: Vec<(String, Option<u32>)>,
    /// The event of its claim; `None` for a figure that stands alone.
    pub event: Option<EventIndex>,
    /// Whether who gives it, through whom, and what it counts are among what the reader asks for.
    pub passes: bool,
}

/// A figure that is said to be the sum of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumNote {
    /// The figures it is made of, in the order the claim names them.
    pub parts: Vec<u32>,
    /// The figure.
    pub total: u32,
}

impl SumNote {
    /// Whether the parts add up to it.
    pub fn holds(&self) -> bool {
        self.parts.iter().map(|part| u64::from(*part)).sum::<u64>() == u64::from(self.total)
    }
}

/// The rows of a measure: first the parties', then those of third parties and unnamed sources, each in the order of the
/// story. Empty when nobody counts it.
pub fn toll_rows(frame: &Frame<'_>, measure: Measure) -> Vec<TollRow> {
    let (story, language) = (frame.story, frame.language);
    let totals = story.totals();
    let several = are_of_several_events(&totals, measure);
    let mut rows: Vec<TollRow> = Vec::new();
    for third in [false, true] {
        for total in &totals {
            if total.measure() == measure && (story.side_of(&total.claim.speaker) == Side::Third) == third {
                let mut row = toll_row(story, total, language);
                let filter = &frame.view.filter;
                row.passes =
                    filter.passes_claim(story, total.claim) && !filter.hidden_measures.contains(&measure);
                row.event = story.event_index(&total.event.id);
                if total.claim.stance == Stance::Revises {
                    add_earlier(&mut row, story, total, language);
                }
                if several {
                    add(&mut row.what, language.get(Message::ListComma), toll_title(total, language));
                }
                rows.push(row);
            }
        }
    }
    rows
}

/// Whether these figures of a measure are of several events, so that it takes a title to tell which.
pub fn are_of_several_events(totals: &[Total<'_>], measure: Measure) -> bool {
    let mut of = totals.iter().filter(|total| total.measure() == measure).map(|total| &total.event.id);
    let first = of.next();
    of.any(|event| Some(event) != first)
}

/// The title of the event a figure is about. Empty where the figure is not of that event alone, or is only taken to be.
#[inline(never)]
pub fn toll_title<'a>(total: &Total<'a>, language: &Language) -> &'a str {
    if total.figure.scope == Scope::Event && !total.figure.scope_inferred {
        return total.event.title.get(language.tag().as_str());
    }
    ""
}

/// Keeps what the speaker gave before, and says so.
#[inline(never)]
fn add_earlier(row: &mut TollRow, story: &Story, total: &Total<'_>, language: &Language) {
    for before in story.earlier(total) {
        let words = figure_words(before.figure, language);
        row.earlier.push((words, before.figure.low.or(before.figure.high)));
    }
    let mut values = String::new();
    for (words, _) in row.earlier.iter().rev() {
        add(&mut values, language.get(Message::ListComma), words);
    }
    if !values.is_empty() {
        let earlier = language.with(Message::EarlierFigure, "value", &values);
        for words in [&mut row.sentence, &mut row.what] {
            add(words, language.get(Message::ListComma), &earlier);
        }
    }
}

/// Every figure of a measure that is said to be the sum of others, whether they add up or not. Claims without a number,
/// or with a range, make no sum.
pub fn sum_notes(story: &Story, measure: Measure) -> Vec<SumNote> {
    let totals = story.totals();
    let mut notes = Vec::new();
    for total in &totals {
        let sum_of = &total.figure.sum_of;
        let Some(sum) = exact(total, measure).filter(|_| sum_of.len() > 1) else { continue };
        let mut parts = Vec::new();
        for id in sum_of {
            let part = totals.iter().find(|total| total.measure() == measure && total.claim.id == *id);
            parts.extend(part.and_then(|part| exact(part, measure)));
        }
        if parts.len() == sum_of.len() {
            notes.push(SumNote { parts, total: sum });
        }
    }
    notes
}

/// The number of a figure of a measure, where it is one number.
fn exact(total: &Total<'_>, measure: Measure) -> Option<u32> {
    let figure = total.figure;
    figure.low.filter(|low| figure.high == Some(*low) && total.measure() == measure)
}

/// The same in words: `59 + 9 = 68: the last figure is the sum of the others, so it is not independent of them.` Empty
/// when nothing is said to be a sum.
pub fn sum_words(frame: &Frame<'_>, measure: Measure) -> String {
    let language = frame.language;
    let show = |count: u32| number(i64::from(count), language.tag());
    let mut words = String::new();
    for note in sum_notes(frame.story, measure) {
        let mut parts = String::new();
        for part in &note.parts {
            add(&mut parts, " + ", &show(*part));
        }
        let message = if note.holds() { Message::TollSum } else { Message::TollSumDiffers };
        add(&mut words, " ", &language.fill(message, &[("parts", &parts), ("total", &show(note.total))]));
    }
    words
}

/// One figure of one claim as a row of its own.
pub fn toll_row(story: &Story, total: &Total<'_>, language: &Language) -> TollRow {
    let (claim, figure) = (total.claim, total.figure);
    let unnamed = story.speaker(&claim.speaker).is_none_or(|speaker| speaker.kind == SpeakerKind::Unnamed);
    let speaker = if unnamed {
        language.get(Message::SourceNotNamed).to_owned()
    } else {
        speaker_words(story, claim, language).0
    };
    let side = story.side_of(&claim.speaker);
    let counted_side = story.parties.iter().position(|party| Some(&party.id) == figure.side.as_ref());
    let comma = language.get(Message::ListComma);
    let inferred = |words: &str, inferred: bool| {
        if inferred { language.with(Message::Inferred, "what", words) } else { words.to_owned() }
    };
    let day = day_words(story, total, language);

    // What is only inferred stays out of the short form.
    let mut what = people_words(figure, language);
    let mut whole = what.clone();
    if let Some(party) = counted_side.and_then(|nth| story.parties.get(nth)) {
        if !figure.side_inferred {
            add(&mut what, comma, short_name(party, language));
        }
        let name = party.name.get(language.tag().as_str());
        add(&mut whole, comma, &inferred(name, figure.side_inferred));
    }
    let scope = day.as_deref().unwrap_or(language.get(scope_message(figure.scope)));
    if !figure.scope_inferred {
        let short = match figure.scope {
            Scope::Day | Scope::SinceStart => scope,
            Scope::Event | Scope::Unspecified => "",
        };
        add(&mut what, comma, short);
    }
    add(&mut whole, comma, &inferred(scope, figure.scope_inferred));

    let value = value_words(story, figure, language);
    let speaker = capitalised(&speaker, language.tag().as_str());
    let sentence =
        language.fill(Message::TollSentence, &[("speaker", &speaker), ("value", &value), ("what", &whole)]);
    let (low, high) = match figure.qualifier {
        Qualifier::Words => (None, None),
        Qualifier::AtLeast => (figure.low, None),
        Qualifier::UpTo => (None, figure.high.or(figure.low)),
        _ => (figure.low.or(figure.high), figure.high.or(figure.low)),
    };
    let of_other_side =
        matches!(side, Side::Party(party) if counted_side.is_some_and(|of| of != usize::from(party)));
    TollRow {
        claim: claim.id.clone(),
        speaker,
        what,
        whole,
        value,
        sentence,
        low,
        high,
        tone: side_tone(side),
        of_other_side,
        counted: figure.counted,
        earlier: Vec::new(),
        event: None,
        passes: true,
    }
}

/// `soldiers killed`; without the people where it is not said who is counted.
fn people_words(figure: &Figure, language: &Language) -> String {
    let measure = language.get(measure_message(figure.measure));
    if figure.counted == Counted::Unspecified {
        return measure.to_owned();
    }
    language.fill(
        Message::TollWhat,
        &[("people", language.get(counted_message(figure.counted))), ("measure", measure)],
    )
}

/// The day a figure counts for, when it counts for one and the claim or the event is dated to it.
fn day_words(story: &Story, total: &Total<'_>, language: &Language) -> Option<String> {
    if total.figure.scope != Scope::Day {
        return None;
    }
    let single = |when: &&crate::story::Dating| {
        when.edtf.date().is_some_and(|date| date.precision() >= Precision::Day)
            && !when.edtf.certainty().is_doubtful()
    };
    let day = total.event.when.as_ref().filter(single).or(total.claim.said.as_ref().filter(single))?;
    // The day, whatever the hour.
    Some(crate::text::day_words(
        day.anchor(story.zone.offset).start(),
        story.zone.offset,
        language,
        date_style(story),
    ))
}

/// The figure in words, with what it is made up of.
fn value_words(story: &Story, figure: &Figure, language: &Language) -> String {
    let value = figure_words(figure, language);
    let mut parts = String::new();
    for part in &figure.parts {
        if let Some(party) = story.parties.iter().find(|party| party.id == part.side) {
            let count = number(i64::from(part.count), language.tag());
            let label = part.label.get(language.tag().as_str());
            let side = if label.is_empty() { short_name(party, language) } else { label };
            let values = [("count", count.as_str()), ("side", side)];
            add(&mut parts, language.get(Message::ListComma), &language.fill(Message::TollPart, &values));
        }
    }
    if parts.is_empty() {
        return value;
    }
    language.fill(Message::TollParts, &[("value", &value), ("parts", &parts)])
}

fn short_name<'a>(party: &'a Party, language: &Language) -> &'a str {
    let name = if party.short.is_empty() { &party.name } else { &party.short };
    name.get(language.tag().as_str())
}

const SPEAKER: Font = Font::bold(13.0);
const WHAT: Font = Font::regular(12.5);
const VALUE: Font = Font { weight: 700, ..Font::bold(13.0) };
const TICK: Font = Font::regular(12.0);
const WORDS: Style = Style::fill(Tone::Ink).haloed(Tone::Paper, 2.5);
const WHAT_WORDS: Style = Style::fill(Tone::Muted).haloed(Tone::Paper, 2.5);
const TICK_WORDS: Style = Style::fill(Tone::Muted);
const GRID: Style = Style::stroke(Tone::Hairline, 1.0);
const SELECTED: Style = Style::fill(Tone::Brush).faded(0.07);
/// From this width on the words stand beside the rows rather than above them.
const WIDE_PX: f64 = 560.0;
const DOT_PX: f64 = 5.5;
const RIGHT_PX: f64 = 18.0;

/// Where the chart's parts are.
struct Chart {
    wide: bool,
    left: f64,
    right: f64,
    /// The top of the first row.
    top: f64,
    /// The number at the right end.
    most: f64,
    bottom: f64,
}

impl Chart {
    fn x(&self, count: f64) -> f64 {
        self.left + (self.right - self.left) * (count / self.most).clamp(0.0, 1.0)
    }
}

/// The picture of the rows of a measure, `frame.width_px` wide and as high as it needs to be; of no height when nobody
/// counts it.
pub fn tolls(frame: &Frame<'_>, measure: Measure) -> Scene {
    let rows = toll_rows(frame, measure);
    // Rows nobody has spoken yet keep their room, so that the page does not move under a reader who goes back in time.
    let mut slots = rows.len();
    if frame.view.as_of.is_some() {
        slots = slots.max(frame.whole.totals().iter().filter(|total| total.measure() == measure).count());
    }
    let width_px = if frame.width_px.is_finite() { frame.width_px.clamp(120.0, 10_000.0) } else { 120.0 };
    let mut ground = Layer::new(LayerKind::Ground);
    let mut data = Layer::new(LayerKind::Data);
    if slots == 0 {
        return Scene { width_px, height_px: 0.0, layers: vec![ground, data] };
    }
    let wide = width_px >= WIDE_PX;
    let mut words_px: f64 = 0.0;
    for row in &rows {
        words_px = words_px.max(text_width_px(&row.speaker, &SPEAKER)).max(text_width_px(&row.what, &WHAT));
    }
    let words_px = words_px.min(width_px * 0.4);
    let pitch = if wide { 44.0 } else { 72.0 };
    let top = if wide { 4.0 } else { 0.0 };
    let bottom = top + pitch * slots as f64;
    let left = if wide { words_px + 16.0 } else { 12.0 };
    let right = width_px - RIGHT_PX;
    let mut greatest = None;
    for row in &rows {
        greatest = greatest.max(row.low).max(row.high);
        for (_, before) in &row.earlier {
            greatest = greatest.max(*before);
        }
    }
    // A figure that is open above needs room to the right of what is known.
    let room = rows.iter().any(|row| row.low.is_some() && row.high.is_none() && row.low == greatest);
    let step = greatest.map(|greatest| nice_step(greatest, room, (right - left) / 75.0));
    let most = step.map_or(1, |step| step * last_tick(greatest.unwrap_or(0), room, step));
    let chart = Chart { wide, left, right, top, most: most as f64, bottom };
    if let Some(step) = step {
        draw_axis(&mut ground, &chart, step, most, frame.language);
    }
    for (nth, row) in rows.iter().enumerate() {
        let top = top + pitch * nth as f64;
        if row.event.is_some() && row.event == frame.view.selected {
            ground.rect(Rect::new(0.0, top, width_px, pitch - 2.0), 4.0, &SELECTED);
        }
        let from = data.items.len();
        draw_row(&mut data, &chart, row, top, width_px);
        if !row.passes || row.event.is_some_and(|event| !frame.matches.contains(event)) {
            fade_from(&mut data, from);
        }
    }
    let axis_px = if step.is_some() { 28.0 } else { 4.0 };
    Scene { width_px, height_px: (bottom + axis_px).ceil(), layers: vec![ground, data] }
}

/// 1, 2 or 5 times a power of ten, so that about `wanted` steps cover the figures; at most 6.
fn nice_step(greatest: u32, room: bool, wanted: f64) -> u64 {
    let wanted = (wanted as u64).clamp(2, 5);
    let mut ten = 1_u64;
    loop {
        for times in [1, 2, 5] {
            let step = ten * times;
            if last_tick(greatest, room, step) <= wanted {
                return step;
            }
        }
        ten *= 10;
    }
}

/// How many steps cover the figures.
fn last_tick(greatest: u32, room: bool, step: u64) -> u64 {
    (u64::from(greatest) + u64::from(room)).div_ceil(step).max(1)
}

fn draw_axis(layer: &mut Layer, chart: &Chart, step: u64, most: u64, language: &Language) {
    let mut count = 0;
    while count <= most {
        let x = chart.x(count as f64);
        layer.line(Point::new(x, chart.top), Point::new(x, chart.bottom), &GRID);
        let text = number(i64::try_from(count).unwrap_or(i64::MAX), language.tag());
        layer.text(Point::new(x, chart.bottom + 17.0), text, Align::Middle, &TICK, &TICK_WORDS);
        count += step;
    }
}

/// The figures a speaker has put another in place of, small and open, joined by steps in the order in which they were given.
#[inline(never)]
fn draw_earlier(layer: &mut Layer, chart: &Chart, row: &TollRow, y: f64) {
    let now = row.low.or(row.high);
    let steps = row.earlier.iter().rev().map(|(_, before)| *before).chain([now]).flatten();
    let steps: Vec<f64> = steps.map(|count| chart.x(f64::from(count))).collect();
    let style = Style::stroke(row.tone, 1.25);
    for pair in steps.windows(2) {
        let &[from, to] = pair else { continue };
        let below = y + 8.0;
        let line = [Point::new(from, y), Point::new(from, below), Point::new(to, below), Point::new(to, y)];
        layer.lines(vec![line.to_vec()], &style);
        let fill = Some(Tone::Paper);
        layer.circle(Point::new(from, y), 3.25, &Style { fill, ..style });
    }
}

fn draw_row(layer: &mut Layer, chart: &Chart, row: &TollRow, top: f64, width_px: f64) {
    let (x, align, first) = if chart.wide {
        (chart.left - 16.0, Align::Right, top + 19.0)
    } else {
        (0.0, Align::Left, top + 17.0)
    };
    let most_px = if chart.wide { x } else { width_px };
    for (text, font, y, style) in
        [(&row.speaker, &SPEAKER, first, &WORDS), (&row.what, &WHAT, first + 16.0, &WHAT_WORDS)]
    {
        layer.text(Point::new(x, y), shortened(text, font, most_px, false), align, font, style);
    }
    let y = if chart.wide { top + 22.0 } else { top + 50.0 };
    let line = |layer: &mut Layer, from: f64, to: f64| {
        let style = Style { round: true, ..Style::stroke(row.tone, 2.25).dashed(0.1, 5.0) };
        layer.line(Point::new(from, y), Point::new(to, y), &style);
    };
    let dot = |layer: &mut Layer, x: f64| {
        let fill = Some(if row.of_other_side { Tone::Paper } else { row.tone });
        let style = Style { fill, ..Style::stroke(row.tone, 2.0) };
        // Civilians are square, whatever the colours.
        if row.counted == Counted::Civilian {
            layer.rect(Rect::new(x - DOT_PX, y - DOT_PX, 2.0 * DOT_PX, 2.0 * DOT_PX), 0.0, &style);
        } else {
            layer.circle(Point::new(x, y), DOT_PX, &style);
        }
    };
    if !row.earlier.is_empty() {
        draw_earlier(layer, chart, row, y);
    }
    let at = |count: u32| chart.x(f64::from(count));
    let value_width = text_width_px(&row.value, &VALUE);
    // Above the line or below it, as the row has room.
    let off_line = if chart.wide { y - 9.0 } else { y + 17.0 };
    let (x, y) = match (row.low, row.high) {
        (Some(low), None) => {
            line(layer, at(low) + DOT_PX + 4.0, chart.right);
            dot(layer, at(low));
            (at(low) + 2.0, off_line)
        }
        (low, Some(high)) => {
            let end = at(high);
            match low {
                Some(low) if low < high => {
                    let rect = Rect::new(at(low), y - 3.0, end - at(low), 6.0);
                    layer.rect(rect, 3.0, &Style::fill(row.tone).faded(0.35));
                    dot(layer, at(low));
                }
                None => line(layer, chart.left + 2.0, end - DOT_PX - 4.0),
                _ => {}
            }
            dot(layer, end);
            // Beside the dot, to the right or else to the left, or else off the line.
            let (right, left) = (end + DOT_PX + 8.0, end - DOT_PX - 8.0 - value_width);
            if right + value_width <= width_px - 2.0 {
                (right, y + 4.5)
            } else if left >= chart.left {
                (left, y + 4.5)
            } else {
                (end + 2.0, off_line)
            }
        }
        (None, None) => (chart.left + 2.0, y + 4.5),
    };
    let x = x.min(width_px - 2.0 - value_width).max(0.0);
    let text = shortened(&row.value, &VALUE, width_px - x, false);
    layer.text(Point::new(x, y), text, Align::Left, &VALUE, &WORDS);
}
