//! Where the marks of events stand: on their place, fanned out around it, or together as a cluster.

use super::super::Point;
use crate::geo::math::sin_cos;
use crate::index::EventIndex;

/// The radius of an event's mark in a map as wide as this: smaller where there is less room.
pub(super) fn mark_px(width_px: f64) -> f64 {
    if width_px < 480.0 { 11.5 } else { 13.0 }
}

/// The radius of a cluster's mark.
pub(super) const CLUSTER_PX: f64 = 19.0;

/// How many events fan out around one place before they become a cluster.
const MOST_FANNED: usize = 4;

/// Places nearer than this are one spot.
const SPOT_PX: f64 = 7.0;

/// The free space between two marks.
const GAP_PX: f64 = 2.0;

/// More events than this are only told apart or gathered, not fanned out.
const MOST_ARRANGED: usize = 200;

/// One mark to draw.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spot {
    /// The events it stands for, in order of time; several make a cluster.
    pub events: Vec<EventIndex>,
    /// Where they happened.
    pub anchor: Point,
    /// Where the mark stands.
    pub center: Point,
    /// The radius of the mark.
    pub radius: f64,
}

/// Events around one spot, by their position in the list of all.
struct Group {
    anchor: Point,
    members: Vec<usize>,
    gathered: bool,
}

/// Finds a place for the mark of every event, given in order of time with the points where they happened. No two marks
/// overlap, and marks that step aside keep off `places` where they can. `mark` is their radius. Only the distances between the points count, so that nothing moves against the map when the map is moved.
pub(super) fn arrange(events: &[(EventIndex, Point)], places: &[Point], mark: f64) -> Vec<Spot> {
    let mut groups = grouped(events, SPOT_PX);
    for group in &mut groups {
        group.gathered = group.members.len() > MOST_FANNED;
    }
    if events.len() <= MOST_ARRANGED {
        // Each round gathers a group or joins two: it ends.
        for _ in 0..2 * events.len() + 1 {
            match try_arrange(&groups, events, places, mark) {
                Ok(spots) => return spots,
                Err(failed) => gather(&mut groups, failed),
            }
        }
    }
    let mut groups = grouped(events, 2.0 * CLUSTER_PX + GAP_PX);
    groups.iter_mut().for_each(|group| group.gathered = group.members.len() > 1);
    try_arrange(&groups, events, places, mark).unwrap_or_default()
}

/// Puts each event with the first group whose anchor is near; the first event of a group is its anchor.
fn grouped(events: &[(EventIndex, Point)], near_px: f64) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (member, (_, at)) in events.iter().enumerate() {
        match groups.iter_mut().find(|group| group.anchor.distance(*at) < near_px) {
            Some(group) => group.members.push(member),
            None => groups.push(Group { anchor: *at, members: vec![member], gathered: false }),
        }
    }
    groups
}

/// Makes a cluster of the group that found no room: of its own events, else with the nearest other group.
fn gather(groups: &mut Vec<Group>, failed: usize) {
    let Some(group) = groups.get_mut(failed) else { return };
    if group.members.len() > 1 && !group.gathered {
        group.gathered = true;
        return;
    }
    let anchor = group.anchor;
    let others = groups.iter().enumerate().filter(|(position, _)| *position != failed);
    let nearest = others.min_by(|a, b| a.1.anchor.distance(anchor).total_cmp(&b.1.anchor.distance(anchor)));
    let Some((nearest, _)) = nearest else { return };
    let (keep, drop) = (failed.min(nearest), failed.max(nearest));
    let joined = groups.remove(drop);
    if let Some(group) = groups.get_mut(keep) {
        group.members.extend(joined.members);
        group.members.sort_unstable();
        group.gathered = true;
    }
}

/// Clusters first, then single marks on their places, then fans. `Err` names the group that found no room.
fn try_arrange(
    groups: &[Group],
    events: &[(EventIndex, Point)],
    places: &[Point],
    mark: f64,
) -> Result<Vec<Spot>, usize> {
    let mut spots: Vec<Spot> = Vec::new();
    let members = |group: &Group| -> Vec<(EventIndex, Point)> {
        group.members.iter().filter_map(|member| events.get(*member).copied()).collect()
    };
    for (position, group) in groups.iter().enumerate().filter(|(_, group)| group.gathered) {
        let events = members(group).iter().map(|(event, _)| *event).collect();
        let spot = Spot { events, anchor: group.anchor, center: group.anchor, radius: CLUSTER_PX };
        put(spot, &mut spots, places, &[0.0]).ok_or(position)?;
    }
    for (position, group) in groups.iter().enumerate().filter(|(_, group)| !group.gathered) {
        if let [(event, at)] = members(group).as_slice() {
            let spot = Spot { events: vec![*event], anchor: *at, center: *at, radius: mark };
            put(spot, &mut spots, places, &[0.0, mark + 6.0, 2.0 * mark + 1.0]).ok_or(position)?;
        }
    }
    for (position, group) in groups.iter().enumerate().filter(|(_, group)| !group.gathered) {
        if group.members.len() > 1 {
            fan(group.anchor, &members(group), &mut spots, places, mark).ok_or(position)?;
        }
    }
    Ok(spots)
}

/// Adds a mark at one of the distances from its anchor, on the side with the most air.
fn put(spot: Spot, spots: &mut Vec<Spot>, places: &[Point], distances: &[f64]) -> Option<()> {
    for distance in distances {
        let mut best: Option<(f64, Point)> = None;
        for turn in 0..if *distance > 0.0 { 12 } else { 1 } {
            let center = around(spot.anchor, *distance, START + f64::from(turn) / 12.0);
            if is_free(center, spot.radius, spots) {
                let air = air(center, spot.anchor, spots, places, spot.radius);
                if best.is_none_or(|(most, _)| air > most) {
                    best = Some((air, center));
                }
            }
        }
        if let Some((_, center)) = best {
            spots.push(Spot { center, ..spot });
            return Some(());
        }
    }
    None
}

/// A mark that has to step aside does so to the upper right first, where no label begins.
const START: f64 = 1.0 / 8.0;

/// More air than this around a mark is not better.
const ENOUGH_AIR_PX: f64 = 8.0;

/// How far a mark stays away from other marks and from the places of others.
fn air(center: Point, anchor: Point, spots: &[Spot], places: &[Point], mark: f64) -> f64 {
    let marks = spots.iter().map(|spot| spot.center.distance(center) - spot.radius - mark);
    let others = places.iter().filter(|place| place.distance(anchor) > SPOT_PX);
    let dots = others.map(|place| place.distance(center) - mark - 3.0);
    // Whole pixels, so that nothing flickers between sides that are as good.
    marks.chain(dots).fold(ENOUGH_AIR_PX, f64::min).floor()
}

/// Adds the marks of one spot around it, the first to the left, turned to the side with the most air; further out
/// only where that keeps them off other places.
fn fan(
    anchor: Point,
    members: &[(EventIndex, Point)],
    spots: &mut Vec<Spot>,
    places: &[Point],
    mark: f64,
) -> Option<()> {
    let count = members.len() as f64;
    // On this circle neighbours do not touch, and the place itself stays visible.
    let near = ((mark + GAP_PX / 2.0) / sin_cos(core::f64::consts::PI / count).0).max(mark + 6.0);
    let around = |reach: f64, turn: u8| -> Vec<Point> {
        let at = |nth: usize| around(anchor, reach, 0.75 + f64::from(turn) / 12.0 + nth as f64 / count);
        (0..members.len()).map(at).collect()
    };
    let mut best: Option<(f64, Vec<Point>)> = None;
    for reach in [near, near + 6.0, near + 12.0] {
        for turn in 0..12 {
            let centers = around(reach, turn);
            if centers.iter().all(|center| is_free(*center, mark, spots)) {
                let airs = centers.iter().map(|center| air(*center, anchor, spots, places, mark));
                let air = airs.fold(f64::INFINITY, f64::min);
                if best.as_ref().is_none_or(|(most, _)| air > *most) {
                    best = Some((air, centers));
                }
            }
        }
        if best.as_ref().is_some_and(|(air, _)| *air >= 0.0) {
            break;
        }
    }
    let (_, centers) = best?;
    for ((event, at), center) in members.iter().zip(centers) {
        spots.push(Spot { events: vec![*event], anchor: *at, center, radius: mark });
    }
    Some(())
}

fn is_free(center: Point, radius: f64, spots: &[Spot]) -> bool {
    // A hair less than the gap, so that what is built to touch it does.
    spots.iter().all(|spot| spot.center.distance(center) >= spot.radius + radius + GAP_PX - 1e-6)
}

/// The point at a distance, in turns clockwise from the top.
fn around(at: Point, distance: f64, turns: f64) -> Point {
    let (sin, cos) = sin_cos(turns * core::f64::consts::TAU);
    Point::new(at.x + distance * sin, at.y - distance * cos)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MARK_PX: f64 = 13.0;

    fn spots(points: &[(f64, f64)]) -> Vec<Spot> {
        let events: Vec<_> =
            points.iter().enumerate().map(|(event, (x, y))| (event, Point::new(*x, *y))).collect();
        arrange(&events, &[], MARK_PX)
    }

    fn all_events(spots: &[Spot]) -> Vec<EventIndex> {
        let mut events: Vec<_> = spots.iter().flat_map(|spot| spot.events.clone()).collect();
        events.sort_unstable();
        events
    }

    #[test]
    fn a_lonely_event_stands_on_its_place() {
        let spots = spots(&[(10.0, 20.0), (200.0, 20.0)]);
        assert!(spots.iter().all(|spot| spot.center == spot.anchor && spot.events.len() == 1));
    }

    #[test]
    fn two_events_at_one_place_stand_left_and_right_of_it() {
        let spots = spots(&[(100.0, 100.0), (100.0, 100.0)]);
        assert!((spots[0].center.x - 81.0).abs() < 1e-9 && (spots[1].center.x - 119.0).abs() < 1e-9);
        assert!((spots[0].center.y - 100.0).abs() < 1e-9);
        // The place itself stays visible between them.
        assert!(spots.iter().all(|spot| spot.center.distance(spot.anchor) > MARK_PX + 3.0));
    }

    #[test]
    fn five_events_at_one_place_are_a_cluster() {
        let spots = spots(&[(100.0, 100.0); 5]);
        assert_eq!(spots.len(), 1);
        assert_eq!(spots[0].events, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_fan_turns_away_from_a_place_it_would_cover() {
        let events = [(0, Point::new(100.0, 100.0)), (1, Point::new(100.0, 100.0))];
        let other = Point::new(81.0, 102.0);
        let spots = arrange(&events, &[other], MARK_PX);
        assert!(spots.iter().all(|spot| spot.center.distance(other) > MARK_PX));
    }

    #[test]
    fn nothing_moves_against_the_map_when_the_map_is_moved() {
        let points = [(100.0, 100.0), (100.0, 100.0), (128.0, 107.0), (90.0, 190.0), (103.0, 104.0)];
        let moved: Vec<_> = points.iter().map(|(x, y)| (x + 512.0, y - 256.0)).collect();
        for (one, other) in spots(&points).iter().zip(spots(&moved)) {
            assert_eq!(one.events, other.events);
            assert!((one.center.x + 512.0 - other.center.x).abs() < 1e-6);
            assert!((one.center.y - 256.0 - other.center.y).abs() < 1e-6);
        }
    }

    proptest! {
        #[test]
        fn no_two_marks_overlap_and_no_event_is_lost(
            points in prop::collection::vec((0.0..300.0f64, 0.0..200.0f64), 0..60),
        ) {
            let spots = spots(&points);
            prop_assert_eq!(all_events(&spots), (0..points.len()).collect::<Vec<_>>());
            for (position, spot) in spots.iter().enumerate() {
                for other in spots.iter().skip(position + 1) {
                    prop_assert!(spot.center.distance(other.center) >= spot.radius + other.radius);
                }
            }
        }

        #[test]
        fn many_events_are_gathered_without_overlap(
            points in prop::collection::vec((0.0..600.0f64, 0.0..400.0f64), 201..400),
        ) {
            let spots = spots(&points);
            prop_assert_eq!(all_events(&spots).len(), points.len());
            for (position, spot) in spots.iter().enumerate() {
                for other in spots.iter().skip(position + 1) {
                    prop_assert!(spot.center.distance(other.center) >= spot.radius + other.radius);
                }
            }
        }
    }
}
