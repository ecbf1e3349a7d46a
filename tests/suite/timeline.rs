//! The timeline, situation by situation. Goldens are the gallery; `UPDATE_GOLDEN=1` rewrites them.

use chronocarte::index::Index;
use chronocarte::paint::svg;
use chronocarte::scene::{
    Frame, LayerKind, Mark, Point, Rect, Scene, Target, Theme, TimelineLayout, text_width_px, timeline,
    timeline_height_px,
};
use chronocarte::story::{EventKind, Story, Value};
use chronocarte::text::{Category, Entry, Language, Tag};
use chronocarte::time::{Instant, TimeSpan};
use chronocarte::view::View;
use proptest::prelude::*;

use std::fs;
use std::path::Path;

use crate::golden::golden;

/// A language from its file.
pub(crate) fn language(tag: Tag) -> Language {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/lang");
    let text = fs::read_to_string(folder.join([tag.as_str(), ".json"].concat())).unwrap();
    let Value::Map(entries) = serde_json::from_str(&text).unwrap() else { panic!("a language is an object") };
    let category = |key: &str| {
        use Category::{Few, Many, One, Other, Two, Zero};
        let known =
            [("zero", Zero), ("one", One), ("two", Two), ("few", Few), ("many", Many), ("other", Other)];
        known.into_iter().find(|(name, _)| *name == key).unwrap().1
    };
    let entry = |value: Value| match value {
        Value::String(text) => Entry::Text(text),
        Value::Map(forms) => Entry::Plural(
            forms.iter().map(|(key, text)| (category(key), text.as_str().unwrap().to_owned())).collect(),
        ),
        other => panic!("{other:?}"),
    };
    Language::from_entries(tag, entries.into_iter().map(|(key, value)| (key, entry(value))))
}

/// A story of two invented parties with these events; places and sources do not matter to a timeline.
pub(crate) fn story(events: &str) -> Story {
    let json = [
        r#"{"chronocarte": 1, "languages": ["en"], "zone": {"offset": "+04:00"}, "asOf": "2020-09-28T23:59:59+04:00",
        "parties": [{"id": "north", "name": {"en": "Northern side"}, "short": {"en": "Northern"}},
                    {"id": "south", "name": {"en": "Southern side"}, "short": {"en": "Southern"}}],
        "speakers": [
            {"id": "ministry", "kind": "official", "party": "north", "name": {"en": "Northern ministry"}},
            {"id": "council", "kind": "official", "party": "south", "name": {"en": "Southern council"}},
            {"id": "report", "kind": "unnamed", "name": {"en": "The report"}},
            {"id": "monitor", "kind": "monitor", "name": {"en": "Monitors"}},
            {"id": "envoys", "kind": "international", "name": {"en": "Envoys"}}],
        "events": ["#,
        events,
        "]}",
    ];
    let (story, report) = Story::from_json(&json.concat()).unwrap();
    let unread: Vec<_> = report.of("unreadable").collect();
    assert!(unread.is_empty(), "{unread:?}");
    story
}

/// An event with one claim.
fn event(id: &str, kind: &str, when: &str, speaker: &str) -> String {
    let claim = ["{\"id\": \"", id, "-1\", \"speaker\": \"", speaker, "\"}"].concat();
    event_with(id, kind, when, &claim, "")
}

fn event_with(id: &str, kind: &str, when: &str, claims: &str, more: &str) -> String {
    format!(
        r#"{{"id": "{id}", "title": {{"en": "{id}"}}, "kind": "{kind}", "when": {when}, "claims": [{claims}]{more}}}"#
    )
}

fn background(year: &str, title: &str, importance: u8) -> String {
    let more = format!(r#", "background": true, "importance": {importance}"#);
    event_with(title, "politics", &format!(r#"{{"edtf": "{year}"}}"#), "", &more)
}

/// Two days, seven events, thirty years before: the situation of the pictures.
fn two_days() -> Story {
    let within = r#"{"edtf": "2020-09-27/2020-09-28?", "sense": "within", "inferred": true}"#;
    story(
        &[
            event("clashes", "fighting", r#"{"edtf": "2020-09-27/2020-09-28"}"#, "report"),
            event(
                "town",
                "fighting",
                r#"{"edtf": "2020-09-28?/..", "partOfDay": "early-morning", "sense": "since"}"#,
                "ministry",
            ),
            event("heights", "territory", within, "ministry"),
            event("commander", "losses", within, "ministry"),
            event("footage", "equipment", within, "ministry"),
            event("warning", "statement", r#"{"edtf": "2020-09-28"}"#, "ministry"),
            event("calls", "statement", r#"{"edtf": "2020-09-28", "sense": "by"}"#, "envoys"),
            background("1990", "Declaration of independence", 2),
            background("1992", "Talks open", 3),
            background("1994", "Ceasefire", 1),
            background("2016", "Clashes", 1),
            background("{1993,2008}", "Resolutions", 3),
        ]
        .join(","),
    )
}

/// Every standing an event can have, a day apart.
fn standings() -> Story {
    let claims = |speakers: &[&str]| {
        let one = |(nth, words): (usize, &&str)| {
            let (speaker, more) = words.split_once(' ').unwrap_or((words, ""));
            format!(r#"{{"id": "c{nth}", "speaker": "{speaker}"{more}}}"#)
        };
        speakers.iter().enumerate().map(one).collect::<Vec<_>>().join(",")
    };
    let of = [
        ("one-party", claims(&["ministry"])),
        ("other-party", claims(&["council"])),
        ("press-only", claims(&["report"])),
        ("third-parties", claims(&["envoys"])),
        ("several", claims(&["ministry", "council"])),
        ("confirmed", claims(&["monitor , \"firstHand\": true"])),
        ("confirmed-party", claims(&["ministry", "monitor , \"firstHand\": true"])),
        ("disputed", claims(&["ministry", "council , \"stance\": \"denies\""])),
        ("withdrawn", claims(&["ministry", "ministry , \"stance\": \"withdraws\", \"answers\": \"c0\""])),
    ];
    let events = of.iter().enumerate().map(|(nth, (id, claims))| {
        event_with(id, "fighting", &format!(r#"{{"edtf": "2020-09-0{}"}}"#, nth + 1), claims, "")
    });
    story(&events.collect::<Vec<_>>().join(","))
}

/// Events by their dates, alternating between lanes and sides.
fn dated(dates: impl Iterator<Item = String>) -> Story {
    let events = dates.enumerate().map(|(nth, date)| {
        let kind = ["fighting", "fighting", "statement"][nth % 3];
        event(
            &format!("e{nth}"),
            kind,
            &format!(r#"{{"edtf": "{date}"}}"#),
            ["ministry", "council", "report"][nth % 3],
        )
    });
    story(&events.collect::<Vec<_>>().join(","))
}

fn three_hundred() -> Story {
    // Three months with busy and quiet weeks; a small generator, so that the picture never changes.
    let mut state = 7_u32;
    let mut next = move |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % below
    };
    dated((0..300).map(move |_| {
        let month = 7 + next(3);
        let day = 1 + (next(28) * next(28)) / 28;
        if next(3) == 0 {
            format!("2020-{month:02}-{day:02}T{:02}:{:02}", next(24), next(60))
        } else {
            format!("2020-{month:02}-{day:02}")
        }
    }))
}

fn look<T>(story: &Story, view: &View, width_px: f64, then: impl FnOnce(&Frame<'_>) -> T) -> T {
    let index = Index::new(story);
    let matches = view.matches(story, &index);
    let language = language(Tag::En);
    then(&Frame {
        story,
        index: &index,
        view,
        matches: &matches,
        basemap: None,
        language: &language,
        width_px,
        height_px: 0.0,
    })
}

fn picture(name: &str, story: &Story, view: &View, width_px: f64, theme: &Theme) {
    let svg = look(story, view, width_px, |frame| {
        let scene = timeline(frame);
        assert_texts_keep_apart(&scene, name);
        svg::write(&scene, theme)
    });
    golden(name, &svg);
}

fn text_rects(scene: &Scene) -> Vec<(Rect, String)> {
    let mut rects = Vec::new();
    for item in
        scene.layers.iter().filter(|layer| layer.kind != LayerKind::Overlay).flat_map(|layer| &layer.items)
    {
        // Numbers stand in their marks.
        if let Mark::Text { at, text, align, font } = &item.mark
            && font.weight != 700
        {
            let width = text_width_px(text, font);
            let x = match align {
                chronocarte::scene::Align::Left => at.x,
                chronocarte::scene::Align::Middle => at.x - width / 2.0,
                chronocarte::scene::Align::Right => at.x - width,
            };
            rects.push((Rect::new(x, at.y - 0.72 * font.size_px, width, 0.9 * font.size_px), text.clone()));
        }
    }
    rects
}

fn assert_texts_keep_apart(scene: &Scene, name: &str) {
    let rects = text_rects(scene);
    for (nth, (one, words)) in rects.iter().enumerate() {
        assert!(
            one.x >= -0.5 && one.x + one.width <= scene.width_px + 0.5,
            "{name}: {words} leaves the picture: {one:?}"
        );
        assert!(
            one.y >= 0.0 && one.y + one.height <= scene.height_px,
            "{name}: {words} leaves the picture: {one:?}"
        );
        for (other, others) in &rects[nth + 1..] {
            assert!(!one.overlaps(*other), "{name}: {words} and {others} overlap");
        }
    }
}

fn moment(text: &str) -> Instant {
    Instant::parse_rfc3339(text).unwrap()
}

fn span(from: &str, to: &str) -> TimeSpan {
    TimeSpan::between(moment(from), moment(to))
}

fn selecting(story: &Story, id: &str) -> View {
    View { selected: story.event_index(id), ..View::OPENING }
}

fn first_day() -> View {
    View { brush: Some(span("2020-09-27T00:00:00+04:00", "2020-09-28T00:00:00+04:00")), ..View::OPENING }
}

#[test]
fn the_gallery_is_as_it_was() {
    let story = two_days();
    let opening = selecting(&story, "heights");
    picture("timeline_opening_1040_light", &story, &opening, 1000.0, &Theme::LIGHT);
    picture("timeline_opening_1040_dark", &story, &opening, 1000.0, &Theme::DARK);
    picture("timeline_phone_375", &story, &opening, 351.0, &Theme::LIGHT);
    picture("timeline_phone_320", &story, &opening, 296.0, &Theme::LIGHT);
    picture("timeline_brushed_first_day", &story, &first_day(), 1000.0, &Theme::LIGHT);
    let second = View {
        brush: Some(span("2020-09-28T00:00:00+04:00", "2020-09-29T00:00:00+04:00")),
        hovered: story.event_index("town"),
        ..View::OPENING
    };
    picture("timeline_brushed_second_day_dark", &story, &second, 1000.0, &Theme::DARK);
    let mut filtered = View::OPENING;
    filtered.filter.hidden_kinds = vec![EventKind::Losses, EventKind::Statement];
    picture("timeline_filtered", &story, &filtered, 1000.0, &Theme::LIGHT);
    let zoomed = View {
        window: Some(span("2020-09-28T02:00:00+04:00", "2020-09-28T11:00:00+04:00")),
        ..View::OPENING
    };
    picture("timeline_zoomed_to_a_morning", &story, &zoomed, 1000.0, &Theme::LIGHT);
    let minutes = View {
        window: Some(span("2020-09-28T03:00:00+04:00", "2020-09-28T03:20:00+04:00")),
        ..View::OPENING
    };
    picture("timeline_zoomed_to_minutes", &story, &minutes, 700.0, &Theme::LIGHT);
}

#[test]
fn the_gallery_of_other_stories_is_as_it_was() {
    let open = View::OPENING;
    picture("timeline_standings", &standings(), &selecting(&standings(), "several"), 900.0, &Theme::LIGHT);
    picture("timeline_standings_dark", &standings(), &open, 900.0, &Theme::DARK);
    picture(
        "timeline_one_event",
        &dated(["2020-09-28T14:30".to_owned()].into_iter()),
        &open,
        800.0,
        &Theme::LIGHT,
    );
    picture("timeline_no_dates", &story(r#"{"id": "a", "title": {"en": "a"}}"#), &open, 800.0, &Theme::LIGHT);
    let century = [
        "1914-08/1918-11",
        "1920",
        "1921-03-16",
        "193X",
        "1939-09-01/1945-05-08",
        "1961-08-13",
        "1989-11-09",
        "1991-12",
        "2008-08",
        "2014",
        "2020-09",
    ];
    picture("timeline_century", &dated(century.into_iter().map(String::from)), &open, 1000.0, &Theme::LIGHT);
    let ancient = ["-0489-09", "-0479", "-0430/-0403", "-0337", "-0322"];
    picture(
        "timeline_before_our_era",
        &dated(ancient.into_iter().map(String::from)),
        &open,
        800.0,
        &Theme::LIGHT,
    );
    picture("timeline_300_events", &three_hundred(), &open, 1000.0, &Theme::LIGHT);
    picture("timeline_300_events_phone", &three_hundred(), &open, 351.0, &Theme::LIGHT);
    let week = View {
        window: Some(span("2020-08-20T00:00:00+04:00", "2020-08-27T00:00:00+04:00")),
        ..View::OPENING
    };
    picture("timeline_300_events_one_week", &three_hundred(), &week, 1000.0, &Theme::LIGHT);
    let quiet = [
        "1990-05-01",
        "1990-05-01",
        "1990-05-02",
        "2020-09-27",
        "2020-09-27T14:00",
        "2020-09-28",
        "2020-09-28",
        "2020-09-28T08:10",
    ];
    picture(
        "timeline_thirty_quiet_years",
        &dated(quiet.into_iter().map(String::from)),
        &open,
        1000.0,
        &Theme::LIGHT,
    );
    let months = (0..18).map(|nth| format!("20{:02}-{:02}", 19 + nth / 12, nth % 12 + 1));
    picture("timeline_months", &dated(months), &open, 800.0, &Theme::LIGHT);
}

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
            event("since", "fighting", r#"{"edtf": "2020-09-27/.."}"#, "council"),
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
