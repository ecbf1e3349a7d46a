//! `cargo xtask test`: host tests, wasm tests, end-to-end tests, other engines, each with its own runner.

mod engines;

use std::env;
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::serve::Server;
use crate::system::{apt_install, capture, cargo, command, run as run_command, say, which};
use crate::wasm::Compiler;
use crate::{build, node, project};

/// A part of the tests.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Unit, integration and documentation tests on this machine.
    Host,
    /// Tests of the library inside a browser.
    Wasm,
    /// Tests of the built widget in a page.
    E2e,
    /// The same policies, failures and readers' deeds in Chromium, Firefox and WebKitGTK; prints the README's table.
    Engines,
}

/// Runs the parts, or all of them; every part runs even when one before it failed.
pub(crate) fn run(route: Option<&str>, parts: &[Part], full: bool, rest: &[String]) -> Result<()> {
    let all = [Part::Host, Part::Wasm, Part::E2e, Part::Engines];
    let parts = if parts.is_empty() { &all } else { parts };
    if !rest.is_empty() && parts.len() != 1 {
        bail!("further arguments go to the runner of a single part: name the part");
    }
    let mut failures = Vec::new();
    for part in parts {
        let result = match part {
            Part::Host => host(full, rest),
            Part::Wasm => wasm(route, rest),
            Part::E2e => end_to_end(route, full, rest),
            Part::Engines => engines::run(route, full, rest),
        };
        if let Err(error) = result {
            say(format!("{error:#}"));
            failures.push(format!("{error:#}"));
        }
    }
    if !failures.is_empty() {
        bail!("{}", failures.join("; "));
    }
    Ok(())
}

/// The variable by which every runner knows that everything is wanted of which else a sample is tried.
const FULL: &str = "CHRONOCARTE_FULL";

fn host(full: bool, rest: &[String]) -> Result<()> {
    say("host tests");
    let mut tests = cargo();
    if which("cargo-nextest").is_some() {
        tests.args(["nextest", "run", "--workspace", "--no-tests=warn"]).args(rest);
        run_command(full_or_not(&mut tests, full))?;
    } else {
        tests.args(["test", "--workspace", "--all-targets"]).args(rest);
        run_command(full_or_not(&mut tests, full))?;
    }
    if rest.is_empty() {
        say("documentation tests");
        run_command(cargo().args(["test", "--workspace", "--doc"]))?;
    }
    Ok(())
}

fn full_or_not(command: &mut std::process::Command, full: bool) -> &mut std::process::Command {
    if full { command.env(FULL, "1") } else { command }
}

fn wasm(route: Option<&str>, rest: &[String]) -> Result<()> {
    let runner = wasm_runner()?;
    let browser = chromium()?;
    let driver = chromedriver()?;
    let compiler = Compiler::find(route)?;
    say("wasm tests");
    let configuration = project::scratch().join("webdriver.json");
    let arguments = [&["--headless=new"], &CHROMIUM_ARGUMENTS[..]].concat();
    let options = serde_json::json!({ "goog:chromeOptions": { "binary": browser, "args": arguments } });
    crate::bytes::write(&configuration, options.to_string().as_bytes())?;
    let mut tests = compiler.cargo("test");
    tests.args(["--package", "chronocarte", "--test", "browser"]).args(rest);
    tests.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    tests.env("CHROMEDRIVER", driver).env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &configuration);
    // Seconds: a busy machine starts a browser slowly.
    tests.env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60").env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    run_command(&mut tests)
}

/// A browser without a network of its own, fit for a container.
pub(crate) const CHROMIUM_ARGUMENTS: [&str; 8] = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

/// The runner of the version in `Cargo.lock`, compiled once into this tool's own folder.
fn wasm_runner() -> Result<PathBuf> {
    let version = project::locked_version("wasm-bindgen")?;
    let folder = project::scratch().join("tools");
    let runner = folder.join("bin").join(format!("wasm-bindgen-test-runner{}", env::consts::EXE_SUFFIX));
    let installed = capture(command(&runner).arg("--version")).unwrap_or_default();
    if !installed.split_whitespace().any(|word| word == version) {
        say(format!("compiling wasm-bindgen-test-runner {version} (once, a few minutes)"));
        let mut install = cargo();
        install.args(["install", "wasm-bindgen-cli", "--version", &version, "--debug", "--quiet", "--force"]);
        install.args(["--bin", "wasm-bindgen-test-runner", "--root"]).arg(&folder);
        // Its own target folder is kept out of the way of the workspace's, without debug information it is small.
        install.arg("--target-dir").arg(folder.join("build")).env("CARGO_PROFILE_DEV_DEBUG", "false");
        run_command(&mut install)?;
        let _ = std::fs::remove_dir_all(folder.join("build"));
    }
    Ok(runner)
}

fn end_to_end(route: Option<&str>, full: bool, rest: &[String]) -> Result<()> {
    node::install()?;
    let browser = chromium()?;
    build::build(route, false)?;
    let program = command_line()?;
    let server = Server::start(None)?;
    say(format!("end-to-end tests against {}", server.address()));
    let mut tests = node::program("@playwright/test/cli.js").context("Playwright is not installed")?;
    tests.arg("test").args(rest).stdin(Stdio::null());
    tests.env("CHRONOCARTE_URL", server.address()).env("CHROMIUM", browser);
    tests.env("CHRONOCARTE_PROGRAM", program);
    tests.env("CHROMIUM_ARGUMENTS", CHROMIUM_ARGUMENTS.join(" "));
    run_command(full_or_not(&mut tests, full))
}

/// The command line, compiled: one test puts what it makes on a web host.
fn command_line() -> Result<PathBuf> {
    run_command(cargo().args(["build", "--quiet", "--package", "chronocarte", "--bin", "chronocarte"]))?;
    Ok(project::target().join("debug").join(format!("chronocarte{}", env::consts::EXE_SUFFIX)))
}

/// Chromium: `CHROMIUM`, the search path, or Debian's package.
pub(crate) fn chromium() -> Result<PathBuf> {
    const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
    if let Some(path) = env::var_os("CHROMIUM") {
        return Ok(path.into());
    }
    let find = || NAMES.iter().find_map(|name| which(name));
    find()
        .or_else(|| apt_install(&["chromium", "chromium-driver"]).then(find).flatten())
        .context("Chromium is missing: install it, or name it in the variable CHROMIUM")
}

/// The WebDriver that goes with Chromium: `CHROMEDRIVER`, the search path, or Debian's package.
fn chromedriver() -> Result<PathBuf> {
    if let Some(path) = env::var_os("CHROMEDRIVER") {
        return Ok(path.into());
    }
    let find = || which("chromedriver");
    find()
        .or_else(|| apt_install(&["chromium-driver"]).then(find).flatten())
        .context("chromedriver is missing: install it, or name it in the variable CHROMEDRIVER")
}
