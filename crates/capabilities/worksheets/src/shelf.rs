//! The sheets there are: those that ship with the program and those of the service's own folder.
//!
//! Whoever asks for the sheets has the folder's listing looked at; only when a name, a size or a time
//! in it changed are its files read again. A file that cannot be used is named with the reason, and
//! every other sheet stays where it was.

use forms::{Evidence, Library, Questionnaire};
use pages::Words;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// In a form's `code`, the system that says where it is offered.
const CODES: &str = "urn:x-attune:work";
/// The code of a sheet that is filled in only with the therapist.
const TOGETHER: &str = "together";
/// The endings of the files that are read; others in the folder are left alone.
const FORM: &str = ".json";
const EVIDENCE: &str = ".evidence.toml";
/// The most files that are read of a service's own folder: this project's own choice.
const MOST_FILES: usize = 400;

/// A file of the service's own folder, as its listing shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since the epoch.
    pub changed: u128,
}

/// The service's own folder. Where it lies, and reading it, is not for this capability to know.
pub trait Folder: Send + Sync {
    /// What is in it; nothing if it is not there. What went wrong is said in words.
    fn listing(&self) -> Result<Vec<Listed>, String>;

    /// A file of it. What went wrong is said in words.
    fn read(&self, name: &str) -> Result<Vec<u8>, String>;
}

/// Where a sheet comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// It ships with the program.
    Shipped(Evidence),
    /// This service made it, and may have said what it rests on.
    Own(Option<Evidence>),
}

/// A sheet.
#[derive(Clone, PartialEq, Debug)]
pub struct Sheet {
    /// Its name: that of its file.
    pub name: String,
    /// The form.
    pub form: Questionnaire,
    /// The form as it is written.
    pub json: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The tools that it is offered at.
    pub tools: Vec<String>,
    /// Whether it is filled in only with the therapist.
    pub together: bool,
}

impl Sheet {
    /// Its title.
    pub fn title(&self, words: Words) -> String {
        title(&self.form, words)
    }

    /// What it is for, in a line, if it says: its first passage.
    pub fn line(&self, words: Words) -> Option<String> {
        let items = self.form.items().first()?;
        let said = items.text().filter(|_| !items.is_question())?;
        items
            .children()
            .is_empty()
            .then(|| said.in_language(words.tag()).to_owned())
    }
}

/// The title of a form; one without any is called by its address.
pub(crate) fn title(form: &Questionnaire, words: Words) -> String {
    match form.title() {
        Some(title) => title.in_language(words.tag()).to_owned(),
        None => form.url().to_owned(),
    }
}

/// Whether a form is filled in only with the therapist.
pub(crate) fn is_together(form: &Questionnaire) -> bool {
    codes(form).any(|code| code == TOGETHER)
}

fn codes(form: &Questionnaire) -> impl Iterator<Item = &str> {
    let all = form.source().get("code").and_then(|codes| codes.as_array());
    all.into_iter().flatten().filter_map(|one| {
        let system = one.get("system")?.as_str()?;
        one.get("code")?.as_str().filter(|_| system == CODES)
    })
}

/// A file that could not be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Broken {
    /// The file.
    pub file: String,
    /// Why, in English: it is for whoever wrote the file.
    pub why: String,
}

/// A sheet that is offered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offered {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Whether it is filled in only with the therapist.
    pub together: bool,
}

#[derive(Default)]
struct Own {
    listing: Vec<Listed>,
    sheets: Vec<Arc<Sheet>>,
    broken: Vec<Broken>,
}

/// The shelf with all sheets.
pub struct Shelf {
    shipped: Vec<Arc<Sheet>>,
    folder: Option<Arc<dyn Folder>>,
    own: Mutex<Own>,
}

impl Shelf {
    /// The sheets that ship, and those of the service's own folder if it has one.
    pub fn new(folder: Option<Arc<dyn Folder>>) -> Self {
        let files = forms::library::worksheet_files().iter();
        let files = files.map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
        let (shipped, _) = sheets(&files.collect(), &[], false);
        Self {
            shipped,
            folder,
            own: Mutex::default(),
        }
    }

    /// Every sheet there is now, by name, and every file that could not be used.
    pub fn now(&self) -> (Vec<Arc<Sheet>>, Vec<Broken>) {
        let (mut all, broken) = (self.shipped.clone(), self.look_again());
        all.extend(broken.0);
        all.sort_by(|one, other| one.name.cmp(&other.name));
        (all, broken.1)
    }

    fn look_again(&self) -> (Vec<Arc<Sheet>>, Vec<Broken>) {
        let Some(folder) = &self.folder else {
            return (Vec::new(), Vec::new());
        };
        let listing = folder.listing();
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        let mut broken = Vec::new();
        match listing {
            // What was read before is still offered.
            Err(why) => broken.push(Broken {
                file: String::from("worksheets"),
                why,
            }),
            Ok(listing) if listing != own.listing => {
                let (files, mut unread) = read(&**folder, &listing);
                let (sheets, refused) = sheets(&files, &self.shipped, true);
                unread.extend(refused);
                *own = Own {
                    // A file that could not be read is tried again the next time.
                    listing: if unread.iter().any(|one| !files.contains_key(&one.file)) {
                        Vec::new()
                    } else {
                        listing
                    },
                    sheets,
                    broken: unread,
                };
            }
            Ok(_) => {}
        }
        broken.extend(own.broken.iter().cloned());
        (own.sheets.clone(), broken)
    }

    /// The sheet of a name.
    pub fn get(&self, name: &str) -> Option<Arc<Sheet>> {
        self.now().0.into_iter().find(|sheet| sheet.name == name)
    }

    /// The sheets offered at a tool, such as `thoughts`, by title.
    pub fn of(&self, tool: &str, words: Words) -> Vec<Offered> {
        let all = self.now().0;
        let at = |sheet: &&Arc<Sheet>| sheet.tools.iter().any(|one| one == tool);
        let mut offered: Vec<Offered> = all.iter().filter(at).map(|s| offer(s, words)).collect();
        offered.sort_by(|one, other| one.title.cmp(&other.title));
        offered
    }
}

pub(crate) fn offer(sheet: &Sheet, words: Words) -> Offered {
    Offered {
        name: sheet.name.clone(),
        title: sheet.title(words),
        together: sheet.together,
    }
}

type Files = BTreeMap<String, Vec<u8>>;

fn read(folder: &dyn Folder, listing: &[Listed]) -> (Files, Vec<Broken>) {
    let (mut files, mut broken) = (Files::new(), Vec::new());
    let wanted = |name: &str| name.ends_with(FORM) || name.ends_with(EVIDENCE);
    let wanted = listing.iter().filter(|one| wanted(&one.name));
    for (number, one) in wanted.enumerate() {
        let bytes = if number >= MOST_FILES {
            Err(format!("only {MOST_FILES} files are read"))
        } else if one.size > forms_bound() {
            Err(format!("larger than {} bytes", forms_bound()))
        } else {
            folder.read(&one.name)
        };
        match bytes {
            Ok(bytes) => {
                files.insert(one.name.clone(), bytes);
            }
            Err(why) => broken.push(Broken {
                file: one.name.clone(),
                why,
            }),
        }
    }
    (files, broken)
}

/// The largest form that is read, in bytes.
const fn forms_bound() -> u64 {
    forms::LARGEST_FORM as u64
}

/// The sheets among these files, and the files that could not be used. `taken`: names that are not
/// free any more. `own`: whether a form may stand without evidence.
fn sheets(files: &Files, taken: &[Arc<Sheet>], own: bool) -> (Vec<Arc<Sheet>>, Vec<Broken>) {
    let (mut sheets, mut broken) = (Vec::new(), Vec::new());
    for (file, bytes) in files {
        let read = match (file.strip_suffix(FORM), file.strip_suffix(EVIDENCE)) {
            (Some(name), _) if taken.iter().any(|sheet| sheet.name == name) => Err(format!(
                "a sheet of the name '{name}' ships with the program; give the file another name"
            )),
            (Some(name), _) => sheet(name, file, bytes, files, own).map(Some),
            (None, Some(name)) if !files.contains_key(&format!("{name}{FORM}")) => {
                Err(format!("there is no form '{name}{FORM}' beside it"))
            }
            _ => Ok(None),
        };
        match read {
            Ok(found) => sheets.extend(found.map(Arc::new)),
            Err(why) => broken.push(Broken {
                file: file.clone(),
                why,
            }),
        }
    }
    (sheets, broken)
}

fn sheet(name: &str, file: &str, bytes: &[u8], files: &Files, own: bool) -> Result<Sheet, String> {
    let usable = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    if name.is_empty() || !name.chars().all(usable) {
        return Err("its name has other letters than a to z, 0 to 9, - and _".to_owned());
    }
    let beside = format!("{name}{EVIDENCE}");
    let evidence = match files.get(&beside) {
        None if own => None,
        None => return Err(format!("there is no '{beside}' beside it")),
        Some(evidence) => {
            let both = [(file, bytes), (beside.as_str(), evidence.as_slice())];
            let library = Library::from_files(both).map_err(|refused| refused.to_string())?;
            library.forms().first().map(|one| one.evidence.clone())
        }
    };
    let form = Questionnaire::from_json(bytes).map_err(|refused| refused.to_string())?;
    let json = str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let tools = codes(&form).filter(|code| *code != TOGETHER);
    Ok(Sheet {
        name: name.to_owned(),
        json: json.to_owned(),
        tools: tools.map(ToOwned::to_owned).collect(),
        together: is_together(&form),
        origin: match evidence {
            Some(evidence) if !own => Origin::Shipped(evidence),
            evidence => Origin::Own(evidence),
        },
        form,
    })
}

#[cfg(test)]
mod tests;
