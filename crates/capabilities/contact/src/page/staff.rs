//! What staff read before they call or write: may I, when, whom to ask for, what to say first.

use super::said_of;
use crate::act;
use crate::outward::Outward;
use crate::rules::{Reason, Refused, Way, permit};
use crate::stored::RuleV1;
use askama::Template;
use care::{Purpose, Role, Section, Sections};
use pages::shell::staff;
use pages::{Answer, Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;
use std::sync::Arc;

const OPENS: Sections = Sections::of(&[Section::Identity]);
/// Those who may have to call or write. Whoever leads the service has it for calling someone back.
const CALLERS: Purposes = &[
    (Role::Therapist, Purpose::Treatment),
    (Role::WardNurse, Purpose::Treatment),
    (Role::PeerSupporter, Purpose::Treatment),
    (Role::Facilitator, Purpose::Treatment),
    (Role::ServiceLead, Purpose::Assignment),
];

pub(super) fn routes(outward: &Arc<Outward>) -> Routes {
    let outward = Arc::clone(outward);
    Routes::new().record(
        Verb::Get,
        "/clients/{client}/reach",
        OPENS,
        CALLERS,
        move |visit, act| show(visit, act, Arc::clone(&outward)),
    )
}

struct Shown {
    title: String,
    /// Yes, not now, or no.
    answer: String,
    may: bool,
    parts: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "reach_staff.html")]
struct Page {
    words: Words,
    called: String,
    back: String,
    ways: Vec<Shown>,
    any: bool,
}

/// What they read about a way, at this moment and for any reason that is allowed at all. Of a rule
/// that has run out they read that it has, and nothing of what it said: a number that may be used no
/// more is nobody's to know.
fn shown(visit: &Visit, outward: &Outward, way: Way, rule: Option<&RuleV1>) -> Shown {
    let words = visit.words;
    let allowed = Reason::ALL
        .into_iter()
        .find(|reason| rule.is_some_and(|rule| rule.reasons & reason.bit() != 0));
    let asked = permit(
        rule,
        allowed.unwrap_or(Reason::SomethingWaits),
        visit.now,
        &outward.zone(),
    );
    let code = way.code();
    let (may, stands) = match asked {
        Ok(_) => (true, true),
        Err(Refused::NotNow { next: Some(_) }) => (false, true),
        Err(_) => (false, false),
    };
    let answer = match asked {
        Ok(_) => words.say(&format!("reach-may-{code}")),
        Err(Refused::NotNow { next: Some(next) }) => {
            let next = visit.day_and_time(next);
            words.say_with("reach-may-not-now", &[("next", (&next).into())])
        }
        Err(Refused::RunOut | Refused::NotNow { next: None }) => words.say("reach-may-run-out"),
        Err(Refused::NotAllowed | Refused::NotForThis) => {
            words.say(&format!("reach-may-not-{code}"))
        }
    };
    let parts = rule.filter(|_| stands);
    Shown {
        title: words.say(&format!("reach-{code}")),
        answer,
        may,
        parts: parts.map_or_else(Vec::new, |rule| said_of(visit, way, rule)),
    }
}

async fn show(visit: Visit, act: Act, outward: Arc<Outward>) -> Answer {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    let words = visit.words;
    let said = act::said(&act).await?.map(|kept| kept.value);
    let said = said.unwrap_or_default();
    let ways = Way::ALL.map(|way| shown(&visit, &outward, way, act::rule(&said, way)));
    let lead = visit.who.asker.role == Role::ServiceLead;
    let back = if lead {
        format!("/people/clients/{client}")
    } else if visit.who.asker.role == Role::Therapist {
        format!("/clients/{client}")
    } else {
        "/caseload".to_owned()
    };
    let page = Page {
        words,
        called: visit.floor.sign_ins.called(&act).await?,
        back,
        ways: ways.into(),
        any: !said.rules.is_empty(),
    };
    let title = words.say("reach-staff-title");
    Ok(staff(&visit, &title, Html::of(&page), None))
}
