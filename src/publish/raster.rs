//! Pictures made of dots, the same on every machine: drawn with fonts of our own.

use std::sync::Arc;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::error::Error;

const FONTS: [&[u8]; 3] = [
    include_bytes!("../../static/fonts/DejaVuSans.ttf"),
    include_bytes!("../../static/fonts/DejaVuSans-Bold.ttf"),
    include_bytes!("../../static/fonts/DejaVuSans-Oblique.ttf"),
];
const FAMILY: &str = "DejaVu Sans";

/// What turns pictures of vectors into pictures of dots.
pub struct Raster {
    options: Options<'static>,
}

impl Raster {
    /// Reads the fonts.
    pub fn new() -> Self {
        let mut options = Options { font_family: FAMILY.to_owned(), ..Options::default() };
        let fonts = options.fontdb_mut();
        for font in FONTS {
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(font)));
        }
        fonts.set_sans_serif_family(FAMILY);
        Self { options }
    }

    /// A picture as PNG on ground of a colour (`#rrggbb`, else white), `scale` dots to a CSS pixel.
    ///
    /// # Errors
    /// `glyph` when the fonts lack a letter of the picture, which the message names; `picture` when it is no SVG.
    pub fn png(&self, svg: &str, paper: &str, scale: f32) -> Result<Vec<u8>, Error> {
        if let Some(letter) = letters(svg).find(|letter| !self.has(*letter)) {
            let message = format!(
                "the fonts have no “{letter}” (U+{:04X}), so no picture can show it",
                u32::from(letter)
            );
            return Err(Error::new("glyph", message));
        }
        let picture = |what: String| Error::new("picture", what);
        let tree =
            Tree::from_str(&anchored(svg), &self.options).map_err(|error| picture(error.to_string()))?;
        let size = tree.size().to_int_size();
        let scaled = |side: u32| (side as f32 * scale).round() as u32;
        let mut dots = Pixmap::new(scaled(size.width()), scaled(size.height()))
            .ok_or_else(|| picture("a picture without extent".to_owned()))?;
        dots.fill(colour(paper));
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut dots.as_mut());
        dots.encode_png().map_err(|error| picture(error.to_string()))
    }

    /// Whether some font has a letter, or the letter has no form of its own.
    fn has(&self, letter: char) -> bool {
        let without_form = letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
        without_form
            || self.options.fontdb.faces().any(|face| {
                let found = self.options.fontdb.with_face_data(face.id, |data, nth| {
                    let font = skrifa::FontRef::from_index(data, nth).ok()?;
                    skrifa::MetadataProvider::charmap(&font).map(letter)
                });
                found.flatten().is_some()
            })
    }
}

impl Default for Raster {
    fn default() -> Self {
        Self::new()
    }
}

/// A picture of ours for what draws it here, which knows no `direction`: texts from the right, which are anchored by their
/// own start, are anchored by their left and right.
fn anchored(svg: &str) -> String {
    const FROM_RIGHT: &str = " direction=\"rtl\"";
    const END: &str = " text-anchor=\"end\"";
    let mut pieces = svg.split("<text");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str("<text");
        let (tag, rest) = piece.split_at(piece.find('>').unwrap_or(piece.len()));
        if !tag.contains(FROM_RIGHT) {
            out.push_str(piece);
            continue;
        }
        let turned = if tag.contains(END) {
            tag.replace(END, "")
        } else if tag.contains(" text-anchor=") {
            tag.to_owned()
        } else {
            [tag, END].concat()
        };
        out.push_str(&turned.replace(FROM_RIGHT, ""));
        out.push_str(rest);
    }
    out
}

fn colour(css: &str) -> Color {
    let part = |at: usize| css.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
    match (part(1), part(3), part(5)) {
        (Some(red), Some(green), Some(blue)) => Color::from_rgba8(red, green, blue, 255),
        _ => Color::WHITE,
    }
}

/// The letters that a picture of ours draws: those between the tags of its texts.
fn letters(svg: &str) -> impl Iterator<Item = char> {
    let mut seen: Vec<char> = Vec::new();
    for text in svg.split("<text").skip(1) {
        let Some(text) = text.split_once('>').and_then(|(_, rest)| rest.split('<').next()) else { continue };
        let text =
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        for letter in text.chars() {
            if !seen.contains(&letter) {
                seen.push(letter);
            }
        }
    }
    seen.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\" \
             font-family=\"system-ui,sans-serif\"><text x=\"2\" y=\"15\" font-size=\"12\" fill=\"#000\">{text}</text></svg>"
        )
    }

    #[test]
    fn letters_of_all_seven_languages_are_drawn() {
        let raster = Raster::new();
        let nothing = raster.png(&text(" "), "#ffffff", 1.0).unwrap();
        for letters in ["Aé", "Əğ", "Հայ", "Жщ", "Şı", "تاليش"] {
            assert_ne!(raster.png(&text(letters), "#ffffff", 1.0).unwrap(), nothing, "{letters}");
        }
    }

    #[test]
    fn the_fonts_have_every_letter_of_every_language_file() {
        let raster = Raster::new();
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("static");
        let mut letters = 0;
        for tag in crate::publish::languages() {
            for folder in ["lang", "publish"] {
                let path = root.join(folder).join(tag.as_str()).with_extension("json");
                // ⌘ is a key, named in a hint that no picture shows.
                for letter in std::fs::read_to_string(path).unwrap().replace('⌘', "").chars() {
                    assert!(raster.has(letter), "{letter} U+{:04X} in {folder}/{tag:?}", u32::from(letter));
                    letters += 1;
                }
            }
        }
        // And the alphabets as a whole, for the words of a story.
        let alphabets = ["ÇçĞğİıÖöŞşÜüƏəXxQq", "ёЁъЪіЇ", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىًٌٍَُِّْـ٠٩پچژگ"];
        for letter in alphabets.join("").chars().chain('Ա'..='Ֆ').chain('ա'..='և').chain('А'..='я') {
            assert!(raster.has(letter), "{letter} U+{:04X}", u32::from(letter));
        }
        assert!(letters > 50_000, "{letters}");
    }

    #[test]
    fn a_letter_the_fonts_lack_is_named() {
        let refused = Raster::new().png(&text("a漢"), "", 1.0).unwrap_err();
        assert_eq!(refused.code, "glyph");
        assert!(refused.message.contains("漢") && refused.message.contains("U+6F22"), "{refused}");
    }

    #[test]
    fn a_text_from_the_right_ends_where_it_is_anchored() {
        // A text that starts at the right edge of its picture is as visible as one that starts at the left.
        let drawn = |attributes: &str| {
            let svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"20\">\
                 <text {attributes} y=\"15\" font-size=\"12\" fill=\"#000\">تاليش</text></svg>"
            );
            let png = Raster::new().png(&svg, "#ffffff", 1.0).unwrap();
            let dots = Pixmap::decode_png(&png).unwrap();
            let dark = |x: u32| (0..20).any(|y| dots.pixel(x, y).is_some_and(|dot| dot.red() < 128));
            (0..80).filter(|x| dark(*x)).collect::<Vec<u32>>()
        };
        let right = drawn("x=\"78\" direction=\"rtl\"");
        let left = drawn("x=\"2\" direction=\"rtl\" text-anchor=\"end\"");
        let middle = drawn("x=\"40\" direction=\"rtl\" text-anchor=\"middle\"");
        for (columns, from, to) in [(&right, 40, 79), (&left, 0, 40), (&middle, 20, 60)] {
            assert!(columns.len() > 12, "{columns:?}");
            assert!(columns.iter().all(|x| (from..to).contains(x)), "{columns:?}");
        }
    }

    #[test]
    fn the_same_picture_has_the_same_bytes() {
        let picture = || Raster::new().png(&text("A&amp;b"), "#ff0000", 2.0).unwrap();
        assert_eq!(picture(), picture());
    }
}
