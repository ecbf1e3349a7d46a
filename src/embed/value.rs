//! From what `JSON.parse` returns to a [`Value`].

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::story::{MAX_DEPTH, Value};

/// Reads a value that `JSON.parse` returned, or one that a page made in its likeness: `undefined` counts as `null`, and
/// of an object what `Object.keys` lists is read.
///
/// The browser's parser and a walk over what it returns are a tenth of the code of a deserialiser.
///
/// # Errors
/// Where it nests deeper than 64 levels, or holds what JSON cannot say, a function for example.
pub fn value(parsed: &JsValue) -> Result<Value, &'static str> {
    walked(parsed, MAX_DEPTH)
}

fn walked(value: &JsValue, levels: u8) -> Result<Value, &'static str> {
    if let Some(text) = value.as_string() {
        return Ok(Value::String(text));
    }
    if let Some(number) = value.as_f64() {
        return Ok(Value::Number(number));
    }
    if value.is_null() || value.is_undefined() {
        return Ok(Value::Null);
    }
    if let Some(truth) = value.as_bool() {
        return Ok(Value::Bool(truth));
    }
    if !value.is_object() {
        return Err("a story and its words are plain data, as JSON");
    }
    let Some(levels) = levels.checked_sub(1) else { return Err("nested deeper than 64 levels") };
    if Array::is_array(value) {
        let list: &Array = value.unchecked_ref();
        let mut items = Vec::new();
        for nth in 0..list.length() {
            items.push(walked(&list.get(nth), levels)?);
        }
        return Ok(Value::List(items));
    }
    let keys = Object::keys(value.unchecked_ref::<Object>());
    let mut entries = Vec::new();
    for nth in 0..keys.length() {
        let key = keys.get(nth);
        let entry = walked(&Reflect::get(value, &key).unwrap_or_default(), levels)?;
        entries.push((key.as_string().unwrap_or_default(), entry));
    }
    Ok(Value::Map(entries))
}
