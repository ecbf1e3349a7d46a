//! The regions there are packs of, and how much each of their levels shows.

use super::disputed::Closing;
use chronocarte::geo::Bounds;

/// A region: some packs with the same levels, one for each licence.
pub(super) struct Region {
    /// The first part of the names of its files.
    pub(super) name: &'static str,
    /// The year the source's boundaries stand for.
    pub(super) epoch: i32,
    /// From the coarsest to the finest.
    pub(super) details: &'static [Plan],
    /// Ranks of towns, by GeoNames number, where the source counts the people of another time than the boundaries'.
    pub(super) ranks: &'static [(u32, u8)],
    /// Names of towns (GeoNames number, language, name) that replace the source's; an empty one only takes it away.
    pub(super) names: &'static [(u32, &'static str, &'static str)],
    /// Disputed areas to close.
    pub(super) closings: &'static [Closing],
}

/// How much one level shows.
pub(super) struct Plan {
    /// West, south, east and north in degrees; not across the antimeridian.
    pub(super) bounds: (f64, f64, f64, f64),
    /// See [`chronocarte::geo::Level::min_zoom`].
    pub(super) min_zoom: u8,
    /// How far a line may be from the source's, in degrees of latitude.
    pub(super) tolerance_deg: f64,
    /// Land and islands below this area in km² are left out.
    pub(super) island_km2: f64,
    /// Lakes below this area in km² are left out.
    pub(super) lake_km2: f64,
    /// Rivers below this length in km are left out.
    pub(super) river_km: f64,
    /// Rivers nearer than this to a border, in km, are the border.
    pub(super) border_km: f64,
    /// Towns of a greater rank are left out.
    pub(super) town_rank: u8,
    /// Towns nearer than this to a greater one, in km, are left out.
    pub(super) town_km: f64,
    /// A country without this much room around its name, in km, bears none.
    pub(super) label_km: f64,
    /// Whether borders that no longer are one are shown.
    pub(super) former: bool,
}

/// A plan with its box.
pub(super) struct Detail {
    pub(super) bounds: Bounds,
    plan: &'static Plan,
}

impl Detail {
    /// The plan of a level; `None` where its box is none.
    pub(super) fn new(plan: &'static Plan) -> Option<Self> {
        let (west, south, east, north) = plan.bounds;
        Some(Self { bounds: Bounds::new(west, south, east, north)?, plan })
    }
}

impl std::ops::Deref for Detail {
    type Target = Plan;

    fn deref(&self) -> &Plan {
        self.plan
    }
}

/// Every region.
pub(super) const REGIONS: &[Region] = &[Region {
    name: "caucasus",
    // Natural Earth 4.1 is of 2018.
    epoch: 2018,
    details: &[
        Plan {
            bounds: (37.0, 34.0, 57.0, 46.5),
            min_zoom: 0,
            tolerance_deg: 0.01,
            island_km2: 50.0,
            lake_km2: 300.0,
            river_km: 250.0,
            border_km: 6.0,
            town_rank: 2,
            town_km: 60.0,
            label_km: 30.0,
            former: false,
        },
        Plan {
            bounds: (43.5, 38.2, 50.5, 42.0),
            min_zoom: 6,
            tolerance_deg: 0.001,
            island_km2: 2.0,
            lake_km2: 4.0,
            river_km: 40.0,
            border_km: 3.5,
            town_rank: 6,
            town_km: 9.0,
            label_km: 12.0,
            former: true,
        },
    ],
    ranks: &[
        // Stepanakert: the source's 2,100 people are those after 2023.
        (146_970, 4),
        // Lerik: the people of the whole district.
        (147_611, 6),
        // Al Mawsil al Jadidah, a quarter with the people of all Mosul.
        (99_071, u8::MAX),
    ],
    names: &[
        // A name that only one side uses is not enough.
        (146_970, "und", "Stepanakert / Khankendi"),
        (146_970, "hy", "Ստեփանակերտ"),
        (146_970, "ru", "Степанакерт / Ханкенди"),
        (146_970, "az", "Xankəndi"),
        // Names given up before the boundaries' year.
        (584_871, "hy", "Թարթառ"),
        (616_530, "ru", "Ванадзор"),
        (148_340, "und", "Biləsuvar"),
        (586_763, "und", "Şabran"),
        (585_225, "ru", ""),
        (298_333, "fr", ""),
        (298_333, "ru", ""),
        // Names of something else.
        (147_429, "az", ""),
    ],
    closings: &[Closing {
        line: "Ceasefire Line 1994",
        inside: &[
            (46.7528, 39.8177, "Stepanakert"),
            (46.7408, 40.3814, "Talish"),
            (46.9274, 39.9910, "Aghdam"),
            (47.1453, 39.6009, "Fizuli"),
            (47.0284, 39.3992, "Jabrayil"),
        ],
        outside: &[
            (46.9316, 40.3420, "Terter"),
            (46.8203, 40.5082, "Naftalan"),
            (46.3613, 40.6816, "Ganja"),
            (45.7316, 40.1827, "Vardenis"),
            (46.3416, 39.5111, "Goris"),
        ],
        km2: (10_500.0, 12_500.0),
    }],
}];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_plan_has_a_box_and_a_finer_one_lies_in_it() {
        for region in REGIONS {
            let details: Vec<Detail> = region.details.iter().map(|plan| Detail::new(plan).unwrap()).collect();
            assert!(
                !details.is_empty() && details.iter().all(|detail| !detail.bounds.crosses_antimeridian())
            );
            for pair in details.windows(2) {
                assert!(pair[0].min_zoom < pair[1].min_zoom && pair[0].tolerance_deg > pair[1].tolerance_deg);
                assert_eq!(pair[0].bounds.union(&pair[1].bounds), pair[0].bounds);
            }
        }
    }
}
