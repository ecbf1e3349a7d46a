//! `cargo xtask bench`: what the demo article asks of a reader's phone, against the floors.
//!
//! A busy machine measures too much and never too little, so a figure is the median of several runs, shown with its
//! extremes; the machine's own speed stands below the table.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::serve::Server;
use crate::suite::{CHROMIUM_ARGUMENTS, chromium};
use crate::system::{run as run_command, say};
use crate::{build, bytes, node, project};

/// What a median must not go beyond.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Floor {
    Least(f64),
    Most(f64),
    /// Only shown.
    Shown,
}
use Floor::{Least, Most, Shown};

/// Every figure: its key in what the script writes, what it is, its unit, what it must be.
const FLOORS: [(&str, &str, &str, Floor); 12] = [
    ("performance", "Lighthouse, mobile: performance", "", Least(95.0)),
    ("accessibility", "Lighthouse, mobile: accessibility", "", Least(100.0)),
    ("best-practices", "Lighthouse, mobile: best practices", "", Least(100.0)),
    ("largest paint", "Lighthouse, mobile: largest contentful paint", "ms", Shown),
    ("blocking", "Lighthouse, mobile: total blocking time", "ms", Most(200.0)),
    ("shift", "Lighthouse, mobile: layout shift", "", Most(0.001)),
    ("loader", "main thread for the loader, before there is anything to load, 4x slower", "ms", Most(10.0)),
    (
        "blocking to the picture",
        "blocking time from nothing to the widget's first picture, 4x slower",
        "ms",
        Shown,
    ),
    ("blocking by the widget", "of it by the widget", "ms", Shown),
    ("longest task", "the longest task of it", "ms", Shown),
    ("step", "one step of the map until it is drawn, 4x slower", "ms", Most(200.0)),
    ("ground", "of it the ground layer (a quarter of a frame, 4x slower)", "ms", Most(16.7)),
];

/// What the script writes.
#[derive(Deserialize)]
struct Measured {
    /// The figures of every run.
    figures: BTreeMap<String, Vec<f64>>,
    /// What Lighthouse finds fault with.
    flaws: Vec<String>,
}

/// Builds, serves, measures `runs` times, prints the table; fails where a floor is missed.
pub(crate) fn run(route: Option<&str>, runs: u32) -> Result<()> {
    node::install()?;
    let browser = chromium()?;
    build::build(route, false)?;
    let server = Server::start(None)?;
    say(format!("measuring {runs} times; leave the machine alone meanwhile"));
    let output = project::scratch().join("bench.json");
    bytes::write(&output, b"")?;
    let mut script = node::script("bench/run.js").context("Node.js is missing")?;
    script.arg(&output).stdin(Stdio::null()).env("CHRONOCARTE_URL", server.address());
    script.env("CHRONOCARTE_RUNS", runs.to_string()).env("CHROMIUM", browser);
    script.env("CHROMIUM_ARGUMENTS", CHROMIUM_ARGUMENTS.join(" "));
    run_command(&mut script)?;
    let measured: Measured =
        serde_json::from_slice(&fs::read(&output)?).context("reading what was measured")?;
    let (table, missed) = measured.judge();
    println!("{table}");
    for flaw in &measured.flaws {
        println!("{flaw}");
    }
    if !missed.is_empty() {
        bail!("missed: {}", missed.join("; "));
    }
    Ok(())
}

impl Measured {
    /// The table for a terminal, and what is beyond its floor. A figure that was not measured misses any floor.
    fn judge(&self) -> (String, Vec<&'static str>) {
        let mut table = format!("{:<76}{:>8}{:>8}{:>16}{:>9}\n", "", "floor", "median", "least-most", "");
        let mut missed = Vec::new();
        for (key, what, unit, floor) in FLOORS {
            let mut values = self.figures.get(key).cloned().unwrap_or_default();
            values.sort_by(f64::total_cmp);
            let median = median(&values);
            let holds = match (floor, median) {
                (Least(least), Some(median)) => median >= least,
                (Most(most), Some(median)) => median <= most,
                (Shown, _) => true,
                (_, None) => false,
            };
            let digits = usize::from(matches!(floor, Most(most) if most < 100.0)) * 3;
            let number =
                |value: Option<f64>| value.map_or("none".to_owned(), |value| format!("{value:.digits$}"));
            let floor = match floor {
                Least(least) => format!(">= {least}"),
                Most(most) => format!("<= {most}"),
                Shown => String::new(),
            };
            let spread = [values.first(), values.last()].map(|value| number(value.copied())).join("-");
            let what = if unit.is_empty() { what.to_owned() } else { format!("{what}, {unit}") };
            let verdict = if holds { "" } else { "missed" };
            let _ = writeln!(table, "{what:<76}{floor:>8}{:>8}{spread:>16}{verdict:>9}", number(median));
            if !holds {
                missed.push(key);
            }
        }
        if let Some(speed) = self.figures.get("speed").and_then(|values| median(values)) {
            let _ = write!(
                table,
                "The machine's speed by Lighthouse's own count: {speed:.0}. A desktop has 1500 and more."
            );
        }
        (table, missed)
    }
}

/// The middle one, or the mean of the middle two; `None` of nothing.
fn median(values: &[f64]) -> Option<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let (low, high) = (values.get(values.len().saturating_sub(1) / 2)?, values.get(values.len() / 2)?);
    Some(f64::midpoint(*low, *high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[3.0]), Some(3.0));
        assert_eq!(median(&[9.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0]), Some(2.5));
    }

    /// Figures that hold every floor.
    fn fine() -> Measured {
        let good = |floor| match floor {
            Least(value) | Most(value) => vec![value],
            Shown => vec![1.0],
        };
        let figures = FLOORS.iter().map(|(key, _, _, floor)| ((*key).to_owned(), good(*floor))).collect();
        Measured { figures, flaws: Vec::new() }
    }

    #[test]
    fn a_median_at_its_floor_holds_and_one_beyond_it_does_not() {
        assert_eq!(fine().judge().1, [""; 0]);
        let mut slow = fine();
        slow.figures.insert("loader".to_owned(), vec![1.0, 10.1, 10.2]);
        slow.figures.insert("performance".to_owned(), vec![100.0, 94.0, 94.9]);
        slow.figures.insert("blocking".to_owned(), vec![1e9, 1.0, 2.0]);
        assert_eq!(slow.judge().1, ["performance", "loader"]);
    }

    #[test]
    fn what_was_not_measured_misses_its_floor() {
        let mut lost = fine();
        lost.figures.remove("accessibility");
        lost.figures.remove("longest task");
        assert_eq!(lost.judge().1, ["accessibility"]);
    }
}
