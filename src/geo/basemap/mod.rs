//! The base map pack: shores, borders, lakes, rivers, disputed lines and towns of a region in a few kilobytes.

#[cfg(not(target_arch = "wasm32"))]
pub mod clip;
mod decode;
#[cfg(not(target_arch = "wasm32"))]
pub mod encode;
#[cfg(not(target_arch = "wasm32"))]
pub mod simplify;
#[cfg(test)]
mod tests;

use super::{Bounds, LonLat, Names, Zoom};

/// What is drawn under a story: one pack, or several merged.
///
/// Paint the [`levels`](Self::levels) in order, each inside its own bounds; see [`Level`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Basemap {
    /// The year the boundaries stand for; `None` for a pack without boundaries (water alone).
    pub epoch: Option<i32>,
    /// Who must be named, one short line of text each, in the order to print them.
    pub credits: Vec<String>,
    /// From the coarsest to the finest; empty only in a map of nothing.
    pub levels: Vec<Level>,
}

/// One degree of detail over one box of the earth, complete in itself.
///
/// Fill [`bounds`](Self::bounds) with water, the areas of kind [`Land`](AreaKind::Land) with land and those of kind
/// [`Lake`](AreaKind::Lake) with water again. Rings of land run along the edge of the box too, so they are not to be
/// stroked: shores are among the lines. Where the view reaches beyond the finest level, the coarser one below shows;
/// whose names to write where is told by [`Basemap::level_at`].
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The box it covers entirely.
    pub bounds: Bounds,
    /// The zoom from which it is precise enough to be wanted; 0 for an overview.
    pub min_zoom: u8,
    /// Borders (each once), shores, rivers and disputed lines.
    pub lines: Vec<Line>,
    /// Land, lakes and disputed areas.
    pub areas: Vec<Area>,
    /// The names of countries.
    pub countries: Vec<CountryLabel>,
    /// Towns, the most important first.
    pub towns: Vec<Town>,
}

/// A line on the ground.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it separates or follows.
    pub kind: LineKind,
    /// How important it is within its kind, 0 first.
    pub rank: u8,
    /// The year the line stands for, where it has one of its own (1994 for a ceasefire line of 1994).
    pub date: Option<i32>,
    /// Its names; often none.
    pub names: Names,
    /// Two or more positions in order.
    pub points: Vec<LonLat>,
}

/// What a line separates or follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKind {
    /// A border between states as the source has it.
    Border,
    /// The shore of the sea, or of a lake that is cut out of the land.
    Coast,
    /// A border between first-level divisions of a state.
    Division,
    /// A river.
    River,
    /// A ceasefire line, armistice line or line of control.
    Ceasefire,
    /// A border that one party claims.
    Claim,
    /// A border that was, and still matters.
    Former,
}

/// An area with its holes.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// What it is.
    pub kind: AreaKind,
    /// The year it stands for, where it has one of its own.
    pub date: Option<i32>,
    /// Its names; often none.
    pub names: Names,
    /// Outer rings and holes, to be filled by the even-odd rule; the last position of a ring is joined to its first
    /// and does not repeat it.
    pub rings: Vec<Vec<LonLat>>,
}

/// What an area is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AreaKind {
    /// Dry land.
    Land,
    /// A lake or reservoir.
    Lake,
    /// An area that several parties claim or that one holds and another claims.
    Disputed,
}

/// Where to write a country's name.
#[derive(Clone, Debug, PartialEq)]
pub struct CountryLabel {
    /// The middle of the name: well inside the part of the country that lies in the level.
    pub anchor: LonLat,
    /// The country's names.
    pub names: Names,
}

/// A town.
#[derive(Clone, Debug, PartialEq)]
pub struct Town {
    /// Where it is.
    pub at: LonLat,
    /// How important it is, 0 first: 0 a capital, 1 a million people, 2 from 300,000, 3 from 100,000, 4 from 50,000,
    /// 5 from 20,000, 6 from 10,000, 7 less.
    pub rank: u8,
    /// Its names.
    pub names: Names,
}

impl Basemap {
    /// The finest level that covers a position at a zoom; `None` beyond the map. A name is written where its own level
    /// is the one at its place: otherwise towns would stand twice.
    pub fn level_at(&self, at: LonLat, zoom: Zoom) -> Option<&Level> {
        let fits = |level: &&Level| f64::from(level.min_zoom) <= zoom.value() && level.bounds.contains(at);
        self.levels.iter().rev().find(fits)
    }

    /// The smallest box around every level: beyond it there is no map. `None` for a map of nothing.
    pub fn bounds(&self) -> Option<Bounds> {
        self.levels.iter().map(|level| level.bounds).reduce(|all, bounds| all.union(&bounds))
    }

    /// The two maps as one: what the other has of a level this one has too joins that level. Packs are kept apart by
    /// licence, and so is their data only on the way to the reader's screen.
    pub fn merge(&mut self, other: Self) {
        self.epoch = self.epoch.or(other.epoch);
        for credit in other.credits {
            self.add_credit(&credit);
        }
        for level in other.levels {
            if let Some(mine) = self.level_of(level.min_zoom, level.bounds) {
                mine.lines.extend(level.lines);
                mine.areas.extend(level.areas);
                mine.countries.extend(level.countries);
                for town in level.towns {
                    mine.add_town(town);
                }
            }
        }
    }

    fn add_credit(&mut self, credit: &str) {
        if !self.credits.iter().any(|mine| mine == credit) {
            self.credits.push(credit.to_owned());
        }
    }

    /// The level with this zoom and these bounds, a new one in its place where there is none. Always there.
    fn level_of(&mut self, min_zoom: u8, bounds: Bounds) -> Option<&mut Level> {
        let same = |mine: &Level| mine.min_zoom == min_zoom && mine.bounds == bounds;
        let place = self.levels.iter().position(same).unwrap_or_else(|| {
            // The world comes before a part of it, whichever is merged into the other.
            let below = |mine: &Level| {
                mine.min_zoom < min_zoom
                    || mine.min_zoom == min_zoom && mine.bounds.width_deg() >= bounds.width_deg()
            };
            let place = self.levels.partition_point(below);
            self.levels.insert(place, Level::empty(min_zoom, bounds));
            place
        });
        self.levels.get_mut(place)
    }
}

impl Level {
    const fn empty(min_zoom: u8, bounds: Bounds) -> Self {
        Self {
            bounds,
            min_zoom,
            lines: Vec::new(),
            areas: Vec::new(),
            countries: Vec::new(),
            towns: Vec::new(),
        }
    }

    /// Adds a town behind those as important.
    fn add_town(&mut self, town: Town) {
        let place = self.towns.partition_point(|mine| mine.rank <= town.rank);
        self.towns.insert(place, town);
    }
}

impl LineKind {
    /// Every kind; the place in this table is the number in the pack.
    const ALL: [Self; 7] =
        [Self::Border, Self::Coast, Self::Division, Self::River, Self::Ceasefire, Self::Claim, Self::Former];
}

impl AreaKind {
    /// Every kind; the place in this table is the number in the pack.
    const ALL: [Self; 3] = [Self::Land, Self::Lake, Self::Disputed];
}
