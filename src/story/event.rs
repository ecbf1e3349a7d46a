//! What is said to have happened.

use super::node::{object, words};
use super::{Claim, Dating, Timestamp, Words};

/// Something said to have happened. What it amounts to is derived from its claims, never stored.
#[derive(Clone, Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Event {
    /// Its identifier, chosen by the author; links and article phrases point at it.
    pub id: String,
    /// The headline, worded so that it asserts no more than the claims do.
    pub title: Words,
    /// A sentence or two more.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub text: Words,
    /// When; absent when nothing is known.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub when: Option<Dating>,
    /// Where; absent when no place is given.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "where", default))]
    pub place: Option<Whereabouts>,
    /// What kind of event.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub kind: EventKind,
    /// The parties it concerns, by identifier.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub parties: Vec<String>,
    /// Who says what about it.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub claims: Vec<Claim>,
    /// Pictures and films.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub media: Vec<Media>,
    /// 1 (first) to 5; decides what stays when there is no room for all. Default 3.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub importance: Option<u8>,
    /// Whether it is context rather than part of the story; background is not counted.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub background: bool,
    /// Set when the publisher has withdrawn it: it stays, struck, with the reason.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub withdrawn: Option<Withdrawal>,
    /// Events it belongs to.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub related: Vec<String>,
    /// What the editors add in their own voice, marked as theirs.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub note: Words,
    /// Whether nobody had spoken of it yet at the moment the story is looked at; never in a file.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(skip))]
    pub(super) unsaid: bool,
}

object!(Event {
    id: "id" required,
    title: "title" required,
    text: "text" default,
    when: "when" default,
    place: "where" default,
    kind: "kind" default,
    parties: "parties" default,
    claims: "claims" default,
    media: "media" default,
    importance: "importance" default,
    background: "background" default,
    withdrawn: "withdrawn" default,
    related: "related" default,
    note: "note" default,
} derived { unsaid });

/// Why and when an event was withdrawn.
#[derive(Clone, Debug, Default)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Withdrawal {
    /// When, RFC 3339.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub at: Option<Timestamp>,
    /// The reason.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub reason: Words,
}

object!(Withdrawal {
    at: "at" default,
    reason: "reason" default,
});

/// Where an event is placed, and how well that is known.
#[derive(Clone, Debug, Default)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Whereabouts {
    /// The place, by identifier.
    pub place: String,
    /// How it stands to the place.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub relation: Relation,
    /// How far from the place it may be, in metres; drawn as a soft disc.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub radius_m: Option<f64>,
    /// Whether the place is the editors' inference rather than the source's word.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub inferred: bool,
}

object!(Whereabouts {
    place: "place" required,
    relation: "relation" default,
    radius_m: "radiusM" default,
    inferred: "inferred" default,
});

/// How an event stands to its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
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

words!(Relation { At = "at", Near = "near", Around = "around", Within = "within" } else At);

/// What kind of event it is; decides the lane of the timeline and the filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
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

words!(EventKind { Fighting = "fighting", Territory = "territory", Losses = "losses", Equipment = "equipment", Displacement = "displacement", Statement = "statement", Diplomacy = "diplomacy", Politics = "politics", Other = "other" } else Fighting);

/// The lanes of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// What is said to have happened on the ground.
    Fighting,
    /// What was said, signed or declared.
    Statements,
}

impl EventKind {
    /// The lane of the timeline it stands in.
    pub fn lane(self) -> Lane {
        match self {
            Self::Statement | Self::Diplomacy | Self::Politics => Lane::Statements,
            _ => Lane::Fighting,
        }
    }
}

/// A picture or film of an event.
#[derive(Clone, Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Media {
    /// Its address: a path from the root of the page's own origin, for example `/media/1.jpg`, which is shown in the card, or
    /// an `https:` address, which is linked; absent when it exists but cannot be shown.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub url: Option<String>,
    /// What it shows, for those who do not see it.
    pub alt: Words,
    /// Whose it is.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub credit: Words,
    /// Whether it must stay behind a warning.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub graphic: bool,
}

object!(Media {
    url: "url" default,
    alt: "alt" required,
    credit: "credit" default,
    graphic: "graphic" default,
});

/// One step of a guided order through the story.
#[derive(Clone, Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Step {
    /// What is told.
    pub text: Words,
    /// The events it shows, the first selected.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub events: Vec<String>,
    /// Where the map looks: longitude, latitude in degrees, zoom.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub camera: Option<(f64, f64, f64)>,
    /// The time window.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub time: Option<Dating>,
}

object!(Step {
    text: "text" required,
    events: "events" default,
    camera: "camera" default,
    time: "time" default,
});
