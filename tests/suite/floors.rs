//! The floors of the house: an import points down only.

use std::fs;
use std::path::{Path, PathBuf};

/// Module and floor. A module may use its own floor's words only within itself, and any floor below.
const FLOORS: [(&str, u8); 17] = [
    ("error", 0),
    ("geo", 0),
    ("time", 0),
    ("text", 0),
    ("story", 1),
    ("index", 2),
    ("import", 2),
    ("check", 2),
    ("view", 3),
    ("scene", 4),
    ("paint", 5),
    ("export", 5),
    ("ui", 6),
    ("embed", 7),
    ("publish", 7),
    ("serve", 8),
    ("cli", 9),
];

fn floor(module: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor)
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The first segments named after `crate::` in a line, also in a braced list.
fn imports(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => list.split(['}', ',']).map(str::trim).collect(),
            None => vec![rest],
        };
        for name in names {
            let word: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if !word.is_empty() {
                found.push(word);
            }
        }
    }
    found
}

#[test]
fn an_import_points_down_only() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    let mut seen = 0;
    for file in files.iter().filter(|file| !file.starts_with(source.join("xtask"))) {
        let module = file.strip_prefix(&source).unwrap().components().next().unwrap();
        let module = module.as_os_str().to_str().unwrap().trim_end_matches(".rs");
        let Some(own) = floor(module) else {
            assert!(["lib", "main"].contains(&module), "{} is on no floor", file.display());
            continue;
        };
        for (number, line) in fs::read_to_string(file).unwrap().lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for import in imports(line) {
                let Some(other) = floor(&import) else { continue };
                seen += 1;
                // Floor 0 is one ground: its rooms share words.
                let down = import == module || other < own || (own == 0 && other == 0);
                assert!(
                    down,
                    "{}:{}: floor {own} uses crate::{import}, floor {other}",
                    file.display(),
                    number + 1
                );
            }
        }
    }
    assert!(seen > 50, "the test reads imports: {seen} found");
}

#[test]
fn nothing_in_the_house_knows_a_story() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    for file in files.iter().filter(|file| !file.starts_with(source.join("xtask"))) {
        let text = fs::read_to_string(file).unwrap().to_lowercase();
        // Tests may take their examples anywhere.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for word in ["karabakh", "azerbai", "stepanakert", "talish", "terter"] {
            assert!(!code.contains(word), "{} knows {word}", file.display());
        }
    }
}
