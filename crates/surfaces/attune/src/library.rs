//! The forms and measures a service asks with: those that ship with the program, and those of a
//! folder of its own. Every file of that folder is checked before the service starts; one that was
//! altered since its evidence was written keeps it from starting.

use crate::say::Failed;
use instruments::Measures;
use std::fs;
use std::path::Path;

/// The endings of the files that are read; others in the folder, such as notes, are left alone.
const ENDINGS: [&str; 3] = [".json", ".evidence.toml", ".text.toml"];

/// The measures that ship with the program and those of the service's own folder, if it has one.
///
/// # Errors
/// The first file that is not as it should be: which one, what is the matter, and what to do.
pub fn measures(folder: Option<&Path>) -> Result<Measures, Failed> {
    let Some(folder) = folder else {
        return Measures::shipped().map_err(|refused| {
            Failed::new(format!(
                "a measure that this program brings along cannot be read ({refused}); use the program as it was built"
            ))
        });
    };
    Measures::shipped_with(files(folder)?).map_err(|refused| {
        Failed::asked_wrongly(format!(
            "library: {}, {refused}. Put the file back as it was, or look at it with `attune form check`, correct it, and write in its evidence what it rests on now",
            folder.display()
        ))
    })
}

/// The files of a folder, by name; folders within it are not looked into.
fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failed> {
    let unread = |what: &Path, error: &std::io::Error| {
        Failed::asked_wrongly(format!(
            "library: {} cannot be read ({error}); wanted a folder with forms and their evidence",
            what.display()
        ))
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| unread(folder, &error))? {
        let path = entry.map_err(|error| unread(folder, &error))?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let Some(name) = name.filter(|name| ENDINGS.iter().any(|end| name.ends_with(end))) else {
            continue;
        };
        let bytes = fs::read(&path).map_err(|error| unread(&path, &error))?;
        files.push((name.to_owned(), bytes));
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::measures;
    use std::fs;
    use std::path::Path;

    const FORM: &str = include_str!("../../../../library/measures/gad-7.json");
    const EVIDENCE: &str = include_str!("../../../../library/measures/gad-7.evidence.toml");

    /// A form of a service's own: the shipped one under another name and address.
    fn own(folder: &Path) {
        let form = FORM.replace("questionnaire:gad-7", "questionnaire:our-own");
        let hash = sha(form.as_bytes());
        let evidence = EVIDENCE
            .lines()
            .map(|line| match line.split_once(" = ") {
                Some(("text_sha256", _)) => format!("text_sha256 = \"{hash}\"\n"),
                _ => format!("{line}\n"),
            })
            .collect::<String>();
        fs::write(folder.join("our-own.json"), form).unwrap();
        fs::write(folder.join("our-own.evidence.toml"), evidence).unwrap();
        fs::write(folder.join("README.md"), "Who keeps this folder.").unwrap();
    }

    fn sha(bytes: &[u8]) -> String {
        use sha2::Digest;
        use std::fmt::Write;
        sha2::Sha256::digest(bytes)
            .iter()
            .fold(String::new(), |mut hex, byte| {
                write!(hex, "{byte:02x}").unwrap();
                hex
            })
    }

    #[test]
    fn a_service_has_the_shipped_measures_and_its_own() {
        let folder = tempfile::tempdir().unwrap();
        own(folder.path());
        let all = measures(Some(folder.path())).unwrap();
        assert!(all.get("our-own").is_some() && all.get("phq-9").is_some());
        assert_eq!(all.all().len(), measures(None).unwrap().all().len() + 1);
    }

    #[test]
    fn an_altered_form_or_one_without_evidence_is_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        own(folder.path());
        let form = folder.path().join("our-own.json");
        let whole = fs::read_to_string(&form).unwrap();
        fs::write(&form, whole.replace("nervous", "restless")).unwrap();
        let said = |folder: &Path| measures(Some(folder)).unwrap_err();
        let altered = said(folder.path());
        assert_eq!(altered.code(), 2);
        for word in ["our-own.json", "changed since", "attune form check"] {
            assert!(altered.to_string().contains(word), "{altered}");
        }
        fs::write(&form, whole).unwrap();
        fs::remove_file(folder.path().join("our-own.evidence.toml")).unwrap();
        assert!(
            said(folder.path())
                .to_string()
                .contains("our-own.evidence.toml")
        );
        assert!(
            said(&folder.path().join("nowhere"))
                .to_string()
                .contains("cannot be read")
        );
    }
}
