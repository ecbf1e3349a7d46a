//! `chronocarte check` as an editor and an editor's programs see it.

use std::fs;

use super::command::{chronocarte, out};
use crate::golden::golden_text;
use crate::setting::{demo_text, root};

#[test]
fn a_person_is_shown_the_line_with_a_mark_and_what_to_do_and_a_program_the_same() {
    let here = root("");
    for (format, name) in [("human", "check_flawed.txt"), ("json", "check_flawed.json")] {
        let arguments = ["check", "tests/fixtures/flawed.json", "--format", format];
        let (code, said, _) = out(&chronocarte(&here, &arguments));
        assert_eq!(code, Some(1), "{said}");
        assert!(!said.contains('\u{1b}'), "nothing for a terminal to obey");
        golden_text(name, &said);
    }
}

#[test]
fn the_demo_has_nothing_its_editors_have_not_accepted_with_a_reason() {
    let (code, said, aside) = out(&chronocarte(&root(""), &["check", "static/demo/karabakh-2020.json"]));
    assert_eq!(code, Some(0), "{said}");
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines.len() > 40 && lines.len().is_multiple_of(2), "{said}");
    for pair in lines.chunks(2) {
        assert!(pair[0].starts_with("static/demo/karabakh-2020.json:"), "{}", pair[0]);
        assert!(
            pair[1].strip_prefix("  = accepted: ").is_some_and(|reason| reason.len() > 20),
            "{}",
            pair[1]
        );
    }
    let accepted = format!("13 events, 0 errors, 0 warnings, 0 notes, {} accepted", lines.len() / 2);
    assert!(aside.contains(&accepted), "{aside}");
}

#[test]
fn a_word_is_marked_where_it_stands_in_its_line() {
    let room = tempfile::tempdir().unwrap();
    let text = "{\"chronocarte\": 1,\n \"title\": {\"en\": \"«é» the regime said\"}, \"events\": []}";
    fs::write(room.path().join("story.json"), text).unwrap();
    let (code, said, _) = out(&chronocarte(room.path(), &["check", "story.json"]));
    assert_eq!(code, Some(0));
    let lines: Vec<&str> = said.lines().collect();
    let at =
        lines.iter().position(|it| it.starts_with("story.json:2:27: warning[loaded-term]")).expect(&said);
    let (source, mark) = (lines[at + 2], lines[at + 3]);
    let column = |line: &str, what: &str| line.find(what).map(|it| line[..it].chars().count());
    assert_eq!(column(source, "regime"), column(mark, "^^^^^^"), "{said}");
    assert!(lines[at + 4].starts_with("  = help: "), "{said}");
}

#[test]
fn a_rule_is_explained_and_all_are_listed() {
    let here = root("");
    let (code, said, _) = out(&chronocarte(&here, &["check", "--explain", "single-party"]));
    assert_eq!(code, Some(0));
    assert!(
        said.starts_with("note[single-party]: ")
            && said.contains("\"$accept\": [{\"code\": \"single-party\""),
        "{said}"
    );
    let (code, said, _) = out(&chronocarte(&here, &["check", "--list"]));
    assert_eq!((code, said.lines().count()), (Some(0), chronocarte::check::rules().len()));
    let (code, _, aside) = out(&chronocarte(&here, &["check", "--explain", "no-such-rule"]));
    assert_eq!(code, Some(2));
    assert!(aside.contains("--list"), "{aside}");
    for wrong in [&["check"][..], &["check", "x.json", "--list"], &["check", "x.json", "--explain", "sum"]] {
        assert_eq!(chronocarte(&here, wrong).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn a_publisher_brings_words_of_its_own() {
    let room = tempfile::tempdir().unwrap();
    fs::write(room.path().join("story.json"), demo_text()).unwrap();
    fs::write(room.path().join("words.json"), r#"{"en": {"clash*": "say fighting", "occupied": ""}}"#)
        .unwrap();
    let run = |words: &str| out(&chronocarte(room.path(), &["check", "story.json", "--words", words]));
    let (code, said, _) = run("words.json");
    assert_eq!(code, Some(0), "a warning is no error");
    assert!(
        said.contains(
            "warning[loaded-term]: “clashes” takes a side, in our own voice: say fighting (/title/en)"
        ),
        "{said}"
    );
    assert!(!said.contains("“occupied”") && said.contains("“occupée”"), "{said}");
    for (text, why) in [("{", "EOF"), ("[1]", "expected lists"), (r#"{"en": {"x": 1}}"#, "(/en/x)")] {
        fs::write(room.path().join("bad.json"), text).unwrap();
        let (code, _, aside) = run("bad.json");
        assert_eq!(code, Some(2), "{aside}");
        assert!(aside.contains("bad.json cannot be read") && aside.contains(why), "{aside}");
    }
}
