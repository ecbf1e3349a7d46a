//! What a story says about itself, and who appears in it.

use super::node::{object, words};
use super::{Area, Event, Place, Source, Step, Timestamp, Words};
use crate::time::UtcOffset;

/// A whole story: everything a publisher writes, version 1 of the format.
///
/// Lists keep the order of the file. Identifiers are chosen by the author, are unique within their list, and never
/// change once published: links point at them.
#[derive(Clone, Debug, Default)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Story {
    /// The version of the format: `1`.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub chronocarte: u32,
    /// A short name for links and file names.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub id: String,
    /// The heading.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub title: Words,
    /// One or two sentences under the heading.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub summary: Words,
    /// The languages (BCP 47) in which every text should exist; the first leads.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub languages: Vec<String>,
    /// In which zone dates without an offset are meant and times are shown.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub zone: Zone,
    /// The moment up to which the editors know, RFC 3339 with an offset, for example `2020-09-28T23:59:59+04:00`.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub as_of: Option<Timestamp>,
    /// The edition of this file, counted up by the publisher.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub version: u32,
    /// What was changed after publication, newest last.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub corrections: Vec<Correction>,
    /// Under which terms the story may be used.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub licence: Words,
    /// Who made it, for the credit line.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub credit: Words,
    /// Where readers report errors: an `https:` or `mailto:` address.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub contact: Option<String>,
    /// The base map file, relative to the story's own address. It may end in `#sha384-…`, the hash of the file: then a
    /// file of other bytes is refused. Without one only the story's own places are drawn.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub basemap: Option<String>,
    /// After how many seconds a reader's page may look for a newer version; absent means never.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub refresh: Option<u32>,
    /// The sides of the conflict, in the order in which they are listed.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub parties: Vec<Party>,
    /// Whoever says something.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub speakers: Vec<Speaker>,
    /// Where it was published.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub sources: Vec<Source>,
    /// The places events refer to.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub places: Vec<Place>,
    /// Areas and lines on the map, each with the time for which it holds.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub areas: Vec<Area>,
    /// What is said to have happened.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub events: Vec<Event>,
    /// A guided order through the story.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub steps: Vec<Step>,
    /// Whether it tells of more than one year, so that days need theirs; derived, never in a file.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(skip))]
    pub(super) years: bool,
}

object!(Story {
    chronocarte: "chronocarte" default,
    id: "id" default,
    title: "title" default,
    summary: "summary" default,
    languages: "languages" default,
    zone: "zone" default,
    as_of: "asOf" default,
    version: "version" default,
    corrections: "corrections" default,
    licence: "licence" default,
    credit: "credit" default,
    contact: "contact" default,
    basemap: "basemap" default,
    refresh: "refresh" default,
    parties: "parties" default,
    speakers: "speakers" default,
    sources: "sources" default,
    places: "places" default,
    areas: "areas" default,
    events: "events" default,
    steps: "steps" default,
} derived { years });

/// The zone of a story: a fixed offset, since a story covers days and a zone's rules change over years.
#[derive(Clone, Debug, Default)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Zone {
    /// The offset from UTC, for example `+04:00`.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String", default))]
    pub offset: UtcOffset,
    /// The zone's name in the tz database, for example `Asia/Baku`. For people and exports; not looked up.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub name: Option<String>,
    /// Whose time it is, as it is told to readers, for example `Baku / Yerevan`.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub label: Words,
}

object!(Zone {
    offset: "offset" default,
    name: "name" default,
    label: "label" default,
});

/// A change made after publication.
#[derive(Clone, Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Correction {
    /// When it was made, RFC 3339.
    pub at: Timestamp,
    /// What was changed and why.
    pub text: Words,
    /// The events it concerns.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub events: Vec<String>,
}

object!(Correction {
    at: "at" required,
    text: "text" required,
    events: "events" default,
});

/// A side of the conflict.
#[derive(Clone, Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Party {
    /// Its identifier.
    pub id: String,
    /// Its name as a filter reads it, for example `Azerbaijani side`.
    pub name: Words,
    /// A shorter name for narrow screens.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub short: Words,
}

object!(Party {
    id: "id" required,
    name: "name" required,
    short: "short" default,
});

/// Whoever says something: a person, a ministry, an agency, a newspaper.
#[derive(Clone, Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Speaker {
    /// Its identifier.
    pub id: String,
    /// The name, for example `Azerbaijani Defence Ministry`.
    pub name: Words,
    /// What kind of speaker this is.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub kind: SpeakerKind,
    /// The party it speaks for; absent for third parties and the press. Inherited from `of`.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub party: Option<String>,
    /// The speaker it speaks for, for example a press officer for a ministry.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub of: Option<String>,
    /// What the speaker is there, for example `press officer`.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub role: Words,
    /// The place of its seat. Never the place of an event.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub seat: Option<String>,
    /// Other spellings found in the sources.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub spellings: Vec<String>,
}

object!(Speaker {
    id: "id" required,
    name: "name" required,
    kind: "kind" default,
    party: "party" default,
    of: "of" default,
    role: "role" default,
    seat: "seat" default,
    spellings: "spellings" default,
});

/// What kind of speaker somebody is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum SpeakerKind {
    /// A state, ministry, army or other official body.
    Official,
    /// An armed group.
    ArmedGroup,
    /// A person.
    Person,
    /// A news agency, newspaper or broadcaster quoted as such.
    #[default]
    Press,
    /// A report's own voice where it names no source.
    Unnamed,
    /// An international organisation, or a state that is not a party.
    International,
    /// A monitor or investigator that looked for itself.
    Monitor,
    /// Somebody who was there.
    Witness,
}

words!(SpeakerKind { Official = "official", ArmedGroup = "armed-group", Person = "person", Press = "press", Unnamed = "unnamed", International = "international", Monitor = "monitor", Witness = "witness" } else Press);
