//! Capital letters.

/// A name in capitals, for the scripts of the languages there are; the letter i as Turkish and Azerbaijani write it.
pub(super) fn capitals(name: &str, tag: &str) -> String {
    let dotted = matches!(tag, "az" | "tr");
    let mut capitals = String::new();
    for letter in name.chars() {
        capitals.push(capital(letter, dotted));
    }
    capitals
}

/// A letter as a capital, without the tables of the standard library, which cost kilobytes of wasm.
#[inline(never)]
pub(super) fn capital(letter: char, dotted: bool) -> char {
    let code = letter as u32;
    let upper = match code {
        0x69 if dotted => 0x130,
        0x131 => 0x49,
        0x61..=0x7a => code - 0x20,
        // ÿ has its capital elsewhere, ß none; the sign in the middle is no letter.
        0xe0..=0xf6 | 0xf8..=0xfe | 0x430..=0x44f => code - 0x20,
        0x259 => 0x18f,
        0x139..=0x148 | 0x179..=0x17e => code - u32::from(code.is_multiple_of(2)),
        0x100..=0x137 | 0x14a..=0x177 => code - code % 2,
        0x3b1..=0x3c1 | 0x3c3..=0x3c9 => code - 0x20,
        0x450..=0x45f => code - 0x50,
        0x561..=0x586 => code - 0x30,
        _ => code,
    };
    char::from_u32(upper).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_those_of_the_language() {
        assert_eq!(capitals("Arménie", "fr"), "ARMÉNIE");
        assert_eq!(capitals("Azərbaycan", "az"), "AZƏRBAYCAN");
        assert_eq!(capitals("İran", "tr"), "İRAN");
        assert_eq!(capitals("Irkutsk i", "az"), "IRKUTSK İ");
        assert_eq!(capitals("Россия", "ru"), "РОССИЯ");
        assert_eq!(capitals("Հայաստան", "hy"), "ՀԱՅԱՍՏԱՆ");
        assert_eq!(capitals("Česká ž ÷", "cs"), "ČESKÁ Ž ÷");
    }

    #[test]
    fn capitals_agree_with_unicode_where_one_letter_becomes_one() {
        for code in 0x20..0x587_u32 {
            let Some(letter) = char::from_u32(code).filter(|letter| letter.is_lowercase()) else { continue };
            let mut upper = letter.to_uppercase();
            let known = matches!(code, 0x61..=0x7a | 0xe0..=0xfe | 0x100..=0x12f | 0x132..=0x137 | 0x139..=0x17e | 0x430..=0x45f | 0x561..=0x586);
            if let (Some(one), None, true) = (upper.next(), upper.next(), known) {
                assert_eq!(capital(letter, false), one, "{letter} {code:x}");
            }
        }
    }
}
