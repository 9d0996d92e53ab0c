//! LOINC codes: none that nobody verified, none in the wrong place, none mistyped.
//!
//! Codes that do not exist have been published for months, so a form may carry only codes that its
//! evidence lists with a source, and each code must fit its own check digit.

use crate::refused::{At, MeasureProblem, refuse};
use crate::sidecar::Written;
use crate::structure::{LoincAt, loinc_codes};
use serde_json::Value;
use std::collections::BTreeSet;

/// Whether the last digit fits the rest: the mod 10 check of LOINC, in which a letter counts as its
/// place in ASCII less 48 (for answer codes, `LA...`).
fn check_digit_fits(code: &str) -> bool {
    let Some((number, check)) = code.split_once('-') else {
        return false;
    };
    let plain = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase();
    let Some(check) = check.parse::<u32>().ok().filter(|digit| *digit < 10) else {
        return false;
    };
    if number.is_empty() || !number.chars().all(plain) {
        return false;
    }
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let value = u32::from(byte) - u32::from(b'0');
            if place % 2 == 0 {
                2 * value - value / 5 * 9
            } else {
                value
            }
        })
        .sum();
    (sum + check).is_multiple_of(10)
}

/// The codes of the evidence are codes, and those of the form are in the evidence, in their place.
pub(crate) fn check(written: &Written, form: &Value, scores: &[&str]) -> Result<(), At> {
    let mut known = BTreeSet::new();
    for loinc in &written.loinc {
        let codes = loinc
            .panel
            .iter()
            .chain(loinc.scores.values())
            .chain(loinc.items.values())
            .chain(&loinc.answers);
        for code in codes {
            if !check_digit_fits(code) {
                return refuse("measure.loinc", MeasureProblem::NotLoinc(code.clone()));
            }
            known.insert(code.as_str());
        }
        if let Some(score) = loinc.scores.keys().find(|s| !scores.contains(&s.as_str())) {
            return refuse(
                "measure.loinc.scores",
                MeasureProblem::NoScore(score.clone()),
            );
        }
    }
    for place in loinc_codes(form) {
        let (key, expected, found) = match place {
            LoincAt::Form(code) => {
                let panel = written.loinc.iter().find_map(|l| l.panel.as_ref());
                ("measure.loinc.panel".to_owned(), panel, code)
            }
            LoincAt::Item(link_id, code) => {
                let item = written.loinc.iter().find_map(|l| l.items.get(&link_id));
                (format!("measure.loinc.items.{link_id}"), item, code)
            }
            LoincAt::Elsewhere(code) if known.contains(code.as_str()) => continue,
            LoincAt::Elsewhere(code) => ("measure.loinc".to_owned(), None, code),
        };
        match expected {
            None => return refuse(key, MeasureProblem::LoincNotVerified(found)),
            Some(expected) if *expected != found => {
                let expected = expected.clone();
                return refuse(key, MeasureProblem::LoincDiffers { expected, found });
            }
            Some(_) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_code_is_no_code() {
        for code in [
            "44249-1", "44261-6", "44250-9", "101698-9", "93373-9", "87626-8", "LA6568-5",
            "LA6571-9", "LA33-6", "LA32-8",
        ] {
            assert!(check_digit_fits(code), "{code}");
        }
        for code in [
            "44249-2", "44294-1", "LA6568-3", "44249", "-1", "", "44249-10", "4é9-1",
        ] {
            assert!(!check_digit_fits(code), "{code}");
        }
    }
}
