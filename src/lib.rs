//! An embeddable map and timeline of a conflict: where things happened, in what order, and above all who says so.
//!
//! The map of the house, from the ground up. An import points down only; a test holds the table.
//!
//! | floor | module | holds |
//! | --- | --- | --- |
//! | 0 | [`error`] [`geo`] [`time`] [`text`] | words every floor uses; none knows what a story is |
//! | 1 | [`story`] | what is known, and who says so: the published format and its checks |
//! | 2 | [`index`] | what is found fast, frozen per story |
//! | 2 | `check` | what editors should know of a story before its readers do (native) |
//! | 2 | `import` | files of other tools, read as a story (feature `import`, not in the widget) |
//! | 3 | [`view`] | what is looked at, changed only by actions |
//! | 4 | [`scene`] | what is drawn, as a value |
//! | 5 | [`paint`] | two functions over a scene: SVG and canvas |
//! | 5 | [`export`] | what is shown, as a table, a map layer, a picture |
//! | 6 | `ui` | the widget's components (wasm) |
//! | 7 | `embed` | the widget's JavaScript interface (wasm) |
//! | 7 | `publish` | what a publisher uploads (native) |
//! | 8 | `serve` | a server on this machine, for previews (native, feature `serve`) |
//! | 9 | `cli`, `main` | the command line (native, a program of its own) |
//!
//! `&Story + &View -> Scene` is the program; everything from [`scene`] down is pure: no clock, no DOM, no files.

#[cfg(not(target_arch = "wasm32"))]
pub mod check;
pub mod error;
pub mod export;
pub mod geo;
#[cfg(feature = "import")]
pub mod import;
pub mod index;
pub mod paint;
pub mod scene;
pub mod story;
pub mod text;
pub mod time;
pub mod view;

#[cfg(target_arch = "wasm32")]
pub mod embed;
#[cfg(not(target_arch = "wasm32"))]
pub mod publish;
#[cfg(all(feature = "serve", not(target_arch = "wasm32")))]
pub mod serve;
#[cfg(target_arch = "wasm32")]
pub mod ui;

/// The widget's memory: the standard library's allocator is four times the code for a use as small as this one.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::GlobalTlsf<Memory> = rlsf::GlobalTlsf::new();

/// Neighbouring pages are one room, since a base map takes more than a page; what grows moves.
#[cfg(target_arch = "wasm32")]
struct Memory;

#[cfg(target_arch = "wasm32")]
impl rlsf::GlobalTlsfOptions for Memory {
    const ENABLE_REALLOCATION: bool = false;
    const COALESCE_POOLS: bool = true;
}
