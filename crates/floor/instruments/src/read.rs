//! From a form and its evidence to a measure, or to a refusal that names the key: ranges that do
//! not fit the form's options, questions that were forgotten, numbers that contradict each other.

mod items;
mod scores;
mod tables;

use crate::find::Find;
use crate::loinc;
use crate::measure::{Licence, Measure};
use crate::refused::{At, MeasureProblem, refuse};
use crate::sidecar::Written;
use forms::{Evidence, Questionnaire};
use serde_json::Value;
use std::collections::BTreeSet;

/// What a measure is read from.
pub(crate) struct Files<'a> {
    pub(crate) id: &'a str,
    pub(crate) evidence: &'a Evidence,
    pub(crate) sidecar: &'a str,
    /// The form; of a pack, with stand-ins for its words.
    pub(crate) form: &'a Questionnaire,
    /// The form's JSON; of a pack, without words.
    pub(crate) structure: &'a Value,
    pub(crate) is_pack: bool,
}

impl Measure {
    pub(crate) fn read(files: &Files<'_>) -> Result<Self, At> {
        if !files.evidence.measures {
            return refuse("measure", MeasureProblem::NoMeasure);
        }
        let written = Written::read(files.sidecar)?;
        checked_in(files, &written)?;
        tables::interval(&written)?;
        let items = items::items(&written, files.structure)?;
        let scores = scores::scores(&written, &items)?;
        let place = |name: &str| items.iter().position(|item| item.link_id == name);
        let findings = written
            .finding
            .iter()
            .map(|finding| {
                Find::read(finding, |name| {
                    let place = place(name)?;
                    let item = items.get(place)?;
                    Some((place, item.min, item.max))
                })
            })
            .collect::<Result<Vec<_>, At>>()?;
        let safety = tables::safety(&written, &items)?;
        tables::tables(&written, &scores)?;
        let names: Vec<&str> = scores.iter().map(|score| score.name.as_str()).collect();
        loinc::check(&written, files.structure, &names)?;
        let main = main_score(&written, &names)?;
        let measured = !scores.is_empty() || !findings.is_empty();
        if measured == written.no_score.is_some() || measured == written.case.is_empty() {
            return refuse("measure.no_score", MeasureProblem::NothingMeasured);
        }
        let measure = Self {
            id: files.id.to_owned(),
            name: written.name,
            short_name: written.short_name,
            construct: written.construct,
            licence: Licence {
                licence: files.evidence.licence.clone(),
                basis: written.licence_basis,
                conditions: written.conditions.trim().to_owned(),
                attribution: written.attribution,
                text: None,
            },
            evidence: files.evidence.clone(),
            canonical: files.form.canonical(),
            form: (!files.is_pack).then(|| files.form.clone()),
            pack: files.is_pack.then(|| files.structure.clone()),
            text_checked_in: written.text_checked_in,
            unverified: written.unverified,
            no_score: written.no_score,
            main,
            unscored: written.unscored,
            recall: written.recall,
            interval: written.interval,
            items,
            scores,
            norms: written.norm,
            reliabilities: written.reliability,
            reliable_changes: written.reliable_change,
            findings,
            safety,
            loinc: written.loinc,
            known_errors: written.known_error,
            cases: written.case,
        };
        measure.reproduces()?;
        Ok(measure)
    }
}

/// Words that were validated were checked in two places: public copies are unreliable.
fn checked_in(files: &Files<'_>, written: &Written) -> Result<(), At> {
    let places: BTreeSet<&str> = written
        .text_checked_in
        .iter()
        .map(|place| place.trim())
        .filter(|place| !place.is_empty())
        .collect();
    if files.evidence.validated && !files.is_pack && places.len() < 2 {
        return refuse("measure.text_checked_in", MeasureProblem::TwoSources);
    }
    Ok(())
}

fn main_score(written: &Written, names: &[&str]) -> Result<Option<usize>, At> {
    let Some(main) = &written.main else {
        return Ok(None);
    };
    match names.iter().position(|name| name == main) {
        Some(place) => Ok(Some(place)),
        None => refuse("measure.main", MeasureProblem::NoScore(main.clone())),
    }
}
