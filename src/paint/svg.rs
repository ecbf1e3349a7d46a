//! A scene as SVG text.

use super::is_rtl;
use super::number::push_number;
use crate::geo::math::sin_cos;
use crate::scene::{Align, Font, Item, LayerKind, Mark, Point, Scene, Style, Theme};

/// A scene as an SVG document: the same bytes for the same scene and theme, numbers at three decimals at most, all
/// text escaped, presentation attributes only (a strict content policy drops `style`).
///
/// ```
/// use chronocarte::paint::svg;
/// use chronocarte::scene::{Scene, Theme};
///
/// let scene = Scene { width_px: 640.0, height_px: 400.0, layers: Vec::new() };
/// let svg = svg::write(&scene, &Theme::LIGHT);
/// assert!(svg.starts_with("<svg ") && svg.contains(r#"viewBox="0 0 640 400""#));
/// ```
pub fn write(scene: &Scene, theme: &Theme) -> String {
    write_titled(scene, theme, "", "")
}

/// As [`write()`], with a name and a description for those who do not see it. Empty ones are left out; a picture with
/// neither is hidden from them.
pub fn write_titled(scene: &Scene, theme: &Theme, title: &str, description: &str) -> String {
    let mut svg = Svg { out: String::with_capacity(16_384), theme };
    svg.out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\"");
    svg.number("width", scene.width_px);
    svg.number("height", scene.height_px);
    svg.out.push_str(" viewBox=\"0 0 ");
    push_number(&mut svg.out, scene.width_px);
    svg.out.push(' ');
    push_number(&mut svg.out, scene.height_px);
    // The direction of the page must not reach into the picture.
    svg.out.push_str(
        "\" direction=\"ltr\" font-family=\"system-ui,sans-serif\" stroke-linejoin=\"round\" fill=\"none\"",
    );
    let named = !title.is_empty() || !description.is_empty();
    svg.out.push_str(if named { " role=\"img\">" } else { " aria-hidden=\"true\">" });
    for (tag, text) in [("title", title), ("desc", description)] {
        if !text.is_empty() {
            svg.open(tag);
            svg.out.push('>');
            escape(&mut svg.out, text);
            svg.close(tag);
        }
    }
    for layer in &scene.layers {
        svg.open("g");
        svg.text("class", layer_name(layer.kind));
        svg.out.push_str(">\n");
        for item in &layer.items {
            svg.item(item);
        }
        svg.close("g");
    }
    svg.out.push_str("</svg>\n");
    svg.out
}

fn layer_name(kind: LayerKind) -> &'static str {
    match kind {
        LayerKind::Ground => "ground",
        LayerKind::Data => "data",
        LayerKind::Overlay => "overlay",
    }
}

struct Svg<'a> {
    out: String,
    theme: &'a Theme,
}

impl Svg<'_> {
    fn open(&mut self, tag: &str) {
        self.out.push('<');
        self.out.push_str(tag);
    }

    fn close(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push_str(">\n");
    }

    fn text(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape(&mut self.out, value);
        self.out.push('"');
    }

    fn number(&mut self, name: &str, value: f64) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        push_number(&mut self.out, value);
        self.out.push('"');
    }

    fn item(&mut self, item: &Item) {
        let Item { mark, style, .. } = item;
        if let Mark::Text { at, text, align, font } = mark {
            self.words(*at, text, *align, font, style);
            return;
        }
        if let Some(halo) = style.halo {
            // The same shape below, wider.
            let below = Style {
                fill: None,
                stroke: Some(halo),
                width_px: style.width_px + 2.0 * style.halo_px,
                halo: None,
                ..*style
            };
            self.shape(mark, &Style { dash: None, ..below });
        }
        self.shape(mark, style);
    }

    fn shape(&mut self, mark: &Mark, style: &Style) {
        match mark {
            Mark::Path { lines, closed } => {
                self.open("path");
                self.out.push_str(" d=\"");
                for line in lines {
                    for (position, point) in line.iter().enumerate() {
                        self.out.push(if position == 0 { 'M' } else { ' ' });
                        self.point(*point);
                    }
                    if *closed {
                        self.out.push('Z');
                    }
                }
                self.out.push('"');
                if *closed && lines.len() > 1 {
                    self.text("fill-rule", "evenodd");
                }
            }
            Mark::Circle { center, radius } => self.circle(*center, *radius),
            Mark::HalfDisc { center, radius } => {
                self.open("path");
                self.out.push_str(" d=\"M");
                self.point(Point::new(center.x, center.y - radius));
                self.arc_to(*radius, false, false, Point::new(center.x, center.y + radius));
                self.out.push_str("Z\"");
            }
            Mark::Arc { center, radius, from, to } if to - from >= 1.0 => self.circle(*center, *radius),
            Mark::Arc { center, radius, from, to } => {
                self.open("path");
                self.out.push_str(" d=\"M");
                self.point(on_circle(*center, *radius, *from));
                self.arc_to(*radius, to - from > 0.5, true, on_circle(*center, *radius, *to));
                self.out.push('"');
            }
            Mark::Rect { rect, radius } => {
                self.open("rect");
                self.number("x", rect.x);
                self.number("y", rect.y);
                self.number("width", rect.width);
                self.number("height", rect.height);
                if *radius > 0.0 {
                    self.number("rx", *radius);
                }
            }
            Mark::Text { .. } => return,
        }
        self.style(style);
        self.out.push_str("/>\n");
    }

    fn point(&mut self, point: Point) {
        push_number(&mut self.out, point.x);
        self.out.push(' ');
        push_number(&mut self.out, point.y);
    }

    fn circle(&mut self, center: Point, radius: f64) {
        self.open("circle");
        self.number("cx", center.x);
        self.number("cy", center.y);
        self.number("r", radius.max(0.0));
    }

    fn arc_to(&mut self, radius: f64, large: bool, clockwise: bool, to: Point) {
        self.out.push('A');
        self.point(Point::new(radius, radius));
        self.out.push_str(if large { " 0 1 " } else { " 0 0 " });
        self.out.push_str(if clockwise { "1 " } else { "0 " });
        self.point(to);
    }

    fn style(&mut self, style: &Style) {
        let theme = self.theme;
        if let Some(fill) = style.fill {
            self.text("fill", theme.css(fill));
            if let Some(opacity) = style.opacity {
                self.number("fill-opacity", opacity);
            }
        }
        if let Some(stroke) = style.stroke {
            self.text("stroke", theme.css(stroke));
            self.number("stroke-width", style.width_px);
            if let Some(opacity) = style.opacity {
                self.number("stroke-opacity", opacity);
            }
            if style.round {
                self.text("stroke-linecap", "round");
            }
            if let Some((on, off)) = style.dash {
                self.out.push_str(" stroke-dasharray=\"");
                self.point(Point::new(on, off));
                self.out.push('"');
            }
        }
    }

    fn words(&mut self, at: Point, text: &str, align: Align, font: &Font, style: &Style) {
        self.open("text");
        self.number("x", at.x);
        self.number("y", at.y);
        // Anchors are the start and the end of a text in its own direction.
        let rtl = is_rtl(text);
        if rtl {
            self.text("direction", "rtl");
        }
        match align {
            Align::Middle => self.text("text-anchor", "middle"),
            Align::Left if rtl => self.text("text-anchor", "end"),
            Align::Right if !rtl => self.text("text-anchor", "end"),
            Align::Left | Align::Right => {}
        }
        self.number("font-size", font.size_px);
        if font.weight != 400 {
            self.number("font-weight", f64::from(font.weight));
        }
        if font.italic {
            self.text("font-style", "italic");
        }
        // Arabic letters hold on to each other.
        if font.spacing_px != 0.0 && !rtl {
            self.number("letter-spacing", font.spacing_px);
        }
        let halo = Style {
            stroke: style.halo.or(style.stroke),
            width_px: if style.halo.is_some() { 2.0 * style.halo_px } else { style.width_px },
            ..*style
        };
        self.style(&halo);
        if style.halo.is_some() {
            self.text("paint-order", "stroke");
        }
        self.out.push('>');
        escape(&mut self.out, text);
        self.close("text");
    }
}

/// The point of a circle, in turns clockwise from the top.
fn on_circle(center: Point, radius: f64, turns: f64) -> Point {
    let (sin, cos) = sin_cos(turns * core::f64::consts::TAU);
    Point::new(center.x + radius * sin, center.y - radius * cos)
}

/// Adds text so that it is text in an element and in a quoted attribute. Characters that XML forbids become U+FFFD.
fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Layer, Rect, Tone};

    fn painted(mark: Mark, style: Style) -> String {
        let mut layer = Layer::new(LayerKind::Data);
        layer.add(mark, &style);
        write(&Scene { width_px: 100.0, height_px: 50.0, layers: vec![layer] }, &Theme::LIGHT)
    }

    #[test]
    fn text_from_a_story_never_becomes_markup() {
        let text = "</text><script>alert(1)</script> \"&\u{1}".to_owned();
        let mark = Mark::Text {
            at: Point::new(1.0, 2.0),
            text: text.clone(),
            align: Align::Left,
            font: Font::regular(12.0),
        };
        let mut layer = Layer::new(LayerKind::Data);
        layer.add(mark, &Style::fill(Tone::Ink));
        let scene = Scene { width_px: 100.0, height_px: 50.0, layers: vec![layer] };
        let theme = Theme::LIGHT.with(Tone::Ink, "\"><script>".into());
        let svg = write_titled(&scene, &theme, &text, &text);
        assert!(!svg.contains("<script") && !svg.contains("&\u{1}"));
        assert_eq!(
            svg.matches("&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt; &quot;&amp;\u{fffd}").count(),
            3
        );
    }

    #[test]
    fn nothing_given_is_nothing_painted() {
        let svg = painted(Mark::Circle { center: Point::new(1.0, 2.0), radius: 3.0 }, Style::NONE);
        assert!(svg.contains(r#"<circle cx="1" cy="2" r="3"/>"#), "{svg}");
    }

    #[test]
    fn a_ring_with_a_hole_is_filled_by_the_even_odd_rule() {
        let square =
            |low: f64, high: f64| vec![Point::new(low, low), Point::new(high, low), Point::new(high, high)];
        let mark = Mark::Path { lines: vec![square(0.0, 9.5), square(1.0, 2.0)], closed: true };
        let svg = painted(mark, Style::fill(Tone::Land));
        assert!(svg.contains(r#"d="M0 0 9.5 0 9.5 9.5ZM1 1 2 1 2 2Z" fill-rule="evenodd""#), "{svg}");
    }

    #[test]
    fn a_whole_turn_is_a_circle_and_half_a_turn_an_arc() {
        let arc = |to: f64| Mark::Arc { center: Point::new(10.0, 10.0), radius: 5.0, from: 0.0, to };
        assert!(painted(arc(1.0), Style::stroke(Tone::Third, 2.0)).contains("<circle"));
        let half = painted(arc(0.5), Style::stroke(Tone::Third, 2.0));
        assert!(half.contains(r#"d="M10 5A5 5 0 0 1 10 15""#), "{half}");
    }

    #[test]
    fn the_left_half_of_a_disc_is_the_left_one() {
        let svg =
            painted(Mark::HalfDisc { center: Point::new(10.0, 10.0), radius: 4.0 }, Style::fill(Tone::Third));
        assert!(svg.contains(r#"d="M10 6A4 4 0 0 0 10 14Z""#), "{svg}");
    }

    #[test]
    fn a_halo_lies_below_its_line_and_around_its_text() {
        let line =
            Mark::Path { lines: vec![vec![Point::new(0.0, 0.0), Point::new(9.0, 0.0)]], closed: false };
        let svg = painted(line, Style::stroke(Tone::Ink, 1.0).dashed(2.0, 3.0).haloed(Tone::Paper, 2.0));
        let widths: Vec<_> =
            svg.match_indices("stroke-width=\"5\"").chain(svg.match_indices("stroke-width=\"1\"")).collect();
        assert!(widths.len() == 2 && widths[0].0 < widths[1].0, "{svg}");
        assert_eq!(svg.matches("stroke-dasharray=\"2 3\"").count(), 1);
    }

    #[test]
    fn a_rectangle_of_nonsense_is_still_well_formed() {
        let svg = painted(
            Mark::Rect { rect: Rect::new(f64::NAN, 0.0, 1.0, 1.0), radius: 2.0 },
            Style::fill(Tone::Ink),
        );
        assert!(svg.contains(r#"<rect x="0" y="0""#) && !svg.contains("NaN"));
    }

    #[test]
    fn left_stays_left_in_a_text_read_from_the_right() {
        let text = |text: &str, align| {
            let mark =
                Mark::Text { at: Point::new(1.0, 2.0), text: text.into(), align, font: Font::regular(12.0) };
            painted(mark, Style::fill(Tone::Ink))
        };
        let left = text("تاليش", Align::Left);
        assert!(left.contains("direction=\"rtl\" text-anchor=\"end\""), "{left}");
        assert!(!text("تاليش", Align::Right).contains("text-anchor"));
        assert!(text("Talish", Align::Right).contains("text-anchor=\"end\""));
    }

    #[test]
    fn a_picture_is_named_or_hidden() {
        let scene = Scene { width_px: 1.0, height_px: 1.0, layers: Vec::new() };
        assert!(write(&scene, &Theme::LIGHT).contains("aria-hidden"));
        assert!(write_titled(&scene, &Theme::LIGHT, "Map", "").contains("role=\"img\"><title>Map</title>"));
    }
}
