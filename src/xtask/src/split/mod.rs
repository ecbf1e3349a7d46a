//! Cuts the wasm in two: what paints the first picture, and what is needed once a reader acts.
//!
//! A copy of the module runs once, in a page that exists only in memory, and notes which stretches of code run until
//! the first picture stands. Functions that did not run go into a second module; ends of sequences that did not run
//! become functions of their own and go there too. The first module calls them through its table, whose places stay
//! empty until the second is instantiated: a call before that is a trap, and the loader then starts again with both.
//! What only the second module reads, it brings along.

mod code;
mod cut;
mod data;
mod liveness;
mod marks;
mod outline;
mod plan;
mod region;
#[cfg(test)]
mod tests;

use std::ops::Range;

use anyhow::Result;
use walrus::Module;

pub(crate) use data::constants;
pub(crate) use marks::Marked;

/// The two modules.
pub(crate) struct Halves {
    pub(crate) first: Vec<u8>,
    pub(crate) later: Vec<u8>,
}

/// Cuts a module in two. `constants` are the places of its data, as the linker laid it out. `run` is given the copy that notes what runs, and returns the notes.
pub(crate) fn split(
    wasm: &[u8],
    constants: &[Range<u32>],
    run: impl FnOnce(&Marked) -> Result<Vec<u8>>,
) -> Result<Halves> {
    let ran = run(&Marked::of(wasm)?)?;
    let mut module = Module::from_buffer(wasm)?;
    outline::outline(&mut module, &ran);
    let (first, later) = cut::cut(&module.emit_wasm(), constants)?;
    Ok(Halves { first, later })
}
