//! What a search leaves out of account: capitals, accents, and letters that people type for one another.

/// The letters that those from U+00E0 to U+017F are made of; a sign for those that stand for two or for none.
const BASES: &[u8; 160] =
    b"aaaaaa*ceeeeiiiidnooooo ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllll\
    lllnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// A text as a search compares it: both what is looked for and where.
///
/// Of the seven languages, in any text: capitals and small letters are the same, and so are letters with and without
/// an accent, i with and without its dot, ə and e, ё and е, և and its two spellings եւ and եվ, the forms of alef, of
/// the final ya and ta marbuta, and digits of either kind. Arabic vowel signs, the stretching of words and marks of
/// direction are nothing, and a space is a space.
///
/// ```
/// use chronocarte::text::folded;
/// assert_eq!(folded("ŞAMAXI Ələt"), "samaxi elet");
/// assert_eq!(folded("İstanbul"), folded("ISTANBUL"));
/// assert_eq!(folded("أَغْـــدام"), folded("اغدام"));
/// ```
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        fold(letter, &mut out);
    }
    out
}

fn fold(letter: char, out: &mut String) {
    let code = letter as u32;
    let plain = match code {
        0x41..=0x5a | 0x391..=0x3a9 | 0x410..=0x42f => code + 0x20,
        0x400..=0x40f => return fold(char::from_u32(code + 0x50).unwrap_or(letter), out),
        0x531..=0x556 => return fold(char::from_u32(code + 0x30).unwrap_or(letter), out),
        0xa0 | 0x202f | 0x2009 | 0x9 | 0xa => 0x20,
        0xad
        | 0x300..=0x36f
        | 0x640
        | 0x64b..=0x65f
        | 0x670
        | 0x200b..=0x200f
        | 0x202a..=0x202e
        | 0x2060..=0x2069
        | 0xfeff => return,
        0xc6 | 0xe6 => return out.push_str("ae"),
        0x152 | 0x153 => return out.push_str("oe"),
        0xdf | 0x1e9e => return out.push_str("ss"),
        0x132 | 0x133 => return out.push_str("ij"),
        0xd7 | 0xf7 => code,
        0xc0..=0xdf => u32::from(BASES[(code - 0xc0) as usize]),
        0xe0..=0x17f => u32::from(BASES[(code - 0xe0) as usize]),
        0x18f | 0x259 => 0x65,
        0x218 | 0x219 => 0x73,
        0x21a | 0x21b => 0x74,
        0x451 => 0x435,
        // Armenian: և is written եւ and, in capitals of the reformed spelling, եվ.
        0x587 => return out.push_str("եւ"),
        0x57e if out.ends_with('ե') => 0x582,
        0x622 | 0x623 | 0x625 | 0x671 => 0x627,
        0x649 | 0x6cc | 0x626 => 0x64a,
        0x624 => 0x648,
        0x629 => 0x647,
        0x6a9 => 0x643,
        0x660..=0x669 => code - 0x660 + 0x30,
        0x6f0..=0x6f9 => code - 0x6f0 + 0x30,
        0x2018 | 0x2019 | 0x2bc | 0x55a => 0x27,
        0x2010..=0x2015 => 0x2d,
        _ => code,
    };
    out.push(char::from_u32(plain).unwrap_or(letter));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_finds_what_people_type_for_it() {
        for (typed, written) in [
            ("istanbul", "İSTANBUL"),
            ("IRKUTSK", "ırkutsk"),
            ("agdere", "Ağdərə"),
            ("qubadli", "QUBADLI"),
            ("fuzuli", "Füzuli"),
            ("еще", "Ещё"),
            ("королев", "КОРОЛЁВ"),
            ("ЕРЕВАН", "Ереван"),
            ("եւ", "և"),
            ("ԵՎ", "և"),
            ("ԵՐԵՎԱՆ", "Երևան"),
            ("Ծառայութիւն", "ծառայութիւն"),
            ("اقليم", "إِقْلِيم"),
            ("مدرسه", "مدرســة"),
            ("مصطفي", "مصطفى"),
            ("2020", "٢٠٢٠"),
            ("elus", "Élus"),
            ("coeur", "Cœur"),
            ("e\u{301}lu", "élu"),
            ("a b", "a\u{a0}b"),
        ] {
            assert_eq!(folded(typed), folded(written), "{typed} and {written}");
        }
    }

    #[test]
    fn letters_that_are_others_stay_others() {
        for (one, other) in
            [("й", "и"), ("ь", "ъ"), ("ն", "մ"), ("ت", "ث"), ("ou", "u"), ("վ", "ւ"), ("q", "k")]
        {
            assert_ne!(folded(one), folded(other), "{one} and {other}");
        }
        assert_eq!(folded("3 × 4 ÷ 漢"), "3 × 4 ÷ 漢");
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for code in (0..0x700).chain(0x1e00..0x2070) {
            let Some(letter) = char::from_u32(code) else { continue };
            let once = folded(&letter.to_string());
            assert_eq!(folded(&once), once, "U+{code:04X}");
        }
    }

    #[test]
    fn accented_letters_fall_to_the_letter_unicode_makes_them_of() {
        // Unicode's own small letter and this table agree that pairs of capital and small are one.
        for code in 0xc0..0x17f_u32 {
            let letter = char::from_u32(code).unwrap();
            let lower: String = letter.to_lowercase().collect();
            assert_eq!(folded(&lower), folded(&letter.to_string()), "{letter}");
            let plain = folded(&letter.to_string());
            assert!(plain.is_ascii() || matches!(letter, '×' | '÷'), "{letter} is {plain}");
            assert!(!plain.contains(['*', ' ']), "{letter} is {plain:?}");
        }
    }
}
