//! The languages there are.

use super::pieces;

/// A language the widget speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tag {
    /// English, with British dates.
    #[default]
    En,
    /// French.
    Fr,
    /// Azerbaijani, in Latin script.
    Az,
    /// Armenian.
    Hy,
    /// Russian.
    Ru,
    /// Turkish.
    Tr,
    /// Arabic, with Latin digits: the CLDR gives them to `ar` without a country, and browsers differ.
    Ar,
}

/// Which way a language is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of the `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// The subtag of each language; `as usize` of the tag is its row.
const SUBTAGS: [&str; 7] = ["en", "fr", "az", "hy", "ru", "tr", "ar"];

impl Tag {
    /// Every language.
    pub const ALL: [Self; 7] = [Self::En, Self::Fr, Self::Az, Self::Hy, Self::Ru, Self::Tr, Self::Ar];

    /// The language of a BCP 47 tag, whatever its region or case; `None` where it is not one of ours.
    ///
    /// ```
    /// use chronocarte::text::Tag;
    /// assert_eq!(Tag::from_tag("fr-CA"), Some(Tag::Fr));
    /// assert_eq!(Tag::from_tag("frr"), None);
    /// ```
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = pieces(tag, b'-').next().and_then(|tag| pieces(tag, b'_').next()).unwrap_or_default();
        Self::ALL.into_iter().find(|known| primary.eq_ignore_ascii_case(known.as_str()))
    }

    /// The value of the `lang` attribute, and the name of the language's file.
    pub fn as_str(self) -> &'static str {
        SUBTAGS[self as usize]
    }

    /// Which way it is read.
    pub fn dir(self) -> Direction {
        if self == Self::Ar { Direction::Rtl } else { Direction::Ltr }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_found_by_its_tag() {
        for tag in Tag::ALL {
            assert_eq!(Tag::from_tag(tag.as_str()), Some(tag));
        }
        assert_eq!(Tag::from_tag("AZ_Latn-AZ"), Some(Tag::Az));
        assert_eq!((Tag::from_tag(""), Tag::from_tag("de"), Tag::from_tag("e")), (None, None, None));
    }

    #[test]
    fn only_arabic_is_read_from_the_right() {
        let from_right: Vec<Tag> = Tag::ALL.into_iter().filter(|tag| tag.dir() == Direction::Rtl).collect();
        assert_eq!(from_right, [Tag::Ar]);
    }
}
