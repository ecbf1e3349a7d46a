//! Mounting, and the handle a page holds.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use yew::AppHandle;

use super::{input, state};
use crate::geo::Basemap;
use crate::time::TimeSpan;
use crate::ui::{App, Deed, EVERYTHING, Msg, Notice, Props, Session};
use crate::view::{Action, Change, Viewport};

/// Reads what a widget is made from, for an element of an open shadow root, and returns its handle. Nothing is shown before
/// [`Handle::start`]: a page that has other things to do may do them in between.
///
/// `notify(kind, detail)` is called with `painted` after the first full picture, `change` with the state, `select`
/// with `{event}` or `null`, `act` where what is shown has to change although nobody acted, `beyond` where the map
/// reaches beyond the ground that is known, and `warning` with a sentence for the console.
///
/// # Errors
/// A sentence that says what is wrong with the story or the messages; nothing is mounted then.
#[wasm_bindgen]
pub fn mount(root: HtmlElement, input: JsValue, notify: Function) -> Result<Handle, JsValue> {
    let input::Input { session, theme, warnings } =
        input::read(&input).map_err(|message| JsValue::from_str(&message))?;
    for warning in warnings {
        call(&notify, "warning", &JsValue::from_str(&warning));
    }
    crate::ui::adopt_style(&root);
    let session = Rc::new(RefCell::new(session));
    let size = Rc::new(RefCell::new(Viewport { width_px: 0.0, height_px: 0.0 }));
    let (told, told_of, told_size) = (notify.clone(), Rc::clone(&session), Rc::clone(&size));
    let props = Props {
        session: Rc::clone(&session),
        theme,
        size: Rc::clone(&size),
        width_px: root.client_width().into(),
        page: Rc::new(move || input::field(&input, "page").as_string().unwrap_or_default()),
        notify: Rc::new(move |notice| {
            // The page may call back into the handle, so nothing may be borrowed while it is told.
            let (kind, detail) = match notice {
                Notice::Painted => ("painted", JsValue::NULL),
                Notice::Outgrown => ("act", JsValue::NULL),
                Notice::Beyond => ("beyond", JsValue::NULL),
                Notice::Changed => ("change", state::state(&told_of.borrow(), *told_size.borrow())),
                Notice::Selected => ("select", state::selected(&told_of.borrow())),
            };
            call(&told, kind, &detail);
        }),
    };
    Ok(Handle { app: None, start: Some((root, props)), session, size })
}

/// Lets every widget write its page anew, or compare it with what stands there: the code that compares is in the second
/// part of the wasm, and before that is there nobody has done anything in the page that would have to be kept.
#[wasm_bindgen(js_name = writeAnew)]
pub fn write_anew(yes: bool) {
    crate::ui::write_anew(yes);
}

/// What is said of an argument that makes no sense.
#[inline(never)]
fn refusal(call: &str, message: &str) -> JsValue {
    JsValue::from_str(&[call, ": ", message].concat())
}

/// Calls the loader. An error in a page's own listener is the page's.
fn call(notify: &Function, kind: &str, detail: &JsValue) {
    let _ = notify.call2(&JsValue::NULL, &JsValue::from_str(kind), detail);
}

/// What a page may ask of a mounted widget.
#[wasm_bindgen]
pub struct Handle {
    app: Option<AppHandle<App>>,
    /// What it is started with; nothing once it is.
    start: Option<(HtmlElement, Props)>,
    session: Rc<RefCell<Session>>,
    size: Rc<RefCell<Viewport>>,
}

#[wasm_bindgen]
impl Handle {
    /// Shows the widget. Once: a second call does nothing.
    pub fn start(&mut self) {
        if let Some((root, props)) = self.start.take() {
            self.app = Some(yew::Renderer::<App>::with_root_and_props(root.into(), props).render());
        }
    }

    /// The state as plain data; times are ISO 8601 UTC.
    pub fn state(&self) -> JsValue {
        state::state(&self.session.borrow(), *self.size.borrow())
    }

    /// Selects an event by its identifier, or none with `null`.
    ///
    /// # Errors
    /// When there is no such event; the selection stays.
    pub fn select(&self, id: Option<String>) -> Result<(), JsValue> {
        let event = match id {
            None => None,
            Some(id) => match self.session.borrow().story.event_index(&id) {
                None => return Err(JsValue::from_str(&["there is no event \"", &id, "\""].concat())),
                found => found,
            },
        };
        self.act(&Action::Select(event));
        Ok(())
    }

    /// Asks for a time, from and to as ISO 8601; `null` for both asks for all of it.
    ///
    /// # Errors
    /// When a moment cannot be read, or the end is not after the start.
    #[wasm_bindgen(js_name = setTime)]
    pub fn set_time(&self, from: JsValue, to: JsValue) -> Result<(), JsValue> {
        let moment =
            |value| state::moment_from(value).map_err(|message| refusal("setTime(from, to)", message));
        let whole = self.session.borrow().index.span;
        let brush = match (moment(&from)?, moment(&to)?) {
            (None, None) => None,
            (from, to) => {
                let start = from.or(whole.map(TimeSpan::start));
                let end = to.or(whole.map(TimeSpan::end));
                let span = start.zip(end).filter(|(start, end)| start < end);
                let late = || refusal("setTime(from, to)", "the end is not after the start");
                let (start, end) = span.ok_or_else(late)?;
                Some(TimeSpan::between(start, end))
            }
        };
        self.act(&Action::Brush(brush));
        Ok(())
    }

    /// Looks as of a moment, ISO 8601, or of a day, which is its end in the story's zone; `null` is the story's own.
    ///
    /// # Errors
    /// When the moment cannot be read.
    #[wasm_bindgen(js_name = setAsOf)]
    pub fn set_as_of(&self, moment: JsValue) -> Result<(), JsValue> {
        let moment = state::as_of_from(&self.session.borrow(), &moment)
            .map_err(|message| refusal("setAsOf(moment)", message))?;
        self.act(&Action::SetAsOf(moment));
        Ok(())
    }

    /// Leaves out what `{hiddenSides, hiddenKinds, hiddenStandings, hiddenMeasures, hiddenSources, search}` names. Of
    /// parties and sources that the story does not have, or not yet, nothing is left out.
    ///
    /// # Errors
    /// When it is no such object, or names a kind, standing or measure there is not; the filter stays.
    #[wasm_bindgen(js_name = setFilter)]
    pub fn set_filter(&self, filter: JsValue) -> Result<(), JsValue> {
        let filter = state::filter_from(&self.session.borrow(), &filter)
            .map_err(|message| refusal("setFilter(filter)", &message))?;
        self.act(&Action::SetFilter(filter));
        Ok(())
    }

    /// Looks at `{lon, lat, zoom}`, degrees and zoom levels; what is left out stays.
    ///
    /// # Errors
    /// When it is no such object, a number is none, or not on Earth.
    #[wasm_bindgen(js_name = setCamera)]
    pub fn set_camera(&self, camera: JsValue) -> Result<(), JsValue> {
        let camera = {
            let session = self.session.borrow();
            state::camera_from(session.view.camera(&session.index, *self.size.borrow()), &camera)
        };
        let expected = "expected an object in which lon, lat and zoom, if given, are numbers on Earth";
        let camera = camera.ok_or_else(|| refusal("setCamera(camera)", expected))?;
        self.act(&Action::SetCamera(camera));
        Ok(())
    }

    /// Shows a newer version of the story, given as what `JSON.parse` returns. Returns what is wrong with it, if
    /// anything is, in one sentence.
    ///
    /// # Errors
    /// When it is no story; the old one stays.
    pub fn update(&self, story: JsValue) -> Result<Option<String>, JsValue> {
        let (story, warning) = input::story(&story).map_err(|message| JsValue::from_str(&message))?;
        if story.events.is_empty() {
            return Err(JsValue::from_str("the story has no events that can be shown"));
        }
        self.session.borrow_mut().replace_story(story);
        self.tell(EVERYTHING);
        Ok(warning)
    }

    /// Offers a newer version of the story to the reader, as [`update`](Self::update) is given one.
    ///
    /// # Errors
    /// When it is no story; what is shown and what was offered before stay.
    pub fn offer(&self, story: JsValue) -> Result<Option<String>, JsValue> {
        let (story, warning) = input::story(&story).map_err(|message| JsValue::from_str(&message))?;
        if story.events.is_empty() {
            return Err(JsValue::from_str("the story has no events that can be shown"));
        }
        self.session.borrow_mut().offer(story);
        self.deed(Deed::Offered);
        Ok(warning)
    }

    /// Shows what another input asks for, in the place of what is shown: another language, other colours, another base
    /// map, level of headings or story. Of the same story the view stays.
    ///
    /// # Errors
    /// As [`mount`]; what is shown stays.
    pub fn renew(&self, input: &JsValue) -> Result<Option<String>, JsValue> {
        let input::Input { session, theme, warnings } =
            input::read(input).map_err(|message| JsValue::from_str(&message))?;
        self.session.borrow_mut().renew(session);
        self.deed(Deed::Recolour(theme));
        self.tell(EVERYTHING);
        Ok((!warnings.is_empty()).then(|| warnings.join("; ")))
    }

    /// Lays more of the earth below what is there: a base map pack, an overview for example.
    ///
    /// # Errors
    /// When it is no base map; what is there stays.
    pub fn ground(&self, pack: &[u8]) -> Result<(), JsValue> {
        let more = Basemap::decode(pack).map_err(|error| JsValue::from_str(&error.message))?;
        self.session.borrow_mut().add_ground(more);
        self.tell(EVERYTHING);
        Ok(())
    }

    /// Points an event out by its identifier, without selecting it, or none with `null`. Of an event there is not,
    /// nothing is pointed out.
    #[wasm_bindgen(js_name = pointOut)]
    pub fn point_out(&self, id: Option<String>) {
        let event = id.and_then(|id| self.session.borrow().story.event_index(&id));
        self.act(&Action::Hover(event));
    }

    /// Dresses the widget for paper, or for the screen again.
    pub fn print(&self, printing: bool) {
        self.deed(Deed::Print(printing));
    }

    /// Opens the view of a permalink: what follows `#chronocarte=`. What it does not name is as it is at the start.
    pub fn open(&self, link: &str) {
        self.session.borrow_mut().open(link);
        self.tell(EVERYTHING);
    }

    /// Stops what moves by itself, because nobody can see it.
    pub fn rest(&self) {
        self.act(&Action::Pause);
    }

    /// Takes the widget away and stops everything it does.
    pub fn destroy(&mut self) {
        self.start = None;
        if let Some(app) = self.app.take() {
            app.destroy();
        }
    }

    fn act(&self, action: &Action) {
        let change = self.session.borrow_mut().apply(action);
        self.tell(change);
    }

    fn deed(&self, deed: Deed) {
        if let Some(app) = &self.app {
            app.send_message(Msg::Do(deed));
        }
    }

    fn tell(&self, change: Change) {
        if let Some(app) = &self.app {
            app.send_message(Msg::Changed(change));
        }
    }
}
