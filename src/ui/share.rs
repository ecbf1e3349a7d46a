//! What a reader takes along: the address of the view, and what is shown as a file.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{CanvasRenderingContext2d, Element, Event, HtmlCanvasElement, HtmlElement, KeyboardEvent};

use super::app::ThemeChoice;
use super::element::{El, el};
use super::outside::{self, Outcome};
use super::{App, Msg, Session};
use crate::export;
use crate::paint::{canvas, svg};
use crate::scene::{Frame, LayerKind, Scene, Theme, count_words};
use crate::text::Message;
use crate::view::{View, to_permalink};

/// Pixels of a saved picture to a CSS pixel.
const DOTS: f64 = 2.0;

/// What is open and what was said of it.
#[derive(Default)]
pub(super) struct Share {
    open: bool,
    /// What a reader is told once: that a link is copied, that there are new events.
    pub(super) said: Option<String>,
    outcome: Option<Outcome>,
}

/// What a reader does beyond the view. Nothing of this happens before the first picture.
pub enum Deed {
    /// Opens or closes the panel.
    Toggle,
    /// Opens or closes the panel of what may be left out.
    Choose,
    /// Copies the address.
    Copy,
    /// It is copied, or it is not.
    Copied(bool),
    /// Hands the address to the system.
    Pass,
    /// Saves what is shown.
    Save(Kind),
    /// A newer version of the story is there.
    Offered,
    /// Shows it.
    Take,
    /// The page is about to be printed, or was.
    Print(bool),
    /// The page asks for other colours.
    Recolour(ThemeChoice),
}

/// A kind of file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A table.
    Csv,
    /// A map layer.
    GeoJson,
    /// A picture of lines.
    Svg,
    /// A picture of dots.
    Png,
}

/// The button at the foot, and the panel while it is open.
pub(super) fn share(app: &App, session: &Session) -> El {
    let open = app.share.open;
    let button = el("button type='button' class='link' aria-controls='share'")
        .flag("aria-expanded", open)
        .hear(app, "click", |_, _| Some(Msg::Do(Deed::Toggle)))
        .text(session.language.get(Message::ShareAndDownload));
    el("div class='share'").kid(button).maybe(if open { Some(panel(app, session)) } else { None })
}

fn panel(app: &App, session: &Session) -> El {
    let language = &session.language;
    let name = language.get(Message::LinkToView);
    let address = el("input readonly='readonly' dir='ltr'")
        .attr("aria-label", name)
        .hear(app, "click", select_all)
        .value(&link(app, session));
    let mut links = el("p").kid(
        el("button type='button' class='chip'")
            .hear(app, "click", |_, _| Some(Msg::Do(Deed::Copy)))
            .text(language.get(Message::CopyLink)),
    );
    if outside::can_share() {
        links = links.text(" ").kid(
            el("button type='button' class='chip'")
                .hear(app, "click", |_, _| Some(Msg::Do(Deed::Pass)))
                .text(language.get(Message::ShareLink)),
        );
    }
    let picture = |format| language.fill(Message::PictureFile, &[("format", format)]);
    let count = count_words(&session.frame(0.0, 0.0));
    let count = count.split(" · ").next().unwrap_or_default();
    let file =
        |words: &str, hears| el("button type='button' class='chip'").hear(app, "click", hears).text(words);
    let files = el("p")
        .kid(file(language.get(Message::TableFile), |_, _| Some(Msg::Do(Deed::Save(Kind::Csv)))))
        .text(" ")
        .kid(file(language.get(Message::LayerFile), |_, _| Some(Msg::Do(Deed::Save(Kind::GeoJson)))))
        .text(" ")
        .kid(file(&picture("SVG"), |_, _| Some(Msg::Do(Deed::Save(Kind::Svg)))))
        .text(" ")
        .kid(file(&picture("PNG"), |_, _| Some(Msg::Do(Deed::Save(Kind::Png)))));
    el("div id='share' class='sheet panel' role='group'")
        .attr("aria-label", language.get(Message::ShareAndDownload))
        .hear(app, "keydown", keys)
        .kid(el("p").text(name))
        .kid(address)
        .kid(links)
        .kid(el("p").text(&language.fill(Message::DownloadShown, &[("count", count)])))
        .kid(files)
        // Those who hear it are told by the one place where the widget speaks.
        .kid(el("p class='note' aria-hidden='true'").text(app.share.said.as_deref().unwrap_or_default()))
}

/// Where what is shown can be seen again.
pub(super) fn link(app: &App, session: &Session) -> String {
    let view = View { hovered: None, playing: false, ..session.view.clone() };
    let state = to_permalink(&view, &session.story, &session.index);
    let page = (app.page)();
    if state.is_empty() { page } else { [&page, "#chronocarte=", &state].concat() }
}

/// A click into the address selects all of it.
fn select_all(_: &App, event: &Event) -> Option<Msg> {
    select(event.target()?.as_ref());
    None
}

fn select(input: &JsValue) {
    // Refused by nothing that is an input.
    let _ = outside::call(input, "select", &JsValue::UNDEFINED, &JsValue::UNDEFINED);
}

/// Escape closes the panel and leads back to its button.
fn keys(_: &App, event: &Event) -> Option<Msg> {
    let event: &KeyboardEvent = event.unchecked_ref();
    if event.key() != "Escape" {
        return None;
    }
    let target: Element = event.target()?.unchecked_into();
    let button = target.closest(".share").ok()??.query_selector("button").ok()??;
    let _ = button.unchecked_into::<HtmlElement>().focus();
    Some(Msg::Do(Deed::Toggle))
}

impl App {
    /// Does what goes beyond the view. Says whether the page has to be written again.
    pub(super) fn deed(&mut self, deed: &Deed) -> bool {
        match deed {
            Deed::Toggle => {
                self.share.open = !self.share.open;
                self.share.said = None;
            }
            Deed::Choose => self.choosing = !self.choosing,
            Deed::Copy => {
                let address = link(self, &self.session.borrow());
                let copied = outside::copy(
                    &address,
                    &self.link,
                    |_, _| Some(Msg::Do(Deed::Copied(true))),
                    |_, _| Some(Msg::Do(Deed::Copied(false))),
                );
                if copied.is_none() {
                    return self.deed(&Deed::Copied(false));
                }
                self.share.outcome = copied;
            }
            Deed::Copied(copied) => {
                if !copied {
                    self.select_address();
                }
                self.say(if *copied { Message::LinkCopied } else { Message::CopyYourself });
            }
            Deed::Pass => {
                let (title, address) = {
                    let session = self.session.borrow();
                    (session.words(&session.story.title).to_owned(), link(self, &session))
                };
                self.share.outcome = outside::share(&title, &address, &self.link, |_, error| {
                    let changed_mind =
                        outside::field(&error, "name").as_string().is_some_and(|name| name == "AbortError");
                    (!changed_mind).then_some(Msg::Do(Deed::Copied(false)))
                });
            }
            Deed::Save(kind) => self.save(*kind),
            Deed::Offered => {
                let words = super::live::words(&self.session.borrow());
                self.share.said = Some(words);
            }
            Deed::Take => self.take_offer(),
            Deed::Print(printing) => self.print(*printing),
            Deed::Recolour(choice) => {
                self.theme_choice = *choice;
                self.choose_theme(*choice);
            }
        }
        true
    }

    fn say(&mut self, message: Message) {
        let words = self.session.borrow().language.get(message).to_owned();
        self.share.said = Some(words);
    }

    fn select_address(&self) {
        let input = self.root.cast::<Element>().and_then(|root| root.query_selector(".panel input").ok()?);
        if let Some(input) = input {
            select(&input);
            let _ = input.unchecked_into::<HtmlElement>().focus();
        }
    }

    /// Hands a file to the browser.
    fn save(&mut self, kind: Kind) {
        let words = {
            let session = &*self.session.borrow();
            let address = link(self, session);
            let frame = session.frame(self.map_size.0, self.map_size.1);
            let ending = match kind {
                Kind::Csv => "csv",
                Kind::GeoJson => "geojson",
                Kind::Svg => "svg",
                Kind::Png => "png",
            };
            let name = export::file_name(&session.story.id, ending);
            let done = match kind {
                Kind::Csv => {
                    let table = [export::BYTE_ORDER_MARK, &export::csv(&frame, &address)].concat();
                    outside::save_text(&name, "text/csv", &table)
                }
                Kind::GeoJson => {
                    outside::save_text(&name, "application/geo+json", &export::geojson(&frame, &address))
                }
                Kind::Svg => {
                    let scene = export::sheet(&frame, &address);
                    let title = session.words(&session.story.title);
                    let about = export::credit_line(&frame, &address);
                    let picture = svg::write_titled(&scene, &Theme::LIGHT, title, &about);
                    outside::save_text(&name, "image/svg+xml", &picture)
                }
                Kind::Png => dots(&frame, &address).and_then(|png| outside::save(&name, &png)),
            };
            let made = session.language.fill(Message::FileMade, &[("name", &name)]);
            let refused = session.language.get(Message::FileRefused);
            match done {
                Some(()) if outside::is_sandboxed() => [&made, " ", refused].concat(),
                Some(()) => made,
                None => refused.to_owned(),
            }
        };
        self.share.said = Some(words);
    }
}

/// The picture as an address that holds a PNG.
fn dots(frame: &Frame<'_>, address: &str) -> Option<String> {
    let scene: Scene = export::sheet(frame, address);
    let picture = web_sys::window()?.document()?.create_element("canvas").ok()?;
    let picture: HtmlCanvasElement = picture.unchecked_into();
    picture.set_width((scene.width_px * DOTS).round() as u32);
    picture.set_height((scene.height_px * DOTS).round() as u32);
    let context: CanvasRenderingContext2d = picture.get_context("2d").ok()??.unchecked_into();
    let layers = [LayerKind::Ground, LayerKind::Data, LayerKind::Overlay];
    canvas::draw(&context, &scene, &layers, &Theme::LIGHT, DOTS);
    outside::call(&picture, "toDataURL", &JsValue::from_str("image/png"), &JsValue::UNDEFINED)?.as_string()
}
