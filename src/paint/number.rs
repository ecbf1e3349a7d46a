//! Writing numbers without the float formatting of the standard library, which costs kilobytes of wasm.

use crate::time::digits;

/// Adds a number with at most three decimals, the shortest way: no trailing zeros, no `-0`. What is not finite is
/// written as 0, what is beyond nine thousand million million as that.
pub(super) fn push_number(out: &mut String, value: f64) {
    // A cast of a float saturates; NaN becomes 0.
    let thousandths = if value.is_finite() { (value * 1000.0).round() as i64 } else { 0 };
    if thousandths < 0 {
        out.push('-');
    }
    let (whole, mut rest) = ((thousandths / 1000).abs(), (thousandths % 1000).abs());
    out.push_str(&digits(whole));
    if rest > 0 {
        out.push('.');
        let mut tens = 100;
        while rest > 0 {
            out.push(char::from(b'0' + (rest / tens) as u8));
            rest %= tens;
            tens /= 10;
        }
    }
}

/// A number for an attribute, as pictures write it: at most three decimals, 0 for what is not finite.
pub fn number(value: f64) -> String {
    let mut out = String::new();
    push_number(&mut out, value);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(value: f64) -> String {
        let mut out = String::new();
        push_number(&mut out, value);
        out
    }

    #[test]
    fn numbers_are_written_the_shortest_way_at_three_decimals() {
        let cases =
            [(0.0, "0"), (-0.0, "0"), (1.5, "1.5"), (-0.0004, "0"), (-0.25, "-0.25"), (12.3456, "12.346")];
        for (value, text) in cases {
            assert_eq!(written(value), text);
        }
        assert_eq!((written(0.05).as_str(), written(0.005).as_str()), ("0.05", "0.005"));
    }

    #[test]
    fn what_is_no_number_is_written_as_nought() {
        assert_eq!((written(f64::NAN).as_str(), written(f64::INFINITY).as_str()), ("0", "0"));
    }

    proptest! {
        #[test]
        fn a_written_number_reads_back(value in -1e6..1e6f64) {
            let back: f64 = written(value).parse().unwrap();
            prop_assert!((back - value).abs() <= 0.000_500_1);
        }

        #[test]
        fn nothing_else_than_digits_is_ever_written(value in prop::num::f64::ANY) {
            prop_assert!(written(value).chars().all(|letter| matches!(letter, '0'..='9' | '.' | '-')));
        }
    }
}
