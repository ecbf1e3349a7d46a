//! Two painters over one [`Scene`](crate::scene::Scene): the picture a publisher prints and the picture a reader drags
//! are the same.

#[cfg(target_arch = "wasm32")]
pub mod canvas;
mod number;
pub mod svg;

pub use number::number;

/// Whether a text is read from right to left: whether its first letter is Hebrew, Arabic or of a script beside them.
fn is_rtl(text: &str) -> bool {
    let rtl = |letter: &char| matches!(*letter as u32, 0x591..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff);
    let letter = |letter: &char| letter.is_ascii_alphabetic() || *letter as u32 >= 0xc0;
    text.chars().find(letter).is_some_and(|first| rtl(&first))
}

#[cfg(test)]
mod tests {
    use super::is_rtl;

    #[test]
    fn the_first_letter_decides_which_way_a_text_is_read() {
        assert!(is_rtl("17 كم") && is_rtl("تاليش (Talish)"));
        assert!(!is_rtl("Talish (تاليش)") && !is_rtl("Թալիշ") && !is_rtl("114") && !is_rtl(""));
    }
}
