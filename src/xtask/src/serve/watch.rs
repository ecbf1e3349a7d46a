//! Waits for changes to what `dist/` is made of.

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::Result;
use notify::{Event, EventKind, RecursiveMode, Watcher};

use crate::project;

/// An editor saves in several steps, a checkout many files: one rebuild for all that happens within this time.
const SETTLING: Duration = Duration::from_millis(200);

/// Calls back with the name of a changed file, once for every burst of changes; ends only with an error.
pub(super) fn rebuild_on_change(mut rebuild: impl FnMut(&str)) -> Result<()> {
    let root = project::root();
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if let Ok(event) = event {
            let _ = sender.send(event);
        }
    })?;
    // The folder rather than the files in it: an editor puts a new file in the place of the old.
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in ["src", "static"] {
        watcher.watch(&root.join(folder), RecursiveMode::Recursive)?;
    }
    loop {
        let mut changed = changed_file(root, &changes.recv()?);
        while let Ok(event) = changes.recv_timeout(SETTLING) {
            changed = changed.or_else(|| changed_file(root, &event));
        }
        if let Some(path) = changed {
            rebuild(&path.display().to_string());
        }
    }
}

/// The changed file, relative to the checkout, if a rebuild would show it.
fn changed_file(root: &Path, event: &Event) -> Option<PathBuf> {
    if matches!(event.kind, EventKind::Access(_)) {
        return None;
    }
    event
        .paths
        .iter()
        .filter_map(|path| path.strip_prefix(root).ok())
        .find(|path| matters(path))
        .map(Path::to_path_buf)
}

fn matters(path: &Path) -> bool {
    let top = ["Cargo.toml", "Cargo.lock", "index.html"].iter().any(|name| path == Path::new(name));
    let below = ["src", "static"].iter().any(|folder| path.starts_with(folder));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // Editors leave their own files beside the ones they edit. This tool cannot rebuild itself while it runs.
    let noise = name.starts_with(['.', '#']) || name.ends_with('~') || path.starts_with("src/xtask");
    (top || below) && !noise
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_matter_and_output_does_not() {
        for path in ["src/lib.rs", "static/lang/en.json", "index.html", "Cargo.toml"] {
            assert!(matters(Path::new(path)), "{path}");
        }
        for path in ["dist/index.html", "target/x", "src/.lib.rs.swp", "src/xtask/src/main.rs", "README.md"] {
            assert!(!matters(Path::new(path)), "{path}");
        }
    }
}
