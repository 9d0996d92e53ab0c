//! What lies in an archive: a page to read, and files for other programs.

use serde::Serialize;

/// A file that can be saved from an opened archive.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FileV1 {
    /// Its neutral name.
    pub name: String,
    /// Its media type.
    pub kind: String,
    /// What it says.
    pub text: String,
}

/// What lies in an archive.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ContentsV1 {
    /// The page to read: a whole HTML document without scripts.
    pub page: String,
    /// Files for other programs.
    pub files: Vec<FileV1>,
}

impl ContentsV1 {
    /// As the archive's own page reads it.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Text and lists of text cannot fail to be written.
        serde_json::to_vec(self).unwrap_or_default()
    }
}
