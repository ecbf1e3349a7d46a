//! What was counted, by who counted it.

use super::element::{El, el};
use super::{App, Session};
use crate::scene::{sum_words, toll_rows};
use crate::story::Measure;
use crate::text::Message;
use crate::time::digits;

/// Deaths reported, one row a claim on one shared scale. Nothing for a story that counts nobody.
pub(super) fn tolls_pane(app: &App, session: &Session) -> El {
    let frame = session.frame(0.0, 0.0);
    let rows = toll_rows(&frame, Measure::Killed);
    if rows.is_empty() {
        return el("div").node(&app.chart);
    }
    let level = digits(session.heading_level.saturating_add(1).clamp(1, 6).into());
    let note =
        [session.language.get(Message::NeverSummed), " ", &sum_words(&frame, Measure::Killed)].concat();
    let title = el("div class='subtitle' role='heading'").attr("aria-level", &level);
    el("div class='tolls' part='tolls'")
        .kid(title.message(&session.language, Message::DeathsReported))
        .kid(el("p class='note'").text(&note))
        .kid(el("div class='chart'").node(&app.chart).kids(app.chart_surface.canvases()))
        .kid(el("ul class='aside'").kids(rows.iter().map(|row| el("li").text(&row.sentence)).collect()))
}
