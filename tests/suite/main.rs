//! One binary, one link: what the library promises, situation by situation.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

#[cfg(feature = "cli")]
mod apple_news;
#[cfg(feature = "cli")]
mod blocks;
mod check;
mod check_cases;
#[cfg(feature = "cli")]
mod command;
#[cfg(feature = "cli")]
mod desk;
#[cfg(feature = "cli")]
mod editors;
mod export;
mod floors;
#[cfg(feature = "cli")]
mod formats;
mod gesture;
mod golden;
mod ground;
#[cfg(feature = "cli")]
mod hostile;
#[cfg(feature = "cli")]
mod import;
mod languages;
mod map;
mod permalink;
#[cfg(feature = "cli")]
mod publish;
mod requirements;
mod said;
mod setting;
mod story;
mod timeline;
mod tolls;
mod view;
