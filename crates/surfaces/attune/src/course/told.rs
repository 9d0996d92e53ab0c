//! The course as it is told: in words, as JSON, or as tables.

use super::Time;
use super::gathered::Gathered;
use crate::say::apart;
use insight::course::{Expected, Fit, FitRefused, Method, RED, YELLOW, warm};
use serde_json::{Value, json};
use std::io::{self, Write};

/// How a result is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub(super) enum Format {
    /// For reading
    Text,
    /// A table: what, estimate, standard error
    Csv,
    /// All digits, with the bands
    Json,
}

/// One session of the bands.
#[derive(Clone, Copy, Debug)]
struct At {
    session: f64,
    scores: Option<u64>,
    expected: Expected,
}

/// A fit and what it says of each session.
#[derive(Debug)]
pub(super) struct Told {
    fit: Fit,
    time: Time,
    /// The score at intake of the people for whom the bands are.
    intake: Option<f64>,
    without_score: u64,
    bands: Vec<At>,
}

impl Told {
    pub(super) fn of(
        gathered: &Gathered,
        fit: Fit,
        time: Time,
        intake: Option<f64>,
    ) -> Result<Self, FitRefused> {
        let times = gathered.sessions().into_iter();
        let times =
            times.filter_map(|(session, scores)| Some((session, scores, time.of(session)?)));
        let bands = times
            .map(|(session, scores, t)| {
                let expected = fit.expected(t, intake.as_slice())?;
                Ok(At {
                    session,
                    scores,
                    expected,
                })
            })
            .collect::<Result<_, FitRefused>>()?;
        let without_score = gathered.without_score();
        Ok(Self {
            fit,
            time,
            intake,
            without_score,
            bands,
        })
    }

    pub(super) fn write(&self, format: Format, to: &mut impl Write) -> io::Result<()> {
        match format {
            Format::Text => self.text(to),
            Format::Csv => self.csv(to),
            Format::Json => {
                serde_json::to_writer_pretty(&mut *to, &self.json())?;
                writeln!(to)
            }
        }
    }

    /// The bands of each session, as CSV.
    pub(super) fn bands_to(&self, to: &mut impl Write) -> io::Result<()> {
        writeln!(
            to,
            "session,scores,mean,sd,yellow_low,yellow_high,red_low,red_high"
        )?;
        for at in &self.bands {
            let (yellow, red) = (at.expected.band(YELLOW), at.expected.band(RED));
            writeln!(
                to,
                "{},{},{},{},{},{},{},{}",
                at.session,
                at.scores
                    .map_or_else(String::new, |scores| scores.to_string()),
                at.expected.mean,
                at.expected.sd(),
                yellow.low,
                yellow.high,
                red.low,
                red.high
            )?;
        }
        to.flush()
    }

    /// What every fixed effect is of.
    fn fixed_names(&self) -> &'static [&'static str] {
        let all = &["start", "change", "start per intake", "change per intake"];
        all.get(..self.fit.fixed.len()).unwrap_or(all)
    }

    /// Every estimate by name, with its standard error where it has one.
    fn estimates(&self) -> Vec<(&'static str, Option<f64>, Option<f64>)> {
        let fit = &self.fit;
        let effects = fit
            .fixed
            .iter()
            .zip(&fit.fixed_se)
            .map(|(one, se)| (Some(*one), Some(*se)));
        let names = self.fixed_names().iter();
        let mut all: Vec<_> = names
            .zip(effects)
            .map(|(name, (one, se))| (*name, one, se))
            .collect();
        let [start, change] = fit.random_sd();
        all.push(("sd of people's start", Some(start), None));
        all.push(("sd of people's change", Some(change), None));
        all.push(("correlation of the two", fit.random_correlation(), None));
        all.push(("sd of scores around lines", Some(fit.residual_sd), None));
        all.push(("log-likelihood", Some(fit.log_likelihood), None));
        all
    }

    fn csv(&self, to: &mut impl Write) -> io::Result<()> {
        writeln!(to, "what,estimate,standard_error")?;
        let shown =
            |number: Option<f64>| number.map_or_else(String::new, |number| number.to_string());
        for (what, estimate, se) in self.estimates() {
            writeln!(to, "{what},{},{}", shown(estimate), shown(se))?;
        }
        writeln!(to, "people,{},", self.fit.people)?;
        writeln!(to, "scores,{},", self.fit.observations)
    }

    fn text(&self, to: &mut impl Write) -> io::Result<()> {
        let fit = &self.fit;
        writeln!(
            to,
            "The expected course of {} scores of {} people, by {}, over {}.",
            apart(fit.observations),
            apart(fit.people),
            method(fit.method),
            time(self.time)
        )?;
        if self.without_score > 0 {
            writeln!(to, "{} rows have no score.", apart(self.without_score))?;
        }
        writeln!(to, "\n{:27}{:>14} {:>14}", "", "estimate", "standard error")?;
        for (what, estimate, se) in self.estimates() {
            let shown =
                |number: Option<f64>| number.map_or_else(String::new, |one| format!("{one:.4}"));
            let line = format!("{what:27}{:>14} {:>14}", shown(estimate), shown(se));
            writeln!(to, "{}", line.trim_end())?;
        }
        if fit.singular {
            writeln!(
                to,
                "\nPeople's start and change come out in lockstep, or do not vary: there is little here to learn from how people differ."
            )?;
        }
        if warm(fit).is_none() {
            writeln!(
                to,
                "\nThese are few people for bands: below {} Attune shows none and keeps to fixed rules.",
                insight::course::FLOOR
            )?;
        }
        self.text_of_bands(to)
    }

    fn text_of_bands(&self, to: &mut impl Write) -> io::Result<()> {
        let whose = self
            .intake
            .map_or_else(String::new, |at| format!(" with {at:.2} at intake"));
        writeln!(
            to,
            "\nWhere scores of new people{whose} lie: two thirds in yellow, four fifths in red.\n"
        )?;
        writeln!(
            to,
            "{:>8} {:>10} {:>9}   {:>19}   {:>19}",
            "session", "scores", "expected", "yellow", "red"
        )?;
        for at in &self.bands {
            let [yellow, red] = [YELLOW, RED].map(|z| {
                let band = at.expected.band(z);
                format!("{:.2} to {:.2}", band.low, band.high)
            });
            let scores = at.scores.map_or_else(String::new, apart);
            writeln!(
                to,
                "{:>8} {scores:>10} {:>9.2}   {yellow:>19}   {red:>19}",
                at.session, at.expected.mean
            )?;
        }
        Ok(())
    }

    fn json(&self) -> Value {
        let fit = &self.fit;
        let bands: Vec<Value> = self
            .bands
            .iter()
            .map(|at| {
                let band = |z| {
                    let band = at.expected.band(z);
                    json!([band.low, band.high])
                };
                json!({
                    "session": at.session, "scores": at.scores, "mean": at.expected.mean,
                    "sd": at.expected.sd(), "yellow": band(YELLOW), "red": band(RED),
                })
            })
            .collect();
        json!({
            "method": method(fit.method),
            "time": time(self.time),
            "people": fit.people,
            "scores": fit.observations,
            "rows_without_score": self.without_score,
            "fixed_names": self.fixed_names(),
            "fixed": fit.fixed,
            "fixed_se": fit.fixed_se,
            "fixed_covariance": fit.fixed_covariance,
            "random_sd": fit.random_sd(),
            "random_correlation": fit.random_correlation(),
            "random_covariance": fit.random_covariance,
            "theta": fit.theta,
            "residual_sd": fit.residual_sd,
            "log_likelihood": fit.log_likelihood,
            "singular": fit.singular,
            "enough_people_for_bands": warm(fit).is_some(),
            "intake": self.intake,
            "bands": bands,
        })
    }
}

const fn method(method: Method) -> &'static str {
    match method {
        Method::Ml => "ML",
        Method::Reml => "REML",
    }
}

const fn time(time: Time) -> &'static str {
    match time {
        Time::Raw => "session",
        Time::Log => "ln(session + 1)",
    }
}
