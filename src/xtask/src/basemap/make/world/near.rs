//! Whether a place is near some lines, fast for the lines of the whole world.

use super::super::shapes;
use chronocarte::geo::LonLat;
use std::collections::HashMap;

/// Stretches of lines by the half degrees they pass.
pub(super) struct Near(HashMap<(i32, i32), Vec<(LonLat, LonLat)>>);

fn box_of(lon: f64, lat: f64) -> (i32, i32) {
    ((lon * 2.0).floor() as i32, (lat * 2.0).floor() as i32)
}

impl Near {
    pub(super) fn new<'a>(lines: impl Iterator<Item = &'a [LonLat]>) -> Self {
        let mut boxes: HashMap<(i32, i32), Vec<(LonLat, LonLat)>> = HashMap::new();
        for pair in lines.flat_map(|line| line.windows(2)) {
            let (a, b) =
                (box_of(pair[0].lon_deg(), pair[0].lat_deg()), box_of(pair[1].lon_deg(), pair[1].lat_deg()));
            for x in a.0.min(b.0)..=a.0.max(b.0) {
                for y in a.1.min(b.1)..=a.1.max(b.1) {
                    boxes.entry((x, y)).or_default().push((pair[0], pair[1]));
                }
            }
        }
        Self(boxes)
    }

    /// Whether a line is within a distance in km, which is less than 10.
    pub(super) fn is_near(&self, at: LonLat, km: f64) -> bool {
        let reach = km / 111.0;
        let wide = reach / at.lat_deg().to_radians().cos().max(0.05);
        let low = box_of(at.lon_deg() - wide, at.lat_deg() - reach);
        let high = box_of(at.lon_deg() + wide, at.lat_deg() + reach);
        (low.0..=high.0).any(|x| {
            (low.1..=high.1).any(|y| {
                let pieces = self.0.get(&(x, y));
                pieces.into_iter().flatten().any(|(a, b)| shapes::off_km(at, *a, *b, 1.0) < km)
            })
        })
    }

    /// The runs of a line that do not follow one of these lines: what is within `km` for longer than four times that
    /// is left out, so that a crossing stays whole.
    pub(super) fn away(&self, line: &[LonLat], km: f64) -> Vec<Vec<LonLat>> {
        let flags: Vec<bool> = line.iter().map(|at| self.is_near(*at, km)).collect();
        if !flags.contains(&true) {
            return vec![line.to_vec()];
        }
        // A stretch follows where both of its ends and its middle are near.
        let follows: Vec<bool> = line
            .windows(2)
            .zip(flags.windows(2))
            .map(|(pair, near)| {
                let middle = |of: fn(LonLat) -> f64| (of(pair[0]) + of(pair[1])) / 2.0;
                let middle = LonLat::new(middle(LonLat::lon_deg), middle(LonLat::lat_deg));
                near[0] && near[1] && middle.is_some_and(|middle| self.is_near(middle, km))
            })
            .collect();
        let mut keep = vec![true; follows.len()];
        let mut start = 0;
        while start < follows.len() {
            let end = (start..follows.len()).find(|nth| !follows[*nth]).unwrap_or(follows.len());
            if end > start && shapes::length_km(&line[start..=end]) > 4.0 * km {
                keep[start..end].fill(false);
            }
            start = end.max(start + 1);
        }
        let mut runs: Vec<Vec<LonLat>> = Vec::new();
        let mut open = false;
        for (pair, keep) in line.windows(2).zip(keep) {
            match runs.last_mut() {
                Some(run) if keep && open => run.push(pair[1]),
                _ if keep => runs.push(pair.to_vec()),
                _ => {}
            }
            open = keep;
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(list: &[(f64, f64)]) -> Vec<LonLat> {
        list.iter().map(|(lon, lat)| LonLat::new(*lon, *lat).unwrap()).collect()
    }

    #[test]
    fn what_follows_a_line_goes_and_what_crosses_it_stays() {
        let border = points(&[(0.0, 0.0), (2.0, 0.0)]);
        let near = Near::new(std::iter::once(border.as_slice()));
        let along: Vec<LonLat> = (0..21).map(|i| LonLat::new(f64::from(i) * 0.1, 0.001).unwrap()).collect();
        assert!(near.away(&along, 1.0).is_empty());
        let across = points(&[(1.0, -0.5), (1.0, 0.0), (1.0, 0.5)]);
        assert_eq!(near.away(&across, 1.0), [across]);
        assert!(!near.is_near(LonLat::new(1.0, 0.1).unwrap(), 5.0));
    }
}
