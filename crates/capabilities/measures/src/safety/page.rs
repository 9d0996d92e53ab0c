//! The next action on the signal's own page, the two ways to move it on, and the lead's count.

use super::act::{SafetyRefused, done, hand_over, of_signal};
use super::overdue::safety_counts;
use super::stored::{OpenAction, SafetyActionV1, SafetyStateV1, SafetyStepV1, SafetyStepWhatV1};
use super::words::{action_words, name};
use crate::page::staff::{OPENS, TREATING, addresses};
use crate::signal::{ActionV1, BY_AN_ANSWER, Signal, to_do};
use askama::Template;
use care::{Line, Moment, PersonId, RecordId, Role};
use pages::shell::{see_other, staff};
use pages::{Filled, Html, Routes, Trouble, Verb, Visit, Words};
use sealed::{Act, Kept};

pub(crate) fn routes() -> Routes {
    let ready = "/clients/{client}/signals/{signal}/done";
    let passed_on = "/clients/{client}/signals/{signal}/hand-over";
    Routes::new()
        .record(Verb::Post, ready, OPENS, TREATING, |visit, act| {
            say(visit, act, Saying::Done)
        })
        .record(Verb::Post, passed_on, OPENS, TREATING, |visit, act| {
            say(visit, act, Saying::HandOver)
        })
        .role(Verb::Get, "/safety", &[Role::ServiceLead], show_counts)
}

/// The next action, as a page shows it.
#[derive(Template)]
#[template(path = "safety_action.html")]
struct NextAction {
    words: Words,
    /// Where the forms go.
    address: String,
    version: u32,
    stands: String,
    late: bool,
    open: bool,
    /// Whether someone has said what will be done: before that, the page's own forms ask for it.
    taken: bool,
    history: Vec<(String, String)>,
    filled: Filled,
}

/// The next action of a signal, if it has one. `filled`: what was typed and needs another look.
pub(crate) async fn next_action(
    visit: &Visit,
    act: &Act,
    signal: RecordId,
    address: &str,
    filled: Filled,
) -> Result<Html, Trouble> {
    let Some(kept) = of_signal(act, signal).await? else {
        return Ok(Html::default());
    };
    let action = &kept.value;
    let state = action.state();
    let open = state != SafetyStateV1::Done;
    let stands = if open {
        action_words(visit, &listed(&kept, signal)).await?
    } else {
        visit.words.say("safety-done")
    };
    let mut history = Vec::new();
    for step in &action.steps {
        history.push(in_words(visit, action, step).await?);
    }
    Ok(Html::of(&NextAction {
        words: visit.words,
        address: address.to_owned(),
        version: kept.version,
        stands,
        late: open && action.due() < visit.now,
        open,
        taken: state == SafetyStateV1::Taken,
        history,
        filled,
    }))
}

fn listed(kept: &Kept<SafetyActionV1>, signal: RecordId) -> OpenAction {
    let action = &kept.value;
    OpenAction {
        signal,
        kind: Signal::of(action.kind),
        what: action.action(),
        who: action.who.map(PersonId::from_bytes),
        opened: Moment::from_millis(action.opened_at),
        due: action.due(),
        state: action.state(),
    }
}

/// A step in words: what happened, and what was written.
async fn in_words(
    visit: &Visit,
    action: &SafetyActionV1,
    step: &SafetyStepV1,
) -> Result<(String, String), Trouble> {
    let words = visit.words;
    let who = if step.by == BY_AN_ANSWER {
        String::new()
    } else {
        name(visit, Some(PersonId::from_bytes(step.by))).await?
    };
    let when = visit.day_and_time(Moment::from_millis(step.at));
    let kind = Signal::of(action.kind);
    let what = |to: ActionV1| to_do(kind, to, words);
    let (key, to, said) = match &step.what {
        SafetyStepWhatV1::Anew { action, .. } => ("safety-step-anew", what(*action), String::new()),
        SafetyStepWhatV1::Moved { action, .. } => {
            ("safety-step-moved", what(*action), String::new())
        }
        SafetyStepWhatV1::Taken { what, who, .. } => {
            ("safety-step-taken", who.clone(), what.clone())
        }
        SafetyStepWhatV1::HandedOver { said } => {
            ("safety-step-handed-over", String::new(), said.clone())
        }
        SafetyStepWhatV1::Done { said } => ("safety-step-done", String::new(), said.clone()),
    };
    let put = [
        ("name", (&who).into()),
        ("when", (&when).into()),
        ("to", (&to).into()),
    ];
    Ok((words.say_with(key, &put), said))
}

#[derive(Clone, Copy)]
enum Saying {
    Done,
    HandOver,
}

async fn say(visit: Visit, act: Act, saying: Saying) -> pages::Answer {
    let (_, client) = addresses(&visit)?;
    let signal = visit.path("signal").and_then(RecordId::parse);
    let signal = signal.ok_or(Trouble::Nothing)?;
    let seen = visit.form.get("version").and_then(|seen| seen.parse().ok());
    let seen: u32 = seen.ok_or(Trouble::NotUnderstood)?;
    let mut filled = Filled::posted(&visit);
    let field = match saying {
        Saying::Done => "done",
        Saying::HandOver => "hand-over",
    };
    let address = format!("{client}/signals/{signal}");
    let Ok(said) = filled.line::<500>(&visit, field) else {
        return again(&visit, &act, signal, &address, filled).await;
    };
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let said: &Line<500> = &said;
            async move {
                let happened = match saying {
                    Saying::Done => done(&mut act, signal, seen, said).await?,
                    Saying::HandOver => hand_over(&mut act, signal, seen, said).await?,
                };
                Ok((act, (), happened))
            }
        })
        .await?;
    match outcome {
        Ok(()) => Ok(see_other(&address)),
        Err(SafetyRefused::None) => Err(Trouble::Nothing),
        Err(SafetyRefused::Read(error)) => Err(error.into()),
        Err(SafetyRefused::Changed) => {
            filled.notice = Some(visit.words.say("measure-signal-changed"));
            let act = Act::open(&visit.floor.vault, access).await?;
            again(&visit, &act, signal, &address, filled).await
        }
    }
}

#[derive(Template)]
#[template(path = "safety_again.html")]
struct Again {
    called: String,
    back: String,
    title: String,
    notice: Option<String>,
    action: Html,
}

/// The action alone, with what was typed, where it could not be taken.
async fn again(
    visit: &Visit,
    act: &Act,
    signal: RecordId,
    address: &str,
    filled: Filled,
) -> pages::Answer {
    let (status, notice) = (filled.status(), filled.notice.clone());
    let page = Again {
        called: visit.floor.sign_ins.called(act).await?,
        back: address.to_owned(),
        title: visit.words.say("safety-title"),
        notice,
        action: next_action(visit, act, signal, address, filled).await?,
    };
    let mut response = staff(visit, &page.title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

#[derive(Template)]
#[template(path = "safety_counts.html")]
struct Counts {
    words: Words,
    open: String,
    late: Option<String>,
    damaged: Option<String>,
}

/// For the lead: how many are open, how many late, since when. Not whose, and not what about.
async fn show_counts(visit: Visit) -> pages::Answer {
    let words = visit.words;
    let counts = safety_counts(&visit.floor.vault).await?;
    let late = counts.late_since.map(|since| {
        let since = words.relative(since, visit.now, &visit.floor.settings.zone);
        let put = [("count", counts.late.into()), ("since", (&since).into())];
        words.say_with("safety-counts-late", &put)
    });
    let page = Counts {
        words,
        open: words.say_with("safety-counts-open", &[("count", counts.open.into())]),
        late,
        damaged: (counts.damaged > 0)
            .then(|| words.say_with("safety-counts-damaged", &[("count", counts.damaged.into())])),
    };
    let title = words.say("safety-counts-title");
    Ok(staff(&visit, &title, Html::of(&page), None))
}
