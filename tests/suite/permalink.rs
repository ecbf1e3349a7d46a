//! Views as links and back.

use chronocarte::geo::{LonLat, Zoom};
use chronocarte::index::Index;
use chronocarte::story::{EventKind, Measure, Side, Standing, Story};
use chronocarte::time::{Instant, TimeSpan};
use chronocarte::view::{Camera, Clock, Filter, View, from_permalink, to_permalink, unread_part};
use proptest::prelude::*;

const MINUTE: i64 = 60_000;

/// Identifiers that a link has to escape, and a party that is called as third parties are.
fn story() -> (Story, Index) {
    let json = r#"{"chronocarte": 1,
        "parties": [{"id": "north", "name": {"en": "North"}}, {"id": "third", "name": {"en": "Third"}},
                    {"id": "so,uth & co=%", "name": {"en": "South"}}],
        "sources": [{"id": "report", "name": {"en": "Report"}}, {"id": "a,b&c", "name": {"en": "Other"}}],
        "events": [{"id": "talish-heights", "title": {"en": "a"}, "when": {"edtf": "2020-09-27"}},
                   {"id": "été #1&e=2, 50 %", "title": {"en": "b"}, "when": {"edtf": "2020-09-28"}}]}"#;
    let (story, _) = Story::from_json(json).unwrap();
    assert_eq!((story.events.len(), story.parties.len()), (2, 3));
    let index = Index::new(&story);
    (story, index)
}

fn moment(text: &str) -> Instant {
    Instant::parse_rfc3339(text).unwrap()
}

#[test]
fn the_opening_view_needs_no_link() {
    let (story, index) = story();
    assert_eq!(to_permalink(&View::OPENING, &story, &index), "");
    assert_eq!(from_permalink("", &story, &index), View::OPENING);
}

#[test]
fn a_link_reads_as_what_it_shows() {
    let (story, index) = story();
    let view = View {
        camera: Some(Camera { center: LonLat::new(46.75, -40.1).unwrap(), zoom: Zoom::new(8.2).unwrap() }),
        brush: Some(TimeSpan::between(moment("2020-09-26T20:00:00Z"), moment("2020-09-27T20:00:00Z"))),
        window: None,
        filter: Filter {
            hidden_sides: vec![Side::Party(1), Side::Third],
            hidden_kinds: vec![EventKind::Losses, EventKind::Statement],
            hidden_standings: vec![Standing::OneParty],
            hidden_measures: vec![Measure::Wounded],
            hidden_sources: vec![0],
            search: "Talış, tank".to_owned(),
        },
        clock: Clock::Said,
        measure: Some(Measure::Captured),
        as_of: Some(moment("2020-09-28T19:59:59Z")),
        selected: Some(0),
        hovered: Some(1),
        playing: true,
    };
    let link = "e=talish-heights&t=2020-09-26T20:00Z..2020-09-27T20:00Z&m=46.7500,-40.1000,8.20&s=%74hird,third\
                &k=losses,statement&c=one-party&n=wounded&u=report&q=Tal%C4%B1%C5%9F%2C%20tank&f=captured\
                &a=2020-09-28T19:59:59Z&o=said";
    assert_eq!(to_permalink(&view, &story, &index), link);
    let back = from_permalink(link, &story, &index);
    assert_eq!(back.filter, view.filter);
    assert_eq!((back.selected, back.brush, back.hovered, back.playing), (Some(0), view.brush, None, false));
}

#[test]
fn an_identifier_with_any_character_comes_back() {
    let (story, index) = story();
    let view = View {
        selected: Some(1),
        filter: Filter { hidden_sides: vec![Side::Party(0), Side::Party(2)], ..Filter::default() },
        ..View::OPENING
    };
    let link = to_permalink(&view, &story, &index);
    assert_eq!(link, "e=%C3%A9t%C3%A9%20%231%26e%3D2%2C%2050%20%25&s=north,so%2Cuth%20%26%20co%3D%25");
    assert_eq!(from_permalink(&link, &story, &index), view);
}

#[test]
fn an_open_end_is_left_out_and_comes_back() {
    let (story, index) = story();
    for (start, end, link) in [
        (Instant::MIN, moment("2020-09-27T20:00:00Z"), "t=..2020-09-27T20:00Z"),
        (moment("-000043-03-15T12:00:00Z"), Instant::MAX, "t=-000043-03-15T12:00Z.."),
    ] {
        let view = View { brush: Some(TimeSpan::between(start, end)), ..View::OPENING };
        assert_eq!(to_permalink(&view, &story, &index), link);
        assert_eq!(from_permalink(link, &story, &index), view);
    }
}

#[test]
fn what_makes_no_sense_is_ignored_and_the_rest_is_read() {
    let (story, index) = story();
    for nonsense in [
        "x=1",
        "e=unknown",
        "e",
        "=",
        "&&&",
        "t=2020-09-28..2020-09-27",
        "t=2020-09-28T00:00Z..2020-09-27T00:00Z",
        "t=2020-09-27T00:00Z..2020-09-27T00:00Z",
        "t=yesterday..",
        "t=",
        "m=1,2",
        "m=1,2,3,4",
        "m=NaN,0,5",
        "m=1e3,0,5",
        "m=0,91,5",
        "m=0,0,-1",
        "m=12345678901234567890,0,5",
        "s=nobody",
        "k=FIGHTING",
        "c=firm",
        "a=now",
        "w=%",
        "e=%FF%FE",
    ] {
        assert_eq!(from_permalink(nonsense, &story, &index), View::OPENING, "{nonsense}");
        let mixed = [nonsense, "&e=talish-heights&", nonsense].concat();
        assert_eq!(from_permalink(&mixed, &story, &index).selected, Some(0), "{mixed}");
    }
}

#[test]
fn a_link_that_a_program_escaped_once_more_still_works() {
    let (story, index) = story();
    let plain = from_permalink("t=2020-09-26T20:00Z..2020-09-27T20:00Z&m=46.75,40.1,8.2", &story, &index);
    let escaped =
        from_permalink("t=2020-09-26T20%3A00Z..2020-09-27T20%3A00Z&m=46.75%2C40.1%2C8.2", &story, &index);
    assert!(plain.brush.is_some() && plain.camera.is_some());
    assert_eq!(plain, escaped);
}

fn subset<T: Copy + Ord + std::fmt::Debug + 'static>(of: Vec<T>) -> impl Strategy<Value = Vec<T>> {
    let most = of.len();
    proptest::sample::subsequence(of, 0..=most).prop_map(|mut some| {
        some.sort();
        some
    })
}

fn spans() -> impl Strategy<Value = Option<TimeSpan>> {
    // Whole minutes over some 40,000 years.
    let whole = (-10_000_000_000i64..10_000_000_000, 1i64..100_000_000)
        .prop_map(|(at, length)| TimeSpan::between(Instant(at * MINUTE), Instant((at + length) * MINUTE)));
    proptest::option::of(whole)
}

fn views() -> impl Strategy<Value = View> {
    let camera = (-180.0f64..180.0, -85.0f64..85.0, 1.0f64..11.0).prop_map(|(lon, lat, zoom)| Camera {
        center: LonLat::new(lon, lat).unwrap(),
        zoom: Zoom::new(zoom).unwrap(),
    });
    let sides = vec![Side::Party(0), Side::Party(1), Side::Party(2), Side::Third];
    let filter = (
        subset(sides),
        subset(EventKind::ALL.to_vec()),
        subset(Standing::ALL.to_vec()),
        subset(Measure::ALL.to_vec()),
        subset(vec![0, 1]),
        "\\PC{0,12}",
    )
        .prop_map(
            |(hidden_sides, hidden_kinds, hidden_standings, hidden_measures, hidden_sources, search)| {
                Filter {
                    hidden_sides,
                    hidden_kinds,
                    hidden_standings,
                    hidden_measures,
                    hidden_sources,
                    search,
                }
            },
        );
    let clock = (any::<bool>(), proptest::option::of(proptest::sample::select(Measure::ALL)));
    let moment =
        proptest::option::of((-10_000_000_000i64..10_000_000_000).prop_map(|at| Instant(at * MINUTE)));
    (proptest::option::of(camera), spans(), spans(), filter, moment, clock, proptest::option::of(0usize..2))
        .prop_map(|(camera, brush, window, filter, as_of, (said, measure), selected)| View {
            camera,
            brush,
            window,
            filter,
            clock: if said { Clock::Said } else { Clock::Happened },
            measure,
            as_of,
            selected,
            ..View::OPENING
        })
}

proptest! {
    #[test]
    fn every_view_comes_back_within_the_stated_precision(view in views()) {
        let (story, index) = story();
        let link = to_permalink(&view, &story, &index);
        prop_assert!(link.bytes().all(|byte| byte.is_ascii_graphic() && !b"#\"<>`".contains(&byte)), "{}", link);
        let back = from_permalink(&link, &story, &index);
        match (view.camera, back.camera) {
            (Some(one), Some(other)) => {
                prop_assert!((one.center.lon_deg() - other.center.lon_deg()).abs() <= 0.000_051, "{}", link);
                prop_assert!((one.center.lat_deg() - other.center.lat_deg()).abs() <= 0.000_051, "{}", link);
                prop_assert!((one.zoom.value() - other.zoom.value()).abs() <= 0.005_1, "{}", link);
            }
            (one, other) => prop_assert_eq!(one, other),
        }
        prop_assert_eq!(View { camera: view.camera, ..back.clone() }, view);
        // A link read and written again is the same link.
        prop_assert_eq!(to_permalink(&back, &story, &index), link);
    }

    #[test]
    fn any_text_gives_a_view(text in "(([etwmskca]|.{0,3})=?.{0,40}&?){0,6}") {
        let (story, index) = story();
        let view = from_permalink(&text, &story, &index);
        let link = to_permalink(&view, &story, &index);
        prop_assert_eq!(to_permalink(&from_permalink(&link, &story, &index), &story, &index), link);
    }

    #[test]
    fn a_time_within_a_minute_is_widened_and_never_lost(at in -1_000_000_000_000i64..2_000_000_000_000, length in 1i64..200_000) {
        let (story, index) = story();
        let brush = TimeSpan::between(Instant(at), Instant(at + length));
        let link = to_permalink(&View { brush: Some(brush), ..View::OPENING }, &story, &index);
        let back = from_permalink(&link, &story, &index).brush.unwrap();
        prop_assert!(back.covers(brush) && back.duration_ms() <= length + 2 * MINUTE, "{}", link);
    }
}

#[test]
fn a_day_as_of_which_to_look_is_its_end_in_the_zone_of_the_story_and_a_minute_is_enough() {
    let json = r#"{"chronocarte": 1, "zone": {"offset": "+04:00"},
        "events": [{"id": "a", "title": {"en": "a"}, "when": {"edtf": "2020-09-27"}}]}"#;
    let (story, _) = Story::from_json(json).unwrap();
    let index = Index::new(&story);
    for (link, at) in [
        ("a=2020-09-28", "2020-09-28T19:59:59Z"),
        ("a=2020-09-28T08:00Z", "2020-09-28T08:00:00Z"),
        ("a=2020-09-28T12:00+04:00", "2020-09-28T08:00:00Z"),
    ] {
        assert_eq!(from_permalink(link, &story, &index).as_of, Some(moment(at)), "{link}");
        assert_eq!(unread_part(link, &story, &index), None);
    }
    for nonsense in ["a=2020-09-31", "a=2020-09", "e=nobody", "words"] {
        assert_eq!(unread_part(&["e=a&", nonsense].concat(), &story, &index), Some(nonsense));
    }
}
