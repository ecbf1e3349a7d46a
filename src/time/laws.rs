//! What holds for every moment, span, date and tick.

use super::*;
use proptest::prelude::*;

/// Moments whose day lies wholly on the line.
const LINE: std::ops::Range<i64> = -9_200_000_000_000_000_000..9_200_000_000_000_000_000;

fn offsets() -> impl Strategy<Value = UtcOffset> {
    (-1080..=1080).prop_map(|minutes| UtcOffset::from_minutes(minutes).unwrap())
}

fn spans() -> impl Strategy<Value = TimeSpan> {
    (any::<i64>(), any::<i64>()).prop_map(|(one, other)| TimeSpan::between(Instant(one), Instant(other)))
}

/// Spans of a second to a hundred thousand years, around now.
fn axes() -> impl Strategy<Value = TimeSpan> {
    (-4_000_000_000_000_i64..4_000_000_000_000, 3.0..15.5_f64).prop_map(|(start, power)| {
        TimeSpan::between(Instant(start), Instant(start + 10_f64.powf(power) as i64))
    })
}

/// Texts made of what dates are made of, most of which are none.
fn almost_dates() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9X?~%./,{}TZ:+YES -]{0,24}",
        r"[\[{]?-?[0-9X]{2,4}[?~%]?(-[0-3][0-9X])?(-[0-3][0-9X][?~]?)?(/|\.\.|, )?([0-9X]{4}(-[0-3][0-9])?)?[\]}]?",
        r"(\.\.)?/?[0-9]{4}-[0-4][0-9](-[0-3][0-9](T[0-2][0-9](:[0-5][0-9])?([+-][01][0-9])?)?)?/?(\.\.)?",
        r"Y-?[0-9]{1,16}(E[0-9]{1,3})?(S[0-9]{1,3})?",
        "\\PC{0,12}",
    ]
}

/// Texts that are dates: days, coarser dates and times, and intervals of them with every kind of end.
fn dates() -> impl Strategy<Value = String> {
    let date = (1000..9990_i64, 1..=12_u8, 1..=28_u8, prop::sample::select(vec![2, 3, 4, 7, 10, 13, 16]))
        .prop_map(|(year, month, day, length)| {
            format!("{year}-{month:02}-{day:02}T05:30")[..length].to_string()
        });
    let later = prop::sample::select(vec!["", "", "/", "/..", "/9995", "/9995-12-31?", "/9995-12-31T23"]);
    let earlier = prop::sample::select(vec!["", "", "", "/", "../", "0900/", "0900-01-01~/"]);
    (earlier, date, later).prop_map(|(earlier, date, later)| {
        if earlier.is_empty() { date + later } else { earlier.to_string() + &date }
    })
}

fn senses() -> impl Strategy<Value = Sense> {
    prop::sample::select(vec![Sense::Throughout, Sense::Within, Sense::By, Sense::Since])
}

proptest! {
    #[test]
    fn a_moment_survives_the_wall_of_any_zone(ms in LINE, offset in offsets()) {
        let civil = Civil::of(Instant(ms), offset);
        prop_assert!((1..=days_in_month(civil.year, civil.month)).contains(&civil.day));
        prop_assert!(civil.hour < 24 && civil.minute < 60 && civil.second < 60 && civil.ms < 1000);
        prop_assert_eq!(civil.to_instant(offset), Instant(ms));
    }

    #[test]
    fn a_moment_survives_its_text(ms in LINE) {
        prop_assert_eq!(Instant::parse_rfc3339(&Instant(ms).to_iso8601()), Ok(Instant(ms)));
    }

    #[test]
    fn later_moments_show_later_on_the_wall(one in LINE, other in LINE, offset in offsets()) {
        let civil = |ms| Civil::of(Instant(ms), offset);
        prop_assert_eq!(one.cmp(&other), civil(one).cmp(&civil(other)));
    }

    #[test]
    fn days_of_the_week_follow_each_other(ms in LINE) {
        let weekday = |ms| Civil::of(Instant(ms), UtcOffset::UTC).weekday().index();
        prop_assert_eq!(weekday(ms + 86_400_000), (weekday(ms) + 1) % 7);
    }

    #[test]
    fn what_two_spans_share_lies_in_both_and_their_union_holds_both(one in spans(), other in spans()) {
        let shared = one.intersect(other);
        prop_assert_eq!(shared, other.intersect(one));
        prop_assert_eq!(shared.is_some(), one.overlaps(other));
        if let Some(shared) = shared {
            prop_assert!(one.covers(shared) && other.covers(shared) && !shared.is_empty());
        }
        let union = one.union(other);
        prop_assert!(union.covers(one) && union.covers(other));
        prop_assert_eq!(union, other.union(one));
    }

    #[test]
    fn any_text_is_read_or_refused_and_what_is_read_has_a_time(text in almost_dates(), offset in offsets()) {
        match When::parse(&text) {
            Ok(when) => {
                prop_assert_eq!(when.as_str(), &text);
                prop_assert!(!when.span(offset).is_empty());
            }
            Err(error) => prop_assert!(error.at.is_some_and(|at| at <= text.len())),
        }
        let _ = Instant::parse_rfc3339(&text);
        let _ = UtcOffset::parse(&text);
    }

    #[test]
    fn a_finer_date_lies_within_a_coarser(ms in -62_000_000_000_000_i64..250_000_000_000_000, offset in offsets()) {
        let text = Instant(ms).to_iso8601();
        let mut outer = TimeSpan::EVER;
        let mut precision = Precision::Unknown;
        for length in [2, 3, 4, 7, 10, 13, 16, 19] {
            let when = When::parse(&text[..length]).unwrap();
            let span = when.span(offset);
            prop_assert!(outer.covers(span) && span != outer, "{} in {:?}", when, outer);
            prop_assert!(precision < when.precision());
            (outer, precision) = (span, when.precision());
        }
        let utc = When::parse(&text[..19]).unwrap().span(UtcOffset::UTC);
        prop_assert!(utc.contains(Instant(ms)));
    }

    #[test]
    fn an_unspecified_digit_widens_a_date(year in 1000..9999_i64, month in 1..=12_u8, place in 0..4_usize) {
        let known = format!("{year}-{month:02}");
        let mut unknown = known.clone();
        unknown.replace_range(place..=place, "X");
        let span = |text: &str| When::parse(text).unwrap().span(UtcOffset::UTC);
        prop_assert!(span(&unknown).covers(span(&known)));
    }

    #[test]
    fn an_event_is_matched_within_what_is_drawn(
        text in dates(),
        sense in senses(),
        part in prop::option::of(prop::sample::select(PartOfDay::ALL.to_vec())),
        offset in offsets(),
    ) {
        let dating = Dating { part, sense, ..Dating::parse(&text).unwrap() };
        let (outer, anchor) = (dating.outer(offset), dating.anchor(offset));
        prop_assert!(!anchor.is_empty() && outer.covers(anchor), "{:?} in {:?}", anchor, outer);
    }

    #[test]
    fn ticks_are_even_in_order_and_as_many_as_asked_for(span in axes(), offset in offsets(), target in 2..20_usize) {
        let (step, at) = ticks(span, offset, target);
        prop_assert!(at.len() <= target * 3 + 2, "{} for {}", at.len(), target);
        // The longest stretch without a tick is one step.
        prop_assert!(!at.is_empty() || span.duration_ms() <= step.mean_ms() * 11 / 10);
        for tick in &at {
            prop_assert!(span.contains(*tick));
            prop_assert_eq!(step.floor(*tick, offset), *tick);
        }
        for pair in at.windows(2) {
            let apart = pair[1].since(pair[0]) as f64 / step.mean_ms() as f64;
            prop_assert!((0.85..=1.2).contains(&apart), "{:?} by {:?}", pair, step);
        }
    }

    #[test]
    fn a_moment_lies_between_its_floor_and_its_ceiling(
        ms in -1_000_000_000_000_000_i64..1_000_000_000_000_000,
        offset in offsets(),
        axis in axes(),
    ) {
        let step = TickStep::for_span(axis, 8);
        let (floor, ceil) = (step.floor(Instant(ms), offset), step.ceil(Instant(ms), offset));
        prop_assert!(floor <= Instant(ms) && Instant(ms) <= ceil);
        prop_assert_eq!(step.floor(floor, offset), floor);
        prop_assert_eq!(step.ceil(ceil, offset), ceil);
    }

    #[test]
    fn nothing_overflows_at_the_ends_of_time(span in spans(), offset in offsets(), target in 0..9_usize) {
        let (_, at) = ticks(span, offset, target);
        prop_assert!(at.len() <= 40);
        prop_assert!(nights(span, offset).len() <= 402);
        prop_assert!(!Instant(span.start().0).to_iso8601().is_empty());
    }
}
