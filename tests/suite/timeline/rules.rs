//! What holds of every timeline, whatever its story.

use super::*;

fn layout(story: &Story, view: &View, width_px: f64) -> TimelineLayout {
    look(story, view, width_px, TimelineLayout::new)
}

/// The centre of the mark of each event that is drawn.
fn marks(scene: &Scene, story: &Story) -> Vec<(String, Point)> {
    let name = |target: &Target| match target {
        Target::Event(event) => Some(story.events[*event].id.clone()),
        _ => None,
    };
    scene.targets().into_iter().filter_map(|(center, target)| Some((name(target)?, center))).collect()
}

fn mark(scene: &Scene, story: &Story, id: &str) -> Point {
    marks(scene, story).into_iter().find(|(known, _)| known == id).unwrap().1
}

#[test]
fn filter_zoom_and_brush_never_change_the_height() {
    for (story, window) in [
        (two_days(), span("2020-09-28T02:00:00+04:00", "2020-09-28T11:00:00+04:00")),
        (three_hundred(), span("2020-08-20T00:00:00+04:00", "2020-08-21T00:00:00+04:00")),
    ] {
        for width_px in [296.0, 1000.0] {
            let height = |view: &View| look(&story, view, width_px, timeline_height_px);
            let opening = height(&View::OPENING);
            let mut filtered = View { window: Some(window), ..first_day() };
            filtered.filter.hidden_kinds = EventKind::ALL.to_vec();
            assert_eq!(height(&filtered), opening);
            assert_eq!(look(&story, &View::OPENING, width_px, |frame| timeline(frame).height_px), opening);
        }
    }
}

#[test]
fn a_mark_stands_within_the_time_that_a_brush_asks_for() {
    let story = two_days();
    let index = Index::new(&story);
    look(&story, &View::OPENING, 1000.0, |frame| {
        let (scene, layout) = (timeline(frame), TimelineLayout::new(frame));
        for event in &index.order {
            let anchor = index.entries[*event].anchor.unwrap();
            let center = mark(&scene, &story, &story.events[*event].id);
            assert!(anchor.contains(layout.moment_clamped(center).unwrap()), "{}", story.events[*event].id);
        }
    });
}

#[test]
fn every_dated_event_has_a_mark_and_marks_never_overlap() {
    for story in [two_days(), standings()] {
        for width_px in [296.0, 351.0, 560.0, 1000.0] {
            look(&story, &View::OPENING, width_px, |frame| {
                let marks = marks(&timeline(frame), &story);
                assert_eq!(
                    marks.len(),
                    story.events.iter().filter(|event| event.when.is_some() || event.background).count()
                );
                let counted: Vec<_> = marks
                    .iter()
                    .filter(|(id, _)| story.event(id).is_some_and(|event| !event.background))
                    .collect();
                for (nth, (one, at)) in counted.iter().enumerate() {
                    for (other, there) in &counted[nth + 1..] {
                        assert!(at.distance(*there) > 21.0, "{one} and {other} at {width_px}");
                    }
                }
            });
        }
    }
}

#[test]
fn an_event_without_a_date_is_counted_and_not_drawn() {
    let undated = story(
        &[
            event("a", "fighting", r#"{"edtf": "2020-09-27"}"#, "ministry"),
            r#"{"id": "b", "title": {"en": "b"}}"#.into(),
        ]
        .join(","),
    );
    assert_eq!(layout(&undated, &View::OPENING, 800.0).undated, 1);
    look(&undated, &View::OPENING, 800.0, |frame| assert_eq!(marks(&timeline(frame), &undated).len(), 1));
    let none = layout(&story(r#"{"id": "b", "title": {"en": "b"}}"#), &View::OPENING, 800.0);
    assert_eq!((none.undated, none.height_px, none.scale.is_none()), (1, 0.0, true));
    assert_eq!(none.moment_clamped(Point::new(5.0, 5.0)), None);
}

#[test]
fn a_press_on_a_mark_in_the_brush_is_about_the_mark_and_beside_it_about_the_brush() {
    let story = two_days();
    let whole =
        View { brush: Some(span("2020-09-27T06:00:00+04:00", "2020-09-28T23:00:00+04:00")), ..View::OPENING };
    look(&story, &whole, 1000.0, |frame| {
        let (scene, layout) = (timeline(frame), TimelineLayout::new(frame));
        let town = mark(&scene, &story, "town");
        assert_eq!(scene.hit_test(town, 4.0), Some(&Target::Event(story.event_index("town").unwrap())));
        let beside = Point::new(town.x - 120.0, town.y);
        assert_eq!(scene.hit_test(beside, 4.0), Some(&Target::BrushBody));
        let start = Point::new(layout.x_of(moment("2020-09-27T06:00:00+04:00")), town.y);
        assert_eq!(scene.hit_test(start, 4.0), Some(&Target::BrushStart));
        assert_eq!(scene.hit_test(Point::new(start.x - 30.0, start.y), 4.0), None);
    });
    look(&story, &View::OPENING, 1000.0, |frame| {
        let scene = timeline(frame);
        let town = mark(&scene, &story, "town");
        assert_eq!(
            scene.hit_test(Point::new(town.x - 120.0, town.y), 4.0),
            None,
            "without a brush a drag starts one"
        );
    });
}

#[test]
fn handles_are_large_enough_for_a_finger_and_gone_with_their_end() {
    let one = dated(["2020-09-28T14:30".to_owned()].into_iter());
    for (story, width_px) in [(&two_days(), 351.0), (&one, 800.0)] {
        let layout = layout(story, &View::OPENING, width_px);
        let (Some(start), Some(end)) = layout.handles else { panic!("both ends are in sight") };
        for handle in [start, end] {
            assert!(handle.width >= 24.0 && handle.height >= 44.0, "{handle:?}");
        }
    }
    let past =
        View { window: Some(span("2020-09-27T12:00:00+04:00", "2020-09-28T12:00:00+04:00")), ..first_day() };
    let layout = layout(&two_days(), &past, 1000.0);
    assert!(layout.handles.0.is_none() && layout.handles.1.is_some());
}

#[test]
fn what_does_not_pass_is_faded_and_still_there() {
    let story = two_days();
    let opacity = |scene: &Scene, id: &str| {
        let wanted = Target::Event(story.event_index(id).unwrap());
        let mut items = scene.layers.iter().flat_map(|layer| &layer.items);
        items.find(|item| item.target.as_ref() == Some(&wanted)).unwrap().style.opacity
    };
    look(&story, &first_day(), 1000.0, |frame| {
        let scene = timeline(frame);
        assert_eq!(opacity(&scene, "clashes"), None);
        assert_eq!(opacity(&scene, "warning"), Some(0.25));
        assert_eq!(opacity(&scene, "Ceasefire"), None, "the background is context whatever the brush covers");
    });
}

#[test]
fn where_there_is_no_lane_nothing_is_asked_of_it() {
    let statements =
        dated(["2020-09-27".to_owned()].into_iter().chain((0..2).map(|_| "2020-09-28".to_owned())));
    assert_eq!(layout(&statements, &View::OPENING, 800.0).lanes.len(), 2);
    let fighting = dated(["2020-09-27".to_owned(), "2020-09-28".to_owned()].into_iter());
    assert_eq!(layout(&fighting, &View::OPENING, 800.0).lanes.len(), 1);
}

#[test]
fn a_title_of_ten_thousand_letters_stays_in_the_picture() {
    let long = story(
        &[
            background("1994", &"unbroken".repeat(1300), 1),
            background("2016", &"word ".repeat(2000), 1),
            event("a", "fighting", r#"{"edtf": "2020-09-27"}"#, "ministry"),
        ]
        .join(","),
    );
    look(&long, &View::OPENING, 351.0, |frame| assert_texts_keep_apart(&timeline(frame), "long titles"));
}

#[test]
fn an_open_end_reaches_as_far_as_the_reader_knows() {
    let since = story(
        &[
            event("start", "fighting", r#"{"edtf": "2020-09-27"}"#, "ministry"),
            // Known to the hour, so that it is there at noon of the next day.
            event_with(
                "since",
                "fighting",
                r#"{"edtf": "2020-09-27/.."}"#,
                r#"{"id": "since-1", "speaker": "council", "said": {"edtf": "2020-09-27T20:00:00+04:00"}}"#,
                "",
            ),
            event("end", "fighting", r#"{"edtf": "2020-09-30"}"#, "ministry"),
        ]
        .join(","),
    );
    let reach = |as_of: Option<Instant>| {
        look(&since, &View { as_of, ..View::OPENING }, 1000.0, |frame| {
            let (scene, layout) = (timeline(frame), TimelineLayout::new(frame));
            let items = scene.layers.iter().flat_map(|layer| &layer.items);
            let right = items.filter_map(|item| match &item.mark {
                Mark::Rect { rect, .. } if item.style.fill == Some(chronocarte::scene::Tone::Party(1)) => {
                    Some(rect.x + rect.width)
                }
                _ => None,
            });
            layout.moment_clamped(Point::new(right.fold(0.0, f64::max), 0.0)).unwrap().0 / 60_000
        })
    };
    // The story's own moment is the last second of the 28th.
    assert_eq!(reach(None), moment("2020-09-28T23:59:00+04:00").0 / 60_000);
    let noon = moment("2020-09-28T12:00:00+04:00");
    assert!((reach(Some(noon)) - noon.0 / 60_000).abs() <= 1);
}

#[test]
fn dates_without_an_end_or_beyond_all_calendars_still_give_a_picture() {
    for dates in [
        ["../..", "2020-09-27"],
        ["Y170000002", "-0489"],
        ["2020-09-27/..", "../2020-09-28"],
        ["Y17E12", "Y-17E12"],
        ["XXXX", "/"],
    ] {
        let story = dated(dates.iter().map(|date| (*date).to_owned()));
        for width_px in [0.0, 320.0, 1000.0, 1e9, f64::NAN] {
            look(&story, &View::OPENING, width_px, |frame| {
                let scene = timeline(frame);
                assert!(
                    scene.height_px.is_finite()
                        && scene.layers.iter().all(|layer| layer.items.len() < 20_000),
                    "{dates:?}"
                );
                assert!(
                    marks(&scene, &story).iter().all(|(_, at)| at.x.is_finite() && at.y.is_finite()),
                    "{dates:?}"
                );
            });
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_point_of_the_dense_tier_is_a_moment_and_back(share in 0.0f64..1.0, width_px in 200.0f64..1600.0) {
        let layout = layout(&two_days(), &View::OPENING, width_px);
        let point = Point::new(layout.plot.x + share * layout.plot.width, layout.plot.y + 1.0);
        let moment = layout.moment_at(point).unwrap();
        prop_assert!((layout.x_of(moment) - point.x).abs() < 0.01);
        prop_assert_eq!(layout.moment_at(Point::new(point.x, layout.height_px + 50.0)), None);
        prop_assert_eq!(layout.moment_clamped(Point::new(-1e9, 0.0)), layout.scale.as_ref().map(|scale| scale.span().start()));
    }

    #[test]
    fn texts_never_overlap_nor_leave_the_picture(
        width_px in 200.0f64..1600.0,
        start in -400_000i64..800_000,
        hours in 1i64..2_000_000,
    ) {
        // Windows from an hour to two centuries, anywhere from 46 years before to 91 years after 1970.
        let from = Instant(start * 3_600_000);
        let window = TimeSpan::between(from, from.plus_ms(hours * 3_600_000));
        let view = View { window: Some(window), ..View::OPENING };
        look(&two_days(), &view, width_px, |frame| assert_texts_keep_apart(&timeline(frame), "any window"));
    }
}
