//! What each tone looks like.

use super::Tone;

/// The colours of the tones that are not parties, in the order of [`slot`].
type Palette = [&'static str; SLOTS];

const SLOTS: usize = 16;

/// What each [`Tone`] looks like, as CSS colours.
///
/// The three built-in themes keep text at 4.5:1 or more and marks and lines at 3:1 or more against every fill of the map
/// (WCAG 2.2, 1.4.3 and 1.4.11); a test holds every pair. Overrides are the publisher's own.
///
/// ```
/// use chronocarte::scene::{Theme, Tone};
///
/// assert_eq!(Theme::LIGHT.css(Tone::Party(0)), "#0072b2");
/// let theme = Theme::LIGHT.with(Tone::Party(0), "rebeccapurple".into());
/// assert_eq!(theme.css(Tone::Party(0)), "rebeccapurple");
/// assert_eq!(theme.css(Tone::Party(1)), Theme::LIGHT.css(Tone::Party(1)));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    palette: Palette,
    parties: &'static [&'static str],
    overrides: Vec<(Tone, String)>,
}

impl Theme {
    /// Dark on white paper.
    pub const LIGHT: Self = Self {
        palette: [
            "#ffffff", // paper
            "#1b1e24", // ink
            "#596070", // muted
            "#dcdfe4", // hairline
            "#f5f2eb", // land
            "#d5e3ea", // water
            "#3d6478", // water ink
            "#857e6f", // border
            "#4d5361", // line
            "#bdb29b", // hatch
            "#596070", // country
            "#6b7c96", // uncertain
            "#eef1f6", // night
            "#4d5361", // brush
            "#c62828", // locator
            "#4a5261", // third
        ],
        parties: &LIGHT_PARTIES,
        overrides: Vec::new(),
    };

    /// Light on dark paper, from the same roles.
    pub const DARK: Self = Self {
        palette: [
            "#15171b", // paper
            "#eceef1", // ink
            "#a3aab6", // muted
            "#343840", // hairline
            "#262a30", // land
            "#14202a", // water
            "#7fa6bb", // water ink
            "#7d838f", // border
            "#b4bac5", // line
            "#6b6453", // hatch
            "#a3aab6", // country
            "#8794a8", // uncertain
            "#1c2028", // night
            "#a3aab6", // brush
            "#f26b6b", // locator
            "#a9b0bd", // third
        ],
        parties: &DARK_PARTIES,
        overrides: Vec::new(),
    };

    /// System colours only, for readers who set their own: forms alone tell the marks apart.
    pub const FORCED: Self = Self {
        palette: [
            "Canvas",     // paper
            "CanvasText", // ink
            "CanvasText", // muted
            "GrayText",   // hairline
            "Canvas",     // land
            "Canvas",     // water
            "CanvasText", // water ink
            "CanvasText", // border
            "CanvasText", // line
            "GrayText",   // hatch
            "CanvasText", // country
            "GrayText",   // uncertain
            "Canvas",     // night
            "Highlight",  // brush
            "Highlight",  // locator
            "CanvasText", // third
        ],
        parties: &["CanvasText"],
        overrides: Vec::new(),
    };

    /// The colour of a tone: any CSS colour. More parties than colours take them in turn.
    pub fn css(&self, tone: Tone) -> &str {
        if let Some((_, css)) = self.overrides.iter().find(|(of, _)| *of == tone) {
            return css;
        }
        let found = match tone {
            Tone::Party(party) => self.parties.get(usize::from(party) % self.parties.len().max(1)),
            _ => self.palette.get(slot(tone)),
        };
        found.copied().unwrap_or("currentColor")
    }

    /// The theme with a colour of the publisher's own: any CSS colour, written into pictures as it stands (escaped).
    #[must_use]
    pub fn with(mut self, tone: Tone, css: String) -> Self {
        match self.overrides.iter_mut().find(|(of, _)| *of == tone) {
            Some(known) => known.1 = css,
            None => self.overrides.push((tone, css)),
        }
        self
    }
}

/// The row of a tone in a palette; parties have their own table.
fn slot(tone: Tone) -> usize {
    match tone {
        Tone::Paper => 0,
        Tone::Ink => 1,
        Tone::Muted => 2,
        Tone::Hairline => 3,
        Tone::Land => 4,
        Tone::Water => 5,
        Tone::WaterInk => 6,
        Tone::Border => 7,
        Tone::Line => 8,
        Tone::Hatch => 9,
        Tone::Country => 10,
        Tone::Uncertain => 11,
        Tone::Night => 12,
        Tone::Brush => 13,
        Tone::Locator => 14,
        Tone::Third | Tone::Party(_) => 15,
    }
}

/// Blue and vermillion lead, the pair that every common colour blindness tells apart (M. Okabe and K. Ito, *Color
/// Universal Design*, 2008), vermillion darkened for its contrast. Those after differ in lightness too.
const LIGHT_PARTIES: [&str; 6] = ["#0072b2", "#b54a0a", "#00624a", "#8f3f71", "#7a5b00", "#3d348b"];

/// The same hues for dark paper.
const DARK_PARTIES: [&str; 6] = ["#5bb4ea", "#f0904f", "#4fc9a4", "#e295c3", "#e3c14a", "#a9a4f0"];

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of WCAG 2.2.
    fn luminance(css: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&css[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(theme: &Theme, one: Tone, other: Tone) -> f64 {
        let (a, b) = (luminance(theme.css(one)), luminance(theme.css(other)));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    const FILLS: [Tone; 3] = [Tone::Paper, Tone::Land, Tone::Water];

    fn parties() -> impl Iterator<Item = Tone> {
        (0..6).map(Tone::Party)
    }

    #[test]
    fn every_text_is_readable_on_every_fill_in_both_themes() {
        for theme in [Theme::LIGHT, Theme::DARK] {
            for fill in FILLS {
                let general =
                    [Tone::Ink, Tone::Muted, Tone::Country, Tone::WaterInk, Tone::Line, Tone::Third];
                // Nothing is written on water in the colour of a party.
                let parties = parties().filter(|_| fill != Tone::Water);
                for text in general.into_iter().chain(parties) {
                    let ratio = contrast(&theme, text, fill);
                    assert!(ratio >= 4.5, "{text:?} on {fill:?}: {ratio:.2} ({})", theme.css(text));
                }
            }
        }
    }

    #[test]
    fn every_mark_and_line_stands_out_from_every_fill_in_both_themes() {
        for theme in [Theme::LIGHT, Theme::DARK] {
            for mark in [Tone::Border, Tone::Line, Tone::Third, Tone::Locator, Tone::Brush]
                .into_iter()
                .chain(parties())
            {
                for fill in FILLS {
                    let ratio = contrast(&theme, mark, fill);
                    assert!(ratio >= 3.0, "{mark:?} on {fill:?}: {ratio:.2} ({})", theme.css(mark));
                }
            }
        }
    }

    #[test]
    fn a_number_on_a_filled_mark_is_readable() {
        for theme in [Theme::LIGHT, Theme::DARK] {
            for mark in parties().chain([Tone::Third]) {
                assert!(contrast(&theme, Tone::Paper, mark) >= 4.5, "{mark:?}");
            }
        }
    }

    #[test]
    fn the_leading_parties_differ_for_every_common_colour_blindness() {
        // Linear simulation of full protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes 2009).
        let kinds = [
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        ];
        let linear = |css: &str| {
            [1, 3, 5]
                .map(|at| (f64::from(u8::from_str_radix(&css[at..at + 2], 16).unwrap()) / 255.0).powf(2.2))
        };
        for theme in [Theme::LIGHT, Theme::DARK] {
            let (a, b) = (linear(theme.css(Tone::Party(0))), linear(theme.css(Tone::Party(1))));
            for kind in kinds {
                let seen = |colour: [f64; 3]| {
                    kind.map(|row| {
                        row.iter()
                            .zip(colour)
                            .map(|(m, c)| m * c)
                            .sum::<f64>()
                            .clamp(0.0, 1.0)
                            .powf(1.0 / 2.2)
                    })
                };
                let (a, b) = (seen(a), seen(b));
                let apart = a.iter().zip(b).map(|(x, y)| (x - y).powi(2)).sum::<f64>().sqrt();
                assert!(apart > 0.35, "{apart:.2}");
            }
        }
    }

    #[test]
    fn an_override_is_taken_and_may_be_taken_back() {
        let theme = Theme::DARK.with(Tone::Ink, "red".into()).with(Tone::Ink, "blue".into());
        assert_eq!(theme.css(Tone::Ink), "blue");
        assert_eq!(theme.css(Tone::Paper), Theme::DARK.css(Tone::Paper));
    }

    #[test]
    fn more_parties_than_colours_take_them_in_turn() {
        assert_eq!(Theme::LIGHT.css(Tone::Party(6)), Theme::LIGHT.css(Tone::Party(0)));
        assert_eq!(Theme::FORCED.css(Tone::Party(200)), "CanvasText");
    }
}
