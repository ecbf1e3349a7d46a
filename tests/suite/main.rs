//! One binary, one link: what the library promises, situation by situation.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod floors;
mod gesture;
mod map;
mod permalink;
mod story;
mod timeline;
mod tolls;
mod view;
