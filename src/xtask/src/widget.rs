//! The widget's code as it is shipped: the wasm in two parts and the script that binds it to the page.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::system::{run, say};
use crate::{bytes, glue, node, order, profile, project, split};

/// What a reader's browser runs.
pub(crate) struct Widget {
    /// Defines `bindings`; see [`glue`].
    pub(crate) glue: String,
    /// What the first picture needs.
    pub(crate) wasm: Vec<u8>,
    /// What is needed once a reader acts. `None` where nothing could be found out about the first picture: then
    /// everything is in `wasm`.
    pub(crate) later: Option<Vec<u8>>,
}

impl Widget {
    /// Binds, optimises and splits what the compiler made.
    pub(crate) fn from_wasm(path: &Path) -> Result<Self> {
        let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
        bindgen.input_path(path).no_modules(true)?.typescript(false).keep_debug(false);
        let mut output = bindgen
            .remove_name_section(false)
            .remove_producers_section(true)
            .generate_output()
            .context("running wasm-bindgen")?;
        let script = output.js().to_owned();
        let glue = glue::fitted(&script, output.wasm_mut())?;
        let whole = output.wasm_mut().emit_wasm();
        // Without the linker's map all data stays in the first part.
        let constants = fs::read_to_string(path.with_extension("map"))
            .map_or_else(|_| Vec::new(), |map| split::constants(&map));
        // The names are for whoever looks into what is split; they end with it.
        let whole = optimised(&whole, &["-Oz", "-g"]).unwrap_or(whole);
        let halves = split::split(&whole, &constants, |marked| profile::run(&glue, marked));
        Ok(match halves {
            Ok(halves) => Self { glue, wasm: smallest(halves.first)?, later: Some(smallest(halves.later)?) },
            Err(error) => {
                say(format!("the wasm stays in one part, which costs readers a third more: {error:#}"));
                Self { glue, wasm: whole, later: None }
            }
        })
    }
}

/// The module, or what wasm-opt makes of it where that is smaller once compressed, in the order of functions that
/// compresses best. What is smallest before that, `-Oz`, need not be the smallest after.
fn smallest(wasm: Vec<u8>) -> Result<Vec<u8>> {
    let mut candidates = vec![order::ordered(&wasm)?];
    // Flat code put into blocks and loops anew has fewer shapes, which compresses better though it is no shorter.
    let anew = ["--flatten", "--rereloop", "-Os", "-Oz"];
    for passes in [&["-Oz"][..], &["-Os"], &anew] {
        let Some(optimised) = optimised(&wasm, passes) else { break };
        candidates.push(order::ordered(&optimised)?);
    }
    candidates.push(wasm);
    let mut best: Option<(usize, Vec<u8>)> = None;
    for candidate in candidates {
        let length = bytes::brotli(&candidate)?.len();
        if best.as_ref().is_none_or(|best| length < best.0) {
            best = Some((length, candidate));
        }
    }
    Ok(best.context("there is a module")?.1)
}

/// What wasm-opt makes of a module; `None` where it is missing or fails, which costs some bytes but nothing else.
fn optimised(wasm: &[u8], more: &[&str]) -> Option<Vec<u8>> {
    // The features are those every supported browser has; see `check`. The first kilobyte is the far end of the stack:
    // nothing is read there through an address that wraps around, so offsets may move into loads and stores.
    // A function that is called once stays a function: in larger ones the numbers of locals repeat less, which costs more
    // once compressed than the call.
    const ARGUMENTS: [&str; 12] = [
        "--low-memory-unused",
        "--one-caller-inline-max-function-size",
        "0",
        "--strip-producers",
        "--strip-target-features",
        "--enable-bulk-memory",
        "--enable-multivalue",
        "--enable-mutable-globals",
        "--enable-nontrapping-float-to-int",
        "--enable-reference-types",
        "--enable-sign-ext",
        "--enable-simd",
    ];
    let result = bytes::cached(&format!("opt{}", more.concat()), wasm, || {
        let folder = project::scratch().join("wasm-opt");
        let (input, output) = (folder.join("in.wasm"), folder.join("out.wasm"));
        bytes::write(&input, wasm)?;
        let mut wasm_opt = node::wasm_opt().context("wasm-opt is not installed")?;
        run(wasm_opt.args(ARGUMENTS).args(more).arg(&input).arg("-o").arg(&output))?;
        Ok(fs::read(&output)?)
    });
    result.inspect_err(|error| say(format!("without wasm-opt: {error:#}"))).ok()
}
