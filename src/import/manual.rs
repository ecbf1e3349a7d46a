//! The page that says what becomes of each column, made from the tables the importers read by.

use std::fmt::Write as _;

use super::columns::Role;
use super::formats::FORMATS;
use super::{acled, ucdp};

/// What the columns of UCDP that a story has words for become.
const UCDP: [(&str, &str); 12] = [
    ("id", "the event's identifier, `ucdp-…`; a row without one is refused"),
    (
        "side_a, side_b",
        "the parties, and the title; in one-sided violence (`type_of_violence` 3) side b is no party",
    ),
    ("where_coordinates, adm_2, adm_1, country", "the name of the place: the first that is filled"),
    ("latitude, longitude", "the point; the column `geom_wkt` says the same and is passed over"),
    (
        "where_prec",
        "1 the point itself; 2 a circle of 25 km; 3 of 30 km; 4 and 5 of 100 km; 6 and 7 no mark at all",
    ),
    ("where_description", "the text of the event"),
    (
        "date_start, date_end",
        "the date; whole months and years are said as such; an end before the beginning is told and left out",
    ),
    (
        "date_prec",
        "compared with the dates; where they differ although the day is said to be known, you are told",
    ),
    ("event_clarity", "2: a note that UCDP sums up several events"),
    (
        "low, high, best",
        "two figures of UCDP's claim, the range and the best estimate, as published: what is out of order is told and stays",
    ),
    (
        "deaths_a, deaths_b, deaths_civilians, deaths_unknown",
        "figures by side that count in no toll; compared with best",
    ),
    (
        "source_article, source_office, source_date, source_headline, source_original",
        "a note of the claim: whom UCDP names",
    ),
];

/// What the columns of ACLED become.
const ACLED: [(&str, &str); 9] = [
    ("event_id_cnty", "the event's identifier, `acled-…`"),
    ("event_date", "the date; its order is that of the whole column"),
    ("time_precision", "1 the day; 2 three days before and after; 3 the month"),
    ("event_type", "the kind of event, and a field; protests become `politics`"),
    ("actor1, actor2", "the parties and the title; their order does not say who attacked"),
    ("location, admin3, admin2, admin1, country", "the name of the place: the first that is filled"),
    ("geo_precision", "1 the point itself; 2 a circle of 25 km; 3 of 100 km"),
    ("source", "the press it names, one source each; the claim is `ACLED estimate`'s"),
    ("fatalities", "one figure of ACLED's claim"),
];

const HEAD: &str = "# What each importer does with each column

Made from the tables the importers read by; a test holds the two together. `chronocarte import FILE` looks at the file and
takes the first format that fits; `--from FORMAT` chooses one. Every record is accounted for, and the sum is printed: read,
read with a warning, refused with its place and the reason. A column nobody knows is kept as a field of the event (`$fields`),
which is not published.

";

const OTHERS: &str = "## Files that are no tables

- **GeoJSON**: a feature is an event. Time is taken from `time`, `start` and `end`, `date`, `when`, `from` and `to`, `start_date`
  and `end_date`, `valid_from` and `valid_to`, lists `times` and `coordTimes`; numbers are seconds or milliseconds since 1970, as
  the whole file says. Lines and areas become areas. Top-level keys that are not the format's are dropped and named.
- **KML, KMZ**: a placemark is an event; `TimeStamp`, `TimeSpan` and `gx:Track` are read, and inherited from folders. What a
  `NetworkLink` leads to is never fetched.
- **GPX**: waypoints and tracks with their times.
- **TimelineJS 2 and 3, StoryMapJS**: a slide is an event, its headline the title; the markup of its text becomes text, with its
  links as sources. Picture coordinates (zoomify) are no places. A free date that cannot be read is kept as a note.
- **TimeMap**: events, sources and associations from one object, three files in a folder, or its workbook (what `EXPORT_` sheets
  last computed). Sources that are named and not there are told.
- **JSON lists**, such as vis-timeline's items: the keys are columns, read as a table is.
- **A story's own workbook** (`chronocarte export --to xlsx`, `chronocarte new`): a sheet for each list, columns as in
  [the story format](format.md).
";

/// The page `static/docs/importers.md`.
pub fn columns_page() -> String {
    let mut out = HEAD.to_owned();
    out += "| format | what it is |\n| --- | --- |\n";
    for format in FORMATS {
        let _ = writeln!(out, "| `{}` | {} |", format.name, format.what);
    }
    out += "\n## Any table\n\nCSV with any separator, XLSX, ODS, in UTF-8, UTF-16 or Windows-1252. A column is known by its name, \
            whatever the case, blanks and marks, then by what stands in it. `--write-map mapping.toml` writes down which was \
            read as what, to be corrected and given with `--map`.\n\n| word in a mapping | holds | known by the names |\n| --- | --- | --- |\n";
    for role in Role::ALL {
        let _ = writeln!(
            out,
            "| `{}` | {} | {} |",
            role.as_str(),
            role.about().trim(),
            role.aliases().join(", ")
        );
    }
    out += "\nDates are decided for the whole column, never row by row: one `28/09/2020` says that the day comes first in all. A \
            column that leaves it open gives both days until `--date-order` says which. Times of day need `--zone`. Midnight in \
            every row is no time.\n";
    for (title, known, said) in
        [("UCDP GED", &UCDP[..], &ucdp::SAID[..]), ("ACLED", &ACLED[..], &acled::SAID[..])]
    {
        let _ = write!(
            out,
            "\n## {title}\n\nColumns are found by name, in any order.\n\n| column | becomes |\n| --- | --- |\n"
        );
        for (columns, becomes) in known {
            let columns = columns.split(", ").map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
            let _ = writeln!(out, "| {columns} | {becomes} |");
        }
        let named = |column: &str| {
            known.iter().any(|it| it.0.split(", ").any(|name| name == column) || it.1.contains(column))
        };
        let rest: Vec<String> = said.iter().filter(|it| !named(it)).map(|it| format!("`{it}`")).collect();
        if !rest.is_empty() {
            let _ = writeln!(out, "\nRead too: {}.", rest.join(", "));
        }
        out += "Every other column is kept as a field.\n";
    }
    let _ = writeln!(
        out,
        "\nA file of UCDP without a header is taken to have its {} columns in the order UCDP publishes them.\n",
        ucdp::COLUMNS.len()
    );
    out + OTHERS
}
