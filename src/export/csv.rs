//! The table: one row for each figure, or for each claim without one, or for each event that nobody speaks of.

use super::place::placed;
use super::text::{as_of, decimal, degrees, passing};
use crate::index::EventIndex;
use crate::scene::{Frame, when_words};
use crate::story::{Claim, Dating, Event, Figure, Side, Words};

/// What a spreadsheet needs in front of the table to read it as UTF-8. [`csv()`] leaves it out.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The columns of the table in their order. Published: columns may be added at the end.
///
/// A cell without a value is empty; `yes` and `no` are what they say; several values in one cell have `; ` between them.
/// Words such as `one-party` are those of the story format.
///
/// | column | what it holds |
/// | --- | --- |
/// | `story` | The story’s id. |
/// | `language` | The language (BCP 47) the texts were asked for in; a text that lacks it is in another. |
/// | `event` | The event’s id. |
/// | `number` | Its number on the map; empty for background. |
/// | `title` | Its headline, which asserts no more than the claims do. |
/// | `kind` | What kind of event it is. |
/// | `background` | Whether it is context from before: `yes` or `no`. |
/// | `standing` | What its claims amount to. |
/// | `withdrawn` | Why the publisher withdrew it; empty where it did not, `yes` where no reason is given. |
/// | `date` | When, as precisely as it is known: EDTF (ISO 8601-2). A day is never a midnight. |
/// | `date_part` | The part of the day, where that is known. |
/// | `date_sense` | How the date is meant: `throughout` it, at an unknown moment `within` it, `by` it, `since` it. |
/// | `date_inferred` | Whether the date is the editors’ inference. |
/// | `date_words` | The date in words. |
/// | `place` | The id of the place. |
/// | `place_name` | Its name. |
/// | `relation` | How the event stands to the place: `at`, `near`, `around`, `within`. |
/// | `position` | `point`: at the coordinates; `approximate`: near, around or within so many metres of them; `area`: somewhere in an area, which has no coordinates here; `none`: the place has no known position. |
/// | `lon` | Longitude in degrees, east positive (WGS 84); empty for an area. |
/// | `lat` | Latitude in degrees, north positive (WGS 84); empty for an area. |
/// | `radius_m` | How far from the coordinates it may have been, metres; empty where nothing is said. |
/// | `area` | The id of the area that is meant. |
/// | `place_inferred` | Whether the place is the editors’ inference. |
/// | `claim` | The claim’s id. Rows of the same claim differ in their figures. |
/// | `speaker` | The id of who says so. |
/// | `speaker_name` | Who says so. |
/// | `speaks_for` | The party the speaker speaks for, by its id; empty for third parties and the press. |
/// | `stance` | What the claim does: `asserts`, `denies`, `confirms`, `revises`, `withdraws`. |
/// | `answers` | The claim it answers. |
/// | `first_hand` | Whether the speaker saw or examined it: `yes` or `no`. |
/// | `said` | When it was said, as `date`. |
/// | `said_sense` | As `date_sense`. |
/// | `wording` | What was said. |
/// | `via` | Through whom it reached us, from whoever heard the speaker to what we read: names of sources. |
/// | `source_links` | The addresses of these sources. |
/// | `archive_links` | The addresses of archived copies. |
/// | `measure` | What the figure counts. |
/// | `low` | The lowest number that fits the words. Never add up rows: speakers count the same people, and others. |
/// | `high` | The highest number that fits; empty where it is open. |
/// | `qualifier` | How the number was qualified: `exact`, `at-least`, `about`, `up-to`, `between`, `words`. |
/// | `figure_words` | The words, where there is no number. |
/// | `counted` | Who is counted: `military`, `civilian`, `both`, `unspecified`. |
/// | `side` | Whose, by the party’s id; empty where it is not said. |
/// | `side_inferred` | Whether the side is the editors’ inference. |
/// | `scope` | For which time it counts: `event`, `day`, `since-start`, `unspecified`. |
/// | `scope_inferred` | Whether the scope is the editors’ inference. |
/// | `parts` | How the speaker makes it up, side and number. |
/// | `sum_of` | The claims whose figures it is the sum of, and of which it is not independent. |
/// | `toll` | Whether it belongs to a toll rather than to one named person: `yes` or `no`. |
/// | `distances` | Distances as stated: place – place: kilometres. |
/// | `disputed_dates` | Dates the claim gives that others contradict: stated (usual). |
/// | `claim_note` | What the editors add to the claim. |
/// | `event_note` | What the editors add to the event. |
/// | `as_of` | The moment as of which this is known, ISO 8601 in UTC. |
/// | `version` | The edition of the story’s file. |
/// | `credit` | Who made the story. |
/// | `licence` | Under which terms it may be used. |
/// | `address` | Where this view of it can be seen. |
pub const COLUMNS: &[&str] = &[
    "story",
    "language",
    "event",
    "number",
    "title",
    "kind",
    "background",
    "standing",
    "withdrawn",
    "date",
    "date_part",
    "date_sense",
    "date_inferred",
    "date_words",
    "place",
    "place_name",
    "relation",
    "position",
    "lon",
    "lat",
    "radius_m",
    "area",
    "place_inferred",
    "claim",
    "speaker",
    "speaker_name",
    "speaks_for",
    "stance",
    "answers",
    "first_hand",
    "said",
    "said_sense",
    "wording",
    "via",
    "source_links",
    "archive_links",
    "measure",
    "low",
    "high",
    "qualifier",
    "figure_words",
    "counted",
    "side",
    "side_inferred",
    "scope",
    "scope_inferred",
    "parts",
    "sum_of",
    "toll",
    "distances",
    "disputed_dates",
    "claim_note",
    "event_note",
    "as_of",
    "version",
    "credit",
    "licence",
    "address",
];

/// The table of what is shown: RFC 4180 with a header line, commas and CRLF, UTF-8, the columns of [`COLUMNS`].
///
/// A text that a spreadsheet would take for a formula is defused: where its first character that is neither a blank, a
/// control character nor an apostrophe is one of `=`, `+`, `-`, `@` (or one of their wide forms), it gets an apostrophe
/// in front, and so does one that begins with a tab or a line break. Whoever reads such cells by program takes one
/// apostrophe off again. Numbers are written by us and never have one.
///
/// `address` is where this view can be seen; empty where that is not known.
pub fn csv(frame: &Frame<'_>, address: &str) -> String {
    let mut table = Table { out: String::new(), empty: true };
    for name in COLUMNS {
        table.bare(name);
    }
    table.end();
    for (at, event) in passing(frame) {
        let mut claims = event.claims.iter().peekable();
        if claims.peek().is_none() {
            row(&mut table, frame, address, (at, event), None, None);
        }
        for claim in claims {
            if claim.figures.is_empty() {
                row(&mut table, frame, address, (at, event), Some(claim), None);
            }
            for figure in &claim.figures {
                row(&mut table, frame, address, (at, event), Some(claim), Some(figure));
            }
        }
    }
    table.out
}

fn row(
    table: &mut Table,
    frame: &Frame<'_>,
    address: &str,
    (at, event): (EventIndex, &Event),
    claim: Option<&Claim>,
    figure: Option<&Figure>,
) {
    let story = frame.story;
    table.text(&story.id);
    table.bare(frame.language.tag().as_str());
    of_event(table, frame, at, event);
    of_place(table, frame, event);
    of_claim(table, frame, claim);
    of_figure(table, frame, figure);
    of_doubts(table, frame, event, claim);
    table.bare(&as_of(frame));
    table.bare(&if story.version > 0 { story.version.to_string() } else { String::new() });
    table.words(frame, &story.credit);
    table.words(frame, &story.licence);
    table.text(address);
    table.end();
}

fn of_event(table: &mut Table, frame: &Frame<'_>, at: EventIndex, event: &Event) {
    let entry = frame.index.get(at);
    let number = entry.and_then(|entry| entry.number);
    table.text(&event.id);
    table.bare(&number.map_or(String::new(), |number| number.to_string()));
    table.words(frame, &event.title);
    table.bare(event.kind.as_str());
    table.yes(event.background);
    table.bare(entry.map_or("", |entry| entry.standing.as_str()));
    let reason = event.withdrawn.as_ref().map(|it| it.reason.get(frame.language.tag().as_str()));
    table.text(reason.map_or("", |reason| if reason.is_empty() { "yes" } else { reason }));
    match &event.when {
        Some(when) => {
            table.text(when.edtf.as_str());
            table.bare(when.part_of_day.map_or("", |part| part.as_str()));
            table.bare(when.sense.as_str());
            table.yes(when.inferred);
        }
        None => table.skip(4),
    }
    table.text(&when_words(frame.story, at, frame.language));
}

fn of_place(table: &mut Table, frame: &Frame<'_>, event: &Event) {
    let Some(placed) = placed(frame, event) else {
        table.skip(9);
        return;
    };
    table.text(&placed.place.id);
    table.words(frame, &placed.place.name);
    table.bare(placed.whereabouts.relation.as_str());
    table.bare(placed.position);
    table.bare(&placed.point.map_or(String::new(), |point| degrees(point.lon_deg())));
    table.bare(&placed.point.map_or(String::new(), |point| degrees(point.lat_deg())));
    table.bare(&placed.radius_m.map_or(String::new(), |radius| decimal(radius, 3)));
    table.text(placed.place.area.as_deref().unwrap_or_default());
    table.yes(placed.whereabouts.inferred);
}

fn of_claim(table: &mut Table, frame: &Frame<'_>, claim: Option<&Claim>) {
    let Some(claim) = claim else {
        table.skip(13);
        return;
    };
    let (story, tag) = (frame.story, frame.language.tag().as_str());
    table.text(&claim.id);
    table.text(&claim.speaker);
    table.text(story.speaker(&claim.speaker).map_or("", |speaker| speaker.name.get(tag)));
    let party = match story.side_of(&claim.speaker) {
        Side::Party(party) => story.parties.get(usize::from(party)),
        Side::Third => None,
    };
    table.text(party.map_or("", |party| &party.id));
    table.bare(claim.stance.as_str());
    table.text(claim.answers.as_deref().unwrap_or_default());
    table.yes(claim.first_hand);
    let said = claim.said.as_ref();
    table.text(said.map_or("", |said| said.edtf.as_str()));
    table.bare(said.map_or("", |said| said.sense.as_str()));
    table.words(frame, &claim.wording);
    let (mut names, mut links, mut archives) = (String::new(), String::new(), String::new());
    for source in claim.via.iter().filter_map(|id| story.source(id)) {
        add(&mut names, source.name.get(tag));
        add(&mut links, source.url.as_deref().unwrap_or_default());
        add(&mut archives, source.archive.as_deref().unwrap_or_default());
    }
    table.text(&names);
    table.text(&links);
    table.text(&archives);
}

fn of_figure(table: &mut Table, frame: &Frame<'_>, figure: Option<&Figure>) {
    let Some(figure) = figure else {
        table.skip(13);
        return;
    };
    let number = |number: Option<u32>| number.map_or(String::new(), |number| number.to_string());
    table.bare(figure.measure.as_str());
    table.bare(&number(figure.low));
    table.bare(&number(figure.high));
    table.bare(figure.qualifier.as_str());
    table.words(frame, &figure.words);
    table.bare(figure.counted.as_str());
    table.text(figure.side.as_deref().unwrap_or_default());
    table.yes(figure.side_inferred);
    table.bare(figure.scope.as_str());
    table.yes(figure.scope_inferred);
    let mut parts = String::new();
    for part in &figure.parts {
        let label = part.label.get(frame.language.tag().as_str());
        let whose = if label.is_empty() { &part.side } else { label };
        add(&mut parts, &[whose, " ", &part.count.to_string()].concat());
    }
    table.text(&parts);
    table.text(&figure.sum_of.join("; "));
    table.yes(figure.toll);
}

fn of_doubts(table: &mut Table, frame: &Frame<'_>, event: &Event, claim: Option<&Claim>) {
    let (mut distances, mut dates) = (String::new(), String::new());
    for distance in claim.map_or(&[][..], |claim| &claim.distances) {
        let km = decimal(distance.km, 3);
        add(&mut distances, &[&distance.from, " – ", &distance.to, ": ", &km].concat());
    }
    let edtf = |dating: &Dating| dating.edtf.as_str().to_owned();
    for date in claim.map_or(&[][..], |claim| &claim.disputed_dates) {
        add(&mut dates, &[&edtf(&date.stated), " (", &edtf(&date.usual), ")"].concat());
    }
    table.text(&distances);
    table.text(&dates);
    table.text(claim.map_or("", |claim| claim.note.get(frame.language.tag().as_str())));
    table.words(frame, &event.note);
}

/// Adds to a list; nothing for an empty text.
fn add(list: &mut String, text: &str) {
    if !list.is_empty() && !text.is_empty() {
        list.push_str("; ");
    }
    list.push_str(text);
}

/// A table being written.
struct Table {
    out: String,
    /// Whether the line has no cell yet.
    empty: bool,
}

impl Table {
    fn next(&mut self) {
        if !self.empty {
            self.out.push(',');
        }
        self.empty = false;
    }

    /// A cell whose value is ours: a number, a word of the format, a date of digits.
    fn bare(&mut self, value: &str) {
        self.next();
        self.out.push_str(value);
    }

    fn yes(&mut self, value: bool) {
        self.bare(if value { "yes" } else { "no" });
    }

    fn skip(&mut self, cells: usize) {
        for _ in 0..cells {
            self.next();
        }
    }

    fn words(&mut self, frame: &Frame<'_>, words: &Words) {
        self.text(words.get(frame.language.tag().as_str()));
    }

    /// A cell whose value is the story's: defused, and quoted where it must be or where a reader of other separators
    /// would see several cells.
    fn text(&mut self, value: &str) {
        self.next();
        let mark = if is_formula(value) { "'" } else { "" };
        let special = |letter: char| matches!(letter, '"' | ',' | ';' | '\t' | '\r' | '\n' | ' ' | '\'');
        if !value.contains(special) {
            self.out.push_str(mark);
            self.out.push_str(value);
            return;
        }
        self.out.push('"');
        self.out.push_str(mark);
        for letter in value.chars() {
            if letter == '"' {
                self.out.push('"');
            }
            self.out.push(letter);
        }
        self.out.push('"');
    }

    fn end(&mut self) {
        self.out.push_str("\r\n");
        self.empty = true;
    }
}

/// Whether a spreadsheet might take a text for a formula.
fn is_formula(text: &str) -> bool {
    let passed_over = |letter: &char| letter.is_whitespace() || letter.is_control() || *letter == '\'';
    let first = text.chars().find(|letter| !passed_over(letter));
    matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '−'))
        || text.starts_with(['\t', '\r', '\n'])
}
