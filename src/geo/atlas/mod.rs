//! The whole world as cells, and small maps cut from it (native only).
//!
//! An atlas is three archives and one pack, kept apart by licence. Cells hold what a map is made of, not what is drawn:
//! the land of each country as an area of its own, its code under the tag [`CODE`], no shores. [`Atlas::gather`] puts
//! cells together, however many a box touches, and [`Gathered::cut`] gives what a reader's widget draws.

mod archive;
mod compose;
mod label;
#[cfg(test)]
mod tests;
pub mod weave;

pub use archive::{Archive, CELL_DEG, Cell};
pub use compose::Gathered;

use super::{Basemap, Level};
use crate::error::Error;

/// The tag under which a country's code stands among the names of its land and of its label.
pub const CODE: &str = "iso";

/// The world, its directories read.
#[derive(Clone, Debug)]
pub struct Atlas<'a> {
    /// Land of each country, borders, divisions, disputed lines.
    pub ground: Archive<'a>,
    /// Lakes and rivers.
    pub water: Archive<'a>,
    /// Towns.
    pub towns: Archive<'a>,
    /// The names of every country; where each stands does not matter.
    pub countries: Basemap,
}

/// How much of the world a level shows.
#[derive(Clone, Debug)]
pub struct Scope {
    /// See [`Level::min_zoom`].
    pub min_zoom: u8,
    /// How far a line may be from the atlas's, in degrees of latitude.
    pub tolerance_deg: f64,
    /// Land and islands below this area in km² are left out.
    pub island_km2: f64,
    /// Lakes below this area in km² are left out.
    pub lake_km2: f64,
    /// Rivers of a greater rank are left out: 0 from 700 km, 1 from 250 km, 2 from 100 km, 3 the rest.
    pub river_rank: u8,
    /// Towns of a greater rank are left out.
    pub town_rank: u8,
    /// Towns nearer than this to a greater one, in km, are left out.
    pub town_km: f64,
    /// A country without this much room around its name, in km, bears none.
    pub label_km: f64,
    /// Whether first-level divisions are shown.
    pub divisions: bool,
    /// Whether borders that no longer are one are shown.
    pub former: bool,
}

/// A level, its data apart by licence.
#[derive(Clone, Debug)]
pub struct Cut {
    /// Land, shores, borders, divisions, disputed lines.
    pub ground: Level,
    /// Lakes and rivers.
    pub water: Level,
    /// Towns.
    pub towns: Level,
    /// The names of countries.
    pub countries: Level,
}

impl<'a> Atlas<'a> {
    /// Reads the directories of the archives, and the names of countries.
    ///
    /// # Errors
    /// Those of [`Archive::open`] and [`Basemap::decode`].
    pub fn open(ground: &'a [u8], water: &'a [u8], towns: &'a [u8], countries: &[u8]) -> Result<Self, Error> {
        Ok(Self {
            ground: Archive::open(ground)?,
            water: Archive::open(water)?,
            towns: Archive::open(towns)?,
            countries: Basemap::decode(countries)?,
        })
    }

    /// Some levels, from the coarsest to the finest, as packs: one for each licence whose data is in them, and no
    /// other, with its credits. Put end to end they are the file a reader gets. Edges of boxes are whole units,
    /// or seams show. Same levels, same bytes.
    pub fn packs(&self, cuts: Vec<Cut>, units_per_degree: u32) -> Vec<Vec<u8>> {
        let pack = |common: &Basemap| Basemap { levels: Vec::new(), ..common.clone() };
        let mut packs =
            [&self.ground.common, &self.water.common, &self.countries, &self.towns.common].map(pack);
        for cut in cuts {
            let levels = [cut.ground, cut.water, cut.countries, cut.towns];
            for (pack, level) in packs.iter_mut().zip(levels) {
                pack.levels.push(level);
            }
        }
        let is_empty = |level: &Level| {
            level.lines.is_empty()
                && level.areas.is_empty()
                && level.countries.is_empty()
                && level.towns.is_empty()
        };
        let mut encoded = Vec::new();
        for (nth, pack) in packs.iter_mut().enumerate() {
            // The ground has the boxes, so it is there even where all is sea.
            if nth > 0 {
                pack.levels.retain(|level| !is_empty(level));
            } else if pack.levels.iter().all(is_empty) {
                pack.credits.clear();
            }
            if !pack.levels.is_empty() {
                encoded.push(pack.encode(units_per_degree));
            }
        }
        encoded
    }
}
