//! The caseload: relationships that need care first, each with the reason in words. Drawn from
//! gists only; opening a history is another page and another line in the client's ledger.

use alliance::rupture::StateV1;
use alliance::{AllianceGistV1, AtAGlance, reason};
use askama::Template;
use axum::response::Response;
use care::{ClientId, Moment, Purpose, Role, Section, Sections};
use pages::layout::{Notice, Tone};
use pages::shell::staff;
use pages::{Html, Routes, Trouble, Verb, Visit, Words};
use sealed::{Damaged, Overview, ReadError};

/// Who has a list of their own clients.
const ROLES: &[Role] = &[
    Role::Therapist,
    Role::Supervisor,
    Role::Advocate,
    Role::PeerSupporter,
    Role::Facilitator,
    Role::WardNurse,
];
const LIST: Sections = Sections::of(&[Section::Identity, Section::Overview]);

pub(crate) fn routes() -> Routes {
    Routes::new().role(Verb::Get, "/caseload", ROLES, show)
}

/// How much a relationship wants to be looked at. Earlier variants come first on the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Wants {
    /// Something is open that nobody has answered, or a repair that was "not yet".
    Answer,
    /// Something is open and answered; the next move is in the relationship.
    Repair,
    /// It cannot be read.
    Reading,
    /// Nothing.
    Nothing,
}

pub(crate) fn wants(glance: &AtAGlance) -> Wants {
    let states = || glance.open.iter().map(|open| open.state);
    if states().any(|state| matches!(state, StateV1::Open | StateV1::NotYet)) {
        Wants::Answer
    } else if states().next().is_some() {
        Wants::Repair
    } else {
        Wants::Nothing
    }
}

struct Line {
    wants: Wants,
    since: Option<Moment>,
    name: String,
    address: String,
    why: String,
    state: String,
    when: String,
}

#[derive(Template)]
#[template(path = "caseload.html")]
struct Caseload {
    words: Words,
    lines: Vec<Line>,
    waiting: usize,
    count: String,
}

async fn show(visit: Visit) -> Result<Response, Trouble> {
    let vault = &visit.floor.vault;
    let asker = visit.who.asker;
    let clients = vault.caseload(asker).await?;
    let accesses = vault
        .decide_each(asker, &clients, LIST, Purpose::Caseload)
        .await?;
    let overviews = vault.overviews(&accesses).await?;
    let mut lines = Vec::with_capacity(overviews.len());
    for (access, overview) in accesses.iter().zip(&overviews) {
        let called = match people::called(vault, *access, overview).await {
            Ok(called) => called,
            // Named as unreadable below; the rest of the list is still of use.
            Err(ReadError::Damaged(Damaged)) => None,
            Err(error) => return Err(error.into()),
        };
        lines.push(line(&visit, overview, called));
    }
    lines.sort_by(|a, b| {
        a.wants
            .cmp(&b.wants)
            .then(a.since.cmp(&b.since))
            .then_with(|| a.name.cmp(&b.name))
    });
    let waiting = lines
        .iter()
        .filter(|line| line.wants < Wants::Nothing)
        .count();
    let notice = vault.waiting(asker.person).await?.map(|_| Notice {
        tone: Tone::Now,
        words: visit.words.say("caseload-something-waits"),
    });
    if notice.is_some() {
        vault.looked(asker.person).await?;
    }
    let count = visit
        .words
        .say_with("caseload-count", &[("count", lines.len().into())]);
    let page = Caseload {
        words: visit.words,
        lines,
        waiting,
        count,
    };
    Ok(staff(
        &visit,
        &visit.words.say("caseload-title"),
        Html::of(&page),
        notice,
    ))
}

fn line(visit: &Visit, overview: &Overview, called: Option<String>) -> Line {
    let words = visit.words;
    let client: ClientId = overview.client;
    let gist = overview.get::<AllianceGistV1>();
    let damaged = called.is_none() || gist.is_err();
    let name = called.unwrap_or_else(|| words.say("caseload-name-unreadable"));
    let glance = gist
        .ok()
        .flatten()
        .map(|gist| gist.for_person(visit.who.asker.person, client, visit.now))
        .unwrap_or_default();
    let wants = if damaged {
        Wants::Reading
    } else {
        wants(&glance)
    };
    let worst = glance.open.iter().min_by_key(|open| {
        (
            !matches!(open.state, StateV1::Open | StateV1::NotYet),
            open.opened,
        )
    });
    let zone = &visit.floor.settings.zone;
    let (why, state) = match worst {
        Some(open) => (
            reason(
                open.signal,
                open.score,
                open.against,
                open.sessions,
                open.named_by_client,
                words,
            ),
            words.say(&format!("rupture-state-{}", open.state.code())),
        ),
        None if damaged => (words.say("caseload-damaged"), String::new()),
        None => (
            glance.last_session.map_or_else(
                || words.say("caseload-no-session-yet"),
                |last| {
                    let when = words.relative(last, visit.now, zone);
                    words.say_with("caseload-last-session", &[("when", (&when).into())])
                },
            ),
            String::new(),
        ),
    };
    Line {
        wants,
        since: worst.map(|open| open.opened),
        name,
        address: worst.map_or_else(
            || format!("/clients/{client}"),
            |open| format!("/clients/{client}/ruptures/{}", open.rupture),
        ),
        why,
        state,
        when: glance.next_session.map_or_else(
            || words.say("caseload-no-next"),
            |next| visit.day_and_time(next),
        ),
    }
}
