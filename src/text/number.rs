//! Numbers as a language writes them, from integers only.

use super::Tag;
use crate::time::digits;

/// Between groups of three digits, and before decimals, as in the CLDR; Armenian groups only from five digits on.
fn separators(tag: Tag) -> (&'static str, &'static str) {
    match tag {
        Tag::En | Tag::Ar => (",", "."),
        Tag::Fr => ("\u{202f}", ","),
        Tag::Az | Tag::Tr => (".", ","),
        Tag::Hy | Tag::Ru => ("\u{a0}", ","),
    }
}

/// A whole number, grouped; a true minus sign before negative ones. Digits are Latin in every language.
///
/// ```
/// use chronocarte::text::{Tag, number};
/// assert_eq!(number(30_000, Tag::En), "30,000");
/// assert_eq!(number(30_000, Tag::Fr), "30\u{202f}000");
/// ```
pub fn number(value: i64, tag: Tag) -> String {
    let digits = digits(value);
    let digits = digits.get(usize::from(value < 0)..).unwrap_or_default();
    let mut out = String::with_capacity(digits.len() * 2);
    if value < 0 {
        out.push('\u{2212}');
    }
    let grouped = digits.len() > 4 || (digits.len() == 4 && tag != Tag::Hy);
    let (separator, _) = separators(tag);
    for (at, digit) in digits.chars().enumerate() {
        if grouped && at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

/// A number with one decimal, from its tenths: 168 is 16.8 and 170 is 17.0.
///
/// ```
/// use chronocarte::text::{Tag, tenths};
/// assert_eq!(tenths(168, Tag::Fr), "16,8");
/// ```
pub fn tenths(value: i64, tag: Tag) -> String {
    let mut out = number(value / 10, tag);
    if (-9..0).contains(&value) {
        out.insert(0, '\u{2212}');
    }
    out.push_str(separators(tag).1);
    out.push_str(&digits((value % 10).abs()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_groups_as_the_cldr_says() {
        for (tag, four, seven) in [
            (Tag::En, "1,234", "1,234,567"),
            (Tag::Fr, "1\u{202f}234", "1\u{202f}234\u{202f}567"),
            (Tag::Az, "1.234", "1.234.567"),
            (Tag::Hy, "1234", "1\u{a0}234\u{a0}567"),
            (Tag::Ru, "1\u{a0}234", "1\u{a0}234\u{a0}567"),
            (Tag::Tr, "1.234", "1.234.567"),
            (Tag::Ar, "1,234", "1,234,567"),
        ] {
            assert_eq!(
                (number(1234, tag).as_str(), number(1_234_567, tag).as_str()),
                (four, seven),
                "{tag:?}"
            );
        }
        assert_eq!((number(0, Tag::En), number(999, Tag::En)), ("0".to_string(), "999".to_string()));
    }

    #[test]
    fn a_minus_is_a_minus_sign() {
        assert_eq!(number(-1234, Tag::En), "\u{2212}1,234");
        assert_eq!(number(i64::MIN, Tag::En), "\u{2212}9,223,372,036,854,775,808");
        assert_eq!((tenths(-5, Tag::En), tenths(-15, Tag::En)), ("\u{2212}0.5".into(), "\u{2212}1.5".into()));
    }

    #[test]
    fn tenths_keep_their_zero() {
        assert_eq!((tenths(170, Tag::En), tenths(12_345, Tag::Fr)), ("17.0".into(), "1\u{202f}234,5".into()));
    }
}
