//! What is kept of worksheets, and every way of changing it.

mod begun;
mod ends;
mod forms_kept;
mod given;
mod stored;

pub use begun::{Begin, Begun, begin};
pub use ends::{End, Write, bring, delete, set_readers, write};
pub(crate) use forms_kept::Forms;
pub use given::{give, put_away, take_given_back};
pub use stored::{AwayV1, GivenV1, SheetV1, StateV1, WorksheetV1};

use crate::shelf;
use care::{Moment, Purpose, RecordId, Role};
use pages::Words;
use sealed::{Act, Kept, ReadError};

/// Why something was not done. Nothing was kept, and the page keeps the words.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such worksheet, or it is not theirs.
    #[error("there is no such worksheet")]
    None,
    /// It was changed meanwhile.
    #[error("the worksheet was changed meanwhile; please look at it again")]
    Newer,
    /// Nothing was written in it.
    #[error("write at least one line; everything else can stay open")]
    Empty,
    /// It is filled in only with the therapist.
    #[error("this worksheet is filled in together")]
    Together,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Which side acts: the client (`true`) or the therapist who treats them (`false`).
pub(crate) fn by_client(act: &Act) -> Result<bool, Refused> {
    if act.by() == act.whose().person() {
        return Ok(true);
    }
    let access = act.access();
    let treats = access.purpose() == Purpose::Treatment && access.asker().role == Role::Therapist;
    if treats {
        Ok(false)
    } else {
        Err(Refused::None)
    }
}

/// Every worksheet that whoever acts may read, newest first; and whether a part could not be opened.
pub(crate) async fn worksheets(act: &Act) -> Result<(Vec<Kept<WorksheetV1>>, bool), ReadError> {
    let listing = act.latest::<WorksheetV1>().await?;
    let mut all = listing.kept;
    all.retain(|kept| kept.value.state != StateV1::Deleted);
    all.sort_by_key(|kept| std::cmp::Reverse((kept.value.at, kept.record)));
    Ok((all, !listing.damaged.is_empty()))
}

/// Everything that was given and not taken back, newest first; and whether a part could not be
/// opened.
pub(crate) async fn given(act: &Act) -> Result<(Vec<Kept<GivenV1>>, bool), ReadError> {
    let listing = act.latest::<GivenV1>().await?;
    let mut all = listing.kept;
    all.retain(|kept| kept.value.taken_back.is_none());
    all.sort_by_key(|kept| std::cmp::Reverse((kept.value.at, kept.record)));
    Ok((all, !listing.damaged.is_empty()))
}

/// A worksheet about something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Done {
    /// The worksheet.
    pub id: RecordId,
    /// The name of its sheet.
    pub sheet: String,
    /// What it is called.
    pub called: String,
    /// When it was last written on.
    pub at: Moment,
    /// Whether it was finished.
    pub finished: bool,
}

/// The worksheets about a record, newest first: for the client all of them, for others what was
/// sent. The act opens the work.
///
/// # Errors
/// If something could not be read.
pub async fn about(act: &Act, words: Words, about: RecordId) -> Result<Vec<Done>, ReadError> {
    let mut forms = Forms::default();
    let mut done = Vec::new();
    for kept in worksheets(act).await?.0 {
        let one = &kept.value;
        if one.about != Some(*about.bytes()) {
            continue;
        }
        let form = forms.of(act, one.print).await?;
        done.push(Done {
            id: kept.record,
            sheet: one.sheet.clone(),
            called: shelf::title(&form, words),
            at: one.written(),
            finished: one.state == StateV1::Finished,
        });
    }
    Ok(done)
}
