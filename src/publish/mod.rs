//! What a publisher uploads, made natively by the code that also draws the widget: today the posters.

mod poster;

pub use poster::{Subject, poster};
