//! Time as a source gives it: instants, spans, dates of any precision, and the ticks of an axis.
//!
//! An [`Instant`] is a number on the line; a [`When`] is what somebody wrote. Nothing here turns a bare date into
//! midnight: a date answers only with the [`TimeSpan`] it may mean, and only once a [`UtcOffset`] is named.

mod civil;
mod clock;
mod date_like;
mod dating;
mod edtf;
mod instant;
mod offset;
mod part_of_day;
mod scan;
mod span;
mod tick;
mod when;

pub use civil::{Civil, Weekday, days_in_month, is_leap_year};
pub use clock::ClockTime;
pub use date_like::{Certainty, Component, DateLike, Precision};
pub use dating::{Dating, Sense, SortKey};
pub use instant::Instant;
pub use offset::UtcOffset;
pub use part_of_day::PartOfDay;
pub(crate) use scan::{digits, push_padded};
pub use span::TimeSpan;
pub use tick::{TickStep, TickUnit, nights, ticks};
pub use when::{Edge, SetKind, When};

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod edtf_cases;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod laws;
