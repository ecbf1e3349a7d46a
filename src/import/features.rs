//! Stub.
use super::draft::Draft;
use crate::{error::Error, story::Value};
pub(super) fn fits(_: &Value) -> bool {
    false
}
pub(super) fn read(_: &Value, _: &mut Draft<'_>) -> Result<(), Error> {
    Ok(())
}
