//! Waits for files to change.

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use notify::{Event, EventKind, RecursiveMode, Watcher};

/// An editor saves in several steps, a checkout many files: one call for all that happens within this time.
const SETTLING: Duration = Duration::from_millis(200);

/// Calls back with the name of a changed file, once for every burst of changes to files that matter; ends only with an
/// error. Folders are watched rather than files, since an editor puts a new file in the place of the old; those whose flag
/// is set with all that is below them.
///
/// # Errors
/// When a folder is not there or cannot be watched.
pub fn on_change(
    folders: &[(PathBuf, bool)],
    matters: impl Fn(&Path) -> bool,
    mut changed: impl FnMut(&Path),
) -> std::io::Result<()> {
    let failed = |error: notify::Error| std::io::Error::other(error.to_string());
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if let Ok(event) = event {
            let _ = sender.send(event);
        }
    })
    .map_err(failed)?;
    for (folder, below) in folders {
        let mode = if *below { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        watcher.watch(folder, mode).map_err(failed)?;
    }
    let file = |event: &Event| -> Option<PathBuf> {
        let read = matches!(event.kind, EventKind::Access(_));
        event.paths.iter().find(|path| !read && matters(path)).cloned()
    };
    loop {
        let mut found = file(&changes.recv().map_err(std::io::Error::other)?);
        while let Ok(event) = changes.recv_timeout(SETTLING) {
            found = found.or_else(|| file(&event));
        }
        if let Some(path) = found {
            changed(&path);
        }
    }
}
