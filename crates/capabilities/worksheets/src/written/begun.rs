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

/// What a worksheet is begun on, once its form is kept.
struct On {
    sheet: String,
    print: [u8; 16],
    questionnaire: String,
    about: Option<[u8; 16]>,
    given: Option<[u8; 16]>,
}

/// A sheet, for these readers.
async fn on_sheet(
    act: &mut Act,
    sheet: &Sheet,
    about: Option<RecordId>,
    readers: ReadersV1,
) -> Result<On, Refused> {
    Ok(On {
        sheet: sheet.name.clone(),
        print: forms_kept::keep(act, sheet, readers).await?,
        questionnaire: sheet.form.canonical(),
        about: about.map(|about| *about.bytes()),
        given: None,
    })
}

/// What was given; and whether it is only filled in together.
async fn on_given(act: &Act, given: RecordId) -> Result<(On, bool), Refused> {
    let kept = act.find::<GivenV1>(given).await?;
    let value = kept.ok_or(Refused::None)?.value;
    let form = Forms::default().of(act, value.print).await?;
    let on = On {
        sheet: value.sheet,
        print: value.print,
        questionnaire: form.canonical(),
        about: value.about,
        given: Some(*given.bytes()),
    };
    Ok((on, is_together(&form)))
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
    let on = match on {
        Begin::Sheet(sheet, _) if client && sheet.together => return Err(Refused::Together),
        Begin::Sheet(sheet, about) => on_sheet(act, sheet, *about, readers).await?,
        Begin::Given(given) => {
            let (on, together) = on_given(act, *given).await?;
            if client && together {
                return Err(Refused::Together);
            }
            if client {
                opened(act, *given).await?;
            }
            on
        }
    };
    let same = |one: &WorksheetV1| {
        one.state == StateV1::Open
            && (&one.sheet, one.about) == (&on.sheet, on.about)
            && (on.given.is_none() || one.given == on.given)
            && one.together != client
    };
    let all = worksheets(act).await?.0;
    if let Some(kept) = all.iter().find(|kept| same(&kept.value)) {
        return Ok(Begun {
            record: kept.record,
            happened: Vec::new(),
        });
    }
    let record = act.mint();
    act.keep(record, &new(act, on, client, readers))?;
    let told = Happened::WorkGiven {
        client: act.whose(),
        work: record,
    };
    Ok(Begun {
        record,
        happened: if client { Vec::new() } else { vec![told] },
    })
}

/// A worksheet with nothing in it yet.
fn new(act: &Act, on: On, client: bool, readers: ReadersV1) -> WorksheetV1 {
    let now = act.now().millis();
    WorksheetV1 {
        sheet: on.sheet,
        print: on.print,
        about: on.about,
        given: on.given,
        together: !client,
        begun: now,
        by: *act.by().bytes(),
        by_client: client,
        at: now,
        answers: StoredAnswers {
            questionnaire: on.questionnaire,
            answers: Vec::new(),
        },
        state: StateV1::Open,
        bring: false,
        readers,
    }
}
