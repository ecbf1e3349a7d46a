//! What the framework does not listen to: listeners that may refuse scrolling, media queries, sizes, frames.

use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

/// A listener that ends when it is dropped.
pub(super) struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens; with `active` the handler may call `preventDefault` on wheel and touch events.
    pub(super) fn new(
        target: &EventTarget,
        kind: &'static str,
        active: bool,
        handler: impl FnMut(Event) + 'static,
    ) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(handler);
        let options = AddEventListenerOptions::new();
        options.set_passive(!active);
        // Fails only for a target that is gone, and then there is nothing to listen to.
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            kind,
            closure.as_ref().unchecked_ref(),
            &options,
        );
        Self { target: target.clone(), kind, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ =
            self.target.remove_event_listener_with_callback(self.kind, self.closure.as_ref().unchecked_ref());
    }
}

/// An observer of sizes that ends when it is dropped.
pub(super) struct Sizes {
    observer: web_sys::ResizeObserver,
    _closure: Closure<dyn FnMut()>,
}

impl Sizes {
    /// Calls the handler whenever an element's size changes. `None` where the browser has no such observer.
    pub(super) fn new(elements: &[web_sys::Element], handler: impl FnMut() + 'static) -> Option<Self> {
        let closure = Closure::<dyn FnMut()>::new(handler);
        let observer = web_sys::ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
        for element in elements {
            observer.observe(element);
        }
        Some(Self { observer, _closure: closure })
    }
}

impl Drop for Sizes {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// The next animation frame, called off when dropped.
pub(super) struct NextFrame {
    id: i32,
    _closure: Closure<dyn FnMut()>,
}

impl NextFrame {
    /// Asks for one call before the next paint.
    pub(super) fn request(handler: impl FnOnce() + 'static) -> Option<Self> {
        let closure = Closure::once(handler);
        let id = web_sys::window()?.request_animation_frame(closure.as_ref().unchecked_ref()).ok()?;
        Some(Self { id, _closure: closure })
    }
}

impl Drop for NextFrame {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let _ = window.cancel_animation_frame(self.id);
        }
    }
}

/// A call after some time, called off when dropped.
pub(super) struct Timeout {
    id: i32,
    _closure: Closure<dyn FnMut()>,
}

impl Timeout {
    /// Asks for one call after so many milliseconds.
    pub(super) fn after_ms(delay_ms: i32, handler: impl FnOnce() + 'static) -> Option<Self> {
        let closure = Closure::once(handler);
        let window = web_sys::window()?;
        let function = closure.as_ref().unchecked_ref();
        let id = window.set_timeout_with_callback_and_timeout_and_arguments_0(function, delay_ms).ok()?;
        Some(Self { id, _closure: closure })
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.id);
        }
    }
}
