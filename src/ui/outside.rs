//! What only the browser can do: copy, share, save. Reached by name, since each binding of its own costs every reader
//! bytes in the loader, and few readers ever come here.

use std::rc::Rc;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use yew::html::Scope;

use super::App;
use super::listen::{Called, Callee, callee};
use crate::text::pieces;
use crate::view::escaped;

/// A browser takes longer addresses for a mistake, and some of them cut them off.
const LONGEST_ADDRESS: usize = 1_500_000;

/// A field of an object; `undefined` where there is none.
pub(super) fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Calls a method with two arguments. `None` where there is no such method, or where it throws.
pub(super) fn call(object: &JsValue, method: &str, first: &JsValue, second: &JsValue) -> Option<JsValue> {
    let method: Function = field(object, method).dyn_into().ok()?;
    method.call2(object, first, second).ok()
}

/// Something of the window by its name, a name within it after each dot.
fn global(path: &str) -> JsValue {
    let window = web_sys::window().map_or(JsValue::UNDEFINED, JsValue::from);
    pieces(path, b'.').fold(window, |object, name| field(&object, name))
}

/// What becomes of a promise, told as long as this is kept.
pub(super) struct Outcome {
    _callees: [Callee; 2],
}

impl Outcome {
    fn of(promise: &JsValue, link: &Rc<Scope<App>>, kept: Called, broken: Called) -> Option<Self> {
        let callees = [callee(link, kept), callee(link, broken)];
        call(promise, "then", callees[0].as_ref(), callees[1].as_ref())?;
        Some(Self { _callees: callees })
    }
}

/// Copies a text. `None` where the page may not: no secure origin, a frame that is not allowed to.
pub(super) fn copy(text: &str, link: &Rc<Scope<App>>, copied: Called, refused: Called) -> Option<Outcome> {
    let clipboard = global("navigator.clipboard");
    let promise = call(&clipboard, "writeText", &JsValue::from_str(text), &JsValue::UNDEFINED)?;
    Outcome::of(&promise, link, copied, refused)
}

/// Whether the system takes addresses to hand on.
pub(super) fn can_share() -> bool {
    global("navigator.share").is_function()
}

/// Hands an address to the system. What becomes of it is told by `refused` alone: readers see the rest themselves, and
/// to change one's mind is no error.
pub(super) fn share(title: &str, url: &str, link: &Rc<Scope<App>>, refused: Called) -> Option<Outcome> {
    let data = js_sys::Object::new();
    for (name, value) in [("title", title), ("url", url)] {
        let _ = Reflect::set(&data, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    let promise = call(&global("navigator"), "share", &data, &JsValue::UNDEFINED)?;
    Outcome::of(&promise, link, |_, _| None, refused)
}

/// Whether this page is in a frame without an origin of its own, which is often one that may not save files.
pub(super) fn is_sandboxed() -> bool {
    global("origin").as_string().is_some_and(|origin| origin == "null")
}

/// Hands a text to the browser as a file: in an address where it fits into one, which no policy forbids.
pub(super) fn save_text(name: &str, media_type: &str, text: &str) -> Option<()> {
    let address = ["data:", media_type, ";charset=utf-8,", &escaped(text)].concat();
    if address.len() <= LONGEST_ADDRESS {
        return save(name, &address);
    }
    let options = js_sys::Object::new();
    let _ = Reflect::set(&options, &JsValue::from_str("type"), &JsValue::from_str(media_type));
    let blob: Function = global("Blob").dyn_into().ok()?;
    let (parts, arguments) = (Array::new(), Array::new());
    parts.push(&JsValue::from_str(text));
    arguments.push(&parts);
    arguments.push(&options);
    let blob = Reflect::construct(&blob, &arguments).ok()?;
    let maker = global("URL");
    let address = call(&maker, "createObjectURL", &blob, &JsValue::UNDEFINED)?;
    // Never given back: a browser may still be reading when we would, and the page ends it.
    save(name, &address.as_string()?)
}

/// Hands what an address holds to the browser as a file.
pub(super) fn save(name: &str, address: &str) -> Option<()> {
    let anchor = web_sys::window()?.document()?.create_element("a").ok()?;
    anchor.set_attribute("href", address).ok()?;
    anchor.set_attribute("download", name).ok()?;
    call(&anchor, "click", &JsValue::UNDEFINED, &JsValue::UNDEFINED).map(|_| ())
}
