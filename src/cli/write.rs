//! Files that appear whole or not at all.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use chronocarte::publish::STAGED;

use super::{Stop, interrupt};

/// The beginning of the name of what is not finished, in a folder that is swept when the process is interrupted.
fn staged(folder: &Path) -> String {
    interrupt::clean(folder);
    [STAGED, &std::process::id().to_string(), "-"].concat()
}

fn refused(path: &Path) -> impl Fn(std::io::Error) -> Stop + '_ {
    move |error| Stop(format!("{} cannot be written: {error}", path.display()))
}

/// Writes a file: beside its place first, then under its name.
pub(crate) fn whole(path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file =
        tempfile::Builder::new().prefix(&staged(folder)).tempfile_in(folder).map_err(refused(path))?;
    file.write_all(bytes).map_err(refused(path))?;
    readable(file.path()).map_err(refused(path))?;
    file.persist(path).map_err(|error| refused(path)(error.error))?;
    Ok(())
}

/// Writes a new folder of files; one that is there already is not touched.
pub(crate) fn folder<B: AsRef<[u8]>>(path: &Path, files: &[(String, B)]) -> Result<(), Stop> {
    if path.exists() {
        return Err(Stop(format!("{} is there already: name a folder that is not", path.display())));
    }
    let above = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let room = tempfile::Builder::new().prefix(&staged(above)).tempdir_in(above).map_err(refused(path))?;
    for (name, text) in files {
        fs::write(room.path().join(name), text.as_ref()).map_err(refused(path))?;
    }
    let made = room.keep();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&made, fs::Permissions::from_mode(0o755)).map_err(refused(path))?;
    }
    fs::rename(&made, path).map_err(refused(path))
}

/// A temporary file is its owner's alone; what it becomes is not.
#[cfg(unix)]
fn readable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &Path) -> std::io::Result<()> {
    Ok(())
}
