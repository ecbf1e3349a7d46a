//! The article for Apple News: documented components only, in the words of the page that tells everything.

use std::collections::HashSet;

use chronocarte::story::Story;
use chronocarte::text::Tag;
use scraper::ElementRef;
use serde_json::{Map, Value};

use super::publish::{BASE, all, demo, made, page, text, words};
use super::setting::demo_text;

fn article(name: &str) -> Value {
    serde_json::from_str(text(demo(), name)).unwrap()
}

fn components(article: &Value) -> &[Value] {
    article["components"].as_array().unwrap()
}

fn of_role<'a>(article: &'a Value, role: &str) -> Vec<&'a Value> {
    components(article).iter().filter(|it| it["role"] == role).collect()
}

/// Every object in a value, with the key that leads to it.
fn objects<'a>(key: &'a str, value: &'a Value, seen: &mut Vec<(&'a str, &'a Map<String, Value>)>) {
    match value {
        Value::Object(map) => {
            seen.push((key, map));
            map.iter().for_each(|(key, value)| objects(key, value, seen));
        }
        Value::Array(items) => items.iter().for_each(|value| objects(key, value, seen)),
        _ => {}
    }
}

/// Asserts that an object has the required keys and beyond them none but the optional ones.
fn has_keys(value: &Value, required: &[&str], optional: &[&str]) {
    let keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    for key in required {
        assert!(keys.contains(key), "{key} is missing in {value:#}");
    }
    for key in &keys {
        assert!(required.contains(key) || optional.contains(key), "{key} is not known in {value:#}");
    }
}

/// Requirement 13: the properties that the format's reference lists, and no others.
#[test]
fn the_article_has_what_the_format_requires_and_nothing_it_does_not_know() {
    for (name, language) in [("applenews.json", "en"), ("applenews.fr.json", "fr")] {
        let article = article(name);
        has_keys(
            &article,
            &["version", "identifier", "language", "title", "layout", "components", "componentTextStyles"],
            &["metadata", "documentStyle", "componentLayouts", "componentStyles"],
        );
        assert_eq!((&article["version"], &article["language"]), (&"1.11".into(), &language.into()));
        has_keys(&article["layout"], &["columns", "width"], &["margin", "gutter"]);
        has_keys(&article["documentStyle"], &[], &["backgroundColor"]);
        has_keys(
            &article["metadata"],
            &[],
            &["canonicalURL", "excerpt", "thumbnailURL", "generatorName", "generatorVersion"],
        );
        let columns = article["layout"]["columns"].as_u64().unwrap();
        for layout in article["componentLayouts"].as_object().unwrap().values() {
            has_keys(layout, &["columnStart", "columnSpan"], &["margin"]);
            let end = layout["columnStart"].as_u64().unwrap() + layout["columnSpan"].as_u64().unwrap();
            assert!(end <= columns, "{layout}");
        }
        for style in article["componentTextStyles"].as_object().unwrap().values() {
            has_keys(style, &[], &["fontSize", "lineHeight", "fontWeight", "textColor", "underline"]);
        }
        assert!(article["componentTextStyles"]["default"].is_object(), "the format wants one of that name");
        for style in article["componentStyles"].as_object().unwrap().values() {
            has_keys(style, &[], &["tableStyle"]);
            has_keys(&style["tableStyle"], &[], &["cells", "headerCells", "columns", "rows"]);
        }
        for component in components(&article) {
            match component["role"].as_str().unwrap() {
                "title" | "intro" | "heading2" | "caption" => {
                    has_keys(component, &["role", "text"], &["layout", "textStyle"]);
                }
                "figure" => has_keys(component, &["role", "URL"], &["accessibilityCaption", "layout"]),
                "datatable" => {
                    has_keys(component, &["role", "data"], &["layout", "style", "showDescriptorLabels"]);
                    has_keys(&component["data"], &["descriptors", "records"], &[]);
                }
                "link_button" => has_keys(component, &["role", "URL"], &["text", "layout", "textStyle"]),
                role => panic!("{role} is not among the components"),
            }
            if let Some(text) = component.get("text") {
                assert!(text.as_str().is_some_and(|text| !text.is_empty()), "{component}");
            }
        }
        for role in ["title", "intro", "datatable", "link_button"] {
            assert_eq!(of_role(&article, role).len(), 1, "{role} in {name}");
        }
    }
}

#[test]
fn every_style_and_layout_that_is_referred_to_exists_and_every_one_is_used() {
    let article = article("applenews.json");
    let mut seen = Vec::new();
    objects("", &article, &mut seen);
    for (property, place) in
        [("layout", "componentLayouts"), ("style", "componentStyles"), ("textStyle", "componentTextStyles")]
    {
        let defined = article[place].as_object().unwrap();
        let referred: HashSet<&str> =
            seen.iter().filter_map(|(_, map)| map.get(property).and_then(Value::as_str)).collect();
        assert!(!referred.is_empty(), "{property}");
        for name in &referred {
            assert!(defined.contains_key(*name), "{property} {name}");
        }
        for name in defined.keys() {
            // Styles of a role apply by their names.
            let role = name.strip_prefix("default-").map(|role| of_role(&article, role));
            let used = role.is_some_and(|found| !found.is_empty()) || name == "default";
            assert!(used || referred.contains(name.as_str()), "{property} {name} is not used");
        }
    }
}

/// Requirement 13: image, table and link lead to the folder, over https.
#[test]
fn every_address_is_one_of_the_folder_and_pictures_are_dots_with_words() {
    for (name, ending) in [("applenews.json", ""), ("applenews.fr.json", ".fr")] {
        let article = article(name);
        let at = |stem: &str, kind: &str| Value::from([BASE, stem, ending, ".", kind].concat());
        let mut seen = Vec::new();
        objects("", &article, &mut seen);
        let addresses = seen.iter().flat_map(|(_, map)| map.iter()).filter(|(key, _)| key.ends_with("URL"));
        let addresses: Vec<&Value> = addresses.map(|(_, value)| value).collect();
        assert_eq!(addresses.len(), 5, "{addresses:?}");
        assert!(addresses.iter().all(|it| it.as_str().is_some_and(|it| it.starts_with(BASE))));
        assert_eq!(article["metadata"]["canonicalURL"], at("index", "html"));
        assert_eq!(article["metadata"]["thumbnailURL"], at("card", "png"));
        assert_eq!(of_role(&article, "link_button")[0]["URL"], at("index", "html"));
        let figures = of_role(&article, "figure");
        assert_eq!(figures.len(), 2);
        for (figure, what) in figures.into_iter().zip(["map", "timeline"]) {
            assert_eq!(figure["URL"], at(what, "png"));
            assert!(figure["accessibilityCaption"].as_str().is_some_and(|words| words.len() > 40));
        }
    }
}

/// Every text of the table stands on the page too, claim by claim: what is a claim there is a claim here.
#[test]
fn the_table_says_of_every_claim_what_the_page_says() {
    for (name, page_name, tag) in
        [("applenews.json", "index.html", Tag::En), ("applenews.fr.json", "index.fr.html", Tag::Fr)]
    {
        let article = article(name);
        let data = &of_role(&article, "datatable")[0]["data"];
        let html = page(page_name);
        let mut labels = Vec::new();
        let mut keys = Vec::new();
        for descriptor in data["descriptors"].as_array().unwrap() {
            has_keys(descriptor, &["key", "label", "dataType"], &["identifier"]);
            assert_eq!(descriptor["dataType"], "string");
            labels.push(descriptor["label"].as_str().unwrap());
            keys.push(descriptor["key"].as_str().unwrap());
        }
        if tag == Tag::En {
            assert_eq!(labels, ["When", "Event", "Where", "Who says so", "In what words"]);
        }
        let rows = all(&html, "section[aria-labelledby=claims] tbody tr");
        let records = data["records"].as_array().unwrap();
        assert_eq!(records.len(), rows.len());
        assert!(records.len() > 20);
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut head = Vec::new();
        for (record, row) in records.iter().zip(rows) {
            has_keys(record, &keys, &[]);
            let of = |selector: &str| -> Vec<String> {
                let selector = scraper::Selector::parse(selector).unwrap();
                row.select(&selector).map(|it: ElementRef<'_>| words(it)).collect()
            };
            let next = of("th p");
            if !next.is_empty() {
                head = next;
            }
            let cells = of("td");
            let cell = |key: &str| squeezed(record[key].as_str().unwrap());
            // The page has title, date, place and standing under one another.
            assert_eq!(cell("what"), [head[0].as_str(), " · ", &head[3]].concat());
            assert_eq!((cell("when"), cell("where")), (head[1].clone(), head[2].clone()));
            let line = of("td:nth-of-type(3) p");
            assert_eq!(cell("who"), [cells[0].as_str(), " · ", &line[0]].concat());
            assert!(cells[1].starts_with(&cell("words")), "{:?} in {:?}", record["words"], cells[1]);
        }
        let (story, _) = Story::from_json(&demo_text()).unwrap();
        for source in story.events.iter().flat_map(|event| &event.claims).flat_map(|claim| &claim.via) {
            let name = story.source(source).unwrap().name.get(tag.as_str());
            let told = records.iter().any(|it| it["who"].as_str().is_some_and(|who| who.contains(name)));
            assert!(told, "through whom is said: {name}");
        }
        let root = words(html.root_element());
        for component in components(&article) {
            if let Some(text) = component["text"].as_str().filter(|_| component["role"] != "link_button") {
                for part in text.split(" · ") {
                    assert!(root.contains(&squeezed(part)), "{part:?} stands on {page_name}");
                }
            }
        }
    }
}

/// Only a format would make markup of a text: there is none, here and whatever the story says.
#[test]
fn what_a_story_says_is_text_without_a_format() {
    let mut story: Value = serde_json::from_str(&demo_text()).unwrap();
    let attack = "<b onclick=x>1</b> [x](javascript:alert(1)) **b** &amp; \"";
    story["events"][0]["title"] = serde_json::json!({ "en": attack });
    let files = made(&story.to_string(), Some(BASE), &[Tag::En]);
    let article: Value = serde_json::from_slice(&files["applenews.json"]).unwrap();
    let mut seen = Vec::new();
    objects("", &article, &mut seen);
    assert!(seen.iter().all(|(_, map)| !map.contains_key("format") && !map.contains_key("html")));
    let records = of_role(&article, "datatable")[0]["data"]["records"].as_array().unwrap();
    assert!(records.iter().any(|it| it["what"].as_str().is_some_and(|what| what.starts_with(attack))));
}

#[test]
fn an_identifier_is_one_that_the_format_takes_and_no_two_stories_share_it() {
    let identifier = |id: &str, tag: Tag| {
        let text = r#"{"chronocarte": 1, "id": ID, "title": {"en": "Bare"}, "events": [{"id": "e", "title": {"en": "It rained"}}]}"#;
        let files = made(&text.replace("ID", &Value::from(id).to_string()), None, &[tag]);
        let article: Value = serde_json::from_slice(&files["applenews.json"]).unwrap();
        article["identifier"].as_str().unwrap().to_owned()
    };
    assert_eq!(identifier("clashes_2020", Tag::En), "clashes_2020-en");
    let long = "x".repeat(100);
    let odd = ["a b", "a.b", "a/b", "Սյունիք", "", &long, &long[..99]];
    let mut seen = HashSet::new();
    for id in odd {
        let made = identifier(id, Tag::Fr);
        assert!((1..=64).contains(&made.len()) && made.ends_with("-fr"), "{made}");
        assert!(made.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'), "{made}");
        assert!(seen.insert(made));
    }
}

#[test]
fn a_story_without_dates_or_claims_or_an_address_is_an_article_all_the_same() {
    let text = r#"{"chronocarte": 1, "id": "bare", "title": {"en": "Bare"}, "events": [{"id": "e", "title": {"en": "It rained"}}]}"#;
    let files = made(text, None, &[Tag::En]);
    let article: Value = serde_json::from_slice(&files["applenews.json"]).unwrap();
    assert_eq!(of_role(&article, "figure").len(), 1, "no timeline without a date");
    assert!(of_role(&article, "intro").is_empty() && article["metadata"].get("excerpt").is_none());
    let record = &of_role(&article, "datatable")[0]["data"]["records"][0];
    assert!(record["what"].as_str().unwrap().starts_with("It rained") && record["who"] == "");
    // As the blocks do, it holds a placeholder until somebody says where the folder will be.
    let place = of_role(&article, "link_button")[0]["URL"].as_str().unwrap();
    assert_eq!(place, "https://your-site.example/story/index.html");
}
