//! Attribution in words: the same sentences for cards, marks, tables and the page without script.

use crate::index::EventIndex;
use crate::story::{
    Claim, Counted, DisputedDate, Event, EventKind, Figure, Measure, Qualifier, Relation, Scope, SpeakerKind,
    Stance, Standing, StatedDistance, Story, contradicts,
};
use crate::text::{Language, Message, Style as DateStyle, clock_words, dating_words, number, weekday_date};
use crate::time::{Instant, TimeSpan};

use super::Frame;

/// Who speaks: the name that leads, and what follows it. A press officer's ministry leads, the officer follows.
pub fn speaker_words(story: &Story, claim: &Claim, language: &Language) -> (String, String) {
    let tag = language.tag().as_str();
    let Some(speaker) = story.speaker(&claim.speaker) else {
        return (language.get(Message::SourceNotNamed).to_owned(), String::new());
    };
    let name = speaker.name.get(tag);
    let Some(body) = speaker.of.as_deref().and_then(|of| story.speaker(of)) else {
        return (name.to_owned(), speaker.role.get(tag).to_owned());
    };
    let role = speaker.role.get(tag);
    let person = if role.is_empty() { name.to_owned() } else { [role, " ", name].concat() };
    (body.name.get(tag).to_owned(), person)
}

/// Through whom it reached us: `via Interfax, via the press report`. Empty when nothing stands between the speaker
/// and us, or when a report speaks for itself.
pub fn chain_words(story: &Story, claim: &Claim, language: &Language) -> String {
    let tag = language.tag().as_str();
    let itself = story.speaker(&claim.speaker).is_some_and(|speaker| speaker.kind == SpeakerKind::Unnamed);
    let mut words = String::new();
    for source in claim.via.iter().filter_map(|id| story.source(id)) {
        if !itself {
            let via = language.with(Message::Via, "source", source.name.get(tag));
            add(&mut words, language.get(Message::ListComma), &via);
        }
    }
    words
}

/// Adds words to a list; empty ones are left out.
#[inline(never)]
pub(super) fn add(list: &mut String, between: &str, words: &str) {
    if !list.is_empty() && !words.is_empty() {
        list.push_str(between);
    }
    list.push_str(words);
}

/// What an event stands as, in words that fit it.
pub fn standing_words(story: &Story, event: &Event, standing: Standing) -> Message {
    match standing {
        Standing::PressOnly if names_press(story, event) => Message::StandingPress,
        Standing::SeveralParties if story.parties.len() > 2 => Message::StandingManyParties,
        other => standing_message(other),
    }
}

/// Whether somebody of the press speaks of an event in its own name.
#[inline(never)]
fn names_press(story: &Story, event: &Event) -> bool {
    let is_press = |claim: &&Claim| {
        story.speaker(&claim.speaker).is_some_and(|speaker| speaker.kind == SpeakerKind::Press)
    };
    event.bearing_claims().iter().any(is_press)
}

/// A standing in words that fit every event of a story that has it, for legends and filters.
pub fn standing_label(frame: &Frame<'_>, standing: Standing) -> String {
    let Frame { story, index, language, .. } = frame;
    let (mut press, mut other) = (false, None);
    for (entry, event) in
        index.entries.iter().zip(&story.events).filter(|(entry, _)| entry.standing == standing)
    {
        match standing_words(story, event, entry.standing) {
            Message::StandingPress => press = true,
            words => other = Some(words),
        }
    }
    let fallback = if press { None } else { Some(standing_message(standing)) };
    let mut words = String::new();
    for message in [press.then_some(Message::StandingPress), other.or(fallback)].into_iter().flatten() {
        add(&mut words, " / ", language.get(message));
    }
    words
}

/// The message of a standing.
pub(super) fn standing_message(standing: Standing) -> Message {
    match standing {
        Standing::PressOnly => Message::SourceNotNamed,
        Standing::OneParty => Message::StandingOneParty,
        Standing::ThirdParties => Message::StandingThirdParties,
        Standing::SeveralParties => Message::StandingSeveralParties,
        Standing::Confirmed => Message::StandingConfirmed,
        Standing::Disputed => Message::StandingDisputed,
        Standing::Withdrawn => Message::StandingWithdrawn,
    }
}

/// Why an event stands as it does, in one sentence.
pub fn standing_reason(story: &Story, event: &Event, standing: Standing) -> Message {
    let of_party =
        |claim: &&Claim| story.party_of(&claim.speaker).is_some() && !story.is_taken_back(event, claim);
    match standing {
        Standing::PressOnly if names_press(story, event) => Message::WhyPress,
        Standing::PressOnly => Message::WhyPressOnly,
        Standing::OneParty if story.origins(event).len() > 1 => Message::WhyOnePartyAmong,
        Standing::OneParty => Message::WhyOneParty,
        Standing::ThirdParties if event.bearing_claims().iter().any(of_party) => Message::WhyPartyAndThird,
        Standing::ThirdParties => Message::WhyThirdParties,
        Standing::SeveralParties => Message::WhySeveralParties,
        Standing::Confirmed => Message::WhyConfirmed,
        Standing::Disputed => Message::WhyDisputed,
        Standing::Withdrawn => Message::WhyWithdrawn,
    }
}

/// Who an event is known from, in words: `1 origin: the ministry`. Empty where no origin is named.
pub fn origin_words(story: &Story, event: EventIndex, language: &Language) -> String {
    let Some(known) = story.events.get(event) else { return String::new() };
    let origins = story.origins(known);
    if origins.is_empty() {
        return String::new();
    }
    let mut names = String::new();
    for origin in &origins {
        add(&mut names, language.get(Message::ListComma), origin.name.get(language.tag().as_str()));
    }
    let count = origins.len() as i64;
    // Who is known through one report only is not independent of it.
    match story.only_source(known).filter(|_| count > 1) {
        Some(source) => {
            let source = source.name.get(language.tag().as_str());
            language.count(Message::OriginsThrough, count, &[("source", source), ("names", &names)])
        }
        None => language.count(Message::Origins, count, &[("names", &names)]),
    }
}

/// How dates are written: with their years where a story tells of several.
pub(super) fn date_style(story: &Story) -> DateStyle {
    if story.tells_of_several_years() { DateStyle::Medium } else { DateStyle::Short }
}

/// When an event happened, in words that keep the precision; that the date is not known, where it is not.
pub fn when_words(story: &Story, event: EventIndex, language: &Language) -> String {
    match story.events.get(event).and_then(|event| event.when.as_ref()) {
        Some(when) => {
            let words = dating_words(&when.dating(), story.zone.offset, language, date_style(story));
            // "Probably" already says so; "27 or 28" does not.
            if when.inferred && when.is_within() {
                return language.with(Message::Inferred, "what", &words);
            }
            words
        }
        None => language.get(Message::DateUnknown).to_owned(),
    }
}

/// Where an event happened and how well that is known: `near Talish, place known to about 4 km`.
pub fn where_words(story: &Story, event: EventIndex, language: &Language) -> String {
    let tag = language.tag().as_str();
    let whereabouts = story.events.get(event).and_then(|event| event.place.as_ref());
    let Some((whereabouts, place)) =
        whereabouts.and_then(|it| story.place(&it.place).map(|place| (it, place)))
    else {
        return language.get(Message::NoPlace).to_owned();
    };
    let name = place.name.get(tag);
    let relation = match whereabouts.relation {
        Relation::At => Message::PlaceAt,
        Relation::Near => Message::PlaceNear,
        Relation::Around => Message::PlaceAround,
        Relation::Within => Message::PlaceWithin,
    };
    let mut words = language.with(relation, "place", name);
    if whereabouts.inferred {
        words = language.with(Message::Inferred, "what", &words);
    }
    if let Some(radius_m) = whereabouts.radius_m.or(place.radius_m).filter(|radius| radius.is_finite()) {
        // Never better than a kilometre: a place that is known to less than that is known to one.
        let kilometres = number((radius_m / 1000.0).round().max(1.0) as i64, language.tag());
        words.push_str(language.get(Message::ListComma));
        words.push_str(&language.with(Message::PlaceApproximate, "distance", &kilometres));
    }
    words
}

/// A figure in words, without what it counts: `59`, `28 or more`, `dozens`.
pub fn figure_words(figure: &Figure, language: &Language) -> String {
    let tag = language.tag();
    let show = |count: u32| number(i64::from(count), tag);
    let one = |message, count| language.with(message, "number", &show(count));
    match (figure.qualifier, figure.low, figure.high) {
        (Qualifier::AtLeast, Some(low), _) => one(Message::AtLeast, low),
        (Qualifier::About, Some(count), _) | (Qualifier::About, None, Some(count)) => {
            one(Message::AboutNumber, count)
        }
        (Qualifier::UpTo, _, Some(high)) => one(Message::UpTo, high),
        (_, Some(low), Some(high)) if low != high => {
            language.fill(Message::BetweenNumbers, &[("low", &show(low)), ("high", &show(high))])
        }
        (Qualifier::Words, _, _) | (_, None, None) => match figure.words.get(tag.as_str()) {
            "" => language.get(Message::NoNumber).to_owned(),
            words => words.to_owned(),
        },
        (_, Some(count), _) | (_, None, Some(count)) => one(Message::Exactly, count),
    }
}

/// What a figure counts, in one word: `killed`.
pub fn measure_message(measure: Measure) -> Message {
    match measure {
        Measure::Killed => Message::MeasureKilled,
        Measure::Wounded => Message::MeasureWounded,
        Measure::Captured => Message::MeasureCaptured,
        Measure::Missing => Message::MeasureMissing,
        Measure::Displaced => Message::MeasureDisplaced,
        Measure::Equipment => Message::MeasureEquipment,
        Measure::Settlements => Message::MeasureSettlements,
    }
}

/// Who is counted.
pub fn counted_message(counted: Counted) -> Message {
    match counted {
        Counted::Military => Message::Military,
        Counted::Civilian => Message::Civilian,
        Counted::Both => Message::BothCounted,
        Counted::Unspecified => Message::UnspecifiedPeople,
    }
}

/// For which time a figure counts.
pub fn scope_message(scope: Scope) -> Message {
    match scope {
        Scope::Event => Message::ScopeEvent,
        Scope::Day => Message::ScopeDay,
        Scope::SinceStart => Message::ScopeSinceStart,
        Scope::Unspecified => Message::ScopeUnknown,
    }
}

/// An event in one sentence, for those who hear it: number, title, time, place, who says so, how firm.
pub fn event_sentence(frame: &Frame<'_>, event: EventIndex) -> String {
    let Frame { story, index, language, .. } = frame;
    let (Some(known), Some(entry)) = (story.events.get(event), index.get(event)) else {
        return String::new();
    };
    let comma = language.get(Message::ListComma);
    let mut sentence = String::new();
    if let Some(nth) = entry.number {
        sentence = number(i64::from(nth), language.tag());
    }
    add(&mut sentence, comma, known.title.get(language.tag().as_str()));
    add(&mut sentence, comma, &when_words(story, event, language));
    if known.place.is_some() {
        add(&mut sentence, comma, &where_words(story, event, language));
    }
    if let Some(claim) = story.leading_claim(known, entry.standing) {
        let speaker = speaker_words(story, claim, language).0;
        let says = if claim.stance == Stance::Denies {
            [&speaker, language.get(Message::Colon), language.get(stance_message(claim.stance))].concat()
        } else {
            language.with(Message::ClaimedBy, "speaker", &speaker)
        };
        add(&mut sentence, comma, &says);
    }
    add(&mut sentence, comma, language.get(standing_words(story, known, entry.standing)));
    sentence
}

/// A time in words: one day, some days, or from one moment to another. Where a day begins or ends it, it is that day, never
/// its midnight.
pub fn span_words(story: &Story, span: TimeSpan, language: &Language) -> String {
    const DAY_MS: i64 = 86_400_000;
    let offset = story.zone.offset;
    let is_midnight = |moment: Instant| {
        moment.0.saturating_add(i64::from(offset.minutes()) * 60_000).rem_euclid(DAY_MS) == 0
    };
    let day = |moment: Instant| weekday_date(moment, offset, language, DateStyle::Medium);
    let last = Instant(span.end().0.saturating_sub(1));
    let (whole_start, whole_end) = (is_midnight(span.start()), is_midnight(span.end()));
    let (first_day, last_day) = (day(span.start()), day(if whole_end { last } else { span.end() }));
    let with_clock = |moment: Instant, date: &str| {
        language.fill(Message::DateTime, &[("date", date), ("time", &clock_words(moment, offset))])
    };
    let from = if whole_start { first_day.clone() } else { with_clock(span.start(), &first_day) };
    let to = match (whole_end, whole_start) {
        (true, _) => last_day.clone(),
        // The day need not be said twice.
        (false, false) if first_day == last_day => clock_words(span.end(), offset),
        (false, _) => with_clock(span.end(), &last_day),
    };
    if from == to { from } else { language.fill(Message::RangeLoose, &[("from", &from), ("to", &to)]) }
}

/// The message of a kind of event.
pub fn kind_message(kind: EventKind) -> Message {
    match kind {
        EventKind::Fighting => Message::KindFighting,
        EventKind::Territory => Message::KindTerritory,
        EventKind::Losses => Message::KindLosses,
        EventKind::Equipment => Message::KindEquipment,
        EventKind::Displacement => Message::KindDisplacement,
        EventKind::Statement => Message::KindStatement,
        EventKind::Diplomacy => Message::KindDiplomacy,
        EventKind::Politics => Message::KindPolitics,
        EventKind::Other => Message::KindOther,
    }
}

/// The message of a stance.
pub fn stance_message(stance: Stance) -> Message {
    match stance {
        Stance::Asserts => Message::StanceAsserts,
        Stance::Denies => Message::StanceDenies,
        Stance::Confirms => Message::StanceConfirms,
        Stance::Revises => Message::StanceRevises,
        Stance::Withdraws => Message::StanceWithdraws,
    }
}

/// A date that is given, and the usual one.
pub fn disputed_words(story: &Story, dates: &DisputedDate, language: &Language) -> String {
    let words = |date: &crate::story::Dating| {
        dating_words(&date.dating(), story.zone.offset, language, DateStyle::Medium)
    };
    let (stated, usual) = (words(&dates.stated), words(&dates.usual));
    language.fill(Message::DisputedDate, &[("stated", &stated), ("usual", &usual)])
}

/// A stated distance beside the measured one, where both cannot be right; else `None`.
pub fn distance_words(frame: &Frame<'_>, claim: &Claim, distance: &StatedDistance) -> Option<String> {
    let Frame { story, language, .. } = frame;
    let measured = story.measured_km(&distance.from, &distance.to)?;
    if !contradicts(distance.km, measured) {
        return None;
    }
    let tag = language.tag();
    let name = |place: &str| story.place(place).map_or("", |place| place.name.get(tag.as_str()));
    let km = |km: f64| number(km.round() as i64, tag);
    Some(language.fill(
        Message::DistanceDisagrees,
        &[
            ("from", name(&distance.from)),
            ("to", name(&distance.to)),
            ("measured", &km(measured)),
            ("stated", &km(distance.km)),
            ("speaker", &speaker_words(story, claim, language).0),
        ],
    ))
}
