//! Events of the Uppsala Conflict Data Program: every figure is theirs, and as sure as they say.

use super::account::Spot;
use super::date_column::DateColumn;
use super::draft::Draft;
use super::json::{cell, entries, find, items};
use super::record::{Person, Record, Reference, Whereabouts, count, position};
use super::table::{Row, Table};
use super::tabular::{interval, say_order, shortened};
use super::ucdp_figures::figures;
use crate::story::{Severity, Value};
use crate::time::days_in_month;

/// The columns of the layout of 49, for files that come without a header.
pub(super) const COLUMNS: [&str; 49] = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

/// What the story says in its own words; everything else is kept as a field.
pub(super) const SAID: [&str; 26] = [
    "id",
    "type_of_violence",
    "side_a",
    "side_b",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "latitude",
    "longitude",
    "geom_wkt",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
];

/// How likely a table is from there: its names, or the shape of a file without names.
pub(super) fn fits(table: &Table) -> bool {
    let named = table
        .rows
        .iter()
        .take(3)
        .any(|row| names(row, &["best", "type_of_violence", "latitude", "date_start"]));
    named || unnamed(table)
}

fn names(row: &Row, wanted: &[&str]) -> bool {
    wanted.iter().all(|name| row.cells().any(|cell| cell.trim().eq_ignore_ascii_case(name)))
}

fn unnamed(table: &Table) -> bool {
    let Some(row) = table.rows.first() else { return false };
    let point = row.cells().position(|cell| cell.trim().starts_with("POINT"));
    row.len() == COLUMNS.len() && point == Some(31) && count(row.cell(0)).is_some()
}

/// Reads a table.
pub(super) fn read(table: &Table, draft: &mut Draft<'_>) {
    let head = table.rows.iter().take(3).position(|row| names(row, &["best", "latitude"]));
    let columns: Vec<String> = match head.and_then(|at| table.rows.get(at)) {
        Some(row) => row.cells().map(|cell| cell.trim().to_lowercase()).collect(),
        None => {
            let message =
                "the file has no header: its 49 columns were taken in the order UCDP publishes them";
            draft.say(Severity::Warning, "no-header", Spot::cell(&table.name, 1, 0), message);
            COLUMNS.map(str::to_owned).to_vec()
        }
    };
    (0..head.map_or(0, |at| at + 1)).for_each(|_| draft.pass_over());
    let first = head.map_or(0, |at| at + 1);
    let body = || table.rows.iter().skip(first).filter(|row| !row.is_blank() && !row.is_tags());
    let layout = Layout::new(columns, body(), draft);
    let said: Vec<&str> = layout.others().map(|(_, name)| name).collect();
    let message = format!("kept as fields of the events, not shown: {}", said.join(", "));
    draft.say(Severity::Note, "other-columns", Spot::cell(&table.name, 1, 0), message);
    let last = body().next_back().map(|row| row.line);
    for row in table.rows.iter().skip(first) {
        if row.is_blank() || row.is_tags() || layout.cell(row, "best").eq_ignore_ascii_case("best") {
            draft.pass_over();
        } else if table.is_cut && Some(row.line) == last {
            draft.refuse("cut", Spot::cell(&table.name, row.line, 0), "the file breaks off within this row");
        } else {
            event(&layout, row, Spot::cell(&table.name, row.line, 0), draft);
        }
    }
    about(draft);
}

/// The events of an API page or of a flat list, and where they stand.
pub(super) fn json_events(value: &Value) -> Option<(String, &[Value])> {
    let page = ["", "response"].iter().find_map(|key| {
        let holder = if key.is_empty() { Some(value) } else { find(value, &[key]) }?;
        let list = items(find(holder, &["Result"]));
        (!list.is_empty())
            .then(|| (if key.is_empty() { "/Result".to_owned() } else { format!("/{key}/Result") }, list))
    });
    let flat = || Some((String::new(), items(Some(value)))).filter(|it| !it.1.is_empty());
    page.or_else(flat).filter(|(_, list)| {
        list.first().is_some_and(|it| {
            ["type_of_violence", "best", "latitude"].iter().all(|key| it.get(key).is_some())
        })
    })
}

/// Reads the events of a JSON file.
pub(super) fn read_json(value: &Value, draft: &mut Draft<'_>) {
    let Some((pointer, list)) = json_events(value) else { return };
    let mut columns: Vec<String> = Vec::new();
    for (key, _) in list.iter().flat_map(entries) {
        if !columns.contains(key) {
            columns.push(key.clone());
        }
    }
    let row = |item: &Value| Row::new(0, columns.iter().map(|key| cell(item.get(key))));
    let rows: Vec<Row> = list.iter().map(row).collect();
    let layout = Layout::new(columns.clone(), rows.iter(), draft);
    for (position, row) in rows.iter().enumerate() {
        event(&layout, row, Spot::at(&format!("{pointer}/{position}")), draft);
    }
    about(draft);
}

fn about(draft: &mut Draft<'_>) {
    draft.is_data_set = true;
    let years = draft
        .options
        .years
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first} to {last}") });
    let chosen: Vec<String> = draft.options.countries.iter().cloned().chain(years).collect();
    draft.title =
        ["Events recorded by UCDP", if chosen.is_empty() { "" } else { ": " }, &chosen.join(", ")].concat();
    draft.summary =
        "Every figure is an estimate of the Uppsala Conflict Data Program, from the reports it names."
            .to_owned();
    draft.credit = "Uppsala Conflict Data Program, UCDP Georeferenced Event Dataset".to_owned();
    draft.licence = "Data: UCDP, CC BY 4.0".to_owned();
    draft.say(
        Severity::Note,
        "precision",
        Spot::default(),
        "the circles drawn for places that UCDP knows only roughly are ours: 25 km near a place, 30 km for a district, \
         100 km for a province or a vague area; a country or a sea gets no mark",
    );
}

/// The columns of a file of whatever year.
pub(super) struct Layout {
    columns: Vec<String>,
    /// The columns by their names; of equal names the first.
    sorted: Vec<(String, usize)>,
    dates: DateColumn,
}

impl Layout {
    fn new<'r>(columns: Vec<String>, body: impl Iterator<Item = &'r Row>, draft: &mut Draft<'_>) -> Self {
        let at = |name: &str| columns.iter().position(|column| column == name);
        let dated: Vec<usize> =
            ["date_start", "date_end", "date"].iter().filter_map(|name| at(name)).collect();
        let mut cells: Vec<&str> = Vec::new();
        for row in body {
            cells.extend(dated.iter().map(|at| row.cell(*at)));
        }
        let dates = DateColumn::decide(cells.into_iter(), draft.options.date_order);
        say_order(draft, &dates, Spot::cell("", 1, dated.first().map_or(0, |at| at + 1)));
        let mut sorted: Vec<(String, usize)> =
            columns.iter().enumerate().map(|(at, name)| (name.clone(), at)).collect();
        sorted.sort();
        sorted.dedup_by(|later, first| later.0 == first.0);
        Self { columns, sorted, dates }
    }

    /// The position of a column.
    pub(super) fn at(&self, name: &str) -> Option<usize> {
        let found = self.sorted.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()?;
        self.sorted.get(found).map(|it| it.1)
    }

    /// The cell of a column; empty where there is none.
    pub(super) fn cell<'r>(&self, row: &'r Row, name: &str) -> &'r str {
        self.at(name).map_or("", |at| row.cell(at))
    }

    fn others(&self) -> impl Iterator<Item = (usize, &str)> {
        self.columns
            .iter()
            .enumerate()
            .filter(|(_, name)| !SAID.contains(&name.as_str()))
            .map(|(at, name)| (at, name.as_str()))
    }
}

/// Whether a record was asked for: of the countries and years a person named.
pub(super) fn is_asked(draft: &Draft<'_>, countries: &[&str], years: (Option<i64>, Option<i64>)) -> bool {
    is_asked_country(draft, countries) && is_asked_year(draft, years)
}

fn is_asked_country(draft: &Draft<'_>, countries: &[&str]) -> bool {
    let wanted = &draft.options.countries;
    wanted.is_empty()
        || wanted.iter().any(|it| countries.iter().any(|country| country.eq_ignore_ascii_case(it)))
}

fn is_asked_year(draft: &Draft<'_>, years: (Option<i64>, Option<i64>)) -> bool {
    match (draft.options.years, years) {
        (None, _) => true,
        (Some((first, last)), (Some(from), to)) => from <= last && to.unwrap_or(from) >= first,
        (Some(_), _) => false,
    }
}

/// The year an EDTF date begins with.
pub(super) fn year(edtf: &str) -> Option<i64> {
    edtf.get(..4)?.parse().ok()
}

fn event(layout: &Layout, row: &Row, spot: Spot, draft: &mut Draft<'_>) {
    let get = |name: &str| layout.cell(row, name);
    let column = |name: &str| layout.at(name).map_or(0, |at| at + 1);
    let id = get("id");
    if id.is_empty() || id.parse::<f64>().is_err() {
        return draft.refuse("row", spot, "the row has no number of an event in the column “id”");
    }
    if !is_asked_country(draft, &[get("country"), get("iso3"), get("country_id")]) {
        return draft.not_asked();
    }
    let flat = layout.at("date_start").is_none();
    let read = |name: &str| layout.dates.read(get(name), false);
    let (start, end) =
        if flat { (read("date"), Default::default()) } else { (read("date_start"), read("date_end")) };
    let years = (year(&start.edtf).or_else(|| get("year").parse().ok()), year(&end.edtf));
    if !is_asked_year(draft, years) {
        return draft.not_asked();
    }
    let mut record = Record { spot, id: format!("ucdp-{}", id.trim_end_matches(".0")), ..Record::default() };
    for (name, reading) in [("date_start", &start), ("date_end", &end)] {
        if let Some((code, message)) = &reading.warning {
            record.warn_at(column(name), code, message.clone());
        }
    }
    date(layout, row, &start.edtf, &end.edtf, &mut record);
    place(layout, row, &mut record);
    let (a, b) = (get("side_a"), get("side_b"));
    let one_sided = get("type_of_violence") == "3";
    record.kind = "fighting";
    let sides = match (a.is_empty(), b.is_empty()) {
        (false, false) => format!("{a} – {b}"),
        (false, true) => a.to_owned(),
        _ if !get("dyad_name").is_empty() => get("dyad_name").to_owned(),
        _ => "Event recorded by UCDP".to_owned(),
    };
    let there = record.place.as_ref().map_or("", |it| it.name.as_str());
    record.title = if there.is_empty() { sides } else { format!("{sides}: {there}") };
    record.parties = [(a, true), (b, !one_sided)]
        .iter()
        .filter(|it| !it.0.is_empty() && it.1)
        .map(|it| it.0.to_owned())
        .collect();
    // Parties stand in the order in which they are first named.
    for name in &record.parties {
        draft.party(name);
    }
    record.speaker = Person {
        name: "Uppsala Conflict Data Program (UCDP)".to_owned(),
        kind: "monitor",
        party: String::new(),
    };
    record.via.push(Reference {
        id: "ucdp-ged".to_owned(),
        name: "UCDP Georeferenced Event Dataset".to_owned(),
        url: "https://ucdp.uu.se/".to_owned(),
        kind: "data",
        note: "CC BY 4.0".to_owned(),
    });
    figures(layout, row, draft, &mut record);
    let mut notes = Vec::new();
    if get("event_clarity") == "2" {
        notes.push("UCDP sums up several events here.".to_owned());
    }
    let article = get("source_article").replace(['"', '“', '”'], "").replace(';', "; ");
    let article = if article.is_empty() { get("source_office").replace(';', "; ") } else { article };
    if !article.is_empty() {
        notes.push(format!("UCDP names as its sources: {article}."));
    }
    if !get("source_original").is_empty() {
        notes.push(format!("First said by: {}.", get("source_original")));
    }
    record.claim_note = notes.join("\n");
    let status = get("code_status");
    if !status.is_empty() && !status.eq_ignore_ascii_case("clear") {
        record.warn_at(column("code_status"), "unsettled", format!("UCDP itself marks the row “{status}”"));
    }
    record.fields = layout
        .others()
        .map(|(at, name)| (name, row.cell(at)))
        .filter(|it| !it.1.is_empty())
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    if row.len() < layout.columns.len() {
        record.warn("ragged", format!("the row has {} of {} cells", row.len(), layout.columns.len()));
    }
    draft.add(record);
}

/// A day where the day is known; else the time within which it lies.
fn date(layout: &Layout, row: &Row, start: &str, end: &str, record: &mut Record) {
    let end = if end.is_empty() { start } else { end };
    let column = layout.at("date_end").map_or(0, |at| at + 1);
    if end < start && !start.starts_with('[') && !end.starts_with('[') {
        record.edtf = start.to_owned();
        return record.warn_at(
            column,
            "end-before-start",
            "the end is before the beginning: only the beginning was read",
        );
    }
    record.edtf = whole(start, end).unwrap_or_else(|| interval(start, end));
    let clear = layout.cell(row, "event_clarity") != "2";
    if start != end {
        record.sense = if clear { "within" } else { "throughout" };
    }
    let exact = layout.cell(row, "date_prec") == "1";
    if exact && start != end {
        let column = layout.at("date_prec").map_or(0, |at| at + 1);
        record.warn_at(
            column,
            "date-precision",
            "the day is said to be known, and yet the dates differ: shown as published",
        );
    }
}

/// A month or a year, where the dates are its first and its last day.
fn whole(start: &str, end: &str) -> Option<String> {
    let (from, to) = (start.get(..10)?, end.get(..10)?);
    let year = from.get(..4)?;
    if from.ends_with("-01-01") && to == [year, "-12-31"].concat() {
        return Some(year.to_owned());
    }
    let month: u8 = from.get(5..7)?.parse().ok()?;
    let last = days_in_month(year.parse().ok()?, month);
    let is_month = from.ends_with("-01") && to == format!("{}-{last:02}", from.get(..7)?);
    is_month.then(|| from.get(..7).unwrap_or_default().to_owned())
}

/// A point where the place is known; else a circle of the size of what is known, or no mark at all.
fn place(layout: &Layout, row: &Row, record: &mut Record) {
    let get = |name: &str| layout.cell(row, name);
    let column = |name: &str| layout.at(name).map_or(0, |at| at + 1);
    let found = position(get("longitude"), get("latitude")).unwrap_or_else(|why| {
        record.warn_at(column("latitude"), "coordinates", why);
        None
    });
    let (relation, radius_m, note) = match get("where_prec") {
        "1" => ("at", None, ""),
        "2" => ("near", Some(25_000.0), "UCDP knows this only as near the place."),
        "3" => {
            ("within", Some(30_000.0), "UCDP knows only the district; the point is its middle or its seat.")
        }
        "4" => {
            ("within", Some(100_000.0), "UCDP knows only the province; the point is its middle or its seat.")
        }
        "5" => ("within", Some(100_000.0), "UCDP knows only a vague area or a line."),
        "6" => ("within", None, "UCDP knows only the country."),
        "7" => ("within", None, "At sea or in the air."),
        "" => ("near", Some(25_000.0), "How well the place is known is not said."),
        other => {
            record.warn_at(
                column("where_prec"),
                "precision",
                format!(
                    "“{}” is no precision of UCDP's: the place is left off the map",
                    shortened(other, 20)
                ),
            );
            ("within", None, "How well the place is known is not said.")
        }
    };
    let unmapped = radius_m.is_none() && relation != "at";
    let names = [get("where_coordinates"), get("adm_2"), get("adm_1"), get("country")];
    let name = names.iter().find(|name| !name.is_empty()).copied().unwrap_or_default().to_owned();
    let position = found.filter(|_| !unmapped);
    if position.is_some() || !name.is_empty() {
        record.place = Some(Whereabouts {
            name,
            position,
            relation,
            radius_m: radius_m.filter(|_| position.is_some()),
            note: note.to_owned(),
            ..Whereabouts::default()
        });
    }
    record.text = get("where_description").to_owned();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_months_and_years_are_said_as_such() {
        assert_eq!(whole("2016-01-01", "2016-12-31").as_deref(), Some("2016"));
        assert_eq!(whole("2016-02-01", "2016-02-29").as_deref(), Some("2016-02"));
        assert_eq!(whole("2016-02-01", "2016-02-28"), None);
        assert_eq!(whole("2016-02-01", "2016-02-01"), None);
    }
}
