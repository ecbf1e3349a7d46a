//! Fills `dist/`: the loader with its glue, the wasm, the languages, the demo, each beside its compressed siblings.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::system::say;
use crate::wasm::Compiler;
use crate::widget::Widget;
use crate::{bytes, demo, docs, languages, licences, node, project, size};

/// Builds and prints the price list.
pub(crate) fn run(route: Option<&str>, quiet: bool) -> Result<()> {
    build(route, quiet)?;
    if !quiet {
        println!("{}", size::Prices::of(&project::dist())?.table());
        say(format!("dist/ is ready: {}", project::dist().display()));
    }
    Ok(())
}

/// Builds everything into a staged folder, then puts it in the place of `dist/`.
pub(crate) fn build(route: Option<&str>, quiet: bool) -> Result<()> {
    let started = Instant::now();
    if let Err(error) = node::install() {
        say(format!("{error:#}; going on without a minifier, so the sizes will be larger"));
    }
    let compiler = Compiler::find(route)?;
    if !quiet {
        say("compiling the widget (the first time takes a few minutes)");
    }
    let widget = Widget::from_wasm(&compiler.build(quiet)?)?;

    let staged = Staged::new()?;
    let later = widget.later.unwrap_or_default();
    let write = |stem: &str, wasm: &[u8]| -> Result<Value> {
        if wasm.is_empty() {
            return Ok(Value::Null);
        }
        let name = format!("{stem}.{}.wasm", bytes::short_hash(wasm));
        bytes::write(&staged.0.join(&name), wasm)?;
        Ok(json!({ "url": name, "integrity": bytes::brief_integrity(wasm) }))
    };
    let overview = chronocarte::publish::overview();
    let overview_name = format!("basemap/overview.{}.bin", bytes::short_hash(&overview));
    bytes::write(&staged.0.join(&overview_name), &overview)?;
    let manifest = json!({
        "version": project::version()?,
        "wasm": write("chronocarte", &widget.wasm)?,
        "later": write("chronocarte-later", &later)?,
        // The world at a glance, for readers who look beyond a story's own ground.
        "overview": { "url": overview_name, "integrity": bytes::brief_integrity(&overview) },
        "lang": write_languages(&staged.0)?,
        // What a reader agrees to download by pressing the loader's button.
        "kilobytes": (bytes::brotli(&widget.wasm)?.len() + bytes::brotli(&later)?.len()).div_ceil(1000),
    });
    bytes::write(&staged.0.join("chronocarte.js"), loader(&widget.glue, &manifest)?.as_bytes())?;
    bytes::write(&staged.0.join(licences::NAME), licences::text()?.as_bytes())?;
    demo::write(&staged.0)?;
    docs::write(&staged.0)?;
    compress(&staged.0)?;
    staged.publish(&project::dist())?;
    if !quiet {
        say(format!("built in {:.0?}", started.elapsed()));
    }
    Ok(())
}

/// Writes the languages under hashed names and returns what the loader must know of them.
fn write_languages(dist: &Path) -> Result<Value> {
    let mut known = serde_json::Map::new();
    for language in languages::listed()? {
        let text = language.json.as_bytes();
        let name = format!("lang/{}.{}.json", language.tag, bytes::short_hash(text));
        bytes::write(&dist.join(&name), text)?;
        let entry =
            json!({ "url": name, "integrity": bytes::brief_integrity(text), "start": language.offer });
        known.insert(language.tag, entry);
    }
    Ok(known.into())
}

/// The parts of the loader, in the order in which they stand in the one function.
const LOADER: [&str; 9] =
    ["complaints", "options", "carriers", "requests", "engine", "live", "widget", "phrases", "page"];

/// Asks browsers that know the word (Chromium from 136 on) to compile everything while the script arrives, beside the
/// page's main thread, instead of each function when it is first called, on it.
const COMPILED_AT_ONCE: &str = "//# allFunctionsCalledOnLoad\n";

/// The loader as it is shipped: manifest, glue and `static/loader` in one function, minified.
///
/// The parts may use `MANIFEST` (the version, and the hashed names and integrity values of the other files), `STYLE`
/// (`host.css` there) and `bindings` (the glue). One classic script, so that its tag's own integrity covers everything that runs, and
/// nothing is left behind but `window.chronocarte`.
fn loader(glue: &str, manifest: &Value) -> Result<String> {
    let folder = project::root().join("static").join("loader");
    let part = |name: &&str| {
        let path = folder.join(name).with_extension("js");
        fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
    };
    let source = LOADER.iter().map(part).collect::<Result<Vec<_>>>()?.join("\n");
    let style = fs::read_to_string(folder.join("host.css"))?;
    let style = Value::from(node::minify_style(&style)?.unwrap_or(style).trim());
    let version = manifest["version"].as_str().unwrap_or_default();
    let script = format!(
        "/*! chronocarte {version} | MIT OR Apache-2.0 */\n(() => {{\n\"use strict\";\n\
         const MANIFEST = {manifest};\nconst STYLE = {style};\n{glue}\n{source}\n}})();\n"
    );
    let script = node::minify_script(&script)?.unwrap_or(script);
    Ok([COMPILED_AT_ONCE, &script].concat())
}

/// Puts a brotli and a gzip sibling beside every file that compresses.
fn compress(folder: &Path) -> Result<()> {
    let files = bytes::files_below(folder)?;
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let handles: Vec<_> = (0..workers)
            .map(|worker| {
                let share: Vec<&PathBuf> = files.iter().skip(worker).step_by(workers).collect();
                scope.spawn(move || share.into_iter().try_for_each(|file| compress_file(file)))
            })
            .collect();
        handles.into_iter().try_for_each(|handle| match handle.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        })
    })
}

fn compress_file(path: &Path) -> Result<()> {
    const PACKED: [&str; 7] = ["png", "jpg", "jpeg", "webp", "avif", "woff2", "zip"];
    if path.extension().is_some_and(|e| PACKED.iter().any(|packed| e.eq_ignore_ascii_case(packed))) {
        return Ok(());
    }
    let content = fs::read(path)?;
    for (suffix, packed) in [("br", bytes::brotli(&content)?), ("gz", bytes::gzip(&content)?)] {
        if packed.len() >= content.len() {
            continue;
        }
        let mut name = path.as_os_str().to_owned();
        name.push(".");
        name.push(suffix);
        bytes::write(Path::new(&name), &packed)?;
    }
    Ok(())
}

/// A folder that becomes `dist/` when it is complete, and vanishes when it does not get that far.
struct Staged(PathBuf);

impl Staged {
    fn new() -> Result<Self> {
        let folder = project::scratch().join(format!("dist.{}", std::process::id()));
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
        Ok(Self(folder))
    }

    fn publish(&self, dist: &Path) -> Result<()> {
        let previous = self.0.with_extension("previous");
        if dist.exists() {
            fs::rename(dist, &previous).context("moving the previous dist/ away")?;
        }
        fs::rename(&self.0, dist).context("putting the new dist/ in its place")?;
        if previous.exists() {
            fs::remove_dir_all(&previous)?;
        }
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
