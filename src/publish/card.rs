//! The card of link previews: the title, what is counted, and the map.

use super::edition::Edition;
use super::meta::CARD;
use super::poster::{Subject, poster};
use crate::paint::svg;
use crate::scene::{
    Align, Font, Layer, LayerKind, Point, Rect, Scene, Style, Theme, Tone, count_words, text_width_px,
};
use crate::text::Direction;

const MARGIN_PX: f64 = 48.0;
const TITLE_PX: f64 = 44.0;
const LINE_PX: f64 = 54.0;
/// As many as fit on a line, and some more.
const MOST_LETTERS: usize = 60;

/// The card as an SVG document.
pub(super) fn card(edition: &Edition<'_>) -> String {
    let (width_px, height_px) = (f64::from(CARD.0), f64::from(CARD.1));
    let rtl = edition.tag().dir() == Direction::Rtl;
    let (at, align) = if rtl { (width_px - MARGIN_PX, Align::Right) } else { (MARGIN_PX, Align::Left) };
    let mut layer = Layer::new(LayerKind::Ground);
    layer.rect(Rect::new(0.0, 0.0, width_px, height_px), 0.0, &Style::fill(Tone::Paper));
    let mut y = 36.0;
    for line in wrapped(edition.plain(&edition.story.title), width_px - 2.0 * MARGIN_PX) {
        y += LINE_PX;
        layer.text(Point::new(at, y - 10.0), line, align, &Font::bold(TITLE_PX), &Style::fill(Tone::Ink));
    }
    let facts: Vec<String> = [edition.time_words(), count_words(&edition.frame())]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
    y += 38.0;
    let facts = facts.join(" · ");
    layer.text(Point::new(at, y - 8.0), facts, align, &Font::regular(26.0), &Style::fill(Tone::Muted));
    let scene = Scene { width_px, height_px, layers: vec![layer] };
    let frame = svg::write(&scene, &Theme::LIGHT);
    y += 18.0;
    let map = Subject::Map { width_px, height_px: height_px - y };
    let map = poster(edition.story, edition.basemap, &edition.language, &Theme::LIGHT, map);
    // One picture within the other, moved down.
    let (head, _) = frame.rsplit_once("</svg>").unwrap_or((&frame, ""));
    [head, "<g transform=\"translate(0 ", &(y as u32).to_string(), ")\">\n", &map, "</g>\n</svg>\n"].concat()
}

/// A title on two lines at most.
fn wrapped(title: &str, most_px: f64) -> Vec<String> {
    let font = &Font::bold(TITLE_PX);
    let mut lines: Vec<String> = vec![String::new()];
    // A word of a thousand letters is no title, and is cut.
    let cut = |word: &str| word.chars().take(MOST_LETTERS).collect::<String>();
    for word in title.split_whitespace().take(MOST_LETTERS) {
        let word = &*cut(word);
        let last = lines.len() - 1;
        let Some(line) = lines.get_mut(last) else { break };
        let longer = if line.is_empty() { word.to_owned() } else { [line, " ", word].concat() };
        if text_width_px(&longer, font) <= most_px || line.is_empty() {
            *line = longer;
        } else if last == 1 {
            line.push('…');
            break;
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use resvg::usvg::roxmltree::Document;

    use super::super::Site;
    use super::*;
    use crate::story::Story;
    use crate::text::Tag;

    #[test]
    fn a_title_that_attacks_is_text_in_the_card() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let own = fs::read_to_string(root.join("tests/fixtures/hostile-xss/own.json")).unwrap();
        let mut attacks: Vec<String> = serde_json::from_str(&own).unwrap();
        // What others collected, where it is at hand: every twelfth line, or all.
        let step = if std::env::var_os("CHRONOCARTE_FULL").is_some() { 1 } else { 12 };
        let collected = fs::read(root.join("../shared/data/hostile-xss/xss-payload-list.part0.txt"));
        let collected = String::from_utf8_lossy(&collected.unwrap_or_default()).into_owned();
        attacks.extend(collected.lines().step_by(step).map(str::to_owned));
        let site = Site { languages: vec![Tag::En], ..Site::default() };
        for attack in attacks {
            let words = serde_json::json!({ "en": attack });
            let story = serde_json::json!({
                "chronocarte": 1, "id": attack, "title": words, "languages": ["en"],
                "speakers": [{ "id": attack, "name": words }], "sources": [{ "id": attack, "name": words }],
                "places": [{ "id": attack, "name": words, "lon": 46.0, "lat": 40.0 }],
                "events": [{ "id": attack, "title": words, "when": { "edtf": "2020" }, "where": { "place": attack },
                    "claims": [{ "id": attack, "speaker": attack, "via": [attack], "wording": words }] }],
            });
            let (story, _) = Story::from_json(&story.to_string()).unwrap();
            let svg = card(&Edition::new(&story, None, &site, Tag::En).unwrap());
            let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{attack:?}: {error}"));
            for element in document.descendants().filter(|node| node.is_element()) {
                let name = element.tag_name().name();
                let known = ["svg", "title", "desc", "g", "path", "circle", "rect", "text"].contains(&name);
                assert!(known, "{attack:?}: <{name}>");
                for attribute in element.attributes() {
                    let name = attribute.name();
                    assert!(
                        !name.starts_with("on") && name != "href" && name != "style",
                        "{attack:?}: {name}"
                    );
                }
            }
        }
    }
}
