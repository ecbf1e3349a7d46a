//! The command line as a newcomer uses it: a starter folder, a preview, completions, an interruption.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use chronocarte::import::{Options, Part, import};

fn chronocarte(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chronocarte"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    command
}

fn said(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = chronocarte(folder, arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_starter_folder_holds_a_story_without_errors_and_an_empty_workbook() {
    let room = tempfile::tempdir().unwrap();
    let (code, _, told) = said(room.path(), &["new", "clashes"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("chronocarte serve"), "{told}");
    let (code, _, told) = said(room.path(), &["check", "clashes/story.xlsx"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("3 events, 0 errors, 0 warnings"), "{told}");
    let bytes = fs::read(room.path().join("clashes/empty.xlsx")).unwrap();
    let read = import(&[Part { name: "empty.xlsx", bytes: &bytes }], &Options::default()).unwrap();
    assert_eq!((read.format, read.story.events.len(), read.account.refused), ("workbook", 0, 0));
    let (code, _, told) = said(room.path(), &["new", "clashes"]);
    assert_eq!(code, Some(2), "what is there is not touched: {told}");
}

#[test]
fn cells_of_a_workbook_offer_the_words_of_the_format_and_the_rows_of_other_sheets() {
    let room = tempfile::tempdir().unwrap();
    assert_eq!(said(room.path(), &["new", "s"]).0, Some(0));
    let book = fs::File::open(room.path().join("s/empty.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(book).unwrap();
    let mut sheets = String::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        if file.name().starts_with("xl/worksheets/sheet") {
            file.read_to_string(&mut sheets).unwrap();
        }
    }
    for word in ["fighting,territory,losses", "asserts,denies,confirms", "yes,no", "'Speakers'!$A$2"] {
        assert!(sheets.contains(word), "{word}");
    }
}

#[test]
fn completions_know_every_command_and_format() {
    let room = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, script, told) = said(room.path(), &["completions", shell]);
        assert_eq!(code, Some(0), "{told}");
        for word in ["import", "serve", "date-order"] {
            assert!(script.contains(word), "{shell} lacks {word}");
        }
    }
    assert_eq!(said(room.path(), &["completions", "none"]).0, Some(2));
}

/// A preview that ends with the test.
struct Preview(Child, String);

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Preview {
    fn of(folder: &Path, file: &str, widget: &Path) -> Self {
        let widget = widget.to_str().unwrap();
        let mut child = chronocarte(folder, &["serve", file, "--no-open", "--widget", widget])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let host = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        Self(child, host)
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.1).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.1).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

#[test]
fn a_preview_shows_four_pictures_and_the_problems_and_follows_every_save() {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path();
    assert_eq!(said(folder, &["new", "s"]).0, Some(0));
    assert_eq!(said(folder, &["import", "s/story.xlsx", "-o", "story.json"]).0, Some(0));
    let widget = folder.join("widget");
    crate::publish::small_widget(&widget);
    let preview = Preview::of(folder, "story.json", &widget);
    let page = preview.get("/");
    assert_eq!(page.matches("<iframe").count(), 4, "{page}");
    assert!(page.contains("3 events, 0 errors") && page.contains("frame-src 'self'"), "{page}");
    assert!(page.contains("/__reload.js"), "it reloads");
    for name in ["light-page", "light-phone", "dark-page", "dark-phone"] {
        let frame = preview.get(&format!("/preview/{name}.html"));
        let theme = name.split('-').next().unwrap();
        assert!(frame.contains(&format!("data-theme=\"{theme}\"")), "{frame}");
    }
    assert!(preview.get("/story.json").starts_with("HTTP/1.1 200"));
    assert!(preview.get("/../../etc/passwd").starts_with("HTTP/1.1 404"));
    let text = fs::read_to_string(folder.join("story.json")).unwrap();
    fs::write(folder.join("story.json"), text.replace("\"speaker\": \"doctor\"", "\"speaker\": \"nobody\""))
        .unwrap();
    let told = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        preview.get("/").contains("error[broken-reference]")
    });
    assert!(told, "a save is seen: {}", preview.get("/"));
}

#[cfg(unix)]
#[test]
fn an_interruption_leaves_nothing_behind() {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path();
    // What a run before this one left is not ours to take away.
    fs::create_dir(folder.join(".chronocarte-old")).unwrap();
    let table: String = (0..20_000).fold("date,title,lat,lon\n".to_owned(), |text, nth| {
        text + &format!("2020-01-{:02},Event {nth},10.{nth:05},20.5\n", nth % 28 + 1)
    });
    fs::write(folder.join("t.csv"), table).unwrap();
    for wait in [5, 60, 200, 500, 900] {
        let mut child = chronocarte(folder, &["export", "t.csv", "--to", "csv", "-o", "sheets"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let number = child.id().to_string();
        let _ = Command::new("kill").args(["-INT", &number]).status();
        child.wait().unwrap();
        let mut left: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        left.sort();
        if left.contains(&"sheets".to_owned()) {
            assert!(folder.join("sheets/events.csv").is_file(), "whole or not at all");
            fs::remove_dir_all(folder.join("sheets")).unwrap();
            left.retain(|it| it != "sheets");
        }
        assert_eq!(left, [".chronocarte-old", "t.csv"], "after {wait} ms");
    }
}
