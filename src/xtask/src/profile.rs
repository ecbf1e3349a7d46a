//! The first picture, painted in a page that exists only in memory, to find out which code it needs.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use crate::split::Marked;
use crate::system::run as run_command;
use crate::{bytes, demo, languages, node, project};

/// The script that makes the page, below `tests/`, where its packages are.
const SCRIPT: &str = "profile.mjs";

/// Runs the marked wasm until the first picture of each demo story stands, in every language, and returns the marks.
pub(crate) fn run(glue: &str, marked: &Marked) -> Result<Vec<u8>> {
    let folder = project::scratch().join("profile");
    let place = |name: &str| folder.join(name);
    bytes::write(&place("glue.js"), glue.as_bytes())?;
    bytes::write(&place("marked.wasm"), &marked.wasm)?;
    let mut languages = Map::new();
    for language in languages::listed()? {
        let path = place(&format!("{}.json", language.tag));
        bytes::write(&path, language.json.as_bytes())?;
        languages.insert(language.tag, json!(path));
    }
    let stories = demo::stories(&folder)?;
    let job = json!({
        "glue": place("glue.js"),
        "wasm": place("marked.wasm"),
        "stories": stories.iter().map(|(story, pack)| json!({ "story": story, "pack": pack })).collect::<Vec<_>>(),
        "languages": &languages,
        "base": marked.base,
        "count": marked.count,
        "output": place("marks"),
    });
    bytes::write(&place("job.json"), job.to_string().as_bytes())?;
    // Everything the marks follow from.
    let script = fs::read(node::folder().join(SCRIPT))?;
    let mut input = [marked.wasm.as_slice(), glue.as_bytes(), &script].concat();
    for (story, pack) in &stories {
        input.extend(fs::read(story)?);
        input.extend(fs::read(pack)?);
    }
    for path in languages.values().filter_map(Value::as_str) {
        input.extend(fs::read(path)?);
    }
    let marks = bytes::cached("marks", &input, || {
        let mut node = node::script(SCRIPT).context("Node.js is missing")?;
        run_command(node.arg(place("job.json")))?;
        Ok(fs::read(place("marks"))?)
    })?;
    ensure!(marks.len() == marked.count, "{SCRIPT} wrote {} marks of {}", marks.len(), marked.count);
    Ok(marks)
}
