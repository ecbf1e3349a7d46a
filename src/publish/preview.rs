//! What a story would look like in an article, for whoever is still working on it.

use super::edition::Edition;
use super::folder::{Files, Order, common, pictures, sizes};
use super::html::{El, el};
use super::snippets::{Channel, container};
use crate::error::Error;
use crate::story::Severity;

/// What stands beside the picture.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// The file.
    pub name: String,
    /// What was found, in one line.
    pub summary: String,
    /// Every finding: how bad it is, and one line for a person.
    pub findings: Vec<(Severity, String)>,
}

/// The frames of the preview: their names, titles, themes and classes.
const FRAMES: [(&str, &str, &str, &str); 4] = [
    ("preview/light-page.html", "Page, light", "light", "page"),
    ("preview/light-phone.html", "Phone, light", "light", "phone"),
    ("preview/dark-page.html", "Page, dark", "dark", "page"),
    ("preview/dark-phone.html", "Phone, dark", "dark", "phone"),
];

/// The page `index.html` with the story at the widths of a page and a phone, in light and dark, and the notes beside it; and
/// every file it takes. Without an order, for a file that is no story yet, the notes alone.
///
/// # Errors
/// When a language is not built in.
pub fn preview(order: Option<&Order<'_>>, notes: &Notes) -> Result<Files, Error> {
    let mut files = Files::new();
    if let Some(order) = order {
        let site = common(order, &mut files)?;
        let tag = order.languages.first().copied().unwrap_or_default();
        let edition = Edition::new(order.story, order.ground.map(|it| &it.basemap), &site, tag)?;
        let sizes = sizes(&edition);
        for (name, bytes) in pictures(&edition, &sizes, false)? {
            files.insert(edition.name(&name), bytes);
        }
        for (name, _, theme, _) in FRAMES {
            let block = container(&edition, &sizes, Channel::Moving, Some(theme));
            let body = el("body").attr("class", theme).kid(el("main").kid(block));
            files.insert(name.to_owned(), page(tag.as_str(), edition.plain(&order.story.title), body).into());
        }
    }
    files.insert(
        "preview/preview.css".to_owned(),
        include_bytes!("../../static/publish/preview.css").to_vec(),
    );
    files.insert("index.html".to_owned(), page("en", &notes.name, overview(order.is_some(), notes)).into());
    Ok(files)
}

fn overview(drawn: bool, notes: &Notes) -> El {
    let finding = |(severity, line): &(Severity, String)| {
        el("li").attr("class", severity.as_str()).kid(el("code").text(line))
    };
    let list = el("section aria-label='What was found'")
        .kid(el("p").text(&notes.summary))
        .maybe((!notes.findings.is_empty()).then(|| el("ol").kids(notes.findings.iter().map(finding))));
    let frame = |(name, title, _, class): (&str, &str, &str, &str)| {
        el("figure")
            .attr("class", class)
            .kid(el("figcaption").text(title))
            .kid(el("iframe").attr("src", &["/", name].concat()).attr("title", title))
    };
    let frames = drawn.then(|| el("div class='frames'").kids(FRAMES.into_iter().map(frame)));
    let nothing = (!drawn).then(|| el("p").text("There is nothing to draw before the errors are mended."));
    el("body class='overview'")
        .kid(el("header").kid(el("h1").text(&notes.name)))
        .kid(el("main").kid(list).maybe(frames).maybe(nothing))
}

fn page(language: &str, title: &str, body: El) -> String {
    el("html")
        .attr("lang", language)
        .kid(
            el("head")
                .kid(el("meta charset='utf-8'"))
                .kid(el("meta name='viewport' content='width=device-width, initial-scale=1'"))
                .kid(el("title").text(title))
                .kid(el("link rel='icon' href='data:,'"))
                .kid(el("link rel='stylesheet' href='/preview/preview.css'")),
        )
        .kid(body)
        .document()
}
