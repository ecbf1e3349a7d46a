//! One reader's session with one story: what both the components and the page's own script change and read.

use super::live::Offer;
use crate::geo::Basemap;
use crate::index::{Index, Matches};
use crate::scene::Frame;
use crate::story::{Measure, Side, Story};
use crate::text::Language;
use crate::view::{Action, Change, View, Viewport};

/// A story, how it is looked at, and what follows from both.
pub struct Session {
    /// What is known at the moment that is looked at.
    pub story: Story,
    /// What was said until the end, while an earlier moment is looked at.
    whole: Option<Story>,
    /// Whether another moment is looked at than the one the story was made for. It is made when it is drawn, not when the
    /// page asks: what it takes comes with the second part of the wasm.
    stale: bool,
    /// What is derived from what is known.
    pub index: Index,
    /// The sides that say or count anything in the whole story.
    pub(super) sides: Vec<Side>,
    /// What the whole story counts.
    pub(super) measures: Vec<Measure>,
    /// What is looked at.
    pub view: View,
    /// What passes.
    pub matches: Matches,
    /// The map below.
    pub basemap: Option<Basemap>,
    /// The reader's language.
    pub language: Language,
    /// The level of the widget's heading, 1 to 6.
    pub heading_level: u8,
    /// A newer version of the story that waits.
    pub(super) offer: Option<Box<Offer>>,
}

impl Session {
    /// The opening view of a story, or the view of a permalink.
    pub fn new(story: Story, basemap: Option<Basemap>, language: Language, permalink: Option<&str>) -> Self {
        let index = Index::new(&story);
        let view = permalink.map_or(View::OPENING, |link| crate::view::from_permalink(link, &story, &index));
        let matches = view.matches(&story, &index);
        let stale = view.as_of.is_some();
        let (sides, measures) = (sides(&index), measures(&story));
        Self {
            sides,
            measures,
            story,
            whole: None,
            stale,
            index,
            view,
            matches,
            basemap,
            language,
            heading_level: 2,
            offer: None,
        }
    }

    /// Opens the view of a permalink, as a page opened at that link would.
    pub fn open(&mut self, link: &str) {
        self.view = crate::view::from_permalink(link, self.whole(), &self.index);
        self.matches = self.view.matches(self.whole(), &self.index);
        self.stale = true;
    }

    /// What was said until the end, whatever moment is looked at.
    pub fn whole(&self) -> &Story {
        self.whole.as_ref().unwrap_or(&self.story)
    }

    /// Makes the story what was known at the moment that is looked at, where it is not.
    pub(super) fn settle(&mut self) {
        if self.stale {
            self.look_back();
        }
    }

    /// Makes the story what was known at the moment that is looked at, and derives everything anew from that.
    #[inline(never)]
    fn look_back(&mut self) {
        let whole = self.whole.take().unwrap_or_else(|| std::mem::take(&mut self.story));
        match self.view.as_of {
            Some(as_of) => {
                self.story = whole.known_at(as_of);
                self.whole = Some(whole);
            }
            None => self.story = whole,
        }
        self.index = Index::new(&self.story);
        self.matches = self.view.matches(&self.story, &self.index);
        self.stale = false;
    }

    /// Changes the view; everything else follows.
    pub fn apply(&mut self, action: &Action) -> Change {
        let as_of = self.view.as_of;
        let whole = self.whole.as_ref().unwrap_or(&self.story);
        let change = self.view.apply(action, whole, &self.index);
        if change.matches {
            self.matches = self.view.matches(whole, &self.index);
        }
        self.stale |= self.view.as_of != as_of;
        change
    }

    /// Takes a newer version of the story. What is looked at stays; the selected event and the sides that are left
    /// out are found again by their identifiers.
    pub fn replace_story(&mut self, story: Story) {
        let id_of =
            |at: Option<usize>| at.and_then(|at| self.story.events.get(at)).map(|event| event.id.clone());
        let (selected, hovered) = (id_of(self.view.selected), id_of(self.view.hovered));
        let find = |id: Option<String>| id.and_then(|id| story.event_index(&id));
        (self.view.selected, self.view.hovered) = (find(selected), find(hovered));
        let party = |side: &Side| match side {
            Side::Third => Some(Side::Third),
            Side::Party(at) => {
                let id = &self.story.parties.get(usize::from(*at))?.id;
                let now = story.parties.iter().position(|party| party.id == *id)?;
                u8::try_from(now).ok().map(Side::Party)
            }
        };
        let mut hidden: Vec<Side> = self.view.filter.hidden_sides.iter().filter_map(party).collect();
        hidden.sort_unstable();
        self.view.filter.hidden_sides = hidden;
        self.offer = None;
        self.whole = None;
        (self.sides, self.measures) = (sides(&Index::new(&story)), measures(&story));
        self.story = story;
        self.look_back();
    }

    /// Takes the place of what is shown, as another of the page's wishes for it has it. Of the same story what is looked
    /// at stays, as for a newer version of it.
    pub fn renew(&mut self, mut other: Self) {
        if other.story.id == self.story.id {
            let story = std::mem::take(&mut other.story);
            self.replace_story(story);
            self.language = other.language;
            self.basemap = other.basemap;
            self.heading_level = other.heading_level;
        } else {
            *self = other;
        }
    }

    /// Lays more of the earth below what is there.
    pub fn add_ground(&mut self, more: Basemap) {
        match &mut self.basemap {
            Some(basemap) => basemap.merge(more),
            none => *none = Some(more),
        }
    }

    /// Whether the map reaches beyond all that is known of the ground.
    pub fn leaves_ground(&self, viewport: Viewport) -> bool {
        let camera = self.view.camera(&self.index, viewport);
        let (right, bottom) = (viewport.width_px, viewport.height_px);
        let Some(coarsest) = self.basemap.as_ref().and_then(|basemap| basemap.levels.first()) else {
            return true;
        };
        [(0.0, 0.0), (right, 0.0), (0.0, bottom), (right, bottom)]
            .iter()
            .any(|corner| !coarsest.bounds.contains(camera.unproject(*corner, viewport)))
    }

    /// What a picture of this size is made from.
    pub fn frame(&self, width_px: f64, height_px: f64) -> Frame<'_> {
        Frame {
            story: &self.story,
            whole: self.whole(),
            index: &self.index,
            view: &self.view,
            matches: &self.matches,
            basemap: self.basemap.as_ref(),
            language: &self.language,
            width_px,
            height_px,
        }
    }

    /// Whose figures are drawn, by what they count: what the reader chose, else the first measure the story has.
    pub(super) fn measure(&self) -> Measure {
        self.view.measure.or(self.measures.first().copied()).unwrap_or(Measure::Killed)
    }

    /// A text of the story in the reader's language.
    pub fn words<'a>(&'a self, words: &'a crate::story::Words) -> &'a str {
        words.get(self.language.tag().as_str())
    }
}

/// The sides that say or count anything.
fn sides(index: &Index) -> Vec<Side> {
    let mut sides: Vec<Side> = Vec::new();
    for entry in &index.entries {
        for list in [&entry.sides, &entry.counting] {
            for side in list {
                if !sides.contains(side) {
                    sides.push(*side);
                }
            }
        }
    }
    sides
}

/// What a story counts, in the order of the measures.
fn measures(story: &Story) -> Vec<Measure> {
    let mut measures: Vec<Measure> = Vec::new();
    for event in &story.events {
        for claim in &event.claims {
            for figure in &claim.figures {
                if figure.toll && !measures.contains(&figure.measure) {
                    let at = measures.iter().position(|it| *it > figure.measure).unwrap_or(measures.len());
                    measures.insert(at, figure.measure);
                }
            }
        }
    }
    measures
}
