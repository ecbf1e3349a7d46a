//! The folder a publisher uploads, without a browser: what is in it, what is refused, what survives a CMS.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use chronocarte::publish::bytes::{integrity, short_hash};
use chronocarte::publish::{Edition, Files, Ground, Order, Packed, Site, Sizes, Snippet, Widget, extent, folder, pack, snippets};
use chronocarte::story::{Story, Value};
use chronocarte::text::Tag;
use scraper::{ElementRef, Html, Selector};

const BASE: &str = "https://news.example/stories/clashes/";

/// A widget of a few bytes, of another version than ours.
pub(crate) fn small_widget(folder: &Path) -> Widget {
    let (wasm, words) = (b"\0asm\x01\0\0\0".as_slice(), b"{}".as_slice());
    let names = [
        format!("chronocarte.{}.wasm", short_hash(wasm)),
        format!("lang/en.{}.json", short_hash(words)),
    ];
    fs::create_dir_all(folder.join("lang")).unwrap();
    fs::write(folder.join(&names[0]), wasm).unwrap();
    fs::write(folder.join(&names[1]), words).unwrap();
    let loader = format!("/*! chronocarte 1.4.2 | MIT OR Apache-2.0 */ {names:?}");
    fs::write(folder.join("chronocarte.js"), loader).unwrap();
    Widget::read(folder).unwrap()
}

/// The text of the demo story.
pub(crate) fn demo_text() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/demo/karabakh-2020.json");
    fs::read_to_string(path).unwrap()
}

/// The folder of a story, without pictures of dots.
pub(crate) fn made(text: &str, base: Option<&str>, languages: &[Tag]) -> Files {
    let (story, _) = Story::from_json(text).unwrap();
    let file: Value = serde_json::from_str(text).unwrap();
    let room = tempfile::tempdir().unwrap();
    let widget = small_widget(room.path());
    let ground = extent(&story).and_then(|places| Ground::covering(&places).unwrap());
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
fn demo() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| made(&demo_text(), Some(BASE), &[Tag::En, Tag::Fr]))
}

fn text<'a>(files: &'a Files, name: &str) -> &'a str {
    let bytes = files.get(name).unwrap_or_else(|| panic!("{name} is among {:?}", files.keys()));
    std::str::from_utf8(bytes).unwrap()
}

fn page(name: &str) -> Html {
    Html::parse_document(text(demo(), name))
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The blocks of `embed.html` by their names.
fn blocks() -> Vec<(String, String)> {
    all(&page("embed.html"), "textarea")
        .into_iter()
        .map(|area| {
            let id = area.attr("id").unwrap().trim_start_matches("copy-").to_owned();
            (id, area.text().collect::<String>())
        })
        .collect()
}

fn block(id: &str) -> String {
    blocks().into_iter().find(|(name, _)| name == id).unwrap_or_else(|| panic!("a block {id}")).1
}

#[test]
fn the_same_story_makes_the_same_bytes() {
    let again = made(&demo_text(), Some(BASE), &[Tag::En, Tag::Fr]);
    assert!(again == *demo());
    let packed = |files: &Files| pack(files.clone(), &|| {}).unwrap();
    let one: Files = demo().iter().filter(|(name, _)| name.ends_with("html")).map(|(n, b)| (n.clone(), b.clone())).collect();
    assert!(packed(&one) == packed(&one));
}

#[test]
fn every_file_that_a_page_or_block_names_is_in_the_folder() {
    let files = demo();
    let mut seen = HashSet::new();
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".html") || name.ends_with("oembed.json")) {
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
    for expected in ["story.json", "map.svg", "index.html", "index.fr.html", "frame.html", "1.4.2/chronocarte.js", "1/chronocarte.js"] {
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
fn the_published_story_names_the_base_map_beside_it_and_says_all_it_said() {
    let published: serde_json::Value = serde_json::from_str(text(demo(), "story.json")).unwrap();
    assert!(demo().contains_key(published["basemap"].as_str().unwrap()));
    let mut own: serde_json::Value = serde_json::from_str(&demo_text()).unwrap();
    own["basemap"] = published["basemap"].clone();
    // 46 and 46.0 are one number.
    let value = |json: &serde_json::Value| serde_json::from_str::<Value>(&json.to_string()).unwrap();
    assert!(value(&published) == value(&own));
}

/// Requirements 44 and 47.
#[test]
fn there_is_a_pinned_channel_with_integrity_and_a_moving_one_without() {
    let script = |id: &str| {
        let html = Html::parse_fragment(&block(id));
        let scripts = all(&html, "script");
        assert_eq!(scripts.len(), 1, "{id}");
        let attribute = |name: &str| scripts[0].attr(name).map(str::to_owned);
        (attribute("src").unwrap(), attribute("integrity"), attribute("crossorigin"))
    };
    let (pinned, value, crossorigin) = script("tag");
    assert_eq!(pinned, format!("{BASE}1.4.2/chronocarte.js"));
    assert_eq!(value.unwrap(), integrity(&demo()["1.4.2/chronocarte.js"]));
    assert_eq!(crossorigin.as_deref(), Some("anonymous"));
    assert_eq!(script("tag-moving"), (format!("{BASE}1/chronocarte.js"), None, None));
    assert!(demo()["1.4.2/chronocarte.js"] == demo()["1/chronocarte.js"]);
}

/// Requirement 8.
#[test]
fn one_block_asks_script_delayers_to_leave_it_alone() {
    let html = Html::parse_fragment(&block("tag-undelayed"));
    let script = all(&html, "script[data-cfasync=false][data-no-defer]");
    assert_eq!(script.len(), 1);
    assert!(!block("tag").contains("data-cfasync"));
}

/// Requirements 5, 17 and 18: what is pasted has no style and no inline script, and reserves its height.
#[test]
fn no_block_has_a_style_or_an_inline_script_and_every_picture_has_a_size() {
    let blocks = blocks();
    let ids: Vec<&str> = blocks.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(
        ids,
        ["tag", "tag-moving", "tag-undelayed", "iframe", "wordpress", "wordpress-html", "amp", "link", "mail"]
    );
    let mut pictures = 0;
    for (id, block) in &blocks {
        let html = Html::parse_fragment(block);
        for element in all(&html, "*") {
            for (name, value) in element.value().attrs() {
                assert!(name != "style" && !name.starts_with("on"), "{id}: {name}={value}");
                if name.starts_with("data-") {
                    let letters = name["data-".len()..].split('-');
                    assert!(letters.into_iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())), "{id}: {name}");
                }
            }
        }
        for script in all(&html, "script") {
            assert!(script.attr("src").is_some() && words(script).is_empty(), "{id}");
        }
        for picture in all(&html, "img, source") {
            pictures += 1;
            for side in ["width", "height"] {
                assert!(picture.attr(side).is_some_and(|it| it.parse::<u32>().is_ok_and(|it| it > 100)), "{id}: {side}");
            }
        }
        for picture in all(&html, "img") {
            assert!(picture.attr("alt").is_some_and(|alt| alt.len() > 40), "{id}: meaningful words for a picture");
        }
    }
    assert!(pictures >= 4 * 8, "{pictures}");
}

/// Requirement 6: what a CMS leaves to those who may not paste scripts is a picture that links to the page, and words.
#[test]
fn what_a_strict_cms_leaves_of_a_block_is_a_linked_picture_with_its_words() {
    let allowed = [
        "a", "b", "blockquote", "br", "del", "div", "em", "figcaption", "figure", "h2", "h3", "i", "img", "li", "ol",
        "p", "strong", "ul",
    ];
    for id in ["tag", "tag-moving", "wordpress-html"] {
        let mut cms = ammonia::Builder::empty();
        cms.tags(HashSet::from(allowed)).generic_attributes(HashSet::from(["class", "title"]));
        cms.add_generic_attribute_prefixes(["data-"]);
        cms.add_tag_attributes("a", ["href"]);
        cms.add_tag_attributes("img", ["src", "alt", "width", "height"]);
        cms.clean_content_tags(HashSet::from(["script", "style"])).url_schemes(HashSet::from(["https"]));
        let left = cms.clean(&block(id)).to_string();
        let html = Html::parse_fragment(&left);
        let picture = all(&html, &format!("a[href=\"{BASE}index.html\"] img[src=\"{BASE}map.svg\"]"));
        assert_eq!(picture.len(), 1, "{left}");
        assert!(picture[0].attr("alt").unwrap().contains("Terter said to be under fire"));
        assert!(words(html.root_element()).contains("Azerbaijani Defence Ministry, via the press report claimed by one party"));
        assert_eq!(all(&html, "div[data-story]").len(), 1, "a loader in the theme finds it");
        assert!(!left.contains("<script") && !left.contains("<picture"));
    }
}

/// Requirement 11.
#[test]
fn oembed_is_rich_with_one_titled_frame_that_survives_wordpress() {
    let oembed: serde_json::Value = serde_json::from_str(text(demo(), "oembed.json")).unwrap();
    assert_eq!((&oembed["version"], &oembed["type"]), (&"1.0".into(), &"rich".into()));
    let (width, height) = (oembed["width"].as_u64().unwrap(), oembed["height"].as_u64().unwrap());
    let mut wordpress = ammonia::Builder::empty();
    wordpress.tags(HashSet::from(["a", "blockquote", "iframe"]));
    wordpress.add_tag_attributes("a", ["href"]);
    wordpress.add_tag_attributes(
        "iframe",
        ["src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title"],
    );
    let given = oembed["html"].as_str().unwrap();
    let html = Html::parse_fragment(&wordpress.clean(given).to_string());
    let elements = all(&html, "html > *");
    assert_eq!(elements.len(), 1, "exactly one element");
    let frame = elements[0];
    assert_eq!(frame.value().name(), "iframe");
    assert_eq!(frame.attr("src"), Some(&*format!("{BASE}frame.html")));
    assert_eq!(frame.attr("width"), Some(&*width.to_string()));
    assert_eq!(frame.attr("height"), Some(&*height.to_string()));
    assert!(frame.attr("title").is_some_and(|title| title.contains("two days of reported clashes")));
    assert!((300..=4000).contains(&height), "requirement 15: {height}");

    let page = text(demo(), "index.html");
    let found = page.find("application/json+oembed").unwrap();
    assert!(found < 150_000 && found < page.find("</head>").unwrap());
}

/// Requirement 12.
#[test]
fn the_page_tells_link_previews_what_it_is() {
    let html = page("index.html");
    for (selector, expected) in [
        ("meta[property='og:title']", "Karabakh: two days of reported clashes, and who says what"),
        ("meta[property='og:image']", "https://news.example/stories/clashes/card.png"),
        ("meta[name='twitter:card']", "summary_large_image"),
        ("meta[property='og:url']", "https://news.example/stories/clashes/index.html"),
    ] {
        assert_eq!(all(&html, selector)[0].attr("content"), Some(expected), "{selector}");
    }
    let canonical = all(&html, "link[rel=canonical]")[0];
    assert_eq!(canonical.attr("href"), Some("https://news.example/stories/clashes/index.html"));
    let data = all(&html, "script[type='application/ld+json']")[0].text().collect::<String>();
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data["@type"], "Dataset");
    assert!(data["isBasedOn"].as_array().is_some_and(|sources| sources.len() > 1));
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
    assert!(all(&html, "table").iter().all(|table| table.children().any(|it| {
        ElementRef::wrap(it).is_some_and(|it| it.value().name() == "caption")
    })));
    assert!(all(&html, "script").iter().all(|script| script.attr("type") == Some("application/ld+json")));
    assert!(page.contains("59 + 9 = 68"), "what equals a sum is said to");
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
    let policy = all(&html, "meta[http-equiv='Content-Security-Policy']")[0].attr("content").unwrap().to_owned();
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
    for recipe in ["_headers", "hosting/nginx.conf", "hosting/apache.htaccess", "hosting/Caddyfile", "hosting/cloudfront.txt"] {
        let recipe = text(demo(), recipe);
        assert!(recipe.contains(&policy) && recipe.contains("frame-ancestors *"), "{recipe}");
        for header in ["Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy", "Timing-Allow-Origin", "X-Content-Type-Options", "Permissions-Policy", "immutable"] {
            assert!(recipe.contains(header), "requirement 27: {header} in {recipe}");
        }
    }
}

#[test]
fn without_an_address_pages_are_relative_and_blocks_say_that_they_hold_placeholders() {
    let files = made(&demo_text(), None, &[Tag::En]);
    let frame = text(&files, "frame.html");
    assert!(frame.contains("src=\"./1.4.2/chronocarte.js\"") && frame.contains("script-src &#39;self&#39;"));
    assert!(text(&files, "embed.html").contains("--base-url"));
    assert!(!text(demo(), "embed.html").contains("--base-url"));
}

/// Requirement 13: the rules of amp-iframe.
#[test]
fn the_block_for_amp_keeps_the_rules_of_its_element() {
    let html = Html::parse_fragment(&block("amp"));
    let frame = all(&html, "amp-iframe")[0];
    assert!(frame.attr("src").unwrap().starts_with("https://"));
    assert!(frame.attr("resizable").is_some() && frame.attr("height").is_some());
    let sandbox = frame.attr("sandbox").unwrap();
    assert!(sandbox.split(' ').any(|it| it == "allow-scripts") && !sandbox.contains("allow-same-origin"));
    assert_eq!(all(&html, "amp-iframe > amp-img[placeholder][layout=fill]").len(), 1);
    assert_eq!(all(&html, "amp-iframe > [overflow][tabindex='0'][role=button]").len(), 1);
}

#[test]
fn a_story_beyond_every_region_is_drawn_on_empty_ground() {
    let text = r#"{"chronocarte": 1, "id": "far", "title": {"en": "Far"}, "basemap": "none-such.bin",
        "speakers": [{"id": "s", "name": {"en": "Somebody"}}], "sources": [{"id": "p", "name": {"en": "a paper"}}],
        "places": [{"id": "here", "name": {"en": "Here"}, "lon": -70.5, "lat": -33.4}],
        "events": [{"id": "e", "title": {"en": "It rained"}, "when": {"edtf": "2020-01-02"}, "where": {"place": "here"},
        "claims": [{"id": "c", "speaker": "s", "via": ["p"], "wording": {"en": "It rained."}}]}]}"#;
    let files = made(text, Some(BASE), &[Tag::En]);
    let published: serde_json::Value = serde_json::from_slice(&files["story.json"]).unwrap();
    assert!(published.get("basemap").is_none(), "no reader asks for what is not there");
    assert!(!files.keys().any(|name| name.contains("basemap") || name.contains("gshhg")));
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
fn snippets_can_be_had_without_a_folder() {
    let (story, _) = Story::from_json(&demo_text()).unwrap();
    let site = Site { base: Some(BASE.to_owned()), languages: vec![Tag::En], ..Site::default() };
    let edition = Edition::new(&story, None, &site, Tag::En).unwrap();
    let sizes = Sizes {
        page_width: 680, phone_width: 320, map_page: 440, map_phone: 320, timeline_page: 250, timeline_phone: 300,
    };
    let blocks: Vec<Snippet> = snippets(&edition, &sizes, 900);
    assert!(blocks.iter().any(|block| block.id == "iframe" && block.text.contains("height=\"900\"")));
    assert_eq!(Edition::new(&story, None, &site, Tag::Hy).err().map(|error| error.code), Some("language"));
}
