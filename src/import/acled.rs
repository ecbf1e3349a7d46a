//! Tables of the Armed Conflict Location and Event Data project: one careful number an event, as their estimate.

use super::account::Spot;
use super::date_column::DateColumn;
use super::draft::Draft;
use super::record::{Person, Record, Reference, Whereabouts, count, figure, position};
use super::table::{Row, Table};
use super::tabular::{say_order, shortened};
use super::ucdp::{is_asked, year};
use crate::story::Severity;
use crate::time::{Civil, Instant, UtcOffset};

/// What the story says in its own words; everything else is kept as a field.
pub(super) const SAID: [&str; 14] = [
    "event_id_cnty",
    "event_date",
    "time_precision",
    "event_type",
    "actor1",
    "actor2",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "notes",
    "fatalities",
    "civilian_targeting",
];

/// Whether a table is from there, of whatever year.
pub(super) fn fits(table: &Table) -> bool {
    table.rows.iter().take(3).any(is_head)
}

fn is_head(row: &Row) -> bool {
    let has = |name: &str| row.cells().any(|cell| cell.trim().eq_ignore_ascii_case(name));
    ["event_date", "fatalities", "event_type", "latitude"].iter().all(|name| has(name))
}

/// Reads a table.
pub(super) fn read(table: &Table, draft: &mut Draft<'_>) {
    let head = table.rows.iter().position(is_head).unwrap_or(0);
    let names: Vec<String> = table
        .rows
        .get(head)
        .map(|row| row.cells().map(|cell| cell.trim().to_lowercase()).collect())
        .unwrap_or_default();
    let at = |name: &str| names.iter().position(|known| known == name);
    (0..=head).for_each(|_| draft.pass_over());
    let body = || table.rows.iter().skip(head + 1).filter(|row| !row.is_blank() && !row.is_tags());
    let day = at("event_date").unwrap_or(usize::MAX);
    let dates = DateColumn::decide(body().map(|row| row.cell(day)), draft.options.date_order);
    let line = table.rows.get(head).map_or(1, |row| row.line);
    say_order(draft, &dates, Spot::cell(&table.name, line, day.saturating_add(1)));
    let others: Vec<&str> = names.iter().map(String::as_str).filter(|name| !SAID.contains(name)).collect();
    let message = format!("kept as fields of the events, not shown: {}", others.join(", "));
    draft.say(Severity::Note, "other-columns", Spot::cell(&table.name, line, 0), message);
    let last = body().next_back().map(|row| row.line);
    let mut quiet = 0;
    for row in table.rows.iter().skip(head + 1) {
        let spot = Spot::cell(&table.name, row.line, 0);
        if row.is_blank() || row.is_tags() || is_head(row) {
            draft.pass_over();
        } else if table.is_cut && Some(row.line) == last {
            draft.refuse("cut", spot, "the file breaks off within this row");
        } else {
            let kind = at("event_type").map_or("", |at| row.cell(at)).to_lowercase();
            quiet += usize::from(kind.starts_with("protest") || kind.starts_with("strategic"));
            event(&names, row, &dates, spot, draft);
        }
    }
    if quiet > 0 {
        let message = format!(
            "{quiet} rows are protests or strategic developments, which are not clashes: they became “politics” and “other”"
        );
        draft.say(Severity::Note, "not-clashes", Spot::cell(&table.name, line, 0), message);
    }
    draft.is_data_set = true;
    draft.title = "Events recorded by ACLED".to_owned();
    draft.summary = "Every figure is an estimate of ACLED, one careful number for each event.".to_owned();
    draft.credit = "Armed Conflict Location & Event Data (ACLED)".to_owned();
    let message =
        "ACLED's terms limit what may be published of its data: read them before this story appears";
    draft.say(Severity::Note, "terms", Spot::default(), message);
}

fn event(names: &[String], row: &Row, dates: &DateColumn, spot: Spot, draft: &mut Draft<'_>) {
    let at = |name: &str| names.iter().position(|known| known == name);
    let get = |name: &str| at(name).map_or("", |at| row.cell(at));
    let column = |name: &str| at(name).map_or(0, |at| at + 1);
    let reading = dates.read(get("event_date"), false);
    let when = year(&reading.edtf).or_else(|| get("year").parse().ok());
    if !is_asked(draft, &[get("country"), get("iso"), get("iso3")], (when, when)) {
        return draft.not_asked();
    }
    let kind = get("event_type");
    let mut record = Record { spot, ..Record::default() };
    if !get("event_id_cnty").is_empty() {
        record.id = format!("acled-{}", get("event_id_cnty"));
    }
    let lower = kind.to_lowercase();
    record.kind = match lower.as_str() {
        it if it.starts_with("battle") || it.starts_with("explosion") || it.starts_with("remote") => {
            "fighting"
        }
        it if it.starts_with("violence against") => "losses",
        it if it.starts_with("protest") || it.starts_with("riot") => "politics",
        _ => "other",
    };
    if let Some((code, message)) = reading.warning {
        record.warn_at(column("event_date"), code, message);
    }
    let precision = get("time_precision");
    (record.edtf, record.sense) = match precision {
        "2" => (week(&reading.edtf), "within"),
        "3" => (reading.edtf.get(..7).unwrap_or(&reading.edtf).to_owned(), "within"),
        _ => (reading.edtf.clone(), ""),
    };
    if record.edtf.is_empty() && get("event_date").is_empty() {
        record.warn_at(column("event_date"), "date", "there is no date");
    }
    let found = position(get("longitude"), get("latitude")).unwrap_or_else(|why| {
        record.warn_at(column("latitude"), "coordinates", why);
        None
    });
    let (relation, radius_m, note) = match get("geo_precision") {
        "1" => ("at", None, ""),
        "2" => ("near", Some(25_000.0), "ACLED knows only the area around it."),
        "3" => ("within", Some(100_000.0), "ACLED knows only the province; the point is its capital."),
        _ => ("near", Some(25_000.0), "How well the place is known is not said."),
    };
    let name = ["location", "admin3", "admin2", "admin1", "country"]
        .iter()
        .map(|name| get(name))
        .find(|it| !it.is_empty());
    if found.is_some() || name.is_some() {
        let radius_m = radius_m.filter(|_| found.is_some());
        let name = name.unwrap_or_default().to_owned();
        record.place = Some(Whereabouts {
            name,
            position: found,
            relation,
            radius_m,
            note: note.to_owned(),
            ..Whereabouts::default()
        });
    }
    // The order of the actors does not say who attacked.
    let actors: Vec<&str> = [get("actor1"), get("actor2")].into_iter().filter(|it| !it.is_empty()).collect();
    record.parties = actors.iter().map(|it| (*it).to_owned()).collect();
    let there = name.unwrap_or_default();
    record.title = match (actors.is_empty(), there.is_empty()) {
        (true, true) => kind.to_owned(),
        (true, false) => format!("{kind}: {there}"),
        (false, true) => actors.join(" – "),
        (false, false) => format!("{}: {there}", actors.join(" – ")),
    };
    if record.title.is_empty() {
        return draft.refuse(
            "row",
            record.spot,
            "the row names neither a kind of event, nor actors, nor a place",
        );
    }
    record.text = shortened(get("notes"), 1200);
    record.speaker = Person { name: "ACLED estimate".to_owned(), kind: "monitor", party: String::new() };
    for name in get("source").split(';').map(str::trim).filter(|it| !it.is_empty()) {
        record.via.push(Reference { name: name.to_owned(), kind: "press", ..Reference::default() });
    }
    record.via.push(Reference {
        id: "acled".to_owned(),
        name: "Armed Conflict Location & Event Data (ACLED)".to_owned(),
        url: "https://acleddata.com/".to_owned(),
        kind: "data",
        ..Reference::default()
    });
    let dead = get("fatalities");
    match count(dead) {
        Some(dead) => {
            record.figures.push(figure("killed", (Some(dead), Some(dead)), "about", "unspecified", "", true))
        }
        None if dead.is_empty() => {}
        None => record.warn_at(
            column("fatalities"),
            "number",
            format!("“{}” is no whole number: no figure was made of it", shortened(dead, 40)),
        ),
    }
    let kept = names.iter().enumerate().filter(|(_, name)| {
        !SAID.contains(&name.as_str()) || *name == "event_type" || *name == "civilian_targeting"
    });
    record.fields = kept
        .map(|(at, name)| (name.clone(), row.cell(at).to_owned()))
        .filter(|it| !it.1.is_empty())
        .collect();
    if row.len() < names.len() {
        record.warn("ragged", format!("the row has {} of {} cells", row.len(), names.len()));
    }
    draft.add(record);
}

/// Three days before and after a day: the week it stands for.
fn week(day: &str) -> String {
    let Ok(noon) = Instant::parse_rfc3339(&[day, "T12:00:00Z"].concat()) else { return day.to_owned() };
    let edge = |days: i64| {
        let it = Civil::of(noon.plus_ms(days * 86_400_000), UtcOffset::UTC);
        super::date::edtf(it.year, Some(it.month), Some(it.day)).unwrap_or_default()
    };
    [edge(-3), "/".to_owned(), edge(3)].concat()
}
