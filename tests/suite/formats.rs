//! A fixture for every format and every trap of it, with what came of it: story and report.

use chronocarte::import::{Imported, Options};
use chronocarte::time::When;

use crate::import::{account, fixture, golden_of, read, read_with, real, told};

fn whens(read: &Imported) -> Vec<&str> {
    read.story.events.iter().map(|it| it.when.as_ref().map_or("", |it| it.edtf.as_str())).collect()
}

fn titles(read: &Imported) -> Vec<&str> {
    read.story.events.iter().map(|it| it.title.get("en")).collect()
}

#[test]
fn a_sheet_of_timemapper_has_its_places_as_pairs_and_as_features() {
    let read = read("timemapper.csv");
    assert_eq!((read.format, read.account), ("table", account(4, 3, 0, 0, 1)));
    assert_eq!(whens(&read), ["2020-05-09", "2020-05-11/2020-05-13", ""]);
    let place = read.story.place(&read.story.events[1].place.as_ref().unwrap().place).unwrap();
    assert_eq!((place.lon, place.lat), (Some(25.1), Some(60.3)));
    golden_of("timemapper", &read);
}

#[test]
fn items_of_vis_timeline_lose_their_markup_and_keep_their_ids_apart() {
    let read = read("vis.json");
    assert_eq!((read.format, read.account), ("items", account(5, 3, 1, 0, 1)));
    assert_eq!(titles(&read)[..3], ["Road closed", "Curfew", "Curfew said to be lifted"]);
    assert_eq!(whens(&read)[..2], ["2020-05-09T10:00Z", "2020-05-10/2020-05-12"]);
    let ids: Vec<&str> = read.story.events.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["1", "2", "2-2", "4"]);
    golden_of("vis", &read);
}

#[test]
fn a_table_of_datawrapper_has_semicolons_and_commas_in_its_numbers() {
    let read = read("datawrapper.csv");
    assert_eq!(read.account, account(4, 2, 1, 0, 1));
    assert_eq!(whens(&read), ["2020-05-09", "2020-05-10", "2020-05-11"], "with points the day is first");
    assert_eq!(told(&read), [("coordinates", 4, 1)]);
    golden_of("datawrapper", &read);
}

#[test]
fn a_table_of_flourish_has_moments_and_their_ends() {
    let read = read("flourish.csv");
    assert_eq!(read.account, account(3, 2, 0, 0, 1));
    assert_eq!(whens(&read)[0], "2020-05-09T10:00Z/2020-05-09T12:30Z");
    assert_eq!(read.story.events[0].text.get("en"), "At the harbour");
    assert!(
        read.story.events[1].media[0]
            .url
            .as_deref()
            .is_some_and(|it| it.starts_with("https://pictures.example/")),
        "addresses without a scheme"
    );
    golden_of("flourish", &read);
}

#[test]
fn waypoints_and_tracks_have_their_times_and_nothing_off_the_earth() {
    let read = read("track.gpx");
    assert_eq!((read.format, read.account), ("gpx", account(3, 2, 1, 0, 0)));
    assert_eq!(titles(&read), ["Harbour & pier", "Not on Earth", "Way of the ferry"]);
    assert_eq!(whens(&read), ["2020-05-09T10:00Z", "", "2020-05-09T10:00Z/2020-05-09T11:15Z"]);
    golden_of("track", &read);
}

#[test]
fn what_a_spreadsheet_of_open_document_holds_is_read_as_shown() {
    let read = read("clashes.ods");
    assert_eq!(read.account, account(3, 2, 0, 0, 1));
    assert_eq!(told(&read), [("zone", 1, 1), ("other-sheet", 1, 0)]);
    assert_eq!(whens(&read), ["2020-05-09", "2020-05-10"]);
    golden_of("clashes_ods", &read);
}

#[test]
fn encodings_are_read_and_said_aloud() {
    let utf16 = read("utf16.tsv");
    assert_eq!(titles(&utf16), ["İlk xəbər: liman bağlandı", "Նավահանգիստը բացվեց"]);
    golden_of("utf16", &utf16);
    let windows = read("windows1252.csv");
    assert_eq!(titles(&windows), ["The mayor’s house is said to be damaged", "Übergang gesperrt"]);
    assert!(windows.notices.iter().any(|it| it.code == "encoding" && it.message.contains("0x92")));
    golden_of("windows1252", &windows);
}

#[test]
fn tags_under_a_header_comments_and_headers_that_come_again_are_passed_over() {
    let read = read("hxl.csv");
    assert_eq!(read.account, account(7, 3, 0, 0, 4));
    assert_eq!(
        whens(&read),
        ["2020-05-09", "2020-05-28", "2020-12-13"],
        "05/28 says that the month is first"
    );
    assert_eq!(read.story.events[1].claims[0].figures[0].low, Some(1204));
    golden_of("hxl", &read);
}

#[test]
fn a_row_in_which_a_file_breaks_off_is_refused_and_the_others_stay() {
    let read = read("cut.csv");
    assert_eq!((told(&read), read.account), (vec![("cut", 5, 0)], account(4, 2, 0, 1, 1)));
    assert_eq!(read.story.events[0].text.get("en"), "a note\nof two lines");
    golden_of("cut", &read);
}

#[test]
fn a_selection_of_ucdp_says_so_in_its_title() {
    let options =
        Options { countries: vec!["Invented".to_owned()], years: Some((2020, 2020)), ..Options::default() };
    let read = read_with("ucdp_49.csv", &fixture("ucdp_49.csv"), &options);
    assert_eq!(read.story.title.get("en"), "Events recorded by UCDP: Invented, 2020");
}

#[test]
fn a_data_set_has_no_list_of_tolls_nobody_could_read_and_its_rows_are_no_twins() {
    let head = "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,latitude,longitude,date_prec,date_start,\
                date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low\n";
    let rows = |count: usize| -> String {
        let row = |nth| format!("{nth},1,A,B,1,Town,10.5,20.25,1,2020-01-02,2020-01-02,1,0,0,0,1,1,1\n");
        head.to_owned() + &(1..=count).map(row).collect::<String>()
    };
    for (count, toll) in [(40, true), (41, false)] {
        let read = read_with("u.csv", rows(count).as_bytes(), &Options::default());
        assert_eq!((read.format, read.account), ("ucdp", account(count + 1, count, 0, 0, 1)));
        assert_eq!(!read.story.totals().is_empty(), toll, "{count}");
        assert_eq!(read.notices.iter().any(|it| it.code == "tolls"), !toll);
        let terms = chronocarte::check::Terms::built_in();
        let checked = chronocarte::check::check(&read.story, &read.document, read.report, &terms);
        assert_eq!(checked.of("duplicate-event").count(), 0, "a data set tells its own rows apart");
    }
}

/// The files of a folder of real data, by name; none where it is not there.
fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(folder);
    let Ok(entries) = std::fs::read_dir(&path) else {
        real(folder);
        return Vec::new();
    };
    let mut found: Vec<_> = entries
        .flatten()
        .filter_map(|it| {
            Some((it.file_name().to_string_lossy().into_owned(), std::fs::read(it.path()).ok()?))
        })
        .collect();
    found.sort();
    found
}

#[test]
fn json_that_must_be_read_is_read_and_what_must_be_refused_is_refused() {
    let (mut good, mut bad, mut either) = (0, 0, 0);
    for (name, bytes) in files("hostile-json/test_parsing") {
        let text = std::str::from_utf8(&bytes);
        let read = text.ok().map(chronocarte::story::Story::from_json);
        // A story is an object or a list is none: what counts is whether the text is taken for JSON.
        let refused = match &read {
            None => true,
            Some(Ok(_)) => false,
            Some(Err(error)) => error.code == "json" || error.at.is_some(),
        };
        match name.get(..2) {
            Some("y_") => {
                good += 1;
                assert!(!refused, "{name} must be read: {:?}", read.and_then(Result::err));
            }
            Some("n_") => {
                bad += 1;
                assert!(refused, "{name} must be refused");
            }
            _ => either += 1,
        }
    }
    assert!(good + bad + either == 0 || (good > 30 && bad > 60), "{good} {bad} {either}");
}

#[test]
fn tables_of_csv_spectrum_have_the_cells_their_owners_say() {
    let tables = files("hostile-csv/csvs");
    for (name, bytes) in &tables {
        let Some(wanted) = real(&format!("hostile-csv/json/{}", name.replace(".csv", ".json"))) else {
            return;
        };
        let wanted: Vec<serde_json::Map<String, serde_json::Value>> =
            serde_json::from_slice(&wanted).unwrap();
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes.as_slice());
        let head = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), wanted.len(), "{name}");
        for (row, wanted) in rows.iter().zip(&wanted) {
            for (column, key) in head.iter().enumerate() {
                let said = wanted[key].as_str().unwrap().replace("\r\n", "\n");
                assert_eq!(row.get(column).unwrap().replace("\r\n", "\n"), said, "{name}");
            }
        }
        // They hold no events; they must be refused with words or accounted for, never stop the program.
        if let Ok(read) =
            chronocarte::import::import(&[chronocarte::import::Part { name, bytes }], &Options::default())
        {
            assert!(read.account.adds_up(), "{name}");
        }
    }
    for (name, bytes) in files("hostile-csv/rust-csv") {
        if let Ok(read) = chronocarte::import::import(
            &[chronocarte::import::Part { name: &name, bytes: &bytes }],
            &Options::default(),
        ) {
            assert!(read.account.adds_up(), "{name}");
        }
    }
    assert!(tables.is_empty() || tables.len() == 4, "{}", tables.len());
}

#[test]
fn good_features_become_events_and_bad_ones_are_told() {
    let mut counts = (0, 0);
    for (folder, good) in [("hostile-geojson/good", true), ("hostile-geojson/bad", false)] {
        for (name, bytes) in files(folder).into_iter().filter(|it| it.0.ends_with(".geojson")) {
            let options = Options { from: Some("geojson".to_owned()), ..Options::default() };
            let read = chronocarte::import::import(
                &[chronocarte::import::Part { name: &name, bytes: &bytes }],
                &options,
            );
            let Ok(read) = read else {
                assert!(!good, "{name} is refused");
                counts.1 += 1;
                continue;
            };
            assert!(read.account.adds_up(), "{name}: {}", read.account);
            assert!(
                !read.report.problems.iter().any(|it| it.code == "coordinates"),
                "{name}: what is off the earth has no point"
            );
            if good { counts.0 += 1 } else { counts.1 += 1 }
        }
    }
    assert!(counts == (0, 0) || (counts.0 == 7 && counts.1 >= 12), "{counts:?}");
}

#[test]
fn dates_of_a_whole_data_set_are_edtf() {
    let Some(bytes) = real("ucdp/hdx_conflict_data_ukr.csv") else { return };
    let read = read_with("hdx.csv", &bytes, &Options::default());
    assert!(
        read.story
            .events
            .iter()
            .all(|it| it.when.as_ref().is_some_and(|it| When::parse(it.edtf.as_str()).is_ok()))
    );
}
