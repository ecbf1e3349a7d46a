//! When: an EDTF date with what EDTF cannot say.

use serde::de::{self, Deserializer, Visitor};
use serde::Deserialize;
use std::fmt;

use super::Words;
use super::de::or_default;
use crate::time::{Instant, PartOfDay, Sense, UtcOffset, When};

/// A date or interval as precisely as it is known, and no more.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Dating {
    /// The date, EDTF (ISO 8601-2) levels 0 to 2: `2020-09-27/2020-09-28`, `2020-09-28?`, `1994`.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))]
    pub edtf: When,
    /// The part of the day, where that is all that is known; of the start of an interval.
    #[serde(default, deserialize_with = "or_default")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Option<String>"))]
    pub part_of_day: Option<PartOfDay>,
    /// `throughout` the time named (default), `within` it at an unknown moment, `by` it, or `since` it.
    #[serde(default, deserialize_with = "or_default")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))]
    pub sense: Sense,
    /// Whether the date is the editors' inference rather than the source's word.
    #[serde(default, deserialize_with = "or_default")]
    pub inferred: bool,
    /// Why, for the reader.
    #[serde(default, deserialize_with = "or_default")]
    pub note: Words,
}

/// A moment, RFC 3339 with an offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), schemars(transparent))]
pub struct Timestamp(#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))] pub Instant);

/// Reads a type from a text through `$parse`, with its error as the message.
macro_rules! from_text {
    ($type:ty, $expected:literal, $parse:expr) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;
                impl Visitor<'_> for Text {
                    type Value = $type;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$type, E> {
                        let parse: fn(&str) -> Result<$type, String> = $parse;
                        parse(text).map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(Text)
            }
        }
    };
}

from_text!(When, "an EDTF date such as \"2020-09-28\"", |text| When::parse(text).map_err(|error| error.message));
from_text!(UtcOffset, "an offset such as \"+04:00\"", |text| UtcOffset::parse(text).map_err(|error| error.message));
from_text!(Timestamp, "a moment such as \"2020-09-28T18:00:00+04:00\"", |text| {
    Instant::parse_rfc3339(text).map(Timestamp).map_err(|error| error.message)
});
from_text!(PartOfDay, "a part of the day such as \"early-morning\"", |text| {
    PartOfDay::from_str(text).ok_or_else(|| "is not a part of the day known here, see the schema".to_owned())
});
from_text!(Sense, "one of throughout, within, by, since", |text| {
    Sense::from_str(text).ok_or_else(|| "expected one of throughout, within, by, since".to_owned())
});
