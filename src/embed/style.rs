//! The style sheet, adopted by the shadow root so that it neither leaks out nor needs a policy to allow it.

use wasm_bindgen::JsCast as _;
use web_sys::{CssStyleSheet, HtmlElement, ShadowRoot};

/// The sheet as people write it, or without blanks and comments where the build could take them out.
const STYLE: &str = match option_env!("CHRONOCARTE_STYLE") {
    Some(minified) => minified,
    None => include_str!("../../static/chronocarte.css"),
};

/// Adds the widget's style sheet to the shadow root an element is in. Without one nothing happens.
pub(super) fn adopt(root: &HtmlElement) {
    let Ok(shadow) = root.get_root_node().dyn_into::<ShadowRoot>() else { return };
    let Ok(sheet) = CssStyleSheet::new() else { return };
    if sheet.replace_sync(STYLE).is_ok() {
        shadow.adopted_style_sheets().push(&sheet);
    }
}
