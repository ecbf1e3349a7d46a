//! Where something was published.

use super::node::{object, words};
use super::{Dating, Words};

/// A publication: an article, a dispatch, a post, a document.
#[derive(Clone, Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Source {
    /// Its identifier.
    pub id: String,
    /// What kind of publication it is.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub kind: SourceKind,
    /// What it is called, in words that fit after "via", for example `Interfax` or `the press report`.
    pub name: Words,
    /// The publisher, when it differs from the name.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub publisher: Words,
    /// Its address; `https:` only. Anything else is shown as text.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub url: Option<String>,
    /// The address of an archived copy; `https:` only.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub archive: Option<String>,
    /// The language it is written in (BCP 47).
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub language: Option<String>,
    /// When it was published.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub date: Option<Dating>,
    /// What a reader should know of it, for example that it bears no date.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub note: Words,
}

object!(Source {
    id: "id" required,
    kind: "kind" default,
    name: "name" required,
    publisher: "publisher" default,
    url: "url" default,
    archive: "archive" default,
    language: "language" default,
    date: "date" default,
    note: "note" default,
});

/// What kind of publication a source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum SourceKind {
    /// An article or report in the press.
    #[default]
    Press,
    /// A dispatch of a news agency.
    Agency,
    /// A statement or communiqué.
    Statement,
    /// A post in a social network.
    Post,
    /// A film or photograph.
    Footage,
    /// A document, treaty or resolution.
    Document,
    /// A data set.
    Data,
    /// A reference work.
    Reference,
}

words!(SourceKind { Press = "press", Agency = "agency", Statement = "statement", Post = "post", Footage = "footage", Document = "document", Data = "data", Reference = "reference" } else Press);
