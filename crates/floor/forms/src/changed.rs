//! What changed between two sets of answers to the same form, question by question. Pure: for
//! whatever is written in versions that more than one person stands behind.

use crate::answer::StoredAnswers;

/// What became of one question between two versions. Each is the field's spot, such as
/// `person_name;2`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Changed {
    /// It was not answered before.
    Added(String),
    /// It was answered otherwise.
    Altered(String),
    /// It is not answered any more.
    Removed(String),
}

impl Changed {
    /// The spot it is about.
    pub fn spot(&self) -> &str {
        match self {
            Self::Added(spot) | Self::Altered(spot) | Self::Removed(spot) => spot,
        }
    }
}

/// What changed from one version to another, in the order of the newer, then what is gone. A
/// question that was skipped counts as not answered.
pub fn changes(before: &StoredAnswers, after: &StoredAnswers) -> Vec<Changed> {
    let spots = |of: &StoredAnswers| {
        let mut all: Vec<String> = Vec::new();
        for (spot, answer) in &of.answers {
            if !answer.is_skipped() && !all.contains(spot) {
                all.push(spot.clone());
            }
        }
        all
    };
    let (old, new) = (spots(before), spots(after));
    let mut changed = Vec::new();
    for spot in &new {
        if !old.contains(spot) {
            changed.push(Changed::Added(spot.clone()));
        } else if !before.all(spot).eq(after.all(spot)) {
            changed.push(Changed::Altered(spot.clone()));
        }
    }
    let gone = old.into_iter().filter(|spot| !new.contains(spot));
    changed.extend(gone.map(Changed::Removed));
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Answer;

    fn answers(all: &[(&str, Answer)]) -> StoredAnswers {
        let own = |(spot, answer): &(&str, Answer)| ((*spot).to_owned(), answer.clone());
        StoredAnswers {
            questionnaire: "urn:x-attune:questionnaire:any|1".to_owned(),
            answers: all.iter().map(own).collect(),
        }
    }

    fn text(words: &str) -> Answer {
        Answer::Text(words.to_owned())
    }

    #[test]
    fn what_changed_is_said_question_by_question() {
        let before = answers(&[
            ("signs_early", text("I go quiet")),
            ("night", text("door open")),
        ]);
        let after = answers(&[
            ("signs_early", text("I stop eating")),
            ("places", text("the library")),
        ]);
        let changed = changes(&before, &after);
        assert_eq!(
            changed,
            [
                Changed::Altered("signs_early".to_owned()),
                Changed::Added("places".to_owned()),
                Changed::Removed("night".to_owned()),
            ]
        );
        let spots: Vec<_> = changed.iter().map(Changed::spot).collect();
        assert_eq!(spots, ["signs_early", "places", "night"]);
        assert!(changes(&after, &after).is_empty());
    }

    #[test]
    fn skipping_a_question_takes_its_answer_out_and_is_no_answer_of_its_own() {
        let said = answers(&[("night", text("door open"))]);
        let skipped = answers(&[("night", Answer::Skipped { reason: None })]);
        let none = answers(&[]);
        assert_eq!(
            changes(&said, &skipped),
            [Changed::Removed("night".to_owned())]
        );
        assert!(changes(&none, &skipped).is_empty());
    }
}
