//! A small map of any place on earth, cut from the world for a story.

use super::bytes::brotli;
use crate::error::Error;
use crate::geo::Bounds;
use crate::geo::atlas::{Atlas, Scope};

/// What a reader pays at most for the ground of a story, in bytes of brotli.
pub const CEILING: usize = 20_000;
/// Tries until even the world is small.
const STEPS: usize = 10;
/// The finest detail, in degrees of latitude: half a pixel at zoom 9.
const FINEST_DEG: f64 = 0.001;

/// The least height of what is shown in detail, in degrees: a place alone has its surroundings too.
const LEAST_DEG: f64 = 2.6;

/// The box around a story that is shown in detail.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Frame {
    bounds: Bounds,
    /// Its width and height on the map, in degrees of latitude.
    span_deg: f64,
}

/// The packs of a story with places in a box, end to end: the ground in detail with room around it, and less of it for
/// a wider view. No more than [`CEILING`] in brotli: the larger the story, the coarser; `None` where it takes all
/// the world, which the overview shows as well. Same atlas and places, same bytes.
///
/// # Errors
/// When the atlas is damaged.
pub fn region(atlas: &Atlas<'_>, places: &Bounds) -> Result<Option<Vec<u8>>, Error> {
    let fine = frame(places, 1.6);
    if fine.bounds == Bounds::WORLD {
        return Ok(None);
    }
    let gathered = atlas.gather(&fine.bounds)?;
    let wide = match wider(&fine) {
        Some(wide) => Some((wide, atlas.gather(&wide.bounds)?)),
        None => None,
    };
    let mut best = Vec::new();
    let mut coarser = 1.0;
    for step in 0..STEPS {
        let mut cuts = Vec::new();
        if let Some((wide, gathered)) = &wide {
            cuts.push(gathered.cut(&scope(wide, coarser, true, step)));
        }
        cuts.push(gathered.cut(&scope(&fine, coarser, false, step)));
        // Edges of boxes are whole tenths of degrees.
        let units = if fine.span_deg > 12.0 { 200 } else { 1000 };
        best = atlas.packs(cuts, units).concat();
        let size = brotli(&best)?.len();
        if size <= CEILING {
            break;
        }
        // The more there is, the more is taken away; without what helps least it may be enough already.
        if step > 0 {
            let over = f64::from(u32::try_from(size).unwrap_or(u32::MAX)) / CEILING as f64;
            coarser *= (0.2 + 0.8 * over).clamp(1.08, 3.0);
        }
    }
    Ok(Some(best))
}

/// The box to show around places: room for a map half as wide again as high, and not less than [`LEAST_DEG`].
fn frame(places: &Bounds, room: f64) -> Frame {
    const ASPECT: f64 = 1.5;
    let middle = places.center();
    let shrink = middle.lat_deg().to_radians().cos().max(0.1);
    let (width, height) = (places.width_deg() * shrink * room, places.height_deg() * room);
    let height = height.max(width / ASPECT).max(LEAST_DEG);
    let width = (height * ASPECT) / shrink;
    if width > 300.0 {
        return Frame { bounds: Bounds::WORLD, span_deg: 180.0 };
    }
    let outwards = |low: f64, high: f64| ((low * 10.0).floor() / 10.0, (high * 10.0).ceil() / 10.0);
    let (south, north) = outwards(middle.lat_deg() - height / 2.0, middle.lat_deg() + height / 2.0);
    let west = places.west_deg() + places.width_deg() / 2.0 - width / 2.0;
    let (west, east) = outwards(west, west + width);
    let wrap = |lon: f64| {
        if lon > 180.0 {
            lon - 360.0
        } else if lon < -180.0 {
            lon + 360.0
        } else {
            lon
        }
    };
    let tenth = |deg: f64| (deg * 10.0).round() / 10.0;
    let bounds = Bounds::new(tenth(wrap(west)), south.max(-90.0), tenth(wrap(east)), north.min(90.0));
    Frame { bounds: bounds.unwrap_or(Bounds::WORLD), span_deg: height }
}

/// Three times as much around it, twice around a country; `None` where the overview of the world shows as much.
fn wider(fine: &Frame) -> Option<Frame> {
    (fine.span_deg < 25.0).then(|| frame(&fine.bounds, if fine.span_deg < 12.0 { 3.0 } else { 2.0 }))
}

/// What is shown in a frame.
fn scope(frame: &Frame, coarser: f64, around: bool, step: usize) -> Scope {
    // The first story's map, which is drawn by hand, spans 3.8 degrees in detail and 12.5 around.
    let span = frame.span_deg;
    let tolerance_deg = if around { span * 0.0008 } else { (span * 0.0003).max(FINEST_DEG) } * coarser;
    // A map 560 pixels high shows the span at this zoom, if it is not zoomed in.
    let whole = (560.0 * 360.0 / 256.0 / span).log2();
    Scope {
        min_zoom: (whole - if around { 4.0 } else { 1.6 }).floor().clamp(if around { 1.0 } else { 2.0 }, 6.0)
            as u8,
        tolerance_deg,
        island_km2: (span * span * 0.1 * coarser).max(0.4),
        lake_km2: (span * span * if around { 2.0 } else { 0.4 } * coarser).max(6.0),
        river_rank: match span * coarser {
            ..7.0 => 3,
            7.0..14.0 => 2,
            14.0..40.0 => 1,
            _ => 0,
        },
        town_rank: match span {
            // Where there is a greater town the smaller ones near it go anyway.
            ..10.0 => 7,
            10.0..20.0 => 4,
            20.0..50.0 => 2,
            _ => 1,
        },
        town_km: span * if around { 4.8 } else { 2.4 } * coarser,
        label_km: span * 3.0,
        divisions: !around && span < 10.0 && step == 0,
        former: !around && span < 12.0,
    }
}
