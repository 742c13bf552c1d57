//! Decimal numbers as JSON writes them. The standard library's reader is exact to the last bit and as large as three
//! formats; times need milliseconds.

/// The number that all of `text` is: sign, digits, fraction, exponent. Always finite. Right to about 15 digits.
pub(super) fn decimal(text: &str) -> Option<f64> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |it| (true, it));
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix('+').unwrap_or(exponent).parse::<i32>().ok()?),
        None => (digits, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if !whole.bytes().chain(fraction.bytes()).all(|it| it.is_ascii_digit()) || whole.is_empty() {
        return None;
    }
    // More digits than a u64 holds do not matter, but their number does.
    let (mut value, mut power) = (0_u64, exponent);
    for (at, digit) in whole.bytes().chain(fraction.bytes()).enumerate() {
        let is_fraction = at >= whole.len();
        match value.checked_mul(10).and_then(|it| it.checked_add(u64::from(digit - b'0'))) {
            Some(more) if power > i32::MIN + 1 => {
                value = more;
                power -= i32::from(is_fraction);
            }
            _ => power = power.saturating_add(i32::from(!is_fraction)),
        }
    }
    // Dividing by a power of ten is exact where multiplying by its inverse is not.
    let value = value as f64;
    let value = if power < 0 { value / 10_f64.powi(power.saturating_neg()) } else { value * 10_f64.powi(power) };
    value.is_finite().then_some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_written() {
        for (text, expected) in
            [("0", 0.0), ("-1.5", -1.5), ("4.87", 4.87), ("1e3", 1000.0), ("2.5E-1", 0.25), ("1738751962.25", 1_738_751_962.25)]
        {
            assert_eq!(decimal(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_made_one() {
        for text in ["", "-", ".5", "1.2.3", "1e", "0x10", "1e999", "nan", "1_000", "--1"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_is_near_what_the_standard_library_reads(text in "-?[0-9]{1,25}(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,2})?") {
            let (found, expected) = (decimal(&text).unwrap(), text.parse::<f64>().unwrap());
            prop_assert!((found - expected).abs() <= expected.abs() * 1e-14, "{text}: {found}, not {expected}");
        }
    }
}
