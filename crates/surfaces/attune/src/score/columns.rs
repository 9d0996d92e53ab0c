//! Which column of a table holds which question, by the table's first line.

/// Where everything stands in a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Columns {
    /// The place of each question's column, in the order of the questions.
    pub(super) questions: Vec<usize>,
    /// The other columns, carried through: place and name.
    pub(super) others: Vec<(usize, String)>,
    /// How many columns there are.
    pub(super) count: usize,
}

/// Why the first line will not do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Wrong {
    /// These columns are not there.
    Missing(Vec<String>),
    /// This question has two columns.
    Twice(String),
    /// The names are not UTF-8.
    NotText,
}

impl Columns {
    /// Finds the columns of the questions, by name or as `item1` to `itemN`, whatever the case.
    pub(super) fn find<'a>(
        head: impl Iterator<Item = &'a [u8]>,
        questions: &[&str],
    ) -> Result<Self, Wrong> {
        let mut places: Vec<Option<usize>> = vec![None; questions.len()];
        let mut others = Vec::new();
        let mut count = 0;
        for (place, name) in head.enumerate() {
            count = place + 1;
            let name = str::from_utf8(name).map_err(|_| Wrong::NotText)?;
            match question(name.trim(), questions) {
                Some(found) => {
                    if places.get(found).copied().flatten().is_some() {
                        let name = questions.get(found).copied().unwrap_or_default();
                        return Err(Wrong::Twice(name.to_owned()));
                    }
                    if let Some(at) = places.get_mut(found) {
                        *at = Some(place);
                    }
                }
                None => others.push((place, name.to_owned())),
            }
        }
        let missing = questions.iter().zip(&places).filter(|(_, at)| at.is_none());
        let missing: Vec<String> = missing.map(|(name, _)| (*name).to_owned()).collect();
        if !missing.is_empty() {
            return Err(Wrong::Missing(missing));
        }
        Ok(Self {
            questions: places.into_iter().flatten().collect(),
            others,
            count,
        })
    }
}

fn question(name: &str, questions: &[&str]) -> Option<usize> {
    let named = questions
        .iter()
        .position(|one| one.eq_ignore_ascii_case(name));
    named.or_else(|| {
        let number = name
            .get(..4)
            .filter(|item| item.eq_ignore_ascii_case("item"));
        let number: usize = number.and(name.get(4..))?.parse().ok()?;
        let place = number.checked_sub(1)?;
        (place < questions.len()).then_some(place)
    })
}

#[cfg(test)]
mod tests {
    use super::{Columns, Wrong};

    fn find(head: &[&str]) -> Result<Columns, Wrong> {
        Columns::find(head.iter().map(|name| name.as_bytes()), &["q.1", "q.2"])
    }

    #[test]
    fn questions_are_found_by_name_or_by_number_and_the_rest_is_carried() {
        let found = find(&["who", "ITEM2", " Q.1 ", "item3"]).unwrap();
        assert_eq!(found.questions, [2, 1]);
        assert_eq!(
            found.others,
            [(0, "who".to_owned()), (3, "item3".to_owned())]
        );
        assert_eq!(found.count, 4);
        let missing = |names: &[&str]| {
            Err(Wrong::Missing(
                names.iter().map(|name| (*name).to_owned()).collect(),
            ))
        };
        assert_eq!(find(&["q.2"]), missing(&["q.1"]));
        assert_eq!(find(&["who"]), missing(&["q.1", "q.2"]));
        assert_eq!(
            find(&["q.1", "item1", "q.2"]),
            Err(Wrong::Twice("q.1".to_owned()))
        );
        assert_eq!(
            Columns::find([b"\xFF".as_slice()].into_iter(), &[]),
            Err(Wrong::NotText)
        );
    }
}
