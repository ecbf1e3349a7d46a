//! The timeline, situation by situation. Goldens are the gallery; `UPDATE_GOLDEN=1` rewrites them.

use chronocarte::index::Index;
use chronocarte::paint::svg;
use chronocarte::scene::{
    Frame, LayerKind, Mark, Point, Rect, Scene, Target, Theme, TimelineLayout, text_width_px, timeline,
    timeline_height_px,
};
use chronocarte::story::{EventKind, Story};
use chronocarte::text::Tag;
use chronocarte::time::{Instant, TimeSpan};
use chronocarte::view::View;
use proptest::prelude::*;

use crate::golden::golden;
use crate::setting::seen;

mod rules;

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
    seen(story, view, Tag::En, (width_px, 0.0), then)
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
