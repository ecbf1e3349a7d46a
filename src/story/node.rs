//! From a [`Value`] to the story's types, element by element: what cannot be read becomes a
//! [`Problem`](super::Problem) with its JSON pointer, and the rest lives on.
//!
//! Written by hand rather than derived: derived readers of the story's types cost 35 kB over the wire, these cost 6.

use std::cell::RefCell;

use super::{Report, Severity, Value};

/// How a value is reached from the one that holds it.
enum Step<'a> {
    Root,
    Key(&'a Node<'a>, &'a str),
    Item(&'a Node<'a>, usize),
}

/// A value, where it stands, and the report to write into.
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    step: Step<'a>,
    report: &'a RefCell<Report>,
}

/// What can be read from a value. `None` means that the value was refused and the report says why.
pub(super) trait Read: Sized {
    fn read(node: &Node<'_>) -> Option<Self>;
}

/// Reads a type from a whole file.
pub(super) fn read<T: Read>(value: &Value, report: &RefCell<Report>) -> Option<T> {
    T::read(&Node { value, step: Step::Root, report })
}

impl<'a> Node<'a> {
    /// The JSON pointer of RFC 6901.
    fn pointer(&self) -> String {
        match self.step {
            Step::Root => String::new(),
            Step::Key(parent, key) => {
                let mut pointer = parent.pointer();
                pointer.push('/');
                for letter in key.chars() {
                    match letter {
                        '~' => pointer.push_str("~0"),
                        '/' => pointer.push_str("~1"),
                        _ => pointer.push(letter),
                    }
                }
                pointer
            }
            Step::Item(parent, index) => [&parent.pointer(), "/", &index.to_string()].concat(),
        }
    }

    /// Refuses the value: says what was expected and what was found.
    pub(super) fn refuse<T>(&self, expected: &str) -> Option<T> {
        self.unexpected(expected);
        None
    }

    #[inline(never)]
    fn unexpected(&self, expected: &str) {
        self.unreadable(&["expected ", expected, ", found ", self.value.kind()]);
    }

    /// Refuses the value for a reason of its own.
    pub(super) fn refuse_because<T>(&self, reason: &str) -> Option<T> {
        self.unreadable(&[reason]);
        None
    }

    #[inline(never)]
    fn unreadable(&self, words: &[&str]) {
        self.problem("unreadable", Severity::Error, words);
    }

    #[inline(never)]
    fn problem(&self, code: &'static str, severity: Severity, words: &[&str]) {
        self.report.borrow_mut().add(code, severity, self.pointer(), words.concat());
    }

    /// The text of a string.
    #[inline(never)]
    pub(super) fn text(&self, expected: &str) -> Option<&str> {
        match self.value {
            Value::String(text) => Some(text),
            _ => self.refuse(expected),
        }
    }

    /// A word of a list of words.
    #[inline(never)]
    pub(super) fn word(&self, words: &[&str]) -> Option<usize> {
        let word = self.text("a word")?;
        let found = words.iter().position(|known| *known == word);
        found.or_else(|| {
            self.refuse_because(
                &["\"", shortened(word), "\" is not known here, use one of ", &words.join(", ")].concat(),
            )
        })
    }

    /// A whole number from 0 to `most`.
    #[inline(never)]
    pub(super) fn whole(&self, most: u32) -> Option<u32> {
        match self.value {
            Value::Number(number)
                if *number >= 0.0 && *number <= f64::from(most) && number.fract() == 0.0 =>
            {
                Some(*number as u32)
            }
            _ => self.refuse("a whole number in its range"),
        }
    }

    /// The items of a list, read one by one; those that are refused are left out.
    #[inline(never)]
    pub(super) fn items<T: Read>(&self) -> Option<Vec<T>> {
        let Value::List(_) = self.value else { return self.refuse("a list") };
        let mut list = Vec::new();
        let mut index = 0;
        while let Some(node) = self.item(index) {
            if let Some(item) = T::read(&node) {
                list.push(item);
            }
            index += 1;
        }
        Some(list)
    }

    /// An item of a list.
    #[inline(never)]
    fn item(&'a self, index: usize) -> Option<Self> {
        let Value::List(items) = self.value else { return None };
        Some(Self { value: items.get(index)?, step: Step::Item(self, index), report: self.report })
    }

    /// The entries of an object as nodes of their own.
    pub(super) fn entries(&self, expected: &str, each: &mut dyn FnMut(&str, &Node<'_>)) -> Option<()> {
        let Value::Map(entries) = self.value else { return self.refuse(expected) };
        for (key, value) in entries {
            each(key, &Node { value, step: Step::Key(self, key), report: self.report });
        }
        Some(())
    }

    /// The fields of an object, whose `keys` each end with a space. Says which others it has; refuses what is no object.
    #[inline(never)]
    pub(super) fn fields(&'a self, keys: &'static str) -> Option<Fields<'a>> {
        self.entries("an object", &mut |key, node| {
            // `$schema` and its like speak to editors.
            if !keys.split_terminator(' ').any(|known| known == key) && !key.starts_with('$') {
                let message = ["\"", shortened(key), "\" is not a key of this object and was not read"];
                node.problem("unknown-key", Severity::Warning, &message);
            }
        })?;
        Some(Fields { node: self, keys })
    }

    /// The field of a key; `None` when it is absent or null.
    #[inline(never)]
    fn field(&'a self, key: &'a str) -> Option<Self> {
        let value = self.value.get(key).filter(|value| !matches!(value, Value::Null))?;
        Some(Self { value, step: Step::Key(self, key), report: self.report })
    }
}

/// The fields of an object, taken one after another in the order of the keys: who reads them need not name them again.
pub(super) struct Fields<'a> {
    node: &'a Node<'a>,
    /// Those that were not taken yet, each with a space after it.
    keys: &'static str,
}

impl<'a> Fields<'a> {
    /// The next field; `None` when it is absent or null.
    #[inline(never)]
    fn next(&mut self) -> Option<Node<'a>> {
        let (key, rest) = self.keys.split_once(' ')?;
        self.keys = rest;
        self.node.field(key)
    }

    /// The next field, read; `None` when it is absent, null or refused.
    #[inline(never)]
    pub(super) fn optional<T: Read>(&mut self) -> Option<T> {
        T::read(&self.next()?)
    }

    /// The next field, which must be there.
    #[inline(never)]
    pub(super) fn required<T: Read>(&mut self) -> Option<T> {
        let keys = self.keys;
        match self.next() {
            Some(node) => T::read(&node),
            None => self.missing(keys),
        }
    }

    #[inline(never)]
    fn missing<T>(&self, keys: &str) -> Option<T> {
        let key = keys.split(' ').next().unwrap_or_default();
        self.node.unreadable(&["\"", key, "\" is missing"]);
        None
    }

    /// The next field, or its default.
    #[inline(never)]
    pub(super) fn or_default<T: Read + Default>(&mut self) -> T {
        self.optional().unwrap_or_default()
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

impl Read for String {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.text("a text").map(str::to_owned)
    }
}

impl Read for bool {
    fn read(node: &Node<'_>) -> Option<Self> {
        match node.value {
            Value::Bool(value) => Some(*value),
            _ => node.refuse("true or false"),
        }
    }
}

impl Read for f64 {
    fn read(node: &Node<'_>) -> Option<Self> {
        match node.value {
            Value::Number(number) => Some(*number),
            _ => node.refuse("a number"),
        }
    }
}

impl Read for u32 {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.whole(Self::MAX)
    }
}

impl Read for u8 {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.whole(255).map(|number| number as Self)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.items()
    }
}

impl<T: Read> Read for Option<T> {
    fn read(node: &Node<'_>) -> Option<Self> {
        T::read(node).map(Some)
    }
}

impl Read for (f64, f64) {
    fn read(node: &Node<'_>) -> Option<Self> {
        match *node.items::<f64>()? {
            [x, y, ..] => Some((x, y)),
            _ => node.refuse("two numbers"),
        }
    }
}

impl Read for (f64, f64, f64) {
    fn read(node: &Node<'_>) -> Option<Self> {
        match *node.items::<f64>()? {
            [x, y, z] => Some((x, y, z)),
            _ => node.refuse("three numbers"),
        }
    }
}

/// Reads an object field by field. Each field says how: `required`, `default`, or an expression of the node.
macro_rules! object {
    ($type:ident { $($field:ident: $key:literal $how:tt),* $(,)? }) => {
        impl $crate::story::node::Read for $type {
            fn read(node: &$crate::story::node::Node<'_>) -> Option<Self> {
                let mut fields = node.fields(Self::KEYS)?;
                Some(Self { $($field: object!(@ fields $how)),* })
            }
        }

        impl $type {
            /// The keys that are read, in the order of the documentation, each with a space after it.
            pub(crate) const KEYS: &str = concat!($($key, " "),*);
        }
    };
    (@ $fields:ident required) => { $fields.required()? };
    (@ $fields:ident default) => { $fields.or_default() };
    (@ $fields:ident (else $value:expr)) => { $fields.optional().unwrap_or($value) };
}

/// The words of an enumeration: reads them, writes them, lists them.
macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        impl $type {
            /// Every value, in the order of the documentation.
            pub const ALL: &[Self] = &[$(Self::$variant),*];
            const WORDS: &[&str] = &[$($word),*];

            /// The word of the format.
            pub fn as_str(self) -> &'static str {
                Self::WORDS.get(self as usize).copied().unwrap_or_default()
            }
        }

        impl $crate::story::node::Read for $type {
            fn read(node: &$crate::story::node::Node<'_>) -> Option<Self> {
                node.word(Self::WORDS).and_then(|nth| Self::ALL.get(nth).copied())
            }
        }
    };
}

pub(super) use {object, words};
