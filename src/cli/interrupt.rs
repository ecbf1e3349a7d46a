//! Ctrl-C leaves no debris: what was begun beside its place is taken away.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use chronocarte::publish::STAGED;

/// The folders in which something was begun.
static BEGUN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// From here on an interruption takes away what this process began in a folder.
pub(crate) fn clean(folder: &Path) {
    if let Ok(mut begun) = BEGUN.lock() {
        begun.push(folder.to_owned());
    }
}

/// Listens for Ctrl-C and the like; ends with 130, as shells expect.
pub(crate) fn listen() {
    let swept = || {
        for folder in BEGUN.lock().map(|begun| begun.clone()).unwrap_or_default() {
            sweep(&folder);
        }
        std::process::exit(130);
    };
    // Without a handler the process just ends.
    let _ = ctrlc::set_handler(swept);
}

fn sweep(folder: &Path) {
    let own = [STAGED, &std::process::id().to_string(), "-"].concat();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        // What was there before is never thrown away, not even in the moment in which it is replaced.
        if !entry.file_name().to_string_lossy().starts_with(&own) || path.join("previous").exists() {
            continue;
        }
        // Whoever still writes into it adds some more files.
        for _ in 0..20 {
            let gone = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            if gone.is_ok() {
                break;
            }
        }
    }
}
