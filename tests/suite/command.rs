//! The command line: what it says, where, and how it ends.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use chronocarte::geo::{Bounds, LonLat};
use chronocarte::publish::Ground;

use super::publish::small_widget;
use super::setting::demo_text;

pub(crate) fn chronocarte(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chronocarte"))
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

pub(crate) fn out(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

const FLAWED: &str = "{\n  \"chronocarte\": 1,\n  \"title\": {\"en\": \"Flawed\"},\n  \"events\": [\n    {\"id\": \"a\", \
                      \"title\": {\"en\": \"A\"}, \"claims\": []}\n  ]\n}\n";

#[test]
fn a_problem_is_told_with_file_line_column_severity_code_and_pointer() {
    let room = tempfile::tempdir().unwrap();
    fs::write(room.path().join("story.json"), FLAWED).unwrap();
    let (code, said, aside) = out(&chronocarte(room.path(), &["check", "story.json"]));
    assert_eq!(code, Some(1));
    assert!(
        said.lines().any(|line| line.starts_with("story.json:5:5: error[no-claim]: nobody is named")
            && line.ends_with("(/events/0)")),
        "{said}"
    );
    assert!(aside.contains("1 event, 1 error,"), "{aside}");
    assert!(!said.contains('\u{1b}'), "no colours in a pipe");
}

#[test]
fn a_program_is_told_the_same_as_json() {
    let room = tempfile::tempdir().unwrap();
    fs::write(room.path().join("story.json"), FLAWED).unwrap();
    let (code, said, _) = out(&chronocarte(room.path(), &["check", "story.json", "--format", "json"]));
    assert_eq!(code, Some(1));
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    let problem = said["problems"].as_array().unwrap().iter().find(|it| it["code"] == "no-claim").unwrap();
    assert_eq!((&problem["line"], &problem["column"]), (&5.into(), &5.into()));
    assert_eq!((&problem["pointer"], &problem["severity"]), (&"/events/0".into(), &"error".into()));
    assert_eq!(said["errors"], 1);
}

#[test]
fn a_story_that_is_fine_ends_with_zero_and_one_that_cannot_be_read_with_two() {
    let room = tempfile::tempdir().unwrap();
    fs::write(room.path().join("demo.json"), format!("\u{feff}{}", demo_text())).unwrap();
    fs::write(room.path().join("latin.json"), b"{\"id\": \"\xe9\"}").unwrap();
    fs::write(room.path().join("broken.json"), "{\n  \"title\": }\n").unwrap();
    assert_eq!(chronocarte(room.path(), &["check", "demo.json"]).status.code(), Some(0));
    for (file, code, words) in [
        ("none.json", 2, "none.json cannot be read"),
        ("latin.json", 1, "latin.json:1:9: error[encoding]: this is not UTF-8 text"),
        ("broken.json", 1, "broken.json:2:12: error[json]: expected value\n"),
    ] {
        let (ended, said, aside) = out(&chronocarte(room.path(), &["check", file]));
        assert_eq!(ended, Some(code), "{file}");
        assert!(said.contains(words) || aside.contains(words), "{file}: {said}{aside}");
    }
    assert_eq!(chronocarte(room.path(), &["check"]).status.code(), Some(2));
    assert_eq!(chronocarte(room.path(), &["check", "demo.json", "--format", "xml"]).status.code(), Some(2));
}

#[test]
fn a_dash_reads_standard_input() {
    let room = tempfile::tempdir().unwrap();
    fs::write(room.path().join("story.json"), FLAWED).unwrap();
    let input = fs::File::open(room.path().join("story.json")).unwrap();
    let output =
        Command::new(env!("CARGO_BIN_EXE_chronocarte")).args(["check", "-"]).stdin(input).output().unwrap();
    assert!(out(&output).1.contains("<stdin>:5:5: error[no-claim]"));
}

#[test]
fn a_folder_is_made_whole_and_the_same_again() {
    let room = tempfile::tempdir().unwrap();
    small_widget(&room.path().join("widget"));
    let unread = demo_text().replace("\"code\": \"distance\"", "\"code\": \"direction\"");
    fs::write(room.path().join("story.json"), unread).unwrap();
    let made = |out_folder: &str| {
        let arguments = ["build", "story.json", "-o", out_folder, "--widget", "widget", "--lang", "en"];
        let address = ["--base-url", "https://news.example/a"];
        out(&chronocarte(room.path(), &[&arguments[..], &address[..]].concat()))
    };
    let (code, said, aside) = made("one");
    assert_eq!(code, Some(0), "{aside}");
    assert!(said.contains("one is ready") && said.contains("brotli"), "{said}");
    assert!(aside.contains("warning[distance]") && !aside.contains("compressing"), "{aside}");
    assert!(!aside.contains("[date-conflict]"), "what is accepted is not said again: {aside}");
    let published = fs::read_to_string(room.path().join("one/story.json")).unwrap();
    assert!(
        published.contains("karabakh-2020") && !published.contains("\"$"),
        "what is for editors stays with them"
    );
    assert_eq!(made("two").0, Some(0));
    let mut files = 0;
    let mut folders = vec![room.path().join("one")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            files += 1;
            let other = room.path().join("two").join(path.strip_prefix(room.path().join("one")).unwrap());
            assert!(fs::read(&path).unwrap() == fs::read(other).unwrap(), "{}", path.display());
        }
    }
    assert!(files > 50, "{files}");
    for picture in ["map.png", "map-dark.png", "timeline.png", "card.png"] {
        let bytes = fs::read(room.path().join("one").join(picture)).unwrap();
        assert!(bytes.starts_with(b"\x89PNG"), "{picture}");
    }
    let card = fs::read(room.path().join("one/card.png")).unwrap();
    let side = |at: usize| u32::from_be_bytes([card[at], card[at + 1], card[at + 2], card[at + 3]]);
    assert_eq!((side(16), side(20)), (1200, 630));
}

#[test]
fn nothing_is_written_for_a_story_with_errors_or_a_letter_no_picture_can_show() {
    let room = tempfile::tempdir().unwrap();
    small_widget(&room.path().join("widget"));
    fs::write(room.path().join("flawed.json"), FLAWED).unwrap();
    fs::write(
        room.path().join("letter.json"),
        demo_text().replace("\"Karabakh: two days", "\"漢 Karabakh: two days"),
    )
    .unwrap();
    for (file, words) in
        [("flawed.json", "error[no-claim]"), ("letter.json", "error[glyph]: the fonts have no “漢” (U+6F22)")]
    {
        let (code, _, aside) = out(&chronocarte(
            room.path(),
            &["build", file, "-o", "out", "--widget", "widget", "--lang", "en"],
        ));
        assert_eq!(code, Some(1), "{aside}");
        assert!(aside.contains(words) && aside.contains("nothing was written"), "{aside}");
        assert!(!room.path().join("out").exists());
    }
    assert_eq!(fs::read_dir(room.path()).unwrap().count(), 3, "no debris");
}

#[test]
fn addresses_and_languages_that_cannot_be_used_are_wrong_usage() {
    let room = tempfile::tempdir().unwrap();
    fs::write(room.path().join("story.json"), demo_text()).unwrap();
    for arguments in [
        ["--base-url", "http://news.example/"],
        ["--base-url", "javascript:alert(1)"],
        ["--base-url", "https://news.example/?a=b"],
        ["--base-url", "stories/"],
        ["--lang", "tlh"],
    ] {
        let arguments = [&["build", "story.json", "-o", "out"][..], &arguments].concat();
        let (code, _, aside) = out(&chronocarte(room.path(), &arguments));
        assert_eq!(code, Some(2), "{arguments:?}: {aside}");
    }
    let (code, _, aside) =
        out(&chronocarte(room.path(), &["build", "story.json", "-o", "out", "--widget", "."]));
    assert_eq!(code, Some(2));
    assert!(aside.contains("chronocarte.js is missing"), "{aside}");
}

/// Every file of a folder in the layout of JSONTestSuite: `y_` must be read, `n_` refused with its place, `i_` either
/// way without a crash. Returns how many were refused.
fn refuses_what_is_no_json(folder: &Path) -> usize {
    let mut refused = 0;
    for file in fs::read_dir(folder).unwrap() {
        let file = file.unwrap().file_name().into_string().unwrap();
        let (code, said, aside) = out(&chronocarte(folder, &["check", &file]));
        let broken = said.contains("error[json]") || said.contains("error[encoding]");
        assert!(matches!(code, Some(0 | 1)), "{file}: {code:?} {said}{aside}");
        match file.split('_').next() {
            Some("n") => {
                refused += 1;
                let mut place = said.split(':').skip(1).map(str::parse::<usize>);
                let placed = place.by_ref().take(2).all(|it| it.is_ok_and(|it| it > 0));
                assert!(code == Some(1) && broken && placed, "{file}: {code:?} {said}{aside}");
            }
            Some("y") => assert!(!broken, "{file}: {said}{aside}"),
            _ => {}
        }
    }
    refused
}

#[test]
fn what_is_no_json_is_refused_with_its_line_and_column() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(refuses_what_is_no_json(&root.join("tests/fixtures/hostile-json")) > 15);
    let collected = root.join("../shared/data/hostile-json/test_parsing");
    if collected.is_dir() {
        assert!(refuses_what_is_no_json(&collected) > 100);
    } else {
        println!("skipped: {} is not at hand", collected.display());
    }
}

#[test]
fn a_text_in_another_encoding_is_refused_where_it_stops_being_utf_8() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile-json/n_latin_1.json");
    let (code, said, _) = out(&chronocarte(Path::new("."), &["check", file.to_str().unwrap()]));
    assert_eq!(code, Some(1));
    assert!(said.contains("n_latin_1.json:2:13: error[encoding]: "), "{said}");
}

#[test]
fn a_base_map_named_with_its_hash_is_that_file_or_none() {
    let room = tempfile::tempdir().unwrap();
    small_widget(&room.path().join("widget"));
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/basemap/caucasus-ground.bin");
    let mut pack = fs::read(own).unwrap();
    let named = format!("own.bin#{}", chronocarte::publish::bytes::integrity(&pack));
    fs::write(room.path().join("story.json"), somewhere(-70.5, -33.4, &named)).unwrap();
    let build =
        || out(&chronocarte(room.path(), &["build", "story.json", "-o", "out", "--widget", "widget"]));
    fs::write(room.path().join("own.bin"), &pack).unwrap();
    let (code, _, aside) = build();
    assert_eq!(code, Some(0), "{aside}");
    fs::remove_dir_all(room.path().join("out")).unwrap();
    let last = pack.len() - 1;
    pack[last] ^= 1;
    fs::write(room.path().join("own.bin"), &pack).unwrap();
    let (code, _, aside) = build();
    assert_eq!(code, Some(2), "{aside}");
    assert!(aside.contains("own.bin is another file than the story names"), "{aside}");
    assert!(!room.path().join("out").exists(), "nothing is half written");
}

/// A story of one event somewhere.
fn somewhere(lon: f64, lat: f64, basemap: &str) -> String {
    serde_json::json!({
        "chronocarte": 1, "id": "s", "title": { "en": "Rain" }, "basemap": basemap,
        "speakers": [{ "id": "s", "name": { "en": "Somebody" } }],
        "sources": [{ "id": "p", "name": { "en": "a paper" } }],
        "places": [{ "id": "here", "name": { "en": "Here" }, "lon": lon, "lat": lat }],
        "events": [{ "id": "e", "title": { "en": "It rained" }, "where": { "place": "here" },
            "claims": [{ "id": "c", "speaker": "s", "via": ["p"], "wording": { "en": "It rained." } }] }],
    })
    .to_string()
}

#[test]
fn a_story_anywhere_becomes_a_folder_on_ground_of_its_own_or_cut_for_it() {
    let room = tempfile::tempdir().unwrap();
    small_widget(&room.path().join("widget"));
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/basemap/caucasus-ground.bin");
    fs::copy(&own, room.path().join("own.bin")).unwrap();
    let here = LonLat::new(-70.5, -33.4).unwrap();
    let cut = Ground::covering(&Bounds::of_point(here)).unwrap().pack;
    let own = fs::read(&own).unwrap();
    for (name, story, pack) in [
        ("far", somewhere(-70.5, -33.4, "none.bin"), &cut),
        ("own", somewhere(-70.5, -33.4, "own.bin"), &own),
        ("outside", somewhere(-70.5, -33.4, "../own.bin"), &cut),
    ] {
        let file = format!("{name}.json");
        fs::write(room.path().join(&file), story).unwrap();
        let (code, _, aside) =
            out(&chronocarte(room.path(), &["build", &file, "-o", name, "--widget", "widget"]));
        assert_eq!(code, Some(0), "{name}: {aside}");
        assert!(!aside.contains("warning[basemap]"), "{name}: {aside}");
        let published = fs::read_to_string(room.path().join(name).join("story.json")).unwrap();
        let published: serde_json::Value = serde_json::from_str(&published).unwrap();
        let file = published["basemap"].as_str().map(|it| it.split('#').next().unwrap());
        let written = fs::read(room.path().join(name).join(file.unwrap())).unwrap();
        assert!(written == *pack, "{name}");
        assert!(room.path().join(name).join("map.png").is_file());
    }
}
