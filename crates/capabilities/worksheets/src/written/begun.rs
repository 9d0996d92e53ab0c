//! Beginning a worksheet: by the client alone, on what was given, or with the therapist.

use super::given::opened;
use super::stored::{GivenV1, StateV1, WorksheetV1};
use super::{Forms, Refused, by_client, forms_kept, worksheets};
use crate::shelf::{Sheet, is_together};
use care::{Happened, RecordId};
use forms::StoredAnswers;
use sealed::{Act, ReadersV1};

/// On what a worksheet is begun.
pub enum Begin<'a> {
    /// On a sheet, about a record perhaps.
    Sheet(&'a Sheet, Option<RecordId>),
    /// On what was given, with the form it had then.
    Given(RecordId),
}

/// A worksheet that was begun.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Begun {
    /// The worksheet.
    pub record: RecordId,
    /// What happened.
    pub happened: Vec<Happened>,
}

/// Begins a worksheet, or finds the one that is begun already and not finished. The client's is for
/// nobody else until they say so; what the therapist begins, both read and write.
///
/// # Errors
/// As [`Refused`] says: a client does not begin alone what is only filled in together.
pub async fn begin(act: &mut Act, on: &Begin<'_>) -> Result<Begun, Refused> {
    let client = by_client(act)?;
    let readers = if client {
        ReadersV1::Nobody
    } else {
        ReadersV1::Section
    };
    let (sheet, print, questionnaire, about, given) = match on {
        Begin::Sheet(sheet, about) => {
            if client && sheet.together {
                return Err(Refused::Together);
            }
            let print = forms_kept::keep(act, sheet, readers).await?;
            (
                sheet.name.clone(),
                print,
                sheet.form.canonical(),
                *about,
                None,
            )
        }
        Begin::Given(given) => {
            let kept = act.find::<GivenV1>(*given).await?;
            let value = kept.ok_or(Refused::None)?.value;
            let form = Forms::default().of(act, value.print).await?;
            if client && is_together(&form) {
                return Err(Refused::Together);
            }
            if client {
                opened(act, *given).await?;
            }
            let about = value.about.map(RecordId::from_bytes);
            (
                value.sheet,
                value.print,
                form.canonical(),
                about,
                Some(*given),
            )
        }
    };
    let given = given.map(|given| *given.bytes());
    let about = about.map(|about| *about.bytes());
    let same = |one: &WorksheetV1| {
        one.state == StateV1::Open
            && (&one.sheet, one.about) == (&sheet, about)
            && (given.is_none() || one.given == given)
            && one.together != client
    };
    if let Some(kept) = worksheets(act)
        .await?
        .0
        .iter()
        .find(|kept| same(&kept.value))
    {
        return Ok(Begun {
            record: kept.record,
            happened: Vec::new(),
        });
    }
    let record = act.mint();
    let now = act.now().millis();
    let worksheet = WorksheetV1 {
        sheet,
        print,
        about,
        given,
        together: !client,
        begun: now,
        by: *act.by().bytes(),
        by_client: client,
        at: now,
        answers: StoredAnswers {
            questionnaire,
            answers: Vec::new(),
        },
        state: StateV1::Open,
        bring: false,
        readers,
    };
    act.keep(record, &worksheet)?;
    let told = Happened::WorkGiven {
        client: act.whose(),
        work: record,
    };
    Ok(Begun {
        record,
        happened: if client { Vec::new() } else { vec![told] },
    })
}
