//! Numbers as tables have them, read fast: nearly all are a few digits with a point.

/// The powers of ten that a double holds exactly and that scores have need of.
const TENS: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

/// The finite number that these bytes write, the nearest double to it; spaces around it are allowed.
pub(crate) fn number(text: &[u8]) -> Option<f64> {
    let text = text.trim_ascii();
    if let Some(number) = plain(text) {
        return Some(number);
    }
    // Anything else (exponents, many digits) in the standard library's own way.
    let number: f64 = std::str::from_utf8(text).ok()?.parse().ok()?;
    number.is_finite().then_some(number)
}

/// Up to fifteen digits with at most one point. Both the digits as a whole number and the power of
/// ten are exact, so their quotient is the nearest double (Clinger 1990).
fn plain(text: &[u8]) -> Option<f64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    if digits.is_empty() || digits.len() > 16 {
        return None;
    }
    let (mut whole, mut after, mut point, mut count) = (0_u64, 0, false, 0);
    for &byte in digits {
        match byte {
            b'0'..=b'9' => {
                whole = whole * 10 + u64::from(byte - b'0');
                count += 1;
                after += usize::from(point);
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    if count == 0 || count > 15 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "fifteen digits are below 2^53")]
    let size = whole as f64 / TENS[after];
    Some(if negative { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::number;
    use proptest::prelude::*;

    #[test]
    fn numbers_as_tables_have_them() {
        for (text, value) in [
            ("12", Some(12.0)),
            (" 7.25 ", Some(7.25)),
            ("-0.003", Some(-0.003)),
            ("+4", Some(4.0)),
            (".5", Some(0.5)),
            ("5.", Some(5.0)),
            ("1e3", Some(1000.0)),
            ("123456789012345678901", Some(123_456_789_012_345_680_000.0)),
            ("", None),
            (".", None),
            ("-", None),
            ("1.2.3", None),
            ("1,5", None),
            ("nan", None),
            ("inf", None),
            ("12 a", None),
        ] {
            assert_eq!(number(text.as_bytes()), value, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_is_read_as_the_standard_library_reads_it(
            whole in -99_999_999_i64..99_999_999, after in "[0-9]{0,9}"
        ) {
            let text = format!("{whole}.{after}");
            let wanted: f64 = text.parse().unwrap();
            prop_assert_eq!(number(text.as_bytes()).map(f64::to_bits), Some(wanted.to_bits()));
        }

        #[test]
        fn no_bytes_are_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..24)) {
            if let Some(number) = number(&bytes) {
                prop_assert!(number.is_finite());
            }
        }
    }
}
