//! Sheets to look at a thought with: asked of the capability that keeps worksheets, through this.

use care::{Moment, RecordId};
use pages::Words;
use sealed::engine::Pending;
use sealed::{Act, ReadError};

/// A sheet that can be begun.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offered {
    /// Its name, as it is begun with.
    pub name: String,
    /// What it is called, in the words of the page.
    pub title: String,
    /// Whether it is worked on in a session and never begun alone.
    pub together: bool,
}

/// A sheet that was begun about a thought.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Done {
    /// The record of the sheet.
    pub id: RecordId,
    /// What it is called, in the words of the page.
    pub called: String,
    /// When it was last written.
    pub at: Moment,
}

/// The sheets of this service.
pub trait Sheets: Send + Sync {
    /// Those that are for thoughts.
    fn of(&self, words: Words) -> Vec<Offered>;

    /// Those that were filled in about this record and are meant for whoever acts, oldest first. The
    /// act opens the work.
    fn about<'a>(
        &'a self,
        act: &'a Act,
        about: RecordId,
        words: Words,
    ) -> Pending<'a, Result<Vec<Done>, ReadError>>;
}
