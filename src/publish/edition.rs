//! One story in one language, with everything its pages are written from.

use super::Site;
use super::html::{El, el};
use super::phrases::{Phrases, words};
use crate::error::Error;
use crate::geo::Basemap;
use crate::index::{EventIndex, Index, Matches};
use crate::scene::{Frame, event_line, span_words, where_words};
use crate::story::{Story, Words, is_https};
use crate::text::{Language, Tag, number};
use crate::view::View;

/// One story in one language.
pub struct Edition<'a> {
    pub(super) story: &'a Story,
    pub(super) basemap: Option<&'a Basemap>,
    pub(super) site: &'a Site,
    pub(super) language: Language,
    pub(super) phrases: Phrases,
    pub(super) index: Index,
    view: View,
    matches: Matches,
}

/// How many events a picture's description names; the list below it names all.
const TOLD: usize = 12;

impl<'a> Edition<'a> {
    /// Gathers what the pages of a story in a language are written from.
    ///
    /// # Errors
    /// When there are no words in that language.
    pub fn new(
        story: &'a Story,
        basemap: Option<&'a Basemap>,
        site: &'a Site,
        tag: Tag,
    ) -> Result<Self, Error> {
        let (language, phrases) = words(tag)?;
        let index = Index::new(story);
        let view = View::OPENING;
        let matches = view.matches(story, &index);
        Ok(Self { story, basemap, site, language, phrases, index, view, matches })
    }

    pub(super) fn tag(&self) -> Tag {
        self.language.tag()
    }

    /// The view the widget opens with.
    pub(super) fn frame(&self) -> Frame<'_> {
        Frame {
            story: self.story,
            whole: self.story,
            index: &self.index,
            view: &self.view,
            matches: &self.matches,
            basemap: self.basemap,
            language: &self.language,
            width_px: 0.0,
            height_px: 0.0,
        }
    }

    /// A text of the story, in words alone.
    pub(super) fn plain<'w>(&self, words: &'w Words) -> &'w str {
        words.get(self.tag().as_str())
    }

    /// A text of the story, kept apart from what stands around it, and marked with its own language where that is not
    /// the page's.
    pub(super) fn prose(&self, words: &Words) -> El {
        let tag = self.tag().as_str();
        let (language, text) = words.with_language(tag);
        let element = el("bdi");
        let element =
            if language == tag || language.is_empty() { element } else { element.attr("lang", language) };
        element.text(text)
    }

    /// The name of a file in this language.
    pub(super) fn name(&self, name: &str) -> String {
        self.site.name(name, self.tag())
    }

    /// The time the story tells of; empty without any date.
    pub(super) fn time_words(&self) -> String {
        self.index.span.map_or_else(String::new, |span| span_words(self.story, span, &self.language))
    }

    /// What the map shows, for those who do not see it.
    pub(super) fn map_alt(&self) -> String {
        let placed: Vec<EventIndex> =
            self.index.order.iter().copied().filter(|it| self.is_placed(*it)).collect();
        if placed.is_empty() {
            return self.phrases.get("mapAltNone").to_owned();
        }
        let list = self.told(&placed, |event| where_words(self.story, event, &self.language));
        let count = number(i64::try_from(placed.len()).unwrap_or(i64::MAX), self.tag());
        self.phrases.fill("mapAlt", &[("count", &count), ("list", &list)])
    }

    /// What the timeline shows, for those who do not see it.
    pub(super) fn timeline_alt(&self) -> String {
        let list = self.told(&self.index.order, |event| {
            event_line(&self.frame(), event).map_or_else(String::new, |line| line.when)
        });
        self.phrases.fill("timelineAlt", &[("list", &list)])
    }

    fn is_placed(&self, event: EventIndex) -> bool {
        self.index.get(event).is_some_and(|entry| entry.position.is_some())
    }

    /// The titles of events, each with something more: `1 Title, more; 2 Title, more`.
    fn told(&self, events: &[EventIndex], more: impl Fn(EventIndex) -> String) -> String {
        let mut list = Vec::new();
        for event in events.iter().take(TOLD) {
            let Some(known) = self.story.events.get(*event) else { continue };
            let nth = self
                .index
                .get(*event)
                .and_then(|entry| entry.number)
                .map_or_else(String::new, |nth| number(i64::from(nth), self.tag()) + " ");
            list.push([&nth, self.plain(&known.title), ", ", &more(*event)].concat());
        }
        if events.len() > TOLD {
            list.push("…".to_owned());
        }
        list.join("; ")
    }
}

/// A link to an address of the story where it may be linked, else its text alone.
pub(super) fn link(address: Option<&str>, words: El) -> El {
    match address.filter(|address| is_https(address)) {
        Some(address) => el("a rel='noopener'").attr("href", address).kid(words),
        None => words,
    }
}
