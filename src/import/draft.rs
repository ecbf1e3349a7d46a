//! The story while it is being made: lists that grow, and the account of what went into them.

use std::collections::{BTreeMap, BTreeSet};

use super::account::{Account, Notice, Spot};
use super::record::{Person, Record, Reference, Shape, Whereabouts};
use super::{Mapping, Options, document};
use crate::story::{Severity, Value};

/// A text as a value.
pub(super) fn text(text: impl Into<String>) -> Value {
    Value::String(text.into())
}

/// An object of the entries that hold something.
pub(super) fn object<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let holds = |value: &Value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::List(items) => !items.is_empty(),
        Value::Map(entries) => !entries.is_empty(),
        _ => true,
    };
    Value::Map(
        entries.into_iter().filter(|it| holds(&it.1)).map(|(key, value)| (key.to_owned(), value)).collect(),
    )
}

/// An identifier from words: letters and digits, hyphens between them.
pub(super) fn slug(words: &str) -> String {
    let mut out = String::new();
    for letter in words.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            out.push(letter);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if out.chars().count() >= 48 {
            break;
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// Ten hexadecimal digits that a text always gives (FNV-1a), for what has no identifier of its own.
pub(super) fn fingerprint(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{:010x}", hash & 0xff_ffff_ffff)
}

/// One list of the story, in which the same thing stands once.
#[derive(Default)]
struct List {
    items: Vec<Value>,
    known: BTreeMap<String, String>,
    ids: BTreeSet<String>,
}

impl List {
    /// The identifier of a thing: the one it has, else a new one like `wanted`.
    fn intern(&mut self, key: &str, wanted: &str, make: impl FnOnce(&str) -> Value) -> String {
        if let Some(id) = self.known.get(key) {
            return id.clone();
        }
        let id = self.free(wanted);
        self.items.push(make(&id));
        self.known.insert(key.to_owned(), id.clone());
        id
    }

    fn free(&mut self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "x" } else { wanted };
        let mut id = wanted.to_owned();
        let mut number = 2_u32;
        while !self.ids.insert(id.clone()) {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        id
    }
}

/// The items of a list of an object; none where there is no such list.
fn list_of<'v>(value: &'v mut Value, key: &str) -> &'v mut [Value] {
    let Value::Map(entries) = value else { return &mut [] };
    match entries.iter_mut().find(|(name, _)| name == key) {
        Some((_, Value::List(items))) => items,
        _ => &mut [],
    }
}

/// How many events a data set may have for its figures to be a list of tolls.
const TOLLS: usize = 40;

/// What came of it.
pub(super) struct Finished {
    pub(super) document: Value,
    pub(super) account: Account,
    pub(super) notices: Vec<Notice>,
    pub(super) mapping: Mapping,
}

/// A story in the making.
pub(super) struct Draft<'a> {
    /// What a person decided.
    pub(super) options: &'a Options,
    /// What becomes of the records.
    pub(super) account: Account,
    /// Which column was read as what.
    pub(super) mapping: Mapping,
    /// The heading the file gives itself.
    pub(super) title: String,
    /// What the file says about itself under its heading.
    pub(super) summary: String,
    /// Who is to be named.
    pub(super) credit: String,
    /// Terms of use.
    pub(super) licence: String,
    /// Whether the file is a data set, with a figure for every event.
    pub(super) is_data_set: bool,
    /// A whole story, where the file is one.
    pub(super) whole: Option<Value>,
    notices: Vec<Notice>,
    parties: List,
    speakers: List,
    sources: List,
    places: List,
    areas: List,
    events: List,
}

impl<'a> Draft<'a> {
    pub(super) fn new(options: &'a Options) -> Self {
        Self {
            options,
            account: Account::default(),
            mapping: options.mapping.clone().unwrap_or_default(),
            title: String::new(),
            summary: String::new(),
            credit: String::new(),
            licence: String::new(),
            is_data_set: false,
            whole: None,
            notices: Vec::new(),
            parties: List::default(),
            speakers: List::default(),
            sources: List::default(),
            places: List::default(),
            areas: List::default(),
            events: List::default(),
        }
    }

    /// The language of the texts.
    pub(super) fn language(&self) -> &str {
        self.options.language.as_deref().unwrap_or("en")
    }

    /// A text in the language of the file.
    pub(super) fn words(&self, words: &str) -> Value {
        let words: String =
            words.trim().chars().filter(|letter| !letter.is_control() || *letter == '\n').collect();
        if words.is_empty() {
            Value::Null
        } else {
            Value::Map(vec![(self.language().to_owned(), text(words))])
        }
    }

    /// Says something about the file.
    pub(super) fn say(
        &mut self,
        severity: Severity,
        code: &'static str,
        spot: Spot,
        message: impl Into<String>,
    ) {
        self.notices.push(Notice { severity, code, spot, message: message.into() });
    }

    /// Refuses a record.
    pub(super) fn refuse(&mut self, code: &'static str, spot: Spot, message: impl Into<String>) {
        self.account.records += 1;
        self.account.refused += 1;
        self.say(Severity::Error, code, spot, message);
    }

    /// Passes over a header, a comment, an empty row.
    pub(super) fn pass_over(&mut self) {
        self.account.records += 1;
        self.account.passed_over += 1;
    }

    /// Leaves out what was not asked for.
    pub(super) fn not_asked(&mut self) {
        self.account.records += 1;
        self.account.not_asked += 1;
    }

    /// Adds an event; its number in the list. What is left open in the record stays open.
    pub(super) fn add(&mut self, mut record: Record) -> usize {
        self.account.records += 1;
        let wanted = if record.id.is_empty() {
            ["e-", &fingerprint(&record.fingerprint())].concat()
        } else {
            slug(&record.id)
        };
        let id = self.events.free(&wanted);
        if id != wanted && !record.id.is_empty() {
            record.warn(
                "duplicate-id",
                format!("the id “{}” is used before: this one became “{id}”", record.id),
            );
        }
        let place = record.place.take().map(|place| self.place(&place));
        let parties: Vec<Value> = record.parties.iter().map(|name| text(self.party(name))).collect();
        let speaker = self.speaker(&record.speaker);
        let via: Vec<Value> = record.via.iter().map(|source| text(self.source(source))).collect();
        let claim = object([
            ("id", text(&*id)),
            ("speaker", text(speaker)),
            ("via", Value::List(via)),
            ("wording", self.words(&record.wording)),
            ("figures", Value::List(std::mem::take(&mut record.figures))),
            ("note", self.words(&record.claim_note)),
        ]);
        let when = object([
            ("edtf", text(&*record.edtf)),
            ("sense", text(record.sense)),
            ("note", self.words(&record.date_note)),
        ]);
        let media: Vec<Value> = record
            .media
            .iter()
            .map(|it| {
                object([
                    ("url", text(&*it.url)),
                    ("alt", self.words(if it.alt.is_empty() { &record.title } else { &it.alt })),
                    ("credit", self.words(&it.credit)),
                    ("graphic", if it.graphic { Value::Bool(true) } else { Value::Null }),
                ])
            })
            .collect();
        let fields = record.fields.iter().map(|(key, value)| (key.clone(), text(&**value))).collect();
        let event = object([
            ("id", text(&*id)),
            ("title", self.words(&record.title)),
            ("text", self.words(&record.text)),
            ("when", if record.edtf.is_empty() { Value::Null } else { when }),
            ("where", place.unwrap_or(Value::Null)),
            ("kind", text(record.kind)),
            ("parties", Value::List(parties)),
            ("claims", Value::List(vec![claim])),
            ("media", Value::List(media)),
            ("note", self.words(&record.note)),
            ("background", if record.background { Value::Bool(true) } else { Value::Null }),
            ("$fields", Value::Map(fields)),
        ]);
        self.events.items.push(event);
        if record.warnings.is_empty() {
            self.account.read += 1;
        } else {
            self.account.warned += 1;
        }
        for (code, message, column) in record.warnings {
            let mut spot = record.spot.clone();
            spot.column = column;
            self.say(Severity::Warning, code, spot, message);
        }
        self.events.items.len()
    }

    fn place(&mut self, place: &Whereabouts) -> Value {
        let position = place
            .position
            .map(|(lon, lat)| (document::number_text(lon, "lon"), document::number_text(lat, "lat")));
        let (lon, lat) = position.clone().unwrap_or_default();
        let radius = place.radius_m.map_or(Value::Null, Value::Number);
        let name = if place.name.is_empty() { format!("{lat}, {lon}") } else { place.name.clone() };
        let area = self.area(&name, &place.shape);
        let key = format!("{name}|{lon}|{lat}|{}|{area}", place.note);
        let wanted = slug(&name);
        let (words, note) = (self.words(&name), self.words(&place.note));
        let number = |it: Option<f64>| it.map_or(Value::Null, Value::Number);
        let id = self.places.intern(&key, &wanted, |id| {
            object([
                ("id", text(id)),
                ("name", words),
                ("lon", number(place.position.map(|it| it.0))),
                ("lat", number(place.position.map(|it| it.1))),
                ("area", text(area)),
                ("note", note),
            ])
        });
        object([("place", text(id)), ("relation", text(place.relation)), ("radiusM", radius)])
    }

    /// The identifier of a shape; empty for a point.
    fn area(&mut self, name: &str, shape: &Shape) -> String {
        if shape.rings.is_empty() {
            return String::new();
        }
        let pair = |(lon, lat): &(f64, f64)| Value::List(vec![Value::Number(*lon), Value::Number(*lat)]);
        let rings = shape.rings.iter().map(|ring| Value::List(ring.iter().map(pair).collect())).collect();
        let (kind, form) = if shape.is_line { ("route", "MultiLineString") } else { ("region", "Polygon") };
        let geometry = object([("type", text(form)), ("coordinates", Value::List(rings))]);
        let key = super::to_json(&geometry);
        let words = self.words(name);
        self.areas.intern(&key, &slug(name), |id| {
            object([("id", text(id)), ("kind", text(kind)), ("name", words), ("geometry", geometry)])
        })
    }

    /// The identifier of a party.
    pub(super) fn party(&mut self, name: &str) -> String {
        let words = self.words(name);
        self.parties.intern(name, &slug(name), |id| object([("id", text(id)), ("name", words)]))
    }

    fn speaker(&mut self, person: &Person) -> String {
        let party = if person.party.is_empty() { String::new() } else { self.party(&person.party) };
        let words = self.words(if person.name.is_empty() { "No source is named" } else { &person.name });
        let kind = if person.name.is_empty() { "unnamed" } else { person.kind };
        let wanted = if person.name.is_empty() { "unnamed".to_owned() } else { slug(&person.name) };
        self.speakers.intern(&person.name, &wanted, |id| {
            object([("id", text(id)), ("kind", text(kind)), ("party", text(party)), ("name", words)])
        })
    }

    fn source(&mut self, source: &Reference) -> String {
        let key = format!("{}|{}", source.name, source.url);
        let words = self.words(if source.name.is_empty() { &source.url } else { &source.name });
        let note = self.words(&source.note);
        let host = source.url.split('/').nth(2).unwrap_or_default();
        let wanted = if source.id.is_empty() {
            slug(if source.name.is_empty() { host } else { &source.name })
        } else {
            slug(&source.id)
        };
        // What is not https is shown as text: the address goes into the note.
        let https = source.url.starts_with("https://");
        let note = if https || source.url.is_empty() { note } else { self.words(&source.url) };
        self.sources.intern(&key, &wanted, |id| {
            object([
                ("id", text(id)),
                ("kind", text(source.kind)),
                ("name", words),
                ("url", text(if https { &*source.url } else { "" })),
                ("note", note),
            ])
        })
    }

    /// The finished story.
    pub(super) fn finish(mut self) -> Finished {
        self.mapping.date_order = self.mapping.date_order.or(self.options.date_order);
        let document = match self.whole.take() {
            Some(whole) => whole,
            None => self.story(),
        };
        Finished { document, account: self.account, notices: self.notices, mapping: self.mapping }
    }

    /// A list of tolls is read by people: the figures of a whole data set stay with their events.
    fn spare_tolls(&mut self) {
        if !self.is_data_set || self.events.items.len() <= TOLLS {
            return;
        }
        for event in &mut self.events.items {
            for claim in list_of(event, "claims") {
                for figure in list_of(claim, "figures") {
                    if let Value::Map(entries) = figure
                        && !entries.iter().any(|(key, _)| key == "toll")
                    {
                        entries.push(("toll".to_owned(), Value::Bool(false)));
                    }
                }
            }
        }
        let message = format!(
            "the figures of {} events stand with their events, not in a list of tolls, which nobody could read",
            self.events.items.len()
        );
        self.say(Severity::Note, "tolls", Spot::default(), message);
    }

    fn story(&mut self) -> Value {
        self.spare_tolls();
        let title = self.options.title.clone().unwrap_or_else(|| self.title.clone());
        let zone = self.options.zone.as_deref().or(self.mapping.zone.as_deref());
        let zone = object([("offset", text(zone.unwrap_or_default()))]);
        let list = |list: &mut List| Value::List(std::mem::take(&mut list.items));
        let head = object([
            ("chronocarte", Value::Number(1.0)),
            ("id", text(slug(&title))),
            ("title", self.words(&title)),
            ("summary", self.words(&self.summary)),
            ("languages", Value::List(vec![text(self.language())])),
            ("zone", zone),
            ("version", Value::Number(1.0)),
            ("licence", self.words(&self.licence)),
            ("credit", self.words(&self.credit)),
            ("parties", list(&mut self.parties)),
            ("speakers", list(&mut self.speakers)),
            ("sources", list(&mut self.sources)),
            ("places", list(&mut self.places)),
            ("areas", list(&mut self.areas)),
        ]);
        let mut head = document::arranged(head, "");
        if let Value::Map(entries) = &mut head {
            entries.push(("events".to_owned(), document::arranged(list(&mut self.events), "events")));
        }
        head
    }
}
