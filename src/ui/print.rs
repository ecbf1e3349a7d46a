//! The widget on paper: what is seen, in ink on white, with nothing behind scroll bars.

use super::element::{El, el};
use super::room::Room;
use super::share::link;
use super::{App, Session};

impl App {
    /// Dresses for paper, or for the screen again.
    pub(super) fn print(&mut self, printing: bool) {
        self.printing = printing;
        self.choose_theme(self.theme_choice);
        if printing {
            // One column with the whole list.
            self.room = Room::Medium;
        } else {
            self.measure();
        }
    }
}

/// Where the reader of the paper finds it again.
pub(super) fn address(app: &App, session: &Session) -> Option<El> {
    app.printing.then(|| el("p dir='ltr'").text(&link(app, session)))
}
