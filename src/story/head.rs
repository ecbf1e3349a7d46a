//! What a story says about itself, and who appears in it.

use serde::Deserialize;

use super::de::{each, or_default};
use super::{Area, Event, Place, Source, Step, Timestamp, Words};
use crate::time::UtcOffset;

/// A whole story: everything a publisher writes, version 1 of the format.
///
/// Lists keep the order of the file. Identifiers are chosen by the author, are unique within their list, and never
/// change once published: links point at them.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Story {
    /// The version of the format: `1`.
    #[serde(default, deserialize_with = "or_default")]
    pub chronocarte: u32,
    /// A short name for links and file names.
    #[serde(default, deserialize_with = "or_default")]
    pub id: String,
    /// The heading.
    #[serde(default, deserialize_with = "or_default")]
    pub title: Words,
    /// One or two sentences under the heading.
    #[serde(default, deserialize_with = "or_default")]
    pub summary: Words,
    /// The languages (BCP 47) in which every text should exist; the first leads.
    #[serde(default, deserialize_with = "each")]
    pub languages: Vec<String>,
    /// In which zone dates without an offset are meant and times are shown.
    #[serde(default, deserialize_with = "or_default")]
    pub zone: Zone,
    /// The moment up to which the editors know, RFC 3339 with an offset, for example `2020-09-28T23:59:59+04:00`.
    #[serde(default, deserialize_with = "or_default")]
    pub as_of: Option<Timestamp>,
    /// The edition of this file, counted up by the publisher.
    #[serde(default, deserialize_with = "or_default")]
    pub version: u32,
    /// What was changed after publication, newest last.
    #[serde(default, deserialize_with = "each")]
    pub corrections: Vec<Correction>,
    /// Under which terms the story may be used.
    #[serde(default, deserialize_with = "or_default")]
    pub licence: Words,
    /// Who made it, for the credit line.
    #[serde(default, deserialize_with = "or_default")]
    pub credit: Words,
    /// Where readers report errors: an `https:` or `mailto:` address.
    #[serde(default, deserialize_with = "or_default")]
    pub contact: Option<String>,
    /// The base map file, relative to the story's own address. Without one only the story's own places are drawn.
    #[serde(default, deserialize_with = "or_default")]
    pub basemap: Option<String>,
    /// After how many seconds a reader's page may look for a newer version; absent means never.
    #[serde(default, deserialize_with = "or_default")]
    pub refresh: Option<u32>,
    /// The sides of the conflict, in the order in which they are listed.
    #[serde(default, deserialize_with = "each")]
    pub parties: Vec<Party>,
    /// Whoever says something.
    #[serde(default, deserialize_with = "each")]
    pub speakers: Vec<Speaker>,
    /// Where it was published.
    #[serde(default, deserialize_with = "each")]
    pub sources: Vec<Source>,
    /// The places events refer to.
    #[serde(default, deserialize_with = "each")]
    pub places: Vec<Place>,
    /// Areas and lines on the map, each with the time for which it holds.
    #[serde(default, deserialize_with = "each")]
    pub areas: Vec<Area>,
    /// What is said to have happened.
    #[serde(default, deserialize_with = "each")]
    pub events: Vec<Event>,
    /// A guided order through the story.
    #[serde(default, deserialize_with = "each")]
    pub steps: Vec<Step>,
}

/// The zone of a story: a fixed offset, since a story covers days and a zone's rules change over years.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Zone {
    /// The offset from UTC, for example `+04:00`.
    #[serde(default, deserialize_with = "or_default")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))]
    pub offset: UtcOffset,
    /// The zone's name in the tz database, for example `Asia/Baku`. For people and exports; not looked up.
    #[serde(default, deserialize_with = "or_default")]
    pub name: Option<String>,
    /// Whose time it is, as it is told to readers, for example `Baku / Yerevan`.
    #[serde(default, deserialize_with = "or_default")]
    pub label: Words,
}

/// A change made after publication.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Correction {
    /// When it was made, RFC 3339.
    pub at: Timestamp,
    /// What was changed and why.
    pub text: Words,
    /// The events it concerns.
    #[serde(default, deserialize_with = "each")]
    pub events: Vec<String>,
}

/// A side of the conflict.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Party {
    /// Its identifier.
    pub id: String,
    /// Its name as a filter reads it, for example `Azerbaijani side`.
    pub name: Words,
    /// A shorter name for narrow screens.
    #[serde(default, deserialize_with = "or_default")]
    pub short: Words,
}

/// Whoever says something: a person, a ministry, an agency, a newspaper.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Speaker {
    /// Its identifier.
    pub id: String,
    /// The name, for example `Azerbaijani Defence Ministry`.
    pub name: Words,
    /// What kind of speaker this is.
    #[serde(default, deserialize_with = "or_default")]
    pub kind: SpeakerKind,
    /// The party it speaks for; absent for third parties and the press. Inherited from `of`.
    #[serde(default, deserialize_with = "or_default")]
    pub party: Option<String>,
    /// The speaker it speaks for, for example a press officer for a ministry.
    #[serde(default, deserialize_with = "or_default")]
    pub of: Option<String>,
    /// What the speaker is there, for example `press officer`.
    #[serde(default, deserialize_with = "or_default")]
    pub role: Words,
    /// The place of its seat. Never the place of an event.
    #[serde(default, deserialize_with = "or_default")]
    pub seat: Option<String>,
    /// Other spellings found in the sources.
    #[serde(default, deserialize_with = "each")]
    pub spellings: Vec<String>,
}

/// What kind of speaker somebody is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
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
