//! Files of other tools: every row is accounted for, nothing is repaired, nothing is surer than it was.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chronocarte::import::{
    Account, DateOrder, Imported, Mapping, Notice, Options, Part, csv_files, import, sheets, to_json, xlsx,
};
use chronocarte::story::{Severity, Value};
use chronocarte::time::When;
use proptest::prelude::*;

use crate::golden::golden_text;
use crate::setting::demo_text;

pub(crate) fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name)).unwrap()
}

/// The real files, where they are at hand.
pub(crate) fn real(name: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    let bytes = fs::read(&path).ok();
    if bytes.is_none() {
        #[expect(clippy::print_stderr, reason = "what was not tested must be said")]
        {
            eprintln!("SKIPPED: {} is not there", path.display());
        }
    }
    bytes
}

pub(crate) fn read_with(name: &str, bytes: &[u8], options: &Options) -> Imported {
    let read = import(&[Part { name, bytes }], options).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(read.account.adds_up(), "{name}: {}", read.account);
    read
}

pub(crate) fn read(name: &str) -> Imported {
    read_with(name, &fixture(name), &Options::default())
}

/// The rules and lines of what was found, but for notes.
pub(crate) fn told(read: &Imported) -> Vec<(&'static str, u32, u32)> {
    let loud = |it: &&Notice| it.severity > Severity::Note;
    read.notices.iter().filter(loud).map(|it| (it.code, it.spot.line, it.spot.column)).collect()
}

pub(crate) fn account(
    records: usize,
    read: usize,
    warned: usize,
    refused: usize,
    passed_over: usize,
) -> Account {
    Account { records, read, warned, refused, passed_over, not_asked: 0 }
}

/// Story and report as one text for the gallery.
pub(crate) fn golden_of(name: &str, read: &Imported) {
    let line = |it: &Notice| {
        let spot = if it.spot.pointer.is_empty() {
            format!("{}:{}", it.spot.line, it.spot.column)
        } else {
            it.spot.pointer.clone()
        };
        format!("{spot} {}[{}] {}\n", it.severity.as_str(), it.code, it.message)
    };
    let report: String = read.notices.iter().map(line).collect();
    golden_text(
        &format!("import_{name}.txt"),
        &format!("{report}{}\n\n{}", read.account, to_json(&read.document)),
    );
}

#[test]
fn the_workbook_of_the_demo_gives_its_file_byte_for_byte() {
    let book =
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("static/demo/karabakh-2020.xlsx")).unwrap();
    let read = read_with("karabakh-2020.xlsx", &book, &Options::default());
    assert_eq!(read.format, "workbook");
    assert_eq!(to_json(&read.document), demo_text());
    assert_eq!(xlsx(&sheets(&read.document)).unwrap(), book, "the same story gives the same workbook");
}

#[test]
fn sheets_as_separate_files_give_the_same_story() {
    let demo: Value = serde_json::from_str(&demo_text()).unwrap();
    let files = csv_files(&sheets(&demo));
    let parts: Vec<Part<'_>> =
        files.iter().map(|(name, text)| Part { name, bytes: text.as_bytes() }).collect();
    let read = import(&parts, &Options::default()).unwrap();
    assert_eq!(to_json(&read.document), demo_text());
    assert!(read.account.adds_up() && read.account.refused == 0);
}

#[test]
fn a_row_that_belongs_to_nothing_and_a_cell_that_is_none_are_refused_with_their_place() {
    let events = b"id,title.en,importance\na,Title,many\nb,Title,2\n";
    let claims = b"event,id,speaker\nzzz,c,x\nb,c2,x\n";
    let parts = [Part { name: "events.csv", bytes: events }, Part { name: "claims.csv", bytes: claims }];
    let read = import(&parts, &Options::default()).unwrap();
    assert_eq!(told(&read), [("cell", 2, 3), ("parent", 2, 1)]);
    assert_eq!(read.account, account(6, 2, 0, 2, 2));
}

fn any_text() -> impl Strategy<Value = String> {
    // What spreadsheets and separators trip over, but no control characters, which no file may hold.
    proptest::string::string_regex("[ -~éЖ“”\u{202f}\n=+@';\"|]{1,24}")
        .unwrap()
        .prop_filter("blank", |it| !it.trim().is_empty())
}

prop_compose! {
    fn any_event()(
        title in any_text(), french in proptest::option::of(any_text()), low in 0_u32..100_000, more in 0_u32..9,
        toll in proptest::option::of(any::<bool>()), via in proptest::collection::vec("[a-z;]{1,6}", 0..3),
        edtf in proptest::option::of(prop_oneof!["2020-0[1-9]-[01][1-9]", Just("../2020?".to_owned())]), note in proptest::option::of(any_text()),
        field in proptest::option::of(any_text()), parts in 0_u32..3,
    ) -> serde_json::Value {
        let mut event = serde_json::json!({"title": {"en": title}});
        if let Some(french) = french { event["title"]["fr"] = french.into(); }
        if let Some(edtf) = edtf { event["when"] = serde_json::json!({"edtf": edtf}); }
        let mut figure = serde_json::json!({"measure": "killed", "low": low, "high": low + more});
        if parts > 0 {
            figure["parts"] = (0..parts).map(|it| serde_json::json!({"side": format!("p{it}"), "count": it})).collect();
        }
        if let Some(toll) = toll { figure["toll"] = toll.into(); }
        let mut claim = serde_json::json!({"speaker": "s"});
        if !via.is_empty() { claim["via"] = via.into(); }
        claim["figures"] = serde_json::json!([figure]);
        if let Some(note) = note { claim["note"] = serde_json::json!({"en": note}); }
        event["claims"] = serde_json::json!([claim]);
        if let Some(field) = field { event["$fields"] = serde_json::json!({"a.b c": field}); }
        event
    }
}

/// A story with identifiers, its keys in the order of a file.
fn story_of(events: Vec<serde_json::Value>) -> serde_json::Value {
    let numbered = events.into_iter().enumerate().map(|(at, event)| {
        let serde_json::Value::Object(event) = event else { panic!("an object") };
        let mut whole = serde_json::Map::new();
        whole.insert("id".to_owned(), format!("e{at}").into());
        for (key, mut value) in event {
            if key == "claims" {
                let claim = value[0].as_object_mut().unwrap();
                claim.shift_insert(0, "id".to_owned(), format!("c{at}").into());
            }
            whole.insert(key, value);
        }
        serde_json::Value::Object(whole)
    });
    let place = serde_json::json!({"id": "p", "name": {"en": "P"}, "lon": -46.5, "lat": 40.0});
    serde_json::json!({"chronocarte": 1, "id": "s", "languages": ["en", "fr"], "places": [place], "events": numbered.collect::<Vec<_>>()})
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_story_comes_back_from_a_spreadsheet_as_it_was(events in proptest::collection::vec(any_event(), 1..4)) {
        let story: Value = serde_json::from_value(story_of(events)).unwrap();
        let text = to_json(&story);
        let book = sheets(&story);
        let files = csv_files(&book);
        let parts: Vec<Part<'_>> = files.iter().map(|(name, text)| Part { name, bytes: text.as_bytes() }).collect();
        let read = import(&parts, &Options::default()).unwrap();
        prop_assert_eq!(to_json(&read.document), text.clone());
        let bytes = xlsx(&book).unwrap();
        let read = import(&[Part { name: "s.xlsx", bytes: &bytes }], &Options::default()).unwrap();
        prop_assert_eq!(to_json(&read.document), text);
    }
}

#[test]
fn a_newsroom_table_is_read_whatever_its_language_separator_and_oddities() {
    let read = read("newsroom.csv");
    assert_eq!(read.account, account(8, 1, 2, 1, 4));
    assert_eq!(told(&read), [("number", 6, 7), ("row", 8, 0), ("coordinates", 9, 4)]);
    let events = &read.story.events;
    assert_eq!(events[0].when.as_ref().unwrap().edtf.as_str(), "2020-09-28");
    assert_eq!(events[1].title.get("en"), "İki sətirlik başlıq");
    assert_eq!(events[0].claims[0].figures[0].low, Some(3));
    assert!(events[1].claims[0].figures.is_empty(), "an unknown number is no number");
    golden_of("newsroom", &read);
}

#[test]
fn the_order_of_dates_is_that_of_the_whole_column_and_html_becomes_text() {
    let read = read("orders.csv");
    let dates: Vec<&str> =
        read.story.events.iter().map(|it| it.when.as_ref().unwrap().edtf.as_str()).collect();
    assert_eq!(dates, ["2014-01-22/2014-01-23", "2023-02-06"]);
    assert_eq!(told(&read), [("address", 2, 7), ("end-before-start", 3, 2)]);
    assert_eq!(read.story.events[0].text.get("en"), "Seen by one paper.");
    assert!(read.story.sources.iter().any(|it| it.url.as_deref() == Some("https://news.example/a")));
    assert!(
        read.story.sources.iter().all(|it| !it.url.as_deref().unwrap_or("https:").starts_with("javascript"))
    );
}

#[test]
fn an_ambiguous_column_is_told_and_settled_by_its_option() {
    let table = b"date,title,lat,lon\n02/03/2020,A,1,2\n04/05/2020,B,1,2\n";
    let open = read_with("t.csv", table, &Options::default());
    assert_eq!(told(&open), [("date-order", 1, 1)]);
    assert_eq!(open.story.events[0].when.as_ref().unwrap().edtf.as_str(), "[2020-02-03,2020-03-02]");
    let said = Options { date_order: Some(DateOrder::DayFirst), ..Options::default() };
    let settled = read_with("t.csv", table, &said);
    assert!(told(&settled).is_empty());
    assert_eq!(settled.story.events[0].when.as_ref().unwrap().edtf.as_str(), "2020-03-02");
}

#[test]
fn times_without_a_zone_are_left_out_until_one_is_given() {
    let table = b"date,time,title,lat,lon\n2020-09-28,14:30,A,1,2\n2020-09-29,Time Unknown,B,1,2\n";
    let when = |read: &Imported| read.story.events[0].when.as_ref().unwrap().edtf.as_str().to_owned();
    let without = read_with("t.csv", table, &Options::default());
    assert_eq!((when(&without).as_str(), told(&without)[0].0), ("2020-09-28", "zone"));
    let with = read_with("t.csv", table, &Options { zone: Some("+04:00".to_owned()), ..Options::default() });
    assert_eq!(when(&with), "2020-09-28T14:30");
}

#[test]
fn a_file_cut_in_mid_row_keeps_the_rest_and_names_the_row() {
    let read = read_with(
        "t.csv",
        b"date,title,lat,lon\n2020-01-01,A,1,2\n2020-01-02,B,1,2\n2020-01-03,\"Civil",
        &Options::default(),
    );
    assert_eq!((told(&read), read.story.events.len()), (vec![("cut", 4, 0)], 2));
}

#[test]
fn a_mapping_pins_columns_and_reads_back_as_it_was_written() {
    let table = b"a,b,c\n2020-01-01,First,1.5\n2020-01-02,Second,2.5\n";
    let mapping = Mapping::from_toml("[columns]\ndate = \"a\"\ntext = \"b\"\n").unwrap();
    let read = read_with("t.csv", table, &Options { mapping: Some(mapping), ..Options::default() });
    assert_eq!(read.story.events[1].title.get("en"), "Second");
    assert_eq!(Mapping::from_toml(&read.mapping.to_toml()).unwrap(), read.mapping);
    assert_eq!(read.mapping.columns.len(), 2);
}

#[test]
fn every_layout_of_ucdp_gives_the_same_events() {
    let events = |name: &str| {
        let read = read(name);
        assert_eq!(read.format, "ucdp", "{name}");
        let list = read.story.events.iter().map(|it| {
            let figures: Vec<_> = it.claims[0].figures.iter().map(|it| (it.low, it.high)).collect();
            let place = it.place.as_ref().map(|it| (it.place.clone(), it.relation, it.radius_m));
            (it.id.clone(), it.when.as_ref().map(|it| it.edtf.as_str().to_owned()), place, figures)
        });
        list.collect::<Vec<_>>()
    };
    let first = events("ucdp_49.csv");
    assert_eq!(first.len(), 7);
    for name in ["ucdp_50_hxl.csv", "ucdp_52.csv", "ucdp_41.csv", "ucdp_no_header.csv"] {
        assert_eq!(events(name), first, "{name}");
    }
}

#[test]
fn ucdp_is_as_sure_as_it_says_and_its_oddities_stay() {
    let read = read("ucdp_49.csv");
    let codes: Vec<(&str, u32)> = told(&read).iter().map(|it| (it.0, it.1)).collect();
    let expected = [
        ("unconfirmed", 3),
        ("estimate-order", 4),
        ("estimate-order", 4),
        ("unsettled", 7),
        ("date-precision", 8),
        ("coordinates", 8),
        ("sum", 8),
    ];
    for code in expected {
        assert!(codes.contains(&code), "{code:?} in {codes:?}");
    }
    let whens: Vec<&str> =
        read.story.events.iter().map(|it| it.when.as_ref().unwrap().edtf.as_str()).collect();
    assert_eq!(
        whens[..5],
        ["2020-01-02", "2020-01-02/2020-01-05", "2020-02-01/2020-02-07", "2020-02", "2020"]
    );
    let on_map = |at: usize| {
        let place = read.story.events[at].place.as_ref().unwrap();
        read.story.place(&place.place).unwrap().lon.is_some()
    };
    assert!(
        on_map(0) && on_map(3) && !on_map(4) && !on_map(5) && !on_map(6),
        "countries, seas and typing errors have no mark"
    );
    assert!(
        read.story.events.iter().all(|it| read
            .story
            .speaker(&it.claims[0].speaker)
            .unwrap()
            .name
            .get("en")
            .contains("UCDP"))
    );
    assert!(
        !read.report.has_errors(),
        "what was published is shown as published: {:?}",
        read.report.of("figure").next()
    );
    golden_of("ucdp", &read);
}

#[test]
fn acled_of_old_and_new_years_gives_one_estimate_an_event() {
    for name in ["acled_new.csv", "acled_old.csv"] {
        let read = read(name);
        assert_eq!((read.format, read.account), ("acled", account(4, 2, 1, 0, 1)), "{name}");
        let whens: Vec<&str> =
            read.story.events.iter().map(|it| it.when.as_ref().unwrap().edtf.as_str()).collect();
        assert_eq!(whens, ["2022-03-21", "2022-03-30/2022-04-05", "2022-04"]);
        let first = &read.story.events[0].claims[0];
        assert_eq!(read.story.speaker(&first.speaker).unwrap().name.get("en"), "ACLED estimate");
        assert_eq!((first.figures.len(), first.figures[0].low), (1, Some(4)));
        assert_eq!(first.via.len(), 3, "the press it names and ACLED itself");
    }
    golden_of("acled", &read("acled_new.csv"));
}

#[test]
fn features_carry_time_in_every_way_and_secrets_stay_behind() {
    let read = read("layers.geojson");
    assert_eq!(read.account, account(6, 4, 1, 1, 0));
    let whens: Vec<&str> =
        read.story.events.iter().map(|it| it.when.as_ref().map_or("", |it| it.edtf.as_str())).collect();
    assert_eq!(whens, ["2014-03-21T13:41:07Z", "1991/..", "2019-11-23", "", "1900/1905"]);
    assert!(!to_json(&read.document).contains("password"));
    assert!(read.notices.iter().any(|it| it.code == "unknown-key" && it.message.contains("users")));
    golden_of("layers", &read);
}

#[test]
fn placemarks_inherit_their_time_and_links_elsewhere_are_not_followed() {
    let read = read("places.kml");
    assert_eq!(read.account, account(4, 2, 1, 1, 0));
    let whens: Vec<&str> =
        read.story.events.iter().map(|it| it.when.as_ref().unwrap().edtf.as_str()).collect();
    assert_eq!(whens[1..], ["2020-09-28T10:00Z", "2020-09-28T10:00Z/2020-09-28T11:00Z"]);
    assert_eq!(whens[0], "2020-09/..");
    assert_eq!(read.story.events[0].title.get("en"), "Inherited & named");
    assert!(read.notices.iter().any(|it| it.code == "network-link"));
    assert!(!to_json(&read.document).contains("tracker"));
    golden_of("places", &read);
}

#[test]
fn real_files_are_read_to_the_last_row() {
    // Name, format, records, refused, events.
    for (name, format, records, refused, events) in [
        ("ucdp/hdx_conflict_data_ukr.csv", "ucdp", 2991, 0, 2989),
        ("ucdp/api_gedevents_example.json", "ucdp", 1, 0, 1),
        ("karabakh/ucdp251_sample_aze_arm_18.json", "ucdp", 18, 0, 18),
        ("otherevents/healthcare_attacks_ukr.csv", "table", 73, 0, 72),
        ("timeline/contrib_women_in_computing.csv", "table", 12, 0, 10),
        ("timeline/contrib_women_in_computing.json", "timelinejs", 11, 0, 10),
        ("timeline/src_template_all-media-types.json", "timelinejs", 42, 0, 41),
        ("timeline/src_template_cosmo.json", "timelinejs", 8, 0, 7),
        ("timeline/src_template_eras.json", "timelinejs", 24, 0, 23),
        ("timeline/website_examples_houston_timeline2.json", "timelinejs", 18, 0, 18),
        ("timeline/website_examples_twain_marktwain.json", "timelinejs", 18, 0, 17),
        ("storymap/compiled_examples_katrina.json", "storymapjs", 8, 0, 7),
        ("storymap/compiled_examples_population.json", "storymapjs", 24, 0, 23),
        ("storymap/storymap_static_demo_seurat.json", "storymapjs", 13, 0, 12),
        ("geojson-time/socib_track_bus699.geojson", "geojson", 1, 0, 1),
        ("geojson-time/usgs_significant_2014-03_first3.geojson", "geojson", 3, 0, 3),
        ("kml/time_TimeTest.kml", "kml", 6, 0, 6),
        ("kml/time_YearDates.kml", "kml", 3, 0, 3),
        ("kml/time_dates.kml", "kml", 4, 0, 4),
        ("kml/time_timestamps.kml", "kml", 11, 0, 11),
        ("kml/kmz_simple_big.kmz", "kml", 1, 0, 1),
        ("kml/sloppy_badOrder.kml", "kml", 1, 1, 0),
        ("timemap/mariupol_example.json", "timemap", 2, 0, 2),
        ("timemap/fa_timemap_data.xlsx", "timemap", 12, 0, 11),
    ] {
        let Some(bytes) = real(name) else { continue };
        let read = read_with(name, &bytes, &Options::default());
        let found = (read.format, read.account.records, read.account.refused, read.story.events.len());
        assert_eq!(found, (format, records, refused, events), "{name}");
    }
}

#[test]
fn one_country_and_one_year_of_ucdp_are_as_many_as_its_rows() {
    let Some(bytes) = real("ucdp/hdx_conflict_data_ukr.csv") else { return };
    let options =
        Options { countries: vec!["ukr".to_owned()], years: Some((2014, 2014)), ..Options::default() };
    let read = read_with("hdx.csv", &bytes, &options);
    assert_eq!((read.story.events.len(), read.account.not_asked), (1294, 1695));
    assert!(
        !read.report.has_errors(),
        "it can be published: {:?}",
        read.report.problems.iter().find(|it| it.severity == Severity::Error)
    );
}

#[test]
fn edtf_in_a_cell_is_read_as_its_owners_say() {
    let Some(bytes) = real("edtf/edtfjs_parser_cases.json") else { return };
    let cases: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let strings = |key: &str| -> Vec<String> {
        let list = cases[key].as_array().unwrap().iter();
        list.map(|it| it.as_str().or_else(|| it["s"].as_str()).unwrap().to_owned()).collect()
    };
    // Both valid and refused there, by an option.
    let either = ["2012-21/2012-22", "[1760..]"];
    let (valid, mut wrong) = (strings("valid"), Vec::new());
    assert_eq!(valid.len(), 139);
    wrong.extend(valid.iter().filter(|it| !either.contains(&it.as_str()) && When::parse(it).is_err()));
    assert!(wrong.is_empty(), "refused: {wrong:?}");
    let key = cases
        .as_object()
        .unwrap()
        .keys()
        .find(|key| *key != "valid" && cases[*key].as_array().is_some_and(|it| it.len() == 52))
        .unwrap();
    let rejected = strings(key);
    let taken: Vec<&String> =
        rejected.iter().filter(|it| !either.contains(&it.as_str()) && When::parse(it).is_ok()).collect();
    assert!(taken.is_empty(), "taken: {taken:?}");
}

/// Every file at hand.
fn seeds() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    all.sort();
    let named =
        |path: &PathBuf| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap());
    let mut seeds: Vec<_> = all.iter().map(named).collect();
    let demo: Value = serde_json::from_str(&demo_text()).unwrap();
    seeds.push(("s.xlsx".to_owned(), xlsx(&sheets(&demo)).unwrap()));
    seeds.push((
        "old.json".to_owned(),
        br#"{"timeline": {"headline": "H", "date": [{"startDate": "2011,3,23", "headline": "A"}]}}"#.to_vec(),
    ));
    seeds.push(("map.json".to_owned(), br#"{"storymap": {"slides": [{"date": "May 2, 2011", "location": {"lat": "1.5", "lon": 2}, "text": {"headline": "A"}}]}}"#.to_vec()));
    seeds.push(("events.json".to_owned(), br#"[{"id": "a", "description": "D", "date": "10/13/2022", "sources": ["s"], "latitude": "1.5", "longitude": "2"}]"#.to_vec()));
    seeds.push(("t.gpx".to_owned(), br#"<gpx><trk><name>T</name><trkseg><trkpt lat="1" lon="2"><time>2020-01-01T00:00:00Z</time></trkpt></trkseg></trk></gpx>"#.to_vec()));
    seeds
}

#[test]
fn damaged_files_are_refused_or_accounted_for_and_never_stop_the_program() {
    let rounds = if std::env::var_os("CHRONOCARTE_FULL").is_some() { 4000 } else { 40 };
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    let (mut read, mut refused) = (0, 0);
    for (name, seed) in seeds() {
        for round in 0..rounds {
            let mut bytes = seed.clone();
            for _ in 0..=next(6) {
                let at = next(bytes.len());
                match next(5) {
                    0 => bytes.truncate(at.max(1)),
                    1 => bytes[at] = next(256) as u8,
                    2 => drop(bytes.drain(at..(at + next(40)).min(bytes.len()))),
                    3 => {
                        let piece: Vec<u8> = bytes[at..(at + next(60)).min(bytes.len())].to_vec();
                        let to = next(bytes.len());
                        bytes.splice(to..to, piece);
                    }
                    _ => {
                        let odd: &[u8] = [
                            &b"\""[..],
                            b"\n",
                            b"\xff\xfe",
                            b"[[[[",
                            b"9999999999999999999",
                            b"-",
                            b"<![CDATA[",
                        ][next(7)];
                        bytes.splice(at..at, odd.iter().copied());
                    }
                }
                if bytes.is_empty() {
                    bytes.push(b'x');
                }
            }
            match import(&[Part { name: &name, bytes: &bytes }], &Options::default()) {
                Ok(it) => {
                    read += 1;
                    assert!(it.account.adds_up(), "{name}, round {round}: {}", it.account);
                }
                Err(_) => refused += 1,
            }
        }
    }
    assert!(read > 100 && refused > 20, "the damage does something: {read} read, {refused} refused");
}

fn chronocarte(folder: &Path, arguments: &[&str], input: Option<&[u8]>) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chronocarte"));
    command
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    {
        use std::io::Write as _;
        let mut stdin = child.stdin.take().unwrap();
        let _ = stdin.write_all(input.unwrap_or_default());
    }
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_command_writes_a_whole_story_or_nothing_and_says_the_sum() {
    let room = tempfile::tempdir().unwrap();
    fs::write(room.path().join("t.csv"), fixture("newsroom.csv")).unwrap();
    let (code, _, said) = chronocarte(room.path(), &["import", "t.csv", "-o", "s.json"], None);
    assert_eq!(code, Some(1), "a row was refused");
    assert!(said.contains("t.csv:8:1: error[row]: there is no headline"), "{said}");
    assert!(
        said.contains("8 records = 1 read + 2 read with a warning + 1 refused + 4 header, comment or empty"),
        "{said}"
    );
    let (code, _, said) = chronocarte(room.path(), &["check", "s.json"], None);
    assert_eq!(code, Some(0), "{said}");
    let (code, _, said) = chronocarte(room.path(), &["check", "t.csv"], None);
    assert_eq!(code, Some(0), "{said}");
    let (code, _, said) = chronocarte(room.path(), &["import", "t.csv", "-o", "no/such/folder.json"], None);
    assert_eq!(code, Some(2), "{said}");
    let left: Vec<_> = fs::read_dir(room.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "no debris: {left:?}");
}

#[test]
fn standard_input_is_read_and_a_mapping_is_written_and_obeyed() {
    let room = tempfile::tempdir().unwrap();
    let table = b"date,title,lat,lon\n2020-09-28,Bridge,40.3,46.9\n";
    let (code, out, said) = chronocarte(room.path(), &["import", "-", "--title", "T"], Some(table));
    assert_eq!((code, out.starts_with("{\n  \"chronocarte\": 1,")), (Some(0), true), "{said}");
    let (code, out, _) = chronocarte(room.path(), &["import", "-", "--write-map", "m.toml"], Some(table));
    assert_eq!((code, out.as_str()), (Some(0), ""));
    let mapping = fs::read_to_string(room.path().join("m.toml")).unwrap();
    fs::write(
        room.path().join("m.toml"),
        mapping
            .replace("title = \"title\"", "note = \"title\"\ntitle = \"date\"")
            .replace("date = \"date\"\n", ""),
    )
    .unwrap();
    let (code, out, said) = chronocarte(room.path(), &["import", "-", "--map", "m.toml"], Some(table));
    assert_eq!(code, Some(0), "{said}");
    assert!(out.contains("\"title\": {\"en\": \"2020-09-28\"}"), "{out}");
}

#[test]
fn what_is_exported_comes_back_the_same() {
    let room = tempfile::tempdir().unwrap();
    fs::write(room.path().join("s.json"), demo_text()).unwrap();
    for (to, out) in [("xlsx", "s.xlsx"), ("csv", "sheets")] {
        assert_eq!(chronocarte(room.path(), &["export", "s.json", "--to", to, "-o", out], None).0, Some(0));
        assert_eq!(chronocarte(room.path(), &["import", out, "-o", "back.json"], None).0, Some(0));
        assert_eq!(fs::read_to_string(room.path().join("back.json")).unwrap(), demo_text(), "{to}");
    }
    assert_eq!(
        chronocarte(room.path(), &["export", "s.json", "--to", "geojson", "-o", "l.geojson"], None).0,
        Some(0)
    );
    let layer: serde_json::Value =
        serde_json::from_slice(&fs::read(room.path().join("l.geojson")).unwrap()).unwrap();
    assert_eq!(layer["type"], "FeatureCollection");
}
