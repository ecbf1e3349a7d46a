//! Where in a JSON text a JSON pointer leads, and how far what stands there goes.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Lines and columns of a text, both from 1; a column counts letters, as editors do.
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The lines of a text.
    pub(crate) fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The line at a byte offset, without its end, and the byte at which it begins; with the line below where it ends
    /// in a bracket, which alone says nothing.
    pub(crate) fn line(&self, offset: usize) -> (&'a str, usize) {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let to = |line: usize| self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        let shown = |line: usize| self.text.get(start..to(line)).unwrap_or_default();
        let alone = matches!(self.text.get(offset..to(line)).map(str::trim), Some("{" | "["));
        (shown(if alone { line + 1 } else { line }).trim_end(), start)
    }

    /// Line and column of a byte offset; of the end for one beyond it.
    pub(crate) fn place(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..offset.min(self.text.len())).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}

/// The bytes of the values that pointers lead to; of the nearest one above for a pointer that leads nowhere, such as
/// that of a missing key. The text must be JSON.
pub(crate) fn ranges<'a>(
    text: &str,
    pointers: impl Iterator<Item = &'a str>,
) -> HashMap<&'a str, Range<usize>> {
    let pointers: HashSet<&str> = pointers.collect();
    let mut wanted: HashMap<String, Option<Range<usize>>> = HashMap::new();
    for pointer in &pointers {
        let ends = pointer.match_indices('/').map(|(at, _)| at).chain([pointer.len()]);
        wanted.extend(ends.filter_map(|end| Some((pointer.get(..end)?.to_owned(), None))));
    }
    let mut walk = Walk { text: text.as_bytes(), at: 0, pointer: String::new(), wanted: &mut wanted };
    walk.value();
    let find = |pointer: &str| {
        let mut pointer = pointer;
        loop {
            if let Some(Some(range)) = wanted.get(pointer) {
                return range.clone();
            }
            let Some((above, _)) = pointer.rsplit_once('/') else { return 0..0 };
            pointer = above;
        }
    };
    pointers.iter().map(|pointer| (*pointer, find(pointer))).collect()
}

/// A walk through a JSON text that is known to be well formed and nested at most 64 levels deep; on any other it ends
/// early, and finds less.
struct Walk<'a> {
    text: &'a [u8],
    at: usize,
    pointer: String,
    wanted: &'a mut HashMap<String, Option<Range<usize>>>,
}

impl Walk<'_> {
    fn peek(&mut self) -> Option<u8> {
        while self.text.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.text.get(self.at).copied()
    }

    /// Passes one letter, if it is that one.
    fn pass(&mut self, letter: u8) -> bool {
        let passes = self.peek() == Some(letter);
        self.at += usize::from(passes);
        passes
    }

    fn value(&mut self) {
        let Some(first) = self.peek() else { return };
        let start = self.at;
        self.pass_value(first);
        if let Some(place) = self.wanted.get_mut(&self.pointer) {
            // Of equal keys the first is read.
            place.get_or_insert(start..self.at);
        }
    }

    fn pass_value(&mut self, first: u8) {
        match first {
            b'{' => self.members(b'}', true),
            b'[' => self.members(b']', false),
            b'"' => {
                self.string();
            }
            _ => {
                let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']') || byte.is_ascii_whitespace();
                self.at += self.text.iter().skip(self.at).position(ends).unwrap_or(self.text.len());
            }
        }
    }

    fn members(&mut self, end: u8, keyed: bool) {
        self.at += 1;
        for nth in 0_usize.. {
            if self.pass(end) || self.peek().is_none() {
                return;
            }
            let length = self.pointer.len();
            self.pointer.push('/');
            if keyed {
                let key = self.string();
                self.pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
                self.pass(b':');
            } else {
                self.pointer.push_str(&nth.to_string());
            }
            let before = self.at;
            self.value();
            self.pointer.truncate(length);
            if !self.pass(b',') && self.at == before {
                return;
            }
        }
    }

    /// Passes a string and returns what it says.
    fn string(&mut self) -> String {
        let start = self.at;
        let mut escaped = true;
        for byte in self.text.iter().skip(start) {
            self.at += 1;
            match byte {
                b'\\' => escaped = !escaped,
                b'"' if !escaped => break,
                _ => escaped = false,
            }
        }
        let quoted = self.text.get(start..self.at).unwrap_or_default();
        serde_json::from_slice(quoted).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, pointer: &str) -> (usize, usize) {
        Lines::new(text).place(ranges(text, [pointer].into_iter())[pointer].start)
    }

    #[test]
    fn a_pointer_leads_to_its_line_and_column() {
        let text =
            "{\n  \"events\": [\n    {\"id\": \"é\", \"title\": {}},\n    { \"a/b~\": [1, 2,\n 3] }\n  ]\n}";
        assert_eq!(place(text, ""), (1, 1));
        assert_eq!(place(text, "/events/0/id"), (3, 12));
        assert_eq!(place(text, "/events/0/title"), (3, 26));
        assert_eq!(place(text, "/events/1/a~1b~0/2"), (5, 2));
    }

    #[test]
    fn what_stands_at_a_pointer_goes_as_far_as_it_does() {
        let text = r#"{"a": ["x, y" , {"b": 12}], "é": "“z”"}"#;
        for (pointer, value) in
            [("/a/0", "\"x, y\""), ("/a/1", "{\"b\": 12}"), ("/a/1/b", "12"), ("/é", "\"“z”\"")]
        {
            assert_eq!(&text[ranges(text, [pointer].into_iter())[pointer].clone()], value, "{pointer}");
        }
    }

    #[test]
    fn a_pointer_to_nothing_leads_to_what_lacks_it() {
        let text = "{\"events\": [\n {\"id\": \"x\"}]}";
        assert_eq!(place(text, "/events/0/claims/3/said"), (2, 2));
        assert_eq!(place(text, "/areas/0"), (1, 1));
    }

    #[test]
    fn quotes_within_strings_end_nothing() {
        let text = r#"{"a\"}": "\\", "b": "]\"", "c": null}"#;
        assert_eq!(place(text, "/a\"}"), (1, 10));
        assert_eq!(place(text, "/c"), (1, 33));
    }

    #[test]
    fn of_equal_keys_the_first_is_meant() {
        assert_eq!(place("{\"a\": 1,\n\"a\": 2}", "/a"), (1, 7));
    }

    #[test]
    fn what_is_no_json_ends_the_walk() {
        for text in ["", "{", "[1,,", "{\"a\"", "[}]", "{]", "\u{0}", "[\"", "{a:1}", "{\"a\":}"] {
            assert_eq!(place(text, "/a/0").0, 1, "{text}");
        }
    }
}
