//! The plan for those who treat the client: to read, to answer, to propose. On the ward and behind
//! broken glass it is for reading only.

use super::client::{SEEN, VersionLine, form, lines, number_of, said_to, trouble};
use super::shown::{changes_html, parts_html};
use crate::plan::{PlanRefused, Waits, agree, ask_for_change, plan, write};
use askama::Template;
use care::{EMERGENCY_SECTIONS, Line, Purpose, Role, Section, Sections};
use forms::WrongAnswer;
use pages::form_view::{FormView, Taken, fields_of, take};
use pages::layout::Step;
use pages::shell::{see_other, staff};
use pages::{Filled, Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

const READS: Sections = Sections::of(&[Section::Identity, Section::CrisisPlan]);
const WRITES: Sections = Sections::of(&[Section::Identity, Section::CrisisPlan, Section::Overview]);

const READERS: Purposes = &[
    (Role::Therapist, Purpose::Treatment),
    (Role::WardNurse, Purpose::Treatment),
];
const WRITERS: Purposes = &[(Role::Therapist, Purpose::Treatment)];
const IN_EMERGENCY: Purposes = &[
    (Role::Therapist, Purpose::Emergency),
    (Role::WardNurse, Purpose::Emergency),
];

pub(crate) fn routes() -> Routes {
    let (one, write) = ("/clients/{client}/plan", "/clients/{client}/plan/write");
    let (yes, change) = (
        "/clients/{client}/plan/agree",
        "/clients/{client}/plan/change",
    );
    Routes::new()
        .record(Verb::Get, one, READS, READERS, show)
        .record(
            Verb::Get,
            "/emergency/{client}",
            EMERGENCY_SECTIONS,
            IN_EMERGENCY,
            show_in_emergency,
        )
        .record(Verb::Get, write, READS, WRITERS, show_form)
        .record(Verb::Post, write, WRITES, WRITERS, send)
        .record(Verb::Post, yes, WRITES, WRITERS, say_yes)
        .record(Verb::Post, change, WRITES, WRITERS, say_change)
}

fn address(visit: &Visit) -> Result<String, Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    Ok(format!("/clients/{client}"))
}

#[derive(Template)]
#[template(path = "plan_staff.html")]
struct PlanPage {
    words: Words,
    called: String,
    title: String,
    /// The client's page; none on the ward and behind broken glass.
    back: Option<String>,
    address: String,
    /// Whether whoever looks may write: then what is waited for is said.
    writes: bool,
    none: bool,
    stands: String,
    parts: Html,
    said: Vec<super::client::SaidLine>,
    /// What the client wrote and nobody has answered: its number, and what changed.
    to_answer: Option<(u16, Html)>,
    /// What is proposed and waits for the client.
    proposed: Option<Html>,
    versions: Vec<VersionLine>,
    /// Where the lines lie that the client shares with the ward about what sets something off.
    ward: Option<String>,
    filled: Filled,
}

async fn show(visit: Visit, act: Act) -> pages::Answer {
    let writes = visit.who.asker.role == Role::Therapist;
    page(&visit, &act, writes, Filled::default()).await
}

async fn show_in_emergency(visit: Visit, act: Act) -> pages::Answer {
    page(&visit, &act, false, Filled::default()).await
}

async fn page(visit: &Visit, act: &Act, writes: bool, filled: Filled) -> pages::Answer {
    let words = visit.words;
    let plan = plan(act).await?;
    let called = visit.floor.sign_ins.called(act).await?;
    let holds = plan.holds();
    let stands = match holds {
        None => words.say("plan-staff-none"),
        Some(kept) => {
            let when = words.day(kept.value.written(), visit.now, &visit.floor.settings.zone);
            let both = kept.value.is_of_both();
            let key = if both {
                "plan-staff-both"
            } else {
                "plan-staff-theirs"
            };
            let number = i64::from(kept.value.number);
            words.say_with(key, &[("when", (&when).into()), ("number", number.into())])
        }
    };
    let to_answer = plan
        .versions
        .last()
        .filter(|newest| writes && newest.value.by_client && plan.waits() == Waits::Staff)
        .map(|newest| {
            let before = plan.before(newest.value.number).map(|kept| &kept.value);
            (
                newest.value.number,
                changes_html(before, &newest.value, words),
            )
        });
    let proposed = plan
        .proposed()
        .filter(|_| writes)
        .map(|kept| changes_html(holds.map(|kept| &kept.value), &kept.value, words));
    let newest = plan.versions.last();
    let said = match newest {
        Some(kept) => said_to(visit, &kept.value, &called).await?,
        None => Vec::new(),
    };
    let nurse = visit.who.asker.role == Role::WardNurse;
    let on_ward = nurse && act.access().purpose() == Purpose::Treatment;
    let ward = on_ward.then(|| format!("/clients/{}/triggers/ward", act.whose()));
    let versions = if writes && plan.versions.len() > 1 {
        lines(visit, &plan, &called).await?
    } else {
        Vec::new()
    };
    let address = address(visit)?;
    let status = filled.status();
    let page = PlanPage {
        words,
        title: words.say("plan-staff-title"),
        called,
        back: writes.then(|| address.clone()),
        address: format!("{address}/plan"),
        writes,
        none: holds.is_none(),
        stands,
        parts: holds.map_or_else(Html::default, |kept| parts_html(&kept.value.answers, words)),
        said,
        to_answer,
        proposed,
        versions,
        ward,
        filled,
    };
    let mut response = staff(visit, &page.title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

#[derive(Template)]
#[template(path = "plan_staff_write.html")]
struct WritePage {
    words: Words,
    called: String,
    back: String,
    newer: bool,
    form: Html,
}

#[derive(Default)]
struct Typed {
    fields: Option<Vec<(String, String)>>,
    wrong: Vec<WrongAnswer>,
    brought_up: bool,
    newer: bool,
}

async fn show_form(visit: Visit, act: Act) -> pages::Answer {
    write_page(&visit, &act, Typed::default()).await
}

async fn write_page(visit: &Visit, act: &Act, typed: Typed) -> pages::Answer {
    let words = visit.words;
    let form = form()?;
    let plan = plan(act).await?;
    let fields = typed.fields.unwrap_or_else(|| {
        let stands = plan.proposed().or_else(|| plan.holds());
        stands.map_or_else(Vec::new, |kept| fields_of(form, &kept.value.answers))
    });
    let newest = plan.newest().to_string();
    let address = format!("{}/plan", address(visit)?);
    let post = format!("{address}/write");
    let send = Step {
        does: "send".to_owned(),
        words: words.say("plan-staff-send"),
    };
    let view = FormView {
        fields: &fields,
        wrong: &typed.wrong,
        brought_up: typed.brought_up,
        readers: Html::words(&words.say("plan-staff-readers")),
        address: &post,
        hidden: &[(SEEN, &newest)],
        skips: false,
        ..FormView::new(form, words, send)
    };
    let again = typed.newer || !typed.wrong.is_empty();
    let page = WritePage {
        words,
        called: visit.floor.sign_ins.called(act).await?,
        back: address,
        newer: typed.newer,
        form: view.html(),
    };
    let mut response = staff(visit, &words.say("plan-staff-title"), Html::of(&page), None);
    if again {
        *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

async fn send(visit: Visit, act: Act) -> pages::Answer {
    let seen = number_of(&visit, SEEN)?;
    let response = match take(form()?, visit.form.fields()) {
        Taken::Answered(response) => response,
        Taken::Again(again) => {
            let typed = Typed {
                fields: Some(again.fields),
                wrong: again.wrong,
                brought_up: again.brought_up,
                newer: false,
            };
            return write_page(&visit, &act, typed).await;
        }
    };
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let response = &response;
            async move {
                let happened = write(&mut act, seen, response).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    match outcome {
        Ok(()) => Ok(see_other(&format!("{}/plan", address(&visit)?))),
        Err(PlanRefused::Newer) => {
            let act = Act::open(&visit.floor.vault, access).await?;
            let typed = Typed {
                fields: Some(visit.form.fields().to_vec()),
                newer: true,
                ..Typed::default()
            };
            write_page(&visit, &act, typed).await
        }
        Err(error) => Err(trouble(error)),
    }
}

async fn say_yes(visit: Visit, act: Act) -> pages::Answer {
    let number = number_of(&visit, "number")?;
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = agree(&mut act, number).await?;
            Ok((act, (), happened))
        })
        .await?;
    outcome.map_err(trouble)?;
    Ok(see_other(&format!("{}/plan", address(&visit)?)))
}

async fn say_change(visit: Visit, act: Act) -> pages::Answer {
    let number = number_of(&visit, "number")?;
    let mut filled = Filled::posted(&visit);
    let Ok(what) = filled.line::<1000>(&visit, "change") else {
        return page(&visit, &act, true, filled).await;
    };
    let what: &Line<1000> = &what;
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = ask_for_change(&mut act, number, what).await?;
            Ok((act, (), happened))
        })
        .await?;
    outcome.map_err(trouble)?;
    Ok(see_other(&format!("{}/plan", address(&visit)?)))
}
