//! Any table with a row for each event.

use super::account::Spot;
use super::columns::{Columns, Role, header, plain, point};
use super::date;
use super::date_column::DateColumn;
use super::draft::Draft;
use super::html;
use super::record::{Person, Picture, Record, Reference, Whereabouts, count, figure, position};
use super::table::{Row, Table};
use crate::error::Error;
use crate::story::Severity;

/// Reads a table.
pub(super) fn read(table: &Table, draft: &mut Draft<'_>) -> Result<(), Error> {
    let head = header(table);
    let names: Vec<String> = match head.and_then(|at| table.rows.get(at)) {
        Some(row) => row
            .cells()
            .map(|cell| cell.trim().to_owned())
            .chain(Some(String::new()))
            .take(table.width().max(row.len()))
            .collect(),
        None => vec![String::new(); table.width()],
    };
    let names: Vec<String> =
        (0..table.width()).map(|at| names.get(at).cloned().unwrap_or_default()).collect();
    let body: Vec<&Row> = table.rows.iter().skip(head.map_or(0, |at| at + 1)).collect();
    let records: Vec<&Row> = body.iter().copied().filter(|row| !passes_over(row, &names)).collect();
    let sample: Vec<&Row> = records.iter().copied().take(200).collect();
    let columns = Columns::guess(&names, &draft.mapping.columns.clone(), &sample);
    let column = |role| columns.column(role);
    if column(Role::Title).is_none() && column(Role::Text).is_none() && column(Role::Kind).is_none() {
        let shown: Vec<&str> = columns.names.iter().take(12).map(String::as_str).collect();
        return Err(Error::new(
            "columns",
            format!(
                "no column of {} holds headlines: name one in a mapping file for --map, with [columns] and below it title = \"…\" (columns: {})",
                if table.name.is_empty() { "this table" } else { &table.name },
                shown.join(", ")
            ),
        ));
    }
    if column(Role::Date).is_none()
        && column(Role::Year).is_none()
        && column(Role::Lat).is_none()
        && column(Role::Point).is_none()
    {
        return Err(Error::new(
            "columns",
            "no column holds dates and none coordinates: name them in a mapping file for --map, with [columns] and below it date = \"…\"",
        ));
    }
    let order = draft.options.date_order.or(draft.mapping.date_order);
    let cells = |role: Role| records.iter().map(move |row| columns_cell(row, column(role)));
    let start = DateColumn::decide(cells(Role::Date), order);
    let end = DateColumn::decide(cells(Role::EndDate), order);
    // What one column cannot say its neighbour may.
    let both = DateColumn::decide(cells(Role::Date).chain(cells(Role::EndDate)), order);
    let dates = Dates {
        start: DateColumn { first: start.first.or(both.first), ..start },
        end: DateColumn { first: end.first.or(both.first), ..end },
        zoned: draft.options.zone.is_some() || draft.mapping.zone.is_some(),
        midnight: cells(Role::Time)
            .filter(|cell| !cell.is_empty())
            .all(|cell| cell == "00:00" || cell == "00:00:00"),
    };
    let head_line = head.and_then(|at| table.rows.get(at)).map_or(1, |row| row.line);
    let spot = |at: Option<usize>| Spot::cell(&table.name, head_line, at.map_or(0, |at| at + 1));
    for (role, decided) in [(Role::Date, &dates.start), (Role::EndDate, &dates.end)] {
        say_order(draft, decided, spot(column(role)));
    }
    for _ in 0..head.map_or(0, |at| at + 1) {
        draft.pass_over();
    }
    let others: Vec<&str> = columns.others().map(|it| it.1).collect();
    if !others.is_empty() {
        let message = format!("kept as fields of the events, not shown: {}", others.join(", "));
        draft.say(Severity::Note, "other-columns", spot(None), message);
    }
    let last = records.last().map(|row| row.line);
    let mut untimed = 0;
    for row in &body {
        if passes_over(row, &names) {
            draft.pass_over();
            continue;
        }
        let at = Spot::cell(&table.name, row.line, 0);
        if table.is_cut && Some(row.line) == last {
            draft.refuse("cut", at, "the file breaks off within this row");
            continue;
        }
        match record(row, &columns, &dates, at.clone(), &mut untimed) {
            Ok(Some(record)) => {
                if is_title(row, &columns) {
                    draft.account.records += 1;
                    draft.account.read += 1;
                    draft.title = record.title;
                    draft.summary = record.text;
                } else {
                    draft.add(record);
                }
            }
            Ok(None) => draft.pass_over(),
            Err(why) => draft.refuse("row", at, why),
        }
    }
    if untimed > 0 {
        let message = format!(
            "times of day without a zone were left out ({untimed}): say --zone (such as --zone +04:00)"
        );
        draft.say(Severity::Warning, "zone", spot(column(Role::Time).or(column(Role::Date))), message);
    }
    draft.mapping.columns = columns.known();
    Ok(())
}

fn columns_cell(row: &Row, at: Option<usize>) -> &str {
    at.map_or("", |at| row.cell(at))
}

/// Says what a column of dates leaves open.
pub(super) fn say_order(draft: &mut Draft<'_>, decided: &DateColumn, spot: Spot) {
    if decided.is_open() {
        let message = format!(
            "{} dates can be read day first or month first and none says which: both days are given; say --date-order dmy or mdy",
            decided.evidence.2
        );
        draft.say(Severity::Warning, "date-order", spot.clone(), message);
    }
    if decided.is_mixed() {
        let message = format!(
            "{} dates can only be day first and {} only month first: the greater number decides for the rest",
            decided.evidence.0, decided.evidence.1
        );
        draft.say(Severity::Warning, "date-order", spot.clone(), message);
    }
    if decided.short_years > 0 {
        let message = format!("years of two digits were read as 1950 to 2049 ({})", decided.short_years);
        draft.say(Severity::Note, "short-year", spot, message);
    }
}

/// Headers that come again, tags, comments and empty rows.
fn passes_over(row: &Row, names: &[String]) -> bool {
    let again = || {
        let mut filled = row.cells().zip(names).filter(|(cell, _)| !cell.trim().is_empty()).peekable();
        filled.peek().is_some() && filled.all(|(cell, name)| !name.is_empty() && plain(cell) == plain(name))
    };
    row.is_blank() || row.is_tags() || row.is_comment() || again()
}

/// Whether a row is the title slide of a timeline.
fn is_title(row: &Row, columns: &Columns) -> bool {
    columns.cell(row, Role::Kind).eq_ignore_ascii_case("title")
        && columns.cell(row, Role::Year).is_empty()
        && columns.cell(row, Role::Date).is_empty()
}

struct Dates {
    start: DateColumn,
    end: DateColumn,
    zoned: bool,
    midnight: bool,
}

/// Reads a row. `Ok(None)` for one with nothing in it.
fn record(
    row: &Row,
    columns: &Columns,
    dates: &Dates,
    spot: Spot,
    untimed: &mut usize,
) -> Result<Option<Record>, String> {
    let cell = |role| columns.cell(row, role);
    let at = |role| columns.column(role).map_or(0, |at| at + 1);
    let mut record = Record { spot, id: cell(Role::Id).to_owned(), kind: "other", ..Record::default() };
    let (title, text) = (html::plain(cell(Role::Title)), html::plain(cell(Role::Text)));
    record.via.extend(title.links.iter().chain(&text.links).map(|(words, url)| Reference::link(words, url)));
    record.title = title.text.replace('\n', " ");
    record.text = text.text;
    if record.title.is_empty() {
        record.title = match (record.text.lines().next(), cell(Role::Kind)) {
            (Some(line), _) => shortened(line, 120),
            (None, kind) => kind.to_owned(),
        };
    }
    if record.title.is_empty() {
        return Err("there is no headline and no text".to_owned());
    }
    record.note = html::plain(cell(Role::Note)).text;
    read_dates(row, columns, dates, &mut record, untimed);
    let (lon, lat) = match point(cell(Role::Point)) {
        Some(pair) if cell(Role::Lat).is_empty() => pair,
        _ => (cell(Role::Lon).to_owned(), cell(Role::Lat).to_owned()),
    };
    let position = position(&lon, &lat).unwrap_or_else(|why| {
        record.warn_at(at(Role::Lat).max(at(Role::Point)), "coordinates", why);
        None
    });
    let name = html::plain(cell(Role::Place)).text;
    if position.is_some() || !name.is_empty() {
        record.place = Some(Whereabouts { name, position, ..Whereabouts::default() });
    }
    let speaker = cell(Role::Speaker);
    let source = html::plain(cell(Role::Source)).text;
    let side = cell(Role::Side);
    record.speaker = if speaker.is_empty() {
        Person {
            name: if html::web(&source).is_some() { String::new() } else { source.clone() },
            ..Person::default()
        }
    } else {
        Person {
            name: speaker.to_owned(),
            kind: if side.is_empty() { "press" } else { "official" },
            party: side.to_owned(),
        }
    };
    if !side.is_empty() {
        record.parties.push(side.to_owned());
    }
    let urls: Vec<String> = cell(Role::Url)
        .split([' ', '\n', ';'])
        .chain(source.split([' ', '\n']))
        .filter_map(html::web)
        .collect();
    match urls.split_first() {
        Some((first, more)) => {
            let named = if html::web(&source).is_some() { "" } else { source.as_str() };
            record.via.push(Reference::link(named, first));
            record.via.extend(more.iter().map(|url| Reference::link("", url)));
        }
        None if !source.is_empty() => {
            record.via.push(Reference { name: source, kind: "press", ..Reference::default() });
        }
        None => {}
    }
    if urls.is_empty() && !cell(Role::Url).is_empty() {
        record.warn_at(at(Role::Url), "address", "this is no web address: it was kept as a field");
        record.fields.push(("url".to_owned(), cell(Role::Url).to_owned()));
    }
    figures(row, columns, &mut record);
    media(row, columns, &mut record);
    let others = columns.others().map(|(at, name)| (name, row.cell(at)));
    let kept =
        [Role::Kind, Role::Group, Role::DisplayDate, Role::Time].map(|role| (role.as_str(), cell(role)));
    let fields = kept.into_iter().chain(others).filter(|(_, value)| !value.is_empty());
    record.fields.extend(fields.map(|(name, value)| (name.to_owned(), html::plain(value).text)));
    if row.len() > columns.names.len() {
        record.warn("ragged", "the row has more cells than the header: the rest was left out");
    }
    Ok(Some(record))
}

/// The first letters of a text, whole words where possible.
pub(super) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    words.trim_end_matches([',', ';', ':']).to_owned() + "…"
}

fn read_dates(row: &Row, columns: &Columns, dates: &Dates, record: &mut Record, untimed: &mut usize) {
    let cell = |role| columns.cell(row, role);
    let mut one = |column: &DateColumn, date: Role, time: Role, parts: [Role; 3], record: &mut Record| {
        let mut edtf = String::new();
        let at = columns.column(date).map_or(0, |at| at + 1);
        if !cell(date).is_empty() {
            let reading = column.read(cell(date), dates.zoned);
            if let Some((code, message)) = reading.warning {
                record.warn_at(at, code, message);
            }
            *untimed += usize::from(reading.without_zone);
            edtf = reading.edtf;
        } else if !cell(parts[0]).is_empty() {
            match by_parts(cell(parts[0]), cell(parts[1]), cell(parts[2])) {
                Some(found) => edtf = found,
                None => record.warn_at(
                    columns.column(parts[0]).map_or(0, |at| at + 1),
                    "date",
                    "there is no such day: the date is left open",
                ),
            }
        }
        // A time of its own column belongs to a whole day only.
        let of_day = edtf.len() == 10 && !edtf.contains('T');
        if let (true, false, Some((Some(clock), zone))) = (of_day, dates.midnight, date::clock(cell(time))) {
            if dates.zoned || zone.is_some() {
                edtf = [&edtf, "T", &clock, zone.as_deref().unwrap_or_default()].concat();
            } else {
                *untimed += 1;
            }
        }
        edtf
    };
    let start = one(&dates.start, Role::Date, Role::Time, [Role::Year, Role::Month, Role::Day], record);
    let end =
        one(&dates.end, Role::EndDate, Role::EndTime, [Role::EndYear, Role::EndMonth, Role::EndDay], record);
    record.edtf = interval(&start, &end);
    if record.edtf.is_empty() && !end.is_empty() {
        record.warn("date", "an end stands without a beginning: the date is left open");
    }
    let (first, last) = (start.get(..10).unwrap_or_default(), end.get(..10).unwrap_or_default());
    if !first.is_empty()
        && !last.is_empty()
        && !first.starts_with(['[', 'Y', '-'])
        && !last.starts_with(['[', 'Y', '-'])
        && last < first
    {
        record.edtf = start;
        let column = columns.column(Role::EndDate).map_or(0, |at| at + 1);
        record.warn_at(
            column,
            "end-before-start",
            "the end is before the beginning: only the beginning was read",
        );
        record.fields.push(("end".to_owned(), cell(Role::EndDate).to_owned()));
    }
    let shown = cell(Role::DisplayDate);
    if !shown.is_empty() && !record.edtf.is_empty() {
        record.date_note = html::plain(shown).text;
    }
}

/// From one date to another as EDTF; empty without a beginning.
pub(super) fn interval(start: &str, end: &str) -> String {
    let single = |text: &str| !text.contains(['/', '[', '{']);
    if start.is_empty() || end.is_empty() || start == end || !single(start) || !single(end) {
        return start.to_owned();
    }
    [start, "/", end].concat()
}

/// A date of year, month and day in cells of their own; years before our era are negative and have no zero.
pub(super) fn by_parts(year: &str, month: &str, day: &str) -> Option<String> {
    let number =
        |text: &str| -> String { text.chars().filter(|it| !matches!(it, ' ' | ',' | '\u{a0}')).collect() };
    let year: i64 = number(year).trim_end_matches(".0").parse().ok()?;
    let year = if (-9999..0).contains(&year) { year + 1 } else { year };
    let month = match month.trim() {
        "" => None,
        text => Some(number(text).trim_end_matches(".0").parse().ok().or_else(|| date::month(text))?),
    };
    let day = match day.trim() {
        "" => None,
        text => Some(number(text).trim_end_matches(".0").parse().ok()?),
    };
    date::edtf(year, month, day)
}

fn figures(row: &Row, columns: &Columns, record: &mut Record) {
    let cell = |role| columns.cell(row, role);
    let (low, best, high) =
        (count(cell(Role::KilledLow)), count(cell(Role::Killed)), count(cell(Role::KilledHigh)));
    if low.is_some() && high.is_some() && low <= high {
        let qualifier = if low == high { "exact" } else { "between" };
        record.figures.push(figure("killed", (low, high), qualifier, "unspecified", "", true));
        if best.is_some() && (low, best) != (best, high) {
            record.figures.push(figure("killed", (best, best), "about", "unspecified", "", false));
        }
    } else {
        if low.is_some() && high.is_some() {
            record.warn_at(
                columns.column(Role::KilledLow).map_or(0, |at| at + 1),
                "figure",
                "the lowest number is above the highest: both were kept as fields, as published",
            );
            record.fields.push(("low".to_owned(), cell(Role::KilledLow).to_owned()));
            record.fields.push(("high".to_owned(), cell(Role::KilledHigh).to_owned()));
        }
        if best.is_some() {
            record.figures.push(figure("killed", (best, best), "exact", "unspecified", "", true));
        }
    }
    if let Some(wounded) = count(cell(Role::Wounded)) {
        record.figures.push(figure(
            "wounded",
            (Some(wounded), Some(wounded)),
            "exact",
            "unspecified",
            "",
            true,
        ));
    }
    for role in [Role::Killed, Role::KilledLow, Role::KilledHigh, Role::Wounded] {
        let text = cell(role);
        if !text.is_empty() && count(text).is_none() {
            record.fields.push((role.as_str().to_owned(), text.to_owned()));
            let column = columns.column(role).map_or(0, |at| at + 1);
            record.warn_at(
                column,
                "number",
                format!("“{}” is no whole number: it was kept as a field", shortened(text, 40)),
            );
        }
    }
}

fn media(row: &Row, columns: &Columns, record: &mut Record) {
    let cell = |role| columns.cell(row, role);
    let source = cell(Role::Media);
    if source.is_empty() {
        return;
    }
    let (alt, credit) = (html::plain(cell(Role::MediaCaption)), html::plain(cell(Role::MediaCredit)));
    record.via.extend(alt.links.iter().chain(&credit.links).map(|(words, url)| Reference::link(words, url)));
    match html::web(source).filter(|url| url.starts_with("https://")) {
        Some(url) => record.media.push(Picture { url, alt: alt.text, credit: credit.text, graphic: false }),
        None => record.fields.push(("media".to_owned(), source.to_owned())),
    }
}
