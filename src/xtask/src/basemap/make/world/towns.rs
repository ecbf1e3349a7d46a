//! Towns of the world: every larger one, and the smaller ones where there is no larger one far and wide.

use super::super::{Sources, places};
use super::{Cells, grid, level};
use anyhow::Result;
use chronocarte::geo::{LonLat, Town, distance_m};
use std::collections::HashMap;

/// How far a town of each rank must be from a greater one, in km.
const ROOM_KM: [f64; 8] = [0.0, 5.0, 5.0, 5.0, 5.0, 6.0, 9.0, 25.0];

/// The cells of towns, the most important first in each.
pub(super) fn cells(sources: &Sources) -> Result<Cells> {
    super::super::say("choosing towns");
    let mut cells = Cells::new();
    let mut kept: HashMap<(i32, i32), Vec<LonLat>> = HashMap::new();
    for town in places::all(&sources.geonames, &sources.translations)? {
        let Some(room) = ROOM_KM.get(usize::from(town.rank)) else { continue };
        if crowded(&kept, town.at, *room) {
            continue;
        }
        let Town { at, .. } = town;
        kept.entry(half(at)).or_default().push(at);
        if let Some(cell) = grid::cell(at.lon_deg(), at.lat_deg()) {
            level(&mut cells, cell).towns.push(town);
        }
    }
    Ok(cells)
}

fn half(at: LonLat) -> (i32, i32) {
    ((at.lon_deg() * 2.0).floor() as i32, (at.lat_deg() * 2.0).floor() as i32)
}

fn crowded(kept: &HashMap<(i32, i32), Vec<LonLat>>, at: LonLat, room_km: f64) -> bool {
    let (x, y) = half(at);
    // 55 km of latitude each, fewer of longitude to the north.
    let wide = (1.0 / at.lat_deg().to_radians().cos().max(0.05)).ceil() as i32;
    (x - wide..=x + wide).any(|x| {
        (y - 1..=y + 1).any(|y| {
            let here = kept.get(&(x, y));
            here.into_iter().flatten().any(|other| distance_m(*other, at) < room_km * 1000.0)
        })
    })
}
