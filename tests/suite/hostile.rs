//! Stories that attack: whatever stands in a text, an address or an identifier, pages show it as text and nothing runs.

use std::fs;
use std::path::Path;

use chronocarte::text::Tag;
use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};

use super::publish::made;

/// Attacks of our own, one of each way out of text that we know.
fn own() -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile-xss/own.json");
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

/// Attacks that others collected, where their files are at hand.
fn collected() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/hostile-xss");
    let naughty = fs::read_to_string(folder.join("blns.json")).ok();
    let payloads = fs::read(folder.join("xss-payload-list.part0.txt")).ok();
    let (Some(naughty), Some(payloads)) = (naughty, payloads) else {
        #[expect(clippy::print_stdout, reason = "what is skipped is said aloud")]
        {
            println!("skipped: {} is not at hand, only our own attacks are tried", folder.display());
        }
        return Vec::new();
    };
    let mut all: Vec<String> = serde_json::from_str(&naughty).unwrap();
    all.extend(String::from_utf8_lossy(&payloads).lines().map(str::to_owned));
    assert!(all.len() > 3_000, "{}", all.len());
    all.retain(|attack| !attack.trim().is_empty());
    all
}

/// A story with an attack in every text, address and identifier; each event has one of its own.
fn story(attacks: &[String]) -> Value {
    let words = |attack: &str| json!({ "en": attack, attack: attack });
    let mut story = json!({
        "chronocarte": 1, "id": attacks[0], "title": words(&attacks[0]), "summary": words(&attacks[0]),
        "licence": words(&attacks[0]), "credit": words(&attacks[0]), "contact": attacks[0], "version": 1,
        "basemap": attacks[0], "zone": { "offset": "+00:00", "name": attacks[0], "label": words(&attacks[0]) },
        "corrections": [{ "at": "2020-01-01T00:00:00Z", "text": words(&attacks[0]) }],
        "parties": [{ "id": attacks[0], "name": words(&attacks[0]), "short": words(&attacks[0]) }],
        "speakers": [], "sources": [], "places": [], "events": [],
    });
    let mut add = |list: &str, item: Value| story[list].as_array_mut().unwrap().push(item);
    for (nth, attack) in attacks.iter().enumerate() {
        // Identifiers are unique, and as hostile as the rest.
        let id = format!("{attack}{nth}");
        add(
            "speakers",
            json!({ "id": id, "name": words(attack), "role": words(attack), "party": attacks[0] }),
        );
        add(
            "sources",
            json!({ "id": id, "name": words(attack), "publisher": words(attack), "url": attack,
            "archive": attack, "note": words(attack) }),
        );
        add(
            "places",
            json!({ "id": id, "name": words(attack),
            "names": [{ "community": attack, "name": words(attack) }] }),
        );
        add(
            "events",
            json!({
                "id": id, "title": words(attack), "text": words(attack), "note": words(attack),
                "when": { "edtf": "2020-01-01", "note": words(attack) }, "where": { "place": id },
                "withdrawn": if nth % 7 == 0 { json!({ "reason": words(attack) }) } else { Value::Null },
                "media": [{ "url": attack, "alt": words(attack), "credit": words(attack) }],
                "claims": [{
                    "id": id, "speaker": id, "via": [id], "wording": words(attack), "note": words(attack),
                    "figures": [{ "measure": "killed", "qualifier": "words", "words": words(attack) }],
                    "disputedDates": [{ "stated": { "edtf": "2020" }, "usual": { "edtf": "2021" }, "note": words(attack) }],
                }],
            }),
        );
    }
    for event in story["events"].as_array_mut().unwrap() {
        if event["withdrawn"].is_null() {
            event.as_object_mut().unwrap().remove("withdrawn");
        }
    }
    story
}

/// What a parser makes of a page of ours: no element, attribute or address but those we write.
fn is_harmless(name: &str, html: &Html) {
    const ELEMENTS: [&str; 45] = [
        "a",
        "amp-iframe",
        "amp-img",
        "b",
        "base",
        "bdi",
        "body",
        "br",
        "caption",
        "details",
        "div",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "head",
        "header",
        "html",
        "i",
        "iframe",
        "img",
        "label",
        "li",
        "link",
        "main",
        "meta",
        "ol",
        "nav",
        "p",
        "picture",
        "s",
        "script",
        "section",
        "small",
        "source",
        "span",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "ul",
        "th",
    ];
    for element in html.select(&Selector::parse("*").unwrap()) {
        let tag = element.value().name();
        assert!(ELEMENTS.contains(&tag) || ["thead", "title", "tr"].contains(&tag), "{name}: <{tag}>");
        for (attribute, value) in element.value().attrs() {
            assert!(
                attribute != "style" && attribute != "srcdoc" && !attribute.starts_with("on"),
                "{name}: {attribute}"
            );
            if ["href", "src", "srcset"].contains(&attribute) && value != "data:," {
                let value = value.to_ascii_lowercase();
                assert!(
                    value.starts_with("https://") || value.starts_with("mailto:"),
                    "{name}: {attribute}={value}"
                );
            }
        }
        if tag == "script" {
            let text = element.text().collect::<String>();
            let data = element.attr("type") == Some("application/ld+json");
            assert!(
                data || (text.is_empty() && element.attr("src").is_some_and(|src| src.starts_with(BASE))),
                "{name}: {text}"
            );
            if data {
                serde_json::from_str::<Value>(&text).unwrap();
            }
        }
        if tag == "meta" {
            assert_ne!(element.attr("http-equiv"), Some("refresh"), "{name}");
        }
    }
}

const BASE: &str = "https://news.example/story/";

/// What a page keeps of a text: HTML has no place for some letters.
fn kept(text: &str) -> String {
    let is_kept = |c: char| {
        !(c.is_control()
            || ('\u{fdd0}'..='\u{fdef}').contains(&c)
            || u32::from(c) & 0xfffe == 0xfffe
            || c == '\u{fffd}')
    };
    text.chars().filter(|c| is_kept(*c)).collect::<String>().split_whitespace().collect()
}

fn try_them(attacks: &[String]) {
    let story = story(attacks).to_string();
    let files = made(&story, Some(BASE), &[Tag::En]);
    let html = |name: &str| Html::parse_document(std::str::from_utf8(&files[name]).unwrap());
    for (name, _) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        is_harmless(name, &html(name));
    }
    let embed = html("embed.html");
    let blocks: Vec<String> =
        embed.select(&Selector::parse("textarea").unwrap()).map(|it| it.text().collect()).collect();
    assert_eq!(blocks.len(), 11);
    for block in blocks.iter().filter(|block| block.starts_with('<')) {
        is_harmless("a block", &Html::parse_fragment(block));
    }
    let oembed: Value = serde_json::from_slice(&files["oembed.json"]).unwrap();
    let frame = Html::parse_fragment(oembed["html"].as_str().unwrap());
    is_harmless("oembed", &frame);
    assert_eq!(frame.select(&Selector::parse("html > *").unwrap()).count(), 1);
    let article: Value = serde_json::from_slice(&files["applenews.json"]).unwrap();
    let table =
        article["components"].as_array().unwrap().iter().find(|it| it["role"] == "datatable").unwrap();
    let told: Vec<String> = table["data"]["records"]
        .as_array()
        .unwrap()
        .iter()
        .map(|record| kept(record["what"].as_str().unwrap()))
        .collect();
    for attack in attacks {
        assert!(told.iter().any(|what| what.starts_with(&kept(attack))), "{attack:?} is in the table");
    }
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".svg")) {
        let svg = String::from_utf8_lossy(bytes);
        for element in svg.split('<').skip(1) {
            let tag: String = element.chars().take_while(char::is_ascii_alphabetic).collect();
            let known = ["svg", "title", "desc", "g", "path", "circle", "rect", "text", ""].contains(&&*tag);
            assert!(known, "{name}: <{element}");
        }
    }
    // And it is all there, as text.
    let page = html("index.html");
    let shown: Vec<String> = page
        .select(&Selector::parse("tbody th bdi").unwrap())
        .map(|it: ElementRef<'_>| kept(&it.text().collect::<String>()))
        .collect();
    for attack in attacks {
        assert!(shown.contains(&kept(attack)), "{attack:?} is shown");
    }
}

#[test]
fn our_own_attacks_are_text_in_every_page_block_and_picture() {
    let own = own();
    assert!(own.len() > 40);
    try_them(&own);
}

#[test]
fn collected_attacks_are_text_in_every_page_block_and_picture() {
    // Every twelfth of them, or with `--full` all.
    let step = if std::env::var_os("CHRONOCARTE_FULL").is_some() { 1 } else { 12 };
    let attacks: Vec<String> = collected().into_iter().step_by(step).collect();
    for attacks in attacks.chunks(400) {
        try_them(attacks);
    }
}
