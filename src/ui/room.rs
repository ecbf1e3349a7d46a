//! How a widget is laid out, by the width of what it stands in and not of the screen.

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// A phone: one column, one card at a time.
    Narrow,
    /// A tablet: one column, the whole list.
    Medium,
    /// A desktop: the list beside the map.
    Wide,
}

impl Room {
    /// The room in a widget of this width; 0 while it is hidden, and then nobody knows.
    pub(super) fn of(width_px: f64) -> Self {
        if width_px <= 0.0 {
            Self::Wide
        } else if width_px < 560.0 {
            Self::Narrow
        } else if width_px < 860.0 {
            Self::Medium
        } else {
            Self::Wide
        }
    }

    /// What the style sheet goes by.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Narrow => "widget narrow ",
            Self::Medium => "widget medium ",
            Self::Wide => "widget wide ",
        }
    }
}
