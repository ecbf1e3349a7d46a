//! Arrow keys that move the focus within a group, so that the group is one stop for the Tab key.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::{App, Msg};

/// Left and right move along a toolbar.
pub(super) fn along_toolbar(_: &App, event: &Event) -> Option<Msg> {
    // In a field with words the arrows belong to the words.
    let field = event.target()?.dyn_into::<HtmlInputElement>().ok();
    if field.is_some_and(|field| !field.value().is_empty()) {
        return None;
    }
    step(event, "[role=toolbar]", "button, summary, [type=search]", ["ArrowLeft", "ArrowRight"])
}

/// Up and down move from card to card.
pub(super) fn along_cards(_: &App, event: &Event) -> Option<Msg> {
    step(event, "ol", "button.event", ["ArrowUp", "ArrowDown"])
}

/// Moves the focus from one control of a group to the one before or after it. Sends nothing.
fn step(event: &Event, group: &str, controls: &str, keys: [&str; 2]) -> Option<Msg> {
    let key = event.unchecked_ref::<KeyboardEvent>().key();
    let mut by = 2 * isize::try_from(keys.iter().position(|known| *known == key)?).ok()? - 1;
    let target: Element = event.target()?.unchecked_into();
    let group = target.closest(group).ok()??;
    if keys[0] == "ArrowLeft" && group.closest("[dir=rtl]").ok()?.is_some() {
        by = -by;
    }
    let controls = group.query_selector_all(controls).ok()?;
    let at = (0..controls.length()).find(|nth| target.is_same_node(controls.get(*nth).as_ref()))?;
    let next: HtmlElement = controls.get(at.checked_add_signed(by as i32)?)?.unchecked_into();
    event.prevent_default();
    // Refused only by an element that cannot have the focus; buttons can.
    let _ = next.focus();
    None
}
