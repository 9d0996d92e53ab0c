//! The practitioner's side: why, what was answered, and the steps of the repair. Those who stand
//! beside the client read the same page and write nothing on it.

use super::{Moment, Standing, fit_code, history, standing, state_tag};
use crate::rupture::act::{Answer, RuptureRefused, Step, answer_and_repair, step};
use crate::rupture::follow_up::{FollowUpV1, find};
use crate::rupture::guide::{Guide, guide};
use crate::rupture::{RuptureV1, StateV1};
use askama::Template;
use care::{Purpose, RecordId, Role, Section, Sections};
use pages::shell::{see_other, staff};
use pages::{Filled, Html, Purposes, Routes, Told, Trouble, Verb, Visit, Words};
use sealed::Act;

pub(super) const OPENS: Sections =
    Sections::of(&[Section::Identity, Section::Relationship, Section::Overview]);

/// Who may write about a rupture: whoever works with the client.
pub(super) const WRITERS: Purposes = &[(Role::Therapist, Purpose::Treatment)];
/// Who may read about it beside them.
pub(super) const BESIDE: Purposes = &[
    (Role::Supervisor, Purpose::Supervision),
    (Role::Therapist, Purpose::Supervision),
    (Role::Advocate, Purpose::Advocacy),
];

pub(crate) fn routes() -> Routes {
    let one = "/clients/{client}/ruptures/{rupture}";
    let beside = "/clients/{client}/beside/ruptures/{rupture}";
    let answer = "/clients/{client}/ruptures/{rupture}/answer";
    let step = "/clients/{client}/ruptures/{rupture}/step";
    Routes::new()
        .record(Verb::Get, one, OPENS, WRITERS, show)
        .record(Verb::Get, beside, OPENS, BESIDE, show_beside)
        .record(Verb::Post, answer, OPENS, WRITERS, write_answer)
        .record(Verb::Post, step, OPENS, WRITERS, write_step)
}

#[derive(Template)]
#[template(path = "rupture_staff.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a part of the page that is there or not"
)]
struct RupturePage {
    words: Words,
    title: String,
    client: String,
    address: String,
    back: String,
    version: u32,
    tag: Html,
    opened: String,
    /// Each reason, and the published source of the rule behind it.
    reasons: Vec<(String, String)>,
    own_words: String,
    named_by_client: bool,
    fit: Option<String>,
    history: Vec<Moment>,
    writes: bool,
    /// Whether nobody has written anything about it: then that comes first.
    unanswered: bool,
    standing: Standing,
    /// Whether whoever looks stands beside the client and may say that they have looked.
    looks: bool,
    looked_at: String,
    /// Asked for with the answer, or on its own.
    step_words: String,
    /// Whether whoever works with the client may still bring it to supervision.
    may_bring: bool,
    guide: Guide,
    filled: Filled,
}

pub(super) fn rupture_of(visit: &Visit) -> Result<RecordId, Trouble> {
    visit
        .path("rupture")
        .and_then(RecordId::parse)
        .ok_or(Trouble::Nothing)
}

/// The rupture's page and the relationship's, for someone who works with the client.
pub(super) fn address(visit: &Visit, rupture: RecordId) -> Result<(String, String), Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    Ok((
        format!("/clients/{client}/ruptures/{rupture}"),
        format!("/clients/{client}"),
    ))
}

pub(super) async fn page(visit: &Visit, act: &Act, filled: Filled, beside: bool) -> pages::Answer {
    let words = visit.words;
    let rupture = rupture_of(visit)?;
    let kept = act
        .find::<RuptureV1>(rupture)
        .await?
        .ok_or(Trouble::Nothing)?;
    let value = &kept.value;
    let named_by_client = value.named_by() == Some(act.whose().person());
    let client = visit.floor.sign_ins.called(act).await?;
    let (address, mut back) = address(visit, rupture)?;
    if beside {
        back.push_str("/beside");
    }
    let reasons = value.reasons.iter().map(|reason| {
        (
            reason.to_staff(named_by_client, words),
            reason.source.clone(),
        )
    });
    let status = filled.status();
    let fit = value.fit.map(fit_code);
    let follow_up = find(act, rupture).await?.map(|kept| kept.value);
    let follow_up = follow_up.as_ref();
    let open = value.state() != StateV1::Closed;
    let in_supervision = follow_up.is_some_and(FollowUpV1::is_in_supervision);
    let title = words.say_with("rupture-title-staff", &[("name", (&client).into())]);
    let unanswered = value.answers.is_empty() && value.steps.is_empty();
    let step_words = if unanswered {
        "repair-step-too"
    } else {
        "repair-step"
    };
    let page = RupturePage {
        words,
        looked_at: format!("{back}/ruptures/{rupture}/looked"),
        step_words: words.say(step_words),
        title: title.clone(),
        client,
        address,
        back,
        version: kept.version,
        tag: state_tag(words, value.state()),
        opened: visit.day_and_time(value.opened()),
        reasons: reasons.collect(),
        own_words: value.words.clone(),
        named_by_client,
        fit: fit.map(|code| words.say(&format!("fit-{code}-staff"))),
        history: history(visit, value, follow_up, false).await?,
        writes: !beside && open,
        unanswered,
        standing: standing(visit, value, follow_up, false),
        looks: beside && act.access().may_write(),
        may_bring: !beside && open && !in_supervision,
        guide: guide(value, words),
        filled,
    };
    let mut response = staff(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

async fn show(visit: Visit, act: Act) -> pages::Answer {
    page(&visit, &act, Filled::default(), false).await
}

async fn show_beside(visit: Visit, act: Act) -> pages::Answer {
    page(&visit, &act, Filled::default(), true).await
}

/// Refuses a form that was opened before the last change: whoever sends it has not seen that yet.
/// A second sending of the same form ends here too.
async fn unchanged(visit: &Visit, act: &Act, rupture: RecordId) -> Result<(), RuptureRefused> {
    let Some(shown) = visit.form.get("version") else {
        return Ok(());
    };
    let kept = act.find::<RuptureV1>(rupture).await?;
    let kept = kept.ok_or(RuptureRefused::None)?;
    if kept.value.state() == StateV1::Closed {
        return Err(RuptureRefused::Closed);
    }
    if shown.parse() == Ok(kept.version) {
        Ok(())
    } else {
        Err(RuptureRefused::Changed)
    }
}

async fn write_answer(visit: Visit, act: Act) -> pages::Answer {
    let rupture = rupture_of(&visit)?;
    let mut filled = Filled::posted(&visit);
    let noticed = filled.line(&visit, "noticed");
    let discussed = filled.optional_line(&visit, "discussed");
    let plan = filled.line(&visit, "plan");
    let done_so_far = repair(&visit, &mut filled);
    let (Ok(noticed), Ok(discussed), Ok(plan), Ok(repair)) =
        (noticed, discussed, plan, done_so_far)
    else {
        return page(&visit, &act, filled, false).await;
    };
    let written = Answer {
        noticed,
        discussed,
        plan,
    };
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let (visit, written, repair) = (&visit, written.clone(), repair.clone());
            async move {
                unchanged(visit, &act, rupture).await?;
                let happened = answer_and_repair(&mut act, rupture, Some(written), repair).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    let same = |value: &RuptureV1| {
        value.answers.last().is_some_and(|last| {
            last.by == *visit.who.asker.person.bytes()
                && last.noticed == written.noticed.as_str()
                && last.discussed
                    == written
                        .discussed
                        .as_ref()
                        .map_or("", |words| words.as_str())
                && last.plan == written.plan.as_str()
        })
    };
    done(&visit, access, rupture, outcome, same).await
}

/// The step of the repair, where one is sent with the answer. To ask whether it is repaired, it is
/// to be said what was done.
fn repair(visit: &Visit, filled: &mut Filled) -> Result<Option<Step>, Told> {
    let offered = visit.form.get("offered") == Some("yes");
    let words = if offered {
        Some(filled.line(visit, "step")?)
    } else {
        filled.optional_line(visit, "step")?
    };
    Ok(words.map(|words| Step { words, offered }))
}

async fn write_step(visit: Visit, act: Act) -> pages::Answer {
    let rupture = rupture_of(&visit)?;
    let mut filled = Filled::posted(&visit);
    let Ok(words) = filled.line(&visit, "step") else {
        return page(&visit, &act, filled, false).await;
    };
    let offered = visit.form.get("offered") == Some("yes");
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let (visit, words) = (&visit, words.clone());
            async move {
                unchanged(visit, &act, rupture).await?;
                let happened = step(&mut act, rupture, words, offered).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    let same = |value: &RuptureV1| {
        value.steps.last().is_some_and(|last| {
            last.by == *visit.who.asker.person.bytes()
                && last.words == words.as_str()
                && last.offered == offered
        })
    };
    done(&visit, access, rupture, outcome, same).await
}

/// What is shown after a form was sent. `same`: whether the last thing written is this very form.
async fn done(
    visit: &Visit,
    access: care::Access,
    rupture: RecordId,
    outcome: Result<(), RuptureRefused>,
    same: impl Fn(&RuptureV1) -> bool,
) -> pages::Answer {
    let said = match outcome {
        Ok(()) => return Ok(see_other(&address(visit, rupture)?.0)),
        Err(RuptureRefused::Changed) => "rupture-changed",
        Err(RuptureRefused::Closed) => "rupture-closed-meanwhile",
        Err(RuptureRefused::Read(error)) => return Err(error.into()),
        Err(_) => return Err(Trouble::Nothing),
    };
    let act = Act::open(&visit.floor.vault, access).await?;
    let kept = act.find::<RuptureV1>(rupture).await?;
    if kept.is_some_and(|kept| same(&kept.value)) {
        return Ok(see_other(&address(visit, rupture)?.0));
    }
    let mut filled = Filled::posted(visit);
    filled.notice = Some(visit.words.say(said));
    page(visit, &act, filled, false).await
}
