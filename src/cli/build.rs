//! `chronocarte build`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chronocarte::check::Terms;
use chronocarte::error::Error;
use chronocarte::publish::{Ground, Order, Packed, Weight, Widget, bytes, extent, folder, languages, pack};
use chronocarte::story::{Severity, Value};
use chronocarte::text::Tag;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use url::{Host, Url};

use super::diagnose::Diagnostics;
use super::input::Input;
use super::position::Lines;
use super::{Outcome, Stop, interrupt};

/// What `build` is asked.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The story; `-` reads standard input
    file: PathBuf,
    /// The folder to make; one that was made before is replaced
    #[arg(short, long, value_name = "DIR")]
    out: PathBuf,
    /// The address at which the folder will be found, for whatever is pasted elsewhere
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<Url>,
    /// The languages of the pages, the leading one first; without it those of the story
    #[arg(long, value_name = "LANG", value_delimiter = ',', value_parser = tag)]
    lang: Vec<Tag>,
    /// The folder with chronocarte.js; without it the one beside this program, or dist/ above it
    #[arg(long, value_name = "DIR")]
    widget: Option<PathBuf>,
}

/// An address that may stand in pages: https, or http on this machine for a trial.
fn base_url(text: &str) -> Result<Url, String> {
    let mut url = Url::parse(text).map_err(|error| error.to_string())?;
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    if url.scheme() != "https" && !(url.scheme() == "http" && here) {
        return Err("an address that begins with https:// is needed".to_owned());
    }
    if url.query().is_some()
        || url.fragment().is_some()
        || !url.username().is_empty()
        || url.password().is_some()
    {
        return Err("the address of a folder has no query, no fragment and no user".to_owned());
    }
    if !url.path().ends_with('/') {
        let path = [url.path(), "/"].concat();
        url.set_path(&path);
    }
    Ok(url)
}

fn tag(text: &str) -> Result<Tag, String> {
    let known = languages();
    Tag::from_tag(text).filter(|tag| known.contains(tag)).ok_or_else(|| {
        let known: Vec<&str> = known.iter().map(|tag| tag.as_str()).collect();
        format!("pages can be made in {}", known.join(", "))
    })
}

/// Makes the folder.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Stop> {
    let input = Input::read(&arguments.file, &Terms::built_in())?;
    let diagnostics = Diagnostics::of(&input);
    if input.checked.has_errors() {
        anstream::eprint!("{}", diagnostics.brief(Severity::Warning));
        anstream::eprintln!("{}: {}; nothing was written", input.name, diagnostics.summary());
        return Ok(Outcome::Problems);
    }
    if input.story.events.is_empty() {
        anstream::eprintln!("{}: the story has no events; nothing was written", input.name);
        return Ok(Outcome::Problems);
    }
    anstream::eprint!("{}", diagnostics.brief(Severity::Warning));
    let widget = widget(arguments.widget.as_deref())?;
    let ground = ground(&input)?;
    let file: Value = serde_json::from_str(&input.text)?;
    let base = arguments.base_url.as_ref().map(|url| (url.to_string(), url.origin().ascii_serialization()));
    let order = Order {
        story: &input.story,
        file: &file,
        ground: ground.as_ref(),
        widget: &widget,
        base,
        languages: chosen_languages(&arguments.lang, &input),
        dots: true,
    };
    let files = match folder(&order) {
        Ok(files) => files,
        Err(error) if error.code == "glyph" => return Ok(missing_letter(&input, &error)),
        Err(error) => return Err(error.into()),
    };
    let progress = progress(files.len());
    let packed = pack(files, &|| progress.inc(1))?;
    progress.finish_and_clear();
    let above = arguments.out.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    interrupt::clean(above);
    packed.write(&arguments.out)?;
    anstream::print!("{}", summary(&packed, &order));
    anstream::println!(
        "{} is ready: begin with {}",
        arguments.out.display(),
        arguments.out.join("embed.html").display()
    );
    if arguments.base_url.is_none() {
        anstream::eprintln!(
            "the blocks to copy hold placeholders: give --base-url, the address at which the folder will be found"
        );
    }
    Ok(Outcome::Fine)
}

/// The languages asked for, else those of the story that pages can be made in, else English.
pub(super) fn chosen_languages(asked: &[Tag], input: &Input) -> Vec<Tag> {
    let known = languages();
    let own = input.story.languages.iter().filter_map(|tag| Tag::from_tag(tag));
    let wanted = if asked.is_empty() { own.collect() } else { asked.to_vec() };
    let mut chosen: Vec<Tag> = Vec::new();
    for tag in wanted {
        if known.contains(&tag) && !chosen.contains(&tag) {
            chosen.push(tag);
        }
    }
    if chosen.is_empty() { vec![Tag::En] } else { chosen }
}

/// The widget's files: where it is said, beside this program, or in the checkout this program was built in.
pub(super) fn widget(said: Option<&Path>) -> Result<Widget, Stop> {
    if let Some(folder) = said {
        return Ok(Widget::read(folder)?);
    }
    let program = env::current_exe()?;
    let folders = program.ancestors().skip(1).flat_map(|folder| [folder.to_owned(), folder.join("dist")]);
    let found = folders.into_iter().find(|folder| folder.join("chronocarte.js").is_file());
    let found = found.ok_or_else(|| {
        Stop(
            "the widget’s own files were not found beside this program: make them with `cargo xtask build`, and \
             name their folder with --widget"
                .to_owned(),
        )
    })?;
    Ok(Widget::read(&found)?)
}

/// The ground: the file the story names, where there is one; else
/// what is built in, which covers the earth; with a warning, none, where that is broken.
pub(super) fn ground(input: &Input) -> Result<Option<Ground>, Stop> {
    let named = input.story.basemap.as_deref().zip(input.folder.as_deref());
    let named = named.map(|(name, folder)| (name.split_once('#').unwrap_or((name, "")), folder));
    if let Some(((name, hash), folder)) = named
        && is_beside(name)
        && let Ok(pack) = fs::read(folder.join(name))
    {
        if hash.starts_with("sha384-") && hash != bytes::integrity(&pack) {
            return Err(Stop(format!(
                "the base map {name} is another file than the story names: take the hash after # out of \"basemap\", \
                 or put the right file there"
            )));
        }
        return Ok(Some(Ground::of_pack(pack)?));
    }
    let Some(places) = extent(&input.story) else { return Ok(None) };
    match Ground::covering(&places) {
        Ok(ground) => Ok(Some(ground)),
        Err(error) => {
            anstream::eprintln!(
                "{}: warning[basemap]: the base map that is built in cannot be used, so the ground of this story stays \
                 empty; name a pack of your own as \"basemap\" ({error})",
                input.name
            );
            Ok(None)
        }
    }
}

/// Whether a name stays within the story's folder.
fn is_beside(name: &str) -> bool {
    let path = Path::new(name);
    path.components()
        .all(|part| matches!(part, std::path::Component::Normal(_) | std::path::Component::CurDir))
}

/// Says which letter no picture can show, and where it first stands.
fn missing_letter(input: &Input, error: &Error) -> Outcome {
    let letter = error.message.split('“').nth(1).and_then(|rest| rest.chars().next());
    let at = letter.and_then(|letter| input.text.find(letter)).unwrap_or(0);
    let (line, column) = Lines::new(&input.text).place(at);
    anstream::eprintln!(
        "{}:{line}:{column}: error[glyph]: {}; nothing was written",
        input.name,
        error.message
    );
    Outcome::Problems
}

/// A bar on a terminal, nothing in a pipe.
fn progress(files: usize) -> ProgressBar {
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("compressing {bar:32} {pos}/{len} files {eta}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// What a reader downloads, in bytes.
fn summary(packed: &Packed, order: &Order<'_>) -> String {
    let lead = order.languages.first().copied().unwrap_or_default().as_str();
    let pinned = &order.widget.version;
    let mut rows: Vec<(String, Weight)> = Vec::new();
    let mut add = |name: &str, what: &dyn Fn(&str) -> bool| {
        let found = packed.weights().iter().find(|(file, _)| what(file));
        rows.extend(found.map(|(_, weight)| (name.to_owned(), *weight)));
    };
    let is = |name: &'static str| move |file: &str| file == name;
    let language = format!("{pinned}/lang/{lead}.");
    add("chronocarte.js", &|file| file == format!("{pinned}/chronocarte.js"));
    let (first, later) = (format!("{pinned}/chronocarte."), format!("{pinned}/chronocarte-later."));
    add("chronocarte.wasm", &|file| file.starts_with(&first) && file.ends_with(".wasm"));
    add(&format!("lang/{lead}.json"), &|file| file.starts_with(&language));
    add("story.json", &is("story.json"));
    add("basemap.bin", &|file| file.starts_with("assets/basemap."));
    let widget: Weight = rows.iter().fold(Weight::default(), |sum, (_, it)| added(sum, *it));
    rows.push(("widget with its story".to_owned(), widget));
    let once = packed.weights().iter().find(|(file, _)| file.starts_with(&later) && file.ends_with(".wasm"));
    rows.extend(once.map(|(_, weight)| ("once a reader acts".to_owned(), *weight)));
    for name in ["map.svg", "timeline.svg", "index.html", "frame.html", "map.png", "card.png"] {
        rows.extend(packed.weights().get(name).map(|weight| (name.to_owned(), *weight)));
    }
    let whole = packed.weights().values().fold(Weight::default(), |sum, it| added(sum, *it));
    rows.push((format!("all {} files", packed.weights().len()), whole));
    let mut out = format!("{:<28}{:>11}{:>11}{:>11}\n", "bytes", "raw", "gzip", "brotli");
    for (name, weight) in rows {
        out += &format!("{name:<28}{:>11}{:>11}{:>11}\n", weight.raw, weight.gzip, weight.brotli);
    }
    out
}

fn added(sum: Weight, more: Weight) -> Weight {
    Weight { raw: sum.raw + more.raw, gzip: sum.gzip + more.gzip, brotli: sum.brotli + more.brotli }
}
