//! The demo article and the files it needs, beside the widget in `dist/`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use chronocarte::geo::Basemap;
use chronocarte::publish::{
    self, Edition, Ground, Order, Pieces, Site, Subject, Widget, languages, pieces, poster,
};
use chronocarte::scene::Theme;
use chronocarte::story::{Severity, Story, Value, language};
use chronocarte::text::{Language, Tag};

use crate::{bytes, project};

/// A story of the demo, and the base map packs it is drawn on, from the ground up. Each pack has one licence; a reader
/// gets them end to end as one file, the one the story names.
struct Demo {
    story: &'static str,
    packs: &'static [&'static str],
}

const DEMOS: [Demo; 1] = [Demo {
    story: "demo/karabakh-2020.json",
    packs: &["basemap/caucasus-ground.bin", "basemap/caucasus-water.bin", "basemap/caucasus-names.bin"],
}];

/// The article, once a language: where it is kept, what it is called in `dist/`, and what its pictures end in.
struct Article {
    kept: &'static str,
    name: &'static str,
    pictures: &'static str,
    language: Tag,
}

const ARTICLES: [Article; 2] = [
    Article { kept: "index.html", name: "index.html", pictures: ".svg", language: Tag::En },
    Article {
        kept: "static/demo/article.fr.html",
        name: "index.fr.html",
        pictures: ".fr.svg",
        language: Tag::Fr,
    },
];

/// The pictures of an article without script: map and timeline, for a page and for a phone.
const POSTERS: [(&str, Subject); 4] = [
    ("poster", Subject::Map { width_px: 1008.0, height_px: 560.0 }),
    ("poster-phone", Subject::Map { width_px: 375.0, height_px: 345.0 }),
    ("timeline", Subject::Timeline { width_px: 1008.0 }),
    ("timeline-phone", Subject::Timeline { width_px: 375.0 }),
];

/// Writes the articles (`index.html`, `index.fr.html`), everything in `static/` that is served as it is (stories, licences, type
/// declarations), each story's base map and its posters. What `build` makes something of is left out.
pub(crate) fn write(dist: &Path) -> Result<()> {
    let root = project::root();
    for article in &ARTICLES {
        bytes::write(&dist.join(article.name), demo_article(article)?.as_bytes())?;
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&root.join(licence), &dist.join(licence))?;
    }
    let folder = root.join("static");
    for file in bytes::files_below(&folder)? {
        let name = file.strip_prefix(&folder)?;
        let made_into_something = ["chronocarte.css", "chronocarte-later.css", "lang", "loader"]
            .iter()
            .any(|made| name.starts_with(made));
        // The command line has the world built in.
        let pack = name
            .extension()
            .is_some_and(|extension| ["bin", "cells", "pack"].iter().any(|made| extension == *made));
        // What the command line has built in, and what is read in the repository.
        let built_in = ["docs", "fonts", "new", "publish"].iter().any(|folder| name.starts_with(folder));
        let article = ARTICLES.iter().any(|article| file.ends_with(article.kept));
        if !made_into_something && !pack && !built_in && !article {
            copy(&file, &dist.join(name))?;
        }
    }
    DEMOS.iter().try_for_each(|demo| write_story(&folder, dist, demo).with_context(|| demo.story.to_owned()))
}

/// What the fallback stands between in the article.
const FALLBACK: [&str; 2] =
    ["<!-- the fallback, by `UPDATE_GOLDEN=1 cargo xtask test host` -->\n", "      <!-- end -->"];

/// An article with the fallback that follows from its story.
fn demo_article(article: &Article) -> Result<String> {
    let text = fs::read_to_string(project::root().join(article.kept))?;
    let [start, end] = FALLBACK;
    let (before, rest) = text.split_once(start).context("the article has no place for its fallback")?;
    let (_, after) = rest.split_once(end).context("the place of the fallback has no end")?;
    let fallback = fallback(&DEMOS[0], article)?;
    let indented: String = fallback.lines().map(|line| format!("      {line}\n")).collect();
    Ok([before, start, &indented, end, after].concat())
}

/// What stands in the figure of an article: the pieces of the library around the pictures of the demo.
fn fallback(demo: &Demo, article: &Article) -> Result<String> {
    let folder = project::root().join("static");
    let (story, _) = Story::from_json(&fs::read_to_string(folder.join(demo.story))?)?;
    let basemap = Basemap::decode(&demo.pack(&folder)?)?;
    let site = Site { languages: languages(), ..Site::default() };
    let edition = Edition::new(&story, Some(&basemap), &site, article.language)?;
    let pieces = pieces(&edition);
    let Pieces { title, facts, map_alt, timeline_alt, list, tolls, background, credit, more, file } = pieces;
    let beside = Path::new(demo.story).parent().unwrap_or(Path::new("")).display().to_string();
    let picture = |page: &str, phone: &str, alt: &str| {
        let subject =
            |name: &str| POSTERS.iter().find(|(known, _)| *known == name).map(|(_, subject)| *subject);
        let size = |name: &str| subject(name).map_or((0, 0), |subject| subject.size(&edition));
        let ((width, height), (narrow, low)) = (size(page), size(phone));
        let alt = alt.replace('&', "&amp;").replace('"', "&quot;");
        let [page, phone] = [page, phone].map(|name| [name, article.pictures].concat());
        format!(
            "<picture>\n  <source media=\"(max-width: 35rem)\" srcset=\"{beside}/{phone}\" width=\"{narrow}\" \
             height=\"{low}\">\n  <img src=\"{beside}/{page}\" width=\"{width}\" height=\"{height}\" alt=\"{alt}\">\n\
             </picture>"
        )
    };
    let map = picture("poster", "poster-phone", &map_alt);
    let timeline = picture("timeline", "timeline-phone", &timeline_alt);
    let folder = demo.story.trim_end_matches(".json");
    let page = edition_page(article.language);
    let credit = credit.trim_end_matches("</p>");
    // The widget needs the room, and the article tells of it.
    let background = background.replacen("<details>", "<details open>", 1);
    let story = demo.story;
    Ok(format!(
        "<figcaption>\n<h2>{title}</h2>\n{facts}\n</figcaption>\n{map}\n{timeline}\n<div class=\"told\">\n<section>\n\
         {list}\n</section>\n<section>\n{tolls}\n{background}\n</section>\n</div>\n{credit} · <a href=\"{folder}/{page}\">{more}</a> · \
         <a href=\"{story}\">{file}</a></p>\n"
    ))
}

/// The page of the demo's folder that tells everything, in a language; the leading one is found by the folder's name.
fn edition_page(language: Tag) -> String {
    if language == Tag::En { String::new() } else { format!("index.{}.html", language.as_str()) }
}

fn write_story(folder: &Path, dist: &Path, demo: &Demo) -> Result<()> {
    let text = fs::read_to_string(folder.join(demo.story))?;
    let (story, report) = Story::from_json(&text)?;
    let errors = report.problems.iter().filter(|problem| problem.severity == Severity::Error);
    let errors: Vec<String> = errors.map(ToString::to_string).collect();
    ensure!(errors.is_empty(), "{}", errors.join("\n"));

    let pack = demo.pack(folder)?;
    let basemap = Basemap::decode(&pack)?;
    let name = story.basemap.as_deref().ok_or_else(|| anyhow!("the story names no base map"))?;
    let beside = dist.join(demo.story);
    let beside = beside.parent().unwrap_or(dist);
    bytes::write(&beside.join(name), &pack)?;
    let file: Value = serde_json::from_str(&text)?;
    bytes::write(&dist.join(demo.story), publish::published(&file, Some(name)).as_bytes())?;

    publish(dist, demo, &text, &story, &basemap, pack)?;
    for article in &ARTICLES {
        let language = words(folder, article.language)?;
        for (name, subject) in POSTERS {
            let picture = poster(&story, Some(&basemap), &language, &Theme::LIGHT, subject);
            bytes::write(&beside.join([name, article.pictures].concat()), picture.as_bytes())?;
        }
    }
    Ok(())
}

impl Demo {
    /// The base map in one file.
    fn pack(&self, folder: &Path) -> Result<Vec<u8>> {
        let part = |part: &&str| fs::read(folder.join(part)).with_context(|| (*part).to_owned());
        Ok(self.packs.iter().map(part).collect::<Result<Vec<_>>>()?.concat())
    }
}

/// The demo's stories, each with the file of its base map, which is written into a folder.
pub(crate) fn stories(into: &Path) -> Result<Vec<(PathBuf, PathBuf)>> {
    let folder = project::root().join("static");
    DEMOS
        .iter()
        .enumerate()
        .map(|(nth, demo)| {
            let pack = into.join(format!("{nth}.bin"));
            bytes::write(&pack, &demo.pack(&folder)?)?;
            Ok((folder.join(demo.story), pack))
        })
        .collect()
}

/// Writes what the command line makes of the story, but for pictures of dots, in a folder of its own: the page without
/// script, the page for frames, the blocks to copy.
fn publish(
    dist: &Path,
    demo: &Demo,
    text: &str,
    story: &Story,
    basemap: &Basemap,
    pack: Vec<u8>,
) -> Result<()> {
    let widget = Widget::read(dist)?;
    let file: Value = serde_json::from_str(text)?;
    let ground = Ground { pack, basemap: basemap.clone(), built_in: true };
    let order = Order {
        story,
        file: &file,
        ground: Some(&ground),
        widget: &widget,
        base: None,
        languages: languages(),
        dots: false,
    };
    let beside = dist.join(demo.story.trim_end_matches(".json"));
    publish::folder(&order)?.iter().try_for_each(|(name, content)| bytes::write(&beside.join(name), content))
}

/// The messages of a language.
fn words(folder: &Path, tag: Tag) -> Result<Language> {
    let text = fs::read_to_string(folder.join(format!("lang/{}.json", tag.as_str())))?;
    Ok(language(tag, serde_json::from_str::<Value>(&text)?))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let content = fs::read(from).with_context(|| format!("reading {}", from.display()))?;
    bytes::write(to, &content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fallback_of_each_committed_article_is_that_of_its_story() {
        const TOLD: [[&str; 4]; 2] = [
            ["Terter said to be under fire", "claimed by one party", "id=\"event-talish-heights\"", "59"],
            [
                "Terter serait sous le feu",
                "affirmé par une seule partie",
                "id=\"event-talish-heights\"",
                "59",
            ],
        ];
        for (known, told) in ARTICLES.iter().zip(TOLD) {
            let path = project::root().join(known.kept);
            let article = demo_article(known).unwrap();
            if std::env::var_os("UPDATE_GOLDEN").is_some() {
                fs::write(&path, &article).unwrap();
            }
            let committed = fs::read_to_string(&path).unwrap();
            assert!(committed == article, "run the tests once with UPDATE_GOLDEN=1 and look at the change");
            // It is the story that stands there, not a gap between two marks.
            for words in told {
                assert!(article.contains(words), "{words}");
            }
        }
    }
}
