//! The folder a publisher uploads: which files there are, and what is in them.

use std::collections::BTreeMap;

use super::bytes::{integrity, short_hash};
use super::edition::Edition;
use super::figure::Sizes;
use super::ground::{Ground, licences, overview};
use super::height::height;
use super::poster::{Subject, poster};
use super::widget::{OVERVIEW, Widget};
use super::{Site, apple_news, claims, framed, hosting, oembed, page, snippets};
use crate::error::Error;
use crate::export;
use crate::geo::Basemap;
use crate::index::Index;
use crate::scene::{Theme, timeline_height_px};
use crate::story::{Story, Value};
use crate::text::Tag;

/// The width of the pictures in an article, and on a phone, CSS pixels.
const PAGE_WIDTH: u32 = 680;
const PHONE_WIDTH: u32 = 320;
/// The height of the map there.
const PAGE_MAP: u32 = 440;
const PHONE_MAP: u32 = 320;

/// The host's side of a frame: it gives frames their height, and lets the article's phrases drive them.
const HOST_SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("../../static/publish/resize.js"),
    "\n",
    include_str!("../../static/loader/phrases.js"),
    "listenToPhrases();\n})();\n",
);

/// What a folder is made from.
#[derive(Clone, Debug)]
pub struct Order<'a> {
    /// The story.
    pub story: &'a Story,
    /// The file it was read from, which is published with the name of the base map in it.
    pub file: &'a Value,
    /// What it is drawn on, if anything.
    pub ground: Option<&'a Ground>,
    /// The widget.
    pub widget: &'a Widget,
    /// The address of the folder with a slash at its end, and its scheme and host; `None` where it is not known.
    pub base: Option<(String, String)>,
    /// The languages of the pages, the leading one first. Not empty, each one of [`languages`](super::languages).
    pub languages: Vec<Tag>,
    /// Whether pictures of dots are made, which takes the feature `raster` and the most time.
    pub dots: bool,
}

/// The files of a folder by name, `/` between folders. Same order, same bytes.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Makes every file of the folder but the compressed siblings.
///
/// # Errors
/// When a language is not built in; with the feature `raster`, `glyph` when the fonts lack a letter of a picture.
pub fn folder(order: &Order<'_>) -> Result<Files, Error> {
    let mut files = Files::new();
    let site = common(order, &mut files)?;
    let mut frames = Vec::new();
    for tag in &order.languages {
        let edition = Edition::new(order.story, order.ground.map(|it| &it.basemap), &site, *tag)?;
        let sizes = sizes(&edition);
        let frame_height = height(&edition, &sizes);
        let mut add = |name: &str, bytes: Vec<u8>| files.insert(edition.name(name), bytes);
        add("index.html", page::page(&edition, &sizes).into());
        for order in claims::Order::ALL {
            add(order.file(), claims::sorted(&edition, order).into());
        }
        add("frame.html", framed::framed(&edition, &sizes).into());
        add("embed.html", snippets::page(&edition, &sizes, frame_height).into());
        add("oembed.json", oembed::oembed(&edition, (PAGE_WIDTH, frame_height)).into());
        add("applenews.json", apple_news::article(&edition).into());
        // Where nobody knows yet where the folder will be, the files do not say.
        let known = site.base.as_ref().map(|base| [base.as_str(), &edition.name("index.html")].concat());
        let (frame, address) = (edition.frame(), known.unwrap_or_default());
        add("events.csv", export::csv(&frame, &address).into());
        add("events.geojson", export::geojson(&frame, &address).into());
        for (name, bytes) in pictures(&edition, &sizes, order.dots)? {
            add(&name, bytes);
        }
        frames.push(edition.name("frame.html"));
    }
    for (name, text) in hosting::recipes(&site, &frames) {
        files.insert(name.to_owned(), text.into());
    }
    Ok(files)
}

/// The files that all editions share, and the site they stand on.
pub(super) fn common(order: &Order<'_>, files: &mut Files) -> Result<Site, Error> {
    let mut site = Site { languages: order.languages.clone(), ..Site::default() };
    if let Some((base, origin)) = &order.base {
        (site.base, site.origin) = (Some(base.clone()), Some(origin.clone()));
    }
    site.pinned = (order.widget.version.clone(), order.widget.integrity.clone());
    site.moving = order.widget.channel();
    site.resize_integrity = integrity(HOST_SCRIPT.as_bytes());
    for channel in [&site.pinned.0, &site.moving] {
        for (name, bytes) in &order.widget.files {
            files.insert([channel, "/", name].concat(), bytes.clone());
        }
        files.insert([channel, "/resize.js"].concat(), HOST_SCRIPT.into());
    }
    for (name, text) in [
        ("licences/chronocarte-mit.txt", include_str!("../../LICENSE-MIT")),
        ("licences/chronocarte-apache.txt", include_str!("../../LICENSE-APACHE")),
    ] {
        files.insert(name.to_owned(), text.into());
    }
    site.sheet = asset(files, "pages", "css", include_bytes!("../../static/publish/pages.css"));
    let script = include_bytes!("../../static/publish/frame.js");
    site.frame_script = (asset(files, "frame", "js", script), integrity(script));
    let basemap = order.ground.map(|ground| {
        let name = asset(files, "basemap", "bin", &ground.pack);
        [&name, "#", &integrity(&ground.pack)].concat()
    });
    let mut credits = Vec::new();
    if let Some(ground) = order.ground.filter(|ground| ground.built_in) {
        credits.extend_from_slice(&ground.basemap.credits);
    }
    if order.widget.files.iter().any(|(name, _)| name.starts_with(OVERVIEW)) {
        credits.extend(Basemap::decode(&overview())?.credits);
    }
    for (name, text) in licences(&credits) {
        site.licences.push(name.clone());
        files.insert(name, text.into());
    }
    files.insert("story.json".to_owned(), published(order.file, basemap.as_deref()).into_bytes());
    Ok(site)
}

/// Adds a file that is named by what is in it, and returns its name.
fn asset(files: &mut Files, stem: &str, extension: &str, bytes: &[u8]) -> String {
    let name = ["assets/", stem, ".", &short_hash(bytes), ".", extension].concat();
    files.insert(name.clone(), bytes.to_vec());
    name
}

/// How large the pictures of an edition are.
pub(super) fn sizes(edition: &Edition<'_>) -> Sizes {
    let timeline = |width: u32| {
        let frame = crate::scene::Frame { width_px: f64::from(width), ..edition.frame() };
        timeline_height_px(&frame).ceil() as u32
    };
    Sizes {
        page_width: PAGE_WIDTH,
        phone_width: PHONE_WIDTH,
        map_page: PAGE_MAP,
        map_phone: PHONE_MAP,
        timeline_page: timeline(PAGE_WIDTH),
        timeline_phone: timeline(PHONE_WIDTH),
    }
}

/// Every picture of an edition, by the name it has in the leading language.
pub(super) fn pictures(
    edition: &Edition<'_>,
    sizes: &Sizes,
    dots: bool,
) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let map = |width: u32, height: u32| Subject::Map { width_px: width.into(), height_px: height.into() };
    let timeline = |width: u32| Subject::Timeline { width_px: width.into() };
    let mut subjects = vec![
        ("map", map(sizes.page_width, sizes.map_page)),
        ("map-phone", map(sizes.phone_width, sizes.map_phone)),
    ];
    if edition.index.span.is_some() {
        subjects.push(("timeline", timeline(sizes.page_width)));
        subjects.push(("timeline-phone", timeline(sizes.phone_width)));
    }
    let mut pictures = Vec::new();
    for (theme, ending) in [(&Theme::LIGHT, ""), (&Theme::DARK, "-dark")] {
        for (name, subject) in &subjects {
            let svg = poster(edition.story, edition.basemap, &edition.language, theme, *subject);
            pictures.push(([name, ending, ".svg"].concat(), svg.into_bytes()));
        }
    }
    if dots {
        pictures.extend(dotted(edition, &pictures)?);
    }
    Ok(pictures)
}

/// The pictures for a page, and the card, as PNG: mail, feeds and previews take no vectors.
#[cfg(feature = "raster")]
fn dotted(edition: &Edition<'_>, vectors: &[(String, Vec<u8>)]) -> Result<Vec<(String, Vec<u8>)>, Error> {
    /// Dots to a CSS pixel: sharp on most screens.
    const DOTS: f32 = 2.0;
    let raster = super::raster::Raster::new();
    let mut pictures = Vec::new();
    for (name, svg) in vectors.iter().filter(|(name, _)| !name.contains("phone")) {
        let theme = if name.contains("-dark") { &Theme::DARK } else { &Theme::LIGHT };
        let paper = theme.css(crate::scene::Tone::Paper);
        let png = raster.png(&String::from_utf8_lossy(svg), paper, DOTS)?;
        pictures.push((name.replace(".svg", ".png"), png));
    }
    pictures.push(("card.png".to_owned(), raster.png(&super::card::card(edition), "#ffffff", 1.0)?));
    Ok(pictures)
}

#[cfg(not(feature = "raster"))]
fn dotted(_: &Edition<'_>, _: &[(String, Vec<u8>)]) -> Result<Vec<(String, Vec<u8>)>, Error> {
    Err(Error::new("raster", "this program was built without pictures of dots"))
}

/// The story as it is published: the publisher's file without blanks and without the keys that speak to editors alone,
/// which begin with `$`, naming the base map that lies in this folder.
pub fn published(file: &Value, basemap: Option<&str>) -> String {
    let mut json = json(file);
    if let Some(map) = json.as_object_mut() {
        match basemap {
            Some(name) => map.insert("basemap".to_owned(), name.into()),
            None => map.shift_remove("basemap"),
        };
    }
    json.to_string()
}

/// A value as readers get it. Of equal keys the first stays, which is the one that was read.
fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => (*number as i64).into(),
        Value::Number(number) => (*number).into(),
        Value::String(text) => text.as_str().into(),
        Value::List(items) => items.iter().map(json).collect(),
        Value::Map(entries) => {
            let mut map = serde_json::Map::new();
            for (key, value) in entries.iter().filter(|(key, _)| !key.starts_with('$')) {
                map.entry(key.as_str()).or_insert_with(|| json(value));
            }
            map.into()
        }
    }
}

/// What the places of a story cover, its areas included; `None` where it has no places.
pub fn extent(story: &Story) -> Option<crate::geo::Bounds> {
    Index::new(story).bounds
}
