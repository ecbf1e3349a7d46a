//! Where the folder will be found, and what its files are called.

use crate::text::Tag;

/// What stands in addresses while nobody has said where the folder will be.
pub(super) const NOWHERE: &str = "https://your-site.example/story/";

/// The address of the folder, and the names of its files.
///
/// What is pasted into articles keeps its name for good: the story, the pictures, the pages. What those name in turn
/// carries a hash, and never changes.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Where the folder will be, with a slash at the end; `None` while nobody has said.
    pub base: Option<String>,
    /// The scheme and host of that address.
    pub origin: Option<String>,
    /// The hashed name of the style sheet of the pages.
    pub sheet: String,
    /// The hashed name of the script of the frame, and its integrity value.
    pub frame_script: (String, String),
    /// The folder of the widget that never changes, its loader's integrity value.
    pub pinned: (String, String),
    /// The integrity value of the script that gives frames their height, which lies beside the loader.
    pub resize_integrity: String,
    /// The folder of the widget that is updated in place.
    pub moving: String,
    /// The names of the base map's licences, where there is one.
    pub licences: Vec<String>,
    /// The languages of the folder; the first leads, and its files have no language in their names.
    pub languages: Vec<Tag>,
}

impl Site {
    /// The name of a file in a language, from its name in the leading one.
    ///
    /// ```
    /// use chronocarte::{publish::Site, text::Tag};
    /// let site = Site { languages: vec![Tag::En, Tag::Fr], ..Site::default() };
    /// assert_eq!(site.name("map.svg", Tag::En), "map.svg");
    /// assert_eq!(site.name("map.svg", Tag::Fr), "map.fr.svg");
    /// ```
    pub fn name(&self, name: &str, language: Tag) -> String {
        match (self.languages.first(), name.split_once('.')) {
            (Some(lead), Some((stem, extension))) if *lead != language => {
                [stem, ".", language.as_str(), ".", extension].concat()
            }
            _ => name.to_owned(),
        }
    }

    /// The whole address of a file, for what leaves the folder.
    pub fn address(&self, name: &str) -> String {
        [self.base.as_deref().unwrap_or(NOWHERE), name].concat()
    }

    /// The address of a file within the folder: whole where it is known, so that a page says the same wherever it is
    /// opened from; else relative.
    pub fn reference(&self, name: &str) -> String {
        match &self.base {
            Some(base) => [base, name].concat(),
            None => ["./", name].concat(),
        }
    }

    /// What a policy calls the folder's own host: whole where it is known. A frame without an origin of its own has
    /// no `'self'` in every browser.
    pub fn source(&self) -> &str {
        self.origin.as_deref().unwrap_or("'self'")
    }
}
