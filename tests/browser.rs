//! The library inside a real browser: `cargo xtask test wasm`.
#![cfg(target_arch = "wasm32")]

use chronocarte::error::Error;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_library_runs_in_a_page() {
    let document = web_sys::window().and_then(|window| window.document());
    assert!(document.is_some_and(|document| document.body().is_some()));
    assert_eq!(Error::new("code", "a sentence").at(3).to_string(), "a sentence");
}
