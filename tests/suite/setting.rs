//! What a situation is made of: the files of this package, its languages, a story as somebody sees it.

use std::fs;
use std::path::{Path, PathBuf};

use chronocarte::index::Index;
use chronocarte::scene::Frame;
use chronocarte::story::{Story, Value};
use chronocarte::text::{Category, Entry, Language, Tag};
use chronocarte::view::View;

/// A file or folder of this package.
pub(crate) fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A language from its file.
pub(crate) fn language(tag: Tag) -> Language {
    let text = fs::read_to_string(root("static/lang").join([tag.as_str(), ".json"].concat())).unwrap();
    let Value::Map(entries) = serde_json::from_str(&text).unwrap() else { panic!("a language is an object") };
    let entry = |value: Value| match value {
        Value::String(text) => Entry::Text(text),
        Value::Map(forms) => Entry::Plural(
            forms
                .iter()
                .map(|(key, text)| (Category::from_key(key).unwrap(), text.as_str().unwrap().to_owned()))
                .collect(),
        ),
        other => panic!("{other:?}"),
    };
    Language::from_entries(tag, entries.into_iter().map(|(key, value)| (key, entry(value))))
}

/// The text of the demo's story.
pub(crate) fn demo_text() -> String {
    fs::read_to_string(root("static/demo/karabakh-2020.json")).unwrap()
}

/// The demo's story, in which nothing is wrong.
pub(crate) fn demo_story() -> Story {
    let (story, report) = Story::from_json(&demo_text()).unwrap();
    assert!(!report.has_errors(), "{report:?}");
    story
}

/// A story in a view, in a language and of a size, without a base map.
pub(crate) fn seen<T>(
    story: &Story,
    view: &View,
    tag: Tag,
    (width_px, height_px): (f64, f64),
    then: impl FnOnce(&Frame<'_>) -> T,
) -> T {
    let known = view.as_of.map(|as_of| story.known_at(as_of));
    let (whole, story) = (story, known.as_ref().unwrap_or(story));
    let (index, language) = (Index::new(story), language(tag));
    let matches = view.matches(story, &index);
    then(&Frame {
        story,
        whole,
        index: &index,
        view,
        matches: &matches,
        basemap: None,
        language: &language,
        width_px,
        height_px,
    })
}
