//! The library: forms as files, each with the evidence it stands on beside it.
//!
//! Beside `session.json` lies `session.evidence.toml`. It names the licence and the basis of the
//! form's words and carries the SHA-256 of the form's bytes, so that a form cannot change without
//! someone saying again what it rests on. A form that measures something says in the same file what
//! and how, under `[measure]`; that part is kept as written for the crate that scores.
//!
//! Where the words of a form may not be passed on, the library holds its structure only
//! (`wai-sr.pack.json`), with evidence as any other; a service that holds a licence puts the words
//! beside it (`wai-sr.text.toml`). Neither is a form, so both are kept unread here.

mod shipped;

use crate::questionnaire::Questionnaire;
use crate::refused::FormRefused;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use thiserror::Error;

pub use shipped::{shipped, worksheet_files, worksheets};

/// What a form stands on.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The licence of the form's words, such as `CC0-1.0`.
    pub licence: String,
    /// Why these questions are asked.
    pub basis: String,
    /// Who wrote the words, or where they were published.
    pub source: String,
    /// SHA-256 of the form's file, 64 lower-case hexadecimal digits.
    pub text_sha256: String,
    /// Whether the form, in these words, was validated.
    pub validated: bool,
    /// What a reader of its answers should know.
    pub note: String,
    /// Whether the file also says what the form measures, in [`Shelved::sidecar`].
    #[serde(default, rename = "measure", deserialize_with = "is_there")]
    pub measures: bool,
}

/// Notes that a part is there without reading it.
fn is_there<'de, D: Deserializer<'de>>(part: D) -> Result<bool, D::Error> {
    IgnoredAny::deserialize(part).map(|_| true)
}

/// A form with what it stands on.
#[derive(Clone, PartialEq, Debug)]
pub struct Shelved {
    /// The file's path inside the library.
    pub path: String,
    /// The form.
    pub form: Questionnaire,
    /// What it stands on.
    pub evidence: Evidence,
    /// The evidence file as written.
    pub sidecar: String,
}

/// A form without its words, which only the holder of a licence may add.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pack {
    /// The file's path inside the library, such as `measures/wai-sr.pack.json`.
    pub path: String,
    /// The file: a Questionnaire without words. Not read here.
    pub bytes: Vec<u8>,
    /// What it stands on.
    pub evidence: Evidence,
    /// The evidence file as written.
    pub sidecar: String,
}

/// The words of a pack, brought by the service that may show them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PackText {
    /// The file's path, such as `wai-sr.text.toml`.
    pub path: String,
    /// The file as written. Not read here.
    pub words: String,
}

/// Forms, each checked with its evidence.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Library {
    forms: Vec<Shelved>,
    packs: Vec<Pack>,
    texts: Vec<PackText>,
}

/// A file of the library that was not taken.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{path}: {problem}")]
pub struct LibraryRefused {
    /// The file.
    pub path: String,
    /// What is the matter with it.
    pub problem: LibraryProblem,
}

/// What is the matter with a file of the library.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum LibraryProblem {
    /// The form itself was refused.
    #[error("{0}")]
    Form(Box<FormRefused>),
    /// No evidence lies beside the form.
    #[error("there is no '{0}' beside it")]
    NoEvidence(String),
    /// The evidence belongs to no form.
    #[error("there is no form '{0}' beside it")]
    NoForm(String),
    /// The evidence is not in the shape of [`Evidence`], or a part of it is empty.
    #[error("not evidence: {0}")]
    NotEvidence(String),
    /// The form is not the one the evidence speaks of.
    #[error(
        "changed since its evidence was written: the evidence says {expected}, the file is {found}"
    )]
    Changed {
        /// The hash in the evidence.
        expected: String,
        /// The hash of the file.
        found: String,
    },
    /// The form does not say its version, so answers could not name it.
    #[error("a form in the library has a version")]
    NoVersion,
    /// Another file holds the same version of the same form.
    #[error("'{0}' is the same form in the same version")]
    SameForm(String),
    /// Two files have one path.
    #[error("two files have this path")]
    SamePath,
    /// A form and a pack share one evidence file.
    #[error("'{0}' has the same evidence")]
    FormAndPack(String),
    /// The file is none of the library's kinds.
    #[error(
        "neither a form (.json), a pack (.pack.json), evidence (.evidence.toml) nor the text of a \
         pack (.text.toml)"
    )]
    Stranger,
}

impl Library {
    /// Reads a library from its files, given as path and content in any order.
    ///
    /// # Errors
    /// The first file, by path, that is not as it should be.
    pub fn from_files<P, B>(files: impl IntoIterator<Item = (P, B)>) -> Result<Self, LibraryRefused>
    where
        P: Into<String>,
        B: AsRef<[u8]>,
    {
        let mut by_path = BTreeMap::new();
        for (path, bytes) in files {
            let path = path.into();
            if by_path.insert(path.clone(), bytes).is_some() {
                return Err(LibraryRefused {
                    path,
                    problem: LibraryProblem::SamePath,
                });
            }
        }
        let mut library = Self::default();
        for (path, bytes) in &by_path {
            library.take(path, bytes.as_ref(), &by_path)?;
        }
        Ok(library)
    }

    /// Takes one file, with what must lie beside it.
    fn take<B: AsRef<[u8]>>(
        &mut self,
        path: &str,
        bytes: &[u8],
        files: &BTreeMap<String, B>,
    ) -> Result<(), LibraryRefused> {
        let refuse = |problem| LibraryRefused {
            path: path.to_owned(),
            problem,
        };
        if let Some(stem) = path.strip_suffix(".evidence.toml") {
            let (form, pack) = (format!("{stem}.json"), format!("{stem}.pack.json"));
            return match (files.contains_key(&form), files.contains_key(&pack)) {
                (false, false) => Err(refuse(LibraryProblem::NoForm(form))),
                (true, true) => Err(refuse(LibraryProblem::FormAndPack(form))),
                _ => Ok(()),
            };
        }
        if path.ends_with(".text.toml") {
            let words = str::from_utf8(bytes).map_err(|_| refuse(LibraryProblem::Stranger))?;
            self.texts.push(PackText {
                path: path.to_owned(),
                words: words.to_owned(),
            });
            return Ok(());
        }
        let Some(whole) = path.strip_suffix(".json") else {
            return Err(refuse(LibraryProblem::Stranger));
        };
        let pack = whole.strip_suffix(".pack");
        let beside = format!("{}.evidence.toml", pack.unwrap_or(whole));
        let Some(evidence) = files.get(&beside) else {
            return Err(refuse(LibraryProblem::NoEvidence(beside)));
        };
        let (evidence, sidecar) =
            evidence_from(evidence.as_ref()).map_err(|problem| LibraryRefused {
                path: beside,
                problem,
            })?;
        unchanged(bytes, &evidence).map_err(refuse)?;
        if pack.is_none() {
            return self.shelve(path, bytes, evidence, sidecar).map_err(refuse);
        }
        self.packs.push(Pack {
            path: path.to_owned(),
            bytes: bytes.to_vec(),
            evidence,
            sidecar,
        });
        Ok(())
    }

    fn shelve(
        &mut self,
        path: &str,
        bytes: &[u8],
        evidence: Evidence,
        sidecar: String,
    ) -> Result<(), LibraryProblem> {
        let form = Questionnaire::from_json(bytes)
            .map_err(|refused| LibraryProblem::Form(Box::new(refused)))?;
        if form.version().is_none() {
            return Err(LibraryProblem::NoVersion);
        }
        if let Some(same) = self.by_canonical(&form.canonical()) {
            return Err(LibraryProblem::SameForm(same.path.clone()));
        }
        self.forms.push(Shelved {
            path: path.to_owned(),
            form,
            evidence,
            sidecar,
        });
        Ok(())
    }

    /// Every form, by path.
    pub fn forms(&self) -> &[Shelved] {
        &self.forms
    }

    /// Every form without words, by path.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// Every text of a pack, by path.
    pub fn texts(&self) -> &[PackText] {
        &self.texts
    }

    /// The form in the file of this path, such as `check_ins/session.json`.
    pub fn by_path(&self, path: &str) -> Option<&Shelved> {
        self.forms.iter().find(|shelved| shelved.path == path)
    }

    /// The form that answers name as `url|version`.
    pub fn by_canonical(&self, canonical: &str) -> Option<&Shelved> {
        self.forms
            .iter()
            .find(|shelved| shelved.form.canonical() == canonical)
    }
}

/// The file is still the one its evidence speaks of.
fn unchanged(bytes: &[u8], evidence: &Evidence) -> Result<(), LibraryProblem> {
    let found = sha256(bytes);
    if found == evidence.text_sha256 {
        return Ok(());
    }
    Err(LibraryProblem::Changed {
        expected: evidence.text_sha256.clone(),
        found,
    })
}

fn evidence_from(bytes: &[u8]) -> Result<(Evidence, String), LibraryProblem> {
    let refuse = |words: String| LibraryProblem::NotEvidence(words);
    let words = str::from_utf8(bytes).map_err(|fault| refuse(fault.to_string()))?;
    let evidence: Evidence = toml::from_str(words).map_err(|fault| refuse(fault.to_string()))?;
    let parts = [
        ("licence", &evidence.licence),
        ("basis", &evidence.basis),
        ("source", &evidence.source),
        ("note", &evidence.note),
    ];
    match parts.iter().find(|(_, words)| words.trim().is_empty()) {
        Some((name, _)) => Err(refuse(format!("{name} is empty"))),
        None => Ok((evidence, words.to_owned())),
    }
}

fn sha256(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests;
