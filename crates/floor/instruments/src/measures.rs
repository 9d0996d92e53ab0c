//! All measures a service has: those that ship with the program and those of its own folder, each
//! checked before anything is asked of anyone.

use crate::measure::Measure;
use crate::pack;
use crate::read::Files;
use crate::refused::{At, MeasureProblem, MeasureRefused};
use crate::shipped::FILES;
use forms::{Library, Pack, PackText, Shelved};

/// Measures, by name.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Measures {
    all: Vec<Measure>,
}

impl Measures {
    /// The measures that ship with the program.
    ///
    /// # Errors
    /// A shipped file is not as it should be, which this crate's tests would have said.
    pub fn shipped() -> Result<Self, MeasureRefused> {
        Self::from_files(FILES.iter().copied())
    }

    /// The measures that ship with the program, and those of a service's own folder: forms with
    /// evidence, packs with evidence, and texts of packs, its own or shipped ones.
    ///
    /// # Errors
    /// The first file that is not as it should be, with the key.
    pub fn shipped_with<P, B>(
        files: impl IntoIterator<Item = (P, B)>,
    ) -> Result<Self, MeasureRefused>
    where
        P: Into<String>,
        B: AsRef<[u8]>,
    {
        let mut measures = Self::shipped()?;
        measures.add(files)?;
        Ok(measures)
    }

    /// The measures of these files, given as path and content in any order.
    ///
    /// # Errors
    /// The first file that is not as it should be, with the key.
    pub fn from_files<P, B>(files: impl IntoIterator<Item = (P, B)>) -> Result<Self, MeasureRefused>
    where
        P: Into<String>,
        B: AsRef<[u8]>,
    {
        let mut measures = Self::default();
        measures.add(files)?;
        Ok(measures)
    }

    fn add<P, B>(&mut self, files: impl IntoIterator<Item = (P, B)>) -> Result<(), MeasureRefused>
    where
        P: Into<String>,
        B: AsRef<[u8]>,
    {
        let library = Library::from_files(files)?;
        for shelved in library.forms() {
            self.take(form(shelved)?, &shelved.path)?;
        }
        for held in library.packs() {
            self.take(structure(held)?, &held.path)?;
        }
        for text in library.texts() {
            self.put_in(text)?;
        }
        self.all.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(())
    }

    fn take(&mut self, measure: Measure, path: &str) -> Result<(), MeasureRefused> {
        let same = self
            .get(&measure.id)
            .or_else(|| self.by_canonical(&measure.canonical));
        if let Some(same) = same {
            let problem = MeasureProblem::SameMeasure(same.id.clone());
            return Err(at(path, (String::new(), problem)));
        }
        self.all.push(measure);
        Ok(())
    }

    fn put_in(&mut self, text: &PackText) -> Result<(), MeasureRefused> {
        let id = id(&text.path);
        let pack = self.all.iter_mut().find(|measure| measure.id == id);
        let Some((measure, structure)) =
            pack.and_then(|measure| measure.pack.clone().map(|pack| (measure, pack)))
        else {
            let problem = MeasureProblem::NoPack(id.to_owned());
            return Err(at(&text.path, (String::new(), problem)));
        };
        let (form, licence) = pack::with_text(&structure, &text.path, &text.words)
            .map_err(|fault| at(&text.path, fault))?;
        measure.form = Some(form);
        measure.licence.text = Some(licence);
        Ok(())
    }

    /// Every measure, by name; packs that wait for their text among them.
    pub fn all(&self) -> &[Measure] {
        &self.all
    }

    /// The measure of this name, such as `phq-9`.
    pub fn get(&self, id: &str) -> Option<&Measure> {
        self.all.iter().find(|measure| measure.id == id)
    }

    /// The measure whose form answers name as `url|version`.
    pub fn by_canonical(&self, canonical: &str) -> Option<&Measure> {
        self.all
            .iter()
            .find(|measure| measure.canonical == canonical)
    }
}

/// The name of a measure: its file's name without folder and ending.
fn id(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    [".pack.json", ".text.toml", ".json"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(name)
}

fn at(path: &str, (key, problem): At) -> MeasureRefused {
    MeasureRefused {
        path: path.to_owned(),
        key,
        problem: Box::new(problem),
    }
}

/// The path of the evidence that belongs to a form or pack.
fn beside(path: &str) -> String {
    let stem = path
        .strip_suffix(".pack.json")
        .or_else(|| path.strip_suffix(".json"));
    format!("{}.evidence.toml", stem.unwrap_or(path))
}

fn form(shelved: &Shelved) -> Result<Measure, MeasureRefused> {
    let files = Files {
        id: id(&shelved.path),
        evidence: &shelved.evidence,
        sidecar: &shelved.sidecar,
        form: &shelved.form,
        structure: shelved.form.source(),
        is_pack: false,
    };
    Measure::read(&files).map_err(|fault| at(&beside(&shelved.path), fault))
}

fn structure(held: &Pack) -> Result<Measure, MeasureRefused> {
    let structure = pack::structure(&held.bytes).map_err(|fault| at(&held.path, fault))?;
    let form = pack::stand_in(&structure).map_err(|fault| at(&held.path, fault))?;
    let files = Files {
        id: id(&held.path),
        evidence: &held.evidence,
        sidecar: &held.sidecar,
        form: &form,
        structure: &structure,
        is_pack: true,
    };
    Measure::read(&files).map_err(|fault| at(&beside(&held.path), fault))
}
