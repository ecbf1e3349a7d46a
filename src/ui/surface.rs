//! A stack of canvases, one for each kind of layer, painted only where the layer changed.

use wasm_bindgen::JsCast as _;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};
use yew::{Html, NodeRef, html};

use crate::paint::canvas;
use crate::scene::{LayerKind, Scene, Theme};

/// The surfaces of one scene, bottom first.
pub(super) struct Surface {
    canvases: [(LayerKind, NodeRef); 3],
    painted: Option<Painted>,
}

/// What stands on the canvases.
struct Painted {
    scene: Scene,
    theme: Theme,
    pixel_ratio: f64,
}

impl Surface {
    /// Three empty canvases.
    pub(super) fn new() -> Self {
        let canvas = |kind| (kind, NodeRef::default());
        Self {
            canvases: [canvas(LayerKind::Ground), canvas(LayerKind::Data), canvas(LayerKind::Overlay)],
            painted: None,
        }
    }

    /// The canvases. What they show stands elsewhere as text.
    pub(super) fn html(&self) -> Html {
        self.canvases
            .iter()
            .map(|(_, canvas)| html! { <canvas ref={canvas.clone()} aria-hidden="true" /> })
            .collect()
    }

    /// The scene that is painted, for the hit test.
    pub(super) fn scene(&self) -> Option<&Scene> {
        self.painted.as_ref().map(|painted| &painted.scene)
    }

    /// Paints the layers that differ from what stands there.
    pub(super) fn paint(&mut self, scene: Scene, theme: &Theme) {
        let pixel_ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio()).clamp(1.0, 4.0);
        let before = self.painted.as_ref().filter(|painted| {
            painted.pixel_ratio == pixel_ratio
                && painted.theme == *theme
                && painted.scene.width_px == scene.width_px
                && painted.scene.height_px == scene.height_px
        });
        for (kind, canvas) in &self.canvases {
            let Some(canvas) = canvas.cast::<HtmlCanvasElement>() else { continue };
            let of = |scene: &Scene| scene.layers.iter().find(|layer| layer.kind == *kind).cloned();
            if before.is_some_and(|before| of(&before.scene) == of(&scene)) {
                continue;
            }
            let width = (scene.width_px * pixel_ratio).round() as u32;
            let height = (scene.height_px * pixel_ratio).round() as u32;
            // Setting a size clears the canvas, so it is set at every paint that changes anything.
            canvas.set_width(width);
            canvas.set_height(height);
            let context = canvas.get_context("2d").ok().flatten();
            if let Some(context) =
                context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok())
            {
                canvas::draw(&context, &scene, &[*kind], theme, pixel_ratio);
            }
        }
        self.painted = Some(Painted { scene, theme: theme.clone(), pixel_ratio });
    }
}
