//! The practitioner's side of one session: what the client is told, what both want to speak about,
//! what waits for an answer, and what is done after it.

mod list;
mod planned;
mod written;

use super::shown::{DayAfter, Shown, state};
use super::when;
use crate::folk::Folk;
use crate::held::can_begin;
use crate::next_day::{NextDayAnswersV1, answers_id, form, offer};
use crate::refused::Refused;
use crate::stored::EndV1;
use crate::task::{Becomes, NewTask, Who, agree, becomes};
use crate::{Whole, agenda, change, whole};
use askama::Template;
use axum::http::StatusCode;
use care::{Access, Purpose, RecordId, Role, Section, Sections};
use forms::Response;
use pages::form_view::answers_said;
use pages::shell::{see_other, staff};
use pages::{Filled, FinishError, Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;
use std::sync::Arc;

pub(super) const OPENS: Sections =
    Sections::of(&[Section::Identity, Section::Sessions, Section::Overview]);
/// Who sees and writes about sessions: whoever works with the client.
pub(super) const WRITERS: Purposes = &[(Role::Therapist, Purpose::Treatment)];

pub(super) fn routes(folk: &Arc<dyn Folk>) -> Routes {
    let one = "/clients/{client}/sessions/{session}";
    Routes::new()
        .record(Verb::Get, one, OPENS, WRITERS, show)
        .record(
            Verb::Post,
            "/clients/{client}/sessions/{session}/agenda",
            OPENS,
            WRITERS,
            add_item,
        )
        .record(
            Verb::Post,
            "/clients/{client}/sessions/{session}/agenda/{item}/back",
            OPENS,
            WRITERS,
            take_item_back,
        )
        .record(
            Verb::Post,
            "/clients/{client}/sessions/{session}/told",
            OPENS,
            WRITERS,
            tell,
        )
        .record(
            Verb::Post,
            "/clients/{client}/sessions/{session}/answer",
            OPENS,
            WRITERS,
            answer_wish,
        )
        .record(
            Verb::Post,
            "/clients/{client}/sessions/{session}/tasks",
            OPENS,
            WRITERS,
            add_task,
        )
        .record(
            Verb::Post,
            "/clients/{client}/sessions/{session}/tasks/{task}/done",
            OPENS,
            WRITERS,
            task_done,
        )
        .record(
            Verb::Post,
            "/clients/{client}/sessions/{session}/next-day",
            OPENS,
            WRITERS,
            offer_next_day,
        )
        .and(planned::routes(folk))
        .and(written::routes())
        .and(list::routes())
}

/// The `{session}` of the path.
pub(super) fn session_of(visit: &Visit) -> Result<RecordId, Trouble> {
    part(visit, "session")
}

fn part(visit: &Visit, name: &str) -> Result<RecordId, Trouble> {
    let found = visit.path(name).and_then(RecordId::parse);
    found.ok_or(Trouble::Nothing)
}

/// The session's page.
pub(super) fn address(visit: &Visit, session: RecordId) -> Result<String, Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    Ok(format!("/clients/{client}/sessions/{session}"))
}

/// What a form was shown for. Without it, it was not one of ours.
pub(super) fn seen(visit: &Visit) -> Result<u32, Trouble> {
    let seen = visit.form.get("seen").and_then(|seen| seen.parse().ok());
    seen.ok_or(Trouble::NotUnderstood)
}

pub(super) fn once(visit: &Visit) -> Result<RecordId, Trouble> {
    let once = visit.form.get("once").and_then(RecordId::parse);
    once.ok_or(Trouble::NotUnderstood)
}

/// What is said where something was refused: at which field, and the message. Who may not know of it
/// hears that there is nothing.
pub(super) fn refused(why: Refused) -> Result<(&'static str, &'static str), Trouble> {
    Ok(match why {
        Refused::None | Refused::OnlyStaff | Refused::OnlyTheClient => {
            return Err(Trouble::Nothing);
        }
        Refused::Read(error) => return Err(error.into()),
        Refused::Changed | Refused::Already => ("", "session-wrong-changed"),
        Refused::Over => ("", "session-wrong-over"),
        Refused::Ended => ("", "session-wrong-ended"),
        Refused::NotYet => ("", "session-wrong-not-yet"),
        Refused::InThePast => ("day", "session-wrong-past"),
        Refused::Length => ("minutes", "session-wrong-length"),
        Refused::Overlaps => ("day", "session-wrong-overlaps"),
        Refused::Elsewhere => ("day", "session-wrong-taken"),
        Refused::Nothing => ("", "session-wrong-nothing"),
        Refused::Times => ("began", "session-wrong-times"),
        Refused::TooMany => ("", "session-wrong-too-many"),
        Refused::NoDue => ("due", "session-wrong-due"),
    })
}

/// What was posted, with what is said to it.
pub(super) fn filled(visit: &Visit, why: Refused) -> Result<Filled, Trouble> {
    let (field, key) = refused(why)?;
    let mut filled = Filled::posted(visit);
    let said = visit.words.say(key);
    if field.is_empty() {
        filled.notice = Some(said);
    } else {
        filled.tell(field, said);
    }
    Ok(filled)
}

#[derive(Template)]
#[template(path = "session_staff.html")]
struct SessionPage {
    words: Words,
    called: String,
    address: String,
    back: String,
    once: String,
    one: Shown,
    end: Option<EndShown>,
    day_after: Vec<(String, String)>,
    /// Whether it can be said in one tap that it begins.
    can_begin: bool,
    /// What is said about the day after.
    day_said: Option<String>,
    filled: Filled,
    /// What the client is told besides, to be changed.
    told: Filled,
}

/// What was noted of a session that was.
struct EndShown {
    words: String,
    arriving: Option<u16>,
    arriving_words: String,
    grounding: String,
}

impl EndShown {
    fn of(end: &EndV1) -> Self {
        Self {
            words: end.words.clone(),
            arriving: end.arriving.map(u16::from),
            arriving_words: end.arriving_words.clone(),
            grounding: end.grounding.clone(),
        }
    }
}

async fn page(visit: &Visit, act: &Act, filled: Filled) -> pages::Answer {
    let session = session_of(visit)?;
    let client = visit.client().ok_or(Trouble::Nothing)?;
    let whole = whole(act, session).await?.ok_or(Trouble::Nothing)?;
    let called = visit.floor.sign_ins.called(act).await?;
    let shown = Shown::of(visit, act, &whole, &called).await?;
    let once = match RecordId::parse(filled.value("once")) {
        Some(once) if filled.status() != StatusCode::OK => once,
        _ => act.mint(),
    };
    let status = filled.status();
    let title = format!("{called}, {}", shown.when);
    let telling = ["others", "will-not"]
        .iter()
        .any(|name| filled.wrong(name).is_some());
    let told = if telling {
        Filled::posted(visit)
    } else {
        Filled::offered(&[
            ("others", whole.others.clone()),
            ("will-not", whole.will_not.clone()),
        ])
    };
    let page = SessionPage {
        words: visit.words,
        called,
        address: address(visit, session)?,
        back: format!("/clients/{client}/sessions"),
        once: once.to_string(),
        end: whole.end.as_ref().map(EndShown::of),
        day_after: answers(visit, act, session).await?,
        can_begin: can_begin(&whole, visit.now),
        day_said: day_said(visit, shown.day_after),
        one: shown,
        filled,
        told,
    };
    let mut response = staff(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

fn day_said(visit: &Visit, day_after: DayAfter) -> Option<String> {
    let key = match day_after {
        DayAfter::No | DayAfter::Could => return None,
        DayAfter::Offered => "session-day-offered-staff",
        DayAfter::Declined => "session-day-declined-staff",
        DayAfter::Wanted | DayAfter::Waits => "session-day-wanted-staff",
        DayAfter::Answered => "session-day-answered-staff",
    };
    Some(visit.words.say(key))
}

/// The answers of the day after, where the client lets whoever looks read them.
async fn answers(
    visit: &Visit,
    act: &Act,
    session: RecordId,
) -> Result<Vec<(String, String)>, Trouble> {
    let kept = act
        .find::<NextDayAnswersV1>(answers_id(act, session))
        .await?;
    let (Some(kept), Some(form)) = (kept, form()) else {
        return Ok(Vec::new());
    };
    let response = Response::from_stored(form, &kept.value.answers);
    Ok(response.map_or_else(
        |_| Vec::new(),
        |response| answers_said(form, &response, visit.words),
    ))
}

/// What became of a session in one line: for those who combine pages. `None` where there is nothing
/// to say.
pub fn what_words(visit: &Visit, act: &Act, whole: &Whole) -> Option<String> {
    let said = state(visit, act, whole);
    (!said.is_empty()).then(|| said.join(" "))
}

async fn show(visit: Visit, act: Act) -> pages::Answer {
    page(&visit, &act, Filled::default()).await
}

/// What is shown after a form of the session's own page was sent.
pub(super) async fn after(
    visit: &Visit,
    access: Access,
    outcome: Result<Result<(), Refused>, FinishError>,
) -> pages::Answer {
    let session = session_of(visit)?;
    match outcome? {
        // Sent twice, it was said once.
        Ok(()) | Err(Refused::Already) => Ok(see_other(&address(visit, session)?)),
        Err(why) => {
            let filled = filled(visit, why)?;
            let act = Act::open(&visit.floor.vault, access).await?;
            page(visit, &act, filled).await
        }
    }
}

async fn add_item(visit: Visit, act: Act) -> pages::Answer {
    let (session, once) = (session_of(&visit)?, once(&visit)?);
    let mut filled = Filled::posted(&visit);
    let Ok(words) = filled.line::<200>(&visit, "item") else {
        return page(&visit, &act, filled).await;
    };
    let access = *act.access();
    let outcome = visit.floor.attempt(act, |mut act| {
        let words = &words;
        async move {
            let happened = agenda::propose(&mut act, session, once, words).await?;
            Ok((act, (), happened))
        }
    });
    after(&visit, access, outcome.await).await
}

async fn take_item_back(visit: Visit, act: Act) -> pages::Answer {
    let (session, item) = (session_of(&visit)?, part(&visit, "item")?);
    let access = *act.access();
    let outcome = visit.floor.attempt(act, |mut act| async move {
        let happened = agenda::take_back(&mut act, session, item).await?;
        Ok((act, (), happened))
    });
    after(&visit, access, outcome.await).await
}

async fn tell(visit: Visit, act: Act) -> pages::Answer {
    let session = session_of(&visit)?;
    let mut filled = Filled::posted(&visit);
    let others = filled.optional_line::<200>(&visit, "others");
    let will_not = filled.optional_line::<300>(&visit, "will-not");
    let (Ok(others), Ok(will_not)) = (others, will_not) else {
        return page(&visit, &act, filled).await;
    };
    let access = *act.access();
    let outcome = visit.floor.attempt(act, |mut act| {
        let (others, will_not) = (others.as_ref(), will_not.as_ref());
        async move {
            let happened = agenda::tell(&mut act, session, others, will_not).await?;
            Ok((act, (), happened))
        }
    });
    after(&visit, access, outcome.await).await
}

async fn answer_wish(visit: Visit, act: Act) -> pages::Answer {
    let (session, seen) = (session_of(&visit)?, seen(&visit)?);
    let mut filled = Filled::posted(&visit);
    let Ok(words) = filled.line::<300>(&visit, "answer") else {
        return page(&visit, &act, filled).await;
    };
    let access = *act.access();
    let outcome = visit.floor.attempt(act, |mut act| {
        let words = &words;
        async move {
            let happened = change::answer(&mut act, session, seen, words).await?;
            Ok((act, (), happened))
        }
    });
    after(&visit, access, outcome.await).await
}

async fn add_task(visit: Visit, act: Act) -> pages::Answer {
    let session = session_of(&visit)?;
    let mut filled = Filled::posted(&visit);
    let words = filled.line::<200>(&visit, "task");
    let due = when::end_of(&visit, "due");
    if due.is_none() && visit.form.words("due").is_some() {
        filled.tell("due", visit.words.say("session-wrong-due"));
        return page(&visit, &act, filled).await;
    }
    let Ok(words) = words else {
        return page(&visit, &act, filled).await;
    };
    let new = NewTask {
        once: once(&visit)?,
        who: match visit.form.get("who") {
            Some("client") => Who::Client,
            _ => Who::Me,
        },
        words,
        due,
    };
    let access = *act.access();
    let outcome = visit.floor.attempt(act, |mut act| {
        let new = &new;
        async move {
            let happened = agree(&mut act, session, new).await?;
            Ok((act, (), happened))
        }
    });
    after(&visit, access, outcome.await).await
}

async fn task_done(visit: Visit, act: Act) -> pages::Answer {
    let task = part(&visit, "task")?;
    let access = *act.access();
    let outcome = visit.floor.attempt(act, |mut act| async move {
        let happened = becomes(&mut act, task, Becomes::Done).await?;
        Ok((act, (), happened))
    });
    after(&visit, access, outcome.await).await
}

async fn offer_next_day(visit: Visit, act: Act) -> pages::Answer {
    let session = session_of(&visit)?;
    let access = *act.access();
    let outcome = visit.floor.attempt(act, |mut act| {
        let zone = &visit.floor.settings.zone;
        async move {
            let happened = offer(&mut act, session, zone).await?;
            Ok((act, (), happened))
        }
    });
    after(&visit, access, outcome.await).await
}
