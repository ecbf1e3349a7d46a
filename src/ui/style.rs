//! The style sheets, adopted by the shadow root so that they neither leak out nor need a policy to allow them.

use wasm_bindgen::JsCast as _;
use web_sys::{CssStyleSheet, Node, ShadowRoot};

/// The sheet as people write it, or without blanks and comments where the build could take them out.
const STYLE: &str = match option_env!("CHRONOCARTE_STYLE") {
    Some(minified) => minified,
    None => include_str!("../../static/chronocarte.css"),
};

/// What is added once a reader may act.
const LATER_STYLE: &str = match option_env!("CHRONOCARTE_LATER_STYLE") {
    Some(minified) => minified,
    None => include_str!("../../static/chronocarte-later.css"),
};

/// Adds the widget's style sheet to the shadow root a node is in. Without one nothing happens.
pub(crate) fn adopt(node: &Node) {
    add(node, STYLE);
}

/// Adds what only readers who act need.
pub(super) fn adopt_later(node: &Node) {
    add(node, LATER_STYLE);
}

#[inline(never)]
fn add(node: &Node, style: &str) {
    let Ok(shadow) = node.get_root_node().dyn_into::<ShadowRoot>() else { return };
    let Ok(sheet) = CssStyleSheet::new() else { return };
    if sheet.replace_sync(style).is_ok() {
        shadow.adopted_style_sheets().push(&sheet);
    }
}
