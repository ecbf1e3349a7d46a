//! The story as an article for Apple News, which takes no script: pictures, a table of claims and a link, in the
//! components of Apple News Format.
//!
//! Every text goes in without a format, so that nothing in it is markup there.

use serde_json::{Map, Value, json};

use super::bytes::short_hash;
use super::edition::Edition;
use super::figure::facts;
use crate::index::EventIndex;
use crate::scene::{Theme, Tone, claim_line, event_line, map_credit, where_words};
use crate::story::Words;

/// The version that brought the newest of what is used: the button that is a link.
const VERSION: &str = "1.11";
/// How long an identifier may be, letters.
const IDENTIFIER: usize = 64;
/// The columns of the table: the key of each, and the phrase above it.
const COLUMNS: [(&str, &str); 5] =
    [("when", "when"), ("what", "event"), ("where", "where"), ("who", "whoSaysSo"), ("words", "inWhatWords")];

/// The article `applenews.json`, which a publisher sends as `article.json`.
pub(super) fn article(edition: &Edition<'_>) -> String {
    let site = edition.site;
    let title = edition.plain(&edition.story.title);
    let mut metadata = json!({
        "canonicalURL": site.address(&edition.name("index.html")),
        "thumbnailURL": site.address(&edition.name("card.png")),
        "generatorName": "Chronocarte",
        "generatorVersion": site.pinned.0,
    });
    if !edition.story.summary.is_empty() {
        metadata["excerpt"] = edition.plain(&edition.story.summary).into();
    }
    let article = json!({
        "version": VERSION,
        "identifier": identifier(&edition.story.id, edition.tag().as_str()),
        "language": edition.tag().as_str(),
        "title": title,
        "metadata": metadata,
        // Twenty columns of an article as wide as a tablet are what readers get the best of.
        "layout": { "columns": 20, "width": 1024, "margin": 60, "gutter": 20 },
        "documentStyle": { "backgroundColor": Theme::LIGHT.css(Tone::Paper) },
        "components": components(edition),
        "componentLayouts": {
            "text": { "columnStart": 2, "columnSpan": 16, "margin": { "top": 8, "bottom": 8 } },
            "wide": { "columnStart": 0, "columnSpan": 20, "margin": { "top": 8, "bottom": 8 } },
        },
        "componentStyles": { "claims": { "tableStyle": table_style() } },
        "componentTextStyles": text_styles(),
    });
    format!("{article:#}\n")
}

/// An identifier that Apple News takes, and that stays with this story in this language: letters, digits, hyphens and
/// underscores.
fn identifier(story: &str, language: &str) -> String {
    let fit = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    let whole = [story, "-", language].concat();
    if !story.is_empty() && story.chars().all(fit) && whole.len() <= IDENTIFIER {
        return whole;
    }
    // What has to be changed could come out like another; its hash does not.
    let kept: String = story.chars().filter(|letter| fit(*letter)).take(IDENTIFIER / 2).collect();
    [kept.as_str(), "-", &short_hash(story.as_bytes()), "-", language].concat()
}

fn components(edition: &Edition<'_>) -> Vec<Value> {
    let (story, phrases) = (edition.story, &edition.phrases);
    let text = |role: &str, text: &str| json!({ "role": role, "text": text, "layout": "text" });
    let said = |words: &Words| (!words.is_empty()).then(|| edition.plain(words).to_owned());
    let mut components = vec![text("title", edition.plain(&story.title))];
    components.extend(said(&story.summary).map(|summary| text("intro", &summary)));
    components.push(picture(edition, "map", &edition.map_alt()));
    components.push(text("caption", &facts(edition)));
    if edition.index.span.is_some() {
        components.push(picture(edition, "timeline", &edition.timeline_alt()));
    }
    let records: Vec<Value> = edition
        .index
        .order
        .iter()
        .chain(&edition.index.background)
        .flat_map(|event| records(edition, *event))
        .collect();
    if !records.is_empty() {
        components.push(text("heading2", phrases.get("everyClaim")));
        components.push(json!({
            "role": "datatable",
            "layout": "wide",
            "style": "claims",
            "showDescriptorLabels": true,
            "data": { "descriptors": descriptors(edition), "records": records },
        }));
        components.push(text("caption", phrases.get("everyClaimCaption")));
    }
    let credit = [said(&story.credit), Some(map_credit(&edition.frame()))];
    let licence = said(&story.licence).map(|words| [phrases.get("licence"), ": ", &words].concat());
    for line in [joined(credit.into_iter().flatten()), licence.unwrap_or_default()] {
        if !line.is_empty() {
            components.push(text("caption", &line));
        }
    }
    components.push(json!({
        "role": "link_button",
        "text": phrases.get("allOnOnePage"),
        "URL": edition.site.address(&edition.name("index.html")),
        "layout": "text",
        "textStyle": "link",
    }));
    components
}

/// A picture of dots: Apple News takes no vectors.
fn picture(edition: &Edition<'_>, what: &str, alt: &str) -> Value {
    json!({
        "role": "figure",
        "URL": edition.site.address(&edition.name(&[what, ".png"].concat())),
        "accessibilityCaption": alt,
        "layout": "wide",
    })
}

fn descriptors(edition: &Edition<'_>) -> Vec<Value> {
    COLUMNS
        .iter()
        .map(|(key, phrase)| {
            json!({ "identifier": key, "key": key, "label": edition.phrases.get(phrase), "dataType": "string" })
        })
        .collect()
}

/// The rows of one event: one for each claim, so that no two speakers share one; one without a speaker where nobody
/// claims anything.
fn records(edition: &Edition<'_>, event: EventIndex) -> Vec<Value> {
    let (story, language) = (edition.story, &edition.language);
    let Some((known, line)) = story.events.get(event).zip(event_line(&edition.frame(), event)) else {
        return Vec::new();
    };
    let what = joined([edition.plain(&known.title).to_owned(), line.standing]);
    let place = where_words(story, event, language);
    let record = |who: String, words: &str| {
        let values = [line.when.clone(), what.clone(), place.clone(), who, words.to_owned()];
        let cells = COLUMNS.iter().zip(values).map(|((key, _), value)| ((*key).to_owned(), value.into()));
        Value::Object(cells.collect::<Map<_, _>>())
    };
    if known.claims.is_empty() {
        return vec![record(String::new(), "")];
    }
    let rows = known.claims.iter().map(|claim| {
        let (speaker, line) = claim_line(story, claim, language);
        record(joined([speaker, line]), edition.plain(&claim.wording))
    });
    rows.collect()
}

/// What there is of some texts, in one line.
fn joined(texts: impl IntoIterator<Item = String>) -> String {
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Lines between the rows, and columns that stay readable on a phone, where the table is moved sideways.
fn table_style() -> Value {
    json!({
        "cells": { "textStyle": "cell", "padding": 8, "verticalAlignment": "top" },
        "headerCells": { "textStyle": "header", "padding": 8, "verticalAlignment": "bottom" },
        "columns": { "minimumWidth": 150 },
        "rows": { "divider": { "width": 1, "color": Theme::LIGHT.css(Tone::Hairline) } },
    })
}

fn text_styles() -> Value {
    json!({
        "default": { "fontSize": 17, "lineHeight": 24, "textColor": Theme::LIGHT.css(Tone::Ink) },
        "default-title": { "fontWeight": "bold", "fontSize": 32, "lineHeight": 38 },
        "default-intro": { "fontSize": 20, "lineHeight": 28 },
        "default-heading2": { "fontWeight": "bold", "fontSize": 22, "lineHeight": 28 },
        "default-caption": { "fontSize": 15, "lineHeight": 20 },
        "cell": { "fontSize": 15, "lineHeight": 20 },
        "header": { "fontSize": 15, "lineHeight": 20, "fontWeight": "bold" },
        "link": { "underline": true },
    })
}
