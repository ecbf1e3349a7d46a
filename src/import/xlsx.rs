//! A workbook for spreadsheet programs, which offers in every cell what may stand there.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook,
    XlsxError,
};
use serde_json::Value as Json;

use super::workbook::{FIELDS, Sheet, is_number, unguarded};
use crate::error::Error;
use crate::story::schema;

/// The last row for which a cell offers something, from 0.
const LAST: u32 = 4999;

/// Which type of the schema the rows of a sheet are.
const TYPES: [(&str, &str); 16] = [
    ("Events", "Event"),
    ("Claims", "Claim"),
    ("Figures", "Figure"),
    ("Parts", "Part"),
    ("Distances", "StatedDistance"),
    ("Disputed dates", "DisputedDate"),
    ("Media", "Media"),
    ("Parties", "Party"),
    ("Speakers", "Speaker"),
    ("Sources", "Source"),
    ("Places", "Place"),
    ("Names", "PlaceName"),
    ("Areas", "Area"),
    ("Corrections", "Correction"),
    ("Steps", "Step"),
    ("Accepted", "Acceptance"),
];

/// Columns that name a row of another sheet.
const NAMED: [(&str, &str); 13] = [
    ("event", "Events"),
    ("claim", "Claims"),
    ("answers", "Claims"),
    ("place", "Places"),
    ("where.place", "Places"),
    ("seat", "Places"),
    ("from", "Places"),
    ("to", "Places"),
    ("speaker", "Speakers"),
    ("of", "Speakers"),
    ("party", "Parties"),
    ("side", "Parties"),
    ("source", "Sources"),
];

/// What the cells of a column offer, and what is said beside them.
struct Choices<'a> {
    schema: Json,
    sheets: &'a [Sheet],
}

impl<'a> Choices<'a> {
    fn new(sheets: &'a [Sheet]) -> Self {
        Self { schema: serde_json::from_str(&schema()).unwrap_or_default(), sheets }
    }

    /// What a schema leads to by the name of a type, for a value that may be missing too.
    fn resolved<'j>(&'j self, node: &'j Json) -> &'j Json {
        let one = node["anyOf"].as_array().and_then(|of| of.iter().find(|it| it["type"] != "null"));
        let node = one.unwrap_or(node);
        let name = node["$ref"].as_str().and_then(|it| it.rsplit('/').next());
        name.map_or(node, |name| &self.schema["$defs"][name])
    }

    /// The rule for a column; `None` where nothing is to be said.
    fn of(&self, sheet: &str, column: &str) -> Result<Option<DataValidation>, XlsxError> {
        let named = NAMED.iter().find(|it| it.0 == column).map(|it| it.1);
        let listed = named.and_then(|named| {
            let target = self.sheets.iter().find(|it| it.name == named)?;
            let at =
                u8::try_from(target.columns.iter().position(|it| it == "id")?).ok().filter(|at| *at < 26)?;
            let letter = char::from(b'A' + at);
            Some(format!("='{named}'!${letter}$2:${letter}${}", LAST + 1))
        });
        let of = TYPES.iter().find(|it| it.0 == sheet).map(|it| it.1);
        let mut node = of.map_or(&Json::Null, |of| &self.schema["$defs"][of]);
        let mut about = "";
        for key in column.split('.') {
            let property = &node["properties"][key];
            if property.is_null() {
                break;
            }
            about = property["description"].as_str().unwrap_or(about);
            node = self.resolved(property);
        }
        let mut words: Vec<&str> =
            node["oneOf"].as_array().into_iter().flatten().filter_map(|it| it["const"].as_str()).collect();
        words.extend(node["enum"].as_array().into_iter().flatten().filter_map(Json::as_str));
        if node["type"] == "boolean" {
            words = vec!["yes", "no"];
        }
        let rule = DataValidation::new();
        let rule = match listed {
            Some(formula) => rule.allow_list_formula(formula.as_str().into()),
            None if !words.is_empty() && words.join(",").len() <= 255 => rule.allow_list_strings(&words)?,
            None if about.is_empty() => return Ok(None),
            None => rule.allow_any_value(),
        };
        // A hint, not a wall: what else stands in a cell is judged with its reason when the workbook is read.
        let rule = rule.set_error_style(DataValidationErrorStyle::Warning);
        let brief: String = about.replace('\n', " ").chars().take(250).collect();
        Ok(Some(if brief.is_empty() { rule } else { rule.set_input_message(brief)? }))
    }
}

/// The same workbook for a spreadsheet program; the same sheets always give the same bytes.
///
/// # Errors
/// When a cell is longer than a spreadsheet allows, 32,767 letters.
pub fn xlsx(sheets: &[Sheet]) -> Result<Vec<u8>, Error> {
    let refused = |error: XlsxError| Error::new("xlsx", error.to_string());
    let mut book = Workbook::new();
    let moment = ExcelDateTime::parse_from_str("2000-01-01T00:00:00").map_err(refused)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&moment));
    let head = Format::new().set_bold().set_text_wrap();
    let choices = Choices::new(sheets);
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(&sheet.name).map_err(refused)?;
        page.set_freeze_panes(1, 0).map_err(refused)?;
        let at =
            |position: usize| u16::try_from(position).map_err(|_| Error::new("xlsx", "too many columns"));
        for (column, name) in sheet.columns.iter().enumerate() {
            let wide = if name.contains("text")
                || name.contains("wording")
                || name.contains("note")
                || name == "value"
            {
                48.0
            } else {
                20.0
            };
            page.set_column_width(at(column)?, wide).map_err(refused)?;
            page.write_string_with_format(0, at(column)?, name, &head).map_err(refused)?;
            if let Some(rule) = choices.of(&sheet.name, name).map_err(refused)? {
                page.add_data_validation(1, at(column)?, LAST, at(column)?, &rule).map_err(refused)?;
            }
        }
        for (line, row) in (1_u32..).zip(&sheet.rows) {
            for (column, cell) in row.iter().enumerate().filter(|it| !it.1.is_empty()) {
                let name =
                    sheet.columns.get(column).and_then(|name| name.rsplit('.').next()).unwrap_or_default();
                let field = sheet.columns.get(column).is_some_and(|name| name.starts_with(FIELDS));
                let number = cell.parse::<f64>().ok().filter(|_| is_number(name) && !field);
                match number {
                    Some(number) => page.write_number_with_format(line, at(column)?, number, &body),
                    None => page.write_string_with_format(line, at(column)?, unguarded(cell), &body),
                }
                .map_err(refused)?;
            }
        }
    }
    book.save_to_buffer().map_err(refused)
}
