//! Regular expressions, read together with the expression they stand in.

use regex_lite::{Regex, RegexBuilder};

/// How much a pattern may come to, in bytes. This crate's own choice; matching takes time in
/// proportion to pattern and text, whatever they are.
const LARGEST: usize = 1 << 18;

/// A pattern that has been read.
#[derive(Clone, Debug)]
pub(crate) struct Pattern(Regex);

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

impl Pattern {
    /// Reads a pattern; a point matches line ends too, as FHIRPath has it. `whole` asks for all
    /// of the text to match.
    pub(crate) fn parse(text: &str, whole: bool) -> Result<Self, String> {
        let pattern = if whole {
            format!("^(?:{text})$")
        } else {
            text.to_owned()
        };
        RegexBuilder::new(&pattern)
            .dot_matches_new_line(true)
            .size_limit(LARGEST)
            .build()
            .map(Self)
            .map_err(|why| why.to_string())
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// Everything that matches, replaced; `$1` in the replacement is the first group.
    pub(crate) fn replace_all(&self, text: &str, with: &str) -> String {
        self.0.replace_all(text, with).into_owned()
    }
}
