//! What is asked of others: the worksheets for being kind to oneself.

use pages::Words;

/// A worksheet that can be begun.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offered {
    /// Its name, as it is begun by.
    pub name: String,
    /// What it is called.
    pub title: String,
}

/// The worksheets, which another capability keeps.
pub trait Sheets: Send + Sync {
    /// Those that a client can begin here.
    fn of(&self, words: Words) -> Vec<Offered>;
}
