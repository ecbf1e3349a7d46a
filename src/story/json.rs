//! From JSON text to a [`Value`], natively; in a page the browser's own parser does it.

use std::fmt;

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{MAX_DEPTH, Report, Story, Value};
use crate::error::Error;

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Levels(MAX_DEPTH).deserialize(deserializer)
    }
}

/// How many more levels may open.
struct Levels(u8);

impl Levels {
    fn deeper<E: de::Error>(&self) -> Result<Self, E> {
        self.0.checked_sub(1).map(Self).ok_or_else(|| E::custom("nested deeper than 64 levels"))
    }
}

impl<'de> DeserializeSeed<'de> for Levels {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Levels {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element_seed(self.deeper()?)? {
            list.push(value);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            entries.push((key, map.next_value_seed(self.deeper()?)?));
        }
        Ok(Value::Map(entries))
    }
}

impl<'de> Deserialize<'de> for Story {
    /// Reads a story as [`Story::read`] does, and drops the report.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(|value| Self::read(&value).0)
    }
}

impl Story {
    /// Reads a story from JSON text and checks it.
    ///
    /// # Errors
    /// When the text is not JSON, or nests deeper than 64 levels; the message names line and column, the
    /// error also the byte.
    pub fn from_json(text: &str) -> Result<(Self, Report), Error> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        // The tree counts its own levels and refuses well before serde_json would.
        let value = Value::deserialize(&mut deserializer)
            .and_then(|value| deserializer.end().map(|()| value))
            .map_err(|error| refusal(text, &error))?;
        let (story, mut report) = Self::read(&value);
        story.check(&mut report);
        Ok((story, report))
    }
}

/// What serde_json says, with the place as a byte offset.
fn refusal(text: &str, error: &serde_json::Error) -> Error {
    let before = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let mut offset = (before + error.column().saturating_sub(1)).min(text.len());
    // The column counts bytes, and may point into a letter.
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    Error::new("json", error.to_string()).at(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_four_levels_are_read_and_one_more_is_refused() {
        let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(serde_json::from_str::<Value>(&nested(64)).is_ok());
        let refused = serde_json::from_str::<Value>(&nested(65)).unwrap_err();
        assert!(refused.to_string().contains("deeper than 64"), "{refused}");
    }

    #[test]
    fn keys_keep_the_order_of_the_file() {
        let value: Value = serde_json::from_str(r#"{"b": 1, "a": [null, "x"]}"#).unwrap();
        let Value::Map(entries) = &value else { panic!("an object") };
        assert_eq!(entries.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!(value.get("b"), Some(&Value::Number(1.0)));
    }
}
