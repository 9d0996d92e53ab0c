//! Pathways: a few measures that are asked together, each with its rhythm. One file each in
//! `library/pathways`, with where the schedule comes from.

use crate::plan::rules::{self, WrongInterval};
use instruments::Measures;
use pages::{Language, Words};
use serde::Deserialize;

/// A name in the languages of the service.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    en: String,
    es: String,
}

impl Named {
    /// In the language of whoever reads.
    pub fn say(&self, words: Words) -> &str {
        match words.language {
            Language::English => &self.en,
            Language::Spanish => &self.es,
        }
    }
}

/// A measure of a pathway.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Which measure.
    pub measure: String,
    /// Days from an answer to the next asking.
    pub every_days: u16,
    /// Days from the beginning to the first asking.
    pub first_after_days: u16,
}

/// A pathway.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pathway {
    /// Its id: the name of its file.
    pub id: String,
    /// Its name.
    pub name: Named,
    /// For whom it is.
    pub for_whom: Named,
    /// Where the schedule comes from.
    pub source: String,
    /// What it asks.
    pub ask: Vec<Ask>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    source: String,
    name: Named,
    for_whom: Named,
    ask: Vec<Ask>,
}

/// Why a pathway was not taken.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("library/pathways/{id}.toml: {problem}")]
pub struct PathwayRefused {
    /// Which pathway.
    pub id: String,
    /// What is the matter with it.
    pub problem: PathwayProblem,
}

/// What is the matter with a pathway.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PathwayProblem {
    /// It is not in the shape of a pathway.
    #[error("not a pathway: {0}")]
    NotAPathway(String),
    /// It does not say where its schedule comes from.
    #[error("source is empty; name it, or say that it is your own choice")]
    NoSource,
    /// It asks nothing.
    #[error("it asks nothing; name at least one measure under [[ask]]")]
    AsksNothing,
    /// There is no such measure, or its words are not here.
    #[error("there is no measure '{0}' that can be asked")]
    NoSuchMeasure(String),
    /// It asks one measure twice.
    #[error("'{0}' is asked twice")]
    AskedTwice(String),
    /// It asks a measure more often than its window of recall allows.
    #[error("'{measure}': {why}")]
    Interval {
        /// Which.
        measure: String,
        /// Why not.
        why: WrongInterval,
    },
}

macro_rules! files {
    ($($id:literal),* $(,)?) => {
        [$(($id, include_str!(concat!("../../../../library/pathways/", $id, ".toml")))),*]
    };
}

/// Every pathway that ships, by id, in the order it is offered.
const FILES: [(&str, &str); 3] = files!["weekly-trauma-focused", "low-burden", "monthly-review"];

/// The pathways that ship, each held against the measures that are here.
pub(crate) fn pathways(measures: &Measures) -> Result<Vec<Pathway>, PathwayRefused> {
    FILES
        .iter()
        .map(|(id, text)| read(id, text, measures))
        .collect()
}

fn read(id: &str, text: &str, measures: &Measures) -> Result<Pathway, PathwayRefused> {
    let refuse = |problem| PathwayRefused {
        id: id.to_owned(),
        problem,
    };
    let file: File = toml::from_str(text)
        .map_err(|fault| refuse(PathwayProblem::NotAPathway(fault.to_string())))?;
    if file.source.trim().is_empty() {
        return Err(refuse(PathwayProblem::NoSource));
    }
    if file.ask.is_empty() {
        return Err(refuse(PathwayProblem::AsksNothing));
    }
    for (place, ask) in file.ask.iter().enumerate() {
        let name = || ask.measure.clone();
        if file
            .ask
            .iter()
            .take(place)
            .any(|b| b.measure == ask.measure)
        {
            return Err(refuse(PathwayProblem::AskedTwice(name())));
        }
        let measure = measures.get(&ask.measure).filter(|m| m.form().is_some());
        let measure = measure.ok_or_else(|| refuse(PathwayProblem::NoSuchMeasure(name())))?;
        let shortest = u16::try_from(measure.shortest_interval()).unwrap_or(u16::MAX);
        rules::interval(ask.every_days, shortest.max(1)).map_err(|why| {
            refuse(PathwayProblem::Interval {
                measure: name(),
                why,
            })
        })?;
    }
    Ok(Pathway {
        id: id.to_owned(),
        name: file.name,
        for_whom: file.for_whom,
        source: file.source,
        ask: file.ask,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const GOOD: &str = r#"
        source = "our own choice"
        name = { en = "A", es = "A" }
        for_whom = { en = "B", es = "B" }
        ask = [{ measure = "phq-9", every_days = 14, first_after_days = 0 }]
    "#;

    fn refused(text: &str) -> String {
        let measures = Measures::shipped().unwrap();
        read("one", text, &measures).unwrap_err().to_string()
    }

    #[test]
    fn every_pathway_of_the_library_ships_and_can_be_followed() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../library/pathways");
        let there: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ext| ext == "toml"))
            .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        let shipped: BTreeSet<String> = FILES.iter().map(|(id, _)| (*id).to_owned()).collect();
        assert_eq!(there, shipped);
        let measures = Measures::shipped().unwrap();
        assert_eq!(pathways(&measures).unwrap().len(), FILES.len());
    }

    #[test]
    fn a_pathway_that_could_not_be_followed_says_what_is_wrong_with_it() {
        let measures = Measures::shipped().unwrap();
        assert!(read("one", GOOD, &measures).is_ok());
        for (text, said) in [
            (GOOD.replace("14", "7"), "asks about 14 days"),
            (GOOD.replace("phq-9", "phq-99"), "no measure 'phq-99'"),
            (GOOD.replace("our own choice", " "), "source is empty"),
            (GOOD.replace("source", "sauce"), "not a pathway"),
            (
                GOOD.replace(
                    "ask = [",
                    r#"ask = [{ measure = "phq-9", every_days = 14, first_after_days = 0 }, "#,
                ),
                "asked twice",
            ),
            (
                GOOD.replace(
                    r#"{ measure = "phq-9", every_days = 14, first_after_days = 0 }"#,
                    "",
                ),
                "asks nothing",
            ),
        ] {
            let found = refused(&text);
            assert!(found.contains(said), "{found}");
        }
    }
}
