//! The second clock: what had been said by a moment.

use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{Event, HtmlInputElement};

use super::element::{El, el};
use super::{App, Msg, Session};
use crate::text::{Message, Style, as_of_words, number};
use crate::time::{Instant, digits};
use crate::view::{Action, Clock};

/// The choice between both times. Nothing where no claim bears a date.
#[inline(never)]
pub(super) fn choice(app: &App, session: &Session) -> Option<El> {
    if is_first(session) {
        session.index.entries.iter().find(|entry| entry.said.is_some())?;
    }
    let button = |markup, message, clock| {
        el(markup)
            .flag("aria-pressed", session.view.clock == clock)
            .act(app, "click", Action::SetClock(clock))
            .message(&session.language, message)
    };
    Some(
        el("div class='clock' role='group'")
            .label(&session.language, Message::WhichClock)
            .kid(button("button type='button' tabindex='0'", Message::ClockHappened, Clock::Happened))
            .kid(button("button type='button' tabindex='-1'", Message::ClockSaid, Clock::Said)),
    )
}

/// Whether the reader goes by the first clock and looks at all that is known.
pub(super) fn is_first(session: &Session) -> bool {
    session.view.clock == Clock::Happened && session.view.as_of.is_none()
}

/// The slider for the moment that is looked at, and what had been said by then.
#[inline(never)]
pub(super) fn slider(app: &App, session: &Session) -> Option<El> {
    let steps = Steps::of(session)?;
    let language = &session.language;
    let at = session.view.as_of.unwrap_or(steps.end);
    let words = date(session, at);
    let known = session.story.events.iter().filter(|event| !event.background && !event.is_unsaid()).count();
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let matched = number(count(known), language.tag());
    let reported =
        language.count(Message::ReportedByThen, count(session.matches.total), &[("matched", &matched)]);
    let [least, most, value] = [0, steps.count, steps.at(at)].map(digits);
    let input = el("input type='range' class='as-of' step='1'")
        .attr("aria-label", language.get(Message::ClockSaid))
        .attr("aria-valuetext", &[words.as_str(), ", ", &reported].concat())
        .attr("min", &least)
        .attr("max", &most)
        .value(&value)
        .hear(app, "input", moved);
    let back = el("button type='button' class='link'")
        .act(app, "click", Action::SetAsOf(None))
        .present("disabled", session.view.as_of.is_none())
        .message(language, Message::ResetView);
    let line = el("p class='now'")
        .kid(el("strong").text(&language.with(Message::AsOf, "date", &words)))
        .kid(el("span").text(&reported))
        .kid(back);
    Some(el("div class='as-of-pane'").kid(input).kid(line))
}

/// The moment in words, as precise as the slider.
fn date(session: &Session, at: Instant) -> String {
    as_of_words(at, session.story.zone.offset, &session.language, Style::Medium)
}

/// What stands in place of an empty list where nobody had spoken of anything yet; `None` where filters emptied it.
#[inline(never)]
pub(super) fn nothing_said(app: &App, session: &Session) -> Option<El> {
    let at = session.view.as_of?;
    if session.index.order.iter().any(|event| !session.story.events[*event].is_unsaid()) {
        return None;
    }
    let words = session.language.with(Message::NothingSaidBy, "date", &date(session, at));
    let first = session.whole().said_moments().first().map(|first| first.plus_ms(-1000));
    let button = el("button type='button' class='link'")
        .act(app, "click", Action::SetAsOf(first))
        .message(&session.language, Message::FirstReport);
    Some(el("p class='empty'").text(&words).text(" ").kid(button))
}

/// The slider was moved.
fn moved(app: &App, event: &Event) -> Option<Msg> {
    let session = app.session.borrow();
    let steps = Steps::of(&session)?;
    let input: HtmlInputElement = event.target()?.unchecked_into();
    let moment = steps.start.plus_ms(input.value_as_number() as i64 * steps.step_ms);
    Some(Msg::Act(Rc::new(as_of(&session, moment))))
}

/// Looks as of a moment, as far as the slider knows it: to the end of its step, and at its end as of the story's own.
pub(super) fn as_of(session: &Session, moment: Instant) -> Action {
    let at = Steps::of(session).and_then(|steps| {
        let at = steps.start.plus_ms(steps.at(moment) * steps.step_ms);
        (at < steps.end).then_some(at)
    });
    Action::SetAsOf(at)
}

/// The steps of the slider.
struct Steps {
    start: Instant,
    end: Instant,
    step_ms: i64,
    count: i64,
}

impl Steps {
    /// From the start of the story, or what was said before it, to the story's own moment or the last word: an hour up to
    /// two weeks, a day up to two years, else a two-hundredth.
    fn of(session: &Session) -> Option<Self> {
        const HOUR_MS: i64 = 3_600_000;
        let moments = session.whole().said_moments();
        let (first, last) = moments.first().zip(moments.last())?;
        let start = session.index.span.map_or(*first, |span| span.start().min(*first));
        let end = session.whole().as_of.map_or(*last, |own| own.0.max(last.plus_ms(-1000)));
        let length_ms = end.since(start).max(HOUR_MS);
        let days = length_ms / (24 * HOUR_MS);
        let step_ms = if days <= 14 {
            HOUR_MS
        } else if days <= 730 {
            24 * HOUR_MS
        } else {
            length_ms / 200
        };
        // The last step may be a short one.
        Some(Self { start, end, step_ms, count: length_ms.saturating_add(step_ms - 1) / step_ms })
    }

    fn at(&self, moment: Instant) -> i64 {
        let since = moment.since(self.start);
        if moment >= self.end { self.count } else { (since / self.step_ms).clamp(0, self.count) }
    }
}
