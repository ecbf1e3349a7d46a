//! The language files as readers get them: lists without keys, in the order of the table the wasm was built with.

use std::fs;

use anyhow::{Context, Result};
use chronocarte::text::Message;
use serde_json::Value;

use crate::{bytes, project};

/// The message on the loader's button.
const LOADER_OFFER: &str = "loadWidget";

/// A language of `static/lang`.
pub(crate) struct Listed {
    /// Its BCP 47 tag.
    pub(crate) tag: String,
    /// The file: a JSON array.
    pub(crate) json: String,
    /// The one sentence the loader says itself, before any language is fetched.
    pub(crate) offer: Value,
}

/// Every language there is. A file that lacks a message is an error.
pub(crate) fn listed() -> Result<Vec<Listed>> {
    let folder = project::root().join("static").join("lang");
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let files = bytes::files_below(&folder)?;
    let files = files.iter().filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    files
        .map(|path| {
            let tag = path.file_stem().context("a language file has a name")?.to_string_lossy().into_owned();
            let read = || list(&serde_json::from_str(&fs::read_to_string(path)?)?);
            let (json, offer) = read().with_context(|| format!("reading {}", path.display()))?;
            Ok(Listed { tag, json, offer })
        })
        .collect()
}

fn list(messages: &Value) -> Result<(String, Value)> {
    let text = |message: &Message| {
        let text = messages.get(message.key()).cloned();
        text.map(alike).with_context(|| format!("no message {:?}", message.key()))
    };
    let list = Message::ALL.iter().map(text).collect::<Result<Vec<_>>>()?;
    let offer = messages.get(LOADER_OFFER).with_context(|| format!("no message {LOADER_OFFER:?}"))?;
    Ok((Value::from(list).to_string(), offer.clone()))
}

/// The one text of forms that are all the same: which of them a count takes need not be sent.
fn alike(message: Value) -> Value {
    let forms = message.as_object().map(|forms| forms.values().collect::<Vec<_>>());
    match forms.as_deref() {
        Some([first, others @ ..]) if others.iter().all(|form| form == first) => (*first).clone(),
        _ => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_holds_every_message_in_the_order_of_the_table() {
        for language in listed().unwrap() {
            let texts: Vec<Value> = serde_json::from_str(&language.json).unwrap();
            assert_eq!(texts.len(), Message::ALL.len(), "{}", language.tag);
        }
        assert!(list(&serde_json::json!({ "play": "Play" })).is_err());
    }

    #[test]
    fn forms_that_are_all_the_same_travel_once() {
        use serde_json::json;
        assert_eq!(alike(json!({ "one": "{count} olay", "other": "{count} olay" })), json!("{count} olay"));
        for kept in [json!({ "one": "event", "other": "events" }), json!("event"), json!({})] {
            assert_eq!(alike(kept.clone()), kept);
        }
    }
}
