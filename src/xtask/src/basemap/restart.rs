//! The command in a build of this tool that has no base map maker: the tool starts itself with one.

use anyhow::{Result, ensure};

/// Runs the same command with the feature `basemap`.
pub(crate) fn run() -> Result<()> {
    crate::system::say("compiling the base map maker");
    let status = crate::system::cargo()
        .args([
            "run",
            "--quiet",
            "--profile",
            "maker",
            "--package",
            "xtask",
            "--features",
            "basemap",
            "--",
            "basemap",
        ])
        .status()?;
    ensure!(status.success(), "the base map was not rebuilt");
    Ok(())
}
