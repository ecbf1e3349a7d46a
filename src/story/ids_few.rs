//! Identifiers of a list, in few bytes: what readers get has short lists.

/// The identifiers of a list by their positions.
pub(super) struct Ids<'a>(Vec<&'a str>);

impl<'a> Ids<'a> {
    /// Of equal identifiers the first is found.
    pub(super) fn new(names: Vec<&'a str>) -> Self {
        Self(names)
    }

    /// The position of an identifier in the list.
    pub(super) fn find(&self, id: &str) -> Option<usize> {
        self.0.iter().position(|name| *name == id)
    }
}
