//! The worksheets, as the tools ask for them that look at something with one: which are theirs, and
//! which were filled in about what they keep.

use care::RecordId;
use pages::Words;
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::sync::Arc;
use worksheets::Shelf;

/// The shelf, asked by a tool.
pub(crate) struct Sheets(pub(crate) Arc<Shelf>);

impl thoughts::Sheets for Sheets {
    fn of(&self, words: Words) -> Vec<thoughts::Offered> {
        let offered = self.0.of("thoughts", words).into_iter();
        let sheet = |one: worksheets::Offered| thoughts::Offered {
            name: one.name,
            title: one.title,
            together: one.together,
        };
        offered.map(sheet).collect()
    }

    fn about<'a>(
        &'a self,
        act: &'a Act,
        about: RecordId,
        words: Words,
    ) -> Pending<'a, Result<Vec<thoughts::Done>, ReadError>> {
        Box::pin(async move {
            let done = worksheets::about(act, words, about).await?;
            let sheet = |one: worksheets::Done| thoughts::Done {
                id: one.id,
                called: one.called,
                at: one.at,
            };
            Ok(done.into_iter().map(sheet).collect())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::Section;
    use testing::{AMAL, Small};
    use thoughts::Sheets as _;

    #[tokio::test]
    async fn the_sheets_of_a_thought_are_those_that_ship_for_it() {
        let sheets = Sheets(Arc::new(Shelf::new(None)));
        let words = Words::new(pages::Language::English);
        let mut names: Vec<_> = sheets.of(words).into_iter().map(|one| one.name).collect();
        names.sort();
        assert_eq!(names, ["abc", "challenging", "patterns"]);
        let small = Small::in_memory().await;
        let act = small.act(AMAL, AMAL, &[Section::Work]).await;
        let none = sheets
            .about(&act, RecordId::from_bytes([1; 16]), words)
            .await;
        assert_eq!(none.unwrap(), []);
    }
}
