//! What UCDP counts, as published.

use super::draft::Draft;
use super::record::{Record, count, figure};
use super::table::Row;
use super::tabular::shortened;
use super::ucdp::Layout;

/// What UCDP counts: from the lowest to the highest, its best estimate, and whose dead these were. Shown as published.
pub(super) fn figures(layout: &Layout, row: &Row, draft: &mut Draft<'_>, record: &mut Record) {
    let get = |name: &str| layout.cell(row, name);
    let number = |name: &str| count(get(name));
    let column = |name: &str| layout.at(name).map_or(0, |at| at + 1);
    let (low, best, high) = (number("low"), number("best"), number("high"));
    for name in ["low", "best", "high", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"] {
        if !get(name).is_empty() && number(name).is_none() {
            record.warn_at(
                column(name),
                "number",
                format!("“{}” is no whole number: no figure was made of it", shortened(get(name), 40)),
            );
        }
    }
    let said = |it: Option<u32>| it.map_or("not given".to_owned(), |it| it.to_string());
    record.wording = match (low, best, high) {
        (None, None, None) => String::new(),
        (None, best, None) => format!("Deaths, best estimate: {}", said(best)),
        _ => format!("Deaths, best estimate: {}; low {}, high {}", said(best), said(low), said(high)),
    };
    let ordered = low.is_none() || high.is_none() || low <= high;
    match (low, high) {
        (Some(low), Some(high)) if low <= high => {
            let qualifier = if low == high { "exact" } else { "between" };
            record.figures.push(figure(
                "killed",
                (Some(low), Some(high)),
                qualifier,
                "unspecified",
                "",
                true,
            ));
            if best.is_some_and(|best| low != high || best != low) {
                record.figures.push(figure("killed", (best, best), "about", "unspecified", "", false));
            }
        }
        _ if best.is_some() => {
            record.figures.push(figure("killed", (best, best), "about", "unspecified", "", ordered))
        }
        _ => {}
    }
    let odd = [
        (low, best, "low is above best"),
        (best, high, "best is above high"),
        (low, high, "low is above high"),
    ];
    for (less, more, what) in odd {
        if let (Some(less), Some(more)) = (less, more)
            && less > more
        {
            record.warn_at(
                column("best"),
                "estimate-order",
                format!("{what} ({less}, {more}): shown as published"),
            );
        }
    }
    if best == Some(0) && high.is_some_and(|high| high > 0) {
        record.warn_at(
            column("best"),
            "unconfirmed",
            "best is 0 and high is not: no death is confirmed, which is not that nobody died",
        );
    }
    let parts = ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"].map(number);
    let sum: u64 = parts.iter().flatten().map(|it| u64::from(*it)).sum();
    if parts.iter().all(Option::is_some) && best.is_some_and(|best| u64::from(best) != sum) {
        record.warn_at(
            column("best"),
            "sum",
            format!("the deaths by side are {sum}, best is {}: shown as published", said(best)),
        );
    }
    let [a, b, civilians, _] = parts;
    for (name, dead) in [("side_a", a), ("side_b", b)] {
        if dead.is_some_and(|it| it > 0)
            && !get(name).is_empty()
            && !(name == "side_b" && get("type_of_violence") == "3")
        {
            let side = draft.party(get(name));
            record.figures.push(figure("killed", (dead, dead), "about", "military", &side, false));
        }
    }
    if civilians.is_some_and(|it| it > 0) {
        record.figures.push(figure("killed", (civilians, civilians), "about", "civilian", "", false));
    }
    let flat = [("civilian_deaths", "civilian"), ("combatant_deaths", "military")];
    for (name, counted) in flat {
        let dead = number(name).filter(|it| *it > 0);
        if dead.is_some() {
            record.figures.push(figure("killed", (dead, dead), "about", counted, "", false));
        }
    }
}
