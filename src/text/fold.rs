//! What letters are for a search: one form for all that a reader may type.

/// Latin letters with marks from U+00C0 to U+017F, each as the letter a reader without its key would type; a space stands
/// for a letter that is two, or for no letter.
const LATIN: &str = "aaaaaa ceeeeiiiidnooooo ouuuuy  aaaaaa ceeeeiiiidnooooo ouuuuy yaaaaaaccccccccddddeeeeeeeeeegggg\
    gggghhhhiiiiiiiiii  jjkkkllllllllllnnnnnnnnnoooooo  rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// A text as a search sees it: small letters without marks, the same for what a reader may type for another: the four
/// letters i of Turkish and Azerbaijani, `ə` and `e`, `ё` and `е`, the ligature `և` and its two letters, the forms of alef,
/// with and without vowel signs. Latin, Cyrillic, Armenian, Greek and Arabic; other scripts stay as they are. Apostrophes and
/// hyphens count as nothing and as a space.
///
/// ```
/// use chronocarte::text::folded;
/// assert_eq!(folded("İstanbul"), folded("ISTANBUL"));
/// assert_eq!(folded("Xankəndi"), "xankendi");
/// assert_eq!(folded("Степанакерт"), "степанакерт");
/// assert_eq!(folded("Երևան"), folded("ԵՐԵՒԱՆ"));
/// assert_eq!(folded("أذربيجان"), folded("اذربيجان"));
/// ```
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        let code = u32::from(letter);
        let moved = |by: u32| char::from_u32(code + by).unwrap_or(letter);
        match code {
            0x41..=0x5A => out.push(letter.to_ascii_lowercase()),
            0xC6 | 0xE6 => out.push_str("ae"),
            0xDE | 0xFE => out.push_str("th"),
            0xDF => out.push_str("ss"),
            0x132 | 0x133 => out.push_str("ij"),
            0x152 | 0x153 => out.push_str("oe"),
            0xC0..=0x17F => {
                let at = usize::try_from(code - 0xC0).unwrap_or(usize::MAX);
                out.push(LATIN.as_bytes().get(at).map_or(letter, |byte| char::from(*byte)));
            }
            0x18F | 0x259 => out.push('e'),
            0x218 | 0x219 => out.push('s'),
            0x21A | 0x21B => out.push('t'),
            0x300..=0x36F | 0x640 | 0x64B..=0x65F | 0x670 => {}
            0x386..=0x3AB => out.push(greek(code, letter)),
            0x401 | 0x451 => out.push('е'),
            0x400..=0x40F => out.push(moved(80)),
            0x410..=0x42F => out.push(moved(32)),
            0x531..=0x556 => out.push(moved(48)),
            0x587 => out.push_str("եւ"),
            0x622 | 0x623 | 0x625 | 0x671 => out.push('ا'),
            0x629 => out.push('ه'),
            0x649 | 0x6CC => out.push('ي'),
            0x6A9 => out.push('ك'),
            0x27 | 0x2BC | 0x2018 | 0x2019 => {}
            0x2D | 0x2010..=0x2014 => out.push(' '),
            _ => out.push(letter),
        }
    }
    out
}

/// A capital of Greek as its small letter, without its accent.
fn greek(code: u32, letter: char) -> char {
    match code {
        0x386 => 'α',
        0x388 => 'ε',
        0x389 => 'η',
        0x38A | 0x3AA => 'ι',
        0x38C => 'ο',
        0x38E | 0x3AB => 'υ',
        0x38F => 'ω',
        0x391..=0x3A9 => char::from_u32(code + 32).unwrap_or(letter),
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn latin_letters_with_marks_are_found_by_those_without() {
        for (typed, written) in [
            ("agdam", "Ağdam"),
            ("susa", "Şuşa"),
            ("cebrayil", "Cəbrayıl"),
            ("evenement", "événement"),
            ("oeuvre", "Œuvre"),
            ("strasse", "Straße"),
            ("lodz", "Łódź"),
            ("zagreb", "ŽAGREB"),
            ("parsabad", "Pārsābād"),
            ("dogru", "DOĞRU"),
        ] {
            assert_eq!(folded(written), typed, "{written}");
        }
    }

    #[test]
    fn every_latin_letter_of_the_table_is_one_letter_or_handled_apart() {
        for code in 0xC0..=0x17F_u32 {
            let letter = char::from_u32(code).unwrap();
            if letter.is_alphabetic() && ![0x138, 0x149, 0x14A, 0x14B].contains(&code) {
                let text = folded(&letter.to_string());
                assert!(
                    text.bytes().all(|byte| byte.is_ascii_lowercase()) && !text.is_empty(),
                    "{letter}: {text:?}"
                );
                let small: String = letter.to_lowercase().collect();
                assert_eq!(folded(&small), text, "{letter}");
            }
        }
    }

    #[test]
    fn capitals_of_other_scripts_are_found_by_small_letters() {
        for word in ["Ёлка", "ШУША", "ՍՏԵՓԱՆԱԿԵՐՏ", "ΑΘΗΝΑ", "Ђорђе"] {
            assert_eq!(folded(word), folded(&word.to_lowercase()), "{word}");
        }
    }
}
