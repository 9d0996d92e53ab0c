//! The look before the first step, and a therapist's reasons to go on although something speaks
//! against it.

use super::act::standing;
use super::stored::{CheckV1, OpenedV1};
use crate::refused::Refused;
use crate::rules::Against;
use crate::shared::{given, is_client, shared};
use care::{Happened, Line, RecordId};
use forms::{Questionnaire, Response, StoredAnswers};
use sealed::{Act, ReadersV1};
use std::sync::LazyLock;

/// The form, by its canonical name.
const FORM: &str = "urn:x-attune:questionnaire:courage-ready|1";
/// The question that lists what would speak against it.
const NOW: &str = "now";
/// The answer that nothing does.
const NONE: &str = "none";
/// How many letters a therapist's reasons may have.
pub(crate) const REASONS: usize = 1_000;

static SHIPPED: LazyLock<Option<Questionnaire>> = LazyLock::new(|| {
    let library = forms::library::shipped().ok()?;
    let found = library.by_canonical(FORM)?;
    Some(found.form.clone())
});

/// The form as the library ships it. `None` only if the library itself is at fault, which the program
/// finds out before it serves anything.
pub fn form() -> Option<&'static Questionnaire> {
    SHIPPED.as_ref()
}

/// What was said to speak against a first step now. `None`: it was left open, which is not a no.
pub fn ticked(answers: &StoredAnswers) -> Option<Vec<Against>> {
    let codes: Vec<_> = answers.all(NOW).map(|answer| answer.code()).collect();
    if codes.is_empty() || codes.contains(&None) {
        return None;
    }
    let said = codes.into_iter().flatten().filter(|code| *code != NONE);
    Some(said.map(Against::of).collect())
}

fn id(act: &Act, ladder: RecordId) -> RecordId {
    act.id_for("courage check", ladder)
}

/// Keeps the answers of the look. What was opened before is not open any more.
///
/// # Errors
/// If there is no such ladder, nothing was answered, or it could not be read.
pub async fn keep_check(
    act: &mut Act,
    ladder: RecordId,
    response: &Response,
) -> Result<Vec<Happened>, Refused> {
    let of = standing(act, ladder).await?.value;
    let check = CheckV1 {
        ladder: *ladder.bytes(),
        by: *act.by().bytes(),
        at: act.now().millis(),
        answers: response.stored(),
        opened: None,
        readers: of.readers,
    };
    let said = ticked(&check.answers).ok_or(Refused::Empty)?;
    let record = id(act, ladder);
    match act.find::<CheckV1>(record).await? {
        Some(before) => act.amend(&before, &check)?,
        None => act.keep(record, &check)?,
    }
    // Something speaks against it: then the therapist hears, if they may read the ladder at all.
    let tell = !said.is_empty() && of.readers == ReadersV1::Section && is_client(act);
    Ok(if tell {
        vec![shared(act, record)]
    } else {
        Vec::new()
    })
}

/// The therapist opens a ladder although something speaks against it, with their reasons. Someone who
/// is a danger now is never part of a step: there is nothing to open then.
///
/// # Errors
/// If there is nothing to open, it must not be, or it could not be read.
pub async fn open_anyway(
    act: &mut Act,
    ladder: RecordId,
    words: &Line<REASONS>,
) -> Result<Vec<Happened>, Refused> {
    if is_client(act) {
        return Err(Refused::None);
    }
    standing(act, ladder).await?;
    let record = id(act, ladder);
    let before = act.find::<CheckV1>(record).await?.ok_or(Refused::None)?;
    let said = ticked(&before.value.answers).ok_or(Refused::None)?;
    if said.contains(&Against::Danger) {
        return Err(Refused::Danger);
    }
    if said.is_empty() {
        return Ok(Vec::new());
    }
    let opened = OpenedV1 {
        by: *act.by().bytes(),
        at: act.now().millis(),
        words: words.as_str().to_owned(),
    };
    let next = CheckV1 {
        opened: Some(opened),
        ..before.value.clone()
    };
    act.amend(&before, &next)?;
    Ok(vec![given(act, record)])
}
