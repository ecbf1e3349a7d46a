//! What the marks of a story mean.

use super::{Frame, standing_label};
use crate::index::{EventEntry, Index};
use crate::story::{AreaKind, Standing};
use crate::text::Message;

/// The forms this story uses and their words, in order: standings, the disc of an uncertain place, areas and lines.
/// That something was confirmed is always listed, also when nothing was: its absence is news.
///
/// A form is a word such as `one-party` or `disputed-area`.
pub fn legend_rows(frame: &Frame<'_>) -> Vec<(&'static str, String)> {
    let Frame { story, index, language, .. } = frame;
    let mut rows: Vec<(&'static str, String)> = Vec::new();
    for standing in Standing::ALL {
        let used = counted(index, &|entry| entry.standing == standing);
        if used {
            rows.push((standing.as_str(), standing_label(frame, standing)));
        } else if standing == Standing::Confirmed {
            let words = standing_label(frame, standing);
            rows.push((standing.as_str(), language.with(Message::NoneHere, "what", &words)));
        }
    }
    if counted(index, &|entry| entry.radius_m > 0.0) {
        rows.push(("uncertain", language.get(Message::PlaceImprecise).to_owned()));
    }
    for area in story.areas.iter().filter(|area| frame.shows(area)) {
        let form = match area.kind {
            AreaKind::DisputedArea => "disputed-area",
            AreaKind::CeasefireLine | AreaKind::ReportedControl => "dashed",
            AreaKind::Boundary | AreaKind::Route => "dotted",
            AreaKind::Region => continue,
        };
        rows.push((form, area.name.get(language.tag().as_str()).to_owned()));
    }
    rows
}

/// Whether something holds of a counted event.
fn counted(index: &Index, test: &dyn Fn(&EventEntry) -> bool) -> bool {
    index.order.iter().any(|event| index.get(*event).is_some_and(test))
}
