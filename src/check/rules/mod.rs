//! The rules, by what they are about. Each function writes what it finds and knows nothing of the others.

pub(super) mod answers;
pub(super) mod balance;
pub(super) mod dates;
pub(super) mod distances;
pub(super) mod duplicates;
pub(super) mod figures;
pub(super) mod gaps;
pub(super) mod places;
pub(super) mod sources;
pub(super) mod spelling;
pub(super) mod sums;
pub(super) mod wording;
