//! The picture: map and timeline as they are seen, with everything in words that must go with them.

use super::text::{credit_line, passing, sources};
use crate::index::EventIndex;
use crate::scene::{
    Align, Font, Frame, Item, Layer, LayerKind, Mark, Point, Rect, Scene, Style, Tone, count_words,
    legend_rows, map, shortened, span_words, symbol, text_width_px, timeline, timeline_height_px,
};
use crate::story::Standing;
use crate::text::Message;
use crate::view::View;

/// Around everything that is written, CSS pixels.
const MARGIN_PX: f64 = 14.0;
const TITLE: Font = Font::bold(20.0);
const PLAIN: Font = Font::regular(14.0);
const SMALL: Font = Font::regular(12.0);

/// The view as one picture: title, what is shown of how much and as of when, map, legend, timeline, and below it who
/// made it, from which sources, on which map, under which terms, and the `address` where it can be seen.
///
/// The frame gives the width of all and the height of the map, both at least 240 CSS pixels; the rest follows from what
/// there is to say. What is pointed at is left out, what is selected is not.
pub fn sheet(frame: &Frame<'_>, address: &str) -> Scene {
    let view = View { hovered: None, playing: false, ..frame.view.clone() };
    let (width_px, height_px) = (frame.width_px.max(240.0), frame.height_px.max(240.0));
    let frame = &Frame { view: &view, width_px, height_px, ..*frame };
    let tag = frame.language.tag().as_str();

    let mut head = Column::new(width_px, 0.0);
    head.lines(frame.story.title.get(tag), &TITLE, Tone::Ink);
    head.lines(&subtitle(frame), &PLAIN, Tone::Muted);
    head.gap(8.0);

    let mut below = Column::new(width_px, head.y + height_px);
    below.gap(4.0);
    legend(&mut below, frame);
    let timeline_top = below.y;
    let timeline_px = if frame.index.span.is_some() { timeline_height_px(frame) } else { 0.0 };

    let mut foot = Column::new(width_px, timeline_top + timeline_px);
    foot.gap(4.0);
    foot.lines(&source_words(frame), &SMALL, Tone::Muted);
    foot.lines(&credit_line(frame, address), &SMALL, Tone::Muted);
    foot.gap(MARGIN_PX);

    let paper = |top: f64, bottom: f64| {
        let mut layer = Layer::new(LayerKind::Data);
        layer.rect(Rect::new(0.0, top, width_px, (bottom - top).max(0.0)), 0.0, &Style::fill(Tone::Paper));
        layer
    };
    // The map may reach beyond its edges: what is written stands on paper that covers it.
    let mut layers = moved(map(frame), head.y);
    layers.extend([paper(0.0, head.y), paper(head.y + height_px, foot.y), head.layer, below.layer]);
    if timeline_px > 0.0 {
        layers.extend(moved(timeline(&Frame { height_px: timeline_px, ..*frame }), timeline_top));
    }
    layers.push(foot.layer);
    Scene { width_px, height_px: foot.y, layers }
}

/// What is shown of how much, of which time.
fn subtitle(frame: &Frame<'_>) -> String {
    let span = frame.view.brush.or(frame.index.span);
    let mut words = count_words(frame);
    if let Some(span) = span {
        words.push_str(" · ");
        words.push_str(&span_words(frame.story, span, frame.language));
    }
    words
}

/// The sources of what is shown, by name; empty without any.
fn source_words(frame: &Frame<'_>) -> String {
    let tag = frame.language.tag().as_str();
    let names: Vec<&str> =
        sources(frame, &passing(frame)).iter().map(|source| source.name.get(tag)).collect();
    if names.is_empty() {
        return String::new();
    }
    let names = names.join(frame.language.get(Message::ListComma));
    [frame.language.get(Message::SourcesAndCredits), frame.language.get(Message::Colon), &names].concat()
}

/// The forms of the marks in words, each beside a mark of the story that has it.
fn legend(column: &mut Column, frame: &Frame<'_>) {
    const SIDE: f64 = 28.0;
    let mut x = MARGIN_PX;
    for (form, words) in legend_rows(frame) {
        let standing = Standing::ALL.into_iter().find(|standing| standing.as_str() == form);
        let mark = match standing {
            // That a form is not used here is news for a page, not for a picture.
            Some(standing) => match of_standing(frame, standing) {
                Some(mark) => mark,
                None => continue,
            },
            None => of_form(form),
        };
        let width = SIDE + 4.0 + text_width_px(&words, &SMALL) + 14.0;
        if x > MARGIN_PX && x + width > column.width_px {
            x = MARGIN_PX;
            column.y += SIDE;
        }
        for item in mark {
            let mark = moved_mark(item.mark, x, column.y);
            column.layer.add(mark, &item.style);
        }
        let words = shortened(&words, &SMALL, column.width_px - MARGIN_PX - SIDE - 8.0, true);
        let at = Point::new(x + SIDE + 4.0, column.y + 18.0);
        column.layer.text(at, words, Align::Left, &SMALL, &Style::fill(Tone::Ink));
        x += width;
    }
    if x > MARGIN_PX {
        column.y += SIDE + 4.0;
    }
}

/// The mark of the first event of this standing, without its number.
fn of_standing(frame: &Frame<'_>, standing: Standing) -> Option<Vec<Item>> {
    let entry = |event: &EventIndex| frame.index.get(*event);
    let mut found = frame.index.order.iter().filter_map(entry);
    let mut entry = found.find(|entry| entry.standing == standing)?.clone();
    entry.number = None;
    Some(symbol(&entry).layers.into_iter().flat_map(|layer| layer.items).collect())
}

/// The disc of an uncertain place, an area or a line, in the square of a mark.
fn of_form(form: &str) -> Vec<Item> {
    let mut layer = Layer::new(LayerKind::Data);
    let (left, right) = (Point::new(3.0, 14.0), Point::new(25.0, 14.0));
    let line = Style::stroke(Tone::Line, 2.0);
    match form {
        "uncertain" => {
            layer.circle(Point::new(14.0, 14.0), 10.0, &Style::fill(Tone::Uncertain).faded(0.45));
        }
        "disputed-area" => {
            let rect = Rect::new(4.0, 6.0, 20.0, 16.0);
            layer.rect(rect, 2.0, &Style::stroke(Tone::Hatch, 1.0));
            let hatch = |x: f64| vec![Point::new(x, 22.0), Point::new(x + 6.0, 6.0)];
            layer.lines(vec![hatch(4.0), hatch(9.0), hatch(14.0)], &Style::stroke(Tone::Hatch, 1.0));
        }
        "dashed" => layer.line(left, right, &line.dashed(5.0, 3.0)),
        _ => layer.line(left, right, &line.dashed(1.5, 3.0)),
    }
    layer.items
}

/// Lines of text from the top down.
struct Column {
    layer: Layer,
    width_px: f64,
    y: f64,
}

impl Column {
    fn new(width_px: f64, y: f64) -> Self {
        Self { layer: Layer::new(LayerKind::Data), width_px, y }
    }

    fn gap(&mut self, px: f64) {
        self.y += px;
    }

    /// A text in as many lines as it takes; nothing for an empty one.
    fn lines(&mut self, text: &str, font: &Font, tone: Tone) {
        for line in broken(text, font, self.width_px - 2.0 * MARGIN_PX) {
            self.y += font.size_px * 1.4;
            let at = Point::new(MARGIN_PX, self.y);
            self.layer.text(at, line, Align::Left, font, &Style::fill(tone));
        }
    }
}

/// A text in lines that fit, broken at blanks, and within a word where it fits no line, as an address may.
fn broken(text: &str, font: &Font, most_px: f64) -> Vec<String> {
    let fits = |line: &str| text_width_px(line, font) <= most_px;
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { [&line, " ", word].concat() };
        if fits(&longer) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            line.push(letter);
            if !fits(&line) && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, letter.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The layers of a scene, lower down.
fn moved(scene: Scene, by_px: f64) -> Vec<Layer> {
    let mut layers = scene.layers;
    for item in layers.iter_mut().flat_map(|layer| &mut layer.items) {
        let mark = Mark::Path { lines: Vec::new(), closed: false };
        item.mark = moved_mark(std::mem::replace(&mut item.mark, mark), 0.0, by_px);
        item.target = None;
    }
    layers
}

fn moved_mark(mark: Mark, dx: f64, dy: f64) -> Mark {
    let to = |point: Point| Point::new(point.x + dx, point.y + dy);
    match mark {
        Mark::Path { mut lines, closed } => {
            lines.iter_mut().flatten().for_each(|point| *point = to(*point));
            Mark::Path { lines, closed }
        }
        Mark::Circle { center, radius } => Mark::Circle { center: to(center), radius },
        Mark::HalfDisc { center, radius } => Mark::HalfDisc { center: to(center), radius },
        Mark::Arc { center, radius, from, to: end } => {
            Mark::Arc { center: to(center), radius, from, to: end }
        }
        Mark::Rect { rect, radius } => {
            Mark::Rect { rect: Rect { x: rect.x + dx, y: rect.y + dy, ..rect }, radius }
        }
        Mark::Text { at, text, align, font } => Mark::Text { at: to(at), text, align, font },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn broken_lines_fit_and_lose_nothing(text in "[ a-zA-Z0-9/:.#=é]{0,300}", most in 40.0..600.0f64) {
            let lines = broken(&text, &SMALL, most);
            for line in &lines {
                prop_assert!(text_width_px(line, &SMALL) <= most, "{line}");
            }
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
