//! The component that holds the state: one dispatch, one commit an animation frame.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, MediaQueryList, PointerEvent, TouchEvent, WheelEvent};
use yew::{Component, Context, Html, NodeRef, Properties, html};

use super::Session;
use super::listen::{Listener, NextFrame, Sizes, Timeout};
use super::surface::Surface;
use super::{card, filters, foot, map_pane, timeline_pane, tolls_pane};
use crate::scene::{self, BrushGesture, MapGesture, Point, Theme, TimelineLayout};
use crate::story::Measure;
use crate::text::Message;
use crate::view::{Action, Change, Viewport};

/// How long an event is shown while the events are walked through.
const STEP_MS: i32 = 3200;
/// How long the hint about two fingers stays.
const HINT_MS: i32 = 1800;
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
}

/// What the component is made from.
#[derive(Clone, Properties)]
pub struct Props {
    /// The session, shared with the page's handle.
    pub session: Rc<RefCell<Session>>,
    /// The colours.
    pub theme: ThemeChoice,
    /// The size of the map, written down for whoever asks where it looks.
    pub size: Rc<RefCell<Viewport>>,
    /// Called after each commit that changed something.
    pub notify: Rc<dyn Fn(Notice)>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.session, &other.session) && self.theme == other.theme
    }
}

/// What can happen.
pub enum Msg {
    /// The reader does something.
    Act(Action),
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
    MapPointer(PointerKind, PointerEvent),
    /// A pointer on the timeline.
    TimePointer(PointerKind, PointerEvent),
    /// The wheel over the map.
    Wheel(WheelEvent),
}

/// What a pointer does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PointerKind {
    /// It goes down.
    Down,
    /// It moves.
    Move,
    /// It is lifted.
    Up,
    /// It is taken away.
    Cancel,
    /// It leaves.
    Leave,
}

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// A phone: one column, one card at a time.
    Narrow,
    /// A tablet: one column, the whole list.
    Medium,
    /// A desktop: the list beside the map.
    Wide,
}

impl Room {
    fn of(width_px: f64) -> Self {
        if width_px < 560.0 {
            Self::Narrow
        } else if width_px < 860.0 {
            Self::Medium
        } else {
            Self::Wide
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Narrow => "narrow",
            Self::Medium => "medium",
            Self::Wide => "wide",
        }
    }
}

/// The widget.
pub struct App {
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
    pub(super) hint: Option<Timeout>,
    theme: Theme,
    dark: bool,
    map_gesture: MapGesture,
    brush_gesture: BrushGesture,
    pending: Change,
    painted: bool,
    frame: Option<NextFrame>,
    walk: Option<Timeout>,
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
            root: NodeRef::default(),
            map: NodeRef::default(),
            axis: NodeRef::default(),
            chart: NodeRef::default(),
            map_surface: Surface::new(),
            axis_surface: Surface::new(),
            chart_surface: Surface::new(),
            room: Room::Wide,
            map_size: (0.0, 0.0),
            axis_width: 0.0,
            chart_width: 0.0,
            hint: None,
            theme: Theme::LIGHT,
            dark: false,
            map_gesture: MapGesture::default(),
            brush_gesture: BrushGesture::default(),
            pending: Change::default(),
            painted: false,
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
        match msg {
            Msg::Act(action) => self.act(ctx, &action),
            Msg::Changed(change) => self.follow(ctx, change),
            Msg::Commit => {
                self.frame = None;
                return true;
            }
            Msg::Resized => return self.measure(),
            Msg::Recoloured => {
                self.choose_theme(ctx.props().theme);
                return true;
            }
            Msg::Tick => {
                self.walk = None;
                self.act(ctx, &Action::Tick);
                self.keep_walking(ctx);
            }
            Msg::HintRead => {
                self.hint = None;
                return true;
            }
            Msg::MapPointer(kind, event) => return self.map_pointer(ctx, kind, &event),
            Msg::TimePointer(kind, event) => self.time_pointer(ctx, kind, &event),
            Msg::Wheel(event) => return self.wheel(ctx, &event),
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let session = ctx.props().session.borrow();
        let link = ctx.link();
        let tag = session.language.tag();
        let class = ["widget ", self.room.class(), if self.dark { " dark" } else { " light" }].concat();
        let list = match self.room {
            Room::Narrow => card::one_card(&session, link),
            Room::Medium | Room::Wide => card::list(&session, link),
        };
        let playing = session.view.playing;
        html! {
            <section ref={self.root.clone()} {class} lang={tag.as_str()} dir={tag.dir().as_str()} aria-labelledby="title">
                { filters::header(&session) }
                { filters::filters(&session, link) }
                <div class="stage">
                    { map_pane::map_pane(self, &session, link) }
                    if self.room != Room::Narrow { { list.clone() } }
                </div>
                { map_pane::legend(&session) }
                { timeline_pane::timeline_pane(self, &session, link) }
                if self.room == Room::Narrow { { list } }
                { tolls_pane::tolls_pane(self, &session) }
                { foot::foot(&session) }
                <p class="aside" role="status" aria-live="polite">{ if playing { String::new() } else { filters::spoken(&session) } }</p>
            </section>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        if first_render {
            self.listen(ctx);
            if self.measure() {
                // Drawn once more for the room there turns out to be.
                ctx.link().send_message(Msg::Commit);
                return;
            }
        }
        self.paint(ctx);
    }
}

impl App {
    /// The size of the map.
    pub(super) fn viewport(&self) -> Viewport {
        Viewport { width_px: self.map_size.0, height_px: self.map_size.1 }
    }

    fn choose_theme(&mut self, choice: ThemeChoice) {
        let says = |nth: usize| self.queries.get(nth).is_some_and(MediaQueryList::matches);
        self.dark = match choice {
            ThemeChoice::Auto => says(0),
            ThemeChoice::Light => false,
            ThemeChoice::Dark => true,
        };
        self.theme = match (says(1), self.dark) {
            (true, _) => Theme::FORCED,
            (false, true) => Theme::DARK,
            (false, false) => Theme::LIGHT,
        };
    }

    fn act(&mut self, ctx: &Context<Self>, action: &Action) {
        let change = ctx.props().session.borrow_mut().apply(action);
        if matches!(action, Action::Play | Action::Pause) {
            if *action == Action::Play {
                // The first step follows the press at once.
                ctx.link().send_message(Msg::Tick);
            }
            self.walk = None;
        }
        self.follow(ctx, change);
    }

    /// Remembers what changed and asks for one commit.
    fn follow(&mut self, ctx: &Context<Self>, change: Change) {
        if !change.any() {
            return;
        }
        let Change { camera, window, matches, selection, hover, playing } = change;
        self.pending.camera |= camera;
        self.pending.window |= window;
        self.pending.matches |= matches;
        self.pending.selection |= selection;
        self.pending.hover |= hover;
        self.pending.playing |= playing;
        if self.frame.is_none() {
            let link = ctx.link().clone();
            self.frame = NextFrame::request(move || link.send_message(Msg::Commit));
        }
    }

    fn keep_walking(&mut self, ctx: &Context<Self>) {
        if ctx.props().session.borrow().view.playing {
            let link = ctx.link().clone();
            self.walk = Timeout::after_ms(STEP_MS, move || link.send_message(Msg::Tick));
        }
    }

    fn listen(&mut self, ctx: &Context<Self>) {
        let link = ctx.link();
        let resized = link.callback(|()| Msg::Resized);
        let elements: Vec<Element> = [&self.root, &self.map, &self.axis, &self.chart]
            .iter()
            .filter_map(|node| node.cast::<Element>())
            .collect();
        self.sizes = Sizes::new(&elements, move || resized.emit(()));
        for query in &self.queries {
            let recoloured = link.callback(|()| Msg::Recoloured);
            self.listeners.push(Listener::new(query, "change", false, move |_| recoloured.emit(())));
        }
        let Some(map) = self.map.cast::<Element>() else { return };
        let wheel = link.callback(Msg::Wheel);
        self.listeners.push(Listener::new(&map, "wheel", true, move |event: Event| {
            let Ok(event) = event.dyn_into::<WheelEvent>() else { return };
            // The plain wheel belongs to the article.
            if event.ctrl_key() || event.meta_key() {
                event.prevent_default();
            }
            wheel.emit(event);
        }));
        self.listeners.push(Listener::new(&map, "touchmove", true, |event: Event| {
            if event.dyn_ref::<TouchEvent>().is_some_and(|touch| touch.touches().length() >= 2) {
                event.prevent_default();
            }
        }));
    }

    /// Reads the sizes. Says whether any changed.
    fn measure(&mut self) -> bool {
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

    fn paint(&mut self, ctx: &Context<Self>) {
        let (width_px, height_px) = self.map_size;
        if width_px < 1.0 || height_px < 1.0 {
            return;
        }
        {
            let session = ctx.props().session.borrow();
            self.map_surface.paint(scene::map(&session.frame(width_px, height_px)), &self.theme);
            if self.axis_width >= 1.0 {
                let scene = scene::timeline(&self.axis_frame(&session));
                set_height(&self.axis, scene.height_px);
                self.axis_surface.paint(scene, &self.theme);
            }
            if self.chart_width >= 1.0 {
                let scene = scene::tolls(&session.frame(self.chart_width, 0.0), Measure::Killed);
                set_height(&self.chart, scene.height_px);
                self.chart_surface.paint(scene, &self.theme);
            }
        }
        let change = std::mem::take(&mut self.pending);
        ctx.props().size.replace(self.viewport());
        let notify = &ctx.props().notify;
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

    fn map_pointer(&mut self, ctx: &Context<Self>, kind: PointerKind, event: &PointerEvent) -> bool {
        let Some(at) = point_in(&self.map, event) else { return false };
        let (id, viewport) = (event.pointer_id(), self.viewport());
        match kind {
            PointerKind::Down if event.button() == 0 => {
                self.map_gesture.down(id, at, event.pointer_type() == "touch");
                capture(&self.map, event);
            }
            PointerKind::Move if self.map_gesture.fingers() > 0 => {
                let outcome = self.map_gesture.moved(id, at, viewport, false);
                for action in &outcome.actions {
                    self.act(ctx, action);
                }
                return outcome.refused && self.show_hint(ctx);
            }
            PointerKind::Move => {
                let hovered =
                    self.map_surface.scene().and_then(|scene| match scene.hit_test(at, REACH_PX)? {
                        scene::Target::Event(event) => Some(*event),
                        _ => None,
                    });
                self.act(ctx, &Action::Hover(hovered));
            }
            PointerKind::Up => {
                let tap = self.map_gesture.up(id, at).tap;
                let selected = ctx.props().session.borrow().view.selected;
                let action =
                    tap.and_then(|at| scene::tapped(self.map_surface.scene()?, at, REACH_PX, selected));
                if let Some(action) = action {
                    self.act(ctx, &action);
                }
            }
            PointerKind::Cancel => self.map_gesture.cancel(id),
            PointerKind::Leave => self.act(ctx, &Action::Hover(None)),
            PointerKind::Down => {}
        }
        false
    }

    fn wheel(&mut self, ctx: &Context<Self>, event: &WheelEvent) -> bool {
        if !(event.ctrl_key() || event.meta_key()) {
            return self.show_hint(ctx);
        }
        // Lines and pages are made pixels as browsers do.
        let unit = [1.0, 16.0, 400.0].get(event.delta_mode() as usize).copied().unwrap_or(1.0);
        let levels = (-event.delta_y() * unit / 240.0).clamp(-1.0, 1.0);
        let around_px = point_in(&self.map, event).map(|at| (at.x, at.y));
        self.act(ctx, &Action::ZoomBy { levels, around_px, viewport: self.viewport() });
        false
    }

    fn show_hint(&mut self, ctx: &Context<Self>) -> bool {
        let link = ctx.link().clone();
        self.hint = Timeout::after_ms(HINT_MS, move || link.send_message(Msg::HintRead));
        true
    }

    fn time_pointer(&mut self, ctx: &Context<Self>, kind: PointerKind, event: &PointerEvent) {
        let Some(at) = point_in(&self.axis, event) else { return };
        let id = event.pointer_id();
        let (moment, clamped, brush) = {
            let session = ctx.props().session.borrow();
            let layout = TimelineLayout::new(&self.axis_frame(&session));
            let brush = session.view.brush.or(session.index.span);
            (layout.moment_at(at), layout.moment_clamped(at), brush)
        };
        match kind {
            PointerKind::Down if event.button() == 0 => {
                let Some(brush) = brush else { return };
                let target = self.axis_surface.scene().and_then(|scene| scene.hit_test(at, 4.0)).cloned();
                self.brush_gesture.down(id, at, moment, target.as_ref(), brush);
                capture(&self.axis, event);
            }
            PointerKind::Move => {
                let action = clamped.and_then(|moment| self.brush_gesture.moved(id, at, moment));
                if let Some(action) = action {
                    self.act(ctx, &action);
                }
            }
            PointerKind::Up => {
                let tap = self.brush_gesture.up(id, at);
                let selected = ctx.props().session.borrow().view.selected;
                let action =
                    tap.and_then(|at| timeline_pane::tapped(self.axis_surface.scene()?, at, selected));
                if let Some(action) = action {
                    self.act(ctx, &action);
                }
            }
            PointerKind::Cancel => self.brush_gesture.cancel(),
            PointerKind::Leave | PointerKind::Down => {}
        }
    }

    /// The text of the hint, while it is shown.
    pub(super) fn hint_words<'a>(&self, session: &'a Session) -> &'a str {
        let touch = self.room == Room::Narrow;
        session.language.get(if touch { Message::UseTwoFingers } else { Message::UseCtrlWheel })
    }
}

/// Where a pointer is within an element, CSS pixels.
fn point_in(node: &NodeRef, event: &web_sys::MouseEvent) -> Option<Point> {
    let edges = node.cast::<Element>()?.get_bounding_client_rect();
    Some(Point::new(f64::from(event.client_x()) - edges.left(), f64::from(event.client_y()) - edges.top()))
}

fn capture(node: &NodeRef, event: &PointerEvent) {
    if let Some(element) = node.cast::<Element>() {
        // Refused for a pointer that is gone already.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

fn set_height(node: &NodeRef, height_px: f64) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let height = [&(height_px.ceil() as i64).to_string(), "px"].concat();
        // Through the object model: a strict policy drops style attributes, not this.
        let _ = element.style().set_property("height", &height);
    }
}
