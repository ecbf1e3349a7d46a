//! The ground a story is drawn on: the publisher's own file, a region that was drawn with care, or a map cut from the
//! world.

use serde_json::Value;

use super::region::region;
use crate::error::Error;
use crate::geo::atlas::Atlas;
use crate::geo::{Basemap, Bounds, LonLat};

/// A region that is built in: packs of one licence each, which a reader gets end to end as one file.
struct Region {
    packs: [&'static [u8]; 3],
}

const REGIONS: [Region; 1] = [Region {
    packs: [
        include_bytes!("../../static/basemap/caucasus-ground.bin"),
        include_bytes!("../../static/basemap/caucasus-water.bin"),
        include_bytes!("../../static/basemap/caucasus-names.bin"),
    ],
}];

/// The world at a glance, a pack for each licence.
const OVERVIEW: [&[u8]; 4] = [
    include_bytes!("../../static/basemap/world/overview-ground.pack"),
    include_bytes!("../../static/basemap/world/overview-water.pack"),
    include_bytes!("../../static/basemap/world/overview-countries.pack"),
    include_bytes!("../../static/basemap/world/overview-towns.pack"),
];

/// Whose data it is, by the line that names them.
const ATTRIBUTION: &str = include_str!("../../static/basemap/ATTRIBUTION.json");

/// What must lie beside packs that are built in, by the name it has in the table of attributions.
const LICENCES: [(&str, &str); 4] = [
    ("natural-earth.txt", include_str!("../../static/basemap/LICENSES/natural-earth.txt")),
    ("gshhg.txt", include_str!("../../static/basemap/LICENSES/gshhg.txt")),
    ("geonames.txt", include_str!("../../static/basemap/LICENSES/geonames.txt")),
    ("unicode-cldr.txt", include_str!("../../static/basemap/LICENSES/unicode-cldr.txt")),
];

/// The licences of the data that some credits name, each with the name of its file, in a stable order.
pub(super) fn licences(credits: &[String]) -> Vec<(String, &'static str)> {
    let table: Value = serde_json::from_str(ATTRIBUTION).unwrap_or_default();
    let sources = table.as_array().map_or(&[][..], Vec::as_slice);
    let named = |file: &str| {
        sources.iter().any(|source| {
            source["licenceFile"].as_str().is_some_and(|path| path.ends_with(file))
                && source["credit"].as_str().is_some_and(|credit| credits.iter().any(|mine| mine == credit))
        })
    };
    let named = LICENCES.into_iter().filter(|(file, _)| named(file));
    named.map(|(file, text)| (["licences/", file].concat(), text)).collect()
}

/// The world with its cells, as it is built in.
///
/// # Errors
/// When the files it was built from are damaged.
pub fn atlas() -> Result<Atlas<'static>, Error> {
    Atlas::open(
        include_bytes!("../../static/basemap/world/ground.cells"),
        include_bytes!("../../static/basemap/world/water.cells"),
        include_bytes!("../../static/basemap/world/towns.cells"),
        include_bytes!("../../static/basemap/world/countries.pack"),
    )
}

/// The world at a glance as one file: what a reader gets who looks beyond the ground of a story.
pub fn overview() -> Vec<u8> {
    OVERVIEW.concat()
}

/// A base map as a file and as what is drawn.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The file a reader gets.
    pub pack: Vec<u8>,
    /// What it holds.
    pub basemap: Basemap,
    /// Whether it is built in, and its licences belong beside it.
    pub built_in: bool,
}

impl Ground {
    /// The ground of a file of the publisher's own.
    ///
    /// # Errors
    /// When the file is no base map pack.
    pub fn of_pack(pack: Vec<u8>) -> Result<Self, Error> {
        let basemap = Basemap::decode(&pack)?;
        Ok(Self { pack, basemap, built_in: false })
    }

    /// The ground of a story's places anywhere on earth: a region drawn with care where one covers them, else a map
    /// that is cut from the world around them, no larger than a reader is glad to pay; the overview for places all over
    /// the world. Same places, same bytes.
    ///
    /// # Errors
    /// When what is built in is broken.
    pub fn covering(places: &Bounds) -> Result<Self, Error> {
        for region in &REGIONS {
            let pack = region.packs.concat();
            let basemap = Basemap::decode(&pack)?;
            let finest = basemap.levels.iter().map(|level| level.min_zoom).max().unwrap_or(0);
            let covers = basemap.levels.iter().filter(|level| level.min_zoom == finest).any(|level| {
                let box_ = &level.bounds;
                let corner = |lon, lat| LonLat::new(lon, lat).is_some_and(|at| box_.contains(at));
                corner(places.west_deg(), places.south_deg())
                    && corner(places.east_deg(), places.north_deg())
                    // A box around the rest of the earth has its corners there too.
                    && places.width_deg() <= box_.width_deg()
            });
            if covers {
                return Ok(Self { pack, basemap, built_in: true });
            }
        }
        let pack = region(&atlas()?, places)?.unwrap_or_else(overview);
        let basemap = Basemap::decode(&pack)?;
        Ok(Self { pack, basemap, built_in: true })
    }
}
