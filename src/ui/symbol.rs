//! The mark of an event as it stands beside its title: the same form as on the map.

use super::element::{El, el};
use crate::index::EventEntry;
use crate::paint::number;
use crate::scene::{Item, Mark, Point, Tone, symbol};

/// The numbered mark of an event, 28 pixels square. Its meaning stands beside it as text.
pub(super) fn mark(entry: &EventEntry) -> El {
    let mut shapes = Vec::new();
    for item in symbol(entry).layers.iter().flat_map(|layer| &layer.items) {
        shapes.extend(shape(item));
    }
    el("svg class='mark' viewBox='0 0 28 28' width='28' height='28' aria-hidden='true'").kids(shapes)
}

/// One shape of a mark. Colours are classes, so that the style sheet decides.
fn shape(item: &Item) -> Option<El> {
    let (shape, width) = match &item.mark {
        Mark::Circle { center, radius } => {
            (el("circle").numbers(["cx", "cy", "r"], [center.x, center.y, *radius]), true)
        }
        Mark::HalfDisc { center, radius } => {
            let radius_words = number(*radius);
            let end = |y: f64| point(Point::new(center.x, y));
            let (top, bottom) = (end(center.y - radius), end(center.y + radius));
            let d = ["M", &top, "A", &radius_words, " ", &radius_words, " 0 0 0 ", &bottom, "Z"].concat();
            (el("path").attr("d", &d), false)
        }
        Mark::Path { lines, closed } => {
            let mut d = String::new();
            for line in lines {
                for (nth, at) in line.iter().enumerate() {
                    d.push_str(if nth == 0 { "M" } else { "L" });
                    d.push_str(&point(*at));
                }
                if *closed {
                    d.push('Z');
                }
            }
            (el("path").attr("d", &d), true)
        }
        Mark::Text { at, text, font, .. } => {
            let letters =
                el("text text-anchor='middle'").numbers(["x", "y", "font-size"], [at.x, at.y, font.size_px]);
            (letters.text(text), false)
        }
        Mark::Arc { .. } | Mark::Rect { .. } => return None,
    };
    let shape = if width { shape.attr("stroke-width", &number(item.style.width_px)) } else { shape };
    let class = ["f-", &tone_class(item.style.fill), " s-", &tone_class(item.style.stroke)].concat();
    Some(shape.attr("class", &class))
}

fn point(at: Point) -> String {
    [&number(at.x), " ", &number(at.y)].concat()
}

/// The end of a tone's class; what a mark never bears reads as ink.
fn tone_class(tone: Option<Tone>) -> String {
    let name = match tone {
        None => "none",
        Some(Tone::Paper) => "paper",
        Some(Tone::Muted) => "muted",
        Some(Tone::Third) => "third",
        Some(Tone::Party(party)) => return super::filters::party_class(party),
        Some(_) => "ink",
    };
    name.to_owned()
}
