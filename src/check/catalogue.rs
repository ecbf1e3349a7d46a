//! The table of rules.

use super::rule::{Find, Rule};
use super::rules::{
    answers, balance, dates, distances, duplicates, figures, gaps, places, sources, spelling, sums, wording,
};
use crate::story::Severity::{self, Error, Note, Warning};

const fn rule(
    code: &'static str,
    severity: Severity,
    finds: &'static str,
    why: &'static str,
    help: &'static str,
    find: Find,
) -> Rule {
    Rule { code, severity, finds, why, help, find: Some(find) }
}

/// What is found while a story is read.
const fn read(
    code: &'static str,
    severity: Severity,
    finds: &'static str,
    why: &'static str,
    help: &'static str,
) -> Rule {
    Rule { code, severity, finds, why, help, find: None }
}

/// Every rule: first those of editors, then those of the format.
pub(super) static RULES: [Rule; 52] = [
    rule(
        "figure-without-speaker",
        Warning,
        "a number that nobody named gives",
        "A number of dead or wounded is somebody’s number. It is found where a claim with a figure has a speaker of \
         the kind `unnamed`, or one that is not there.",
        "find out who gives the number and make them the claim’s speaker",
        sources::figure_without_speaker,
    ),
    rule(
        "unattributed",
        Note,
        "a claim for which no source is named",
        "The speaker of the claim is of the kind `unnamed`: a report says so in its own voice. Readers see “no source \
         named”.",
        "name who said it, or leave it as the report has it",
        sources::unattributed,
    ),
    rule(
        "no-source",
        Warning,
        "a claim without a publication through which it reached us",
        "Readers cannot look it up. It is found where `via` is empty.",
        "give the publication in `via`, or make one for what was said to you",
        sources::no_source,
    ),
    rule(
        "single-party",
        Note,
        "an event that rests on one party’s word",
        "Only speakers of one party say so, and nobody of no party who saw it. Readers see the ring of one party’s claim.",
        "look for what the other side or a third party says, a denial or a refusal to comment too",
        sources::single_party,
    ),
    rule(
        "not-their-own",
        Warning,
        "a claim revised or taken back by somebody else",
        "Only who said something can say it otherwise or take it back; an officer and his ministry are one voice. It is \
         found where a claim `revises` or `withdraws` a claim of another body. The widget shows both claims and lets \
         neither take the other’s place.",
        "write `denies` where one contradicts the other, or name the speaker who did it",
        answers::not_their_own,
    ),
    rule(
        "answers-nothing",
        Warning,
        "a denial, confirmation, revision or withdrawal of nothing",
        "Readers see a denial beside what it denies. It is found where the stance is not `asserts` and `answers` is \
         missing, names the claim itself, or names a claim about another event; a later count may take the place of an \
         earlier one from event to event.",
        "name the claim in `answers`, or put the claim under the event it speaks of",
        answers::answers_nothing,
    ),
    rule(
        "flat-statement",
        Note,
        "losses in our own voice that one party alone tells",
        "A title or text that says “12 people were killed” makes ours what only one party says. It is found by words, \
         in the languages that have lists: a number beside a word such as killed or wounded, in a sentence that neither \
         says by whom we know (said, reported, according to) nor leaves it open, of an event of which speakers of one \
         party alone tell.",
        "say who says so, or “reported”",
        wording::flat_statement,
    ),
    rule(
        "sum",
        Note,
        "a number that is exactly the sum of others",
        "A total that equals its parts is not independent of them: it confirms nothing. It is found for the parts by \
         side of a figure, and for the claims named in `sumOf`. Readers see that it adds up, with its parts.",
        "nothing: say who added it up, if you know",
        sums::sum,
    ),
    rule(
        "sum-wrong",
        Warning,
        "a number that its parts do not come to",
        "The parts by side of a figure, or the claims named in `sumOf`, cannot come to the number stated, whatever their \
         ranges leave open.",
        "look whether a number was misread, and keep what was said: readers are shown that it does not add up",
        sums::sum_wrong,
    ),
    rule(
        "sum-mixed",
        Warning,
        "a sum of what is not alike",
        "Numbers for this event, this day and since the start of the fighting do not add up to anything, nor do soldiers \
         and civilians add up to soldiers, nor the dead of two events to those of one. It is found where stated scopes \
         differ, where a part counts others than the total, or where a part counts something else altogether.",
        "take the part out of `sumOf`, or give the total the scope and the people it really counts",
        sums::sum_mixed,
    ),
    rule(
        "sum-dependent",
        Warning,
        "a sum that may count the same people twice",
        "It is found where a claim is added twice or to itself, where one part is contained in another or takes its \
         place, and where two speakers count the same side of the same event.",
        "name in `sumOf` only claims that count different people",
        sums::sum_dependent,
    ),
    rule(
        "sum-undeclared",
        Note,
        "a number that comes to others, and nobody says so",
        "Who adds up two numbers seems to confirm both. It is found where an exact number is that of two or three other \
         exact ones of the same event and measure that count different people: from 20 on for two parts, from 50 on for \
         three, and no part below 5, since small numbers come to each other by chance.",
        "name the parts in `sumOf` if they are, or accept that they are not",
        figures::sum_undeclared,
    ),
    rule(
        "exact-range",
        Warning,
        "an exact number that is two",
        "It is found where `low` and `high` differ, or `high` stands alone, and the figure is said to be exact: without a \
         `qualifier` it is.",
        "write the number twice if it is exact, else `between`, `at-least`, `up-to` or `about`",
        figures::exact_range,
    ),
    rule(
        "distance",
        Warning,
        "a stated distance that the map contradicts",
        "The distance in the claim and the shortest way on the globe between the two places differ by more than a tenth, \
         and by more than the radii of the places. The stated one is never drawn; readers see both.",
        "look whether another place of that name is meant; else keep what was said",
        distances::distance,
    ),
    rule(
        "direction",
        Warning,
        "a stated direction that the map contradicts",
        "`$direction` of a stated distance is one of eight points of the compass, seen from `from`. It is found where \
         the way on the globe starts more than 45 degrees from it, or where the word is none of the eight.",
        "look whether the places were exchanged or another is meant; else keep what was said",
        distances::direction,
    ),
    rule(
        "date-conflict",
        Warning,
        "dates that contradict each other",
        "A claim dates something otherwise than it usually is (`disputedDates`), or two claims about one event date it \
         differently. A year and a day of that year agree. Readers see the dates side by side with their sources.",
        "look the date up once more; else keep what was said beside the usual date",
        dates::date_conflict,
    ),
    rule(
        "said-too-early",
        Warning,
        "something said before it happened",
        "The time at which a claim was made ends before the event begins. One of the two is wrong, or a zone is.",
        "check both dates and their zones; what was announced is an event of its own",
        dates::said_too_early,
    ),
    rule(
        "said-open",
        Warning,
        "something said at no time that ends",
        "When something was said has an end, even where it is not known: else no moment can tell whether it had been \
         said. It is found where an end of `said` is open or unknown, or its sense is `since`.",
        "write the day, or the last day it can have been with `\"sense\": \"by\"`",
        dates::said_open,
    ),
    rule(
        "said-after-as-of",
        Warning,
        "something said after the story’s own moment",
        "`asOf` says up to when the editors know; what was said later cannot be in it, and readers who set the clock to \
         that moment do not see it. What was said on a day has been said when the day is over.",
        "move `asOf`, or correct when it was said",
        dates::said_after_as_of,
    ),
    rule(
        "time-without-zone",
        Warning,
        "a time of day without a zone",
        "An hour’s mistake can put two first reports in the wrong order. It is found where a time of day has no offset \
         and the story has no `zone`, so that it would be read as UTC.",
        "give the story a `zone` with an `offset`, or the time an offset of its own",
        dates::time_without_zone,
    ),
    rule(
        "midnight",
        Warning,
        "a midnight that looks like a missing time",
        "Spreadsheets and programs write 00:00 where no time was known. It is found where a date has exactly midnight \
         as its time of day, in its own zone or in the story’s.",
        "write the day alone, or accept it if it was midnight",
        dates::midnight,
    ),
    rule(
        "place-precision",
        Warning,
        "a place more precise than what is known",
        "A point on a map says: here. It is found where an event is near, around or within a point, or was placed there \
         by inference, and no radius says how far it may be; where its radius is smaller than the place’s own; and where \
         coordinates have more than five decimals.",
        "give the event a `radiusM` or the place an `area`, and round coordinates to what is known",
        places::place_precision,
    ),
    rule(
        "one-sided-name",
        Warning,
        "one side’s name of a place without the other’s",
        "It is found where one party has a name of its own for a place and no other party has, and where a text of ours \
         first mentions a place by one party’s name while another party has another.",
        "give both names, in the order your house prefers",
        places::one_sided_name,
    ),
    rule(
        "spelling",
        Note,
        "a person or place known under several spellings or names",
        "It is found where a speaker has other `spellings` or a place several `names`. Search and screen readers know \
         them all; an editor should know which one the house uses.",
        "keep the list whole, and use the leading one in your own texts",
        spelling::spelling,
    ),
    rule(
        "spelling-variant",
        Warning,
        "a word that looks like a name spelt otherwise",
        "It is found where a word in a text differs from a person’s or a place’s name of five letters or more by one \
         letter, or by two that changed places, endings apart, and where two speakers or two places have almost the same name.",
        "spell it as the name, or list it among the `spellings` or `names`",
        spelling::spelling_variant,
    ),
    rule(
        "loaded-term",
        Warning,
        "a word that takes a side, with nobody to whom it belongs",
        "It is found in every text of our own voice, in quotation marks too, and in claims for which no speaker is \
         named. In the wording of a named speaker’s claim every word may stand. Names are not loaded: a capital within a \
         sentence, or a name of this story. The lists are data, by language; a \
         story adds to them with `$words`, a publisher with `--words`, and an empty advice takes a word, or a row of words in which it means something else, off.",
        "write what was done and who says so, or move the word into a named speaker’s claim",
        wording::loaded_term,
    ),
    rule(
        "empty-text",
        Warning,
        "a text in which nothing stands",
        "It is found where a name is missing, and where any text was begun and has nothing but blanks in every language. \
         Readers would see a gap.",
        "write it, or take the key out",
        gaps::empty_text,
    ),
    rule(
        "missing-language",
        Warning,
        "a text that is missing in a language of the story",
        "Readers of that language would get another one in the middle of theirs, and one side less of what is said. It \
         is found for every text, `languages` being those in which all should exist; blanks are no text.",
        "translate it, or take the language off the list",
        gaps::missing_language,
    ),
    rule(
        "missing-alt",
        Warning,
        "a picture or film that is not described",
        "Who does not see it learns nothing. It is found where `alt` is empty or blank.",
        "say in a sentence what it shows, and no more than it shows",
        gaps::missing_alt,
    ),
    rule(
        "missing-archive",
        Warning,
        "a source with an address and without an archived copy",
        "Posts and statements disappear, and with them the evidence. It is found where a source has a `url` and no \
         `archive`.",
        "have the page archived and give the copy’s address as `archive`",
        gaps::missing_archive,
    ),
    rule(
        "bare-withdrawal",
        Warning,
        "an event withdrawn without a date or a reason",
        "A withdrawn event stays, struck, with the day and the reason, so that who has read it learns why. It is found \
         where `at` or `reason` is missing.",
        "say when it was withdrawn and why",
        gaps::bare_withdrawal,
    ),
    rule(
        "one-side-view",
        Note,
        "a view in which all claims come from one side",
        "For editors only: readers are shown no score. It is found where the opening view, or a step of the guided \
         order, has two or more claims by named speakers and all of them speak for one party.",
        "look for what others say of the same, or say in the text whose account it is",
        balance::one_side_view,
    ),
    rule(
        "duplicate-event",
        Warning,
        "two events that may be one",
        "They are of one kind, at one place, at overlapping times, and have like titles or the same number, and neither \
         names the other as `related`.",
        "put the claims under one event, or name each other in `related`",
        duplicates::duplicate_event,
    ),
    read(
        "acceptance",
        Error,
        "an acceptance that accepts nothing because something is wrong with it",
        "Without a reason, of a code that is not there, of an error, or for a place that is not there.",
        "give the code, a place that is there, and the reason",
    ),
    read(
        "acceptance-unused",
        Warning,
        "an acceptance of something that is not found",
        "What it was for is gone; left in, it would hide what comes next.",
        "take it out",
    ),
    read(
        "json",
        Error,
        "text that is not JSON",
        "Reading stops there, and nothing of the story is known.",
        "mend the text at the place named; a comma too many or too few is the commonest reason",
    ),
    read(
        "encoding",
        Error,
        "text that is not UTF-8",
        "Its letters cannot be told.",
        "save the file as UTF-8",
    ),
    read(
        "version",
        Error,
        "a file of another version of the format",
        "What is newer may be missing. A file without a version is read as version 1, with a warning.",
        "write `\"chronocarte\": 1`, or use a newer program",
    ),
    read(
        "unreadable",
        Error,
        "something that cannot be read and was left out",
        "The rest of the story is shown without it.",
        "write what the message expects",
    ),
    read(
        "unknown-key",
        Warning,
        "a key the format does not have",
        "What stands there is not read, which is most often a slip of the pen.",
        "correct the key, or begin it with `$` if it is for editors alone",
    ),
    read(
        "broken-reference",
        Error,
        "an identifier that names nothing",
        "The place, speaker, source, party, area, event or claim is not there.",
        "correct the identifier, or add what it names",
    ),
    read(
        "duplicate-id",
        Error,
        "an identifier that is used twice",
        "Links would find the first only.",
        "give each its own, and never change one that was published",
    ),
    read(
        "coordinates",
        Error,
        "degrees that are not on Earth",
        "Longitude is -180 to 180, latitude -90 to 90, and they come together. Swapped ones are said to be.",
        "correct them",
    ),
    read(
        "no-shape",
        Error,
        "an area or line without a shape",
        "There is neither a geometry nor a shape of the base map.",
        "give one of them",
    ),
    read(
        "end-before-start",
        Error,
        "an area or line that ends before it begins",
        "`validTo` lies before `validFrom`.",
        "correct the dates",
    ),
    read(
        "no-title",
        Error,
        "an event without a title",
        "It has none in any language, or only blanks.",
        "give it one",
    ),
    read(
        "no-claim",
        Error,
        "an event that nobody says happened",
        "An event is what its claims say; without one nobody answers for it.",
        "say who says so: the first claim",
    ),
    read(
        "figure",
        Error,
        "a figure that is none",
        "It has neither a number nor words, or its lowest number is above its highest.",
        "give the number or the words as they were said",
    ),
    read(
        "address",
        Error,
        "an address that may not be linked",
        "Only `https:` is linked, `contact` may be `mailto:`, and media may be a path from the root of the page’s own \
         origin; anything else is shown as text, or not at all.",
        "give the https address, or none",
    ),
    read("no-events", Warning, "a story without events", "There is nothing to show.", "add the first event"),
    read(
        "basemap",
        Warning,
        "a story whose ground cannot be drawn",
        "Said by `build`: the built-in base map cannot be used, and the story names none.",
        "name a pack of your own as `basemap`",
    ),
    read(
        "glyph",
        Error,
        "a letter that pictures cannot show",
        "Said by `build`: the fonts of the pictures lack it.",
        "write the word in letters they have: Latin, Greek, Cyrillic, Armenian, Arabic",
    ),
];
