//! Words: messages, plurals, numbers and dates in seven languages, the same bytes on every machine.
//!
//! Nothing is left to a browser's own tables, which differ between engines. A [`Language`] is one flat file of
//! messages; what a language does to numbers and counts stands in [`Tag`] and [`Category`].

mod capitals;
mod cut;
mod dates;
mod fold;
mod labels;
mod language;
mod message;
mod number;
mod plural;
mod range;
mod tag;

pub(crate) use capitals::{capitalised, capitals};
pub(crate) use cut::{cut, pieces};
pub use dates::{Style, dating_words};
pub use fold::folded;
pub(crate) use labels::day_words;
pub use labels::{as_of_words, clock_words, moment_words, tick_label, weekday_date, zone_label};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use language::fill;
pub use language::{Entry, Language};
pub use message::Message;
pub use number::{number, tenths};
pub use plural::Category;
pub use tag::{Direction, Tag};

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod files;
