//! Two painters over one [`Scene`](crate::scene::Scene): the picture a publisher prints and the picture a reader drags
//! are the same.

#[cfg(target_arch = "wasm32")]
pub mod canvas;
mod number;
pub mod svg;

pub use number::number;
