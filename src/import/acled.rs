//! Stub.
use super::draft::Draft;
use super::table::Table;
pub(super) fn fits(_: &Table) -> bool {
    false
}
pub(super) fn read(_: &Table, _: &mut Draft<'_>) {}
