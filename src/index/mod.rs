//! What is found fast: per story, built once and frozen.

mod bits;
mod events;
mod matches;
mod order;

pub use bits::Bits;
pub use events::{EventEntry, EventIndex, Index};
pub use matches::Matches;
pub(crate) use order::order_of;
