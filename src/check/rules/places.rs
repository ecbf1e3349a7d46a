//! Where: how well it is known, and by whose name it goes.

use crate::check::context::Context;
use crate::check::finding::Findings;
use crate::check::terms::{lower, tokens};
use crate::check::texts::{Text, Voice};
use crate::story::{Place, Relation, Words};

pub(in crate::check) fn place_precision(cx: &Context<'_>, found: &mut Findings) {
    for (nth, place) in cx.story.places.iter().enumerate() {
        // A fifth decimal is a metre.
        let too_fine = |degrees: f64| {
            degrees.to_string().split_once('.').is_some_and(|(_, decimals)| decimals.len() > 5)
        };
        for (key, degrees) in [("lon", place.lon), ("lat", place.lat)] {
            if degrees.is_some_and(too_fine) {
                let message = "more than five decimals: this tells the place of a finger";
                found.add(format!("{}/{key}", cx.item("/places", nth)), message);
            }
        }
    }
    for (pointer, event) in cx.events() {
        let Some(whereabouts) = &event.place else { continue };
        let Some(place) = cx.story.place(&whereabouts.place) else { continue };
        let is_point = place.area.is_none() && place.position().is_some();
        let pointer = format!("{pointer}/where");
        let word = whereabouts.relation.as_str();
        match (whereabouts.radius_m, place.radius_m) {
            (Some(own), Some(of_place)) if own < of_place => found.add(
                format!("{pointer}/radiusM"),
                format!("within {own:.0} m, but the place itself is known to {of_place:.0} m only"),
            ),
            (None, None) if is_point && whereabouts.relation != Relation::At => {
                found.add(pointer, format!("“{word}” a place that is a point, and no radius says how far"));
            }
            (None, None) if is_point && whereabouts.inferred => {
                found.add(pointer, "the place is inferred, and yet a point without a radius");
            }
            _ => {}
        }
    }
}

impl Context<'_> {
    /// The parties that have a name of their own for a place.
    fn naming_parties<'p>(&self, place: &'p Place) -> Vec<&'p str> {
        let is_party = |community: &str| self.story.parties.iter().any(|party| party.id == community);
        let mut parties: Vec<&'p str> = Vec::new();
        for name in place.names.iter().filter(|name| is_party(&name.community)) {
            if !parties.contains(&name.community.as_str()) {
                parties.push(&name.community);
            }
        }
        parties
    }
}

pub(in crate::check) fn one_sided_name(cx: &Context<'_>, found: &mut Findings) {
    let own: Vec<Text<'_>> = cx.texts().into_iter().filter(|text| matches!(text.voice, Voice::Own)).collect();
    for (nth, place) in cx.story.places.iter().enumerate() {
        let pointer = cx.item("/places", nth) + "/names";
        let parties = cx.naming_parties(place);
        match parties.as_slice() {
            [one] if cx.story.parties.len() > 1 => {
                found.add(
                    pointer,
                    format!("only “{one}” has a name of its own here; what do others call it?"),
                );
            }
            [_, _, ..] => first_mention(cx, &own, place, found),
            _ => {}
        }
    }
}

/// Where a text first names a place by the name of one party, it should give another's too.
fn first_mention(cx: &Context<'_>, own: &[Text<'_>], place: &Place, found: &mut Findings) {
    for language in &cx.story.languages {
        let names: Vec<(&str, &str)> = place
            .names
            .iter()
            .filter(|name| cx.story.parties.iter().any(|party| party.id == name.community))
            .filter_map(|name| Some((name.community.as_str(), name.name.exactly(language)?)))
            .collect();
        let whose = |words: &Words| -> Vec<(&str, &str)> {
            let text = words.exactly(language).unwrap_or_default();
            names.iter().copied().filter(|(_, name)| mentions(text, name, language)).collect()
        };
        let first = own.iter().map(|text| (text, whose(text.words))).find(|(_, whose)| !whose.is_empty());
        let Some((text, whose)) = first else { continue };
        let other = names.iter().find(|(community, _)| whose.iter().all(|(known, _)| known != community));
        if let (Some((_, name)), Some((_, other))) = (whose.first(), other)
            && !whose.iter().any(|(_, known)| known == other)
        {
            let pointer = format!("{}/{language}", text.pointer);
            found.add_word(
                pointer,
                name,
                format!("“{name}” is one side’s name; at first mention “{other}” belongs beside it"),
            );
        }
    }
}

/// Whether a text has all words of a name in a row.
fn mentions(text: &str, name: &str, language: &str) -> bool {
    let words = |text: &str| tokens(text).map(|(_, word)| lower(word, language)).collect::<Vec<_>>();
    let (text, name) = (words(text), words(name));
    !name.is_empty() && text.windows(name.len()).any(|row| row == name)
}
