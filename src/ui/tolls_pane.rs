//! What was counted, by who counted it.

use yew::{Html, html};

use super::{App, Session};
use crate::scene::{sum_words, toll_rows};
use crate::story::Measure;
use crate::text::Message;

/// Deaths reported, one row a claim on one shared scale. Nothing for a story that counts nobody.
pub(super) fn tolls_pane(app: &App, session: &Session) -> Html {
    let frame = session.frame(0.0, 0.0);
    let rows = toll_rows(&frame, Measure::Killed);
    if rows.is_empty() {
        return html! { <div ref={app.chart.clone()}></div> };
    }
    let level = session.heading_level.saturating_add(1).clamp(1, 6).to_string();
    let sentences = rows.iter().map(|row| html! { <li>{ row.sentence.as_str() }</li> });
    let notes = sum_words(&frame, Measure::Killed);
    html! {
        <div class="tolls" part="tolls">
            <div class="subtitle" role="heading" aria-level={level}>{ session.language.get(Message::DeathsReported) }</div>
            <p class="note">{ session.language.get(Message::NeverSummed) }{ " " }{ notes }</p>
            <div ref={app.chart.clone()} class="chart">{ app.chart_surface.html() }</div>
            <ul class="aside">{ for sentences }</ul>
        </div>
    }
}
