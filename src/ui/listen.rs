//! What the framework does not listen to: listeners that may refuse scrolling, media queries, sizes, frames.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Element, EventTarget, ResizeObserver};
use yew::html::Scope;

use super::{App, Msg};

/// What follows from a call of the page, given what it was called with.
pub(super) type Called = fn(&Scope<App>, JsValue) -> Option<Msg>;

/// The one kind of function the page is given.
pub(super) type Callee = Closure<dyn FnMut(JsValue)>;

#[inline(never)]
pub(super) fn callee(link: &Rc<Scope<App>>, called: Called) -> Callee {
    let link = Rc::clone(link);
    Closure::new(move |with| {
        if let Some(msg) = called(&link, with) {
            link.send_message(msg);
        }
    })
}

/// A listener that ends when it is dropped.
pub(super) struct Listener {
    target: EventTarget,
    kind: &'static str,
    callee: Callee,
}

impl Listener {
    /// Listens, on the way down to the target; the function may call `preventDefault` on wheel and touch events.
    pub(super) fn new(
        target: &EventTarget,
        kind: &'static str,
        link: &Rc<Scope<App>>,
        called: Called,
    ) -> Self {
        let callee = callee(link, called);
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        options.set_capture(true);
        // Fails only for a target that is gone, and then there is nothing to listen to.
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            kind,
            callee.as_ref().unchecked_ref(),
            &options,
        );
        Self { target: target.clone(), kind, callee }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback_and_bool(
            self.kind,
            self.callee.as_ref().unchecked_ref(),
            true,
        );
    }
}

/// An observer of sizes that ends when it is dropped.
pub(super) struct Sizes {
    observer: ResizeObserver,
    _callee: Callee,
}

impl Sizes {
    /// Watches the elements' sizes. `None` where the browser has no such observer.
    pub(super) fn new(elements: &[Element], link: &Rc<Scope<App>>, called: Called) -> Option<Self> {
        let callee = callee(link, called);
        let observer = ResizeObserver::new(callee.as_ref().unchecked_ref()).ok()?;
        for element in elements {
            observer.observe(element);
        }
        Some(Self { observer, _callee: callee })
    }
}

impl Drop for Sizes {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// A call to come, called off when dropped.
pub(super) struct Later {
    id: i32,
    frame: bool,
    _callee: Callee,
}

impl Later {
    /// Asks for one call before the next paint.
    pub(super) fn frame(link: &Rc<Scope<App>>, called: Called) -> Option<Self> {
        let callee = callee(link, called);
        let id = web_sys::window()?.request_animation_frame(callee.as_ref().unchecked_ref()).ok()?;
        Some(Self { id, frame: true, _callee: callee })
    }

    /// Asks for one call after so many milliseconds.
    pub(super) fn after_ms(delay_ms: i32, link: &Rc<Scope<App>>, called: Called) -> Option<Self> {
        let callee = callee(link, called);
        let function = callee.as_ref().unchecked_ref();
        let id = web_sys::window()?
            .set_timeout_with_callback_and_timeout_and_arguments_0(function, delay_ms)
            .ok()?;
        Some(Self { id, frame: false, _callee: callee })
    }
}

impl Drop for Later {
    fn drop(&mut self) {
        match web_sys::window() {
            Some(window) if self.frame => drop(window.cancel_animation_frame(self.id)),
            Some(window) => window.clear_timeout_with_handle(self.id),
            None => {}
        }
    }
}
