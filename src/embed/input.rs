//! What the loader hands over.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};

use super::value::value;
use crate::geo::Basemap;
use crate::story::{Report, Severity, Story, listed_language};
use crate::text::Tag;
use crate::ui::{Session, ThemeChoice};

/// What [`mount`](super::mount) is given, read and checked.
pub(super) struct Input {
    pub(super) session: Session,
    pub(super) theme: ThemeChoice,
    /// What a developer should know, for the console.
    pub(super) warnings: Vec<String>,
}

/// Reads the loader's object. `Err` names what stops the widget.
pub(super) fn read(input: &JsValue) -> Result<Input, String> {
    let mut warnings = Vec::new();
    let text = |key: &str| field(input, key).as_string();
    let tag = text("lang").as_deref().and_then(Tag::from_tag).unwrap_or(Tag::En);
    let language = text("messages")
        .and_then(|messages| listed_language(tag, &messages))
        .ok_or("the language file is damaged or of another version")?;
    let (story, report) = Story::read(&value(&field(input, "story"))?);
    warnings.extend(summary(&report));
    if story.events.is_empty() {
        return Err("the story has no events that can be shown".to_owned());
    }
    let basemap = field(input, "pack").dyn_into::<Uint8Array>().ok().and_then(|pack| {
        let decoded = Basemap::decode(&pack.to_vec());
        if let Err(error) = &decoded {
            warnings.push(["the base map could not be read: ", &error.message].concat());
        }
        decoded.ok()
    });
    let (link, view) = (text("link"), text("view"));
    let mut session = Session::new(story, basemap, language, link.as_deref().or(view.as_deref()));
    if let Some(view) = &view {
        view_flaw(&session, view, &mut warnings);
    }
    if let Some(level) = field(input, "headingLevel").as_f64() {
        session.heading_level = level.clamp(1.0, 6.0) as u8;
    }
    let theme = match text("theme").as_deref() {
        Some("light") => ThemeChoice::Light,
        Some("dark") => ThemeChoice::Dark,
        _ => ThemeChoice::Auto,
    };
    Ok(Input { session, theme, warnings })
}

/// What is wrong with the view that a publisher asks for. What a reader's link asks for in vain is nobody's fault here.
#[inline(never)]
fn view_flaw(session: &Session, view: &str, warnings: &mut Vec<String>) {
    if let Some(part) = crate::view::unread_part(view, &session.story, &session.index) {
        let part: String = part.chars().take(80).collect();
        let why = "\" asks for nothing here, expected what follows #chronocarte= in a link";
        warnings.push(["view: \"", &part, why].concat());
    }
}

/// A story from what `JSON.parse` returned, with what should be said about it.
pub(super) fn story(parsed: &JsValue) -> Result<(Story, Option<String>), String> {
    let (story, report) = Story::read(&value(parsed)?);
    Ok((story, summary(&report)))
}

/// A field of an object; `undefined` when there is none.
pub(super) fn field(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

/// One line for the console: the first problem and how many there are. Notes are for editors, not for readers' pages.
fn summary(report: &Report) -> Option<String> {
    let problems: Vec<_> =
        report.problems.iter().filter(|problem| problem.severity != Severity::Note).collect();
    let first = problems.first()?;
    let more = problems.len() - 1;
    let more = if more > 0 { [" (and ", &more.to_string(), " more)"].concat() } else { String::new() };
    Some([first.code, ": ", &first.message, " at ", &first.pointer, &more].concat())
}
