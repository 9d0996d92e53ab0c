//! Giving a sheet, taking that back, and putting away what was given.

use super::stored::{AwayV1, GivenV1};
use super::{Refused, by_client, forms_kept};
use crate::gist::WorksheetsGistV1;
use crate::shelf::Sheet;
use care::{Happened, Line, RecordId};
use sealed::{Act, ReadersV1};

/// The therapist gives a sheet, with a line if they want. `once`: the id that its page offered; given
/// twice, it is given once.
///
/// # Errors
/// As [`Refused`] says.
pub async fn give(
    act: &mut Act,
    once: RecordId,
    sheet: &Sheet,
    about: Option<RecordId>,
    words: Option<&Line<500>>,
) -> Result<Vec<Happened>, Refused> {
    if by_client(act)? {
        return Err(Refused::None);
    }
    if act.find::<GivenV1>(once).await?.is_some() {
        return Ok(Vec::new());
    }
    let print = forms_kept::keep(act, sheet, ReadersV1::Section).await?;
    let given = GivenV1 {
        sheet: sheet.name.clone(),
        print,
        about: about.map(|about| *about.bytes()),
        words: words.map_or("", Line::as_str).to_owned(),
        by: *act.by().bytes(),
        at: act.now().millis(),
        taken_back: None,
    };
    act.keep(once, &given)?;
    let mut gist = act.gist::<WorksheetsGistV1>().await?.unwrap_or_default();
    gist.given(*once.bytes(), given.at);
    act.set_gist(&gist).await?;
    Ok(vec![Happened::WorkGiven {
        client: act.whose(),
        work: once,
    }])
}

/// The therapist takes back what they gave. What was written on it stays.
///
/// # Errors
/// As [`Refused`] says.
pub async fn take_given_back(act: &mut Act, given: RecordId) -> Result<(), Refused> {
    if by_client(act)? {
        return Err(Refused::None);
    }
    let kept = act.find::<GivenV1>(given).await?.ok_or(Refused::None)?;
    if kept.value.taken_back.is_none() {
        let back = GivenV1 {
            taken_back: Some(act.now().millis()),
            ..kept.value.clone()
        };
        act.amend(&kept, &back)?;
        opened(act, given).await?;
    }
    Ok(())
}

/// The client puts away what was given. It can be opened all the same.
///
/// # Errors
/// As [`Refused`] says.
pub async fn put_away(act: &mut Act, given: RecordId) -> Result<(), Refused> {
    if !by_client(act)? || act.find::<GivenV1>(given).await?.is_none() {
        return Err(Refused::None);
    }
    let record = act.id_for("worksheet away", given);
    if act.find::<AwayV1>(record).await?.is_none() {
        let away = AwayV1 {
            given: *given.bytes(),
            at: act.now().millis(),
        };
        act.keep(record, &away)?;
    }
    opened(act, given).await
}

/// What was given does not wait on the first screen any more.
pub(super) async fn opened(act: &mut Act, given: RecordId) -> Result<(), Refused> {
    let mut gist = act.gist::<WorksheetsGistV1>().await?.unwrap_or_default();
    if gist.opened(*given.bytes()) {
        act.set_gist(&gist).await?;
    }
    Ok(())
}
