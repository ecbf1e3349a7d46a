//! The map, situation by situation. The goldens are its gallery.

#![allow(clippy::unwrap_used, reason = "a situation that cannot be set up is a failed test")]

use chronocarte::geo::{Basemap, LonLat, Zoom};
use chronocarte::index::Index;
use chronocarte::paint::svg;
use chronocarte::scene::{Frame, LayerKind, Mark, Point, Rect, Scene, Target, Theme, map, text_width_px};
use chronocarte::story::Story;
use chronocarte::text::{Language, Tag};
use chronocarte::time::{Instant, TimeSpan};
use chronocarte::view::{Camera, View, Viewport};
use std::fs;
use std::path::PathBuf;

use crate::golden::golden;
use crate::setting::{demo_story, language, root};

mod rules;

/// Every pack there is, as a page puts them together.
fn basemap() -> Basemap {
    let mut packs: Vec<PathBuf> = fs::read_dir(root("static/basemap"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "bin"))
        .collect();
    packs.sort();
    assert!(!packs.is_empty());
    let mut basemap = Basemap::default();
    for pack in packs {
        basemap.merge(Basemap::decode(&fs::read(pack).unwrap()).unwrap());
    }
    basemap
}

/// A small invented story: two parties, a monitor, and events given as (place, speakers).
fn invented(places: &[(&str, f64, f64)], events: &[(&str, &str)]) -> Story {
    let places: Vec<serde_json::Value> = places
        .iter()
        .map(|(id, lon, lat)| serde_json::json!({"id": id, "name": {"en": id}, "lon": lon, "lat": lat}))
        .collect();
    let events: Vec<serde_json::Value> = events
        .iter()
        .enumerate()
        .map(|(number, (place, claims))| {
            let claims: Vec<serde_json::Value> = claims
                .split('+')
                .enumerate()
                .map(|(claim, speaker)| {
                    let id = format!("{number}-{claim}");
                    let wording = serde_json::json!({"en": "x"});
                    match speaker.strip_prefix('!') {
                        Some(speaker) => serde_json::json!({"id": id, "speaker": speaker, "stance": "denies",
                            "answers": format!("{number}-0"), "via": ["s"], "wording": wording}),
                        None => serde_json::json!({"id": id, "speaker": speaker, "firstHand": speaker == "monitor",
                            "via": ["s"], "wording": wording}),
                    }
                })
                .collect();
            let mut event = serde_json::json!({"id": format!("e{number}"), "title": {"en": "x"}, "where": {"place": place},
                "when": {"edtf": format!("2021-05-{:02}", number + 1)}, "claims": claims});
            if claims.is_empty() {
                event["background"] = true.into();
            }
            event
        })
        .collect();
    let story = serde_json::json!({"chronocarte": 1, "id": "x", "title": {"en": "x"}, "languages": ["en"],
        "parties": [{"id": "a", "name": {"en": "A"}}, {"id": "b", "name": {"en": "B"}}],
        "speakers": [
            {"id": "a", "name": {"en": "A"}, "kind": "official", "party": "a"},
            {"id": "b", "name": {"en": "B"}, "kind": "official", "party": "b"},
            {"id": "org", "name": {"en": "O"}, "kind": "international"},
            {"id": "monitor", "name": {"en": "M"}, "kind": "monitor"},
            {"id": "press", "name": {"en": "P"}, "kind": "press"}],
        "sources": [{"id": "s", "name": {"en": "S"}}], "places": places, "events": events});
    let (story, report) = Story::from_json(&story.to_string()).unwrap();
    assert!(!report.has_errors(), "{report:?}");
    story
}

/// Everything a map is made from, to be varied.
struct Situation {
    story: Story,
    index: Index,
    view: View,
    basemap: Option<Basemap>,
    language: Language,
    size: (f64, f64),
}

impl Situation {
    fn new(story: Story, size: (f64, f64)) -> Self {
        let index = Index::new(&story);
        Self {
            story,
            index,
            view: View::OPENING,
            basemap: Some(basemap()),
            language: language(Tag::En),
            size,
        }
    }

    /// The first story in the map of a container 1040 pixels wide.
    fn desktop() -> Self {
        Self::new(demo_story(), (676.0, 469.0))
    }

    fn phone() -> Self {
        Self::new(demo_story(), (351.0, 300.0))
    }

    fn scene(&self) -> Scene {
        let matches = self.view.matches(&self.story, &self.index);
        map(&Frame {
            story: &self.story,
            whole: &self.story,
            index: &self.index,
            view: &self.view,
            matches: &matches,
            basemap: self.basemap.as_ref(),
            language: &self.language,
            width_px: self.size.0,
            height_px: self.size.1,
        })
    }

    fn viewport(&self) -> Viewport {
        Viewport { width_px: self.size.0, height_px: self.size.1 }
    }

    fn select(mut self, event: &str) -> Self {
        self.view.selected = self.story.event_index(event);
        assert!(self.view.selected.is_some());
        self
    }
}

fn texts(scene: &Scene) -> Vec<(Rect, &str)> {
    use chronocarte::scene::Align;
    let mut found = Vec::new();
    for item in scene.layers.iter().flat_map(|layer| &layer.items) {
        if let Mark::Text { at, text, align, font } = &item.mark {
            let width = text_width_px(text, font);
            let left = match align {
                Align::Left => at.x,
                Align::Middle => at.x - width / 2.0,
                Align::Right => at.x - width,
            };
            found.push((
                Rect::new(left, at.y - 0.74 * font.size_px, width, 0.95 * font.size_px),
                text.as_str(),
            ));
        }
    }
    found
}

fn discs(scene: &Scene) -> Vec<(Point, f64)> {
    scene
        .layers
        .iter()
        .flat_map(|layer| &layer.items)
        .filter(|item| matches!(item.target, Some(Target::Event(_) | Target::Cluster(_))))
        .filter_map(|item| match item.mark {
            Mark::Circle { center, radius } => Some((center, radius)),
            _ => None,
        })
        .collect()
}

/// No text lies on another, beyond the frame, or on a mark other than its own number.
fn assert_nothing_collides(scene: &Scene, situation: &str) {
    let texts = texts(scene);
    assert!(!texts.is_empty());
    for (position, (rect, text)) in texts.iter().enumerate() {
        // A mark at the edge may be cut, with its number.
        let number = text.chars().all(|letter| letter.is_ascii_digit());
        assert!(
            number
                || rect.x >= 0.0
                    && rect.x + rect.width <= scene.width_px
                    && rect.y + rect.height <= scene.height_px,
            "{situation}: {text} leaves the map"
        );
        for (other, words) in texts.iter().skip(position + 1) {
            assert!(!rect.overlaps(*other), "{situation}: {text} lies on {words}");
        }
        for (center, radius) in discs(scene).into_iter().filter(|_| !number) {
            let away = Mark::Rect { rect: *rect, radius: 0.0 }.distance(center);
            assert!(away >= radius, "{situation}: {text} lies on a mark");
        }
    }
}

#[test]
fn map_opening_light_1040() {
    let situation = Situation::desktop();
    let scene = situation.scene();
    assert_nothing_collides(&scene, "opening");
    golden("map_opening_light_1040", &svg::write(&scene, &Theme::LIGHT));
}

#[test]
fn map_opening_dark_1040() {
    golden("map_opening_dark_1040", &svg::write(&Situation::desktop().scene(), &Theme::DARK));
}

#[test]
fn map_phone_light_375() {
    let scene = Situation::phone().scene();
    assert_nothing_collides(&scene, "phone");
    golden("map_phone_light_375", &svg::write(&scene, &Theme::LIGHT));
}

#[test]
fn map_phone_dark_375() {
    golden("map_phone_dark_375", &svg::write(&Situation::phone().scene(), &Theme::DARK));
}

#[test]
fn map_forced_colors() {
    golden("map_forced_colors", &svg::write(&Situation::desktop().scene(), &Theme::FORCED));
}

#[test]
fn map_selected_event() {
    let mut situation = Situation::desktop().select("talish-heights");
    situation.view.hovered = situation.story.event_index("clashes");
    golden("map_selected_event", &svg::write(&situation.scene(), &Theme::LIGHT));
}

#[test]
fn map_phone_selected_distance() {
    let opening = Situation::phone();
    assert!(!texts(&opening.scene()).iter().any(|(_, text)| text.contains("114")));
    let scene = Situation::phone().select("terter-under-fire").scene();
    assert!(texts(&scene).iter().any(|(_, text)| text.contains("17") && text.contains("114")));
    assert_nothing_collides(&scene, "phone with a distance");
    golden("map_phone_selected_distance", &svg::write(&scene, &Theme::LIGHT));
}

#[test]
fn map_in_french() {
    let mut situation = Situation::desktop();
    situation.language = language(Tag::Fr);
    let scene = situation.scene();
    assert_nothing_collides(&scene, "French");
    golden("map_in_french", &svg::write(&scene, &Theme::LIGHT));
}

#[test]
fn map_without_basemap() {
    let mut situation = Situation::desktop();
    situation.basemap = None;
    let scene = situation.scene();
    assert_nothing_collides(&scene, "without a base map");
    golden("map_without_basemap", &svg::write(&scene, &Theme::LIGHT));
}

#[test]
fn map_two_parties_and_confirmed() {
    let places = [
        ("One party", 45.0, 40.6),
        ("The other", 46.0, 40.6),
        ("Both", 47.0, 40.6),
        ("Confirmed", 45.0, 40.0),
        ("Denied", 46.0, 40.0),
        ("Third parties", 47.0, 40.0),
        ("Press", 46.0, 39.5),
    ];
    let events = [
        ("One party", "a"),
        ("The other", "b"),
        ("Both", "a+b"),
        ("Confirmed", "a+monitor"),
        ("Denied", "a+!b"),
        ("Third parties", "org"),
        ("Press", "press"),
    ];
    let scene = Situation::new(invented(&places, &events), (640.0, 420.0)).scene();
    assert_nothing_collides(&scene, "standings");
    golden("map_two_parties_and_confirmed", &svg::write(&scene, &Theme::LIGHT));
}

#[test]
fn map_cluster() {
    let places = [("Crowded", 46.0, 40.0), ("Alone", 46.9, 40.3), ("Shared", 45.3, 40.3)];
    let mut events = vec![("Crowded", "a"); 5];
    events.extend([
        ("Crowded", "b"),
        ("Crowded", "press"),
        ("Alone", "b"),
        ("Shared", "a"),
        ("Shared", "b"),
        ("Shared", "press"),
    ]);
    let situation = Situation::new(invented(&places, &events), (640.0, 420.0));
    let scene = situation.scene();
    let clusters: Vec<usize> = scene
        .targets()
        .into_iter()
        .filter_map(
            |(_, target)| if let Target::Cluster(events) = target { Some(events.len()) } else { None },
        )
        .collect();
    assert_eq!(clusters, [7]);
    assert_eq!(scene.targets().len(), 5);
    golden("map_cluster", &svg::write(&scene, &Theme::LIGHT));
}

#[test]
fn map_antimeridian() {
    let places = [
        ("Labasa", 179.38, -16.43),
        ("Taveuni", -179.98, -16.85),
        ("Suva", 178.44, -18.14),
        ("Lakeba", -178.8, -18.2),
    ];
    let events = [("Labasa", "a"), ("Lakeba", "b")];
    let scene = Situation::new(invented(&places, &events), (640.0, 420.0)).scene();
    let targets = scene.targets();
    assert_eq!(targets.len(), 2);
    assert!(targets[0].0.x < targets[1].0.x && targets[1].0.x - targets[0].0.x < 640.0);
    golden("map_antimeridian", &svg::write(&scene, &Theme::LIGHT));
}

#[test]
fn map_own_areas() {
    let mut situation = Situation::new(
        invented(&[("Ford", 46.5, 40.2), ("Mill", 47.1, 40.5)], &[("Ford", "a")]),
        (640.0, 420.0),
    );
    let areas = serde_json::json!({"chronocarte": 1, "areas": [
        {"id": "1", "kind": "disputed-area", "name": {"en": "x"}, "geometry": {"type": "Polygon", "coordinates":
            [[[46.0, 39.8], [47.0, 39.8], [47.0, 40.6], [46.0, 40.6]], [[46.3, 40.0], [46.7, 40.0], [46.7, 40.4], [46.3, 40.4]]]}},
        {"id": "2", "kind": "reported-control", "name": {"en": "x"}, "geometry": {"type": "Polygon", "coordinates":
            [[[47.0, 40.2], [47.8, 40.2], [47.8, 40.7], [47.2, 40.8]]]}},
        {"id": "3", "kind": "route", "name": {"en": "x"}, "geometry": {"type": "MultiLineString", "coordinates":
            [[[45.5, 40.9], [46.0, 40.7], [46.5, 40.2]]]}},
        {"id": "4", "kind": "ceasefire-line", "name": {"en": "x"}, "geometry": {"type": "MultiLineString", "coordinates":
            [[[45.2, 39.7], [48.2, 39.9]]]}},
        {"id": "5", "kind": "region", "name": {"en": "x"}, "validTo": {"edtf": "1990"}, "geometry": {"type": "Polygon",
            "coordinates": [[[45.0, 39.0], [45.5, 39.0], [45.5, 41.0]]]}},
        {"id": "6", "kind": "boundary", "name": {"en": "x"}, "geometry": {"type": "Polygon", "coordinates":
            [[[200.0, 95.0], [45.2, 40.2], [45.6, 40.2]]]}}]});
    situation.story.areas = Story::from_json(&areas.to_string()).unwrap().0.areas;
    assert_eq!(situation.story.areas.len(), 6);
    golden("map_own_areas", &svg::write(&situation.scene(), &Theme::LIGHT));
}

#[test]
fn map_close_up() {
    let mut situation = Situation::desktop();
    let center = LonLat::new(46.84, 40.35).unwrap();
    situation.view.camera = Some(Camera { center, zoom: Zoom::clamped(10.0) });
    let scene = situation.scene();
    assert_nothing_collides(&scene, "close up");
    golden("map_close_up", &svg::write(&scene, &Theme::LIGHT));
}

#[test]
fn map_far_away() {
    let mut situation = Situation::desktop();
    let center = LonLat::new(46.84, 40.35).unwrap();
    situation.view.camera = Some(Camera { center, zoom: Zoom::clamped(5.2) });
    let scene = situation.scene();
    assert_nothing_collides(&scene, "far away");
    golden("map_far_away", &svg::write(&scene, &Theme::LIGHT));
}
