//! Who says what.

use serde::Deserialize;

use super::de::{each, or_default};
use super::{Dating, Words};

/// One statement about an event, by one speaker, through a chain of sources.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    /// Its identifier, unique in the story.
    pub id: String,
    /// Who says so, by identifier.
    pub speaker: String,
    /// Through whom it reached us: identifiers of sources, from the one that heard the speaker to the one we read.
    #[serde(default, deserialize_with = "each")]
    pub via: Vec<String>,
    /// When it was said.
    #[serde(default, deserialize_with = "or_default")]
    pub said: Option<Dating>,
    /// Asserts, denies, confirms, revises or withdraws.
    #[serde(default, deserialize_with = "or_default")]
    pub stance: Stance,
    /// The claim it answers, for every stance but asserts.
    #[serde(default, deserialize_with = "or_default")]
    pub answers: Option<String>,
    /// What was said, in our words or quoted.
    #[serde(default, deserialize_with = "or_default")]
    pub wording: Words,
    /// Whether the speaker saw or examined it rather than repeats it.
    #[serde(default, deserialize_with = "or_default")]
    pub first_hand: bool,
    /// Counted or uncounted numbers it gives.
    #[serde(default, deserialize_with = "each")]
    pub figures: Vec<Figure>,
    /// Distances it gives; checked against the map, never drawn as stated.
    #[serde(default, deserialize_with = "each")]
    pub distances: Vec<StatedDistance>,
    /// Dates it gives that others contradict.
    #[serde(default, deserialize_with = "each")]
    pub disputed_dates: Vec<DisputedDate>,
    /// What the editors add in their own voice, marked as theirs.
    #[serde(default, deserialize_with = "or_default")]
    pub note: Words,
}

/// What a claim does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Says that it happened.
    #[default]
    Asserts,
    /// Says that it did not.
    Denies,
    /// Says so too, from own knowledge.
    Confirms,
    /// Replaces an earlier claim of the same speaker.
    Revises,
    /// Takes an earlier claim back.
    Withdraws,
}

/// A counted claim.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Figure {
    /// What is counted.
    pub measure: Measure,
    /// The lowest number that fits the words; absent when only words were given.
    #[serde(default, deserialize_with = "or_default")]
    pub low: Option<u32>,
    /// The highest number that fits the words; equals `low` when exact, absent when open.
    #[serde(default, deserialize_with = "or_default")]
    pub high: Option<u32>,
    /// How the number was qualified.
    #[serde(default, deserialize_with = "or_default")]
    pub qualifier: Qualifier,
    /// The words, when there is no number: `dozens`.
    #[serde(default, deserialize_with = "or_default")]
    pub words: Words,
    /// Who is counted.
    #[serde(default, deserialize_with = "or_default")]
    pub counted: Counted,
    /// Whose: a party's identifier; absent when not said.
    #[serde(default, deserialize_with = "or_default")]
    pub side: Option<String>,
    /// Whether the side is the editors' inference.
    #[serde(default, deserialize_with = "or_default")]
    pub side_inferred: bool,
    /// For which time it counts.
    #[serde(default, deserialize_with = "or_default")]
    pub scope: Scope,
    /// Whether the scope is the editors' inference.
    #[serde(default, deserialize_with = "or_default")]
    pub scope_inferred: bool,
    /// How it is made up by side, in the speaker's words.
    #[serde(default, deserialize_with = "each")]
    pub parts: Vec<Part>,
    /// Claims whose figures it equals in sum, and of which it is therefore not independent.
    #[serde(default, deserialize_with = "each")]
    pub sum_of: Vec<String>,
    /// Whether it belongs to a toll; `false` for a named person whose death is an event of its own.
    #[serde(default = "yes")]
    pub toll: bool,
}

fn yes() -> bool {
    true
}

/// A part of a figure by side.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// The party's identifier.
    pub side: String,
    /// How many.
    pub count: u32,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// People killed.
    Killed,
    /// People wounded.
    Wounded,
    /// People captured.
    Captured,
    /// People missing.
    Missing,
    /// People driven from home.
    Displaced,
    /// Vehicles, weapons, aircraft.
    Equipment,
    /// Settlements or ground.
    Settlements,
}

impl Measure {
    /// Whether people are counted, and counted as harmed.
    pub fn counts_people(self) -> bool {
        !matches!(self, Self::Equipment | Self::Settlements)
    }
}

/// How a number was qualified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Qualifier {
    /// The number as such.
    #[default]
    Exact,
    /// "At least": open above.
    AtLeast,
    /// "About".
    About,
    /// "Up to": open below.
    UpTo,
    /// From `low` to `high`.
    Between,
    /// Words only.
    Words,
}

/// Who is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// Soldiers and other fighters.
    Military,
    /// Civilians.
    Civilian,
    /// Both together, said so.
    Both,
    /// Not said.
    #[default]
    Unspecified,
}

/// For which time a figure counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// This event.
    #[default]
    Event,
    /// The day of the event or of the statement.
    Day,
    /// Since the start of the fighting.
    SinceStart,
    /// Not said.
    Unspecified,
}

/// A distance that a claim states between two places.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct StatedDistance {
    /// One place.
    pub from: String,
    /// The other place.
    pub to: String,
    /// The distance as stated, in kilometres.
    pub km: f64,
}

/// A date that a claim gives and that others contradict.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DisputedDate {
    /// The date the claim gives.
    pub stated: Dating,
    /// The usual date.
    pub usual: Dating,
    /// Where the usual date is found, by identifier of a source.
    #[serde(default, deserialize_with = "or_default")]
    pub source: Option<String>,
    /// One sentence for the reader.
    #[serde(default, deserialize_with = "or_default")]
    pub note: Words,
}
