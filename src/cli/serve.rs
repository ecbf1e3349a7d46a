//! `chronocarte serve`.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use chronocarte::check::Terms;
use chronocarte::publish::{Files, Notes, Order, Widget, preview};
use chronocarte::serve::{Root, Server, on_change, open_browser};
use chronocarte::story::{Severity, Value};
use clap::Args;

use super::build::{chosen_languages, ground, widget};
use super::diagnose::Diagnostics;
use super::input::Input;
use super::{Outcome, Stop};

const EXAMPLES: &str = "Examples:
  chronocarte serve story.json
  chronocarte serve events.xlsx --port 8100 --no-open

Every save is read, checked and shown again; problems stand above the pictures with their lines. Ctrl-C ends it.";

/// What `serve` is asked.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The story, or any file or folder that `import` takes; without it story.json or story.xlsx in this folder
    file: Option<PathBuf>,
    /// The port to listen on; without it 8080, or the next one that is free
    #[arg(long)]
    port: Option<u16>,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
    /// The folder with chronocarte.js; without it the one beside this program, or dist/ above it
    #[arg(long, value_name = "DIR")]
    widget: Option<PathBuf>,
}

/// Serves a preview until it is ended.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Stop> {
    let file = match &arguments.file {
        Some(file) if file.as_os_str() == "-" => {
            return Err(Stop("what comes from standard input cannot be watched: name a file".to_owned()));
        }
        Some(file) => file.clone(),
        None => ["story.json", "story.xlsx"].iter().map(PathBuf::from).find(|it| it.is_file()).ok_or_else(
            || Stop("there is no story.json and no story.xlsx in this folder: name a file".to_owned()),
        )?,
    };
    let widget = widget(arguments.widget.as_deref())?;
    let files = Arc::new(RwLock::new(Files::new()));
    let server = Server::listen_near(arguments.port, &Root::Memory(Arc::clone(&files)), true)?;
    let show = || -> Result<String, Stop> {
        let (made, summary) = pages(&file, &widget, server.address())?;
        if let Ok(mut files) = files.write() {
            *files = made;
        }
        Ok(summary)
    };
    let said = show()?;
    anstream::eprintln!("{said}");
    anstream::println!("{}", server.address());
    std::io::stdout().flush()?;
    if !arguments.no_open {
        open_browser(server.address());
    }
    let folder = if file.is_dir() { Some(file.as_path()) } else { file.parent() };
    let folder = folder.filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let matters = |path: &Path| {
        let name = path.file_name();
        let inside = file.is_dir() && path.extension().is_some_and(|it| it == "csv" || it == "tsv");
        inside || (name.is_some() && name == file.file_name())
    };
    on_change(&[(folder.to_owned(), false)], matters, |_| {
        // A program that saves may have taken the file away for a moment: what was shown stays.
        match show() {
            Ok(said) => {
                server.reload();
                anstream::eprintln!("{said}");
            }
            Err(Stop(why)) => anstream::eprintln!("{why}; still showing what was there before"),
        }
    })?;
    Ok(Outcome::Fine)
}

/// The pages of the preview as the file is now, and what to say about it.
fn pages(path: &Path, widget: &Widget, address: &str) -> Result<(Files, String), Stop> {
    let input = Input::read(path, &Terms::built_in())?;
    let diagnostics = Diagnostics::of(&input);
    let summary = diagnostics.summary();
    let mut findings: Vec<(Severity, String)> = input.said.clone();
    findings.extend(diagnostics.lines());
    findings.sort_by_key(|it| std::cmp::Reverse(it.0));
    let notes = Notes { name: input.name.clone(), summary: summary.clone(), findings };
    let said = format!("{}: {summary}", input.name);
    if input.story.events.is_empty() {
        return Ok((preview(None, &notes)?, said));
    }
    let ground = ground(&input)?;
    let file: Value = serde_json::from_str(&input.text)?;
    let origin = address.trim_end_matches('/').to_owned();
    let order = Order {
        story: &input.story,
        file: &file,
        ground: ground.as_ref(),
        widget,
        base: Some((address.to_owned(), origin)),
        languages: chosen_languages(&[], &input),
        dots: false,
    };
    let files: BTreeMap<String, Vec<u8>> = preview(Some(&order), &notes)?;
    Ok((files, said))
}
