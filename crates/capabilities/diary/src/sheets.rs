//! What the diary must know of worksheets: which ones belong to it, and which were written about an
//! entry.

use pages::Words;
use sealed::engine::Pending;
use sealed::{Act, ReadError};

/// The worksheet on which both look at how one thing led to another.
pub(crate) const CHAIN: &str = "chain";

/// A worksheet that can be begun.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offered {
    /// Its name in the library.
    pub name: String,
    /// Its title, in the reader's language.
    pub title: String,
}

/// A worksheet that was begun about something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Done {
    /// The record.
    pub id: care::RecordId,
    /// What it is called.
    pub called: String,
    /// When it was last written on.
    pub at: care::Moment,
    /// Whether it is finished.
    pub finished: bool,
}

/// The worksheets, as the diary asks for them.
pub trait Sheets: Send + Sync {
    /// Those that belong to the diary.
    fn of(&self, words: Words) -> Vec<Offered>;

    /// Those about this entry which whoever acts may see.
    fn about<'a>(
        &'a self,
        act: &'a Act,
        words: Words,
        about: care::RecordId,
    ) -> Pending<'a, Result<Vec<Done>, ReadError>>;
}
