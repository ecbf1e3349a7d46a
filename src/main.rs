//! `chronocarte`: checks stories and makes of them what a publisher uploads. See `chronocarte --help`.

#[cfg(not(target_arch = "wasm32"))]
mod cli;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    cli::run()
}

/// There is no command line in a browser; tests there build every binary all the same.
#[cfg(target_arch = "wasm32")]
fn main() {}
