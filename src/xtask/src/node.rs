//! What comes from npm: the optimiser for wasm, the minifier, the browser driver. Pinned by `tests/package-lock.json`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::project;
use crate::system::{apt_install, command, run, say, which};

/// The folder with `package.json`.
pub(crate) fn folder() -> PathBuf {
    project::root().join("tests")
}

/// Makes `tests/node_modules` what the lock file says, if it is not that already.
pub(crate) fn install() -> Result<()> {
    let lock = fs::read(folder().join("package-lock.json")).context("reading tests/package-lock.json")?;
    let stamp = folder().join("node_modules").join(".chronocarte-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    if which("npm").is_none() && !apt_install(&["nodejs", "npm"]) {
        bail!("npm is missing: install Node.js 18 or newer with npm");
    }
    say("installing the packages of tests/package-lock.json");
    let npm = which("npm").context("npm is not on the search path")?;
    run(command(npm)
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder())
        .stdin(Stdio::null())
        .stdout(Stdio::null()))?;
    Ok(fs::write(&stamp, lock)?)
}

/// A program of an installed package, run by node; `None` where the package is not installed.
///
/// `script` is the path below `node_modules`. The program is started in `tests/`.
pub(crate) fn program(script: &str) -> Option<Command> {
    let script = folder().join("node_modules").join(script);
    if !script.is_file() {
        return None;
    }
    let mut node = command(which("node").unwrap_or_else(|| PathBuf::from("node")));
    node.arg(script).current_dir(folder());
    Some(node)
}

/// A script of ours in `tests/`, run by node with the installed packages; `None` without node.
pub(crate) fn script(name: &str) -> Option<Command> {
    let mut node = command(which("node")?);
    node.arg(name).current_dir(folder());
    Some(node)
}

/// wasm-opt, if it is installed.
pub(crate) fn wasm_opt() -> Option<Command> {
    program("binaryen/bin/wasm-opt")
}

/// Minifies a classic script for the oldest browsers that run the widget; `None` without esbuild.
///
/// esbuild writes what those browsers understand, terser then finds 4 % more.
pub(crate) fn minify_script(source: &str) -> Result<Option<String>> {
    let Some(lowered) = minify(source, "js")? else { return Ok(None) };
    let Some(mut terser) = program("terser/bin/terser") else { return Ok(Some(lowered)) };
    // No function here is called with `new` or asked for its `this`, but for those that use it.
    terser.args(["--ecma", "2020", "--compress", "passes=3,unsafe_arrows,unsafe_methods", "--mangle"]);
    Ok(Some(filtered(terser.args(["--comments", "/^!/"]), &lowered)?))
}

/// Minifies a style sheet for the oldest browsers that run the widget; `None` without esbuild.
pub(crate) fn minify_style(source: &str) -> Result<Option<String>> {
    minify(source, "css")
}

fn minify(source: &str, loader: &str) -> Result<Option<String>> {
    let Some(mut esbuild) = esbuild() else { return Ok(None) };
    esbuild
        .args([
            "--minify",
            "--target=chrome99,firefox101,safari16.4",
            "--charset=utf8",
            "--log-level=warning",
        ])
        .args(["--legal-comments=inline", &format!("--loader={loader}")]);
    Ok(Some(filtered(&mut esbuild, source)?))
}

/// What a program makes of a text.
fn filtered(program: &mut Command, source: &str) -> Result<String> {
    use std::io::Write;
    let name = program.get_program().to_string_lossy().into_owned();
    let mut child = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("starting {name}"))?;
    child.stdin.take().context("the program reads standard input")?.write_all(source.as_bytes())?;
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("minifying with {name} failed ({})", output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn esbuild() -> Option<Command> {
    // The package replaces its own script by the native program where the platform allows it.
    let path = folder().join("node_modules").join("esbuild/bin/esbuild");
    let native = fs::read(&path).is_ok_and(|bytes| !bytes.starts_with(b"#!"));
    if native { Some(started(&path)) } else { program("esbuild/bin/esbuild") }
}

fn started(path: &Path) -> Command {
    let mut program = command(path);
    program.current_dir(folder());
    program
}
