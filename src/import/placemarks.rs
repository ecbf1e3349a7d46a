//! Stub.
use super::draft::Draft;
use crate::error::Error;
pub(super) fn read_kml(_: &str, _: &mut Draft<'_>) -> Result<(), Error> {
    Ok(())
}
pub(super) fn read_gpx(_: &str, _: &mut Draft<'_>) -> Result<(), Error> {
    Ok(())
}
