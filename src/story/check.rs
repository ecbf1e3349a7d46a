//! What does not hold together in a story.

use super::ids::Ids;
use super::references::{at, refer, twice};
use super::{Event, Place, Report, Severity, Story, is_https, is_own_path};

impl Story {
    /// Finds what does not hold together, beyond what [`read`](Self::read) says by itself: every other broken
    /// reference and duplicate identifier, an end before its start, figures that are none. What editors should know
    /// of a story that holds together is another matter.
    pub fn check(&self, report: &mut Report) {
        self.check_ids(report);
        self.check_speakers(report);
        self.check_addresses(report);
        for (position, place) in self.places.iter().enumerate() {
            self.check_place(place, &at("/places", position), report);
        }
        for (position, area) in self.areas.iter().enumerate() {
            let pointer = at("/areas", position);
            if area.geometry.is_none() && area.basemap.is_none() {
                report.add(
                    "no-shape",
                    Severity::Error,
                    &*pointer,
                    "neither a geometry nor a shape of the base map is given",
                );
            }
            if let Some(source) = &area.source {
                refer(
                    self.source(source).is_some(),
                    source,
                    &[&pointer, "/source"].concat(),
                    "source",
                    report,
                );
            }
            let offset = self.zone.offset;
            if let (Some(from), Some(to)) = (&area.valid_from, &area.valid_to)
                && to.outer(offset).end() <= from.outer(offset).start()
            {
                report.add(
                    "end-before-start",
                    Severity::Error,
                    &*pointer,
                    "it ends to hold before it begins",
                );
            }
        }
        let known = Known {
            parties: Ids::new(self.parties.iter().map(|it| it.id.as_str()).collect()),
            events: Ids::new(self.events.iter().map(|it| it.id.as_str()).collect()),
            claims: self.claim_ids(),
        };
        for (position, event) in self.events.iter().enumerate() {
            self.check_event(&known, event, &at("/events", position), report);
        }
        if self.events.is_empty() {
            report.add(
                "no-events",
                Severity::Warning,
                "/events",
                "the story has no events that can be shown",
            );
        }
    }

    fn check_ids(&self, report: &mut Report) {
        let lists: [(&str, Vec<&str>); 5] = [
            ("/parties", self.parties.iter().map(|it| it.id.as_str()).collect()),
            ("/speakers", self.speakers.iter().map(|it| it.id.as_str()).collect()),
            ("/sources", self.sources.iter().map(|it| it.id.as_str()).collect()),
            ("/places", self.places.iter().map(|it| it.id.as_str()).collect()),
            ("/areas", self.areas.iter().map(|it| it.id.as_str()).collect()),
        ];
        for (list, ids) in lists {
            unique(list, &ids, report);
        }
        let claims = self.claim_ids();
        let mut nth = 0;
        for (position, event) in self.events.iter().enumerate() {
            for (claim_position, claim) in event.claims.iter().enumerate() {
                if claims.find(&claim.id) != Some(nth) {
                    let pointer = at(&[&at("/events", position), "/claims"].concat(), claim_position);
                    twice(&claim.id, &pointer, report);
                }
                nth += 1;
            }
        }
    }

    fn claim_ids(&self) -> Ids<'_> {
        Ids::new(self.events.iter().flat_map(|it| &it.claims).map(|it| it.id.as_str()).collect())
    }

    fn check_speakers(&self, report: &mut Report) {
        for (position, speaker) in self.speakers.iter().enumerate() {
            let pointer = at("/speakers", position);
            if let Some(of) = &speaker.of {
                refer(self.speaker(of).is_some(), of, &[&pointer, "/of"].concat(), "speaker", report);
            }
            if let Some(seat) = &speaker.seat {
                refer(self.place(seat).is_some(), seat, &[&pointer, "/seat"].concat(), "place", report);
            }
        }
    }

    fn check_addresses(&self, report: &mut Report) {
        let mut refuse = |pointer: String, message: &str| {
            report.add("address", Severity::Error, pointer, message);
        };
        for (position, source) in self.sources.iter().enumerate() {
            for (key, url) in [("/url", &source.url), ("/archive", &source.archive)] {
                if url.as_ref().is_some_and(|url| !is_https(url)) {
                    let pointer = [&at("/sources", position), key].concat();
                    refuse(pointer, "only https addresses are linked, this one is shown as text");
                }
            }
        }
        let may_be_written_to = |it: &String| is_https(it) || it.starts_with("mailto:");
        if self.contact.as_ref().is_some_and(|it| !may_be_written_to(it)) {
            refuse("/contact".to_owned(), "only https and mailto addresses are linked, this one is left out");
        }
        for (position, event) in self.events.iter().enumerate() {
            let list = [&at("/events", position), "/media"].concat();
            for (position, media) in event.media.iter().enumerate() {
                if media.url.as_ref().is_some_and(|url| !is_https(url) && !is_own_path(url)) {
                    let pointer = [&at(&list, position), "/url"].concat();
                    let message =
                        "neither a path from the root of the page’s own origin nor an https address";
                    refuse(pointer, message);
                }
            }
        }
    }

    fn check_place(&self, place: &Place, pointer: &str, report: &mut Report) {
        if let Some(area) = &place.area {
            refer(self.area(area).is_some(), area, &[pointer, "/area"].concat(), "area", report);
        }
    }

    fn check_event(&self, known: &Known<'_>, event: &Event, pointer: &str, report: &mut Report) {
        if event.title.is_blank() {
            report.add(
                "no-title",
                Severity::Error,
                [pointer, "/title"].concat(),
                "the event has no title in any language",
            );
        }
        for (position, party) in event.parties.iter().enumerate() {
            let is_known = known.parties.find(party).is_some();
            refer(is_known, party, &at(&[pointer, "/parties"].concat(), position), "party", report);
        }
        for (position, related) in event.related.iter().enumerate() {
            let pointer = at(&[pointer, "/related"].concat(), position);
            refer(known.events.find(related).is_some(), related, &pointer, "event", report);
        }
        if event.claims.is_empty() {
            report.add(
                "no-claim",
                Severity::Error,
                pointer,
                "nobody is named who says so: an event needs at least one claim",
            );
        }
        for position in 0..event.claims.len() {
            self.check_claim(known, event, position, &at(&[pointer, "/claims"].concat(), position), report);
        }
    }

    fn check_claim(
        &self,
        known: &Known<'_>,
        event: &Event,
        position: usize,
        pointer: &str,
        report: &mut Report,
    ) {
        let Some(claim) = event.claims.get(position) else { return };
        if let Some(answers) = &claim.answers {
            refer(
                known.claims.find(answers).is_some(),
                answers,
                &[pointer, "/answers"].concat(),
                "claim",
                report,
            );
        }
        for (position, dates) in claim.disputed_dates.iter().enumerate() {
            if let Some(source) = &dates.source {
                let pointer = at(&[pointer, "/disputedDates"].concat(), position);
                refer(self.source(source).is_some(), source, &pointer, "source", report);
            }
        }
        for (position, distance) in claim.distances.iter().enumerate() {
            let pointer = at(&[pointer, "/distances"].concat(), position);
            for place in [&distance.from, &distance.to] {
                refer(self.place(place).is_some(), place, &pointer, "place", report);
            }
        }
        for (position, figure) in claim.figures.iter().enumerate() {
            let pointer = at(&[pointer, "/figures"].concat(), position);
            if let (Some(low), Some(high)) = (figure.low, figure.high)
                && low > high
            {
                report.add("figure", Severity::Error, &*pointer, "the lowest number is above the highest");
            }
            if figure.low.is_none() && figure.high.is_none() && figure.words.is_empty() {
                report.add("figure", Severity::Error, &*pointer, "neither a number nor words are given");
            }
            let mut sides: Vec<&String> = figure.parts.iter().map(|part| &part.side).collect();
            sides.extend(figure.side.as_ref());
            for side in sides {
                refer(known.parties.find(side).is_some(), side, &pointer, "party", report);
            }
            for answer in &figure.sum_of {
                refer(known.claims.find(answer).is_some(), answer, &pointer, "claim", report);
            }
        }
    }
}

/// What an event may name.
struct Known<'a> {
    parties: Ids<'a>,
    events: Ids<'a>,
    claims: Ids<'a>,
}

fn unique(list: &str, ids: &[&str], report: &mut Report) {
    let known = Ids::new(ids.to_vec());
    for (position, id) in ids.iter().enumerate() {
        if known.find(id) != Some(position) {
            twice(id, &at(list, position), report);
        }
    }
}
