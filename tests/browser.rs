//! The library inside a real browser: `cargo xtask test wasm`.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

use chronocarte::geo::Basemap;
use chronocarte::index::Index;
use chronocarte::paint::{canvas, svg};
use chronocarte::scene::{Frame, LayerKind, Mark, Scene, Theme, map, timeline, timeline_height_px, tolls};
use chronocarte::story::{Measure, Story, Value, language};
use chronocarte::text::{Language, Tag};
use chronocarte::view::{Action, View};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

wasm_bindgen_test_configure!(run_in_browser);

/// At most this share of the pixels may differ between the two painters.
const MOST_DIFFERENT: f64 = 0.01;
/// A pixel differs when a channel differs by more than this, of 255.
const DIFFERENT: u8 = 32;

fn parsed(text: &str) -> Value {
    chronocarte::embed::value(&js_sys::JSON::parse(text).unwrap()).unwrap()
}

fn demo() -> (Story, Basemap, Language) {
    let (story, report) = Story::read(&parsed(include_str!("../static/demo/karabakh-2020.json")));
    assert!(!report.has_errors(), "{report:?}");
    let packs: [&[u8]; 3] = [
        include_bytes!("../static/basemap/caucasus-ground.bin"),
        include_bytes!("../static/basemap/caucasus-water.bin"),
        include_bytes!("../static/basemap/caucasus-names.bin"),
    ];
    let basemap = Basemap::decode(&packs.concat()).unwrap();
    (story, basemap, language(Tag::En, parsed(include_str!("../static/lang/en.json"))))
}

fn blank(scene: &Scene) -> CanvasRenderingContext2d {
    let document = web_sys::window().unwrap().document().unwrap();
    let surface: HtmlCanvasElement = document.create_element("canvas").unwrap().unchecked_into();
    surface.set_width(scene.width_px as u32);
    surface.set_height(scene.height_px as u32);
    surface.get_context("2d").unwrap().unwrap().unchecked_into()
}

fn pixels(context: &CanvasRenderingContext2d, scene: &Scene) -> Vec<u8> {
    context.get_image_data(0.0, 0.0, scene.width_px, scene.height_px).unwrap().data().0
}

/// Draws a scene with both painters, text left out, and returns the share of pixels that differ.
async fn difference(mut scene: Scene, theme: &Theme) -> f64 {
    (scene.width_px, scene.height_px) = (scene.width_px.ceil(), scene.height_px.ceil());
    for layer in &mut scene.layers {
        layer.items.retain(|item| !matches!(item.mark, Mark::Text { .. }));
    }
    let drawn = blank(&scene);
    canvas::draw(&drawn, &scene, &[LayerKind::Ground, LayerKind::Data, LayerKind::Overlay], theme, 1.0);

    let markup = svg::write(&scene, theme);
    let image = HtmlImageElement::new().unwrap();
    let escaped = String::from(js_sys::encode_uri_component(&markup));
    image.set_src(&format!("data:image/svg+xml,{escaped}"));
    JsFuture::from(image.decode()).await.expect("the picture is well-formed");
    let written = blank(&scene);
    written.draw_image_with_html_image_element(&image, 0.0, 0.0).unwrap();

    let (drawn, written) = (pixels(&drawn, &scene), pixels(&written, &scene));
    assert_eq!(drawn.len(), written.len());
    assert!(drawn.iter().any(|channel| *channel != 0), "something is drawn");
    let differs = |(one, other): (&[u8], &[u8])| {
        one.iter().zip(other).any(|(one, other)| one.abs_diff(*other) > DIFFERENT)
    };
    let different = drawn.chunks(4).zip(written.chunks(4)).filter(|pair| differs(*pair)).count();
    different as f64 / (drawn.len() / 4) as f64
}

#[wasm_bindgen_test]
async fn both_painters_draw_the_same_picture() {
    let (story, basemap, language) = demo();
    let index = Index::new(&story);
    let mut view = View::OPENING;
    let _ = view.apply(&Action::Select(story.event_index("talish-heights")), &story, &index);
    let matches = view.matches(&story, &index);
    let frame = Frame {
        story: &story,
        whole: &story,
        index: &index,
        view: &view,
        matches: &matches,
        basemap: Some(&basemap),
        language: &language,
        width_px: 640.0,
        height_px: 430.0,
    };
    let timeline_frame = Frame { height_px: timeline_height_px(&frame), ..frame };
    for theme in [Theme::LIGHT, Theme::DARK] {
        for (name, scene) in [
            ("map", map(&frame)),
            ("timeline", timeline(&timeline_frame)),
            ("tolls", tolls(&frame, Measure::Killed)),
        ] {
            let share = difference(scene, &theme).await;
            assert!(share <= MOST_DIFFERENT, "{name}: {share} of the pixels differ");
        }
    }
}

#[wasm_bindgen_test]
fn a_story_too_deep_is_refused_before_it_can_overflow_the_stack() {
    let deep = "[".repeat(5000) + &"]".repeat(5000);
    let parsed: JsValue = js_sys::JSON::parse(&deep).unwrap();
    let refused = chronocarte::embed::value(&parsed).unwrap_err();
    assert!(refused.contains("deeper than 64"), "{refused}");
}

#[wasm_bindgen_test]
fn every_kind_of_plain_data_is_read_and_nothing_else() {
    let value = parsed(r#"{"b": [true, null, -1.5, "x", {}, []], "a": 9007199254740993}"#);
    let list = vec![
        Value::Bool(true),
        Value::Null,
        Value::Number(-1.5),
        Value::String("x".to_owned()),
        Value::Map(Vec::new()),
        Value::List(Vec::new()),
    ];
    let entries = [("b", Value::List(list)), ("a", Value::Number(9_007_199_254_740_992.0))];
    assert_eq!(value, Value::Map(entries.map(|(key, value)| (key.to_owned(), value)).into()));
    assert_eq!(chronocarte::embed::value(&JsValue::UNDEFINED), Ok(Value::Null));
    assert!(chronocarte::embed::value(&js_sys::Function::new_no_args("").into()).is_err());
}

#[wasm_bindgen_test]
fn a_story_reads_alike_through_the_engine_and_natively() {
    let (story, _, _) = demo();
    assert_eq!(story.events.len(), 13);
    assert_eq!(Index::new(&story).order.len(), 7);
}
