//! What self-trust asks for and what it gives: the worksheets for being kind to oneself; and for
//! growth, strengths and the first time a boundary held.

use growth::Own;
use pages::Words;
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use self_trust::{Offered, Said, Sheets};
use std::sync::Arc;
use worksheets::Shelf;

/// The shelf, asked for the sheets that a client can begin alone.
pub(crate) struct Kind(pub(crate) Arc<Shelf>);

impl Sheets for Kind {
    fn of(&self, words: Words) -> Vec<Offered> {
        let offered = self.0.of("self-trust", words).into_iter();
        let alone = offered.filter(|one| !one.together).map(|one| Offered {
            name: one.name,
            title: one.title,
        });
        alone.collect()
    }
}

/// What is kept under self-trust, for growth.
pub(crate) struct Kept;

fn own(all: Vec<Said>) -> Vec<Own> {
    let said = all.into_iter().map(|one| Own {
        at: one.at,
        words: one.words,
    });
    said.collect()
}

impl growth::Strengths for Kept {
    fn strengths<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Vec<Own>, ReadError>> {
        Box::pin(async move { Ok(own(self_trust::strengths(act).await?)) })
    }

    fn firsts<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Vec<Own>, ReadError>> {
        Box::pin(async move { Ok(own(self_trust::firsts(act).await?)) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheets_of_kindness_are_those_that_ship_for_it() {
        let sheets = Kind(Arc::new(Shelf::new(None)));
        let offered = sheets.of(Words::new(pages::Language::English));
        let mut names: Vec<_> = offered.into_iter().map(|one| one.name).collect();
        names.sort();
        assert_eq!(
            names,
            ["kindness-common", "kindness-letter", "kindness-pause"]
        );
    }
}
