//! When: an EDTF date with what EDTF cannot say.

use super::Words;
use super::node::{Node, Read, object, put};
use crate::error::Error;
use crate::time::{Instant, PartOfDay, Sense, UtcOffset, When};

/// A date or interval as precisely as it is known, and no more.
#[derive(Clone, Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Dating {
    /// The date, EDTF (ISO 8601-2) levels 0 to 2: `2020-09-27/2020-09-28`, `2020-09-28?`, `1994`.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))]
    pub edtf: When,
    /// The part of the day, where that is all that is known; of the start of an interval.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Option<String>", default))]
    pub part_of_day: Option<PartOfDay>,
    /// `throughout` the time named (default), `within` it at an unknown moment, `by` it, or `since` it.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String", default))]
    pub sense: Sense,
    /// Whether the date is the editors' inference rather than the source's word.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub inferred: bool,
    /// Why, for the reader.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub note: Words,
}

object!(Dating {
    edtf: "edtf" required,
    part_of_day: "partOfDay" default,
    sense: "sense" default,
    inferred: "inferred" default,
    note: "note" default,
});

/// A moment, RFC 3339 with an offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), schemars(transparent))]
pub struct Timestamp(#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))] pub Instant);

/// Reads a type from a text through `$parse`, with its error as the message.
macro_rules! from_text {
    ($type:ty, $blank:expr, $expected:literal, $parse:expr) => {
        impl Read for $type {
            fn blank() -> Self {
                $blank
            }

            fn read(&mut self, node: &Node<'_>) -> bool {
                let parse: fn(&str) -> Result<Self, Error> = $parse;
                let Some(text) = node.text($expected) else { return false };
                let read = parse(text);
                put(self, read.map_or_else(|error| node.refuse_because(&error.message), Some))
            }
        }
    };
}

from_text!(When, When::unknown(), "an EDTF date such as \"2020-09-28\"", When::parse);
from_text!(UtcOffset, UtcOffset::UTC, "an offset such as \"+04:00\"", UtcOffset::parse);
from_text!(Timestamp, Timestamp(Instant(0)), "a moment such as \"2020-09-28T18:00:00+04:00\"", |text| {
    Instant::parse_rfc3339(text).map(Timestamp)
});

impl Read for PartOfDay {
    fn blank() -> Self {
        Self::Morning
    }

    fn read(&mut self, node: &Node<'_>) -> bool {
        let word = node.word(&Self::ALL.map(Self::as_str));
        put(self, word.and_then(|nth| Self::ALL.get(nth).copied()))
    }
}

impl Read for Sense {
    fn blank() -> Self {
        Self::default()
    }

    fn read(&mut self, node: &Node<'_>) -> bool {
        const SENSES: [Sense; 4] = [Sense::Throughout, Sense::Within, Sense::By, Sense::Since];
        let word = node.word(&SENSES.map(Self::as_str));
        put(self, word.and_then(|nth| SENSES.get(nth).copied()))
    }
}
