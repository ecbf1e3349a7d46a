//! Which column holds what, as a person may pin it in a file.

use super::DateOrder;
use super::columns::Role;
use crate::error::Error;

/// A mapping: roles and the names of the columns that have them, and what else was decided about the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The format by its name; empty where it is looked for.
    pub format: String,
    /// What comes first in dates, where their column leaves it open.
    pub date_order: Option<DateOrder>,
    /// The offset of the zone of times without one.
    pub zone: Option<String>,
    /// Role and column, in the order of the columns. Empty where they are guessed.
    pub columns: Vec<(String, String)>,
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// ```
    /// use chronocarte::import::Mapping;
    /// let mapping = Mapping::from_toml("zone = \"+04:00\"\n[columns]\ntitle = \"Headline\"\n")?;
    /// assert_eq!(mapping.columns, [("title".to_owned(), "Headline".to_owned())]);
    /// assert!(Mapping::from_toml("[columns]\ntitel = \"Headline\"\n").is_err());
    /// # Ok::<(), chronocarte::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// When the file is no TOML, or has a key or a role that is not known.
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        let table: toml::Table = toml::from_str(text).map_err(|error| {
            let refused = Error::new("mapping", error.message());
            error.span().map_or(refused.clone(), |span| refused.at(span.start))
        })?;
        let mut mapping = Self::default();
        let words = |key: &str, value: &toml::Value| {
            value
                .as_str()
                .map(str::to_owned)
                .ok_or_else(|| Error::new("mapping", format!("“{key}” must be a text")))
        };
        for (key, value) in &table {
            match (key.as_str(), value) {
                ("format", value) => mapping.format = words(key, value)?,
                ("zone", value) => mapping.zone = Some(words(key, value)?),
                ("date-order", value) => {
                    let order = DateOrder::from_word(&words(key, value)?);
                    mapping.date_order =
                        Some(order.ok_or_else(|| Error::new("mapping", "date-order is dmy, mdy or ymd"))?);
                }
                ("columns", toml::Value::Table(columns)) => {
                    for (role, name) in columns {
                        if Role::from_str(role).is_none() {
                            let roles: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
                            let message = format!("“{role}” is not one of: {}", roles.join(", "));
                            return Err(Error::new("mapping", message));
                        }
                        mapping.columns.push((role.clone(), words(role, name)?));
                    }
                }
                _ => return Err(Error::new("mapping", format!("“{key}” is not known here"))),
            }
        }
        Ok(mapping)
    }

    /// Writes a mapping file that reads back as this one.
    pub fn to_toml(&self) -> String {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let mut out = String::from(
            "# Which column holds what. Remove a line to leave a column out; the names on the left are fixed.\n",
        );
        if !self.format.is_empty() {
            out += &format!("format = {}\n", quoted(&self.format));
        }
        let order = self.date_order.map(|order| match order {
            DateOrder::DayFirst => "dmy",
            DateOrder::MonthFirst => "mdy",
            DateOrder::YearFirst => "ymd",
        });
        out += &order.map_or("# date-order = \"dmy\"\n".to_owned(), |it| format!("date-order = \"{it}\"\n"));
        let zone = self.zone.as_deref();
        out += &zone.map_or("# zone = \"+00:00\"\n".to_owned(), |it| format!("zone = {}\n", quoted(it)));
        out += "\n[columns]\n";
        for (role, name) in &self.columns {
            out += &format!("{role} = {}\n", quoted(name));
        }
        out
    }
}
