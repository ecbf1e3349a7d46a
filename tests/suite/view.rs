//! Actions in, view out.

use chronocarte::index::Index;
use chronocarte::story::{EventKind, Side, Story};
use chronocarte::time::{Instant, TimeSpan};
use chronocarte::view::{Action, View, Viewport};
use proptest::prelude::*;

use crate::story::demo;

const VIEWPORT: Viewport = Viewport { width_px: 640.0, height_px: 430.0 };

fn matched(story: &Story, index: &Index, view: &View) -> Vec<String> {
    let matches = view.matches(story, index);
    index
        .order
        .iter()
        .filter(|event| matches.contains(**event))
        .map(|event| story.events[*event].id.clone())
        .collect()
}

fn day(text: &str) -> TimeSpan {
    let moment = |text: &str| Instant::parse_rfc3339(text).unwrap();
    let start = moment(&format!("{text}T00:00:00+04:00"));
    TimeSpan::between(start, start.plus_ms(86_400_000))
}

#[test]
fn a_brush_on_the_first_day_drops_what_is_dated_to_the_second() {
    let (story, _) = demo();
    let index = Index::new(&story);
    let mut view = View::OPENING;
    let change = view.apply(&Action::Brush(Some(day("2020-09-27"))), &story, &index);
    assert!(change.matches && !change.camera && !change.selection);
    assert_eq!(matched(&story, &index, &view), ["clashes", "talish-heights", "babayan-killed", "footage"]);
}

#[test]
fn what_was_not_yet_said_does_not_pass_the_clock() {
    let (story, _) = demo();
    let index = Index::new(&story);
    let mut view = View::OPENING;
    let noon = Instant::parse_rfc3339("2020-09-28T12:00:00+04:00").unwrap();
    let _ = view.apply(&Action::SetAsOf(Some(noon)), &story, &index);
    assert!(
        matched(&story, &index, &view).is_empty(),
        "everything was said on the 28th, known to the day only"
    );
    let evening = Instant::parse_rfc3339("2020-09-29T00:00:00+04:00").unwrap();
    let _ = view.apply(&Action::SetAsOf(Some(evening)), &story, &index);
    assert_eq!(matched(&story, &index, &view).len(), 7);
}

#[test]
fn hiding_a_side_hides_what_only_that_side_speaks_of() {
    let (story, _) = demo();
    let index = Index::new(&story);
    let mut view = View::OPENING;
    let _ = view.apply(&Action::ToggleSide(Side::Third), &story, &index);
    let left = matched(&story, &index, &view);
    assert!(!left.contains(&"ceasefire-calls".to_owned()), "{left:?}");
    assert!(left.contains(&"clashes".to_owned()), "a party counts the dead of it: {left:?}");
    assert!(left.contains(&"last-warning".to_owned()));
    let _ = view.apply(&Action::ToggleSide(Side::Third), &story, &index);
    assert_eq!(view, View::OPENING, "toggling twice changes nothing");
}

#[test]
fn walking_visits_every_event_once_and_stops() {
    let (story, _) = demo();
    let index = Index::new(&story);
    let mut view = View::OPENING;
    let _ = view.apply(&Action::Play, &story, &index);
    let mut visited = Vec::new();
    for _ in 0..20 {
        let _ = view.apply(&Action::Tick, &story, &index);
        if !view.playing {
            break;
        }
        visited.push(view.selected);
    }
    assert_eq!(visited, index.order.iter().copied().map(Some).collect::<Vec<_>>());
    assert!(!view.playing);
}

#[test]
fn walking_passes_over_what_is_left_out() {
    let (story, _) = demo();
    let index = Index::new(&story);
    let mut view = View::OPENING;
    let _ = view.apply(&Action::ToggleKind(EventKind::Fighting), &story, &index);
    let _ = view.apply(&Action::SelectStep(1), &story, &index);
    assert_eq!(view.selected.map(|event| story.events[event].id.as_str()), Some("talish-heights"));
}

#[test]
fn an_action_without_effect_says_that_nothing_changed() {
    let (story, _) = demo();
    let index = Index::new(&story);
    let mut view = View::OPENING;
    for action in
        [Action::Select(None), Action::Select(Some(999)), Action::ResetCamera, Action::Pause, Action::Tick]
    {
        assert!(!view.apply(&action, &story, &index).any(), "{action:?}");
    }
}

fn any_action() -> impl Strategy<Value = Action> {
    let number = prop_oneof![Just(f64::NAN), Just(f64::INFINITY), -1e6..1e6_f64, Just(0.0)];
    let span = (any::<i64>(), any::<i64>()).prop_map(|(a, b)| TimeSpan::between(Instant(a), Instant(b)));
    prop_oneof![
        (number.clone(), number.clone()).prop_map(|(dx_px, dy_px)| Action::Pan {
            dx_px,
            dy_px,
            viewport: VIEWPORT
        }),
        (number.clone(), number.clone(), number.clone()).prop_map(|(levels, x, y)| Action::ZoomBy {
            levels,
            around_px: Some((x, y)),
            viewport: VIEWPORT
        }),
        span.clone().prop_map(|span| Action::Brush(Some(span))),
        span.prop_map(Action::BrushClamped),
        (number.clone(), any::<Option<i64>>())
            .prop_map(|(factor, around)| Action::ZoomTimeClamped { factor, around: around.map(Instant) }),
        number.prop_map(|share| Action::PanTimeClamped { share }),
        (0..20_usize).prop_map(|event| Action::Select(Some(event))),
        (-5..5_isize).prop_map(Action::SelectStep),
        any::<i64>().prop_map(|moment| Action::SetAsOf(Some(Instant(moment)))),
        Just(Action::Play),
        Just(Action::Tick),
        Just(Action::ToggleKind(EventKind::Fighting)),
        Just(Action::ToggleSide(Side::Party(0))),
    ]
}

proptest! {
    #[test]
    fn apply_is_total_and_reset_undoes_everything(actions in prop::collection::vec(any_action(), 0..30)) {
        let (story, _) = demo();
        let index = Index::new(&story);
        let mut view = View::OPENING;
        for action in &actions {
            let before = view.clone();
            let change = view.apply(action, &story, &index);
            prop_assert_eq!(change.any(), before != view, "{:?}", action);
            prop_assert!(view.selected.is_none_or(|event| event < story.events.len()));
            let camera = view.camera(&index, VIEWPORT);
            prop_assert!(camera.center.lon_deg().is_finite() && camera.zoom.value().is_finite());
            if let (Some(window), Some(whole)) = (view.window, index.span) {
                prop_assert!(whole.covers(window), "{:?}", action);
            }
        }
        let _ = view.apply(&Action::Reset, &story, &index);
        prop_assert_eq!(view, View::OPENING);
    }
}
