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
/// overlap, and marks that step aside keep off `places` where they can. `mark` is their radius. Only the distances
/// between the points count, so that nothing moves against the map when the map is moved.
pub(super) fn arrange(events: &[(EventIndex, Point)], places: &[Point], mark: f64) -> Vec<Spot> {
    let many = events.len() > MOST_ARRANGED;
    let mut groups = grouped(events, SPOT_PX, MOST_FANNED);
    // Each round gathers a group or joins two: it ends.
    let mut rounds = if many { 0 } else { 2 * events.len() + 1 };
    loop {
        if rounds == 0 {
            groups = grouped(events, 2.0 * CLUSTER_PX + GAP_PX, 1);
        }
        let mut table = Table { events, places, mark, spots: Vec::new() };
        match table.lay(&groups) {
            None => return table.spots,
            Some(_) if rounds == 0 => return Vec::new(),
            Some(failed) => gather(&mut groups, failed),
        }
        rounds -= 1;
    }
}

/// Puts each event with the first group whose anchor is near; the first event of a group is its anchor. Groups of more
/// than `most` are gathered.
#[inline(never)]
fn grouped(events: &[(EventIndex, Point)], near_px: f64, most: usize) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (member, (_, at)) in events.iter().enumerate() {
        let mut place = 0;
        while groups.get(place).is_some_and(|group| group.anchor.distance(*at) >= near_px) {
            place += 1;
        }
        if place == groups.len() {
            groups.push(Group { anchor: *at, members: Vec::new(), gathered: false });
        }
        if let Some(group) = groups.get_mut(place) {
            group.members.push(member);
            group.gathered = group.members.len() > most;
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
    let mut nearest = (f64::INFINITY, failed);
    for (position, other) in groups.iter().enumerate() {
        let distance = other.anchor.distance(anchor);
        if position != failed && distance < nearest.0 {
            nearest = (distance, position);
        }
    }
    let nearest = nearest.1;
    if nearest == failed {
        return;
    }
    let joined = groups.remove(failed.max(nearest));
    if let Some(group) = groups.get_mut(failed.min(nearest)) {
        for member in joined.members {
            let place = group.members.iter().position(|other| *other > member);
            group.members.insert(place.unwrap_or(group.members.len()), member);
        }
        group.gathered = true;
    }
}

/// What is being arranged, and the marks that have their place already.
struct Table<'a> {
    events: &'a [(EventIndex, Point)],
    places: &'a [Point],
    mark: f64,
    spots: Vec<Spot>,
}

impl Table<'_> {
    /// Clusters first, then single marks on their places, then fans. Gives the group that found no room.
    fn lay(&mut self, groups: &[Group]) -> Option<usize> {
        for round in 0..3 {
            for (position, group) in groups.iter().enumerate() {
                let turn = if group.gathered {
                    0
                } else if group.members.len() == 1 {
                    1
                } else {
                    2
                };
                let mark = self.mark;
                let found = match turn {
                    _ if turn != round => true,
                    0 => self.put(group, CLUSTER_PX, &[0.0]),
                    1 => self.put(group, mark, &[0.0, mark + 6.0, 2.0 * mark + 1.0]),
                    _ => self.fan(group),
                };
                if !found {
                    return Some(position);
                }
            }
        }
        None
    }

    /// Adds one mark for a group at one of the distances from its anchor, on the side with the most air. Whether there
    /// was room.
    #[inline(never)]
    fn put(&mut self, group: &Group, radius: f64, distances: &[f64]) -> bool {
        let anchor = group.anchor;
        for distance in distances {
            let mut best = (f64::NEG_INFINITY, None);
            for turn in 0..if *distance > 0.0 { 12 } else { 1 } {
                let center = around(anchor, *distance, START + f64::from(turn) / 12.0);
                if self.is_free(center, radius) {
                    let air = self.air(center, anchor, radius);
                    if air > best.0 {
                        best = (air, Some(center));
                    }
                }
            }
            if let Some(center) = best.1 {
                let mut events = Vec::with_capacity(group.members.len());
                for member in &group.members {
                    events.extend(self.events.get(*member).map(|(event, _)| *event));
                }
                self.spots.push(Spot { events, anchor, center, radius });
                return true;
            }
        }
        false
    }

    /// Adds the marks of one spot around it, the first to the left, turned to the side with the most air; further out
    /// only where that keeps them off other places. Whether there was room.
    fn fan(&mut self, group: &Group) -> bool {
        let (anchor, mark) = (group.anchor, self.mark);
        let count = group.members.len() as f64;
        // On this circle neighbours do not touch, and the place itself stays visible.
        let near = ((mark + GAP_PX / 2.0) / sin_cos(core::f64::consts::PI / count).0).max(mark + 6.0);
        let at = |reach: f64, turn: f64, nth: usize| {
            around(anchor, reach, 0.75 + turn / 12.0 + nth as f64 / count)
        };
        let (mut most, mut best) = (f64::NEG_INFINITY, None);
        for step in 0..3 {
            let reach = near + 6.0 * f64::from(step);
            for turn in 0..12 {
                let turn = f64::from(turn);
                let mut air = f64::INFINITY;
                for nth in 0..group.members.len() {
                    let center = at(reach, turn, nth);
                    if !self.is_free(center, mark) {
                        air = f64::NEG_INFINITY;
                        break;
                    }
                    air = air.min(self.air(center, anchor, mark));
                }
                if air > most {
                    (most, best) = (air, Some((reach, turn)));
                }
            }
            if most >= 0.0 {
                break;
            }
        }
        let Some((reach, turn)) = best else { return false };
        for (nth, member) in group.members.iter().enumerate() {
            if let Some((event, anchor)) = self.events.get(*member) {
                let center = at(reach, turn, nth);
                self.spots.push(Spot { events: vec![*event], anchor: *anchor, center, radius: mark });
            }
        }
        true
    }

    #[inline(never)]
    fn is_free(&self, center: Point, radius: f64) -> bool {
        // A hair less than the gap, so that what is built to touch it does.
        self.spots.iter().all(|spot| spot.center.distance(center) >= spot.radius + radius + GAP_PX - 1e-6)
    }

    /// How far a mark stays away from other marks and from the places of others.
    #[inline(never)]
    fn air(&self, center: Point, anchor: Point, mark: f64) -> f64 {
        let mut air = ENOUGH_AIR_PX;
        for spot in &self.spots {
            air = air.min(spot.center.distance(center) - spot.radius - mark);
        }
        for place in self.places {
            if place.distance(anchor) > SPOT_PX {
                air = air.min(place.distance(center) - mark - 3.0);
            }
        }
        // Whole pixels, so that nothing flickers between sides that are as good.
        air.floor()
    }
}

/// A mark that has to step aside does so to the upper right first, where no label begins.
const START: f64 = 1.0 / 8.0;

/// More air than this around a mark is not better.
const ENOUGH_AIR_PX: f64 = 8.0;

/// The point at a distance, in turns clockwise from the top.
#[inline(never)]
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
