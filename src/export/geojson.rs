//! The map layer: one feature for each event, with the claims about it among its properties.

use super::place::{Placed, placed};
use super::text::{as_of, decimal, degrees, passing, sources};
use crate::index::EventIndex;
use crate::scene::{Frame, when_words};
use crate::story::{Claim, Dating, Event, Figure, Geometry, GeometryKind, Side, Words};

/// What is shown as a GeoJSON feature collection (RFC 7946): longitude before latitude, WGS 84, no `crs`.
///
/// - A feature is an event, its `id` the author’s. Its geometry is a point where a point is known, the shape of an area
///   where the story has it, and `null` where there is neither: the point that bears the name of an area is never the
///   geometry, it stands in `properties.where.labelPoint`.
/// - `properties.where.position` says how the geometry is meant, with the words of the table’s column of that name; with
///   `approximate`, `radiusM` says within how many metres, where anybody says so.
/// - Dates are objects with `edtf` and what EDTF cannot say, as in a story: a day is never a midnight.
/// - `properties.claims` has every claim apart, with its speaker and its figures; nothing is added up.
/// - The member `chronocarte` of the collection says whose story this is, as of when, under which terms, from which
///   sources, and at which `address` the view can be seen.
///
/// What is not said is left out. Texts are in the reader’s language, or in another where that lacks them.
pub fn geojson(frame: &Frame<'_>, address: &str) -> String {
    let events = passing(frame);
    let mut json = Json { out: String::new(), comma: false };
    json.open("", '{');
    json.text("type", "FeatureCollection");
    head(&mut json, frame, address, &events);
    json.open("features", '[');
    for (at, event) in &events {
        feature(&mut json, frame, *at, event);
    }
    json.close(']');
    json.close('}');
    json.out.push('\n');
    json.out
}

/// Whose story this is.
fn head(json: &mut Json, frame: &Frame<'_>, address: &str, events: &[(EventIndex, &Event)]) {
    let story = frame.story;
    json.open("chronocarte", '{');
    json.text("story", &story.id);
    json.words(frame, "title", &story.title);
    json.text("language", frame.language.tag().as_str());
    json.text("asOf", &as_of(frame));
    if story.version > 0 {
        json.raw("version", &story.version.to_string());
    }
    json.words(frame, "credit", &story.credit);
    json.words(frame, "licence", &story.licence);
    json.text("address", address);
    json.open("sources", '[');
    for source in sources(frame, events) {
        json.open("", '{');
        json.text("id", &source.id);
        json.words(frame, "name", &source.name);
        json.words(frame, "publisher", &source.publisher);
        json.text("url", source.url.as_deref().unwrap_or_default());
        json.text("archive", source.archive.as_deref().unwrap_or_default());
        json.close('}');
    }
    json.close(']');
    json.close('}');
}

fn feature(json: &mut Json, frame: &Frame<'_>, at: EventIndex, event: &Event) {
    let (story, entry) = (frame.story, frame.index.get(at));
    let placed = placed(frame, event);
    json.open("", '{');
    json.text("type", "Feature");
    json.text("id", &event.id);
    geometry(json, frame, placed.as_ref());
    json.open("properties", '{');
    if let Some(number) = entry.and_then(|entry| entry.number) {
        json.raw("number", &number.to_string());
    }
    json.words(frame, "title", &event.title);
    json.words(frame, "text", &event.text);
    json.text("kind", event.kind.as_str());
    json.yes("background", event.background);
    json.text("standing", entry.map_or("", |entry| entry.standing.as_str()));
    if let Some(withdrawn) = &event.withdrawn {
        json.open("withdrawn", '{');
        json.text("at", &withdrawn.at.map_or(String::new(), |at| at.0.to_iso8601()));
        json.words(frame, "reason", &withdrawn.reason);
        json.close('}');
    }
    if let Some(when) = &event.when {
        dating(json, frame, "when", when);
    }
    json.text("whenWords", &when_words(story, at, frame.language));
    if let Some(placed) = &placed {
        place(json, frame, placed);
    }
    json.list("parties", &event.parties);
    json.open("claims", '[');
    for it in &event.claims {
        claim(json, frame, it);
    }
    json.close(']');
    json.words(frame, "note", &event.note);
    json.close('}');
    json.close('}');
}

fn geometry(json: &mut Json, frame: &Frame<'_>, placed: Option<&Placed<'_>>) {
    if let Some(point) = placed.and_then(|placed| placed.point) {
        json.open("geometry", '{');
        json.text("type", "Point");
        json.raw("coordinates", &pair((point.lon_deg(), point.lat_deg())));
        json.close('}');
        return;
    }
    let area = placed.and_then(|placed| frame.story.area(placed.place.area.as_deref()?));
    let shape = area.and_then(|area| area.geometry.as_ref()).and_then(|shape| Some((shape, lines(shape)?)));
    let Some((shape, lines)) = shape else {
        json.raw("geometry", "null");
        return;
    };
    json.open("geometry", '{');
    json.text("type", shape.kind.as_str());
    json.open("coordinates", '[');
    for line in &lines {
        json.open("", '[');
        for position in line {
            json.raw("", &pair(*position));
        }
        json.close(']');
    }
    json.close(']');
    json.close('}');
}

/// The rings of a shape as the standard wants them: closed, of four positions at least, the outer one counterclockwise
/// and its holes clockwise; or its lines of two positions at least. `None` where nothing is left.
fn lines(shape: &Geometry) -> Option<Vec<Vec<(f64, f64)>>> {
    let on_earth = |at: &&(f64, f64)| at.0.abs() <= 180.0 && at.1.abs() <= 90.0;
    let mut lines = Vec::new();
    for (nth, ring) in shape.coordinates.iter().enumerate() {
        let mut line: Vec<(f64, f64)> = ring.iter().filter(on_earth).copied().collect();
        let least = if shape.kind == GeometryKind::Polygon { 4 } else { 2 };
        if shape.kind == GeometryKind::Polygon {
            if line.first() != line.last() {
                line.extend(line.first().copied());
            }
            if (twice_the_area(&line) > 0.0) != (nth == 0) {
                line.reverse();
            }
        }
        if line.len() >= least {
            lines.push(line);
        } else if nth == 0 && shape.kind == GeometryKind::Polygon {
            // Holes in nothing.
            return None;
        }
    }
    (!lines.is_empty()).then_some(lines)
}

/// Positive for a closed ring that runs counterclockwise.
fn twice_the_area(ring: &[(f64, f64)]) -> f64 {
    ring.iter().zip(ring.iter().skip(1)).map(|(from, to)| from.0 * to.1 - to.0 * from.1).sum()
}

fn pair((lon, lat): (f64, f64)) -> String {
    ["[", &degrees(lon), ",", &degrees(lat), "]"].concat()
}

fn dating(json: &mut Json, frame: &Frame<'_>, key: &str, dating: &Dating) {
    json.open(key, '{');
    json.text("edtf", dating.edtf.as_str());
    json.text("partOfDay", dating.part_of_day.map_or("", |part| part.as_str()));
    json.text("sense", dating.sense.as_str());
    json.yes("inferred", dating.inferred);
    json.words(frame, "note", &dating.note);
    json.close('}');
}

fn place(json: &mut Json, frame: &Frame<'_>, placed: &Placed<'_>) {
    let Placed { whereabouts, place, position, radius_m, .. } = placed;
    json.open("where", '{');
    json.text("place", &place.id);
    json.words(frame, "name", &place.name);
    json.text("relation", whereabouts.relation.as_str());
    json.text("position", position);
    if let Some(radius_m) = radius_m {
        json.raw("radiusM", &decimal(*radius_m, 3));
    }
    json.yes("inferred", whereabouts.inferred);
    if let Some(id) = &place.area {
        json.text("area", id);
        json.words(frame, "areaName", frame.story.area(id).map_or(&Words::default(), |area| &area.name));
        if let Some(label) = place.position() {
            json.raw("labelPoint", &pair((label.lon_deg(), label.lat_deg())));
        }
    }
    json.words(frame, "note", &place.note);
    json.close('}');
}

fn claim(json: &mut Json, frame: &Frame<'_>, claim: &Claim) {
    let story = frame.story;
    json.open("", '{');
    json.text("id", &claim.id);
    json.text("speaker", &claim.speaker);
    if let Some(speaker) = story.speaker(&claim.speaker) {
        json.words(frame, "speakerName", &speaker.name);
        json.text("speakerKind", speaker.kind.as_str());
    }
    if let Side::Party(party) = story.side_of(&claim.speaker) {
        json.text("speaksFor", story.parties.get(usize::from(party)).map_or("", |party| &party.id));
    }
    json.text("stance", claim.stance.as_str());
    json.text("answers", claim.answers.as_deref().unwrap_or_default());
    json.yes("firstHand", claim.first_hand);
    if let Some(said) = &claim.said {
        dating(json, frame, "said", said);
    }
    json.words(frame, "wording", &claim.wording);
    json.list("via", &claim.via);
    if !claim.figures.is_empty() {
        json.open("figures", '[');
        for it in &claim.figures {
            figure(json, frame, it);
        }
        json.close(']');
    }
    if !claim.distances.is_empty() {
        json.open("distances", '[');
        for distance in &claim.distances {
            json.open("", '{');
            json.text("from", &distance.from);
            json.text("to", &distance.to);
            json.raw("km", &decimal(distance.km, 3));
            json.close('}');
        }
        json.close(']');
    }
    if !claim.disputed_dates.is_empty() {
        json.open("disputedDates", '[');
        for dates in &claim.disputed_dates {
            json.open("", '{');
            dating(json, frame, "stated", &dates.stated);
            dating(json, frame, "usual", &dates.usual);
            json.text("source", dates.source.as_deref().unwrap_or_default());
            json.close('}');
        }
        json.close(']');
    }
    json.words(frame, "note", &claim.note);
    json.close('}');
}

fn figure(json: &mut Json, frame: &Frame<'_>, figure: &Figure) {
    json.open("", '{');
    json.text("measure", figure.measure.as_str());
    for (key, number) in [("low", figure.low), ("high", figure.high)] {
        if let Some(number) = number {
            json.raw(key, &number.to_string());
        }
    }
    json.text("qualifier", figure.qualifier.as_str());
    json.words(frame, "words", &figure.words);
    json.text("counted", figure.counted.as_str());
    json.text("side", figure.side.as_deref().unwrap_or_default());
    json.yes("sideInferred", figure.side_inferred);
    json.text("scope", figure.scope.as_str());
    json.yes("scopeInferred", figure.scope_inferred);
    if !figure.parts.is_empty() {
        json.open("parts", '[');
        for part in &figure.parts {
            json.open("", '{');
            json.text("side", &part.side);
            json.raw("count", &part.count.to_string());
            json.words(frame, "label", &part.label);
            json.close('}');
        }
        json.close(']');
    }
    json.list("sumOf", &figure.sum_of);
    json.raw("toll", if figure.toll { "true" } else { "false" });
    json.close('}');
}

/// JSON being written. Keys are ours; an empty key is an item of a list.
struct Json {
    out: String,
    comma: bool,
}

impl Json {
    fn key(&mut self, key: &str) {
        if self.comma {
            self.out.push(',');
        }
        self.comma = true;
        if !key.is_empty() {
            self.out.push('"');
            self.out.push_str(key);
            self.out.push_str("\":");
        }
    }

    fn open(&mut self, key: &str, bracket: char) {
        self.key(key);
        self.out.push(bracket);
        self.comma = false;
    }

    fn close(&mut self, bracket: char) {
        self.out.push(bracket);
        self.comma = true;
    }

    /// What is JSON already; `null` for nothing, which a number that is none comes to.
    fn raw(&mut self, key: &str, value: &str) {
        self.key(key);
        self.out.push_str(if value.is_empty() { "null" } else { value });
    }

    /// Only what is so is said.
    fn yes(&mut self, key: &str, value: bool) {
        if value {
            self.raw(key, "true");
        }
    }

    fn words(&mut self, frame: &Frame<'_>, key: &str, words: &Words) {
        self.text(key, words.get(frame.language.tag().as_str()));
    }

    /// A text; an empty one is left out.
    fn text(&mut self, key: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        self.key(key);
        self.quoted(value);
    }

    fn list(&mut self, key: &str, items: &[String]) {
        if items.is_empty() {
            return;
        }
        self.open(key, '[');
        for item in items {
            self.key("");
            self.quoted(item);
        }
        self.close(']');
    }

    fn quoted(&mut self, text: &str) {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        self.out.push('"');
        for letter in text.chars() {
            let code = letter as u32;
            match letter {
                '"' | '\\' => {
                    self.out.push('\\');
                    self.out.push(letter);
                }
                '\n' => self.out.push_str("\\n"),
                // Line separators end a line of script, where such a file may be pasted.
                '\0'..='\u{1f}' | '\u{7f}' | '\u{2028}' | '\u{2029}' => {
                    self.out.push_str("\\u");
                    for shift in [12, 8, 4, 0] {
                        self.out.push(char::from(HEX[(code >> shift & 15) as usize]));
                    }
                }
                _ => self.out.push(letter),
            }
        }
        self.out.push('"');
    }
}
