//! The three domains, and which published questions say something about each.
//!
//! Every part keeps to one questionnaire: numbers of different questions are never put together, and
//! nothing is added up over domains. A part is the mean of its answered questions, moved to a line
//! from 0 to 100 on which more is heavier. That is this project's own way of looking at answers to
//! published questions, not a score that anyone validated, and pages say so.

use serde::{Deserialize, Serialize};

/// Where interpersonal trauma is felt.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum DomainV1 {
    /// Trust in others, and being on guard.
    Others,
    /// Trust in oneself: what one believes of oneself, and blame.
    Oneself,
    /// Feeling, and being close: numbness and distance.
    Closeness,
}

impl DomainV1 {
    /// All of them, in the order they stand in.
    pub const ALL: [Self; 3] = [Self::Others, Self::Oneself, Self::Closeness];

    /// The name in forms and in the catalogue.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Others => "others",
            Self::Oneself => "oneself",
            Self::Closeness => "closeness",
        }
    }

    /// The domain of this name.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|domain| domain.code() == code)
    }
}

/// Some questions of one questionnaire that speak about one domain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part {
    /// Its name in the catalogue, `profile-part-…`.
    pub code: &'static str,
    /// The domain.
    pub domain: DomainV1,
    /// The questionnaire, by its id in the library.
    pub measure: &'static str,
    /// The questions, by `linkId`, and whether agreeing means less weight.
    pub items: &'static [(&'static str, bool)],
}

/// The parts. KUSIV3: Beierlein, Kemper, Kovaleva and Rammstedt 2012 (GESIS working paper 2012/22),
/// of whose three questions the first and the third say that others can be trusted. PCL-5: Weathers
/// et al. 2013; questions 9 and 10 are of its cluster D on beliefs and blame, 12 to 14 of the same
/// cluster on interest, distance and feeling, 17 of cluster E on being watchful. ITQ: Cloitre et al.
/// 2018; question 5 is of "sense of threat", 11 of affective deactivation, 12 and 13 of negative
/// self-concept, 14 and 15 of disturbances in relationships. Which of them stand for which domain is
/// this project's own choice.
pub const PARTS: [Part; 10] = [
    part(
        "trust",
        DomainV1::Others,
        "kusiv3",
        &[("kusiv3.1", true), ("kusiv3.2", false), ("kusiv3.3", true)],
    ),
    part("guard", DomainV1::Others, "pcl-5", &[("pcl-5.17", false)]),
    part(
        "guard",
        DomainV1::Others,
        "pcl-5-weekly",
        &[("pcl-5-weekly.17", false)],
    ),
    part("guard", DomainV1::Others, "itq", &[("itq.5", false)]),
    part(
        "beliefs",
        DomainV1::Oneself,
        "pcl-5",
        &[("pcl-5.9", false), ("pcl-5.10", false)],
    ),
    part(
        "beliefs",
        DomainV1::Oneself,
        "pcl-5-weekly",
        &[("pcl-5-weekly.9", false), ("pcl-5-weekly.10", false)],
    ),
    part(
        "worth",
        DomainV1::Oneself,
        "itq",
        &[("itq.12", false), ("itq.13", false)],
    ),
    part(
        "far",
        DomainV1::Closeness,
        "pcl-5",
        &[
            ("pcl-5.12", false),
            ("pcl-5.13", false),
            ("pcl-5.14", false),
        ],
    ),
    part(
        "far",
        DomainV1::Closeness,
        "pcl-5-weekly",
        &[
            ("pcl-5-weekly.12", false),
            ("pcl-5-weekly.13", false),
            ("pcl-5-weekly.14", false),
        ],
    ),
    part(
        "far",
        DomainV1::Closeness,
        "itq",
        &[("itq.11", false), ("itq.14", false), ("itq.15", false)],
    ),
];

const fn part(
    code: &'static str,
    domain: DomainV1,
    measure: &'static str,
    items: &'static [(&'static str, bool)],
) -> Part {
    Part {
        code,
        domain,
        measure,
        items,
    }
}

/// An answer to a question with steps: the step chosen, from 0, of how many. It cannot be off the
/// scale.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    chosen: u8,
    highest: u8,
}

impl Step {
    /// `chosen` counts from 0 to `steps - 1`. `None` where it does not, or with fewer than two steps.
    pub const fn new(chosen: u8, steps: u8) -> Option<Self> {
        if steps < 2 || chosen >= steps {
            return None;
        }
        Some(Self {
            chosen,
            highest: steps - 1,
        })
    }

    /// From 0 to 1.
    fn share(self) -> f64 {
        f64::from(self.chosen) / f64::from(self.highest)
    }
}

/// How heavy it is, 0 to 100, from the answers that are there. `None`: fewer than half of the part's
/// questions were answered; what is missing is never made up. That half is enough is this project's
/// own choice.
pub fn weight(part: &Part, answer: impl Fn(&str) -> Option<Step>) -> Option<f64> {
    let heavy = part.items.iter().filter_map(|(link, less)| {
        let share = answer(link)?.share();
        Some(if *less { 1.0 - share } else { share })
    });
    let heavy: Vec<f64> = heavy.collect();
    if heavy.is_empty() || heavy.len() * 2 < part.items.len() {
        return None;
    }
    let count = u32::try_from(heavy.len()).map(f64::from).ok()?;
    Some(100.0 * heavy.iter().sum::<f64>() / count)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRUST: Part = PARTS[0];
    const FAR: Part = PARTS[7];

    fn of(part: &Part, answers: &[Option<u8>]) -> Option<f64> {
        weight(part, |link| {
            let at = part.items.iter().position(|(known, _)| *known == link)?;
            Step::new(answers[at]?, 5)
        })
    }

    #[test]
    fn agreeing_that_others_can_be_trusted_weighs_less() {
        // By hand: (1 - share of 1) , share of 2, (1 - share of 3), in quarters, and their mean.
        for (answers, expected) in [
            ([Some(4), Some(0), Some(4)], Some(0.0)),
            ([Some(0), Some(4), Some(0)], Some(100.0)),
            ([Some(2), Some(2), Some(2)], Some(50.0)),
            (
                [Some(3), Some(1), Some(2)],
                Some(100.0 * (0.25 + 0.25 + 0.5) / 3.0),
            ),
            ([Some(3), Some(1), None], Some(25.0)),
            ([None, Some(1), None], None),
            ([None, None, None], None),
        ] {
            let found = of(&TRUST, &answers);
            let same = match (found, expected) {
                (Some(found), Some(expected)) => (found - expected).abs() < 1e-9,
                (found, expected) => found == expected,
            };
            assert!(same, "{answers:?}: {found:?} for {expected:?}");
        }
    }

    #[test]
    fn what_is_missing_is_not_taken_for_light() {
        let some = of(&FAR, &[Some(4), Some(4), None]);
        assert!(some.is_some_and(|weight| (weight - 100.0).abs() < 1e-9));
        assert_eq!(of(&FAR, &[Some(4), None, None]), None);
    }

    #[test]
    fn a_step_is_on_its_scale() {
        assert_eq!(Step::new(5, 5), None);
        assert_eq!(Step::new(0, 1), None);
        assert!(Step::new(4, 5).is_some());
    }

    #[test]
    fn every_domain_has_parts_and_no_question_stands_in_two() {
        let mut all: Vec<&str> = Vec::new();
        for domain in DomainV1::ALL {
            assert!(PARTS.iter().any(|part| part.domain == domain));
            assert_eq!(DomainV1::named(domain.code()), Some(domain));
        }
        for part in PARTS {
            for (link, _) in part.items {
                assert!(!all.contains(link), "{link} stands twice");
                assert!(link.starts_with(&format!("{}.", part.measure)));
                all.push(link);
            }
        }
    }
}
