//! What a publisher uploads, made natively by the code that also draws the widget: pictures, pages without script, the
//! page for frames, blocks to copy, recipes for hosts.
//!
//! Everything a story says is data: one writer writes all markup, one rule decides which addresses are linked, and no
//! page holds a script that runs but the widget's own files.

mod apple_news;
mod claims;
mod edition;
mod figure;
mod framed;
mod ground;
mod height;
mod hosting;
mod html;
mod layer;
mod meta;
mod oembed;
mod page;
mod phrases;
mod poster;
mod preview;
mod site;
mod snippets;

pub mod bytes;
#[cfg(feature = "raster")]
mod card;
mod folder;
#[cfg(feature = "raster")]
mod raster;
mod region;
mod widget;
mod write;

pub use edition::Edition;
pub use figure::{Pieces, Sizes, pieces};
pub use folder::{Files, Order, extent, folder, published};
pub use ground::{Ground, atlas, overview};
pub use layer::layer;
pub use phrases::{language_of, languages};
pub use poster::{Subject, poster};
pub use preview::{Notes, preview};
#[cfg(feature = "raster")]
pub use raster::Raster;
pub use region::{CEILING, region};
pub use site::Site;
pub use snippets::{Snippet, snippets};
pub use widget::Widget;
pub use write::{Packed, STAGED, Weight, pack};
