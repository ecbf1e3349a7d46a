//! What holds of every map, whatever is seen of it.

use super::*;

#[test]
fn every_size_and_zoom_is_free_of_collisions() {
    for language_tag in [Tag::En, Tag::Fr] {
        let mut situation = Situation::desktop();
        situation.language = language(language_tag);
        for size in
            [(288.0, 260.0), (351.0, 300.0), (480.0, 360.0), (560.0, 400.0), (676.0, 469.0), (900.0, 560.0)]
        {
            situation.size = size;
            situation.view.camera = None;
            let opening = situation.view.camera(&situation.index, situation.viewport());
            for zoom in [5.0, 6.5, 7.5, 8.0, 8.7, 9.5, 11.0] {
                situation.view.camera = Some(Camera { zoom: Zoom::clamped(zoom), ..opening });
                assert_nothing_collides(
                    &situation.scene(),
                    &format!("{size:?} at {zoom} in {language_tag:?}"),
                );
            }
        }
    }
}

#[test]
fn every_place_of_the_story_that_is_seen_bears_its_name_at_the_opening() {
    for size in [(288.0, 260.0), (351.0, 300.0), (480.0, 360.0), (676.0, 469.0), (900.0, 560.0)] {
        let mut situation = Situation::desktop();
        situation.size = size;
        let scene = situation.scene();
        let camera = situation.view.camera(&situation.index, situation.viewport());
        let texts = texts(&scene);
        for place in &situation.story.places {
            let at = camera.project(place.position().unwrap(), situation.viewport());
            let seen = Rect::new(0.0, 0.0, size.0, size.1).grown(-30.0).contains(Point::new(at.0, at.1));
            let first = place.name.get("en").split(" / ").next().unwrap();
            assert!(
                !seen || texts.iter().any(|(_, text)| text.starts_with(first)),
                "{} at {size:?}",
                place.id
            );
        }
    }
}

#[test]
fn moving_the_map_moves_every_mark_alike() {
    let mut situation = Situation::desktop();
    let before = situation.scene();
    let camera = situation.view.camera(&situation.index, situation.viewport());
    situation.view.camera = Some(camera.panned(24.0, -16.0, situation.viewport()));
    let after = situation.scene();
    assert!(before.targets().len() > 2);
    for ((from, target), (to, same)) in before.targets().into_iter().zip(after.targets()) {
        assert_eq!(target, same);
        assert!((to.x - from.x - 24.0).abs() < 1e-3 && (to.y - from.y + 16.0).abs() < 1e-3);
    }
}

#[test]
fn brushing_takes_marks_away_and_moves_nothing() {
    let mut situation = Situation::desktop();
    let before = situation.scene();
    // 27 September 2020 at UTC+4.
    let start = Instant::parse_rfc3339("2020-09-27T00:00:00+04:00").unwrap();
    let end = Instant::parse_rfc3339("2020-09-28T00:00:00+04:00").unwrap();
    situation.view.brush = Some(TimeSpan::between(start, end));
    let after = situation.scene();
    let (all, left) = (before.targets(), after.targets());
    assert!(!left.is_empty() && left.len() < all.len());
    assert!(left.iter().all(|spot| all.contains(spot)));
    assert_eq!(before.layers[0], after.layers[0], "the ground does not depend on the brush");
}

#[test]
fn selecting_and_pointing_change_the_overlay_only() {
    let before = Situation::desktop().scene();
    let mut situation = Situation::desktop().select("talish-heights");
    situation.view.hovered = situation.story.event_index("clashes");
    let after = situation.scene();
    for (one, other) in before.layers.iter().zip(&after.layers) {
        assert_eq!(one == other, one.kind != LayerKind::Overlay, "{:?}", one.kind);
    }
}

#[test]
fn a_map_of_no_size_is_empty() {
    let mut situation = Situation::desktop();
    situation.size = (0.0, 0.0);
    assert!(situation.scene().layers.iter().all(|layer| layer.items.is_empty()));
}

#[test]
fn a_click_on_a_mark_finds_its_event() {
    let situation = Situation::desktop();
    let scene = situation.scene();
    for (center, target) in scene.targets() {
        assert_eq!(scene.hit_test(center, 4.0), Some(target));
    }
}
