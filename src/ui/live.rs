//! A story that goes on: a newer version waits until the reader asks for it.

use web_sys::HtmlElement;

use super::app::EVERYTHING;
use super::element::{El, el};
use super::share::Deed;
use super::{App, Msg, Session};
use crate::story::Story;
use crate::text::Message;
use crate::view::Viewport;

/// A newer version of the story.
pub(super) struct Offer {
    story: Story,
    /// How many events it has that the shown one has not, background left out.
    fresh: usize,
}

impl Session {
    /// Keeps a newer version of the story until the reader asks for it. One that is kept already gives way.
    pub fn offer(&mut self, story: Story) {
        let is_new = |id: &str| self.story.event_index(id).is_none();
        let fresh = story.events.iter().filter(|event| !event.background && is_new(&event.id)).count();
        self.offer = Some(Box::new(Offer { story, fresh }));
    }

    /// Shows the newer version. What is looked at stays, the map too where nobody has moved it yet.
    fn take_offer(&mut self, viewport: Viewport) {
        let Some(offer) = self.offer.take() else { return };
        let camera = self.view.camera(&self.index, viewport);
        self.replace_story(offer.story);
        if self.view.camera(&self.index, viewport) != camera {
            self.view.camera = Some(camera);
        }
    }
}

impl App {
    /// Shows the newer version.
    pub(super) fn take_offer(&mut self) {
        // The button goes: who pressed it goes on at the map.
        if let Some(map) = self.map.cast::<HtmlElement>() {
            let _ = map.focus();
        }
        self.session.borrow_mut().take_offer(self.viewport());
        self.follow(EVERYTHING);
    }
}

/// What is new, in the words of the button.
pub(super) fn words(session: &Session) -> String {
    let language = &session.language;
    match session.offer.as_ref().map_or(0, |offer| offer.fresh) {
        0 => language.get(Message::NewVersion).to_owned(),
        fresh => language.count(Message::NewEvents, i64::try_from(fresh).unwrap_or(i64::MAX), &[]),
    }
}

/// The button that shows the newer version; nothing where there is none.
pub(super) fn offer(app: &App, session: &Session) -> Option<El> {
    session.offer.as_ref()?;
    let button = el("button type='button' class='chip'")
        .hear(app, "click", |_, _| Some(Msg::Do(Deed::Take)))
        .text(&words(session));
    Some(el("p class='offer'").kid(button))
}
