//! Cells put together are the map they were cut from.
