//! Parts of a day that have a name and no clock.

/// A named part of a day, from the words of a report.
///
/// Its window is what people roughly mean, in civil time: windows overlap, and nothing is decided by their
/// exact minutes but where a soft bar is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartOfDay {
    /// 03:00-08:00.
    EarlyMorning,
    /// 06:00-12:00.
    Morning,
    /// 11:00-14:00.
    Midday,
    /// 12:00-18:00.
    Afternoon,
    /// 17:00-22:00.
    Evening,
    /// 21:00-24:00.
    LateEvening,
    /// 21:00-05:00 of the next day: the night that begins on the day named.
    Night,
}

/// Each part, its word in files, and its window in minutes; `as usize` of the part is its row.
const PARTS: [(PartOfDay, &str, (u16, u16)); 7] = [
    (PartOfDay::EarlyMorning, "early-morning", (180, 480)),
    (PartOfDay::Morning, "morning", (360, 720)),
    (PartOfDay::Midday, "midday", (660, 840)),
    (PartOfDay::Afternoon, "afternoon", (720, 1080)),
    (PartOfDay::Evening, "evening", (1020, 1320)),
    (PartOfDay::LateEvening, "late-evening", (1260, 1440)),
    (PartOfDay::Night, "night", (1260, 1740)),
];

impl PartOfDay {
    /// Every part, in the order of the day.
    pub const ALL: [Self; 7] = [
        Self::EarlyMorning,
        Self::Morning,
        Self::Midday,
        Self::Afternoon,
        Self::Evening,
        Self::LateEvening,
        Self::Night,
    ];

    /// The word in files: `early-morning`, `morning`, `midday`, `afternoon`, `evening`, `late-evening`, `night`.
    pub fn as_str(self) -> &'static str {
        PARTS[self as usize].1
    }

    /// Reads such a word; `noon` is midday. `None` for any other.
    #[expect(
        clippy::should_implement_trait,
        reason = "a word that is no part of a day is no error, only none"
    )]
    pub fn from_str(word: &str) -> Option<Self> {
        let word = if word == "noon" { "midday" } else { word };
        PARTS.iter().find(|row| row.1 == word).map(|row| row.0)
    }

    /// From and to, in minutes after the midnight that begins the day; beyond 1440 it runs into the next.
    pub fn window(self) -> (u16, u16) {
        PARTS[self as usize].2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_stands_in_its_own_row() {
        for (part, row) in PartOfDay::ALL.into_iter().zip(PARTS) {
            assert_eq!(part, row.0);
            assert_eq!(PartOfDay::from_str(part.as_str()), Some(part));
            let (from, to) = part.window();
            assert!(from < to && from < 1440, "{part:?}");
        }
        assert_eq!(PartOfDay::from_str("noon"), Some(PartOfDay::Midday));
        assert_eq!(PartOfDay::from_str("dawnish"), None);
    }
}
