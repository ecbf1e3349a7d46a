//! Who said what by when: the second clock, and what claims amount to.

use std::collections::BTreeSet;

use chronocarte::index::Index;
use chronocarte::paint::svg;
use chronocarte::scene::{
    Theme, count_words, event_line, event_sentence, legend_rows, span_words, standing_reason, timeline,
    timeline_height_px, toll_rows, tolls,
};
use chronocarte::story::{Measure, Story};
use chronocarte::text::Tag;
use chronocarte::time::Instant;
use chronocarte::view::{Action, Clock, Filter, View};
use proptest::prelude::*;

use crate::golden::golden;
use crate::setting::{demo_story, seen};
use crate::timeline::story;

fn moment(text: &str) -> Instant {
    Instant::parse_rfc3339(text).unwrap()
}

fn as_of(text: &str) -> View {
    View { as_of: Some(moment(text)), ..View::OPENING }
}

fn matched(story: &Story, view: &View) -> Vec<String> {
    let known = view.as_of.map_or_else(|| story.clone(), |at| story.known_at(at));
    let index = Index::new(&known);
    let matches = view.matches(story, &index);
    // The whole story and what was known of it pass alike.
    assert_eq!(matches, view.matches(&known, &index));
    let events = index.order.iter().filter(|event| matches.contains(**event));
    events.map(|event| story.events[*event].id.clone()).collect()
}

#[test]
fn at_noon_nothing_was_said_that_is_only_known_to_the_day() {
    let story = demo_story();
    assert!(matched(&story, &as_of("2020-09-28T12:00:00+04:00")).is_empty());
    seen(&story, &as_of("2020-09-28T12:00:00+04:00"), Tag::En, (1000.0, 0.0), |frame| {
        assert!(toll_rows(frame, Measure::Killed).is_empty());
        assert!(count_words(frame).starts_with("0 of 7 events"), "{}", count_words(frame));
    });
}

#[test]
fn at_the_end_of_the_day_every_claim_has_been_made() {
    let story = demo_story();
    let end = as_of("2020-09-28T23:59:59+04:00");
    assert_eq!(matched(&story, &end), matched(&story, &View::OPENING));
    assert_eq!(matched(&story, &end).len(), 7);
    let known = story.known_at(end.as_of.unwrap());
    let claims = |story: &Story| story.events.iter().map(|event| event.claims.len()).sum::<usize>();
    assert_eq!(claims(&known), claims(&story));
}

/// Claims with clock times, a revision, a denial, a withdrawal, a correction, and a figure in words.
fn day() -> Story {
    let mut story = story(
        r#"{"id": "clash", "title": {"en": "Clash"}, "when": {"edtf": "2020-09-28"}, "kind": "losses", "claims": [
            {"id": "a1", "speaker": "ministry", "said": {"edtf": "2020-09-28T08:00:00+04:00"}, "figures": [
                {"measure": "killed", "low": 10, "high": 10, "side": "south"}]},
            {"id": "a2", "speaker": "ministry", "said": {"edtf": "2020-09-28T11:00:00+04:00"}, "stance": "revises", "answers": "a1",
             "figures": [{"measure": "killed", "low": 18, "high": 18, "side": "south"}]},
            {"id": "a3", "speaker": "ministry", "said": {"edtf": "2020-09-28T15:00:00+04:00"}, "stance": "revises", "answers": "a2",
             "figures": [{"measure": "killed", "low": 31, "high": 31, "side": "south", "counted": "military"}]},
            {"id": "b1", "speaker": "council", "said": {"edtf": "2020-09-28T12:30:00+04:00"}, "stance": "denies", "answers": "a1"},
            {"id": "b2", "speaker": "council", "said": {"edtf": "2020-09-28T13:00:00+04:00"}, "figures": [
                {"measure": "killed", "low": 4, "high": 4, "side": "south", "counted": "civilian"},
                {"measure": "killed", "qualifier": "words", "words": {"en": "dozens"}, "side": "north"},
                {"measure": "wounded", "low": 20, "qualifier": "at-least"}]}]},
           {"id": "bridge", "title": {"en": "Bridge"}, "when": {"edtf": "2020-09-27"}, "claims": [
            {"id": "c1", "speaker": "report", "said": {"edtf": "2020-09-28T09:00:00+04:00"}, "via": ["wire"]},
            {"id": "c2", "speaker": "report", "stance": "withdraws", "answers": "c1", "said": {"edtf": "2020-09-28T14:00:00+04:00"}}]},
           {"id": "visit", "title": {"en": "Visit"}, "when": {"edtf": "2020-09-28"}, "kind": "diplomacy",
            "withdrawn": {"at": "2020-09-28T18:00:00+04:00", "reason": {"en": "Another day"}}, "claims": [
            {"id": "d1", "speaker": "envoys", "said": {"edtf": "2020-09-28"}},
            {"id": "d2", "speaker": "monitor"}]}"#,
    );
    let more = r#"{"chronocarte": 1,
        "sources": [{"id": "wire", "name": {"en": "The wire"}}],
        "corrections": [{"at": "2020-09-28T18:00:00+04:00", "text": {"en": "The visit was on another day."}, "events": ["visit"]}]}"#;
    let (more, _) = Story::from_json(more).unwrap();
    (story.sources, story.corrections) = (more.sources, more.corrections);
    story
}

#[test]
fn clock_times_count_to_the_second_and_days_at_their_end() {
    let story = day();
    let at = |time: &str| matched(&story, &as_of(&format!("2020-09-28T{time}+04:00")));
    assert!(at("07:59:58").is_empty());
    assert_eq!(at("08:00:00"), ["clash"]);
    assert_eq!(at("12:00:00"), ["bridge", "clash"]);
    assert_eq!(at("23:59:58"), ["bridge", "clash"]);
    assert_eq!(at("23:59:59"), ["bridge", "clash", "visit"]);
}

#[test]
fn a_figure_that_was_revised_later_still_stands_before() {
    let story = day();
    let rows = |time: &str| {
        let view = as_of(&format!("2020-09-28T{time}:00+04:00"));
        seen(&story, &view, Tag::En, (1000.0, 0.0), |frame| {
            let rows = toll_rows(frame, Measure::Killed);
            rows.into_iter().map(|row| (row.value, row.earlier)).collect::<Vec<_>>()
        })
    };
    let plain = |value: &str| (value.to_owned(), Vec::new());
    assert_eq!(rows("10:00"), [plain("10")]);
    assert_eq!(rows("12:00"), [("18".to_owned(), vec![("10".to_owned(), Some(10))])]);
    let earlier = vec![("18".to_owned(), Some(18)), ("10".to_owned(), Some(10))];
    assert_eq!(rows("15:00"), [("31".to_owned(), earlier), plain("4"), plain("dozens")]);
}

#[test]
fn corrections_and_withdrawals_are_part_of_the_clock() {
    let story = day();
    let at = |time: &str| story.known_at(moment(&format!("2020-09-28T{time}:00+04:00")));
    let (before, after) = (at("17:00"), at("18:00"));
    assert!(before.corrections.is_empty() && before.events[2].withdrawn.is_none());
    assert!(after.corrections.len() == 1 && after.events[2].withdrawn.is_some());
    assert!(after.is_corrected(&after.events[2]) && !after.is_corrected(&after.events[0]));
    let standing = |story: &Story| story.standing(&story.events[1]).as_str();
    assert_eq!((standing(&at("13:00")), standing(&at("14:00"))), ("press-only", "withdrawn"));
}

#[test]
fn what_repeats_one_origin_counts_once() {
    let mut story = story(
        r#"{"id": "e", "title": {"en": "E"}, "claims": [
            {"id": "1", "speaker": "officer", "via": ["wire", "paper"]},
            {"id": "2", "speaker": "ministry", "via": ["radio"]},
            {"id": "3", "speaker": "report"},
            {"id": "4", "speaker": "monitor"},
            {"id": "5", "speaker": "council", "stance": "denies", "answers": "1"}]}"#,
    );
    let json = r#"{"chronocarte": 1, "speakers": [{"id": "officer", "of": "ministry", "name": {"en": "An officer"}}]}"#;
    story.speakers.extend(Story::from_json(json).unwrap().0.speakers);
    let origins: Vec<&str> = story.origins(&story.events[0]).iter().map(|it| it.id.as_str()).collect();
    assert_eq!(origins, ["ministry", "monitor"]);
}

/// What the claims of one event amount to, and who leads its line.
fn amounts_to(claims: &str) -> (String, String, String) {
    let story = story(&format!(r#"{{"id": "e", "title": {{"en": "E"}}, "claims": [{claims}]}}"#));
    seen(&story, &View::OPENING, Tag::En, (1000.0, 0.0), |frame| {
        let line = event_line(frame, 0).unwrap();
        let event = &story.events[0];
        let why = frame.language.get(standing_reason(&story, event, story.standing(event)));
        (line.speaker, line.standing, why.to_owned())
    })
}

#[test]
fn nobody_takes_back_or_revises_what_another_says() {
    let (speaker, standing, _) = amounts_to(
        r#"{"id": "1", "speaker": "ministry"}, {"id": "2", "speaker": "council", "stance": "withdraws", "answers": "1"}"#,
    );
    assert_eq!((&*speaker, &*standing), ("Northern ministry", "claimed by one party"));
    let story = story(
        r#"{"id": "e", "title": {"en": "E"}, "claims": [
            {"id": "1", "speaker": "ministry", "figures": [{"measure": "killed", "low": 28, "high": 28, "side": "north"}]},
            {"id": "2", "speaker": "council", "stance": "revises", "answers": "1",
             "figures": [{"measure": "killed", "low": 31, "high": 31, "side": "north"}]}]}"#,
    );
    seen(&story, &View::OPENING, Tag::En, (1000.0, 0.0), |frame| {
        let rows = toll_rows(frame, Measure::Killed);
        let told: Vec<_> = rows.iter().map(|row| (&*row.speaker, &*row.value, row.earlier.len())).collect();
        assert_eq!(told, [("Northern ministry", "28", 0), ("Southern council", "31", 0)]);
    });
    assert!(!story.is_superseded(&story.events[0], &story.events[0].claims[0]));
}

#[test]
fn an_officer_and_the_ministry_are_one_voice() {
    let mut story = story(
        r#"{"id": "e", "title": {"en": "E"}, "claims": [{"id": "1", "speaker": "officer"},
            {"id": "2", "speaker": "ministry", "stance": "withdraws", "answers": "1"}]}"#,
    );
    let json = r#"{"chronocarte": 1, "speakers": [{"id": "officer", "of": "ministry", "name": {"en": "An officer"}}]}"#;
    story.speakers.extend(Story::from_json(json).unwrap().0.speakers);
    assert_eq!(story.standing(&story.events[0]).as_str(), "withdrawn");
}

#[test]
fn what_was_taken_back_counts_no_more_and_neither_does_a_withdrawn_event() {
    let figure = r#""figures": [{"measure": "killed", "low": 5, "high": 5, "side": "north"}]"#;
    let mut story = story(&format!(
        r#"{{"id": "e", "title": {{"en": "E"}}, "claims": [{{"id": "1", "speaker": "ministry", {figure}}},
            {{"id": "2", "speaker": "ministry", "stance": "withdraws", "answers": "1"}}, {{"id": "3", "speaker": "council", {figure}}}]}}"#
    ));
    let told = |story: &Story| story.totals().iter().map(|it| it.claim.id.clone()).collect::<Vec<_>>();
    assert_eq!(told(&story), ["3"]);
    story.events[0].withdrawn = Some(chronocarte::story::Withdrawal::default());
    assert!(told(&story).is_empty());
}

#[test]
fn a_revision_takes_the_place_of_the_figure_that_counts_the_same_wherever_it_stands_in_the_file() {
    let claims = [
        r#"{"id": "2", "speaker": "ministry", "stance": "revises", "answers": "1",
            "figures": [{"measure": "killed", "low": 31, "high": 31, "side": "north", "counted": "military"}]}"#,
        r#"{"id": "1", "speaker": "ministry", "figures": [
            {"measure": "killed", "low": 28, "high": 28, "side": "north", "counted": "military"},
            {"measure": "killed", "low": 6, "high": 6, "side": "north", "counted": "civilian"},
            {"measure": "killed", "low": 90, "high": 90, "side": "south"},
            {"measure": "wounded", "low": 40, "high": 40, "side": "north"}]}"#,
    ];
    for order in [[0, 1], [1, 0]] {
        let claims = order.map(|nth| claims[nth]).join(",");
        let story = story(&format!(r#"{{"id": "e", "title": {{"en": "E"}}, "claims": [{claims}]}}"#));
        let mut told: Vec<_> = story.totals().iter().filter_map(|it| it.figure.low).collect();
        told.sort_unstable();
        assert_eq!(told, [6, 31, 40, 90]);
        let revised = story.totals().into_iter().find(|it| it.figure.low == Some(31)).unwrap();
        let before: Vec<_> = story.earlier(&revised).iter().map(|it| it.figure.low).collect();
        assert_eq!(before, [Some(28)]);
    }
}

#[test]
fn a_standing_says_no_more_and_no_less_than_who_speaks() {
    let (speaker, standing, why) = amounts_to(
        r#"{"id": "1", "speaker": "ministry"}, {"id": "2", "speaker": "monitor", "stance": "confirms", "answers": "1"}"#,
    );
    assert_eq!((&*speaker, &*standing), ("Monitors", "reported by third parties"));
    assert_eq!(why, "One party to the conflict says so, and so do third parties.");
    let (_, standing, why) = amounts_to(r#"{"id": "1", "speaker": "monitor"}"#);
    assert_eq!(standing, "reported by third parties");
    assert!(why.starts_with("Only third parties"));
    let (speaker, standing, _) = amounts_to(
        r#"{"id": "1", "speaker": "council", "stance": "denies", "answers": "2"}, {"id": "2", "speaker": "ministry"}"#,
    );
    assert_eq!(
        (&*speaker, &*standing),
        ("Northern ministry", "disputed"),
        "who says so leads, not who denies it"
    );
}

#[test]
fn denying_a_count_is_not_denying_the_event() {
    let claims = r#"{"id": "1", "speaker": "ministry"}, {"id": "2", "speaker": "council"},
        {"id": "3", "speaker": "ministry", "figures": [{"measure": "killed", "low": 2300, "high": 2300, "side": "south"}]},
        {"id": "4", "speaker": "council", "stance": "denies", "answers": "3"}"#;
    assert_eq!(amounts_to(claims).1, "reported by both sides");
    let denied = r#"{"id": "1", "speaker": "ministry"}, {"id": "4", "speaker": "council", "stance": "denies", "answers": "1",
        "figures": [{"measure": "killed", "low": 0, "high": 0}]}"#;
    assert_eq!(amounts_to(denied).1, "disputed");
}

#[test]
fn the_press_in_its_own_name_is_not_a_source_that_is_not_named() {
    let mut story =
        story(r#"{"id": "e", "title": {"en": "E"}, "claims": [{"id": "1", "speaker": "reporter"}]}"#);
    let json = r#"{"chronocarte": 1, "speakers": [{"id": "reporter", "kind": "press", "name": {"en": "A reporter"}}]}"#;
    story.speakers.extend(Story::from_json(json).unwrap().0.speakers);
    seen(&story, &View::OPENING, Tag::En, (1000.0, 0.0), |frame| {
        assert_eq!(event_line(frame, 0).unwrap().standing, "reported by the press");
        let legend = legend_rows(frame);
        assert!(
            legend.iter().any(|(form, words)| *form == "press-only" && words == "reported by the press"),
            "{legend:?}"
        );
        assert!(!event_sentence(frame, 0).contains("not named"));
    });
}

#[test]
fn background_that_somebody_tells_is_not_known_before_it_is_told() {
    let story = demo_story();
    let at = |time: &str| story.known_at(moment(time));
    let unsaid = |story: &Story| story.events.iter().filter(|it| it.background && it.is_unsaid()).count();
    assert_eq!((unsaid(&at("1980-01-01T00:00:00Z")), unsaid(&at("2020-09-28T23:59:59+04:00"))), (6, 0));
}

#[test]
fn figures_follow_who_speaks_and_what_is_counted_into_the_shade() {
    let story = day();
    let filter = |filter: Filter| View { filter, ..View::OPENING };
    let passing = |view: &View| {
        seen(&story, view, Tag::En, (1000.0, 0.0), |frame| {
            let rows = toll_rows(frame, Measure::Killed);
            (
                rows.iter().filter(|row| row.passes).map(|row| row.value.clone()).collect::<Vec<_>>(),
                count_words(frame),
            )
        })
    };
    assert_eq!(passing(&View::OPENING).0, ["31", "4", "dozens"]);
    let south =
        filter(Filter { hidden_sides: vec![chronocarte::story::Side::Party(0)], ..Filter::default() });
    assert_eq!(passing(&south).0, ["4", "dozens"]);
    assert!(passing(&south).1.contains("1 casualty claim"), "{}", passing(&south).1);
    let wounded = filter(Filter { hidden_measures: vec![Measure::Killed], ..Filter::default() });
    assert!(passing(&wounded).0.is_empty());
}

#[test]
fn a_day_at_the_end_of_a_story_is_that_day_with_its_year() {
    let story = story(
        r#"{"id": "a", "title": {"en": "A"}, "when": {"edtf": "2020-09-28T14:00"}},
           {"id": "b", "title": {"en": "B"}, "when": {"edtf": "2021-01-03"}}"#,
    );
    seen(&story, &View::OPENING, Tag::En, (1000.0, 0.0), |frame| {
        let span = frame.index.span.unwrap();
        assert_eq!(span_words(&story, span, frame.language), "Mon 28 Sept 2020, 14:00 – Sun 3 Jan 2021");
        assert_eq!(
            event_line(frame, 1).unwrap().when,
            "3 Jan 2021",
            "the year, where there is more than one"
        );
    });
    assert_eq!(
        seen(&demo_story(), &View::OPENING, Tag::En, (1000.0, 0.0), |frame| event_line(frame, 5)
            .unwrap()
            .when),
        "28 Sept"
    );
}

#[test]
fn own_losses_and_those_of_the_other_side_stand_side_by_side() {
    let story = day();
    let losses = story.losses(Measure::Killed);
    let words =
        |totals: &[chronocarte::story::Total<'_>]| totals.iter().map(|it| it.figure.low).collect::<Vec<_>>();
    assert_eq!(losses.len(), 2);
    assert_eq!((words(&losses[0].own), words(&losses[0].other)), (vec![], vec![Some(31)]));
    assert_eq!((words(&losses[1].own), words(&losses[1].other)), (vec![Some(4)], vec![None]));
    assert!(story.losses(Measure::Wounded).is_empty());
    assert!(demo_story().losses(Measure::Killed).is_empty(), "only one party counts");
}

#[test]
fn an_area_is_there_for_its_time_and_nothing_is_made_up_between_two() {
    let json = r#"{"chronocarte": 1, "areas": [
        {"id": "1", "kind": "route", "name": {"en": "x"}, "validTo": {"edtf": "2020-09-25"}},
        {"id": "2", "kind": "route", "name": {"en": "x"}, "validFrom": {"edtf": "2020-09-27"}, "validTo": {"edtf": "2020-09-27"}},
        {"id": "3", "kind": "route", "name": {"en": "x"}, "validFrom": {"edtf": "2020-09-28"}},
        {"id": "4", "kind": "route", "name": {"en": "x"}}]}"#;
    let mut story = day();
    story.areas = Story::from_json(json).unwrap().0.areas;
    let shown = |view: &View| {
        seen(&story, view, Tag::En, (1000.0, 0.0), |frame| {
            let shown = story.areas.iter().filter(|area| frame.shows(area));
            shown.map(|area| area.id.clone()).collect::<Vec<_>>()
        })
    };
    assert_eq!(shown(&View::OPENING), ["3", "4"]);
    assert_eq!(shown(&as_of("2020-09-27T12:00:00+04:00")), ["2", "4"]);
    assert_eq!(shown(&as_of("2020-09-26T12:00:00+04:00")), ["4"]);
    assert_eq!(shown(&as_of("2020-09-25T12:00:00+04:00")), ["1", "4"]);
}

#[test]
fn every_word_of_a_search_must_stand_somewhere_in_the_event() {
    let story = demo_story();
    let found = |words: &str| {
        matched(
            &story,
            &View { filter: Filter { search: words.to_owned(), ..Filter::default() }, ..View::OPENING },
        )
    };
    assert_eq!(found("").len(), 7);
    assert_eq!(found("TALIŞ").len(), found("talish").len(), "names in any language");
    assert!(!found("talish").is_empty() && found("talish").len() < 7);
    assert!(!found("interfax").is_empty());
    assert!(found("talish interfax").len() <= found("interfax").len());
    assert!(found("no such word anywhere").is_empty());
}

#[test]
fn a_search_finds_every_text_that_a_card_shows() {
    let file = r#"{"chronocarte": 1,
        "speakers": [
            {"id": "body", "kind": "official", "name": {"en": "Bodyword"}},
            {"id": "officer", "kind": "official", "of": "body", "name": {"en": "Officerword"}, "role": {"en": "Roleword"}}],
        "sources": [{"id": "wire", "name": {"en": "Wireword"}, "publisher": {"en": "Publisherword"}}],
        "places": [{"id": "ford", "lon": 10, "lat": 45, "name": {"en": "Fordword", "ru": "Словоброд"}, "note": {"en": "Groundword"},
            "names": [{"community": "x", "name": {"en": "Othername"}}]}],
        "events": [
            {"id": "full", "title": {"en": "Titleword"}, "text": {"en": "Textword"}, "note": {"en": "Noteword"}, "where": {"place": "ford"},
             "when": {"edtf": "2020-09-28", "note": {"en": "Dateword"}}, "withdrawn": {"at": "2020-09-29T00:00:00Z", "reason": {"en": "Reasonword"}},
             "media": [{"url": "/a.jpg", "alt": {"en": "Altword"}, "credit": {"en": "Creditword"}}],
             "claims": [{"id": "c", "speaker": "officer", "via": ["wire"], "wording": {"en": "Wordingword"}, "note": {"en": "Claimnote"},
               "figures": [{"measure": "killed", "qualifier": "words", "words": {"en": "Figureword"}}],
               "disputedDates": [{"stated": {"edtf": "2020"}, "usual": {"edtf": "2021"}, "source": "wire", "note": {"en": "Disputeword"}}]}]},
            {"id": "other", "title": {"en": "Nothing"}, "when": {"edtf": "2020-09-28"}, "claims": [{"id": "d", "speaker": "body"}]}]}"#;
    let (story, report) = Story::from_json(file).unwrap();
    assert!(report.problems.is_empty(), "{report:?}");
    for word in "Bodyword Officerword Roleword Wireword Publisherword Fordword Словоброд Groundword Othername Titleword Textword Noteword \
                 Dateword Reasonword Altword Creditword Wordingword Claimnote Figureword Disputeword"
        .split_whitespace()
    {
        let filter = Filter { search: word.to_lowercase(), ..Filter::default() };
        let found = matched(&story, &View { filter, ..View::OPENING });
        let expected = if word == "Bodyword" { vec!["full", "other"] } else { vec!["full"] };
        assert_eq!(found, expected, "{word}");
    }
}

#[test]
fn the_other_clock_steps_from_word_to_word_and_ends_with_all() {
    let story = day();
    let index = Index::new(&story);
    let mut view = View::OPENING;
    let _ = view.apply(&Action::SetClock(Clock::Said), &story, &index);
    let _ = view.apply(&Action::Play, &story, &index);
    let mut seen = Vec::new();
    while view.playing {
        let _ = view.apply(&Action::Tick, &story, &index);
        seen.push((view.as_of, story.known_at(view.as_of.unwrap_or(Instant::MAX)).totals().len()));
    }
    let ends: Vec<Option<Instant>> = seen.iter().map(|(at, _)| *at).collect();
    assert!(ends.windows(2).all(|pair| pair[1].is_none() || pair[0] < pair[1]), "{ends:?}");
    assert_eq!(ends.last(), Some(&None));
    assert_eq!(ends.len(), story.said_moments().len());
}

#[test]
fn going_back_in_time_moves_nothing_on_the_page() {
    let story = day();
    for clock in [Clock::Happened, Clock::Said] {
        let heights = |time: &str| {
            let view = View { clock, ..as_of(time) };
            seen(&story, &view, Tag::En, (700.0, 0.0), |frame| {
                (timeline_height_px(frame), tolls(frame, Measure::Killed).height_px)
            })
        };
        let first = heights("2020-09-27T00:00:00+04:00");
        for time in ["2020-09-28T08:30:00+04:00", "2020-09-28T13:30:00+04:00", "2020-09-28T23:59:59+04:00"] {
            assert_eq!(heights(time).0, first.0, "{time} {clock:?}");
        }
    }
}

#[test]
fn the_gallery_of_the_other_clock_is_as_it_was() {
    for (name, view, width_px) in [
        ("said_end_1040", View { clock: Clock::Said, ..View::OPENING }, 1000.0),
        ("said_noon_1040", View { clock: Clock::Said, ..as_of("2020-09-28T12:00:00+04:00") }, 1000.0),
        ("said_noon_375", View { clock: Clock::Said, ..as_of("2020-09-28T12:00:00+04:00") }, 335.0),
        ("happened_noon_1040", as_of("2020-09-28T12:00:00+04:00"), 1000.0),
    ] {
        let scene = seen(&day(), &view, Tag::En, (width_px, 0.0), timeline);
        golden(name, &svg::write(&scene, &Theme::LIGHT));
    }
    let scene = seen(&day(), &View::OPENING, Tag::En, (1000.0, 0.0), |frame| tolls(frame, Measure::Killed));
    golden("tolls_steps_1040", &svg::write(&scene, &Theme::LIGHT));
}

const SPEAKERS: [&str; 5] = ["ministry", "council", "report", "monitor", "envoys"];

/// A story of random claims: who, which hour or day or none, what stance, how many.
fn stories() -> impl Strategy<Value = Story> {
    let claim = (0_usize..5, 0_u8..40, 0_u8..5, proptest::option::of(0_u32..90), any::<bool>());
    let event = (proptest::collection::vec(claim, 0..5), 0_u8..4);
    proptest::collection::vec(event, 1..5).prop_map(|events| {
        let mut texts = Vec::new();
        for (nth, (claims, kind)) in events.iter().enumerate() {
            let mut lines = Vec::new();
            for (at, (speaker, hour, stance, count, toll)) in claims.iter().enumerate() {
                let said = match hour {
                    0..24 => format!(r#", "said": {{"edtf": "2020-09-28T{hour:02}:00:00+04:00"}}"#),
                    24..34 => format!(r#", "said": {{"edtf": "2020-09-{}"}}"#, hour - 6),
                    34..36 => r#", "said": {"edtf": "2020-09-28/.."}"#.to_owned(),
                    36..37 => r#", "said": {"edtf": "../2020-09-28"}"#.to_owned(),
                    _ => String::new(),
                };
                let stance = ["asserts", "denies", "confirms", "revises", "withdraws"][usize::from(*stance)];
                let figures = count.map_or(String::new(), |count| {
                    format!(r#", "figures": [{{"measure": "killed", "low": {count}, "high": {count}, "toll": {toll}}}]"#)
                });
                let answers = if at > 0 { format!(r#", "answers": "{nth}-{}""#, at - 1) } else { String::new() };
                let speaker = SPEAKERS[*speaker];
                lines.push(format!(
                    r#"{{"id": "{nth}-{at}", "speaker": "{speaker}", "stance": "{stance}"{said}{figures}{answers}}}"#
                ));
            }
            let background = *kind == 3;
            let kind = ["fighting", "statement", "losses", "other"][usize::from(*kind)];
            let withdrawn = match lines.len() % 4 {
                2 => r#", "withdrawn": {"at": "2020-09-28T12:00:00+04:00"}"#,
                3 => r#", "withdrawn": {}"#,
                _ => "",
            };
            texts.push(format!(
                r#"{{"id": "{nth}", "title": {{"en": "{nth}"}}, "kind": "{kind}", "background": {background}{withdrawn}, "when": {{"edtf": "2020-09-28"}}, "claims": [{}]}}"#,
                lines.join(",")
            ));
        }
        story(&texts.join(","))
    })
}

fn claims(story: &Story) -> BTreeSet<String> {
    story.events.iter().flat_map(|event| &event.claims).map(|claim| claim.id.clone()).collect()
}

proptest! {
    #[test]
    fn nothing_said_later_leaks(story in stories(), one in 0_i64..60, other in 0_i64..60) {
        let at = |hour: i64| moment("2020-09-27T00:00:00+04:00").plus_ms(hour * 3_600_000);
        let (early, late) = (at(one.min(other)), at(one.max(other)));
        let (before, after) = (story.known_at(early), story.known_at(late));
        prop_assert!(claims(&before).is_subset(&claims(&after)));
        prop_assert!(claims(&after).is_subset(&claims(&story)));
        prop_assert_eq!(after.known_at(early).events.iter().map(|it| it.claims.len()).collect::<Vec<_>>(),
            before.events.iter().map(|it| it.claims.len()).collect::<Vec<_>>());
        let shown = |at: Instant| matched(&story, &View { as_of: Some(at), ..View::OPENING });
        let (first, second) = (shown(early), shown(late));
        prop_assert!(first.iter().all(|event| second.contains(event)), "{:?} {:?}", first, second);
        for (before, whole) in before.events.iter().zip(&story.events) {
            // Background is told by somebody too, unless nobody ever does.
            let told = whole.background && whole.claims.is_empty() || !before.claims.is_empty();
            prop_assert_eq!(before.is_unsaid(), !told, "{}", whole.id);
            let published = whole.withdrawn.as_ref().is_some_and(|it| match &it.at {
                Some(at) => at.0 <= early,
                None => story.as_of.is_some_and(|own| own.0 <= early),
            });
            prop_assert_eq!(before.withdrawn.is_some(), published, "{}", whole.id);
        }
        for claim in story.events.iter().flat_map(|event| &event.claims) {
            let said = claim.said.as_ref().map(|said| said.anchor(story.zone.offset));
            let end = said.filter(|said| !said.is_open_end()).map(|said| said.end());
            let known = claims(&before).contains(&claim.id);
            let said = match end {
                Some(end) => end <= early.plus_ms(1000),
                // Without any date, or one that never ends, the editors knew it by the story's own moment.
                None => story.as_of.is_some_and(|own| own.0 <= early),
            };
            prop_assert_eq!(known, said, "{}", claim.id);
        }
    }

    #[test]
    fn filters_commute(story in stories(), order in Just(vec![0_usize, 1, 2, 3, 4, 5]).prop_shuffle(), pair in (0_usize..6, 0_usize..6)) {
        use chronocarte::story::{EventKind, Side, Standing};
        let index = Index::new(&story);
        let actions = [
            Action::ToggleSide(Side::Party(0)),
            Action::ToggleKind(EventKind::Statement),
            Action::ToggleStanding(Standing::OneParty),
            Action::ToggleMeasure(Measure::Killed),
            Action::ToggleSource(0),
            Action::Search("1".to_owned()),
        ];
        let mut story = story;
        let brought = r#"{"chronocarte": 1, "sources": [{"id": "wire", "name": {"en": "W"}}, {"id": "paper", "name": {"en": "P"}}]}"#;
        story.sources = Story::from_json(brought).unwrap().0.sources;
        for (nth, claim) in story.events.iter_mut().flat_map(|event| &mut event.claims).enumerate() {
            claim.via = [vec!["wire".to_owned()], vec!["paper".to_owned()], Vec::new()][nth % 3].clone();
        }
        let apply = |order: &[usize]| {
            let mut view = View::OPENING;
            for nth in order {
                let _ = view.apply(&actions[*nth], &story, &index);
            }
            (view.matches(&story, &index), view)
        };
        prop_assert_eq!(apply(&order), apply(&[0, 1, 2, 3, 4, 5]));
        // Both together let through what each of them does.
        let each = |nth: usize| apply(&[nth]).0;
        let (one, other) = pair;
        let both = if one == other { each(one) } else { apply(&[one, other]).0 };
        for event in 0..story.events.len() {
            prop_assert_eq!(both.contains(event), each(one).contains(event) && each(other).contains(event));
        }
    }

    #[test]
    fn a_toll_holds_figures_of_its_speaker_alone(story in stories()) {
        for total in story.totals() {
            prop_assert!(total.claim.figures.iter().any(|figure| std::ptr::eq(figure, total.figure)));
            for before in story.earlier(&total) {
                prop_assert!(before.figure.measure == total.figure.measure);
                prop_assert!(story.is_one_voice(before.claim, total.claim), "{} {}", before.claim.id, total.claim.id);
            }
            prop_assert!(total.event.withdrawn.is_none() && !story.is_taken_back(total.event, total.claim));
        }
        // A figure leaves the tolls through its own speaker alone, or with its event.
        for event in story.events.iter().filter(|event| event.withdrawn.is_none()) {
            for claim in event.claims.iter().filter(|claim| claim.figures.iter().any(|figure| figure.toll)) {
                let stands = story.totals().iter().any(|total| total.claim.id == claim.id);
                prop_assert!(stands || story.is_superseded(event, claim), "{}", claim.id);
            }
        }
        let rows = seen(&story, &View::OPENING, Tag::En, (1000.0, 0.0), |frame| toll_rows(frame, Measure::Killed));
        prop_assert_eq!(rows.len(), story.totals().len());
        for row in rows {
            let claim = story.events.iter().flat_map(|event| &event.claims).find(|claim| claim.id == row.claim).unwrap();
            prop_assert_eq!(row.low, claim.figures[0].low);
        }
    }

    #[test]
    fn standing_does_not_depend_on_the_order_of_claims(story in stories(), seed in any::<u64>()) {
        let mut turned = story.clone();
        for event in &mut turned.events {
            let length = event.claims.len().max(1);
            event.claims.rotate_left((seed % length as u64) as usize);
            if seed % 3 == 0 {
                event.claims.reverse();
            }
        }
        let figures = |story: &Story| story.totals().iter().map(|it| it.claim.id.clone()).collect::<BTreeSet<_>>();
        prop_assert_eq!(figures(&story), figures(&turned), "nor do tolls");
        for (one, other) in story.events.iter().zip(&turned.events) {
            prop_assert_eq!(story.standing(one), turned.standing(other));
            let ids = |story: &Story, event| story.origins(event).iter().map(|it| it.id.clone()).collect::<BTreeSet<_>>();
            prop_assert_eq!(ids(&story, one), ids(&turned, other));
        }
    }
}
