//! Scripted pointers in, actions out.

use chronocarte::scene::{BrushGesture, MapGesture, Point, Target};
use chronocarte::time::{Instant, TimeSpan};
use chronocarte::view::{Action, Viewport};

const VIEWPORT: Viewport = Viewport { width_px: 640.0, height_px: 430.0 };

#[test]
fn a_mouse_drags_the_map_and_catches_up_with_the_pointer() {
    let mut gesture = MapGesture::default();
    gesture.down(1, Point::new(100.0, 100.0), false);
    assert!(gesture.moved(1, Point::new(104.0, 100.0), VIEWPORT, false).actions.is_empty(), "still a tap");
    let first = gesture.moved(1, Point::new(110.0, 100.0), VIEWPORT, false).actions;
    assert_eq!(first, [Action::Pan { dx_px: 10.0, dy_px: 0.0, viewport: VIEWPORT }]);
    let second = gesture.moved(1, Point::new(110.0, 95.0), VIEWPORT, false).actions;
    assert_eq!(second, [Action::Pan { dx_px: 0.0, dy_px: -5.0, viewport: VIEWPORT }]);
    assert_eq!(gesture.up(1, Point::new(110.0, 95.0)).tap, None);
}

#[test]
fn one_finger_leaves_the_article_its_scrolling() {
    let mut gesture = MapGesture::default();
    gesture.down(1, Point::new(100.0, 100.0), true);
    let outcome = gesture.moved(1, Point::new(100.0, 150.0), VIEWPORT, false);
    assert!(outcome.actions.is_empty() && outcome.refused);
}

#[test]
fn two_fingers_move_and_zoom_around_their_middle() {
    let mut gesture = MapGesture::default();
    gesture.down(1, Point::new(100.0, 100.0), true);
    gesture.down(2, Point::new(200.0, 100.0), true);
    let actions = gesture.moved(2, Point::new(300.0, 100.0), VIEWPORT, false).actions;
    let Some(Action::ZoomBy { levels, around_px, .. }) = actions.last() else { panic!("{actions:?}") };
    assert!((levels - 1.0).abs() < 1e-9, "twice as far apart is one level: {levels}");
    assert_eq!(*around_px, Some((200.0, 100.0)));
}

#[test]
fn a_press_that_slides_away_is_no_tap() {
    let mut gesture = MapGesture::default();
    gesture.down(1, Point::new(100.0, 100.0), false);
    assert_eq!(gesture.up(1, Point::new(101.0, 100.0)).tap, Some(Point::new(101.0, 100.0)));
    gesture.down(1, Point::new(100.0, 100.0), false);
    let _ = gesture.moved(1, Point::new(160.0, 100.0), VIEWPORT, false);
    assert_eq!(gesture.up(1, Point::new(160.0, 100.0)).tap, None);
}

#[test]
fn a_handle_moves_its_end_of_the_brush_and_never_past_the_other() {
    let brush = TimeSpan::between(Instant(1000), Instant(2000));
    let mut gesture = BrushGesture::default();
    gesture.down(1, Point::new(10.0, 0.0), Some(Instant(1000)), Some(&Target::BrushStart), brush);
    let moved = |gesture: &mut BrushGesture, x, at| gesture.moved(1, Point::new(x, 0.0), Instant(at));
    assert_eq!(
        moved(&mut gesture, 30.0, 1500),
        Some(Action::BrushClamped(TimeSpan::between(Instant(1500), Instant(2000))))
    );
    let Some(Action::BrushClamped(span)) = moved(&mut gesture, 90.0, 2500) else { panic!("an action") };
    assert_eq!((span.start(), span.end()), (Instant(2000), Instant(2000)));
}

#[test]
fn the_body_moves_the_brush_without_changing_its_length() {
    let brush = TimeSpan::between(Instant(1000), Instant(2000));
    let mut gesture = BrushGesture::default();
    gesture.down(1, Point::new(10.0, 0.0), Some(Instant(1200)), Some(&Target::BrushBody), brush);
    let action = gesture.moved(1, Point::new(60.0, 0.0), Instant(1700));
    assert_eq!(action, Some(Action::BrushClamped(TimeSpan::between(Instant(1500), Instant(2500)))));
}

#[test]
fn a_press_on_the_timeline_that_goes_nowhere_is_a_tap() {
    let mut gesture = BrushGesture::default();
    gesture.down(1, Point::new(10.0, 5.0), Some(Instant(1000)), None, TimeSpan::EVER);
    assert_eq!(gesture.moved(1, Point::new(12.0, 5.0), Instant(1010)), None);
    assert_eq!(gesture.up(1, Point::new(12.0, 5.0)), Some(Point::new(12.0, 5.0)));
}
