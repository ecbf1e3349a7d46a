//! The pages for publishers: `static/docs/*.md` as HTML without script.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::{bytes, project};

/// Writes `docs/` of `dist/`.
pub(crate) fn write(dist: &Path) -> Result<()> {
    let folder = project::root().join("static").join("docs");
    bytes::write(&dist.join("docs/docs.css"), &fs::read(folder.join("docs.css"))?)?;
    for file in bytes::files_below(&folder)? {
        if file.extension().is_some_and(|it| it == "md") {
            let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            bytes::write(&dist.join("docs").join(name.clone() + ".html"), page(&name, &text).as_bytes())?;
        }
    }
    Ok(())
}

/// A page; links between the files lead to their pages, and headings can be linked to by their words.
fn page(name: &str, markdown: &str) -> String {
    let parser = Parser::new_ext(markdown, Options::ENABLE_TABLES);
    let mut events: Vec<Event<'_>> = parser.map(linked).collect();
    let mut title = String::new();
    for at in 0..events.len() {
        let Some(Event::Start(Tag::Heading { level, .. })) = events.get(at) else { continue };
        let first = *level == HeadingLevel::H1;
        let words: String = events
            .iter()
            .skip(at + 1)
            .take_while(|it| !matches!(it, Event::End(TagEnd::Heading(_))))
            .filter_map(|it| match it {
                Event::Text(text) | Event::Code(text) => Some(&**text),
                _ => None,
            })
            .collect();
        if let Some(Event::Start(Tag::Heading { id, .. })) = events.get_mut(at) {
            *id = Some(CowStr::from(anchor(&words)));
        }
        if first && title.is_empty() {
            title = words;
        }
    }
    let mut body = String::new();
    html::push_html(&mut body, events.into_iter());
    let mut shown = String::new();
    html::push_html(&mut shown, std::iter::once(Event::Text(title.into())));
    // In the browsers' words, which validators prefer: columns have heads, line ends are plain.
    let body = body.replace("<th>", "<th scope=\"col\">").replace("<br />", "<br>").replace("<hr />", "<hr>");
    let back = if name == "index" { "" } else { "<nav><p><a href=\"index.html\">All pages</a></p></nav>\n" };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{shown}</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"docs.css\">\n</head>\n<body>\n{back}<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

fn linked(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Link { link_type, dest_url, title, id }) if !dest_url.contains("://") => {
            let dest_url = CowStr::from(dest_url.replacen(".md", ".html", 1));
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        other => other,
    }
}

/// The words of a heading as GitHub links to them; one that begins with a number is a step.
fn anchor(words: &str) -> String {
    let words = words.to_lowercase();
    let kept = words
        .chars()
        .filter(|it| it.is_alphanumeric() || [' ', '-', '_'].contains(it))
        .map(|it| if it == ' ' { '-' } else { it });
    let name: String = kept.collect();
    if name.starts_with(char::is_alphabetic) { name } else { ["step-", &name].concat() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_link_of_every_page_leads_to_a_page_and_its_heading() {
        let folder = project::root().join("static").join("docs");
        let mut pages = Vec::new();
        for file in bytes::files_below(&folder).unwrap() {
            if file.extension().is_some_and(|it| it == "md") {
                let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
                let page = page(&name, &fs::read_to_string(&file).unwrap());
                pages.push((name + ".html", page));
            }
        }
        assert!(pages.len() >= 6, "{}", pages.len());
        let ids = |page: &str| -> BTreeSet<String> {
            page.match_indices(" id=\"")
                .filter_map(|(at, _)| page[at + 5..].split('"').next())
                .map(str::to_owned)
                .collect()
        };
        let mut links = 0;
        for (name, page) in &pages {
            assert!(
                !page.contains("<script") && !page.contains(" style=") && page.contains("<title>"),
                "{name}"
            );
            for (at, _) in page.match_indices("href=\"") {
                let target = page[at + 6..].split('"').next().unwrap();
                if target.contains(':') || target.ends_with(".css") {
                    continue;
                }
                links += 1;
                let (file, heading) = target.split_once('#').unwrap_or((target, ""));
                let file = if file.is_empty() { name } else { file };
                let found = pages.iter().find(|it| it.0 == file);
                let found = found.unwrap_or_else(|| panic!("{name} links to {target}"));
                assert!(heading.is_empty() || ids(&found.1).contains(heading), "{name} links to {target}");
            }
        }
        assert!(links > 60, "{links}");
    }
}
