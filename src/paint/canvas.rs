//! A scene on a canvas: the same geometry as in SVG.

use core::f64::consts::{FRAC_PI_2, TAU};

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{CanvasRenderingContext2d, CanvasWindingRule};

use super::is_rtl;
use super::number::push_number;
use crate::scene::{Align, Font, Item, LayerKind, Mark, Point, Rect, Scene, Style, Theme, Tone};

/// Clears the canvas and draws the layers of a scene that are asked for. `pixel_ratio` is how many pixels of the canvas
/// make a CSS pixel along one side: the canvas must be the scene's size times that.
///
/// The context is left with whatever state the last mark needed; nobody else should draw with it.
pub fn draw(
    context: &CanvasRenderingContext2d,
    scene: &Scene,
    layers: &[LayerKind],
    theme: &Theme,
    pixel_ratio: f64,
) {
    // No call here fails with finite numbers and radii that are not negative; a lost mark is better than a lost map.
    let _ = context.set_transform(pixel_ratio, 0.0, 0.0, pixel_ratio, 0.0, 0.0);
    context.clear_rect(0.0, 0.0, scene.width_px, scene.height_px);
    context.set_line_join("round");
    let mut brush = Brush { context, theme, font: String::new() };
    for layer in scene.layers.iter().filter(|layer| layers.contains(&layer.kind)) {
        for item in &layer.items {
            brush.item(item);
        }
    }
}

struct Brush<'a> {
    context: &'a CanvasRenderingContext2d,
    theme: &'a Theme,
    /// The font that is set, since setting one is slow.
    font: String,
}

impl Brush<'_> {
    fn item(&mut self, item: &Item) {
        let Item { mark, style, .. } = item;
        self.context.set_global_alpha(style.opacity.unwrap_or(1.0));
        if let Mark::Text { at, text, align, font } = mark {
            self.words(*at, text, *align, font, style);
            return;
        }
        self.trace(mark);
        if let Some(halo) = style.halo {
            self.stroke_with(halo, style.width_px + 2.0 * style.halo_px, None, style.round);
        }
        if let Some(fill) = style.fill {
            self.context.set_fill_style_str(self.theme.css(fill));
            self.context.fill_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
        }
        if let Some(stroke) = style.stroke {
            self.stroke_with(stroke, style.width_px, style.dash, style.round);
        }
    }

    fn stroke_with(&self, tone: Tone, width_px: f64, dash: Option<(f64, f64)>, round: bool) {
        let context = self.context;
        let pattern = Array::new();
        if let Some((on, off)) = dash {
            pattern.push(&JsValue::from_f64(on));
            pattern.push(&JsValue::from_f64(off));
        }
        let _ = context.set_line_dash(&pattern);
        context.set_line_cap(if round { "round" } else { "butt" });
        context.set_line_width(width_px);
        context.set_stroke_style_str(self.theme.css(tone));
        context.stroke();
    }

    fn trace(&self, mark: &Mark) {
        let context = self.context;
        context.begin_path();
        match mark {
            Mark::Path { lines, closed } => {
                for line in lines {
                    for (position, point) in line.iter().enumerate() {
                        if position == 0 {
                            context.move_to(point.x, point.y);
                        } else {
                            context.line_to(point.x, point.y);
                        }
                    }
                    if *closed {
                        context.close_path();
                    }
                }
            }
            Mark::Circle { center, radius } => self.arc(*center, *radius, 0.0, TAU),
            Mark::HalfDisc { center, radius } => {
                self.arc(*center, *radius, FRAC_PI_2, 3.0 * FRAC_PI_2);
                context.close_path();
            }
            Mark::Arc { center, radius, from, to } => {
                self.arc(*center, *radius, from * TAU - FRAC_PI_2, to * TAU - FRAC_PI_2);
            }
            Mark::Rect { rect, radius } => self.rect(*rect, *radius),
            Mark::Text { .. } => {}
        }
    }

    fn arc(&self, center: Point, radius: f64, from: f64, to: f64) {
        let _ = self.context.arc(center.x, center.y, radius.max(0.0), from, to);
    }

    /// `roundRect` is younger than the browsers that are to be reached.
    fn rect(&self, rect: Rect, radius: f64) {
        let context = self.context;
        let radius = radius.min(rect.width / 2.0).min(rect.height / 2.0);
        if radius <= 0.0 {
            context.rect(rect.x, rect.y, rect.width, rect.height);
            return;
        }
        let (right, bottom) = (rect.x + rect.width, rect.y + rect.height);
        context.move_to(rect.x + radius, rect.y);
        let _ = context.arc_to(right, rect.y, right, bottom, radius);
        let _ = context.arc_to(right, bottom, rect.x, bottom, radius);
        let _ = context.arc_to(rect.x, bottom, rect.x, rect.y, radius);
        let _ = context.arc_to(rect.x, rect.y, right, rect.y, radius);
        context.close_path();
    }

    fn words(&mut self, at: Point, text: &str, align: Align, font: &Font, style: &Style) {
        self.set_font(font);
        let context = self.context;
        // The bindings lack this property.
        let rtl = is_rtl(text);
        let direction = JsValue::from_str(if rtl { "rtl" } else { "ltr" });
        let _ = js_sys::Reflect::set(context, &JsValue::from_str("direction"), &direction);
        // Arabic letters hold on to each other.
        if font.spacing_px == 0.0 || rtl {
            context.set_text_align(match align {
                Align::Left => "left",
                Align::Middle => "center",
                Align::Right => "right",
            });
            self.letters(text, at, style);
            return;
        }
        // Canvas letter spacing is younger than the browsers that are to be reached: letter by letter then. Every halo
        // first, so that none lies over the letter before.
        context.set_text_align("left");
        let advance = |letter: &str| {
            context.measure_text(letter).map_or(font.size_px, |metrics| metrics.width()) + font.spacing_px
        };
        let mut width = 0.0;
        for letter in text.chars() {
            width += advance(letter.encode_utf8(&mut [0; 4]));
        }
        for pass in [Style { fill: None, ..*style }, Style { halo: None, ..*style }] {
            // Half of a letter's space on either side, as browsers set it in SVG.
            let mut x = at.x + font.spacing_px / 2.0
                - match align {
                    Align::Left => 0.0,
                    Align::Middle => width / 2.0,
                    Align::Right => width,
                };
            for letter in text.chars() {
                let mut bytes = [0; 4];
                let letter = letter.encode_utf8(&mut bytes);
                self.letters(letter, Point::new(x, at.y), &pass);
                x += advance(letter);
            }
        }
    }

    fn letters(&self, text: &str, at: Point, style: &Style) {
        let context = self.context;
        if let Some(halo) = style.halo {
            let _ = context.set_line_dash(&Array::new());
            context.set_line_width(2.0 * style.halo_px);
            context.set_stroke_style_str(self.theme.css(halo));
            let _ = context.stroke_text(text, at.x, at.y);
        }
        if let Some(fill) = style.fill {
            context.set_fill_style_str(self.theme.css(fill));
            let _ = context.fill_text(text, at.x, at.y);
        }
    }

    fn set_font(&mut self, font: &Font) {
        let mut css = String::from(if font.italic { "italic " } else { "" });
        push_number(&mut css, f64::from(font.weight));
        css.push(' ');
        push_number(&mut css, font.size_px);
        css.push_str("px system-ui, sans-serif");
        if css != self.font {
            self.context.set_font(&css);
            self.font = css;
        }
    }
}
