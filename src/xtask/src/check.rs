//! `cargo xtask check`: everything that is decided without running a test.

use std::fs;

use anyhow::{Context, Result};
use wasmparser::{Validator, WasmFeatures};

use crate::system::{cargo, run as run_command, say};
use crate::wasm::Compiler;
use crate::{build, bytes, project, size};

/// Format, lints on both targets, documentation, a build, its wasm features, its sizes.
pub(crate) fn run(route: Option<&str>) -> Result<()> {
    say("checking the format");
    run_command(cargo().args(["fmt", "--all", "--check"]))?;
    say("linting for the host");
    run_command(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    say("linting for wasm32");
    let compiler = Compiler::find(route)?;
    run_command(compiler.cargo("clippy").args([
        "--package",
        "chronocarte",
        "--lib",
        "--",
        "-D",
        "warnings",
    ]))?;
    say("building the documentation");
    run_command(cargo().args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))?;
    build::build(route, false)?;
    features()?;
    say("weighing");
    let prices = size::Prices::of(&project::dist())?;
    println!("{}", prices.table());
    prices.within_ceilings()?;
    prices.as_told()
}

/// Refuses a module that the oldest supported browsers could not load: Chrome 99, Firefox 101, Safari 16.4.
///
/// They share the second version of the wasm standard: sign extension, saturating conversion, bulk memory, multiple
/// values, reference types, 128-bit vectors, mutable globals. Extended constants, for one, came to Chrome in 114.
fn features() -> Result<()> {
    for path in bytes::files_below(&project::dist())?
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "wasm"))
    {
        let wasm = fs::read(path)?;
        Validator::new_with_features(WasmFeatures::WASM2).validate_all(&wasm).with_context(|| {
            format!("{} asks for more than the oldest supported browsers have", path.display())
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(body: &[u8]) -> bool {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend_from_slice(body);
        Validator::new_with_features(WasmFeatures::WASM2).validate_all(&module).is_ok()
    }

    #[test]
    fn a_memory_with_32_bit_addresses_is_accepted_and_one_with_64_is_not() {
        assert!(accepted(&[5, 3, 1, 0, 1]));
        assert!(!accepted(&[5, 3, 1, 4, 1]));
    }

    #[test]
    fn a_second_memory_and_a_shared_one_are_refused() {
        assert!(!accepted(&[5, 5, 2, 0, 1, 0, 1]));
        assert!(!accepted(&[5, 4, 1, 3, 1, 1]));
    }

    #[test]
    fn a_constant_that_is_computed_is_refused() {
        assert!(accepted(&[6, 6, 1, 0x7f, 0, 0x41, 1, 0x0b]));
        assert!(!accepted(&[6, 9, 1, 0x7f, 0, 0x41, 1, 0x41, 1, 0x6a, 0x0b]));
    }
}
