//! The ground a story is drawn on: the publisher's own file, or one of the regions that are built in.

use crate::error::Error;
use crate::geo::{Basemap, Bounds};

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

/// What must lie beside the packs that are built in.
pub(super) const LICENCES: [(&str, &str); 4] = [
    ("licences/natural-earth.txt", include_str!("../../static/basemap/LICENSES/natural-earth.txt")),
    ("licences/gshhg.txt", include_str!("../../static/basemap/LICENSES/gshhg.txt")),
    ("licences/geonames.txt", include_str!("../../static/basemap/LICENSES/geonames.txt")),
    ("licences/unicode-cldr.txt", include_str!("../../static/basemap/LICENSES/unicode-cldr.txt")),
];

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

    /// The built-in region that covers a story's places; `None` where no region does.
    ///
    /// # Errors
    /// When a pack that is built in is broken.
    pub fn covering(places: &Bounds) -> Result<Option<Self>, Error> {
        for region in &REGIONS {
            let pack = region.packs.concat();
            let basemap = Basemap::decode(&pack)?;
            // An overview of the whole earth covers everything and shows nothing.
            let finest = basemap.levels.iter().map(|level| level.min_zoom).max().unwrap_or(0);
            let covers = basemap.levels.iter().filter(|level| level.min_zoom == finest).any(|level| {
                let box_ = &level.bounds;
                let corner = |lon, lat| crate::geo::LonLat::new(lon, lat).is_some_and(|at| box_.contains(at));
                corner(places.west_deg(), places.south_deg()) && corner(places.east_deg(), places.north_deg())
            });
            if covers {
                return Ok(Some(Self { pack, basemap, built_in: true }));
            }
        }
        Ok(None)
    }
}
