//! What editors are told of a story, rule by rule.

use std::collections::BTreeSet;
use std::fs;

use chronocarte::check::{Checked, Terms, check, explain, page, rules};
use chronocarte::story::{Severity, Story, Value};
use proptest::prelude::*;
use serde_json::json;

use crate::setting::{demo_text, root};

pub(crate) fn checked(text: &str) -> Checked {
    let (story, report) = Story::from_json(text).unwrap();
    let file: Value = serde_json::from_str(text).unwrap();
    check(&story, &file, report, &Terms::built_in())
}

/// The codes nobody accepted, with their pointers.
pub(crate) fn open(text: &str) -> Vec<(&'static str, String)> {
    checked(text).open().map(|it| (it.problem.code, it.problem.pointer.clone())).collect()
}

fn fixture(code: &str, kind: &str) -> String {
    let path = root("tests/fixtures/check").join(format!("{code}.{kind}.json"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn editorial() -> impl Iterator<Item = &'static str> {
    rules().iter().filter(|rule| rule.is_editorial()).map(|rule| rule.code)
}

/// A story in which nothing is wrong, with something changed.
pub(crate) fn changed(change: impl FnOnce(&mut serde_json::Value)) -> String {
    let mut story = serde_json::from_str(&fixture("no-source", "pass")).unwrap();
    change(&mut story);
    story.to_string()
}

#[test]
fn each_rule_has_a_story_of_its_own_that_breaks_it_alone_and_one_that_just_does_not() {
    let mut named = BTreeSet::new();
    for code in editorial() {
        let broken = open(&fixture(code, "fail"));
        assert!(!broken.is_empty() && broken.iter().all(|(found, _)| *found == code), "{code}: {broken:?}");
        assert_eq!(open(&fixture(code, "pass")), [], "{code}");
        named.extend([format!("{code}.fail.json"), format!("{code}.pass.json")]);
    }
    assert!(named.len() > 40, "{named:?}");
    let files = fs::read_dir(root("tests/fixtures/check")).unwrap();
    let files: BTreeSet<String> = files.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(files, named, "every story is named after a rule");
}

#[test]
fn what_a_rule_finds_is_let_stand_for_a_reason_and_for_nothing_less() {
    for code in editorial() {
        let mut story: serde_json::Value = serde_json::from_str(&fixture(code, "fail")).unwrap();
        let mut accepts = story["$accept"].as_array().cloned().unwrap_or_default();
        accepts.push(json!({ "code": code, "reason": "It is so." }));
        story["$accept"] = accepts.clone().into();
        let all = checked(&story.to_string());
        assert_eq!((all.open().count(), all.accepted() > 0), (0, true), "{code}");
        assert!(all.of(code).all(|it| it.accepted.as_deref() == Some("It is so.")), "{code}");
        accepts.last_mut().unwrap()["reason"] = " ".into();
        story["$accept"] = accepts.into();
        let codes: Vec<_> = open(&story.to_string()).into_iter().map(|it| it.0).collect();
        assert!(codes.contains(&code) && codes.contains(&"acceptance"), "{code}: {codes:?}");
    }
}

#[test]
fn codes_are_unique_and_every_code_the_reader_gives_is_explained() {
    let codes: BTreeSet<&str> = rules().iter().map(|rule| rule.code).collect();
    assert_eq!(codes.len(), rules().len());
    for rule in rules() {
        let said = rule.to_string();
        assert!(rule.code.chars().all(|it| it.is_ascii_lowercase() || it == '-'), "{}", rule.code);
        assert!(!rule.help.ends_with('.') && rule.why.ends_with('.') && said.contains(rule.why), "{said}");
        assert_eq!(rule.silence().is_some(), rule.severity != Severity::Error);
    }
    let mut found = 0;
    for file in fs::read_dir(root("src/story")).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        for (_, after) in text.match_indices("report.add(").map(|(at, it)| (at, &text[at + it.len()..])) {
            let Some(code) = after.trim_start().strip_prefix('"').and_then(|it| it.split('"').next()) else {
                continue;
            };
            found += 1;
            assert!(explain(code).is_some(), "{code} is in no table");
        }
    }
    assert!(found > 10, "{found}");
}

#[cfg(feature = "cli")]
#[test]
fn the_pages_of_the_format_and_of_the_columns_are_those_of_their_tables() {
    use chronocarte::import::columns_page;
    use chronocarte::story::format_page;
    for (name, page) in [("format", format_page()), ("importers", columns_page())] {
        let path = root(&format!("static/docs/{name}.md"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&path, &page).unwrap();
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == page, "{name}: run the tests once with UPDATE_GOLDEN=1 and look at the change");
    }
    let page = format_page();
    for key in ["`edtf`", "`sumOf`", "`asOf`", "`fighting`", "## Claim"] {
        assert!(page.contains(key), "{key}");
    }
}

#[test]
fn the_page_in_the_repository_is_that_of_the_table() {
    let path = root("static/docs/checks.md");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, page()).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == page(), "run the tests once with UPDATE_GOLDEN=1 and look at the change");
}

/// What is found in the first story, rule by rule, all of it accepted.
const DEMO: [(&str, &[&str]); 11] = [
    ("date-conflict", &["/events/7/claims/0/disputedDates/0", "/events/7/claims/0/disputedDates/1"]),
    ("distance", &["/events/1/claims/1/distances/0"]),
    (
        "figure-without-speaker",
        &[
            "/events/0/claims/1/figures/0/low",
            "/events/0/claims/3/figures/0/low",
            "/events/0/claims/4/figures/0/low",
        ],
    ),
    ("loaded-term", &["/events/12/claims/0/wording/en", "/events/12/claims/0/wording/fr"]),
    (
        "missing-archive",
        &[
            "/sources/2/url",
            "/sources/3/url",
            "/sources/4/url",
            "/sources/5/url",
            "/sources/6/url",
            "/sources/7/url",
            "/sources/8/url",
            "/sources/9/url",
        ],
    ),
    ("one-side-view", &["/steps/1"]),
    ("one-sided-name", &["/places/1/names"]),
    ("single-party", &["/events/1", "/events/2", "/events/3", "/events/4", "/events/5"]),
    (
        "spelling",
        &[
            "/places/1/names",
            "/places/3/names",
            "/places/4/names",
            "/places/5/names",
            "/places/9/names",
            "/speakers/2/spellings",
        ],
    ),
    ("sum", &["/events/0/claims/3/figures/0/low", "/events/0/claims/4/figures/0/low"]),
    (
        "unattributed",
        &[
            "/events/0/claims/0/speaker",
            "/events/0/claims/1/speaker",
            "/events/0/claims/3/speaker",
            "/events/0/claims/4/speaker",
            "/events/1/claims/1/speaker",
            "/events/10/claims/0/speaker",
            "/events/11/claims/0/speaker",
            "/events/12/claims/0/speaker",
            "/events/7/claims/0/speaker",
            "/events/8/claims/0/speaker",
            "/events/9/claims/0/speaker",
        ],
    ),
];

#[test]
fn the_first_story_is_told_what_does_not_add_up_and_its_editors_have_accepted_exactly_that() {
    let all = checked(&demo_text());
    let mut found: Vec<(&str, &str)> =
        all.findings.iter().map(|it| (it.problem.code, it.problem.pointer.as_str())).collect();
    found.sort_unstable();
    let listed: Vec<(&str, &str)> =
        DEMO.iter().flat_map(|(code, pointers)| pointers.iter().map(move |it| (*code, *it))).collect();
    assert_eq!(found, listed);
    assert_eq!(all.open().collect::<Vec<_>>(), Vec::<&chronocarte::check::Finding>::new());
    let says = |code: &str, words: &[&str]| {
        let found = all.of(code).any(|it| words.iter().all(|word| it.problem.message.contains(word)));
        assert!(found, "{code} {words:?}");
    };
    says("distance", &["114 km", "17 km"]);
    says("sum", &["59 + 9 = 68: adds up", "not independent"]);
    says("sum", &["7 + 2 = 9"]);
    says("date-conflict", &["1990", "1991"]);
    says("spelling", &["Evyazov"]);
    says("spelling", &["Terter, Tartar"]);
    says("loaded-term", &["“occupied”"]);
}

#[test]
fn an_acceptance_means_its_place_and_what_lies_below_and_no_neighbour() {
    let story = |at: &str| {
        changed(|it| {
            it["sources"][0].as_object_mut().unwrap().remove("archive");
            for nth in 0..12 {
                let mut source = it["sources"][0].clone();
                source["id"] = format!("s{nth}").into();
                it["sources"].as_array_mut().unwrap().push(source);
            }
            it["$accept"] = json!([{ "code": "missing-archive", "at": at, "reason": "Known." }]);
        })
    };
    let accepted = |at: &str| -> Vec<String> {
        let all = checked(&story(at));
        all.findings.iter().filter(|it| it.accepted.is_some()).map(|it| it.problem.pointer.clone()).collect()
    };
    assert_eq!(accepted("/sources/s0"), ["/sources/1/url"], "by its id");
    assert_eq!(accepted("/sources/1/url"), ["/sources/1/url"], "by its number");
    assert_eq!(accepted("/sources").len(), 13);
    for nowhere in ["/sources/s99", "/sources/99", "sources", "/sources/s0/nothing"] {
        let found = open(&story(nowhere));
        assert!(found.contains(&("acceptance", "/$accept/0".to_owned())), "{nowhere}: {found:?}");
    }
}

#[test]
fn an_acceptance_that_is_wrong_or_accepts_nothing_is_a_problem_itself() {
    for (accept, code) in [
        (json!({ "code": "sum", "reason": "It holds." }), "acceptance-unused"),
        (json!({ "code": "no-such-rule", "reason": "?" }), "acceptance"),
        (json!({ "code": "sum" }), "acceptance"),
        (json!({ "code": "no-claim", "reason": "Nobody says so." }), "acceptance"),
        (json!({ "reason": "It holds." }), "unreadable"),
        (json!("sum"), "unreadable"),
    ] {
        let text = changed(|it| it["$accept"] = json!([accept]));
        let found = open(&text);
        assert_eq!(found.iter().map(|it| it.0).collect::<Vec<_>>(), [code], "{accept}");
        assert!(found[0].1.starts_with("/$accept/0"), "{found:?}");
    }
}

#[test]
fn an_error_cannot_be_let_stand() {
    let text = changed(|it| {
        it["chronocarte"] = 2.into();
        it["$accept"] = json!([{ "code": "version", "reason": "We know." }]);
    });
    let all = checked(&text);
    assert!(all.has_errors() && all.of("version").all(|it| it.accepted.is_none()));
}

#[test]
fn places_are_those_of_the_file_where_reading_left_something_out() {
    let text = changed(|it| {
        let bad = json!({ "id": 7 });
        it["events"].as_array_mut().unwrap().insert(0, bad.clone());
        it["events"][1]["claims"].as_array_mut().unwrap().insert(0, bad);
        it["events"][1]["claims"][1]["via"] = json!(["gone"]);
        it["events"][1]["claims"][2]["via"] = json!([]);
    });
    let found = open(&text);
    assert!(found.contains(&("no-source", "/events/1/claims/2".to_owned())), "{found:?}");
    assert!(found.contains(&("broken-reference", "/events/1/claims/1/via/0".to_owned())), "{found:?}");
    assert!(found.contains(&("unreadable", "/events/1/claims/0/id".to_owned())), "{found:?}");
}

/// Each change and where which rule finds what came of it; `""` for a change that is fine.
#[test]
fn rules_find_what_they_say_and_no_more() {
    type Change = fn(&mut serde_json::Value);
    let cases: [(Change, &str, &str); 19] = [
        (|it| it["events"][0]["where"]["inferred"] = true.into(), "place-precision", "/events/0/where"),
        (
            |it| {
                it["places"][0]["radiusM"] = 5000.into();
                it["events"][0]["where"]["radiusM"] = 100.into();
            },
            "place-precision",
            "/events/0/where/radiusM",
        ),
        (|it| it["places"][0]["lon"] = json!(10.123_456_7), "place-precision", "/places/0/lon"),
        (|it| it["places"][0]["lon"] = json!(10.12345), "", ""),
        (
            |it| {
                it["corrections"] =
                    json!([{ "at": "2021-05-04T00:00:00+02:00", "text": { "en": "The day." } }])
            },
            "midnight",
            "/corrections/0/at",
        ),
        (
            |it| it["events"][0]["claims"][0]["said"]["edtf"] = "2021-05-04T24:00:00/2021-05-05".into(),
            "midnight",
            "/events/0/claims/0/said/edtf",
        ),
        (|it| it["places"][1]["name"]["en"] = "Old Brigde".into(), "spelling-variant", "/places/1/name/en"),
        (|it| it["places"][1]["name"]["en"] = "Old Bridges".into(), "", ""),
        (
            |it| {
                it["places"][0]["names"] = json!([
                    { "community": "north", "name": { "en": "Old Bridge" } },
                    { "community": "south", "name": { "en": "Stone Arch" } },
                ]);
                it["summary"] = json!({ "en": "Stone Arch has been closed." });
                it["$accept"] = json!([{ "code": "spelling", "reason": "Both are used." }]);
            },
            "one-sided-name",
            "/summary/en",
        ),
        (
            |it| {
                it["places"][0]["names"] = json!([
                    { "community": "north", "name": { "en": "Old Bridge" } },
                    { "community": "south", "name": { "en": "Stone Arch" } },
                ]);
                it["summary"] = json!({ "en": "Stone Arch / Old Bridge has been closed." });
                it["steps"] = json!([{ "text": { "en": "Stone Arch again." } }]);
                it["$accept"] = json!([{ "code": "spelling", "reason": "Both are used." }]);
            },
            "",
            "",
        ),
        (
            |it| {
                let dates =
                    |edtf: &str| json!([{ "stated": { "edtf": edtf }, "usual": { "edtf": "2021-05-03" } }]);
                it["events"][0]["claims"][0]["disputedDates"] = dates("2021-05-01");
                it["events"][0]["claims"][1]["disputedDates"] = dates("2021-05-02");
                it["$accept"] = json!([
                    { "code": "date-conflict", "at": "/events/shots/claims/n1", "reason": "Shown." },
                    { "code": "date-conflict", "at": "/events/shots/claims/s1/disputedDates/0", "reason": "Shown." },
                ]);
            },
            "date-conflict",
            "/events/0/claims/1/disputedDates",
        ),
        (
            |it| {
                it["events"][0]["claims"][0]["distances"] =
                    json!([{ "from": "bridge", "to": "mill", "km": 14, "$direction": "upstream" }]);
            },
            "direction",
            "/events/0/claims/0/distances/0/$direction",
        ),
        (
            |it| {
                it["places"][0]["radiusM"] = 30_000.into();
                it["events"][0]["claims"][0]["distances"] =
                    json!([{ "from": "bridge", "to": "mill", "km": 40, "$direction": "w" }]);
            },
            "",
            "",
        ),
        (
            |it| {
                it["events"][0]["claims"][0]["figures"] = json!([{ "measure": "killed", "low": 3, "high": 3, "toll": false,
                    "parts": [{ "side": "north", "count": 1 }, { "side": "south", "count": 1 }] }]);
            },
            "sum-wrong",
            "/events/0/claims/0/figures/0/low",
        ),
        (
            |it| {
                let figure = |counted: &str, low: u32| json!({ "measure": "killed", "low": low, "high": low, "counted": counted });
                it["events"][0]["claims"][0]["figures"] = json!([figure("civilian", 2)]);
                it["events"][0]["claims"][1]["figures"] = json!([figure("military", 3)]);
                it["events"][0]["claims"][1]["figures"][0]["sumOf"] = json!(["n1"]);
                it["events"][0]["claims"][1]["figures"][0]["qualifier"] = "about".into();
            },
            "sum-mixed",
            "/events/0/claims/1/figures/0/low",
        ),
        (
            |it| {
                it["events"][0]["claims"][0]["figures"] = json!([{ "measure": "killed", "low": 3, "high": 3, "toll": false, "qualifier": "about", "sumOf": ["n1"] }]);
            },
            "sum-dependent",
            "/events/0/claims/0/figures/0/low",
        ),
        (|it| it["parties"][0]["name"]["en"] = "The terrorists".into(), "loaded-term", "/parties/0/name/en"),
        (
            |it| {
                it["summary"] = json!({ "en": "The strongman spoke." });
                it["$words"] = json!({ "en": { "strongman": "name the office" } });
            },
            "loaded-term",
            "/summary/en",
        ),
        (
            |it| {
                it["summary"] = json!({ "en": "A hero’s regime." });
                it["$words"] = json!({ "en": { "hero": "", "regime": "" } });
            },
            "",
            "",
        ),
    ];
    for (nth, (change, code, pointer)) in cases.into_iter().enumerate() {
        let found = open(&changed(change));
        let expected: Vec<(&str, String)> =
            if code.is_empty() { Vec::new() } else { vec![(code, pointer.to_owned())] };
        assert_eq!(found, expected, "case {nth}");
    }
}

/// Every text in a tree.
fn texts(tree: &serde_json::Value) -> Vec<&str> {
    match tree {
        serde_json::Value::String(text) => vec![text],
        serde_json::Value::Array(items) => items.iter().flat_map(texts).collect(),
        serde_json::Value::Object(map) => map.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn the_voice_of_the_widget_and_its_pages_takes_no_side_in_any_language() {
    let mut seen = 0;
    for folder in ["static/lang", "static/publish"] {
        for file in fs::read_dir(root(folder)).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|it| it != "json") {
                continue;
            }
            let language = path.file_stem().unwrap().to_str().unwrap();
            let tree: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            for text in texts(&tree) {
                let story = json!({ "chronocarte": 1, "title": { language: text } }).to_string();
                let found: Vec<_> = checked(&story).of("loaded-term").cloned().collect();
                assert!(found.is_empty(), "{}: {found:?}", path.display());
                seen += 1;
            }
        }
    }
    for (language, loaded) in [("en", "the regime’s terrorists"), ("fr", "les terroristes du régime")] {
        let story = json!({ "chronocarte": 1, "title": { language: loaded } }).to_string();
        assert_eq!(checked(&story).of("loaded-term").count(), 2, "{language} has a list");
    }
    assert!(seen > 300, "{seen}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn whatever_stands_in_a_story_is_checked_without_a_panic(
        at in 0_usize..400, value in prop_oneof![
            Just(json!(null)), Just(json!("x")), Just(json!([])), Just(json!({})), Just(json!(-1.5)), Just(json!({"en": "İ ՞"})),
            Just(json!(["c1", "c1"])), Just(json!("2020-09-28T24:00:00Z/..")),
        ]
    ) {
        let mut story: serde_json::Value = serde_json::from_str(&demo_text()).unwrap();
        replace(&mut story, &mut (at * 7), &value);
        let all = checked(&story.to_string());
        prop_assert!(all.findings.iter().all(|it| explain(it.problem.code).is_some()));
    }
}

proptest! {
    #[test]
    fn a_sum_holds_or_does_not_and_what_bounds_leave_open_is_neither(
        parts in prop::collection::vec(0_u32..20, 2..5), total in 0_u32..60, at_least in any::<bool>(),
    ) {
        let sum: u32 = parts.iter().sum();
        let text = changed(|it| {
            let mut figure = json!({ "measure": "wounded", "low": total, "sumOf": [] });
            figure["qualifier"] = if at_least { "at-least" } else { "exact" }.into();
            for (nth, part) in parts.iter().enumerate() {
                let id = format!("part{nth}");
                figure["sumOf"].as_array_mut().unwrap().push(id.as_str().into());
                it["events"][0]["claims"].as_array_mut().unwrap().push(json!({
                    "id": id, "speaker": "observers", "via": ["daily"],
                    "figures": [{ "measure": "wounded", "low": part, "high": part }],
                }));
            }
            it["events"][0]["claims"][0]["figures"] = json!([figure]);
        });
        let expected = match (sum == total, at_least) {
            (true, false) => Some("sum"),
            (false, false) => Some("sum-wrong"),
            (_, true) => (sum < total).then_some("sum-wrong"),
        };
        let found: Vec<_> = open(&text).into_iter().map(|it| it.0).filter(|it| it.starts_with("sum")).collect();
        prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn a_distance_is_contradicted_beyond_a_tenth_and_only_then(km in 0_u32..60) {
        let text = changed(|it| {
            it["events"][0]["claims"][0]["distances"] = json!([{ "from": "bridge", "to": "mill", "km": km }]);
        });
        // The places are 14.3 km apart.
        let found = open(&text).iter().any(|it| it.0 == "distance");
        prop_assert_eq!(found, !(13..=15).contains(&km));
    }
}

/// Puts a value in the place of the nth one of a tree.
fn replace(tree: &mut serde_json::Value, nth: &mut usize, value: &serde_json::Value) {
    if *nth == 0 {
        *tree = value.clone();
    }
    *nth = nth.wrapping_sub(1);
    match tree {
        serde_json::Value::Array(items) => items.iter_mut().for_each(|it| replace(it, nth, value)),
        serde_json::Value::Object(map) => map.values_mut().for_each(|it| replace(it, nth, value)),
        _ => {}
    }
}
