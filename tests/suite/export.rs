//! What is shown, as files: nothing in them is surer than in the story, and nothing in them runs.

use chronocarte::export::{COLUMNS, csv, file_name, geojson, sheet};
use chronocarte::paint::svg;
use chronocarte::scene::{Align, Frame, Mark, Theme, text_width_px};
use chronocarte::story::{EventKind, Story};
use chronocarte::text::Tag;
use chronocarte::time::{Instant, TimeSpan};
use chronocarte::view::View;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::golden::{golden, golden_text};
use crate::setting::{demo_story, seen};

const ADDRESS: &str = "https://news.example/article#chronocarte=e=clashes";

/// Writes something of a story in a view.
fn written<T>(story: &Story, view: &View, write: impl FnOnce(&Frame<'_>) -> T) -> T {
    in_language(story, view, Tag::En, write)
}

fn in_language<T>(story: &Story, view: &View, tag: Tag, write: impl FnOnce(&Frame<'_>) -> T) -> T {
    seen(story, view, tag, (720.0, 420.0), write)
}

/// A table read by the rules of RFC 4180 and no others.
fn rows(table: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut letters = table.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' if quoted => {
                quoted = false;
                assert!(matches!(letters.peek(), Some(',' | '\r')), "text after a quote");
            }
            '"' => {
                assert!(cell.is_empty(), "a quote within a cell that has none around it");
                quoted = true;
            }
            _ if quoted => cell.push(letter),
            ',' => row.push(std::mem::take(&mut cell)),
            '\r' => {
                assert_eq!(letters.next(), Some('\n'), "a line ends with both");
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\n' => panic!("a bare line feed"),
            _ => cell.push(letter),
        }
    }
    assert!(!quoted && cell.is_empty() && row.is_empty(), "the last line ends too");
    rows
}

fn column(name: &str) -> usize {
    COLUMNS.iter().position(|known| *known == name).expect(name)
}

fn table(story: &Story, view: &View) -> Vec<Vec<String>> {
    let mut rows = rows(&written(story, view, |frame| csv(frame, ADDRESS)));
    assert_eq!(rows.remove(0), COLUMNS);
    rows
}

fn collection(story: &Story, view: &View) -> Value {
    serde_json::from_str(&written(story, view, |frame| geojson(frame, ADDRESS))).unwrap()
}

fn feature<'a>(collection: &'a Value, id: &str) -> &'a Value {
    collection["features"].as_array().unwrap().iter().find(|feature| feature["id"] == id).expect(id)
}

#[test]
fn the_files_of_the_demo_are_the_goldens() {
    let story = demo_story();
    golden_text("export_demo.csv", &written(&story, &View::OPENING, |frame| csv(frame, ADDRESS)));
    golden_text("export_demo.geojson", &written(&story, &View::OPENING, |frame| geojson(frame, ADDRESS)));
    let french = in_language(&story, &View::OPENING, Tag::Fr, |frame| csv(frame, ADDRESS));
    golden_text("export_demo_fr.csv", &french);
}

#[test]
fn the_picture_is_a_golden_with_everything_that_must_go_with_it() {
    let story = demo_story();
    let view = View { selected: story.event_index("talish-heights"), ..View::OPENING };
    let scene = written(&story, &view, |frame| sheet(frame, ADDRESS));
    let words: String = scene
        .layers
        .iter()
        .flat_map(|layer| &layer.items)
        .filter_map(|item| match &item.mark {
            Mark::Text { text, .. } => Some([text, " "].concat()),
            _ => None,
        })
        .collect();
    for must in [
        story.title.get("en"),
        story.credit.get("en"),
        "As of 28 Sept 2020",
        "Interfax",
        "https://news.example/article",
        "claimed by one party",
    ] {
        assert!(words.contains(must), "{must} in {words}");
    }
    golden("export_sheet", &svg::write_titled(&scene, &Theme::LIGHT, "Title", ""));
}

#[test]
fn in_no_width_does_a_line_of_the_picture_leave_it() {
    let mut story = demo_story();
    story.title = chronocarte::story::Words::new("en", &"Verylongwordwithoutblanks".repeat(20));
    for width_px in [0.0, 240.0, 343.0, 720.0, 1600.0, f64::NAN] {
        let scene = written(&story, &View::OPENING, |frame| sheet(&Frame { width_px, ..*frame }, ADDRESS));
        assert!(scene.width_px >= 240.0 && scene.height_px.is_finite());
        // The sheet's own words are set from the left in its two layers of text; the pictures place their own labels.
        for item in scene.layers.iter().flat_map(|layer| &layer.items) {
            if let Mark::Text { at, text, align: Align::Left, font } = &item.mark
                && at.x == 14.0
            {
                assert!(at.x + text_width_px(text, font) <= scene.width_px, "{width_px}: {text}");
                assert!(at.y <= scene.height_px, "{width_px}: {text}");
            }
        }
    }
}

#[test]
fn a_row_has_one_speaker_and_at_most_one_figure_and_no_claim_is_lost() {
    let story = demo_story();
    let table = table(&story, &View::OPENING);
    let mut wanted = Vec::new();
    for event in &story.events {
        for claim in &event.claims {
            for _ in 0..claim.figures.len().max(1) {
                wanted.push((event.id.clone(), claim.id.clone(), claim.speaker.clone()));
            }
        }
        if event.claims.is_empty() {
            wanted.push((event.id.clone(), String::new(), String::new()));
        }
    }
    let cell = |row: &[String], name| row[column(name)].clone();
    let mut found: Vec<_> =
        table.iter().map(|row| (cell(row, "event"), cell(row, "claim"), cell(row, "speaker"))).collect();
    wanted.sort();
    found.sort();
    assert_eq!(found, wanted);
    // Every row can be quoted alone.
    for row in &table {
        assert_eq!(cell(row, "address"), ADDRESS);
        assert_eq!(cell(row, "as_of"), "2020-09-28T19:59:59Z");
        assert_eq!(cell(row, "credit"), story.credit.get("en"));
        assert_eq!(cell(row, "licence"), story.licence.get("en"));
    }
}

#[test]
fn only_what_passes_filter_brush_and_clock_is_written() {
    let story = demo_story();
    let ids = |view: &View| {
        let mut ids: Vec<String> =
            table(&story, view).iter().map(|row| row[column("event")].clone()).collect();
        ids.dedup();
        let features = collection(&story, view);
        let features: Vec<&str> =
            features["features"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
        assert_eq!(ids, features, "table and layer agree");
        ids
    };
    let all = ids(&View::OPENING);
    assert_eq!(all.len(), story.events.len());
    let mut filtered = View::OPENING;
    filtered.filter.hidden_kinds.push(EventKind::Fighting);
    let left = ids(&filtered);
    assert!(!left.is_empty() && left.len() < all.len());
    for id in &left {
        assert_ne!(story.event(id).unwrap().kind, EventKind::Fighting);
    }
    let morning = |text| Instant::parse_rfc3339(text).unwrap();
    let brush = TimeSpan::between(morning("2020-09-27T00:00:00+04:00"), morning("2020-09-28T00:00:00+04:00"));
    let brushed = ids(&View { brush: Some(brush), ..View::OPENING });
    assert!(!brushed.is_empty() && brushed.len() < all.len());
    let as_of = Some(morning("1980-01-01T00:00:00Z"));
    let early = View { as_of, ..View::OPENING };
    assert!(ids(&early).iter().all(|id| story.event(id).unwrap().background));
    assert!(table(&story, &early).iter().all(|row| row[column("as_of")] == "1980-01-01T00:00:00Z"));
    assert_eq!(collection(&story, &early)["chronocarte"]["asOf"], "1980-01-01T00:00:00Z");
}

#[test]
fn an_area_has_no_coordinates_and_a_day_no_midnight() {
    let story = demo_story();
    let (table, collection) = (table(&story, &View::OPENING), collection(&story, &View::OPENING));
    let (mut areas, mut points, mut approximate) = (0, 0, 0);
    for row in &table {
        let event = story.event(&row[column("event")]).unwrap();
        let here = feature(&collection, &event.id);
        let position = &row[column("position")];
        let place = event.place.as_ref().and_then(|it| story.place(&it.place));
        assert_eq!(here["properties"]["where"]["position"].as_str().unwrap_or_default(), position);
        assert_eq!(
            (position == "point" || position == "approximate"),
            !row[column("lon")].is_empty() && here["geometry"]["type"] == "Point"
        );
        areas += usize::from(position == "area");
        points += usize::from(position == "point");
        approximate += usize::from(position == "approximate");
        if let Some(place) = place.filter(|place| place.area.is_some()) {
            assert_eq!(position, "area");
            assert_eq!(
                (row[column("lat")].as_str(), &row[column("area")]),
                ("", place.area.as_ref().unwrap())
            );
            assert_ne!(here["geometry"]["type"], "Point");
        }
        if let Some(when) = &event.when {
            assert_eq!(row[column("date")], when.edtf.as_str());
            assert_eq!(here["properties"]["when"]["edtf"], when.edtf.as_str());
            assert_eq!(here["properties"]["when"]["sense"], when.sense.as_str());
        }
    }
    assert!(areas > 0 && points > 0 && approximate > 0, "{areas} {points} {approximate}");
    assert!(!collection.to_string().contains("T00:00"));
}

#[test]
fn the_layer_keeps_every_claim_with_its_speaker_and_every_figure_as_it_was_given() {
    let story = demo_story();
    let collection = collection(&story, &View::OPENING);
    assert_eq!(collection["type"], "FeatureCollection");
    assert_eq!(collection["chronocarte"]["address"], ADDRESS);
    assert_eq!(collection["chronocarte"]["credit"], story.credit.get("en"));
    let mut figures = 0;
    for event in &story.events {
        let claims = feature(&collection, &event.id)["properties"]["claims"].as_array().unwrap();
        assert_eq!(claims.len(), event.claims.len());
        for (found, claim) in claims.iter().zip(&event.claims) {
            assert_eq!((&found["id"], &found["speaker"]), (&json!(claim.id), &json!(claim.speaker)));
            for (found, figure) in found["figures"].as_array().into_iter().flatten().zip(&claim.figures) {
                figures += 1;
                assert_eq!(found["low"].as_u64(), figure.low.map(u64::from));
                assert_eq!(found["high"].as_u64(), figure.high.map(u64::from));
                assert_eq!(found["qualifier"], figure.qualifier.as_str());
            }
        }
        for source in event.claims.iter().flat_map(|claim| &claim.via) {
            let known = collection["chronocarte"]["sources"].as_array().unwrap();
            assert!(known.iter().any(|it| it["id"] == source.as_str()), "{source}");
        }
    }
    assert!(figures >= 4);
}

/// A story of one event in an area of its own shape.
fn shaped(rings: &Value) -> Story {
    let story = json!({
        "chronocarte": 1,
        "areas": [{"id": "a", "kind": "region", "name": {"en": "A"},
                   "geometry": {"type": "Polygon", "coordinates": rings}}],
        "places": [{"id": "p", "name": {"en": "P"}, "lon": 1.0, "lat": 1.0, "area": "a"}],
        "events": [{"id": "e", "title": {"en": "E"}, "where": {"place": "p"}}],
    });
    Story::from_json(&story.to_string()).unwrap().0
}

#[test]
fn rings_are_closed_and_turn_as_the_standard_says() {
    let clockwise = json!([[0.0, 0.0], [0.0, 4.0], [4.0, 4.0], [4.0, 0.0]]);
    let hole = json!([[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 2.0], [1.0, 1.0]]);
    let collection = collection(&shaped(&json!([clockwise, hole])), &View::OPENING);
    let geometry = &feature(&collection, "e")["geometry"];
    assert_eq!(
        geometry["coordinates"],
        json!([[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], [[1, 1], [1, 2], [2, 2], [2, 1], [1, 1]],])
    );
    let label = &feature(&collection, "e")["properties"]["where"]["labelPoint"];
    assert_eq!(label, &json!([1, 1]));
}

#[test]
fn a_shape_that_is_none_leaves_the_event_without_one() {
    for rings in [json!([]), json!([[[0.0, 0.0], [1.0, 1.0]]]), json!([[[500.0, 0.0]]])] {
        let collection = collection(&shaped(&rings), &View::OPENING);
        assert_eq!(feature(&collection, "e")["geometry"], Value::Null, "{rings}");
        assert_eq!(feature(&collection, "e")["properties"]["where"]["position"], "area");
    }
}

/// A story with this text in every text and in every identifier that may be shown.
fn full_of(text: &str) -> Story {
    let words = json!({ "en": text });
    let story = json!({
        "chronocarte": 1, "id": text, "title": words, "credit": words, "licence": words,
        "parties": [{"id": text, "name": words}],
        "speakers": [{"id": text, "name": words, "party": text}],
        "sources": [{"id": text, "name": words, "url": text}],
        "places": [{"id": text, "name": words, "lon": -70.5, "lat": -10.25}],
        "events": [{
            "id": "e", "title": words, "note": words, "where": {"place": text},
            "withdrawn": {"reason": words},
            "claims": [{
                "id": text, "speaker": text, "via": [text], "wording": words, "note": words,
                "figures": [{"measure": "killed", "low": 3, "words": words, "side": text,
                             "parts": [{"side": text, "count": 3, "label": words}]}],
            }],
        }],
    });
    Story::from_json(&story.to_string()).unwrap().0
}

/// What a spreadsheet may take for more than a text.
fn dangerous(cell: &str) -> bool {
    let first =
        cell.trim_start_matches(|letter: char| letter.is_whitespace() || letter.is_control()).chars().next();
    matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'))
        || cell.starts_with(['\t', '\r', '\n'])
}

#[test]
fn no_cell_of_text_begins_a_formula_and_numbers_stay_numbers() {
    for text in [
        "=1+1",
        "+49",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\n=1",
        " =1",
        "'=1",
        "＝1",
        "=cmd|' /C calc'!A0",
        "\u{1}=x",
    ] {
        let story = full_of(text);
        for row in table(&story, &View::OPENING) {
            for (name, cell) in COLUMNS.iter().zip(&row) {
                if ["lon", "lat"].contains(name) {
                    assert!(cell.starts_with('-') && cell.parse::<f64>().is_ok(), "{name}: {cell}");
                } else {
                    assert!(!dangerous(cell), "{text:?} in {name}: {cell:?}");
                }
            }
            // One apostrophe less, and the text is what it was.
            assert_eq!(row[column("title")].strip_prefix('\''), Some(text));
        }
    }
    assert_eq!(table(&full_of("it's 1=1"), &View::OPENING)[0][column("title")], "it's 1=1");
}

proptest! {
    #[test]
    fn whatever_a_story_says_table_and_layer_read_back(text in any::<String>()) {
        let story = full_of(&text);
        for row in table(&story, &View::OPENING) {
            prop_assert_eq!(row.len(), COLUMNS.len());
            let title = &row[column("title")];
            prop_assert!(*title == text || title.strip_prefix('\'') == Some(&text));
            prop_assert!(!dangerous(title));
        }
        let collection = collection(&story, &View::OPENING);
        let properties = &feature(&collection, "e")["properties"];
        prop_assert_eq!(properties["title"].as_str().unwrap_or_default(), &text);
        prop_assert_eq!(properties["claims"][0]["wording"].as_str().unwrap_or_default(), &text);
    }

    #[test]
    fn a_file_is_named_in_plain_letters(id in any::<String>()) {
        let name = file_name(&id, "csv");
        prop_assert!(name.ends_with(".csv") && name.len() > 4 && !name.starts_with('-'));
        prop_assert!(name.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(letter)));
        prop_assert_eq!(name.matches('.').count(), 1);
    }
}
