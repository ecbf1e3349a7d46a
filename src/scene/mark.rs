//! What is drawn: marks, their style, and what they stand for. A picture is a value.

use crate::index::EventIndex;

/// A point in CSS pixels; x grows right, y grows down.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// CSS pixels from the left edge.
    pub x: f64,
    /// CSS pixels from the top edge.
    pub y: f64,
}

impl Point {
    /// A point.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The distance to another point, in CSS pixels.
    #[inline(never)]
    pub fn distance(self, other: Self) -> f64 {
        let (dx, dy) = (self.x - other.x, self.y - other.y);
        (dx * dx + dy * dy).sqrt()
    }
}

/// An upright rectangle in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// The left edge.
    pub x: f64,
    /// The top edge.
    pub y: f64,
    /// The width, not negative.
    pub width: f64,
    /// The height, not negative.
    pub height: f64,
}

impl Rect {
    /// A rectangle.
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    /// Whether a point lies in it, edges included.
    #[inline(never)]
    pub fn contains(self, point: Point) -> bool {
        point.x >= self.x
            && point.x <= self.x + self.width
            && point.y >= self.y
            && point.y <= self.y + self.height
    }

    /// Whether two rectangles share more than an edge.
    #[inline(never)]
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    /// How far a point is from the rectangle, CSS pixels; 0 inside.
    #[inline(never)]
    pub fn distance(self, point: Point) -> f64 {
        let dx = (self.x - point.x).max(point.x - self.x - self.width).max(0.0);
        let dy = (self.y - point.y).max(point.y - self.y - self.height).max(0.0);
        (dx * dx + dy * dy).sqrt()
    }

    /// The rectangle grown by a margin on every side; a negative margin shrinks it.
    #[must_use]
    #[inline(never)]
    pub fn grown(self, margin: f64) -> Self {
        Self {
            x: self.x - margin,
            y: self.y - margin,
            width: (self.width + 2.0 * margin).max(0.0),
            height: (self.height + 2.0 * margin).max(0.0),
        }
    }
}

/// A shape or text.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// Lines through points; closed ones are filled by the even-odd rule.
    Path {
        /// One list of points per line or ring.
        lines: Vec<Vec<Point>>,
        /// Whether each line returns to its start.
        closed: bool,
    },
    /// A circle.
    Circle {
        /// Its centre.
        center: Point,
        /// Its radius.
        radius: f64,
    },
    /// The left half of a disc, for what two sides report.
    HalfDisc {
        /// The centre of the whole disc.
        center: Point,
        /// Its radius.
        radius: f64,
    },
    /// A part of a ring, for the share of a cluster.
    Arc {
        /// The centre.
        center: Point,
        /// The radius.
        radius: f64,
        /// Where it starts, in turns clockwise from the top, 0 to 1.
        from: f64,
        /// Where it ends, in turns, not less than `from`.
        to: f64,
    },
    /// A rectangle with rounded corners.
    Rect {
        /// Its edges.
        rect: Rect,
        /// The radius of its corners.
        radius: f64,
    },
    /// One line of text.
    Text {
        /// The end named by `align`, on the alphabetic baseline.
        at: Point,
        /// The words.
        text: String,
        /// Which end `at` is.
        align: Align,
        /// How it is set.
        font: Font,
    },
}

/// Which end of a text stands at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// The left end, whatever the script's direction.
    Left,
    /// The middle.
    Middle,
    /// The right end.
    Right,
}

/// How a text is set. The family is the system's sans serif.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// CSS pixels.
    pub size_px: f64,
    /// 400 or 600 or 700.
    pub weight: u16,
    /// Slanted, for water.
    pub italic: bool,
    /// Extra space after each letter, CSS pixels.
    pub spacing_px: f64,
}

impl Font {
    /// Upright text of regular weight.
    pub const fn regular(size_px: f64) -> Self {
        Self { size_px, weight: 400, italic: false, spacing_px: 0.0 }
    }

    /// Upright text of bold weight.
    pub const fn bold(size_px: f64) -> Self {
        Self { size_px, weight: 600, italic: false, spacing_px: 0.0 }
    }
}

/// A colour by its role. Themes say what it looks like, so that a scene is the same in light, dark and forced colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// The page behind everything.
    Paper,
    /// Text and selection.
    Ink,
    /// Secondary text.
    Muted,
    /// Hairlines and grids.
    Hairline,
    /// Land.
    Land,
    /// Sea, lakes and rivers.
    Water,
    /// The names of waters.
    WaterInk,
    /// State borders.
    Border,
    /// Ceasefire and other dated lines.
    Line,
    /// The hatch of a disputed area.
    Hatch,
    /// Country names.
    Country,
    /// The soft disc of a place that is not exactly known.
    Uncertain,
    /// The shade of night on a timeline.
    Night,
    /// The frame and fill of a brush.
    Brush,
    /// Where the inset shows the map to be.
    Locator,
    /// A party by its order in the story, from 0. Two colours that survive every common colour blindness lead.
    Party(u8),
    /// Third parties, the press, no source named.
    Third,
}

/// How a mark is painted. Nothing given is nothing painted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Style {
    /// The colour inside.
    pub fill: Option<Tone>,
    /// The colour of the outline.
    pub stroke: Option<Tone>,
    /// The width of the outline, CSS pixels.
    pub width_px: f64,
    /// On and off lengths of a dashed outline, CSS pixels; `None` is solid.
    pub dash: Option<(f64, f64)>,
    /// How much of inside and outline covers what is below, 0 to 1; `None` is all of it.
    pub opacity: Option<f64>,
    /// The colour of a halo behind a text or line.
    pub halo: Option<Tone>,
    /// The width of the halo on each side, CSS pixels.
    pub halo_px: f64,
    /// Round line ends rather than flat ones.
    pub round: bool,
}

impl Style {
    /// Only filled.
    #[inline(never)]
    pub const fn fill(tone: Tone) -> Self {
        Self { fill: Some(tone), ..Self::NONE }
    }

    /// Only outlined.
    #[inline(never)]
    pub const fn stroke(tone: Tone, width_px: f64) -> Self {
        Self { stroke: Some(tone), width_px, ..Self::NONE }
    }

    /// Nothing painted, the start of every other style.
    pub const NONE: Self = Self {
        fill: None,
        stroke: None,
        width_px: 0.0,
        dash: None,
        opacity: None,
        halo: None,
        halo_px: 0.0,
        round: false,
    };

    /// The same with an opacity.
    #[must_use]
    pub const fn faded(self, opacity: f64) -> Self {
        Self { opacity: Some(opacity), ..self }
    }

    /// The same with a dashed outline.
    #[must_use]
    pub const fn dashed(self, on_px: f64, off_px: f64) -> Self {
        Self { dash: Some((on_px, off_px)), ..self }
    }

    /// The same with a halo.
    #[must_use]
    pub const fn haloed(self, tone: Tone, halo_px: f64) -> Self {
        Self { halo: Some(tone), halo_px, ..self }
    }
}

/// What a mark stands for when it is pointed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An event.
    Event(EventIndex),
    /// Events too close together to tell apart, in order of time.
    Cluster(Vec<EventIndex>),
    /// The start of the brush.
    BrushStart,
    /// The end of the brush.
    BrushEnd,
    /// The brush between its ends.
    BrushBody,
}

/// A mark with its style and meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The shape.
    pub mark: Mark,
    /// How it is painted.
    pub style: Style,
    /// What it stands for; `None` is not pointed at.
    pub target: Option<Target>,
}

/// How often a layer changes; each has a surface of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LayerKind {
    /// The base map, the axis: changes with the camera.
    Ground,
    /// Areas, events, labels: changes with filter and clock.
    Data,
    /// Selection, brush, hover: changes all the time.
    Overlay,
}

/// Items painted in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// How often it changes.
    pub kind: LayerKind,
    /// The items, bottom first.
    pub items: Vec<Item>,
}

impl Layer {
    /// An empty layer.
    pub fn new(kind: LayerKind) -> Self {
        Self { kind, items: Vec::new() }
    }

    /// Adds a mark that is not pointed at. The style is given by reference, so that a call with a style known beforehand
    /// costs one address: marks are added in a hundred places.
    #[inline(never)]
    pub fn add(&mut self, mark: Mark, style: &Style) {
        self.items.push(Item { mark, style: *style, target: None });
    }

    /// Says what the mark that was added last stands for.
    #[inline(never)]
    pub fn aim(&mut self, target: Target) {
        if let Some(item) = self.items.last_mut() {
            item.target = Some(target);
        }
    }

    /// Adds a circle.
    #[inline(never)]
    pub fn circle(&mut self, center: Point, radius: f64, style: &Style) {
        self.add(Mark::Circle { center, radius }, style);
    }

    /// Adds a rectangle with rounded corners.
    #[inline(never)]
    pub fn rect(&mut self, rect: Rect, radius: f64, style: &Style) {
        self.add(Mark::Rect { rect, radius }, style);
    }

    /// Adds a straight line.
    #[inline(never)]
    pub fn line(&mut self, from: Point, to: Point, style: &Style) {
        self.lines(vec![vec![from, to]], style);
    }

    /// Adds open lines as one mark; nothing where there are none.
    #[inline(never)]
    pub fn lines(&mut self, lines: Vec<Vec<Point>>, style: &Style) {
        self.path(lines, false, style);
    }

    /// Adds rings as one mark; nothing where there are none.
    #[inline(never)]
    pub fn rings(&mut self, rings: Vec<Vec<Point>>, style: &Style) {
        self.path(rings, true, style);
    }

    fn path(&mut self, lines: Vec<Vec<Point>>, closed: bool, style: &Style) {
        if !lines.is_empty() {
            self.add(Mark::Path { lines, closed }, style);
        }
    }

    /// Adds one line of text.
    #[inline(never)]
    pub fn text(&mut self, at: Point, text: String, align: Align, font: &Font, style: &Style) {
        self.add(Mark::Text { at, text, align, font: *font }, style);
    }
}

/// A picture: what both painters, the hit test, the goldens and the accessibility tree read.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// CSS pixels.
    pub width_px: f64,
    /// CSS pixels.
    pub height_px: f64,
    /// The layers, bottom first.
    pub layers: Vec<Layer>,
}

impl Scene {
    /// The topmost target within `reach_px` of a point: the nearest wins among marks of one layer.
    pub fn hit_test(&self, point: Point, reach_px: f64) -> Option<&Target> {
        for layer in self.layers.iter().rev() {
            let mut best: Option<(f64, &Target)> = None;
            for item in layer.items.iter().rev() {
                let Some(target) = &item.target else { continue };
                let distance = item.mark.distance(point);
                if distance <= reach_px && best.is_none_or(|(nearest, _)| distance < nearest) {
                    best = Some((distance, target));
                }
            }
            if let Some((_, target)) = best {
                return Some(target);
            }
        }
        None
    }

    /// The centre and the target of every mark that stands for events, in the order of painting, each target once.
    pub fn targets(&self) -> Vec<(Point, &Target)> {
        let mut found: Vec<(Point, &Target)> = Vec::new();
        for layer in &self.layers {
            for item in &layer.items {
                if let (Some(target @ (Target::Event(_) | Target::Cluster(_))), Some(center)) =
                    (&item.target, item.mark.center())
                    && !found.iter().any(|(_, known)| *known == target)
                {
                    found.push((center, target));
                }
            }
        }
        found
    }
}

impl Mark {
    /// How far a point is from the mark, CSS pixels; 0 inside. Text and open lines cannot be pointed at.
    pub fn distance(&self, point: Point) -> f64 {
        match self {
            Self::Circle { center, radius } | Self::HalfDisc { center, radius } => {
                (center.distance(point) - radius).max(0.0)
            }
            Self::Rect { rect, .. } => rect.distance(point),
            Self::Arc { .. } | Self::Path { .. } | Self::Text { .. } => f64::INFINITY,
        }
    }

    fn center(&self) -> Option<Point> {
        match self {
            Self::Circle { center, .. } | Self::HalfDisc { center, .. } => Some(*center),
            Self::Rect { rect, .. } => {
                Some(Point::new(rect.x + rect.width / 2.0, rect.y + rect.height / 2.0))
            }
            Self::Arc { .. } | Self::Path { .. } | Self::Text { .. } => None,
        }
    }
}
