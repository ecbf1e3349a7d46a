//! One binary, one link: what the library promises, situation by situation.

mod floors;
mod gesture;
mod map;
mod permalink;
mod story;
mod timeline;
mod tolls;
mod view;
