//! Worked cases: answers with what they must give. A measure that does not give it is refused, so
//! no score is ever shown by a rule that contradicts its own evidence.

use crate::measure::Measure;
use crate::refused::{At, MeasureProblem, refuse};
use crate::sidecar::{Case, CaseScore};

/// Expected scores are written with at most three decimals.
const AS_PRINTED: f64 = 0.001;

impl Measure {
    /// Scores every worked case of the evidence.
    ///
    /// # Errors
    /// The first that gives something else.
    pub(crate) fn reproduces(&self) -> Result<(), At> {
        self.cases
            .iter()
            .enumerate()
            .try_for_each(|(place, case)| self.reproduces_case(place + 1, case))
    }

    fn reproduces_case(&self, number: usize, case: &Case) -> Result<(), At> {
        let key = |part: &str| format!("measure.case.{number}.{part}");
        let unreadable = |words: String| (key("answers"), MeasureProblem::CaseUnreadable(words));
        let answers = answers(case).map_err(unreadable)?;
        let scored = self
            .score(&answers)
            .map_err(|refused| unreadable(refused.to_string()))?;
        for (name, expected) in &case.scores {
            let key = key(&format!("scores.{name}"));
            let Some(score) = scored.score(name) else {
                return refuse(key, MeasureProblem::NoScore(name.clone()));
            };
            let (fits, expected) = match expected {
                CaseScore::Is(number) => (
                    score
                        .value
                        .is_some_and(|value| (value - number).abs() < AS_PRINTED),
                    number.to_string(),
                ),
                CaseScore::None(words) => (score.value.is_none() && words == "none", words.clone()),
            };
            let found = score
                .value
                .map_or_else(|| "none".to_owned(), |v| v.to_string());
            same(fits, key, expected, found)?;
        }
        for (name, expected) in &case.bands {
            let band = scored.score(name).and_then(|score| score.band);
            let found = band.map_or("none", |band| band.name.as_str());
            let key = key(&format!("bands.{name}"));
            same(found == expected, key, expected.clone(), found.to_owned())?;
        }
        for (name, expected) in &case.findings {
            let found = scored
                .finding(name)
                .map_or("none", |found| found.outcome.name());
            let key = key(&format!("findings.{name}"));
            same(found == expected, key, expected.clone(), found.to_owned())?;
        }
        if let Some(expected) = &case.safety {
            let found: Vec<&str> = scored.safety.iter().map(|s| s.item.as_str()).collect();
            let fits = found == *expected;
            same(fits, key("safety"), expected.join(" "), found.join(" "))?;
        }
        Ok(())
    }
}

fn same(fits: bool, key: String, expected: String, found: String) -> Result<(), At> {
    if fits {
        Ok(())
    } else {
        refuse(key, MeasureProblem::CaseDiffers { expected, found })
    }
}

/// The answers of a case as numbers.
fn answers(case: &Case) -> Result<Vec<Option<f64>>, String> {
    case.answers
        .split_whitespace()
        .map(|word| match word {
            "-" => Ok(None),
            number => number
                .parse()
                .map(Some)
                .map_err(|_| format!("'{number}' is neither a number nor '-'")),
        })
        .collect()
}
