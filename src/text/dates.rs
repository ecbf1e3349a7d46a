//! Dates in words that say neither more nor less than the dating does.

use super::labels::{clock_text, zone_label};
use super::language::fill;
use super::range::{set, spread};
use super::{Category, Language, Message, number};
use crate::time::{Certainty, DateLike, Dating, Edge, PartOfDay, Precision, Sense, UtcOffset, digits};

/// How much of a date is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `28 Sept, 14:30`: short months; the year of a day and the reader's own zone left out, for where both are
    /// plain.
    Short,
    /// `28 Sept 2020, 14:30 (UTC+4)`: short months, everything said.
    Medium,
    /// `28 September 2020, 14:30 (UTC+4)`.
    Long,
}

/// A dating in words, as precise and as doubtful as it is: `27–28 September 2020`, `27 or 28 September 2020`,
/// `probably 28 September 2020, since early morning`, `by 28 September 2020`, `about 1990`, `19th century`,
/// `1760 or earlier`.
///
/// `offset` is the zone the reader sees; a time that names another keeps it and shows it. A date that words
/// cannot hold is followed by its digits: `16th century (15XX-12-25)`.
pub fn dating_words(dating: &Dating, offset: UtcOffset, language: &Language, style: Style) -> String {
    let words = Words { language, offset, style };
    let text = match dating.when.set() {
        Some((kind, items)) => set(&words, kind, items),
        None => interval(&words, dating),
    };
    let (from, to) = dating.when.edges();
    if [from, to].iter().any(|edge| edge.date().is_some_and(DateLike::has_gaps)) {
        words.fill(Message::AsWritten, &[("date", &text), ("text", dating.when.as_str())])
    } else {
        text
    }
}

/// What every wording needs.
pub(super) struct Words<'a> {
    pub(super) language: &'a Language,
    pub(super) offset: UtcOffset,
    pub(super) style: Style,
}

fn interval(words: &Words<'_>, dating: &Dating) -> String {
    let (from, to) = dating.when.edges();
    let doubt = Certainty { uncertain: dating.inferred, approximate: false };
    let part = dating.part;
    let (message, date) = match (dating.sense, from, to) {
        (Sense::By, _, Edge::At(date)) => (Message::By, date),
        (Sense::Since, Edge::At(date), _) | (_, Edge::At(date), Edge::Open) => {
            return words.since(date, doubt, part);
        }
        (_, Edge::At(date), Edge::Unknown) => (Message::FromUnknownEnd, date),
        (_, Edge::Open, Edge::At(date)) => (Message::Until, date),
        (_, Edge::Unknown, Edge::At(date)) => (Message::UntilUnknownStart, date),
        (sense, Edge::At(from), Edge::At(to)) => {
            let (text, list) = if from == to {
                (words.doubted(from, from.certainty().or(doubt)), Message::PartsOfDay)
            } else {
                let within = sense == Sense::Within;
                let list = if within { Message::PartsOfDay } else { Message::SinceParts };
                (spread(words, from, to, within, doubt), list)
            };
            return words.with_part(text, list, from, part);
        }
        _ => {
            let all = matches!((from, to), (Edge::Open, Edge::Open));
            return words.get(if all { Message::AllTime } else { Message::DateUnknown });
        }
    };
    words.bounded(message, date, doubt, part)
}

/// What a date leaves out, or says in another form.
#[derive(Clone, Copy, Default)]
pub(super) struct Form<'a> {
    /// The year of a day or a month is said elsewhere.
    pub(super) no_year: bool,
    /// As after a preposition.
    pub(super) phrase: bool,
    /// Days to write in the place of the day's own number.
    pub(super) days: Option<&'a str>,
    /// Times to write in the place of its own.
    pub(super) times: Option<&'a str>,
}

impl Words<'_> {
    pub(super) fn fill(&self, message: Message, values: &[(&str, &str)]) -> String {
        self.language.fill(message, values)
    }

    pub(super) fn get(&self, message: Message) -> String {
        self.language.get(message).to_string()
    }

    /// A message with `{from}` and `{to}`.
    pub(super) fn with_ends(&self, message: Message, from: &str, to: &str) -> String {
        self.fill(message, &[("from", from), ("to", to)])
    }

    /// A date without its doubts.
    pub(super) fn date(&self, date: &DateLike, form: Form<'_>) -> String {
        let (first, last) = date.years();
        let year = self.year(first);
        let phrase = |message: Message, text: String| {
            if form.phrase { self.fill(message, &[("date", &text)]) } else { text }
        };
        match date.precision() {
            Precision::Unknown => self.get(Message::DateUnknown),
            Precision::Millennium | Precision::Century | Precision::Decade | Precision::Year
                if first != last =>
            {
                match self.age(first, last) {
                    Some((message, text)) => phrase(message, text),
                    None => self.with_ends(Message::RangeTight, &year, &self.year(last)),
                }
            }
            Precision::Season => self.season(date.season().unwrap_or(21), &self.year_in(first), form.phrase),
            Precision::Month => {
                let month = self.month(date, false);
                if form.no_year {
                    month.to_string()
                } else {
                    self.fill(Message::MonthYear, &[("month", month), ("year", &self.year_in(first))])
                }
            }
            Precision::Day | Precision::Hour | Precision::Minute | Precision::Second => {
                let (day, year) = (self.day_of_month(date), self.year_in(first));
                let values =
                    [("day", form.days.unwrap_or(&day)), ("month", self.month(date, true)), ("year", &year)];
                let with_year = !form.no_year && self.style != Style::Short;
                let pattern = if with_year { Message::DayMonthYear } else { Message::DayMonth };
                let text = phrase(Message::DayPhrase, self.fill(pattern, &values));
                match self.time(date, form.times) {
                    Some(time) => self.fill(Message::DateTime, &[("date", &text), ("time", &time)]),
                    None => text,
                }
            }
            _ => year,
        }
    }

    /// The number of a date's day as it stands in a date.
    pub(super) fn day_of_month(&self, date: &DateLike) -> String {
        match date.day() {
            Some(1) => self.language.get(Message::FirstOfMonth).to_string(),
            day => digits(i64::from(day.unwrap_or_default())),
        }
    }

    fn month(&self, date: &DateLike, beside_a_day: bool) -> &str {
        let list = match (self.style, beside_a_day) {
            (Style::Short | Style::Medium, true) => Message::MonthsShort,
            (Style::Short | Style::Medium, false) => Message::MonthsShortAlone,
            (Style::Long, true) => Message::MonthsInDate,
            (Style::Long, false) => Message::MonthsAlone,
        };
        self.language.item(list, usize::from(date.month().unwrap_or(1)).saturating_sub(1))
    }

    fn season(&self, code: u8, year: &str, phrase: bool) -> String {
        let (list, nth) = match (code, phrase) {
            (..=32, false) => (Message::Seasons, (code - 21) % 4),
            (..=32, true) => (Message::SeasonPhrases, (code - 21) % 4),
            (_, false) => (Message::YearParts, code - 33),
            (_, true) => (Message::YearPartPhrases, code - 33),
        };
        fill(self.language.item(list, usize::from(nth)), &[("year", year)])
    }

    /// A year, counted as people do: 0 is 1 BC.
    pub(super) fn year(&self, year: i64) -> String {
        self.year_as(year, None)
    }

    /// A year that a day, a month or a part of it belongs to. One with an era has its sign already.
    fn year_in(&self, year: i64) -> String {
        self.year_as(year, Some(Message::YearInDate))
    }

    #[inline(never)]
    fn year_as(&self, year: i64, plain: Option<Message>) -> String {
        let (message, year) = match year {
            ..=0 => (Some(Message::YearBefore), 1_i64.saturating_sub(year)),
            1..100 => (Some(Message::YearAfter), year),
            _ => (plain, year),
        };
        let text = if year < 10_000 { digits(year) } else { number(year, self.language.tag()) };
        match message {
            Some(message) => self.language.with(message, "year", &text),
            None => text,
        }
    }

    /// A decade, century or millennium that has a name, and the form it takes after a preposition.
    fn age(&self, first: i64, last: i64) -> Option<(Message, String)> {
        let length = last - first + 1;
        let before = last <= 0;
        // Years count from 0, so the hundred years from 1900 are people's 20th century, and those to -400 their
        // 5th before.
        let nth = if before { (1 - first) / length } else { first / length + 1 };
        if first.rem_euclid(length) != 0 && !before || nth > 3999 {
            return None;
        }
        let message = match (length, before) {
            (10, false) if first >= 10 => {
                let category = Category::of_decade(first, self.language.tag());
                let form = self.language.form(Message::Decade, category);
                return Some((Message::DecadePhrase, fill(form, &[("year", &digits(first))])));
            }
            (100, false) => Message::Century,
            (100, true) => Message::CenturyBefore,
            (1000, false) => Message::Millennium,
            (1000, true) => Message::MillenniumBefore,
            _ => return None,
        };
        let nth = nth as u32;
        let form = self.language.form(message, Category::of_ordinal(nth, self.language.tag()));
        Some((
            Message::CenturyPhrase,
            fill(form, &[("number", &digits(i64::from(nth))), ("roman", &roman(nth))]),
        ))
    }

    fn time(&self, date: &DateLike, times: Option<&str>) -> Option<String> {
        let time = date.time()?;
        let own = clock_text(time);
        let text = times.unwrap_or(&own);
        let zone = time.offset.unwrap_or(self.offset);
        Some(if self.style == Style::Short && zone == self.offset {
            text.to_string()
        } else {
            self.fill(Message::TimeZone, &[("time", text), ("zone", &zone_label(zone))])
        })
    }

    /// A date behind its doubts.
    pub(super) fn doubted(&self, date: &DateLike, certainty: Certainty) -> String {
        let form = Form { phrase: certainty.is_doubtful() || date.estimate().is_some(), ..Form::default() };
        let certainty = Certainty {
            approximate: certainty.approximate || date.estimate().is_some(),
            uncertain: certainty.uncertain,
        };
        let (bare, phrase) = match date.estimate() {
            Some(year) => (self.year(year), self.year(year)),
            None => (self.date(date, Form::default()), self.date(date, form)),
        };
        self.doubt(bare, phrase, certainty, place(date.precision()))
    }

    /// `about`, then `probably`, before a text and the form it takes there.
    pub(super) fn doubt(&self, bare: String, phrase: String, certainty: Certainty, place: usize) -> String {
        let (mut bare, mut phrase) = (bare, phrase);
        for (doubtful, message) in
            [(certainty.approximate, Message::About), (certainty.uncertain, Message::Probably)]
        {
            if doubtful {
                bare = fill(self.language.item(message, place), &[("date", &bare), ("phrase", &phrase)]);
                phrase.clone_from(&bare);
            }
        }
        bare
    }

    /// As [`doubt`](Self::doubt), for a text that is the same after a preposition.
    pub(super) fn doubt_same(&self, text: String, certainty: Certainty, place: usize) -> String {
        self.doubt(text.clone(), text, certainty, place)
    }

    /// A preposition before a date, the doubts before both: `probably by 28 September`.
    fn bounded(
        &self,
        message: Message,
        date: &DateLike,
        doubt: Certainty,
        part: Option<PartOfDay>,
    ) -> String {
        let certainty = date.certainty().or(doubt);
        let place = place(date.precision());
        let about = Certainty { approximate: certainty.approximate, uncertain: false };
        let bare = self.doubted(date, about);
        let phrase = if about.approximate {
            bare.clone()
        } else {
            self.date(date, Form { phrase: true, ..Form::default() })
        };
        let text = fill(self.language.item(message, place), &[("date", &bare), ("phrase", &phrase)]);
        let probably = Certainty { approximate: false, uncertain: certainty.uncertain };
        let text = self.doubt_same(text, probably, place);
        self.with_part(text, Message::PartsOfDay, date, part)
    }

    /// `since 28 September`; with a part of the day `28 September, since early morning`.
    fn since(&self, date: &DateLike, doubt: Certainty, part: Option<PartOfDay>) -> String {
        if part.is_some() && date.precision() == Precision::Day {
            let text = self.doubted(date, date.certainty().or(doubt));
            self.with_part(text, Message::SinceParts, date, part)
        } else {
            self.bounded(Message::Since, date, doubt, None)
        }
    }

    /// A day's text with the part of the day behind it.
    fn with_part(&self, text: String, list: Message, date: &DateLike, part: Option<PartOfDay>) -> String {
        match part {
            Some(part) if date.precision() == Precision::Day => {
                let part = self.language.item(list, part as usize);
                self.fill(Message::DatePart, &[("date", &text), ("part", part)])
            }
            _ => text,
        }
    }
}

/// Which of the forms of a preposition a date takes: for days, for months and years, for the rest.
pub(super) fn place(precision: Precision) -> usize {
    match precision {
        Precision::Day | Precision::Hour | Precision::Minute | Precision::Second => 0,
        Precision::Month | Precision::Year => 1,
        _ => 2,
    }
}

/// A Roman number up to 3999.
fn roman(mut value: u32) -> String {
    const MARKS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (worth, mark) in MARKS {
        while value >= worth {
            out.push_str(mark);
            value -= worth;
        }
    }
    out
}
