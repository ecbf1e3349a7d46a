//! From a [`Value`] to the story's types, element by element: what cannot be read becomes a [`Problem`] with its
//! JSON pointer, and the rest lives on.
//!
//! A list field says `#[serde(deserialize_with = "each")]`, any other field `or_default`: both keep what can be
//! read. An error writes itself into the report where it arises, so whoever swallows it loses nothing.

use std::cell::RefCell;
use std::fmt::{self, Display};
use std::marker::PhantomData;

use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer as _, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::{Report, Severity, Value};

/// Why a value could not be read; its place is written into the report as soon as it is known.
#[derive(Debug)]
pub(super) struct Refusal {
    message: String,
    reported: bool,
}

impl Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}

impl de::Error for Refusal {
    fn custom<T: Display>(message: T) -> Self {
        Self { message: message.to_string(), reported: false }
    }

    fn invalid_type(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::custom(expected)
    }

    fn missing_field(field: &'static str) -> Self {
        Self { message: ["\"", field, "\" is missing"].concat(), reported: false }
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let message = ["\"", shortened(variant), "\" is not known here, use one of ", &expected.join(", ")].concat();
        Self { message, reported: false }
    }
}

/// At most 60 bytes of foreign text, cut between characters.
fn shortened(text: &str) -> &str {
    let mut end = text.len().min(60);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// One step of the way from the root to a value.
#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Key(&'a Path<'a>, &'a str),
    Item(&'a Path<'a>, usize),
}

#[derive(Clone, Copy)]
struct Path<'a>(Step<'a>);

impl Path<'_> {
    /// The JSON pointer of RFC 6901.
    fn pointer(&self) -> String {
        match self.0 {
            Step::Root => String::new(),
            Step::Key(parent, key) => [&parent.pointer(), "/", &key.replace('~', "~0").replace('/', "~1")].concat(),
            Step::Item(parent, index) => [&parent.pointer(), "/", &index.to_string()].concat(),
        }
    }
}

/// A value, where it stands, and the report to write into.
#[derive(Clone, Copy)]
struct Node<'de, 'p> {
    value: &'de Value,
    path: &'p Path<'p>,
    report: &'p RefCell<Report>,
}

/// Reads a type from a value. `None` when the value as a whole is not of that type; the report says why.
pub(super) fn read<'de, T: Deserialize<'de>>(value: &'de Value, report: &RefCell<Report>) -> Option<T> {
    let path = Path(Step::Root);
    let node = Node { value, path: &path, report };
    T::deserialize(node).map_err(|refusal| node.note(refusal)).ok()
}

impl<'de, 'p> Node<'de, 'p> {
    /// A value inside this one.
    fn child<'c>(&self, value: &'de Value, path: &'c Path<'c>) -> Node<'de, 'c>
    where
        'p: 'c,
    {
        Node { value, path, report: self.report }
    }

    fn read<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Refusal> {
        seed.deserialize(self).map_err(|refusal| self.note(refusal))
    }

    /// Writes the refusal into the report, once, with the place it arose.
    fn note(&self, mut refusal: Refusal) -> Refusal {
        if !refusal.reported {
            refusal.reported = true;
            let mut message = refusal.message.clone();
            if message.starts_with("expected") || !message.contains(' ') {
                message = [&message, ", found ", self.value.kind()].concat();
            }
            if let Ok(mut report) = self.report.try_borrow_mut() {
                report.add("unreadable", Severity::Error, self.path.pointer(), message);
            }
        }
        refusal
    }

    fn refuse<T>(&self, expected: &dyn de::Expected) -> Result<T, Refusal> {
        let message = ["expected ", &expected_words(expected), ", found ", self.value.kind()].concat();
        Err(self.note(Refusal { message, reported: false }))
    }

    fn unknown_keys(&self, entries: &[(String, Value)], fields: &[&str]) {
        for (key, _) in entries {
            if !fields.contains(&key.as_str()) && !key.starts_with('$') {
                let path = Path(Step::Key(self.path, key));
                let message = ["\"", shortened(key), "\" is not a key of this object and was not read"].concat();
                if let Ok(mut report) = self.report.try_borrow_mut() {
                    report.add("unknown-key", Severity::Warning, path.pointer(), message);
                }
            }
        }
    }
}

/// What a visitor says it expects.
fn expected_words(expected: &dyn de::Expected) -> String {
    struct Words<'a>(&'a dyn de::Expected);
    impl Display for Words<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.fmt(f)
        }
    }
    Words(expected).to_string()
}

macro_rules! forward_integers {
    ($($method:ident => $visit:ident $type:ty),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
            match self.value {
                Value::Number(number) if *number == (*number as $type) as f64 => visitor.$visit(*number as $type),
                _ => self.refuse(&visitor),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Node<'de, '_> {
    type Error = Refusal;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(value) => visitor.visit_f64(*value),
            Value::String(value) => visitor.visit_str(value),
            Value::List(_) => self.deserialize_seq(visitor),
            Value::Map(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.value {
            Value::Bool(value) => visitor.visit_bool(*value),
            _ => self.refuse(&visitor),
        }
    }

    forward_integers! {
        deserialize_u8 => visit_u8 u8, deserialize_u16 => visit_u16 u16, deserialize_u32 => visit_u32 u32,
        deserialize_u64 => visit_u64 u64, deserialize_i8 => visit_i8 i8, deserialize_i16 => visit_i16 i16,
        deserialize_i32 => visit_i32 i32, deserialize_i64 => visit_i64 i64
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.value {
            Value::Number(value) => visitor.visit_f64(*value),
            _ => self.refuse(&visitor),
        }
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.value {
            Value::String(value) => visitor.visit_str(value),
            _ => self.refuse(&visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.refuse(&visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.refuse(&visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.value {
            Value::List(items) => visitor.visit_seq(Items { node: self, items, next: 0 }),
            _ => self.refuse(&visitor),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &'static str, _: usize, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.value {
            Value::Map(entries) => visitor.visit_map(Entries { node: self, entries, next: 0 }),
            _ => self.refuse(&visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        if let Value::Map(entries) = self.value {
            self.unknown_keys(entries, fields);
        }
        self.deserialize_map(visitor).map_err(|refusal| self.note(refusal))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        match self.value {
            Value::String(name) => visitor.visit_enum(Name(name)).map_err(|refusal| self.note(refusal)),
            _ => self.refuse(&visitor),
        }
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_unit()
    }
}

/// The items of a list, one after the other.
struct Items<'de, 'p> {
    node: Node<'de, 'p>,
    items: &'de [Value],
    next: usize,
}

impl<'de> SeqAccess<'de> for Items<'de, '_> {
    type Error = Refusal;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Refusal> {
        let Some(value) = self.items.get(self.next) else { return Ok(None) };
        let path = Path(Step::Item(self.node.path, self.next));
        self.next += 1;
        self.node.child(value, &path).read(seed).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len().saturating_sub(self.next))
    }
}

/// The entries of an object, one after the other.
struct Entries<'de, 'p> {
    node: Node<'de, 'p>,
    entries: &'de [(String, Value)],
    next: usize,
}

impl<'de> MapAccess<'de> for Entries<'de, '_> {
    type Error = Refusal;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Refusal> {
        match self.entries.get(self.next) {
            Some((key, _)) => seed.deserialize(key.as_str().into_deserializer()).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refusal> {
        let Some((key, value)) = self.entries.get(self.next) else {
            return Err(de::Error::custom("a value is missing"));
        };
        self.next += 1;
        let path = Path(Step::Key(self.node.path, key));
        self.node.child(value, &path).read(seed)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len().saturating_sub(self.next))
    }
}

/// The name of a variant without content, the only kind the format has.
struct Name<'de>(&'de str);

impl<'de> EnumAccess<'de> for Name<'de> {
    type Error = Refusal;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Refusal> {
        Ok((seed.deserialize(self.0.into_deserializer())?, self))
    }
}

impl<'de> VariantAccess<'de> for Name<'de> {
    type Error = Refusal;

    fn unit_variant(self) -> Result<(), Refusal> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Refusal> {
        Err(de::Error::custom("expected a plain word"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Refusal> {
        Err(de::Error::custom("expected a plain word"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Refusal> {
        Err(de::Error::custom("expected a plain word"))
    }
}

/// A list whose unreadable items are left out. They stand in the report.
pub(super) fn each<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    struct Each<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Each<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
            let mut list = Vec::new();
            loop {
                match seq.next_element() {
                    Ok(Some(item)) => list.push(item),
                    Ok(None) => return Ok(list),
                    // Only a tree knows how much is left and has passed over the refused item; a stream may stand still.
                    Err(refusal) if seq.size_hint().is_none() => return Err(refusal),
                    Err(_) => {}
                }
            }
        }
    }

    Ok(deserializer.deserialize_seq(Each(PhantomData)).unwrap_or_default())
}

/// A field that is left at its default when it cannot be read. The reason stands in the report.
pub(super) fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
    Ok(T::deserialize(deserializer).unwrap_or_default())
}
