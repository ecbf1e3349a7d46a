//! Which of a story's two times the timeline shows.

/// The time a reader goes by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// When it happened.
    #[default]
    Happened,
    /// When it was said.
    Said,
}
