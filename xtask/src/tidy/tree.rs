//! The project's text files, read once and held in memory, so that rules are pure.

use super::code;
use std::path::Path;

/// Folders that hold nothing written by hand.
const SKIPPED: [&str; 4] = ["target", ".git", ".tools", "node_modules"];
/// What counts as text that rules read.
const TEXT: [&str; 12] = [
    "rs", "toml", "html", "css", "js", "md", "ftl", "json", "svg", "txt", "snap", "sql",
];

/// One text file.
#[derive(Clone, Debug)]
pub(super) struct File {
    /// From the project's folder, with `/`.
    pub(super) path: String,
    /// As it stands.
    pub(super) text: String,
}

impl File {
    /// How the name ends, without the dot.
    pub(super) fn ending(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, ending)| ending)
    }

    /// The name without folder and ending.
    pub(super) fn stem(&self) -> &str {
        let name = self
            .path
            .rsplit_once('/')
            .map_or(self.path.as_str(), |(_, name)| name);
        name.split_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Whether this is Rust.
    pub(super) fn is_rust(&self) -> bool {
        self.ending() == "rs"
    }

    /// Whether one of the folders it lies in has this name.
    pub(super) fn lies_in(&self, folder: &str) -> bool {
        let mut folders = self.path.split('/');
        folders.next_back();
        folders.any(|one| one == folder)
    }

    /// Whether the whole file is tests.
    pub(super) fn is_test(&self) -> bool {
        self.is_rust()
            && (self.stem() == "tests" || self.lies_in("tests") || self.lies_in("benches"))
    }

    /// The Rust that runs: comments, the insides of literals and test modules are blank.
    pub(super) fn running_code(&self) -> String {
        if self.is_test() {
            String::new()
        } else {
            code::without_tests(&code::code(&self.text))
        }
    }
}

/// Every text file of the project.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    files: Vec<File>,
    folders: Vec<String>,
}

impl Tree {
    /// Reads the project.
    pub(super) fn read(root: &Path) -> Result<Self, String> {
        let mut tree = Self::default();
        tree.read_folder(root, "")?;
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(tree)
    }

    fn read_folder(&mut self, root: &Path, inside: &str) -> Result<(), String> {
        let fault = |why: std::io::Error| format!("{}/{inside}: {why}", root.display());
        for entry in std::fs::read_dir(root.join(inside)).map_err(fault)? {
            let entry = entry.map_err(fault)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if inside.is_empty() {
                name.clone()
            } else {
                format!("{inside}/{name}")
            };
            if entry.file_type().map_err(fault)?.is_dir() {
                if !SKIPPED.contains(&name.as_str()) {
                    self.folders.push(path.clone());
                    self.read_folder(root, &path)?;
                }
                continue;
            }
            let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
            let is_text = TEXT.contains(&ending) || !name.contains('.');
            let leftover = name.contains(".snap.new") || name.contains(".pending-snap");
            let text = if is_text && !leftover {
                String::from_utf8_lossy(&std::fs::read(entry.path()).map_err(fault)?).into_owned()
            } else {
                String::new()
            };
            self.files.push(File { path, text });
        }
        Ok(())
    }

    /// A tree for a test.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let files: Vec<File> = files
            .iter()
            .map(|(path, text)| File {
                path: (*path).to_owned(),
                text: (*text).to_owned(),
            })
            .collect();
        let mut folders: Vec<String> = files
            .iter()
            .flat_map(|file| {
                file.path
                    .match_indices('/')
                    .map(|(at, _)| file.path.split_at(at).0.to_owned())
            })
            .collect();
        folders.dedup();
        Self { files, folders }
    }

    /// How many files.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// Every file, by path.
    pub(super) fn files(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    /// Every Rust file but this tool's own, whose tests hold what the rules forbid.
    pub(super) fn rust(&self) -> impl Iterator<Item = &File> {
        self.files()
            .filter(|file| file.is_rust() && !file.path.starts_with("xtask/"))
    }

    /// The text of one file.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        self.files()
            .find(|file| file.path == path)
            .map(|file| file.text.as_str())
    }

    /// Whether a file or folder has this path or ends in it.
    pub(super) fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let tail = format!("/{path}");
        let paths = self.files().map(|file| &file.path).chain(&self.folders);
        paths
            .into_iter()
            .any(|one| one == path || one.ends_with(&tail))
    }
}
