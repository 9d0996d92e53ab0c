//! Where on the page a question stands: its name, and in a further copy of a repeating group, which
//! copy.
//!
//! The first copy is the bare `linkId`, so what was answered before a group could repeat reads as
//! it did. `q;2` is the question in the second copy, `q;2.3` the third copy inside the second.

use crate::questionnaire::LinkId;
use std::borrow::Borrow;
use std::fmt;

/// A question's place on the page; the name of its field.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Spot(String);

impl Spot {
    /// The spot of an item in these copies of the repeating groups around it, outermost first.
    pub(crate) fn new(link_id: &str, copies: &[u32]) -> Self {
        if copies.iter().all(|copy| *copy == 1) {
            return Self(link_id.to_owned());
        }
        let numbers: Vec<String> = copies.iter().map(u32::to_string).collect();
        Self(format!("{link_id};{}", numbers.join(".")))
    }

    /// The `linkId`, and the copies as written; none are written for the first.
    pub(crate) fn parts(text: &str) -> Option<(&str, Vec<u32>)> {
        let Some((link_id, written)) = text.split_once(';') else {
            return Some((text, Vec::new()));
        };
        let copies: Option<Vec<u32>> = written.split('.').map(|n| n.parse().ok()).collect();
        copies
            .filter(|copies| copies.iter().all(|copy| *copy > 0))
            .map(|copies| (link_id, copies))
    }

    /// The spot as written: the name of the field.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The question's name in the form.
    pub fn link_id(&self) -> &str {
        self.0
            .split_once(';')
            .map_or(self.as_str(), |(name, _)| name)
    }

    /// Which copy of the innermost repeating group it is in; 1 if nothing around it repeats.
    pub fn copy(&self) -> u32 {
        Self::parts(&self.0)
            .and_then(|(_, copies)| copies.last().copied())
            .unwrap_or(1)
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&LinkId> for Spot {
    /// The question in the first copy.
    fn from(link_id: &LinkId) -> Self {
        Self(link_id.as_str().to_owned())
    }
}

impl Borrow<str> for Spot {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_copy_is_the_bare_name() {
        for (copies, written, copy) in [
            (vec![], "q", 1),
            (vec![1], "q", 1),
            (vec![1, 1], "q", 1),
            (vec![2], "q;2", 2),
            (vec![2, 1], "q;2.1", 1),
            (vec![1, 3], "q;1.3", 3),
        ] {
            let spot = Spot::new("q", &copies);
            assert_eq!(
                (spot.as_str(), spot.link_id(), spot.copy()),
                (written, "q", copy)
            );
        }
        assert_eq!(Spot::parts("q;2.3"), Some(("q", vec![2, 3])));
        for bad in ["q;", "q;0", "q;x", "q;2.", "q;-1"] {
            assert_eq!(Spot::parts(bad), None, "{bad}");
        }
    }
}
