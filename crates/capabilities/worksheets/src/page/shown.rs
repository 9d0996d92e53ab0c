//! What both sides' pages show of a worksheet: its title, its answers, and who wrote what on it.

use crate::shelf;
use crate::written::{Forms, Refused, StateV1, WorksheetV1};
use askama::Template;
use care::{ClientId, PersonId, RecordId};
use forms::{Questionnaire, Response, StoredAnswers};
use jiff::Timestamp;
use pages::form_view::{Known, answers_said, changes_html};
use pages::{Html, Trouble, Visit, Words};
use sealed::{Act, Damaged, Kept, ReadError};

/// The version that the page showed.
pub(super) const SEEN: &str = ".seen";

/// What time it is, for forms that ask for today.
pub(super) fn known(visit: &Visit) -> Known<'static> {
    let now = Timestamp::from_millisecond(visit.now.millis()).ok();
    let zone = visit.floor.settings.zone.clone();
    let said = now.map(|now| {
        now.to_zoned(zone)
            .strftime("%Y-%m-%dT%H:%M:%S%:z")
            .to_string()
    });
    Known {
        now: said.and_then(|said| forms::Moment::parse(&said)),
        previous: None,
    }
}

/// What could not be done, as trouble.
pub(super) fn trouble(refused: Refused) -> Trouble {
    match refused {
        Refused::None | Refused::Together => Trouble::Nothing,
        Refused::Newer => Trouble::Older,
        Refused::Empty => Trouble::NotUnderstood,
        Refused::Read(error) => error.into(),
    }
}

/// A field that holds an id.
pub(super) fn id_in(visit: &Visit, name: &str) -> Result<Option<RecordId>, Trouble> {
    match visit.form.words(name) {
        None => Ok(None),
        Some(typed) => RecordId::parse(typed)
            .map(Some)
            .ok_or(Trouble::NotUnderstood),
    }
}

/// The title of the form with this print; the sheet's name where the form cannot be opened, and then
/// `damaged` is set.
pub(super) async fn title_of(
    forms: &mut Forms,
    act: &Act,
    (print, sheet): ([u8; 16], &str),
    words: Words,
    damaged: &mut bool,
) -> Result<String, ReadError> {
    match forms.of(act, print).await {
        Ok(form) => Ok(shelf::title(&form, words)),
        Err(ReadError::Damaged(_)) => {
            *damaged = true;
            Ok(sheet.to_owned())
        }
        Err(error) => Err(error),
    }
}

/// The name of someone, as this reader calls them.
pub(super) async fn name(
    visit: &Visit,
    by: PersonId,
    client: (ClientId, &str),
) -> Result<String, Trouble> {
    if by == client.0.person() {
        return Ok(client.1.to_owned());
    }
    let found = visit.floor.sign_ins.name_of(by).await?;
    Ok(found.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

#[derive(Template)]
#[template(path = "worksheet_answers.html")]
struct Answers {
    lines: Vec<(String, String)>,
}

/// What stands in a worksheet, question by question; what was left open is left out.
///
/// # Errors
/// If the answers do not fit their own form: they must not be read as if they were whole.
pub(super) fn answers_html(
    form: &Questionnaire,
    answers: &StoredAnswers,
    words: Words,
) -> Result<Html, Trouble> {
    let response = Response::from_stored(form, answers).map_err(|_| Damaged)?;
    let lines = answers_said(form, &response, words);
    Ok(Html::of(&Answers { lines }))
}

/// Someone's writing on a worksheet.
pub(super) struct Wrote {
    pub(super) said: String,
    pub(super) changes: Html,
}

/// Who wrote what on it, newest first, each held against what stood there before. None where one
/// person wrote once: then there is nothing to hold against anything.
pub(super) async fn wrote(
    visit: &Visit,
    act: &Act,
    form: &Questionnaire,
    record: RecordId,
    client: (ClientId, &str),
) -> Result<Vec<Wrote>, Trouble> {
    let words = visit.words;
    let history = act.history::<WorksheetV1>(record).await?;
    let mut before: Option<&StoredAnswers> = None;
    let mut lines = Vec::new();
    for kept in &history {
        let one = &kept.value;
        let changed = before.is_none_or(|before| *before != one.answers);
        if one.state != StateV1::Finished || !changed {
            continue;
        }
        let who = name(visit, PersonId::from_bytes(one.by), client).await?;
        let when = visit.day_and_time(one.written());
        let put = [("who", (&who).into()), ("when", (&when).into())];
        lines.push(Wrote {
            said: words.say_with("worksheet-wrote", &put),
            changes: changes_html(form, before, &one.answers, words),
        });
        before = Some(&one.answers);
    }
    if lines.len() < 2 {
        return Ok(Vec::new());
    }
    lines.reverse();
    Ok(lines)
}

/// The worksheets on the same sheet as this one.
pub(super) fn on_the_same<'a>(
    all: &'a [Kept<WorksheetV1>],
    sheet: &str,
) -> Vec<&'a Kept<WorksheetV1>> {
    all.iter()
        .filter(|kept| kept.value.sheet == sheet)
        .collect()
}
