//! What is said to have happened.

use serde::Deserialize;

use super::de::{each, or_default};
use super::{Claim, Dating, Timestamp, Words};

/// Something said to have happened. What it amounts to is derived from its claims, never stored.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// Its identifier, chosen by the author; links and article phrases point at it.
    pub id: String,
    /// The headline, worded so that it asserts no more than the claims do.
    pub title: Words,
    /// A sentence or two more.
    #[serde(default, deserialize_with = "or_default")]
    pub text: Words,
    /// When; absent when nothing is known.
    #[serde(default, deserialize_with = "or_default")]
    pub when: Option<Dating>,
    /// Where; absent when no place is given.
    #[serde(default, rename = "where", deserialize_with = "or_default")]
    pub place: Option<Whereabouts>,
    /// What kind of event.
    #[serde(default, deserialize_with = "or_default")]
    pub kind: EventKind,
    /// The parties it concerns, by identifier.
    #[serde(default, deserialize_with = "each")]
    pub parties: Vec<String>,
    /// Who says what about it.
    #[serde(default, deserialize_with = "each")]
    pub claims: Vec<Claim>,
    /// Pictures and films.
    #[serde(default, deserialize_with = "each")]
    pub media: Vec<Media>,
    /// 1 (first) to 5; decides what stays when there is no room for all. Default 3.
    #[serde(default, deserialize_with = "or_default")]
    pub importance: Option<u8>,
    /// Whether it is context rather than part of the story; background is not counted.
    #[serde(default, deserialize_with = "or_default")]
    pub background: bool,
    /// Set when the publisher has withdrawn it: it stays, struck, with the reason.
    #[serde(default, deserialize_with = "or_default")]
    pub withdrawn: Option<Withdrawal>,
    /// Events it belongs to.
    #[serde(default, deserialize_with = "each")]
    pub related: Vec<String>,
    /// What the editors add in their own voice, marked as theirs.
    #[serde(default, deserialize_with = "or_default")]
    pub note: Words,
}

/// Why and when an event was withdrawn.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Withdrawal {
    /// When, RFC 3339.
    #[serde(default, deserialize_with = "or_default")]
    pub at: Option<Timestamp>,
    /// The reason.
    #[serde(default, deserialize_with = "or_default")]
    pub reason: Words,
}

/// Where an event is placed, and how well that is known.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Whereabouts {
    /// The place, by identifier.
    pub place: String,
    /// How it stands to the place.
    #[serde(default, deserialize_with = "or_default")]
    pub relation: Relation,
    /// How far from the place it may be, in metres; drawn as a soft disc.
    #[serde(default, deserialize_with = "or_default")]
    pub radius_m: Option<f64>,
    /// Whether the place is the editors' inference rather than the source's word.
    #[serde(default, deserialize_with = "or_default")]
    pub inferred: bool,
}

/// How an event stands to its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// In the place itself.
    #[default]
    At,
    /// Near it.
    Near,
    /// All around it.
    Around,
    /// Somewhere within it.
    Within,
}

/// What kind of event it is; decides the lane of the timeline and the filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// Fighting, shelling, strikes.
    #[default]
    Fighting,
    /// Ground taken, held or lost.
    Territory,
    /// People killed, wounded, captured or missing.
    Losses,
    /// Equipment, footage of it.
    Equipment,
    /// People driven out or on the move.
    Displacement,
    /// Something said: a warning, an appeal, an announcement.
    Statement,
    /// Talks, agreements, resolutions.
    Diplomacy,
    /// A political act: a declaration, a vote.
    Politics,
    /// Anything else.
    Other,
}

/// The lanes of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// What is said to have happened on the ground.
    Fighting,
    /// What was said, signed or declared.
    Statements,
}

impl EventKind {
    /// Every kind, in the order filters list them.
    pub const ALL: [Self; 9] = [
        Self::Fighting,
        Self::Territory,
        Self::Losses,
        Self::Equipment,
        Self::Displacement,
        Self::Statement,
        Self::Diplomacy,
        Self::Politics,
        Self::Other,
    ];

    /// The lane of the timeline it stands in.
    pub fn lane(self) -> Lane {
        match self {
            Self::Statement | Self::Diplomacy | Self::Politics => Lane::Statements,
            _ => Lane::Fighting,
        }
    }

    /// The word of the format, for example `fighting`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fighting => "fighting",
            Self::Territory => "territory",
            Self::Losses => "losses",
            Self::Equipment => "equipment",
            Self::Displacement => "displacement",
            Self::Statement => "statement",
            Self::Diplomacy => "diplomacy",
            Self::Politics => "politics",
            Self::Other => "other",
        }
    }
}

/// A picture or film of an event.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Media {
    /// Its address, on the publisher's own origin or `https:`; absent when it exists but cannot be shown.
    #[serde(default, deserialize_with = "or_default")]
    pub url: Option<String>,
    /// What it shows, for those who do not see it.
    pub alt: Words,
    /// Whose it is.
    #[serde(default, deserialize_with = "or_default")]
    pub credit: Words,
    /// Whether it must stay behind a warning.
    #[serde(default, deserialize_with = "or_default")]
    pub graphic: bool,
}

/// One step of a guided order through the story.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// What is told.
    pub text: Words,
    /// The events it shows, the first selected.
    #[serde(default, deserialize_with = "each")]
    pub events: Vec<String>,
    /// Where the map looks: longitude, latitude in degrees, zoom.
    #[serde(default, deserialize_with = "or_default")]
    pub camera: Option<(f64, f64, f64)>,
    /// The time window.
    #[serde(default, deserialize_with = "or_default")]
    pub time: Option<Dating>,
}
