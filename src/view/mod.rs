//! What is looked at: camera, time, brush, filter, clock and selection, changed only by [`Action`]s.

mod action;
mod camera;
mod clock;
mod filter;
mod permalink;
mod state;
mod time_scale;

pub use action::{Action, Change};
pub use camera::{Camera, Viewport};
pub use clock::Clock;
pub use filter::Filter;
#[cfg(target_arch = "wasm32")]
pub(crate) use permalink::escaped;
pub use permalink::{from_permalink, to_permalink, unread_part};
pub use state::View;
pub use time_scale::{Piece, TimeScale};
