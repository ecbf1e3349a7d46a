//! The scale bar of the map.

/// A scale bar: a round length on the ground and how long it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScaleBar {
    /// The length on the ground in metres: 1, 2 or 5 times a power of ten.
    pub metres: u32,
    /// The length on the map in CSS pixels, at most what was allowed.
    pub px: f64,
    /// The number to write beside it, in [`unit`](Self::unit).
    pub value: u32,
    /// The unit to write after the number.
    pub unit: ScaleUnit,
}

/// The unit a scale bar is labelled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScaleUnit {
    /// Metres, below a kilometre.
    Metre,
    /// Kilometres.
    Kilometre,
}

/// The longest scale bar of 1, 2 or 5 times a power of ten metres that is no longer than `max_px` CSS pixels where a
/// pixel is `metres_per_px` metres. `None` where not even a metre fits, or where a number is not positive and finite.
///
/// ```
/// use chronocarte::geo::{ScaleUnit, scale_bar};
///
/// let bar = scale_bar(330.0, 80.0).unwrap();
/// assert_eq!((bar.value, bar.unit), (20, ScaleUnit::Kilometre));
/// assert!(bar.px <= 80.0);
/// ```
pub fn scale_bar(metres_per_px: f64, max_px: f64) -> Option<ScaleBar> {
    if !(metres_per_px > 0.0 && metres_per_px.is_finite() && max_px.is_finite()) {
        return None;
    }
    let longest = metres_per_px * max_px;
    let mut best = None;
    let mut ten: u32 = 1;
    // Up to 50,000 km, longer than the equator.
    while ten <= 10_000_000 {
        for step in [1, 2, 5] {
            let metres = step * ten;
            if f64::from(metres) <= longest {
                best = Some(metres);
            }
        }
        ten *= 10;
    }
    let metres = best?;
    // The division may round a hair above what was allowed.
    let px = (f64::from(metres) / metres_per_px).min(max_px);
    let (value, unit) =
        if metres < 1000 { (metres, ScaleUnit::Metre) } else { (metres / 1000, ScaleUnit::Kilometre) };
    Some(ScaleBar { metres, px, value, unit })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_scale_bar_below_a_kilometre_is_in_metres() {
        let bar = scale_bar(6.0, 100.0).unwrap();
        assert_eq!((bar.metres, bar.value, bar.unit), (500, 500, ScaleUnit::Metre));
        let bar = scale_bar(10.0, 100.0).unwrap();
        assert_eq!((bar.metres, bar.value, bar.unit), (1000, 1, ScaleUnit::Kilometre));
    }

    #[test]
    fn no_scale_bar_without_room_or_sense() {
        for (mpp, px) in
            [(0.0, 80.0), (-1.0, 80.0), (f64::NAN, 80.0), (0.001, 80.0), (5.0, f64::NAN), (5.0, -1.0)]
        {
            assert_eq!(scale_bar(mpp, px), None, "{mpp} {px}");
        }
        assert_eq!(scale_bar(1e12, 80.0).map(|bar| bar.value), Some(50_000));
    }

    proptest! {
        #[test]
        fn a_scale_bar_fits_and_is_not_needlessly_short(mpp in 0.1..150_000.0f64, max_px in 20.0..200.0f64) {
            let bar = scale_bar(mpp, max_px).unwrap();
            prop_assert!(bar.px <= max_px);
            prop_assert!(bar.px > max_px / 2.6, "{bar:?}");
            prop_assert!((bar.px * mpp - f64::from(bar.metres)).abs() < 1e-6 * f64::from(bar.metres));
        }
    }
}
