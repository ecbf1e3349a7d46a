//! KML and GPX: named places with times.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::account::Spot;
use super::date_column::DateColumn;
use super::draft::Draft;
use super::html;
use super::record::{Record, Reference, Shape, Whereabouts, position};
use super::tabular::interval;
use crate::error::Error;
use crate::story::Severity;

/// How deep elements may nest.
const DEPTH: usize = 64;

/// An element with what it holds.
#[derive(Default)]
struct Node {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Node>,
    line: u32,
}

impl Node {
    fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|it| it.name == name)
    }

    fn text_of(&self, name: &str) -> &str {
        self.child(name).map_or("", |it| it.text.trim())
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|it| it.0 == name).map_or("", |it| it.1.as_str())
    }
}

fn local(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

fn node(start: &BytesStart<'_>, line: u32) -> Node {
    let mut given = start.attributes();
    let attributes = given.with_checks(false).flatten().map(|it| {
        let raw = String::from_utf8_lossy(&it.value);
        let value =
            quick_xml::escape::unescape(&raw).map_or_else(|_| raw.to_string(), std::borrow::Cow::into_owned);
        (local(it.key.as_ref()), value)
    });
    Node { name: local(start.name().as_ref()), attributes: attributes.collect(), line, ..Node::default() }
}

/// The tree of a file, as far as it goes; and where it breaks off.
fn tree(text: &str) -> Result<(Node, Option<(u32, String)>), Error> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut open = vec![Node::default()];
    let mut broken = None;
    let (mut line, mut counted) = (1_usize, 0_usize);
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        line += text.get(counted..at).map_or(0, |part| part.bytes().filter(|byte| *byte == b'\n').count());
        counted = at.max(counted);
        let here = u32::try_from(line).unwrap_or(u32::MAX);
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                if open.len() > DEPTH {
                    return Err(Error::new("nesting", "the file nests deeper than 64 levels"));
                }
                open.push(node(&start, here));
            }
            Ok(Event::Empty(start)) => {
                if let Some(parent) = open.last_mut() {
                    parent.children.push(node(&start, here));
                }
            }
            Ok(Event::End(_)) => close(&mut open),
            Ok(Event::Text(words)) => {
                if let Some(parent) = open.last_mut() {
                    parent.text.push_str(&words.decode().unwrap_or_default());
                }
            }
            Ok(Event::CData(words)) => {
                if let Some(parent) = open.last_mut() {
                    parent.text.push_str(&String::from_utf8_lossy(&words));
                }
            }
            Ok(Event::GeneralRef(name)) => {
                if let Some(parent) = open.last_mut() {
                    parent.text.push_str(&html::plain(&format!("&{};", String::from_utf8_lossy(&name))).text);
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                broken = Some((here, error.to_string()));
                break;
            }
        }
    }
    if open.len() > 1 && broken.is_none() {
        broken = Some((
            u32::try_from(line).unwrap_or(u32::MAX),
            "the file ends before its elements do".to_owned(),
        ));
    }
    while open.len() > 1 {
        close(&mut open);
    }
    Ok((open.pop().unwrap_or_default(), broken))
}

fn close(open: &mut Vec<Node>) {
    if open.len() > 1
        && let Some(done) = open.pop()
        && let Some(parent) = open.last_mut()
    {
        parent.children.push(done);
    }
}

/// A place before its date is decided.
struct Found<'n> {
    node: &'n Node,
    start: String,
    end: String,
    /// Whether a missing end is an open one.
    is_span: bool,
}

/// Beginning and end, and whether it is a span.
type Own = (String, String, bool);

/// Beginning and end of an element's own time.
fn times(node: &Node) -> Option<Own> {
    if let Some(stamp) = node.child("TimeStamp") {
        return Some((stamp.text_of("when").to_owned(), String::new(), false)).filter(|it| !it.0.is_empty());
    }
    let span = node.child("TimeSpan")?;
    let (start, end) = (span.text_of("begin").to_owned(), span.text_of("end").to_owned());
    (!start.is_empty() || !end.is_empty()).then_some((start, end, true))
}

/// All placemarks; what has no time of its own has that of what it lies in.
fn placemarks<'n>(node: &'n Node, above: &Own, found: &mut Vec<Found<'n>>, links: &mut usize) {
    let own = times(node).unwrap_or_else(|| above.clone());
    *links += usize::from(node.name == "NetworkLink");
    if node.name == "Placemark" {
        let track = tracks(node);
        let stamps: Vec<&str> = track
            .iter()
            .flat_map(|it| &it.children)
            .filter(|it| it.name == "when")
            .map(|it| it.text.trim())
            .collect();
        let own = match (times(node), stamps.first(), stamps.last()) {
            (None, Some(first), Some(last)) => ((*first).to_owned(), (*last).to_owned(), false),
            _ => own,
        };
        return found.push(Found { node, start: own.0, end: own.1, is_span: own.2 });
    }
    for child in &node.children {
        placemarks(child, &own, found, links);
    }
}

fn tracks(node: &Node) -> Vec<&Node> {
    let inner = |node: &'_ Node| -> Vec<usize> { (0..node.children.len()).collect() };
    let mut all: Vec<&Node> = node.children.iter().filter(|it| it.name == "Track").collect();
    for multi in node.children.iter().filter(|it| it.name == "MultiTrack") {
        all.extend(
            inner(multi).into_iter().filter_map(|at| multi.children.get(at)).filter(|it| it.name == "Track"),
        );
    }
    all
}

/// Reads KML.
pub(super) fn read_kml(text: &str, draft: &mut Draft<'_>) -> Result<(), Error> {
    let (root, broken) = tree(text)?;
    let mut found = Vec::new();
    let mut links = 0;
    placemarks(&root, &Default::default(), &mut found, &mut links);
    if links > 0 {
        let message = format!("links to files elsewhere were not followed ({links})");
        draft.say(Severity::Note, "network-link", Spot::default(), message);
    }
    records(found, broken, draft, |node, record| shape(node, record, 0));
    Ok(())
}

fn records(
    found: Vec<Found<'_>>,
    broken: Option<(u32, String)>,
    draft: &mut Draft<'_>,
    place: impl Fn(&Node, &mut Record),
) {
    let cells = || found.iter().flat_map(|it| [it.start.as_str(), it.end.as_str()]);
    let dates = DateColumn::decide(cells(), draft.options.date_order);
    let zoned = draft.options.zone.is_some();
    let mut untimed = 0;
    for it in &found {
        let spot = Spot::cell("", it.node.line, 0);
        let mut record =
            Record { spot, kind: "other", id: it.node.attribute("id").to_owned(), ..Record::default() };
        record.title = html::plain(it.node.text_of("name")).text.replace('\n', " ");
        let about =
            ["description", "desc", "cmt"].iter().map(|name| it.node.text_of(name)).find(|it| !it.is_empty());
        let about = html::plain(about.unwrap_or_default());
        record.via = about.links.iter().map(|(words, url)| Reference::link(words, url)).collect();
        if record.title.is_empty() {
            record.title = super::tabular::shortened(about.text.lines().next().unwrap_or_default(), 120);
        }
        record.text = about.text;
        let mut read = |text: &str, record: &mut Record| {
            let reading = dates.read(text, zoned);
            untimed += usize::from(reading.without_zone);
            if let Some((code, message)) = reading.warning {
                record.warn(code, message);
            }
            reading.edtf
        };
        let (start, end) = (read(&it.start, &mut record), read(&it.end, &mut record));
        record.edtf = match (it.start.is_empty(), it.end.is_empty()) {
            (false, true) if it.is_span && !start.is_empty() => [&start, "/.."].concat(),
            (true, false) if !end.is_empty() => ["../", &end].concat(),
            _ => interval(&start, &end),
        };
        if record.title.is_empty() {
            if record.edtf.is_empty() {
                draft.refuse("no-title", record.spot, "the place has no name, no description and no time");
                continue;
            }
            record.title = "Unnamed place".to_owned();
            record.warn("no-title", "the place has no name");
        }
        place(it.node, &mut record);
        draft.add(record);
    }
    if untimed > 0 {
        let message = format!(
            "times of day without a zone were left out ({untimed}): say --zone (such as --zone +04:00)"
        );
        draft.say(Severity::Warning, "zone", Spot::default(), message);
    }
    if let Some((line, why)) = broken {
        draft.refuse("xml", Spot::cell("", line, 0), format!("the file breaks off here: {why}"));
    }
}

/// Positions of a text of triples; blanks after commas are passed over, what is no position is told.
fn positions(text: &str) -> Result<Vec<(f64, f64)>, String> {
    let mut joined = String::new();
    for word in text.split_whitespace() {
        if !joined.is_empty() && !joined.ends_with(',') && !word.starts_with(',') {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    let mut all = Vec::new();
    for triple in joined.split(' ').filter(|it| !it.is_empty()) {
        let mut numbers = triple.split(',');
        let (lon, lat) = (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default());
        all.push(position(lon, lat)?.ok_or_else(|| "there are no coordinates".to_owned())?);
    }
    Ok(all)
}

/// The first shape of a placemark.
fn shape(node: &Node, record: &mut Record, depth: usize) {
    let name = record.title.clone();
    let lined = |rings: Vec<Vec<(f64, f64)>>, is_line: bool| Whereabouts {
        name: name.clone(),
        relation: "within",
        shape: Shape { rings: rings.into_iter().filter(|ring| ring.len() > 1).collect(), is_line },
        ..Whereabouts::default()
    };
    let shapes: Vec<&Node> = node
        .children
        .iter()
        .filter(|it| {
            ["Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Track", "MultiTrack"]
                .contains(&it.name.as_str())
        })
        .collect();
    if shapes.len() > 1 {
        record.warn("shape", format!("of {} shapes only the first is shown", shapes.len()));
    }
    let Some(first) = shapes.first() else { return };
    let made = match first.name.as_str() {
        "Point" => positions(first.text_of("coordinates")).and_then(|all| {
            let position = all.first().copied().ok_or_else(|| "there are no coordinates".to_owned())?;
            Ok(Whereabouts { name: name.clone(), position: Some(position), ..Whereabouts::default() })
        }),
        "LineString" | "LinearRing" => {
            positions(first.text_of("coordinates")).map(|it| lined(vec![it], true))
        }
        "Polygon" => {
            let rings = first
                .children
                .iter()
                .filter(|it| it.name.ends_with("BoundaryIs"))
                .filter_map(|it| it.child("LinearRing"));
            let rings: Result<Vec<_>, String> =
                rings.map(|it| positions(it.text_of("coordinates"))).collect();
            rings.map(|rings| lined(rings, false))
        }
        "MultiGeometry" if depth < 8 => return shape(first, record, depth + 1),
        _ => {
            let points = tracks(node).into_iter().flat_map(|it| &it.children).filter(|it| it.name == "coord");
            let points: Result<Vec<Vec<_>>, String> = points
                .map(|it| positions(&it.text.split_whitespace().take(2).collect::<Vec<_>>().join(",")))
                .collect();
            points.map(|points| lined(vec![points.into_iter().flatten().collect()], true))
        }
    };
    match made {
        Ok(place) => record.place = Some(place),
        Err(why) => record.warn("coordinates", why),
    }
}

/// Reads GPX: way points, tracks and routes.
pub(super) fn read_gpx(text: &str, draft: &mut Draft<'_>) -> Result<(), Error> {
    let (root, broken) = tree(text)?;
    let mut found = Vec::new();
    for node in root.child("gpx").map_or(&[][..], |it| &it.children) {
        match node.name.as_str() {
            "wpt" => found.push(Found {
                node,
                start: node.text_of("time").to_owned(),
                end: String::new(),
                is_span: false,
            }),
            "trk" | "rte" => {
                let times: Vec<&str> =
                    points(node).iter().map(|it| it.text_of("time")).filter(|it| !it.is_empty()).collect();
                let end = |it: Option<&&str>| it.map_or(String::new(), |it| (*it).to_owned());
                found.push(Found { node, start: end(times.first()), end: end(times.last()), is_span: false });
            }
            _ => {}
        }
    }
    records(found, broken, draft, |node, record| {
        let at = |it: &Node| position(it.attribute("lon"), it.attribute("lat"));
        let name = record.title.clone();
        if node.name == "wpt" {
            match at(node) {
                Ok(position) => record.place = Some(Whereabouts { name, position, ..Whereabouts::default() }),
                Err(why) => record.warn("coordinates", why),
            }
            return;
        }
        let line: Result<Vec<Option<(f64, f64)>>, String> = points(node).into_iter().map(at).collect();
        match line {
            Ok(line) => {
                let shape = Shape { rings: vec![line.into_iter().flatten().collect()], is_line: true };
                record.place =
                    Some(Whereabouts { name, relation: "within", shape, ..Whereabouts::default() });
            }
            Err(why) => record.warn("coordinates", why),
        }
    });
    Ok(())
}

/// The points of a track or a route.
fn points(node: &Node) -> Vec<&Node> {
    let segments = node.children.iter().filter(|it| it.name == "trkseg").flat_map(|it| &it.children);
    node.children.iter().chain(segments).filter(|it| it.name == "trkpt" || it.name == "rtept").collect()
}
