//! Opening a crisis plan in an emergency: a member of staff says whom, why, and proves once more
//! who they are. Whoever cannot be found, does not exist for them or is not theirs to open is the
//! same answer.

use crate::glass::{GlassEntryV1, GlassReasonV1, REASONS};
use crate::staff::Staff;
use askama::Template;
use axum::response::{IntoResponse, Response};
use care::{PersonId, Role};
use pages::shell::{again, see_other, staff as staff_page};
use pages::{Answer, Filled, Html, Routes, Verb, Visit, Words};
use sealed::Reason;
use std::sync::Arc;

/// Whose role lets them break the glass. The decision asks the same again.
const ROLES: &[Role] = &[Role::Therapist, Role::WardNurse];
/// Where it is.
const HERE: &str = "/emergency";
/// How many characters of a reason there is room for.
const REASON_MAX: usize = 1_000;

pub(crate) fn routes(staff: &Arc<dyn Staff>) -> Routes {
    let broken = Arc::clone(staff);
    Routes::new()
        .role(Verb::Get, HERE, ROLES, show)
        .role(Verb::Post, HERE, ROLES, move |visit| {
            break_it(visit, Arc::clone(&broken))
        })
}

#[derive(Template)]
#[template(path = "emergency.html")]
struct Page {
    words: Words,
    filled: Filled,
    reasons: Vec<(&'static str, String)>,
}

fn page(visit: &Visit, filled: Filled) -> Response {
    let words = visit.words;
    let status = filled.status();
    let reason = |code: &'static str| (code, words.say(&format!("emergency-reason-{code}")));
    let page = Page {
        words,
        filled,
        reasons: REASONS.into_iter().map(reason).collect(),
    };
    let title = words.say("emergency-title");
    let mut response = staff_page(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    response.into_response()
}

async fn show(visit: Visit) -> Answer {
    // Before anything is typed, so that proving it does not cost the words.
    if !visit.fresh() {
        return Ok(again(HERE));
    }
    Ok(page(&visit, Filled::default()))
}

async fn break_it(visit: Visit, staff: Arc<dyn Staff>) -> Answer {
    if !visit.fresh() {
        return Ok(again(HERE));
    }
    let mut filled = Filled::posted(&visit);
    let whom = visit.form.words("whom").map(str::to_owned);
    if whom.is_none() {
        filled.tell("whom", visit.words.say("wrong-required-staff"));
    }
    let code = REASONS
        .into_iter()
        .find(|code| visit.form.get("reason") == Some(code));
    if code.is_none() {
        filled.tell("reason", visit.words.say("emergency-choose"));
    }
    let own = filled.line::<REASON_MAX>(&visit, "own-words");
    let (Some(whom), Some(code), Ok(own)) = (whom, code, own) else {
        return Ok(page(&visit, filled));
    };
    let vault = &visit.floor.vault;
    let client = staff.client_under(&whom).await?;
    let here = staff.here().await?;
    let by = visit.who.asker.person;
    let leads = here
        .iter()
        .filter(|one| one.role == Role::ServiceLead && one.person != by);
    let tell: Vec<PersonId> = leads
        .map(|one| one.person)
        .chain([client.person()])
        .collect();
    let broken = vault
        .break_glass(
            (visit.who.asker, &visit.who.name),
            client,
            &tell,
            |_, at| Reason {
                record: GlassReasonV1 {
                    by: *by.bytes(),
                    at: at.millis(),
                    code: code.to_owned(),
                    words: own.as_str().to_owned(),
                },
                entry: GlassEntryV1 {
                    client: *client.bytes(),
                    by: *by.bytes(),
                    at: at.millis(),
                    code: code.to_owned(),
                    reviewed: None,
                },
            },
        )
        .await??;
    if broken.is_some() {
        return Ok(see_other(&format!("/emergency/{client}")));
    }
    filled.tell("whom", visit.words.say("emergency-nobody"));
    Ok(page(&visit, filled))
}
