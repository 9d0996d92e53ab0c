//! Each person's scores so far, to say of every further one whether it is a change that counts.

use super::bad::Bad;
use super::scorer::Outcome;
use crate::course::read_number as number;
use instruments::{ChangeAt, Judged, Measure};
use jiff::civil::Date;
use std::collections::HashMap;

/// A score of one person after another, for each score of the measure.
type Series = Vec<Vec<(i32, Option<f64>)>>;

/// Everyone's scores so far. This is the one thing here that grows with the file.
pub(super) struct SoFar<'m> {
    measure: &'m Measure,
    person: String,
    when: String,
    series: HashMap<Box<[u8]>, Series>,
    dates: Option<bool>,
}

/// What is said of the change of one score; `None`: nothing can be said.
pub(super) type Said<'m> = Option<Judged<'m>>;

/// What kind of change it is, by the threshold: with the sides of a cut-off where one is published.
pub(super) fn verdict(at: &ChangeAt<'_>) -> &'static str {
    let sides = at.change.as_ref().map(|change| change.outcome.name());
    sides.unwrap_or_else(|| at.reliable.outcome.name())
}

/// Whether it was so at two administrations in a row.
pub(super) fn standing(at: &ChangeAt<'_>) -> &'static str {
    use insight::Standing::{CheckAgain, Confirmed, TooEarly, Unchanged};
    match at.standing.outcome {
        TooEarly => "too-early",
        Unchanged => "unchanged",
        CheckAgain(_) => "check-again",
        Confirmed(_) => "confirmed",
    }
}

impl<'m> SoFar<'m> {
    pub(super) fn new(measure: &'m Measure, person: &str, when: &str) -> Self {
        Self {
            measure,
            person: person.to_owned(),
            when: when.to_owned(),
            series: HashMap::new(),
            dates: None,
        }
    }

    /// Takes in a row and says, for each score of the measure, how it changed.
    pub(super) fn take(
        &mut self,
        person: &[u8],
        when: &[u8],
        outcome: &Outcome<'m>,
    ) -> Result<Vec<Said<'m>>, Bad> {
        let Outcome::Scored(scored) = outcome else {
            return Ok(Vec::new());
        };
        if person.trim_ascii().is_empty() {
            return Err(Bad::Nobody(self.person.clone()));
        }
        let (day, date) = day(when.trim_ascii()).ok_or_else(|| Bad::NoTime(self.when.clone()))?;
        if *self.dates.get_or_insert(date) != date {
            return Err(Bad::OtherTime(self.when.clone()));
        }
        let fresh = || vec![Vec::new(); scored.scores.len()];
        let series = self.series.entry(person.into()).or_insert_with(fresh);
        let before = series.first().and_then(|series| series.last());
        if before.is_some_and(|(last, _)| *last > day) {
            return Err(Bad::OutOfOrder(self.when.clone()));
        }
        let all = scored.scores.iter().zip(series);
        let said = all.map(|(score, series)| {
            series.push((day, score.value));
            score.value?;
            self.measure.judge(score.name(), series)
        });
        Ok(said.collect())
    }
}

/// A day, counted from any day, and whether it was written as a date.
fn day(written: &[u8]) -> Option<(i32, bool)> {
    if let Some(number) = number(written) {
        let whole = format!("{number}").parse().ok()?;
        return Some((whole, false));
    }
    let date: Date = str::from_utf8(written.get(..10)?).ok()?.parse().ok()?;
    let since = date.since(Date::ZERO).ok()?;
    Some((since.get_days(), true))
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn a_day_is_a_date_or_a_whole_number() {
        let apart = |one: &str, other: &str| {
            day(other.as_bytes()).unwrap().0 - day(one.as_bytes()).unwrap().0
        };
        assert_eq!(apart("2026-02-27", "2026-03-01T09:00:00Z"), 2);
        assert_eq!(apart("-3", "12"), 15);
        for wrong in ["", "1.5", "soon", "2026-13-01", "1 March 2026", "1e12"] {
            assert_eq!(day(wrong.as_bytes()), None, "{wrong}");
        }
    }
}
