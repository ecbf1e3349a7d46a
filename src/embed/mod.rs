//! The widget's JavaScript interface: what the loader mounts, and what a page may ask of it.

mod handle;
mod input;
mod state;
mod value;

pub use handle::{Handle, mount, write_anew};
pub use value::value;
