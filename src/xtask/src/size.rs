//! The price list: what a reader downloads, against the ceilings. A kilobyte is 1000 bytes of brotli.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use chronocarte::geo::atlas::{Cell, Scope};
use serde_json::Value;

use crate::{build, bytes, project};

/// Loader with its glue.
const LOADER_CEILING: usize = 12_000;
/// Loader, the wasm of the first picture and one language; style sheets are inside the wasm.
const CODE_CEILING: usize = 100_000;
/// Code, story and base map: everything until the demo's map and timeline stand.
const FIRST_STORY_CEILING: usize = 125_000;
/// The second part of the wasm, fetched when a reader acts for the first time.
/// With the files readers take along: three writers and the panel, about 13 kB; with what is wrong with a call, 2 kB.
const LATER_CEILING: usize = 82_000;
/// What its file is called.
const LATER: &str = "chronocarte-later.";
/// The world at a glance, for readers who look beyond a story's own ground.
const OVERVIEW_CEILING: usize = 40_000;
/// Loader, article and its pictures: everything a reader gets before the wasm, or without it.
const BEFORE_WASM_CEILING: usize = 25_000;

/// How far the README may be from what there is, bytes: compilers of one version differ by some.
const TOLERANCE: usize = 200;
/// The first line of the list there.
const HEAD: &str = "| | raw | gzip | brotli | ceiling |";

/// Prints the price list, building first where `dist/` is missing; fails over a ceiling, and where the README's list is
/// another, unless what is printed is for the README.
pub(crate) fn run(route: Option<&str>, markdown: bool) -> Result<()> {
    if !project::dist().join("chronocarte.js").exists() {
        build::build(route, false)?;
    }
    let prices = Prices::of(&project::dist())?;
    if markdown {
        println!("{}", prices.markdown());
        return prices.within_ceilings();
    }
    println!("{}", prices.table());
    prices.within_ceilings()?;
    prices.as_told()
}

/// A row of the list: one file, or a sum of some.
#[derive(Clone, Default)]
struct Row {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
    /// The most compressed bytes this row may have.
    ceiling: Option<usize>,
}

impl Row {
    /// A file of `dist/`, as if served with its hash left out of the name.
    fn file(dist: &Path, path: &Path) -> Result<Self> {
        let content = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
        let name = path.strip_prefix(dist)?.to_string_lossy().replace('\\', "/");
        let name = match *name.split('.').collect::<Vec<_>>() {
            [stem, hash, extension] if hash.len() == 10 && hash.bytes().all(|it| it.is_ascii_hexdigit()) => {
                format!("{stem}.{extension}")
            }
            _ => name,
        };
        Ok(Self {
            name,
            raw: content.len(),
            // What does not shrink is served as it is.
            gzip: bytes::gzip(&content)?.len().min(content.len()),
            brotli: bytes::brotli(&content)?.len().min(content.len()),
            ceiling: None,
        })
    }

    /// What it is called in the README.
    fn told(&self) -> String {
        if self.name.contains(':') { format!("**{}**", self.name) } else { format!("`{}`", self.name) }
    }

    fn sum<'a>(name: &str, rows: impl IntoIterator<Item = &'a Self>, ceiling: usize) -> Self {
        let none = Self { name: name.to_owned(), ceiling: Some(ceiling), ..Self::default() };
        rows.into_iter().fold(none, |mut sum, row| {
            sum.raw += row.raw;
            sum.gzip += row.gzip;
            sum.brotli += row.brotli;
            sum
        })
    }
}

/// The whole list.
pub(crate) struct Prices {
    rows: Vec<Row>,
    /// Files that the demo names and `dist/` does not hold.
    missing: Vec<String>,
}

impl Prices {
    /// Weighs a built `dist/`.
    pub(crate) fn of(dist: &Path) -> Result<Self> {
        let dist = &dist.canonicalize().context("finding dist/")?;
        let top: Vec<_> = bytes::files_below(dist)?;
        let (later, first): (Vec<_>, Vec<_>) = top
            .iter()
            // The demo's folder for a host has its own copies.
            .filter(|path| path.parent() == Some(dist.as_path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "wasm"))
            .partition(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(LATER)));
        let wasm = first.first().context("there is no wasm in dist/")?;
        let mut loader = Row::file(dist, &dist.join("chronocarte.js"))?;
        loader.ceiling = Some(LOADER_CEILING);
        let mut code = vec![loader.clone(), Row::file(dist, wasm)?];
        code.extend(dearest_language(dist, &top)?);
        let mut rows = code.clone();
        rows.push(Row::sum("code: loader, wasm, one language", &code, CODE_CEILING));

        let article = fs::read_to_string(dist.join("index.html")).unwrap_or_default();
        let mut first = code;
        let mut missing = Vec::new();
        for path in story_files(dist, &article)? {
            let Ok(row) = Row::file(dist, &path) else {
                missing.push(path.display().to_string());
                continue;
            };
            rows.push(row.clone());
            first.push(row);
        }
        rows.push(Row::sum("first story: code, story, base map", &first, FIRST_STORY_CEILING));

        let mut before = vec![loader];
        if !article.is_empty() {
            before.push(Row::file(dist, &dist.join("index.html"))?);
        }
        for picture in values(&article, "<img", "src") {
            match Row::file(dist, &dist.join(picture)) {
                Ok(row) => before.push(row),
                Err(_) => missing.push(picture.to_owned()),
            }
        }
        rows.extend_from_slice(&before[1..]);
        rows.push(Row::sum("before the wasm: loader, article, its pictures", &before, BEFORE_WASM_CEILING));
        // Not part of what a reader downloads who only looks.
        for path in later {
            let mut row = Row::file(dist, path)?;
            row.name.push_str(" (once a reader acts)");
            row.ceiling = Some(LATER_CEILING);
            rows.push(row);
        }
        // For readers who look beyond a story's own ground.
        for path in top.iter().filter(|path| path.parent() == Some(&dist.join("basemap"))) {
            if path.extension().is_some_and(|extension| extension == "bin") {
                let mut row = Row::file(dist, path)?;
                row.name.push_str(" (beyond a story’s ground)");
                row.ceiling = Some(OVERVIEW_CEILING);
                rows.push(row);
            }
        }
        rows.extend(cells()?);
        Ok(Self { rows, missing })
    }

    /// The list for a terminal.
    pub(crate) fn table(&self) -> String {
        let mut out = format!("{:<50}{:>10}{:>10}{:>10}{:>10}\n", "", "raw", "gzip", "brotli", "ceiling");
        for row in &self.rows {
            let ceiling = row.ceiling.map(grouped).unwrap_or_default();
            let sizes = [row.raw, row.gzip, row.brotli].map(grouped);
            let [raw, gzip, brotli] = &sizes;
            let _ = writeln!(out, "{:<50}{raw:>10}{gzip:>10}{brotli:>10}{ceiling:>10}", row.name);
        }
        out
    }

    /// The list for the README.
    fn markdown(&self) -> String {
        let mut out = format!("{HEAD}\n| --- | ---: | ---: | ---: | ---: |\n");
        for row in &self.rows {
            let name = row.told();
            let [raw, gzip, brotli] = [row.raw, row.gzip, row.brotli].map(grouped);
            let ceiling = row.ceiling.map(grouped).unwrap_or_default();
            let _ = writeln!(out, "| {name} | {raw} | {gzip} | {brotli} | {ceiling} |");
        }
        out
    }

    /// Fails where the README's list is not this one, give or take a little.
    pub(crate) fn as_told(&self) -> Result<()> {
        let readme = fs::read_to_string(project::root().join("README.md")).context("reading README.md")?;
        let wrong = self.unlike(&readme);
        if !wrong.is_empty() {
            bail!(
                "README.md tells other prices: {}; put there what `cargo xtask size --markdown` prints",
                wrong.join("; ")
            );
        }
        Ok(())
    }

    /// What a text's list says otherwise, row by row.
    fn unlike(&self, text: &str) -> Vec<String> {
        let lines = text.lines().skip_while(|line| *line != HEAD).skip(2);
        let told: Vec<Vec<&str>> = lines
            .take_while(|line| line.starts_with('|'))
            .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
            .collect();
        let mut wrong = Vec::new();
        for row in &self.rows {
            let name = row.told();
            let Some(cells) = told.iter().find(|cells| cells.first() == Some(&&*name)) else {
                wrong.push(format!("{name} is missing"));
                continue;
            };
            let sizes = [("raw", row.raw), ("gzip", row.gzip), ("brotli", row.brotli)];
            for ((kind, size), cell) in sizes.into_iter().zip(&cells[1..]) {
                let said: Option<usize> = cell.replace(',', "").parse().ok();
                if said.is_none_or(|said| said.abs_diff(size) > TOLERANCE) {
                    wrong.push(format!("{name} has {} bytes {kind}, not {cell}", grouped(size)));
                }
            }
            let ceiling = row.ceiling.map(grouped).unwrap_or_default();
            if cells.get(4) != Some(&&*ceiling) {
                wrong.push(format!("the ceiling of {name} is {ceiling}"));
            }
        }
        for cells in told {
            if let Some(name) = cells.first().filter(|name| !self.rows.iter().any(|row| row.told() == **name))
            {
                wrong.push(format!("{name} is none of it"));
            }
        }
        wrong
    }

    /// Fails with every row that is over its ceiling, and where a file is missing.
    pub(crate) fn within_ceilings(&self) -> Result<()> {
        if !self.missing.is_empty() {
            bail!("missing: {}", self.missing.join(", "));
        }
        let over: Vec<_> = self
            .rows
            .iter()
            .filter(|row| row.ceiling.is_some_and(|ceiling| row.brotli > ceiling))
            .map(|row| format!("{} has {} bytes", row.name, grouped(row.brotli)))
            .collect();
        if !over.is_empty() {
            bail!("over the ceiling: {}", over.join("; "));
        }
        Ok(())
    }
}

/// The median and the largest five by five degrees of the world, each as the file a reader would get.
fn cells() -> Result<Vec<Row>> {
    let atlas = chronocarte::publish::atlas()?;
    let mut sizes: BTreeMap<Cell, usize> = BTreeMap::new();
    for archive in [&atlas.ground, &atlas.water, &atlas.towns] {
        for (cell, size) in archive.cells() {
            *sizes.entry(cell).or_insert(0) += size;
        }
    }
    let mut cells: Vec<(usize, Cell)> = sizes.into_iter().map(|(cell, size)| (size, cell)).collect();
    cells.sort_unstable();
    let scope = Scope {
        min_zoom: 6,
        tolerance_deg: 0.001,
        island_km2: 0.0,
        lake_km2: 0.0,
        river_rank: u8::MAX,
        town_rank: u8::MAX,
        town_km: 0.0,
        label_km: 10.0,
        divisions: true,
        former: true,
    };
    let row = |name: &str, nth: usize| -> Result<Option<Row>> {
        let Some((_, cell)) = cells.get(nth) else { return Ok(None) };
        let pack = atlas.packs(vec![atlas.gather(&cell.bounds())?.cut(&scope)], 1000).concat();
        let (west, south) = cell.corner_deg();
        Ok(Some(Row {
            name: format!("{name} of {} cells: {west} {south}", cells.len()),
            raw: pack.len(),
            gzip: bytes::gzip(&pack)?.len(),
            brotli: bytes::brotli(&pack)?.len(),
            ceiling: None,
        }))
    };
    let rows = [row("median", cells.len() / 2)?, row("largest", cells.len().saturating_sub(1))?];
    Ok(rows.into_iter().flatten().collect())
}

/// The largest of the languages, for a reader loads one.
fn dearest_language(dist: &Path, files: &[std::path::PathBuf]) -> Result<Option<Row>> {
    let languages = files
        .iter()
        .filter(|path| path.starts_with(dist.join("lang")) && path.extension().is_some_and(|e| e == "json"))
        .map(|path| Row::file(dist, path))
        .collect::<Result<Vec<_>>>()?;
    Ok(languages.into_iter().max_by_key(|row| row.brotli))
}

/// The story the article names, and the base map the story names.
fn story_files(dist: &Path, article: &str) -> Result<Vec<std::path::PathBuf>> {
    let Some(story) = values(article, "chronocarte", "data-story").next() else { return Ok(Vec::new()) };
    let story = dist.join(story);
    let text = fs::read_to_string(&story).with_context(|| format!("reading {}", story.display()))?;
    let content: Value =
        serde_json::from_str(&text).with_context(|| format!("reading {}", story.display()))?;
    let mut files = vec![story.clone()];
    if let (Some(basemap), Some(folder)) = (content["basemap"].as_str(), story.parent()) {
        let path = folder.join(basemap);
        // Without a base map the widget still works, but a price without it would be too low.
        files.push(path.canonicalize().unwrap_or(path));
    }
    Ok(files)
}

/// The values of an attribute within the tags of a page that hold a word. Our own page, so no parser is needed.
fn values<'a>(page: &'a str, word: &'a str, attribute: &'a str) -> impl Iterator<Item = &'a str> {
    page.split_inclusive('>').filter_map(move |piece| {
        let tag = &piece[piece.rfind('<')?..];
        let tail = tag.contains(word).then_some(tag)?.split_once(&format!(" {attribute}=\""))?.1;
        Some(tail.split_once('"')?.0)
    })
}

/// Digits in groups of three.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let (head, tail) = digits.split_at(first);
    let groups = tail.as_bytes().chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
    let groups: Vec<_> = (!head.is_empty()).then(|| head.to_owned()).into_iter().chain(groups).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_from_the_right() {
        assert_eq!(
            [0, 12, 999, 1000, 12_345, 1_234_567].map(grouped),
            ["0", "12", "999", "1,000", "12,345", "1,234,567"]
        );
    }

    #[test]
    fn a_value_is_found_in_its_own_tag_only() {
        let page = "<p data-story=\"no\">x</p><div class=\"chronocarte\" data-story=\"demo/a.json\"><img src=\"p.svg\">";
        assert_eq!(values(page, "chronocarte", "data-story").collect::<Vec<_>>(), ["demo/a.json"]);
        assert_eq!(values(page, "<img", "src").collect::<Vec<_>>(), ["p.svg"]);
    }

    #[test]
    fn a_readme_is_like_the_list_it_was_made_of_and_like_no_other() {
        let row = |name: &str, brotli| Row {
            name: name.into(),
            raw: 12_345,
            gzip: 5_000,
            brotli,
            ceiling: Some(9_000),
        };
        let prices = Prices { rows: vec![row("a.js", 4_000), row("code: all", 4_500)], missing: Vec::new() };
        let readme = format!("# Title\n\n| a | b |\n\n{}\nAfter.\n", prices.markdown());
        assert_eq!(prices.unlike(&readme), [""; 0]);
        let near = Prices { rows: vec![row("a.js", 4_200), row("code: all", 4_300)], missing: Vec::new() };
        assert_eq!(near.unlike(&readme), [""; 0]);
        let far = Prices { rows: vec![row("a.js", 4_201), row("code: more", 4_500)], missing: Vec::new() };
        assert_eq!(
            far.unlike(&readme),
            [
                "`a.js` has 4,201 bytes brotli, not 4,000",
                "**code: more** is missing",
                "**code: all** is none of it"
            ]
        );
        assert_eq!(prices.unlike(&readme.replace("9,000", "8,000")).len(), 2);
        assert_eq!(prices.unlike("no list at all").len(), 2);
    }

    #[test]
    fn a_row_over_its_ceiling_is_named() {
        let row = Row { name: "loader".into(), brotli: 12_001, ceiling: Some(12_000), ..Row::default() };
        let error = Prices { rows: vec![row], missing: Vec::new() }.within_ceilings().unwrap_err();
        assert_eq!(error.to_string(), "over the ceiling: loader has 12,001 bytes");
    }
}
