//! Stub.
use super::draft::Draft;
use crate::{error::Error, story::Value};
pub(super) fn is_storymap(_: &Value) -> bool {
    false
}
pub(super) fn is_timeline(_: &Value) -> bool {
    false
}
pub(super) fn is_items(_: &Value) -> bool {
    false
}
pub(super) fn read_storymap(_: &Value, _: &mut Draft<'_>) -> Result<(), Error> {
    Ok(())
}
pub(super) fn read_timeline(_: &Value, _: &mut Draft<'_>) -> Result<(), Error> {
    Ok(())
}
pub(super) fn read_items(_: &Value, _: &mut Draft<'_>) -> Result<(), Error> {
    Ok(())
}
