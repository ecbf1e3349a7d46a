//! Seven languages: what is written down of each is what its readers were meant to get (84, 85, 89).

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use chronocarte::scene::{
    chain_words, claim_line, count_words, edition_words, event_sentence, legend_rows, sum_words,
    text_width_px, toll_rows, when_words, where_words,
};
use chronocarte::story::Measure;
use chronocarte::text::{
    Category, Direction, Language, Message, Style, Tag, as_of_words, dating_words, moment_words, number,
    tenths, tick_label, weekday_date,
};
use chronocarte::time::{Dating, Instant, PartOfDay, Sense, TickStep, TickUnit, UtcOffset};
use chronocarte::view::View;
use serde_json::{Value, json};

use crate::golden::golden_text;
use crate::setting::{demo_story, language, root, seen};

/// Datings of every precision, doubt and sense; before the date its sense, its part of the day, `inferred`.
const DATINGS: &str = include_str!("datings.txt");

fn baku() -> UtcOffset {
    UtcOffset::from_minutes(240).unwrap()
}

fn dating(text: &str) -> Dating {
    let (words, edtf) = text.rsplit_once(' ').unwrap_or(("", text));
    let mut dating = Dating::parse(edtf).unwrap();
    for word in words.split_whitespace() {
        if let Some(sense) = Sense::from_str(word) {
            dating.sense = sense;
        } else if word == "inferred" {
            dating.inferred = true;
        } else {
            dating.part = Some(PartOfDay::from_str(word).expect(word));
        }
    }
    dating
}

/// The texts of a language file, by key, forms apart.
fn texts(folder: &str, tag: Tag) -> BTreeMap<String, Value> {
    let path = root(folder).join([tag.as_str(), ".json"].concat());
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn dates_read_in_every_language_as_they_once_did() {
    for tag in Tag::ALL {
        let words = language(tag);
        let mut list = String::new();
        for line in DATINGS.lines().filter(|line| !line.is_empty()) {
            let dating = dating(line);
            let long = dating_words(&dating, baku(), &words, Style::Long);
            let short = dating_words(&dating, baku(), &words, Style::Short);
            writeln!(list, "{line}\n    {long}\n    {short}").unwrap();
        }
        let at = Instant::parse_rfc3339("2020-09-28T14:30:00+04:00").unwrap();
        let midnight = Instant::parse_rfc3339("2020-09-29T00:00:00+04:00").unwrap();
        for style in [Style::Short, Style::Medium, Style::Long] {
            writeln!(list, "moment {}", moment_words(at, baku(), &words, style)).unwrap();
            writeln!(list, "end {}", as_of_words(midnight, baku(), &words, style)).unwrap();
            writeln!(list, "weekday {}", weekday_date(at, baku(), &words, style)).unwrap();
        }
        for unit in [TickUnit::Hour, TickUnit::Day, TickUnit::Week, TickUnit::Month, TickUnit::Year] {
            writeln!(list, "tick {}", tick_label(at, TickStep::new(unit, 1), baku(), &words)).unwrap();
        }
        golden_text(&["dates_", tag.as_str(), ".txt"].concat(), &list);
    }
}

/// What is read of the demo's story: sentences for those who hear it, cards, counts, tolls, the legend.
fn told(tag: Tag) -> String {
    let story = demo_story();
    seen(&story, &View::OPENING, tag, (1040.0, 600.0), |frame| {
        let mut list = String::new();
        let mut say = |what: &str, words: &str| writeln!(list, "{what}: {words}").unwrap();
        for event in 0..story.events.len() {
            say("event", &event_sentence(frame, event));
            say("  when", &when_words(&story, event, frame.language));
            say("  where", &where_words(&story, event, frame.language));
            for claim in &story.events[event].claims {
                let (speaker, line) = claim_line(&story, claim, frame.language);
                say("  claim", &[speaker.as_str(), " · ", &line].concat());
                assert!(line.contains(&chain_words(&story, claim, frame.language)));
            }
        }
        for row in toll_rows(frame, Measure::Killed) {
            say("toll", &row.sentence);
        }
        say("sums", &sum_words(frame, Measure::Killed));
        say("count", &count_words(frame));
        say("edition", &edition_words(frame));
        for (_, words) in legend_rows(frame) {
            say("legend", &words);
        }
        for count in [0, 1, 2, 3, 7, 11, 21, 100, 1_000_000] {
            let total = frame.language.count(Message::EventsOfTotal, count, &[("matched", "5")]);
            let events = frame.language.count(Message::Events, count, &[]);
            say("many", &[events.as_str(), " · ", &total].concat());
        }
        list
    })
}

#[test]
fn the_demo_is_told_in_every_language_as_it_once_was() {
    for tag in Tag::ALL {
        let list = told(tag);
        assert!(!list.contains(['{', '}', '|']), "{tag:?}: something is left to fill");
        golden_text(&["told_", tag.as_str(), ".txt"].concat(), &list);
    }
}

/// A message's texts, end to end, without their placeholders.
fn spoken(message: &Value) -> String {
    let text = match message {
        Value::Object(forms) => forms.values().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        text => text.as_str().unwrap().to_owned(),
    };
    let mut pieces = text.split('{');
    let mut bare = pieces.next().unwrap().to_owned();
    for piece in pieces {
        bare.push(' ');
        bare.push_str(piece.split_once('}').unwrap().1);
    }
    bare
}

#[test]
fn no_text_is_left_in_english() {
    let mut same = Vec::new();
    let mut compared = 0;
    for folder in ["static/lang", "static/publish"] {
        let english = texts(folder, Tag::En);
        for tag in Tag::ALL.into_iter().filter(|tag| *tag != Tag::En) {
            for (key, text) in texts(folder, tag) {
                // Signs and units alone are nothing to translate.
                if spoken(&text).chars().filter(|letter| letter.is_alphabetic()).count() < 3 {
                    continue;
                }
                compared += 1;
                if text == english[&key] {
                    same.push([tag.as_str(), " ", &key].concat());
                }
            }
        }
    }
    assert!(compared > 900, "{compared}");
    assert_eq!(same, SAME_AS_ENGLISH);
}

/// French words that English has from French.
const SAME_AS_ENGLISH: [&str; 8] = [
    "fr corrections",
    "fr original",
    "fr pause",
    "fr via",
    "fr whichSource",
    "fr corrections",
    "fr licence",
    "fr sources",
];

#[test]
fn each_language_is_written_in_its_own_letters() {
    // Names of keys and file formats, and signs, are Latin everywhere.
    const LATIN: [&str; 14] = [
        "Home", "Page", "Down", "Up", "Escape", "Ctrl", "CSV", "GeoJSON", "JSON", "UTC", "kB", "I", "N", "X",
    ];
    for (tag, letters) in [(Tag::Hy, 'Ա'..='և'), (Tag::Ru, 'Ё'..='ё'), (Tag::Ar, '\u{61b}'..='\u{652}')] {
        for folder in ["static/lang", "static/publish"] {
            for (key, text) in texts(folder, tag) {
                let bare = spoken(&text);
                for word in bare.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty())
                {
                    let own = word.chars().all(|letter| letters.contains(&letter));
                    let latin = word.trim_end_matches(|letter| letters.contains(&letter));
                    let latin = latin.trim_start_matches('و');
                    assert!(own || LATIN.contains(&latin), "{key} in {tag:?}: {word}");
                }
            }
        }
    }
}

/// What the CLDR decides, as this package has it: `tests/e2e/cldr.spec.js` holds it against another's tables.
#[test]
fn facts_of_the_cldr_are_written_down_to_be_compared() {
    let counts =
        || (0..=210).chain([999, 1000, 1001, 1234, 10_000, 12_345, 999_999, 1_000_000, 1_000_001, 2_000_000]);
    let mut all = serde_json::Map::new();
    for tag in Tag::ALL {
        let words = language(tag);
        let at = |month: u8, day: u8| {
            Instant::parse_rfc3339(&format!("2020-{month:02}-{day:02}T00:00:00Z")).unwrap()
        };
        let day = |month: u8, style| {
            let dating = Dating::parse(&format!("2020-{month:02}-28")).unwrap();
            dating_words(&dating, baku(), &words, style)
        };
        let text = |edtf: &str, style| dating_words(&Dating::parse(edtf).unwrap(), baku(), &words, style);
        let plurals: Vec<_> = counts().map(|count| Category::of_count(count, tag).as_str()).collect();
        let numbers: Vec<_> = counts().map(|count| number(count, tag)).collect();
        let facts = json!({
            "counts": counts().collect::<Vec<_>>(),
            "plurals": plurals,
            "numbers": numbers,
            "tenths": [tenths(5, tag), tenths(168, tag), tenths(12_345, tag), tenths(1_234_567, tag)],
            "days": (1..=12).map(|month| day(month, Style::Long)).collect::<Vec<_>>(),
            "daysShort": (1..=12).map(|month| day(month, Style::Medium)).collect::<Vec<_>>(),
            "months": (1..=12).map(|month| text(&format!("2020-{month:02}"), Style::Long)).collect::<Vec<_>>(),
            "weekdays": (1..=7).map(|day| weekday_date(at(6, day), UtcOffset::UTC, &words, Style::Long)).collect::<Vec<_>>(),
            "ranges": [text("2020-09-27/2020-09-28", Style::Long), text("2020-09-27/2020-10-03", Style::Long)],
            "or": text("[2018,2019]", Style::Long),
            "or3": text("[2014,2016,2019]", Style::Long),
            "and": text("{2018,2019}", Style::Long),
            "dir": if tag.dir() == Direction::Rtl { "rtl" } else { "ltr" },
        });
        all.insert(tag.as_str().to_owned(), facts);
    }
    golden_text("cldr.json", &(serde_json::to_string_pretty(&all).unwrap() + "\n"));
}

#[test]
fn words_are_measured_in_every_script() {
    // A label placed by its width must have its room: no letter counts as nothing, none as a whole square.
    let font = chronocarte::scene::Font::regular(10.0);
    for tag in Tag::ALL {
        for key in ["mapKeys", "neverSummed", "deathsReported", "copyYourself"] {
            let texts = texts("static/lang", tag);
            let text = texts[key].as_str().unwrap();
            let mean = text_width_px(text, &font) / text.chars().count() as f64;
            assert!((3.5..7.5).contains(&mean), "{key} in {tag:?}: {mean} px a letter");
        }
    }
}

#[test]
fn a_language_that_lacks_nothing_is_complete_in_its_pages_too() {
    let keys = |folder, tag| texts(folder, tag).into_keys().collect::<Vec<_>>();
    for tag in Tag::ALL {
        assert_eq!(keys("static/lang", tag), keys("static/lang", Tag::En), "{tag:?}");
        assert_eq!(keys("static/publish", tag), keys("static/publish", Tag::En), "{tag:?}");
        let words: Language = language(tag);
        assert_eq!((words.missing().len(), words.tag()), (0, tag));
    }
}

#[cfg(feature = "cli")]
#[test]
fn a_folder_is_made_in_every_language_and_each_page_is_read_its_own_way() {
    use crate::publish::{BASE, all, made, text, words};
    let files = made(&crate::setting::demo_text(), Some(BASE), &Tag::ALL);
    for tag in Tag::ALL {
        let name =
            if tag == Tag::En { "index.html".into() } else { ["index.", tag.as_str(), ".html"].concat() };
        let html = scraper::Html::parse_document(text(&files, &name));
        let root = all(&html, "html")[0];
        assert_eq!((root.attr("lang"), root.attr("dir")), (Some(tag.as_str()), Some(tag.dir().as_str())));
        let said = words(root);
        for (folder, key) in [("static/lang", "sourceNotNamed"), ("static/publish", "everyClaim")] {
            let wanted = texts(folder, tag)[key].as_str().unwrap().to_owned();
            assert!(said.contains(&wanted), "{name} says {wanted}");
        }
        for other in Tag::ALL.into_iter().filter(|other| *other != tag) {
            let link = ["link[rel=alternate][hreflang=", other.as_str(), "]"].concat();
            assert_eq!(all(&html, &link).len(), 1, "{name} leads to {other:?}");
        }
        // What the story says in English only is marked wherever the page is in another language.
        let marked = all(&html, "main [lang=en], body [lang=en]").len();
        assert_eq!(marked == 0, matches!(tag, Tag::En | Tag::Fr), "{name}: {marked}");
    }
}
