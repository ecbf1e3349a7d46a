//! The gallery: what was once looked at and found good, kept in `tests/golden`.

use std::fs;
use std::path::Path;

/// Compares a text with a file of the gallery. `UPDATE_GOLDEN=1` rewrites it; a difference leaves what there is now
/// beside it, with `.changed` in its name.
pub(crate) fn golden_text(name: &str, text: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let (stem, extension) = name.rsplit_once('.').unwrap();
    let path = folder.join(name);
    let changed = folder.join([stem, ".changed.", extension].concat());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, text).unwrap();
    }
    if fs::read_to_string(&path).unwrap_or_default() != text {
        fs::write(&changed, text).unwrap();
        panic!("{name} has changed: compare {}", changed.display());
    }
    let _ = fs::remove_file(&changed);
}

/// Compares a picture with `tests/golden/NAME.svg`.
pub(crate) fn golden(name: &str, svg: &str) {
    golden_text(&[name, ".svg"].concat(), svg);
}
