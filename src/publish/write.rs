//! From files in memory to a folder on the disk, complete or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use super::bytes::{brotli, gzip};
use super::folder::Files;
use crate::error::Error;

/// The bytes of a file as it is, in gzip and in brotli.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// As it is.
    pub raw: usize,
    /// In gzip; as it is where that does not shrink it.
    pub gzip: usize,
    /// In brotli; as it is where that does not shrink it.
    pub brotli: usize,
}

/// Files with their compressed siblings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed {
    files: Files,
    weights: BTreeMap<String, Weight>,
}

/// Whether a file is sent to readers and not compressed already.
fn shrinks(name: &str) -> bool {
    !(name.ends_with(".png") || name.starts_with("hosting/") || name == "_headers")
}

/// Compresses files, as many at once as the machine does. `done` is told after each.
///
/// # Errors
/// Never in practice: only memory can fail.
pub fn pack(files: Files, done: &(dyn Fn() + Sync)) -> Result<Packed, Error> {
    // The same bytes under two names are compressed once.
    let mut same: BTreeMap<(bool, &[u8]), Vec<&String>> = BTreeMap::new();
    for (name, bytes) in &files {
        same.entry((shrinks(name), bytes)).or_default().push(name);
    }
    let next = Mutex::new(same.into_iter());
    let results = Mutex::new(Vec::new());
    let take = || next.lock().ok().and_then(|mut next| next.next());
    let worker = || {
        while let Some(((shrinks, bytes), names)) = take() {
            let siblings = if shrinks { siblings(bytes) } else { Ok([None, None]) };
            names.iter().for_each(|_| done());
            if let Ok(mut results) = results.lock() {
                results.push((names, siblings));
            }
        }
    };
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(worker);
        }
    });
    let mut packed = Packed { files: files.clone(), ..Packed::default() };
    for (names, siblings) in results.into_inner().unwrap_or_default() {
        let [gz, br] = siblings?;
        for name in names {
            let raw = files.get(name).map_or(0, Vec::len);
            let size = |sibling: &Option<Vec<u8>>| sibling.as_ref().map_or(raw, Vec::len);
            packed.weights.insert(name.clone(), Weight { raw, gzip: size(&gz), brotli: size(&br) });
            for (ending, sibling) in [(".gz", &gz), (".br", &br)] {
                if let Some(bytes) = sibling {
                    packed.files.insert([name, ending].concat(), bytes.clone());
                }
            }
        }
    }
    Ok(packed)
}

/// The bytes in gzip and in brotli, where that shrinks them.
fn siblings(bytes: &[u8]) -> Result<[Option<Vec<u8>>; 2], Error> {
    let smaller = |packed: Vec<u8>| (packed.len() < bytes.len()).then_some(packed);
    Ok([smaller(gzip(bytes)?), smaller(brotli(bytes)?)])
}

/// What the names of files and folders that are not finished begin with; the number of the process follows.
pub const STAGED: &str = ".chronocarte-";

/// What tells a folder of ours from any other.
const MARK: &str = "oembed.json";

impl Packed {
    /// What each file weighs, by name.
    pub fn weights(&self) -> &BTreeMap<String, Weight> {
        &self.weights
    }

    /// Every file, the compressed siblings among them, by name.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Writes a folder, which appears complete or not at all; takes the place of one that was written before.
    ///
    /// # Errors
    /// `folder` when something else stands in its place, or when it cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), Error> {
        let stop = |what: &str, error: std::io::Error| {
            Error::new("folder", format!("{} cannot be {what}: {error}", folder.display()))
        };
        may_replace(folder)?;
        let parent = match folder.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent).map_err(|error| stop("created", error))?;
        // A sibling, so that it takes its place by a rename; dropped, it vanishes.
        let staged = tempfile::Builder::new()
            .prefix(&[STAGED, &std::process::id().to_string(), "-"].concat())
            .tempdir_in(parent)
            .map_err(|error| stop("created", error))?;
        let root = staged.path().join("new");
        for (name, bytes) in &self.files {
            let path = root.join(name);
            let folder = path.parent().unwrap_or(&root);
            fs::create_dir_all(folder)
                .and_then(|()| fs::write(&path, bytes))
                .map_err(|error| stop("written", error))?;
        }
        let previous = staged.path().join("previous");
        let replaces = folder.exists();
        if replaces {
            fs::rename(folder, &previous).map_err(|error| stop("replaced", error))?;
        }
        fs::rename(&root, folder).map_err(|error| {
            if replaces {
                // Better the former than nothing.
                let _ = fs::rename(&previous, folder);
            }
            stop("put in its place", error)
        })
    }
}

/// Refuses to take the place of what is not ours.
fn may_replace(folder: &Path) -> Result<(), Error> {
    let refuse = |what: &str| {
        Err(Error::new("folder", format!("{} {what}; name another or move it away", folder.display())))
    };
    match fs::symlink_metadata(folder) {
        Err(_) => Ok(()),
        Ok(known) if known.is_symlink() => refuse("is a link"),
        Ok(known) if !known.is_dir() => refuse("is a file"),
        Ok(_) => {
            let empty = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
            let ours = folder.join(MARK).is_file() && folder.join("assets").is_dir();
            if empty || ours { Ok(()) } else { refuse("holds files that this command did not write") }
        }
    }
}
