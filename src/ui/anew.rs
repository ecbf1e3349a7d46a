//! Whether the page is written anew or compared with what stands there.
//!
//! Comparing keeps elements, focus and scroll positions where they are, and takes code that is not needed before the
//! reader does anything: until then there is nothing to keep, and whoever starts the first part of the wasm alone says so.

use std::cell::Cell;

thread_local! {
    static ANEW: Cell<bool> = const { Cell::new(false) };
}

/// Lets every widget write its page anew from here on, or compare again.
pub(crate) fn write_anew(yes: bool) {
    ANEW.set(yes);
}

/// Whether pages are written anew.
pub(super) fn anew() -> bool {
    ANEW.get()
}
