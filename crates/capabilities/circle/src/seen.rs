//! What was seen of someone over time: counts of what was written down, both ways, and nothing made
//! of them. Trust in a person is not scored, ordered or summed up here.

use crate::stored::LineV1;

/// What a line can say about someone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Behaviour {
    /// They did what they said they would.
    Kept,
    /// They respected a no.
    No,
    /// They took it seriously.
    Serious,
    /// They were kind.
    Kind,
}

impl Behaviour {
    /// All four, in the order in which lines keep them.
    pub const ALL: [Self; 4] = [Self::Kept, Self::No, Self::Serious, Self::Kind];

    /// Its name in forms and in the catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::No => "no",
            Self::Serious => "serious",
            Self::Kind => "kind",
        }
    }
}

/// How often something was so, among the times it was written down.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Count {
    /// How often it was so.
    pub yes: usize,
    /// How often it was not.
    pub no: usize,
}

/// Below this many times the screen says that it is few. Five, this project's own choice: with four
/// or fewer, one more time can turn the larger part into the smaller.
pub const FEW: usize = 5;

impl Count {
    /// How often it was written down.
    pub const fn all(self) -> usize {
        self.yes + self.no
    }

    /// Whether it was written down, and so seldom that this is said beside it.
    pub const fn is_few(self) -> bool {
        self.all() > 0 && self.all() < FEW
    }
}

/// The counts of these lines, in the order of [`Behaviour::ALL`].
pub fn counts<'a>(lines: impl IntoIterator<Item = &'a LineV1>) -> [Count; 4] {
    let mut all = [Count::default(); 4];
    for line in lines {
        for (count, seen) in all.iter_mut().zip(line.seen) {
            match seen {
                Some(true) => count.yes += 1,
                Some(false) => count.no += 1,
                None => {}
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(seen: [Option<bool>; 4]) -> LineV1 {
        LineV1 {
            person: [1; 16],
            day: "2026-05-04".to_owned(),
            seen,
            words: String::new(),
            at: 0,
        }
    }

    #[test]
    fn three_of_four_times_is_three_of_four_times_and_is_few() {
        let seen = [Some(true), Some(false), Some(true), Some(true)];
        let lines = seen.map(|kept| line([kept, None, Some(false), None]));
        let [kept, no, serious, kind] = counts(&lines);
        assert_eq!((kept.yes, kept.no, kept.all()), (3, 1, 4));
        assert!(kept.is_few());
        assert_eq!((serious.yes, serious.no), (0, 4));
        assert_eq!((no, kind), (Count::default(), Count::default()));
        // Nothing written is not few: it is nothing.
        assert!(!no.is_few());
        assert!(!Count { yes: 0, no: FEW }.is_few());
    }

    proptest! {
        #[test]
        fn whatever_the_order_every_answer_is_counted_once(
            seen in prop::collection::vec(prop::array::uniform4(any::<Option<bool>>()), 0..40),
        ) {
            let mut lines: Vec<_> = seen.iter().map(|seen| line(*seen)).collect();
            let found = counts(&lines);
            let answered = seen.iter().flatten().filter(|one| one.is_some()).count();
            prop_assert_eq!(found.iter().map(|count| count.all()).sum::<usize>(), answered);
            lines.reverse();
            prop_assert_eq!(counts(&lines), found);
        }
    }
}
