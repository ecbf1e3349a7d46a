//! Finding room for labels: a greedy placer, pure and deterministic.

use super::{Align, Point, Rect};

/// Where a label may stand around its point, best first: beside it reads best, to the right before the left. -1, 0 or 1
/// along each axis.
const SIDES: [(i8, i8); 8] = [(1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1)];

/// How high a line of text stands above its baseline and hangs below it, in shares of the size of its font. Chosen so
/// that a box holds accents and descenders of Latin, Cyrillic, Armenian and Arabic.
const ASCENT: f64 = 0.92;
const DESCENT: f64 = 0.28;

/// A label that looks for room.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Label {
    /// The point it names.
    pub at: Point,
    /// The free distance from the point to the label.
    pub gap_px: f64,
    /// Whether something covers the point, so that even a near label needs a leader line to be understood.
    pub covered: bool,
    /// How wide its text will be.
    pub width_px: f64,
    /// The size of its font.
    pub size_px: f64,
}

/// A label that found room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Placed {
    /// The end of the text named by `align`, on its baseline.
    pub at: Point,
    /// Which end that is.
    pub align: Align,
    /// The room it takes.
    pub rect: Rect,
    /// Where a leader line meets the label, when it stands so far away that it needs one.
    pub leader: Option<Point>,
}

/// The room there is: a frame, and what is taken in it.
#[derive(Clone, Debug)]
pub(crate) struct Room {
    frame: Rect,
    rects: Vec<Rect>,
    discs: Vec<(Point, f64)>,
    leaders: Vec<(Point, Point)>,
}

impl Room {
    /// Free room within a frame.
    pub(crate) fn new(frame: Rect) -> Self {
        Self { frame, rects: Vec::new(), discs: Vec::new(), leaders: Vec::new() }
    }

    /// Takes a rectangle, whether it is free or not.
    pub(crate) fn take(&mut self, rect: Rect) {
        self.rects.push(rect);
    }

    /// Takes a disc, whether it is free or not.
    pub(crate) fn take_disc(&mut self, center: Point, radius: f64) {
        self.discs.push((center, radius));
    }

    /// Whether a rectangle lies within the frame and touches nothing that is taken.
    #[inline(never)]
    pub(crate) fn is_free(&self, rect: Rect) -> bool {
        let inside = rect.x >= self.frame.x
            && rect.y >= self.frame.y
            && rect.x + rect.width <= self.frame.x + self.frame.width
            && rect.y + rect.height <= self.frame.y + self.frame.height;
        inside
            && !self.rects.iter().any(|taken| taken.overlaps(rect))
            && !self.discs.iter().any(|(center, radius)| rect.distance(*center) < *radius)
            && !self.leaders.iter().any(|(from, to)| crossing(*from, *to, rect).is_some())
    }

    /// Whether a leader line crosses nothing that is taken but what covers its own point.
    fn is_clear(&self, from: Point, to: Point, over_discs: bool) -> bool {
        !self.rects.iter().any(|taken| !taken.contains(from) && crossing(from, to, *taken).is_some())
            && (over_discs
                || !self.discs.iter().any(|(center, radius)| {
                    center.distance(from) > *radius && distance_to(*center, from, to) < *radius
                }))
    }

    /// Finds room right beside the point, on one of eight sides, and takes it.
    pub(crate) fn place(&mut self, label: &Label) -> Option<Placed> {
        self.try_at(label, label.gap_px, label.covered, false)
    }

    /// As [`place`](Self::place), and where no side is free further and further away, with a leader line, up to
    /// `reach_px`. Leaders keep off marks where they can, and off everything that is written always.
    pub(crate) fn place_far(&mut self, label: &Label, reach_px: f64) -> Option<Placed> {
        for over_discs in [false, true] {
            let mut gap_px = label.gap_px;
            let mut far = label.covered;
            while gap_px <= reach_px {
                if let Some(placed) = self.try_at(label, gap_px, far, over_discs) {
                    return Some(placed);
                }
                gap_px += label.size_px * 0.6;
                far = true;
            }
        }
        None
    }

    /// Finds room for a rectangle whose edge is as near to a point as can be, no further away than `reach_px`. Takes it.
    pub(crate) fn place_rect(&mut self, near: Point, width: f64, height: f64, reach_px: f64) -> Option<Rect> {
        let columns = ((reach_px + width / 2.0) / STEP_PX) as i32;
        let rows = ((reach_px + height / 2.0) / STEP_PX) as i32;
        let mut best: Option<(f64, Rect)> = None;
        for row in -rows..rows.saturating_add(1) {
            for column in -columns..columns.saturating_add(1) {
                let x = near.x + f64::from(column) * STEP_PX - width / 2.0;
                let y = near.y + f64::from(row) * STEP_PX - height / 2.0;
                let rect = Rect::new(x, y, width, height);
                // Of equally near ones the one whose middle is nearer, so that the point is in the middle of an edge; the
                // first of equals, on every machine.
                let middle = Point::new(x + width / 2.0, y + height / 2.0).distance(near);
                let away = rect.distance(near) + 0.01 * middle;
                if away <= reach_px && best.is_none_or(|(least, _)| away < least) && self.is_free(rect) {
                    best = Some((away, rect));
                }
            }
        }
        let (_, rect) = best?;
        self.take(rect);
        Some(rect)
    }

    #[inline(never)]
    fn try_at(&mut self, label: &Label, gap_px: f64, far: bool, over_discs: bool) -> Option<Placed> {
        for (dx, dy) in SIDES {
            let placed = stand(label, f64::from(dx), f64::from(dy), gap_px, far);
            if !self.is_free(placed.rect) {
                continue;
            }
            if let Some(end) = placed.leader {
                if !self.is_clear(label.at, end, over_discs) {
                    continue;
                }
                self.leaders.push((label.at, end));
            }
            self.take(placed.rect);
            return Some(placed);
        }
        None
    }
}

/// Where along a segment a rectangle begins and ends, in shares of it; `None` where they do not meet.
#[inline(never)]
pub(crate) fn crossing(from: Point, to: Point, rect: Rect) -> Option<(f64, f64)> {
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for edge in 0..4 {
        let (a, b) = (depth(from, rect, edge), depth(to, rect, edge));
        if a < 0.0 && b < 0.0 {
            return None;
        }
        if a < 0.0 {
            enter = enter.max(a / (a - b));
        } else if b < 0.0 {
            leave = leave.min(a / (a - b));
        }
    }
    (enter <= leave).then_some((enter, leave))
}

/// How far inside one edge of a rectangle a point lies.
pub(crate) fn depth(point: Point, rect: Rect, edge: u8) -> f64 {
    match edge {
        0 => point.x - rect.x,
        1 => rect.x + rect.width - point.x,
        2 => point.y - rect.y,
        _ => rect.y + rect.height - point.y,
    }
}

/// How finely room for a rectangle is looked for.
const STEP_PX: f64 = 8.0;

/// The distance of a point from a segment.
fn distance_to(point: Point, from: Point, to: Point) -> f64 {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx * dx + dy * dy;
    let share = if length > 0.0 { ((point.x - from.x) * dx + (point.y - from.y) * dy) / length } else { 0.0 };
    let share = share.clamp(0.0, 1.0);
    point.distance(Point::new(from.x + dx * share, from.y + dy * share))
}

/// The label on one side of its point.
fn stand(label: &Label, dx: f64, dy: f64, gap_px: f64, far: bool) -> Placed {
    let ascent = ASCENT * label.size_px;
    let height = ascent + DESCENT * label.size_px;
    // Diagonally the gap is shared, so that every label is about as far away.
    let gap = if dx != 0.0 && dy != 0.0 { gap_px * 0.7 } else { gap_px };
    let x = label.at.x + dx * gap;
    let (align, left) = if dx > 0.0 {
        (Align::Left, x)
    } else if dx < 0.0 {
        (Align::Right, x - label.width_px)
    } else {
        (Align::Middle, x - label.width_px / 2.0)
    };
    // The edge that is nearer to the point, and the top.
    let y = label.at.y + dy * gap;
    let top = y - height * (1.0 - dy) / 2.0;
    Placed {
        at: Point::new(x, top + ascent),
        align,
        rect: Rect::new(left, top, label.width_px, height),
        leader: far.then_some(Point::new(x, y)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRAME: Rect = Rect::new(0.0, 0.0, 640.0, 400.0);

    fn label(x: f64, y: f64, width_px: f64) -> Label {
        Label { at: Point::new(x, y), gap_px: 6.0, covered: false, width_px, size_px: 13.0 }
    }

    #[test]
    fn a_label_with_room_stands_to_the_right_of_its_point() {
        let placed = Room::new(FRAME).place(&label(100.0, 100.0, 50.0)).unwrap();
        assert_eq!((placed.at.x, placed.align, placed.leader), (106.0, Align::Left, None));
        assert!(placed.rect.contains(Point::new(130.0, 100.0)));
    }

    #[test]
    fn a_label_at_the_edge_turns_inwards() {
        let placed = Room::new(FRAME).place(&label(630.0, 100.0, 50.0)).unwrap();
        assert_eq!((placed.at.x, placed.align), (624.0, Align::Right));
    }

    #[test]
    fn a_label_without_room_beside_its_point_moves_away_on_a_leader() {
        let mut room = Room::new(FRAME);
        room.take(Rect::new(30.0, 80.0, 140.0, 40.0));
        assert_eq!(room.place(&label(100.0, 100.0, 50.0)), None);
        let placed = room.place_far(&label(100.0, 100.0, 50.0), 120.0).unwrap();
        assert!(placed.leader.is_some());
        assert!(!placed.rect.overlaps(Rect::new(30.0, 80.0, 140.0, 40.0)));
    }

    #[test]
    fn a_full_room_takes_no_label() {
        let mut room = Room::new(FRAME);
        room.take(FRAME);
        assert_eq!(room.place_far(&label(100.0, 100.0, 50.0), 300.0), None);
        assert_eq!(room.place_rect(Point::new(100.0, 100.0), 80.0, 20.0, 300.0), None);
    }

    #[test]
    fn a_rectangle_stands_where_it_is_asked_for_when_that_is_free() {
        let rect = Room::new(FRAME).place_rect(Point::new(100.0, 100.0), 80.0, 20.0, 50.0);
        assert_eq!(rect, Some(Rect::new(60.0, 90.0, 80.0, 20.0)));
    }

    #[test]
    fn no_label_lies_on_a_leader_and_no_leader_on_a_label() {
        let mut room = Room::new(FRAME);
        room.take_disc(Point::new(100.0, 100.0), 20.0);
        for _ in 0..6 {
            room.place_far(&label(100.0, 100.0, 30.0), 150.0).unwrap();
        }
        assert!(!room.leaders.is_empty());
        for (from, to) in &room.leaders {
            for rect in &room.rects {
                // A leader ends at its own label's edge.
                assert!(crossing(*from, *to, rect.grown(-0.1)).is_none());
            }
        }
    }

    proptest! {
        #[test]
        fn labels_never_overlap_and_never_leave_the_frame(
            labels in prop::collection::vec((0.0..640.0f64, 0.0..400.0f64, 5.0..160.0f64), 1..80),
        ) {
            let mut room = Room::new(FRAME);
            let find = |(x, y, width): &(f64, f64, f64)| room.place_far(&label(*x, *y, *width), 150.0);
            let placed: Vec<Rect> = labels.iter().filter_map(find).map(|placed| placed.rect).collect();
            prop_assert!(!placed.is_empty());
            for (position, rect) in placed.iter().enumerate() {
                prop_assert!(rect.x >= 0.0 && rect.x + rect.width <= 640.0 && rect.y >= 0.0 && rect.y + rect.height <= 400.0);
                for other in placed.iter().skip(position + 1) {
                    prop_assert!(!rect.overlaps(*other), "{rect:?} {other:?}");
                }
            }
        }

        #[test]
        fn equal_labels_are_placed_alike(x in 0.0..640.0f64, y in 0.0..400.0f64, width in 5.0..160.0f64) {
            let place = || Room::new(FRAME).place_far(&label(x, y, width), 150.0);
            prop_assert_eq!(place(), place());
        }
    }
}
