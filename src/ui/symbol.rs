//! The mark of an event as it stands beside its title: the same form as on the map.

use yew::{Html, html};

use crate::index::EventEntry;
use crate::paint::number;
use crate::scene::{Item, Mark, Point, Tone, symbol};

/// The numbered mark of an event, 28 pixels square. Its meaning stands beside it as text.
pub(super) fn mark(entry: &EventEntry) -> Html {
    let scene = symbol(entry);
    let items = scene.layers.iter().flat_map(|layer| &layer.items).map(item);
    html! {
        <svg class="mark" viewBox="0 0 28 28" width="28" height="28" aria-hidden="true">{ for items }</svg>
    }
}

/// One shape of a mark. Colours are classes, so that the style sheet decides.
fn item(item: &Item) -> Html {
    let class = [&tone_class("f-", item.style.fill), " ", &tone_class("s-", item.style.stroke)].concat();
    let width = number(item.style.width_px);
    match &item.mark {
        Mark::Circle { center, radius } => html! {
            <circle {class} cx={number(center.x)} cy={number(center.y)} r={number(*radius)} stroke-width={width} />
        },
        Mark::HalfDisc { center, radius } => {
            let radius_words = number(*radius);
            let end = |y: f64| point(Point::new(center.x, y));
            let d = [
                "M",
                &end(center.y - radius),
                "A",
                &radius_words,
                " ",
                &radius_words,
                " 0 0 0 ",
                &end(center.y + radius),
                "Z",
            ];
            html! { <path {class} d={d.concat()} /> }
        }
        Mark::Path { lines, closed } => {
            let mut d = String::new();
            for line in lines {
                for (nth, at) in line.iter().enumerate() {
                    d.push(if nth == 0 { 'M' } else { 'L' });
                    d.push_str(&point(*at));
                }
                if *closed {
                    d.push('Z');
                }
            }
            html! { <path {class} {d} stroke-width={width} /> }
        }
        Mark::Text { at, text, font, .. } => html! {
            <text {class} x={number(at.x)} y={number(at.y)} font-size={number(font.size_px)} text-anchor="middle">{ text.as_str() }</text>
        },
        Mark::Arc { .. } | Mark::Rect { .. } => Html::default(),
    }
}

fn point(at: Point) -> String {
    [&number(at.x), " ", &number(at.y)].concat()
}

/// The class of a tone; what a mark never bears reads as ink.
fn tone_class(prefix: &str, tone: Option<Tone>) -> String {
    let name = match tone {
        None => "none",
        Some(Tone::Paper) => "paper",
        Some(Tone::Muted) => "muted",
        Some(Tone::Third) => "third",
        Some(Tone::Party(party)) => return [prefix, "party-", &(party % 6).to_string()].concat(),
        Some(_) => "ink",
    };
    [prefix, name].concat()
}
