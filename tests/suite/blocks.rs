//! The blocks an editor copies: what each holds, and what a CMS leaves of it.

use std::collections::HashSet;

use chronocarte::publish::bytes::integrity;
use chronocarte::publish::{Edition, Site, Sizes, Snippet, snippets};
use chronocarte::story::Story;
use chronocarte::text::Tag;
use scraper::Html;

use super::golden::golden_text;
use super::publish::{BASE, all, demo, page, text, words};
use super::setting::demo_text;

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
        [
            "tag",
            "tag-moving",
            "tag-undelayed",
            "iframe",
            "iframe-resized",
            "wordpress",
            "wordpress-html",
            "amp",
            "link",
            "mail",
            "apple-news"
        ]
    );
    let mut pictures = 0;
    for (id, block) in &blocks {
        let html = Html::parse_fragment(block);
        for element in all(&html, "*") {
            for (name, value) in element.value().attrs() {
                assert!(name != "style" && !name.starts_with("on"), "{id}: {name}={value}");
                if let Some(rest) = name.strip_prefix("data-") {
                    let mut letters = rest.split('-');
                    assert!(
                        letters.all(|part| !part.is_empty()
                            && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())),
                        "{id}: {name}"
                    );
                }
            }
        }
        for script in all(&html, "script") {
            assert!(script.attr("src").is_some() && words(script).is_empty(), "{id}");
        }
        for picture in all(&html, "img, source") {
            pictures += 1;
            for side in ["width", "height"] {
                assert!(
                    picture.attr(side).is_some_and(|it| it.parse::<u32>().is_ok_and(|it| it > 100)),
                    "{id}: {side}"
                );
            }
        }
        for picture in all(&html, "img") {
            assert!(
                picture.attr("alt").is_some_and(|alt| alt.len() > 40),
                "{id}: meaningful words for a picture"
            );
        }
    }
    assert!(pictures >= 4 * 8, "{pictures}");
}

/// What a CMS leaves of a block to those who may paste neither scripts nor styles, new elements or vectors.
fn left_by_a_strict_cms(block: &str) -> String {
    let allowed = [
        "a",
        "b",
        "blockquote",
        "br",
        "del",
        "div",
        "em",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "i",
        "img",
        "li",
        "ol",
        "p",
        "strong",
        "ul",
    ];
    let mut cms = ammonia::Builder::empty();
    cms.tags(HashSet::from(allowed)).generic_attributes(HashSet::from(["class", "title"]));
    cms.add_generic_attribute_prefixes(["data-"]);
    cms.add_tag_attributes("a", ["href"]);
    cms.add_tag_attributes("img", ["src", "alt", "width", "height"]);
    cms.clean_content_tags(HashSet::from(["script", "style"])).url_schemes(HashSet::from(["https"]));
    cms.clean(block).to_string()
}

/// Requirement 6: a picture that links to the page, and words.
#[test]
fn what_a_strict_cms_leaves_of_a_block_is_a_linked_picture_with_its_words() {
    for id in ["tag", "tag-moving", "tag-undelayed", "wordpress-html"] {
        let left = left_by_a_strict_cms(&block(id));
        let html = Html::parse_fragment(&left);
        let picture = all(&html, &format!("a[href=\"{BASE}index.html\"] img[src=\"{BASE}map.svg\"]"));
        assert_eq!(picture.len(), 1, "{left}");
        assert!(picture[0].attr("alt").unwrap().contains("Terter said to be under fire"));
        assert!(
            words(html.root_element())
                .contains("Azerbaijani Defence Ministry, via the press report claimed by one party")
        );
        assert_eq!(all(&html, "div[data-story]").len(), 1, "a loader in the theme finds it");
        assert!(!left.contains("<script") && !left.contains("<picture"));
    }
}

/// Requirement 6: what is made for places without script loses nothing there.
#[test]
fn a_strict_cms_takes_no_word_from_link_and_mail() {
    for id in ["link", "mail"] {
        let whole = Html::parse_fragment(&block(id));
        let left = Html::parse_fragment(&left_by_a_strict_cms(&block(id)));
        assert_eq!(words(left.root_element()), words(whole.root_element()), "{id}");
        assert!(words(left.root_element()).len() > 40);
        let links = all(&left, &format!("a[href=\"{BASE}index.html\"]"));
        assert!(!links.is_empty(), "{id}");
        assert_eq!(all(&left, "img[alt]").len(), all(&whole, "img[alt]").len());
    }
}

/// Requirement 52: what stands there without script says when, how many, as of when, by whom, under whose credit, and
/// leads to the table of it all.
#[test]
fn the_figure_in_a_block_says_when_how_many_by_whom_and_leads_to_the_table_page() {
    for id in ["tag", "tag-moving", "wordpress-html"] {
        let html = Html::parse_fragment(&block(id));
        let caption = words(all(&html, ".chronocarte > figure > figcaption")[0]);
        for part in ["Sun 27 Sept 2020 – Mon 28 Sept 2020", "7 of 7 events", "As of 28 Sept 2020"] {
            assert!(caption.contains(part), "{part} in {caption}");
        }
        assert_eq!(all(&html, "figure > ol > li").len(), 7);
        let figure = words(all(&html, "figure")[0]);
        for part in ["via the press report", "Chronocarte demonstration", "GeoNames", "Natural Earth"] {
            assert!(figure.contains(part), "{part}");
        }
        for picture in all(&html, "figure img") {
            assert!(["width", "height", "alt"].iter().all(|name| picture.attr(name).is_some()));
        }
        let table = all(&html, &format!("figure > p > a[href=\"{BASE}index.html\"]"));
        assert!(table.iter().any(|link| words(*link) == "All events, claims and sources on one page"));
        assert!(text(demo(), "index.html").contains("<table>"));
    }
}

/// Requirement 11: every page tells where its own answer is, early enough for those who read only the beginning.
#[test]
fn every_table_page_names_its_oembed_answer_within_the_first_150_kb_of_its_head() {
    for (name, answer) in [("index.html", "oembed.json"), ("index.fr.html", "oembed.fr.json")] {
        let links = page(name);
        let links = all(&links, "head > link[rel=alternate][type='application/json+oembed']");
        assert_eq!(links.len(), 1, "{name}");
        assert_eq!(links[0].attr("href"), Some(&*[BASE, answer].concat()));
        assert!(links[0].attr("title").is_some_and(|title| title.len() > 20));
        let markup = text(demo(), name);
        let found = markup.find("application/json+oembed").unwrap();
        assert!(found < 150_000 && found < markup.find("</head>").unwrap(), "{name}: {found}");
    }
}

/// Requirement 11: what version 1.0 of the format asks of a rich answer, and of the picture that goes with it.
#[test]
fn an_oembed_answer_has_what_the_format_asks_for_and_nothing_else() {
    for name in ["oembed.json", "oembed.fr.json"] {
        let oembed: serde_json::Value = serde_json::from_str(text(demo(), name)).unwrap();
        for (key, value) in oembed.as_object().unwrap() {
            let fits = match key.as_str() {
                "version" => value == "1.0",
                "type" => value == "rich",
                "title" | "html" => value.as_str().is_some_and(|text| !text.is_empty()),
                "thumbnail_url" => value.as_str().is_some_and(|address| address.starts_with(BASE)),
                "width" | "height" | "thumbnail_width" | "thumbnail_height" | "cache_age" => {
                    value.as_u64().is_some_and(|number| number > 0)
                }
                _ => false,
            };
            assert!(fits, "{name}: {key}: {value}");
        }
        // A rich answer needs these four, and all three of a picture or none.
        for key in ["html", "width", "height", "version"] {
            assert!(oembed.get(key).is_some(), "{name}: {key}");
        }
        for key in ["thumbnail_url", "thumbnail_width", "thumbnail_height"] {
            assert!(oembed.get(key).is_some(), "{name}: {key}");
        }
    }
}

/// Requirements 11 and 15.
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

/// Requirement 13: what goes to AMP, Apple News, mail and feeds, as it was looked at.
#[test]
fn the_kits_for_other_places_are_the_goldens() {
    golden_text("kit_amp.html", &block("amp"));
    golden_text("kit_mail.html", &block("mail"));
    assert_eq!(block("apple-news"), [BASE, "applenews.json"].concat());
    golden_text("kit_applenews.json", text(demo(), "applenews.json"));
    golden_text("kit_applenews.fr.json", text(demo(), "applenews.fr.json"));
}

/// Requirement 13: mail and feeds get a linked picture of dots with words, and nothing that runs.
#[test]
fn the_block_for_mail_is_a_linked_picture_of_dots_and_words() {
    let html = Html::parse_fragment(&block("mail"));
    let picture = all(&html, &format!("a[href=\"{BASE}index.html\"] > img[src=\"{BASE}map.png\"]"));
    assert_eq!(picture.len(), 1);
    assert!(picture[0].attr("alt").is_some_and(|words| words.len() > 40));
    assert!(all(&html, "script, svg, picture, style, iframe").is_empty());
    assert!(words(html.root_element()).contains("two days of reported clashes"));
}

#[test]
fn snippets_can_be_had_without_a_folder() {
    let (story, _) = Story::from_json(&demo_text()).unwrap();
    let site = Site { base: Some(BASE.to_owned()), languages: vec![Tag::En], ..Site::default() };
    let edition = Edition::new(&story, None, &site, Tag::En).unwrap();
    let sizes = Sizes {
        page_width: 680,
        phone_width: 320,
        map_page: 440,
        map_phone: 320,
        timeline_page: 250,
        timeline_phone: 300,
    };
    let blocks: Vec<Snippet> = snippets(&edition, &sizes, 900);
    assert!(blocks.iter().any(|block| block.id == "iframe" && block.text.contains("height=\"900\"")));
    for tag in Tag::ALL {
        assert!(Edition::new(&story, None, &site, tag).is_ok(), "{tag:?} has words for pages");
    }
}
