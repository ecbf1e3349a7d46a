//! One record of a foreign file, as far as it could be read.

use super::account::Spot;
use super::draft::{object, text};
use crate::story::Value;

/// Who says so.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// The name; nobody is named where it is empty.
    pub(super) name: String,
    /// A kind of speaker of the story format.
    pub(super) kind: &'static str,
    /// The party spoken for; empty for third parties.
    pub(super) party: String,
}

impl Default for Person {
    fn default() -> Self {
        Self { name: String::new(), kind: "press", party: String::new() }
    }
}

/// Through whom it reached us.
#[derive(Clone, Debug, Default)]
pub(super) struct Reference {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) url: String,
    pub(super) kind: &'static str,
    pub(super) note: String,
}

impl Reference {
    /// An address alone; its name is its host.
    pub(super) fn link(words: &str, url: &str) -> Self {
        let host = url.split('/').nth(2).unwrap_or(url);
        let name = if words.is_empty() { host } else { words };
        let name = name.chars().take(120).collect();
        Self { name, url: url.to_owned(), kind: "press", ..Self::default() }
    }
}

/// Where, and how well that is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Whereabouts {
    pub(super) name: String,
    /// Longitude and latitude in degrees; both on Earth.
    pub(super) position: Option<(f64, f64)>,
    /// A relation of the story format; `at` where empty.
    pub(super) relation: &'static str,
    pub(super) radius_m: Option<f64>,
    pub(super) note: String,
    /// Its shape: rings of a polygon, or lines. Empty for a point.
    pub(super) shape: Shape,
}

/// A line or an area.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    /// Rings or lines of longitude and latitude.
    pub(super) rings: Vec<Vec<(f64, f64)>>,
    /// Whether these are lines.
    pub(super) is_line: bool,
}

/// A picture or film.
#[derive(Clone, Debug, Default)]
pub(super) struct Picture {
    pub(super) url: String,
    pub(super) alt: String,
    pub(super) credit: String,
    pub(super) graphic: bool,
}

/// A record.
#[derive(Clone, Debug, Default)]
pub(super) struct Record {
    pub(super) spot: Spot,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) edtf: String,
    pub(super) sense: &'static str,
    pub(super) date_note: String,
    pub(super) place: Option<Whereabouts>,
    pub(super) kind: &'static str,
    pub(super) parties: Vec<String>,
    pub(super) speaker: Person,
    pub(super) via: Vec<Reference>,
    pub(super) wording: String,
    pub(super) figures: Vec<Value>,
    pub(super) claim_note: String,
    pub(super) media: Vec<Picture>,
    pub(super) note: String,
    pub(super) background: bool,
    /// What the story format has no word for, by its name in the file.
    pub(super) fields: Vec<(String, String)>,
    /// Rule, message, and the cell it is about (0 for the whole record).
    pub(super) warnings: Vec<(&'static str, String, u32)>,
}

impl Record {
    /// Adds a warning about the whole record.
    pub(super) fn warn(&mut self, code: &'static str, message: impl Into<String>) {
        self.warnings.push((code, message.into(), self.spot.column));
    }

    /// Adds a warning about a cell.
    pub(super) fn warn_at(&mut self, column: usize, code: &'static str, message: impl Into<String>) {
        self.warnings.push((code, message.into(), u32::try_from(column).unwrap_or(u32::MAX)));
    }

    /// What tells it from others, where it has no identifier.
    pub(super) fn fingerprint(&self) -> String {
        let place = self.place.as_ref().map(|it| format!("{}{:?}", it.name, it.position)).unwrap_or_default();
        format!("{}|{}|{}|{}", self.title, self.edtf, place, self.text)
    }
}

/// A figure of the story format. `low` and `high` are left out where nothing is said.
pub(super) fn figure(
    measure: &str,
    range: (Option<u32>, Option<u32>),
    qualifier: &str,
    counted: &str,
    side: &str,
    toll: bool,
) -> Value {
    let number = |it: Option<u32>| it.map_or(Value::Null, |it| Value::Number(f64::from(it)));
    object([
        ("measure", text(measure)),
        ("low", number(range.0)),
        ("high", number(range.1)),
        ("qualifier", text(qualifier)),
        ("counted", text(counted)),
        ("side", text(side)),
        ("toll", if toll { Value::Null } else { Value::Bool(false) }),
        ("scope", text("event")),
    ])
}

/// A count in a cell: blanks and separators of thousands are passed over. `None` where it is none.
pub(super) fn count(cell: &str) -> Option<u32> {
    let plain: String =
        cell.trim().chars().filter(|it| !matches!(it, ' ' | ',' | '\u{a0}' | '\u{202f}' | '\'')).collect();
    let whole = plain.strip_suffix(".0").unwrap_or(&plain);
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    whole.parse().ok()
}

/// Degrees in a cell; a comma may stand for the point. `None` where it is no number.
pub(super) fn degrees(cell: &str) -> Option<f64> {
    let cell = cell.trim().trim_end_matches('°').replace('\u{2212}', "-");
    let plain = if cell.contains('.') { cell } else { cell.replacen(',', ".", 1) };
    plain.parse().ok().filter(|it: &f64| it.is_finite())
}

/// A position on Earth, or what is wrong with it. `Ok(None)` where both cells are empty.
pub(super) fn position(lon: &str, lat: &str) -> Result<Option<(f64, f64)>, String> {
    let (lon, lat) = (lon.trim(), lat.trim());
    match (degrees(lon), degrees(lat)) {
        _ if lon.is_empty() && lat.is_empty() => Ok(None),
        (Some(x), Some(y)) if x.abs() <= 180.0 && y.abs() <= 90.0 => {
            if x == 0.0 && y == 0.0 {
                return Err("0, 0 is a placeholder, not a place: it is left off the map".to_owned());
            }
            Ok(Some((x, y)))
        }
        (Some(x), Some(y)) if y.abs() > 90.0 && y.abs() <= 180.0 && x.abs() <= 90.0 => Err(format!(
            "latitude {y} is beyond 90 degrees: the two seem to be swapped; it is left off the map"
        )),
        (Some(x), Some(y)) => {
            Err(format!("longitude {x}, latitude {y} is not on Earth: it is left off the map"))
        }
        _ => Err(format!("“{lat}”, “{lon}” is no pair of coordinates: it is left off the map")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_never_repaired() {
        assert_eq!(position("46,93", "40.34"), Ok(Some((46.93, 40.34))));
        assert_eq!(position("", " "), Ok(None));
        assert!(position("33516191.0", "46.6").unwrap_err().contains("not on Earth"));
        assert!(position("40.3", "146.9").unwrap_err().contains("swapped"));
        assert!(
            position("", "46.6").is_err() && position("abc", "1").is_err() && position("0", "0.0").is_err()
        );
    }

    #[test]
    fn counts_are_whole_numbers_or_nothing() {
        assert_eq!(
            (count("1 234"), count("4,182"), count("7.0"), count("0")),
            (Some(1234), Some(4182), Some(7), Some(0))
        );
        for bad in ["", "-1", "about 5", "1.5", "99999999999"] {
            assert_eq!(count(bad), None, "{bad}");
        }
    }
}
