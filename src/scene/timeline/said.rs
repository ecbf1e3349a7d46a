//! The other clock: who said what when. One lane a speaker, one mark for the first time each of them spoke of an event.

use super::bars::{Extent, Form};
use super::layout::TimelineLayout;
use crate::index::{EventEntry, EventIndex};
use crate::scene::event_mark::side_tone;
use crate::scene::sentence::speaker_words;
use crate::scene::{Frame, Layer, Point, Style, Tone};
use crate::story::{Claim, Side, Story};
use crate::text::{Message, capitalised};
use crate::time::{Precision, TimeSpan};

/// With more speakers than this there is one lane a side.
const MOST_LANES: usize = 5;

/// The time between an event and its first report.
const TAIL: Style = Style { round: true, ..Style::stroke(Tone::Muted, 1.5).dashed(0.1, 4.0) };
const CURSOR: Style = Style::stroke(Tone::Ink, 2.0);

/// The body a claim is made by: a ministry rather than its officer.
fn body<'a>(story: &'a Story, claim: &'a Claim) -> &'a str {
    let speaker = story.speaker(&claim.speaker);
    speaker.and_then(|speaker| speaker.of.as_deref()).unwrap_or(&claim.speaker)
}

/// Every dated claim about a counted event, in order of time and of the story.
fn dated<'a>(frame: &Frame<'a>) -> Vec<(EventIndex, &'a Claim, TimeSpan)> {
    let mut all = Vec::new();
    for event in &frame.index.order {
        for claim in frame.whole.events.get(*event).iter().flat_map(|event| &event.claims) {
            if let Some(said) = &claim.said {
                all.push((*event, claim, said.anchor(frame.story.zone.offset)));
            }
        }
    }
    all.sort_by_key(|(_, _, said)| said.end());
    all
}

/// The names of the lanes from the top, and what is drawn in them.
#[inline(never)]
pub(super) fn extents(frame: &Frame<'_>) -> (Vec<String>, Vec<(EventIndex, Extent)>) {
    let (story, language) = (frame.whole, frame.language);
    let claims = dated(frame);
    let mut bodies: Vec<&str> = Vec::new();
    let mut sides: Vec<Side> = Vec::new();
    for (_, claim, _) in &claims {
        let (body, side) = (body(story, claim), story.side_of(&claim.speaker));
        if !bodies.contains(&body) {
            bodies.push(body);
        }
        if !sides.contains(&side) {
            sides.push(side);
        }
    }
    // Parties first, as everywhere, each as early as it spoke.
    bodies.sort_by_key(|body| story.side_of(body));
    sides.sort_unstable();
    let by_side = bodies.len() > MOST_LANES;
    let tag = language.tag().as_str();
    let mut names: Vec<String> = Vec::new();
    if by_side {
        for side in &sides {
            names.push(
                match side {
                    Side::Party(party) => {
                        story.parties.get(usize::from(*party)).map_or("", |it| it.name.get(tag))
                    }
                    Side::Third => language.get(Message::ThirdParties),
                }
                .to_owned(),
            );
        }
    } else {
        for body in &bodies {
            let claim = claims.iter().find(|(_, claim, _)| self::body(story, claim) == *body);
            let name = claim.map(|(_, claim, _)| speaker_words(story, claim, language).0).unwrap_or_default();
            names.push(capitalised(&name, tag));
        }
    }
    let mut extents: Vec<(EventIndex, Extent)> = Vec::new();
    for (event, claim, said) in &claims {
        let side = story.side_of(&claim.speaker);
        let lane = if by_side {
            sides.iter().position(|other| *other == side)
        } else {
            bodies.iter().position(|other| *other == body(story, claim))
        };
        let lane = lane.unwrap_or(0);
        if extents.iter().any(|(known, extent)| known == event && extent.lane == lane) {
            continue;
        }
        let minute = claim.said.as_ref().is_some_and(|said| said.edtf.precision() >= Precision::Hour);
        // It had been said by the end of its time, and that is where its mark stands.
        let mark = TimeSpan::between(said.end().plus_ms(-1), said.end());
        extents.push((
            *event,
            Extent {
                lane,
                form: if minute { Form::Throughout } else { Form::Somewhere },
                tone: side_tone(side),
                core: *said,
                outer: *said,
                mark,
                open: (false, false),
                late: frame.view.as_of.is_some_and(|as_of| !frame.whole.said_by(claim, as_of)),
            },
        ));
    }
    (names, extents)
}

/// What a mark shows in the lane of one speaker: the event with the colour of that side.
#[inline(never)]
pub(super) fn entry(entry: &EventEntry, tone: Tone) -> EventEntry {
    let side = if let Tone::Party(party) = tone { Side::Party(party) } else { Side::Third };
    EventEntry { sides: vec![side], ..entry.clone() }
}

/// Draws the time between each event and the first word of it, and the moment as of which the reader looks.
#[inline(never)]
pub(super) fn draw(data: &mut Layer, overlay: &mut Layer, frame: &Frame<'_>, layout: &TimelineLayout) {
    for bar in &layout.bars {
        for (event, center) in &bar.marks {
            let Some(happened) = frame.index.get(*event).and_then(|entry| entry.anchor) else { continue };
            let from = layout.x_of(happened.start());
            if from < bar.x0 && !bar.late && frame.matches.contains(*event) {
                data.line(Point::new(from, center.y), Point::new(bar.x0, center.y), &TAIL);
            }
        }
    }
    if let Some(as_of) = frame.view.as_of {
        let (x, plot) = (layout.x_of(as_of), layout.plot);
        overlay.line(Point::new(x, plot.y - 4.0), Point::new(x, plot.y + plot.height + 4.0), &CURSOR);
    }
}
