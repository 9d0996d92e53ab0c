//! What can be done with a statement: said by the client, taken back by the client, answered by
//! whoever treats them.

use super::stored::{AnswerV1, StatementV1, WantsV1};
use care::{Happened, Line, RecordId};
use sealed::{Act, ReadError};

/// The longest statement, in characters: this project's own choice, two pages.
pub(crate) const STATEMENT_MAX: usize = 4_000;

/// A statement as the client says it.
#[derive(Clone)]
pub(crate) struct Said {
    /// Beside which record; `None`: about the record as a whole.
    pub about: Option<RecordId>,
    /// What that entry is called, and when it is from.
    pub called: String,
    /// The words.
    pub words: Line<STATEMENT_MAX>,
    /// What they want.
    pub wants: WantsV1,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StatementRefused {
    /// There is no such statement, or it was taken back.
    #[error("there is no such statement any more; look at the page again")]
    None,
    /// Only the client says and takes back.
    #[error("only the client can do this")]
    OnlyTheClient,
    /// It asks for nothing, or it was answered.
    #[error("this was answered already; look at the page again")]
    Answered,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// The client says something beside an entry. Sent twice it is said once.
///
/// # Errors
/// If someone else says it, or the record cannot be read.
pub(crate) async fn say(
    act: &mut Act,
    id: RecordId,
    said: &Said,
) -> Result<Vec<Happened>, StatementRefused> {
    if act.by() != act.whose().person() {
        return Err(StatementRefused::OnlyTheClient);
    }
    if act.find::<StatementV1>(id).await?.is_some() {
        return Ok(Vec::new());
    }
    let statement = StatementV1 {
        about: said.about.map(|about| *about.bytes()),
        called: said.called.clone(),
        words: said.words.as_str().to_owned(),
        wants: said.wants,
        said_at: act.now().millis(),
        taken_back_at: None,
        answer: None,
    };
    act.keep(id, &statement)?;
    Ok(vec![Happened::StatementAdded {
        client: act.whose(),
    }])
}

/// The client takes a statement back: its words are no longer shown to anyone but them.
///
/// # Errors
/// If someone else tries to, or there is none.
pub(crate) async fn take_back(act: &mut Act, id: RecordId) -> Result<(), StatementRefused> {
    if act.by() != act.whose().person() {
        return Err(StatementRefused::OnlyTheClient);
    }
    let kept = act.find::<StatementV1>(id).await?;
    let kept = kept.ok_or(StatementRefused::None)?;
    if kept.value.taken_back_at.is_some() {
        return Ok(());
    }
    let taken = StatementV1 {
        taken_back_at: Some(act.now().millis()),
        ..kept.value.clone()
    };
    act.amend(&kept, &taken)?;
    Ok(())
}

/// Whoever treats the client answers one that asks for a change.
///
/// # Errors
/// If there is none, it asks for nothing, or it was answered.
pub(crate) async fn answer(
    act: &mut Act,
    id: RecordId,
    changed: bool,
    words: &Line<STATEMENT_MAX>,
) -> Result<Vec<Happened>, StatementRefused> {
    let kept = act.find::<StatementV1>(id).await?;
    let kept = kept.filter(|kept| kept.value.taken_back_at.is_none());
    let kept = kept.ok_or(StatementRefused::None)?;
    if !kept.value.waits() {
        return Err(StatementRefused::Answered);
    }
    let answered = StatementV1 {
        answer: Some(AnswerV1 {
            by: *act.by().bytes(),
            at: act.now().millis(),
            changed,
            words: words.as_str().to_owned(),
        }),
        ..kept.value.clone()
    };
    act.amend(&kept, &answered)?;
    Ok(vec![Happened::StatementAdded {
        client: act.whose(),
    }])
}
