//! What a domain looks like over time: a line for each part that was answered, with what happened
//! between people meanwhile.

use crate::domain::{DomainV1, PARTS, Part, Step, weight};
use care::Moment;
use sealed::engine::Pending;
use sealed::{Act, ReadError};

/// One time that a questionnaire was answered, as whoever asks may see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answered {
    /// When.
    pub at: Moment,
    /// Which, by its id in the library.
    pub measure: String,
    /// The answered questions with steps, by `linkId`. What was left out is not there.
    pub steps: Vec<(String, Step)>,
}

/// What was answered, and what could not be read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Answers {
    /// Oldest first.
    pub answered: Vec<Answered>,
    /// Records that are there and do not open.
    pub damaged: usize,
}

/// The answers to questionnaires, which another capability keeps.
pub trait Measured: Send + Sync {
    /// What was answered to these questionnaires, as far as whoever opened the act may see it. The
    /// act opens Measures.
    fn answers<'a>(
        &'a self,
        act: &'a Act,
        measures: &'a [&'static str],
    ) -> Pending<'a, Result<Answers, ReadError>>;

    /// What a questionnaire is called.
    fn called(&self, measure: &str, words: pages::Words) -> String;
}

/// Something that happened between people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Happening {
    /// When.
    pub at: Moment,
    /// What, by its name in the catalogue: `profile-date-…`.
    pub what: &'static str,
}

/// What happened in the relationship, which others keep.
pub trait Dates: Send + Sync {
    /// Oldest first, as far as whoever opened the act may know of it. The act opens Sessions,
    /// Check-ins, Relationship and Work.
    fn dates<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Vec<Happening>, ReadError>>;
}

/// A line of one part.
pub(crate) struct Series {
    pub(crate) part: &'static Part,
    /// When, and how heavy; `None`: too little was answered that time.
    pub(crate) points: Vec<(Moment, Option<f64>)>,
}

impl Series {
    /// The first and the latest weight that are there.
    pub(crate) fn ends(&self) -> Option<(f64, f64, usize)> {
        let known: Vec<f64> = self
            .points
            .iter()
            .filter_map(|(_, weight)| *weight)
            .collect();
        Some((*known.first()?, *known.last()?, known.len()))
    }
}

/// The questionnaires that the domains rest on.
pub(crate) fn measures() -> Vec<&'static str> {
    let mut all: Vec<_> = PARTS.iter().map(|part| part.measure).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The lines of a domain, of what was answered at least once.
pub(crate) fn series(domain: DomainV1, answers: &Answers) -> Vec<Series> {
    let of_part = |part: &'static Part| {
        let times = answers
            .answered
            .iter()
            .filter(|one| one.measure == part.measure);
        let points = times.map(|one| {
            let step = |link: &str| {
                let mut steps = one.steps.iter();
                steps
                    .find(|(known, _)| known == link)
                    .map(|(_, step)| *step)
            };
            (one.at, weight(part, step))
        });
        Series {
            part,
            points: points.collect(),
        }
    };
    let parts = PARTS.iter().filter(|part| part.domain == domain);
    parts
        .map(of_part)
        .filter(|series| series.ends().is_some())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(at: i64, measure: &str, steps: &[(&str, u8)]) -> Answered {
        Answered {
            at: Moment::from_millis(at),
            measure: measure.to_owned(),
            steps: steps
                .iter()
                .map(|(link, chosen)| ((*link).to_owned(), Step::new(*chosen, 5).unwrap()))
                .collect(),
        }
    }

    #[test]
    fn each_questionnaire_has_its_own_line_and_a_time_without_enough_is_a_gap() {
        let answers = Answers {
            answered: vec![
                answered(
                    1,
                    "pcl-5",
                    &[("pcl-5.12", 4), ("pcl-5.13", 4), ("pcl-5.14", 2)],
                ),
                answered(2, "itq", &[("itq.11", 0), ("itq.14", 0), ("itq.15", 0)]),
                answered(3, "pcl-5", &[("pcl-5.12", 4)]),
                answered(4, "pcl-5", &[("pcl-5.13", 1), ("pcl-5.14", 1)]),
            ],
            damaged: 0,
        };
        let lines = series(DomainV1::Closeness, &answers);
        assert_eq!(lines.len(), 2);
        let pcl = lines
            .iter()
            .find(|line| line.part.measure == "pcl-5")
            .unwrap();
        let weights: Vec<_> = pcl
            .points
            .iter()
            .map(|(_, weight)| weight.map(f64::round))
            .collect();
        assert_eq!(weights, [Some(83.0), None, Some(25.0)]);
        assert!(series(DomainV1::Oneself, &answers).is_empty());
    }

    #[test]
    fn every_part_is_of_a_questionnaire_that_is_asked_for() {
        assert_eq!(measures(), ["itq", "kusiv3", "pcl-5", "pcl-5-weekly"]);
    }
}
