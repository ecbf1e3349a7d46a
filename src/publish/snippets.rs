//! The page an editor copies from: every way to put the story somewhere, as a block of text.

use super::edition::Edition;
use super::figure::{facts, figure};
use super::html::{El, el};
use super::page::document;
use super::{Sizes, oembed};

/// One block to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// A short word for links and tests, for example `tag`.
    pub id: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// When it is the right one.
    pub advice: &'static str,
    /// What is pasted.
    pub text: String,
}

/// Every block for a story, the best first. `height` is that of the frame, CSS pixels.
pub fn snippets(edition: &Edition<'_>, sizes: &Sizes, height: u32) -> Vec<Snippet> {
    let iframe = oembed::iframe(edition, "100%", height).attr("loading", "lazy");
    vec![
        Snippet {
            id: "tag",
            label: "Tag, this version for good",
            advice: "The best choice where scripts may be pasted. The integrity value makes browsers refuse any \
                     other script than this one.",
            text: container(edition, sizes, Channel::Pinned, None).markup(),
        },
        Snippet {
            id: "tag-moving",
            label: "Tag, always the newest compatible version",
            advice: "Corrections to the widget reach old articles, and so would anything else somebody puts in \
                     that place: there is no integrity value.",
            text: container(edition, sizes, Channel::Moving, None).markup(),
        },
        Snippet {
            id: "tag-undelayed",
            label: "Tag, left alone by script delayers",
            advice: "For sites where WP Rocket, LiteSpeed or Cloudflare’s Rocket Loader hold scripts back.",
            text: container(edition, sizes, Channel::Undelayed, None).markup(),
        },
        Snippet {
            id: "iframe",
            label: "Frame",
            advice: "Where scripts are stripped or the page’s policy refuses WebAssembly.",
            text: iframe.markup(),
        },
        Snippet {
            id: "iframe-resized",
            label: "Frame that takes the height it needs",
            advice: "As above, where a script may be pasted: it only sets the height of this folder’s frames.",
            text: [iframe.markup(), resizer(edition).markup()].join("\n"),
        },
        Snippet {
            id: "wordpress",
            label: "WordPress, the address alone",
            advice: "On a line of its own in the editor: WordPress asks this folder what to embed (oEmbed).",
            text: edition.site.address(&edition.name("index.html")),
        },
        Snippet {
            id: "wordpress-html",
            label: "WordPress and others that strip scripts",
            advice: "For a Custom HTML block of somebody who may not paste scripts. With the loader in the theme \
                     it is the whole widget, without it a picture that links to the page.",
            text: container(edition, sizes, Channel::None, None).markup(),
        },
        Snippet {
            id: "amp",
            label: "AMP",
            advice: "Needs the amp-iframe script in the head of the page, and an address on another host than the \
                     page’s.",
            text: amp(edition, height),
        },
        Snippet {
            id: "link",
            label: "Plain link",
            advice: "Works everywhere; editors that make previews take the title and the card from the page.",
            text: plain_link(edition).markup(),
        },
        Snippet {
            id: "mail",
            label: "Newsletter and RSS",
            advice: "A picture without script or vectors, with a link.",
            text: mail(edition, sizes),
        },
        Snippet {
            id: "apple-news",
            label: "Apple News",
            advice: "The address of an article in Apple News Format: pictures, a table of every claim, a link. Send \
                     the file as article.json, or take its components into an article of your own.",
            text: edition.site.address(&edition.name("applenews.json")),
        },
    ]
}

/// Which script, if any, goes with a container.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Channel {
    Pinned,
    Undelayed,
    Moving,
    None,
}

/// The container with its fallback and, where a channel is given, its script.
pub(super) fn container(edition: &Edition<'_>, sizes: &Sizes, channel: Channel, theme: Option<&str>) -> El {
    let site = edition.site;
    let address = |name: &str| site.address(name);
    let container = el("div class='chronocarte'")
        .attr("data-story", &address("story.json"))
        .attr("data-lang", edition.tag().as_str());
    let container = match theme {
        Some(theme) => container.attr("data-theme", theme),
        None => container,
    };
    let container = container.kid(figure(edition, sizes, &address));
    let (folder, integrity) = match channel {
        Channel::Moving => (&site.moving, None),
        _ => (&site.pinned.0, Some(&site.pinned.1)),
    };
    let mut script = el("script").flag("async").attr("src", &address(&[folder, "/chronocarte.js"].concat()));
    if let Some(integrity) = integrity {
        script = script.attr("integrity", integrity).attr("crossorigin", "anonymous");
    }
    if channel == Channel::Undelayed {
        script =
            script.attr("data-cfasync", "false").attr("data-no-defer", "1").attr("data-no-optimize", "1");
    }
    container.maybe((channel != Channel::None).then_some(script))
}

/// The script that gives frames their height.
fn resizer(edition: &Edition<'_>) -> El {
    let site = edition.site;
    el("script")
        .flag("async")
        .attr("src", &site.address(&[&site.pinned.0, "/resize.js"].concat()))
        .attr("integrity", &site.resize_integrity)
        .attr("crossorigin", "anonymous")
}

fn amp(edition: &Edition<'_>, height: u32) -> String {
    let site = edition.site;
    let picture = el("amp-img layout='fill'")
        .flag("placeholder")
        .attr("src", &site.address(&edition.name("map.png")))
        .attr("alt", &edition.map_alt());
    let more = edition.phrases.get("showAll");
    el("amp-iframe layout='fixed-height' frameborder='0'")
        .attr("height", &height.to_string())
        .attr("title", &oembed::title(edition))
        .attr("sandbox", "allow-scripts allow-popups allow-top-navigation-by-user-activation")
        .flag("resizable")
        .attr("src", &site.address(&edition.name("frame.html")))
        .kid(picture)
        .kid(el("div tabindex='0' role='button'").flag("overflow").attr("aria-label", more).text(more))
        .markup()
}

fn plain_link(edition: &Edition<'_>) -> El {
    el("a")
        .attr("href", &edition.site.address(&edition.name("index.html")))
        .kid(edition.prose(&edition.story.title))
}

fn mail(edition: &Edition<'_>, sizes: &Sizes) -> String {
    let site = edition.site;
    let page = site.address(&edition.name("index.html"));
    let picture = el("img border='0'")
        .attr("src", &site.address(&edition.name("map.png")))
        .size((sizes.page_width, sizes.map_page))
        .attr("alt", &edition.map_alt());
    let picture = el("p").kid(el("a").attr("href", &page).kid(picture));
    let words = el("p")
        .kid(el("b").kid(edition.prose(&edition.story.title)))
        .kid(el("br"))
        .kid(if edition.story.summary.is_empty() {
            el("span").text(&facts(edition))
        } else {
            edition.prose(&edition.story.summary)
        })
        .kid(el("br"))
        .kid(el("a").attr("href", &page).text(edition.phrases.get("allOnOnePage")));
    [picture.markup(), words.markup()].join("\n")
}

/// The page `embed.html`. It is for editors, and in English.
pub(super) fn page(edition: &Edition<'_>, sizes: &Sizes, height: u32) -> String {
    let site = edition.site;
    let warning = site.base.is_none().then(|| {
        el("p").kid(el("b").text(
            "The addresses below are placeholders: build the folder again with --base-url, the address at which \
             it will be found.",
        ))
    });
    let blocks = snippets(edition, sizes, height).into_iter().map(|snippet| {
        let id = ["copy-", snippet.id].concat();
        let lines = snippet.text.lines().count().clamp(2, 16).to_string();
        el("section")
            .kid(el("label").attr("for", &id).text(snippet.label))
            .kid(el("p").text(snippet.advice))
            .kid(
                el("textarea spellcheck='false' cols='100'")
                    .flag("readonly")
                    .attr("id", &id)
                    .attr("rows", &lines)
                    .text(&snippet.text),
            )
    });
    let others = site.languages.iter().filter(|tag| **tag != edition.tag()).map(|tag| {
        let href = site.reference(&site.name("embed.html", *tag));
        el("p").kid(el("a").attr("href", &href).text(&["Blocks in ", tag.as_str()].concat()))
    });
    let body = el("body").kid(
        el("main")
            .kid(el("h1").text("Put this story into an article"))
            .kid(
                el("p").kid(
                    el("a")
                        .attr("href", &site.reference(&edition.name("index.html")))
                        .kid(edition.prose(&edition.story.title)),
                ),
            )
            .maybe(warning)
            .kids(blocks)
            .kids(others),
    );
    document(
        edition,
        vec![el("meta name='robots' content='noindex'")],
        "Put this story into an article",
        body,
    )
}
