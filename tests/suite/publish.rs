//! The folder a publisher uploads, without a browser: what is in it, what is refused, what survives a CMS.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use chronocarte::geo::{Basemap, LonLat};
use chronocarte::publish::bytes::{integrity, short_hash};
use chronocarte::publish::{Files, Ground, Order, Packed, Widget, extent, folder, pack};
use chronocarte::story::{Story, Value};
use chronocarte::text::Tag;
use scraper::{ElementRef, Html, Selector};

use crate::setting::{demo_story, demo_text};

pub(crate) const BASE: &str = "https://news.example/stories/clashes/";

/// A widget of a few bytes, of another version than ours.
pub(crate) fn small_widget(folder: &Path) -> Widget {
    let (wasm, words) = (b"\0asm\x01\0\0\0".as_slice(), b"{}".as_slice());
    let names =
        [format!("chronocarte.{}.wasm", short_hash(wasm)), format!("lang/en.{}.json", short_hash(words))];
    fs::create_dir_all(folder.join("lang")).unwrap();
    fs::write(folder.join(&names[0]), wasm).unwrap();
    fs::write(folder.join(&names[1]), words).unwrap();
    let loader = format!("/*! chronocarte 1.4.2 | MIT OR Apache-2.0 */ {names:?}");
    fs::write(folder.join("chronocarte.js"), loader).unwrap();
    Widget::read(folder).unwrap()
}

/// The folder of a story, without pictures of dots.
pub(crate) fn made(text: &str, base: Option<&str>, languages: &[Tag]) -> Files {
    let (story, _) = Story::from_json(text).unwrap();
    let file: Value = serde_json::from_str(text).unwrap();
    let room = tempfile::tempdir().unwrap();
    let widget = small_widget(room.path());
    let ground = extent(&story).map(|places| Ground::covering(&places).unwrap());
    let origin = |base: &str| base.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    let order = Order {
        story: &story,
        file: &file,
        ground: ground.as_ref(),
        widget: &widget,
        base: base.map(|base| (base.to_owned(), origin(base))),
        languages: languages.to_vec(),
        dots: false,
    };
    folder(&order).unwrap()
}

/// The folder of the demo story, in English and French.
pub(crate) fn demo() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| made(&demo_text(), Some(BASE), &[Tag::En, Tag::Fr]))
}

pub(crate) fn text<'a>(files: &'a Files, name: &str) -> &'a str {
    let bytes = files.get(name).unwrap_or_else(|| panic!("{name} is among {:?}", files.keys()));
    std::str::from_utf8(bytes).unwrap()
}

pub(crate) fn page(name: &str) -> Html {
    Html::parse_document(text(demo(), name))
}

pub(crate) fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

pub(crate) fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_same_story_makes_the_same_bytes() {
    let again = made(&demo_text(), Some(BASE), &[Tag::En, Tag::Fr]);
    assert!(again == *demo());
    let packed = |files: &Files| pack(files.clone(), &|| {}).unwrap();
    let one: Files = demo()
        .iter()
        .filter(|(name, _)| name.ends_with("html"))
        .map(|(n, b)| (n.clone(), b.clone()))
        .collect();
    assert!(packed(&one) == packed(&one));
}

#[test]
fn every_file_that_a_page_or_block_names_is_in_the_folder() {
    let files = demo();
    let mut seen = HashSet::new();
    for (name, bytes) in files.iter().filter(|(name, _)| {
        [".html", "oembed.json", "applenews.json"].iter().any(|ending| name.ends_with(ending))
    }) {
        let text = String::from_utf8_lossy(bytes);
        for (_, rest) in text.match_indices(BASE).map(|(at, _)| text.split_at(at + BASE.len())) {
            let file: String = rest.chars().take_while(|c| !"\"&<\\ #?".contains(*c)).collect();
            if file.is_empty() || file.ends_with(".png") {
                // Pictures of dots are made by the command line; this folder has none.
                continue;
            }
            assert!(files.contains_key(&file), "{name} names {file}");
            seen.insert(file);
        }
    }
    for expected in [
        "events.csv",
        "events.fr.geojson",
        "applenews.json",
        "applenews.fr.json",
        "story.json",
        "map.svg",
        "index.html",
        "index.fr.html",
        "claims-by-speaker.html",
        "claims-by-place.fr.html",
        "frame.html",
        "1.4.2/chronocarte.js",
        "1/chronocarte.js",
    ] {
        assert!(seen.contains(expected), "{expected} is named by some page: {seen:?}");
    }
}

#[test]
fn what_never_changes_carries_the_hash_of_its_bytes() {
    let hashed: Vec<_> = demo().iter().filter(|(name, _)| name.starts_with("assets/")).collect();
    assert_eq!(hashed.len(), 3, "sheet, script of the frame, base map");
    for (name, bytes) in hashed {
        assert_eq!(name.split('.').nth(1), Some(&*short_hash(bytes)), "{name}");
    }
}

#[test]
fn the_published_story_names_the_base_map_beside_it_and_says_all_it_said_to_readers() {
    let published: serde_json::Value = serde_json::from_str(text(demo(), "story.json")).unwrap();
    let (name, hash) = published["basemap"].as_str().unwrap().split_once('#').unwrap();
    assert_eq!(hash, integrity(&demo()[name]), "and its hash, by which a browser refuses another");
    let mut own: serde_json::Value = serde_json::from_str(&demo_text()).unwrap();
    own["basemap"] = published["basemap"].clone();
    for for_editors in ["$schema", "$accept"] {
        assert!(own.as_object_mut().unwrap().shift_remove(for_editors).is_some(), "{for_editors}");
    }
    // 46 and 46.0 are one number.
    let value = |json: &serde_json::Value| serde_json::from_str::<Value>(&json.to_string()).unwrap();
    assert!(value(&published) == value(&own));
}

#[test]
fn what_is_for_editors_alone_is_not_published_however_deep_it_stands() {
    let file = r#"{"$words": {}, "id": "s", "events": [{"claims": [{"distances": [{"km": 4, "$direction": "n"}]}]}], "basemap": "b"}"#;
    let file: Value = serde_json::from_str(file).unwrap();
    let published = chronocarte::publish::published(&file, None);
    assert_eq!(published, r#"{"id":"s","events":[{"claims":[{"distances":[{"km":4}]}]}]}"#);
}

/// Requirement 12: title, description and picture for previews, in every language, with whole addresses.
#[test]
fn the_page_tells_link_previews_what_it_is() {
    let story = demo_story();
    for (name, tag, card) in [("index.html", "en", "card.png"), ("index.fr.html", "fr", "card.fr.png")] {
        let html = page(name);
        let (title, summary) = (story.title.get(tag), story.summary.get(tag));
        assert!(title.len() > 10 && summary.len() > 10);
        let (address, card) = ([BASE, name].concat(), [BASE, card].concat());
        for (selector, expected) in [
            ("meta[property='og:title']", title),
            ("meta[property='og:description']", summary),
            ("meta[property='og:type']", "article"),
            ("meta[property='og:url']", &address),
            ("meta[property='og:image']", &card),
            ("meta[property='og:image:width']", "1200"),
            ("meta[property='og:image:height']", "630"),
            ("meta[name='twitter:card']", "summary_large_image"),
            ("meta[name='twitter:title']", title),
            ("meta[name='twitter:description']", summary),
            ("meta[name='twitter:image']", &card),
            ("meta[name='description']", summary),
        ] {
            let found = all(&html, &["head > ", selector].concat());
            assert_eq!(found.len(), 1, "{name}: {selector}");
            assert_eq!(found[0].attr("content"), Some(expected), "{name}: {selector}");
        }
        let alt = all(&html, "meta[property='og:image:alt']")[0].attr("content");
        assert!(alt.is_some_and(|alt| alt.len() > 40));
        let canonical = all(&html, "link[rel=canonical]")[0];
        assert_eq!(canonical.attr("href"), Some(&*address));
        let data = all(&html, "script[type='application/ld+json']")[0].text().collect::<String>();
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        assert_eq!((&data["@type"], &data["inLanguage"]), (&"Dataset".into(), &tag.into()));
        assert!(data["isBasedOn"].as_array().is_some_and(|sources| sources.len() > 1));
    }
}

/// Requirements 54 and 56: the page is whole without script.
#[test]
fn the_page_tells_every_event_claim_figure_and_source_without_script() {
    let html = page("index.html");
    let (story, _) = Story::from_json(&demo_text()).unwrap();
    let page = words(html.root_element());
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for event in &story.events {
        assert!(page.contains(&squeezed(event.title.get("en"))), "{}", event.id);
        for claim in &event.claims {
            assert!(page.contains(&squeezed(claim.wording.get("en"))), "{}", claim.id);
        }
        assert_eq!(all(&html, &format!("th#event-{}", event.id)).len(), 1, "{}", event.id);
    }
    for source in &story.sources {
        assert!(page.contains(source.name.get("en")), "{}", source.id);
    }
    let claims: usize = story.events.iter().map(|event| event.claims.len()).sum();
    let rows = all(&html, "section[aria-labelledby=claims] tbody tr").len();
    assert_eq!(rows, claims);
    for table in all(&html, "table") {
        let of = |selector: &str| table.select(&Selector::parse(selector).unwrap()).count();
        assert_eq!((of("caption"), of("td th, th:not([scope])")), (1, 0));
        assert!(of("thead th[scope=col]") >= 3 && of("tbody th[scope=row], tbody th[scope=rowgroup]") > 1);
    }
    assert!(all(&html, "script").iter().all(|script| script.attr("type") == Some("application/ld+json")));
    assert!(page.contains("59 + 9 = 68"), "what equals a sum is said to");
}

/// A story in which the first side counts the dead of the second, and the second both sides'.
fn counted(own: bool) -> String {
    let figure = |side: &str, count: u32| serde_json::json!({"measure": "killed", "low": count, "high": count, "side": side, "scope": "event"});
    let claim = |id: &str, speaker: &str, figures: serde_json::Value| serde_json::json!({"id": id, "speaker": speaker, "figures": figures});
    let own = if own { vec![figure("south", 2)] } else { Vec::new() };
    serde_json::json!({
        "chronocarte": 1, "id": "day", "title": {"en": "A day"}, "languages": ["en"],
        "parties": [{"id": "north", "name": {"en": "Northern side"}}, {"id": "south", "name": {"en": "Southern side"}}],
        "speakers": [
            {"id": "ministry", "kind": "official", "party": "north", "name": {"en": "Northern ministry"}},
            {"id": "council", "kind": "official", "party": "south", "name": {"en": "Southern council"}},
        ],
        "events": [
            {"id": "raid", "title": {"en": "A raid"}, "when": {"edtf": "2021-03-02"}, "claims": [
                claim("a", "ministry", serde_json::json!([figure("south", 30)])), claim("b", "council", own.into()),
            ]},
            {"id": "bridge", "title": {"en": "A bridge"}, "when": {"edtf": "2021-03-02"}, "claims": [
                claim("c", "council", serde_json::json!([figure("north", 7)])),
            ]},
        ],
    })
    .to_string()
}

#[test]
fn the_page_sets_own_losses_beside_those_of_the_other_side_without_script() {
    let matrix = |own: bool| {
        let files = made(&counted(own), None, &[Tag::En]);
        let html = Html::parse_document(text(&files, "index.html"));
        let tables = all(&html, "section[aria-labelledby=tolls] table");
        let row = |row: ElementRef<'_>| row.child_elements().map(words).collect::<Vec<_>>();
        tables
            .into_iter()
            .skip(1)
            .map(|table| table.select(&Selector::parse("tr").unwrap()).map(row).collect())
            .collect()
    };
    let of: Vec<Vec<Vec<String>>> = matrix(true);
    assert_eq!(of.len(), 1);
    let said = |cell: &str| cell.to_owned();
    assert_eq!(
        of[0][1],
        [
            said("Northern side"),
            said("no figure"),
            said("30 · Northern ministry · killed, Southern side, this event · A raid")
        ]
    );
    assert_eq!(
        of[0][2],
        [
            said("Southern side"),
            said("2 · Southern council · killed, Southern side, this event · A raid"),
            said("7 · Southern council · killed, Northern side, this event · A bridge"),
        ]
    );
    assert!(matrix(false).is_empty(), "nobody counts their own");
}

/// Requirement 54: sorted by links, without script.
#[test]
fn the_table_of_claims_is_there_in_every_order_and_each_order_links_to_the_others() {
    const ORDERS: [(&str, &str); 3] = [
        ("claims-by-place", "Where"),
        ("claims-by-speaker", "Who says so"),
        ("claims-by-standing", "How firm"),
    ];
    let rows = |html: &Html| all(html, "section[aria-labelledby=claims] tbody tr").len();
    let told = page("index.html");
    for (name, column) in ORDERS {
        let html = page(&[name, ".html"].concat());
        let sorted: Vec<String> = all(&html, "th[aria-sort=ascending]").into_iter().map(words).collect();
        assert_eq!(sorted, [column], "{name}");
        assert_eq!(rows(&html), rows(&told), "{name}: no claim is lost, none is told twice");
        let keys: Vec<String> = all(&html, "tbody th[scope=rowgroup]").into_iter().map(words).collect();
        assert!(keys.len() > 2 && keys.iter().collect::<HashSet<_>>().len() == keys.len(), "{keys:?}");
        if name != "claims-by-standing" {
            assert!(keys.is_sorted_by_key(|key| chronocarte::text::folded(key)), "{keys:?}");
        }
        assert!(all(&html, "script").is_empty());
        let canonical = all(&html, "link[rel=canonical]")[0].attr("href").unwrap();
        assert_eq!(canonical, [BASE, "index.html"].concat());
        let links: Vec<&str> =
            all(&html, "nav.orders a").iter().filter_map(|link| link.attr("href")).collect();
        assert_eq!(links.len(), 3, "{name}: every order but its own");
        assert_eq!(links[0], [BASE, "index.html#claims"].concat());
        assert_eq!(all(&html, "nav.orders [aria-current=true]").len(), 1);
        for event in all(&html, "tbody td:first-of-type a[href*='#event-']") {
            let address = event.attr("href").unwrap();
            let id = address.split_once('#').unwrap().1;
            assert_eq!(all(&told, &format!("[id='{id}']")).len(), 1, "{address} leads to the event");
        }
    }
    assert_eq!(all(&told, "nav.orders a").len(), 3);
}

/// Requirement 52.
#[test]
fn the_caption_names_source_and_licence() {
    let html = page("frame.html");
    let caption = words(all(&html, "figure")[0]);
    assert!(
        caption.contains("MIT or Apache-2.0, at your choice") && caption.contains("Natural Earth"),
        "{caption}"
    );
}

/// Requirement 12.
#[test]
fn a_story_without_a_summary_is_described_by_its_facts() {
    let mut story: serde_json::Value = serde_json::from_str(&demo_text()).unwrap();
    story.as_object_mut().unwrap().shift_remove("summary");
    let files = made(&story.to_string(), Some(BASE), &[Tag::En]);
    let html = Html::parse_document(text(&files, "index.html"));
    for name in
        ["meta[name=description]", "meta[property='og:description']", "meta[name='twitter:description']"]
    {
        let content = all(&html, name)[0].attr("content").unwrap();
        assert!(content.contains("27 Sept 2020") && content.contains("7 of 7 events"), "{name}: {content}");
    }
    assert!(!text(&files, "index.html").contains("\"description\":\"\""));
}

#[test]
fn a_page_says_its_language_and_marks_what_is_in_another() {
    let french = page("index.fr.html");
    let root = all(&french, "html")[0];
    assert_eq!((root.attr("lang"), root.attr("dir")), (Some("fr"), Some("ltr")));
    assert!(words(root).contains("Chaque affirmation et son auteur"));
    assert_eq!(all(&french, "link[rel=alternate][hreflang=en]").len(), 1);

    let text = demo_text().replace("\"fr\": \"Terter", "\"xx\": \"Terter");
    let files = made(&text, Some(BASE), &[Tag::Fr]);
    let html = Html::parse_document(std::str::from_utf8(&files["index.html"]).unwrap());
    let marked = all(&html, "bdi[lang=en]").into_iter().map(words).collect::<Vec<_>>();
    assert!(marked.iter().any(|words| words.contains("Terter said to be under fire")), "{marked:?}");
}

/// Requirements 48 and 49: the frame works without an origin of its own, under a policy that names the folder's host.
#[test]
fn the_frame_brings_its_own_policy_and_leaves_through_the_top() {
    let html = page("frame.html");
    let policy =
        all(&html, "meta[http-equiv='Content-Security-Policy']")[0].attr("content").unwrap().to_owned();
    let own = "https://news.example";
    for directive in [
        "default-src 'none'".to_owned(),
        format!("script-src {own} 'wasm-unsafe-eval'"),
        format!("connect-src {own}"),
        format!("style-src {own}"),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
    ] {
        assert!(policy.split("; ").any(|it| it == directive), "{directive} in {policy}");
    }
    assert!(!policy.contains("'self'"));
    assert_eq!(all(&html, "base")[0].attr("target"), Some("_top"), "requirement 16");
    for script in all(&html, "script") {
        let name = script.attr("src").unwrap().strip_prefix(BASE).unwrap();
        assert_eq!(script.attr("integrity"), Some(&*integrity(&demo()[name])), "{name}");
        assert_eq!(script.attr("crossorigin"), Some("anonymous"));
    }
    for recipe in ["_headers", "hosting/nginx.conf", "hosting/apache.htaccess", "hosting/Caddyfile"] {
        let recipe = text(demo(), recipe);
        assert!(recipe.contains(&policy) && recipe.contains("frame-ancestors *"), "{recipe}");
        for header in [
            "Access-Control-Allow-Origin",
            "Cross-Origin-Resource-Policy",
            "Timing-Allow-Origin",
            "X-Content-Type-Options",
            "Permissions-Policy",
            "immutable",
        ] {
            assert!(recipe.contains(header), "requirement 27: {header} in {recipe}");
        }
    }
    // CloudFront has words of its own for the same.
    let frames: serde_json::Value =
        serde_json::from_str(text(demo(), "hosting/cloudfront-frames.json")).unwrap();
    let said = frames["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"].as_str();
    assert_eq!(said, Some(&*[&policy, "; frame-ancestors *"].concat()));
    let files: serde_json::Value =
        serde_json::from_str(text(demo(), "hosting/cloudfront-files.json")).unwrap();
    assert!(files["SecurityHeadersConfig"]["ContentSecurityPolicy"].is_null());
}

#[test]
fn without_an_address_pages_are_relative_and_blocks_say_that_they_hold_placeholders() {
    let files = made(&demo_text(), None, &[Tag::En]);
    let frame = text(&files, "frame.html");
    assert!(frame.contains("src=\"./1.4.2/chronocarte.js\"") && frame.contains("script-src &#39;self&#39;"));
    assert!(text(&files, "embed.html").contains("--base-url"));
    assert!(!text(demo(), "embed.html").contains("--base-url"));
}

#[test]
fn a_story_anywhere_is_drawn_on_ground_cut_for_it() {
    let text = r#"{"chronocarte": 1, "id": "far", "title": {"en": "Far"}, "basemap": "none-such.bin",
        "speakers": [{"id": "s", "name": {"en": "Somebody"}}], "sources": [{"id": "p", "name": {"en": "a paper"}}],
        "places": [{"id": "here", "name": {"en": "Here"}, "lon": -70.5, "lat": -33.4}],
        "events": [{"id": "e", "title": {"en": "It rained"}, "when": {"edtf": "2020-01-02"}, "where": {"place": "here"},
        "claims": [{"id": "c", "speaker": "s", "via": ["p"], "wording": {"en": "It rained."}}]}]}"#;
    let files = made(text, Some(BASE), &[Tag::En]);
    let published: serde_json::Value = serde_json::from_slice(&files["story.json"]).unwrap();
    let (name, _) = published["basemap"].as_str().unwrap().split_once('#').unwrap();
    let map = Basemap::decode(&files[name]).unwrap();
    assert!(map.levels.iter().all(|level| level.bounds.contains(LonLat::new(-70.5, -33.4).unwrap())));
    assert!(files.contains_key("licences/natural-earth.txt") && files.contains_key("licences/geonames.txt"));
    assert!(String::from_utf8_lossy(&files["map.svg"]).contains("Here"));
}

#[test]
fn a_folder_with_a_story_without_dates_or_places_is_whole() {
    let text = r#"{"chronocarte": 1, "id": "bare", "title": {"en": "Bare"},
        "speakers": [{"id": "s", "name": {"en": "Somebody"}}], "sources": [{"id": "p", "name": {"en": "a paper"}}],
        "events": [{"id": "e", "title": {"en": "It rained"}, "claims": [{"id": "c", "speaker": "s", "via": ["p"]}]}]}"#;
    let files = made(text, Some(BASE), &[Tag::En]);
    assert!(files.contains_key("map.svg") && !files.contains_key("timeline.svg"));
    assert!(!String::from_utf8_lossy(&files["index.html"]).contains("timeline.svg"));
}

fn written(files: &[(&str, &str)]) -> Packed {
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    pack(files, &|| {}).unwrap()
}

#[test]
fn a_folder_takes_the_place_of_its_former_self_and_of_nothing_else() {
    let room = tempfile::tempdir().unwrap();
    let out = room.path().join("out");
    let first = written(&[("oembed.json", "1"), ("assets/a.css", "1"), ("old.html", "1")]);
    first.write(&out).unwrap();
    written(&[("oembed.json", "2"), ("assets/a.css", "2")]).write(&out).unwrap();
    assert_eq!(fs::read_to_string(out.join("oembed.json")).unwrap(), "2");
    assert!(!out.join("old.html").exists());

    let theirs = room.path().join("theirs");
    fs::create_dir(&theirs).unwrap();
    fs::write(theirs.join("thesis.txt"), "years of work").unwrap();
    assert_eq!(first.write(&theirs).unwrap_err().code, "folder");
    assert_eq!(fs::read_to_string(theirs.join("thesis.txt")).unwrap(), "years of work");
    assert_eq!(first.write(&theirs.join("thesis.txt")).unwrap_err().code, "folder");
    let left: Vec<_> = fs::read_dir(room.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "nothing half written is left: {left:?}");
}

#[test]
fn siblings_are_written_where_they_are_smaller_and_are_what_they_say() {
    let long = "again and ".repeat(200);
    let packed = written(&[("a.html", &long), ("b.html", "x"), ("c.png", &long), ("_headers", &long)]);
    let names: Vec<&str> = packed.files().keys().map(String::as_str).collect();
    assert_eq!(names, ["_headers", "a.html", "a.html.br", "a.html.gz", "b.html", "c.png"]);
    let weight = packed.weights()["a.html"];
    assert!(weight.brotli < weight.gzip && weight.gzip < weight.raw && weight.raw == long.len());
}

#[test]
fn a_widget_that_is_missing_or_not_itself_is_refused() {
    let room = tempfile::tempdir().unwrap();
    let refusal = |folder: &Path| Widget::read(folder).unwrap_err().message;
    assert!(refusal(room.path()).contains("chronocarte.js is missing"));
    let widget = small_widget(room.path());
    assert_eq!((widget.version.as_str(), widget.channel().as_str()), ("1.4.2", "1"));
    let wasm = widget.files.iter().find(|(name, _)| name.ends_with(".wasm")).unwrap().0.clone();
    fs::write(room.path().join(&wasm), "another").unwrap();
    assert!(refusal(room.path()).contains("is not the file it was built as"));
    fs::remove_file(room.path().join(&wasm)).unwrap();
    assert!(refusal(room.path()).contains("wasm"));
    fs::write(room.path().join("chronocarte.js"), "alert(1)").unwrap();
    assert!(refusal(room.path()).contains("version"));
}

#[test]
fn before_version_one_every_minor_version_is_a_channel_of_its_own() {
    let room = tempfile::tempdir().unwrap();
    let widget = Widget { version: "0.4.2".to_owned(), ..small_widget(room.path()) };
    assert_eq!(widget.channel(), "0.4");
}

#[test]
fn the_table_page_leads_to_the_same_events_as_files() {
    let files = demo();
    for (page, csv, geojson) in [
        ("index.html", "events.csv", "events.geojson"),
        ("index.fr.html", "events.fr.csv", "events.fr.geojson"),
    ] {
        for name in [csv, geojson] {
            let link = format!("href=\"{BASE}{name}\"");
            assert!(text(files, page).contains(&link), "{page} has no {link}");
        }
        let address = [BASE, page].concat();
        assert!(text(files, csv).contains(&address), "{csv} does not say where it comes from");
        let collection: serde_json::Value = serde_json::from_str(text(files, geojson)).unwrap();
        let events = collection["features"].as_array().unwrap().len();
        assert_eq!(events, Story::from_json(&demo_text()).unwrap().0.events.len());
    }
    // What is not uploaded yet cannot say where it is.
    let nowhere = made(&demo_text(), None, &[Tag::En]);
    assert!(!text(&nowhere, "events.csv").contains("example/"));
}

#[test]
fn a_story_of_many_events_leaves_room_in_the_article_and_keeps_all_on_its_page() {
    let events: Vec<serde_json::Value> = (1..=75)
        .map(|nth| {
            serde_json::json!({"id": format!("e{nth}"), "title": {"en": format!("Event {nth} of many")},
                "when": {"edtf": format!("2020-03-{:02}", nth % 28 + 1)}, "kind": "other",
                "claims": [{"id": format!("c{nth}"), "speaker": "s"}]})
        })
        .collect();
    let file = serde_json::json!({"chronocarte": 1, "id": "many", "title": {"en": "Many"}, "languages": ["en"],
        "speakers": [{"id": "s", "kind": "press", "name": {"en": "A paper"}}], "events": events});
    let (story, _) = Story::from_json(&file.to_string()).unwrap();
    let value = serde_json::from_value(file).unwrap();
    let room = tempfile::tempdir().unwrap();
    let widget = small_widget(room.path());
    let order = Order {
        story: &story,
        file: &value,
        ground: None,
        widget: &widget,
        base: None,
        languages: vec![Tag::En],
        dots: false,
    };
    let files = folder(&order).unwrap();
    let count = |name: &str| text(&files, name).matches(" of many</").count();
    assert_eq!(count("frame.html"), 60);
    assert!(text(&files, "frame.html").contains("(+15)"), "and the way to the rest");
    assert!(count("index.html") >= 75);
}
