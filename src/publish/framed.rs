//! The page for a frame: the widget alone, under a policy of its own.

use super::edition::Edition;
use super::figure::figure;
use super::html::el;
use super::page::document;
use super::{Site, Sizes, oembed};

/// The policy of the frame, as its own page says it; a host adds what a page cannot say, see [`super::hosting`].
///
/// Only the folder's own host is named. No address but that may be fetched from, whatever a story says.
pub(super) fn policy(site: &Site) -> String {
    let own = site.source();
    [
        "default-src 'none'; script-src ",
        own,
        " 'wasm-unsafe-eval'; connect-src ",
        own,
        "; style-src ",
        own,
        "; img-src ",
        own,
        " data:; base-uri 'none'; form-action 'none'",
    ]
    .concat()
}

/// The page `frame.html`.
pub(super) fn framed(edition: &Edition<'_>, sizes: &Sizes) -> String {
    let site = edition.site;
    let reference = |name: &str| site.reference(name);
    let (script, integrity) = &site.frame_script;
    let (folder, loader_integrity) = &site.pinned;
    let container = el("div class='chronocarte' data-load='eager' data-heading-level='1'")
        .attr("data-story", &reference("story.json"))
        .attr("data-lang", edition.tag().as_str())
        .kid(figure(edition, sizes, &reference))
        .kid(
            el("script")
                .flag("async")
                .attr("src", &reference(&[folder, "/chronocarte.js"].concat()))
                .attr("integrity", loader_integrity)
                .attr("crossorigin", "anonymous"),
        );
    let head = vec![
        el("meta http-equiv='Content-Security-Policy'").attr("content", &policy(site)),
        // Within a frame a link must leave it: the article is what the reader goes on from.
        el("base target='_top'"),
        el("meta name='robots' content='noindex'"),
        el("link rel='canonical'").attr("href", &reference(&edition.name("index.html"))),
        el("script")
            .flag("defer")
            .attr("src", &reference(script))
            .attr("integrity", integrity)
            .attr("crossorigin", "anonymous"),
    ];
    let body = el("body class='framed'").kid(el("main").kid(container));
    document(edition, head, &oembed::title(edition), body)
}
