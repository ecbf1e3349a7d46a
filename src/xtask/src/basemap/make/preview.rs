//! A plain picture of a pack, to look at after a rebuild.

use chronocarte::geo::{AreaKind, Basemap, Level, LineKind, LonLat, Mercator};
use std::fmt::Write;

/// One level as SVG, `width` pixels wide, names in one language.
pub(super) fn svg(map: &Basemap, level: &Level, width: f64, lang: &str) -> String {
    let west = Mercator::project(corner(level.bounds.west_deg(), level.bounds.north_deg()));
    let east = Mercator::project(corner(level.bounds.east_deg(), level.bounds.south_deg()));
    // What lies beyond the antimeridian goes on to the east.
    let onward = |x: f64| if x < west.x - 1e-9 { x + 1.0 } else { x };
    let across = level.bounds.crosses_antimeridian();
    let east_x = if across { east.x + 1.0 } else { east.x };
    let scale = width / (east_x - west.x);
    let height = (east.y - west.y) * scale;
    let place = |at: LonLat| {
        let point = Mercator::project(at);
        ((if across { onward(point.x) } else { point.x } - west.x) * scale, (point.y - west.y) * scale)
    };
    let path = |points: &[LonLat]| {
        let mut path = String::new();
        for (index, at) in points.iter().enumerate() {
            let (x, y) = place(*at);
            _ = write!(path, "{}{x:.1} {y:.1}", if index == 0 { 'M' } else { 'L' });
        }
        path
    };
    let mut svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width:.0}' height='{height:.0}' font-family='sans-serif' \
         font-size='11'><pattern id='h' width='7' height='7' patternUnits='userSpaceOnUse' \
         patternTransform='rotate(45)'><path d='M0 0V7' stroke='#8a7f6a'/></pattern><rect width='100%' height='100%' \
         fill='#cfe0ea'/>"
    );
    for (kind, fill) in
        [(AreaKind::Land, "#f5f2ea"), (AreaKind::Lake, "#cfe0ea"), (AreaKind::Disputed, "url(#h)")]
    {
        for area in level.areas.iter().filter(|area| area.kind == kind) {
            let rings: String = area.rings.iter().map(|ring| path(ring) + "Z").collect();
            _ = write!(svg, "<path d='{rings}' fill='{fill}' fill-rule='evenodd'/>");
        }
    }
    for line in &level.lines {
        let style = match line.kind {
            LineKind::Border => "stroke='#777' stroke-width='1.2'",
            LineKind::Coast => "stroke='#8fb0c2'",
            LineKind::Division => "stroke='#bbb'",
            LineKind::River => "stroke='#a9cbdc' stroke-width='1.4'",
            LineKind::Ceasefire => "stroke='#333' stroke-width='1.6' stroke-dasharray='6 4'",
            LineKind::Claim => "stroke='#a33' stroke-dasharray='2 2'",
            LineKind::Former => "stroke='#669' stroke-dasharray='1 3'",
        };
        _ = write!(svg, "<path d='{}' fill='none' {style}/>", path(&line.points));
    }
    for country in &level.countries {
        let (x, y) = place(country.anchor);
        let name = country.names.get(lang).to_uppercase();
        _ = write!(
            svg,
            "<text x='{x:.1}' y='{y:.1}' text-anchor='middle' font-weight='bold' letter-spacing='3' \
             fill='#556'>{name}</text>"
        );
    }
    for town in &level.towns {
        let (x, y) = place(town.at);
        let size = 13 - i32::from(town.rank.min(5));
        _ = write!(svg, "<circle cx='{x:.1}' cy='{y:.1}' r='2'/>");
        _ = write!(
            svg,
            "<text x='{:.1}' y='{:.1}' font-size='{size}'>{}</text>",
            x + 4.0,
            y + 4.0,
            town.names.get(lang)
        );
    }
    let credits = map.credits.join(" · ");
    _ = write!(svg, "<text x='4' y='{:.0}'>{credits}</text></svg>", height - 5.0);
    svg
}

fn corner(lon: f64, lat: f64) -> LonLat {
    LonLat::new(lon, lat)
        .or_else(|| LonLat::new(0.0, 0.0))
        .unwrap_or_else(|| Mercator::unproject(chronocarte::geo::WorldPoint { x: 0.5, y: 0.5 }))
}
