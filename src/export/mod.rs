//! What is shown, as files that others go on working with: a table, a map layer, a picture.
//!
//! Pure functions over a [`Frame`](crate::scene::Frame): what a reader downloads from the page and what a publisher
//! exports from a file are written by the same code. Only events that pass the view are written, background included.
//! Each file says by itself whose story it is, as of when, under which terms, and at which address it can be seen; and
//! nothing in it is surer than in the story: a day stays a day (EDTF), an area stays an area, and no two speakers'
//! figures share a row or a number.

mod csv;
mod geojson;
mod place;
mod sheet;
mod text;

pub use csv::{BYTE_ORDER_MARK, COLUMNS, csv};
pub use geojson::geojson;
pub use sheet::sheet;
pub use text::{credit_line, file_name};
