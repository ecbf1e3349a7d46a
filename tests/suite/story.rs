//! Reading a story: what is read, what is refused, and what it is told about itself.

use std::fs;
use std::path::Path;

use chronocarte::index::Index;
use chronocarte::story::{Report, Severity, Side, Standing, Story};
use proptest::prelude::*;

use crate::setting::demo_text;

pub(crate) fn demo() -> (Story, Report) {
    Story::from_json(&demo_text()).unwrap()
}

fn read(text: &str) -> (Story, Report) {
    Story::from_json(text).unwrap()
}

#[test]
fn the_schema_in_the_repository_is_that_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/story.schema.json");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, chronocarte::story::schema()).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == chronocarte::story::schema(),
        "run the tests once with UPDATE_GOLDEN=1 and look at the change"
    );
}

#[test]
fn the_first_story_is_read_whole() {
    let (story, report) = demo();
    let errors: Vec<_> =
        report.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(report.of("unknown-key").count(), 0);
    assert_eq!(story.events.iter().filter(|event| !event.background).count(), 7);
    assert_eq!(story.events.iter().filter(|event| event.background).count(), 6);
    let figures = story.events.iter().flat_map(|event| &event.claims).flat_map(|claim| &claim.figures);
    assert_eq!(figures.filter(|figure| figure.measure.counts_people()).count(), 5);
    assert_eq!(story.totals().len(), 4, "a named person is never part of a toll");
}

#[test]
fn the_first_story_stands_as_its_claims_do() {
    let (story, _) = demo();
    let index = Index::new(&story);
    let standings: Vec<_> = index.order.iter().map(|event| index.entries[*event].standing).collect();
    assert_eq!(standings[0], Standing::PressOnly);
    assert!(standings[1..6].iter().all(|standing| *standing == Standing::OneParty));
    assert_eq!(standings[6], Standing::ThirdParties);
    assert!(!standings.contains(&Standing::Confirmed), "nobody confirmed anything");
    assert_eq!(index.entries[index.order[1]].side(), Side::Party(0));
}

const SMALL: &str = r#"{
  "chronocarte": 1, "title": {"en": "T"}, "languages": ["en"], "zone": {"offset": "+04:00"},
  "parties": [{"id": "a", "name": {"en": "A"}}, {"id": "b", "name": {"en": "B"}}],
  "speakers": [
    {"id": "min-a", "name": {"en": "Ministry of A"}, "kind": "official", "party": "a"},
    {"id": "officer", "name": {"en": "Officer"}, "kind": "person", "of": "min-a"},
    {"id": "min-b", "name": {"en": "Ministry of B"}, "kind": "official", "party": "b"},
    {"id": "paper", "name": {"en": "Paper"}, "kind": "press"},
    {"id": "monitor", "name": {"en": "Monitor"}, "kind": "monitor"}
  ],
  "sources": [{"id": "s", "name": {"en": "the report"}}],
  "places": [{"id": "p", "name": {"en": "P"}, "lon": 46.0, "lat": 40.0}],
  "events": [{"id": "e", "title": {"en": "E"}, "when": {"edtf": "2020-09-27"}, "where": {"place": "p"}, "claims": CLAIMS}]
}"#;

fn standing_of(claims: &str) -> Standing {
    let (story, report) = read(&SMALL.replace("CLAIMS", claims));
    assert!(!report.has_errors(), "{report:?}");
    story.standing(&story.events[0])
}

#[test]
fn a_standing_follows_from_who_says_what() {
    let claim = |id: &str, speaker: &str, more: &str| {
        format!(r#"{{"id": "{id}", "speaker": "{speaker}", "via": ["s"]{more}}}"#)
    };
    assert_eq!(standing_of(&format!("[{}]", claim("1", "officer", ""))), Standing::OneParty);
    assert_eq!(standing_of(&format!("[{}]", claim("1", "paper", ""))), Standing::PressOnly);
    assert_eq!(standing_of(&format!("[{}]", claim("1", "monitor", ""))), Standing::ThirdParties);
    assert_eq!(
        standing_of(&format!("[{}]", claim("1", "monitor", r#", "firstHand": true"#))),
        Standing::Confirmed
    );
    let both = format!("[{}, {}]", claim("1", "officer", ""), claim("2", "min-b", ""));
    assert_eq!(standing_of(&both), Standing::SeveralParties);
    let denied = format!(
        "[{}, {}]",
        claim("1", "officer", ""),
        claim("2", "min-b", r#", "stance": "denies", "answers": "1""#)
    );
    assert_eq!(standing_of(&denied), Standing::Disputed);
    let taken_back = format!(
        "[{}, {}]",
        claim("1", "officer", ""),
        claim("2", "officer", r#", "stance": "withdraws", "answers": "1""#)
    );
    assert_eq!(standing_of(&taken_back), Standing::Withdrawn);
}

#[test]
fn a_party_repeated_by_the_press_is_still_one_party() {
    let claims =
        r#"[{"id": "1", "speaker": "officer", "via": ["s"]}, {"id": "2", "speaker": "paper", "via": ["s"]}]"#;
    assert_eq!(standing_of(claims), Standing::OneParty);
}

#[test]
fn a_party_is_never_independent_of_itself() {
    let claims = r#"[{"id": "1", "speaker": "min-a", "via": ["s"], "firstHand": true}]"#;
    assert_eq!(standing_of(claims), Standing::OneParty);
}

#[test]
fn one_bad_element_is_left_out_and_named_and_the_rest_lives_on() {
    let text = SMALL.replace(
        "CLAIMS",
        r#"[{"id": "1", "speaker": "officer", "via": ["s"]}, {"id": 7, "speaker": "officer"}]"#,
    );
    let text = text.replace(r#"{"id": "paper","#, r#"{"id": ["paper"],"#);
    let (story, report) = read(&text);
    assert_eq!(story.events[0].claims.len(), 1);
    assert_eq!(story.speakers.len(), 4);
    let pointers: Vec<_> = report.of("unreadable").map(|problem| problem.pointer.as_str()).collect();
    assert_eq!(pointers, ["/speakers/3/id", "/events/0/claims/1/id"]);
    assert!(report.of("unreadable").next().unwrap().message.contains("found a list"), "{report:?}");
}

#[test]
fn unknown_keys_are_named_with_their_place() {
    let text = SMALL.replace("CLAIMS", r#"[{"id": "1", "speaker": "officer", "via": ["s"], "saidd": 1}]"#);
    let (story, report) = read(&text);
    assert_eq!(story.events.len(), 1);
    let unknown: Vec<_> = report.of("unknown-key").map(|problem| problem.pointer.as_str()).collect();
    assert_eq!(unknown, ["/events/0/claims/0/saidd"]);
}

#[test]
fn a_bad_date_costs_the_date_and_not_the_event() {
    let text = SMALL
        .replace("CLAIMS", r#"[{"id": "1", "speaker": "officer", "via": ["s"]}]"#)
        .replace("2020-09-27", "27.9.2020");
    let (story, report) = read(&text);
    assert!(story.events[0].when.is_none());
    assert_eq!(
        report.of("unreadable").map(|problem| problem.pointer.as_str()).collect::<Vec<_>>(),
        ["/events/0/when/edtf"]
    );
}

#[test]
fn references_ids_and_coordinates_are_checked() {
    let text = SMALL
        .replace("CLAIMS", r#"[{"id": "1", "speaker": "nobody", "via": ["gone"]}, {"id": "1", "speaker": "officer", "via": ["s"]}]"#)
        .replace(r#""lon": 46.0, "lat": 40.0"#, r#""lon": 40.0, "lat": 146.0"#);
    let (_, report) = read(&text);
    assert_eq!(report.of("broken-reference").count(), 2);
    assert_eq!(report.of("duplicate-id").count(), 1);
    assert!(report.of("coordinates").next().unwrap().message.contains("swapped"));
}

#[test]
fn text_that_is_not_json_is_refused_with_its_line() {
    let refused = Story::from_json("{\n  \"title\": }").unwrap_err();
    assert!(refused.message.contains("line 2"), "{refused}");
}

#[test]
fn speakers_that_speak_for_each_other_in_a_ring_come_to_an_end() {
    let text = SMALL
        .replace("CLAIMS", r#"[{"id": "1", "speaker": "officer", "via": ["s"]}]"#)
        .replace(r#""kind": "official", "party": "a""#, r#""kind": "official", "of": "officer""#);
    let (story, _) = read(&text);
    assert_eq!(story.standing(&story.events[0]), Standing::ThirdParties);
}

/// Any JSON value, shallow but of every kind.
fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(
            |number| serde_json::Number::from_f64(number).map_or(serde_json::Value::Null, Into::into)
        ),
        ".{0,12}".prop_map(Into::into),
        Just("2020-09-27/2020-09-28".into()),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let key = prop_oneof![
            Just("id"),
            Just("title"),
            Just("when"),
            Just("edtf"),
            Just("claims"),
            Just("speaker"),
            Just("events"),
            Just("places"),
            Just("lon"),
            Just("figures"),
            Just("parties"),
            Just("x")
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            prop::collection::vec((key, inner), 0..4).prop_map(|entries| entries
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect()),
        ]
    })
}

proptest! {
    #[test]
    fn a_standing_does_not_depend_on_the_order_of_claims(
        claims in prop::collection::vec((0_usize..5, 0_usize..5, any::<bool>(), 0_usize..6), 1..6),
        keys in prop::collection::vec(any::<u32>(), 6),
    ) {
        const SPEAKERS: [&str; 5] = ["min-a", "officer", "min-b", "paper", "monitor"];
        const STANCES: [&str; 5] = ["asserts", "denies", "confirms", "revises", "withdraws"];
        let written: Vec<String> = claims.iter().enumerate().map(|(nth, (speaker, stance, first_hand, answers))| {
            let (speaker, stance) = (SPEAKERS[*speaker], STANCES[*stance]);
            let answers = if *answers < claims.len() { format!(r#", "answers": "{answers}""#) } else { String::new() };
            format!(r#"{{"id": "{nth}", "speaker": "{speaker}", "via": ["s"], "stance": "{stance}", "firstHand": {first_hand}{answers}}}"#)
        }).collect();
        let mut shuffled: Vec<(u32, &String)> = keys.iter().copied().zip(&written).collect();
        shuffled.sort();
        let shuffled: Vec<&str> = shuffled.into_iter().map(|(_, claim)| claim.as_str()).collect();
        let in_order = standing_of(&format!("[{}]", written.join(", ")));
        prop_assert_eq!(in_order, standing_of(&format!("[{}]", shuffled.join(", "))));
    }

    #[test]
    fn any_json_is_read_without_a_panic(events in any_json(), places in any_json(), speakers in any_json()) {
        let value = serde_json::json!({"chronocarte": 1, "events": [events.clone(), {"id": "e", "title": {"en": "x"}, "claims": events}],
            "places": [places.clone(), {"id": "p", "name": {"en": "p"}, "lon": places}], "speakers": [speakers]});
        let (story, _) = Story::from_json(&value.to_string()).unwrap();
        let index = Index::new(&story);
        prop_assert!(story.events.iter().any(|event| event.id == "e"), "the good event lives on");
        prop_assert_eq!(index.entries.len(), story.events.len());
    }
}
