//! The licences of what is inside the wasm, for whoever passes it on.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::system::{capture, command};
use crate::{project, wasm};

/// What the file is called in `dist/`.
pub(crate) const NAME: &str = "THIRD-PARTY.txt";

/// Every crate that is linked into the widget, with its licence and the texts that come with it.
///
/// # Errors
/// Where a crate says nothing of its licence.
pub(crate) fn text() -> Result<String> {
    let mut cargo = command("cargo");
    cargo.args(["metadata", "--format-version=1", "--filter-platform", wasm::TARGET]);
    cargo.arg("--manifest-path").arg(project::root().join("Cargo.toml"));
    let metadata: Value = serde_json::from_str(&capture(&mut cargo)?)?;
    let packages: BTreeMap<&str, &Value> =
        list(&metadata["packages"]).filter_map(|package| Some((package["id"].as_str()?, package))).collect();
    let nodes: BTreeMap<&str, &Value> =
        list(&metadata["resolve"]["nodes"]).filter_map(|node| Some((node["id"].as_str()?, node))).collect();
    let own = packages
        .iter()
        .find(|(_, package)| package["name"] == "chronocarte")
        .map(|(id, _)| *id)
        .context("cargo metadata names no chronocarte")?;

    let mut out = String::from(
        "The widget holds code of the following works, each under the licence that stands with it.\n\
         The standard library of Rust, by The Rust Project Developers: MIT OR Apache-2.0.\n",
    );
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for id in linked(own, &nodes, &packages) {
        let package = packages[id];
        let word = |key: &str| package[key].as_str().unwrap_or_default();
        ensure!(!word("license").is_empty(), "{} names no licence", word("name"));
        let authors: Vec<&str> = list(&package["authors"]).filter_map(Value::as_str).collect();
        let title = format!("{} {}", word("name"), word("version"));
        let by = if authors.is_empty() { String::new() } else { format!(", by {}", authors.join(", ")) };
        let _ = writeln!(out, "{title}{by}: {}", word("license"));
        let folder = Path::new(word("manifest_path")).parent().context("a manifest has a folder")?;
        for text in licence_files(folder)? {
            texts.entry(text).or_default().insert(title.clone());
        }
    }
    for (text, titles) in texts {
        let titles: Vec<String> = titles.into_iter().collect();
        let _ = write!(out, "\n{}\n{}\n\n{}\n", "-".repeat(80), titles.join(", "), text.trim_end());
    }
    Ok(out)
}

/// The packages reached from one through what is linked, without what only runs in the compiler.
fn linked<'a>(
    own: &'a str,
    nodes: &BTreeMap<&'a str, &'a Value>,
    packages: &BTreeMap<&'a str, &'a Value>,
) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut next = vec![own];
    while let Some(id) = next.pop() {
        for dependency in nodes.get(id).into_iter().flat_map(|node| list(&node["deps"])) {
            let normal = list(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null());
            let Some(id) = dependency["pkg"].as_str().filter(|_| normal) else { continue };
            let in_compiler = packages.get(id).is_some_and(|package| {
                list(&package["targets"]).any(|target| list(&target["kind"]).any(|kind| kind == "proc-macro"))
            });
            if !in_compiler && found.insert(id) {
                next.push(id);
            }
        }
    }
    found
}

/// The texts of the licences a package comes with.
fn licence_files(folder: &Path) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    let mut entries: Vec<_> = fs::read_dir(folder)
        .with_context(|| format!("reading {}", folder.display()))?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().map(|name| name.to_string_lossy().to_uppercase()).unwrap_or_default();
        let is_text =
            ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"].iter().any(|it| name.starts_with(it));
        if is_text && path.is_file() {
            texts.push(String::from_utf8_lossy(&fs::read(&path)?).into_owned());
        }
    }
    Ok(texts)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_linked_is_named_with_its_licence_and_what_only_compiles_is_not() -> Result<()> {
        let text = text()?;
        assert!(text.contains("\nyew 0.23"), "the framework is missing");
        assert!(text.contains("Permission is hereby granted"), "no text of a licence");
        assert!(!text.contains("\nyew-macro "), "a macro is not in the wasm");
        assert!(!text.contains("\nclap "), "the command line is not in the wasm");
        Ok(())
    }
}
