//! Where something was published.

use serde::Deserialize;

use super::de::or_default;
use super::{Dating, Words};

/// A publication: an article, a dispatch, a post, a document.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// Its identifier.
    pub id: String,
    /// What kind of publication it is.
    #[serde(default, deserialize_with = "or_default")]
    pub kind: SourceKind,
    /// What it is called, in words that fit after "via", for example `Interfax` or `the press report`.
    pub name: Words,
    /// The publisher, when it differs from the name.
    #[serde(default, deserialize_with = "or_default")]
    pub publisher: Words,
    /// Its address; `https:` only. Anything else is shown as text.
    #[serde(default, deserialize_with = "or_default")]
    pub url: Option<String>,
    /// The address of an archived copy; `https:` only.
    #[serde(default, deserialize_with = "or_default")]
    pub archive: Option<String>,
    /// The language it is written in (BCP 47).
    #[serde(default, deserialize_with = "or_default")]
    pub language: Option<String>,
    /// When it was published.
    #[serde(default, deserialize_with = "or_default")]
    pub date: Option<Dating>,
    /// What a reader should know of it, for example that it bears no date.
    #[serde(default, deserialize_with = "or_default")]
    pub note: Words,
}

/// What kind of publication a source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
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
