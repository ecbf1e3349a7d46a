//! Stub.
use super::draft::Draft;
use super::table::Table;
use crate::{error::Error, story::Value};
pub(super) fn fits(_: &Value) -> bool {
    false
}
pub(super) fn fits_tables(_: &[Table]) -> bool {
    false
}
pub(super) fn read(_: &Value, _: &mut Draft<'_>) -> Result<(), Error> {
    Ok(())
}
pub(super) fn read_tables(_: &[Table], _: &mut Draft<'_>) -> Result<(), Error> {
    Ok(())
}
