//! Every message there is, in one table.

/// Makes [`Message`] from lines of `Name = "key", "what it says or where it stands";`.
macro_rules! messages {
    ($($name:ident = $key:literal, $doc:literal;)*) => {
        /// A message of the widget or of a page it makes; its texts stand in `static/lang`.
        ///
        /// To add one, add a line to the table in this file and a key to each language file: a test names those that lack it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Message {
            $(#[doc = $doc] $name,)*
        }

        impl Message {
            /// Every message, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
        }

        /// The key of each message; `as usize` of the message is its row.
        const KEYS: &[&str] = &[$($key,)*];
    };
}

messages! {
    // Dates: names. Lists are kept apart with `|`.
    MonthsInDate = "monthsInDate", "The twelve months as they stand beside a day.";
    MonthsAlone = "monthsAlone", "The twelve months as they stand without a day.";
    MonthsShort = "monthsShort", "The twelve months beside a day, short.";
    MonthsShortAlone = "monthsShortAlone", "The twelve months without a day, short.";
    Weekdays = "weekdays", "The seven days of the week from Monday.";
    WeekdaysShort = "weekdaysShort", "The same, short.";
    FirstOfMonth = "firstOfMonth", "The number of the first day of a month.";
    Seasons = "seasons", "Spring to winter of a `{year}`.";
    SeasonPhrases = "seasonPhrases", "The same after a preposition.";
    YearParts = "yearParts", "Four quarters, three thirds and two halves of a `{year}`.";
    YearPartPhrases = "yearPartPhrases", "The same after a preposition.";
    PartsOfDay = "partsOfDay", "Early morning, morning, midday, afternoon, evening, late evening, night.";
    SinceParts = "sinceParts", "The same as the start of something that goes on.";
    // Dates: patterns.
    DayMonthYear = "dayMonthYear", "A day.";
    DayMonth = "dayMonth", "A day whose year is plain.";
    MonthYear = "monthYear", "A month.";
    YearInDate = "yearInDate", "A year within a day, a month or a part of it, where that takes a sign which a year alone does not.";
    YearBefore = "yearBefore", "A year before year 1, counted from 1.";
    YearAfter = "yearAfter", "A year after year 1 so early that it must be said.";
    Decade = "decade", "Ten years, by their first; where a suffix follows its sound, by the category of that.";
    Century = "century", "A century, by its ordinal category; `{roman}` is the same number.";
    CenturyBefore = "centuryBefore", "The same before year 1.";
    Millennium = "millennium", "A thousand years, by their ordinal category.";
    MillenniumBefore = "millenniumBefore", "The same before year 1.";
    DayPhrase = "dayPhrase", "A day after a preposition.";
    DecadePhrase = "decadePhrase", "A decade after a preposition.";
    CenturyPhrase = "centuryPhrase", "A century or millennium after a preposition.";
    DateTime = "dateTime", "A day and a time on it.";
    TimeZone = "timeZone", "A time and its zone.";
    DatePart = "datePart", "A date and a part of the day.";
    WeekdayDate = "weekdayDate", "A date with its day of the week.";
    EndOfDay = "endOfDay", "The last moment of a day.";
    RangeTight = "rangeTight", "From one number to another.";
    RangeLoose = "rangeLoose", "From one date to another.";
    OneOrOther = "oneOrOther", "One of two dates.";
    OneAndOther = "oneAndOther", "Both of two dates.";
    ListComma = "listComma", "Between the members of a list but the last two.";
    SetCommas = "setCommas", "Between the members of a set but the last two: where one of them holds, and where all do.";
    Between = "between", "At an unknown moment from one date to another.";
    // Dates: doubts and open ends. Up to three forms: for days, for months and years, for seasons and longer; `{date}` is bare, `{phrase}` as after a preposition.
    About = "about", "`~`";
    Probably = "probably", "`?` or inferred.";
    By = "by", "Not later than.";
    Since = "since", "From then on, still.";
    Until = "until", "From always up to.";
    FromUnknownEnd = "fromUnknownEnd", "From then on; nobody says until when.";
    UntilUnknownStart = "untilUnknownStart", "Up to then; nobody says since when.";
    OrEarlier = "orEarlier", "Then or at an unknown moment before.";
    OrLater = "orLater", "Then or at an unknown moment after.";
    AsWritten = "asWritten", "A date whose gaps words cannot say, with its digits.";
    DateUnknown = "dateUnknown", "No date at all.";
    AllTime = "allTime", "Without a start or an end.";
    // Standings: what the claims about an event amount to.
    StandingOneParty = "standingOneParty", "Only one party says so.";
    StandingSeveralParties = "standingSeveralParties", "More than one party says so.";
    StandingThirdParties = "standingThirdParties", "Others than the parties say so.";
    StandingConfirmed = "standingConfirmed", "Confirmed by somebody independent of the parties.";
    StandingDisputed = "standingDisputed", "Said by some, denied by others.";
    StandingWithdrawn = "standingWithdrawn", "Those who said so take it back.";
    StandingPress = "standingPress", "Only the press says so, in its own name.";
    StandingManyParties = "standingManyParties", "More than one party of more than two says so.";
    // Claims: who says so, and how.
    ClaimedBy = "claimedBy", "“claimed by {speaker}”";
    Via = "via", "The next link in a chain of sources.";
    SourceNotNamed = "sourceNotNamed", "“source not named”";
    StanceAsserts = "stanceAsserts", "“says so”";
    StanceDenies = "stanceDenies", "“denies it”";
    StanceConfirms = "stanceConfirms", "“confirms it”";
    StanceRevises = "stanceRevises", "“revises it”";
    StanceWithdraws = "stanceWithdraws", "“withdraws it”";
    SaidAt = "saidAt", "When a claim was made.";
    DisputedDate = "disputedDate", "A date that is given, and the usual one.";
    Original = "original", "A link to a source.";
    Archived = "archived", "A link to its archived copy.";
    CasualtyClaims = "casualtyClaims", "How many of them count people.";
    // Figures.
    Exactly = "exactly", "“{number}”";
    AtLeast = "atLeast", "A lower bound.";
    AboutNumber = "aboutNumber", "“about {number}”";
    UpTo = "upTo", "An upper bound.";
    BetweenNumbers = "betweenNumbers", "“{low} to {high}”";
    NoNumber = "noNumber", "Words only.";
    Military = "military", "Who is counted.";
    Civilian = "civilian", "Who is counted.";
    UnspecifiedPeople = "unspecifiedPeople", "Who is counted.";
    ScopeEvent = "scopeEvent", "What a figure covers.";
    ScopeDay = "scopeDay", "What a figure covers.";
    ScopeSinceStart = "scopeSinceStart", "What a figure covers.";
    ScopeUnknown = "scopeUnknown", "What a figure covers.";
    NeverSummed = "neverSummed", "Under figures of several speakers.";
    // Header and controls.
    MapAndTimeline = "mapAndTimeline", "Above the title.";
    Map = "map", "“Map”";
    Timeline = "timeline", "“Timeline”";
    List = "list", "“Events”";
    Legend = "legend", "“Legend”";
    Background = "background", "Events long before.";
    Kind = "kind", "A filter.";
    Standing = "standing", "A filter.";
    ThirdParties = "thirdParties", "Speakers who are no party.";
    ClearFilters = "clearFilters", "“Clear filters”";
    Play = "play", "“Play”";
    Pause = "pause", "“Pause”";
    ZoomIn = "zoomIn", "“Zoom in”";
    ZoomOut = "zoomOut", "“Zoom out”";
    ResetView = "resetView", "“Back to the whole”";
    PreviousEvent = "previousEvent", "“Previous event”";
    NextEvent = "nextEvent", "“Next event”";
    ShowOnMap = "showOnMap", "“Show on map”";
    LinkToEvent = "linkToEvent", "“Link to this event”";
    BrushFrom = "brushFrom", "A handle of the brush.";
    BrushTo = "brushTo", "A handle of the brush.";
    ClearBrush = "clearBrush", "“Show all times”";
    Events = "events", "How many events.";
    EventsOfTotal = "eventsOfTotal", "How many of all are shown; the form is of the total.";
    EventsHere = "eventsHere", "A cluster.";
    NothingMatches = "nothingMatches", "“No event matches.”";
    TimesIn = "timesIn", "The zone of every time shown.";
    LocalTimes = "localTimes", "The same where no place is named.";
    AsOf = "asOf", "“As of {date}”";
    DataVersion = "dataVersion", "“data version {version}”";
    BaseMapCredit = "baseMapCredit", "“Base map: {credit}”";
    // Places and the legend.
    PlaceApproximate = "placeApproximate", "“place known to about {distance} km”";
    NoPlace = "noPlace", "An event without a place.";
    PlaceImprecise = "placeImprecise", "In the legend.";
    Kilometres = "kilometres", "A length.";
    Metres = "metres", "A length.";
    MeasuredDistance = "measuredDistance", "On the map, a distance as measured there and, in `{stated}`, as a report has it.";
    // Cards, controls and the foot.
    PlaceAt = "placeAt", "Where an event is placed: in the place itself.";
    PlaceNear = "placeNear", "Near the place.";
    PlaceAround = "placeAround", "All around the place.";
    PlaceWithin = "placeWithin", "Somewhere within it.";
    MeasureKilled = "measureKilled", "What a figure counts.";
    MeasureWounded = "measureWounded", "What a figure counts.";
    MeasureCaptured = "measureCaptured", "What a figure counts.";
    MeasureMissing = "measureMissing", "What a figure counts.";
    MeasureDisplaced = "measureDisplaced", "What a figure counts.";
    MeasureEquipment = "measureEquipment", "What a figure counts.";
    MeasureSettlements = "measureSettlements", "What a figure counts.";
    BothCounted = "bothCounted", "Soldiers and civilians together.";
    KindFighting = "kindFighting", "A kind of event.";
    KindTerritory = "kindTerritory", "A kind of event.";
    KindLosses = "kindLosses", "A kind of event.";
    KindEquipment = "kindEquipment", "A kind of event.";
    KindDisplacement = "kindDisplacement", "A kind of event.";
    KindStatement = "kindStatement", "A kind of event.";
    KindDiplomacy = "kindDiplomacy", "A kind of event.";
    KindPolitics = "kindPolitics", "A kind of event.";
    KindOther = "kindOther", "A kind of event.";
    NoneHere = "noneHere", "A form of the legend that the story does not use.";
    DistanceDisagrees = "distanceDisagrees", "A stated distance beside the measured one.";
    DeathsReported = "deathsReported", "The heading of the tolls.";
    EditorsNote = "editorsNote", "Before what the editors add in their own voice.";
    Filters = "filters", "The name of the row of filters.";
    MapKeys = "mapKeys", "What the keys do on the map.";
    UseTwoFingers = "useTwoFingers", "When one finger tries to move the map.";
    UseCtrlWheel = "useCtrlWheel", "When the plain wheel turns over the map.";
    TimeZoomIn = "timeZoomIn", "A control of the timeline.";
    TimeZoomOut = "timeZoomOut", "A control of the timeline.";
    SourcesAndCredits = "sourcesAndCredits", "A disclosure at the foot.";
    ReportError = "reportError", "A link to the editors.";
    // What a reader takes along, and what is new.
    ShareAndDownload = "shareAndDownload", "A disclosure at the foot.";
    LinkToView = "linkToView", "The address of what is shown.";
    CopyLink = "copyLink", "A button.";
    LinkCopied = "linkCopied", "After it was pressed.";
    CopyYourself = "copyYourself", "The same where the browser refuses; the address is selected.";
    ShareLink = "shareLink", "A button that hands the address to the system.";
    DownloadShown = "downloadShown", "Above the kinds of files; `{count}` is the message of `eventsOfTotal`.";
    TableFile = "tableFile", "A kind of file.";
    LayerFile = "layerFile", "A kind of file.";
    PictureFile = "pictureFile", "A kind of file, in a `{format}`.";
    FileMade = "fileMade", "After a file was handed to the browser.";
    FileRefused = "fileRefused", "The same in a frame that may not save files, which nobody can find out.";
    NewEvents = "newEvents", "A button: a newer version of the story has more events.";
    NewVersion = "newVersion", "A button: a newer version of the story has other changes.";
    // The timeline's lanes and the tolls.
    LaneFighting = "laneFighting", "A lane: what is said to have happened on the ground.";
    LaneStatements = "laneStatements", "A lane: what was said, signed or declared.";
    Inferred = "inferred", "After what the editors inferred.";
    TollWhat = "tollWhat", "Who is counted and what of them: “soldiers killed”.";
    TollPart = "tollPart", "A part of a figure by side.";
    TollParts = "tollParts", "A figure and what it is made up of.";
    TollSentence = "tollSentence", "A figure with who gives it and what it counts.";
    TollSum = "tollSum", "A figure that is the sum of others.";
    TollSumDiffers = "tollSumDiffers", "A figure that is given as a sum and is not.";
    // Sentences.
    ClockHappened = "clockHappened", "What the timeline shows: when things happened.";
    ClockSaid = "clockSaid", "What the timeline shows: when things were said.";
    WhichClock = "whichClock", "Names the choice between both.";
    ReportedByThen = "reportedByThen", "How many events had been spoken of.";
    NothingSaidBy = "nothingSaidBy", "Nothing to show: nobody had spoken of anything.";
    NoFigureBy = "noFigureBy", "Nothing to draw: nobody had counted yet.";
    FirstReport = "firstReport", "The way out of that.";
    WhyPressOnly = "whyPressOnly", "Why an event stands as it does.";
    WhyPress = "whyPress", "The same.";
    WhyOneParty = "whyOneParty", "The same.";
    WhyOnePartyAmong = "whyOnePartyAmong", "The same.";
    WhySeveralParties = "whySeveralParties", "The same.";
    WhyThirdParties = "whyThirdParties", "The same.";
    WhyPartyAndThird = "whyPartyAndThird", "The same.";
    WhyConfirmed = "whyConfirmed", "The same.";
    WhyDisputed = "whyDisputed", "The same.";
    WhyWithdrawn = "whyWithdrawn", "The same.";
    Origins = "origins", "How many did not just repeat another.";
    OriginsThrough = "originsThrough", "How many did not just repeat another, all of them known through one source.";
    EarlierFigure = "earlierFigure", "A figure its own speaker has revised.";
    Corrections = "corrections", "What was changed after publication.";
    CorrectedEvent = "correctedEvent", "The dot on an event that was changed.";
    RelatedEvents = "relatedEvents", "Other events an event belongs to.";
    GraphicMedia = "graphicMedia", "What stands before a picture not everybody wants to see.";
    WhatIsCounted = "whatIsCounted", "A filter: killed, wounded, ….";
    WhichSource = "whichSource", "A filter: through whom it reached us.";
    Search = "search", "Looks for words.";
    CountsReported = "countsReported", "A heading over the figures of one measure.";
    LossesBySide = "lossesBySide", "A heading over what each side says of its own and the other’s losses.";
    SaysOwn = "saysOwn", "A column of that.";
    SaysOther = "saysOther", "The other.";
    SaysNothing = "saysNothing", "A cell nobody filled.";
    Colon = "colon", "Between a speaker and what is said.";
    RoleAfter = "roleAfter", "Who speaks for a body, after its name.";
}

impl Message {
    /// The key in a language file.
    pub fn key(self) -> &'static str {
        KEYS[self as usize]
    }

    /// The message of a key; `None` where there is none.
    pub fn from_key(key: &str) -> Option<Self> {
        let nth = KEYS.iter().position(|known| *known == key)?;
        Self::ALL.get(nth).copied()
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    #[test]
    fn a_key_is_the_name_of_its_message_in_camel_case() {
        for message in Message::ALL {
            let name = format!("{message:?}");
            let key = name[..1].to_ascii_lowercase() + &name[1..];
            assert_eq!(message.key(), key);
            assert_eq!(Message::from_key(&key), Some(*message));
        }
        assert_eq!(Message::from_key("Play"), None);
    }

    /// What stands before the tests of each source file below a folder, but for this one.
    fn sources(folder: &Path, into: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "xtask" {
                sources(&path, into);
            } else if name.ends_with(".rs") && !["message.rs", "files.rs"].contains(&name.as_str()) {
                into.push_str(fs::read_to_string(&path).unwrap().split("#[cfg(test)]").next().unwrap());
            }
        }
    }

    #[test]
    fn every_message_is_said_somewhere() {
        let mut text = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut text);
        let said: Vec<&str> = text
            .split("Message::")
            .skip(1)
            .map(|rest| rest.split(|letter: char| !letter.is_alphanumeric()).next().unwrap())
            .collect();
        let silent: Vec<String> = Message::ALL
            .iter()
            .map(|message| format!("{message:?}"))
            .filter(|name| !said.contains(&name.as_str()))
            .collect();
        assert_eq!(silent, [""; 0], "nothing uses these: they cost readers bytes and translators work");
    }
}
