//! What a form's author may want to know although the form is taken: what is kept without being
//! acted on, what is missing that others will look for.

use super::Reading;
use super::place::Place;
use crate::kinds::ItemKind;
use crate::questionnaire::Questionnaire;
use crate::refused::FormRefused;
use std::collections::BTreeSet;
use std::fmt;
use thiserror::Error;

/// All that was found out about a form.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Check {
    /// Why it is not taken; empty: it is.
    pub refused: Vec<FormRefused>,
    /// What its author may want to know.
    pub findings: Vec<Finding>,
}

/// Something to know about a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Where in the file; empty for the whole.
    pub path: String,
    /// The item it is in, by its `linkId`.
    pub link_id: Option<String>,
    /// What there is to know.
    pub note: Note,
}

impl Finding {
    pub(super) fn new(place: &Place<'_>, field: &str, note: Note) -> Self {
        Self {
            path: place.way(field),
            link_id: place.link_id().map(str::to_owned),
            note,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.path.is_empty(), &self.link_id) {
            (true, _) => write!(f, "the form: {}", self.note),
            (false, None) => write!(f, "{}: {}", self.path, self.note),
            (false, Some(id)) => write!(f, "{} (linkId '{id}'): {}", self.path, self.note),
        }
    }
}

/// What there is to know.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Note {
    /// An extension that is passed on and has no effect here.
    #[error("the extension '{0}' is kept and has no effect here")]
    Kept(String),
    /// A field of a later release of FHIR that is passed on and has no effect here.
    #[error("'{0}' is of a later release of FHIR; it is kept and has no effect here")]
    LaterField(&'static str),
    /// The form has no address, so it is known by what its file says.
    #[error("no url: it is known by the SHA-256 of its file, and every change makes another form")]
    NoUrl,
    /// The form has no version, so old answers cannot tell which words they answered.
    #[error("no version: answers cannot say which words they answered")]
    NoVersion,
    /// The form does not say what language it is in.
    #[error("no language: it is not said which one it is written in")]
    NoLanguage,
    /// Some options weigh something and these do not: answering so gives no score.
    #[error("these options have no weight, and others have: {}", .0.join(", "))]
    Unweighed(Vec<String>),
    /// A way to show an item that is not known here.
    #[error("the itemControl '{0}' is not known here; the item is shown plainly")]
    UnknownControl(String),
    /// Some words have no translation that others have.
    #[error("not every word is there in '{0}'")]
    PartlyTranslated(String),
}

/// Fields that R5 has and R4 has not, without which the form still means what it says.
const LATER_FIELDS: [&str; 3] = [
    "disabledDisplay",
    "versionAlgorithmString",
    "copyrightLabel",
];

pub(super) fn of_top(root: &Place<'_>, reading: &mut Reading) {
    later_fields(root, reading);
    for (field, note) in [
        ("url", Note::NoUrl),
        ("version", Note::NoVersion),
        ("language", Note::NoLanguage),
    ] {
        if !root.has(field) {
            reading.findings.push(Finding::new(root, "", note));
        }
    }
}

pub(super) fn of_item(place: &Place<'_>, reading: &mut Reading) {
    later_fields(place, reading);
}

fn later_fields(place: &Place<'_>, reading: &mut Reading) {
    for field in LATER_FIELDS {
        if place.has(field) {
            let finding = Finding::new(place, field, Note::LaterField(field));
            reading.findings.push(finding);
        }
    }
}

/// What is seen on the form once it is read.
pub(super) fn of_whole(form: &Questionnaire) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut tagged: BTreeSet<&str> = BTreeSet::new();
    for item in form.every_item() {
        tagged.extend(item.text().into_iter().flat_map(crate::Text::languages));
        let ItemKind::Choice(choice) = item.kind() else {
            continue;
        };
        let (weighed, unweighed): (Vec<_>, Vec<_>) =
            choice.options().iter().partition(|o| o.weight().is_some());
        if !weighed.is_empty() && !unweighed.is_empty() {
            let codes = unweighed.iter().map(|o| o.code().to_owned()).collect();
            findings.push(Finding {
                path: "answerOption".to_owned(),
                link_id: Some(item.link_id().as_str().to_owned()),
                note: Note::Unweighed(codes),
            });
        }
    }
    let whole = form.languages();
    for language in tagged.into_iter().filter(|tag| !whole.contains(tag)) {
        findings.push(Finding {
            path: String::new(),
            link_id: None,
            note: Note::PartlyTranslated(language.to_owned()),
        });
    }
    findings
}
