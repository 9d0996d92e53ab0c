//! What is asked of others: strengths and firsts that the client wrote down elsewhere, and the dates of
//! the relationship.

use care::Moment;
use pages::Words;
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::sync::Arc;

/// Something the client wrote down elsewhere, in their words.
#[derive(Clone, PartialEq, Eq)]
pub struct Own {
    /// When.
    pub at: Moment,
    /// What they wrote.
    pub words: String,
}

/// Strengths and firsts that another tool keeps.
pub trait Strengths: Send + Sync {
    /// The strengths, in the client's words. The act opens the work.
    fn strengths<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Vec<Own>, ReadError>>;

    /// The firsts, such as the first time a boundary held. The act opens the work.
    fn firsts<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Vec<Own>, ReadError>>;
}

/// Every tool that keeps strengths and firsts beside this one.
pub type Sources = Arc<[Arc<dyn Strengths>]>;

/// The strengths that are kept elsewhere.
pub(crate) async fn strengths(sources: &Sources, act: &Act) -> Result<Vec<Own>, ReadError> {
    let mut all = Vec::new();
    for source in sources.iter() {
        all.extend(source.strengths(act).await?);
    }
    Ok(all)
}

/// The firsts that are kept elsewhere.
pub(crate) async fn firsts(sources: &Sources, act: &Act) -> Result<Vec<Own>, ReadError> {
    let mut all = Vec::new();
    for source in sources.iter() {
        all.extend(source.firsts(act).await?);
    }
    Ok(all)
}

/// Something that happened in the relationship.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Happening {
    /// When.
    pub at: Moment,
    /// What, in the words of the page.
    pub words: String,
}

/// The dates of the relationship, which others keep.
pub trait Dates: Send + Sync {
    /// Oldest first, as far as whoever opened the act may know of it. The act opens sessions,
    /// check-ins, the relationship and the work.
    fn dates<'a>(
        &'a self,
        act: &'a Act,
        words: Words,
    ) -> Pending<'a, Result<Vec<Happening>, ReadError>>;
}
