//! The few functions beyond arithmetic that a map needs.
//!
//! Short series over reduced arguments, right to a few units in the last place. They take a tenth of the room of the
//! standard library's in wasm, and they give the same bits there as natively, so that a picture made by the one is the
//! picture made by the other. What is not a number gives what is not a number.

use std::f64::consts::{FRAC_2_PI, FRAC_PI_2, LN_2, LOG2_E, PI, SQRT_2};

/// Sine and cosine of an angle in radians; exact enough up to a million turns.
pub(crate) fn sin_cos(angle: f64) -> (f64, f64) {
    // A quarter turn in two parts, so that a multiple of it is taken off without rounding.
    const HIGH: f64 = f64::from_bits(0x3ff9_21fb_5440_0000);
    const LOW: f64 = 6.077_100_506_506_192e-11;
    let quarters = (angle * FRAC_2_PI).round_ties_even();
    let rest = (angle - quarters * HIGH) - quarters * LOW;
    // Real and imaginary part of exp(i rest) = 1 + i rest/1 (1 + i rest/2 (1 + i rest/3 …)).
    let (mut sin, mut cos) = (0.0, 1.0);
    for nth in (1..=18).rev() {
        let part = rest / f64::from(nth);
        (sin, cos) = (part * cos, 1.0 - part * sin);
    }
    match quarters as i64 & 3 {
        0 => (sin, cos),
        1 => (cos, -sin),
        2 => (-sin, -cos),
        _ => (-cos, sin),
    }
}

/// The angle of a point in radians, -π to π counterclockwise from the positive x axis; 0 for the origin.
pub(crate) fn atan2(y: f64, x: f64) -> f64 {
    let steep = y.abs() > x.abs();
    let (small, large) = if steep { (x.abs(), y.abs()) } else { (y.abs(), x.abs()) };
    if large == 0.0 {
        return 0.0;
    }
    // Half the angle twice: tan(φ/2) = tan φ / (1 + sqrt(1 + tan² φ)).
    let mut tan = small / large;
    for _ in 0..2 {
        tan /= 1.0 + (1.0 + tan * tan).sqrt();
    }
    let angle = 4.0 * tan * odd_series(-tan * tan);
    let angle = if steep { FRAC_PI_2 - angle } else { angle };
    (if x < 0.0 { PI - angle } else { angle }).copysign(y)
}

/// The natural logarithm of a positive finite number; of any other, NaN.
pub(crate) fn ln(number: f64) -> f64 {
    if !(f64::MIN_POSITIVE..f64::INFINITY).contains(&number) {
        return f64::NAN;
    }
    // number = 2^twos × near, near from √½ to √2; ln near = 2 artanh((near - 1) / (near + 1)).
    let bits = number.to_bits().cast_signed();
    let twos = (bits - (SQRT_2 / 2.0).to_bits().cast_signed()) >> 52;
    let near = f64::from_bits((bits - (twos << 52)).cast_unsigned());
    let tanh = (near - 1.0) / (near + 1.0);
    twos as f64 * LN_2 + 2.0 * tanh * odd_series(tanh * tanh)
}

/// 2 to a power, exact for whole ones; the power counts as at most ±1022.
pub(crate) fn exp2(power: f64) -> f64 {
    let power = power.clamp(-1022.0, 1022.0);
    let whole = power.round_ties_even();
    let rest = (power - whole) * LN_2;
    let mut series = 1.0;
    for nth in (1..=14).rev() {
        series = 1.0 + rest / f64::from(nth) * series;
    }
    series * f64::from_bits(((whole as i64 + 1023) << 52).cast_unsigned())
}

/// e to a power.
pub(crate) fn exp(power: f64) -> f64 {
    exp2(power * LOG2_E)
}

/// 1 + s/3 + s²/5 + s³/7 …: with s = x² artanh(x)/x, with s = -x² arctan(x)/x. For |s| up to 0.04.
fn odd_series(square: f64) -> f64 {
    let mut sum = 0.0;
    for nth in (0..12).rev() {
        sum = sum * square + 1.0 / f64::from(2 * nth + 1);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Apart by a few units in the last place of the larger of 1 and the number itself.
    fn near(got: f64, wanted: f64) -> bool {
        (got - wanted).abs() <= 8e-16 * wanted.abs().max(1.0)
    }

    #[test]
    fn whole_powers_of_two_and_quarter_turns_are_exact() {
        for power in -1022..=1022 {
            assert_eq!(exp2(f64::from(power)), 2_f64.powi(power));
        }
        assert_eq!(sin_cos(0.0), (0.0, 1.0));
        assert_eq!((atan2(0.0, 1.0), atan2(1.0, 0.0), atan2(0.0, -1.0)), (0.0, FRAC_PI_2, PI));
        assert_eq!((atan2(0.0, 0.0), ln(1.0)), (0.0, 0.0));
    }

    #[test]
    fn what_is_no_number_stays_none() {
        assert!(sin_cos(f64::NAN).0.is_nan() && sin_cos(f64::INFINITY).1.is_nan());
        assert!(atan2(f64::NAN, 1.0).is_nan() && exp2(f64::NAN).is_nan());
        for number in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(ln(number).is_nan(), "{number}");
        }
    }

    proptest! {
        #[test]
        fn sine_and_cosine_are_those_of_the_standard_library(angle in -1000.0..1000.0f64) {
            let (sin, cos) = sin_cos(angle);
            prop_assert!(near(sin, angle.sin()) && near(cos, angle.cos()), "{sin} {cos}");
        }

        #[test]
        fn an_angle_is_that_of_the_standard_library(y in -2.0..2.0f64, x in -2.0..2.0f64) {
            prop_assert!(near(atan2(y, x), y.atan2(x)), "{}", atan2(y, x));
        }

        #[test]
        fn logarithms_and_powers_are_those_of_the_standard_library(power in -300.0..300.0f64) {
            let number = power.exp();
            prop_assert!(near(ln(number), number.ln()));
            prop_assert!((exp(power) / number - 1.0).abs() < 2e-13);
            prop_assert!((exp2(power) / power.exp2() - 1.0).abs() < 1e-15);
        }
    }
}
