//! What is heard at the root of the widget, once for each kind of event, on behalf of the elements inside.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, Event};
use yew::html::Scope;

use super::{App, Msg};
use crate::text::pieces;
use crate::view::Action;

/// The attribute in which an element holds the numbers of its ears.
pub(super) const EARS: &str = "data-ears";

/// Every kind of event an element may have ears for.
pub(super) const KINDS: [&str; 11] = [
    "click",
    "keydown",
    "input",
    "change",
    "pointerover",
    "pointerout",
    "pointerdown",
    "pointermove",
    "pointerup",
    "pointercancel",
    LEAVES,
];

/// The one that tells the element itself and none around it.
const LEAVES: &str = "pointerleave";

/// What is done when the page says that something happened, if anything.
pub(super) type Hears = fn(&App, &Event) -> Option<Msg>;

/// What follows from an event.
#[derive(Clone)]
pub(super) enum Does {
    /// Always the same.
    Act(Rc<Action>),
    /// What the event says.
    Hear(Hears),
}

/// The ears of the elements that stand in the page, by number. Written anew whenever the page is.
#[derive(Default)]
pub(super) struct Ears(RefCell<Vec<(&'static str, Does)>>);

impl Ears {
    /// Forgets all, because the page is written again.
    pub(super) fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    /// Adds an ear and returns its number.
    #[inline(never)]
    pub(super) fn add(&self, kind: &'static str, does: Does) -> usize {
        let mut ears = self.0.borrow_mut();
        ears.push((kind, does));
        ears.len() - 1
    }

    /// What an element's ears do when an event of a kind reaches it.
    fn of(&self, element: &Element, kind: &str) -> Vec<Does> {
        let ears = self.0.borrow();
        let numbers = element.get_attribute(EARS).unwrap_or_default();
        pieces(&numbers, b' ')
            .filter_map(|number| ears.get(number.parse::<usize>().ok()?))
            .filter(|(known, _)| *known == kind)
            .map(|(_, does)| does.clone())
            .collect()
    }
}

/// Lets every element from the event's target up to the root hear it.
pub(super) fn hear(link: &Scope<App>, event: JsValue) -> Option<Msg> {
    let event: Event = event.unchecked_into();
    let kind = event.type_();
    let mut reached = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    while let Some(element) = reached {
        let heard: Vec<Msg> = {
            let app = link.get_component()?;
            let does = app.ears.of(&element, &kind);
            does.into_iter()
                .filter_map(|does| match does {
                    Does::Act(action) => Some(Msg::Act(action)),
                    Does::Hear(hears) => hears(&app, &event),
                })
                .collect()
        };
        heard.into_iter().for_each(|msg| link.send_message(msg));
        reached = if kind == LEAVES { None } else { element.parent_element() };
    }
    None
}
