//! The plan for the therapist: to read, write and sign; steps taken, and words beside.

use super::client::{posted_beside, posted_step};
use super::form::{PlanForm, SEEN, Typed, again, number_of, posted, trouble};
use super::shown::{Eyes, WrongBeside, day, goals_html, name, review_due, shown};
use super::versions::{VersionLine, changes_html, in_force_said, lines};
use crate::content::Content;
use crate::written::{self, PlanRefused, PlanV1, mark, plan, propose, sign};
use askama::Template;
use axum::http::StatusCode;
use care::{Happened, Purpose, Role, Section, Sections};
use pages::shell::{see_other, staff};
use pages::{Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::{Act, Waits};

const READS: Sections = Sections::of(&[Section::Identity, Section::Work]);
const WRITES: Sections = Sections::of(&[Section::Identity, Section::Work, Section::Overview]);

/// Who writes and signs: whoever works with the client as their therapist.
const WRITERS: Purposes = &[(Role::Therapist, Purpose::Treatment)];

pub(crate) fn routes() -> Routes {
    let one = "/clients/{client}/goals";
    let write = "/clients/{client}/goals/write";
    Routes::new()
        .record(Verb::Get, one, READS, WRITERS, show)
        .record(Verb::Get, write, READS, WRITERS, show_form)
        .record(Verb::Post, write, WRITES, WRITERS, send)
        .record(
            Verb::Post,
            "/clients/{client}/goals/sign",
            WRITES,
            WRITERS,
            say_yes,
        )
        .record(
            Verb::Post,
            "/clients/{client}/goals/again",
            WRITES,
            WRITERS,
            say_again,
        )
        .record(
            Verb::Post,
            "/clients/{client}/goals/step",
            WRITES,
            WRITERS,
            say_done,
        )
        .record(
            Verb::Post,
            "/clients/{client}/goals/beside",
            WRITES,
            WRITERS,
            say_beside,
        )
}

/// The plan's page, and the client's own.
fn address(visit: &Visit) -> Result<(String, String), Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    let client = format!("/clients/{client}");
    Ok((format!("{client}/goals"), client))
}

#[derive(Template)]
#[template(path = "goals_staff.html")]
struct PlanPage {
    words: Words,
    called: String,
    back: String,
    address: String,
    none: bool,
    stands: String,
    /// The day to look at it again, if it has come; it can be moved while nothing is proposed.
    review_due: Option<(String, Option<u16>)>,
    /// What waits for the therapist's signature: its number, and what it changes.
    to_sign: Option<(u16, Option<Html>)>,
    /// What waits for the client's: a sentence, and what it changes.
    waits: Option<(String, Html)>,
    goals: Html,
    versions: Vec<VersionLine>,
}

async fn show(visit: Visit, act: Act) -> pages::Answer {
    page(&visit, &act, None).await
}

async fn page(visit: &Visit, act: &Act, wrong: Option<&WrongBeside>) -> pages::Answer {
    let words = visit.words;
    let plan = plan(act).await?;
    let called = visit.floor.sign_ins.called(act).await?;
    let (address, back) = address(visit)?;
    let eyes = Eyes {
        client: &called,
        whose: act.whose(),
        is_client: false,
        address: &address,
    };
    let in_force = plan.in_force().map(|kept| &kept.value);
    let (mut to_sign, mut waits) = (None, None);
    if let Some(version) = plan.proposed().map(|kept| &kept.value) {
        let changes = in_force.map(|_| changes_html(visit, in_force, version, false));
        if plan.waits() == Waits::Staff {
            to_sign = Some((version.number, changes));
        } else {
            let said = waiting(visit, version, &eyes).await?;
            waits = Some((said, changes.unwrap_or_default()));
        }
    }
    let goals = match shown(&plan) {
        Some(version) => goals_html(visit, act, version, &eyes, wrong).await?,
        None => Html::default(),
    };
    let stands = in_force_said(visit, &plan, &eyes).await?;
    let title = words.say("goals-staff-title");
    let page = PlanPage {
        words,
        back,
        none: plan.versions.is_empty(),
        stands: stands.unwrap_or_else(|| words.say("goals-staff-none")),
        review_due: review_due(visit, &plan),
        to_sign,
        waits,
        goals,
        versions: lines(visit, &plan, &eyes).await?,
        called: called.clone(),
        address: address.clone(),
    };
    let mut response = staff(visit, &title, Html::of(&page), None);
    if wrong.is_some() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// Who wrote what waits for the client's signature, and when.
async fn waiting(visit: &Visit, version: &PlanV1, eyes: &Eyes<'_>) -> Result<String, Trouble> {
    let by = name(visit, version.by, eyes).await?;
    let when = day(visit, version.written());
    let put = [
        ("number", i64::from(version.number).into()),
        ("when", (&when).into()),
        ("name", (&by).into()),
    ];
    Ok(visit.words.say_with("goals-staff-waits", &put))
}

#[derive(Template)]
#[template(path = "goals_staff_write.html")]
struct WritePage {
    words: Words,
    called: String,
    back: String,
    newer: bool,
    empty: bool,
    /// That the form begins with what the client wrote.
    begins: Option<String>,
    form: Html,
}

async fn show_form(visit: Visit, act: Act) -> pages::Answer {
    write_page(&visit, &act, Typed::default()).await
}

async fn write_page(visit: &Visit, act: &Act, typed: Typed) -> pages::Answer {
    let words = visit.words;
    let plan = plan(act).await?;
    let called = visit.floor.sign_ins.called(act).await?;
    let (back, _) = address(visit)?;
    let mut begins = None;
    if typed.fields.is_empty()
        && plan.waits() == Waits::Staff
        && let Some(kept) = plan.proposed()
    {
        let number = i64::from(kept.value.number).into();
        let put = [("number", number), ("name", (&called).into())];
        begins = Some(words.say_with("goals-begins", &put));
    }
    let to = (false, format!("{back}/write"));
    let form = PlanForm::over(act, words, &plan, &typed, to);
    let page = WritePage {
        words,
        called,
        back,
        newer: typed.newer,
        empty: typed.empty,
        begins,
        form: form.html(),
    };
    let title = words.say("goals-staff-title");
    let mut response = staff(visit, &title, Html::of(&page), None);
    if typed.newer || typed.empty || !typed.wrong.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

async fn send(visit: Visit, act: Act) -> pages::Answer {
    let seen = number_of(&visit, SEEN)?;
    let mut typed = Typed {
        fields: visit.form.fields().to_vec(),
        ..Typed::default()
    };
    if visit.form.get("more").is_some() {
        return write_page(&visit, &act, typed).await;
    }
    match posted(&visit)? {
        Ok(content) => send_content(&visit, act, seen, content).await,
        Err(wrong) => {
            typed.wrong = wrong;
            write_page(&visit, &act, typed).await
        }
    }
}

/// It still fits: the same words with another day to look at them again.
async fn say_again(visit: Visit, act: Act) -> pages::Answer {
    let seen = number_of(&visit, SEEN)?;
    match again(&visit, &plan(&act).await?) {
        Some(content) => send_content(&visit, act, seen, content).await,
        None => Ok(see_other(&format!("{}/write", address(&visit)?.0))),
    }
}

async fn send_content(visit: &Visit, act: Act, seen: u16, content: Content) -> pages::Answer {
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let content = content.clone();
            async move {
                let (_, happened) = propose(&mut act, seen, content).await?;
                Ok::<_, PlanRefused>((act, (), happened))
            }
        })
        .await?;
    match outcome {
        Ok(()) => Ok(see_other(&address(visit)?.0)),
        Err(refused @ (PlanRefused::Newer | PlanRefused::Empty)) => {
            let act = Act::open(&visit.floor.vault, access).await?;
            let typed = Typed {
                fields: visit.form.fields().to_vec(),
                newer: matches!(refused, PlanRefused::Newer),
                empty: matches!(refused, PlanRefused::Empty),
                ..Typed::default()
            };
            write_page(visit, &act, typed).await
        }
        Err(error) => Err(trouble(error)),
    }
}

/// Runs a change and goes back to the plan.
async fn change<R>(visit: &Visit, act: Act, mut run: impl FnMut(Act) -> R) -> pages::Answer
where
    R: Future<Output = Result<(Act, Vec<Happened>), PlanRefused>>,
{
    let outcome = visit.floor.attempt(act, |act| {
        let ran = run(act);
        async move { ran.await.map(|(act, happened)| (act, (), happened)) }
    });
    outcome.await?.map_err(trouble)?;
    Ok(see_other(&address(visit)?.0))
}

async fn say_yes(visit: Visit, act: Act) -> pages::Answer {
    let number = number_of(&visit, "number")?;
    change(&visit, act, |mut act| async move {
        let happened = sign(&mut act, number).await?;
        Ok((act, happened))
    })
    .await
}

async fn say_done(visit: Visit, act: Act) -> pages::Answer {
    let (step, done) = posted_step(&visit)?;
    change(&visit, act, |mut act| async move {
        mark(&mut act, step, done).await?;
        Ok((act, Vec::new()))
    })
    .await
}

async fn say_beside(visit: Visit, act: Act) -> pages::Answer {
    let (of, said) = match posted_beside(&visit)? {
        Ok(posted) => posted,
        Err(wrong) => return page(&visit, &act, Some(&wrong)).await,
    };
    change(&visit, act, |mut act| {
        let said = said.clone();
        async move {
            let happened = written::beside(&mut act, of, said.as_ref()).await?;
            Ok((act, happened))
        }
    })
    .await
}
