//! What was counted, by who counted it.

use super::element::{El, el};
use super::filters::party_class;
use super::{App, Session, focus};
use crate::scene::{are_of_several_events, measure_message, sum_words, toll_row, toll_rows, toll_title};
use crate::story::{Losses, Measure, Total};
use crate::text::{Message, capitalised};
use crate::time::digits;
use crate::view::Action;

/// Figures of one measure, one row a claim on one shared scale. Nothing for a story that counts nobody.
pub(super) fn tolls_pane(app: &App, session: &Session) -> El {
    let frame = session.frame(0.0, 0.0);
    let measure = session.measure();
    let rows = toll_rows(&frame, measure);
    if rows.is_empty() && !is_counted_later(session) {
        return el("div").node(&app.chart);
    }
    let level = digits(session.heading_level.saturating_add(1).clamp(1, 6).into());
    let note = [session.language.get(Message::NeverSummed), " ", &sum_words(&frame, measure)].concat();
    let title = el("div class='subtitle' role='heading'").attr("aria-level", &level);
    let title = match measure {
        Measure::Killed => title.message(&session.language, Message::DeathsReported),
        other => title.text(&counts_reported(session, other)),
    };
    el("div class='tolls' part='tolls'")
        .kid(title)
        .maybe(if session.measures.len() < 2 { None } else { Some(measures(app, session)) })
        .kid(el("p class='note'").text(&note))
        .maybe(if rows.is_empty() { Some(no_figure(session)) } else { None })
        .kid(el("div class='chart'").node(&app.chart).kids(app.chart_surface.canvases()))
        .kid(el("ul class='aside'").kids(rows.iter().map(|row| el("li").text(&row.sentence)).collect()))
        .maybe(if rows.iter().any(|row| row.of_other_side) { matrix(session, measure) } else { None })
}

/// Whether somebody counts after the moment that is looked at: the room for it stays.
#[inline(never)]
fn is_counted_later(session: &Session) -> bool {
    session.view.as_of.is_some() && !session.whole().totals().is_empty()
}

/// What stands in that room.
#[inline(never)]
fn no_figure(session: &Session) -> El {
    el("p class='empty'").message(&session.language, Message::NoFigureBy)
}

#[inline(never)]
fn counts_reported(session: &Session, measure: Measure) -> String {
    let language = &session.language;
    let name = capitalised(language.get(measure_message(measure)), language.tag().as_str());
    language.with(Message::CountsReported, "measure", &name)
}

/// The choice of what is counted, where a story counts several things.
#[inline(never)]
fn measures(app: &App, session: &Session) -> El {
    let measures = &session.measures;
    let now = session.measure();
    let chip = |measure: &Measure| {
        el("button type='button' class='chip'")
            .attr("tabindex", if *measure == now { "0" } else { "-1" })
            .flag("aria-pressed", *measure == now)
            .act(app, "click", Action::CountBy(Some(*measure)))
            .message(&session.language, measure_message(*measure))
    };
    el("div class='measures' role='toolbar'")
        .label(&session.language, Message::WhatIsCounted)
        .hear(app, "keydown", focus::along_toolbar)
        .kids(measures.iter().map(chip).collect())
}

/// What each side says of its own losses and of the others', side by side. Nothing unless both are said.
#[inline(never)]
fn matrix(session: &Session, measure: Measure) -> Option<El> {
    let losses = session.story.losses(measure);
    if losses.is_empty() { None } else { Some(table(session, &losses, measure)) }
}

#[inline(never)]
fn table(session: &Session, losses: &[Losses<'_>], measure: Measure) -> El {
    let language = &session.language;
    let several = are_of_several_events(&session.story.totals(), measure);
    let cell = |totals: &[Total<'_>]| {
        let one = |total: &Total<'_>| {
            let row = toll_row(&session.story, total, language);
            let title = if several { toll_title(total, language) } else { "" };
            el("li")
                .kid(el("b").text(&row.value))
                .kid(el("small").text(&row.speaker))
                .kid(el("small").text(&row.what))
                .maybe((!title.is_empty()).then(|| el("small").text(title)))
        };
        if totals.is_empty() {
            return el("td class='note'").message(language, Message::SaysNothing);
        }
        el("td").kid(el("ul").kids(totals.iter().map(one).collect()))
    };
    let head = |message| el("th scope='col'").message(language, message);
    let rows = losses.iter().zip(&session.story.parties).zip(0..=u8::MAX).map(|((it, party), nth)| {
        let name = el("th scope='row'").attr("class", &["ink-", &party_class(nth)].concat());
        el("tr").kid(name.text(session.words(&party.name))).kid(cell(&it.own)).kid(cell(&it.other))
    });
    let top = el("tr").kid(el("td")).kid(head(Message::SaysOwn)).kid(head(Message::SaysOther));
    el("table class='losses'")
        .kid(el("caption").message(language, Message::LossesBySide))
        .kid(el("thead").kid(top))
        .kid(el("tbody").kids(rows.collect()))
}
