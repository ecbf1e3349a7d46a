//! The widget: Yew components over a [`Session`]. Every change is an [`Action`](crate::view::Action) through one
//! dispatch, and everything is drawn in one commit an animation frame.
//!
//! One component holds the state; its parts are functions from session to HTML. That keeps the wasm small: each
//! component more costs about a kilobyte over the wire.

mod anew;
mod app;
mod card;
mod choices;
mod clock;
mod ears;
mod element;
mod filters;
mod focus;
mod foot;
mod listen;
mod live;
mod map_pane;
mod outside;
mod pointers;
mod print;
mod room;
mod session;
mod share;
mod style;
mod surface;
mod symbol;
mod timeline_pane;
mod tolls_pane;

pub(crate) use anew::write_anew;
pub use app::{App, EVERYTHING, Msg, Notice, Props, ThemeChoice};
pub use session::Session;
pub use share::{Deed, Kind};
pub(crate) use style::adopt as adopt_style;
