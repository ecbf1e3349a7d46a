//! What was counted, by who counted it.

use chronocarte::paint::svg;
use chronocarte::scene::{Frame, Mark, Scene, SumNote, Theme, Tone, sum_notes, sum_words, toll_rows, tolls};
use chronocarte::story::{Measure, Story};
use chronocarte::text::Tag;
use chronocarte::view::View;

use crate::golden::golden;
use crate::setting::seen;
use crate::timeline::story;

/// One event with these claims: speaker and figure.
fn claimed(claims: &[(&str, &str)]) -> Story {
    let claim = |(nth, (speaker, figure)): (usize, &(&str, &str))| {
        format!(
            r#"{{"id": "c{}", "speaker": "{speaker}", "figures": [{{"measure": "killed", {figure}}}]}}"#,
            nth + 1
        )
    };
    let claims: Vec<String> = claims.iter().enumerate().map(claim).collect();
    story(&format!(
        r#"{{"id": "clashes", "title": {{"en": "Clashes"}}, "when": {{"edtf": "2020-09-28"}}, "claims": [{}]}}"#,
        claims.join(",")
    ))
}

const AT_LEAST_28: &str =
    r#""low": 28, "qualifier": "at-least", "counted": "military", "side": "south", "scope": "day""#;
const FIFTY_NINE: &str = r#""low": 59, "high": 59, "counted": "military", "side": "south", "sideInferred": true, "scope": "since-start", "scopeInferred": true"#;
const NINE: &str = r#""low": 9, "high": 9, "counted": "civilian", "scope": "unspecified",
    "parts": [{"side": "north", "count": 7}, {"side": "south", "count": 2}]"#;
const SIXTY_EIGHT: &str =
    r#""low": 68, "high": 68, "counted": "both", "scope": "unspecified", "sumOf": ["c2", "c3"]"#;

/// The situation of the pictures.
fn four_claims() -> Story {
    claimed(&[("report", AT_LEAST_28), ("council", FIFTY_NINE), ("report", NINE), ("report", SIXTY_EIGHT)])
}

fn look<T>(story: &Story, width_px: f64, tag: Tag, then: impl FnOnce(&Frame<'_>) -> T) -> T {
    seen(story, &View::OPENING, tag, (width_px, 0.0), then)
}

fn picture(name: &str, story: &Story, width_px: f64, theme: &Theme) {
    let scene = look(story, width_px, Tag::En, |frame| tolls(frame, Measure::Killed));
    for item in scene.layers.iter().flat_map(|layer| &layer.items) {
        if let Mark::Text { at, text, .. } = &item.mark {
            assert!(
                at.x >= 0.0 && at.x <= width_px && at.y > 0.0 && at.y < scene.height_px,
                "{name}: {text} at {at:?}"
            );
        }
    }
    golden(name, &svg::write(&scene, theme));
}

#[test]
fn the_gallery_is_as_it_was() {
    let four = four_claims();
    picture("tolls_four_claims_1040", &four, 1000.0, &Theme::LIGHT);
    picture("tolls_four_claims_dark", &four, 1000.0, &Theme::DARK);
    picture("tolls_phone_375", &four, 351.0, &Theme::LIGHT);
    picture("tolls_phone_320", &four, 296.0, &Theme::LIGHT);
    let words = claimed(&[
        ("ministry", r#""qualifier": "words", "words": {"en": "“heavy losses”"}, "side": "south""#),
        ("council", r#""qualifier": "words", "side": "south""#),
    ]);
    picture("tolls_words_only", &words, 800.0, &Theme::LIGHT);
    let every_qualifier = claimed(&[
        ("ministry", r#""low": 1200, "qualifier": "at-least", "side": "south", "counted": "military""#),
        ("ministry", r#""low": 70, "high": 70, "side": "north", "counted": "military""#),
        ("council", r#""low": 300, "high": 450, "qualifier": "between", "side": "south""#),
        ("council", r#""high": 900, "qualifier": "up-to", "side": "north""#),
        ("monitor", r#""low": 800, "qualifier": "about", "counted": "both""#),
        ("report", r#""qualifier": "words", "words": {"en": "dozens"}"#),
        ("envoys", r#""low": 0, "high": 0"#),
    ]);
    picture("tolls_every_qualifier", &every_qualifier, 900.0, &Theme::LIGHT);
}

#[test]
fn each_claim_is_a_row_with_its_own_speaker_and_nothing_is_summed() {
    look(&four_claims(), 1000.0, Tag::En, |frame| {
        let rows = toll_rows(frame, Measure::Killed);
        let of: Vec<_> =
            rows.iter().map(|row| (row.claim.as_str(), row.speaker.as_str(), row.low, row.high)).collect();
        assert_eq!(
            of,
            [
                ("c2", "Southern council", Some(59), Some(59)),
                ("c1", "Source not named", Some(28), None),
                ("c3", "Source not named", Some(9), Some(9)),
                ("c4", "Source not named", Some(68), Some(68)),
            ]
        );
        assert_eq!(
            rows.iter().map(|row| row.tone).collect::<Vec<_>>(),
            [Tone::Party(1), Tone::Third, Tone::Third, Tone::Third]
        );
    });
}

#[test]
fn what_is_inferred_is_said_so_and_left_out_of_the_short_form() {
    look(&four_claims(), 1000.0, Tag::En, |frame| {
        let rows = toll_rows(frame, Measure::Killed);
        assert_eq!(rows[0].what, "soldiers killed");
        assert_eq!(
            rows[0].sentence,
            "Southern council: 59, soldiers killed, Southern side (inferred), since the start (inferred)"
        );
        assert_eq!(rows[1].what, "soldiers killed, Southern, 28 Sept");
        assert!(
            rows[1].sentence.ends_with("soldiers killed, Southern side, 28 Sept"),
            "{}",
            rows[1].sentence
        );
    });
}

#[test]
fn where_figures_of_several_events_stand_together_each_says_of_which_it_is() {
    let event = |id: &str, measure: &str, scope: &str| {
        format!(
            r#"{{"id": "{id}", "title": {{"en": "The {id}"}}, "when": {{"edtf": "2020-09-28"}}, "claims": [{{"id": "of-{id}",
                "speaker": "council", "figures": [{{"measure": "{measure}", "low": 4, "high": 4{scope}}}]}}]}}"#
        )
    };
    let of = |events: &[String]| {
        let story = story(&events.join(","));
        look(&story, 1000.0, Tag::En, |frame| {
            toll_rows(frame, Measure::Killed).into_iter().map(|row| row.what).collect::<Vec<_>>()
        })
    };
    let ford = event("ford", "killed", r#", "scope": "event""#);
    let bridge = event("bridge", "killed", r#", "scope": "event""#);
    assert_eq!(of(&[ford.clone(), bridge]), ["killed, The ford", "killed, The bridge"]);
    assert_eq!(
        of(&[ford.clone(), event("bridge", "wounded", "")]),
        ["killed"],
        "another measure is another chart"
    );
    let all = event("war", "killed", r#", "scope": "since-start""#);
    assert_eq!(of(&[ford, all]), ["killed, The ford", "killed, since the start"]);
}

#[test]
fn a_figure_says_what_it_is_made_up_of() {
    look(&four_claims(), 1000.0, Tag::En, |frame| {
        assert_eq!(toll_rows(frame, Measure::Killed)[2].value, "9 (7 Northern, 2 Southern)");
    });
}

#[test]
fn figures_that_add_up_are_not_independent() {
    let four = four_claims();
    assert_eq!(sum_notes(&four, Measure::Killed), [SumNote { parts: vec![59, 9], total: 68 }]);
    assert!(sum_notes(&four, Measure::Killed)[0].holds());
    look(&four, 1000.0, Tag::En, |frame| {
        let words = sum_words(frame, Measure::Killed);
        assert!(words.starts_with("59 + 9 = 68: ") && words.contains("not independent"), "{words}");
    });
    assert!(sum_notes(&four, Measure::Wounded).is_empty());
}

#[test]
fn a_sum_that_does_not_hold_is_said_so_and_a_range_makes_none() {
    let wrong = claimed(&[
        ("council", FIFTY_NINE),
        ("report", NINE),
        ("report", r#""low": 70, "high": 70, "sumOf": ["c1", "c2"]"#),
    ]);
    let notes = sum_notes(&wrong, Measure::Killed);
    assert_eq!((notes.len(), notes[0].holds()), (1, false));
    look(&wrong, 1000.0, Tag::En, |frame| {
        assert!(!sum_words(frame, Measure::Killed).contains('='), "no equation is claimed")
    });
    let range = claimed(&[
        ("council", FIFTY_NINE),
        ("report", AT_LEAST_28),
        ("report", r#""low": 87, "high": 87, "sumOf": ["c1", "c2"]"#),
    ]);
    assert!(sum_notes(&range, Measure::Killed).is_empty());
}

#[test]
fn only_claims_about_the_other_side_have_an_empty_dot() {
    let story = claimed(&[("ministry", AT_LEAST_28), ("council", FIFTY_NINE), ("report", NINE)]);
    look(&story, 1000.0, Tag::En, |frame| {
        let of_other: Vec<bool> =
            toll_rows(frame, Measure::Killed).iter().map(|row| row.of_other_side).collect();
        assert_eq!(of_other, [true, false, false]);
        let fills: Vec<_> =
            circles(&tolls(frame, Measure::Killed)).into_iter().map(|(_, fill)| fill).collect();
        assert_eq!(fills, [Some(Tone::Paper), Some(Tone::Party(1)), Some(Tone::Third)]);
    });
}

fn circles(scene: &Scene) -> Vec<(f64, Option<Tone>)> {
    let items = scene.layers.iter().flat_map(|layer| &layer.items);
    items
        .filter_map(|item| match item.mark {
            Mark::Circle { center, .. } => Some((center.x, item.style.fill)),
            // Civilians.
            Mark::Rect { rect, .. } if rect.width == rect.height => {
                Some((rect.x + rect.width / 2.0, item.style.fill))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn all_rows_share_one_scale_from_zero() {
    look(&four_claims(), 1000.0, Tag::En, |frame| {
        let scene = tolls(frame, Measure::Killed);
        let x: Vec<f64> = circles(&scene).into_iter().map(|(x, _)| x).collect();
        let zero = scene.layers.iter().flat_map(|layer| &layer.items).find_map(|item| match &item.mark {
            Mark::Text { at, text, .. } if text == "0" => Some(at.x),
            _ => None,
        });
        let per_one = (x[3] - zero.unwrap()) / 68.0;
        for (nth, count) in [(0, 59.0), (1, 28.0), (2, 9.0)] {
            assert!((x[nth] - zero.unwrap() - count * per_one).abs() < 1e-6, "{count}");
        }
    });
}

#[test]
fn a_story_that_counts_nobody_has_no_chart() {
    let nobody = claimed(&[]);
    look(&nobody, 1000.0, Tag::En, |frame| {
        assert!(toll_rows(frame, Measure::Killed).is_empty() && sum_words(frame, Measure::Killed).is_empty());
        assert_eq!(tolls(frame, Measure::Killed).height_px, 0.0);
    });
}

#[test]
fn a_hostile_number_or_title_breaks_no_chart() {
    let long = "word ".repeat(2000);
    let words = format!(r#""qualifier": "words", "words": {{"en": "{long}"}}"#);
    let hostile = claimed(&[
        ("council", r#""low": 4294967295, "qualifier": "at-least""#),
        ("report", &words),
        ("nobody", NINE),
    ]);
    for width_px in [0.0, 120.0, 320.0, 5000.0, f64::NAN] {
        look(&hostile, width_px, Tag::Fr, |frame| {
            let scene = tolls(frame, Measure::Killed);
            assert!(scene.height_px > 0.0 && scene.height_px < 1000.0);
            assert!(circles(&scene).iter().all(|(x, _)| x.is_finite()));
        });
    }
}
