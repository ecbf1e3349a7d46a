//! Cases of the rules of `chronocarte check` beyond the story that each has of its own: what they find, and what they
//! leave alone.

use serde_json::{Value, json};

use crate::check::{changed, checked, open};
use crate::setting::demo_text;

type Change = Box<dyn FnOnce(&mut Value)>;

/// Each change and where which rule finds what came of it.
fn told(cases: Vec<(Change, &[(&str, &str)])>) {
    for (nth, (change, expected)) in cases.into_iter().enumerate() {
        let found = open(&changed(change));
        let found: Vec<(&str, &str)> =
            found.iter().map(|(code, pointer)| (*code, pointer.as_str())).collect();
        assert_eq!(found, expected, "case {nth}");
    }
}

/// A claim that answers another, added to the first event.
fn answering(speaker: &'static str, stance: &'static str, answers: Value) -> Change {
    Box::new(move |it| {
        let mut claim = json!({ "id": "x", "speaker": speaker, "via": ["daily"], "stance": stance });
        if !answers.is_null() {
            claim["answers"] = answers;
        }
        it["events"][0]["claims"].as_array_mut().unwrap().push(claim);
    })
}

/// A second event of another kind, to which claims may be added.
fn second_event(it: &mut Value, claims: Value) {
    it["events"].as_array_mut().unwrap().push(json!({
        "id": "talks", "title": { "en": "Talks at the mill" }, "when": { "edtf": "2021-05-04" }, "kind": "diplomacy",
        "where": { "place": "mill" }, "claims": claims,
    }));
}

#[test]
fn only_who_said_something_takes_it_back_and_an_officer_and_his_ministry_are_one() {
    told(vec![
        (
            Box::new(|it| {
                let more = json!({ "id": "n2", "speaker": "ministry", "via": ["daily"] });
                it["events"][0]["claims"].as_array_mut().unwrap().push(more);
                answering("council", "withdraws", json!("n2"))(it);
            }),
            &[("not-their-own", "/events/0/claims/3/answers")],
        ),
        (answering("observers", "revises", json!("s1")), &[("not-their-own", "/events/0/claims/2/answers")]),
        (answering("observers", "denies", json!("s1")), &[]),
        (answering("observers", "confirms", json!("s1")), &[]),
        (answering("ministry", "revises", json!("n1")), &[]),
    ]);
}

#[test]
fn an_answer_names_a_claim_about_the_same_event() {
    let nothing: &[_] = &[("answers-nothing", "/events/0/claims/2/stance")];
    let wrong: &[_] = &[("answers-nothing", "/events/0/claims/2/answers")];
    told(vec![
        (answering("council", "denies", json!(null)), nothing),
        (answering("observers", "confirms", json!(null)), nothing),
        (answering("ministry", "revises", json!(null)), nothing),
        (answering("ministry", "withdraws", json!(null)), nothing),
        (answering("council", "denies", json!("x")), wrong),
        (answering("council", "asserts", json!(null)), &[]),
        (
            Box::new(|it| {
                let other = |speaker| json!({ "id": speaker, "speaker": speaker, "via": ["daily"] });
                second_event(it, json!([other("ministry"), other("council")]));
                answering("council", "denies", json!("ministry"))(it);
            }),
            wrong,
        ),
        (
            // A count that is kept up to date goes on from event to event.
            Box::new(|it| {
                let count = |low: u32| json!([{ "measure": "killed", "low": low, "high": low }]);
                let told =
                    |id: &str, speaker: &str| json!({ "id": id, "speaker": speaker, "via": ["daily"] });
                let mut later = told("m2", "ministry");
                later["stance"] = "revises".into();
                later["answers"] = "m1".into();
                later["figures"] = count(12);
                second_event(it, json!([told("m0", "ministry"), told("c0", "council"), later]));
                let mut first = told("m1", "ministry");
                first["figures"] = count(9);
                it["events"][0]["claims"].as_array_mut().unwrap().push(first);
            }),
            &[],
        ),
    ]);
}

#[test]
fn what_was_said_has_an_end_and_lies_before_the_storys_own_moment() {
    let said = |edtf: &'static str, sense: &'static str, as_of: &'static str| -> Change {
        Box::new(move |it| {
            it["events"][0]["claims"][0]["said"] = json!({ "edtf": edtf, "sense": sense });
            if !as_of.is_empty() {
                it["asOf"] = as_of.into();
            }
        })
    };
    let open: &[_] = &[("said-open", "/events/0/claims/0/said/edtf")];
    let late: &[_] = &[("said-after-as-of", "/events/0/claims/0/said")];
    told(vec![
        (said("2021-05-03/..", "throughout", ""), open),
        (said("2021-05-03/", "throughout", ""), open),
        (said("/2022", "throughout", ""), open),
        (said("../2022", "by", ""), open),
        (said("", "throughout", ""), &[("unreadable", "/events/0/claims/0/said/edtf")]),
        (said("XXXX", "throughout", "2021-05-09T12:00:00+02:00"), open),
        (said("2021-05-03", "since", ""), &[("said-open", "/events/0/claims/0/said/sense")]),
        (said("2021-05-04", "by", ""), &[]),
        (said("2021-05-03/2021-05-04", "within", ""), &[]),
        (said("2021-05-05", "throughout", "2021-05-04T23:59:59+02:00"), late),
        (said("2021-05-04T21:00+02:00", "throughout", "2021-05-04T20:59:00+02:00"), late),
        (said("2021-05-04", "throughout", "2021-05-04T23:59:59+02:00"), &[]),
        (said("2021-05-04T22:00+02:00", "throughout", "2021-05-04T23:59:59+02:00"), &[]),
    ]);
}

#[test]
fn an_address_is_one_that_can_be_opened_and_runs_nothing() {
    let contact = |address: &'static str| -> Change { Box::new(move |it| it["contact"] = address.into()) };
    let media = |address: &'static str| -> Change {
        Box::new(move |it| {
            it["events"][0]["media"] = json!([{ "url": address, "alt": { "en": "A bridge." } }]);
        })
    };
    let source = |key: &'static str, address: &'static str| -> Change {
        Box::new(move |it| it["sources"][0][key] = address.into())
    };
    let (of_contact, of_media): (&[_], &[_]) =
        (&[("address", "/contact")], &[("address", "/events/0/media/0/url")]);
    told(vec![
        (contact("javascript:alert(1)"), of_contact),
        (contact("desk@example.org"), of_contact),
        (contact("http://example.org/desk"), of_contact),
        (contact("mailto:desk@example.org"), &[]),
        (contact("https://example.org/desk"), &[]),
        (media("javascript:alert(1)"), of_media),
        (media("data:image/png;base64,AA"), of_media),
        (media("//elsewhere.example/1.jpg"), of_media),
        (media("http://example.org/1.jpg"), of_media),
        (media("1.jpg"), of_media),
        (media("/media/1.jpg"), &[]),
        (media("https://example.org/1.jpg"), &[]),
        (source("url", "javascript:alert(1)"), &[("address", "/sources/0/url")]),
        (source("archive", "http://archive.example/1"), &[("address", "/sources/0/archive")]),
    ]);
}

#[test]
fn blanks_are_no_text() {
    let blank = |change: fn(&mut Value)| -> Change { Box::new(change) };
    told(vec![
        (
            blank(|it| it["events"][0]["media"] = json!([{ "alt": { "en": " \u{a0}" } }])),
            &[("missing-alt", "/events/0/media/0/alt")],
        ),
        (
            blank(|it| it["events"][0]["title"] = json!({ "en": "\u{200b}" })),
            &[("no-title", "/events/0/title")],
        ),
        (
            blank(|it| it["events"][0]["claims"][0]["wording"] = json!({ "en": "\t" })),
            &[("empty-text", "/events/0/claims/0/wording")],
        ),
        (blank(|it| it["speakers"][1]["name"] = json!({ "en": "" })), &[("empty-text", "/speakers/1/name")]),
        (blank(|it| it["title"] = json!({ "en": "  " })), &[("empty-text", "/title")]),
        (
            blank(|it| it["title"] = json!({ "en": " ", "fr": "Deux jours" })),
            &[("missing-language", "/title")],
        ),
        (blank(|it| it["summary"] = json!({})), &[]),
    ]);
}

#[test]
fn an_exact_number_is_one() {
    let figure = |figure: Value| -> Change {
        Box::new(move |it| {
            it["events"][0]["claims"][0]["figures"] = json!([figure]);
            it["events"][0]["claims"][0]["figures"][0]["measure"] = "equipment".into();
            it["events"][0]["claims"][0]["figures"][0]["toll"] = false.into();
        })
    };
    let low: &[_] = &[("exact-range", "/events/0/claims/0/figures/0/low")];
    told(vec![
        (figure(json!({ "low": 2, "high": 3 })), low),
        (figure(json!({ "low": 2, "high": 3, "qualifier": "exact" })), low),
        (figure(json!({ "high": 3 })), &[("exact-range", "/events/0/claims/0/figures/0/high")]),
        (figure(json!({ "low": 3, "high": 3 })), &[]),
        (figure(json!({ "low": 3 })), &[]),
        (figure(json!({ "low": 2, "high": 3, "qualifier": "about" })), &[]),
    ]);
}

#[test]
fn a_midnight_is_one_by_the_clock_of_the_story_too() {
    let at = |edtf: &'static str| -> Change {
        Box::new(move |it| it["events"][0]["claims"][0]["said"] = json!({ "edtf": edtf }))
    };
    let said: &[_] = &[("midnight", "/events/0/claims/0/said/edtf")];
    told(vec![
        (at("2021-05-03T22:00:00Z"), said),
        (at("2021-05-04T01:00+03:00"), said),
        (at("2021-05-04T00:00+03:00"), said),
        (at("2021-05-03T22:00+02:00"), &[]),
        (at("2021-05-03T22:00:01Z"), &[]),
        (at("2021-05-03T23:00Z"), &[]),
        (
            Box::new(|it| {
                it["corrections"] = json!([{ "at": "2021-05-04T22:00:00Z", "text": { "en": "A day." } }])
            }),
            &[("midnight", "/corrections/0/at")],
        ),
    ]);
}

/// Numbers of dead, each with its speaker and who is counted, as claims of the first event.
fn dead(given: &'static [(&'static str, &'static str, u32)]) -> Change {
    Box::new(move |it| {
        for (nth, (speaker, counted, low)) in given.iter().enumerate() {
            it["events"][0]["claims"].as_array_mut().unwrap().push(json!({
                "id": format!("d{nth}"), "speaker": speaker, "via": ["daily"], "said": { "edtf": "2021-05-04" },
                "figures": [{ "measure": "killed", "low": low, "high": low, "counted": counted }],
            }));
        }
    })
}

#[test]
fn a_total_that_nobody_says_was_added_up_is_found_and_small_numbers_and_one_speakers_series_are_not() {
    let found: &[_] = &[("sum-undeclared", "/events/0/claims/4/figures/0/low")];
    let found_third: &[_] = &[("sum-undeclared", "/events/0/claims/5/figures/0/low")];
    told(vec![
        (dead(&[("ministry", "military", 59), ("council", "civilian", 9), ("observers", "both", 68)]), found),
        (dead(&[("ministry", "military", 59), ("ministry", "civilian", 9), ("ministry", "both", 68)]), found),
        (
            dead(&[
                ("ministry", "unspecified", 31),
                ("council", "unspecified", 12),
                ("observers", "unspecified", 43),
            ]),
            found,
        ),
        (
            dead(&[
                ("ministry", "military", 40),
                ("council", "military", 23),
                ("observers", "civilian", 11),
                ("observers", "both", 74),
            ]),
            found_third,
        ),
        // Too small to mean anything.
        (dead(&[("ministry", "military", 3), ("council", "civilian", 2), ("observers", "both", 5)]), &[]),
        (dead(&[("ministry", "military", 17), ("council", "civilian", 4), ("observers", "both", 21)]), &[]),
        // A count that goes up.
        (
            dead(&[
                ("ministry", "unspecified", 12),
                ("ministry", "unspecified", 21),
                ("ministry", "unspecified", 33),
            ]),
            &[],
        ),
        // Soldiers and civilians are not soldiers.
        (
            dead(&[("ministry", "military", 59), ("council", "civilian", 9), ("observers", "military", 68)]),
            &[],
        ),
        // One off.
        (dead(&[("ministry", "military", 59), ("council", "civilian", 9), ("observers", "both", 69)]), &[]),
        (
            Box::new(|it| {
                dead(&[("ministry", "military", 59), ("council", "civilian", 9), ("observers", "both", 68)])(
                    it,
                );
                it["events"][0]["claims"][4]["figures"][0]["qualifier"] = "about".into();
            }),
            &[],
        ),
    ]);
}

#[test]
fn what_one_party_alone_says_is_not_said_in_our_own_voice() {
    let text = |own: bool, text: &'static str| -> Change {
        Box::new(move |it| {
            it["events"][0]["text"] = json!({ "en": text });
            it["events"][0]["claims"][1]["speaker"] = if own { "ministry" } else { "council" }.into();
            let reason = "The south has not spoken yet.";
            if own {
                it["$accept"] = json!([
                    { "code": "single-party", "reason": reason }, { "code": "one-side-view", "reason": reason }
                ]);
            }
        })
    };
    let found: &[_] = &[("flat-statement", "/events/0/text/en")];
    told(vec![
        (text(true, "Twelve soldiers were killed."), found),
        (text(true, "The ministry speaks of shots. 12 people were wounded."), found),
        (text(true, "12 people were killed, the ministry says."), &[]),
        (text(true, "12 people reported killed."), &[]),
        (text(true, "The bridge was closed for 12 hours."), &[]),
        (text(false, "Twelve soldiers were killed."), &[]),
    ]);
}

#[test]
fn a_name_one_letter_off_is_found_at_its_last_letter_too_and_endings_are_not() {
    let summary = |text: &'static str| -> Change {
        Box::new(move |it| {
            it["places"][1]["name"] = json!({ "en": "Aghdam" });
            it["summary"] = json!({ "en": text });
        })
    };
    let found: &[_] = &[("spelling-variant", "/summary/en")];
    told(vec![
        (summary("Shots near Aghdan."), found),
        (summary("Shots near Agdham."), found),
        (summary("Shots near Aghdam."), &[]),
        (summary("Shots near Aghdama."), &[]),
        (summary("An aghdan of wood."), &[]),
    ]);
}

#[test]
fn dates_of_which_one_contains_the_other_agree() {
    let dates = |stated: &'static str, usual: &'static str| -> Change {
        Box::new(move |it| {
            it["events"][0]["claims"][0]["disputedDates"] =
                json!([{ "stated": { "edtf": stated }, "usual": { "edtf": usual } }]);
        })
    };
    let found: &[_] = &[("date-conflict", "/events/0/claims/0/disputedDates/0")];
    told(vec![
        (dates("1991", "1991-09-02"), &[]),
        (dates("1991-09-02", "1991"), &[]),
        (dates("1990", "1991-09-02"), found),
        (dates("1988/1992", "1990/1994"), found),
        (dates("../1990", "1988/1994"), found),
    ]);
}

#[test]
fn names_are_not_loaded_and_neither_are_words_in_another_sense() {
    let summary = |text: &'static str| -> Change {
        Box::new(move |it| {
            it["places"][1]["name"] = json!({ "en": "Martyrs’ Well / Dry Well" });
            it["summary"] = json!({ "en": text });
        })
    };
    let found: &[_] = &[("loaded-term", "/summary/en")];
    told(vec![
        (summary("Shells fell on Liberation Square."), &[]),
        (summary("Liberation Square was hit."), &[]),
        (summary("Martyrs’ Well was hit."), &[]),
        (summary("The event occupied two hours."), &[]),
        (summary("Troops occupied two villages."), found),
        (summary("Liberation came on Monday."), found),
        (summary("The martyrs’ well was hit."), found),
        (
            Box::new(|it| {
                it["summary"] = json!({ "en": "The tax regime changed." });
                it["$words"] = json!({ "en": { "tax regime": "" } });
            }),
            &[],
        ),
    ]);
}

#[test]
fn a_withdrawal_says_when_and_why() {
    let withdrawn = |value: Value| -> Change { Box::new(move |it| it["events"][0]["withdrawn"] = value) };
    let found: &[_] = &[("bare-withdrawal", "/events/0/withdrawn")];
    let at = "2021-05-05T18:00:00+02:00";
    told(vec![
        (withdrawn(json!({ "at": at })), found),
        (withdrawn(json!({ "at": at, "reason": { "en": " " } })), found),
        (withdrawn(json!({ "reason": { "en": "Another bridge." } })), found),
        (withdrawn(json!({})), found),
        (withdrawn(json!({ "at": at, "reason": { "en": "Another bridge." } })), &[]),
    ]);
}

#[test]
fn the_first_story_accepts_what_stands_at_a_place_and_nothing_that_is_yet_to_come() {
    let demo: Value = serde_json::from_str(&demo_text()).unwrap();
    let accepts = demo["$accept"].as_array().unwrap();
    assert!(accepts.len() > 30 && accepts.iter().all(|it| it["at"].is_string()), "{accepts:?}");
    for code in ["unattributed", "spelling", "missing-archive", "figure-without-speaker"] {
        let of_code = accepts.iter().filter(|it| it["code"] == code).count();
        let found = checked(&demo_text()).of(code).count();
        assert_eq!(of_code, found, "{code}: one acceptance for each");
    }
}
