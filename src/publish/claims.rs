//! Every claim in a table, and the same in other orders, each on a page of its own: sorted by links, without script.

use super::edition::{Edition, link};
use super::html::{El, anchor, el};
use super::page::{document, footer};
use crate::index::EventIndex;
use crate::scene::{
    claim_line, disputed_words, distance_words, event_line, standing_label, toll_row, where_words,
};
use crate::story::{Claim, Event, Standing, Total, Words, is_https};
use crate::text::{Message, folded};

/// What the rows of a page are sorted by. The table on the page that tells everything is in order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Whoever says so, by name.
    Speaker,
    /// Where it happened, by name.
    Place,
    /// What the claims amount to.
    Standing,
}

impl Order {
    /// Every order there is a page for.
    pub(super) const ALL: [Self; 3] = [Self::Place, Self::Speaker, Self::Standing];

    /// The file of the page in the leading language.
    pub(super) const fn file(self) -> &'static str {
        match self {
            Self::Speaker => "claims-by-speaker.html",
            Self::Place => "claims-by-place.html",
            Self::Standing => "claims-by-standing.html",
        }
    }

    /// What the column is called that leads.
    fn name<'a>(self, edition: &'a Edition<'_>) -> &'a str {
        match self {
            Self::Speaker => edition.phrases.get("whoSaysSo"),
            Self::Place => edition.phrases.get("where"),
            Self::Standing => edition.language.get(Message::Standing),
        }
    }
}

/// Links to every order of the table; the one that is shown is no link.
fn orders(edition: &Edition<'_>, shown: Option<Order>) -> El {
    let entry = |order: Option<Order>, address: &str, name: &str| {
        let item = el("li");
        if order == shown {
            item.kid(el("b aria-current='true'").text(name))
        } else {
            item.kid(el("a").attr("href", &edition.site.reference(address)).text(name))
        }
    };
    let time = [&edition.name("index.html"), "#claims"].concat();
    el("nav class='orders' aria-labelledby='orders'")
        .kid(el("p id='orders'").text(edition.phrases.get("sortedBy")))
        .kid(el("ul").kid(entry(None, &time, edition.phrases.get("when"))).kids(
            Order::ALL.map(|order| entry(Some(order), &edition.name(order.file()), order.name(edition))),
        ))
}

/// A row of a sorted table: an event, and one claim about it unless nobody made any.
struct Row<'a> {
    event: EventIndex,
    known: &'a Event,
    claim: Option<&'a Claim>,
    /// What the row is sorted by, in words.
    key: String,
}

/// The page with the table in another order.
pub(super) fn sorted(edition: &Edition<'_>, order: Order) -> String {
    let rows = in_order(edition, order);
    let phrases = &edition.phrases;
    let column = |name: &str| el("th scope='col'").text(name);
    let told = (order != Order::Speaker).then(|| column(phrases.get("whoSaysSo")));
    let head = el("tr")
        .kid(column(order.name(edition)).attr("aria-sort", "ascending"))
        .kid(column(phrases.get("event")))
        .maybe(told)
        .kid(column(phrases.get("inWhatWords")))
        .kid(column(phrases.get("throughWhom")))
        .kid(column(phrases.get("figures")));
    let groups = rows.chunk_by(|one, other| one.key == other.key).map(|group| {
        let mut key = Some(
            el("th scope='rowgroup'")
                .attr("rowspan", &group.len().to_string())
                .kid(el("b").text(&group[0].key)),
        );
        el("tbody")
            .kids(group.iter().map(|row| el("tr").maybe(key.take()).kids(sorted_cells(edition, order, row))))
    });
    let title = [edition.plain(&edition.story.title), " · ", phrases.get("everyClaim")].concat();
    let back = edition.site.reference(&edition.name("index.html"));
    let caption =
        [phrases.get("everyClaimCaption"), " · ", phrases.get("sortedBy"), " ", order.name(edition)].concat();
    let table = el("table").kid(el("caption").text(&caption)).kid(el("thead").kid(head)).kids(groups);
    let main = el("main")
        .kid(el("h2 id='claims'").text(phrases.get("everyClaim")))
        .kid(orders(edition, Some(order)))
        .kid(wide(table));
    let header = el("header")
        .kid(el("h1").kid(edition.prose(&edition.story.title)))
        .kid(el("p").kid(el("a").attr("href", &back).text(phrases.get("allOnOnePage"))));
    // The page that tells everything is the one to be found by.
    let meta = vec![el("link rel='canonical'").attr("href", &back)];
    document(edition, meta, &title, el("body").kid(header).kid(main).kid(footer(edition)))
}

/// Every claim, sorted; those of one kind in order of time.
fn in_order<'a>(edition: &'a Edition<'_>, order: Order) -> Vec<Row<'a>> {
    let (story, language) = (edition.story, &edition.language);
    let mut rows = Vec::new();
    for event in edition.index.order.iter().chain(&edition.index.background) {
        let Some(known) = story.events.get(*event) else { continue };
        let mut add = |claim: Option<&'a Claim>| {
            let key = match (order, claim) {
                (Order::Place, _) => where_words(story, *event, language),
                (Order::Standing, _) => standing_label(&edition.frame(), story.standing(known)),
                (Order::Speaker, Some(claim)) => claim_line(story, claim, language).0,
                (Order::Speaker, None) => language.get(Message::SourceNotNamed).to_owned(),
            };
            rows.push(Row { event: *event, known, claim, key });
        };
        known.claims.iter().for_each(|claim| add(Some(claim)));
        if known.claims.is_empty() {
            add(None);
        }
    }
    let firmness = |row: &Row<'_>| {
        let standing = story.standing(row.known);
        Standing::ALL.iter().position(|it| *it == standing)
    };
    match order {
        Order::Standing => rows.sort_by_key(firmness),
        Order::Speaker | Order::Place => rows.sort_by_cached_key(|row| (folded(&row.key), row.key.clone())),
    }
    rows
}

/// What stands beside the key: the event, who says so where that is not the key, and the claim.
fn sorted_cells(edition: &Edition<'_>, order: Order, row: &Row<'_>) -> Vec<El> {
    let address = [&edition.name("index.html"), "#", &anchor("event-", &row.known.id)].concat();
    let title = el("a").attr("href", &edition.site.reference(&address)).kid(edition.prose(&row.known.title));
    let title = if row.known.withdrawn.is_some() { el("s").kid(title) } else { title };
    let line = event_line(&edition.frame(), row.event);
    let mut event = el("td").kid(el("p").kid(title)).maybe(line.as_ref().map(|it| el("p").text(&it.when)));
    if order != Order::Place {
        event = event.kid(el("p").text(&where_words(edition.story, row.event, &edition.language)));
    }
    if order != Order::Standing {
        event = event.maybe(line.map(|it| el("p").kid(el("i").text(&it.standing))));
    }
    let columns = if order == Order::Speaker { "3" } else { "4" };
    let Some(claim) = row.claim else {
        return vec![event, el("td").attr("colspan", columns)];
    };
    let [speaker, wording, through, figures] = cells(edition, row.known, claim);
    let speaker = (order != Order::Speaker).then_some(speaker);
    [Some(event), speaker, Some(wording), Some(through), Some(figures)].into_iter().flatten().collect()
}

/// The table of all claims, one body of rows an event, in order of time.
pub(super) fn claims(edition: &Edition<'_>) -> El {
    let phrases = &edition.phrases;
    let column = |key: &str| el("th scope='col'").text(phrases.get(key));
    let order = edition.index.order.iter().chain(&edition.index.background);
    let table = el("table")
        .kid(el("caption").text(phrases.get("everyClaimCaption")))
        .kid(
            el("thead").kid(
                el("tr")
                    .kid(column("event"))
                    .kid(column("whoSaysSo"))
                    .kid(column("inWhatWords"))
                    .kid(column("throughWhom"))
                    .kid(column("figures")),
            ),
        )
        .kids(order.filter_map(|event| rows(edition, *event)));
    el("div")
        .kid(el("h2 id='claims'").text(phrases.get("everyClaim")))
        .kid(orders(edition, None))
        .kid(wide(table))
}

/// A table that may be wider than the screen, and is moved by itself.
fn wide(table: El) -> El {
    el("section class='wide' aria-labelledby='claims' tabindex='0'").kid(table)
}

/// The rows of one event.
fn rows(edition: &Edition<'_>, event: EventIndex) -> Option<El> {
    let known = edition.story.events.get(event)?;
    let words = event_line(&edition.frame(), event)?;
    let span = known.claims.len().max(1).to_string();
    let note = |words: &Words| el("p").kid(edition.prose(words));
    let title = edition.prose(&known.title);
    let title = if known.withdrawn.is_some() { el("s").kid(title) } else { title };
    let mut head = el("th scope='rowgroup'")
        .attr("rowspan", &span)
        .attr("id", &anchor("event-", &known.id))
        .kid(el("p").kid(el("b").kid(title)))
        .kid(el("p").text(&words.when))
        .kid(el("p").text(&where_words(edition.story, event, &edition.language)))
        .kid(el("p").kid(el("i").text(&words.standing)));
    if let Some(withdrawn) = known.withdrawn.as_ref().filter(|it| !it.reason.is_empty()) {
        head = head.kid(note(&withdrawn.reason));
    }
    if !known.text.is_empty() {
        head = head.kid(note(&known.text));
    }
    if let Some(when) = known.when.as_ref().filter(|when| !when.note.is_empty()) {
        head = head.kid(note(&when.note));
    }
    for media in &known.media {
        let words = edition.prose(&media.alt);
        let credit = el("small").kid(edition.prose(&media.credit));
        head = head.kid(el("p").kid(link(media.url.as_deref(), words)).text(" ").kid(credit));
    }
    head = head.maybe(editors(edition, &known.note));
    let mut body = el("tbody");
    let mut head = Some(head);
    for claim in &known.claims {
        body = body.kid(el("tr").maybe(head.take()).kids(cells(edition, known, claim)));
    }
    let empty = head.take().map(|head| el("tr").kid(head).kid(el("td colspan='4'")));
    Some(body.maybe(empty))
}

/// One claim: who, in what words, through whom and when, with which figures.
fn cells(edition: &Edition<'_>, event: &Event, claim: &Claim) -> [El; 4] {
    let (story, language) = (edition.story, &edition.language);
    let (speaker, line) = claim_line(story, claim, language);
    let mut wording = el("td").kid(el("p").kid(edition.prose(&claim.wording)));
    for distance in &claim.distances {
        if let Some(words) = distance_words(&edition.frame(), claim, distance) {
            wording = wording.kid(el("p").text(&words));
        }
    }
    for dates in &claim.disputed_dates {
        let line = if dates.note.is_empty() {
            el("p").text(&disputed_words(story, dates, language))
        } else {
            el("p").kid(edition.prose(&dates.note))
        };
        let source = dates.source.as_deref().and_then(|id| story.source(id));
        let source = source.map(|source| link(source.url.as_deref(), edition.prose(&source.name)));
        wording = wording.kid(line.text(" ").maybe(source));
    }
    let wording = wording.maybe(editors(edition, &claim.note));
    let mut through = el("td").kid(el("p").text(&line));
    for source in claim.via.iter().filter_map(|id| story.source(id)) {
        for (url, message) in [(&source.url, Message::Original), (&source.archive, Message::Archived)] {
            if url.as_deref().is_some_and(is_https) {
                let name = [edition.plain(&source.name), ", ", language.get(message)].concat();
                through = through.kid(el("p").kid(link(url.as_deref(), el("span").text(&name))));
            }
        }
    }
    let figures = claim.figures.iter().map(|figure| {
        let row = toll_row(story, &Total { event, claim, figure }, language);
        el("p").text(&[&row.value, " · ", &row.whole].concat())
    });
    [el("td").kid(el("b").text(&speaker)), wording, through, el("td").kids(figures)]
}

/// What the editors add, marked as theirs.
fn editors(edition: &Edition<'_>, words: &Words) -> Option<El> {
    let whose = el("i").text(edition.language.get(Message::EditorsNote));
    (!words.is_empty()).then(|| el("p").kid(whose).text(" ").kid(edition.prose(words)))
}
