//! What a publisher uploads, made natively by the code that also draws the widget: today the poster.

mod poster;

pub use poster::{Poster, poster};
