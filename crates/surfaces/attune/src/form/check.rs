//! Everything that is to be mended in a form, said where it is.

use crate::say::{Failed, apart};
use forms::{Check as Found, FormRefused, LARGEST_FORM, Library, Questionnaire};
use instruments::Measures;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Forms to look at.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Check {
    /// Questionnaires (.json, .pack.json) or evidence beside them; - reads one from standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// What was said about files so far.
#[derive(Default)]
struct Said {
    problems: usize,
    unread: usize,
}

impl Check {
    pub(crate) fn run(self) -> Result<(), Failed> {
        self.between(io::stdin().lock(), &mut io::stdout().lock())
    }

    fn between(&self, stdin: impl Read, out: &mut impl Write) -> Result<(), Failed> {
        let mut said = Said::default();
        let mut stdin = Some(stdin);
        for file in &self.files {
            let name = file.display().to_string();
            let lines = if file == Path::new("-") {
                match stdin.take().map(read) {
                    Some(Ok(bytes)) => Lines::of_form("-", &bytes),
                    Some(Err(error)) => Lines::unread("-", &error),
                    None => continue,
                }
            } else {
                of_file(file, &name)
            };
            said.problems += lines.problems;
            said.unread += usize::from(lines.unread);
            // Whoever closed the pipe does not want to hear the rest; the code still says it.
            let _ = out.write_all(lines.text.as_bytes());
        }
        let _ = out.flush();
        match said {
            Said { unread: 1.., .. } => Err(Failed::new(format!(
                "{} of {} files could not be read.",
                apart(said.unread),
                apart(self.files.len())
            ))),
            Said { problems: 1.., .. } => Err(Failed::not_whole(format!(
                "To be mended: {}.",
                apart(said.problems)
            ))),
            Said { .. } => Ok(()),
        }
    }
}

/// What is said about one file.
#[derive(Default)]
pub(super) struct Lines {
    /// Line by line.
    pub(super) text: String,
    /// How much is to be mended.
    pub(super) problems: usize,
    unread: bool,
}

impl Lines {
    fn unread(name: &str, error: &io::Error) -> Self {
        Self {
            text: format!("{name}: could not be read ({error})\n"),
            problems: 0,
            unread: true,
        }
    }

    /// A form by itself.
    pub(super) fn of_form(name: &str, bytes: &[u8]) -> Self {
        let mut lines = Self::default();
        lines.found(name, &Questionnaire::problems(bytes));
        lines.ended(name);
        lines
    }

    fn found(&mut self, name: &str, found: &Found) {
        for refused in &found.refused {
            self.refused(name, refused);
        }
        for finding in &found.findings {
            let _ = writeln!(self.text, "{name}: to know: {finding}");
        }
    }

    fn refused(&mut self, name: &str, refused: &FormRefused) {
        self.problems += 1;
        self.text.push_str(name);
        // Writing into memory cannot fail.
        if let Some((line, column)) = refused.at {
            let _ = write!(self.text, ":{line}:{column}");
        }
        let _ = match (&refused.link_id, refused.path.as_str()) {
            (Some(link_id), path) => write!(self.text, ": linkId '{link_id}', {path}"),
            (None, "") => write!(self.text, ": the form"),
            (None, path) => write!(self.text, ": {path}"),
        };
        let _ = writeln!(
            self.text,
            ": {}\n    {}",
            refused.problem,
            refused.problem.mend()
        );
    }

    fn evidence(&mut self, said: &str, mend: &str) {
        self.problems += 1;
        let _ = writeln!(self.text, "{said}\n    {mend}");
    }

    fn ended(&mut self, name: &str) {
        let _ = match self.problems {
            0 => writeln!(self.text, "{name}: nothing to be mended"),
            problems => writeln!(self.text, "{name}: {} to be mended", apart(problems)),
        };
    }
}

/// A form, and the evidence beside it.
fn of_file(file: &Path, name: &str) -> Lines {
    match whole(file, name) {
        Ok(lines) => lines,
        Err(error) => Lines::unread(name, &error),
    }
}

fn whole(file: &Path, name: &str) -> io::Result<Lines> {
    let stem = ENDINGS.iter().find_map(|end| name.strip_suffix(end));
    let Some(stem) = stem else {
        return Ok(Lines::of_form(name, &open(file)?));
    };
    let mut lines = Lines::default();
    let mut beside = Vec::new();
    for end in ENDINGS {
        let path = format!("{stem}{end}");
        if path == name || Path::new(&path).is_file() {
            beside.push((path.clone(), open(Path::new(&path))?));
        }
    }
    // A pack has no words, so only what is said with its evidence can be said of it.
    let form = beside.iter().find(|(path, _)| is_form(path));
    if let Some((path, bytes)) = form {
        lines.found(path, &Questionnaire::problems(bytes));
    }
    let has = |end: &str| beside.iter().any(|(path, _)| path.ends_with(end));
    if lines.problems > 0 {
        if has(EVIDENCE) {
            let _ = writeln!(
                lines.text,
                "{name}: its evidence is looked at once this is mended"
            );
        }
    } else if (has(EVIDENCE) || has(PACK) || form.is_none())
        && let Err((said, mend)) = evidence(&beside)
    {
        lines.evidence(&said, mend);
    }
    lines.ended(name);
    Ok(lines)
}

const EVIDENCE: &str = ".evidence.toml";
const PACK: &str = ".pack.json";
/// The files that may lie beside each other, those with the longer ending first.
const ENDINGS: [&str; 4] = [PACK, EVIDENCE, ".text.toml", ".json"];

fn is_form(path: &str) -> bool {
    path.strip_suffix(".json").is_some() && !path.ends_with(PACK)
}

/// Whether the evidence is whole and belongs to the form; else what is the matter, and what to do.
fn evidence(files: &[(String, Vec<u8>)]) -> Result<(), (String, &'static str)> {
    const CHANGED: &str = "If the change is meant, read again what the evidence rests on, and then write the hash that was found as its text_sha256.";
    const KEY: &str = "Write what is missing, or correct it, in the evidence; the shipped files in library/measures are examples of all of it.";
    let paired = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let only_text = files.iter().all(|(path, _)| path.ends_with(".text.toml"));
    if only_text {
        let read = Measures::shipped_with(paired);
        return read.map(drop).map_err(|refused| (refused.to_string(), KEY));
    }
    let library = Library::from_files(paired.clone()).map_err(|refused| {
        let changed = matches!(refused.problem, forms::LibraryProblem::Changed { .. });
        (refused.to_string(), if changed { CHANGED } else { KEY })
    })?;
    let measures = library.forms().iter().any(|form| form.evidence.measures);
    if measures || !library.packs().is_empty() {
        Measures::from_files(paired).map_err(|refused| (refused.to_string(), KEY))?;
    }
    Ok(())
}

/// A file, as much of it as is looked at.
pub(super) fn open(file: &Path) -> io::Result<Vec<u8>> {
    if fs::metadata(file)?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    read(File::open(file)?)
}

/// As much as is looked at: a file that goes on after that is refused for its size.
fn read(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(LARGEST_FORM).unwrap_or(u64::MAX);
    from.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
