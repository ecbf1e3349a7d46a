//! From a [`Value`] to the story's types, element by element: what cannot be read becomes a
//! [`Problem`](super::Problem) with its JSON pointer, and the rest lives on.
//!
//! Written by hand rather than derived: derived readers of the story's types cost 35 kB over the wire, these cost 6.

use std::cell::RefCell;

use super::{Report, Severity, Value};
use crate::text::{cut, pieces};

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

/// What can be read from a value, into the place where it is to stand: handing it from reader to reader would copy
/// every field at every step, which is most of what such code consists of.
pub(super) trait Read {
    /// What stands in the place before: the default of a field that may be absent.
    fn blank() -> Self
    where
        Self: Sized;

    /// Reads the value into a blank place. `false` means that it was refused and the report says why; whoever has no
    /// use for what stands there then, throws it away.
    fn read(&mut self, node: &Node<'_>) -> bool;
}

/// Reads a type from a whole file.
pub(super) fn read<T: Read>(value: &Value, report: &RefCell<Report>) -> T {
    let mut read = T::blank();
    read.read(&Node { value, step: Step::Root, report });
    read
}

/// Reads one key of a whole file; what is absent or null stays blank.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn read_key<T: Read>(file: &Value, key: &str, report: &RefCell<Report>) -> T {
    let mut read = T::blank();
    let root = Node { value: file, step: Step::Root, report };
    if let Some(value) = file.get(key).filter(|value| !matches!(value, Value::Null)) {
        read.read(&Node { value, step: Step::Key(&root, key), report });
    }
    read
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

    /// The items of a list as nodes of their own.
    #[inline(never)]
    fn items(&self, each: &mut dyn FnMut(&Node<'_>)) -> bool {
        let Value::List(items) = self.value else {
            self.unexpected("a list");
            return false;
        };
        for (index, value) in items.iter().enumerate() {
            each(&Node { value, step: Step::Item(self, index), report: self.report });
        }
        true
    }

    /// Reads exactly as many numbers as there are places; more are passed over where `more` may follow.
    #[inline(never)]
    fn numbers(&self, places: &mut [&mut f64], more: bool, expected: &str) -> bool {
        let mut read = 0;
        let is_list = self.items(&mut |node| {
            let mut number = 0.0;
            if number.read(node) {
                if let Some(place) = places.get_mut(read) {
                    **place = number;
                }
                read += 1;
            }
        });
        if is_list && (read < places.len() || read > places.len() && !more) {
            self.unexpected(expected);
            return false;
        }
        is_list
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
        Some(Fields { node: self, keys, complete: true })
    }
}

/// The fields of an object, taken one after another in the order of the keys: who reads them need not name them again.
pub(super) struct Fields<'a> {
    node: &'a Node<'a>,
    /// Those that were not taken yet, each with a space after it.
    keys: &'static str,
    /// Whether every field that must be there was there so far and could be read.
    pub(super) complete: bool,
}

impl Fields<'_> {
    /// The next field into its place, which stays blank when it is absent, null or refused.
    #[inline(never)]
    pub(super) fn optional(&mut self, place: &mut dyn Read) {
        self.next(place);
    }

    /// The next field, which must be there.
    #[inline(never)]
    pub(super) fn required(&mut self, place: &mut dyn Read) {
        let keys = self.keys;
        let found = self.next(place);
        if found.is_none() {
            let key = pieces(keys, b' ').next().unwrap_or_default();
            self.node.unreadable(&["\"", key, "\" is missing"]);
        }
        self.complete &= found == Some(true);
    }

    /// Whether the next field could be read. `None` when it is absent or null.
    fn next(&mut self, place: &mut dyn Read) -> Option<bool> {
        let (key, rest) = cut(self.keys, b' ')?;
        self.keys = rest;
        let Node { value, report, .. } = *self.node;
        let value = value.get(key).filter(|value| !matches!(value, Value::Null))?;
        Some(place.read(&Node { value, step: Step::Key(self.node, key), report }))
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
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, node: &Node<'_>) -> bool {
        put(self, node.text("a text").map(str::to_owned))
    }
}

impl Read for bool {
    fn blank() -> Self {
        false
    }

    fn read(&mut self, node: &Node<'_>) -> bool {
        let read = match node.value {
            Value::Bool(value) => Some(*value),
            _ => node.refuse("true or false"),
        };
        put(self, read)
    }
}

impl Read for f64 {
    fn blank() -> Self {
        0.0
    }

    fn read(&mut self, node: &Node<'_>) -> bool {
        let read = match node.value {
            Value::Number(number) => Some(*number),
            _ => node.refuse("a number"),
        };
        put(self, read)
    }
}

impl Read for u32 {
    fn blank() -> Self {
        0
    }

    fn read(&mut self, node: &Node<'_>) -> bool {
        put(self, node.whole(Self::MAX))
    }
}

impl Read for u8 {
    fn blank() -> Self {
        0
    }

    fn read(&mut self, node: &Node<'_>) -> bool {
        put(self, node.whole(255).map(|number| number as Self))
    }
}

/// The items that can be read; those that are refused are left out.
impl<T: Read> Read for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, node: &Node<'_>) -> bool {
        node.items(&mut |node| {
            self.push(T::blank());
            if self.last_mut().is_some_and(|item| !item.read(node)) {
                self.pop();
            }
        })
    }
}

impl<T: Read> Read for Option<T> {
    fn blank() -> Self {
        None
    }

    fn read(&mut self, node: &Node<'_>) -> bool {
        let read = self.insert(T::blank()).read(node);
        if !read {
            *self = None;
        }
        read
    }
}

impl Read for (f64, f64) {
    fn blank() -> Self {
        (0.0, 0.0)
    }

    fn read(&mut self, node: &Node<'_>) -> bool {
        node.numbers(&mut [&mut self.0, &mut self.1], true, "two numbers")
    }
}

impl Read for (f64, f64, f64) {
    fn blank() -> Self {
        (0.0, 0.0, 0.0)
    }

    fn read(&mut self, node: &Node<'_>) -> bool {
        node.numbers(&mut [&mut self.0, &mut self.1, &mut self.2], false, "three numbers")
    }
}

/// Puts what was read into its place. Says whether there was anything.
pub(super) fn put<T>(place: &mut T, read: Option<T>) -> bool {
    let found = read.is_some();
    if let Some(read) = read {
        *place = read;
    }
    found
}

/// Reads an object field by field. Each field says how: `required`, `default`, or `(else VALUE)` for a default of its
/// own.
macro_rules! object {
    ($type:ident { $($field:ident: $key:literal $how:tt),* $(,)? } $(derived { $($more:ident),* })?) => {
        impl $crate::story::node::Read for $type {
            fn blank() -> Self {
                Self { $($field: object!(@blank $how),)* $($($more: Default::default()),*)? }
            }

            fn read(&mut self, node: &$crate::story::node::Node<'_>) -> bool {
                let Some(mut fields) = node.fields(Self::KEYS) else { return false };
                $(object!(@read fields $how, &mut self.$field);)*
                fields.complete
            }
        }

        impl $type {
            /// The keys that are read, in the order of the documentation, each with a space after it.
            pub(crate) const KEYS: &str = concat!($($key, " "),*);
        }
    };
    (@blank (else $value:expr)) => { $value };
    (@blank $how:tt) => { $crate::story::node::Read::blank() };
    (@read $fields:ident required, $place:expr) => { $fields.required($place) };
    (@read $fields:ident $how:tt, $place:expr) => { $fields.optional($place) };
}

/// The words of an enumeration: reads them, writes them, lists them. `else` names the one that stands for nothing said.
macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal),* $(,)? } else $blank:ident) => {
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
            fn blank() -> Self {
                Self::$blank
            }

            fn read(&mut self, node: &$crate::story::node::Node<'_>) -> bool {
                let word = node.word(Self::WORDS);
                $crate::story::node::put(self, word.and_then(|nth| Self::ALL.get(nth).copied()))
            }
        }
    };
}

pub(super) use {object, words};
