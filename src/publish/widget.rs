//! The widget's own files, as `cargo xtask build` leaves them.

use std::fs;
use std::path::Path;

use super::bytes::{integrity, short_hash};
use crate::error::Error;

/// The name of the loader.
const LOADER: &str = "chronocarte.js";

/// What the name of the world at a glance begins with.
pub(super) const OVERVIEW: &str = "basemap/overview.";

/// The loader, the wasm, the languages, the declarations of types, the licences: whatever goes with the widget.
#[derive(Clone, Debug)]
pub struct Widget {
    /// The version of the loader, for example `0.1.0`.
    pub version: String,
    /// The files by name, the loader among them.
    pub files: Vec<(String, Vec<u8>)>,
    /// The loader's integrity value.
    pub integrity: String,
}

impl Widget {
    /// Reads the widget from a folder, which may hold other things too.
    ///
    /// # Errors
    /// `widget` when the folder holds no loader, when a file the loader names is missing, or when a file is not the
    /// one its name was made from.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let refuse = |what: &str| {
            let folder = folder.display();
            Err(Error::new("widget", format!("{folder} is no folder of the widget: {what}")))
        };
        let Ok(loader) = fs::read(folder.join(LOADER)) else {
            return refuse("chronocarte.js is missing; `cargo xtask build` makes one in dist/");
        };
        let text = String::from_utf8_lossy(&loader).into_owned();
        let banner = text.split_once("/*! chronocarte ").and_then(|(_, rest)| rest.split([' ', '|']).next());
        let Some(version) = banner.filter(|it| is_version(it)).map(str::to_owned) else {
            return refuse("chronocarte.js does not say its version");
        };
        let integrity = integrity(&loader);
        let mut files = vec![(LOADER.to_owned(), loader)];
        for below in ["", "lang/", "basemap/"] {
            let Ok(entries) = fs::read_dir(folder.join(below)) else { continue };
            for entry in entries.flatten() {
                let name = [below, &entry.file_name().to_string_lossy()].concat();
                let Some(hash) = hash_in(&name).filter(|_| text.contains(&*name)) else { continue };
                let Ok(bytes) = fs::read(entry.path()) else { continue };
                if short_hash(&bytes) != hash {
                    return refuse(&[&name, " is not the file it was built as"].concat());
                }
                files.push((name, bytes));
            }
        }
        if !files.iter().any(|(name, _)| name.ends_with(".wasm")) {
            return refuse("the wasm that chronocarte.js names is missing");
        }
        if !files.iter().any(|(name, _)| name.starts_with("lang/")) {
            return refuse("the languages that chronocarte.js names are missing");
        }
        // The types of the calls, and the licences of what the wasm holds.
        for beside in ["chronocarte.d.ts", "THIRD-PARTY.txt", "LICENSE-MIT", "LICENSE-APACHE"] {
            if let Ok(bytes) = fs::read(folder.join(beside)) {
                files.push((beside.to_owned(), bytes));
            }
        }
        files.sort();
        Ok(Self { version, files, integrity })
    }

    /// The versions that may take this one's place: `1` of `1.4.2`, and of `0.4.2`, where every minor version may
    /// break something, `0.4`.
    pub fn channel(&self) -> String {
        let mut parts = self.version.split('.');
        match (parts.next(), parts.next()) {
            (Some("0"), Some(minor)) => ["0.", minor].concat(),
            (Some(major), _) => major.to_owned(),
            _ => self.version.clone(),
        }
    }
}

fn is_version(text: &str) -> bool {
    text.split('.').count() == 3
        && text.split('.').all(|part| part.starts_with(|c: char| c.is_ascii_digit()))
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+'))
}

/// The hash in a file's name: `1234567890` of `lang/en.1234567890.json`.
fn hash_in(name: &str) -> Option<&str> {
    let (stem, extension) = name.rsplit_once('.')?;
    let (_, hash) = stem.rsplit_once('.')?;
    let is_hash = hash.len() == 10 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hash && matches!(extension, "wasm" | "json" | "bin")).then_some(hash)
}
