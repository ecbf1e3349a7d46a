//! One thing's names in several languages.

/// The names of one place by language, few and sorted.
///
/// A language is a BCP 47 tag as written in the data (`fr`, `hy`). The tag `und` is the name used locally, in whatever
/// language that is: it stands in where a language has no name of its own. No name is empty.
///
/// ```
/// use chronocarte::geo::Names;
///
/// let names = Names::new(vec![("en".into(), "Baku".into()), ("fr".into(), "Bakou".into())]);
/// assert_eq!(names.get("fr"), "Bakou");
/// assert_eq!(names.get("fr-CA"), "Bakou");
/// assert_eq!(names.get("hy"), "Baku");
/// assert_eq!(Names::default().get("fr"), "");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Vec<(String, String)>);

impl Names {
    /// Names from (tag, name) pairs in any order. Empty names are dropped; of two names with one tag the first stays.
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        let mut names = Self::default();
        for (tag, name) in &pairs {
            names.add(tag, name);
        }
        names
    }

    /// Adds a name, unless it is empty or there is one with its tag.
    pub(crate) fn add(&mut self, tag: &str, name: &str) {
        // A sort by insertion: the names are few, and usually sorted already.
        let mut place = self.0.len();
        while let Some(before) = place.checked_sub(1).and_then(|before| self.0.get(before))
            && before.0.as_str() >= tag
        {
            place -= 1;
        }
        if !name.is_empty() && self.exact(tag).is_none() {
            self.0.insert(place, (tag.to_owned(), name.to_owned()));
        }
    }

    /// The name in a language; without one, the name in its base language (`fr` for `fr-CA`), then the local name,
    /// then English, then any. Empty only where there is no name at all.
    pub fn get(&self, lang: &str) -> &str {
        let base = lang.bytes().position(|byte| byte == b'-').and_then(|at| lang.get(..at)).unwrap_or(lang);
        self.exact(lang)
            .or_else(|| self.exact(base))
            .or_else(|| self.exact("und"))
            .or_else(|| self.exact("en"))
            .or_else(|| self.0.first().map(|(_, name)| name.as_str()))
            .unwrap_or("")
    }

    /// The name with exactly this tag, without standing in.
    pub fn exact(&self, tag: &str) -> Option<&str> {
        self.0.iter().find(|(of, _)| of == tag).map(|(_, name)| name.as_str())
    }

    /// Whether there is no name at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every (tag, name), sorted by tag.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(tag, name)| (tag.as_str(), name.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(pairs: &[(&str, &str)]) -> Names {
        Names::new(pairs.iter().map(|(tag, name)| ((*tag).into(), (*name).into())).collect())
    }

    #[test]
    fn the_local_name_stands_in_before_english() {
        let ganja = names(&[("en", "Ganja"), ("und", "Gəncə"), ("fr", "Gandja")]);
        assert_eq!(ganja.get("de"), "Gəncə");
        assert_eq!(ganja.get("en"), "Ganja");
        assert_eq!(names(&[("ru", "Гянджа")]).get("fr"), "Гянджа");
    }

    #[test]
    fn an_empty_or_second_name_is_dropped() {
        let both = names(&[("fr", ""), ("en", "one"), ("en", "two")]);
        assert_eq!(both.iter().collect::<Vec<_>>(), [("en", "one")]);
        assert!(names(&[("fr", "")]).is_empty());
    }
}
