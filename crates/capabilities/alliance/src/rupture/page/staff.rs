//! The practitioner's side: why, what was answered, the steps of the repair, and naming one by hand.

use super::{Moment, fit_code, history, state_tag};
use crate::audience::AudienceV1;
use crate::rupture::act::{Answer, NameIt, RuptureRefused, answer, name_it, step};
use crate::rupture::{RuptureV1, StateV1};
use crate::words::{Line, WrongWords};
use askama::Template;
use axum::http::StatusCode;
use care::{Purpose, RecordId, Role, Section, Sections};
use pages::shell::{see_other, staff};
use pages::{Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

const OPENS: Sections = Sections::of(&[
    Section::Identity,
    Section::CheckIns,
    Section::Relationship,
    Section::Overview,
]);

/// Who may read a rupture: the therapist, and those the client brought in.
const READERS: Purposes = &[
    (Role::Therapist, Purpose::Treatment),
    (Role::Supervisor, Purpose::Supervision),
    (Role::Advocate, Purpose::Advocacy),
];
/// Who may write about it: whoever works with the client.
const WRITERS: Purposes = &[(Role::Therapist, Purpose::Treatment)];

pub(crate) fn routes() -> Routes {
    let one = "/clients/{client}/ruptures/{rupture}";
    Routes::new()
        .record(Verb::Get, one, OPENS, READERS, show)
        .record(
            Verb::Post,
            "/clients/{client}/ruptures/{rupture}/answer",
            OPENS,
            WRITERS,
            write_answer,
        )
        .record(
            Verb::Post,
            "/clients/{client}/ruptures/{rupture}/step",
            OPENS,
            WRITERS,
            write_step,
        )
        .record(
            Verb::Post,
            "/clients/{client}/ruptures",
            OPENS,
            WRITERS,
            write_new,
        )
}

#[derive(Template)]
#[template(path = "rupture_staff.html")]
struct RupturePage {
    words: Words,
    title: String,
    client: String,
    address: String,
    back: String,
    tag: Html,
    opened: String,
    reasons: Vec<(String, String)>,
    own_words: String,
    named_by_client: bool,
    fit: Option<String>,
    history: Vec<Moment>,
    writes: bool,
    guide: Vec<String>,
    filled: Filled,
}

/// What was typed, kept when something of it needs another look.
#[derive(Default)]
struct Filled {
    noticed: String,
    discussed: String,
    plan: String,
    step: String,
    wrong: Option<(&'static str, String)>,
}

impl Filled {
    /// The fields of the answer, in their order.
    fn answer(&self) -> [(&'static str, &str); 3] {
        [
            ("noticed", &self.noticed),
            ("discussed", &self.discussed),
            ("plan", &self.plan),
        ]
    }

    fn wrong(&self, field: &str) -> Option<&str> {
        self.wrong
            .as_ref()
            .filter(|(wrong, _)| *wrong == field)
            .map(|(_, said)| said.as_str())
    }
}

fn rupture_of(visit: &Visit) -> Result<RecordId, Trouble> {
    visit
        .path("rupture")
        .and_then(RecordId::parse)
        .ok_or(Trouble::Nothing)
}

fn address(visit: &Visit, rupture: RecordId) -> Result<(String, String), Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    Ok((
        format!("/clients/{client}/ruptures/{rupture}"),
        format!("/clients/{client}"),
    ))
}

async fn page(visit: &Visit, act: &mut Act, filled: Filled) -> pages::Answer {
    let words = visit.words;
    let rupture = rupture_of(visit)?;
    let kept = act
        .find::<RuptureV1>(rupture)
        .await?
        .ok_or(Trouble::Nothing)?;
    let value = &kept.value;
    let named_by_client = value.named_by() == Some(act.whose().person());
    let client = visit.floor.sign_ins.called(act).await?;
    let (address, back) = address(visit, rupture)?;
    let reasons = value.reasons.iter().map(|reason| {
        let rule =
            (!reason.rule.is_empty()).then(|| format!("{} · {}", reason.rule, reason.source));
        (
            reason.to_staff(named_by_client, words),
            rule.unwrap_or_default(),
        )
    });
    let status = if filled.wrong.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let fit = value.fit.map(fit_code);
    let title = words.say_with("rupture-title-staff", &[("name", (&client).into())]);
    let page = RupturePage {
        words,
        title: title.clone(),
        client,
        address,
        back,
        tag: state_tag(words, value.state()),
        opened: visit.day_and_time(value.opened()),
        reasons: reasons.collect(),
        own_words: value.words.clone(),
        named_by_client,
        fit: fit.map(|code| words.say(&format!("fit-{code}-staff"))),
        history: history(visit, value, false).await?,
        writes: WRITERS
            .iter()
            .any(|(role, _)| *role == visit.who.asker.role)
            && value.state() != StateV1::Closed,
        guide: guide(words, fit),
        filled,
    };
    let mut response = staff(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

/// Three lines that fit the kind of strain, if the client said which.
fn guide(words: Words, fit: Option<&'static str>) -> Vec<String> {
    let kind = fit.unwrap_or("not-sure");
    (1..=3)
        .map(|line| words.say(&format!("guide-{kind}-{line}")))
        .collect()
}

async fn show(visit: Visit, mut act: Act) -> pages::Answer {
    page(&visit, &mut act, Filled::default()).await
}

fn said(words: Words, wrong: WrongWords) -> String {
    match wrong {
        WrongWords::Missing => words.say("wrong-required-staff"),
        WrongWords::TooLong => words.say("wrong-too-long-staff"),
    }
}

/// Reads a field, or says what is wrong with it.
fn field<const MAX: usize>(
    visit: &Visit,
    name: &'static str,
) -> Result<Line<MAX>, (&'static str, String)> {
    Line::parse(visit.form.get(name).unwrap_or_default())
        .map_err(|wrong| (name, said(visit.words, wrong)))
}

fn typed(visit: &Visit) -> Filled {
    let typed = |name| visit.form.get(name).unwrap_or_default().to_owned();
    Filled {
        noticed: typed("noticed"),
        discussed: typed("discussed"),
        plan: typed("plan"),
        step: typed("step"),
        wrong: None,
    }
}

async fn write_answer(visit: Visit, mut act: Act) -> pages::Answer {
    let rupture = rupture_of(&visit)?;
    let parsed = field(&visit, "noticed").and_then(|noticed| {
        let discussed = Line::parse_optional(visit.form.get("discussed"))
            .map_err(|wrong| ("discussed", said(visit.words, wrong)))?;
        Ok((noticed, discussed, field(&visit, "plan")?))
    });
    let (noticed, discussed, plan) = match parsed {
        Ok(parsed) => parsed,
        Err(wrong) => {
            return page(
                &visit,
                &mut act,
                Filled {
                    wrong: Some(wrong),
                    ..typed(&visit)
                },
            )
            .await;
        }
    };
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let (noticed, discussed, plan) = (noticed.clone(), discussed.clone(), plan.clone());
            async move {
                let written = Answer {
                    noticed,
                    discussed,
                    plan,
                };
                let happened = answer(&mut act, rupture, written).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    done(&visit, rupture, outcome)
}

async fn write_step(visit: Visit, mut act: Act) -> pages::Answer {
    let rupture = rupture_of(&visit)?;
    let words = match field(&visit, "step") {
        Ok(words) => words,
        Err(wrong) => {
            return page(
                &visit,
                &mut act,
                Filled {
                    wrong: Some(wrong),
                    ..typed(&visit)
                },
            )
            .await;
        }
    };
    let offered = visit.form.get("offered") == Some("yes");
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let words = words.clone();
            async move {
                let happened = step(&mut act, rupture, words, offered).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    done(&visit, rupture, outcome)
}

fn done(visit: &Visit, rupture: RecordId, outcome: Result<(), RuptureRefused>) -> pages::Answer {
    match outcome {
        Ok(()) => Ok(see_other(&address(visit, rupture)?.0)),
        // It was closed meanwhile: the page says so.
        Err(RuptureRefused::Closed) => Err(Trouble::Older),
        Err(RuptureRefused::Read(error)) => Err(error.into()),
        Err(_) => Err(Trouble::Nothing),
    }
}

async fn write_new(visit: Visit, act: Act) -> pages::Answer {
    let once = visit
        .form
        .get("once")
        .and_then(RecordId::parse)
        .ok_or(Trouble::NotUnderstood)?;
    let (address, back) = address(&visit, once)?;
    if act.find::<RuptureV1>(once).await?.is_some() {
        return Ok(see_other(&address));
    }
    let Ok(words) = Line::parse(visit.form.get("words").unwrap_or_default()) else {
        return Ok(see_other(&format!("{back}?wrong=words")));
    };
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let named = NameIt {
                words: Some(words.clone()),
                fit: None,
                audience: AudienceV1::Section,
            };
            async move {
                let happened = name_it(&mut act, once, named).await?;
                Ok::<_, sealed::ReadError>((act, (), happened))
            }
        })
        .await?;
    done?;
    Ok(see_other(&address))
}
