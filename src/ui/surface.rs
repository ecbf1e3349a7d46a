//! A stack of canvases, one for each kind of layer, painted only where the layer changed.

use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};
use yew::NodeRef;

use super::element::{El, el};
use crate::paint::canvas;
use crate::scene::{Layer, LayerKind, Scene, Theme};

/// The surfaces of one scene, bottom first.
pub(super) struct Surface {
    canvases: [(LayerKind, NodeRef); 3],
    scene: Option<Rc<Scene>>,
    painted: Option<Painted>,
}

/// What stands on the canvases.
struct Painted {
    scene: Rc<Scene>,
    theme: &'static Theme,
    pixel_ratio: f64,
}

impl Surface {
    /// Three empty canvases.
    #[inline(never)]
    pub(super) fn new() -> Self {
        let canvas = |kind| (kind, NodeRef::default());
        Self {
            canvases: [canvas(LayerKind::Ground), canvas(LayerKind::Data), canvas(LayerKind::Overlay)],
            scene: None,
            painted: None,
        }
    }

    /// Forgets what is painted, because the canvases are others.
    pub(super) fn forget(&mut self) {
        self.painted = None;
    }

    /// Says what is to be painted next; marks and hit tests follow it at once.
    pub(super) fn prepare(&mut self, scene: Scene) {
        self.scene = Some(Rc::new(scene));
    }

    /// The canvases. What they show stands elsewhere as text.
    pub(super) fn canvases(&self) -> Vec<El> {
        self.canvases.iter().map(|(_, canvas)| el("canvas aria-hidden='true'").node(canvas)).collect()
    }

    /// The scene that is painted or about to be.
    pub(super) fn scene(&self) -> Option<&Scene> {
        self.scene.as_deref()
    }

    /// Paints the layers that differ from what stands there.
    #[inline(never)]
    pub(super) fn paint(&mut self, theme: &'static Theme, least_ratio: f64) {
        let Some(scene) = &self.scene else { return };
        let pixel_ratio =
            web_sys::window().map_or(1.0, |window| window.device_pixel_ratio()).clamp(least_ratio, 4.0);
        let before = self.painted.as_ref().filter(|painted| {
            painted.pixel_ratio == pixel_ratio
                && std::ptr::eq(painted.theme, theme)
                && painted.scene.width_px == scene.width_px
                && painted.scene.height_px == scene.height_px
        });
        for (kind, canvas) in &self.canvases {
            let Some(canvas) = canvas.cast::<HtmlCanvasElement>() else { continue };
            if before.is_some_and(|before| layer(&before.scene, *kind) == layer(scene, *kind)) {
                continue;
            }
            // Setting a size clears the canvas, so it is set at every paint that changes anything.
            canvas.set_width((scene.width_px * pixel_ratio).round() as u32);
            canvas.set_height((scene.height_px * pixel_ratio).round() as u32);
            if let Ok(Some(context)) = canvas.get_context("2d") {
                let context: CanvasRenderingContext2d = context.unchecked_into();
                canvas::draw(&context, scene, &[*kind], theme, pixel_ratio);
            }
        }
        self.painted = Some(Painted { scene: Rc::clone(scene), theme, pixel_ratio });
    }
}

fn layer(scene: &Scene, kind: LayerKind) -> Option<&Layer> {
    scene.layers.iter().find(|layer| layer.kind == kind)
}
