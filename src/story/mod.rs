//! What is known, and who says so: the published format, its types, its reading and its checks.
//!
//! A story is read from a [`Value`], element by element: [`Story::read`] never fails on a bad element, it leaves it
//! out and says so in the [`Report`].

mod as_of;
#[cfg(any(feature = "import", not(target_arch = "wasm32")))]
mod check;
mod claim;
mod dating;
#[cfg(not(target_arch = "wasm32"))]
mod editors;
mod event;
mod find;
mod head;
#[cfg(any(feature = "import", not(target_arch = "wasm32")))]
mod ids;
#[cfg(not(any(feature = "import", not(target_arch = "wasm32"))))]
#[path = "ids_few.rs"]
mod ids;
#[cfg(any(feature = "import", not(target_arch = "wasm32")))]
mod json;
mod lineage;
#[cfg(not(target_arch = "wasm32"))]
mod manual;
mod messages;
mod node;
mod place;
mod read;
mod references;
mod report;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
mod source;
mod standing;
mod value;
mod words;

pub use claim::{
    Claim, Counted, DisputedDate, Figure, Measure, Part, Qualifier, Scope, Stance, StatedDistance,
};
pub use dating::{Dating, Timestamp};
#[cfg(not(target_arch = "wasm32"))]
pub use editors::{Acceptance, COMPASS, Editors, WordLists};
pub use event::{Event, EventKind, Lane, Media, Relation, Step, Whereabouts, Withdrawal};
pub use find::Side;
pub(crate) use find::{contradicts, is_https, is_own_path};
pub use head::{Correction, Party, Speaker, SpeakerKind, Story, Zone};
pub use lineage::Losses;
#[cfg(not(target_arch = "wasm32"))]
pub use manual::format_page;
pub use messages::{language, listed_language};
pub use place::{Area, AreaKind, Geometry, GeometryKind, Place, PlaceName};
pub use report::{Problem, Report, Severity};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::schema;
pub use source::{Source, SourceKind};
pub use standing::{Standing, Total};
pub use value::{MAX_DEPTH, Value};
pub use words::Words;
