//! Before the first target: what could speak against it, or has to be made ready first, talked about
//! together. It never decides. It lists what is still to be talked about, and asks why they go on.

use crate::refused::Refused;
use crate::stored::{ReadyV1, SignalV1};
use crate::whole::{All, only_staff, only_the_client, put};
use care::{Happened, Line, RecordId};
use forms::{Answer, Item, ItemKind, Questionnaire, Response, StoredAnswers};
use sealed::{Act, Stored};
use std::sync::LazyLock;

/// The form, by its canonical name.
pub const READY: &str = "urn:x-attune:questionnaire:emdr-ready|1";
/// The question that asks why they go on.
const WHY: &str = "why";
/// The answer that says that a point is settled.
const SETTLED: &str = "settled";

static SHIPPED: LazyLock<Option<Questionnaire>> = LazyLock::new(|| {
    let library = forms::library::shipped().ok()?;
    let found = library
        .forms()
        .iter()
        .find(|s| s.form.canonical() == READY)?;
    Some(found.form.clone())
});

/// The questions as the library ships them. `None` only if the library itself is at fault, which
/// the program finds out, and refuses to start over, before it serves anything.
pub fn ready_form() -> Option<&'static Questionnaire> {
    SHIPPED.as_ref()
}

/// What is still to be talked about: every point that is not settled, also where nothing was said to
/// it. In the order of the form.
pub fn to_talk_about<'a>(form: &'a Questionnaire, answers: &StoredAnswers) -> Vec<&'a Item> {
    let asked = form.every_item().into_iter();
    let points = asked.filter(|item| {
        let name = item.link_id().as_str();
        item.children().is_empty() && name != WHY && !matches!(item.kind(), ItemKind::Display)
    });
    let settled = |item: &&Item| {
        let answer = answers.get(item.link_id().as_str());
        answer.and_then(Answer::code) == Some(SETTLED)
    };
    points.filter(|item| !settled(item)).collect()
}

/// The therapist writes down what was talked about and why they go on. `once`: sent twice, it is one.
///
/// # Errors
/// As [`Refused`] says; [`Refused::OffScale`] where nothing says why.
pub async fn keep_ready(
    act: &mut Act,
    once: RecordId,
    response: &Response,
) -> Result<Vec<Happened>, Refused> {
    only_staff(act)?;
    let answers = response.stored();
    let why = answers.get(WHY).and_then(Answer::words);
    if why.is_none_or(|why| why.trim().is_empty()) {
        return Err(Refused::OffScale(WHY));
    }
    let mut all = All::read(act).await?;
    if let Some(there) = all.ready.iter().find(|kept| kept.record == once) {
        return crate::resource::same(there.value.answers == answers);
    }
    let ready = ReadyV1 {
        by: *act.by().bytes(),
        at: act.now().millis(),
        answers,
    };
    put(&mut all.ready, act, once, ready)?;
    Ok(Vec::new())
}

/// The sign for "stop" that the two agreed on, written by either of them.
///
/// # Errors
/// As [`Refused`] says.
pub async fn agree_signal(act: &mut Act, words: &Line<200>) -> Result<Vec<Happened>, Refused> {
    if only_the_client(act).is_err() {
        only_staff(act)?;
    }
    let mut all = All::read(act).await?;
    let mut there: Vec<_> = all.signal.take().into_iter().collect();
    if there
        .first()
        .is_some_and(|kept| kept.value.words == words.as_str())
    {
        return Ok(Vec::new());
    }
    let signal = SignalV1 {
        by: *act.by().bytes(),
        at: act.now().millis(),
        words: words.as_str().to_owned(),
    };
    let person = RecordId::from_bytes(*act.whose().person().bytes());
    let id = act.id_for(SignalV1::KIND, person);
    put(&mut there, act, id, signal)?;
    Ok(Vec::new())
}
