//! How wide a text will be, known before any device draws it.

use super::Font;

/// The width of one line of text in CSS pixels, at most what a browser will need for it; 0 for an empty text.
///
/// A system's sans serif is not one font. The tables hold the widest of DejaVu Sans, Noto Sans and Liberation Sans
/// (which has the widths of Arial and Helvetica) for each letter, so that a label placed by this width has its room
/// everywhere; San Francisco, Segoe UI and Roboto are narrower. Letters outside the tables count as wide as high.
///
/// Spacing is counted for each letter: browsers set it after each, or half of it on either side.
///
/// ```
/// use chronocarte::scene::{Font, text_width_px};
///
/// let width = text_width_px("Ganja", &Font::regular(10.0));
/// assert!(width > 20.0 && width < 40.0);
/// assert!(text_width_px("Ganja", &Font::bold(10.0)) > width);
/// ```
pub fn text_width_px(text: &str, font: &Font) -> f64 {
    let bold = font.weight >= 600;
    let (mut hundredths, mut letters) = (0_u32, 0_u32);
    for letter in text.chars() {
        hundredths += advance(letter, bold);
        letters += 1;
    }
    f64::from(hundredths) * font.size_px / 100.0 + f64::from(letters) * font.spacing_px
}

/// The text, cut so that it fits, with an ellipsis; at the end of a word when it is to keep whole `words`.
#[inline(never)]
pub(crate) fn shortened(text: &str, font: &Font, most_px: f64, words: bool) -> String {
    if text.len() < 400 && text_width_px(text, font) <= most_px {
        return text.to_owned();
    }
    let most_px = most_px - if words { 12.0 } else { font.size_px };
    let mut kept = "";
    for (at, letter) in text.char_indices().take(200) {
        let before = text.get(..at).unwrap_or_default();
        if text_width_px(before, font) > most_px {
            break;
        }
        if letter == ' ' || !(words || before.ends_with(' ')) {
            kept = before;
        }
    }
    [kept, "\u{2026}"].concat()
}

/// The width of a letter in hundredths of the size of the font.
pub(crate) fn advance(letter: char, bold: bool) -> u32 {
    let code = letter as u32;
    let from = |table: &[u8], first: u32| {
        code.checked_sub(first).and_then(|at| table.get(at as usize)).map(|width| u32::from(*width))
    };
    let ascii = |code: u32| {
        let table = if bold { &ASCII_BOLD } else { &ASCII };
        code.checked_sub(0x20).and_then(|at| table.get(at as usize)).map(|width| u32::from(*width))
    };
    // What bold adds to a letter that has no bold table of its own, in per cent.
    let bolder =
        |width: u32, percent: u32| if bold { width + (width * percent).div_ceil(100) } else { width };
    let known = match code {
        0x20..=0x7e => ascii(code),
        0xa0..=0x17f => LATIN.as_bytes().get((code - 0xa0) as usize).and_then(|base| ascii(u32::from(*base))),
        0x259 => ascii(u32::from(b'o')),
        0x400..=0x45f => from(&CYRILLIC, 0x400).map(|width| bolder(width, 23)),
        0x531..=0x587 => from(&HAYEREN, 0x531).map(|width| bolder(width, 31)),
        0x621..=0x64a => from(&ARABIC, 0x621).map(|width| bolder(width, 27)),
        0x589 | 0x60c | 0x61b | 0x2018..=0x201a => ascii(u32::from(b'.')),
        0x201c..=0x201f => Some(if bold { 66 } else { 52 }),
        0x2010..=0x2013 => Some(if bold { 70 } else { 64 }),
        // What is set over or under its neighbour, or only directs the line.
        0x300..=0x36f | 0x591..=0x5c7 | 0x64b..=0x65f | 0x200b..=0x200f | 0x2066..=0x2069 => Some(0),
        _ => None,
    };
    // The widest of the Latin letters; a CJK letter is as wide as high.
    known.unwrap_or(if code < 0x1000 { bolder(100, 17) } else { 100 })
}

/// U+0020 to U+007E.
const ASCII: [u8; 95] = [
    32, 41, 46, 84, 64, 95, 78, 28, 39, 39, 56, 84, 32, 37, 32, 38, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
    34, 34, 84, 84, 84, 56, 107, 69, 69, 73, 77, 67, 62, 78, 76, 34, 50, 67, 56, 91, 76, 79, 67, 79, 73, 67,
    62, 74, 69, 99, 69, 67, 69, 39, 38, 39, 84, 56, 50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98,
    64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 56, 64, 84,
];
/// U+0020 to U+007E, bold.
const ASCII_BOLD: [u8; 95] = [
    35, 46, 53, 84, 70, 101, 88, 31, 46, 46, 55, 84, 38, 42, 38, 42, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70,
    40, 40, 84, 84, 84, 62, 117, 78, 77, 74, 83, 69, 69, 83, 84, 39, 56, 78, 64, 100, 84, 85, 74, 85, 77, 72,
    69, 82, 78, 111, 78, 73, 73, 46, 42, 46, 84, 56, 50, 68, 72, 60, 72, 68, 44, 72, 72, 35, 35, 67, 35, 105,
    72, 69, 72, 72, 50, 60, 48, 72, 66, 93, 65, 66, 59, 72, 56, 72, 84,
];
/// U+0400 to U+045F.
const CYRILLIC: [u8; 96] = [
    67, 67, 87, 61, 72, 67, 34, 34, 50, 110, 105, 86, 71, 77, 64, 76, 69, 69, 69, 61, 79, 67, 108, 65, 77,
    77, 71, 76, 91, 76, 79, 76, 67, 73, 62, 64, 87, 69, 78, 70, 107, 110, 84, 89, 69, 72, 108, 73, 62, 62,
    59, 53, 70, 62, 91, 54, 65, 65, 61, 64, 76, 66, 62, 66, 64, 55, 59, 60, 86, 60, 69, 62, 92, 95, 71, 79,
    60, 55, 85, 61, 62, 62, 63, 53, 55, 53, 28, 28, 28, 91, 90, 66, 61, 65, 60, 66,
];
/// U+0531 to U+0587, the Armenian script.
const HAYEREN: [u8; 87] = [
    77, 74, 76, 76, 74, 78, 64, 74, 86, 76, 70, 54, 93, 87, 74, 72, 77, 76, 77, 80, 73, 73, 76, 74, 72, 80,
    77, 80, 74, 76, 71, 70, 75, 54, 82, 76, 79, 79, 60, 60, 31, 32, 24, 37, 24, 41, 50, 92, 98, 64, 66, 67,
    64, 64, 52, 64, 74, 66, 64, 28, 98, 63, 64, 64, 61, 64, 63, 64, 28, 64, 50, 64, 41, 98, 56, 65, 64, 64,
    98, 64, 64, 44, 98, 64, 61, 81, 82,
];
/// U+0621 to U+064A, each letter standing alone, its widest form.
const ARABIC: [u8; 42] = [
    47, 28, 28, 49, 28, 79, 28, 95, 53, 95, 95, 65, 65, 65, 45, 45, 49, 49, 123, 123, 121, 121, 93, 93, 60,
    60, 88, 88, 76, 76, 76, 30, 104, 78, 83, 73, 62, 74, 53, 49, 79, 79,
];

/// For each letter of U+00A0 to U+017F the ASCII character that is at least as wide, mostly its base letter.
const LATIN: &str = " r0000LLx@soMi@LJMrrJKEIJrsommmTAAAAAA@CEEEEIIIIONOOOOOMOUUUUYKSaaaaaaWceeeeiiiionoooooMouuuuyby\
    AaAaAaCcCcCcCcDSObEeEeEeEeEeGgGgGgGgHhmUIiIiIiIiIiHoJjKkkLlLlLrLskIN\
    nNnNnMNhOoOoOo@@RrRrRrSsSsSsSsTtTrTtUuUuUuUuUuUuWwYyYZzZzZzf";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_text_has_no_width() {
        assert_eq!(text_width_px("", &Font::regular(13.0)), 0.0);
    }

    #[test]
    fn letters_are_as_wide_as_the_widest_common_font_sets_them() {
        // Advances of DejaVu Sans, the widest of the three for these letters, in hundredths of the size.
        for (letter, least) in
            [('a', 61.3), ('m', 97.4), ('W', 98.9), ('i', 27.8), ('ə', 61.5), ('ж', 90.1), ('ա', 97.4)]
        {
            let width = f64::from(advance(letter, false));
            assert!(width >= least && width < least + 3.0, "{letter} {width}");
        }
    }

    #[test]
    fn no_bold_letter_is_narrower_than_its_regular_form_by_more_than_a_hair() {
        for code in 0x20..0x700 {
            let Some(letter) = char::from_u32(code) else { continue };
            assert!(advance(letter, true) + 2 >= advance(letter, false), "{letter}");
        }
    }

    #[test]
    fn spacing_counts_for_each_letter() {
        let spaced = Font { spacing_px: 4.0, ..Font::regular(10.0) };
        let plain = text_width_px("AB", &Font::regular(10.0));
        assert_eq!(text_width_px("AB", &spaced), plain + 8.0);
    }

    #[test]
    fn the_table_of_accented_letters_covers_its_range() {
        assert_eq!(LATIN.len(), 0x180 - 0xa0);
        assert_eq!(advance('é', false), advance('e', false));
        assert_eq!(advance('Š', true), advance('S', true));
    }
}
