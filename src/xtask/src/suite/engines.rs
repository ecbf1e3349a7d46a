//! The pages of `tests/engines` in every engine that this machine has or can get.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result};

use super::{CHROMIUM_ARGUMENTS, chromium, command_line, full_or_not};
use crate::system::{apt_install, command, run as run_command, say, which};
use crate::{build, bytes, node, project};

/// Builds, finds the engines, and opens the pages in each; `rest` names the engines that are wanted, all if empty.
///
/// An engine that is missing and cannot be installed is left out, and one line says so.
pub(super) fn run(route: Option<&str>, full: bool, rest: &[String]) -> Result<()> {
    node::install()?;
    build::build(route, false)?;
    say("the matrix of pages in every engine");
    let results = project::scratch().join("engines.json");
    bytes::write(&results, b"{}")?;
    let mut tests = command(which("node").context("node is not on the search path")?);
    tests.arg("engines/run.js").arg(results).args(rest).current_dir(node::folder()).stdin(Stdio::null());
    tests.env("CHRONOCARTE_DIST", project::dist()).env("CHROMIUM_ARGUMENTS", CHROMIUM_ARGUMENTS.join(" "));
    tests.env("CHRONOCARTE_PROGRAM", command_line()?);
    if let Ok(browser) = chromium() {
        tests.env("CHROMIUM", browser);
    }
    if let Some(browser) = firefox() {
        tests.env("FIREFOX", browser);
    }
    if let Some((driver, browser)) = webkit() {
        tests.env("WEBKIT_DRIVER", driver).env("MINIBROWSER", browser);
    }
    run_command(full_or_not(&mut tests, full))
}

/// Firefox: `FIREFOX`, the search path, or Debian's package.
fn firefox() -> Option<PathBuf> {
    let named = env::var_os("FIREFOX").map(PathBuf::from);
    let find = || ["firefox-esr", "firefox"].iter().find_map(|name| which(name));
    named.or_else(find).or_else(|| apt_install(&["firefox-esr"]).then(find).flatten())
}

/// WebKitGTK: its driver, and the small browser that comes with its library, with a screen and a bus to run them on.
fn webkit() -> Option<(PathBuf, PathBuf)> {
    let named = |name| env::var_os(name).map(PathBuf::from);
    let find = || {
        which("dbus-run-session")?;
        named("DISPLAY").or_else(|| which("Xvfb"))?;
        let driver = named("WEBKIT_DRIVER").or_else(|| which("WebKitWebDriver"))?;
        Some((driver, named("MINIBROWSER").or_else(mini_browser)?))
    };
    find().or_else(|| apt_install(&["webkit2gtk-driver", "xvfb", "dbus"]).then(find).flatten())
}

/// `MiniBrowser`, in the folder of its library: `lib/ARCHITECTURE/webkit2gtk-VERSION` on Debian, `libexec` elsewhere.
fn mini_browser() -> Option<PathBuf> {
    let folders = |path: &Path| -> Vec<PathBuf> {
        let entries = path.read_dir().map(|entries| entries.flatten().map(|entry| entry.path()).collect());
        entries.unwrap_or_default()
    };
    let versions = folders(Path::new("/usr/lib"))
        .into_iter()
        .flat_map(|folder| folders(&folder))
        .chain(folders(Path::new("/usr/libexec")));
    let browsers = versions.map(|folder| folder.join("MiniBrowser")).filter(|path| path.is_file());
    // The newest interface, where several are installed.
    browsers.max()
}
