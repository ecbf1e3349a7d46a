//! The language files as readers get them: texts without keys, in the order of the table the wasm was built with.

use std::fs;

use anyhow::{Context, Result, ensure};
use chronocarte::text::{Category, Message};
use serde_json::Value;

use crate::{bytes, project};

/// The message on the loader's button.
const LOADER_OFFER: &str = "loadWidget";

/// A language of `static/lang`.
pub(crate) struct Listed {
    /// Its BCP 47 tag.
    pub(crate) tag: String,
    /// The file: one string of JSON.
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
    let texts = Message::ALL.iter().map(|message| travelling(&text(message)?)).collect::<Result<Vec<_>>>()?;
    let offer = messages.get(LOADER_OFFER).with_context(|| format!("no message {LOADER_OFFER:?}"))?;
    Ok((Value::from(texts.join("~")).to_string(), offer.clone()))
}

/// A message as it travels, which `story::listed_language` reads.
fn travelling(message: &Value) -> Result<String> {
    let form = |value: &Value| -> Result<String> {
        let text = value.as_str().context("a message is a text or its forms")?;
        ensure!(
            !text.is_empty() && !text.contains(['~', '^']),
            "no message is empty or has a \"~\" or \"^\": {text:?}"
        );
        Ok(text.to_owned())
    };
    let Some(forms) = message.as_object() else { return form(message) };
    let forms = Category::ALL.map(|category| forms.get(category.as_str()).map_or(Ok(String::new()), form));
    Ok(forms.into_iter().collect::<Result<Vec<_>>>()?.join("^"))
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
    use chronocarte::story::listed_language;
    use chronocarte::text::Tag;

    #[test]
    fn a_list_holds_every_message_in_the_order_of_the_table() {
        for language in listed().unwrap() {
            let file: String = serde_json::from_str(&language.json).unwrap();
            let tag = Tag::from_tag(&language.tag).unwrap();
            let read = listed_language(tag, &file).expect("a language");
            // The same as people wrote it, whichever form a count takes.
            let path = project::root().join("static/lang").join(&language.tag).with_extension("json");
            let written: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
            for message in Message::ALL {
                let forms = &written[message.key()];
                let count = Category::of_count(5, tag).as_str();
                let text = forms.as_str().or(forms[count].as_str()).or(forms["other"].as_str()).unwrap();
                assert_eq!(
                    read.count(*message, 5, &[]),
                    text.replace("{count}", "5"),
                    "{message:?} in {tag:?}"
                );
            }
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
