//! Texts in pieces, by bytes: the standard library's searchers cost readers half a kilobyte.

/// What stands before and after the first of an ASCII sign; `None` where it does not occur.
#[inline(never)]
pub(crate) fn cut(text: &str, sign: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == sign)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The pieces of a text between an ASCII sign, at least one.
pub(crate) fn pieces(text: &str, sign: u8) -> Pieces<'_> {
    Pieces { rest: Some(text), sign }
}

/// What [`pieces`] gives.
pub(crate) struct Pieces<'a> {
    rest: Option<&'a str>,
    sign: u8,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let text = self.rest.take()?;
        let Some((piece, rest)) = cut(text, self.sign) else { return Some(text) };
        self.rest = Some(rest);
        Some(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_those_of_the_standard_library() {
        for text in ["", "~", "a", "a~b", "~a~~é~", "ёж~"] {
            assert_eq!(pieces(text, b'~').collect::<Vec<_>>(), text.split('~').collect::<Vec<_>>(), "{text}");
            assert_eq!(cut(text, b'~'), text.split_once('~'), "{text}");
        }
    }
}
