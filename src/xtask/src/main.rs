//! Builds, measures, serves and tests chronocarte; reached as `cargo xtask …`.
//!
//! Every command does its own set-up and says so while it does it. Progress goes to standard error; standard output
//! holds only what was asked for: a table, an address.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool speaks by printing")]

mod basemap;
mod bench;
mod build;
mod bytes;
mod check;
mod demo;
mod docs;
mod glue;
mod languages;
mod licences;
mod node;
mod order;
mod profile;
mod project;
mod serve;
mod size;
mod split;
mod suite;
mod system;
mod tables;
mod wasm;
mod widget;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Builds, measures, serves and tests chronocarte.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    /// Compile for wasm32 by this route only, instead of the first that works.
    #[arg(long, global = true, value_name = "ROUTE", value_parser = ["rustup", "debian", "prebuilt"])]
    route: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Fill dist/ with everything a publisher copies to a server.
    Build {
        /// Say only what went wrong.
        #[arg(long)]
        quiet: bool,
    },
    /// Print what a reader downloads, in bytes, and fail over the ceilings.
    Size {
        /// Print the table for the README.
        #[arg(long)]
        markdown: bool,
    },
    /// Build, serve the demo article, rebuild and reload when a file changes.
    Serve {
        /// The port to listen on; without it 8080, or the next one that is free.
        #[arg(long)]
        port: Option<u16>,
        /// Do not open a browser.
        #[arg(long)]
        no_open: bool,
    },
    /// Format, lints on both targets, documentation, wasm features, sizes.
    Check,
    /// Run every test: host, wasm, end-to-end in a real browser.
    Test {
        /// Try everything of which else a sample is tried.
        #[arg(long)]
        full: bool,
        /// Only these parts.
        #[arg(value_enum)]
        parts: Vec<suite::Part>,
        /// Further arguments for the test runner of a single part.
        #[arg(last = true)]
        rest: Vec<String>,
    },
    /// Measure what the demo article asks of a phone, or how fast data sets are read; fail below the floors.
    Bench {
        /// Only this part.
        #[arg(value_parser = ["page", "tables"])]
        part: Option<String>,
        /// How often to measure; the medians count.
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
        runs: u32,
    },
    /// Rebuild the committed base map files from their packages.
    Basemap,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let route = arguments.route.as_deref();
    match &arguments.command {
        Command::Build { quiet } => build::run(route, *quiet),
        Command::Size { markdown } => size::run(route, *markdown),
        Command::Serve { port, no_open } => serve::run(route, *port, !no_open),
        Command::Check => check::run(route),
        Command::Test { full, parts, rest } => suite::run(route, parts, *full, rest),
        Command::Bench { part, runs } => {
            if part.as_deref() != Some("page") {
                tables::run(*runs)?;
            }
            if part.as_deref() != Some("tables") { bench::run(route, *runs) } else { Ok(()) }
        }
        Command::Basemap => basemap::run(),
    }
}
