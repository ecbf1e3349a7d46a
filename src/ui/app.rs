//! The component that holds the state: one dispatch, one commit an animation frame.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, MediaQueryList, PointerEvent, TouchEvent, WheelEvent};
use yew::html::Scope;
use yew::{Component, Context, Html, NodeRef, Properties};

use super::Session;
use super::anew::anew;
use super::ears::{self, Ears};
use super::element::el;
use super::listen::{Later, Listener, Sizes};
use super::room::Room;
use super::share::{Deed, Share};
use super::surface::Surface;
use super::{card, filters, foot, live, map_pane, style, timeline_pane, tolls_pane};
use crate::scene::{self, BrushGesture, MapGesture, Theme};
use crate::text::Message;
use crate::time::digits;
use crate::view::{Action, Change, Viewport};

/// How long an event is shown while the events are walked through.
const STEP_MS: i32 = 3200;
/// How near a pointer has to come to a mark, CSS pixels: with the mark's own radius a target of 44 pixels.
pub(super) const REACH_PX: f64 = 9.0;

/// The reader's choice of colours, as far as the page leaves one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeChoice {
    /// As the reader's system has it.
    Auto,
    /// Light, whatever the system says.
    Light,
    /// Dark, whatever the system says.
    Dark,
}

/// What the widget tells the page around it.
pub enum Notice {
    /// The first full picture stands.
    Painted,
    /// The view changed.
    Changed,
    /// Another event is selected, or none.
    Selected,
    /// What stands there has to change although nobody acted.
    Outgrown,
    /// The map reaches beyond the ground that is known.
    Beyond,
}

/// What the component is made from.
#[derive(Clone, Properties)]
pub struct Props {
    /// The session, shared with the page's handle.
    pub session: Rc<RefCell<Session>>,
    /// The colours.
    pub theme: ThemeChoice,
    /// How wide the widget is before anything of it stands; 0 while it is hidden.
    pub width_px: f64,
    /// The size of the map, written down for whoever asks where it looks.
    pub size: Rc<RefCell<Viewport>>,
    /// Called after each commit that changed something.
    pub notify: Rc<dyn Fn(Notice)>,
    /// The address of the article, which links to a view lead to.
    pub page: Rc<dyn Fn() -> String>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.session, &other.session) && self.theme == other.theme
    }
}

/// What can happen.
pub enum Msg {
    /// The reader does something.
    Act(Rc<Action>),
    /// The page changed the session by itself.
    Changed(Change),
    /// The time to draw has come.
    Commit,
    /// Some size changed.
    Resized,
    /// The system's colours changed.
    Recoloured,
    /// The next step of the walk.
    Tick,
    /// The hint has been read.
    HintRead,
    /// A pointer on the map.
    MapPointer(PointerEvent),
    /// A pointer on the timeline.
    TimePointer(PointerEvent),
    /// The wheel over the map.
    Wheel(WheelEvent),
    /// The reader does something beyond the view, or the page does.
    Do(Deed),
}

/// Pixels on paper to a CSS pixel, at the least.
const PRINT_DOTS: f64 = 3.0;

/// What changes when another view or another story takes the place of what is shown.
pub const EVERYTHING: Change =
    Change { camera: true, window: true, matches: true, selection: true, hover: true, playing: true };

/// What the page looks like, from the system's colours.
static THEMES: [Theme; 3] = [Theme::LIGHT, Theme::DARK, Theme::FORCED];

/// The widget.
pub struct App {
    pub(super) session: Rc<RefCell<Session>>,
    pub(super) link: Rc<Scope<Self>>,
    pub(super) ears: Ears,
    pub(super) root: NodeRef,
    pub(super) map: NodeRef,
    pub(super) axis: NodeRef,
    pub(super) chart: NodeRef,
    pub(super) map_surface: Surface,
    pub(super) axis_surface: Surface,
    pub(super) chart_surface: Surface,
    pub(super) room: Room,
    pub(super) map_size: (f64, f64),
    pub(super) axis_width: f64,
    pub(super) chart_width: f64,
    /// What moves the map, while it has to be said.
    pub(super) hint: Option<(Message, Later)>,
    pub(super) share: Share,
    /// Whether the list of the background was opened for a selected event.
    pub(super) background: Cell<bool>,
    /// Whether the panel of what may be left out is open.
    pub(super) choosing: bool,
    pub(super) page: Rc<dyn Fn() -> String>,
    /// Whether it was said that the map reaches beyond its ground: it is said once.
    beyond: bool,
    pub(super) printing: bool,
    pub(super) theme_choice: ThemeChoice,
    theme: &'static Theme,
    dark: bool,
    pub(super) map_gesture: MapGesture,
    pub(super) brush_gesture: BrushGesture,
    pending: Change,
    painted: bool,
    /// Whether the styles are there that only readers who act need.
    dressed: bool,
    /// How often the page was written anew: where the number changes, nothing is compared.
    edition: i64,
    frame: Option<Later>,
    walk: Option<Later>,
    listeners: Vec<Listener>,
    sizes: Option<Sizes>,
    queries: Vec<MediaQueryList>,
}

impl Component for App {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let query = |text| web_sys::window()?.match_media(text).ok()?;
        let queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)"]
            .into_iter()
            .filter_map(query)
            .collect();
        let mut app = Self {
            session: Rc::clone(&ctx.props().session),
            link: Rc::new(ctx.link().clone()),
            ears: Ears::default(),
            root: NodeRef::default(),
            map: NodeRef::default(),
            axis: NodeRef::default(),
            chart: NodeRef::default(),
            map_surface: Surface::new(),
            axis_surface: Surface::new(),
            chart_surface: Surface::new(),
            room: Room::of(ctx.props().width_px),
            map_size: (0.0, 0.0),
            axis_width: 0.0,
            chart_width: 0.0,
            hint: None,
            share: Share::default(),
            background: Cell::new(false),
            choosing: false,
            page: Rc::clone(&ctx.props().page),
            beyond: false,
            printing: false,
            theme_choice: ctx.props().theme,
            theme: &THEMES[0],
            dark: false,
            map_gesture: MapGesture::default(),
            brush_gesture: BrushGesture::default(),
            pending: Change::default(),
            painted: false,
            dressed: false,
            edition: 0,
            frame: None,
            walk: None,
            listeners: Vec::new(),
            sizes: None,
            queries,
        };
        app.choose_theme(ctx.props().theme);
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        // These write the page again for a hint at most, which changes no picture.
        let pictures = !matches!(msg, Msg::MapPointer(_) | Msg::Wheel(_) | Msg::HintRead);
        let redraw = self.hear(msg);
        if redraw && self.painted && anew() {
            // What readers see is not written anew under their eyes: the frame waits for the code that compares.
            (ctx.props().notify)(Notice::Outgrown);
            self.frame = Later::frame(&self.link, |_, _| Some(Msg::Commit));
            return false;
        }
        if redraw && pictures {
            self.session.borrow_mut().settle();
            self.prepare();
        }
        if redraw && anew() {
            self.edition += 1;
        } else if redraw && !self.beyond && self.session.borrow().leaves_ground(self.viewport()) {
            self.beyond = true;
            (ctx.props().notify)(Notice::Beyond);
        }
        redraw
    }

    fn view(&self, _: &Context<Self>) -> Html {
        self.ears.clear();
        let session = &*self.session.borrow();
        let tag = session.language.tag();
        let narrow = self.room == Room::Narrow;
        let list = if narrow { card::one_card(self, session) } else { card::list(self, session) };
        let (beside, below) = if narrow { (None, Some(list)) } else { (Some(list), None) };
        let spoken = match &self.share.said {
            Some(words) => words.clone(),
            None if session.view.playing => String::new(),
            None => filters::spoken(session),
        };
        el("section aria-labelledby='title'")
            .node(&self.root)
            .key(&digits(self.edition))
            .attr("class", &[self.room.class(), if self.dark { "dark" } else { "light" }].concat())
            .attr("lang", tag.as_str())
            .attr("dir", tag.dir().as_str())
            .kid(filters::header(session))
            .kid(filters::filters(self, session))
            .maybe(live::offer(self, session))
            .kid(el("div class='stage'").kid(map_pane::map_pane(self, session)).maybe(beside))
            .kid(map_pane::legend(session))
            .kid(timeline_pane::timeline_pane(self, session))
            .maybe(below)
            .kid(tolls_pane::tolls_pane(self, session))
            .kid(foot::foot(self, session))
            .kid(el("p class='aside' role='status' aria-live='polite'").text(&spoken))
            .html()
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        if first_render || anew() {
            self.listen();
            self.surfaces().into_iter().for_each(Surface::forget);
        }
        if !self.dressed && !anew() {
            self.dressed = true;
            if let Some(root) = self.root.get() {
                style::adopt_later(&root);
            }
        }
        if !self.painted && self.fit() {
            // Drawn once more for the room there turns out to be.
            self.link.send_message(Msg::Commit);
            return;
        }
        self.paint(ctx.props());
    }
}

impl App {
    /// Takes a message. Says whether the page has to be written again.
    fn hear(&mut self, msg: Msg) -> bool {
        match msg {
            Msg::Act(action) => self.act(&action),
            Msg::Changed(change) => {
                if !self.session.borrow().view.playing {
                    self.walk = None;
                }
                self.follow(change);
            }
            Msg::Commit => {
                self.frame = None;
                return true;
            }
            Msg::Resized => return if self.painted { self.measure() } else { self.fit() },
            Msg::Recoloured => {
                self.choose_theme(self.theme_choice);
                return true;
            }
            Msg::Tick => {
                self.walk = None;
                self.act(&Action::Tick);
                self.keep_walking();
            }
            Msg::HintRead => {
                self.hint = None;
                return true;
            }
            Msg::MapPointer(event) => return self.map_pointer(&event),
            Msg::TimePointer(event) => self.time_pointer(&event),
            Msg::Wheel(event) => return self.wheel(&event),
            Msg::Do(deed) => return self.deed(&deed),
        }
        false
    }

    /// Makes the pictures for the room there is, before the page is written: its marks follow them.
    fn prepare(&mut self) {
        let (width_px, height_px) = self.map_size;
        if width_px >= 1.0 && height_px >= 1.0 {
            self.map_surface.prepare(scene::map(&self.session.borrow().frame(width_px, height_px)));
        }
        self.prepare_charts();
    }

    /// Makes the pictures whose heights follow from their widths.
    fn prepare_charts(&mut self) {
        let session = self.session.borrow();
        if self.axis_width >= 1.0 {
            let scene = scene::timeline(&self.axis_frame(&session));
            self.axis_surface.prepare(scene);
        }
        if self.chart_width >= 1.0 {
            let scene = scene::tolls(&session.frame(self.chart_width, 0.0), session.measure());
            self.chart_surface.prepare(scene);
        }
    }

    fn surfaces(&mut self) -> [&mut Surface; 3] {
        [&mut self.map_surface, &mut self.axis_surface, &mut self.chart_surface]
    }

    /// The size of the map.
    pub(super) fn viewport(&self) -> Viewport {
        Viewport { width_px: self.map_size.0, height_px: self.map_size.1 }
    }

    pub(super) fn choose_theme(&mut self, choice: ThemeChoice) {
        let says = |nth: usize| self.queries.get(nth).is_some_and(MediaQueryList::matches);
        self.dark = match choice {
            // On paper it is always light.
            _ if self.printing => false,
            ThemeChoice::Auto => says(0),
            ThemeChoice::Light => false,
            ThemeChoice::Dark => true,
        };
        self.theme = &THEMES[if says(1) && !self.printing { 2 } else { usize::from(self.dark) }];
    }

    /// Does something to the view.
    pub(super) fn act(&mut self, action: &Action) {
        let change = self.session.borrow_mut().apply(action);
        if matches!(action, Action::Play | Action::Pause) {
            if *action == Action::Play {
                // The first step follows the press at once.
                self.link.send_message(Msg::Tick);
            }
            self.walk = None;
        }
        self.follow(change);
    }

    /// Remembers what changed and asks for one commit.
    pub(super) fn follow(&mut self, change: Change) {
        if !change.any() {
            return;
        }
        self.share.said = None;
        let Change { camera, window, matches, selection, hover, playing } = change;
        self.pending.camera |= camera;
        self.pending.window |= window;
        self.pending.matches |= matches;
        self.pending.selection |= selection;
        self.pending.hover |= hover;
        self.pending.playing |= playing;
        if self.frame.is_none() {
            self.frame = Later::frame(&self.link, |_, _| Some(Msg::Commit));
        }
    }

    fn keep_walking(&mut self) {
        if self.session.borrow().view.playing {
            self.walk = Later::after_ms(STEP_MS, &self.link, |_, _| Some(Msg::Tick));
        }
    }

    /// Listens to the elements that stand in the page now, and to those alone.
    fn listen(&mut self) {
        let link = &self.link;
        self.listeners.clear();
        let elements: Vec<Element> = [&self.root, &self.map, &self.axis, &self.chart]
            .iter()
            .filter_map(|node| node.cast::<Element>())
            .collect();
        self.sizes = Sizes::new(&elements, link, |_, _| Some(Msg::Resized));
        for query in &self.queries {
            self.listeners.push(Listener::new(query, "change", link, |_, _| Some(Msg::Recoloured)));
        }
        if let Some(root) = elements.first() {
            for kind in ears::KINDS {
                self.listeners.push(Listener::new(root, kind, link, ears::hear));
            }
        }
        let Some(map) = self.map.cast::<Element>() else { return };
        self.listeners.push(Listener::new(&map, "wheel", link, |_, event| {
            let event: WheelEvent = event.unchecked_into();
            // The plain wheel belongs to the article.
            if event.ctrl_key() || event.meta_key() {
                event.prevent_default();
            }
            Some(Msg::Wheel(event))
        }));
        self.listeners.push(Listener::new(&map, "touchmove", link, |_, event| {
            let event: TouchEvent = event.unchecked_into();
            if event.touches().length() >= 2 {
                event.prevent_default();
            }
            None
        }));
    }

    /// Reads the sizes. Says whether any changed.
    pub(super) fn measure(&mut self) -> bool {
        if self.printing {
            return false;
        }
        let size = |node: &NodeRef| {
            node.cast::<Element>()
                .map_or((0.0, 0.0), |it| (f64::from(it.client_width()), f64::from(it.client_height())))
        };
        let before = (self.room, self.map_size, self.axis_width, self.chart_width);
        let (width_px, _) = size(&self.root);
        // A hidden widget keeps what it knew: it may be shown again at the same size.
        if width_px > 0.0 {
            self.room = Room::of(width_px);
            self.map_size = size(&self.map);
            self.axis_width = size(&self.axis).0;
            self.chart_width = size(&self.chart).0;
        }
        before != (self.room, self.map_size, self.axis_width, self.chart_width)
    }

    /// Reads the sizes and gives the charts their heights, which the map's depends on. Says whether any size changed.
    fn fit(&mut self) -> bool {
        let changed = self.measure();
        if changed {
            self.prepare_charts();
            self.set_heights();
            self.measure();
        }
        changed
    }

    /// Gives the charts the heights of their pictures: through the object model, since a strict policy drops style
    /// attributes, and above the widget's page, which may be written anew.
    fn set_heights(&self) {
        let Some(above) = self.root.cast::<Element>().and_then(|root| root.parent_element()) else { return };
        let style = above.unchecked_ref::<HtmlElement>().style();
        for (name, surface) in [("--axis", &self.axis_surface), ("--chart", &self.chart_surface)] {
            if let Some(scene) = surface.scene() {
                let height = [&digits(scene.height_px.ceil() as i64), "px"].concat();
                let _ = style.set_property(name, &height);
            }
        }
    }

    fn paint(&mut self, props: &Props) {
        let (width_px, height_px) = self.map_size;
        if width_px < 1.0 || height_px < 1.0 || self.map_surface.scene().is_none() {
            return;
        }
        self.set_heights();
        let theme = self.theme;
        let least_ratio = if self.printing { PRINT_DOTS } else { 1.0 };
        for surface in self.surfaces() {
            surface.paint(theme, least_ratio);
        }
        let change = std::mem::take(&mut self.pending);
        props.size.replace(self.viewport());
        let notify = &props.notify;
        if !self.painted {
            self.painted = true;
            notify(Notice::Painted);
        }
        if change.camera || change.matches || change.selection {
            notify(Notice::Changed);
        }
        if change.selection {
            notify(Notice::Selected);
            self.show_selected();
        }
    }

    /// The frame of the timeline: its height follows from what it holds.
    pub(super) fn axis_frame<'a>(&self, session: &'a Session) -> scene::Frame<'a> {
        let frame = session.frame(self.axis_width, 0.0);
        scene::Frame { height_px: scene::timeline_height_px(&frame), ..frame }
    }

    /// Brings the selected card into sight within the list, never by moving the article.
    fn show_selected(&self) {
        let Some(root) = self.root.cast::<Element>() else { return };
        let find = |selector| root.query_selector(selector).ok().flatten();
        let (Some(list), Some(card)) = (find(".list"), find(".list .selected")) else { return };
        let (list_box, card_box) = (list.get_bounding_client_rect(), card.get_bounding_client_rect());
        let over = card_box.top() - list_box.top();
        let under = card_box.bottom() - list_box.bottom();
        let by = if over < 0.0 || card_box.height() > list_box.height() { over } else { under.max(0.0) };
        list.set_scroll_top(list.scroll_top() + by.round() as i32);
    }
}
