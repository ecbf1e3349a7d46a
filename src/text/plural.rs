//! Which form of a word a number takes.

use super::Tag;

/// A plural category of the Unicode CLDR; which of them a language uses is its own affair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "CLDR's names, which say no more than they do here")]
pub enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// The key of each category in a language file; `as usize` of the category is its row.
const KEYS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

impl Category {
    /// Every category.
    pub const ALL: [Self; 6] = [Self::Zero, Self::One, Self::Two, Self::Few, Self::Many, Self::Other];

    /// The key in a language file: `zero`, `one`, `two`, `few`, `many`, `other`.
    pub fn as_str(self) -> &'static str {
        KEYS[self as usize]
    }

    /// Reads such a key; `None` for any other.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.as_str() == key)
    }

    /// The form for so many: the CLDR's cardinal rules for whole numbers
    /// (<https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html>). The sign does
    /// not matter.
    ///
    /// ```
    /// use chronocarte::text::{Category, Tag};
    /// assert_eq!(Category::of_count(22, Tag::Ru), Category::Few);
    /// assert_eq!(Category::of_count(0, Tag::Fr), Category::One);
    /// ```
    pub fn of_count(count: i64, tag: Tag) -> Self {
        let n = count.unsigned_abs();
        match tag {
            Tag::En | Tag::Az | Tag::Tr => {
                if n == 1 {
                    Self::One
                } else {
                    Self::Other
                }
            }
            Tag::Hy => {
                if n <= 1 {
                    Self::One
                } else {
                    Self::Other
                }
            }
            Tag::Fr => match n {
                0 | 1 => Self::One,
                _ if n.is_multiple_of(1_000_000) => Self::Many,
                _ => Self::Other,
            },
            Tag::Ru => match (n % 10, n % 100) {
                (1, last) if last != 11 => Self::One,
                (2..=4, last) if !(12..=14).contains(&last) => Self::Few,
                _ => Self::Many,
            },
            Tag::Ar => match (n, n % 100) {
                (0, _) => Self::Zero,
                (1, _) => Self::One,
                (2, _) => Self::Two,
                (_, 3..=10) => Self::Few,
                (_, 11..=99) => Self::Many,
                _ => Self::Other,
            },
        }
    }

    /// The form for the so-many-th: the CLDR's ordinal rules, for as many of our languages as write a suffix by
    /// them.
    pub fn of_ordinal(nth: u32, tag: Tag) -> Self {
        match tag {
            Tag::En => match (nth % 10, nth % 100) {
                (1, last) if last != 11 => Self::One,
                (2, last) if last != 12 => Self::Two,
                (3, last) if last != 13 => Self::Few,
                _ => Self::Other,
            },
            Tag::Fr | Tag::Hy if nth == 1 => Self::One,
            _ => Self::Other,
        }
    }

    /// The form of a suffix behind the first year of a decade, which follows the vowels of its last word in
    /// Azerbaijani (`one` -ci, `few` -cü, `many` -cı, `other` -cu) and in Turkish (front vowels: `one` and `few`).
    /// The CLDR's ordinal rules of Azerbaijani, but that a thousand (*min*, *bin*) has a front vowel; `other` in
    /// other languages.
    pub(super) fn of_decade(year: i64, tag: Tag) -> Self {
        if !matches!(tag, Tag::Az | Tag::Tr) {
            return Self::Other;
        }
        match (year % 100, year % 1000) {
            (_, 0) | (20 | 50 | 70 | 80, _) => Self::One,
            (0, _) => Self::Few,
            (40 | 60 | 90, _) => Self::Many,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_take_the_forms_of_the_cldr() {
        use Category::{Few, Many, One, Other, Two, Zero};
        for (tag, forms) in [
            (Tag::En, &[(0, Other), (1, One), (2, Other), (21, Other), (-1, One)][..]),
            (Tag::Fr, &[(0, One), (1, One), (2, Other), (1_000_000, Many), (1_000_001, Other)]),
            (Tag::Az, &[(0, Other), (1, One), (2, Other)]),
            (Tag::Tr, &[(0, Other), (1, One), (2, Other)]),
            (Tag::Hy, &[(0, One), (1, One), (2, Other)]),
            (
                Tag::Ru,
                &[(0, Many), (1, One), (2, Few), (5, Many), (11, Many), (12, Many), (21, One), (104, Few)],
            ),
            (
                Tag::Ar,
                &[(0, Zero), (1, One), (2, Two), (3, Few), (110, Few), (11, Many), (199, Many), (200, Other)],
            ),
        ] {
            for (count, form) in forms {
                assert_eq!(Category::of_count(*count, tag), *form, "{count} in {tag:?}");
            }
        }
    }

    #[test]
    fn english_ordinals_know_their_teens() {
        use Category::{Few, One, Other, Two};
        for (nth, form) in
            [(1, One), (2, Two), (3, Few), (4, Other), (11, Other), (12, Other), (21, One), (113, Other)]
        {
            assert_eq!(Category::of_ordinal(nth, Tag::En), form, "{nth}");
        }
        assert_eq!((Category::of_ordinal(1, Tag::Fr), Category::of_ordinal(2, Tag::Fr)), (One, Other));
    }

    #[test]
    fn keys_name_their_category() {
        for category in Category::ALL {
            assert_eq!(Category::from_key(category.as_str()), Some(category));
        }
        assert_eq!(Category::from_key("lots"), None);
    }
}
