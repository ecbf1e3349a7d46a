//! Who says what.

use super::node::{object, words};
use super::{Dating, Words};

/// One statement about an event, by one speaker, through a chain of sources.
#[derive(Clone, Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Claim {
    /// Its identifier, unique in the story.
    pub id: String,
    /// Who says so, by identifier.
    pub speaker: String,
    /// Through whom it reached us: identifiers of sources, from the one that heard the speaker to the one we read.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub via: Vec<String>,
    /// When it was said.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub said: Option<Dating>,
    /// Asserts, denies, confirms, revises or withdraws.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub stance: Stance,
    /// The claim it answers, for every stance but asserts.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub answers: Option<String>,
    /// What was said, in our words or quoted.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub wording: Words,
    /// Whether the speaker saw or examined it rather than repeats it.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub first_hand: bool,
    /// Counted or uncounted numbers it gives.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub figures: Vec<Figure>,
    /// Distances it gives; checked against the map, never drawn as stated.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub distances: Vec<StatedDistance>,
    /// Dates it gives that others contradict.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub disputed_dates: Vec<DisputedDate>,
    /// What the editors add in their own voice, marked as theirs.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub note: Words,
}

object!(Claim {
    id: "id" required,
    speaker: "speaker" required,
    via: "via" default,
    said: "said" default,
    stance: "stance" default,
    answers: "answers" default,
    wording: "wording" default,
    first_hand: "firstHand" default,
    figures: "figures" default,
    distances: "distances" default,
    disputed_dates: "disputedDates" default,
    note: "note" default,
});

/// What a claim does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
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

words!(Stance { Asserts = "asserts", Denies = "denies", Confirms = "confirms", Revises = "revises", Withdraws = "withdraws" } else Asserts);

/// A counted claim.
#[derive(Clone, Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Figure {
    /// What is counted.
    pub measure: Measure,
    /// The lowest number that fits the words; absent when only words were given.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub low: Option<u32>,
    /// The highest number that fits the words; equals `low` when exact, absent when open.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub high: Option<u32>,
    /// How the number was qualified.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub qualifier: Qualifier,
    /// The words, when there is no number: `dozens`.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub words: Words,
    /// Who is counted.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub counted: Counted,
    /// Whose: a party's identifier; absent when not said.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub side: Option<String>,
    /// Whether the side is the editors' inference.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub side_inferred: bool,
    /// For which time it counts.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub scope: Scope,
    /// Whether the scope is the editors' inference.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub scope_inferred: bool,
    /// How it is made up by side, in the speaker's words.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub parts: Vec<Part>,
    /// Claims whose figures it equals in sum, and of which it is therefore not independent.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub sum_of: Vec<String>,
    /// Whether it belongs to a toll; `false` for a named person whose death is an event of its own.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default = "yes"))]
    pub toll: bool,
}

object!(Figure {
    measure: "measure" required,
    low: "low" default,
    high: "high" default,
    qualifier: "qualifier" default,
    words: "words" default,
    counted: "counted" default,
    side: "side" default,
    side_inferred: "sideInferred" default,
    scope: "scope" default,
    scope_inferred: "scopeInferred" default,
    parts: "parts" default,
    sum_of: "sumOf" default,
    toll: "toll" (else true),
});

/// For the schema: what is not said to stand apart belongs to the toll.
#[cfg(not(target_arch = "wasm32"))]
fn yes() -> bool {
    true
}

/// A part of a figure by side.
#[derive(Clone, Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Part {
    /// The party's identifier.
    pub side: String,
    /// How many.
    pub count: u32,
    /// The speaker's word for them, such as `in Azerbaijan`, where a part is not counted by side.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub label: Words,
}

object!(Part {
    side: "side" required,
    count: "count" required,
    label: "label" default,
});

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
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

words!(Measure { Killed = "killed", Wounded = "wounded", Captured = "captured", Missing = "missing", Displaced = "displaced", Equipment = "equipment", Settlements = "settlements" } else Killed);

impl Measure {
    /// Whether people are counted, and counted as harmed.
    pub fn counts_people(self) -> bool {
        !matches!(self, Self::Equipment | Self::Settlements)
    }
}

/// How a number was qualified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
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

words!(Qualifier { Exact = "exact", AtLeast = "at-least", About = "about", UpTo = "up-to", Between = "between", Words = "words" } else Exact);

/// Who is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
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

words!(Counted { Military = "military", Civilian = "civilian", Both = "both", Unspecified = "unspecified" } else Unspecified);

/// For which time a figure counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
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

words!(Scope { Event = "event", Day = "day", SinceStart = "since-start", Unspecified = "unspecified" } else Event);

/// A distance that a claim states between two places.
#[derive(Clone, Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct StatedDistance {
    /// One place.
    pub from: String,
    /// The other place.
    pub to: String,
    /// The distance as stated, in kilometres.
    pub km: f64,
}

object!(StatedDistance {
    from: "from" required,
    to: "to" required,
    km: "km" required,
});

/// A date that a claim gives and that others contradict.
#[derive(Clone, Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct DisputedDate {
    /// The date the claim gives.
    pub stated: Dating,
    /// The usual date.
    pub usual: Dating,
    /// Where the usual date is found, by identifier of a source.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub source: Option<String>,
    /// One sentence for the reader.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub note: Words,
}

object!(DisputedDate {
    stated: "stated" required,
    usual: "usual" required,
    source: "source" default,
    note: "note" default,
});
