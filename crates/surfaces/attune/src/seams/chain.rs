//! The worksheets, as the diary asks for them: those on which one looks at how a day came about.

use care::RecordId;
use diary::{Done, Offered, Sheets};
use pages::Words;
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::sync::Arc;
use worksheets::Shelf;

/// The shelf, asked by the diary.
pub(crate) struct Chains(pub(crate) Arc<Shelf>);

impl Sheets for Chains {
    fn of(&self, words: Words) -> Vec<Offered> {
        let offered = self.0.of("diary", words).into_iter();
        let sheet = |one: worksheets::Offered| Offered {
            name: one.name,
            title: one.title,
        };
        offered.map(sheet).collect()
    }

    fn about<'a>(
        &'a self,
        act: &'a Act,
        words: Words,
        about: RecordId,
    ) -> Pending<'a, Result<Vec<Done>, ReadError>> {
        Box::pin(async move {
            let done = worksheets::about(act, words, about).await?;
            let sheet = |one: worksheets::Done| Done {
                id: one.id,
                called: one.called,
                at: one.at,
                finished: one.finished,
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

    #[tokio::test]
    async fn the_chain_ships_for_the_diary() {
        let sheets = Chains(Arc::new(Shelf::new(None)));
        let words = Words::new(pages::Language::Spanish);
        let names: Vec<_> = sheets.of(words).into_iter().map(|one| one.name).collect();
        assert!(names.contains(&"chain".to_owned()), "{names:?}");
        let small = Small::in_memory().await;
        let act = small.act(AMAL, AMAL, &[Section::Work]).await;
        let none = sheets
            .about(&act, words, RecordId::from_bytes([1; 16]))
            .await;
        assert_eq!(none.unwrap(), []);
    }
}
