//! `cargo xtask bench tables`: how fast a data set is read, beside what people read tables with.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::system::{cargo, command, run as run_command, say, which};
use crate::{node, project};

const MEGABYTE: usize = 1_000_000;
/// What a reader must reach, megabytes a second.
const LEAST: f64 = 150.0;
/// What it may take of the memory for 300 MB, megabytes.
const MOST: f64 = 1500.0;

const HEAD: &str = "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,\
    dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,\
    number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,\
    where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,\
    event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob";

/// One figure of the table.
struct Row {
    what: String,
    seconds: f64,
    megabytes: usize,
    peak_mb: Option<f64>,
}

/// Measures everything `runs` times and prints the table; the best of each counts, since a busy machine only adds.
pub(crate) fn run(runs: u32) -> Result<()> {
    node::install()?;
    say("compiling the program");
    run_command(cargo().args(["build", "--release", "--bin", "chronocarte"]).current_dir(project::root()))?;
    let program = project::target().join("release").join("chronocarte");
    let (large, small) = (invented(300)?, invented(30)?);
    let story = project::scratch().join("bench-story.json");
    let import = |file: &Path, more: &[&str]| {
        let mut it = command(&program);
        it.arg("import").arg(file).args(more).arg("-o").arg(&story);
        it
    };
    let selected = ["--country", "Country 7", "--year", "2014"];
    let mut rows = vec![
        row("chronocarte import, a country’s year of it made a story", 300, runs, || {
            import(&large, &selected)
        })?,
        row("chronocarte import, every row made an event", 30, runs, || import(&small, &[]))?,
    ];
    let rivals = [
        ("papaparse, cells split", "papaparse", 300, &large),
        ("d3-dsv, cells split", "d3-dsv", 300, &large),
        ("papaparse, cells split", "papaparse", 30, &small),
        ("d3-dsv, cells split", "d3-dsv", 30, &small),
    ];
    for (what, name, megabytes, file) in rivals {
        let script = || {
            let mut it = node::script("bench/tables.js").unwrap_or_else(|| command("node"));
            it.args([name.as_ref(), file.as_os_str()]);
            it
        };
        match row(what, megabytes, 1, script) {
            Ok(found) => rows.push(found),
            Err(error) => say(format!("{name} with {megabytes} MB: {error:#}")),
        }
    }
    if let Some(python) = which("python3") {
        let code =
            "import csv,sys\nfor row in csv.reader(open(sys.argv[1],encoding='utf-8',newline='')): pass";
        rows.push(row("python csv, cells split", 300, 1, || {
            let mut it = command(&python);
            it.args(["-c", code]).arg(&large);
            it
        })?);
    }
    let _ = fs::remove_file(&story);
    println!("{}", table(&rows));
    let first = rows.first().context("nothing was measured")?;
    let speed = first.megabytes as f64 / first.seconds;
    if speed < LEAST || first.peak_mb.is_some_and(|peak| peak > MOST) {
        bail!("missed: {speed:.0} MB/s of {LEAST}, or more than {MOST} MB of memory");
    }
    Ok(())
}

fn table(rows: &[Row]) -> String {
    let mut out = format!("{:<58}{:>8}{:>9}{:>9}{:>10}{:>8}\n", "", "MB", "s", "MB/s", "peak MB", "ratio");
    let speed = |row: &Row| row.megabytes as f64 / row.seconds;
    for row in rows {
        let peak = row.peak_mb.map_or("?".to_owned(), |it| format!("{it:.0}"));
        let own = rows.iter().find(|it| it.megabytes == row.megabytes).map_or(1.0, speed);
        let _ = writeln!(
            out,
            "{:<58}{:>8}{:>9.2}{:>9.1}{peak:>10}{:>8.2}",
            row.what,
            row.megabytes,
            row.seconds,
            speed(row),
            own / speed(row)
        );
    }
    out + "ratio: how many times the throughput of the row ours has, of the same file\n"
}

/// Runs a program several times; the quickest counts, and the most memory it ever took.
fn row(what: &str, megabytes: usize, runs: u32, program: impl Fn() -> Command) -> Result<Row> {
    say(format!("{what} ({megabytes} MB)"));
    let mut best = Row { what: what.to_owned(), seconds: f64::INFINITY, megabytes, peak_mb: None };
    for _ in 0..runs {
        let started = Instant::now();
        let mut child = program().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let mut peak = None;
        let status = loop {
            peak = memory_mb(child.id()).or(peak);
            if let Some(status) = child.try_wait()? {
                break status;
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        best.seconds = best.seconds.min(started.elapsed().as_secs_f64());
        best.peak_mb = peak.max_by(best.peak_mb);
        // 1: rows were refused, which is told and no failure.
        if !status.success() && status.code() != Some(1) {
            bail!("{status}");
        }
    }
    Ok(best)
}

trait MaxBy {
    fn max_by(self, other: Self) -> Self;
}

impl MaxBy for Option<f64> {
    fn max_by(self, other: Self) -> Self {
        self.into_iter().chain(other).reduce(f64::max)
    }
}

/// The most memory a process has taken so far, in megabytes; `None` where the system does not say.
fn memory_mb(process: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok()? / 1024.0)
}

/// A file of invented events in UCDP's layout, always the same; kept where builds are, for the next run.
fn invented(megabytes: usize) -> Result<PathBuf> {
    let path = project::scratch().join(format!("bench-{megabytes}.csv"));
    if fs::metadata(&path).is_ok_and(|it| it.len() as usize >= megabytes * MEGABYTE) {
        return Ok(path);
    }
    let staged = path.with_extension("part");
    let mut file = BufWriter::new(fs::File::create(&staged)?);
    let mut written = file.write(format!("{HEAD}\n").as_bytes())?;
    let mut state = 1_u64;
    let mut next = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for nth in 0_u64.. {
        if written >= megabytes * MEGABYTE {
            break;
        }
        let (country, year, month, day) = (next(20), 2010 + next(10), 1 + next(12), 1 + next(28));
        let (place, lat, lon) =
            (next(4000), 10.0 + next(4_000_000) as f64 / 1e5, next(6_000_000) as f64 / 1e5);
        let parts = [next(9), next(9), next(4), next(3)];
        let best: u64 = parts.iter().sum();
        let date = format!("{year}-{month:02}-{day:02} 00:00:00.000");
        let line = format!(
            "{nth},C{country}-{year}-1-{nth},{year},1,Clear,1,13{country},35{country},Country {country}: Government,86{country},\
             85{country},Government of Country {country} - Group {},11{country},11{country},Government of Country {country},\
             57,58,Group {},2,\"\"\"Agency {},{year}-{month:02}-{day:02},Fighting said to go on near village {place}, \
             several people reported dead\"\";\"\"Paper {},{year}-{month:02}-{day:02},Army speaks of an attack on village \
             {place}\"\"\",Agency;Paper,{year}-{month:02}-{day:02};{year}-{month:02}-{day:02},Fighting said to go on near village {place};\
             Army speaks of an attack,police spokesman,{},Village {place},Village {place} near the road between two towns of \
             district {},Province {},District {},{lat:.5},{lon:.5},POINT ({lon:.5} {lat:.5}),{},Country {country},{country},\
             Region,{},1,{date},{date},{},{},{},{},{best},{},{},{country},\n",
            next(5),
            next(5),
            next(30),
            next(30),
            1 + next(4),
            next(90),
            next(12),
            next(90),
            next(200_000),
            1 + next(2),
            parts[0],
            parts[1],
            parts[2],
            parts[3],
            best + next(3),
            best - next(best + 1).min(2),
        );
        file.write_all(line.as_bytes())?;
        written += line.len();
    }
    file.flush()?;
    fs::rename(&staged, &path)?;
    Ok(path)
}
