//! The language files keep to the table, and what they say of dates is right.

use super::*;
use crate::time::{Dating, Instant, PartOfDay, Sense, TickStep, TickUnit, UtcOffset};
use std::fs;
use std::path::PathBuf;

/// The languages whose files there are, in the order of [`Tag::ALL`].
fn languages() -> Vec<Language> {
    let written: Vec<Tag> = Tag::ALL.into_iter().filter(|tag| path(*tag).exists()).collect();
    assert!(written.contains(&Tag::En) && written.contains(&Tag::Fr));
    written.into_iter().map(load).collect()
}

fn path(tag: Tag) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("static/lang").join(tag.as_str()).with_extension("json")
}

fn load(tag: Tag) -> Language {
    Language::from_entries(tag, entries(tag))
}

fn entries(tag: Tag) -> Vec<(String, Entry)> {
    let file: serde_json::Value = serde_json::from_str(&fs::read_to_string(path(tag)).unwrap()).unwrap();
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_string();
    let forms = |value: &serde_json::Value| {
        let forms = value.as_object().expect("a text or its forms");
        forms.iter().map(|(key, value)| (Category::from_key(key).expect("a category"), text(value))).collect()
    };
    let entry = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => Entry::Text(text.clone()),
        _ => Entry::Plural(forms(value)),
    };
    file.as_object().unwrap().iter().map(|(key, value)| (key.clone(), entry(value))).collect()
}

fn texts(entry: &Entry) -> Vec<&str> {
    match entry {
        Entry::Text(text) => vec![text],
        Entry::Plural(forms) => forms.iter().map(|form| form.1.as_str()).collect(),
    }
}

/// The names in braces; a bare date may stand for a phrase and a Roman number for a number.
fn placeholders(entry: &Entry) -> Vec<&str> {
    let mut names: Vec<&str> = texts(entry)
        .into_iter()
        .flat_map(|text| text.split('{').skip(1).map(|rest| rest.split_once('}').expect("a closing brace").0))
        .map(|name| match name {
            "phrase" => "date",
            "roman" => "number",
            name => name,
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn every_key_stands_in_every_language_file_and_no_other() {
    for language in languages() {
        assert_eq!(language.missing(), [""; 0], "missing in {:?}", language.tag());
        // The loader's own sentence travels in the loader.
        assert_eq!(language.unknown(), ["loadWidget"], "unknown in {:?}", language.tag());
    }
}

#[test]
fn every_language_fills_in_what_english_does() {
    let english = entries(Tag::En);
    for language in languages() {
        let own = entries(language.tag());
        for (key, entry) in &english {
            let other = &own.iter().find(|other| other.0 == *key).expect(key).1;
            assert_eq!(placeholders(entry), placeholders(other), "{key} in {:?}", language.tag());
            assert!(
                texts(other).iter().all(|text| text.trim() != ""),
                "{key} in {:?} is empty",
                language.tag()
            );
        }
    }
}

#[test]
fn every_count_has_its_own_form() {
    // Enough to meet every category of every language.
    let counts = [0, 1, 2, 3, 11, 100, 1_000_000];
    for language in languages() {
        for (key, entry) in entries(language.tag()) {
            let Entry::Plural(forms) = &entry else { continue };
            let wanted: Vec<Category> = if placeholders(&entry).contains(&"count") {
                counts.iter().map(|count| Category::of_count(*count, language.tag())).collect()
            } else if key == "decade" {
                (1..400).map(|nth| Category::of_decade(nth * 10, language.tag())).collect()
            } else {
                (1..40).map(|nth| Category::of_ordinal(nth, language.tag())).collect()
            };
            for category in wanted.into_iter().chain([Category::Other]) {
                let found = forms.iter().any(|form| form.0 == category);
                assert!(found, "{key} in {:?} has no form for {category:?}", language.tag());
            }
        }
    }
}

#[test]
fn lists_have_as_many_items_as_there_are_months_and_days() {
    for language in languages() {
        for (message, count) in [
            (Message::MonthsInDate, 12),
            (Message::MonthsAlone, 12),
            (Message::MonthsShort, 12),
            (Message::MonthsShortAlone, 12),
            (Message::Weekdays, 7),
            (Message::WeekdaysShort, 7),
            (Message::Seasons, 4),
            (Message::SeasonPhrases, 4),
            (Message::YearParts, 9),
            (Message::YearPartPhrases, 9),
            (Message::SetCommas, 2),
            (Message::PartsOfDay, PartOfDay::ALL.len()),
            (Message::SinceParts, PartOfDay::ALL.len()),
        ] {
            assert_eq!(
                language.get(message).split('|').count(),
                count,
                "{message:?} in {:?}",
                language.tag()
            );
        }
    }
}

#[test]
fn no_language_uses_a_straight_quote_and_french_spaces_its_signs() {
    for language in languages() {
        for (key, entry) in entries(language.tag()) {
            for text in texts(&entry) {
                assert!(!text.contains(['\'', '"']), "{key} in {:?}", language.tag());
                assert!(!text.contains("..."), "{key} in {:?}", language.tag());
                if language.tag() == Tag::Fr {
                    let bare = text.split([':', ';', '!', '?', '»']).rev().skip(1);
                    for before in bare {
                        assert!(before.ends_with(['\u{a0}', '\u{202f}']), "{key}: {text}");
                    }
                }
            }
        }
    }
}

/// How a dating reads, the bars apart from its sense and its part: `within 2020-09-27/2020-09-28`.
fn dating(text: &str) -> Dating {
    let mut words: Vec<&str> = text.split(' ').collect();
    let edtf = words.pop().unwrap();
    let mut dating = Dating::parse(edtf).unwrap_or_else(|error| panic!("{edtf}: {error}"));
    for word in words {
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

fn baku() -> UtcOffset {
    UtcOffset::from_minutes(240).unwrap()
}

/// Plain spaces instead of those that do not break, to read the tests by.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn a_dating_reads_as_precise_and_as_doubtful_as_it_is() {
    let (english, french) = (load(Tag::En), load(Tag::Fr));
    for (text, en, fr) in [
        // Every precision
        ("2020-09-28", "28 September 2020", "28 septembre 2020"),
        ("2020-09-01", "1 September 2020", "1er septembre 2020"),
        ("2020-09", "September 2020", "septembre 2020"),
        ("2020-21", "spring 2020", "printemps 2020"),
        ("2020-32", "winter 2020", "hiver 2020"),
        ("2020-33", "first quarter of 2020", "1er trimestre 2020"),
        ("2020-41", "second half of 2020", "2d semestre 2020"),
        ("1990", "1990", "1990"),
        ("199", "1990s", "années 1990"),
        ("199X", "1990s", "années 1990"),
        ("18", "19th century", "XIXe siècle"),
        ("20", "21st century", "XXIe siècle"),
        ("00", "1st century", "Ier siècle"),
        ("-04", "5th century BC", "Ve siècle av. J.-C."),
        ("1XXX", "2nd millennium", "IIe millénaire"),
        ("XXXX", "date not known", "date inconnue"),
        ("-0043", "44 BC", "44 av. J.-C."),
        ("0000", "1 BC", "1 av. J.-C."),
        ("0079", "AD 79", "79 apr. J.-C."),
        ("000", "1 BC–AD 9", "1 av. J.-C.–9 apr. J.-C."),
        ("Y12000", "12,000", "12 000"),
        ("2020-09-28T14:30", "28 September 2020, 14:30 (UTC+4)", "28 septembre 2020, 14:30 (UTC+4)"),
        ("2020-09-28T14:30:05Z", "28 September 2020, 14:30:05 (UTC)", "28 septembre 2020, 14:30:05 (UTC)"),
        ("2020-09-28T14", "28 September 2020, 14:00–15:00 (UTC+4)", "28 septembre 2020, 14:00–15:00 (UTC+4)"),
        ("early-morning 2020-09-28", "28 September 2020, early morning", "28 septembre 2020, tôt le matin"),
        // What digits cannot say in words keeps its digits
        ("15XX-12-25", "16th century (15XX-12-25)", "XVIe siècle (15XX-12-25)"),
        // Doubts
        ("1990~", "about 1990", "vers 1990"),
        ("1990?", "probably 1990", "probablement 1990"),
        ("1990%", "probably about 1990", "probablement vers 1990"),
        ("inferred 1990", "probably 1990", "probablement 1990"),
        ("1950S2", "about 1950", "vers 1950"),
        ("199~", "about the 1990s", "vers les années 1990"),
        ("2020-09-28?", "probably 28 September 2020", "probablement le 28 septembre 2020"),
        ("2020-22~", "about summer 2020", "vers l’été 2020"),
        // Senses
        ("by 2020-09-28", "by 28 September 2020", "au plus tard le 28 septembre 2020"),
        ("by 1990", "by 1990", "au plus tard en 1990"),
        ("by 2020-09-28?", "probably by 28 September 2020", "probablement au plus tard le 28 septembre 2020"),
        ("since 1990", "since 1990", "depuis 1990"),
        ("within 2020-09", "September 2020", "septembre 2020"),
        ("within 2020-09-27/2020-09-28", "27 or 28 September 2020", "27 ou 28 septembre 2020"),
        ("within inferred 2020-09-27/2020-09-28?", "27 or 28 September 2020", "27 ou 28 septembre 2020"),
        (
            "within 2020-09-30/2020-10-01",
            "30 September or 1 October 2020",
            "30 septembre ou 1er octobre 2020",
        ),
        ("within 1991/1992", "1991 or 1992", "1991 ou 1992"),
        (
            "within 2020-09-27/2020-09-30",
            "between 27 and 30 September 2020",
            "entre le 27 et le 30 septembre 2020",
        ),
        (
            "within 2020-09-27/2020-10-03",
            "between 27 September and 3 October 2020",
            "entre le 27 septembre et le 3 octobre 2020",
        ),
        ("within 1988/1994", "between 1988 and 1994", "entre 1988 et 1994"),
        ("within 18/19", "19th century or 20th century", "XIXe siècle ou XXe siècle"),
        // Intervals
        ("2020-09-27/2020-09-28", "27–28 September 2020", "27–28 septembre 2020"),
        ("2020-08-31/2020-09-01", "31 August – 1 September 2020", "31 août – 1er septembre 2020"),
        ("2019-12-31/2020-01-01", "31 December 2019 – 1 January 2020", "31 décembre 2019 – 1er janvier 2020"),
        ("2020-09/2020-11", "September – November 2020", "septembre – novembre 2020"),
        ("1988/1994", "1988–1994", "1988–1994"),
        ("1988~/1994~", "about 1988–1994", "vers 1988–1994"),
        ("1980-08?/1994~", "probably August 1980 – about 1994", "probablement août 1980 – vers 1994"),
        ("2020-09-28/2020-09-28", "28 September 2020", "28 septembre 2020"),
        (
            "2020-09-28T05:00/2020-09-28T08:15",
            "28 September 2020, 05:00–08:15 (UTC+4)",
            "28 septembre 2020, 05:00–08:15 (UTC+4)",
        ),
        ("2020-09-28/..", "since 28 September 2020", "depuis le 28 septembre 2020"),
        (
            "early-morning 2020-09-28?/..",
            "probably 28 September 2020, since early morning",
            "probablement le 28 septembre 2020, depuis tôt le matin",
        ),
        ("1990/", "from 1990, end not known", "début : 1990, fin inconnue"),
        ("../1760", "until 1760", "jusqu’à 1760"),
        ("../2020-09-28", "until 28 September 2020", "jusqu’au 28 septembre 2020"),
        ("../199", "until the 1990s", "jusque dans les années 1990"),
        ("/1760", "until 1760, start not known", "fin : 1760, début inconnu"),
        ("/", "date not known", "date inconnue"),
        ("../..", "at all times", "de tout temps"),
        // Sets
        ("[..1760]", "1760 or earlier", "1760 ou avant"),
        ("[2020-09-28..]", "28 September 2020 or later", "28 septembre 2020 ou après"),
        ("[1667,1668,1670..1672]", "1667, 1668 or 1670–1672", "1667, 1668 ou 1670–1672"),
        ("{2020-09-27,2020-09-29}", "27 and 29 September 2020", "27 et 29 septembre 2020"),
        ("{1960,1961-12}", "1960 and December 1961", "1960 et décembre 1961"),
        ("{..1760}", "until 1760", "jusqu’à 1760"),
    ] {
        let read = |language| plain(&dating_words(&dating(text), baku(), language, Style::Long));
        assert_eq!((read(&english).as_str(), read(&french).as_str()), (en, fr), "{text}");
    }
}

#[test]
fn every_dating_has_words_with_nothing_left_to_fill() {
    for language in languages() {
        for text in crate::time::edtf_cases::VALID {
            for sense in [Sense::Throughout, Sense::Within, Sense::By, Sense::Since] {
                for part in PartOfDay::ALL.into_iter().map(Some).chain([None]) {
                    for style in [Style::Short, Style::Medium, Style::Long] {
                        let dating = Dating { sense, part, ..Dating::parse(text).unwrap() };
                        let words = dating_words(&dating, baku(), &language, style);
                        // The digits of a set stay in its braces where they are shown.
                        let own = words.replace(&format!("({text})"), "");
                        assert!(
                            !own.is_empty() && !own.contains(['{', '}', '|']),
                            "{text} {sense:?}: {words}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn shorter_styles_leave_out_what_is_plain() {
    let (english, french) = (load(Tag::En), load(Tag::Fr));
    for (text, style, en, fr) in [
        ("2020-09-27/2020-09-28", Style::Short, "27–28 Sept", "27–28 sept."),
        ("2020-09-27/2020-09-28", Style::Medium, "27–28 Sept 2020", "27–28 sept. 2020"),
        ("early-morning 2020-09-28?/..", Style::Short, "probably 28 Sept, since early morning", {
            "probablement le 28 sept., depuis tôt le matin"
        }),
        ("by 2020-09-28", Style::Short, "by 28 Sept", "au plus tard le 28 sept."),
        ("2020-09-28T14:30", Style::Short, "28 Sept, 14:30", "28 sept., 14:30"),
        ("2020-09-28T14:30Z", Style::Short, "28 Sept, 14:30 (UTC)", "28 sept., 14:30 (UTC)"),
        ("2020-09", Style::Short, "Sept 2020", "sept. 2020"),
        ("1990", Style::Short, "1990", "1990"),
    ] {
        let read = |language| plain(&dating_words(&dating(text), baku(), language, style));
        assert_eq!((read(&english).as_str(), read(&french).as_str()), (en, fr), "{text}");
    }
}

#[test]
fn a_moment_is_shown_with_its_zone() {
    let (english, french) = (load(Tag::En), load(Tag::Fr));
    let at = |text: &str| Instant::parse_rfc3339(text).unwrap();
    let afternoon = at("2020-09-28T14:30:00+04:00");
    assert_eq!(moment_words(afternoon, baku(), &english, Style::Medium), "28 Sept 2020, 14:30 (UTC+4)");
    assert_eq!(moment_words(afternoon, baku(), &french, Style::Short), "28 sept., 14:30");
    assert_eq!(weekday_date(afternoon, baku(), &english, Style::Long), "Monday 28 September 2020");
    assert_eq!(weekday_date(afternoon, baku(), &french, Style::Long), "lundi 28 septembre 2020");
    for end in ["2020-09-29T00:00:00+04:00", "2020-09-28T23:59:59+04:00"] {
        let words = |language| as_of_words(at(end), baku(), language, Style::Medium);
        assert_eq!(words(&english), "28 Sept 2020, end of day (UTC+4)");
        assert_eq!(words(&french), "28 sept. 2020, fin de journée (UTC+4)");
    }
    assert_eq!(as_of_words(afternoon, baku(), &english, Style::Short), "28 Sept, 14:30");
}

#[test]
fn zones_are_named_by_their_hours() {
    for (minutes, label) in
        [(0, "UTC"), (240, "UTC+4"), (-180, "UTC\u{2212}3"), (330, "UTC+5:30"), (-5, "UTC\u{2212}0:05")]
    {
        assert_eq!(zone_label(UtcOffset::from_minutes(minutes).unwrap()), label);
    }
}

#[test]
fn a_tick_is_labelled_by_what_changes_at_it() {
    let (english, french) = (load(Tag::En), load(Tag::Fr));
    for (unit, at, en, fr) in [
        (TickUnit::Second, "2020-09-28T06:00:05+04:00", "06:00:05", "06:00:05"),
        (TickUnit::Hour, "2020-09-28T06:00:00+04:00", "06:00", "06:00"),
        (TickUnit::Hour, "2020-09-27T00:00:00+04:00", "Sun 27 Sept", "dim. 27 sept."),
        (TickUnit::Day, "2020-09-01T00:00:00+04:00", "Tue 1 Sept", "mar. 1er sept."),
        (TickUnit::Week, "2020-09-28T00:00:00+04:00", "28 Sept", "28 sept."),
        (TickUnit::Month, "2020-09-01T00:00:00+04:00", "Sept", "sept."),
        (TickUnit::Month, "2020-01-01T00:00:00+04:00", "2020", "2020"),
        (TickUnit::Year, "1990-01-01T00:00:00+04:00", "1990", "1990"),
        (TickUnit::Year, "-000499-01-01T00:00:00+04:00", "500 BC", "500 av.\u{a0}J.-C."),
    ] {
        let at = Instant::parse_rfc3339(at).unwrap();
        let label = |language| tick_label(at, TickStep::new(unit, 1), baku(), language);
        assert_eq!((label(&english).as_str(), label(&french).as_str()), (en, fr));
    }
}

#[test]
fn counts_are_written_as_the_language_does() {
    let (english, french) = (load(Tag::En), load(Tag::Fr));
    assert_eq!(english.count(Message::EventsOfTotal, 7, &[("matched", "5")]), "5 of 7 events");
    assert_eq!(french.count(Message::EventsOfTotal, 7, &[("matched", "5")]), "5 événements sur 7");
    assert_eq!(english.count(Message::CasualtyClaims, 1, &[]), "1 casualty claim");
    assert_eq!(french.count(Message::Events, 30_000, &[]), "30\u{202f}000 événements");
    assert_eq!(french.count(Message::Events, 1_000_000, &[]), "1\u{202f}000\u{202f}000 d’événements");
}
